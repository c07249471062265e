//! What a message in the Fluent format (syntax 1.0) asks for: variables, other messages, terms and functions.

use std::collections::BTreeSet;

use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser::{self, ErrorKind};

/// What a message asks for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    /// A variable, without its `$`.
    Variable(String),
    /// Another message.
    Message(String),
    /// A term, without its `-`.
    Term(String),
    /// A function.
    Function(String),
}

/// What one message asks for.
#[derive(Debug, Default)]
pub struct Asks {
    /// Whatever its case, a variable chooses among variants.
    pub always: BTreeSet<Item>,
    /// In any case.
    pub all: BTreeSet<Item>,
}

/// How deep pieces in braces may stand in each other.
const DEEPEST: usize = 50;

/// A text of Fluent up to the message in which braces stand so deep in each other that no parser should follow them,
/// and the place of the brace that is too deep.
pub fn readable(text: &str) -> (&str, Option<usize>) {
    let (mut depth, mut message, mut start) = (0usize, 0, true);
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            c if start && (c.is_ascii_alphabetic() || c == '-') => (depth, message) = (0, at),
            _ => {}
        }
        if depth > DEEPEST {
            return (&text[..message], Some(at));
        }
        start = c == '\n';
    }
    (text, None)
}

/// The messages and terms of a text, each by its name, a term with its `-`, with what it asks for. What cannot
/// be read is left out.
pub fn read(text: &str) -> Vec<(String, Asks)> {
    let (text, _) = readable(text);
    let resource = parser::parse_runtime(text).unwrap_or_else(|(partial, _)| partial);
    let of = |entry: &Entry<&str>| match entry {
        Entry::Message(message) => {
            let values = message.value.iter().chain(message.attributes.iter().map(|a| &a.value));
            Some((message.id.name.to_owned(), of_patterns(values)))
        }
        Entry::Term(term) => {
            let values = std::iter::once(&term.value).chain(term.attributes.iter().map(|a| &a.value));
            Some((format!("-{}", term.id.name), of_patterns(values)))
        }
        _ => None,
    };
    resource.body.iter().filter_map(of).collect()
}

/// The variables of a message, with those of the messages that stand in it; `of` gives what a message asks for.
pub fn variables<'a>(
    name: &str,
    of: &dyn Fn(&str) -> Option<&'a BTreeSet<Item>>,
    seen: &mut BTreeSet<String>,
) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    if !seen.insert(name.to_owned()) {
        return found;
    }
    for item in of(name).into_iter().flatten() {
        match item {
            Item::Variable(name) => _ = found.insert(name.clone()),
            Item::Message(name) => found.extend(variables(name, of, seen)),
            Item::Term(_) | Item::Function(_) => {}
        }
    }
    found
}

