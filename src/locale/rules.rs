//! The rules of languages for running text, as `typography.yaml` has them.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;
use serde_yaml::{Mapping, Value};

use super::ordinals::{self, Ordinal};
use super::scan::Scan;
use super::tag::{fallbacks, shorter};

/// A space that does not break.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Space {
    /// No space, not even one that was typed.
    None,
    /// U+00A0.
    NoBreak,
    /// U+202F.
    Narrow,
}

impl Space {
    /// The character, if there is one.
    pub fn text(self) -> &'static str {
        match self {
            Self::None => "",
            Self::NoBreak => "\u{a0}",
            Self::Narrow => "\u{202f}",
        }
    }
}

/// How the running text of a language is set. The file says what each means.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Rules {
    pub(super) space_before: BTreeMap<char, Space>,
    pub(super) space_inside: Option<Space>,
    pub(super) percent: Option<Space>,
    pub(super) groups: Option<Space>,
    pub(super) two_hyphens: String,
    pub(super) three_hyphens: String,
    pub(super) space_before_dash: Option<Space>,
    pub(super) ellipsis: String,
    /// Whether words stand without spaces between them.
    pub no_spaces: bool,
    before_number: Vec<String>,
    before_name: Vec<String>,
    before_word: Vec<String>,
    together: Vec<String>,
    elisions: Vec<String>,
    ordinals: Vec<Ordinal>,
    #[serde(skip)]
    scan: Scan,
}

/// The rows of the file, each with what it takes from the rows above it, by tag in small letters.
static TABLE: LazyLock<BTreeMap<String, Rules>> =
    LazyLock::new(|| table(include_str!("typography.yaml")).unwrap_or_default());

fn table(text: &str) -> Result<BTreeMap<String, Rules>, serde_yaml::Error> {
    let rows: BTreeMap<String, Mapping> = serde_yaml::from_str(text)?;
    let rows: BTreeMap<String, Mapping> =
        rows.into_iter().map(|(tag, row)| (tag.to_ascii_lowercase(), row)).collect();
    let whole = |tag: &String| {
        let mut whole = rows.get("und").cloned().unwrap_or_default();
        for key in shorter(tag).iter().rev() {
            whole.extend(rows.get(key).cloned().unwrap_or_default());
        }
        let rules: Rules = serde_yaml::from_value(Value::Mapping(whole))?;
        let percent = rules.percent.map(|_| '%');
        let signs = rules.space_before.keys().copied().chain(percent);
        let scan = Scan::new(signs, rules.bound(), rules.groups.is_some());
        Ok((tag.clone(), Rules { scan, ..rules }))
    };
    rows.keys().map(whole).collect()
}

impl Rules {
    /// The rules of a language by its tag.
    pub fn of(tag: &str) -> &'static Self {
        static NONE: LazyLock<Rules> = LazyLock::new(Rules::default);
        let found = fallbacks(tag).iter().find_map(|key| TABLE.get(key));
        found.or_else(|| TABLE.get("und")).unwrap_or(&NONE)
    }

    /// Whether a text may hold anything that is set otherwise than it is typed; most do not.
    pub(super) fn concern(&self, text: &str) -> bool {
        self.scan.finds(text.as_bytes())
    }

    /// Whether the space between a word and what comes behind it does not break.
    pub(super) fn bind(&self, word: &str, behind: &[char]) -> bool {
        let Some(next) = behind.first().filter(|_| self.scan.is_bound(word)) else { return false };
        let among = |list: &[String]| list.iter().any(|entry| is_word(word, entry));
        let followed = |(left, right): (&str, &str)| {
            is_word(word, left) && right.chars().eq(behind.iter().copied().take(right.chars().count()))
        };
        is_number(behind) && among(&self.before_number)
            || next.is_uppercase() && among(&self.before_name)
            || next.is_alphanumeric() && among(&self.before_word)
            || self.pairs().any(followed)
    }

    /// How many characters of what stands behind an apostrophe are a word that begins with it.
    pub(super) fn elision(&self, behind: &[char]) -> Option<usize> {
        let small = |c: &char| c.to_lowercase().next();
        let fits = |entry: &&String| {
            let length = entry.chars().count();
            let same = entry.chars().map(Some).eq(behind.iter().take(length).map(small));
            // In 'cause' it is a word between marks.
            same && !behind.get(length).is_some_and(|c| c.is_alphanumeric() || *c == '\'')
        };
        self.elisions.iter().find(fits).map(|entry| entry.chars().count())
    }

    /// Whether the space behind a character may not break.
    pub(super) fn may_bind(&self, last: char) -> bool {
        self.groups.is_some() && last.is_ascii_digit() || self.scan.may_end_bound(last)
    }

    /// Where the raised endings of ordinal numbers stand in a text.
    pub fn raised<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
        ordinals::raised(&self.ordinals, text)
    }

    /// The words of `together` that stand beside each other.
    fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.together.iter().flat_map(|all| all.split(' ').zip(all.split(' ').skip(1)))
    }

    /// All words after which a space may not break.
    fn bound(&self) -> impl Iterator<Item = &str> {
        let lists = self.before_number.iter().chain(&self.before_name).chain(&self.before_word);
        lists.map(String::as_str).chain(self.pairs().map(|(left, _)| left))
    }
}

/// Whether a word is an entry of a list; at the start of a sentence it has a capital.
fn is_word(word: &str, entry: &str) -> bool {
    if word == entry {
        return true;
    }
    let (mut word, mut entry) = (word.chars(), entry.chars());
    let same = match (word.next(), entry.next()) {
        (Some(first), Some(small)) => small.is_lowercase() && first.to_lowercase().eq([small]),
        _ => false,
    };
    same && word.as_str() == entry.as_str()
}

/// Whether a number begins here: a digit, or a Roman number that is not the word I.
fn is_number(behind: &[char]) -> bool {
    let word = behind.iter().take_while(|c| c.is_alphanumeric());
    let roman = word.clone().all(|c| "IVXLC".contains(*c)) && word.count() > 1;
    roman || behind.first().is_some_and(|c| c.is_numeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_can_be_read() {
        let table = table(include_str!("typography.yaml")).unwrap();
        assert_eq!(table["fr-ch"].percent, Some(Space::Narrow), "taken from the row above");
        assert_eq!(table["fr-ca"].ellipsis, "…", "taken from the last row");
    }

    #[test]
    fn words_have_capitals_at_the_start_of_a_sentence() {
        assert!(is_word("Art.", "art.") && is_word("В", "в") && is_word("Mr", "Mr"));
        assert!(!is_word("mr", "Mr") && !is_word("part.", "art."));
    }

    #[test]
    fn one_look_is_enough() {
        let concern = |tag, text| Rules::of(tag).concern(text);
        for plain in ["Plain words, well set.", "5-10, a:b; c! d? 10% of 3 ports.", "l\u{f4}"] {
            assert!(!concern("en", plain), "{plain}");
        }
        for signs in ["a -- b", "...", "it's", "see p. 5", "«a»"] {
            assert!(concern("en", signs), "{signs}");
        }
        assert!(!concern("fr", "Les villes, et les ports.") && concern("fr", "Les villes !"));
        assert!(concern("fr", "5 000") && !concern("en", "5 000"));
    }
}
