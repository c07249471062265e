//! The words of quotes. They are never changed; what would be shown otherwise than it is meant is
//! said.

use std::ops::Range;

use crate::check::source::Source;
use crate::diagnostics::{Diagnostic, Findings, Rule, Severity};
use crate::site::{Facts, Kind};

/// Markup in the words of a quote.
pub static MARKUP_IN_QUOTE: Rule = Rule {
    name: "markup-in-quote",
    severity: Severity::Warning,
    docs: "The words of a quote are the speaker's: paragraphs, line breaks and emphasis are all the \
           markup there is. Links, headings and HTML are shown as they are written.\n\n\
           Wrong: `[Cities](cities.md) are ready.` as the words of a quote\n\n\
           Right: `Cities are ready.`",
};

/// The speaker's name among the words.
pub static ATTRIBUTION_IN_QUOTE: Rule = Rule {
    name: "attribution-in-quote",
    severity: Severity::Warning,
    docs: "Who said it is told by `speaker`, `post` and `organisation`, and shown below the quote. A \
           line with the name among the words would stand inside of the quotation marks.\n\n\
           Wrong: `— Ada Marin, Mayor` as the last line of the words\n\n\
           Right: `speaker: ada-marin` and `post: Mayor` above the words",
};

/// Checks the words of a quote.
pub fn check(source: &Source<'_>, found: &mut Findings) {
    if source.entry.kind() != Kind::Quote {
        return;
    }
    let start = source.entry.text.body.start;
    let words = &source.text[source.entry.text.body.clone()];
    for (range, what) in markup(words) {
        let span = source.span(start + range.start..start + range.end);
        found.add(
            Diagnostic::new(
                &MARKUP_IN_QUOTE,
                span,
                format!("{what} means nothing in the words of a quote, so readers see the signs"),
            )
            .help("leave the words as they were spoken; a source belongs into source:"),
        );
    }
    attribution(source, words, start, found);
}

/// Signs of links, headings and HTML.
fn markup(words: &str) -> Vec<(Range<usize>, &'static str)> {
    let mut all = Vec::new();
    for (sign, what) in
        [("](", "a link"), ("[[", "a link"), ("![", "a picture"), ("<br", "HTML"), ("</", "HTML")]
    {
        if let Some(i) = words.find(sign) {
            all.push((i..i + sign.len(), what));
        }
    }
    let mut at = 0;
    for line in words.split_inclusive('\n') {
        let marks = line.bytes().take_while(|b| *b == b'#').count();
        if (1..=6).contains(&marks) && line[marks..].starts_with(' ') {
            all.push((at..at + marks, "a heading"));
        }
        at += line.len();
    }
    all.sort_by_key(|(range, _)| range.start);
    all
}

/// A last line that names the speaker, or that begins with a dash and a name.
fn attribution(source: &Source<'_>, words: &str, start: usize, found: &mut Findings) {
    let end = words.trim_end().len();
    let Some(line_start) = words[..end].rfind('\n').map(|i| i + 1) else { return };
    let line = &words[line_start..end];
    let named = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    let dashed = line.trim_start().starts_with(['—', '–', '―'])
        || line.trim_start().starts_with("--")
        || line.trim_start().starts_with("- ");
    let speaker = match &source.entry.facts {
        Facts::Quote(_) => source.subject().and_then(|ix| source.graph.relations.attribution(ix).speaker),
        _ => None,
    };
    let name = speaker
        .and_then(|ix| source.graph.source(source.site, ix))
        .and_then(|person| person.common.title.as_ref());
    let is_name = name.is_some_and(|name| named.to_lowercase().starts_with(&name.to_lowercase()));
    // A dash before a few capitalised words is a signature, whoever signed.
    let short = named.split_whitespace().count() <= 8 && !named.ends_with(['.', '!', '?', '…']);
    if is_name || (dashed && short && named.starts_with(char::is_uppercase)) {
        found.add(
            Diagnostic::new(
                &ATTRIBUTION_IN_QUOTE,
                source.span(start + line_start..start + end),
                "this line tells who said it, and would stand inside of the quotation marks",
            )
            .help(
                "take it out; speaker, post and organisation say it, and the page shows them below the quote",
            ),
        );
    }
}
