//! How Markdown is read here: which options, and small questions that reading and writing share.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::Options;
use unicode_normalization::UnicodeNormalization;

use crate::files;

/// The Markdown of the contract: CommonMark with tables, footnotes, definition lists, task lists,
/// alerts, strikethrough, heading ids and wikilinks. Smart punctuation is off, because it knows
/// English only (see `render::typography`); math is off, because public bodies write about money.
pub fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_WIKILINKS
}

/// The Markdown of a quote's words: paragraphs, line breaks and emphasis. Whatever else looks like
/// markup is the speaker's.
pub fn options_of_words() -> Options {
    Options::empty()
}

/// Endings of pictures.
const PICTURES: [&str; 8] = ["jpg", "jpeg", "png", "webp", "svg", "gif", "avif", "heic"];

/// Whether what stands at a range is alone on its line, but for the marks of the list or quotation
/// that it is in.
pub fn is_alone(text: &str, range: &Range<usize>) -> bool {
    let start = text[..range.start].rfind('\n').map_or(0, |i| i + 1);
    let before = text[start..range.start].trim_start_matches(['>', ' ', '\t']);
    let before = before.trim_end();
    let marker = matches!(before, "" | "-" | "*" | "+" | ":")
        || before
            .strip_suffix(['.', ')'])
            .is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    let behind = text[range.end..].split('\n').next().unwrap_or_default();
    marker && behind.trim().is_empty()
}

/// Stands in `Document::first_sentence` for the title of a page.
pub const TITLE: char = '\u{fffc}';

/// Whether a target names a picture by its ending.
pub fn is_picture(target: &str) -> bool {
    PICTURES.contains(&files::ending(target).to_ascii_lowercase().as_str())
}

/// The target of a wikilink as meant: in a table the bar is written `\|`, and the parser leaves
/// the backslash in the target.
pub fn wiki_target(target: &str) -> &str {
    target.trim_end_matches('\\').trim()
}

/// An id that is not taken yet: `wanted`, else with a number behind it.
pub fn unique(wanted: &str, taken: &mut HashSet<String>) -> String {
    let wanted = if wanted.is_empty() { "section" } else { wanted };
    let mut id = wanted.to_owned();
    let mut n = 2;
    while !taken.insert(id.clone()) {
        id = format!("{wanted}-{n}");
        n += 1;
    }
    id
}

/// Words as the part of an address: small letters, Latin letters without their accents, other
/// scripts kept, everything else one `-`.
pub fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    if text.is_ascii() {
        for byte in text.bytes() {
            match byte {
                b'\'' => {}
                byte if byte.is_ascii_alphanumeric() => out.push(char::from(byte.to_ascii_lowercase())),
                _ if out.is_empty() || out.ends_with('-') => {}
                _ => out.push('-'),
            }
        }
        out.truncate(out.trim_end_matches('-').len());
        return out;
    }
    for c in text.nfkd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).nfc() {
        match c {
            'ß' => out.push_str("ss"),
            'æ' | 'Æ' => out.push_str("ae"),
            'œ' | 'Œ' => out.push_str("oe"),
            'ø' | 'Ø' => out.push('o'),
            'ł' | 'Ł' => out.push('l'),
            '\'' | '’' | '\u{ad}' | '\u{200b}' => {}
            c if c.is_alphanumeric() || is_mark(c) => out.extend(c.to_lowercase()),
            _ if out.is_empty() || out.ends_with('-') => {}
            _ => out.push('-'),
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// Vowel signs and joiners that belong to words of other scripts.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c) || c == '\u{200c}' || c == '\u{200d}'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_keep_scripts_and_drop_accents() {
        assert_eq!(slug("Réunions d’été — 2026!"), "reunions-dete-2026");
        assert_eq!(slug("النوع الاجتماعي"), "النوع-الاجتماعي");
        assert_eq!(slug("会议 记录"), "会议-记录");
        assert_eq!(slug("  --  "), "");
    }
}
