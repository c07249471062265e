//! Facts that are plain words: no markup, no more than a place holds, and in step with names of files.

use crate::check::source::Source;
use crate::check::text::link_text::{BAD_ADDRESS, wrong_address};
use crate::diagnostics::{Diagnostic, FileId, Findings, Rule, Severity, Span, nearest};
use crate::site::Facts;
use crate::site::date::{Day, Moment};
use crate::site::tree::{Node, Value};

/// Markup in a fact.
pub static MARKUP_IN_FACT: Rule = Rule {
    name: "markup-in-fact",
    severity: Severity::Warning,
    docs: "Facts are plain words: they stand in titles, lists, feeds and data, where signs of \
           Markdown or HTML are shown as they are.\n\n\
           Wrong: `title: The **new** plan`\n\n\
           Right: `title: The new plan`",
};

/// A summary that is none.
pub static LONG_SUMMARY: Rule = Rule {
    name: "long-summary",
    severity: Severity::Advice,
    docs: "The summary stands in lists and in what search engines show, which cut it after some 300 \
           letters. One or two sentences are enough.\n\n\
           Wrong: a `summary` of a whole paragraph\n\n\
           Right: `summary: The Board took up three points of the Advisory Group.`",
};

/// A file's name that says another day than the file.
pub static OTHER_DAY_IN_NAME: Rule = Rule {
    name: "other-day-in-name",
    severity: Severity::Advice,
    docs: "When the name of a file begins with a day and its facts say another, one of them is a \
           slip, and the address tells readers the wrong one.\n\n\
           Wrong: `starts: 2026-03-13T10:00Z` in `meetings/2026-03-12-board.md`\n\n\
           Right: `starts: 2026-03-12T10:00Z`",
};

/// What is kept back on this day.
pub static HELD_BACK: Rule = Rule {
    name: "held-back",
    severity: Severity::Advice,
    docs: "A page with `publish_at` in the future or `expires_at` in the past is in no output on this \
           day. That is as somebody wrote it, and still surprises who looks for the page.\n\n\
           Wrong: `publish_at: 2062-03-01` where 2026 was meant\n\n\
           Right: `publish_at: 2026-03-01`",
};

/// The longest summary that is shown whole, in characters.
const LONGEST_SUMMARY: usize = 320;

/// Keys whose words are read by people, wherever they stand.
const WORDS: [&str; 22] = [
    "title",
    "summary",
    "image_alt",
    "image_credit",
    "what",
    "why",
    "text",
    "acronym",
    "other_names",
    "members_called",
    "role",
    "on",
    "level",
    "or",
    "honorific",
    "post",
    "event",
    "by",
    "place",
    "standard",
    "method",
    "limits",
];

/// Checks the facts of a file.
pub fn check(source: &Source<'_>, found: &mut Findings) {
    markup(source, &source.entry.front.root, false, found);
    addresses(&source.entry.front.root, source.entry.file, found);
    if let Some(summary) = &source.entry.common.summary
        && summary.chars().count() > LONGEST_SUMMARY
    {
        let count = summary.chars().count();
        found.add(
            Diagnostic::new(
                &LONG_SUMMARY,
                source.entry.span("summary"),
                format!("this summary has {count} letters; lists and search engines cut it"),
            )
            .help("say it in one or two sentences"),
        );
    }
    day_in_name(source, found);
    held_back(source, found);
}

fn markup(source: &Source<'_>, node: &Node, words: bool, found: &mut Findings) {
    match &node.value {
        Value::Map(entries) => {
            for (key, node) in entries {
                markup(source, node, WORDS.contains(&key.name.as_str()), found);
            }
        }
        Value::List(items) => items.iter().for_each(|node| markup(source, node, words, found)),
        Value::Scalar { text, .. } if words => {
            if let Some(sign) = sign(text) {
                let span = source.span(node.start..node.end);
                found.add(
                    Diagnostic::new(
                        &MARKUP_IN_FACT,
                        span,
                        format!("{sign} is no markup here; readers see the signs"),
                    )
                    .help("write plain words; markup belongs into the text"),
                );
            }
        }
        Value::Scalar { .. } => {}
    }
}

/// Keys whose values are addresses, or may be.
const ADDRESSES: [&str; 6] = ["to", "website", "online", "source", "base_url", "repository"];

