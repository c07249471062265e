//! `check --fix` on a disk: bytes that no fix names stay, and a file that must not be written stops
//! everything before anything is changed.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content");
    fs::create_dir_all(content.join("quotes")).unwrap();
    fs::create_dir_all(content.join("people")).unwrap();
    let write = |path: &str, text: &str| fs::write(content.join(path), text).unwrap();
    write("site.yaml", "title: Test\nbase_url: https://www.example.org/\n");
    write(
        "about.md",
        "\u{feff}---\r\ntitle: About\r\nsumary: Two cities.\r\n---\r\n\r\nTwo\tcities  \r\nand a harbour.",
    );
    write("people/ada-marin.md", "---\ntitle: Ada Marin\n---\n");
    write("quotes/ada-marin.md", "---\nspeeker: ada-marin\n---\n\nThe speeker  said \"no\".\n");
    folder
}

fn fix(root: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_plenary"));
    command.args(["check", "--fix", "--today", "2026-02-01", "--root"]).arg(root).output().unwrap()
}

#[test]
fn only_what_is_wrong_changes() {
    let folder = site();
    let done = fix(folder.path());
    assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stdout));
    let text = |path: &str| fs::read_to_string(folder.path().join("content").join(path)).unwrap();
    assert_eq!(
        text("about.md"),
        "\u{feff}---\r\ntitle: About\r\nsummary: Two cities.\r\n---\r\n\r\nTwo\tcities  \r\nand a harbour."
    );
    assert_eq!(text("quotes/ada-marin.md"), "---\nspeaker: ada-marin\n---\n\nThe speeker  said \"no\".\n");
    let left: Vec<_> =
        fs::read_dir(folder.path().join("content")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left.len(), 4, "{left:?}");
}

#[test]
fn a_read_only_file_stops_everything() {
    let folder = site();
    let quote = folder.path().join("content/quotes/ada-marin.md");
    let mut permissions = quote.metadata().unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&quote, permissions).unwrap();
    let before = fs::read(folder.path().join("content/about.md")).unwrap();
    let done = fix(folder.path());
    assert_eq!(done.status.code(), Some(3));
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(said.contains("quotes/ada-marin.md: it is read-only"), "{said}");
    assert_eq!(fs::read(folder.path().join("content/about.md")).unwrap(), before);
}
