//! Letters that were read with the wrong encoding.

use std::ops::Range;

use super::parts::Part;
use crate::diagnostics::{Diagnostic, Edit, FileId, Findings, Rule, Severity, Span};

/// Letters that were read in the wrong encoding.
pub static GARBLED_LETTERS: Rule = Rule {
    name: "garbled-letters",
    severity: Severity::Warning,
    docs: "A file in UTF-8 that was once read as Windows-1252 has two or three odd signs for each \
           letter with an accent.\n\n\
           Wrong: `dÃ©cision`, `itâ€™s`\n\n\
           Right: `décision`, `it’s`",
};

/// Windows-1252: what the bytes 0x80 to 0x9F mean there (WHATWG Encoding Standard).
pub const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The byte of Windows-1252 that shows as a character.
pub fn byte(c: char) -> Option<u8> {
    match u32::from(c) {
        code @ (0xa0..=0xff) => u8::try_from(code).ok(),
        code @ 0x80..=0x9f => u8::try_from(code).ok(),
        _ => WINDOWS_1252.iter().position(|known| *known == c).and_then(|i| u8::try_from(0x80 + i).ok()),
    }
}

/// What the first byte of a letter shows as.
pub const LEADS: [char; 7] = ['Ã', 'Â', 'Å', 'Ä', 'Ð', 'Ñ', 'â'];

/// The letter that stands garbled at the start of a text, and how many bytes of the text it takes.
/// `follows` says that another one stands right before.
fn garbled_at(text: &str, follows: bool) -> Option<(char, usize)> {
    let mut characters = text.chars();
    let lead = characters.next()?;
    let count = match lead {
        'Ã' | 'Â' | 'Å' | 'Ä' | 'Ð' | 'Ñ' => 2,
        'â' => 3,
        _ => return None,
    };
    let taken: Vec<char> = text.chars().take(count).collect();
    let bytes: Vec<u8> = taken.iter().map(|c| byte(*c)).collect::<Option<_>>()?;
    let meant = std::str::from_utf8(&bytes).ok()?.chars().next()?;
    let length = taken.iter().map(|c| c.len_utf8()).sum();
    let last = *taken.last()?;
    let next = text[length..].chars().next();
    let likely = match lead {
        // Capitals before a closing mark or a sign are words: «IRMÃ», „Ä“.
        'Ã' | 'Ä' | 'Å' if "«»“”‘’„‚‹›…–—·°\u{a0}º".contains(last) => {
            next.is_some_and(char::is_lowercase)
        }
        'Â' => {
            "«»©®°·§±£\u{a0}".contains(last) && !"«»".contains(last) || next.is_some_and(char::is_lowercase)
        }
        // One letter of Cyrillic is none.
        'Ð' | 'Ñ' => {
            let mut rest = text[length..].chars();
            let next = (rest.next(), rest.next());
            follows || matches!(next, (Some('Ð' | 'Ñ'), Some(c)) if byte(c).is_some_and(|b| b < 0xc0))
        }
        'â' => matches!(taken[1], '€' | '„' | '‚' | '†'),
        _ => true,
    };
    likely.then_some((meant, length))
}

/// Letters that were read in the wrong encoding: one finding a file, and one for a quote's words.
pub fn garbled(file: FileId, text: &str, parts: &[Part], found: &mut Findings) {
    for quote in [false, true] {
        let parts = parts.iter().filter(|part| part.quote == quote);
        let places: Vec<_> = parts.flat_map(|part| garbled_in(text, &part.range)).collect();
        found.extend(garbled_letters(file, text, quote, &places));
    }
}

/// The garbled letters of a part of a text, and what each was.
fn garbled_in(text: &str, part: &Range<usize>) -> Vec<(Range<usize>, char)> {
    let mut places: Vec<(Range<usize>, char)> = Vec::new();
    let mut at = part.start;
    while let Some(i) = text[at..part.end].find(LEADS) {
        at += i;
        let follows = places.last().is_some_and(|(range, _)| range.end == at);
        if let Some((meant, length)) = garbled_at(&text[at..part.end], follows) {
            places.push((at..at + length, meant));
            at += length;
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    places
}

fn garbled_letters(
    file: FileId,
    text: &str,
    quote: bool,
    places: &[(Range<usize>, char)],
) -> Option<Diagnostic> {
    let (first, meant) = places.first()?;
    let span = |range: &Range<usize>| Span::new(file, range.start, range.end);
    let more = if places.len() > 1 {
        format!(" ({} such letters in this file)", places.len())
    } else {
        String::new()
    };
    let written = &text[first.clone()];
    let name = if *meant == '\u{a0}' { "a no-break space".to_owned() } else { meant.to_string() };
    let message = format!("\"{written}\" is {name}, read in the wrong encoding{more}");
    let diagnostic = Diagnostic::new(&GARBLED_LETTERS, span(first), message);
    if quote {
        return Some(diagnostic.help("ask for the words as they were spoken; then renew their seal"));
    }
    let edits: Vec<Edit> = places
        .iter()
        .filter(|(range, _)| !text[first.start..range.start].contains('\n'))
        .map(|(range, meant)| Edit { span: span(range), text: meant.to_string() })
        .collect();
    Some(diagnostic.help("save the source as UTF-8 and paste it again").mend(false, edits))
}
