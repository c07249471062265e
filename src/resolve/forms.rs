//! The forms in which records are set into a page.
//!
//! To add a form: a variant with its word and its template here, an arm in `render::text::record`,
//! and the template in `templates/embeds/`.

use serde::{Deserialize, Serialize};

use crate::diagnostics::{Diagnostic, Rule, Severity, Span, nearest};
use crate::site::Kind;

/// A form of embed that does not exist.
pub static UNKNOWN_FORM: Rule = Rule {
    name: "unknown-form",
    severity: Severity::Error,
    docs: "What stands behind the bar of an embed says in which form the record is shown.\n\n\
           Wrong: `![[quotes|crads]]`\n\n\
           Right: `![[quotes|cards]]`",
};

/// A diagram of what has no structure.
pub static NOTHING_TO_DRAW: Rule = Rule {
    name: "nothing-to-draw",
    severity: Severity::Error,
    docs: "A diagram shows how bodies and organisations stand to each other. Records of other kinds stand \
           in no such relation, and nothing would be drawn.\n\n\
           Wrong: `![[quotes|diagram]]`\n\n\
           Right: `![[bodies|diagram]]`",
};

/// Whether records of a kind can be drawn.
pub fn is_drawn(kind: Kind) -> bool {
    matches!(kind, Kind::Body | Kind::Organisation)
}

/// The forms in which records are set into a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Form {
    /// Its words alone.
    Text,
    /// Heading, words, members, meeting rule.
    Full,
    /// A card.
    Card,
    /// Cards; one is a list of one.
    Cards,
    /// A line of a list.
    List,
    /// Its members.
    Members,
    /// Its meetings.
    Meetings,
    /// The structure as a picture.
    Diagram,
}

impl Form {
    /// All forms.
    pub const ALL: [Self; 8] = [
        Self::Text,
        Self::Full,
        Self::Card,
        Self::Cards,
        Self::List,
        Self::Members,
        Self::Meetings,
        Self::Diagram,
    ];

    const WORDS: [(&'static str, Self); 8] = [
        ("text", Self::Text),
        ("full", Self::Full),
        ("card", Self::Card),
        ("cards", Self::Cards),
        ("list", Self::List),
        ("members", Self::Members),
        ("meetings", Self::Meetings),
        ("diagram", Self::Diagram),
    ];

    /// The form that a word means; without a word the full one.
    ///
    /// # Errors
    /// What is wrong with the word.
    pub fn of(word: &str, span: Span) -> Result<Self, Box<Diagnostic>> {
        let words = Self::WORDS.map(|(word, _)| word);
        match Self::WORDS.iter().find(|(name, _)| *name == word) {
            _ if word.is_empty() => Ok(Self::Full),
            Some((_, form)) => Ok(*form),
            None => {
                let help = nearest(word, words).map_or_else(
                    || format!("the forms are: {}", words.join(", ")),
                    |near| format!("did you mean {near}?"),
                );
                let message = format!("there is no form \"{word}\"");
                Err(Box::new(Diagnostic::new(&UNKNOWN_FORM, span, message).help(help)))
            }
        }
    }

    /// The template in `templates/embeds/` that shows this form.
    pub fn template(self) -> &'static str {
        match self {
            Self::Text => "embeds/text.html",
            Self::Full => "embeds/full.html",
            Self::Card => "embeds/card.html",
            Self::Cards => "embeds/cards.html",
            Self::List => "embeds/list.html",
            Self::Members => "embeds/members.html",
            Self::Meetings => "embeds/meetings.html",
            Self::Diagram => "embeds/diagram.html",
        }
    }
}
