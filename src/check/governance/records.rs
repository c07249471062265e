//! Records as the rules about governance see them: what the sources say, drafts included, and
//! what the names in them mean.

use std::collections::BTreeSet;

use crate::check::front_matter::front::facts_in_text;
use crate::diagnostics::{FileId, Findings, Span, nearest};
use crate::files::Files;
use crate::read::yaml::UNKNOWN_KEY;
use crate::resolve::relations::{GROUPS, MEMBERS, member_kinds};
use crate::resolve::{Graph, SubjectIx};
use crate::site::date::PartialDate;
use crate::site::group::{Group, MemberKind, RelationKind};
use crate::site::tree::Value;
use crate::site::values::Reference;
use crate::site::{Entry, Kind, Site};

/// The records of a site. Everything is looked up once.
pub struct Records<'a> {
    /// The site folder.
    pub files: &'a Files,
    /// Everything the author wrote.
    pub site: &'a Site,
    /// What follows from it.
    pub graph: &'a Graph,
    /// The sources by subject, in the order of ids.
    pub sources: Vec<(SubjectIx, &'a Entry)>,
    /// Files of which some facts could not be read.
    pub unreadable: BTreeSet<FileId>,
    /// Keys that no record has.
    unknown_keys: BTreeSet<Span>,
}

/// A reference with its place.
#[derive(Clone, Debug)]
pub struct Named {
    /// Who is meant.
    pub who: SubjectIx,
    /// The place of the id.
    pub span: Span,
}

/// A date with its place.
#[derive(Clone, Copy, Debug)]
pub struct Dated {
    /// The date.
    pub date: PartialDate,
    /// Where it stands.
    pub span: Span,
}

impl<'a> Records<'a> {
    /// The records of a site.
    pub fn new(files: &'a Files, site: &'a Site, graph: &'a Graph, found: &Findings) -> Self {
        let subjects = graph.subjects.iter();
        let sources =
            subjects.filter_map(|(ix, s)| s.source.map(|source| (ix, site.entry(source)))).collect();
        let hidden = found.list().iter().filter(|d| crate::check::FIXED.contains(&d.rule.name));
        let unreadable = hidden.map(|d| d.span.file).collect();
        let unknown = found.list().iter().filter(|d| d.rule.name == UNKNOWN_KEY.name);
        let unknown_keys = unknown.map(|d| d.span).collect();
        Self { files, site, graph, sources, unreadable, unknown_keys }
    }

    /// The sources of bodies and organisations.
    pub fn groups(&self) -> impl Iterator<Item = (SubjectIx, &'a Entry, &'a Group)> {
        self.sources.iter().filter_map(|(ix, entry)| entry.facts.group().map(|group| (*ix, *entry, group)))
    }

