//! What a meeting says of itself.

use std::collections::BTreeMap;

use super::records::{Records, and, date, loose, on, unfinished};
use crate::diagnostics::{Diagnostic, Findings, Rule, Severity, Span, nearest};
use crate::resolve::SubjectIx;
use crate::resolve::relations::GROUPS;
use crate::site::meeting::{Meeting, Status};
use crate::site::{Entry, Facts, Tree};

/// A meeting that was held before its time.
pub static MEETING_STATUS: Rule = Rule {
    name: "meeting-status",
    severity: Severity::Advice,
    docs: "A meeting that is still to come cannot have been held.\n\n\
           Wrong: `starts: 2062-03-12T10:00Z` and `status: held`\n\n\
           Right: `starts: 2026-03-12T10:00Z` and `status: held`",
};

/// A planned meeting whose day has passed.
pub static MEETING_STILL_PLANNED: Rule = Rule {
    name: "meeting-still-planned",
    severity: Severity::Advice,
    docs: "Once its day has passed, a meeting was held or it was cancelled. Readers want to know which.\n\n\
           Wrong: `starts: 2025-03-12T10:00Z` and `status: planned`\n\n\
           Right: `status: held` or `status: cancelled`",
};

/// A meeting of nobody.
pub static MEETING_WITHOUT_BODY: Rule = Rule {
    name: "meeting-without-body",
    severity: Severity::Advice,
    docs: "A meeting is listed on the page and in the calendar of its body. Without one, nobody finds it.\n\n\
           Wrong: a meeting with `starts` alone\n\n\
           Right: `body: steering-committee`",
};

/// A meeting that never begins.
pub static MEETING_WITHOUT_START: Rule = Rule {
    name: "meeting-without-start",
    severity: Severity::Advice,
    docs: "A meeting without a beginning stands in no calendar and under no date.\n\n\
           Wrong: a meeting with `body` alone\n\n\
           Right: `starts: 2026-03-12T10:00+01:00`",
};

/// One meeting in two files.
pub static MEETING_TWICE: Rule = Rule {
    name: "meeting-twice",
    severity: Severity::Warning,
    docs: "A meeting that is recorded twice stands twice in every list and calendar.\n\n\
           Wrong: two files with the same `body` and the same `starts`\n\n\
           Right: one file a meeting",
};

/// A level at which the body does not meet.
pub static UNKNOWN_LEVEL: Rule = Rule {
    name: "unknown-level",
    severity: Severity::Advice,
    docs: "A body whose `meets` names its levels meets at these. A meeting at another counts for none \
           of its rules.\n\n\
           Wrong: `level: technicl`, where the body meets at technical and political level\n\n\
           Right: `level: technical`",
};

/// The first meetings of each body at each moment.
type Seen<'a> = BTreeMap<(SubjectIx, jiff::Timestamp), Vec<(&'a Entry, &'a Meeting)>>;

/// Checks all meetings.
pub fn check(records: &Records<'_>, found: &mut Findings) {
    let mut seen = Seen::new();
    for (_, entry) in &records.sources {
        let Facts::Meeting(meeting) = &entry.facts else { continue };
        missing(records, entry, meeting, found);
        status(records, entry, meeting, found);
        let Some(body) = records.maybe(entry, meeting.body.as_ref(), "body", &GROUPS) else { continue };
        found.extend(level(records, entry, meeting, body.who));
        if let Some(starts) = meeting.starts.filter(|_| !unfinished(entry)) {
            let same = seen.entry((body.who, starts.at)).or_default();
            found.extend(twice(records, entry, meeting, same));
            same.push((entry, meeting));
        }
    }
}

