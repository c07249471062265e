//! Languages of a site.

use serde::{Deserialize, Serialize};

/// A language by its number in [`super::Config::languages`]; 0 is the site's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Lang(pub u8);

impl Lang {
    /// The site's own language.
    pub const DEFAULT: Self = Self(0);
}

/// Whether a text has the form of a language tag (BCP 47) whose language has a code of ISO 639:
/// `fr`, `pt-BR`, `zh-Hant`.
pub fn is_tag(text: &str) -> bool {
    let code = text.split('-').next().unwrap_or_default();
    (2..=3).contains(&code.len()) && text.parse::<unic_langid::LanguageIdentifier>().is_ok()
}

/// A language with its region as POSIX and the Open Graph protocol write it (`fr_CA`); none where the tag
/// names no region.
pub fn locale(tag: &str) -> Option<String> {
    let tag: unic_langid::LanguageIdentifier = tag.parse().ok()?;
    Some(format!("{}_{}", tag.language, tag.region?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_has_a_region() {
        assert_eq!(locale("fr-CA").as_deref(), Some("fr_CA"));
        assert_eq!(locale("zh-hant-tw").as_deref(), Some("zh_TW"));
        assert_eq!(locale("fr"), None);
    }
}
