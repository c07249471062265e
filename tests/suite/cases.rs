//! Cases in files: what is tried and, in the same file, what comes of it.

use std::path::Path;

/// Runs each file of a folder of `tests/`: `run` gets its name and text, and gives the text with what comes of
/// it as it is, and what else is wrong. With `PLENARY_ACCEPT` that text is written.
pub fn every(folder: &str, mut run: impl FnMut(&str, &str, &mut Vec<String>) -> String) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
    let accept = std::env::var_os("PLENARY_ACCEPT").is_some();
    let mut wrong = Vec::new();
    let mut paths: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let actual = run(&name, &text, &mut wrong);
        if actual == text {
            continue;
        }
        if accept {
            std::fs::write(&path, &actual).unwrap();
        } else {
            wrong.push(format!("{}: now it reads\n{actual}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
