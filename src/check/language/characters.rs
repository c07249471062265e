//! Characters that nobody sees, and those that are not what was meant.

use std::ops::Range;

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

/// Letters that were read in the wrong encoding.
pub static GARBLED_LETTERS: Rule = Rule {
    name: "garbled-letters",
    severity: Severity::Warning,
    docs: "A file in UTF-8 that was once read as Windows-1252 has two or three odd signs for each \
           letter with an accent.\n\n\
           Wrong: `dÃ©cision`, `itâ€™s`\n\n\
           Right: `décision`, `it’s`",
};

/// A word with letters of two scripts.
pub static MIXED_SCRIPT_WORD: Rule = Rule {
    name: "mixed-script-word",
    severity: Severity::Warning,
    docs: "A Cyrillic о or Greek ο looks like a Latin o. In a Latin word, search does not find it and \
           screen readers stumble over it; it can also be meant to deceive.\n\n\
           Wrong: `Bоard` with a Cyrillic о\n\n\
           Right: `Board`",
};

/// Windows-1252: what the bytes 0x80 to 0x9F mean there (WHATWG Encoding Standard).
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Part of a file, and how its text is to be taken.
#[derive(Clone, Debug)]
pub struct Part {
    /// Where it is.
    pub range: Range<usize>,
    /// Whether these are the words of a quote.
    pub quote: bool,
    /// Whether its language is written from right to left.
    pub right_to_left: bool,
}

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

/// The byte of Windows-1252 that shows as a character.
fn byte(c: char) -> Option<u8> {
    match u32::from(c) {
        code @ (0xa0..=0xff) => u8::try_from(code).ok(),
        code @ 0x80..=0x9f => u8::try_from(code).ok(),
        _ => WINDOWS_1252.iter().position(|known| *known == c).and_then(|i| u8::try_from(0x80 + i).ok()),
    }
}

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
    while let Some(i) = text[at..part.end].find(['Ã', 'Â', 'Å', 'Ä', 'Ð', 'Ñ', 'â']) {
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

/// Letters of other scripts that look like a Latin one.
const LOOKALIKES: [(char, char); 48] = [
    ('а', 'a'),
    ('с', 'c'),
    ('е', 'e'),
    ('һ', 'h'),
    ('і', 'i'),
    ('ј', 'j'),
    ('о', 'o'),
    ('р', 'p'),
    ('ѕ', 's'),
    ('у', 'y'),
    ('х', 'x'),
    ('А', 'A'),
    ('В', 'B'),
    ('С', 'C'),
    ('Е', 'E'),
    ('Н', 'H'),
    ('І', 'I'),
    ('Ј', 'J'),
    ('К', 'K'),
    ('М', 'M'),
    ('О', 'O'),
    ('Р', 'P'),
    ('Ѕ', 'S'),
    ('Т', 'T'),
    ('У', 'Y'),
    ('Х', 'X'),
    ('Α', 'A'),
    ('Β', 'B'),
    ('Ε', 'E'),
    ('Ζ', 'Z'),
    ('Η', 'H'),
    ('Ι', 'I'),
    ('Κ', 'K'),
    ('Μ', 'M'),
    ('Ν', 'N'),
    ('Ο', 'O'),
    ('Ρ', 'P'),
    ('Τ', 'T'),
    ('Υ', 'Y'),
    ('Χ', 'X'),
    ('ο', 'o'),
    ('ν', 'v'),
    ('α', 'a'),
    ('ι', 'i'),
    ('κ', 'k'),
    ('ρ', 'p'),
    ('υ', 'u'),
    ('τ', 't'),
];

/// A script of which letters are told apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
    Greek,
}

fn script(c: char) -> Option<Script> {
    match c {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' if c.is_alphabetic() => {
            Some(Script::Latin)
        }
        '\u{400}'..='\u{52f}' => Some(Script::Cyrillic),
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Some(Script::Greek),
        _ => None,
    }
}

/// Words with letters of two scripts.
pub fn mixed_scripts(file: FileId, text: &str, parts: &[Part], found: &mut Findings) {
    for part in parts {
        if text[part.range.clone()].is_ascii() {
            continue;
        }
        let mut word = part.range.start;
        let end = part.range.end;
        let letters = text[part.range.clone()].char_indices().map(|(i, c)| (part.range.start + i, c));
        for (at, c) in letters.chain([(end, ' ')]) {
            if script(c).is_none() {
                found.extend(mixed_word(file, text, word..at, part.quote));
                word = (at + c.len_utf8()).min(end);
            }
        }
    }
}

fn mixed_word(file: FileId, text: &str, range: Range<usize>, quote: bool) -> Option<Diagnostic> {
    let word = &text[range.clone()];
    if word.is_ascii() {
        return None;
    }
    let scripts: Vec<Script> = word.chars().filter_map(script).collect();
    let count = |wanted: Script| scripts.iter().filter(|s| **s == wanted).count();
    let main = [Script::Latin, Script::Cyrillic, Script::Greek].into_iter().max_by_key(|s| count(*s))?;
    let odd = scripts.len() - count(main);
    // μm, kΩ and ВІЛ/HIV-позитивний are right: units, and words of two parts.
    let parts = scripts.chunk_by(|a, b| a == b).map(<[Script]>::len).collect::<Vec<_>>();
    if odd == 0
        || scripts.len() < 3
        || 2 * odd >= scripts.len()
        || (parts.len() == 2 && parts.iter().all(|n| *n > 1))
    {
        return None;
    }
    let mut meant = String::new();
    for c in word.chars() {
        if script(c) == Some(main) {
            meant.push(c);
            continue;
        }
        let twin = LOOKALIKES.iter().find_map(|(other, latin)| match main {
            Script::Latin => (*other == c).then_some(*latin),
            _ => (*latin == c && script(*other) == Some(main)).then_some(*other),
        });
        meant.push(twin?);
    }
    let foreign = word.chars().find(|c| script(*c) != Some(main))?;
    let name = |script: Option<Script>| match script {
        Some(Script::Cyrillic) => "Cyrillic",
        Some(Script::Greek) => "Greek",
        _ => "Latin",
    };
    let span = Span::new(file, range.start, range.end);
    let message = format!(
        "the {foreign} (U+{:04X}) in \"{word}\" is a {} letter; the others are {}",
        u32::from(foreign),
        name(script(foreign)),
        name(Some(main)),
    );
    let diagnostic = Diagnostic::new(&MIXED_SCRIPT_WORD, span, message).help("type the word anew");
    Some(if quote { diagnostic } else { diagnostic.propose(span, meant) })
}
