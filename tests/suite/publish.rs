//! Publishing to a disk.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use plenary::build::Sink;
use plenary::diagnostics::Findings;
use plenary::error::Failure;
use plenary::files::Files;
use plenary::formats::manifest;
use plenary::plan::Turn;
use plenary::publish::onlooker::{Nobody, Onlooker};
use plenary::publish::{Publication, Published};
use plenary::site::Route;

/// A site as addresses and texts.
type Outputs<'a> = &'a [(&'a str, &'a str)];

fn turn(route: &str) -> Turn {
    match route {
        "/" => Turn::List,
        route if route.starts_with("/assets/") => Turn::File,
        _ => Turn::Page,
    }
}

/// Publishes a site into `public` in the folder `root`, as `plenary build` does.
fn publish_with(outputs: Outputs<'_>, root: &Path, onlooker: &dyn Onlooker) -> Result<Published, Failure> {
    let publication = Publication::begin(&root.join("public"), &root.join(".plenary"), onlooker)?;
    for (route, text) in outputs {
        publication.stage(&Route::new(route), turn(route), text.as_bytes(), None)?;
    }
    let said = manifest::json(publication.taken());
    publication.stage(&Route::new("/build.json"), Turn::Manifest, said.as_bytes(), None)?;
    publication.finish().map(|(published, _)| published)
}

fn publish(outputs: Outputs<'_>, root: &Path) -> Result<Published, Failure> {
    publish_with(outputs, root, &Nobody)
}

fn refused(outputs: Outputs<'_>, root: &Path) -> String {
    match publish(outputs, root) {
        Err(Failure::Usage(message)) => message,
        other => panic!("{other:?}"),
    }
}

fn read(folder: &Path, file: &str) -> Option<String> {
    fs::read_to_string(folder.join(file)).ok()
}

/// All files of a folder with their texts, and its folders, hidden ones too.
fn tree(folder: &Path) -> BTreeMap<String, String> {
    let mut tree = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder).min_depth(1).into_iter().flatten() {
        let path = entry.path().strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
        if entry.file_type().is_dir() {
            tree.insert(format!("{path}/"), String::new());
        } else if let Ok(text) = fs::read_to_string(entry.path()) {
            tree.insert(path, text);
        }
    }
    tree
}

/// What lies beside the output and what is remembered, by name.
fn beside(root: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(root).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn remembered(root: &Path, name: &str) -> Option<PathBuf> {
    let folders = fs::read_dir(root.join(".plenary/outputs")).unwrap();
    folders.map(|folder| folder.unwrap().path().join(name)).find(|file| file.exists())
}

/// Goes away at a step, and hears what is said.
#[derive(Default)]
struct Steps {
    goes_at: Option<usize>,
    seen: AtomicUsize,
    words: Mutex<Vec<String>>,
}

impl Steps {
    fn until(step: usize) -> Self {
        Self { goes_at: Some(step), ..Self::default() }
    }
}

impl Onlooker for Steps {
    fn word(&self, text: &str) {
        self.words.lock().unwrap().push(text.to_owned());
    }

    fn step(&self, _: &Path) -> Result<(), Failure> {
        let step = self.seen.fetch_add(1, Ordering::SeqCst);
        // Whoever went away does not come back for the next step.
        if self.goes_at.is_some_and(|goes_at| step >= goes_at) {
            return Err(Failure::Machine("interrupted".to_owned()));
        }
        Ok(())
    }
}

#[test]
fn only_what_changed_is_written_and_what_is_gone_is_removed() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    let out = root.join("public");
    publish(&[("/", "a"), ("/x/y/", "b"), ("/z/", "c")], root).unwrap();
    fs::write(out.join("CNAME"), "kept").unwrap();
    let before = fs::metadata(out.join("index.html")).unwrap().modified().unwrap();
    thread::sleep(Duration::from_millis(20));
    let published = publish(&[("/", "a"), ("/z/", "d")], root).unwrap();
    // z/index.html and build.json changed; index.html did not.
    assert_eq!(published, Published { written: 2, unchanged: 1, removed: 1, by_hand: 0 });
    assert_eq!(read(&out, "z/index.html").as_deref(), Some("d"));
    assert!(!out.join("x").exists(), "the empty folders go too");
    assert_eq!(read(&out, "CNAME").as_deref(), Some("kept"), "files of others stay");
    let again = publish(&[("/", "a"), ("/z/", "d")], root).unwrap();
    assert_eq!(again, Published { unchanged: 3, ..Published::default() });
    assert_eq!(fs::metadata(out.join("index.html")).unwrap().modified().unwrap(), before);
    assert_eq!(beside(root), [".plenary", "public"]);
    assert_eq!(
        tree(&out).keys().collect::<Vec<_>>(),
        ["CNAME", "build.json", "index.html", "z/", "z/index.html"]
    );
}

