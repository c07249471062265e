//! What a record lists twice.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::records::{Named, Records, loose};
use crate::diagnostics::{Diagnostic, Findings, Rule, Severity, Span};
use crate::resolve::SubjectIx;
use crate::resolve::routes::page_route;
use crate::site::group::{Group, Membership};
use crate::site::{Entry, Facts, Kind};

/// One member in one role twice at a time.
pub static MEMBER_TWICE: Rule = Rule {
    name: "member-twice",
    severity: Severity::Error,
    docs: "A member that is listed twice for the same time is counted and shown twice. Two \
           memberships one after the other are right, and so are two roles at a time.\n\n\
           Wrong: `members: [uclg, organisations/uclg]`\n\n\
           Right: `members: [uclg]`",
};

/// Any other thing that is listed twice.
pub static LISTED_TWICE: Rule = Rule {
    name: "listed-twice",
    severity: Severity::Warning,
    docs: "What is listed twice is shown twice, and often one of the two was meant to be another.\n\n\
           Wrong: `topics: [water, port, water]`\n\n\
           Right: `topics: [water, port]`",
};

/// Checks the lists of all files.
pub fn check(records: &Records<'_>, found: &mut Findings) {
    for entry in &records.site.entries {
        let places = |key: &'static str| (0..).map(move |i| entry.span(&format!("{key}[{i}]")));
        let topics = entry.common.topics.iter().flatten().map(|topic| &topic.0);
        listed(topics.zip(places("topics")), found);
        let aliases = entry.common.aliases.iter().flatten().map(|alias| page_route(alias));
        listed(aliases.zip(places("aliases")), found);
    }
    for (_, entry) in &records.sources {
        if let Some(group) = entry.facts.group() {
            members(records, entry, group, found);
            relations(records, entry, group, found);
        }
        if let Facts::Note(note) = &entry.facts {
            names(records.list(entry, note.about.as_ref(), "about", &Kind::ALL), found);
        }
    }
}

/// Says each entry of a list that stood there before.
fn listed<T: Ord>(entries: impl IntoIterator<Item = (T, Span)>, found: &mut Findings) {
    let mut first: BTreeMap<T, Span> = BTreeMap::new();
    for (entry, span) in entries {
        if let Some(before) = first.get(&entry) {
            found.add(
                Diagnostic::new(&LISTED_TWICE, span, "this is listed twice")
                    .label(*before, "first here")
                    .help("take one of the two out, or write what was meant"),
            );
        } else {
            first.insert(entry, span);
        }
    }
}

fn names(list: Vec<Named>, found: &mut Findings) {
    listed(list.into_iter().map(|named| (named.who, named.span)), found);
}

fn relations(records: &Records<'_>, entry: &Entry, group: &Group, found: &mut Findings) {
    names(records.chairs(entry, group), found);
    let all = records.relations(entry, group);
    listed(all.into_iter().map(|(kind, to, on)| ((kind, to.who, on.map(loose)), to.span)), found);
    let all = records.represented(entry, group);
    listed(all.into_iter().map(|(whom, forum)| ((whom.who, forum.map(|f| f.who)), whom.span)), found);
    let others = group.other_names.iter().flatten().enumerate();
    listed(others.map(|(i, name)| (loose(name), entry.span(&format!("other_names[{i}]")))), found);
}

fn members(records: &Records<'_>, entry: &Entry, group: &Group, found: &mut Findings) {
    let list = group.members.as_deref().unwrap_or_default();
    let mut before: BTreeMap<SubjectIx, Vec<(&Membership, Span)>> = BTreeMap::new();
    for (i, named) in records.members(entry, group) {
        let Some(member) = list.get(i) else { continue };
        let same = before.entry(named.who).or_default();
        if let Some((_, first)) = same.iter().find(|(other, _)| meet(other, member)) {
            let message = format!("{} is a member twice at the same time", records.title(named.who));
            found.add(
                Diagnostic::new(&MEMBER_TWICE, named.span, message)
                    .label(*first, "first here")
                    .help("take one of the two out; who left and came back has until in the first entry and since in the second"),
            );
        }
        same.push((member, named.span));
    }
}

/// Whether two memberships are one: in the same role, at times that overlap.
fn meet(a: &Membership, b: &Membership) -> bool {
    let role = |m: &Membership| m.role.as_ref().map(|role| loose(role));
    role(a) == role(b) && overlap(a, b)
}

/// Whether two stretches of time certainly overlap. A hand-over within one day, month or year is
/// no overlap, and of a membership without dates nobody knows whether it was before another ended.
fn overlap(a: &Membership, b: &Membership) -> bool {
    if (a.since, a.until) == (b.since, b.until) {
        return true;
    }
    let undated = |m: &Membership| m.since.is_none() && m.until.is_none();
    if undated(a) && b.until.is_some() || undated(b) && a.until.is_some() {
        return false;
    }
    let begins_within = |a: &Membership, b: &Membership| match (a.since, b.until) {
        (Some(since), Some(until)) => since.compare(until) == Ordering::Less,
        _ => true,
    };
    begins_within(a, b) && begins_within(b, a)
}
