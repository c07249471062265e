//! Publishing that is interrupted at every step, killed, or read while it goes on: every file is whole, and
//! the next build finishes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use plenary::publish::Publication;
use plenary::publish::onlooker::Nobody;

use crate::publication::*;

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