#[test]
fn a_page_can_become_a_file_and_a_file_a_page() {
    let root = tempfile::tempdir().unwrap();
    let out = root.path().join("public");
    publish(&[("/a/", "page"), ("/a/b/c/", "page"), ("/b", "file")], root.path()).unwrap();
    publish(&[("/a", "file"), ("/b/", "page"), ("/b/c/d/", "page")], root.path()).unwrap();
    assert_eq!(read(&out, "a").as_deref(), Some("file"));
    assert_eq!(read(&out, "b/index.html").as_deref(), Some("page"));
    assert_eq!(read(&out, "b/c/d/index.html").as_deref(), Some("page"));
}

#[test]
fn a_manifest_cannot_name_files_outside_the_folder() {
    let root = tempfile::tempdir().unwrap();
    let out = root.path().join("public");
    let victim = root.path().join("victim.txt");
    fs::write(&victim, "precious").unwrap();
    fs::create_dir_all(&out).unwrap();
    let manifest =
        r#"{"generator": "plenary 0.1.0", "outputs": [{"path": "../victim.txt", "size": 8, "sha256": ""}]}"#;
    fs::write(out.join("build.json"), manifest).unwrap();
    publish(&[("/", "a")], root.path()).unwrap();
    assert!(victim.exists());
}

#[test]
fn a_folder_with_files_of_others_is_refused() {
    let root = tempfile::tempdir().unwrap();
    let out = root.path().join("public");
    fs::create_dir_all(out.join(".git")).unwrap();
    fs::write(out.join("holiday.jpg"), "precious").unwrap();
    let message = refused(&[("/", "a")], root.path());
    assert!(message.contains("public/holiday.jpg is there, and no build of Plenary made it"), "{message}");
    // The list of another program's outputs makes nothing ours.
    fs::write(out.join("build.json"), r#"{"generator": "other", "outputs": []}"#).unwrap();
    assert!(refused(&[("/", "a")], root.path()).contains("public/build.json is there"));
    assert_eq!(read(&out, "holiday.jpg").as_deref(), Some("precious"));
    assert_eq!(beside(root.path()), [".plenary", "public"]);
    // Version control is nobody's file.
    fs::remove_file(out.join("holiday.jpg")).unwrap();
    fs::remove_file(out.join("build.json")).unwrap();
    publish(&[("/", "a")], root.path()).unwrap();
    assert!(out.join(".git").exists());
}

#[test]
fn files_of_others_are_not_written_over() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    let out = root.join("public");
    let site = [("/", "a"), ("/p/", "p"), ("/gone/", "g")];
    publish(&site, root).unwrap();
    let folder = |path: &str| fs::create_dir_all(out.join(path)).unwrap();
    folder("new");
    folder("page/of/others");
    folder("p/others");
    folder("empty/within");
    for file in ["new/index.html", "page/of/others/x", "list", "p/others/x"] {
        fs::write(out.join(file), "precious").unwrap();
    }
    let before = tree(&out);
    for (route, file) in [
        ("/new/", "new/index.html"),
        ("/page", "page/of/others/x"),
        ("/list/", "list"),
        ("/list/of/", "list"),
        ("/p", "p/others/x"),
    ] {
        let message = refused(&[("/", "b"), (route, "x")], root);
        assert!(message.contains(&format!("public/{file} is there, and no build of Plenary")), "{message}");
        assert_eq!(tree(&out), before, "{route}");
        assert_eq!(beside(root), [".plenary", "public"]);
    }
    // The same bytes harm nobody, and neither does an empty folder.
    publish(&[("/", "b"), ("/new/", "precious"), ("/empty", "x")], root).unwrap();
    assert_eq!(read(&out, "empty").as_deref(), Some("x"));
    assert_eq!(read(&out, "p/others/x").as_deref(), Some("precious"));
}

