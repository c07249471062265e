//! The site as it is shown now. Only here is the folder read and the site prepared; a new state
//! takes the place of the old one at once, and whoever holds the old one keeps it whole.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
#[cfg(feature = "search")]
use std::sync::OnceLock;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use super::Clock;
#[cfg(feature = "search")]
use super::index::{self, Index};
use super::seen::Page;
use crate::build::edit::{self, Visible};
use crate::build::{self, Edition, Loaded, memory};
use crate::diagnostics::Findings;
use crate::error::Failure;
use crate::files::{Files, MEMORY, scan};
#[cfg(feature = "search")]
use crate::render::found::is_index;
use crate::site::Route;
use crate::site::config::Base;

/// What a site is shown with.
pub struct Options {
    /// The day, asked for anew at each change, because a server runs over midnight.
    pub clock: Clock,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// The server's own address.
    pub base: Base,
}

/// A site at one moment.
pub struct State {
    /// Which state this is, from 0.
    pub number: u64,
    /// Its files.
    pub files: Files,
    /// What they say.
    pub loaded: Loaded,
    /// The pages that were asked for.
    pages: Mutex<BTreeMap<Route, Arc<Page>>>,
    /// The index of search, once it was asked for.
    #[cfg(feature = "search")]
    index: OnceLock<Result<Index, String>>,
}

impl State {
    fn new(number: u64, files: Files, loaded: Loaded) -> Self {
        Self {
            number,
            files,
            loaded,
            pages: Mutex::default(),
            #[cfg(feature = "search")]
            index: OnceLock::new(),
        }
    }

    /// A file of the index of search, which is made of all pages when the first is asked for; none where
    /// there is no such file, or search is off.
    ///
    /// # Errors
    /// When the machine fails.
    #[cfg(feature = "search")]
    pub fn indexed(&self, route: &Route) -> Result<Option<Vec<u8>>, Failure> {
        if !(self.loaded.site.config.is_searched() && is_index(route)) {
            return Ok(None);
        }
        let make = || index::made(&self.files, &self.loaded).map_err(|failure| failure.to_string());
        let index = self.index.get_or_init(make).as_ref();
        Ok(index.map_err(|failure| Failure::Machine(failure.clone()))?.get(route).cloned())
    }

    /// The page at a route, made once by `make`.
    pub fn page(&self, route: &Route, make: impl FnOnce() -> Page) -> Arc<Page> {
        let known = || self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(page) = known().get(route) {
            return Arc::clone(page);
        }
        let page = Arc::new(make());
        known().insert(route.clone(), Arc::clone(&page));
        page
    }
}

/// What a change came to.
pub struct Update {
    /// The new state.
    pub state: Arc<State>,
    /// The paths of the files that are new, changed or gone, sorted.
    pub changed: Vec<String>,
}

/// A site that follows its folder.
pub struct Live {
    root: PathBuf,
    options: Options,
    now: RwLock<Arc<State>>,
}

impl Live {
    /// Reads a site for the first time.
    ///
    /// # Errors
    /// When the machine fails.
    pub fn start(root: PathBuf, options: Options) -> Result<Self, Failure> {
        let state = read(&root, &options, 0)?;
        Ok(Self { root, options, now: RwLock::new(Arc::new(state)) })
    }

    /// The site's folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The site as it is now.
    pub fn state(&self) -> Arc<State> {
        Arc::clone(&self.now.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Takes in what happened at some paths from the root, of files, or of folders that may have
    /// changed with all that is in them; none where every file says what it said.
    ///
    /// # Errors
    /// When the disk does not give what it lists; the site stays as it was.
    pub fn update(&self, touched: &BTreeSet<String>) -> Result<Option<Update>, Failure> {
        let before = self.state();
        let (next, changed) = if let Some(edited) = self.edited(&before, touched)? {
            edited
        } else {
            let next = read(&self.root, &self.options, before.number + 1)?;
            let changed = changed(&before.files, &next.files, touched);
            (next, changed)
        };
        if changed.is_empty() {
            return Ok(None);
        }
        let state = Arc::new(next);
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&state);
        Ok(Some(Update { state, changed }))
    }

    /// The next state where nothing but texts has changed and each changes its own pages alone, so that
    /// nothing else is read; none where that is not certain.
    fn edited(
        &self,
        before: &State,
        touched: &BTreeSet<String>,
    ) -> Result<Option<(State, Vec<String>)>, Failure> {
        if !memory::holds(&before.loaded, (self.options.clock)()?) {
            return Ok(None);
        }
        let (mut files, mut loaded) = (before.files.clone(), before.loaded.clone());
        let mut changed = Vec::new();
        for path in touched {
            let known = files.find(path).filter(|(_, file)| file.ending() == "md" && file.is_utf8());
            let now = scan::text_now(&self.root.join(path));
            let (Some((id, file)), Some((text, stat))) = (known, now) else { return Ok(None) };
            if file.text() == text {
                continue;
            }
            let Some(ix) = loaded.site.entries.of_file(id) else { return Ok(None) };
            let visible = Visible::of(loaded.site.entry(ix), file.text());
            files = files.with_text(id, text, stat);
            let Some(edited) = edit::prepared(&files, &loaded, id, visible) else { return Ok(None) };
            loaded = edited.loaded;
            changed.push(path.clone());
        }
        let state = State::new(before.number + 1, files, loaded);
        Ok(Some((state, changed)))
    }
}

fn read(root: &Path, options: &Options, number: u64) -> Result<State, Failure> {
    let mut found = Findings::default();
    let files = Files::scan(root, &mut found)?.remembering(&root.join(MEMORY));
    let options = build::Options {
        now: (options.clock)()?,
        drafts: options.drafts,
        base: Some(options.base.clone()),
        edition: Edition::default(),
    };
    let loaded = build::prepare(&files, &options, found)?;
    Ok(State::new(number, files, loaded))
}

/// The paths at which two states of a folder differ. What is not text is not compared: it counts as
/// changed where it was touched.
fn changed(before: &Files, now: &Files, touched: &BTreeSet<String>) -> Vec<String> {
    let paths: BTreeSet<&String> = [before, now].iter().flat_map(|files| files.paths()).collect();
    let is_touched = |path: &str| {
        touched
            .iter()
            .any(|t| path.strip_prefix(t.as_str()).is_some_and(|r| r.is_empty() || r.starts_with('/')))
    };
    let differs = |path: &str| match (before.find(path), now.find(path)) {
        (Some((_, old)), Some((_, new))) => old.text() != new.text() || (!new.is_text() && is_touched(path)),
        _ => true,
    };
    paths.into_iter().filter(|path| differs(path)).cloned().collect()
}
