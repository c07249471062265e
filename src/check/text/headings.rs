//! Headings: their levels, their words, their anchors.

use std::collections::BTreeMap;

use crate::check::source::Source;
use crate::diagnostics::{Diagnostic, Findings, Rule, Severity};
use crate::site::document::{Block, BlockKind, Heading};

/// A level of headings is left out.
pub static HEADING_JUMP: Rule = Rule {
    name: "heading-jump",
    severity: Severity::Warning,
    docs: "People who listen to a page go through it by its headings. Where a level is missing, it \
           sounds as if a part were missing (WCAG 2.2, 1.3.1).\n\n\
           Wrong: `#### Members` under `## Committee`\n\n\
           Right: `### Members` under `## Committee`",
};

/// A second heading of the first level.
pub static SECOND_H1: Rule = Rule {
    name: "second-h1",
    severity: Severity::Warning,
    docs: "The title is the page's h1. A second one makes two pages of one for a screen reader.\n\n\
           Wrong: `# Members` in the text\n\n\
           Right: `## Members`",
};

/// A heading without words.
pub static EMPTY_HEADING: Rule = Rule {
    name: "empty-heading",
    severity: Severity::Warning,
    docs: "A heading without words is read out as \"heading\" and nothing else.\n\n\
           Wrong: `##` alone on a line\n\n\
           Right: `## Members`, or no heading",
};

/// A bold line that stands for a heading.
pub static BOLD_AS_HEADING: Rule = Rule {
    name: "bold-as-heading",
    severity: Severity::Warning,
    docs: "A bold line looks like a heading, but nobody can find it in a list of headings, and it \
           has no anchor to link to (WCAG 2.2, 1.3.1).\n\n\
           Wrong: `**Members**` alone in a paragraph\n\n\
           Right: `## Members`",
};

/// Two headings with one anchor.
pub static ID_TWICE: Rule = Rule {
    name: "id-twice",
    severity: Severity::Error,
    docs: "Of two places with one anchor, a link can only lead to the first.\n\n\
           Wrong: `## Who {#who}` and `## Who else {#who}`\n\n\
           Right: `## Who {#who}` and `## Who else {#who-else}`",
};

/// A paragraph that a line of dashes makes a heading.
pub static TEXT_AS_HEADING: Rule = Rule {
    name: "text-as-heading",
    severity: Severity::Warning,
    docs: "A line of dashes right below a paragraph makes the paragraph a heading. A line across the \
           page needs a blank line above it.\n\n\
           Wrong: `The Board meets in March.` and `---` on the next line\n\n\
           Right: a blank line between the two",
};

/// The longest bold line that is taken for a heading, in characters.
const LONGEST_HEADING: usize = 80;

/// Checks the headings of a file.
pub fn check(source: &Source<'_>, found: &mut Findings) {
    levels(source, found);
    underlined(source, found);
    bold_lines(source, found);
    anchors(source, found);
}

fn levels(source: &Source<'_>, found: &mut Findings) {
    let mut above = 1;
    for heading in &source.entry.text.headings {
        let span = source.span(line(source, heading));
        if heading.text.trim().is_empty() && !holds_something(source, heading) {
            found.add(
                Diagnostic::new(&EMPTY_HEADING, span, "this heading has no words")
                    .help("give it words, or take it out"),
            );
        }
        if heading.level == 1 {
            found.add(with_level(
                source,
                heading,
                2,
                Diagnostic::new(&SECOND_H1, span, "the title is the page's h1 already; this is a second one")
                    .help("begin the headings of the text with ##"),
            ));
        } else if heading.level > above + 1 {
            let right = above + 1;
            let under =
                if above == 1 { "the title".to_owned() } else { format!("a heading of level {above}") };
            let message =
                format!("\"{}\" is a heading of level {} under {under}", heading.text.trim(), heading.level);
            found.add(with_level(
                source,
                heading,
                right,
                Diagnostic::new(&HEADING_JUMP, span, message)
                    .help(format!("use {}, or add the heading that is missing", "#".repeat(right.into()))),
            ));
        }
        above = heading.level;
    }
}

