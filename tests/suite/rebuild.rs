//! Builds that know the one before: what they make, and that it is what a build from nothing makes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use plenary::build::{Edition, Options};
use plenary::diagnostics::human;
use plenary::publish::Publication;
use plenary::publish::onlooker::Nobody;
use plenary::rebuild::{Asked, Rebuild};
use plenary::resolve::today::Now;
use plenary::timings::Timings;
use proptest::prelude::*;
use tempfile::TempDir;

/// The day of the builds.
const DAY: &str = "2026-11-24";

/// A small site with a little of everything.
const SITE: &str = include_str!("rebuild.txt");

/// A site on the disk that is built again and again.
struct Site {
    folder: TempDir,
}

/// What a build came to.
struct Built {
    /// The addresses that were made and not kept.
    made: BTreeSet<String>,
    /// What was found.
    report: String,
    /// Everything in the output folder; none where errors forbade it.
    outputs: Option<BTreeMap<PathBuf, Vec<u8>>>,
}

impl Site {
    fn new() -> Self {
        let site = Self { folder: tempfile::tempdir().unwrap() };
        for part in SITE.split("-- content/").skip(1) {
            let (path, text) = part.split_once(" --\n").unwrap();
            site.write(&format!("content/{path}"), text);
        }
        site
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let file = self.root().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap()
    }

    fn replace(&self, path: &str, old: &str, new: &str) {
        let text = self.read(path);
        assert!(text.contains(old), "{path} has no {old}");
        self.write(path, text.replacen(old, new, 1));
    }

    fn rename(&self, old: &str, new: &str) {
        fs::rename(self.root().join(old), self.root().join(new)).unwrap();
    }

    fn remove(&self, path: &str) {
        fs::remove_file(self.root().join(path)).unwrap();
    }

    /// Adds two translations with the seals of their sources, of which one is a draft; the sources end with
    /// a paragraph that their own pages alone show.
    fn add_sealed(&self) {
        for (note, title, words, draft) in [
            ("three", "Three", "The third note, see [[one]].", ""),
            ("two", "Two", "The second note.", "draft: yes\n"),
        ] {
            self.replace(&format!("content/notes/{note}.md"), words, &format!("{words}\n\nMore of it."));
            let seal = plenary::digest::seal(&format!("{title} {words} More of it."));
            let text = format!("---\ntitle: {title} mots\n{draft}translates: {seal}\n---\n\nMots.\n");
            self.write(&format!("content/notes/{note}.fr.md"), text);
        }
    }

    /// Builds into the folder `out`, remembering in `memory`, both beside the site.
    fn build(&self, out: &str, memory: &str, day: &str) -> Built {
        let (root, out) = (self.root(), self.folder.path().join(out));
        let options = Options {
            now: Now::Day(day.parse().unwrap()),
            drafts: false,
            base: None,
            edition: Edition::default(),
        };
        let publication = Publication::begin(&out, &self.folder.path().join(memory), &Nobody).unwrap();
        let mut timings = Timings::default();
        let memory = self.folder.path().join(memory);
        let asked =
            Asked { root: &root, memory: &memory, program: "test", options, online: &BTreeSet::new() };
        let mut rebuild = Rebuild::new(asked, &publication, &mut timings).unwrap();
        let made = Mutex::new(BTreeSet::new());
        let done = |route: &plenary::site::Route, is_made: bool| {
            if is_made {
                made.lock().unwrap().insert(route.to_string());
            }
        };
        if !rebuild.found.has_errors() {
            rebuild.make(&publication, &done, &mut timings).unwrap();
        }
        let report = human::print(&rebuild.found, &rebuild.files, false);
        let outputs = if rebuild.found.has_errors() {
            publication.abandon();
            None
        } else {
            rebuild.publish(publication, &mut timings).unwrap();
            Some(tree(&out))
        };
        Built { made: made.into_inner().unwrap(), report, outputs }
    }

