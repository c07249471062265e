//! What a build leaves for the next one: of which files, asked for what, it was made ([`Inputs`]), and
//! what follows from them ([`Tables`]). The next build compares its own files with these: where
//! nothing has changed nothing is read, and where a text has, [`super::edit`] makes its pages.
//!
//! Nothing here is trusted to be there: without it, or where anything else has changed, the site is
//! loaded anew.

use std::sync::Arc;

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::edit::Visible;
use super::{Edition, Loaded, Options, around};
use crate::check::{self, Unexplained};
use crate::diagnostics::{Diagnostic, Edit, FileId, Findings, Fix, Label, Severity, Span};
use crate::digest::{Short, short};
use crate::error::Failure;
use crate::files::history::{Absent, History};
use crate::files::{Files, Listing, Stat};
use crate::read;
use crate::resolve::Graph;
use crate::resolve::today::{Now, Today};
use crate::site::{self, Entries, Kind, Published, Site};

/// What a site was made of, and what was found.
#[derive(Debug, Serialize, Deserialize)]
pub struct Inputs {
    /// The program that made it.
    program: String,
    /// Whether drafts are shown.
    drafts: bool,
    /// An address that stood before `base_url`.
    base: Option<String>,
    /// For whom it was made.
    edition: Edition,
    /// When it holds.
    holds: Holds,
    /// A file that was written later than this may have changed since without a trace.
    settled_before: u64,
    /// What there was beside files.
    notes: Vec<String>,
    /// The files, in the order of their paths.
    files: Vec<Seen>,
    /// What was found.
    found: Vec<Found>,
    /// The acronyms that nothing explains.
    unexplained: Unexplained,
    /// How many pages there are to read.
    pub pages: usize,
}

/// A file as a build saw it.
#[derive(Debug, Serialize, Deserialize)]
struct Seen {
    path: String,
    stat: Stat,
    /// Of a text, the digest of its bytes.
    digest: Option<Short>,
    /// Of a page or record, what others see of its text.
    visible: Option<Visible>,
}

/// The moments from which and until which a site is the same, whenever it is built: nothing goes
/// online or offline, no meeting begins or ends, and it is the same day.
#[derive(Debug, Serialize, Deserialize)]
struct Holds {
    zone: String,
    /// In nanoseconds since 1970.
    from: i128,
    /// In nanoseconds since 1970.
    until: i128,
}

impl Holds {
    /// When a site that was loaded holds; none where its time zone has no name.
    fn of(loaded: &Loaded) -> Option<Self> {
        let today = &loaded.graph.today;
        let midnight = today.now.to_zoned_datetime(today.zone.clone()).start_of_day().ok()?;
        let tomorrow = midnight.checked_add(1.day()).ok()?;
        let (mut from, mut until) = (midnight.timestamp(), tomorrow.timestamp());
        for moment in loaded.site.entries.iter().flat_map(|entry| site::moments(entry, &today.zone)) {
            if moment <= today.now {
                from = from.max(moment);
            } else {
                until = until.min(moment);
            }
        }
        let zone = today.zone.iana_name()?.to_owned();
        Some(Self { zone, from: from.as_nanosecond(), until: until.as_nanosecond() })
    }

    /// Whether it holds at a moment. The first one is left out: what begins or ends then is told
    /// apart by some rules.
    fn at(&self, now: Now) -> bool {
        let Ok(zone) = TimeZone::get(&self.zone) else { return false };
        let now: Timestamp = Today::new(now, &zone).now;
        self.from < now.as_nanosecond() && now.as_nanosecond() < self.until
    }
}

/// Whether a site that was loaded is the same at another moment.
pub fn holds(loaded: &Loaded, now: Now) -> bool {
    Holds::of(loaded).is_some_and(|holds| holds.at(now))
}

/// How the files of a site differ from what the last build saw.
#[derive(Debug)]
pub enum Since {
    /// Not at all.
    Nothing,
    /// These texts are others, and nothing else is; with what others saw of each before.
    Texts(Vec<(FileId, Visible)>),
    /// More than that: the paths of files that changed, came or went, and what else did.
    More(Vec<String>),
}

/// What is noted of a site; also that git has failed since, so that it is asked again.
fn notes(files: &Files) -> Vec<String> {
    let failure = files.listed.history.as_ref().ok().and_then(History::failure);
    files.listed.notes.iter().cloned().chain(failure.map(Absent::reason)).collect()
}

/// The files of a site and how they differ from what the last build saw.
#[derive(Debug)]
pub struct Compared {
    /// The files; what has not changed is read when it is asked for.
    pub files: Files,
    /// How they differ.
    pub since: Since,
    /// Whether files bear other times than before, though their bytes are the same.
    pub touched: bool,
}