#[test]
fn no_output_leaves_the_folder() {
    let root = tempfile::tempdir().unwrap();
    assert!(refused(&[("/../escaped/", "a")], root.path()).contains("leads out of"));
    assert!(!root.path().join("escaped").exists());
}

#[test]
fn what_waits_is_cleared() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    fs::create_dir_all(root.join(".plenary-public/x")).unwrap();
    fs::write(root.join(".plenary-public/x/index.html"), "left").unwrap();
    publish(&[("/", "a")], root).unwrap();
    assert_eq!(tree(&root.join("public")).keys().collect::<Vec<_>>(), ["build.json", "index.html"]);
    let publication = Publication::begin(&root.join("public"), &root.join(".plenary"), &Nobody).unwrap();
    publication.stage(&Route::new("/"), Turn::List, b"never", None).unwrap();
    publication.abandon();
    assert_eq!(read(&root.join("public"), "index.html").as_deref(), Some("a"));
    assert_eq!(beside(root), [".plenary", "public"]);
}

const OLD: Outputs<'_> = &[
    ("/", "old list"),
    ("/a/", "old page"),
    ("/a/deep/er/", "old page"),
    ("/assets/site.00000000aa.css", "old style"),
    ("/b", "old file"),
    ("/gone/", "gone"),
    ("/gone/too/", "gone"),
    ("/same/", "same"),
];

const NEW: Outputs<'_> = &[
    ("/", "new list"),
    ("/a", "new file"),
    ("/assets/site.00000000bb.css", "new style"),
    ("/b/", "new page"),
    ("/fresh/", "fresh"),
    ("/fresh/too/", "fresh"),
    ("/same/", "same"),
];

const NEXT: Outputs<'_> = &[("/", "next list"), ("/b/", "next page"), ("/same/", "same")];

/// Every file of the output is one of the sites', whole, and leads to nothing that is not there.
fn is_whole(out: &Path, sites: &[BTreeMap<String, String>], step: usize) {
    let tree = tree(out);
    for (path, text) in tree.iter().filter(|(path, _)| !path.ends_with('/') && *path != "build.json") {
        assert!(sites.iter().any(|site| site.get(path) == Some(text)), "step {step}: {path}: {text}");
    }
    if let Some(said) = tree.get("build.json") {
        assert!(sites.iter().any(|site| site.get("build.json") == Some(said)), "step {step}");
    }
    if tree.get("index.html").is_some_and(|list| list == "new list") {
        for file in ["assets/site.00000000bb.css", "b/index.html", "fresh/index.html", "a"] {
            assert!(tree.contains_key(file), "step {step}: the list stands before {file}");
        }
        assert!(tree.contains_key("assets/site.00000000aa.css"), "step {step}: a page lost its style");
    }
}