    /// Builds with what is remembered, and asserts that a build from nothing makes the same.
    fn rebuild(&self, day: &str) -> Built {
        let again = self.build("out", "memory", day);
        for folder in ["clean", "nothing"] {
            let _ = fs::remove_dir_all(self.folder.path().join(folder));
        }
        let clean = self.build("clean", "nothing", day);
        assert_eq!(again.report, clean.report);
        let without_kept = |outputs: BTreeMap<PathBuf, Vec<u8>>, like: &BTreeMap<PathBuf, Vec<u8>>| {
            // Styles of the build before stay for a while.
            let stays = |path: &PathBuf| !path.starts_with("assets") || like.contains_key(path);
            outputs.into_iter().filter(|(path, _)| stays(path)).collect::<BTreeMap<_, _>>()
        };
        if let (Some(again), Some(clean)) = (again.outputs.clone(), clean.outputs) {
            let again = without_kept(again, &clean);
            for path in again.keys().chain(clean.keys()) {
                assert!(again.get(path) == clean.get(path), "{} differs from a clean build", path.display());
            }
        }
        again
    }
}

fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    fn walk(folder: &Path, from: &Path, into: &mut BTreeMap<PathBuf, Vec<u8>>) {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                walk(&path, from, into);
            } else {
                into.insert(path.strip_prefix(from).unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    let mut all = BTreeMap::new();
    walk(folder, folder, &mut all);
    all
}

/// Outputs that are cheap to make and made at each whole build; only what differs is written.
fn is_cheap(route: &str) -> bool {
    let endings = [".csv", ".ics", ".json", ".ttl", ".txt", ".vcf", ".xml"];
    route.starts_with("/assets/") || endings.iter().any(|ending| route.ends_with(ending))
}

type Edit = (&'static str, fn(&Site));

/// Edits and the pages that each makes again.
const EDITS: &[Edit] = &[
    ("nothing", |_| {}),
    ("a file touched", |site| site.replace("content/contact.md", "Write", "Write")),
    ("a later paragraph of a note", |site| site.replace("content/notes/one.md", "a little", "much")),
    ("the first sentence of a note", |site| {
        site.replace("content/notes/one.md", "The first note.", "A first note.");
    }),
    ("the title of a note", |site| site.replace("content/notes/one.md", "title: One", "title: Eins")),
    ("the date of a note", |site| site.replace("content/notes/one.md", "2026-01-01", "2026-01-09")),
    ("a topic of a note", |site| site.replace("content/notes/two.md", "[Tides]", "[Tides, Ice]")),
    ("a new note", |site| {
        site.write("content/notes/four.md", "---\ntitle: Four\ndate: 2026-01-04\n---\n\nThe fourth.\n");
    }),
    ("a note gone", |site| site.remove("content/notes/two.md")),
    ("a page renamed", |site| site.rename("content/contact.md", "content/reach-us.md")),
    ("a text that is set into another page", |site| {
        site.replace("content/bodies/board.md", "the lights", "the buoys");
    }),
    ("the words of a quote", |site| site.replace("content/quotes/ana.md", "ours", "yours")),
    ("a member", |site| site.replace("content/bodies/board.md", "[city]", "[city, ana]")),
    ("a heading", |site| site.replace("content/contact.md", "By post", "By letter")),
    ("a drawing", |site| site.replace("content/quay.svg", "0 0 3 2", "0 0 4 3")),
    ("a translation", |site| site.replace("content/about.fr.md", "bref", "mots")),
    ("a template of notes", |site| {
        site.write(
            "templates/note.html",
            "{% extends \"@plenary/note.html\" %}{% block title %}N{% endblock %}",
        );
    }),
    ("a part of templates", |site| site.write("templates/parts/contact.html", "<p>Contact</p>")),
    ("a style", |site| site.write("static/site.css", "p { color: black }\n")),
    ("a word of the interface in one language", |site| {
        site.write("content/strings/fr.ftl", "menu = Au menu\n");
    }),
    ("the menu", |site| site.replace("content/site.yaml", "[about, notes]", "[notes]")),
    ("the site's title", |site| site.replace("content/site.yaml", "title: Harbour", "title: Haven")),
    ("a new language", |site| {
        site.replace("content/site.yaml", "{fr: {title: Port}}", "{fr: {title: Port}, de: {title: Hafen}}");
    }),
];

/// Previews are drawn again where what is written on them is another, and only there.
#[test]
#[cfg(feature = "images")]
fn a_title_that_changes_draws_its_previews() {
    for (edit, expected) in [
        ("a later paragraph of a note", 0),
        ("a style", 0),
        // In both languages: the note has no translation.
        ("the title of a note", 2),
    ] {
        let site = Site::new();
        site.replace("content/site.yaml", "previews: off", "previews: on");
        site.build("out", "memory", DAY);
        EDITS.iter().find(|(name, _)| *name == edit).unwrap().1(&site);
        let made = site.rebuild(DAY).made;
        assert_eq!(
            made.iter().filter(|route| route.starts_with("/assets/preview-")).count(),
            expected,
            "{edit}"
        );
    }
}

/// What each edit makes, a line each; `PLENARY_ACCEPT=1` writes it.
const MADE: &str = include_str!("rebuild.made");

#[test]
fn an_edit_makes_what_it_changes() {
    let mut all = String::new();
    for (name, edit) in EDITS {
        let site = Site::new();
        site.build("out", "memory", DAY);
        edit(&site);
        let built = site.rebuild(DAY);
        assert!(built.outputs.is_some(), "{name}: {}", built.report);
        let made: Vec<&str> =
            built.made.iter().map(String::as_str).filter(|route| !is_cheap(route)).collect();
        all.extend([name, ": ", &made.join(" "), "\n"]);
    }
    if std::env::var_os("PLENARY_ACCEPT").is_some() {
        fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/rebuild.made"), all).unwrap();
        return;
    }
    for (made, expected) in all.lines().zip(MADE.lines()) {
        assert_eq!(made, expected);
    }
    assert_eq!(all.lines().count(), MADE.lines().count());
}

#[test]
fn what_was_found_is_said_again() {
    let site = Site::new();
    site.write("content/notes/four.md", "---\ntitle: Four\n---\n\nThe the note, and WXYZ.\n");
    let first = site.build("out", "memory", DAY);
    assert!(first.report.contains("WXYZ"), "{}", first.report);
    let again = site.rebuild(DAY);
    assert!(again.made.is_empty());
    assert_eq!(first.report, again.report);
}

#[test]
fn a_translation_follows_its_source() {
    let site = Site::new();
    site.add_sealed();
    assert!(!site.build("out", "memory", DAY).report.contains("translation-behind"));
    let notice = |built: &Built| {
        let page = &built.outputs.as_ref().unwrap()[Path::new("fr/notes/three/index.html")];
        String::from_utf8_lossy(page).contains("L’original a été modifié")
    };
    site.replace("content/notes/three.md", "More", "Much");
    let built = site.rebuild(DAY);
    assert!(notice(&built) && built.report.contains("notes/three.md has changed"), "{}", built.report);
    assert!(built.made.contains("/fr/notes/three/") && built.made.contains("/notes/three/"));
    assert!(!built.made.contains("/fr/notes/two/") && !built.made.contains("/fr/notes/one/"));
    site.replace("content/notes/three.md", "Much", "More");
    let built = site.rebuild(DAY);
    assert!(!notice(&built) && !built.report.contains("translation-behind"), "{}", built.report);
    assert!(built.made.contains("/fr/notes/three/"));
    // A draft is behind once it is none.
    site.replace("content/notes/two.md", "More", "Much");
    let built = site.rebuild(DAY);
    assert!(!built.report.contains("translation-behind"), "{}", built.report);
    site.replace("content/notes/two.fr.md", "draft: yes\n", "");
    let built = site.rebuild(DAY);
    assert!(built.report.contains("notes/two.md has changed"), "{}", built.report);
    // Of a page that is withdrawn nobody is sent to the original.
    site.replace("content/notes/three.md", "More", "Much");
    site.replace(
        "content/notes/three.md",
        "title: Three\n",
        "title: Three\ngone: {on: 2026-01-05, why: Wrong.}\n",
    );
    let built = site.rebuild(DAY);
    assert!(!notice(&built) && !built.report.contains("notes/three.md has changed"), "{}", built.report);
}

#[test]
fn a_page_that_a_template_cannot_make_is_told_of_at_each_build() {
    let site = Site::new();
    site.replace("content/site.yaml", "title: Harbour", "title: Harbour\nchecks: {template: warning}");
    site.write("templates/note.html", "{{ page.title | replace(from=1) }}");
    let first = site.build("out", "memory", DAY);
    assert!(first.report.contains("cannot be made"), "{}", first.report);
    // Another page changes, so that everything is loaded, and the notes are made of the same.
    site.replace("content/contact.md", "title: Contact", "title: Reach us");
    site.rebuild(DAY);
    // A note changes, so that its page alone would be made.
    site.replace("content/notes/one.md", "a little", "much");
    site.rebuild(DAY);
}

#[test]
fn what_pages_need_is_known_when_they_are_not_made() {
    let site = Site::new();
    let policy = |built: &Built| {
        let pages = built.outputs.as_ref().unwrap().iter().filter(|(path, _)| path.ends_with("index.html"));
        let said = |page: &[u8]| String::from_utf8_lossy(page).lines().nth(4).unwrap().to_owned();
        pages.map(|(_, page)| said(page)).collect::<BTreeSet<_>>()
    };
    let plain = policy(&site.rebuild(DAY));
    let script = "{% extends \"@plenary/quote.html\" %}{% block head %}<script>1</script>{% endblock head %}";
    site.write("templates/quote.html", script);
    let with_script = policy(&site.rebuild(DAY));
    assert_eq!(with_script.len(), 2);
    assert!(with_script.iter().all(|policy| policy.contains("sha256-")), "{with_script:?}");
    site.replace("content/notes/one.md", "a little", "much");
    let edited = site.rebuild(DAY);
    assert_eq!(policy(&edited), with_script);
    assert!(!edited.made.contains("/quotes/ana/"), "{:?}", edited.made);
    site.remove("templates/quote.html");
    assert_eq!(policy(&site.rebuild(DAY)), plain);
}

#[test]
fn a_page_goes_online_on_its_day() {
    let site = Site::new();
    let held = "---\ntitle: Held\ndate: 2026-12-01\npublish_at: 2026-12-01\n---\n\nLater.\n";
    site.write("content/notes/held.md", held);
    site.build("out", "memory", DAY);
    let there = |built: Built| built.outputs.unwrap().contains_key(Path::new("notes/held/index.html"));
    assert!(!there(site.rebuild("2026-11-30")));
    assert!(there(site.rebuild("2026-12-01")));
    assert!(!there(site.rebuild("2026-11-30")));
}

#[test]
fn an_output_that_is_gone_or_changed_is_made_again() {
    let site = Site::new();
    site.build("out", "memory", DAY);
    fs::remove_file(site.folder.path().join("out/about/index.html")).unwrap();
    fs::write(site.folder.path().join("out/contact/index.html"), "changed by hand").unwrap();
    site.rebuild(DAY);
}

#[test]
fn what_another_build_left_there_is_not_taken_for_ones_own() {
    let (site, other) = (Site::new(), Site::new());
    let out = |site: &Site| site.folder.path().join("out");
    site.build("out", "memory", DAY);
    // An old site put back, as after a mistake.
    fs::rename(out(&site), site.folder.path().join("old")).unwrap();
    site.build("out", "memory", DAY);
    site.replace("content/contact.md", "Write", "Send a letter");
    site.build("out", "memory", DAY);
    fs::remove_dir_all(out(&site)).unwrap();
    fs::rename(site.folder.path().join("old"), out(&site)).unwrap();
    site.rebuild(DAY);
    // The same folder, built from another copy of the site.
    other.replace("content/about.md", "More words", "Other words");
    other.build("out", "memory", DAY);
    fs::remove_dir_all(out(&site)).unwrap();
    fs::rename(out(&other), out(&site)).unwrap();
    site.rebuild(DAY);
    // A build that could not be remembered.
    let memory = site.folder.path().join("memory");
    fs::rename(&memory, site.folder.path().join("away")).unwrap();
    site.replace("content/contact.md", "Send a letter", "Write");
    site.build("out", "memory", DAY);
    fs::remove_dir_all(&memory).unwrap();
    fs::rename(site.folder.path().join("away"), &memory).unwrap();
    site.replace("content/contact.md", "Write", "Send a letter");
    site.rebuild(DAY);
}

#[test]
fn a_diagram_follows_its_records() {
    let site = Site::new();
    site.replace("content/about.md", "![[board]]", "![[bodies|diagram]]");
    site.build("out", "memory", DAY);
    let edits: [(&str, &str, &str); 4] = [
        ("content/organisations/city.md", "City of Maravelle", "Town of Maravelle"),
        ("content/bodies/board.md", "members: [city]", "members: [ana]\nadvises: [city]"),
        ("content/bodies/board.md", "advises: [city]", "advises: [{whom: city, on: tides}]"),
        ("content/people/ana.md", "Ana Sorrel", "Ana Sorrel-Quay"),
    ];
    for (path, old, new) in edits {
        site.replace(path, old, new);
        let built = site.rebuild(DAY);
        assert!(built.made.contains("/about/"), "{new}: {:?}", built.made);
    }
    // The diagram shows nothing of a body's words.
    site.replace("content/bodies/board.md", "It keeps the lights.", "It keeps the buoys.");
    site.rebuild(DAY);
}

#[test]
fn errors_leave_the_last_site_and_are_taken_in_when_mended() {
    let site = Site::new();
    site.build("out", "memory", DAY);
    site.replace("content/contact.md", "Write to us.", "Write to [us](nobody.md).");
    assert!(site.rebuild(DAY).outputs.is_none());
    site.replace("content/contact.md", "[us](nobody.md)", "us");
    assert!(site.rebuild(DAY).outputs.is_some());
}

/// What somebody may type into a file.
const TYPED: [&str; 27] = [
    "harbour ",
    " the the ",
    "\n\n",
    "\n\n## Moorings\n\n",
    "[[board]]",
    "\n\n![[people]]\n\n",
    "\n\n![[bodies|diagram]]\n\n",
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
    "{#moorings}",
    "title: ",
    "\ndraft: yes\n",
    "[about](about.md#more)",
];

const FILES: [&str; 13] = [
    "index.md",
    "index.fr.md",
    "about.md",
    "about.fr.md",
    "contact.md",
    "bodies/board.md",
    "organisations/city.md",
    "people/ana.md",
    "quotes/ana.md",
    "notes/one.md",
    "notes/two.md",
    "notes/three.md",
    "site.yaml",
];

#[derive(Clone, Debug)]
enum Change {
    /// Types something into a file, at a place in thousandths of its length.
    Type(usize, usize, usize),
    /// One of [`EDITS`], where it can still be made.
    Edit(usize),
    /// Removes a file, or writes it again as it was first.
    Toggle(usize),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        4 => (0..FILES.len() - 1, 0..1000usize, 0..TYPED.len()).prop_map(|(f, at, t)| Change::Type(f, at, t)),
        2 => (0..EDITS.len()).prop_map(Change::Edit),
        1 => (0..FILES.len() - 1).prop_map(Change::Toggle),
    ]
}

fn make(site: &Site, change: &Change) {
    let path = |file: usize| format!("content/{}", FILES[file]);
    let there = |path: &str| site.root().join(path).exists();
    match change {
        Change::Type(file, at, typed) if there(&path(*file)) => {
            let text = site.read(&path(*file));
            let at = text.floor_char_boundary(text.len() * at / 1000);
            site.write(&path(*file), format!("{}{}{}", &text[..at], TYPED[*typed], &text[at..]));
        }
        Change::Edit(edit) => {
            // What is not there any more cannot be edited.
            let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| EDITS[*edit].1(site)));
        }
        Change::Toggle(file) if there(&path(*file)) => site.remove(&path(*file)),
        Change::Type(file, ..) | Change::Toggle(file) => {
            let begin = format!("-- {} --\n", path(*file));
            let text = SITE.split_once(&begin).unwrap().1;
            site.write(&path(*file), text.split("-- content/").next().unwrap());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_edits_make_what_a_clean_build_makes(changes in prop::collection::vec(change(), 1..8)) {
        let site = Site::new();
        site.add_sealed();
        site.build("out", "memory", DAY);
        for change in &changes {
            make(&site, change);
            site.rebuild(DAY);
        }
    }
}

/// A picture of one colour, as JPEG.
#[cfg(feature = "images")]
fn picture(colour: [u8; 3]) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_pixel(900, 600, image::Rgb(colour))
        .write_to(&mut bytes, image::ImageFormat::Jpeg)
        .unwrap();
    bytes.into_inner()
}

