//! The order of words in a language (CLDR, collation).

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{Collator, CollatorBorrowed};

use super::parse;

/// The collation of a language.
pub fn collator(tag: &str) -> CollatorBorrowed<'static> {
    with_strength(tag, None)
}

/// The letters of a language: what differs by accents or case alone is one, where it says so.
pub fn letters_of(tag: &str) -> CollatorBorrowed<'static> {
    with_strength(tag, Some(Strength::Primary))
}

fn with_strength(tag: &str, strength: Option<Strength>) -> CollatorBorrowed<'static> {
    let mut options = CollatorOptions::default();
    options.strength = strength;
    Collator::try_new((&parse(tag)).into(), options)
        .or_else(|_| Collator::try_new(icu_collator::CollatorPreferences::default(), options))
        .expect("the root collation is compiled in")
}