/// What the folder holds when sites are published one after the other.
fn clean(sites: &[Outputs<'_>]) -> BTreeMap<String, String> {
    let root = tempfile::tempdir().unwrap();
    for site in sites {
        publish(site, root.path()).unwrap();
    }
    tree(&root.path().join("public"))
}

/// Interrupts the publication of NEW over OLD at each step; `then` is done with the folder.
fn interrupted(then: impl Fn(&Path, usize)) -> usize {
    let whole = [clean(&[OLD]), clean(&[OLD, NEW]), clean(&[NEW])];
    for step in 0.. {
        let root = tempfile::tempdir().unwrap();
        publish(OLD, root.path()).unwrap();
        let done = publish_with(NEW, root.path(), &Steps::until(step)).is_ok();
        is_whole(&root.path().join("public"), &whole, step);
        then(root.path(), step);
        assert!(!root.path().join(".plenary-public").exists(), "step {step}: something still waits");
        assert_eq!(remembered(root.path(), "journal"), None, "step {step}");
        if done {
            return step;
        }
    }
    unreachable!()
}

#[test]
fn what_was_interrupted_is_finished_by_the_next_build() {
    let steps = interrupted(|root, step| {
        let published = publish(NEW, root).unwrap();
        assert_eq!(published.by_hand, 0, "step {step}: nobody changed anything");
        assert_eq!(tree(&root.join("public")), clean(&[OLD, NEW]), "step {step}");
        assert_eq!(publish(NEW, root).unwrap().written, 0);
    });
    // Each file moved or taken away, the journal and the manifest.
    assert!(steps >= 14, "{steps}");
}

#[test]
fn what_was_interrupted_is_finished_before_another_site_is_published() {
    // At the first step nothing had begun, so that the new site never was.
    let (with, without) = (clean(&[OLD, NEW, NEXT]), clean(&[OLD, NEXT]));
    interrupted(|root, step| {
        assert_eq!(publish(NEXT, root).unwrap().by_hand, 0);
        assert_eq!(tree(&root.join("public")), *if step == 0 { &without } else { &with }, "step {step}");
    });
}

#[test]
fn what_is_finished_can_be_interrupted_too() {
    let whole = [clean(&[OLD]), clean(&[OLD, NEW]), clean(&[NEW])];
    interrupted(|root, step| {
        for again in 0.. {
            let done = publish_with(NEW, root, &Steps::until(again)).is_ok();
            is_whole(&root.join("public"), &whole, step);
            if done {
                break;
            }
        }
        assert_eq!(tree(&root.join("public")), clean(&[OLD, NEW]), "step {step}");
    });
}

#[test]
fn an_abandoned_build_finishes_what_was_interrupted() {
    interrupted(|root, step| {
        let publication = Publication::begin(&root.join("public"), &root.join(".plenary"), &Nobody).unwrap();
        publication.abandon();
        let is = tree(&root.join("public"));
        assert_eq!(is, if step == 0 { clean(&[OLD]) } else { clean(&[OLD, NEW]) }, "step {step}");
    });
}

#[test]
fn what_cannot_be_finished_is_begun_again() {
    interrupted(|root, step| {
        let _ = fs::remove_dir_all(root.join(".plenary-public"));
        // Faults of the content in between make no difference.
        Publication::begin(&root.join("public"), &root.join(".plenary"), &Nobody).unwrap().abandon();
        assert_eq!(publish(NEW, root).unwrap().by_hand, 0, "step {step}: nobody changed anything");
        let (is, should) = (tree(&root.join("public")), clean(&[OLD, NEW]));
        assert_eq!(is, should, "step {step}");
    });
}

#[test]
fn the_first_publication_is_there_whole_or_not_at_all() {
    for step in 0.. {
        for is_there in [false, true] {
            let root = tempfile::tempdir().unwrap();
            let out = root.path().join("public");
            if is_there {
                fs::create_dir(&out).unwrap();
            }
            let done = publish_with(NEW, root.path(), &Steps::until(step)).is_ok();
            let is = tree(&out);
            assert!(is.is_empty() || is == clean(&[NEW]), "step {step}: {is:?}");
            assert_eq!(publish(NEW, root.path()).unwrap().by_hand, 0);
            assert_eq!(tree(&out), clean(&[NEW]));
            if done && is_there {
                assert_eq!(step, 2, "one rename and the manifest");
                return;
            }
        }
    }
}

#[test]
fn a_build_that_is_killed_leaves_a_whole_site() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    fs::create_dir_all(root.join("content/notes")).unwrap();
    fs::write(root.join("content/site.yaml"), "title: Test\n").unwrap();
    let build = |words: usize, kill: Option<u64>| {
        for i in 0..40 {
            let text = format!("---\ntitle: Note {i}\n---\n\n{}\n", format!("Text {words}. ").repeat(words));
            fs::write(root.join(format!("content/notes/n{i}.md")), text).unwrap();
        }
        let mut command = Command::new(env!("CARGO_BIN_EXE_plenary"));
        command.args(["build", "--today", "2026-11-24"]).current_dir(root).stdout(Stdio::null());
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        if let Some(pause) = kill {
            thread::sleep(Duration::from_millis(pause));
            child.kill().unwrap();
        }
        child.wait_with_output().unwrap()
    };
    build(1, None);
    for round in 0..12 {
        build(20 + round, Some(20 + 12 * round as u64));
        for (path, text) in tree(&root.join("public")).iter().filter(|(path, _)| path.ends_with(".html")) {
            assert!(text.ends_with("</html>\n"), "{path} is torn");
        }
    }
    let finished = build(50, None);
    assert!(finished.status.success(), "{}", String::from_utf8_lossy(&finished.stderr));
    let is = tree(&root.join("public"));
    fs::remove_dir_all(root.join("public")).unwrap();
    fs::remove_dir_all(root.join(".plenary")).unwrap();
    build(50, None);
    assert!(is == tree(&root.join("public")), "the site is not what a clean build makes");
}