fn missing(records: &Records<'_>, entry: &Entry, meeting: &Meeting, found: &mut Findings) {
    if unfinished(entry) {
        return;
    }
    let start = Span::new(entry.file, 0, 0);
    if meeting.body.is_none() && records.lacks(entry, "body") {
        found.add(
            Diagnostic::new(&MEETING_WITHOUT_BODY, start, "this meeting does not say whose it is")
                .help("write body: and the id of the body that meets, such as body: steering-committee"),
        );
    }
    if meeting.starts.is_none() && records.lacks(entry, "starts") {
        found.add(
            Diagnostic::new(&MEETING_WITHOUT_START, start, "this meeting does not say when it begins").help(
                "write starts: with the day, the time and its offset, such as starts: 2026-03-12T10:00+01:00",
            ),
        );
    }
}

fn status(records: &Records<'_>, entry: &Entry, meeting: &Meeting, found: &mut Findings) {
    let Some(starts) = meeting.starts else { return };
    let today = &records.graph.today;
    let day = starts.zoned().date();
    let (rule, message, help) = match meeting.status {
        Some(Status::Held) if starts.at > today.now => (
            &MEETING_STATUS,
            format!("this meeting is marked as held, but it is still to come: it begins {}", on(day.into())),
            "write status: planned until it was held, or correct the date",
        ),
        // Without an end, it may go on until the day is over.
        Some(Status::Planned) if meeting.ends.map_or(day < today.date, |ends| ends.at < today.now) => (
            &MEETING_STILL_PLANNED,
            format!("this meeting was planned for {}, which has passed", date(day.into())),
            "write status: held or status: cancelled",
        ),
        _ => return,
    };
    let span = entry.span("status");
    found.add(Diagnostic::new(rule, span, message).label(entry.span("starts"), "it begins then").help(help));
}

fn level(records: &Records<'_>, entry: &Entry, meeting: &Meeting, body: SubjectIx) -> Option<Diagnostic> {
    let level = meeting.level.as_ref()?;
    let source = records.source(body)?;
    let rules = source.facts.group()?.meets.as_ref()?;
    let levels: Vec<&str> = rules.iter().map(|rule| rule.level.as_deref()).collect::<Option<_>>()?;
    let known = levels.iter().any(|known| loose(known) == loose(level));
    if known || levels.is_empty() || records.unreadable.contains(&source.file) {
        return None;
    }
    let mut names: Vec<String> = levels.iter().map(|level| format!("\"{level}\"")).collect();
    names.dedup();
    let span = entry.span("level");
    let message = format!(
        "{} does not meet at the level \"{}\"; its levels are {}",
        records.title(body),
        level.0,
        and(&names)
    );
    let diagnostic = Diagnostic::new(&UNKNOWN_LEVEL, span, message)
        .label(source.front.key_span(&Tree::path("meets")), "the rule of its meetings");
    Some(match nearest(level, levels) {
        Some(near) => diagnostic.help(format!("did you mean {near}?")).propose(span, near),
        None => diagnostic.help("write one of these, or add the level to the rule of the body"),
    })
}

fn twice(
    records: &Records<'_>,
    entry: &Entry,
    meeting: &Meeting,
    before: &[(&Entry, &Meeting)],
) -> Option<Diagnostic> {
    let (first, _) = before.iter().find(|(_, other)| may_be_one(meeting, other))?;
    let path = &records.files.get(first.file).path;
    let message = format!("this meeting is recorded in {path} too: the same body at the same time");
    Some(
        Diagnostic::new(&MEETING_TWICE, entry.span("starts"), message)
            .label(first.span("starts"), "the first one")
            .help("take one of the two files out, or say where each is held, or correct the time"),
    )
}

/// Whether two meetings of one body at one time may be one: nothing that both say differs.
fn may_be_one(a: &Meeting, b: &Meeting) -> bool {
    let differ = |a: Option<&str>, b: Option<&str>| a.zip(b).is_some_and(|(a, b)| loose(a) != loose(b));
    let cancelled = |meeting: &Meeting| meeting.status == Some(Status::Cancelled);
    !(differ(a.place.as_deref(), b.place.as_deref())
        || differ(a.level.as_deref(), b.level.as_deref())
        || differ(a.online.as_deref(), b.online.as_deref())
        // One that was called off may have been announced anew.
        || cancelled(a) != cancelled(b))
}
