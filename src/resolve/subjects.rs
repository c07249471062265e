//! Subjects: one record or page in whatever languages it is written; and the ids they go by.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::today::Today;
use crate::diagnostics::{Diagnostic, Findings, Rule, Severity, Span, nearest};
use crate::site::{EntryIx, Kind, Lang, Site};

/// A translation of nothing.
pub static TRANSLATION_WITHOUT_SOURCE: Rule = Rule {
    name: "translation-without-source",
    severity: Severity::Error,
    docs: "A translation takes its facts from the file it translates. Without that file it is \
           published nowhere.\n\n\
           Wrong: `members.fr.md` alone, on a site whose own language is English.\n\n\
           Right: `members.md` and `members.fr.md`",
};

/// The number of a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SubjectIx(pub usize);

/// One record or page, whatever its languages.
#[derive(Debug, Serialize, Deserialize)]
pub struct Subject {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub kind: Kind,
    /// Whether it is a section (a folder).
    pub section: bool,
    /// The entry in the site's own language; none for a folder without `index.md`.
    pub source: Option<EntryIx>,
    /// Its entry in each language, the site's own included, where it is online.
    pub versions: Vec<Option<EntryIx>>,
    /// Whether it is online on this day.
    pub public: bool,
    /// Whether it was online until its time was over.
    pub expired: bool,
    /// Whether it is withdrawn: its address says why, and nothing lists it.
    pub gone: bool,
}

impl Subject {
    /// The entry in a language.
    pub fn version(&self, lang: Lang) -> Option<EntryIx> {
        self.versions.get(usize::from(lang.0)).copied().flatten()
    }

    /// The entry that a reader of a language sees: the translation, else the source, where it
    /// stands in for a translation.
    pub fn shown(&self, lang: Lang, fallback: bool) -> Option<EntryIx> {
        let hangs = self.section || self.id == HOME;
        let stands_in = self.source.filter(|_| fallback || lang == Lang::DEFAULT || !hangs);
        self.version(lang).or(stands_in)
    }

    /// Whether lists show it: it is online and not withdrawn.
    pub fn is_listed(&self) -> bool {
        self.public && !self.gone
    }

    /// The last part of the id.
    pub fn short_id(&self) -> &str {
        self.id.rsplit('/').next().unwrap_or(&self.id)
    }
}

/// All subjects, sorted by id, and their names.
#[derive(Debug, Serialize, Deserialize)]
pub struct Subjects {
    list: Vec<Subject>,
    by_id: BTreeMap<String, SubjectIx>,
    by_short_id: BTreeMap<String, Vec<SubjectIx>>,
    /// Titles, acronyms and other names, in small letters, for who writes them in an id's place.
    by_name: BTreeMap<String, Vec<SubjectIx>>,
    of_entry: Vec<Option<SubjectIx>>,
}

/// The id of the home page.
pub const HOME: &str = "index";

/// Why a name means nothing here.
#[derive(Debug, PartialEq, Eq)]
pub enum Unresolved {
    /// Nothing has that id; the nearest that has.
    Unknown(Option<String>),
    /// Two or more have that short id; their ids.
    Ambiguous(Vec<String>),
    /// It is a record of another kind; its id and kind.
    WrongKind(String, Kind),
}

