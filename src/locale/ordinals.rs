//! Ordinal numbers whose endings are raised in print: 1er, XXIe.

use std::ops::Range;

use serde::Deserialize;

/// An ordinal number: what stands before its ending, and the ending.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct Ordinal {
    number: String,
    ending: String,
}

impl TryFrom<String> for Ordinal {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let (number, ending) = text.split_once('|').ok_or("an ordinal has | before its ending")?;
        Ok(Self { number: number.to_owned(), ending: ending.to_owned() })
    }
}

impl Ordinal {
    /// Where the ending begins in a word, if it is such a number.
    fn ending_of(&self, word: &str) -> Option<usize> {
        let number = word.strip_suffix(self.ending.as_str())?;
        let fits = match self.number.as_str() {
            "#" => !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()),
            "@" => !matches!(number, "" | "I") && number.bytes().all(|byte| b"IVX".contains(&byte)),
            own => number == own,
        };
        fits.then_some(number.len())
    }
}

/// Where the raised endings of ordinal numbers stand in a text.
pub fn raised<'t>(ordinals: &'t [Ordinal], text: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
    let begins = |c: char| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X');
    let mut at = if ordinals.is_empty() { text.len() } else { 0 };
    std::iter::from_fn(move || {
        while let Some(found) = text[at..].find(begins) {
            let start = at + found;
            let rest = &text[start..];
            let length = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
            at = start + length;
            // In 1.2e and A-2e it is no number of its own.
            let before = text[..start].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || ".,/_-".contains(c)) {
                continue;
            }
            let ending = ordinals.iter().find_map(|ordinal| ordinal.ending_of(&rest[..length]));
            if let Some(ending) = ending {
                return Some(start + ending..at);
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use crate::locale::rules::Rules;

    fn raised(tag: &str, text: &str) -> Vec<String> {
        Rules::of(tag).raised(text).map(|range| text[range].to_owned()).collect()
    }

    #[test]
    fn french_endings_are_raised() {
        assert_eq!(raised("fr", "le 1er, la 1re et les 2es du XXIe siècle"), ["er", "re", "es", "e"]);
        assert_eq!(raised("fr-CH", "(François Ier, la 2nde, l’École 42e)"), ["er", "nde", "e"]);
    }

    #[test]
    fn other_words_are_not() {
        for text in ["Ce De Me Le Vers Ie 1.2e A-2e 2e5 B1er 3er", "12 1 XX", "è1e"] {
            assert_eq!(raised("fr", text), [""; 0], "{text}");
        }
        assert_eq!(raised("en", "the 2e"), [""; 0]);
    }
}
