//! The public corrections of a site, newest first.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::routes::Routes;
use super::subjects::{Subject, SubjectIx, Subjects};
use super::today::Today;
use crate::site::common::Correction as Written;
use crate::site::{EntryIx, Lang, Site};

/// What was corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Corrected {
    /// What the page says, by the place of the correction in its list.
    Text(usize),
    /// That the page was there: it is withdrawn.
    Withdrawn,
}

/// A public correction.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Correction {
    /// The page that was corrected.
    pub subject: SubjectIx,
    /// The file that says so.
    pub entry: EntryIx,
    /// What was corrected.
    pub what: Corrected,
}

/// The corrections that readers of each language can see.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Corrections {
    lists: BTreeMap<Lang, Vec<Correction>>,
}

impl Corrections {
    /// Gathers the corrections of all pages that have an address in a language, the newest day first; within a
    /// day by the page's id, and of one page as its file has them. Of a withdrawn page its withdrawal is all
    /// there is to tell; what is held back is told nowhere, and a correction not before its day.
    pub fn new(site: &Site, subjects: &Subjects, routes: &Routes, today: &Today) -> Self {
        let mut all = Self::default();
        for lang in site.config.langs() {
            let mut list: Vec<(Date, &Subject, Correction)> = subjects
                .iter()
                .filter(|(ix, subject)| subject.public && routes.of(*ix, lang).is_some())
                .flat_map(|(ix, subject)| of(site, today, ix, subject, lang))
                .collect();
            list.sort_by_key(|(day, subject, correction)| (Reverse(*day), &subject.id, correction.what));
            if !list.is_empty() {
                all.lists.insert(lang, list.into_iter().map(|(.., correction)| correction).collect());
            }
        }
        all
    }

    /// Whether readers of a language can see any.
    pub fn are_there(&self, lang: Lang) -> bool {
        self.lists.contains_key(&lang)
    }

    /// Those that readers of a language can see.
    pub fn of(&self, lang: Lang) -> &[Correction] {
        self.lists.get(&lang).map_or(&[], Vec::as_slice)
    }
}

/// The corrections of a page: those of its translation, else of its source.
fn of<'s>(
    site: &Site,
    today: &Today,
    ix: SubjectIx,
    subject: &'s Subject,
    lang: Lang,
) -> Vec<(Date, &'s Subject, Correction)> {
    let files = [subject.shown(lang, site.config.fallback()), subject.source];
    let said = |is_there: &dyn Fn(EntryIx) -> bool| files.into_iter().flatten().find(|ix| is_there(*ix));
    let one = |day, entry, what| (day, subject, Correction { subject: ix, entry, what });
    if subject.gone {
        let entry = said(&|ix| site.entry(ix).common.gone.is_some());
        // The day is a fact, which is the source's.
        let gone = subject.source.and_then(|source| site.entry(source).common.gone.as_ref());
        let withdrawn = entry.zip(gone).map(|(entry, gone)| one(gone.on.0, entry, Corrected::Withdrawn));
        return withdrawn.into_iter().collect();
    }
    let Some(entry) = said(&|ix| site.entry(ix).common.corrections.is_some()) else { return Vec::new() };
    let list = site.entry(entry).common.corrections.iter().flatten().enumerate();
    list.filter_map(|(i, correction)| Some(one(today.done(correction.on)?, entry, Corrected::Text(i))))
        .collect()
}

/// The anchor of a correction in the list of its page: its day, and its place among those of the day. So it
/// stays when other days are added.
pub fn anchor(list: &[Written], i: usize) -> String {
    let Some(one) = list.get(i) else { return String::new() };
    let before = list[..i].iter().filter(|other| other.on.0 == one.on.0).count();
    let place = if before == 0 { String::new() } else { format!("-{}", before + 1) };
    format!("correction-{}{place}", one.on.0)
}
