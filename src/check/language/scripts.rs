//! Words that mix scripts.

use std::ops::Range;

use super::parts::Part;
use crate::diagnostics::{Diagnostic, FileId, Findings, Rule, Severity, Span};

/// A word with letters of two scripts.
pub static MIXED_SCRIPT_WORD: Rule = Rule {
    name: "mixed-script-word",
    severity: Severity::Warning,
    docs: "A Cyrillic о or Greek ο looks like a Latin o. In a Latin word, search does not find it and \
           screen readers stumble over it; it can also be meant to deceive.\n\n\
           Wrong: `Bоard` with a Cyrillic о\n\n\
           Right: `Board`",
};

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
