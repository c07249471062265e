//! `tests/compare/NAME.md`: prose, and in fenced blocks a site as it was (`old`), the same later (`new`), and what
//! `build --compare` says of it (`summary`). Where `old` is missing, it is that of the case before.
//! `PLENARY_ACCEPT=1 cargo test` writes what is said into the files, to be read as a diff.

use std::collections::BTreeMap;

use plenary::compare::{Build, compare};
use plenary::formats::manifest::{Manifest, Output};
use plenary::site::Route;

use crate::cases::every;
use crate::memory::{Built, build};

/// The largest summary, in bytes.
const LARGEST: usize = 60_000;

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
                    if summary.len() > LARGEST {
                        wrong.push(format!("{name}: {} bytes are too many", summary.len()));
                    }
                    out.extend([head, "\n", summary.trim_end(), &close]);
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

/// Outputs by path.
type Outputs = BTreeMap<String, String>;

/// What is said of pages that no site has.
fn of_pages(old: &Outputs, new: &Outputs) -> String {
    let manifest = |outputs: &Outputs| {
        let output = |(path, text): (&String, &String)| Output {
            path: path.clone(),
            size: text.len() as u64,
            sha256: plenary::digest::sha256(text.as_bytes()),
            linked: false,
        };
        Manifest { generator: "plenary".to_owned(), outputs: outputs.iter().map(output).collect() }
    };
    let (was, now) = (manifest(old), manifest(new));
    let read =
        |outputs: &Outputs, output: &Output| outputs.get(&output.path).map(|text| text.clone().into_bytes());
    let read_old = |output: &Output| read(old, output);
    // A file that has been lost since.
    let read_new = |output: &Output| read(new, output).filter(|_| !output.path.starts_with("lost/"));
    compare(&Build::new(&was, &read_old), &Build::new(&now, &read_new)).markdown()
}

fn pages(count: usize, page: impl Fn(usize) -> String) -> Outputs {
    (0..count).map(|i| (format!("{i}/index.html"), page(i))).collect()
}

#[test]
fn a_summary_has_an_end() {
    let page = |word: &str| {
        let words = format!("{word} ").repeat(150);
        let quote =
            format!("<figure><blockquote>{words}</blockquote><figcaption>{words}</figcaption></figure>");
        let lines = format!("<p>{words}<a href='/{word}/{word}'>{word}</a></p>").repeat(14);
        format!("<nav>{lines}</nav><main><h1>{words}</h1>{quote}{lines}</main><footer>{lines}</footer>")
    };
    let old = pages(30, |i| page(&format!("港{i}")));
    let new = pages(60, |i| page(&format!("`@*<[&#35;口{i}")));
    let summary = of_pages(&old, &new);
    assert!(summary.len() <= LARGEST, "{}", summary.len());
    assert!(summary.contains("more of 60, for which this summary has no room"), "{summary}");
    assert!(summary.starts_with("## What changes\n\nPages: 30 changed, 30 new.\n"), "{summary}");
}

#[test]
fn no_page_is_too_odd() {
    let deep = "<div><blockquote><figure>".repeat(1_000) + "words";
    let odd = ["", "<main", "<figcaption>a</figcaption>", "<main></main><main>x", "\u{0}\u{202e}", &deep];
    let old = pages(odd.len(), |i| odd[i].to_owned());
    let new = pages(odd.len(), |i| odd[(i + 1) % odd.len()].to_owned());
    assert!(of_pages(&old, &new).contains("words"));
}

#[test]
fn a_file_that_was_lost_is_said() {
    let lost = |text: &str| Outputs::from([("lost/index.html".to_owned(), text.to_owned())]);
    let summary = of_pages(&lost("<main>a</main>"), &lost("<main>b</main>"));
    assert!(summary.contains("not there as it was built\n\n- `/lost/index.html`"), "{summary}");
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