impl Subjects {
    /// Gathers the entries of each id, and gives each folder and the home page a subject.
    pub fn new(site: &Site, today: &Today, drafts: bool, found: &mut Findings) -> Self {
        let languages = site.config.languages.len();
        let mut gathered: BTreeMap<&str, Subject> = BTreeMap::new();
        let blank = |id: &str, section: bool| Subject {
            id: id.to_owned(),
            kind: Kind::Page,
            section,
            source: None,
            versions: vec![None; languages],
            public: true,
            expired: false,
            gone: false,
        };
        for folder in &site.folders {
            gathered.insert(folder, blank(folder, true));
        }
        gathered.entry(HOME).or_insert_with(|| blank(HOME, false));
        for (i, entry) in site.entries.iter().enumerate() {
            let subject = gathered.entry(&entry.id).or_insert_with(|| blank(&entry.id, false));
            if subject.section != entry.section && subject.source.is_some() {
                continue; // `a.md` beside `a/index.md`: `Routes` reports the second.
            }
            if entry.lang == Lang::DEFAULT {
                subject.kind = entry.kind();
                subject.source = Some(EntryIx(i));
                subject.public = today.shows(&entry.common, drafts);
                subject.expired = today.has_expired(&entry.common);
                subject.gone = entry.common.gone.is_some();
            }
            if today.shows(&entry.common, drafts) {
                subject.versions[usize::from(entry.lang.0)] = Some(EntryIx(i));
            }
        }
        orphans(site, &mut gathered, found);
        hide_empty_folders(&mut gathered);
        let list: Vec<Subject> = gathered.into_values().collect();
        let mut subjects = Self::index(list, site.entries.len());
        subjects.name(site);
        subjects
    }

    /// Holds a subject back.
    pub fn hold(&mut self, ix: SubjectIx) {
        self.list[ix.0].public = false;
    }

    fn name(&mut self, site: &Site) {
        for (i, subject) in self.list.iter().enumerate() {
            let Some(entry) = subject.source.map(|source| site.entry(source)) else { continue };
            let group = entry.facts.group();
            let acronym = group.and_then(|group| group.acronym.as_ref());
            let others = group.and_then(|group| group.other_names.as_deref()).unwrap_or_default();
            for name in entry.common.title.iter().chain(acronym).chain(others) {
                self.by_name.entry(name.to_lowercase()).or_default().push(SubjectIx(i));
            }
        }
    }

    /// The id of what goes by a name, or of what alone has an id that begins so.
    fn by_name(&self, name: &str, fits: impl Fn(&SubjectIx) -> bool) -> Option<String> {
        let named = self.by_name.get(&name.trim().to_lowercase());
        if let Some(ix) = named.into_iter().flatten().find(|ix| fits(ix)) {
            return Some(self.get(*ix).id.clone());
        }
        let beginning = format!("{}-", name.trim().to_lowercase());
        let mut longer =
            self.by_short_id.range(beginning.clone()..).take_while(|(id, _)| id.starts_with(&beginning));
        let (only, more) = (longer.next(), longer.next());
        let (id, of) = only.filter(|_| more.is_none() && beginning.len() > 3)?;
        of.iter().any(fits).then(|| id.clone())
    }

    fn index(list: Vec<Subject>, entries: usize) -> Self {
        let mut by_id = BTreeMap::new();
        let mut by_short_id: BTreeMap<String, Vec<SubjectIx>> = BTreeMap::new();
        let mut of_entry = vec![None; entries];
        for (i, subject) in list.iter().enumerate() {
            let ix = SubjectIx(i);
            by_id.insert(subject.id.clone(), ix);
            by_short_id.entry(subject.short_id().to_owned()).or_default().push(ix);
            for entry in subject.versions.iter().chain([&subject.source]).flatten() {
                of_entry[entry.0] = Some(ix);
            }
        }
        Self { list, by_id, by_short_id, by_name: BTreeMap::new(), of_entry }
    }

