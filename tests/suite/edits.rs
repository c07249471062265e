//! Edits of a site: what an edit makes is what a build from nothing makes.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;

use plenary::build::edit::{self, Facts};
use plenary::build::{self, Options};
use plenary::diagnostics::{FileId, Findings, human};
use plenary::files::Files;
use plenary::resolve::today::Now;
use plenary::site::Route;
use proptest::prelude::*;

type Outputs = BTreeMap<Route, Vec<u8>>;

/// What somebody may type into a text.
const TYPED: [&str; 24] = [
    "harbour",
    " the the ",
    "\n\n",
    "\n\n## Moorings\n\n",
    "[[bodies/harbour-board]]",
    "![[people]]",
    "**",
    "“",
    "\"",
    "(see below)",
    "[the notes](/notes/)",
    "[nowhere](/nowhere/)",
    "`code`",
    "\n- one\n- two\n",
    "[^1]",
    "\n\n[^1]: A note.\n",
    "<b>",
    "WXYZ",
    "TODO",
    " .",
    "é",
    "\n\n> Words.\n\n",
    "![](quay.svg)",
    "{#moorings}",
];

fn options() -> Options {
    Options { now: Now::Day(jiff::civil::Date::constant(2026, 11, 24)), drafts: false, base: None }
}

fn harbour() -> Files {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/harbour");
    Files::scan(&root, &mut Findings::default()).unwrap()
}

fn made(files: &Files, loaded: &build::Loaded) -> (String, Outputs) {
    let mut found = loaded.found.clone();
    let outputs = Mutex::<Outputs>::default();
    build::outputs(files, loaded, &mut found, &outputs, &|_, _| {}).unwrap();
    (human::print(&found, files, false), outputs.into_inner().unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_typed_text_changes_what_a_whole_build_changes(
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..8usize), 1..5),
    ) {
        let mut files = harbour();
        let mut loaded = build::load(&files, &options(), Findings::default()).unwrap();
        let (_, mut outputs) = made(&files, &loaded);
        for (file, place, piece, cut) in edits {
            let texts: Vec<FileId> = files.below("content").filter(|(_, f)| f.ending() == "md").map(|(id, _)| id).collect();
            let id = *file.get(&texts);
            let old = files.get(id).text();
            let entry = loaded.site.entries.of_file(id).unwrap();
            let body = loaded.site.entry(entry).text.body.clone();
            let places: Vec<usize> = (body.start..=body.end).filter(|at| old.is_char_boundary(*at)).collect();
            let at = *place.get(&places);
            let end = places.iter().copied().find(|end| *end >= (at + cut).min(body.end)).unwrap();
            let text = format!("{}{}{}", &old[..at], piece.get(&TYPED), &old[end..]);
            let before = Facts::of(loaded.site.entry(entry), old);
            let now = files.with_text(id, text, None);
            let whole = build::load(&now, &options(), Findings::default()).unwrap();
            let (report, all) = made(&now, &whole);
            if let Some(short) = edit::edited(&now, &loaded, id, before) {
                let (short_report, _) = made(&now, &short.loaded);
                prop_assert_eq!(&report, &short_report);
                for (route, bytes) in &all {
                    let shown = short.routes.contains(route) || route.as_str() == "/build.json";
                    prop_assert!(shown || outputs.get(route) == Some(bytes), "{} changed: {}", route, files.get(id).path);
                }
            }
            (files, loaded, outputs) = (now, whole, all);
        }
    }
}
