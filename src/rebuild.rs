//! A build that knows the one before it: what has to be made, and handing it to a [`Publication`].
//!
//! Where nothing has changed, nothing is read or made, and what was found is said again. Where texts
//! have, their pages are made. Else everything is loaded, and each page is made whose key is not that of
//! what lies there. The three ways give the same bytes and findings.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::build::edit::{self, Edited, Facts};
use crate::build::memory::{Compared, Inputs, Since, Tables, TablesOf};
use crate::build::{self, Done, Loaded, Options};
use crate::diagnostics::{FileId, Findings};
use crate::error::Failure;
use crate::files::{Files, Listing};
use crate::publish::{Publication, Published};
use crate::site::Route;

/// The form of what is remembered of a site's files; another one is not read.
const INPUTS: &str = "plenary inputs 1";

/// The form of what is remembered to follow from them.
const TABLES: &str = "plenary tables 1";

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
    asked: Asked<'a>,
}

/// What a build is asked for.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    /// The site's folder.
    pub root: &'a Path,
    /// Which build of Plenary this is: another may make other bytes of the same files.
    pub program: &'a str,
    /// How it is built.
    pub options: Options,
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
    pub fn new(asked: Asked<'a>, publication: &Publication<'_>) -> Result<Self, Failure> {
        let known = if publication.is_whole() { publication.recall("inputs", INPUTS) } else { None };
        let Some(known) = known.map(Box::<Remembered>::new) else { return Self::whole(asked) };
        let listing = Listing::of(asked.root)?;
        let Compared { files, since, touched } =
            known.inputs.compare(asked.program, listing, &asked.options)?;
        match since {
            Since::Nothing => {
                let (found, pages) = (known.inputs.found(), known.inputs.pages);
                Ok(Self { files, found, pages, work: Work::Nothing(known, touched), asked })
            }
            Since::Texts(texts) => match Self::edited(&asked, publication, &files, &known, &texts)? {
                Some(Edited { loaded, routes }) => {
                    let (found, pages) = (loaded.found.clone(), known.inputs.pages);
                    let work = Work::Pages(Box::new(loaded), routes, known);
                    Ok(Self { files, found, pages, work, asked })
                }
                None => Self::whole(asked),
            },
            Since::More(_) => Self::whole(asked),
        }
    }

    /// The site that is remembered, with some texts changed.
    fn edited(
        asked: &Asked<'_>,
        publication: &Publication<'_>,
        files: &Files,
        known: &Remembered,
        texts: &[(FileId, Facts)],
    ) -> Result<Option<Edited>, Failure> {
        let tables = publication.recall_any::<(u64, Tables)>("tables", TABLES);
        let Some((_, tables)) = tables.filter(|(taken, _)| *taken == known.tables) else { return Ok(None) };
        let before = tables.loaded(files, &known.inputs, &asked.options)?;
        Ok(edit::all(files, &before, texts))
    }

    /// Reads and checks everything.
    fn whole(asked: Asked<'a>) -> Result<Self, Failure> {
        let mut found = Findings::default();
        let files = Files::scan(asked.root, &mut found)?;
        let mut loaded = build::load(&files, &asked.options, found)?;
        let found = std::mem::take(&mut loaded.found);
        let pages = loaded.plan.pages();
        Ok(Self { files, found, pages, work: Work::All(Box::new(loaded)), asked })
    }

    /// How many outputs are made at most.
    pub fn steps(&self) -> usize {
        match &self.work {
            Work::Nothing(..) => 0,
            Work::Pages(_, routes, _) => routes.len(),
            Work::All(loaded) => loaded.plan.iter().count(),
        }
    }

    /// Makes what has to be made; `done` is told of each output. What a template does wrong is
    /// found here.
    ///
    /// # Errors
    /// When the machine fails.
    pub fn make(&mut self, publication: &Publication<'_>, done: &Done<'_>) -> Result<(), Failure> {
        if let Work::Pages(loaded, routes, _) = &self.work
            && !build::some_outputs(&self.files, loaded, routes, publication, done)?
        {
            // A template that cannot show a page is told of as a whole build tells of it.
            *self = Self::whole(self.asked.clone())?;
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
    pub fn publish(self, publication: Publication<'_>) -> Result<Published, Failure> {
        let Self { files, found, work, asked, .. } = self;
        if let Work::Nothing(known, touched) = work {
            return Ok(match (touched, publication.untouched()) {
                (true, (published, Some(memory))) => {
                    let inputs = known.inputs.seen_again(&files);
                    memory.keep("inputs", INPUTS, &Remembered { inputs, ..*known });
                    published
                }
                (_, (published, _)) => published,
            });
        }
        let (published, memory) = publication.finish()?;
        let Some(memory) = memory else { return Ok(published) };
        match work {
            Work::Nothing(..) => {}
            Work::Pages(loaded, _, known) => {
                let inputs = known.inputs.seen_again(&files).edited(&loaded.found);
                memory.keep("inputs", INPUTS, &Remembered { inputs, tables: known.tables });
            }
            Work::All(mut loaded) => {
                loaded.found = found;
                let tables = files.listed.settled_before;
                if let Some(inputs) = Inputs::of(asked.program, &files, &loaded, &asked.options) {
                    memory.keep("tables", TABLES, &(tables, TablesOf::new(&loaded)));
                    memory.keep("inputs", INPUTS, &Remembered { inputs, tables });
                }
            }
        }
        Ok(published)
    }
}