impl Inputs {
    /// What a site was made of; none where it cannot be told when it holds.
    pub fn of(program: &str, files: &Files, loaded: &Loaded, options: &Options) -> Option<Self> {
        let mut seen: Vec<Seen> = (0..files.len())
            .into_par_iter()
            .map(|i| {
                let file = files.get(files.id(i));
                let digest = file.is_text().then(|| short(&[file.text().as_bytes()]));
                Some(Seen { path: file.path.clone(), stat: file.stat?, digest, visible: None })
            })
            .collect::<Option<_>>()?;
        let heads = loaded.site.entries.heads();
        let visible: Vec<Visible> = (0..heads.len())
            .into_par_iter()
            .map(|i| Visible::of(loaded.site.entry(site::EntryIx(i)), files.get(heads[i].0).text()))
            .collect();
        for ((file, _), visible) in heads.iter().zip(visible) {
            seen[file.0 as usize].visible = Some(visible);
        }
        Some(Self {
            program: program.to_owned(),
            drafts: options.drafts,
            base: base(options),
            edition: options.edition,
            holds: Holds::of(loaded)?,
            settled_before: files.listed.settled_before,
            notes: notes(files),
            files: seen,
            found: loaded.found.list().iter().map(Found::of).collect(),
            unexplained: loaded.unexplained.clone(),
            pages: loaded.plan.pages(),
        })
    }

    /// Takes in how the files lie there now, where nothing but texts has changed.
    pub fn see_again(&mut self, files: &Files) {
        for (id, file) in files.iter() {
            let seen = &mut self.files[id.0 as usize];
            if let Some(stat) = file.stat.filter(|stat| *stat != seen.stat) {
                seen.stat = stat;
                seen.digest = file.is_text().then(|| short(&[file.text().as_bytes()]));
            }
        }
        self.settled_before = files.listed.settled_before;
    }

    /// Takes in what else is found.
    pub fn tell(&mut self, found: &Findings) {
        self.found = found.list().iter().map(Found::of).collect();
    }

    /// What was found.
    pub fn found(&self) -> Findings {
        let mut found = Findings::default();
        found.extend(self.found.iter().filter_map(Found::diagnostic));
        found
    }

    /// Compares a site folder with what it was.
    ///
    /// # Errors
    /// When the disk does not give what it lists.
    pub fn compare(&self, program: &str, listing: Listing, options: &Options) -> Result<Compared, Failure> {
        let files = listing.later();
        let mut more = Vec::new();
        if self.program != program {
            more.push("the program".to_owned());
        }
        if (self.drafts, &self.base, self.edition) != (options.drafts, &base(options), options.edition) {
            more.push("the options".to_owned());
        }
        if !self.holds.at(options.now) {
            more.push("the day".to_owned());
        }
        let notes = files.listed.notes.iter().filter(|note| !self.notes.contains(note));
        more.extend(
            notes.chain(self.notes.iter().filter(|note| !files.listed.notes.contains(note))).cloned(),
        );
        let came_or_went = came_or_went(&self.files, &files);
        if !(more.is_empty() && came_or_went.is_empty()) {
            more.extend(came_or_went);
            return Ok(Compared { files, since: Since::More(more), touched: true });
        }
        self.texts(files)
    }

    /// Compares files, all of which were there before.
    fn texts(&self, files: Files) -> Result<Compared, Failure> {
        let same = |(seen, (_, file)): &(&Seen, (FileId, &crate::files::File))| {
            file.stat == Some(seen.stat) && seen.stat.written < self.settled_before
        };
        let doubtful: Vec<(&Seen, FileId)> = self
            .files
            .iter()
            .zip(files.iter())
            .filter(|pair| !same(pair))
            .map(|(seen, (id, _))| (seen, id))
            .collect();
        let read: Vec<(&Seen, FileId, bool)> = doubtful
            .into_par_iter()
            .map(|(seen, id)| {
                let file = files.get(id);
                let is_same = match seen.digest {
                    Some(before) => short(&[&file.bytes()?]) == before,
                    None => file.stat == Some(seen.stat),
                };
                Ok((seen, id, is_same))
            })
            .collect::<Result<_, Failure>>()?;
        let touched = !read.is_empty();
        let changed: Vec<(&Seen, FileId)> =
            read.into_iter().filter(|(.., same)| !same).map(|(seen, id, _)| (seen, id)).collect();
        let texts: Option<Vec<(FileId, Visible)>> =
            changed.iter().map(|(seen, id)| Some((*id, seen.visible?))).collect();
        let since = match texts {
            Some(texts) if texts.is_empty() => Since::Nothing,
            Some(texts) if texts.iter().all(|(id, _)| files.get(*id).is_utf8()) => Since::Texts(texts),
            _ => Since::More(changed.into_iter().map(|(seen, _)| seen.path.clone()).collect()),
        };
        Ok(Compared { files, since, touched })
    }
}

