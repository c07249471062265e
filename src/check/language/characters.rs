//! Characters that nobody sees.

use super::garbled::{WINDOWS_1252, byte};
use super::parts::Part;
use crate::diagnostics::{Diagnostic, Edit, FileId, Findings, Rule, Severity, Span};

/// A character that nobody sees.
pub static INVISIBLE_CHARACTER: Rule = Rule {
    name: "invisible-character",
    severity: Severity::Warning,
    docs: "Characters that nobody sees come along when text is pasted. They break words for search, \
           for screen readers and for links; some turn the order of the text around, so that it \
           reads otherwise than it is written.\n\n\
           Wrong: a zero-width space within `members`\n\n\
           Right: `members`",
};

/// What a character does that nobody sees, and what is to be done.
struct Unseen {
    does: String,
    /// What stands there afterwards; none where nobody can know.
    mended: Option<String>,
    /// Whether that is beyond doubt.
    safe: bool,
}

/// A character, whether it stands in the words of a quote, and its places.
type Sort = (char, bool, Vec<(usize, Unseen)>);

/// Finds characters that nobody sees: one finding for each sort in a part.
pub fn invisible(file: FileId, text: &str, parts: &[Part], found: &mut Findings) {
    let mut sorts: Vec<Sort> = Vec::new();
    for part in parts {
        let words = &text[part.range.clone()];
        let mut before = text[..part.range.start].chars().next_back();
        for (i, c) in words.char_indices() {
            // Nothing below the first accent but controls is ever unseen.
            let plain = (' '..='~').contains(&c) || matches!(c, '\n' | '\r' | '\t');
            if !plain {
                let at = part.range.start + i;
                let next = text[at + c.len_utf8()..].chars().next();
                if let Some(unseen) = unseen(c, before, next, text, at, part.right_to_left) {
                    match sorts.iter_mut().find(|(sort, quote, _)| *sort == c && *quote == part.quote) {
                        Some((.., places)) => places.push((at, unseen)),
                        None => sorts.push((c, part.quote, vec![(at, unseen)])),
                    }
                }
            }
            before = Some(c);
        }
    }
    for (c, quote, places) in sorts {
        found.extend(unseen_character(file, text, c, quote, &places));
    }
}

fn unseen_character(
    file: FileId,
    text: &str,
    c: char,
    quote: bool,
    places: &[(usize, Unseen)],
) -> Option<Diagnostic> {
    let (first, unseen) = places.first()?;
    let span = |at: usize| Span::new(file, at, at + c.len_utf8());
    let more =
        if places.len() > 1 { format!(" ({} times in this file)", places.len()) } else { String::new() };
    let code = u32::from(c);
    let message =
        format!("U+{code:04X}, {}, stands unseen {}{more}", unseen.does, neighbour(text, *first, c));
    let diagnostic = Diagnostic::new(&INVISIBLE_CHARACTER, span(*first), message);
    if quote {
        return Some(diagnostic.help("ask for clean words; then renew their seal"));
    }
    let Some(mended) = &unseen.mended else {
        return Some(diagnostic.help("type what was meant"));
    };
    let help = match mended.as_str() {
        "" => "take it out: delete from the letter before it to the letter behind it, and type both again"
            .into(),
        " " | "\n" => "type a space or a new line instead".into(),
        meant => format!("probably {meant} was meant"),
    };
    let edits = places
        .iter()
        .map(|(at, unseen)| Edit { span: span(*at), text: unseen.mended.clone().unwrap_or_default() })
        .collect();
    Some(diagnostic.help(help).mend(unseen.safe, edits))
}

/// The word beside a place, so that an unseen character can be found.
fn neighbour(text: &str, at: usize, c: char) -> String {
    let seen = |c: &char| c.is_alphanumeric() || ".,'’-".contains(*c);
    let behind: String = text[at + c.len_utf8()..].chars().take_while(seen).take(30).collect();
    let mut before: Vec<char> = text[..at].chars().rev().take_while(seen).take(30).collect();
    before.reverse();
    let before: String = before.into_iter().collect();
    match (before.is_empty(), behind.is_empty()) {
        (false, false) => format!("between \"{before}\" and \"{behind}\""),
        (false, true) => format!("behind \"{before}\""),
        (true, false) => format!("before \"{behind}\""),
        (true, true) => "here".to_owned(),
    }
}

