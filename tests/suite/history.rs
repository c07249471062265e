//! The days of changes in a repository, with git itself.

use std::path::Path;
use std::process::Command;

use plenary::diagnostics::Findings;
use plenary::files::Files;

use crate::memory::Built;

/// Runs git in a folder on a day, as nobody.
fn git(folder: &Path, day: &str, arguments: &[&str]) {
    let date = format!("{day}T12:00:00+00:00");
    let mut git = Command::new("git");
    git.current_dir(folder).args(["-c", "user.name=Nobody", "-c", "user.email=nobody@example.org"]);
    git.args(arguments).env("GIT_COMMITTER_DATE", &date).env("GIT_AUTHOR_DATE", &date);
    let answer = git.output().unwrap();
    assert!(answer.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&answer.stderr));
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

/// What is said of the last change on a page.
fn updated(root: &Path, address: &str) -> Option<String> {
    let files = Files::scan(root, &mut Findings::default()).unwrap();
    let page = Built::new(files, false).text(address);
    let (_, behind) = page.split_once("Last updated <time datetime=\"")?;
    Some(behind[..10].to_owned())
}

fn commit(folder: &Path, day: &str) {
    git(folder, day, &["add", "--all"]);
    git(folder, day, &["commit", "--quiet", "--message", "A change"]);
}

#[test]
fn a_page_bears_the_day_of_its_last_commit() {
    let folder = tempfile::tempdir().unwrap();
    // The site may lie below the root of its repository.
    let root = &folder.path().join("the site");
    write(root, "content/site.yaml", "title: Test\nlanguages: {fr: {title: Essai}}\n");
    write(root, "content/a.md", "---\ntitle: A\n---\n\nText.\n");
    write(root, "content/b.md", "---\ntitle: B\nupdated: 2020-02-02\n---\n\nText.\n");
    assert_eq!(updated(root, "/a/"), None);
    git(folder.path(), "2026-01-01", &["init", "--quiet"]);
    assert_eq!(updated(root, "/a/"), None, "nothing is committed yet");
    commit(folder.path(), "2026-01-01");
    write(root, "content/a.md", "---\ntitle: A\n---\n\nMore text.\n");
    write(root, "content/é.fr.md", "---\ntitle: É\n---\n\nTexte.\n");
    commit(folder.path(), "2026-03-04");
    write(root, "content/a.fr.md", "---\ntitle: A\n---\n\nTexte.\n");
    write(root, "content/new.md", "---\ntitle: New\n---\n\nText.\n");
    assert_eq!(updated(root, "/a/").as_deref(), Some("2026-03-04"));
    assert_eq!(updated(root, "/fr/a/"), None, "the translation is not committed");
    assert_eq!(updated(root, "/new/"), None);
    // What the page says itself stands first.
    assert_eq!(updated(root, "/b/").as_deref(), Some("2020-02-02"));

    // A shallow clone knows one day for everything, which is none.
    let clone = tempfile::tempdir().unwrap();
    let from = format!("file://{}", folder.path().display());
    git(clone.path(), "2026-03-04", &["clone", "--quiet", "--depth", "1", &from, "."]);
    assert_eq!(updated(&clone.path().join("the site"), "/a/"), None);
}

/// Builds what lies in a folder.
fn built(root: &Path) -> Built {
    Built::new(Files::scan(root, &mut Findings::default()).unwrap(), false)
}

/// A repository with a site in which all that follows was committed on one day.
fn repository(root: &Path, day: &str) {
    write(root, "content/site.yaml", "title: Test\nbase_url: https://x.example/\n");
    git(root, day, &["init", "--quiet", "--initial-branch", "main"]);
    commit(root, day);
}

fn page(title: &str) -> String {
    format!("---\ntitle: {title}\n---\n\nText of {title}.\n")
}