/// Paths that are in one of two lists alone; both are in the order of paths.
fn came_or_went(before: &[Seen], files: &Files) -> Vec<String> {
    let mut alone = Vec::new();
    let mut before = before.iter().map(|seen| &seen.path).peekable();
    let mut now = files.iter().map(|(_, file)| &file.path).peekable();
    loop {
        match (before.peek(), now.peek()) {
            (Some(a), Some(b)) if a == b => {
                before.next();
                now.next();
            }
            (Some(a), Some(b)) if a < b => alone.extend(before.next().cloned()),
            (_, Some(_)) => alone.extend(now.next().cloned()),
            (Some(_), None) => alone.extend(before.next().cloned()),
            (None, None) => return alone,
        }
    }
}

fn base(options: &Options) -> Option<String> {
    options.base.as_ref().map(|base| format!("{}{}", base.origin, base.path))
}

/// A finding, without the words of its rule.
#[derive(Debug, Serialize, Deserialize)]
struct Found {
    rule: String,
    severity: u8,
    span: Span,
    message: String,
    help: Option<String>,
    labels: Vec<(Span, String)>,
    fix: Option<(bool, Vec<(Span, String)>)>,
    of_file: bool,
}

const SEVERITIES: [Severity; 3] = [Severity::Advice, Severity::Warning, Severity::Error];

impl Found {
    fn of(diagnostic: &Diagnostic) -> Self {
        let edit = |edit: &Edit| (edit.span, edit.text.clone());
        Self {
            rule: diagnostic.rule.name.to_owned(),
            severity: SEVERITIES
                .iter()
                .take_while(|severity| **severity != diagnostic.severity)
                .fold(0, |n, _| n + 1),
            span: diagnostic.span,
            message: diagnostic.message.clone(),
            help: diagnostic.help.clone(),
            labels: diagnostic.labels.iter().map(|label| (label.span, label.message.clone())).collect(),
            fix: diagnostic.fix.as_ref().map(|fix| (fix.safe, fix.edits.iter().map(edit).collect())),
            of_file: diagnostic.of_file,
        }
    }

    fn diagnostic(&self) -> Option<Diagnostic> {
        let edit = |(span, text): &(Span, String)| Edit { span: *span, text: text.clone() };
        Some(Diagnostic {
            rule: check::rule(&self.rule)?,
            severity: *SEVERITIES.get(usize::from(self.severity))?,
            span: self.span,
            message: self.message.clone(),
            help: self.help.clone(),
            labels: self
                .labels
                .iter()
                .map(|(span, message)| Label { span: *span, message: message.clone() })
                .collect(),
            fix: self
                .fix
                .as_ref()
                .map(|(safe, edits)| Fix { safe: *safe, edits: edits.iter().map(edit).collect() }),
            of_file: self.of_file,
        })
    }
}

/// What follows from a site's files, but for the texts themselves.
#[derive(Debug, Deserialize)]
pub struct Tables {
    graph: Graph,
    heads: Vec<(FileId, Kind)>,
    files: Vec<FileId>,
    published: Vec<Published>,
    folders: Vec<String>,
}

/// [`Tables`] as they are written.
#[derive(Debug, Serialize)]
pub struct TablesOf<'a> {
    graph: &'a Graph,
    heads: &'a [(FileId, Kind)],
    files: &'a [FileId],
    published: &'a [Published],
    folders: &'a [String],
}

impl<'a> TablesOf<'a> {
    /// What follows from the files of a site.
    pub fn new(loaded: &'a Loaded) -> Self {
        let site = &loaded.site;
        Self {
            graph: &loaded.graph,
            heads: site.entries.heads(),
            files: &site.files,
            published: &site.published,
            folders: &site.folders,
        }
    }
}

impl Tables {
    /// The site as the last build had loaded it; texts are read when they are asked for.
    ///
    /// # Errors
    /// When the machine fails.
    pub fn loaded(self, files: &Files, inputs: &Inputs, options: &Options) -> Result<Loaded, Failure> {
        let mut known = Findings::default();
        let config = Arc::new(read::config::read(files, options.base.as_ref(), &mut known));
        let (of_files, of_config) = (files.clone(), Arc::clone(&config));
        let reader = move |id: FileId| match read::entry(id, of_files.get(id), &of_config).0 {
            Some(entry) => entry,
            None => unreachable!("its name was that of a page"),
        };
        let entries = Entries::later(self.heads, Arc::new(reader));
        let site =
            Site { config, entries, files: self.files, published: self.published, folders: self.folders };
        let mut graph = self.graph;
        graph.today = Today::new(options.now, &site.config.zone);
        let mut loaded = around(files, site, graph, options.edition, known)?;
        loaded.found = inputs.found();
        loaded.unexplained.clone_from(&inputs.unexplained);
        Ok(loaded)
    }
}
