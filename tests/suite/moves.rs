//! `tests/moves/NAME.md`: prose, a small site in a fenced block `site`, the names in a block `move`
//! (the old and the new), and in a block `after` what is reported and the files that changed, or why
//! nothing moves. `PLENARY_ACCEPT=1 cargo test` writes what is done into the files, to be read as a
//! diff. Whatever moves, nothing new is found and every old address leads somewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use plenary::build::{self, Edition, Options};
use plenary::diagnostics::{Findings, Sources, human};
use plenary::files::Files;
use plenary::rename::{self, Move, Refused};
use plenary::resolve::routes::Goal;
use plenary::resolve::today::Now;
use plenary::site::Route;
use scraper::{Html, Selector};

use crate::cases::every;
use crate::memory::Built;

fn options() -> Options {
    Options {
        now: Now::Day(jiff::civil::Date::constant(2026, 11, 24)),
        drafts: false,
        base: None,
        edition: Edition::default(),
    }
}

fn plan(files: &Files, old: &str, new: &str) -> Result<Move, Refused> {
    rename::plan(files, &options(), Findings::default(), old, new)
}

fn moved(files: &Files, done: &Move) -> Files {
    files.changed(&done.texts, &done.paths)
}

#[test]
fn every_case_moves_as_written() {
    every("moves", |_, text, _| run(text));
}

/// Runs the cases of one file; gives the file with what is done as it is.
fn run(text: &str) -> String {
    let mut out = String::new();
    let mut site = String::new();
    let mut names = (String::new(), String::new());
    let mut block: Option<(String, String)> = None;
    for line in text.split_inclusive('\n') {
        let fence = line.starts_with("````");
        match &mut block {
            None if fence => {
                block = Some((line.trim().trim_start_matches('`').to_owned(), String::new()));
                out.push_str(line);
            }
            None => out.push_str(line),
            Some((head, body)) if fence => {
                match head.as_str() {
                    "site" => site.clone_from(body),
                    "move" => {
                        let (old, new) = body.trim().split_once(' ').unwrap();
                        names = (old.to_owned(), new.to_owned());
                    }
                    "after" => *body = after(&site, &names.0, &names.1),
                    _ => {}
                }
                out.push_str(body);
                out.push_str(line);
                block = None;
            }
            Some((_, body)) => body.push_str(line),
        }
    }
    out
}

/// What a move does: the lines it prints, and the files that it changes.
fn after(site: &str, old: &str, new: &str) -> String {
    let settings = "-- content/site.yaml --\ntitle: Test\nbase_url: https://www.example.org/\n";
    let whole =
        if site.contains("-- content/site.yaml --") { site.to_owned() } else { format!("{settings}{site}") };
    let files = Files::fixture(&whole);
    match plan(&files, old, new) {
        Err(Refused::Machine(failure)) => panic!("{failure}"),
        Err(Refused::Names(sentence)) => format!("{sentence}\n"),
        Err(Refused::Faults(why, found, then)) => {
            let report = human::print(&found, then.as_deref().unwrap_or(&files), false);
            format!("{why}\n{}\n", report.trim_end())
        }
        Ok(done) => {
            let mut out = String::new();
            for line in &done.report {
                let _ = writeln!(out, "{line}");
            }
            for (file, text) in &done.texts {
                let path = done.paths.get(file).map_or(files.source(*file).0, String::as_str);
                let _ = write!(out, "-- {path} --\n{text}");
            }
            holds(files, &done);
            out
        }
    }
}

/// Nothing new is found, and every old address leads to a page.
fn holds(files: Files, done: &Move) {
    let then = Built::new(moved(&files, done), false);
    let now = Built::new(files, false);
    let counts = |built: &Built| {
        built.found.list().iter().fold(BTreeMap::new(), |mut counts, d| {
            *counts.entry(d.rule.name).or_insert(0) += 1;
            counts
        })
    };
    assert_eq!(counts(&now), counts(&then), "{}", then.report());
    let load = |files: &Files| build::load(files, &options(), Findings::default()).unwrap().graph;
    let (before, after) = (load(&now.files), load(&then.files));
    let (before, after) = (&before.routes, &after.routes);
    for route in before.redirects.iter().map(|redirect| &redirect.from) {
        assert!(then.outputs.contains_key(route), "{route} is gone");
    }
    for (route, place) in before.iter() {
        let redirect = || after.redirects.iter().find(|r| r.from == *route).map(|r| r.to.clone());
        let lang = match (after.find(route), redirect()) {
            (Some(place), _) | (None, Some(Goal::Page(place))) => place.lang,
            (None, goal) => panic!("{route} leads to {goal:?}"),
        };
        assert_eq!(lang, place.lang, "{route} leads to another language");
    }
}

