//! From a language's tag to the rows of a table.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

use icu_locale::subtags::Script;
use icu_locale::{LanguageIdentifier, Locale, LocaleExpander};

/// The keys of tags that were asked for.
static ASKED: LazyLock<RwLock<HashMap<String, Arc<[String]>>>> = LazyLock::new(RwLock::default);

/// The keys under which a table may hold a language, in small letters, the most special first:
/// `fr-Latn-CA` is `fr-latn-ca`, `fr-ca`, `fr-latn` and `fr`; `zh-TW` is also `zh-hant`, because that is
/// its script (UTS #35, likely subtags). They are found once a tag: each text that is set asks for them.
pub fn fallbacks(tag: &str) -> Arc<[String]> {
    if let Some(keys) = ASKED.read().unwrap_or_else(PoisonError::into_inner).get(tag) {
        return Arc::clone(keys);
    }
    let keys: Arc<[String]> = find(tag).into();
    ASKED.write().unwrap_or_else(PoisonError::into_inner).insert(tag.to_owned(), Arc::clone(&keys));
    keys
}

fn find(tag: &str) -> Vec<String> {
    let Ok(locale) = Locale::try_from_str(tag) else { return shorter(&tag.to_ascii_lowercase()) };
    let mut id = locale.id;
    // No language is likely where none is given.
    if !id.language.is_unknown() {
        LocaleExpander::new_common().maximize(&mut id);
    }
    let plain = LanguageIdentifier { variants: icu_locale::subtags::Variants::new(), ..id.clone() };
    let mut keys = Vec::with_capacity(8);
    for id in [id, plain] {
        for (script, region) in [(id.script, id.region), (None, id.region), (id.script, None), (None, None)] {
            let key = LanguageIdentifier { script, region, ..id.clone() };
            let key = key.to_string().to_ascii_lowercase();
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
    }
    keys
}

/// The script in which a language is likely written (UTS #35, likely subtags).
pub fn script(tag: &str) -> Option<Script> {
    let mut id = Locale::try_from_str(tag).ok()?.id;
    LocaleExpander::new_common().maximize(&mut id);
    id.script
}

/// A tag and what is left of it without its last parts.
pub fn shorter(tag: &str) -> Vec<String> {
    let ends = tag.rmatch_indices('-').map(|(end, _)| end);
    std::iter::once(tag.len()).chain(ends).map(|end| tag[..end].to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn special_tags_come_first() {
        assert_eq!(*fallbacks("fr-Latn-CA"), ["fr-latn-ca", "fr-ca", "fr-latn", "fr"]);
        assert_eq!(*fallbacks("ZH-tw"), ["zh-hant-tw", "zh-tw", "zh-hant", "zh"]);
        assert!(fallbacks("el-polyton").contains(&"el-polyton".to_owned()));
        assert_eq!(*fallbacks("qaa"), ["qaa"]);
        assert_eq!(*fallbacks("x_y-z"), ["x_y-z", "x_y"]);
    }
}
