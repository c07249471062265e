//! Markdown that was begun and not finished, which readers see as signs.

use std::ops::Range;

use crate::check::source::Source;
use crate::diagnostics::{Diagnostic, Findings, Rule, Severity};
use crate::site::document::{Block, BlockKind};

/// Signs of Markdown that readers see.
pub static STRAY_MARKUP: Rule = Rule {
    name: "stray-markup",
    severity: Severity::Warning,
    docs: "Signs of Markdown that are not quite right are no markup, and readers see them.\n\n\
           Wrong: `**now`, `##Members`, `• first`\n\n\
           Right: `**now**`, `## Members`, `- first`",
};

/// A link that is not finished.
pub static LINK_NOT_CLOSED: Rule = Rule {
    name: "link-not-closed",
    severity: Severity::Warning,
    docs: "A link is its words in square brackets and, right behind them, its target in round ones. \
           Where a bracket is missing, or a space stands between, there is no link.\n\n\
           Wrong: `[the Board](bodies/board.md`, `[the Board] (bodies/board.md)`, `[[board]`\n\n\
           Right: `[the Board](bodies/board.md)`, `[[board]]`",
};

/// A block of code that is not closed.
pub static CODE_NOT_CLOSED: Rule = Rule {
    name: "code-not-closed",
    severity: Severity::Warning,
    docs: "A block of code ends with the same signs with which it begins. Without them, the rest of \
           the page is code.\n\n\
           Wrong: a line ```` ``` ```` and no second one\n\n\
           Right: a line ```` ``` ```` before the code and one behind it",
};

/// A paragraph that four spaces make code.
pub static INDENTED_TEXT: Rule = Rule {
    name: "indented-text",
    severity: Severity::Advice,
    docs: "Four spaces at the start of a paragraph make it code: its lines do not wrap, and its links \
           and marks are shown as signs.\n\n\
           Wrong: four spaces, then `The Board meets in March.`\n\n\
           Right: `The Board meets in March.` at the start of the line",
};

/// Signs that people use for the lines of a list and Markdown does not know.
const BULLETS: [char; 7] = ['•', '▪', '●', '◦', '‣', '·', '○'];

/// Checks the markup of a file.
pub fn check(source: &Source<'_>, found: &mut Findings) {
    if let Some(range) = &source.entry.text.open_fence {
        let end = range.start + source.text[range.clone()].lines().next().unwrap_or_default().len();
        found.add(
            Diagnostic::new(
                &CODE_NOT_CLOSED,
                source.span(range.start..end),
                "the code that begins here is never closed",
            )
            .help("write the same line again behind the code"),
        );
    }
    for range in &source.entry.text.indented {
        indented(source, range, found);
    }
    for (block, signs) in source.blocks() {
        if signs.hold_any("#[-•▪●◦‣·○") {
            lines(source, block, found);
        }
        if signs.hold_any("*~_") {
            emphasis(source, block, found);
        }
        for run in &block.runs {
            if signs.hold_any("[]") {
                links(source, run, block.kind == BlockKind::Cell, found);
            }
            if signs.hold_any("{&!:") {
                braces(source, run, found);
            }
        }
    }
}

/// Code whose lines read like sentences.
fn indented(source: &Source<'_>, range: &Range<usize>, found: &mut Findings) {
    let words = source.text[range.clone()].trim();
    let sentence = words.starts_with(char::is_uppercase)
        && words.ends_with(['.', '!', '?', '…', '”', '»'])
        && words.split_whitespace().count() >= 6
        && !words.contains(['{', '}', ';', '=', '<', '$']);
    if sentence {
        let end = range.start + words.lines().next().unwrap_or_default().len();
        found.add(
            Diagnostic::new(
                &INDENTED_TEXT,
                source.span(range.start..end),
                "four spaces at the start of these lines make them code",
            )
            .help("take the spaces away, if this is text"),
        );
    }
}

fn stray(source: &Source<'_>, range: Range<usize>, message: &str) -> Diagnostic {
    Diagnostic::new(&STRAY_MARKUP, source.span(range), message)
}

/// Whether the byte at a place is escaped with a backslash.
fn escaped(text: &str, at: usize) -> bool {
    text[..at].bytes().rev().take_while(|b| *b == b'\\').count() % 2 == 1
}

