//! A site from one string, built without a disk.

use std::collections::BTreeMap;
use std::sync::Mutex;

use plenary::build::{self, Options};
use plenary::diagnostics::{Findings, human};
use plenary::files::Files;
use plenary::resolve::today::Now;
use plenary::site::Route;

/// A site that was built in memory.
pub struct Built {
    pub files: Files,
    pub found: Findings,
    pub outputs: BTreeMap<Route, Vec<u8>>,
}

impl Built {
    /// Builds a site on 2026-11-24, with drafts or without.
    pub fn new(files: Files, drafts: bool) -> Self {
        let now = Now::Day(jiff::civil::Date::constant(2026, 11, 24));
        let options = Options { now, drafts, base: None };
        let mut loaded = build::load(&files, &options, Findings::default()).unwrap();
        let mut found = std::mem::take(&mut loaded.found);
        let outputs = Mutex::new(BTreeMap::new());
        build::outputs(&files, &loaded, &mut found, &outputs, &|_, _| {}).unwrap();
        Self { files, found, outputs: outputs.into_inner().unwrap() }
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

/// Builds a site from one string: `-- content/index.md --` starts a file. Settings that are not
/// given are a title and an address.
pub fn build(site: &str) -> Built {
    let settings = "-- content/site.yaml --\ntitle: Test\nbase_url: https://www.example.org/\n";
    let whole =
        if site.contains("-- content/site.yaml --") { site.to_owned() } else { format!("{settings}{site}") };
    Built::new(Files::fixture(&whole), false)
}