    /// A subject by its number.
    pub fn get(&self, ix: SubjectIx) -> &Subject {
        &self.list[ix.0]
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none; there is always the home page.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// All subjects, by id.
    pub fn iter(&self) -> impl Iterator<Item = (SubjectIx, &Subject)> {
        self.list.iter().enumerate().map(|(i, subject)| (SubjectIx(i), subject))
    }

    /// The subject of an entry; none for a translation that is held or translates nothing.
    pub fn of_entry(&self, entry: EntryIx) -> Option<SubjectIx> {
        self.of_entry[entry.0]
    }

    /// The subject with exactly this id.
    pub fn by_id(&self, id: &str) -> Option<SubjectIx> {
        self.by_id.get(id).copied()
    }

    /// Whether a subject may stand where records of the kinds `allowed` may.
    fn fits(&self, ix: SubjectIx, allowed: &[Kind]) -> bool {
        let subject = self.get(ix);
        allowed.contains(&subject.kind) && (allowed.len() == Kind::ALL.len() || !subject.section)
    }

    /// The subject that an id means, if it means exactly one; [`Subjects::find`] also says why not.
    pub fn meant(&self, name: &str, allowed: &[Kind]) -> Option<SubjectIx> {
        if let Some(exact) = self.by_id(name).filter(|ix| self.fits(*ix, allowed)) {
            return Some(exact);
        }
        let same = self.by_short_id.get(name)?;
        let mut fitting = same.iter().copied().filter(|ix| self.fits(*ix, allowed));
        let first = fitting.next()?;
        fitting.next().is_none().then_some(first)
    }

    /// The subject that a long or short id means where records of the kinds `allowed` may stand.
    ///
    /// # Errors
    /// Why it means nothing.
    pub fn find(&self, name: &str, allowed: &[Kind]) -> Result<SubjectIx, Unresolved> {
        let fits = |ix: &SubjectIx| self.fits(*ix, allowed);
        if let Some(ix) = self.meant(name, allowed) {
            return Ok(ix);
        }
        let exact = self.by_id(name);
        let same: &[SubjectIx] = self.by_short_id.get(name).map_or(&[], Vec::as_slice);
        let fitting: Vec<String> =
            same.iter().filter(|ix| fits(ix)).map(|ix| self.get(*ix).id.clone()).collect();
        if !fitting.is_empty() {
            return Err(Unresolved::Ambiguous(fitting));
        }
        if let Some(ix) = exact.or_else(|| same.first().copied()) {
            let other = self.get(ix);
            return Err(Unresolved::WrongKind(other.id.clone(), other.kind));
        }
        if let Some(id) = self.by_name(name, fits) {
            return Err(Unresolved::Unknown(Some(id)));
        }
        let candidates: Vec<&Subject> =
            self.iter().filter(|(ix, _)| fits(ix)).map(|(_, subject)| subject).collect();
        let near = if name.contains('/') {
            nearest(name, candidates.iter().map(|s| s.id.as_str()))
        } else {
            nearest(name, candidates.iter().map(|s| s.short_id()))
        };
        Err(Unresolved::Unknown(near.map(str::to_owned)))
    }
}

/// A folder without a page of its own is online where something in it is.
fn hide_empty_folders(gathered: &mut BTreeMap<&str, Subject>) {
    let mut filled = std::collections::BTreeSet::new();
    for subject in gathered.values() {
        let has_page = subject.versions.iter().any(Option::is_some);
        if !(subject.public && (!subject.section || has_page)) {
            continue;
        }
        let mut folder = crate::read::parent(&subject.id);
        while let Some(id) = folder {
            filled.insert(id.to_owned());
            folder = crate::read::parent(id);
        }
    }
    for subject in gathered.values_mut().filter(|subject| subject.section && subject.source.is_none()) {
        let has_page = subject.versions.iter().any(Option::is_some);
        subject.public = has_page || filled.contains(&subject.id);
    }
}

/// Reports translations of nothing, and takes them out.
fn orphans(site: &Site, gathered: &mut BTreeMap<&str, Subject>, found: &mut Findings) {
    for entry in site.entries.iter().filter(|entry| entry.lang != Lang::DEFAULT) {
        let Some(subject) = gathered.get_mut(entry.id.as_str()) else { continue };
        // A folder's or the home page's translation stands also beside no source.
        if subject.source.is_some() || subject.section || subject.id == HOME {
            continue;
        }
        let source = format!("{}.md", entry.id);
        found.add(
            Diagnostic::new(
                &TRANSLATION_WITHOUT_SOURCE,
                Span::new(entry.file, 0, 0),
                format!("this translates content/{source}, which is not there"),
            )
            .help(format!("write content/{source} in the site's own language, or rename this file")),
        );
        subject.public = false;
    }
    gathered.retain(|_, subject| subject.source.is_some() || subject.section || subject.id == HOME);
}
