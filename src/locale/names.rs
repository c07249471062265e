//! What languages are called (CLDR, locale display names).

use super::tag::{fallbacks, shorter};

/// What languages are called (CLDR 48.2, Unicode License V3 as `CLDR.LICENSE`; made by `names.py`): a line a
/// language in which they are, its tag and then `tag=name`. The data that ICU4X has of names is ten times as large.
const NAMES: &str = include_str!("names.tsv");

/// What a language is called in a language, as it stands within a sentence: of `fr` in `en` "French", of
/// `en` in `fr` "anglais". What it calls itself where nothing else is recorded, else its tag.
pub fn name(tag: &str, inside: &str) -> String {
    let found = find(tag, inside).or_else(|| find(tag, tag));
    found.map_or_else(|| tag.to_owned(), str::to_owned)
}

/// The name of the language, or of what it is without its last parts, in the nearest of the reader's.
fn find(tag: &str, inside: &str) -> Option<&'static str> {
    // `en` is English; only who asks for `en-US` asks for American English.
    let subjects = if tag.contains('-') { fallbacks(tag).to_vec() } else { shorter(tag) };
    let rows: Vec<&'static str> = fallbacks(inside).iter().filter_map(|reader| row(reader)).collect();
    subjects.iter().find_map(|subject| rows.iter().find_map(|row| cell(row, subject)))
}

/// The line of a language.
fn row(reader: &str) -> Option<&'static str> {
    let is_own = |line: &&str| line.split('\t').next().is_some_and(|tag| tag.eq_ignore_ascii_case(reader));
    NAMES.lines().find(is_own)
}

/// What a line says of a language.
fn cell(row: &'static str, subject: &str) -> Option<&'static str> {
    let cells = row.split('\t').skip(1).filter_map(|cell| cell.split_once('='));
    cells.into_iter().find(|(tag, _)| tag.eq_ignore_ascii_case(subject)).map(|(_, name)| name)
}

/// What a language is called in itself, as a menu shows it: "Français".
pub fn autonym(tag: &str) -> String {
    capitalise(&name(tag, tag))
}

/// A phrase with a capital at its start.
pub fn capitalise(phrase: &str) -> String {
    let mut characters = phrase.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_called_by_their_names() {
        let own = [
            ("ar", "العربية"),
            ("de", "Deutsch"),
            ("en", "English"),
            ("es", "Español"),
            ("fr", "Français"),
            ("hi", "हिन्दी"),
            ("pt", "Português"),
            ("ru", "Русский"),
            ("sw", "Kiswahili"),
            ("zh", "中文"),
            ("zh-Hant", "繁體中文"),
            ("zh-TW", "繁體中文"),
            ("sr-Latn", "Srpski"),
            ("pt-BR", "Português"),
            ("fr-CH", "Français suisse"),
        ];
        for (tag, name) in own {
            assert_eq!(autonym(tag), name, "{tag}");
        }
        assert_eq!(name("en", "fr"), "anglais");
        assert_eq!(name("fr", "ar"), "الفرنسية");
        assert_eq!(name("en-US", "fr"), "anglais américain");
        assert_eq!(name("mi", "sv"), "Māori");
        assert_eq!(name("xx", "en"), "xx");
    }
}
