//! `tests/sites/NAME/`: whole small sites, and the tree they become in `expected/`: of a page what
//! is in its `main`, of other texts the whole. `PLENARY_ACCEPT=1 cargo test` writes what is built,
//! to be read as a diff.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use plenary::diagnostics::{Findings, Severity};
use plenary::files::Files;

use plenary::site::Route;
use scraper::{Html, Selector};

use crate::memory::Built;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites").join(name)
}

fn built(name: &str) -> Built {
    let mut found = Findings::default();
    let mut files = Files::scan(&folder(name), &mut found).unwrap();
    files.listed = std::sync::Arc::default(); // When they were committed is no matter of theirs.
    assert!(found.list().is_empty());
    Built::new(files, false)
}

/// What is compared: texts by path, without what changes with every style or byte.
fn texts(name: &str, built: &Built) -> BTreeMap<String, String> {
    let compared = |path: &str| {
        let text = [".html", ".xml", ".txt"].iter().any(|ending| path.ends_with(ending));
        text && !path.starts_with("assets/")
    };
    let mut texts: BTreeMap<_, _> = built
        .outputs
        .iter()
        .map(|(route, bytes)| (route.file(), String::from_utf8_lossy(bytes).into_owned()))
        .filter(|(path, _)| compared(path))
        .map(|(path, text)| (path, main_of(&text).to_owned()))
        .collect();
    if let Some(shown) = shown(name) {
        let missing: Vec<_> = shown.iter().filter(|path| !texts.contains_key(*path)).collect();
        assert!(missing.is_empty(), "{name}: SHOWN.txt names what is not made: {missing:?}");
        texts.retain(|path, _| shown.contains(path));
    }
    texts
}

/// The paths of what a large site compares; none where it compares everything.
fn shown(name: &str) -> Option<BTreeSet<String>> {
    let list = fs::read_to_string(folder(name).join("SHOWN.txt")).ok()?;
    Some(list.lines().filter(|line| line.starts_with('/')).map(|line| Route::new(line).file()).collect())
}

fn main_of(page: &str) -> &str {
    match (page.find("<main"), page.find("</main>")) {
        (Some(start), Some(end)) => &page[start..end + "</main>\n".len() - 1],
        _ => page,
    }
}

fn expected(name: &str) -> BTreeMap<String, String> {
    fn walk(folder: &Path, root: &Path, into: &mut BTreeMap<String, String>) {
        let Ok(entries) = fs::read_dir(folder) else { return };
        for path in entries.map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                walk(&path, root, into);
            } else {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
                into.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    let mut tree = BTreeMap::new();
    let root = folder(name).join("expected");
    walk(&root, &root, &mut tree);
    tree
}

fn check(name: &str) {
    let built = built(name);
    assert_eq!(built.found.count(Severity::Error), 0, "{}", built.report());
    assert_eq!(built.found.count(Severity::Warning), 0, "{}", built.report());
    let actual = texts(name, &built);
    if std::env::var_os("PLENARY_ACCEPT").is_some() {
        let root = folder(name).join("expected");
        let _ = fs::remove_dir_all(&root);
        for (path, text) in &actual {
            let file = root.join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        return;
    }
    let expected = expected(name);
    let names = |tree: &BTreeMap<String, String>| tree.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&actual), names(&expected), "{name}: other files are made");
    for (path, text) in &actual {
        assert_eq!(text, &expected[path], "{name}: {path} differs");
    }
}

#[test]
fn harbour_a_whole_site_in_three_languages() {
    check("harbour");
}

/// What `tests/sites/harbour/EXPECTED.md` demands of single pages, each with the clause of the
/// content format that it rests on. Demands in other words than these are checked by the tree.
#[test]
fn harbour_shows_what_the_content_format_demands() {
    let built = built("harbour");
    let table = fs::read_to_string(folder("harbour").join("EXPECTED.md")).unwrap();
    let mut demands = 0;
    let mut broken = Vec::new();
    for line in table.lines().filter(|line| line.starts_with("| `/")) {
        let cells: Vec<&str> = line.split(" | ").collect();
        let address = cells[0].trim_start_matches("| ").trim_matches('`');
        if address.contains('`') || LATER.contains(&address) {
            continue;
        }
        for demand in outside_code(cells[1], ';') {
            let kept = keeps(&built, address, demand.trim());
            demands += usize::from(kept.is_some());
            if kept == Some(false) {
                broken.push(format!("{address}: {}", demand.trim()));
            }
        }
    }
    assert!(demands > 300, "only {demands} demands were understood");
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// Addresses of the content format that Plenary does not make yet.
const LATER: [&str; 2] = ["/calendar.ics", "/search/"];

/// Whether a page keeps a demand; none where the demand is in words that are not understood.
fn keeps(built: &Built, address: &str, demand: &str) -> Option<bool> {
    let page =
        built.outputs.get(&Route::new(address)).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    match demand {
        "exists" => return Some(page.is_some()),
        "absent" => return Some(page.is_none()),
        _ => {}
    }
    let (kind, value) = demand.split_once(": `")?;
    let value = value.strip_suffix('`').filter(|value| !value.contains('`'))?;
    let page = page.unwrap_or_default();
    let document = Html::parse_document(&page);
    let words = |selector: &str| -> String {
        let selector = Selector::parse(selector).unwrap();
        let text: String = document.select(&selector).flat_map(|e| e.text()).collect();
        text.split([' ', '\n', '\t']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    };
    Some(match kind {
        "h1" => words("h1") == value,
        "text" => words("body").contains(value),
        "no-text" => !words("body").contains(value),
        "html" => page.contains(value),
        "no-html" => !page.contains(value),
        "href" => page.contains(&format!("href=\"{value}\"")),
        _ => return None,
    })
}

/// The parts of a text between separators that do not stand in backquotes.
fn outside_code(text: &str, separator: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut code) = (0, false);
    for (i, c) in text.char_indices() {
        if c == '`' {
            code = !code;
        } else if c == separator && !code {
            parts.push(&text[start..i]);
            start = i + 1;
        }
    }
    parts.push(&text[start..]);
    parts
}

#[test]
fn lagoon_a_whole_site_in_four_languages() {
    check("lagoon");
}

#[test]
fn minimal_a_home_page_alone() {
    check("minimal");
}

#[test]
fn empty_settings_alone() {
    check("empty");
}

#[test]
fn the_same_site_gives_the_same_bytes() {
    assert_eq!(built("harbour").outputs, built("harbour").outputs);
}
