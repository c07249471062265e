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

fn plenary(arguments: &[&str], root: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_plenary"));
    command.args(arguments).arg("--root").arg(root).output().unwrap()
}

fn fix(root: &Path) -> Output {
    plenary(&["check", "--fix", "--today", "2026-02-01"], root)
}

/// Writes a seal into a file of the site.
fn seal(root: &Path, path: &str) {
    let file = root.join("content").join(path);
    let done = plenary(&["seal", &file.to_string_lossy(), "--write"], root);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
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

/// Who translated has nothing to do when a fix changes a link of the source.
#[test]
fn seals_of_translations_stay_right() {
    let folder = site();
    let content = folder.path().join("content");
    let write = |path: &str, text: &str| fs::write(content.join(path), text).unwrap();
    write("site.yaml", "title: Test\nbase_url: https://www.example.org/\nlanguages: {fr: {}}\n");
    write("contact.md", "---\ntitle: Contact\n---\n\nSee [the cities](https://www.example.org/about/).\n");
    write("contact.fr.md", "---\ntitle: Contact\n---\n\nTexte.\n");
    seal(folder.path(), "contact.fr.md");
    let done = fix(folder.path());
    let said = String::from_utf8_lossy(&done.stdout);
    assert!(fs::read_to_string(content.join("contact.md")).unwrap().contains("(/about.md)"), "{said}");
    assert!(!said.contains("translation-behind"), "{said}");
}

/// A new seal says that somebody has brought the translation up to date: no program can say that.
#[test]
fn a_translation_that_is_behind_keeps_its_seal() {
    let folder = site();
    let content = folder.path().join("content");
    let write = |path: &str, text: &str| fs::write(content.join(path), text).unwrap();
    write("site.yaml", "title: Test\nbase_url: https://www.example.org/\nlanguages: {fr: {}}\n");
    write("contact.md", "---\ntitle: Contact\n---\n\nText.\n");
    write("contact.fr.md", "---\ntitle: Contact\n---\n\nTexte.\n");
    seal(folder.path(), "contact.fr.md");
    write("contact.md", "---\ntitle: Contact\n---\n\nSee [the cities](https://www.example.org/about/).\n");
    let sealed = fs::read_to_string(content.join("contact.fr.md")).unwrap();
    let said = fix(folder.path()).stdout;
    assert!(fs::read_to_string(content.join("contact.md")).unwrap().contains("(/about.md)"));
    assert!(String::from_utf8_lossy(&said).contains("translation-behind"));
    assert_eq!(fs::read_to_string(content.join("contact.fr.md")).unwrap(), sealed);
}

/// Without the marks that were sealed with them, approved words would seem changed.
#[test]
fn sealed_words_keep_their_marks() {
    let folder = site();
    let quote = folder.path().join("content/quotes/ada-marin.md");
    fs::write(&quote, "---\nspeaker: ada-marin\napproved: {on: 2026-01-02}\n---\n\n“We go on.”\n").unwrap();
    seal(folder.path(), "quotes/ada-marin.md");
    let sealed = fs::read_to_string(&quote).unwrap();
    let said = fix(folder.path()).stdout;
    assert!(String::from_utf8_lossy(&said).contains("outer-marks"), "the marks are said all the same");
    assert_eq!(fs::read_to_string(&quote).unwrap(), sealed);
}

#[test]
fn a_seal_goes_behind_a_text_of_several_lines() {
    let folder = site();
    let quote = folder.path().join("content/quotes/ada-marin.md");
    let by = "  by: >\n    Office of\n    the Mayor\n";
    let rest = "date: 2026-01-01\n---\n\nWe go on.\n";
    fs::write(&quote, format!("---\nspeaker: ada-marin\napproved:\n{by}{rest}")).unwrap();
    seal(folder.path(), "quotes/ada-marin.md");
    let text = fs::read_to_string(&quote).unwrap();
    assert!(text.contains(&format!("{by}  seal: ")) && text.ends_with(rest), "{text}");
}

/// A disk that is full is told from a reader who went away.
#[cfg(target_os = "linux")]
#[test]
fn a_report_that_cannot_be_written_is_no_success() {
    let folder = site();
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_plenary"));
    let done = command
        .args(["check", "--format", "json", "--root"])
        .arg(folder.path())
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(done.status.code(), Some(3));
}