/// For each page, by its address, where its links lead.
fn links(built: &Built) -> BTreeMap<Route, Vec<String>> {
    let all = Selector::parse("a[href], img[src]").unwrap();
    let page = |(route, bytes): (&Route, &Vec<u8>)| {
        let text = String::from_utf8_lossy(bytes);
        if !route.as_str().ends_with('/') || text.contains("http-equiv=\"refresh\"") {
            return None;
        }
        let html = Html::parse_document(&text);
        let href = |e: scraper::ElementRef<'_>| e.attr("href").or(e.attr("src")).unwrap().to_owned();
        // Another folder has other neighbours.
        let beside = |e: &scraper::ElementRef<'_>| {
            e.ancestors().filter_map(scraper::ElementRef::wrap).any(|e| e.attr("class") == Some("neighbours"))
        };
        let mut links: Vec<String> = html
            .select(&all)
            .filter(|e| !beside(e))
            .map(href)
            .filter(|l| !l.starts_with("https://git.example.org/"))
            .collect();
        links.sort();
        Some((route.clone(), links))
    };
    built.outputs.iter().filter_map(page).collect()
}

/// On a whole site in three languages, each record gets another name: nothing new is found, every old
/// address leads on, and every page links where it linked.
#[test]
fn every_record_of_harbour_moves() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/harbour");
    let files = || Files::scan(&root, &mut Findings::default()).unwrap();
    let now = Built::new(files(), false);
    let before = links(&now);
    for (old, new) in [
        ("bodies/tide-council", "council-of-tides"),
        ("bodies/dredging-desk", "bodies/desks/dredging"),
        ("organisations/quay-league", "league"),
        ("organisations/merrow-forum", "tide-council"),
        ("people/dorva-quenn", "d-quenn"),
        ("quotes/elian-corvane", "elian-corvane-2026"),
        ("notes/flood-wall", "notes/2026/wall"),
        ("notes/2026/quay-fund", "notes/fund"),
        ("notes/2026", "notes/archive"),
        ("meetings/2026-03-12-tide-council", "meetings/2026/spring"),
        ("projects", "undertakings"),
        ("projects/2025", "true"),
        ("governance", "about/governance"),
        ("house-style", "notes-on-style"),
    ] {
        let done = plan(&now.files, old, new);
        let done = done.unwrap_or_else(|refused| panic!("{old} → {new}: {refused:?}"));
        holds(files(), &done);
        let then = moved(&now.files, &done);
        let load = |files: &Files| build::load(files, &options(), Findings::default()).unwrap();
        let (a, b) = (load(&now.files), load(&then));
        // Where each page is now, as its links are written.
        let base = &a.site.config.base;
        let new_id = if new.contains('/') || !old.contains('/') {
            new.to_owned()
        } else {
            format!("{}/{new}", old.rsplit_once('/').unwrap().0)
        };
        let mut new_of: BTreeMap<String, (Route, Route)> = BTreeMap::new();
        let mut empty = BTreeSet::new();
        for (route, place) in a.graph.routes.iter() {
            let id = &a.graph.subjects.get(place.subject).id;
            let id = match id.strip_prefix(old) {
                Some(rest) if rest.is_empty() || rest.starts_with('/') => format!("{new_id}{rest}"),
                _ => id.clone(),
            };
            let Some(subject) = b.graph.subjects.by_id(&id) else {
                empty.insert(route.href(base)); // A folder that nothing is left in.
                continue;
            };
            let there = b.graph.routes.of(subject, place.lang).unwrap();
            new_of.insert(route.href(base), (route.clone(), there.clone()));
        }
        let after = links(&Built::new(then, false));
        let mut compared = 0;
        for (href, (route, there)) in &new_of {
            let (Some(was), Some(is)) = (before.get(route), after.get(there)) else { continue };
            // A record that is set in bears its short id.
            let short = |id: &str| format!("#{}", id.rsplit('/').next().unwrap());
            let mut expected: Vec<String> = was
                .iter()
                .map(|link| {
                    let (path, anchor) = link.split_at(link.find('#').unwrap_or(link.len()));
                    let anchor = if anchor == short(old) { short(&new_id) } else { anchor.to_owned() };
                    let path = new_of.get(path).map_or_else(|| path.to_owned(), |(_, to)| to.href(base));
                    format!("{path}{anchor}")
                })
                .collect();
            expected.sort();
            // The folders above it are others, and so may be their feeds; what a text links to is not.
            let above = |link: &String| href.starts_with(link.trim_end_matches("feed.xml"));
            // What lies below its own page has moved with it.
            let below = |link: &String| {
                let file = ["calendar.ics", "contact.vcf"].into_iter().find(|file| link.ends_with(file));
                file.is_some_and(|file| new_of.contains_key(link.trim_end_matches(file)))
            };
            let kept =
                |link: &&String| is.contains(link) || above(link) || below(link) || empty.contains(*link);
            let lost: Vec<&String> = expected.iter().filter(|link| !kept(link)).collect();
            assert!(lost.is_empty(), "{old} → {new}: {href} no longer links to {lost:?}\n{is:?}");
            compared += 1;
        }
        assert!(compared > 60, "{compared}");
    }
}