/// Headings and lists without the space that makes them.
fn lines(source: &Source<'_>, block: &Block, found: &mut Findings) {
    if !matches!(block.kind, BlockKind::Paragraph | BlockKind::Inner) {
        return;
    }
    let mut dashes = Vec::new();
    let mut line_end = 0;
    for run in &block.runs {
        let start_of_line = source.text[..run.start].rfind('\n').map_or(0, |i| i + 1);
        if run.start < line_end
            || !source.text[start_of_line..run.start].trim_matches([' ', '>', '\t', '-', '*', '+']).is_empty()
        {
            continue;
        }
        let line = source.text[run.start..].lines().next().unwrap_or_default();
        line_end = run.start + line.len();
        let hashes = line.bytes().take_while(|b| *b == b'#').count();
        let next = line[hashes..].chars().next();
        if (2..=6).contains(&hashes) && next.is_some_and(char::is_alphanumeric) {
            let at = run.start..run.start + hashes;
            let span = source.span(at.clone());
            found.add(
                stray(source, at, "a heading needs a space behind its # signs")
                    .help("put a space between them and the words")
                    .propose(span, format!("{} ", "#".repeat(hashes))),
            );
        } else if line.starts_with(BULLETS) {
            let bullet = line.chars().next().map_or(1, char::len_utf8);
            let space = line[bullet..].len() - line[bullet..].trim_start().len();
            let at = run.start..run.start + bullet + space;
            let span = source.span(at.clone());
            found.add(
                stray(source, at, "this sign makes no list, so a screen reader does not announce one")
                    .help(
                        "begin each line of a list with - and a space, and put a blank line before the first",
                    )
                    .propose(span, "- "),
            );
        } else if line.starts_with("[]") {
            let span = source.span(run.start..run.start + 2);
            found.add(
                stray(source, run.start..run.start + 2, "a box to tick has a space in it")
                    .help("write [ ]")
                    .propose(span, "[ ]"),
            );
        } else if let Some(length) = alert(line) {
            found.add(
                stray(source, run.start..run.start + length, "this is no alert, so readers see the brackets").help(
                    "write > [!NOTE], > [!TIP], > [!IMPORTANT], > [!WARNING] or > [!CAUTION] alone on a line, and the text below it behind >",
                ),
            );
        } else if line.starts_with('-') && line[1..].starts_with(char::is_alphabetic) {
            dashes.push(run.start);
        }
    }
    if dashes.len() > 1 {
        let at = dashes[0]..dashes[0] + 1;
        let span = source.span(at.clone());
        found.add(
            stray(source, at, "the lines of a list need a space behind the -")
                .help("write - and a space at the beginning of each line")
                .propose(span, "- "),
        );
    }
}

/// The length of the mark of an alert that is none: `[!NOTICE]`, `[!note] Title`.
fn alert(line: &str) -> Option<usize> {
    let word = line.strip_prefix("[!")?.split(']').next()?;
    (!word.is_empty() && word.chars().all(char::is_alphabetic) && line[2 + word.len()..].starts_with(']'))
        .then_some(word.len() + 3)
}

/// `**` and `~~` that are still text.
fn emphasis(source: &Source<'_>, block: &Block, found: &mut Findings) {
    for (sign, what) in [("**", "bold"), ("~~", "struck out"), ("__", "bold")] {
        let mut places = block.runs.iter().flat_map(|run| {
            let words = &source.text[run.clone()];
            let loose = move |i: usize| {
                let around = (words[..i].chars().next_back(), words[i + sign.len()..].chars().next());
                // `2 ** 3`, `a__b` and rows of signs mean themselves.
                let spaces = |c: Option<char>| c.is_some_and(char::is_whitespace);
                let letters = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                let row = |c: Option<char>| c == sign.chars().next();
                (spaces(around.0) && spaces(around.1))
                    || (sign == "__" && letters(around.0) && letters(around.1))
                    || row(around.0)
                    || row(around.1)
            };
            let places = words.match_indices(sign).map(|(i, _)| i);
            places.filter(move |i| !escaped(words, *i) && !loose(*i)).map(move |i| run.start + i)
        });
        if let Some(at) = places.next() {
            let message = format!("these signs make nothing {what}, so readers see them");
            found.add(stray(source, at..at + sign.len(), &message).help(format!(
                "write {sign} right before the first word and right behind the last, with no space between; or \\{} for the sign itself",
                &sign[..1]
            )));
        }
    }
}

