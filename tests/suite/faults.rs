//! Faults of the machine and of whoever works in the site's folder meanwhile: the last site stays whole, the exit
//! status and the words are as promised, and nothing waits for ever.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::Duration;

use crate::publication::tree;

const PLENARY: &str = env!("CARGO_BIN_EXE_plenary");

/// A site of a few pages, without what takes long to make.
fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "content/site.yaml", "title: Test\nsearch: off\npreviews: off\n");
    put(folder.path(), "content/index.md", "---\ntitle: Home\n---\n\nWords. [A](a.md)\n");
    put(folder.path(), "content/a.md", "---\ntitle: A\n---\n\nOld words of a.\n");
    put(folder.path(), "content/deep/b.md", "---\ntitle: B\n---\n\nOld words of b.\n\n![[a]]\n");
    folder
}

fn put(root: &Path, path: &str, text: &str) {
    let file = root.join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

fn plenary(root: &Path) -> Command {
    let mut plenary = Command::new(PLENARY);
    plenary.args(["build", "--today", "2026-11-24", "--root"]).arg(root);
    plenary
}

/// Runs a program, which must end by itself; gives its exit status and all that it said.
fn run(command: &mut Command) -> (Option<i32>, String) {
    let mut child =
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    for _ in 0..1200 {
        if child.try_wait().unwrap().is_some() {
            let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
            return (status.code(), String::from_utf8_lossy(&[stdout, stderr].concat()).into_owned());
        }
        thread::sleep(Duration::from_millis(100));
    }
    child.kill().unwrap();
    panic!("it waits for ever: {command:?}");
}

fn builds(root: &Path) -> BTreeMap<String, String> {
    let (status, said) = run(&mut plenary(root));
    assert_eq!(status, Some(0), "{said}");
    tree(&root.join("public"))
}

#[expect(clippy::print_stderr, reason = "who runs the tests should know what was left out")]
/// Whether a tool of the system is there and works, as whoever runs the tests.
fn has(tool: &str, arguments: &[&str]) -> bool {
    let works = Command::new(tool).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status();
    let works = works.is_ok_and(|status| status.success());
    if !works {
        eprintln!("left out: {tool} {arguments:?} does not work here");
    }
    works
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output().unwrap();
    id.stdout == b"0\n"
}

#[test]
fn what_is_no_file_is_told_of() {
    let folder = site();
    let root = folder.path();
    assert!(has("mkfifo", &[root.join("content/pipe.md").to_str().unwrap()]));
    let _socket = std::os::unix::net::UnixListener::bind(root.join("content/socket.md")).unwrap();
    let (status, said) = run(&mut plenary(root));
    assert_eq!(status, Some(0), "{said}");
    for name in ["pipe.md", "socket.md"] {
        assert!(said.contains(&format!("warning[no-file]: content/{name} is no file but a pipe")), "{said}");
    }
}

#[test]
fn names_that_are_no_text_or_look_the_same_are_refused() {
    use std::os::unix::ffi::OsStrExt;
    let folder = site();
    let root = folder.path();
    let before = builds(root);
    for name in [&b"caf\xe9.md"[..], b"caf\xe8.md"] {
        let file = root.join("content").join(std::ffi::OsStr::from_bytes(name));
        if fs::write(&file, "---\ntitle: C\n---\n").is_err() {
            eprintln!("left out: this disk holds no names that are no text");
            return;
        }
        let (status, said) = run(&mut plenary(root));
        assert_eq!(status, Some(1), "{said}");
        assert!(said.contains("error[name-not-utf8]: the name of content/caf\u{fffd}.md"), "{said}");
        fs::remove_file(file).unwrap();
    }
    put(root, "content/cafe\u{301}.pdf", "one");
    put(root, "content/index.md", "---\ntitle: Home\n---\n\n[A](a.md) [C](caf\u{e9}.pdf)\n");
    let (status, said) = run(&mut plenary(root));
    assert_eq!(status, Some(0), "a name is the same in any form: {said}");
    put(root, "content/caf\u{e9}.pdf", "two");
    let (status, said) = run(&mut plenary(root));
    assert_eq!(status, Some(1), "{said}");
    assert!(said.contains("error[name-twice]"), "{said}");
    assert_eq!(tree(&root.join("public"))["a/index.html"], before["a/index.html"]);
}

#[test]
fn a_text_that_nobody_could_read_is_refused() {
    let folder = site();
    let root = folder.path();
    let before = builds(root);
    put(root, "content/big.md", &format!("---\ntitle: Big\n---\n\n{}", "word ".repeat(10_000_000)));
    fs::File::create(root.join("content/endless.md")).unwrap().set_len(1 << 40).unwrap();
    let (status, said) = run(&mut plenary(root));
    assert_eq!(status, Some(1), "{said}");
    assert!(said.contains("error[file-too-large]: content/big.md has 50 MB, more than 8 MB"), "{said}");
    assert!(said.contains("content/endless.md has 1099511 MB"), "{said}");
    assert_eq!(tree(&root.join("public")), before);
}

#[test]
fn a_disk_that_is_full_leaves_the_last_site() {
    let folder = site();
    let root = folder.path();
    let before = builds(root);
    // A limit of the shell does as well as a full disk, and needs nobody's permission.
    let shell = "trap '' XFSZ; ulimit -f 8; exec \"$0\" \"$@\"";
    put(root, "content/a.md", &format!("---\ntitle: A\n---\n\n{}\n", "New words of a.\n\n".repeat(2000)));
    let mut limited = Command::new("bash");
    limited.args(["-c", shell, PLENARY, "build", "--today", "2026-11-24", "--root"]).arg(root);
    let (status, said) = run(&mut limited);
    assert_eq!(status, Some(3), "{said}");
    assert!(said.contains("the system allows no file so large; raise that limit"), "{said}");
    assert_eq!(tree(&root.join("public")), before);
    assert!(builds(root)["a/index.html"].contains("New words"));
}

/// A small disk, where whoever runs the tests may make one.
struct Disk(PathBuf);

impl Disk {
    fn new(folder: &Path, options: &str) -> Option<Self> {
        fs::create_dir_all(folder).unwrap();
        let made = has("mount", &["-t", "tmpfs", "-o", options, "none", folder.to_str().unwrap()]);
        made.then(|| Self(folder.to_owned()))
    }

    fn fill(&self) {
        let _ = fs::write(self.0.join("fill"), vec![0; 64 << 20]);
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

#[test]
fn another_disk_can_be_small_full_or_closed() {
    let folder = site();
    let (root, elsewhere) = (folder.path(), tempfile::tempdir().unwrap());
    let Some(disk) = Disk::new(&elsewhere.path().join("disk"), "size=4m") else { return };
    let out = disk.0.join("site");
    let build = || run(plenary(root).arg("--out").arg(&out));
    assert_eq!(build().0, Some(0), "an output on another disk");
    let before = tree(&out);
    disk.fill();
    put(root, "content/a.md", &format!("---\ntitle: A\n---\n\n{}\n", "New words.\n\n".repeat(2000)));
    let (status, said) = build();
    assert_eq!(status, Some(3), "{said}");
    assert!(said.contains("the disk is full; make room on it, then try again"), "{said}");
    assert_eq!(tree(&out), before);
    // A temporary folder or a memory without room is no reason to publish nothing.
    symlink(disk.0.join("memory"), root.join("memory")).unwrap();
    let (status, said) = run(plenary(root).env("TMPDIR", &disk.0));
    assert_eq!(status, Some(0), "{said}");
    fs::remove_file(disk.0.join("fill")).unwrap();
    assert_eq!(build().0, Some(0), "the next build mends it");
    let remount = |how: &str| has("mount", &["-o", how, disk.0.to_str().unwrap()]);
    if remount("remount,ro") {
        put(root, "content/a.md", "---\ntitle: A\n---\n\nNewer words.\n");
        let (status, said) = build();
        assert_eq!(status, Some(3), "{said}");
        assert!(said.contains("the disk can only be read"), "{said}");
    }
}

#[test]
fn a_memory_without_room_does_not_stop_a_publication() {
    let folder = site();
    let root = folder.path();
    let Some(disk) = Disk::new(&root.join(".plenary"), "size=64k") else { return };
    disk.fill();
    for words in ["Words one.", "Words two.", "Words three."] {
        put(root, "content/a.md", &format!("---\ntitle: A\n---\n\n{words}\n"));
        let (status, said) = run(&mut plenary(root));
        assert_eq!(status, Some(0), "{said}");
        assert!(said.contains("This build is not remembered for the next: "), "{said}");
        assert!(tree(&root.join("public"))["a/index.html"].contains(words));
    }
    fs::remove_file(disk.0.join("fill")).unwrap();
    builds(root);
}

#[test]
fn a_disk_below_the_output_is_written_to() {
    let folder = site();
    let root = folder.path();
    builds(root);
    let Some(disk) = Disk::new(&root.join("public/deep"), "size=4m") else { return };
    put(root, "content/a.md", "---\ntitle: A\n---\n\nNew words.\n");
    assert!(builds(root)["deep/b/index.html"].contains("New words."));
    assert!(disk.0.join("b/index.html").exists());
}

/// The program, run as somebody who may not do everything; none where that cannot be.
fn as_nobody(root: &Path) -> Option<Command> {
    if !is_root() {
        return Some(plenary(root));
    }
    let ids = ["--reuid=65534", "--regid=65534", "--clear-groups"];
    if !has("setpriv", &[&ids[..], &[PLENARY, "--version"]].concat()) {
        return None;
    }
    let mut nobody = Command::new("setpriv");
    nobody.args(ids).args([PLENARY, "build", "--today", "2026-11-24", "--root"]).arg(root).env("HOME", "/");
    Some(nobody)
}

/// Sets what may be done with files, and gives them to nobody first where the tests run as root.
fn allow(path: &Path, mode: &str, whose: &str) {
    if is_root() {
        assert!(Command::new("chown").args(["-R", whose]).arg(path).status().unwrap().success());
    }
    assert!(Command::new("chmod").arg(mode).arg(path).status().unwrap().success());
}

#[test]
fn a_folder_that_may_not_be_written_in_stops_everything_before_it_begins() {
    let folder = site();
    let root = folder.path();
    allow(root, "755", "65534");
    let Some(mut nobody) = as_nobody(root) else { return };
    assert_eq!(run(&mut nobody).0, Some(0));
    let before = tree(&root.join("public"));
    put(root, "content/a.md", "---\ntitle: A\n---\n\nNew words.\n");
    allow(&root.join("public/deep/b"), "555", "0");
    let (status, said) = run(&mut nobody);
    assert_eq!(status, Some(3), "{said}");
    assert!(said.contains("public/deep/b: permission denied; let whoever runs this"), "{said}");
    assert_eq!(tree(&root.join("public")), before, "not one page is new");
    allow(&root.join("public/deep/b"), "755", "65534");
    assert_eq!(run(&mut nobody).0, Some(0));
    assert!(tree(&root.join("public"))["deep/b/index.html"].contains("New words."));
    // A text that was there and cannot be read now is not taken for an empty one.
    put(root, "content/deep/b.md", "---\ntitle: B\n---\n\nNew words of b.\n\n![[a]]\n");
    allow(&root.join("content/a.md"), "000", "0");
    let before = tree(&root.join("public"));
    let (status, said) = run(&mut nobody);
    assert_eq!(status, Some(3), "{said}");
    assert!(said.contains("cannot read") && said.contains("content/a.md: permission denied"), "{said}");
    assert_eq!(tree(&root.join("public")), before);
}

#[test]
fn pipes_in_the_place_of_what_plenary_made_hold_nobody_up() {
    let folder = site();
    let root = folder.path();
    builds(root);
    let files: Vec<PathBuf> = walkdir::WalkDir::new(root.join(".plenary"))
        .into_iter()
        .flatten()
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .chain(["public/build.json", "public/a/index.html"].map(|path| root.join(path)))
        .collect();
    for file in files {
        fs::remove_file(&file).unwrap();
        assert!(has("mkfifo", &[file.to_str().unwrap()]));
    }
    let (status, said) = run(&mut plenary(root));
    // Without its list the folder may be anybody's: that is refused in words.
    assert!(matches!(status, Some(0 | 2)), "{said}");
    assert!(said.contains("This build is not remembered"), "{said}");
}

#[test]
fn a_git_that_never_answers_or_never_ends_is_not_waited_for() {
    let folder = site();
    let root = folder.path();
    fs::create_dir(root.join(".git")).unwrap();
    let silent = "exec sleep 600";
    // It has answered and gone, but left somebody who holds its pipe.
    let leaves = "sleep 600 & echo false; echo abc";
    let scripts = [silent, "exec yes nonsense", "echo false; echo abc; exec sleep 600", leaves, "kill -9 $$"];
    thread::scope(|scope| {
        for (i, script) in scripts.into_iter().enumerate() {
            scope.spawn(move || {
                let bin = tempfile::tempdir().unwrap();
                let git = bin.path().join("git");
                fs::write(&git, format!("#!/bin/sh\n{script}\n")).unwrap();
                assert!(Command::new("chmod").arg("755").arg(&git).status().unwrap().success());
                let path = format!("{}:{}", bin.path().display(), std::env::var("PATH").unwrap());
                let out = root.join(format!("public{i}"));
                let (status, said) = run(plenary(root).env("PATH", path).arg("--out").arg(&out));
                assert_eq!(status, Some(0), "{script}: {said}");
                assert_eq!(said.contains("warning[silent-git]"), i < 4, "{script}: {said}");
                assert!(out.join("index.html").exists());
            });
        }
    });
}

/// Git that does not tell the days is told of, and asked again by the next build.
#[test]
fn a_git_that_fails_is_told_of_and_not_remembered() {
    let real = std::env::var("PATH").unwrap();
    let git = |root: &Path, arguments: &[&str]| {
        let mut git = Command::new("git");
        git.arg("-C").arg(root).args(["-c", "user.name=Nobody", "-c", "user.email=nobody@example.org"]);
        assert!(
            git.args(arguments).env("GIT_COMMITTER_DATE", "2026-03-04T12:00Z").status().unwrap().success()
        );
    };
    let distrust = "echo \"fatal: detected dubious ownership in repository at '/x'\" >&2; exit 128";
    let no_log = "case \"$*\" in *' log '*) echo 'error: object file is empty' >&2; exit 128;; esac\n\
                  PATH=${PATH#*:} exec git \"$@\"";
    for (script, why) in [
        (Some(distrust), "safe.directory"),
        (Some(no_log), "git has failed: object file is empty"),
        (None, "git is not installed"),
    ] {
        let folder = site();
        let root = folder.path();
        let bin = tempfile::tempdir().unwrap();
        let fake = bin.path().join("git");
        let mut path = bin.path().display().to_string();
        if let Some(script) = script {
            put(bin.path(), "git", &format!("#!/bin/sh\n{script}\n"));
            assert!(Command::new("chmod").arg("755").arg(&fake).status().unwrap().success());
            path = format!("{path}:{real}");
        }
        let (_, said) = run(plenary(root).env("PATH", &path));
        assert!(!said.contains("no-history"), "a site in no repository: {said}");
        git(root, &["init", "--quiet"]);
        let (_, said) = run(plenary(root).env("PATH", &path));
        assert_eq!(said.contains("no-history"), why != "git has failed: object file is empty", "{said}");
        git(root, &["add", "content"]);
        git(root, &["commit", "--quiet", "--message", "A change"]);
        for _ in 0..2 {
            let (status, said) = run(plenary(root).env("PATH", &path));
            assert_eq!(status, Some(0), "{said}");
            assert_eq!(said.matches("warning[no-history]").count(), 1, "{said}");
            assert!(said.contains(why), "{said}");
        }
        let (_, said) = run(&mut plenary(root));
        assert!(!said.contains("no-history"), "{said}");
        let page = fs::read_to_string(root.join("public/a/index.html")).unwrap();
        assert!(page.contains("Last updated <time datetime=\"2026-03-04\">"), "{why}: {page}");
    }
}

#[test]
fn nobody_needs_more_than_the_system_gives() {
    let folder = site();
    let root = folder.path();
    for limit in ["ulimit -n 16", "ulimit -s 128", "ulimit -v 1500000"] {
        let mut limited = Command::new("bash");
        let script = format!("{limit}; exec \"$0\" \"$@\"");
        limited.args(["-c", &script, PLENARY, "build", "--today", "2026-11-24", "--root"]).arg(root);
        let out = root.join(limit.replace(' ', "-"));
        let (status, said) = run(limited.arg("--out").arg(&out).env_clear().env("PATH", "/usr/bin:/bin"));
        assert_eq!(status, Some(0), "{limit}: {said}");
    }
    // An address in the middle of nowhere.
    symlink("nowhere", root.join("link")).unwrap();
    let (status, said) = run(plenary(root).arg("--out").arg(root.join("link")));
    assert_eq!(status, Some(2), "{said}");
    assert!(said.contains("is a link that leads nowhere"), "{said}");
    put(root, "content/strings/en.ftl", &format!("menu = {}\n", "{".repeat(50_000)));
    let (status, said) = run(&mut plenary(root));
    assert!(matches!(status, Some(0 | 1)), "{said}");
    assert!(said.contains("too many braces stand in each other"), "{said}");
}

#[test]
fn files_that_become_others_while_they_are_read_tear_nothing() {
    let folder = site();
    let root = folder.path();
    builds(root);
    let victim = root.join("content/a.md");
    for round in 0..6 {
        let mut build = plenary(root);
        build.stdout(Stdio::null()).stderr(Stdio::null());
        put(root, "content/deep/b.md", &format!("---\ntitle: B\n---\n\nRound {round}.\n\n![[a]]\n"));
        let mut child = build.spawn().unwrap();
        // It vanishes, is a folder, a pipe, and a file again.
        while child.try_wait().unwrap().is_none() {
            let _ = fs::remove_file(&victim);
            let _ = fs::create_dir(&victim);
            let _ = fs::remove_dir(&victim);
            let _ = Command::new("mkfifo").arg(&victim).status();
            let _ = fs::remove_file(&victim);
            let _ = fs::write(&victim, "---\ntitle: A\n---\n\nOld words of a.\n");
        }
        let status = child.wait().unwrap().code();
        assert!(matches!(status, Some(0 | 1 | 3)), "{status:?}");
        for (path, text) in tree(&root.join("public")).iter().filter(|(path, _)| path.ends_with(".html")) {
            assert!(text.ends_with("</html>\n"), "{path} is torn");
        }
    }
    assert!(builds(root)["deep/b/index.html"].contains("Old words of a."));
}

/// Kills builds at many moments while somebody reads. With `PLENARY_KILLS` as many as one likes.
#[test]
fn builds_that_are_killed_at_any_moment_lose_nothing() {
    let kills: u64 = std::env::var("PLENARY_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(40);
    let folder = site();
    let root = folder.path();
    let write = |round: u64| {
        for i in 0..12 {
            let text = format!("---\ntitle: P{i}\n---\n\n{}\n", format!("Round {round}. ").repeat(40));
            put(root, &format!("content/p/p{i}.md"), &text);
        }
    };
    write(0);
    builds(root);
    let done = std::sync::atomic::AtomicBool::new(false);
    thread::scope(|scope| {
        let reader = scope.spawn(|| {
            while !done.load(std::sync::atomic::Ordering::SeqCst) {
                for i in 0..12 {
                    let page = fs::read_to_string(root.join(format!("public/p/p{i}/index.html")));
                    assert!(page.expect("the page is there").ends_with("</html>\n"), "half a page");
                }
                thread::sleep(Duration::from_millis(1));
            }
        });
        // The same moments at each run: a small generator of numbers (MINSTD).
        let mut seed: u64 = 42;
        for round in 1..=kills {
            seed = seed * 48_271 % 0x7fff_ffff;
            write(round);
            let mut child = plenary(root).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
            thread::sleep(Duration::from_micros(seed % 250_000));
            child.kill().unwrap();
            child.wait().unwrap();
        }
        let last = builds(root);
        done.store(true, std::sync::atomic::Ordering::SeqCst);
        reader.join().unwrap();
        fs::remove_dir_all(root.join("public")).unwrap();
        fs::remove_dir_all(root.join(".plenary")).unwrap();
        assert!(last == builds(root), "the next build makes what a clean one makes");
    });
}
