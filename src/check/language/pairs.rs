//! Marks and brackets that come in pairs.

use super::marks::opens;
use super::prose::{Passage, Place};
use crate::diagnostics::{Diagnostic, FileId, Findings, Rule, Severity, Span};
use crate::locale::address::is_letter;
use crate::locale::quotation::{self, Pair};
use crate::locale::rules::Rules;
use crate::site::document::BlockKind;

/// Quotation marks of which the second or the first is missing.
pub static MARK_NOT_CLOSED: Rule = Rule {
    name: "mark-not-closed",
    severity: Severity::Warning,
    docs: "A quotation that begins has to end, or readers do not know whose words they read. A \
           quotation over several paragraphs may open each of them and closes the last.\n\n\
           Wrong: `She said “we are ready.`\n\n\
           Right: `She said “we are ready”.`",
};

/// A bracket of which the second or the first is missing.
pub static BRACKET_NOT_CLOSED: Rule = Rule {
    name: "bracket-not-closed",
    severity: Severity::Advice,
    docs: "Of two round brackets, one is missing in a paragraph.\n\n\
           Wrong: `the Board (which meets monthly decides`\n\n\
           Right: `the Board (which meets monthly) decides`",
};

/// Marks that come in pairs, by family: whatever the language, their number is even.
const FAMILIES: [&str; 6] = ["\"", "“”„‟", "«»", "‹›", "「」", "『』"];

/// A quotation may go over so many paragraphs and lines of a list.
const LONG_QUOTATION: usize = 6;

/// Marks of which the second or first is missing.
pub fn marks(file: FileId, passages: &[Passage<'_>], found: &mut Findings) {
    for family in FAMILIES {
        let lone: Vec<Option<(usize, bool)>> = passages.iter().map(|passage| lone(passage, family)).collect();
        for (n, passage) in passages.iter().enumerate() {
            let Some((place, opened)) = lone[n] else { continue };
            let from = n.saturating_sub(LONG_QUOTATION);
            let near =
                if opened { &lone[n + 1..(n + 1 + LONG_QUOTATION).min(lone.len())] } else { &lone[from..n] };
            let elsewhere = near.iter().flatten().any(|(_, other)| *other != opened);
            // Each paragraph of a long quotation may open it anew, and one alone closes it.
            if elsewhere || (opened && goes_on(passages, n, family)) {
                continue;
            }
            let Some(mark) = passage.at(place) else { continue };
            let range = passage.range(place..place + 1);
            let message = if opened {
                format!("{mark} opens a quotation here, and nothing closes it")
            } else {
                format!("{mark} closes a quotation here, and nothing opens it")
            };
            let missing = if opened { "closing" } else { "opening" };
            found.add(
                Diagnostic::new(&MARK_NOT_CLOSED, Span::new(file, range.start, range.end), message)
                    .help(format!("set the {missing} mark, or take this one out")),
            );
        }
    }
}

/// The mark of a family that has no other in its passage, and whether it opens.
fn lone(passage: &Passage<'_>, family: &str) -> Option<(usize, bool)> {
    if passage.is_quote() || !passage.signs.hold_any(family) {
        return None;
    }
    let is_odd = |family| !of_family(passage, family).len().is_multiple_of(2);
    // „so" is half straight, and becomes right when it is shown.
    let half = is_odd(FAMILIES[0]) && (has_commas(passage) || is_odd(FAMILIES[1]));
    if half && family.contains(['"', '“']) {
        return None;
    }
    let marks = of_family(passage, family);
    if let Some(same) = same(passage, &marks, family) {
        return Some(same);
    }
    let is_lone = !marks.len().is_multiple_of(2) && !is_pointer(passage, &marks, family);
    is_lone.then(|| odd(passage, &marks))
}

/// `“a“`, `”a”`: each mark is the one that opens, or each the one that closes, in a language that tells them
/// apart.
fn same(passage: &Passage<'_>, marks: &[usize], family: &str) -> Option<(usize, bool)> {
    let (first, last) = (*marks.first()?, *marks.last()?);
    let mark = passage.at(first)?;
    let alike = |i: &usize| passage.at(*i) == Some(mark) && !passage.before(*i).is_some_and(char::is_numeric);
    if !marks.len().is_multiple_of(2) || !marks.iter().all(alike) {
        return None;
    }
    let Pair { open, close } = quotation::marks(passage.language).outer;
    let apart = open != close && family.contains(open) && family.contains(close);
    match mark {
        _ if !apart => None,
        _ if mark == open => Some((last, true)),
        _ if mark == close => Some((first, false)),
        _ => None,
    }
}

/// The marks of a family that can be no measure (5″ is written 5") and no part of a Hebrew
/// abbreviation.
fn of_family(passage: &Passage<'_>, family: &str) -> Vec<usize> {
    let is_mark = |i: &usize| passage.at(*i).is_some_and(|c| family.contains(c));
    let marks: Vec<usize> =
        (0..passage.length()).filter(is_mark).filter(|i| !is_in_word(passage, *i)).collect();
    if marks.len().is_multiple_of(2) {
        return marks;
    }
    let measure = |i: &usize| {
        "\"“”".contains(passage.at(*i).unwrap_or_default())
            && passage.before(*i).is_some_and(char::is_numeric)
    };
    marks.into_iter().filter(|i| !measure(i)).collect()
}

/// Whether a mark stands within a word, of Latin, Hebrew or Cyrillic letters say. In scripts without spaces,
/// none does; Korean particles and one-letter words of Arabic are written together with what follows and
/// goes before: و«لا».
fn is_in_word(passage: &Passage<'_>, i: usize) -> bool {
    let is_letter = |c: char| is_letter(c) && c < '\u{2e80}';
    let is_arabic = |c: char| ('\u{600}'..='\u{7ff}').contains(&c);
    passage.before(i).is_some_and(|c| is_letter(c) && !is_arabic(c))
        && passage.at(i + 1).is_some_and(is_letter)
        && !Rules::of(passage.language).no_spaces
}

/// `,,so"`: two commas stand for a mark.
fn has_commas(passage: &Passage<'_>) -> bool {
    passage.characters().windows(2).any(|two| two[0].1 == ',' && two[1].1 == ',')
}

/// `Read more »`, `Home » Members`: signs that point.
fn is_pointer(passage: &Passage<'_>, marks: &[usize], family: &str) -> bool {
    let space = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || c == '\u{fffc}');
    let words =
        passage.characters().split(|(_, c)| c.is_whitespace()).filter(|word| !word.is_empty()).count();
    let alone = |i: &usize| space(passage.before(*i)) && space(passage.at(i + 1));
    let same = marks.windows(2).all(|pair| passage.at(pair[0]) == passage.at(pair[1]));
    let ends = [0, passage.length().saturating_sub(1)];
    let at_edge = words <= 5 && matches!(marks, [mark] if ends.contains(mark));
    // Marks in French need their spaces: only one at the edge of a short text is a pointer there.
    "«»‹›".contains(family)
        && same
        && marks.iter().all(alone)
        && (at_edge || !passage.language.starts_with("fr"))
}

