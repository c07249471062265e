//! `tests/compare/NAME.md`: prose, and in fenced blocks a site as it was (`old`), the same later (`new`), and what
//! `build --compare` says of it (`summary`). Where `old` is missing, it is that of the case before; `read` tells what
//! a reader of the summary sees in its place, as HTML.
//! `PLENARY_ACCEPT=1 cargo test` writes what is said into the files, to be read as a diff.

use std::collections::BTreeMap;

use plenary::compare::{Build, compare};
use plenary::formats::manifest::{Manifest, Output};
use plenary::site::Route;

use crate::cases::every;
use crate::memory::{Built, build};

#[test]
fn readers_see_what_has_changed() {
    every("compare", |name, text, wrong| {
        let mut out = String::new();
        let (mut old, mut new) = (None, None);
        let mut rest = text;
        while let Some(start) = rest.find("```") {
            let (before, block) = rest.split_at(start);
            out.push_str(before);
            let fence = "`".repeat(block.bytes().take_while(|b| *b == b'`').count());
            let close = format!("\n{fence}\n");
            let head = block.lines().next().unwrap();
            let end =
                block[head.len()..].find(&close).unwrap_or_else(|| panic!("{name}: no end")) + head.len();
            let body = block[head.len()..end].trim_start_matches('\n');
            match head.trim_start_matches('`') {
                "old" => old = Some(build(body)),
                "new" => new = Some(build(body)),
                "summary" => {
                    let summary = summary(old.as_ref().unwrap(), new.as_ref().unwrap());
                    if summary.len() > 60_000 {
                        wrong.push(format!("{name}: {} bytes are too many", summary.len()));
                    }
                    out.push_str(&format!("{head}\n{}{close}", summary.trim_end()));
                    rest = &block[end + close.len()..];
                    continue;
                }
                what => wrong.push(format!("{name}: nobody knows a block {what}")),
            }
            out.push_str(&block[..end + close.len()]);
            rest = &block[end + close.len()..];
        }
        out + rest
    });
}

/// What is said of two builds.
fn summary(old: &Built, new: &Built) -> String {
    for built in [old, new] {
        assert!(!built.found.has_errors(), "{}", built.report());
    }
    let manifest = |built: &Built| Manifest::read(&built.outputs[&Route::new("/build.json")]).unwrap();
    let (was, now) = (manifest(old), manifest(new));
    let read = |outputs: &BTreeMap<Route, Vec<u8>>, output: &Output| {
        outputs.get(&Route::of_file(&output.path)).cloned()
    };
    let read_old = |output: &Output| read(&old.outputs, output);
    let read_new = |output: &Output| read(&new.outputs, output);
    compare(&Build::new(&was, &read_old), &Build::new(&now, &read_new)).markdown()
}
