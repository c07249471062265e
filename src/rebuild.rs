//! A build that knows the one before it: what has to be made, and handing it to a [`Publication`].
//!
//! Where nothing has changed, nothing is read or made, and what was found is said again. Where texts
//! have, their pages are made. Else everything is loaded, and each page is made whose key is not that of
//! what lies there. The three ways give the same bytes and findings.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde::{Deserialize, Serialize};

use crate::build::edit::{self, Edited, Visible};
use crate::build::memory::{Compared, Inputs, Since, Tables, TablesOf};
use crate::build::{self, Done, Loaded, Options};
use crate::diagnostics::{FileId, Findings};
use crate::error::Failure;
use crate::files::{Files, Listing};
use crate::publish::{Publication, Published};
use crate::site::Route;
use crate::timings::Timings;

/// The form of what is remembered of a site's files; another one is not read.
const INPUTS: &str = "plenary inputs 2";

/// The form of what is remembered to follow from them.
const TABLES: &str = "plenary tables 4";

/// What a build has to do.
#[derive(Debug)]
pub struct Rebuild<'a> {
    /// The files.
    pub files: Files,
    /// What was found.
    pub found: Findings,
    /// How many pages there are to read.
    pub pages: usize,
    /// What is made.
    work: Work,
    /// Why something is made.
    pub why: Why,
    asked: Asked<'a>,
}

/// Why something is made.
#[derive(Clone, Debug)]
pub enum Why {
    /// No build is remembered, or what it made does not lie there any more.
    NotRemembered,
    /// These have changed since the last build: paths, or other words.
    Changed(Vec<String>),
}

/// What a build is asked for.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    /// The site's folder.
    pub root: &'a Path,
    /// Where Plenary keeps what takes long to make.
    pub memory: &'a Path,
    /// Which build of Plenary this is: another may make other bytes of the same files.
    pub program: &'a str,
    /// How it is built.
    pub options: Options,
    /// The addresses of the site that is online. What follows from them is not remembered.
    pub online: &'a BTreeSet<Route>,
}

/// What is made.
#[derive(Debug)]
enum Work {
    /// Nothing: all files are as the last build saw them. Whether they bear other times.
    Nothing(Box<Remembered>, bool),
    /// The pages that show a text that has changed.
    Pages(Box<Loaded>, Vec<Route>, Box<Remembered>),
    /// Everything, but for pages that are made of the same as those that lie there.
    All(Box<Loaded>),
}

/// What is remembered of a site.
#[derive(Debug, Serialize, Deserialize)]
struct Remembered {
    inputs: Inputs,
    /// Which tables follow from them.
    tables: u64,
}

