//! Dates of one record that stand in the wrong order.

use std::cmp::Ordering;

use super::records::{Dated, Records, date};
use crate::diagnostics::{Diagnostic, Findings, Rule, Severity};
use crate::site::date::PartialDate;
use crate::site::{Entry, Facts};

/// An end that lies before its start.
pub static END_BEFORE_START: Rule = Rule {
    name: "end-before-start",
    severity: Severity::Error,
    docs: "What ends before it begins was never so. One of the two dates is a slip, and the page \
           would show the wrong members or posts.\n\n\
           Wrong: `since: 2025-03` and `until: 2024-03`\n\n\
           Right: `since: 2024-03` and `until: 2025-03`",
};

/// A meeting that ends when it begins.
pub static MEETING_WITHOUT_LENGTH: Rule = Rule {
    name: "meeting-without-length",
    severity: Severity::Warning,
    docs: "A meeting that ends at the moment it begins is shown so in every calendar.\n\n\
           Wrong: `starts: 2026-03-12T10:00Z` and `ends: 2026-03-12T10:00Z`\n\n\
           Right: the time at which it ends, or no `ends`",
};

/// A change that is older than what changed.
pub static UPDATED_BEFORE_DATE: Rule = Rule {
    name: "updated-before-date",
    severity: Severity::Warning,
    docs: "A text cannot have changed before the day it bears.\n\n\
           Wrong: `date: 2026-03-02` and `updated: 2026-02-03`\n\n\
           Right: `date: 2026-03-02` and `updated: 2026-03-20`",
};

/// Checks the order of the dates in each file.
pub fn check(records: &Records<'_>, found: &mut Findings) {
    for entry in &records.site.entries {
        online(records, entry, found);
        updated(entry, found);
    }
    for (_, entry) in &records.sources {
        match &entry.facts {
            Facts::Body(group, _) | Facts::Organisation(group, _) => {
                found.extend(reversed(entry, (group.founded, "founded"), (group.dissolved, "dissolved")));
                for (i, member) in group.members.iter().flatten().enumerate() {
                    let (since, until) = (format!("members[{i}].since"), format!("members[{i}].until"));
                    found.extend(reversed(entry, (member.since, &since), (member.until, &until)));
                }
            }
            Facts::Person(person) => {
                for (i, post) in person.posts.iter().flatten().enumerate() {
                    let (since, until) = (format!("posts[{i}].since"), format!("posts[{i}].until"));
                    found.extend(reversed(entry, (post.since, &since), (post.until, &until)));
                }
            }
            Facts::Meeting(_) => meeting(entry, found),
            _ => {}
        }
    }
}

/// An end that lies before its start, by what both dates know.
fn reversed(
    entry: &Entry,
    (start, start_path): (Option<PartialDate>, &str),
    (end, end_path): (Option<PartialDate>, &str),
) -> Option<Diagnostic> {
    let start = Dated { date: start?, span: entry.span(start_path) };
    let end = Dated { date: end?, span: entry.span(end_path) };
    (end.date.compare(start.date) == Ordering::Less).then(|| {
        let key = |path: &str| path.rsplit('.').next().unwrap_or_default().to_owned();
        let (start_key, end_key) = (key(start_path), key(end_path));
        let message = format!("{end_key} {} lies before {start_key} {}", date(end.date), date(start.date));
        Diagnostic::new(&END_BEFORE_START, end.span, message)
            .label(start.span, format!("{start_key} is later"))
            .help("one of the two dates is a slip; look both up")
    })
}

fn meeting(entry: &Entry, found: &mut Findings) {
    let Facts::Meeting(meeting) = &entry.facts else { return };
    let (Some(starts), Some(ends)) = (meeting.starts, meeting.ends) else { return };
    let (rule, message) = match ends.at.cmp(&starts.at) {
        Ordering::Greater => return,
        Ordering::Equal => (&MEETING_WITHOUT_LENGTH, "this meeting ends at the moment it begins"),
        Ordering::Less => (&END_BEFORE_START, "this meeting ends before it begins"),
    };
    found.add(
        Diagnostic::new(rule, entry.span("ends"), message)
            .label(entry.span("starts"), "it begins then")
            .help("look at the day, the time and the offset from UTC of both"),
    );
}

/// What expires before it is published is never online.
fn online(records: &Records<'_>, entry: &Entry, found: &mut Findings) {
    let common = &entry.common;
    let (Some(from), Some(to)) = (common.publish_at, common.expires_at) else { return };
    let zone = &records.graph.today.zone;
    if to.timestamp(zone) <= from.timestamp(zone) {
        let message = "this expires before it is published, so it is never online";
        found.add(
            Diagnostic::new(&END_BEFORE_START, entry.span("expires_at"), message)
                .label(entry.span("publish_at"), "published from then on")
                .help("a day begins at 00:00; to keep it online for one day, expires_at is the day after"),
        );
    }
}

fn updated(entry: &Entry, found: &mut Findings) {
    let (Some(day), Some(updated)) = (entry.common.date, entry.common.updated) else { return };
    if updated < day {
        let message = "this was changed before the day it bears";
        found.add(
            Diagnostic::new(&UPDATED_BEFORE_DATE, entry.span("updated"), message)
                .label(entry.span("date"), "the day it bears")
                .help("one of the two dates is a slip; look both up"),
        );
    }
}
