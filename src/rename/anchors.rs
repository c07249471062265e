//! The heading of a record that is set into a page bears the record's short id. Links to it go
//! with the id.

use std::collections::BTreeSet;

use crate::resolve::links::Links;
use crate::resolve::subjects::{SubjectIx, Subjects};
use crate::resolve::targets::Target;
use crate::site::{EntryIx, Site};

/// The anchors of the moved record in pages that set it in.
#[derive(Debug, Default)]
pub struct Anchors {
    /// The anchor before and after.
    ids: Option<(String, String)>,
    /// The pages that set the record in.
    pages: BTreeSet<SubjectIx>,
}

impl Anchors {
    /// Where a record is set in, alone or with its folder; nothing where its short id stays.
    pub fn new(site: &Site, subjects: &Subjects, links: &Links, old: &str, new: &str) -> Self {
        let short = |id: &str| id.rsplit('/').next().unwrap_or(id).to_owned();
        let ids = Some((short(old), short(new))).filter(|(old, new)| old != new);
        let sets_in = |target: &Target| match target {
            Target::Record(ix, _) => subjects.get(*ix).id == old,
            Target::Folder(ix, _) => {
                old.strip_prefix(&subjects.get(*ix).id).is_some_and(|rest| rest.starts_with('/'))
            }
            _ => false,
        };
        let pages = (0..site.entries.len())
            .map(EntryIx)
            .filter(|entry| links.of(*entry).iter().any(sets_in))
            // A heading of the page's own has the anchor first.
            .filter(|entry| {
                let headings = &site.entry(*entry).text.headings;
                !headings.iter().any(|h| ids.as_ref().is_some_and(|(old, _)| h.id == *old))
            })
            .filter_map(|entry| subjects.of_entry(entry))
            .collect();
        Self { ids, pages }
    }

    /// A written target with the anchor that its goal, in the text of `own`, has now; none where it
    /// stays.
    pub fn mended(&self, own: Option<SubjectIx>, goal: &Target, written: &str) -> Option<String> {
        let (old, new) = self.ids.as_ref()?;
        let (page, anchor) = match goal {
            Target::Page(ix, Some(anchor)) => (*ix, anchor),
            Target::Anchor(anchor) => (own?, anchor),
            _ => return None,
        };
        let mended = || written.split_once('#').map(|(path, _)| format!("{path}#{new}"));
        mended().filter(|_| anchor == old && self.pages.contains(&page))
    }
}
