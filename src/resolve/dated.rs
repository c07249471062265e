//! What feeds hold, newest first.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::subjects::{Subject, SubjectIx, Subjects};
use super::today::Today;
use crate::files::Files;
use crate::read::parent;
use crate::site::{Entry, Kind, Lang, Site};

/// The entries of the feed of the site (where no section is given) and of each section, by language.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Dated {
    lists: BTreeMap<(Option<SubjectIx>, Lang), Vec<SubjectIx>>,
}

impl Dated {
    /// Gathers what bears a date, or the date of a change, in each language that it is written in. A note, a quote
    /// or a meeting without either bears the day on which git last saw its file change; a page that says
    /// nothing of its age is no news.
    pub fn new(site: &Site, subjects: &Subjects, files: &Files, today: &Today) -> Self {
        let mut all = Self::default();
        for lang in site.config.langs() {
            let mut dated: Vec<(Date, &Subject, SubjectIx)> = subjects
                .iter()
                .filter(|(_, subject)| subject.is_listed())
                .filter_map(|(ix, subject)| {
                    let own = site.entry(subject.version(lang)?);
                    let source = site.entry(subject.source?);
                    let committed = || today.committed(files, own.file);
                    Some((day(own, source, today, committed, subject.section)?, subject, ix))
                })
                .collect();
            dated.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.id.cmp(&b.1.id)));
            for (_, subject, ix) in dated {
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

    /// The entries of a section, or of the site, in a language.
    pub fn of(&self, section: Option<SubjectIx>, lang: Lang) -> &[SubjectIx] {
        self.lists.get(&(section, lang)).map_or(&[], Vec::as_slice)
    }
}

/// The day by which an entry has its place.
fn day(
    own: &Entry,
    source: &Entry,
    today: &Today,
    committed: impl Fn() -> Option<Date>,
    section: bool,
) -> Option<Date> {
    let updated = || [own, source].into_iter().find_map(|entry| today.done(entry.common.updated?));
    let written = source.common.date.map(|day| day.0).or_else(updated);
    let is_news = !section && matches!(source.kind(), Kind::Note | Kind::Quote | Kind::Meeting);
    written.or_else(|| committed().filter(|_| is_news))
}
