//! The parts of the pipeline, each by itself, on sites made here: `cargo bench --bench parts`.
//! `cargo bench --bench parts -- highlight` measures what has this word in its name.
//!
//! `benches/peers` measures the whole program beside others.

#![allow(clippy::disallowed_methods, reason = "a site on the disk has to be written")]
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on stops")]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Arc, Mutex};

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use plenary::assets::Assets;
use plenary::build::{self, Edition, Loaded, Options, Sink};
use plenary::diagnostics::{FileId, Findings};
use plenary::files::Files;
use plenary::plan::Plan;
use plenary::read::{front, outline};
use plenary::render::{Context, Theme, Words, code};
use plenary::resolve::today::{Now, Today};
use plenary::site::{Kind, Route, Site};
use plenary::{check, read, resolve};

/// Outputs in memory.
type Outputs = Mutex<BTreeMap<Route, Vec<u8>>>;

/// Sizes of the sites, in pages.
const PAGES: [usize; 2] = [100, 1000];

fn main() {
    divan::main();
}

const SETTINGS: &str = "\
title: Valley of Records
summary: What the council of a valley that does not exist wrote down.
base_url: https://www.example.org/
paginate: 50
menu: [notes]
";

/// Words that sentences are made of: their place in the list turns with the page's number.
const WORDS: [&str; 24] = [
    "archive", "bridge", "budget", "canal", "charter", "city", "clerk", "council", "district", "garden",
    "harbour", "hearing", "letter", "library", "market", "meeting", "mill", "office", "orchard", "report",
    "river", "station", "treaty", "valley",
];

/// A sentence of 17 words.
fn sentence(turn: usize) -> String {
    let word = |i: usize| WORDS[(turn * 7 + i * 5 + turn / 24) % WORDS.len()];
    format!(
        "The old {} of the {} opens the door of the {}, and a new {} brings it a {}. ",
        word(0),
        word(1),
        word(2),
        word(3),
        word(4)
    )
}

/// The source of a page of some 500 words; every tenth has a block of code.
fn page(number: usize, pages: usize) -> String {
    let mut text = format!(
        "---\ntitle: Record {number}\nsummary: {}\ndate: {}-{:02}-{:02}\ntopics: [topic {}, topic {}]\n---\n\n",
        sentence(number).trim_end(),
        2000 + number % 25,
        1 + number % 12,
        1 + number % 28,
        number % 20,
        20 + number % 7,
    );
    for part in 0..5 {
        let _ = write!(text, "## The {} in part {part}\n\n", WORDS[(number + part) % WORDS.len()]);
        for i in 0..6 {
            text.push_str(&sentence(number * 31 + part * 6 + i));
        }
        let _ = write!(
            text,
            "\n\n- **First** of *two* things\n- [Record {0}](record-{0:05}.md) is the second\n\n",
            (number * 31 + 7) % pages
        );
    }
    if number.is_multiple_of(10) {
        let _ = write!(text, "```rust\n{RUST}```\n");
    }
    text
}