/// The mark that has no other, and whether it opens.
fn odd(passage: &Passage<'_>, marks: &[usize]) -> (usize, bool) {
    let mut open: Vec<usize> = Vec::new();
    for mark in marks {
        if opens(passage, *mark) {
            open.push(*mark);
        } else if open.pop().is_none() {
            return (*mark, false);
        }
    }
    open.first().map_or((marks[marks.len() - 1], true), |first| (*first, true))
}

/// Whether the next paragraph begins with a mark, as in a quotation over several.
fn goes_on(passages: &[Passage<'_>], n: usize, family: &str) -> bool {
    let paragraph = |passage: &Passage<'_>| {
        matches!(passage.place, Place::Block(BlockKind::Paragraph | BlockKind::Inner))
    };
    let next = passages.get(n + 1).filter(|next| paragraph(next) && paragraph(&passages[n]));
    next.and_then(|next| next.characters().iter().map(|(_, c)| *c).find(|c| !c.is_whitespace()))
        .is_some_and(|c| family.contains(c))
}

/// Round brackets of which the second or first is missing.
pub fn brackets(file: FileId, passages: &[Passage<'_>], found: &mut Findings) {
    for passage in passages.iter().filter(|passage| !passage.is_quote() && passage.signs.hold_any("()（）"))
    {
        let mut open: Vec<usize> = Vec::new();
        let mut odd = None;
        for i in 0..passage.length() {
            match passage.at(i) {
                Some('(' | '（') if !is_face(passage, i) => open.push(i),
                Some(')' | '）') if !is_face(passage, i) => {
                    let is_lone = open.pop().is_none() && !is_number(passage, i);
                    odd = odd.or(is_lone.then_some((i, "closes a bracket that nothing opens")));
                }
                _ => {}
            }
        }
        odd = odd.or_else(|| open.first().map(|i| (*i, "opens a bracket that nothing closes")));
        if let Some((i, what)) = odd {
            let range = passage.range(i..i + 1);
            let sign = passage.at(i).unwrap_or_default();
            found.add(
                Diagnostic::new(
                    &BRACKET_NOT_CLOSED,
                    Span::new(file, range.start, range.end),
                    format!("{sign} {what}"),
                )
                .help("set the other bracket, or take this one out"),
            );
        }
    }
}

/// `:-)`, `;)`, `:(`
fn is_face(passage: &Passage<'_>, i: usize) -> bool {
    let before = passage.before(i);
    matches!(before, Some(':' | ';'))
        || before == Some('-') && matches!(passage.before(i - 1), Some(':' | ';'))
}

/// `a)`, `12)`, `iv)` at the start of a word.
fn is_number(passage: &Passage<'_>, i: usize) -> bool {
    let length =
        (0..i).rev().take_while(|j| passage.at(*j).is_some_and(|c| c.is_alphanumeric() || c == '.')).count();
    let before = passage.before(i - length);
    (1..=4).contains(&length) && before.is_none_or(|c| c.is_whitespace() || "(,;".contains(c))
}
