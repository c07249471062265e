//! A site before a move and after its files have their new paths: what each old name becomes.

use super::anchors::Anchors;
use crate::diagnostics::Findings;
use crate::files::Files;
use crate::resolve::subjects::{SubjectIx, Subjects};
use crate::resolve::today::{Now, Today};
use crate::resolve::{Links, Routes};
use crate::site::{Kind, Site};

/// A site's names and addresses.
pub struct Named {
    /// What is written.
    pub site: Site,
    /// Its records and pages.
    pub subjects: Subjects,
    /// Their addresses.
    pub routes: Routes,
}

impl Named {
    /// Names everything. Of what `moves`, also that which has expired has the address that it had.
    pub fn new(mut site: Site, now: Now, moves: impl Fn(&str) -> bool) -> Self {
        for entry in site.entries.iter_mut().filter(|entry| moves(&entry.id)) {
            entry.common.expires_at = None;
        }
        let mut known = Findings::default();
        let today = Today::new(now, &site.config.zone);
        let subjects = Subjects::new(&site, &today, false, &mut known);
        let routes = Routes::new(&site, &subjects, &mut known);
        Self { site, subjects, routes }
    }
}

/// A site before a move and after it.
pub struct Ground<'a> {
    /// The files before.
    pub files: &'a Files,
    /// Before.
    pub before: Named,
    /// After, with texts as they were.
    pub after: Named,
    /// Where the links of each text led.
    pub links: Links,
    /// The anchors that change.
    pub anchors: Anchors,
    /// The old id.
    pub old: String,
    /// The new id.
    pub new: String,
    /// Whether a folder moves, with everything in it.
    pub section: bool,
}

/// The new id of a record; none where it keeps its own.
pub fn new_id(old: &str, new: &str, section: bool, id: &str) -> Option<String> {
    match id.strip_prefix(old) {
        Some("") => Some(new.to_owned()),
        Some(rest) if section && rest.starts_with('/') => Some(format!("{new}{rest}")),
        _ => None,
    }
}

impl Ground<'_> {
    /// The new id of a record; none where it keeps its own.
    pub fn id(&self, id: &str) -> Option<String> {
        new_id(&self.old, &self.new, self.section, id)
    }

    /// A record after the move; none for a folder that is left empty.
    pub fn subject(&self, ix: SubjectIx) -> Option<SubjectIx> {
        let id = &self.before.subjects.get(ix).id;
        self.after.subjects.by_id(&self.id(id).unwrap_or_else(|| id.clone()))
    }

    /// How a record is named where kinds `allowed` may stand: as before where that still means it,
    /// else by its short id where a short one stood and means it alone, else by its long id.
    pub fn name(&self, ix: SubjectIx, written: &str, allowed: &[Kind]) -> Option<String> {
        self.first(ix, written, |id| self.after.subjects.find(id, allowed).ok())
    }

    /// The first way to name a record that `means` it; none where the one that stands there does.
    pub fn first(
        &self,
        ix: SubjectIx,
        written: &str,
        means: impl Fn(&str) -> Option<SubjectIx>,
    ) -> Option<String> {
        let goal = self.subject(ix)?;
        let subject = self.after.subjects.get(goal);
        let short = Some(subject.short_id()).filter(|_| !written.contains('/'));
        let mut ways = [Some(written), short, Some(subject.id.as_str())].into_iter().flatten();
        ways.find(|id| means(id) == Some(goal)).filter(|id| *id != written).map(str::to_owned)
    }
}
