//! A site from one string, built without a disk.

use std::collections::BTreeMap;
use std::sync::Mutex;

use plenary::build::{self, Edition, Key, Made, Options, Sink};
use plenary::diagnostics::{Findings, human};
use plenary::error::Failure;
use plenary::files::Files;
use plenary::formats::manifest::Output;
use plenary::plan::Turn;
use plenary::render::preview::is_preview;
use plenary::resolve::today::Now;
use plenary::site::Route;
use plenary::site::config::Base;

/// A site that was built in memory.
pub struct Built {
    pub files: Files,
    pub found: Findings,
    pub outputs: BTreeMap<Route, Vec<u8>>,
}

impl Built {
    /// Builds a site on 2026-11-24, with drafts or without; previews are empty and search has no index, because
    /// they take most of the time.
    pub fn new(files: Files, drafts: bool) -> Self {
        Self::with(files, drafts, [false, false])
    }

    /// Builds a site with its previews.
    pub fn with_previews(files: Files) -> Self {
        Self::with(files, false, [true, false])
    }

    /// Builds a site with the index of search.
    pub fn with_index(files: Files) -> Self {
        Self::with(files, false, [false, true])
    }

    fn with(files: Files, drafts: bool, more: [bool; 2]) -> Self {
        let now = Now::Day(jiff::civil::Date::constant(2026, 11, 24));
        Self::made(files, &Options { now, drafts, base: None, edition: Edition::default() }, more)
    }

    /// Builds a site in an edition, for an address that stands before its own where one is given.
    pub fn edition(files: Files, edition: Edition, base: Option<&str>) -> Self {
        let now = Now::Day(jiff::civil::Date::constant(2026, 11, 24));
        let base = base.map(|base| Base::parse(base).unwrap());
        Self::made(files, &Options { now, drafts: false, base, edition }, [false, false])
    }

    fn made(files: Files, options: &Options, [previews, index]: [bool; 2]) -> Self {
        let mut loaded = build::load(&files, options, Findings::default()).unwrap();
        let mut found = std::mem::take(&mut loaded.found);
        let outputs = Outputs { all: Mutex::new(BTreeMap::new()), previews, index };
        build::outputs(&files, &loaded, &mut found, &outputs, &|_, _| {}).unwrap();
        Self { files, found, outputs: outputs.all.into_inner().unwrap() }
    }

    /// The findings as a person reads them.
    pub fn report(&self) -> String {
        human::print(&self.found, &self.files, false)
    }

    /// The output at an address as text.
    pub fn text(&self, address: &str) -> String {
        match self.outputs.get(&Route::new(address)) {
            Some(bytes) => String::from_utf8_lossy(bytes).into_owned(),
            None => panic!("nothing is at {address}; there is {:?}", self.outputs.keys().collect::<Vec<_>>()),
        }
    }
}

/// Outputs in memory.
struct Outputs {
    all: Mutex<BTreeMap<Route, Vec<u8>>>,
    previews: bool,
    index: bool,
}

impl Sink for Outputs {
    fn keep(&self, route: &Route, _: Key) -> bool {
        let left_out = is_preview(route) && !self.previews;
        if left_out {
            self.all.lock().unwrap().insert(route.clone(), Vec::new());
        }
        left_out
    }

    fn take(&self, route: &Route, turn: Turn, made: Made) -> Result<(), Failure> {
        self.all.take(route, turn, made)
    }

    fn taken(&self) -> Vec<Output> {
        self.all.taken()
    }

    fn read(&self, route: &Route) -> Result<Vec<u8>, Failure> {
        self.all.read(route)
    }

    fn keep_all(&self, _: &dyn Fn(&Route) -> bool, _: Key) -> bool {
        !self.index
    }
}

/// Builds a site from one string: `-- content/index.md --` starts a file. Settings that are not
/// given are a title and an address.
pub fn build(site: &str) -> Built {
    let settings = "-- content/site.yaml --\ntitle: Test\nbase_url: https://www.example.org/\n";
    let whole =
        if site.contains("-- content/site.yaml --") { site.to_owned() } else { format!("{settings}{site}") };
    Built::new(Files::fixture(&whole), false)
}