impl<'a> Rebuild<'a> {
    /// Compares a site with what the last build saw of it, and loads what has to be made.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn new(
        asked: Asked<'a>,
        publication: &Publication<'_>,
        timings: &mut Timings,
    ) -> Result<Self, Failure> {
        let known = if asked.online.is_empty() && publication.is_whole() {
            publication.recall("inputs", INPUTS)
        } else {
            None
        };
        let Some(known) = known.map(Box::<Remembered>::new) else {
            return Self::whole(asked, Why::NotRemembered, timings);
        };
        let listing = Listing::of(asked.root)?;
        let Compared { files, since, touched } =
            known.inputs.compare(asked.program, listing, &asked.options)?;
        let files = files.remembering(asked.memory);
        timings.end("compare the files", format!("{} files", files.len()));
        match since {
            Since::Nothing => {
                let (found, pages) = (known.inputs.found(), known.inputs.pages);
                let work = Work::Nothing(known, touched);
                Ok(Self { files, found, pages, work, asked, why: Why::Changed(Vec::new()) })
            }
            Since::Texts(texts) => {
                let changed = texts.iter().map(|(id, _)| files.get(*id).path.clone()).collect();
                let why = Why::Changed(changed);
                let edited = Self::edited(&asked, publication, &files, &known, &texts)?;
                let Some(Edited { loaded, routes }) = edited else { return Self::whole(asked, why, timings) };
                timings.end("take in the edits", format!("{} texts", texts.len()));
                let (found, pages) = (loaded.found.clone(), known.inputs.pages);
                let work = Work::Pages(Box::new(loaded), routes, known);
                Ok(Self { files, found, pages, work, why, asked })
            }
            Since::More(changed) => Self::whole(asked, Why::Changed(changed), timings),
        }
    }

    /// The site that is remembered, with some texts changed.
    fn edited(
        asked: &Asked<'_>,
        publication: &Publication<'_>,
        files: &Files,
        known: &Remembered,
        texts: &[(FileId, Visible)],
    ) -> Result<Option<Edited>, Failure> {
        let tables = publication.recall_any::<(u64, Tables)>("tables", TABLES);
        let Some((_, tables)) = tables.filter(|(taken, _)| *taken == known.tables) else { return Ok(None) };
        let before = tables.loaded(files, &known.inputs, &asked.options)?;
        Ok(edit::all(files, &before, texts))
    }

    /// Reads and checks everything.
    fn whole(asked: Asked<'a>, why: Why, timings: &mut Timings) -> Result<Self, Failure> {
        let mut found = Findings::default();
        let files = Files::scan(asked.root, &mut found)?.remembering(asked.memory);
        let bytes: usize = files.iter().map(|(_, file)| file.text().len()).sum();
        timings.end("read the files", format!("{} files, {} kB of text", files.len(), bytes.div_ceil(1000)));
        let mut loaded = build::prepare_after(&files, &asked.options, asked.online, found)?;
        timings.end("understand them", format!("{} pages and records", loaded.site.entries.len()));
        build::check(&files, &mut loaded);
        let found = std::mem::take(&mut loaded.found);
        timings.end("check", format!("{} findings", found.list().len()));
        let pages = loaded.plan.pages();
        Ok(Self { files, found, pages, work: Work::All(Box::new(loaded)), asked, why })
    }

    /// How many outputs are made at most.
    pub fn steps(&self) -> usize {
        match &self.work {
            Work::Nothing(..) => 0,
            Work::Pages(_, routes, _) => routes.len(),
            Work::All(loaded) => {
                loaded.plan.iter().count() + loaded.plan.previews(&loaded.context(&self.files)).len()
            }
        }
    }

    /// Makes what has to be made; `done` is told of each output. What a template does wrong is
    /// found here.
    ///
    /// # Errors
    /// When the machine fails.
    pub fn make(
        &mut self,
        publication: &Publication<'_>,
        done: &Done<'_>,
        timings: &mut Timings,
    ) -> Result<(), Failure> {
        let (made, kept) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let count = |route: &Route, is_made: bool| {
            if is_made { &made } else { &kept }.fetch_add(1, Ordering::Relaxed);
            done(route, is_made);
        };
        self.outputs(publication, &count, timings)?;
        let (made, kept) = (made.into_inner(), kept.into_inner());
        timings.end("make the outputs", format!("{made} made, {kept} of the same key"));
        Ok(())
    }

    fn outputs(
        &mut self,
        publication: &Publication<'_>,
        done: &Done<'_>,
        timings: &mut Timings,
    ) -> Result<(), Failure> {
        if let Work::Pages(loaded, routes, _) = &self.work
            && !build::some_outputs(&self.files, loaded, routes, publication, done)?
        {
            // A template that cannot show a page is told of as a whole build tells of it.
            *self = Self::whole(self.asked.clone(), self.why.clone(), timings)?;
        }
        match &self.work {
            Work::Nothing(..) | Work::Pages(..) => Ok(()),
            Work::All(loaded) => build::outputs(&self.files, loaded, &mut self.found, publication, done),
        }
    }

    /// Publishes what was made, and remembers of what.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn publish(
        &mut self,
        publication: Publication<'_>,
        timings: &mut Timings,
    ) -> Result<Published, Failure> {
        let Self { files, found, work, asked, .. } = self;
        files.listed.lost.refuse()?;
        if let Work::Nothing(known, touched) = work {
            let (published, memory) = publication.untouched();
            if let Some(memory) = memory.filter(|_| *touched) {
                known.inputs.see_again(files);
                memory.keep("inputs", INPUTS, known);
            }
            return Ok(published);
        }
        let (published, memory) = publication.finish()?;
        timings.end("publish", format!("{} written, {} removed", published.written, published.removed));
        let Some(memory) = memory else { return Ok(published) };
        match work {
            Work::Nothing(..) => {}
            Work::Pages(loaded, _, known) => {
                known.inputs.see_again(files);
                known.inputs.tell(&loaded.found);
                memory.keep("inputs", INPUTS, known);
            }
            Work::All(loaded) => {
                loaded.pictures.prune(files);
                loaded.found.clone_from(found);
                let tables = files.listed.settled_before;
                let inputs = Inputs::of(asked.program, files, loaded, &asked.options);
                if let Some(inputs) = inputs.filter(|_| asked.online.is_empty()) {
                    memory.keep("tables", TABLES, &(tables, TablesOf::new(loaded)));
                    memory.keep("inputs", INPUTS, &Remembered { inputs, tables });
                }
            }
        }
        timings.end("remember", String::new());
        Ok(published)
    }
}