#[test]
fn a_reader_never_sees_half_a_site() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    let out = root.join("public");
    let site = |version: usize| -> Vec<(String, String)> {
        let style = format!("/assets/site.{version:010}.css");
        let page =
            |i: usize| (format!("/p{i}/"), format!("{style} {}.", format!("{version} ").repeat(20_000)));
        (0..20).map(page).chain([(style.clone(), format!("{version}."))]).collect()
    };
    let publish_version = |version: usize| {
        let site = site(version);
        let site: Vec<(&str, &str)> = site.iter().map(|(route, text)| (&**route, &**text)).collect();
        publish(&site, root).unwrap();
    };
    publish_version(0);
    let (done, rounds) = (AtomicBool::new(false), AtomicUsize::new(0));
    thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::SeqCst) {
                for i in 0..20 {
                    let page = fs::read_to_string(out.join(format!("p{i}/index.html"))).expect("a page");
                    let style = page.split(' ').next().unwrap().trim_start_matches('/');
                    assert!(page.ends_with(" ."), "a page is torn");
                    assert!(out.join(style).exists(), "a page lost its style {style}");
                }
                rounds.fetch_add(1, Ordering::SeqCst);
            }
        });
        for version in 1..25 {
            publish_version(version);
            // A page may be a publication old, not two.
            let round = rounds.load(Ordering::SeqCst);
            for _ in 0..400 {
                if rounds.load(Ordering::SeqCst) >= round + 2 {
                    break;
                }
                thread::sleep(Duration::from_millis(5));
            }
        }
        done.store(true, Ordering::SeqCst);
    });
}

