//! The same input gives the same bytes: in any folder, order and environment, with any number of threads, from nothing
//! or from the last build.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Texts of a site with a little of everything.
const TEXTS: &str = include_str!("robust.txt");

/// A photograph of a few pixels, as the pictures' own tests make one.
fn picture() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut pixels = image::RgbImage::new(900, 600);
    for (x, y, pixel) in pixels.enumerate_pixels_mut() {
        let byte = |n: u32| u8::try_from(n % 256).unwrap();
        *pixel = image::Rgb([byte(x * 7 + y), byte(x ^ y), byte(x * y / 50)]);
    }
    let mut to = std::io::Cursor::new(&mut bytes);
    pixels.write_to(&mut to, image::ImageFormat::Png).unwrap();
    bytes
}

fn files() -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for line in TEXTS.split_inclusive('\n') {
        match line.trim_end().strip_prefix("-- ").and_then(|l| l.strip_suffix(" --")) {
            Some(path) => files.push((path.to_owned(), Vec::new())),
            None => files.last_mut().unwrap().1.extend_from_slice(line.as_bytes()),
        }
    }
    // The fixture has mistakes on purpose; what they are in has a place in other tests.
    files.retain(|(path, _)| !matches!(path.as_str(), "content/strings/en.ftl" | "content/addresses.yaml"));
    files.retain(|(path, _)| path != "content/governance.fr.md" && path != "content/notes/a.md");
    let page =
        "---\ntitle: Picture\ndate: 2026-02-03\n---\n\n![Stripes](stripes.png)\n\nWords to be found.\n";
    files.push(("content/notes/picture.md".to_owned(), page.as_bytes().to_vec()));
    files.push(("content/notes/stripes.png".to_owned(), picture()));
    files.push(("static/.well-known/security.txt".to_owned(), b"Contact: mailto:a@example.org\n".to_vec()));
    files
}

fn write<'a>(root: &Path, files: impl Iterator<Item = &'a (String, Vec<u8>)>) {
    for (path, bytes) in files {
        let file = root.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
}

fn build(root: &Path, environment: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    let mut plenary = Command::new(env!("CARGO_BIN_EXE_plenary"));
    plenary.args(["build", "--root"]).arg(root).env("SOURCE_DATE_EPOCH", "1795521600");
    let answer = plenary.envs(environment.iter().copied()).output().unwrap();
    assert!(answer.status.success(), "{}", String::from_utf8_lossy(&answer.stderr));
    let out = root.join("public");
    let files = walkdir::WalkDir::new(&out).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let path = entry.path().strip_prefix(&out).unwrap().to_string_lossy().replace('\\', "/");
            (path, fs::read(entry.path()).unwrap())
        })
        .collect()
}

/// Which files differ between two builds.
fn differ<'a>(a: &'a BTreeMap<String, Vec<u8>>, b: &'a BTreeMap<String, Vec<u8>>) -> Vec<&'a String> {
    a.keys().chain(b.keys()).filter(|path| a.get(*path) != b.get(*path)).collect()
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let files = files();
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let other = other.path().join("a folder with/a longer path");
    write(one.path(), files.iter());
    let first =
        build(one.path(), &[("RAYON_NUM_THREADS", "1"), ("TZ", "UTC"), ("LC_ALL", "C"), ("HOME", "/")]);
    // In another order and so with other times, by somebody with other settings.
    write(&other, files.iter().rev());
    let environment = [
        ("RAYON_NUM_THREADS", "4"),
        ("TZ", "Pacific/Auckland"),
        ("LC_ALL", "tr_TR.UTF-8"),
        ("LANG", "tr_TR.UTF-8"),
        ("HOME", "/nowhere"),
        ("TMPDIR", "/nowhere"),
    ];
    let second = build(&other, &environment);
    assert_eq!(differ(&first, &second), Vec::<&String>::new());
    // Everything but itself is in build.json.
    let said: serde_json::Value = serde_json::from_slice(&first["build.json"]).unwrap();
    let said = said["outputs"].as_array().unwrap();
    let mut listed: Vec<&str> = said.iter().map(|output| output["path"].as_str().unwrap()).collect();
    listed.push("build.json");
    listed.sort_unstable();
    assert_eq!(listed, first.keys().collect::<Vec<_>>());
    assert!(first.contains_key(".well-known/security.txt"));

    // An edit that is taken back, each built upon the last.
    let page = one.path().join("content/notes/picture.md");
    let text = fs::read(&page).unwrap();
    fs::write(&page, "---\ntitle: Another\n---\n\nOther words.\n").unwrap();
    build(one.path(), &[]);
    fs::write(&page, text).unwrap();
    let mut third = build(one.path(), &[("RAYON_NUM_THREADS", "3")]);
    // What pages loaded before stays for those who still have them, and is in no list.
    third.retain(|path, _| first.contains_key(path) || !path.starts_with("assets/"));
    third.retain(|path, _| first.contains_key(path) || !path.starts_with("pagefind/"));
    assert_eq!(differ(&first, &third), Vec::<&String>::new());
}