const RUST: &str = "\
/// Counts the votes of a meeting.
pub fn count(votes: &[Vote]) -> Option<usize> {
    let yes = votes.iter().filter(|vote| matches!(vote, Vote::Yes)).count();
    if yes > 12 {
        return None; // more than there are seats
    }
    println!(\"{yes} of {}\", votes.len());
    Some(yes)
}
";

const PYTHON: &str = "\
import csv


def rows(path):
    \"\"\"The rows of a table that are below the limit.\"\"\"
    with open(path, encoding=\"utf-8\") as file:
        for row in csv.DictReader(file):
            if int(row[\"count\"]) < 12:  # the others are printed elsewhere
                yield row[\"name\"], int(row[\"count\"])
";

/// The files of a site: path and text.
fn sources(pages: usize) -> Vec<(String, String)> {
    let home = "---\ntitle: Valley of Records\n---\n\nAll records.\n";
    let mut all = vec![
        ("content/site.yaml".to_owned(), SETTINGS.to_owned()),
        ("content/index.md".to_owned(), home.to_owned()),
    ];
    all.extend((0..pages).map(|n| (format!("content/notes/record-{n:05}.md"), page(n, pages))));
    all
}

fn files(pages: usize) -> Files {
    let mut whole = String::new();
    for (path, text) in sources(pages) {
        let _ = write!(whole, "-- {path} --\n{text}");
    }
    Files::fixture(&whole)
}

fn options() -> Options {
    Options { now: now(), drafts: false, base: None, edition: Edition::default() }
}

fn now() -> Now {
    Now::Day(jiff::civil::Date::constant(2026, 11, 24))
}

fn prepared(files: &Files) -> Loaded {
    build::prepare(files, &options(), Findings::default()).unwrap()
}

fn read_site(files: &Files) -> Site {
    read::read(files, None, &mut Findings::default())
}

fn words(files: &Files, site: &Site) -> Arc<Vec<Words>> {
    let languages = site.config.languages.iter();
    Arc::new(
        languages
            .map(|l| {
                Words::new(
                    &l.tag,
                    &site.config.languages[0].tag,
                    site.config.calendar,
                    files,
                    &mut Findings::default(),
                )
            })
            .collect(),
    )
}

/// From the disk to texts.
#[divan::bench(args = PAGES)]
fn scan(bencher: Bencher, pages: usize) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("content/notes")).unwrap();
    for (path, text) in sources(pages) {
        std::fs::write(folder.path().join(path), text).unwrap();
    }
    bencher
        .counter(ItemsCount::new(pages))
        .bench(|| Files::scan(folder.path(), &mut Findings::default()).unwrap());
}

/// The front matter of one file.
#[divan::bench]
fn front_matter(bencher: Bencher) {
    let text = page(7, 100);
    bencher.bench(|| {
        let mut found = Findings::default();
        let split = front::split(black_box(&text), FileId(0), &mut found);
        front::read(&text, split.yaml, Kind::Note, FileId(0), &mut found)
    });
}

/// The Markdown outline of one file.
#[divan::bench]
fn markdown_outline(bencher: Bencher) {
    let text = page(7, 100);
    let body = front::split(&text, FileId(0), &mut Findings::default()).body;
    bencher.counter(BytesCount::new(body.len())).bench(|| outline::of_text(black_box(&text), body.clone()));
}

/// All files, on all cores.
#[divan::bench(args = PAGES)]
fn read_all(bencher: Bencher, pages: usize) {
    let files = files(pages);
    bencher.counter(ItemsCount::new(pages)).bench(|| read_site(black_box(&files)));
}

/// Names to relations, sections, addresses, links.
#[divan::bench(args = PAGES)]
fn resolve_all(bencher: Bencher, pages: usize) {
    let files = files(pages);
    let site = read_site(&files);
    bencher.counter(ItemsCount::new(pages)).bench(|| {
        let today = Today::new(now(), &site.config.zone);
        resolve::resolve(black_box(&site), &files, today, false, &mut Findings::default())
    });
}

/// Which outputs there are.
#[divan::bench(args = PAGES)]
fn plan_all(bencher: Bencher, pages: usize) {
    let files = files(pages);
    let loaded = prepared(&files);
    let context = loaded.context(&files);
    bencher.counter(ItemsCount::new(pages)).bench(|| Plan::new(&files, black_box(&context)));
}

/// All rules on all files.
#[divan::bench(args = PAGES)]
fn check_all(bencher: Bencher, pages: usize) {
    let files = files(pages);
    let Loaded { site, graph, pictures, assets, theme, plan, .. } = prepared(&files);
    bencher.counter(ItemsCount::new(pages)).bench(|| {
        let mut found = Findings::default();
        check::check(&files, black_box(&site), &graph, &pictures, &assets, &theme, &plan, &mut found);
        found
    });
}

/// The built-in templates, ready to render.
#[divan::bench]
fn compile_templates(bencher: Bencher) {
    let files = files(1);
    let site = read_site(&files);
    let assets = Assets::new(&files, &site.config).unwrap();
    let words = words(&files, &site);
    bencher.bench(|| Theme::load(black_box(&files), &site.config, &words, &assets));
}

/// The interface's words in the site's language.
#[divan::bench]
fn interface_words(bencher: Bencher) {
    let files = files(1);
    let site = read_site(&files);
    bencher.bench(|| words(black_box(&files), &site));
}

/// One output: a page without and with code, a part of a list, everything from A to Z, a feed, the sitemap.
#[divan::bench(args = [
    "/notes/record-00007/", "/notes/record-00010/", "/notes/page/2/", "/topics/topic-3/", "/a-z/",
    "/feed.xml", "/sitemap.xml",
])]
fn render(bencher: Bencher, address: &str) {
    let files = files(1000);
    let loaded = prepared(&files);
    let context: Context<'_> = loaded.context(&files);
    let route = Route::new(address);
    let recipe = loaded.plan.get(&route).unwrap_or_else(|| panic!("nothing is at {address}"));
    let made = || {
        let mut found = Findings::default();
        build::render(&loaded, &context, black_box(&route), recipe, &mut found).unwrap()
    };
    bencher.counter(BytesCount::new(made().len())).bench(made);
}

/// All outputs, on all cores, in memory.
#[divan::bench(args = PAGES)]
fn render_all(bencher: Bencher, pages: usize) {
    let files = files(pages);
    let loaded = prepared(&files);
    bencher.counter(ItemsCount::new(pages)).bench(|| outputs(&files, black_box(&loaded)));
}

fn outputs(files: &Files, loaded: &Loaded) -> Outputs {
    let outputs = Outputs::default();
    build::outputs(files, loaded, &mut Findings::default(), &outputs, &|_, _| {}).unwrap();
    outputs
}

/// A block of code; what is loaded at the first one is loaded before.
#[divan::bench(args = ["rust", "python"])]
fn highlight(bencher: Bencher, language: &str) {
    let text = if language == "rust" { RUST } else { PYTHON };
    assert!(code::highlight(language, text).is_some());
    bencher.counter(BytesCount::new(text.len())).bench(|| code::highlight(language, black_box(text)));
}

/// `build.json`: the digests of all outputs.
#[divan::bench(args = PAGES)]
fn manifest(bencher: Bencher, pages: usize) {
    let files = files(pages);
    let outputs = outputs(&files, &prepared(&files));
    bencher
        .counter(ItemsCount::new(pages))
        .bench(|| plenary::formats::manifest::json(black_box(&outputs).taken()));
}
