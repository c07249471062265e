//! Plural forms in messages, by the rules of CLDR (plurals, cardinal) that ICU4X has. Those inside of Fluent's
//! library are of an older CLDR, which has no form for a million in French, and another for 111 in Arabic. So a
//! selection by the form of a number asks a function of ours: `{ $count -> [0] … [one] … }` is read as
//! `{ FORM($count, exactly: "0") -> [exactly-0] … [one] … }`.

use fluent_bundle::{FluentArgs, FluentValue};
use fluent_syntax::ast::{
    CallArguments, Entry, Expression, Identifier, InlineExpression, NamedArgument, Pattern, PatternElement,
    Resource, Variant, VariantKey,
};

use crate::locale::Numbers;

/// The function that a selection by a number asks.
pub const FUNCTION: &str = "FORM";

/// Numbers that have a variant of their own.
const EXACTLY: &str = "exactly";

/// The forms that CLDR knows, beside `other`.
const FORMS: [&str; 5] = ["zero", "one", "two", "few", "many"];

/// What the function answers: the number itself where it has a variant of its own, else its form; a text as it is.
pub fn form<'a>(numbers: &Numbers, values: &[FluentValue<'a>], named: &FluentArgs<'_>) -> FluentValue<'a> {
    let Some(FluentValue::Number(number)) = values.first() else {
        return values.first().cloned().unwrap_or(FluentValue::Error);
    };
    let own = number.value.to_string();
    let exactly = match named.get(EXACTLY) {
        Some(FluentValue::String(list)) => list.split(' ').any(|exact| exact == own),
        _ => false,
    };
    if exactly { key(&own).into() } else { numbers.form(number.value).into() }
}

/// The name of a variant for one number.
fn key(number: &str) -> String {
    format!("{EXACTLY}-{}", number.replace('.', "_"))
}

/// Lets all selections by the form of a number ask the function.
pub fn ask(resource: &mut Resource<String>) {
    for entry in &mut resource.body {
        match entry {
            Entry::Message(message) => {
                message.value.iter_mut().for_each(of_pattern);
                message.attributes.iter_mut().for_each(|attribute| of_pattern(&mut attribute.value));
            }
            Entry::Term(term) => of_pattern(&mut term.value),
            _ => {}
        }
    }
}

fn of_pattern(pattern: &mut Pattern<String>) {
    for element in &mut pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            of_expression(expression);
        }
    }
}

fn of_expression(expression: &mut Expression<String>) {
    match expression {
        Expression::Select { selector, variants } => {
            for variant in variants.iter_mut() {
                of_pattern(&mut variant.value);
            }
            if variants.iter().any(is_form) {
                by_form(selector, variants);
            }
        }
        Expression::Inline(InlineExpression::Placeable { expression }) => of_expression(expression),
        Expression::Inline(_) => {}
    }
}

/// Whether a variant is one of a number.
fn is_form(variant: &Variant<String>) -> bool {
    match &variant.key {
        VariantKey::Identifier { name } => FORMS.contains(&name.as_str()),
        VariantKey::NumberLiteral { .. } => true,
    }
}

fn by_form(selector: &mut InlineExpression<String>, variants: &mut [Variant<String>]) {
    let mut exactly = Vec::new();
    for variant in variants {
        if let VariantKey::NumberLiteral { value } = &variant.key {
            exactly.push(value.clone());
            variant.key = VariantKey::Identifier { name: key(value) };
        }
    }
    let value = InlineExpression::StringLiteral { value: exactly.join(" ") };
    let named = vec![NamedArgument { name: Identifier { name: EXACTLY.to_owned() }, value }];
    let asked = std::mem::replace(selector, InlineExpression::StringLiteral { value: String::new() });
    *selector = InlineExpression::FunctionReference {
        id: Identifier { name: FUNCTION.to_owned() },
        arguments: CallArguments { positional: vec![asked], named },
    };
}
