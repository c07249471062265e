// What all targets do with a site: build it and print what was found. Content is never an `Err`
// and never a panic.

use std::collections::BTreeMap;
use std::sync::Mutex;

use plenary::build::{self, Edition, Options};
use plenary::diagnostics::{Findings, human, json};
use plenary::files::Files;
use plenary::resolve::today::Now;

pub fn build(site: &str) {
    let files = Files::fixture(site);
    let now = Now::Day(jiff::civil::Date::constant(2026, 11, 24));
    let options = Options { now, drafts: false, base: None, edition: Edition::default() };
    let mut loaded = build::load(&files, &options, Findings::default()).expect("no disk is asked");
    let mut found = std::mem::take(&mut loaded.found);
    let outputs = Mutex::new(BTreeMap::new());
    build::outputs(&files, &loaded, &mut found, &outputs, &|_, _| {}).expect("no disk is asked");
    human::print(&found, &files, true);
    json::print(&found, &files);
}
