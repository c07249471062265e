//! The quotation marks of languages (CLDR, delimiters).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::tag::fallbacks;

/// The marks of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marks {
    /// Those of a quotation.
    pub outer: Pair,
    /// Those of a quotation in a quotation; deeper ones take turns.
    pub inner: Pair,
}

/// What opens a quotation, and what closes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// What opens it.
    pub open: char,
    /// What closes it.
    pub close: char,
}

/// The marks of a language whose rows are missing: CLDR's root.
const ROOT: Marks =
    Marks { outer: Pair { open: '“', close: '”' }, inner: Pair { open: '‘', close: '’' } };

/// The rows of CLDR by tag, in small letters.
static TABLE: LazyLock<BTreeMap<String, Marks>> = LazyLock::new(|| table(include_str!("quotation.tsv")));

fn table(text: &str) -> BTreeMap<String, Marks> {
    let rows = text.lines().filter(|line| !line.starts_with('#'));
    let row = |line: &str| {
        let (tag, marks) = line.split_once('\t')?;
        let mut marks = marks.chars().filter(|c| *c != '\t');
        let mut pair = || Some(Pair { open: marks.next()?, close: marks.next()? });
        Some((tag.to_ascii_lowercase(), Marks { outer: pair()?, inner: pair()? }))
    };
    rows.filter_map(row).collect()
}

/// The marks of a language by its tag.
pub fn marks(tag: &str) -> Marks {
    fallbacks(tag).iter().find_map(|key| TABLE.get(key)).copied().unwrap_or(ROOT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_can_be_read() {
        let lines = include_str!("quotation.tsv").lines().filter(|line| !line.starts_with('#'));
        assert_eq!(TABLE.len(), lines.count());
        assert_eq!(TABLE["und"], ROOT);
    }

    #[test]
    fn no_tag_is_lost() {
        let open = |tag: &str| marks(tag).outer.open;
        assert_eq!((open("FR-latn-ca"), open("zh-TW"), open("zh-HK"), open("pt-FR")), ('«', '「', '「', '«'));
        assert_eq!((open("zh-Hans-HK"), open("xx"), open("tlh-Latn-x-y"), open("")), ('“', '“', '“', '“'));
        assert_eq!(marks("fr-Latn-CA").inner, Pair { open: '”', close: '“' });
    }
}