/// Byte order marks, Windows line ends and the writer's quotation marks stay.
#[test]
fn bytes_around_changes_stay() {
    let site = "-- content/site.yaml --\r\ntitle: T\r\nbase_url: https://www.example.org/\r\nmenu: [ 'notes/a' , \"b\" ] # both\r\n\
        -- content/index.md --\r\n\u{feff}---\r\ntitle: Home\r\n---\r\n\r\n[a](notes/a.md)\r\n\
        -- content/b.md --\n---\ntitle: B\n---\n\
        -- content/notes/a.md --\r\n\u{feff}---\r\ntitle: A\r\ndate: 2026-01-01\r\n---\r\n\r\nText.\r\n";
    let site = site.replace("--\r\n-- ", "--\n-- ");
    let files = Files::fixture(&site);
    let done = plan(&files, "notes/a", "c").unwrap();
    let then = moved(&files, &done);
    let text = |path: &str| then.find(path).unwrap().1.text().to_owned();
    assert!(text("content/site.yaml").contains("menu: [ 'notes/c' , \"b\" ] # both\r\n"));
    assert_eq!(text("content/index.md"), "\u{feff}---\r\ntitle: Home\r\n---\r\n\r\n[a](notes/c.md)\r\n");
    assert_eq!(
        text("content/notes/c.md"),
        "\u{feff}---\r\ntitle: A\r\ndate: 2026-01-01\r\naliases: [/notes/a/]\r\n---\r\n\r\nText.\r\n"
    );
}

/// Of a name that was no address, only what is known to have been published is kept; where that cannot
/// be, the name stays.
#[test]
fn untidy_names_keep_published_addresses() {
    let site = |published: &str| {
        Files::fixture(&format!(
            "-- content/site.yaml --\ntitle: T\nbase_url: https://www.example.org/\n\
             -- content/index.md --\n---\ntitle: Home\n---\n\n[a](<Our Notes/First.md>)\n\
             -- content/Our Notes/First.md --\n---\ntitle: First\n---\n\n[b](plan.pdf)\n\
             -- content/Our Notes/plan.pdf --\nx\n\
             -- content/addresses.yaml --\n{published}"
        ))
    };
    let tidy = |files: &Files| {
        let file = files.find("content/Our Notes/First.md").unwrap().0;
        rename::tidy(files, &options(), Findings::default(), file)
    };
    let text = |published: &str| {
        let files = site(published);
        let then = moved(&files, &tidy(&files).unwrap());
        assert!(then.find("content/our-notes/plan.pdf").is_some());
        then.find("content/our-notes/First.md").unwrap().1.text().to_owned()
    };
    assert!(!text("- /other/\n").contains("aliases"));
    assert!(text("- /Our Notes/First/\n").contains("aliases: [/Our Notes/First/]"));
    // A document cannot lead from its old address to its new one.
    assert!(matches!(tidy(&site("- /Our Notes/plan.pdf\n")), Err(Refused::Faults(..))));
}

/// A language and an ending in capitals get small letters; ids and addresses stay.
#[test]
fn endings_get_small_letters() {
    let files = Files::fixture(
        "-- content/site.yaml --\ntitle: T\nbase_url: https://www.example.org/\nlanguages: {fr: {}}\n\
         -- content/index.md --\n---\ntitle: Home\n---\n\n[a](notes/a.FR.md)\n\
         -- content/notes/index.MD --\n---\ntitle: Notes\n---\n\
         -- content/notes/a.md --\n---\ntitle: A\n---\n\
         -- content/notes/a.FR.md --\n---\ntitle: A\n---\n",
    );
    for (path, new) in [
        ("content/notes/index.MD", "content/notes/index.md"),
        ("content/notes/a.FR.md", "content/notes/a.fr.md"),
    ] {
        let (file, _) = files.find(path).unwrap();
        let done = rename::tidy(&files, &options(), Findings::default(), file).unwrap();
        assert_eq!(done.paths.get(&file).map(String::as_str), Some(new));
        assert_eq!(done.folder, None);
        assert!(moved(&files, &done).find("content/notes/a.md").is_some());
    }
}
