//! The addresses that pages would have which are not online on this day.

use std::collections::BTreeMap;

use super::routes::{Addresses, page_route};
use super::subjects::Subjects;
use crate::site::{EntryIx, Lang, Route, Site};

/// What would be at an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// What is written in an entry.
    Entry(EntryIx),
    /// A folder of which nothing is online.
    Folder,
}

/// What would be at which address, old addresses included, if nothing were held back.
pub fn held(site: &Site, subjects: &Subjects) -> BTreeMap<Route, Held> {
    let addresses = Addresses { site, subjects };
    let mut held = BTreeMap::new();
    for (i, entry) in site.entries.iter().enumerate() {
        let (ix, here) = (EntryIx(i), subjects.by_id(&entry.id));
        let Some(subject) = here.filter(|here| {
            let subject = subjects.get(*here);
            !subject.public || subject.version(entry.lang) != Some(ix)
        }) else {
            continue;
        };
        held.insert(addresses.of_entry(entry), Held::Entry(ix));
        for alias in entry.common.aliases.iter().flatten() {
            held.entry(page_route(alias)).or_insert(Held::Entry(ix));
        }
        // A source that is held stands in for no translation.
        for lang in site.config.langs().filter(|_| entry.lang == Lang::DEFAULT) {
            held.entry(addresses.of(subject, lang)).or_insert(Held::Entry(ix));
        }
    }
    for (ix, _) in subjects.iter().filter(|(_, s)| s.section && !s.public && s.source.is_none()) {
        for lang in site.config.langs() {
            held.entry(addresses.of(ix, lang)).or_insert(Held::Folder);
        }
    }
    held
}