/// The day of a commit is the last change of a note in its page, in feeds and in the sitemap, and nowhere its date.
#[test]
fn a_commit_is_a_change_and_no_date() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    write(root, "content/notes/undated.md", &page("Undated"));
    let dated = |day: &str| format!("---\ntitle: Dated\ndate: {day}\n---\n\nText.\n");
    write(root, "content/notes/dated.md", &dated("2026-01-02"));
    write(root, "content/notes/later.md", &dated("2026-06-06"));
    repository(root, "2026-03-04");
    let built = built(root);
    let note = built.text("/notes/undated/");
    assert_eq!(note.matches("<time").count(), 1, "{note}");
    assert!(note.contains("Last updated <time datetime=\"2026-03-04\">"), "{note}");
    assert!(note.contains("\"dateModified\":\"2026-03-04\"") && !note.contains("datePublished"), "{note}");
    assert!(!built.text("/notes/").contains("2026-03-04"), "a list shows a day of git");
    let feed = built.text("/feed.xml");
    let entry = |name: &str| {
        let (_, entry) = feed.split_once(&format!("<id>https://x.example/notes/{name}/</id>")).unwrap();
        let days = entry.split_once("<link").unwrap().0;
        let day = |element: &str| {
            days.split_once(&format!("<{element}>")).map(|(_, behind)| behind[..10].to_owned())
        };
        (day("published"), day("updated"))
    };
    let day = |day: &str| Some(day.to_owned());
    assert_eq!(entry("undated"), (None, day("2026-03-04")));
    assert_eq!(entry("dated"), (day("2026-01-02"), day("2026-03-04")));
    assert_eq!(entry("later"), (day("2026-06-06"), day("2026-06-06")), "nothing changes before it is there");
    let sitemap = built.text("/sitemap.xml");
    assert!(sitemap.contains("/notes/dated/</loc>\n    <lastmod>2026-03-04</lastmod>"), "{sitemap}");
}

/// Another name alone is no change; and whatever a name holds, it is found.
#[test]
fn a_new_name_is_no_change() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    for name in ["a", "moved", "changed", "swapped"] {
        write(root, &format!("content/{name}.md"), &page(name));
    }
    repository(root, "2026-01-01");
    git(root, "2026-02-02", &["mv", "content/moved.md", "content/there.md"]);
    git(root, "2026-02-02", &["mv", "content/changed.md", "content/other.md"]);
    write(root, "content/other.md", &(page("changed") + "More.\n"));
    git(root, "2026-02-02", &["mv", "content/swapped.md", "content/first.md"]);
    commit(root, "2026-02-02");
    git(root, "2026-03-03", &["mv", "content/there.md", "content/at-last.md"]);
    // What takes an old name is another file.
    write(root, "content/swapped.md", &page("second"));
    write(root, "content/Größe \"zwei\".md", "---\ntitle: Größe\nslug: size\n---\n\nText.\n");
    commit(root, "2026-03-03");
    for (address, day) in [
        ("/a/", "2026-01-01"),
        ("/at-last/", "2026-01-01"),
        ("/other/", "2026-02-02"),
        ("/first/", "2026-01-01"),
        ("/swapped/", "2026-03-03"),
        ("/size/", "2026-03-03"),
    ] {
        assert_eq!(updated(root, address).as_deref(), Some(day), "{address}");
    }
}

/// What another branch changed counts from its own commit, even under a name that was another there.
#[test]
fn branches_that_meet_keep_their_days() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let long = |end: &str| page("Long") + &"A line of the text.\n".repeat(20) + end;
    write(root, "content/a.md", &long(""));
    write(root, "content/b.md", &page("b"));
    repository(root, "2026-01-01");
    git(root, "2026-01-01", &["switch", "--quiet", "--create", "side"]);
    write(root, "content/a.md", &long("The end.\n"));
    write(root, "content/b.md", &page("B"));
    commit(root, "2026-03-03");
    git(root, "2026-02-02", &["switch", "--quiet", "main"]);
    git(root, "2026-02-02", &["mv", "content/a.md", "content/new.md"]);
    commit(root, "2026-02-02");
    git(root, "2026-04-04", &["merge", "--quiet", "--no-edit", "side"]);
    assert_eq!(updated(root, "/new/").as_deref(), Some("2026-03-03"));
    assert_eq!(updated(root, "/b/").as_deref(), Some("2026-03-03"), "a merge changes nothing");
}