#[test]
fn styles_of_the_last_site_stay_until_the_next_publication() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    let out = root.join("public");
    let site = |hash: &str| publish(&[("/", hash), (&format!("/assets/s.{hash}.css"), hash)], root).unwrap();
    let styles = || -> Vec<String> {
        let mut names: Vec<String> = beside(&out.join("assets"));
        names.retain(|name| name.ends_with(".css"));
        names
    };
    site("000000000a");
    assert_eq!(site("000000000b").removed, 0);
    assert_eq!(styles(), ["s.000000000a.css", "s.000000000b.css"]);
    assert!(!read(&out, "build.json").unwrap().contains("000000000a"));
    // Nothing new is no publication.
    assert_eq!(site("000000000b"), Published { unchanged: 3, ..Published::default() });
    assert_eq!(styles(), ["s.000000000a.css", "s.000000000b.css"]);
    assert_eq!(site("000000000c").removed, 1);
    assert_eq!(styles(), ["s.000000000b.css", "s.000000000c.css"]);
    // What was kept can come back.
    assert_eq!(site("000000000b").written, 2);
    assert_eq!(styles(), ["s.000000000b.css", "s.000000000c.css"]);
    let plain = publish(&[("/", "x"), ("/assets/photo.jpg", "x")], root).unwrap();
    assert_eq!(plain.removed, 1);
    assert_eq!(publish(&[("/", "x")], root).unwrap().removed, 2, "other files do not stay");
    let verify = Command::new(env!("CARGO_BIN_EXE_plenary")).arg("verify").arg(&out).output().unwrap();
    assert!(verify.status.success());
}

#[test]
fn what_somebody_changed_is_written_again() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    let out = root.join("public");
    let site = [("/", "a"), ("/b/", "b"), ("/c/", "c"), ("/d/", "d")];
    publish(&site, root).unwrap();
    // In the same tick of the clock, of the same size.
    fs::write(out.join("b/index.html"), "B").unwrap();
    fs::remove_file(out.join("c/index.html")).unwrap();
    fs::write(out.join("d/index.html"), "longer").unwrap();
    let published = publish(&site[..3], root).unwrap();
    assert_eq!(published, Published { written: 3, unchanged: 1, removed: 1, by_hand: 3 });
    assert_eq!(tree(&out), clean(&[&site[..3]]));
    // The same bytes are no change, whoever wrote them.
    thread::sleep(Duration::from_millis(20));
    fs::write(out.join("b/index.html"), "b").unwrap();
    assert_eq!(publish(&site[..3], root).unwrap(), Published { unchanged: 4, ..Published::default() });
    // What was emptied is new.
    fs::remove_dir_all(&out).unwrap();
    assert_eq!(publish(&site[..3], root).unwrap(), Published { written: 4, ..Published::default() });
}

#[test]
fn two_builds_wait_for_each_other() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    let first = Publication::begin(&root.join("public"), &root.join(".plenary"), &Nobody).unwrap();
    let steps = Steps::default();
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            publish_with(&[("/", "second")], root, &steps).unwrap();
            done.store(true, Ordering::SeqCst);
        });
        thread::sleep(Duration::from_millis(900));
        assert!(!done.load(Ordering::SeqCst));
        first.stage(&Route::new("/"), Turn::List, b"first", None).unwrap();
        first.finish().unwrap();
    });
    assert_eq!(read(&root.join("public"), "index.html").as_deref(), Some("second"));
    let words = steps.words.into_inner().unwrap();
    assert_eq!(words.len(), 1);
    assert!(words[0].starts_with("Another build is writing to "), "{words:?}");
}