#[cfg(feature = "images")]
#[test]
fn a_picture_that_has_changed_is_made_with_the_pages_that_show_it() {
    let site = Site::new();
    site.write("content/flag.jpg", picture([200, 0, 0]));
    site.replace("content/contact.md", "At the quay.", "At the quay.\n\n![The flag](flag.jpg)");
    site.rebuild(DAY);
    let made = |site: &Site| -> Vec<String> {
        let made = site.rebuild(DAY).made.into_iter();
        made.filter(|route| route.starts_with("/assets/flag") || !is_cheap(route)).collect()
    };
    site.replace("content/about.md", "More words.", "No more words.");
    assert_eq!(made(&site), ["/about/"]);
    site.replace("content/site.yaml", "title: Harbour", "title: Haven");
    assert!(!made(&site).iter().any(|route| route.starts_with("/assets/flag")));
    site.write("content/flag.jpg", picture([0, 0, 200]));
    let changed = made(&site);
    let pages: Vec<&String> = changed.iter().filter(|route| !route.starts_with("/assets/")).collect();
    assert_eq!(pages, ["/contact/", "/fr/contact/"]);
    assert_eq!(changed.len() - pages.len(), 4, "{changed:?}");
}

#[test]
fn compressed_files_follow_their_originals() {
    let site = Site::new();
    site.replace("content/site.yaml", "title: Harbour", "title: Harbour\nprecompress: yes");
    let compressed = |built: &Built| -> BTreeMap<PathBuf, Vec<u8>> {
        let all = built.outputs.clone().unwrap().into_iter();
        all.filter(|(path, _)| path.extension().is_some_and(|e| e == "gz" || e == "br")).collect()
    };
    let first = compressed(&site.rebuild(DAY));
    assert!(first.len() > 20, "{:?}", first.keys());
    site.replace("content/about.md", "More words.", "No more words.");
    let edited = compressed(&site.rebuild(DAY));
    let changed: Vec<_> = edited.iter().filter(|(path, bytes)| first.get(*path) != Some(bytes)).collect();
    assert!(changed.iter().any(|(path, _)| path.ends_with("about/index.html.br")), "{changed:?}");
    // One that somebody changed is made again; those of what is gone go with it.
    fs::write(site.folder.path().join("out/about/index.html.gz"), "no gzip").unwrap();
    site.remove("content/contact.md");
    let fewer = compressed(&site.rebuild(DAY));
    assert!(!fewer.contains_key(Path::new("contact/index.html.br")));
    assert_eq!(fewer.get(Path::new("about/index.html.gz")), edited.get(Path::new("about/index.html.gz")));
    site.replace("content/site.yaml", "precompress: yes\n", "");
    assert!(compressed(&site.rebuild(DAY)).is_empty());
}
