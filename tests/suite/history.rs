//! "Last updated" of pages in a repository, with git itself.

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
