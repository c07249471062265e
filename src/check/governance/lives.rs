//! Memberships, posts and meetings outside the life of the body or organisation they belong to.

use std::cmp::Ordering;

use super::records::{Dated, Records, on};
use crate::diagnostics::{Diagnostic, Findings, Rule, Severity, Span};
use crate::resolve::SubjectIx;
use crate::resolve::relations::GROUPS;
use crate::resolve::today::Tense;
use crate::site::date::PartialDate;
use crate::site::group::Group;
use crate::site::meeting::{Meeting, Status};
use crate::site::person::Person;
use crate::site::{Entry, Facts};

/// Something that began before there was a body for it, or went on after it.
pub static OUTSIDE_OF_ITS_LIFE: Rule = Rule {
    name: "outside-of-its-life",
    severity: Severity::Warning,
    docs: "Nobody is a member of a body that is not founded yet, and nothing meets once it is \
           dissolved. One of the dates is a slip, or another body was meant.\n\n\
           Wrong: a member `since: 2010` of a body with `founded: 2011`\n\n\
           Right: `since: 2011`",
};

/// A stretch of time of somebody in a group.
#[derive(Clone, Copy)]
struct Stretch<'a> {
    /// "membership of Quay League".
    what: &'a str,
    since: Option<Dated>,
    until: Option<Dated>,
    /// The place of the name, where neither date is at fault.
    span: Span,
}

/// Checks everything that belongs to a body or organisation.
pub fn check(records: &Records<'_>, found: &mut Findings) {
    for (ix, entry) in &records.sources {
        match &entry.facts {
            Facts::Body(group, _) | Facts::Organisation(group, _) => {
                members(records, *ix, entry, group, found);
                chairs(records, *ix, entry, group, found);
            }
            Facts::Person(person) => posts(records, entry, person, found),
            Facts::Meeting(meeting) => found.extend(met(records, entry, meeting)),
            _ => {}
        }
    }
}

fn dated(entry: &Entry, date: Option<PartialDate>, path: &str) -> Option<Dated> {
    date.map(|date| Dated { date, span: entry.span(path) })
}

fn members(records: &Records<'_>, ix: SubjectIx, entry: &Entry, group: &Group, found: &mut Findings) {
    let list = group.members.as_deref().unwrap_or_default();
    // With a group that is dissolved too, everything has ended.
    let ended = records.life(ix).1.is_some_and(|end| is_past(records, end));
    for (i, named) in records.members(entry, group) {
        let Some(member) = list.get(i) else { continue };
        let what = format!("the membership of {}", records.title(named.who));
        let stretch = Stretch {
            what: &what,
            since: dated(entry, member.since, &format!("members[{i}].since")),
            until: dated(entry, member.until, &format!("members[{i}].until")),
            span: named.span,
        };
        let fault = outside(records, stretch, ix)
            .or_else(|| outside(records, stretch, named.who))
            .or_else(|| never_met(records, ix, named.who, named.span))
            .or_else(|| if ended { None } else { outlives(records, stretch, named.who) });
        found.extend(fault);
    }
}

fn chairs(records: &Records<'_>, ix: SubjectIx, entry: &Entry, group: &Group, found: &mut Findings) {
    let ended = records.life(ix).1.is_some_and(|end| is_past(records, end));
    for named in records.chairs(entry, group) {
        let what = format!("the chair of {}", records.title(named.who));
        let stretch = Stretch { what: &what, since: None, until: None, span: named.span };
        let goes_on = || if ended { None } else { outlives(records, stretch, named.who) };
        let fault = never_met(records, ix, named.who, named.span).or_else(|| {
            goes_on().map(|fault| fault.help("give the id of who chairs it now, or take it out"))
        });
        found.extend(fault);
    }
}

