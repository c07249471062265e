//! Publishing to a disk.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use plenary::build::{Made, Sink};
use plenary::formats::manifest;
use plenary::plan::Turn;
use plenary::publish::onlooker::Nobody;
use plenary::publish::{Publication, Published};
use plenary::site::Route;

use crate::publication::*;

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
    publication.stage(&Route::new("/"), Turn::List, Made::new(b"never", None)).unwrap();
    publication.abandon();
    assert_eq!(read(&root.join("public"), "index.html").as_deref(), Some("a"));
    assert_eq!(beside(root), [".plenary", "public"]);
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
        first.stage(&Route::new("/"), Turn::List, Made::new(b"first", None)).unwrap();
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
        publication.stage(&Route::new(route), Turn::Page, Made::new(text.as_bytes(), None)).unwrap();
    }
    let said = manifest::json(publication.taken());
    publication.stage(&Route::new("/build.json"), Turn::Manifest, Made::new(said.as_bytes(), None)).unwrap();
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
    first.stage(&a, Turn::Page, Made::new(b"a", Some([1; 16]))).unwrap();
    first.stage(&b, Turn::Page, Made::new(b"b", Some([2; 16]))).unwrap();
    let said = manifest::json(first.taken());
    first.stage(&Route::new("/build.json"), Turn::Manifest, Made::new(said.as_bytes(), None)).unwrap();
    first.finish().unwrap();
    fs::write(out.join("b/index.html"), "B").unwrap();
    let second = Publication::begin(&out, &memory, &Nobody).unwrap();
    assert_eq!(second.known(&a).unwrap().key, Some([1; 16]));
    assert!(!second.keep(&a, [9; 16]), "made from something else");
    assert!(second.keep(&a, [1; 16]));
    assert!(!second.keep(&b, [2; 16]), "somebody changed it");
    second.stage(&b, Turn::Page, Made::new(b"b", Some([3; 16]))).unwrap();
    assert_eq!(manifest::json(second.taken()), said);
    second.stage(&Route::new("/build.json"), Turn::Manifest, Made::new(said.as_bytes(), None)).unwrap();
    assert_eq!(second.finish().unwrap().0, Published { written: 1, unchanged: 2, removed: 0, by_hand: 1 });
    // A key alone is remembered too.
    let third = Publication::begin(&out, &memory, &Nobody).unwrap();
    assert!(third.keep(&b, [3; 16]));
    third.stage(&a, Turn::Page, Made::new(b"a", Some([4; 16]))).unwrap();
    assert!(
        third.keep(&Route::new("/build.json"), [0; 16]) || third.known(&Route::new("/build.json")).is_some()
    );
    third
        .stage(
            &Route::new("/build.json"),
            Turn::Manifest,
            Made::new(fs::read(out.join("build.json")).unwrap(), None),
        )
        .unwrap();
    assert_eq!(third.finish().unwrap().0, Published { unchanged: 3, ..Published::default() });
    let fourth = Publication::begin(&out, &memory, &Nobody).unwrap();
    assert!(fourth.keep(&a, [4; 16]));
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