/// Why a message cannot be read, and what to write.
pub fn fault(kind: &ErrorKind) -> (String, &'static str) {
    let message = "write it as name = Words";
    let (what, help) = match kind {
        ErrorKind::ExpectedToken('=') => ("a message is a name, = and words", message),
        ErrorKind::ExpectedToken('}') => {
            ("a brace { is not closed", "write } behind what stands in the braces")
        }
        ErrorKind::ExpectedToken(sign) => {
            return (format!("{sign} is missing here"), "write it, or take out what needs it");
        }
        ErrorKind::ExpectedCharRange { range } if range.contains('\n') => {
            ("behind -> the line ends", "write each variant in a line of its own, with spaces before it")
        }
        ErrorKind::ExpectedCharRange { range } if range.starts_with("0-9") => {
            ("a number needs digits here", "write a number such as 2 or 1.5")
        }
        ErrorKind::ExpectedCharRange { .. } => {
            ("a name begins with a letter from a to z", "take letters from a to z, digits, - and _")
        }
        ErrorKind::ExpectedMessageField { entry_id } | ErrorKind::ExpectedTermField { entry_id } => {
            return (format!("{entry_id} has no words"), message);
        }
        ErrorKind::MissingValue => ("the words are missing", message),
        ErrorKind::ForbiddenCallee | ErrorKind::ExpectedLiteral => {
            ("what stands in brackets is not understood", "write a variable alone, such as { $count }")
        }
        ErrorKind::MissingDefaultVariant => {
            ("no variant is for all other cases", "put * before the last one, as in *[other]")
        }
        ErrorKind::MultipleDefaultVariants => {
            ("two variants are for all other cases", "leave the * before one of them alone")
        }
        ErrorKind::MessageReferenceAsSelector
        | ErrorKind::TermReferenceAsSelector
        | ErrorKind::MessageAttributeAsSelector
        | ErrorKind::ExpectedSimpleExpressionAsSelector => {
            ("what stands before -> cannot choose a variant", "write a variable there, such as $count")
        }
        ErrorKind::TermAttributeAsPlaceable => {
            ("a part of a term cannot be shown", "write the term alone, such as { -name }")
        }
        ErrorKind::UnterminatedStringLiteral => {
            ("a quotation mark is not closed", "close it in the same line")
        }
        ErrorKind::PositionalArgumentFollowsNamed | ErrorKind::DuplicatedNamedArgument(_) => (
            "the arguments in brackets cannot be read",
            "give each name once, behind the values without name",
        ),
        ErrorKind::UnknownEscapeSequence(_) | ErrorKind::InvalidUnicodeEscapeSequence(_) => {
            (r"what stands behind \ is not understood", r#"write \\ for a \ and \" for a ""#)
        }
        ErrorKind::UnbalancedClosingBrace => ("a brace } closes nothing", r#"take it out, or write {"}"}"#),
        ErrorKind::ExpectedInlineExpression => (
            "what stands in the braces is not understood",
            r#"write a variable such as { $name }, a message such as { home }, or a text such as { "{" }"#,
        ),
    };
    (what.to_owned(), help)
}

fn of_patterns<'p, 's: 'p>(patterns: impl Iterator<Item = &'p Pattern<&'s str>>) -> Asks {
    let mut asks = Asks::default();
    patterns.for_each(|pattern| of_pattern(pattern, &mut asks));
    asks
}

fn of_pattern(pattern: &Pattern<&str>, asks: &mut Asks) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            of_expression(expression, asks);
        }
    }
}

fn of_expression(expression: &Expression<&str>, asks: &mut Asks) {
    let Expression::Select { selector, variants } = expression else {
        if let Expression::Inline(inline) = expression {
            of_inline(inline, asks);
        }
        return;
    };
    of_inline(selector, asks);
    let cases: Vec<Asks> = variants.iter().map(|v| of_patterns(std::iter::once(&v.value))).collect();
    let shared = cases.iter().map(|case| case.always.clone()).reduce(|a, b| &a & &b);
    asks.always.extend(shared.unwrap_or_default());
    asks.all.extend(cases.into_iter().flat_map(|case| case.all));
}

fn of_inline(inline: &InlineExpression<&str>, asks: &mut Asks) {
    let item = match inline {
        InlineExpression::VariableReference { id } => Item::Variable(id.name.to_owned()),
        InlineExpression::MessageReference { id, .. } => Item::Message(id.name.to_owned()),
        InlineExpression::TermReference { id, arguments, .. } => {
            if let Some(arguments) = arguments {
                of_arguments(arguments, asks);
            }
            Item::Term(id.name.to_owned())
        }
        InlineExpression::FunctionReference { id, arguments } => {
            of_arguments(arguments, asks);
            Item::Function(id.name.to_owned())
        }
        InlineExpression::Placeable { expression } => return of_expression(expression, asks),
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => return,
    };
    asks.always.insert(item.clone());
    asks.all.insert(item);
}

fn of_arguments(arguments: &CallArguments<&str>, asks: &mut Asks) {
    arguments.positional.iter().for_each(|value| of_inline(value, asks));
    arguments.named.iter().for_each(|argument| of_inline(&argument.value, asks));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variable_of_one_case_is_not_always_asked_for() {
        let text = "a = { $n ->\n [one] { $x }\n *[other] { $x } of { $y }\n } { b }\nb = { $z } { -c }\n";
        let all = read(text);
        let find = |name: &str| &all.iter().find(|(own, _)| own == name).unwrap().1;
        let names = |of: fn(&Asks) -> &BTreeSet<Item>| {
            let found = variables("a", &|name| Some(of(find(name))), &mut BTreeSet::new());
            found.into_iter().collect::<Vec<_>>().join(" ")
        };
        assert_eq!(names(|asks| &asks.always), "n x z");
        assert_eq!(names(|asks| &asks.all), "n x y z");
    }
}