/// Headings by a line below them that read like paragraphs.
fn underlined(source: &Source<'_>, found: &mut Findings) {
    for heading in &source.entry.text.headings {
        let whole = source.text[heading.range.clone()].trim_end();
        let Some((words, dashes)) = whole.rsplit_once('\n') else { continue };
        let words = words.trim_end();
        let is_text = words.ends_with(['.', ';', ','])
            || words.contains('\n')
            || words.chars().count() > LONGEST_HEADING;
        if words.starts_with('#') || !is_text {
            continue;
        }
        let sign = dashes.trim().chars().next().unwrap_or('-');
        found.add(
            Diagnostic::new(
                &TEXT_AS_HEADING,
                source.span(line(source, heading)),
                format!("the line of {sign} right below this paragraph makes it a heading"),
            )
            .help("put a blank line between them, if a line across the page is meant"),
        );
    }
}

/// A heading may hold a picture or a link to a page, whose words are not here.
fn holds_something(source: &Source<'_>, heading: &Heading) -> bool {
    source.entry.text.links.iter().any(|link| heading.range.contains(&link.range.start))
}

/// The first line of a heading.
fn line(source: &Source<'_>, heading: &Heading) -> std::ops::Range<usize> {
    let text = source.text[heading.range.clone()].trim_end();
    let end = text.find('\n').unwrap_or(text.len());
    heading.range.start..heading.range.start + end
}

/// Proposes another level, where the heading is written with `#`.
fn with_level(source: &Source<'_>, heading: &Heading, level: u8, diagnostic: Diagnostic) -> Diagnostic {
    let start = heading.range.start;
    let marks = source.text[start..].bytes().take_while(|b| *b == b'#').count();
    if marks == usize::from(heading.level) {
        return diagnostic.propose(source.span(start..start + marks), "#".repeat(level.into()));
    }
    diagnostic
}

fn bold_lines(source: &Source<'_>, found: &mut Findings) {
    let text = &source.entry.text;
    let mut level = 1;
    let mut blocks = text.blocks.iter().peekable();
    while let Some(block) = blocks.next() {
        if block.kind == BlockKind::Heading {
            let heading = text.headings.iter().find(|heading| heading.range.start == block.range.start);
            level = heading.map_or(level, |heading| heading.level);
        }
        // A bold line at the end of a text has nothing to be the heading of.
        if blocks.peek().is_none() || !is_bold_line(source, block) {
            continue;
        }
        let words = source.text[block.range.clone()].trim().trim_matches(['*', '_']).trim();
        let marks = "#".repeat(usize::from(level + 1).min(6));
        let end = block.range.start + source.text[block.range.clone()].trim_end().len();
        let span = source.span(block.range.start..end);
        found.add(
            Diagnostic::new(&BOLD_AS_HEADING, span, "this bold line looks like a heading and is none")
                .help("write it as a heading; a sentence that is only bold ends with its full stop")
                .propose(span, format!("{marks} {words}")),
        );
    }
}

fn is_bold_line(source: &Source<'_>, block: &Block) -> bool {
    let words = source.text[block.range.clone()].trim();
    let inner = words.trim_matches(['*', '_']).trim_end();
    block.kind == BlockKind::Paragraph
        && block.bold
        && !words.contains('\n')
        && inner.chars().count() <= LONGEST_HEADING
        && !inner.ends_with(['.', ':', ';', '!', '?', '…', ',', '。', '：', '！', '？', '؟', '»', '”', '"'])
}

/// Written anchors are there once; automatic ones are numbered among themselves.
fn anchors(source: &Source<'_>, found: &mut Findings) {
    let mut first: BTreeMap<&str, &Heading> = BTreeMap::new();
    for heading in source.entry.text.headings.iter().filter(|heading| heading.written) {
        match first.get(heading.id.as_str()) {
            None => {
                first.insert(&heading.id, heading);
            }
            Some(other) => found.add(
                Diagnostic::new(
                    &ID_TWICE,
                    source.span(line(source, heading)),
                    format!("the anchor #{} is given twice on this page", heading.id),
                )
                .label(source.span(line(source, other)), "the first is here")
                .help("give one of the two another name, or none: headings get anchors from their words"),
            ),
        }
    }
}