/// A clock that was wrong says nothing: neither one that was not set nor one that is ahead.
#[test]
fn a_day_that_cannot_be_is_none() {
    for (day, said) in [
        ("1970-01-01", None),
        ("2099-01-01", None),
        ("2026-11-26", None),
        // It may be tomorrow already where the commit was made.
        ("2026-11-25", Some("2026-11-25")),
        ("1999-05-05", Some("1999-05-05")),
    ] {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), "content/notes/a.md", &page("a"));
        repository(folder.path(), day);
        assert_eq!(updated(folder.path(), "/notes/a/").as_deref(), said, "{day}");
        let has_feed = built(folder.path()).outputs.keys().any(|route| route.as_str() == "/feed.xml");
        assert_eq!(has_feed, said.is_some(), "{day}");
    }
}

/// The day of a clock that was wrong does not hide the one before.
#[test]
fn a_day_that_cannot_be_gives_way_to_an_older_one() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    write(root, "content/a.md", &page("a"));
    repository(root, "2026-03-03");
    for day in ["1970-01-01", "2099-01-01"] {
        write(root, "content/a.md", &page(day));
        commit(root, day);
        assert_eq!(updated(root, "/a/").as_deref(), Some("2026-03-03"), "{day}");
    }
}

/// A site that moves within its repository, once and again, is what it was.
#[test]
fn another_folder_is_no_change() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    write(root, "content/a.md", &page("a"));
    write(root, "content/b.md", &page("b"));
    repository(root, "2026-01-01");
    for (from, to, day) in [(".", "web", "2026-02-02"), ("web", "sites/web", "2026-03-03")] {
        std::fs::create_dir_all(root.join(to)).unwrap();
        git(root, day, &["mv", &format!("{from}/content"), &format!("{to}/content")]);
        write(&root.join(to), "content/b.md", &page(to));
        commit(root, day);
        assert_eq!(updated(&root.join(to), "/a/").as_deref(), Some("2026-01-01"), "{to}");
        assert_eq!(updated(&root.join(to), "/b/").as_deref(), Some(day), "{to}");
    }
}

/// The site may lie in a second worktree or in a submodule, where `.git` is a file.
#[test]
fn worktrees_and_submodules_have_their_days() {
    let folder = tempfile::tempdir().unwrap();
    let root = &folder.path().join("site");
    write(root, "content/a.md", &page("a"));
    std::fs::create_dir_all(root).unwrap();
    repository(root, "2026-01-01");
    git(root, "2026-01-01", &["worktree", "add", "--quiet", "../second"]);
    assert_eq!(updated(&folder.path().join("second"), "/a/").as_deref(), Some("2026-01-01"));
    let whole = &folder.path().join("whole");
    std::fs::create_dir(whole).unwrap();
    git(whole, "2026-02-02", &["init", "--quiet"]);
    let local = ["-c", "protocol.file.allow=always", "submodule", "--quiet", "add"];
    git(whole, "2026-02-02", &[&local[..], &[&root.display().to_string(), "site"]].concat());
    commit(whole, "2026-02-02");
    assert_eq!(updated(&whole.join("site"), "/a/").as_deref(), Some("2026-01-01"));
    // A file that leads to no repository is no reason to fail.
    let lost = &folder.path().join("lost");
    write(lost, "content/a.md", &page("a"));
    write(lost, ".git", "gitdir: ../nowhere\n");
    assert_eq!(updated(lost, "/a/"), None);
}