/// Other programs' signs: `{{ … }}`, `{% … %}`, `:::`.
fn braces(source: &Source<'_>, run: &Range<usize>, found: &mut Findings) {
    let words = &source.text[run.clone()];
    for sign in ["{{", "{%"] {
        if let Some(i) = words.find(sign).filter(|i| !escaped(words, *i)) {
            let at = run.start + i;
            found.add(
                stray(
                    source,
                    at..at + sign.len(),
                    "commands of templates mean nothing in a text, so readers see them",
                )
                .help("set a record in with ![[id]], or take the command out"),
            );
        }
    }
    if let Some(i) = words.find("&nbsp").filter(|i| !words[*i..].starts_with("&nbsp;")) {
        let at = run.start + i;
        found.add(
            stray(source, at..at + 5, "a sign written by its name ends with ;, or readers see the name")
                .help("write &nbsp;"),
        );
    }
    if words == "! " && source.text[run.end..].starts_with("[[") {
        found.add(
            stray(source, run.start..run.end, "a space stands between ! and [[, so nothing is set in")
                .help("take the space out"),
        );
    }
    if words.starts_with("::") {
        found.add(
            stray(
                source,
                run.start..run.start + 2,
                "a block between ::: lines means nothing here, so readers see the signs",
            )
            .help("write an alert: > [!NOTE] on a line, and each line of its text behind >"),
        );
    }
}

/// Links that were begun and are none.
fn links(source: &Source<'_>, run: &Range<usize>, cell: bool, found: &mut Findings) {
    let words = &source.text[run.clone()];
    let Some((range, mut help)) = unfinished(words) else { return };
    if cell && words[range.clone()].starts_with("[[") {
        "in a table, the bar of a link is written \\|, such as [[board\\|the Board]]".clone_into(&mut help);
    }
    let span = source.span(run.start + range.start..run.start + range.end);
    found.add(
        Diagnostic::new(
            &LINK_NOT_CLOSED,
            span,
            "this looks like a link and is none, so readers see the brackets",
        )
        .help(help),
    );
}

/// The first beginning of a link that came to nothing, and what to do.
fn unfinished(words: &str) -> Option<(Range<usize>, String)> {
    let free = |i: &usize| !escaped(words, *i);
    if let Some(i) = words.find("](").filter(free) {
        let open = words[..i].rfind('[').unwrap_or(i);
        let target = &words[i + 2..];
        let help = match target.find(')') {
            Some(end) if target[..end].trim().contains(' ') => {
                let target = target[..end].trim();
                format!("a target with spaces stands between < and >: (<{target}>)")
            }
            Some(_) => "write the words in [ ] and the target in ( ), with nothing between them".to_owned(),
            None => "close the target with )".to_owned(),
        };
        return Some((open..i + 2, help));
    }
    if let Some(i) = words.find("] (").filter(free)
        && let Some(open) = words[..i].rfind('[')
        && is_target(&words[i + 3..])
    {
        return Some((open..i + 3, "take the space between ] and ( out".to_owned()));
    }
    if let Some(i) = words.find(")[").filter(free)
        && let Some(open) = words[..i].rfind('(')
        && (is_target(&words[i + 2..]) || is_target(&words[open + 1..i]))
    {
        return Some((open..i + 2, "the words stand in [ ], the target behind them in ( )".to_owned()));
    }
    if let Some(i) = words.find("[[").filter(free) {
        let help = if words[i..].starts_with("[[]]") {
            "write an id between the brackets, such as [[board]]"
        } else {
            "close it with ]], such as [[board]]"
        };
        return Some((i..i + 2, help.to_owned()));
    }
    None
}

/// Whether a text begins like the target of a link and ends like one.
fn is_target(text: &str) -> bool {
    let target = text.split([')', ']']).next().unwrap_or_default();
    !target.contains(' ') && (target.contains("://") || target.starts_with('/') || target.ends_with(".md"))
}
