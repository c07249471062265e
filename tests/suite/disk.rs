//! What is found of files as the disk has them.

use std::fs;

use plenary::diagnostics::Findings;
use plenary::files::Files;

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
    std::os::unix::fs::symlink(".", content.join("circle")).unwrap();
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
    #[cfg(unix)]
    assert_eq!(names.iter().filter(|name| **name == "symbolic-link-circle").count(), 1);
    assert!(files.below("content").all(|(_, file)| !file.path.contains("out")));
}
