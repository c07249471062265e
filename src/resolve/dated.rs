//! Dated entries, newest first: what feeds show.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::subjects::{SubjectIx, Subjects};
use crate::read::parent;
use crate::site::{Lang, Site};

/// The dated entries of the site (where no section is given) and of each section, by language.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Dated {
    lists: BTreeMap<(Option<SubjectIx>, Lang), Vec<SubjectIx>>,
}

impl Dated {
    /// Gathers what bears a date, or the date of a change, in each language that it is written in.
    pub fn new(site: &Site, subjects: &Subjects) -> Self {
        let mut all = Self::default();
        let mut dated: Vec<_> = subjects
            .iter()
            .filter(|(_, subject)| subject.is_listed())
            .filter_map(|(ix, subject)| {
                let common = &site.entry(subject.source?).common;
                Some((common.date.or(common.updated)?, subject, ix))
            })
            .collect();
        dated.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.id.cmp(&b.1.id)));
        for (_, subject, ix) in dated {
            for lang in site.config.langs().filter(|lang| subject.version(*lang).is_some()) {
                all.lists.entry((None, lang)).or_default().push(ix);
                let mut folder = parent(&subject.id);
                while let Some(id) = folder {
                    if let Some(section) = subjects.by_id(id) {
                        all.lists.entry((Some(section), lang)).or_default().push(ix);
                    }
                    folder = parent(id);
                }
            }
        }
        all
    }

    /// The dated entries of a section, or of the site, in a language.
    pub fn of(&self, section: Option<SubjectIx>, lang: Lang) -> &[SubjectIx] {
        self.lists.get(&(section, lang)).map_or(&[], Vec::as_slice)
    }
}
