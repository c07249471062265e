//! What languages are called (CLDR, locale display names).

use icu_locale::names::LanguageIdentifierDisplayName;

use super::parse;

/// What a language is called in a language, as it stands within a sentence: of `fr` in `en` "French", of
/// `en` in `fr` "anglais". The tag where nobody recorded it.
pub fn name(tag: &str, inside: &str) -> String {
    let (subject, reader) = (parse(tag), parse(inside));
    let name = LanguageIdentifierDisplayName::try_new_heavy((&reader).into(), subject.id, Default::default());
    name.map_or_else(|_| tag.to_owned(), |name| name.as_borrowed().to_string())
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
            ("fr-CH", "Français suisse"),
        ];
        for (tag, name) in own {
            assert_eq!(autonym(tag), name, "{tag}");
        }
        assert_eq!(name("en", "fr"), "anglais");
        assert_eq!(name("fr", "ar"), "الفرنسية");
        assert_eq!(name("xx", "en"), "xx");
    }
}
