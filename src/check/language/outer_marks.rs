//! Marks around the words of a quote, which the tool sets itself.

use super::prose::Passage;
use crate::diagnostics::{Diagnostic, Edit, FileId, Findings, Rule, Severity, Span};

/// Quotation marks around the words of a quote.
pub static OUTER_MARKS: Rule = Rule {
    name: "outer-marks",
    severity: Severity::Warning,
    docs: "The words of a quote are shown between the quotation marks of their language. Marks that \
           are written around them would be shown a second time.\n\n\
           Wrong: `“Cities are ready.”` as the words of a quote\n\n\
           Right: `Cities are ready.`",
};

/// A mark in the words.
#[derive(Clone, Debug)]
struct Mark {
    /// Its first character.
    at: usize,
    /// How many characters it has.
    length: usize,
    sort: char,
}

impl Mark {
    fn is_single(&self) -> bool {
        "'‘’‚‹›`´".contains(self.sort)
    }
}

/// Checks the words of a quote; `who` tells the speaker's name, where it is known.
pub fn check(file: FileId, passages: &[Passage<'_>], who: &dyn Fn() -> Option<String>, found: &mut Findings) {
    for passage in passages.iter().filter(|passage| passage.is_quote()) {
        let marks = marks(passage);
        let (opening, closing) = outer(passage, &marks);
        let Some(first) = opening.first().or(closing.as_ref()) else { continue };
        let quote = who().map_or("the quote".to_owned(), |who| format!("the quote by {who}"));
        let message = match (opening.first(), &closing) {
            (Some(open), Some(close)) => {
                format!("{quote} stands between {} and {}", text(passage, open), text(passage, close))
            }
            (Some(open), None) => format!("{quote} opens with {} and never closes", text(passage, open)),
            (None, _) => format!("{quote} closes with {} and never opens", text(passage, first)),
        };
        let range = passage.range(first.at..first.at + first.length);
        let span = Span::new(file, range.start, range.end);
        let edits: Vec<Edit> = opening
            .iter()
            .map(|mark| (mark.at, behind(passage, mark)))
            .chain(closing.as_ref().map(|mark| (before(passage, mark), mark.at + mark.length)))
            .map(|(start, end)| {
                let range = passage.range(start..end);
                Edit { span: Span::new(file, range.start, range.end), text: String::new() }
            })
            .collect();
        let mut diagnostic = Diagnostic::new(&OUTER_MARKS, span, message)
            .help("marks are added for you: leave them out")
            .mend(true, edits);
        if let (false, Some(close)) = (opening.is_empty(), &closing) {
            let range = passage.range(close.at..close.at + close.length);
            diagnostic = diagnostic.label(Span::new(file, range.start, range.end), "and closes here");
        }
        found.add(diagnostic);
    }
}

fn text(passage: &Passage<'_>, mark: &Mark) -> String {
    (mark.at..mark.at + mark.length).filter_map(|i| passage.at(i)).collect()
}

/// The end of an opening mark and of the space behind it.
fn behind(passage: &Passage<'_>, mark: &Mark) -> usize {
    let end = mark.at + mark.length;
    end + (end..passage.length()).take_while(|i| passage.at(*i).is_some_and(char::is_whitespace)).count()
}

/// The start of a closing mark and of the space before it.
fn before(passage: &Passage<'_>, mark: &Mark) -> usize {
    let spaces = (0..mark.at).rev().take_while(|i| passage.at(*i).is_some_and(char::is_whitespace)).count();
    mark.at - spaces
}

/// All marks of the words; ’ and ' within words are apostrophes.
fn marks(passage: &Passage<'_>) -> Vec<Mark> {
    let mut list = Vec::new();
    let mut i = 0;
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    while let Some(c) = passage.at(i) {
        let doubled = passage.at(i + 1) == Some(c);
        let length = if matches!(c, ',' | '<' | '>' | '\'' | '`') && doubled { 2 } else { 1 };
        let known = match c {
            ',' | '<' | '>' => length == 2,
            '’' | '\'' | '`' | '´' => {
                length == 2 || !(letter(passage.before(i)) && letter(passage.at(i + 1)))
            }
            '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '‘' | '‚' | '¨' | '″' | '「' | '」'
            | '『' | '』' | '＂' => true,
            _ => false,
        };
        if known {
            let sort = if length == 2 && c != '>' && c != '<' { '"' } else { c };
            list.push(Mark { at: i, length, sort });
        }
        i += length;
    }
    list
}

/// The marks around the words: those that open (one, or one a paragraph), and the one that closes.
fn outer(passage: &Passage<'_>, marks: &[Mark]) -> (Vec<Mark>, Option<Mark>) {
    let all = &passage.characters();
    let start = all.iter().take_while(|(_, c)| c.is_whitespace()).count();
    let end = all.len() - all.iter().rev().take_while(|(_, c)| c.is_whitespace()).count();
    let is_first = |mark: &Mark| mark.at == start;
    let is_last = |mark: &Mark| {
        let rest = mark.at + mark.length;
        rest <= end && (rest..end).all(|i| passage.at(i).is_some_and(|c| ".,;!?…。".contains(c)))
    };
    // Marks that are open: their number in `marks`.
    let mut open: Vec<usize> = Vec::new();
    let mut again: Vec<Mark> = Vec::new();
    let mut closed_by: Vec<Option<usize>> = vec![None; marks.len()];
    let mut unopened = None;
    for (n, mark) in marks.iter().enumerate() {
        let new_paragraph = mark.at > start && is_paragraph(passage, mark.at);
        let outermost = open.first().map(|first| &marks[*first]).filter(|first| is_first(first));
        if new_paragraph && outermost.is_some_and(|first| first.sort == mark.sort) {
            open.truncate(1);
            again.push(mark.clone());
        } else if opens(passage, mark) && !closes_guillemet(&open, marks, mark) {
            open.push(n);
        } else if let Some(partner) = open.iter().rposition(|o| closes(marks[*o].sort, mark.sort)) {
            closed_by[open[partner]] = Some(n);
            open.truncate(partner);
        } else if is_last(mark) && !mark.is_single() && !is_measure(passage, mark) {
            unopened = Some(mark.clone());
        }
    }
    let Some(first) = marks.first().filter(|mark| is_first(mark) && opens(passage, mark)) else {
        return (Vec::new(), unopened);
    };
    let opening = || std::iter::once(first.clone()).chain(again.iter().cloned()).collect();
    match closed_by[0].map(|n| &marks[n]) {
        Some(close) if is_last(close) => (opening(), Some(close.clone())),
        // An inner quotation at the start; the end can still be a mark too many.
        Some(_) => (Vec::new(), unopened),
        // An apostrophe begins a word, and one mark of two sorts is a slip of the same hand.
        None if first.is_single() => (Vec::new(), unopened),
        None => (opening(), unopened),
    }
}

/// 5″ and 5" are inches.
fn is_measure(passage: &Passage<'_>, mark: &Mark) -> bool {
    matches!(mark.sort, '"' | '″') && passage.before(mark.at).is_some_and(char::is_numeric)
}

/// French sets spaces within its marks, so a » may look as if it opened.
fn closes_guillemet(open: &[usize], marks: &[Mark], mark: &Mark) -> bool {
    let opener = match mark.sort {
        '»' => '«',
        '›' => '‹',
        _ => return false,
    };
    open.iter().any(|n| marks[*n].sort == opener)
}

/// Whether a mark stands at the start of a paragraph.
fn is_paragraph(passage: &Passage<'_>, at: usize) -> bool {
    let space: Vec<char> =
        (0..at).rev().map_while(|i| passage.at(i)).take_while(|c| c.is_whitespace()).collect();
    space.iter().filter(|c| **c == '\n').count() > 1
}

/// Whether a mark opens: it stands before a word, behind none.
fn opens(passage: &Passage<'_>, mark: &Mark) -> bool {
    let before = passage.before(mark.at);
    let free = before.is_none_or(|c| c.is_whitespace() || "([{-–—/¿¡«“„‘‚\"'".contains(c));
    let next = passage.at(mark.at + mark.length);
    match mark.sort {
        '„' | '‚' | '‟' | '「' | '『' | '<' | ',' => true,
        // An apostrophe begins words too: ’tis.
        '」' | '』' | '>' | '’' => false,
        '«' | '‹' => {
            free || before.is_some_and(|c| c >= '\u{2e80}') || next.is_some_and(char::is_whitespace)
        }
        '“' if before.is_some_and(|c| c >= '\u{2e80}') => true,
        _ => free && next.is_some_and(|c| !c.is_whitespace()),
    }
}

/// Whether a mark of one sort can be closed by one of another.
fn closes(open: char, close: char) -> bool {
    let closers = match open {
        '“' | '„' | '‟' | '”' => "“”\"",
        '"' | '¨' | '″' | '＂' => "\"¨″“”＂",
        '«' => "»",
        '»' => "«»",
        '‹' => "›",
        '›' => "‹›",
        '‘' | '‚' | '\'' | '’' | '`' | '´' => "’‘'´`",
        '「' => "」",
        '『' => "』",
        '<' => ">",
        _ => "",
    };
    closers.contains(close)
}
