//! Publishing to a disk.

use std::fs;
use std::path::Path;

use plenary::diagnostics::Findings;
use plenary::files::Files;
use plenary::formats::manifest;
use plenary::plan::Outputs;
use plenary::publish::{Published, publish};
use plenary::site::Route;

fn outputs(files: &[(&str, &str)]) -> Outputs {
    let mut outputs: Outputs =
        files.iter().map(|(route, text)| (Route::new(route), text.as_bytes().to_vec())).collect();
    let manifest = manifest::json(&outputs);
    outputs.insert(Route::new("/build.json"), manifest.into_bytes());
    outputs
}

fn read(folder: &Path, file: &str) -> Option<String> {
    fs::read_to_string(folder.join(file)).ok()
}

#[test]
fn only_what_changed_is_written_and_what_is_gone_is_removed() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("public");
    publish(&outputs(&[("/", "a"), ("/x/y/", "b"), ("/z/", "c")]), &out).unwrap();
    fs::write(out.join("CNAME"), "kept").unwrap();
    let published = publish(&outputs(&[("/", "a"), ("/z/", "d")]), &out).unwrap();
    // z/index.html and build.json changed; index.html did not.
    assert_eq!(published, Published { written: 2, unchanged: 1, removed: 1 });
    assert_eq!(read(&out, "z/index.html").as_deref(), Some("d"));
    assert!(!out.join("x").exists(), "the empty folders go too");
    assert_eq!(read(&out, "CNAME").as_deref(), Some("kept"), "files of others stay");
    let again = publish(&outputs(&[("/", "a"), ("/z/", "d")]), &out).unwrap();
    assert_eq!(again, Published { written: 0, unchanged: 3, removed: 0 });
}

#[test]
fn a_page_can_become_a_file_and_a_file_a_page() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path();
    publish(&outputs(&[("/a/", "page"), ("/b", "file")]), out).unwrap();
    publish(&outputs(&[("/a", "file"), ("/b/", "page")]), out).unwrap();
    assert_eq!(read(out, "a").as_deref(), Some("file"));
    assert_eq!(read(out, "b/index.html").as_deref(), Some("page"));
}

#[test]
fn a_manifest_cannot_name_files_outside_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("public");
    let victim = folder.path().join("victim.txt");
    fs::write(&victim, "precious").unwrap();
    fs::create_dir_all(&out).unwrap();
    let manifest = r#"{"generator": "", "outputs": [{"path": "../victim.txt", "size": 0, "sha256": ""}]}"#;
    fs::write(out.join("build.json"), manifest).unwrap();
    publish(&outputs(&[("/", "a")]), &out).unwrap();
    assert!(victim.exists());
}

#[test]
fn files_of_others_are_not_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path();
    fs::write(out.join("index.html"), "precious").unwrap();
    let refused = publish(&outputs(&[("/", "a")]), out).unwrap_err().to_string();
    assert!(refused.contains("index.html is there, and no build of Plenary made it"), "{refused}");
    assert_eq!(read(out, "index.html").as_deref(), Some("precious"));
}

#[test]
fn no_output_leaves_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("public");
    assert!(publish(&outputs(&[("/../escaped/", "a")]), &out).is_err());
    assert!(!folder.path().join("escaped").exists());
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