/// What is wrong with a character, if nobody sees it and it does not belong where it is.
fn unseen(
    c: char,
    before: Option<char>,
    next: Option<char>,
    text: &str,
    at: usize,
    right_to_left: bool,
) -> Option<Unseen> {
    let out = |does: &str| Some(Unseen { does: does.to_owned(), mended: Some(String::new()), safe: true });
    let around = |is: fn(char) -> bool| before.is_some_and(is) || next.is_some_and(is);
    match c {
        // Thai, Lao, Khmer and Burmese mark the ends of words with it.
        '\u{200b}' if !around(is_unspaced_script) => out("a zero-width space"),
        '\u{feff}' if at > 0 => out("a byte order mark"),
        '\u{ad}' if !(before.is_some_and(char::is_alphabetic) && next.is_some_and(char::is_alphabetic)) => {
            out("a soft hyphen")
        }
        '\u{200c}' if !joins(before) && !joins(next) => out("a zero-width non-joiner"),
        '\u{200d}' if !(joins(before) || joins(next) || is_emoji(before) && is_emoji(next)) => {
            out("a zero-width joiner")
        }
        '\u{200e}' | '\u{200f}' | '\u{61c}' if !right_to_left && !has_right_to_left(line(text, at)) => {
            out("a mark for the direction of text")
        }
        '\u{202d}' | '\u{202e}' => out(if c == '\u{202e}' {
            "which reverses the text after it"
        } else {
            "which forces the text after it from left to right"
        }),
        '\u{202a}'..='\u{202c}' | '\u{2066}'..='\u{2069}' => {
            let line = line(text, at);
            // A closing sign belongs to what it closes.
            let overrides = line.contains(['\u{202d}', '\u{202e}']);
            let fits = (right_to_left || has_right_to_left(line)) && is_balanced(line) && !overrides;
            if fits { None } else { out("a sign that sets text in another direction") }
        }
        '\u{2028}' | '\u{2029}' => {
            Some(Unseen { does: "a line separator".to_owned(), mended: Some(" ".to_owned()), safe: true })
        }
        '\u{180e}'
        | '\u{2061}'..='\u{2064}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{3164}'
        | '\u{ffa0}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{206a}'..='\u{206f}' => out("a character without a form"),
        '\u{fffc}' => out("the place of an object that was not pasted along"),
        '\u{fffd}' => {
            let does = "the sign for a letter that was lost".to_owned();
            Some(Unseen { does, mended: None, safe: false })
        }
        '\u{e0000}'..='\u{e007f}' if !in_flag(text, at) => out("a character without a form"),
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10fffd}' => {
            let does = "a sign that only one font knows".to_owned();
            Some(Unseen { does, mended: None, safe: false })
        }
        '\u{80}'..='\u{9f}' => {
            let meant = WINDOWS_1252[u32::from(c) as usize - 0x80];
            // In letters that were garbled, the whole is mended, not its part.
            let garbled = before.is_some_and(|c| byte(c).is_some_and(|byte| byte >= 0x80));
            match (garbled, meant == c) {
                (true, _) => None,
                (false, true) => out("a control character"),
                (false, false) => Some(Unseen {
                    does: "a control character".to_owned(),
                    mended: Some(meant.to_string()),
                    safe: false,
                }),
            }
        }
        c if c.is_control() && !matches!(c, '\t' | '\n' | '\r') => out("a control character"),
        _ => None,
    }
}

/// The line around a place.
fn line(text: &str, at: usize) -> &str {
    let start = text[..at].rfind('\n').map_or(0, |i| i + 1);
    let end = text[at..].find('\n').map_or(text.len(), |i| at + i);
    &text[start..end]
}

fn is_balanced(line: &str) -> bool {
    let count = |signs: &[char]| line.matches(signs).count();
    count(&['\u{2066}', '\u{2067}', '\u{2068}']) == count(&['\u{2069}'])
        && count(&['\u{202a}', '\u{202b}']) == count(&['\u{202c}'])
}

fn has_right_to_left(text: &str) -> bool {
    text.chars()
        .any(|c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'))
}

fn is_unspaced_script(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{9fff}')
}

/// Letters of scripts whose letters join, and in which joiners spell words: Arabic, Syriac, N'Ko,
/// Indic scripts, Tibetan, Burmese, Khmer, Mongolian.
fn joins(c: Option<char>) -> bool {
    c.is_some_and(|c| {
        matches!(c, '\u{600}'..='\u{109f}' | '\u{1780}'..='\u{18af}' | '\u{a840}'..='\u{abff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
    })
}

fn is_emoji(c: Option<char>) -> bool {
    c.is_some_and(
        |c| matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{20e3}'),
    )
}

/// Flags of Scotland and others are a black flag and letters that nobody sees.
fn in_flag(text: &str, at: usize) -> bool {
    text[..at].trim_end_matches(|c| ('\u{e0000}'..='\u{e007f}').contains(&c)).ends_with('\u{1f3f4}')
}
