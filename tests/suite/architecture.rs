//! The house stands: a module imports from lower floors and from its own folder, and no two files
//! import each other, directly or in a circle.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The floors, ground first, as the documentation of the library lists them.
const FLOORS: [&str; 24] = [
    "diagnostics",
    "digest",
    "error",
    "timings",
    "locale",
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
    "rebuild",
    "external",
    "online",
    "compare",
    "serve",
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

/// The module of a file, as a path of names; `mod.rs` is its folder.
fn module_of(path: &Path) -> Vec<String> {
    let stem = path.with_extension("");
    let mut names: Vec<String> = stem.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    names.pop_if(|name| name == "mod");
    names
}

/// The modules of `all` that a file names, by `super::` and `crate::`.
fn imports(module: &[String], text: &str, all: &BTreeSet<Vec<String>>) -> BTreeSet<Vec<String>> {
    let mut found = BTreeSet::new();
    let above = &module[..module.len() - 1];
    for (prefix, start) in [("crate::", &[][..]), ("super::", above)] {
        for (i, _) in text.match_indices(prefix) {
            let rest = &text[i + prefix.len()..];
            let path = rest.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')).next().unwrap();
            let mut names: Vec<String> =
                path.split("::").filter(|name| !name.is_empty()).map(str::to_owned).collect();
            let list = if rest[path.len()..].starts_with('{') {
                let list = rest[path.len()..].split(';').next().unwrap();
                named_after(&format!("::{list}"), "::")
            } else {
                BTreeSet::new()
            };
            names.splice(0..0, start.iter().cloned());
            let longer = list.into_iter().map(|name| [names.clone(), vec![name]].concat());
            for names in longer.chain([names.clone()]) {
                let known =
                    (1..=names.len()).rev().map(|n| names[..n].to_vec()).find(|path| all.contains(path));
                found.extend(known);
            }
        }
    }
    found
}

#[test]
fn files_of_a_floor_have_no_circles() {
    let sources: Vec<_> = sources().into_iter().filter(|(path, _)| !path.ends_with("mod.rs")).collect();
    let all: BTreeSet<Vec<String>> = sources.iter().map(|(path, _)| module_of(path)).collect();
    let imports: BTreeMap<Vec<String>, BTreeSet<Vec<String>>> = sources
        .iter()
        .map(|(path, text)| {
            let module = module_of(path);
            let mut named = imports(&module, text, &all);
            named.remove(&module);
            (module, named)
        })
        .collect();
    for module in &all {
        let mut seen = BTreeSet::new();
        let mut open = vec![module];
        while let Some(next) = open.pop() {
            for name in imports.get(next).into_iter().flatten() {
                if seen.insert(name) {
                    open.push(name);
                }
            }
        }
        let others: Vec<String> = seen.iter().map(|name| name.join("::")).collect();
        assert!(!seen.contains(module), "{} imports itself over {}", module.join("::"), others.join(", "));
    }
}
