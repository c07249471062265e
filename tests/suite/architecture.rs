//! The house stands: a module imports from lower floors and from its own folder, and no two files
//! of a folder import each other, directly or in a circle.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The floors, ground first, as the documentation of the library lists them.
const FLOORS: [&str; 18] = [
    "diagnostics",
    "digest",
    "error",
    "files",
    "site",
    "rewrite",
    "read",
    "resolve",
    "assets",
    "render",
    "plan",
    "formats",
    "check",
    "build",
    "rename",
    "publish",
    "external",
    "cli",
];

fn sources() -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, into: &mut Vec<PathBuf>) {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                walk(&path, into);
            } else if path.extension().is_some_and(|e| e == "rs") {
                into.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    walk(&root, &mut paths);
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let code: Vec<&str> = text.split("#[cfg(test)]").next().unwrap().lines().collect();
            let code =
                code.into_iter().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>();
            (path.strip_prefix(&root).unwrap().to_owned(), code.join("\n"))
        })
        .collect()
}

/// The names behind `prefix` in a text, those in braces too.
fn named_after(text: &str, prefix: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let identifier =
        |s: &str| -> String { s.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect() };
    for (i, _) in text.match_indices(prefix) {
        let rest = &text[i + prefix.len()..];
        if let Some(list) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut start = 0;
            for (j, c) in list.char_indices() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => {
                        names.insert(identifier(list[start..j].trim()));
                        break;
                    }
                    '}' => depth -= 1,
                    ',' if depth == 0 => {
                        names.insert(identifier(list[start..j].trim()));
                        start = j + 1;
                    }
                    _ => {}
                }
            }
        } else {
            names.insert(identifier(rest));
        }
    }
    names
}

fn floor_of(path: &Path) -> String {
    let first = path.iter().next().unwrap().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

#[test]
fn modules_import_from_lower_floors() {
    let height = |name: &str| FLOORS.iter().position(|floor| *floor == name);
    for (path, text) in sources() {
        let own = floor_of(&path);
        let Some(own_height) = height(&own) else { continue };
        for name in named_after(&text, "crate::") {
            if let Some(other) = height(&name) {
                assert!(
                    other <= own_height,
                    "{} ({own}) imports {name}, which stands above it",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn files_of_a_folder_have_no_circles() {
    let mut imports: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    for (path, text) in sources() {
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        let folder = floor_of(&path);
        if path.iter().count() < 2 || stem == "mod" {
            continue;
        }
        let mut names = named_after(&text, "super::");
        names.extend(named_after(&text, &format!("crate::{folder}::")));
        names.remove(&stem);
        imports.insert((folder, stem), names);
    }
    for (folder, file) in imports.keys() {
        let mut seen = BTreeSet::new();
        let mut open = vec![file.clone()];
        while let Some(next) = open.pop() {
            for name in imports.get(&(folder.clone(), next)).into_iter().flatten() {
                if seen.insert(name.clone()) {
                    open.push(name.clone());
                }
            }
        }
        assert!(!seen.contains(file), "{folder}/{file}.rs imports itself in a circle");
    }
}
