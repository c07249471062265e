//! How wide a text is, and where it breaks.
//!
//! Readers have other fonts than ours, so widths are those of a common sans serif with room: a line that
//! is measured here fits with any of the theme's fonts. Lengths are in sixteenths of a rem.

use unicode_normalization::char::is_combining_mark;

/// How a text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Type {
    /// The size of the letters.
    pub size: i32,
    /// From a line to the next.
    pub leading: i32,
    /// Whether the letters are heavy.
    pub bold: bool,
}

/// A line of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The words.
    pub text: String,
    /// Whether a word goes on in the next line.
    pub broken: bool,
}

/// What is added to widths, in percent: for other fonts.
const ROOM: i64 = 15;

/// What heavy letters are wider by, in percent.
const HEAVY: i64 = 8;

/// The width of a text in one line, rounded up.
pub fn width(text: &str, set: Type) -> i32 {
    let advances: i64 = text.chars().map(advance).sum();
    let heavy = if set.bold { HEAVY } else { 0 };
    let width = advances * i64::from(set.size) * (100 + heavy) * (100 + ROOM);
    i32::try_from((width + 999_999) / 1_000_000).unwrap_or(i32::MAX / 4)
}

/// The advance of a character, in hundredths of the size.
fn advance(c: char) -> i64 {
    match c {
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' => 0,
        'i' | 'j' | 'l' | 'I' | '|' | '\'' | '.' | ',' | ':' | ';' | '!' | '’' | '‘' | ' ' | '\u{a0}' => {
            29
        }
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '-' | '/' | '\u{202f}' | '"' | '“' | '”' => 36,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '—' | '…' | 'æ' | 'œ' | 'Æ' | 'Œ' => 92,
        'a'..='z' | '0'..='9' => 56,
        'A'..='Z' => 71,
        c if is_combining_mark(c) => 0,
        // Arabic, Syriac, Thaana and the forms of Arabic: wider alone than joined.
        '\u{600}'..='\u{7bf}' | '\u{8a0}'..='\u{8ff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' => {
            62
        }
        // Scripts of East Asia, and what is as wide as they are.
        '\u{1100}'..='\u{11ff}'
        | '\u{2e80}'..='\u{d7ff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{1f000}'..='\u{3ffff}' => 102,
        c if c.is_uppercase() => 76,
        _ => 63,
    }
}

/// Breaks a text into lines of at most `most`, never at a space that does not break. A word that does not
/// fit alone is broken itself, after a hyphen or bar where it has one.
pub fn lines(text: &str, set: Type, most: i32) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut open = String::new();
    for word in text.split([' ', '\n', '\t']).filter(|word| !word.is_empty()) {
        let longer = if open.is_empty() { word.to_owned() } else { format!("{open} {word}") };
        if width(&longer, set) <= most {
            open = longer;
            continue;
        }
        if !open.is_empty() {
            lines.push(Line { text: std::mem::take(&mut open), broken: false });
        }
        let mut rest = word;
        while width(rest, set) > most {
            let at = place_to_break(rest, set, most);
            if at >= rest.len() {
                break;
            }
            lines.push(Line { text: rest[..at].to_owned(), broken: true });
            rest = &rest[at..];
        }
        rest.clone_into(&mut open);
    }
    if !open.is_empty() {
        lines.push(Line { text: open, broken: false });
    }
    lines
}

/// Whether a line that ends inside of a word gets a hyphen: letters that are written with one.
pub fn takes_hyphen(line: &Line) -> bool {
    let last = line.text.chars().next_back();
    line.broken && last.is_some_and(|c| c.is_alphabetic() && (c as u32) < 0x590)
}

/// The byte at which a word that is too wide is broken: behind the last hyphen, bar or soft hyphen that
/// fits, else where a syllable seems to begin, else behind the last letter that fits with a hyphen. Never
/// before a mark that belongs to a letter, and not so that a letter stands alone, if that can be.
fn place_to_break(word: &str, set: Type, most: i32) -> usize {
    let hyphen = width("-", set);
    let (mut soft, mut syllable, mut hard, mut first) = (None, None, None, None);
    for (at, c) in word.char_indices().skip(1) {
        if is_combining_mark(c) || matches!(c, '\u{200c}' | '\u{200d}') {
            continue;
        }
        first.get_or_insert(at);
        let (before, behind) = word.split_at(at);
        let fits = |room: i32| width(before, set) + room <= most;
        if before.ends_with(['-', '/', '_', '\u{ad}', '\u{2010}', '\u{2013}', '\u{200b}']) && fits(0) {
            soft = Some(at);
        }
        if fits(hyphen) && behind.chars().nth(1).is_some() {
            hard = Some(at);
            if before.chars().nth(2).is_some() && begins_syllable(behind) {
                syllable = Some(at);
            }
        }
    }
    soft.or(syllable).or(hard).or(first).unwrap_or(word.len())
}

/// Whether letters begin as a syllable does in most languages, with a consonant before a vowel, and three
/// or more of them are left.
fn begins_syllable(letters: &str) -> bool {
    const VOWELS: &str = "aeiouyàáâãäåæèéêëìíîïòóôõöøœùúûüýąęıőűαεηιουωάέήίόύώаеёиоуыэюяєії";
    let mut letters = letters.chars().flat_map(char::to_lowercase);
    let is_vowel = |c: char| VOWELS.contains(c);
    let (first, second) = (letters.next(), letters.next());
    first.is_some_and(|c| c.is_alphabetic() && !is_vowel(c) && (c as u32) < 0x590)
        && second.is_some_and(is_vowel)
        && letters.next().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SET: Type = Type { size: 16, leading: 20, bold: false };

    fn broken(text: &str, most: i32) -> Vec<String> {
        lines(text, SET, most).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn words_break_at_spaces_hyphens_and_at_last_anywhere() {
        assert_eq!(broken("Merrow Tide Council", 110), ["Merrow", "Tide Council"]);
        assert_eq!(
            broken("Merrow Tide\u{a0}Council 5\u{202f}000", 110),
            ["Merrow", "Tide\u{a0}Council", "5\u{202f}000"]
        );
        assert_eq!(broken("Harbour-Commission", 110), ["Harbour-", "Commission"]);
        let long = broken("Donaudampfschifffahrtsgesellschaft", 110);
        assert!(long.len() > 2 && long.concat() == "Donaudampfschifffahrtsgesellschaft", "{long:?}");
        assert!(long.iter().all(|line| width(line, SET) <= 110), "{long:?}");
        assert_eq!(broken("", 110), Vec::<String>::new());
    }

    #[test]
    fn marks_stay_with_their_letters() {
        let text = "مُحَمَّدٌمُحَمَّدٌمُحَمَّدٌ";
        let parts = broken(text, 60);
        assert!(parts.len() > 1 && parts.concat() == text);
        assert!(parts.iter().all(|part| !part.starts_with(is_combining_mark)), "{parts:?}");
    }

    #[test]
    fn a_line_narrower_than_a_letter_ends() {
        assert_eq!(broken("WWW", 1), ["W", "W", "W"]);
    }
}