    /// The source of a subject.
    pub fn source(&self, ix: SubjectIx) -> Option<&'a Entry> {
        self.graph.source(self.site, ix)
    }

    /// The title of a subject, or its id.
    pub fn title(&self, ix: SubjectIx) -> String {
        let title = self.source(ix).and_then(|entry| entry.common.title.as_ref());
        title
            .filter(|title| !title.is_empty())
            .map_or_else(|| self.id(ix).to_owned(), |title| title.0.clone())
    }

    /// The id of a subject.
    pub fn id(&self, ix: SubjectIx) -> &str {
        &self.graph.subjects.get(ix).id
    }

    /// What an id means, with its place.
    pub fn named(&self, entry: &Entry, reference: &Reference, path: &str, allowed: &[Kind]) -> Option<Named> {
        let who = self.graph.subjects.meant(reference, allowed)?;
        Some(Named { who, span: entry.span(path) })
    }

    /// What an optional id means.
    pub fn maybe(
        &self,
        entry: &Entry,
        reference: Option<&Reference>,
        path: &str,
        allowed: &[Kind],
    ) -> Option<Named> {
        reference.and_then(|reference| self.named(entry, reference, path, allowed))
    }

    /// What the ids of a list mean.
    pub fn list(
        &self,
        entry: &Entry,
        list: Option<&Vec<Reference>>,
        path: &str,
        allowed: &[Kind],
    ) -> Vec<Named> {
        let each = list.into_iter().flatten().enumerate();
        each.filter_map(|(i, id)| self.named(entry, id, &format!("{path}[{i}]"), allowed)).collect()
    }

    /// The members that a group names, by their place in the list.
    pub fn members(&self, entry: &Entry, group: &Group) -> Vec<(usize, Named)> {
        let each = group.members.iter().flatten().enumerate();
        each.filter_map(|(i, member)| {
            let (path, allowed): (String, &[Kind]) = match member.kind {
                MemberKind::Any => (format!("members[{i}]"), &MEMBERS),
                kind => (format!("members[{i}].{}", kind.key()), member_kinds(kind)),
            };
            self.named(entry, &member.who, &path, allowed).map(|named| (i, named))
        })
        .collect()
    }

    /// The chairs that a group names.
    pub fn chairs(&self, entry: &Entry, group: &Group) -> Vec<Named> {
        self.list(entry, group.chairs.as_ref(), "chairs", &MEMBERS)
    }

    /// The relations to others that a group names, with what they are on.
    pub fn relations<'g>(
        &self,
        entry: &Entry,
        group: &'g Group,
    ) -> Vec<(RelationKind, Named, Option<&'g str>)> {
        let mut all = Vec::new();
        for (kind, list) in group.relations() {
            for (i, relation) in list.iter().enumerate() {
                let whom = format!("{}[{i}].whom", kind.key());
                let named = self.named(entry, &relation.whom, &whom, &GROUPS);
                all.extend(named.map(|named| (kind, named, relation.on.as_deref())));
            }
        }
        all
    }

    /// Whom a group represents, and in which forum.
    pub fn represented(&self, entry: &Entry, group: &Group) -> Vec<(Named, Option<Named>)> {
        let list = group.represents.as_ref().map_or(&[][..], |list| &list.0);
        let is_list = entry.front.get(&crate::site::Tree::path("represents[0]")).is_some();
        let each = list.iter().enumerate();
        each.filter_map(|(i, one)| {
            let at = |key: &str| {
                if is_list { format!("represents[{i}].{key}") } else { format!("represents.{key}") }
            };
            let whom = self.named(entry, &one.whom, &at("whom"), &MEMBERS)?;
            Some((whom, self.maybe(entry, one.forum.as_ref(), &at("in"), &GROUPS)))
        })
        .collect()
    }

    /// Whether a file was meant to be without a key: nothing in it could not be read, no key is a
    /// misspelling of it, and its facts are no text. Those have findings of their own.
    pub fn lacks(&self, entry: &Entry, key: &str) -> bool {
        let misspelt = match &entry.front.root.value {
            Value::Map(keys) => keys.iter().any(|(written, _)| {
                let span = Span::new(entry.file, written.start, written.end);
                self.unknown_keys.contains(&span) && nearest(&written.name, [key]).is_some()
            }),
            _ => false,
        };
        let text = self.files.get(entry.file).text();
        let is_text = facts_in_text(text, &entry.text.body, entry.kind()).is_some();
        !(misspelt || is_text || self.unreadable.contains(&entry.file))
    }

    /// When a body or organisation was founded and dissolved.
    pub fn life(&self, ix: SubjectIx) -> (Option<Dated>, Option<Dated>) {
        let Some(entry) = self.source(ix) else { return (None, None) };
        let Some(group) = entry.facts.group() else { return (None, None) };
        let dated =
            |date: Option<PartialDate>, key: &str| date.map(|date| Dated { date, span: entry.span(key) });
        (dated(group.founded, "founded"), dated(group.dissolved, "dissolved"))
    }
}

/// A text without regard to capitals and runs of white space.
pub fn loose(text: &str) -> String {
    text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// "a", "a and b", "a, b and c".
pub fn and(list: &[String]) -> String {
    match list.split_last() {
        None => String::new(),
        Some((end, [])) => end.clone(),
        Some((end, rest)) => format!("{} and {end}", rest.join(", ")),
    }
}

/// "on 12 March 2026", "in March 2026", "in 2026".
pub fn on(when: PartialDate) -> String {
    let preposition = if when.day.is_some() { "on" } else { "in" };
    format!("{preposition} {}", date(when))
}

/// Whether a record is not finished, or withdrawn, so that nothing can be missing in it.
pub fn unfinished(entry: &Entry) -> bool {
    entry.common.draft.is_some_and(|draft| draft.0) || entry.common.gone.is_some()
}

/// A date in words.
pub fn date(date: PartialDate) -> String {
    let first = jiff::civil::Date::new(date.year, date.month.unwrap_or(1), date.day.unwrap_or(1));
    let form = match (date.month, date.day) {
        (Some(_), Some(_)) => "%-d %B %Y",
        (Some(_), None) => "%B %Y",
        (None, _) => "%Y",
    };
    first.map_or_else(|_| date.to_string(), |first| first.strftime(form).to_string())
}
