//! The ways of a language that Unicode's CLDR records: how dates, numbers and lists are written, in which
//! order words stand, which way they run, what languages are called, which quotation marks they have; and how
//! running text is set. Languages are known by their tags (BCP 47); nothing here knows of sites.
//!
//! The rules of setting are data: one more language, or one more rule of it, is a line of `typography.yaml`.

pub mod address;
pub mod collation;
pub mod dates;
pub mod names;
pub mod numbers;
pub mod ordinals;
pub mod quotation;
pub mod rules;
mod scan;
pub mod tag;
pub mod typesetter;

use icu_locale::{Direction, Locale as Tag, LocaleDirectionality};

use unicode_bidi::{BidiClass, bidi_class};

pub use dates::Dates;
pub use numbers::Numbers;

/// A tag as ICU4X reads it; one that cannot be read is that of no language.
fn parse(tag: &str) -> Tag {
    tag.parse().unwrap_or(Tag::UNKNOWN)
}

/// A language with what it takes to write its dates, numbers and lists.
#[derive(Debug)]
pub struct Locale {
    /// Its dates.
    pub dates: Dates,
    /// Its numbers.
    pub numbers: Numbers,
}

impl Locale {
    /// Of a language, with dates in a calendar of [`dates::CALENDARS`].
    pub fn new(tag: &str, calendar: &str) -> Self {
        // Digits are those that addresses, documents and telephone numbers have, so that a reader can
        // compare them: Arabic and Persian would have their own.
        let tag = format!("{}-u-ca-{calendar}-nu-latn", tag.split("-u-").next().unwrap_or_default());
        let tag = parse(&tag);
        Self { dates: Dates::new(&tag), numbers: Numbers::new(&tag) }
    }
}

/// The direction of a language's script, as HTML's `dir` wants it (CLDR, layout).
pub fn direction(tag: &str) -> &'static str {
    match LocaleDirectionality::new_extended().get(&parse(tag).id) {
        Some(Direction::RightToLeft) => "rtl",
        _ => "ltr",
    }
}

/// Whether a text has letters that run against a direction, or begins with a sign as a telephone number does
/// on a page from right to left.
pub fn runs_against(text: &str, direction: &str) -> bool {
    let against = |c: char| match bidi_class(c) {
        BidiClass::L => direction == "rtl",
        BidiClass::R | BidiClass::AL => direction == "ltr",
        _ => false,
    };
    text.chars().any(against) || direction == "rtl" && text.starts_with('+')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn direction_follows_the_script() {
        for tag in ["ar", "fa", "he", "ur", "yi", "az-Arab", "ckb", "dv", "ps", "ug", "sd", "ks", "syr"] {
            assert_eq!(direction(tag), "rtl", "{tag}");
        }
        for tag in ["en-GB", "zh", "ur-Latn", "ru", "xx", "", "sr"] {
            assert_eq!(direction(tag), "ltr", "{tag}");
        }
    }
}