fn posts(records: &Records<'_>, entry: &Entry, person: &Person, found: &mut Findings) {
    for (i, post) in person.posts.iter().flatten().enumerate() {
        let path = format!("posts[{i}].organisation");
        let Some(named) = records.maybe(entry, post.organisation.as_ref(), &path, &GROUPS) else { continue };
        let what = format!("the post {}", post.post.0);
        let stretch = Stretch {
            what: &what,
            since: dated(entry, post.since, &format!("posts[{i}].since")),
            until: dated(entry, post.until, &format!("posts[{i}].until")),
            span: named.span,
        };
        // A post without dates is never shown as one held now.
        let goes_on = || post.since.and_then(|_| outlives(records, stretch, named.who));
        found.extend(outside(records, stretch, named.who).or_else(goes_on));
    }
}

fn met(records: &Records<'_>, entry: &Entry, meeting: &Meeting) -> Option<Diagnostic> {
    // What was called off because the body is no more did not take place after its end.
    if meeting.status == Some(Status::Cancelled) {
        return None;
    }
    let named = records.maybe(entry, meeting.body.as_ref(), "body", &GROUPS)?;
    let day = meeting.starts?.zoned().date();
    let since = dated(entry, Some(day.into()), "starts");
    let stretch = Stretch { what: "this meeting", since, until: None, span: named.span };
    outside(records, stretch, named.who)
}

/// A start or an end that lies before the founding of a group, or after it was dissolved.
fn outside(records: &Records<'_>, stretch: Stretch<'_>, group: SubjectIx) -> Option<Diagnostic> {
    let (founded, dissolved) = records.life(group);
    let ends = [(stretch.since, "starts"), (stretch.until, "ends")];
    let fault = ends.into_iter().find_map(|(date, verb)| {
        let date = date?;
        let beyond = |limit: &Dated, side| date.date.compare(limit.date) == side;
        let before = founded.filter(|limit| beyond(limit, Ordering::Less)).map(|limit| (limit, "founded"));
        let after = || dissolved.filter(|limit| beyond(limit, Ordering::Greater));
        let (limit, word) = before.or_else(|| after().map(|limit| (limit, "dissolved")))?;
        Some((date, verb, limit, word))
    });
    let (date, verb, limit, word) = fault?;
    let title = records.title(group);
    let message =
        format!("{} {verb} {}, but {title} was {word} {}", stretch.what, on(date.date), on(limit.date));
    Some(
        Diagnostic::new(&OUTSIDE_OF_ITS_LIFE, date.span, message)
            .label(limit.span, format!("{word} then"))
            .help("one of the two dates is a slip, or another one was meant; look both up"),
    )
}

/// One who was dissolved before the other was founded.
fn never_met(records: &Records<'_>, a: SubjectIx, b: SubjectIx, span: Span) -> Option<Diagnostic> {
    [(a, b), (b, a)].into_iter().find_map(|(earlier, later)| {
        let end = records.life(earlier).1?;
        let start = records.life(later).0?;
        (end.date.compare(start.date) == Ordering::Less).then(|| {
            let (earlier, later) = (records.title(earlier), records.title(later));
            let message = format!(
                "{earlier} was dissolved {}, before {later} was founded {}",
                on(end.date),
                on(start.date)
            );
            Diagnostic::new(&OUTSIDE_OF_ITS_LIFE, span, message)
                .label(end.span, "dissolved then")
                .label(start.span, "founded then")
                .help("one of the two dates is a slip, or another one was meant; look both up")
        })
    })
}

/// A member or a post whose organisation was dissolved and that is still shown, since nothing says
/// until when.
fn outlives(records: &Records<'_>, stretch: Stretch<'_>, group: SubjectIx) -> Option<Diagnostic> {
    let end = records.life(group).1?;
    if stretch.until.is_some() || !is_past(records, end) {
        return None;
    }
    let title = records.title(group);
    let message = format!("{} goes on, but {title} was dissolved {}", stretch.what, on(end.date));
    Some(
        Diagnostic::new(&OUTSIDE_OF_ITS_LIFE, stretch.span, message)
            .label(end.span, "dissolved then")
            .help(format!("say until when, such as until: {}, or take it out", end.date)),
    )
}

fn is_past(records: &Records<'_>, end: Dated) -> bool {
    records.graph.today.tense(None, Some(end.date)) == Tense::Past
}