/// A hook of git names its own repository to what it starts; a person's settings shape what git prints.
#[test]
fn hooks_and_settings_change_no_day() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    write(root, "content/a.md", &page("a"));
    write(root, ".gitignore", "/public/\n/.plenary*\n");
    repository(root, "2026-01-01");
    for setting in ["log.showRoot=false", "color.ui=always", "diff.renames=copies", "log.showSignature=true"]
    {
        let (key, value) = setting.split_once('=').unwrap();
        git(root, "2026-01-01", &["config", key, value]);
    }
    let mut plenary = Command::new(env!("CARGO_BIN_EXE_plenary"));
    let answer = plenary.args(["build", "--root"]).arg(root).env("GIT_DIR", "/nowhere").output().unwrap();
    assert!(answer.status.success(), "{}", String::from_utf8_lossy(&answer.stderr));
    let page = std::fs::read_to_string(root.join("public/a/index.html")).unwrap();
    assert!(page.contains("Last updated <time datetime=\"2026-01-01\">"), "{page}");
}

/// A shallow clone is said, once, with what to write; not where no page needs to know.
#[test]
fn a_shallow_clone_is_said_in_every_form() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    write(root, "content/a.md", &page("a"));
    write(root, "content/b.md", &page("b"));
    repository(root, "2026-01-01");
    write(root, "content/b.md", &page("B"));
    commit(root, "2026-02-02");
    let clone = tempfile::tempdir().unwrap();
    let from = format!("file://{}", root.display());
    git(clone.path(), "2026-02-02", &["clone", "--quiet", "--depth", "1", &from, "."]);
    let said = |arguments: &[&str]| {
        let mut plenary = Command::new(env!("CARGO_BIN_EXE_plenary"));
        let answer = plenary.args(arguments).arg("--root").arg(clone.path()).output().unwrap();
        assert!(answer.status.success(), "advice stops nothing");
        String::from_utf8(answer.stdout).unwrap() + &String::from_utf8(answer.stderr).unwrap()
    };
    for arguments in [
        &["check"][..],
        &["check", "--format", "json"],
        &["check", "--format", "sarif"],
        &["check", "--format", "github"],
        &["build"],
        // Once more, of what the last build remembers.
        &["build", "--deny", "warnings"],
    ] {
        let said = said(arguments);
        assert_eq!(
            said.matches("this clone of the repository is shallow").count(),
            1,
            "{arguments:?}: {said}"
        );
        let to_do = ["fetch-depth: 0", "GIT_DEPTH: 0", "--unshallow"];
        assert!(to_do.iter().all(|what| said.contains(what)), "{arguments:?}: {said}");
    }
    git(clone.path(), "2026-02-02", &["fetch", "--quiet", "--unshallow"]);
    assert!(!said(&["build"]).contains("shallow"));
    assert_eq!(updated(clone.path(), "/a/").as_deref(), Some("2026-01-01"));
}

/// Another commit is another day, though no file has changed since the last build.
#[test]
fn a_commit_is_built() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    write(root, "content/site.yaml", "title: Test\n");
    write(root, "content/a.md", "---\ntitle: A\n---\n\nText.\n");
    write(root, ".gitignore", "/public/\n/.plenary/\n");
    let build = || {
        let mut plenary = Command::new(env!("CARGO_BIN_EXE_plenary"));
        let answer = plenary.args(["build", "--root"]).arg(root).output().unwrap();
        assert!(answer.status.success(), "{}", String::from_utf8_lossy(&answer.stderr));
        std::fs::read_to_string(root.join("public/a/index.html")).unwrap()
    };
    git(root, "2026-01-01", &["init", "--quiet"]);
    assert!(!build().contains("Last updated"));
    commit(root, "2026-01-01");
    assert!(build().contains("<time datetime=\"2026-01-01\">"));
    write(root, "content/a.md", "---\ntitle: A\n---\n\nMore text.\n");
    assert!(build().contains("<time datetime=\"2026-01-01\">"), "an edit is no commit");
    commit(root, "2026-03-04");
    assert!(build().contains("<time datetime=\"2026-03-04\">"));
}