/// Reports addresses that nothing can have.
pub fn addresses(node: &Node, file: FileId, found: &mut Findings) {
    match &node.value {
        Value::List(items) => items.iter().for_each(|node| addresses(node, file, found)),
        Value::Map(entries) => {
            for (key, node) in entries {
                addresses(node, file, found);
                let Some(text) = node.text().filter(|_| ADDRESSES.contains(&key.name.as_str())) else {
                    continue;
                };
                let misspelt = || {
                    let scheme =
                        text.split(':').next().filter(|scheme| text[scheme.len()..].starts_with(":/"));
                    let near = scheme.filter(|scheme| {
                        nearest(scheme, ["https"]).is_some() && !matches!(*scheme, "http" | "https")
                    });
                    let wrong = key.name != "base_url" && (near.is_some() || text.starts_with("www."));
                    wrong.then(|| {
                        (
                            format!("\"{text}\" has no scheme that a browser knows"),
                            "write it with https://".to_owned(),
                        )
                    })
                };
                if let Some((message, help)) = wrong_address(text).or_else(misspelt) {
                    let span = Span::new(file, node.start, node.end);
                    found.add(Diagnostic::new(&BAD_ADDRESS, span, message).help(help));
                }
            }
        }
        Value::Scalar { .. } => {}
    }
}

/// The first sign of markup in a text.
fn sign(text: &str) -> Option<&'static str> {
    let bold = text.matches("**").count() >= 2;
    let tag = text.match_indices('<').any(|(i, _)| {
        let name = text[i + 1..].trim_start_matches('/');
        name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.contains('>')
            && !name.contains('@')
            && !name.contains("://")
    });
    let entity = text.match_indices('&').any(|(i, _)| {
        let name = text[i + 1..].split(';').next().unwrap_or_default();
        text[i + 1..].contains(';')
            && (2..=6).contains(&name.len())
            && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'#' || b.is_ascii_digit())
    });
    [
        (bold, "**"),
        (text.contains("]("), "[…](…)"),
        (text.contains("[["), "[[…]]"),
        (tag, "<…>"),
        (entity, "&…;"),
    ]
    .into_iter()
    .find_map(|(is, sign)| is.then_some(sign))
}

/// `2026-03-12-board.md` says 12 March 2026.
fn day_in_name(source: &Source<'_>, found: &mut Findings) {
    let Some(named) = source.entry.short_id().get(..10).and_then(|day| Day::parse(day).ok()) else { return };
    let (key, said) = match &source.entry.facts {
        Facts::Meeting(meeting) => ("starts", meeting.starts.map(|starts| starts.zoned().date())),
        _ => ("date", source.entry.common.date.map(|day| day.0)),
    };
    if let Some(said) = said.filter(|said| *said != named.0) {
        found.add(
            Diagnostic::new(
                &OTHER_DAY_IN_NAME,
                source.entry.span(key),
                format!("this says {said}, and the file's name {}", named.0),
            )
            .help("mend the one that is wrong; plenary move renames a file with its links"),
        );
    }
}

fn held_back(source: &Source<'_>, found: &mut Findings) {
    let common = &source.entry.common;
    let today = &source.graph.today;
    if common.draft.is_some_and(|draft| draft.0) {
        return;
    }
    let zone = today.zone.iana_name().unwrap_or("UTC");
    let words = |moment: Moment| match moment {
        Moment::Day(day) => format!("{day} 00:00 {zone}"),
        Moment::At(at) => {
            format!("{} {zone}", at.to_zoned_datetime(today.zone.clone()).strftime("%Y-%m-%d %H:%M"))
        }
    };
    let held = |moment: &Moment| moment.timestamp(&today.zone) > today.now;
    if let Some(at) = common.publish_at.filter(|at| held(at)) {
        let message = format!("this is not published yet: it goes online on {}", words(at));
        found.add(
            Diagnostic::new(&HELD_BACK, source.entry.span("publish_at"), message)
                .help("nothing has to be done if that is meant"),
        );
    } else if let Some(at) = common.expires_at.filter(|at| !held(at)) {
        let message = format!("this is not published any more: it went offline on {}", words(at));
        found.add(
            Diagnostic::new(&HELD_BACK, source.entry.span("expires_at"), message)
                .help("nothing has to be done if that is meant"),
        );
    }
}
