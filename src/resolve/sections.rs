//! Sections: what lies below each folder, in the order of its lists.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use icu_collator::CollatorBorrowed;
use serde::{Deserialize, Serialize};

use super::references::unresolved;
use super::subjects::{SubjectIx, Subjects, Unresolved};
use crate::diagnostics::{Diagnostic, Findings};
use crate::locale::collation::collator;
use crate::read::parent;
use crate::read::yaml::WRONG_VALUE;
use crate::site::common::Order;
use crate::site::{Entry, Facts, Kind, Lang, Site};

/// What lies below each section.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Sections {
    /// For each section and language: the online records and pages below it, at any depth,
    /// without the pages of sections.
    below: BTreeMap<(SubjectIx, Lang), Vec<SubjectIx>>,
    /// For each section: the sections directly below it, by id.
    inner: BTreeMap<SubjectIx, Vec<SubjectIx>>,
    /// For each language and subject: its place in the list of its own section.
    places: BTreeMap<Lang, Vec<Option<(SubjectIx, usize)>>>,
}

impl Sections {
    /// Sorts what lies below each folder, for each language.
    pub fn new(site: &Site, subjects: &Subjects, found: &mut Findings) -> Self {
        misplaced_orders(site, found);
        let mut all = Self::default();
        let mut inside: BTreeMap<SubjectIx, Vec<SubjectIx>> = BTreeMap::new();
        for (ix, subject) in subjects.iter().filter(|(_, subject)| subject.is_listed()) {
            if subject.section {
                let above = parent(&subject.id).and_then(|id| subjects.by_id(id));
                all.inner.entry(above.unwrap_or(ix)).or_default().extend(above.map(|_| ix));
                inside.entry(ix).or_default();
                continue;
            }
            let mut folder = parent(&subject.id);
            while let Some(id) = folder {
                if let Some(section) = subjects.by_id(id) {
                    inside.entry(section).or_default().push(ix);
                }
                folder = parent(id);
            }
        }
        for (section, records) in inside {
            let first = first_ones(site, subjects, section, &records, found);
            for lang in site.config.langs() {
                let sorted = sort(site, subjects, &records, &first, lang);
                let own = &subjects.get(section).id;
                let places = all.places.entry(lang).or_insert_with(|| vec![None; subjects.len()]);
                for (place, ix) in sorted.iter().enumerate() {
                    if parent(&subjects.get(*ix).id) == Some(own) {
                        places[ix.0] = Some((section, place));
                    }
                }
                all.below.insert((section, lang), sorted);
            }
        }
        all
    }

    /// The online records and pages below a section, in the order of a language's lists.
    pub fn below(&self, section: SubjectIx, lang: Lang) -> &[SubjectIx] {
        self.below.get(&(section, lang)).map_or(&[], Vec::as_slice)
    }

    /// The section of a subject and its place in the list of that, in a language; none for what lies
    /// in no section or is not online.
    pub fn place(&self, subject: SubjectIx, lang: Lang) -> Option<(SubjectIx, usize)> {
        self.places.get(&lang)?.get(subject.0).copied().flatten()
    }

    /// The sections directly below a section.
    pub fn sections(&self, section: SubjectIx) -> &[SubjectIx] {
        self.inner.get(&section).map_or(&[], Vec::as_slice)
    }
}

/// A list of ids orders a section, and belongs in its `index.md`.
fn misplaced_orders(site: &Site, found: &mut Findings) {
    for entry in site.entries.iter().filter(|entry| !entry.section) {
        if let Some(Order::Section(_)) = entry.common.order {
            let message = "a list of ids is the order of a section; this file is no section's page";
            found.add(Diagnostic::new(&WRONG_VALUE, entry.span("order"), message).help(
                "give the place of this record as a number, or put the list into the folder's index.md",
            ));
        }
    }
}