#[test]
fn what_is_remembered_can_be_lost() {
    type Spoil = (&'static str, fn(&Path));
    let spoil: [Spoil; 5] = [
        ("deleted", |root| fs::remove_dir_all(root.join(".plenary")).unwrap()),
        ("torn", |root| {
            let file = remembered(root, "manifest").unwrap();
            fs::File::options().write(true).open(file).unwrap().set_len(60).unwrap();
        }),
        ("empty", |root| fs::write(remembered(root, "manifest").unwrap(), "").unwrap()),
        ("of another version", |root| {
            let file = remembered(root, "manifest").unwrap();
            let mut bytes = fs::read(&file).unwrap();
            bytes[17] = b'9';
            fs::write(file, bytes).unwrap();
        }),
        ("damaged", |root| {
            let file = remembered(root, "manifest").unwrap();
            let mut bytes = fs::read(&file).unwrap();
            let path = bytes.windows(6).position(|w| w == b"index.").unwrap();
            bytes[path] = b'x';
            fs::write(file, bytes).unwrap();
        }),
    ];
    for (how, spoil) in spoil {
        let root = tempfile::tempdir().unwrap();
        let root = root.path();
        publish(&[("/", "a"), ("/b/", "b"), ("/c/", "c")], root).unwrap();
        spoil(root);
        fs::write(root.join("public/c/index.html"), "changed").unwrap();
        let published = publish(&[("/", "a"), ("/c/", "c")], root).unwrap();
        assert_eq!(published, Published { written: 2, unchanged: 1, removed: 1, by_hand: 1 }, "{how}");
        spoil(root);
        let again = publish(&[("/", "a"), ("/c/", "c")], root).unwrap();
        assert_eq!(again, Published { unchanged: 3, ..Published::default() }, "{how}");
    }
}

#[test]
fn a_folder_that_others_built_since_is_looked_at() {
    let (root, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let site = [("/", "a"), ("/b/", "b")];
    publish(&site, root.path()).unwrap();
    // Another copy of the site publishes into the same folder.
    let publication =
        Publication::begin(&root.path().join("public"), &other.path().join(".plenary"), &Nobody).unwrap();
    for (route, text) in [("/", "x"), ("/y/", "y")] {
        publication.stage(&Route::new(route), Turn::Page, text.as_bytes(), None).unwrap();
    }
    let said = manifest::json(publication.taken());
    publication.stage(&Route::new("/build.json"), Turn::Manifest, said.as_bytes(), None).unwrap();
    publication.finish().unwrap();
    let published = publish(&site, root.path()).unwrap();
    assert_eq!((published.written, published.removed), (3, 1));
    assert_eq!(tree(&root.path().join("public")), clean(&[&site]));
}

#[test]
fn a_site_that_cannot_be_remembered_is_published_all_the_same() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    fs::write(root.join(".plenary"), "no folder").unwrap();
    let steps = Steps::default();
    publish_with(OLD, root, &steps).unwrap();
    let words = steps.words.into_inner().unwrap();
    assert!(words[0].starts_with("This build is not remembered for the next: cannot write in "), "{words:?}");
    assert_eq!(publish(OLD, root).unwrap().written, 0);
    for step in 0.. {
        let done = publish_with(NEW, root, &Steps::until(step)).is_ok();
        publish(NEW, root).unwrap();
        assert_eq!(
            tree(&root.join("public")),
            clean(&[NEW]),
            "step {step}: nothing stays that nobody remembers"
        );
        assert_eq!(beside(root), [".plenary", "public"]);
        if done {
            break;
        }
        publish(OLD, root).unwrap();
    }
}

#[test]
fn what_was_made_from_the_same_is_kept() {
    let root = tempfile::tempdir().unwrap();
    let (out, memory) = (root.path().join("public"), root.path().join(".plenary"));
    let (a, b) = (Route::new("/a/"), Route::new("/b/"));
    let first = Publication::begin(&out, &memory, &Nobody).unwrap();
    assert!(!first.keep(&a, [1; 16]));
    first.stage(&a, Turn::Page, b"a", Some([1; 16])).unwrap();
    first.stage(&b, Turn::Page, b"b", Some([2; 16])).unwrap();
    let said = manifest::json(first.taken());
    first.stage(&Route::new("/build.json"), Turn::Manifest, said.as_bytes(), None).unwrap();
    first.finish().unwrap();
    fs::write(out.join("b/index.html"), "B").unwrap();
    let second = Publication::begin(&out, &memory, &Nobody).unwrap();
    assert_eq!(second.known(&a).unwrap().key, Some([1; 16]));
    assert!(!second.keep(&a, [9; 16]), "made from something else");
    assert!(second.keep(&a, [1; 16]));
    assert!(!second.keep(&b, [2; 16]), "somebody changed it");
    second.stage(&b, Turn::Page, b"b", Some([3; 16])).unwrap();
    assert_eq!(manifest::json(second.taken()), said);
    second.stage(&Route::new("/build.json"), Turn::Manifest, said.as_bytes(), None).unwrap();
    assert_eq!(second.finish().unwrap().0, Published { written: 1, unchanged: 2, removed: 0, by_hand: 1 });
    // A key alone is remembered too.
    let third = Publication::begin(&out, &memory, &Nobody).unwrap();
    assert!(third.keep(&b, [3; 16]));
    third.stage(&a, Turn::Page, b"a", Some([4; 16])).unwrap();
    assert!(
        third.keep(&Route::new("/build.json"), [0; 16]) || third.known(&Route::new("/build.json")).is_some()
    );
    third
        .stage(&Route::new("/build.json"), Turn::Manifest, &fs::read(out.join("build.json")).unwrap(), None)
        .unwrap();
    assert_eq!(third.finish().unwrap().0, Published { unchanged: 3, ..Published::default() });
    let fourth = Publication::begin(&out, &memory, &Nobody).unwrap();
    assert!(fourth.keep(&a, [4; 16]));
}

#[test]
fn heavy_files_are_reported() {
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content");
    fs::create_dir_all(&content).unwrap();
    fs::write(content.join("site.yaml"), "title: Test\n").unwrap();
    fs::write(content.join("a.md"), "---\ntitle: A\n---\n\n![A](big.jpg) ![B](small.jpg) [C](c.pdf)\n")
        .unwrap();
    for (name, size) in [("big.jpg", 6_000_000), ("small.jpg", 4_000_000), ("c.pdf", 6_000_000)] {
        fs::File::create(content.join(name)).unwrap().set_len(size).unwrap();
    }
    let mut found = Findings::default();
    let files = Files::scan(folder.path(), &mut found).unwrap();
    let built = crate::memory::Built::new(files, false);
    let heavy: Vec<&str> = built
        .found
        .list()
        .iter()
        .filter(|d| d.rule.name == "heavy-file")
        .map(|d| built.files.get(d.span.file).path.as_str())
        .collect();
    assert_eq!(heavy, ["content/big.jpg"]);
}

#[test]
fn files_that_are_not_utf8_and_links_out_are_reported() {
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content");
    fs::create_dir_all(&content).unwrap();
    fs::write(content.join("site.yaml"), "title: Test\n").unwrap();
    fs::write(content.join("a.md"), b"---\ntitle: A\n---\n\ncaf\xe9\n").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("/etc", content.join("out")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("nowhere.md", content.join("broken.md")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("nowhere.md", content.join(".#lock.md")).unwrap();
    fs::create_dir_all(folder.path().join("template")).unwrap();
    fs::create_dir_all(folder.path().join("public")).unwrap();
    let mut found = Findings::default();
    let files = Files::scan(folder.path(), &mut found).unwrap();
    let names: Vec<&str> = found.list().iter().map(|d| d.rule.name).collect();
    assert!(names.contains(&"not-utf8"));
    assert_eq!(names.iter().filter(|name| **name == "unread-folder").count(), 1);
    #[cfg(unix)]
    assert_eq!(names.iter().filter(|name| **name == "symbolic-link-out").count(), 2);
    assert!(files.below("content").all(|(_, file)| !file.path.contains("out")));
}

#[cfg(unix)]
#[test]
fn a_link_to_a_folder_is_not_gone_through() {
    let folder = tempfile::tempdir().unwrap();
    let outputs = |text: &'static str| [("/", text), ("/board/", text)];
    publish(&outputs("one"), folder.path()).unwrap();
    let elsewhere = folder.path().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    fs::write(elsewhere.join("index.html"), "precious").unwrap();
    let board = folder.path().join("public/board");
    fs::remove_dir_all(&board).unwrap();
    std::os::unix::fs::symlink(&elsewhere, &board).unwrap();
    let refused = refused(&outputs("two"), folder.path());
    assert!(refused.contains("is a link to another folder"), "{refused}");
    assert_eq!(fs::read_to_string(elsewhere.join("index.html")).unwrap(), "precious");
}
