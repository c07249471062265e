//! What is wrong with a style, in words.

use lightningcss::error::{ParserError, SelectorError};

use crate::diagnostics::{Span, nearest};

/// A fault of a style.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// Where.
    pub span: Span,
    /// What.
    pub wrong: Wrong,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wrong {
    /// It cannot be read; why, as a sentence.
    Syntax(String),
    /// A bracket or comment is not closed.
    Open(&'static str),
    /// Brackets stand deeper in each other than this.
    Deep(usize),
    /// The file of an address is not there; its path.
    Missing(String),
    /// An import leads back to the style that is imported from here.
    Circle(String),
    /// More files are imported than this.
    TooMany(usize),
    /// An address lies on an origin that pages do not load from.
    Elsewhere(String),
    /// A style from elsewhere is imported by one that is itself imported under a condition.
    FarImport,
}

/// At-rules of CSS that somebody may have meant.
const AT_RULES: [&str; 14] = [
    "charset",
    "container",
    "counter-style",
    "font-face",
    "import",
    "keyframes",
    "layer",
    "media",
    "namespace",
    "page",
    "property",
    "scope",
    "starting-style",
    "supports",
];

/// Whether the parser complains of an at-rule, whose name it has passed by then.
pub fn is_of_at_rule(kind: &ParserError<'_>) -> bool {
    use ParserError::{AtRuleInvalid, UnexpectedImportRule, UnexpectedNamespaceRule};
    matches!(kind, AtRuleInvalid(_) | UnexpectedImportRule | UnexpectedNamespaceRule)
}

/// What the parser of styles complains of, as a sentence; none for what browsers may know though it does not.
pub fn words(kind: &ParserError<'_>) -> Option<String> {
    let said = match kind {
        ParserError::AtRuleInvalid(name) => {
            return nearest(name, AT_RULES)
                .map(|near| format!("there is no rule @{name}; did you mean @{near}?"));
        }
        ParserError::SelectorError(
            SelectorError::UnsupportedPseudoClass(_) | SelectorError::UnsupportedPseudoElement(_),
        ) => return None,
        ParserError::SelectorError(SelectorError::EmptySelector) => {
            "no selector stands here; perhaps there is a bracket too many"
        }
        ParserError::SelectorError(SelectorError::DanglingCombinator) => {
            "this selector ends with a sign behind which another should stand"
        }
        ParserError::SelectorError(_) => "this selector cannot be read",
        ParserError::UnexpectedImportRule => {
            "@import stands behind other rules, where browsers pass over it; it belongs to the top"
        }
        ParserError::UnexpectedNamespaceRule => {
            "@namespace stands behind other rules, where browsers pass over it"
        }
        ParserError::InvalidMediaQuery => "this media query cannot be read",
        ParserError::EndOfInput => "the style ends where more should follow",
        ParserError::QualifiedRuleInvalid => {
            "this is no rule; perhaps a bracket is missing before it or too many"
        }
        ParserError::InvalidDeclaration | ParserError::InvalidValue => {
            "this cannot be read as a property and its value; perhaps a ; is missing before it"
        }
        ParserError::AtRuleBodyInvalid | ParserError::AtRulePreludeInvalid => "this rule cannot be read",
        _ => "this cannot be read here; perhaps a sign is missing before it",
    };
    Some(said.to_owned())
}