/// What an id in the `order` of a section means, where `records` lie below it.
pub fn in_order(subjects: &Subjects, folder: &str, records: &[SubjectIx], id: &str) -> Option<SubjectIx> {
    let beside = subjects.by_id(&format!("{folder}/{id}"));
    beside.or_else(|| subjects.by_id(id)).or_else(|| {
        let mut same = records.iter().filter(|ix| subjects.get(**ix).short_id() == id);
        same.next().copied().filter(|_| same.next().is_none())
    })
}

/// The subjects that the section's `order` names, in its order.
fn first_ones(
    site: &Site,
    subjects: &Subjects,
    section: SubjectIx,
    records: &[SubjectIx],
    found: &mut Findings,
) -> Vec<SubjectIx> {
    let Some(entry) = subjects.get(section).source.map(|ix| site.entry(ix)) else { return Vec::new() };
    let Some(Order::Section(order)) = &entry.common.order else { return Vec::new() };
    let folder = &subjects.get(section).id;
    let mut first = Vec::new();
    for (i, reference) in order.iter().enumerate() {
        if let Some(ix) = in_order(subjects, folder, records, reference) {
            first.push(ix);
            continue;
        }
        let ids = records.iter().map(|ix| subjects.get(*ix).short_id());
        let near = crate::diagnostics::nearest(reference, ids).map(str::to_owned);
        let span = entry.span(&format!("order[{i}]"));
        found.add(unresolved(reference, span, Unresolved::Unknown(near), &Kind::ALL));
    }
    first
}

/// Puts records in the order of lists: those of `first` in its order, then by their own place, then
/// notes and meetings newest first, then by title in the language's collation, last by id.
pub fn sort(
    site: &Site,
    subjects: &Subjects,
    records: &[SubjectIx],
    first: &[SubjectIx],
    lang: Lang,
) -> Vec<SubjectIx> {
    let collator = collator(&site.config.language(lang).tag);
    let mut keyed: Vec<_> = records
        .iter()
        .map(|ix| {
            let subject = subjects.get(*ix);
            let entry = subject.version(lang).or(subject.source).map(|e| site.entry(e));
            let source = subject.source.map(|e| site.entry(e));
            let dated = matches!(subject.kind, Kind::Note | Kind::Meeting);
            Key {
                listed: first.iter().position(|f| f == ix).unwrap_or(usize::MAX),
                place: source.and_then(place),
                dated,
                date: dated.then(|| source.and_then(date)).flatten(),
                title: entry.and_then(|e| e.common.title.as_deref()).unwrap_or(subject.short_id()),
                id: &subject.id,
                ix: *ix,
            }
        })
        .collect();
    keyed.sort_by(|a, b| a.compare(b, &collator));
    keyed.into_iter().map(|key| key.ix).collect()
}

struct Key<'a> {
    listed: usize,
    place: Option<f64>,
    dated: bool,
    date: Option<String>,
    title: &'a str,
    id: &'a str,
    ix: SubjectIx,
}

impl Key<'_> {
    fn compare(&self, other: &Self, collator: &CollatorBorrowed<'_>) -> Ordering {
        let place = match (self.place, other.place) {
            (Some(a), Some(b)) => a.total_cmp(&b),
            (a, b) => b.is_some().cmp(&a.is_some()),
        };
        self.listed
            .cmp(&other.listed)
            .then(place)
            // Notes and meetings stand before all else: newest first, undated ones last.
            .then(other.dated.cmp(&self.dated))
            .then(other.date.cmp(&self.date))
            .then_with(|| collator.compare(self.title, other.title))
            .then_with(|| self.id.cmp(other.id))
    }
}

fn place(entry: &Entry) -> Option<f64> {
    match entry.common.order {
        Some(Order::Place(place)) => Some(place),
        _ => None,
    }
}

/// The moment that sorts notes and meetings, as a text that sorts.
fn date(entry: &Entry) -> Option<String> {
    match &entry.facts {
        Facts::Meeting(meeting) => meeting.starts.map(|starts| starts.at.to_string()),
        _ => entry.common.date.map(|day| day.0.to_string()),
    }
}
