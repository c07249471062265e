//! `plenary seal`.

use std::path::{Path, PathBuf};

use clap::Args;

use super::{DONE, Where, print, site, texts};
use crate::check::FIXED;
use crate::diagnostics::{FileId, Findings};
use crate::error::Failure;
use crate::files::Files;
use crate::rename::yaml;
use crate::resolve::seals;
use crate::rewrite::apply;
use crate::site::tree::{Node, Value};
use crate::site::{Entry, Facts, Lang, Site, Tree};

/// Prints seals
#[derive(Debug, Args)]
pub struct Arguments {
    /// Quotes, or translations
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Writes the seal into each file
    #[arg(long)]
    write: bool,
    #[command(flatten)]
    place: Where,
}

/// A seal and where it belongs.
struct Sealed<'a> {
    entry: &'a Entry,
    seal: String,
    /// The line to paste.
    line: String,
}

/// Prints the line to paste into each file, or writes the seals there.
pub fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let (root, files, loaded) = site::load(&arguments.place, true, None)?;
    let mut all = Vec::new();
    for path in &arguments.files {
        let entry = find(&root, &files, &loaded.site, path)?;
        all.push((path, sealed(&files, &loaded.site, entry)?));
    }
    if arguments.write {
        return write(&root, &files, &loaded.found, &all);
    }
    let many = all.len() > 1;
    for (path, sealed) in all {
        let name = if many { format!("# {}\n", path.display()) } else { String::new() };
        print(&format!("{name}{}\n", sealed.line));
    }
    Ok(DONE)
}

fn find<'a>(root: &Path, files: &Files, site: &'a Site, path: &Path) -> Result<&'a Entry, Failure> {
    let full = path.canonicalize().or_else(|_| root.join(path).canonicalize());
    let full = full.map_err(|_| Failure::Usage(format!("there is no file {}", path.display())))?;
    let root = root.canonicalize().map_err(|e| Failure::io("open", root, &e))?;
    let name = full.strip_prefix(&root).unwrap_or(&full).to_string_lossy().replace('\\', "/");
    let entry = site.entries.iter().find(|entry| files.get(entry.file).path == name);
    entry.ok_or_else(|| {
        Failure::Usage(format!("{} has no seal; quotes and translations have", path.display()))
    })
}

fn sealed<'a>(files: &Files, site: &Site, entry: &'a Entry) -> Result<Sealed<'a>, Failure> {
    if entry.lang != Lang::DEFAULT {
        let source = site.entries.iter().find(|other| other.id == entry.id && other.lang == Lang::DEFAULT);
        let source = source.ok_or_else(|| Failure::Usage(format!("{} translates nothing", entry.id)))?;
        let seal = seals::of_source(files, source);
        return Ok(Sealed { entry, line: format!("translates: {seal}"), seal });
    }
    match &entry.facts {
        Facts::Quote(quote) => {
            let seal = seals::of_words(files, entry);
            let line = seals::approved_line(quote.approved.as_ref(), &seal);
            Ok(Sealed { entry, seal, line })
        }
        _ => Err(Failure::Usage(format!("{} has no seal; quotes and translations have", entry.id))),
    }
}

/// Writes each seal into its file, once all of them can be written.
fn write(
    root: &Path,
    files: &Files,
    found: &Findings,
    all: &[(&PathBuf, Sealed<'_>)],
) -> Result<u8, Failure> {
    for (path, sealed) in all {
        if unreadable(found, sealed.entry.file) {
            return Err(Failure::Usage(format!(
                "{} cannot be read to the end; run plenary check and mend it first; nothing was written",
                path.display()
            )));
        }
    }
    let new = all.iter().map(|(_, sealed)| sealed).filter_map(|sealed| {
        let old = files.get(sealed.entry.file).text();
        Some((sealed.entry.file, with_seal(old, sealed))).filter(|(_, new)| new != old)
    });
    let new = new.collect();
    texts::write(root, files, &new)?;
    for (_, sealed) in all {
        let when = if new.contains_key(&sealed.entry.file) { "now" } else { "already" };
        print(&format!("{} has the seal {} {when}.\n", files.get(sealed.entry.file).path, sealed.seal));
    }
    Ok(DONE)
}

/// Whether a file has a fault that hides some of its front matter.
fn unreadable(found: &Findings, file: FileId) -> bool {
    found
        .list()
        .iter()
        .any(|d| d.span.file == file && (FIXED.contains(&d.rule.name) || d.rule.name == "key-twice"))
}

/// The text with the seal in its front matter; nothing else in it changes.
fn with_seal(text: &str, Sealed { entry, seal, line }: &Sealed<'_>) -> String {
    let front = &entry.front;
    let body = entry.text.body.start;
    let (key, value) = line.split_once(": ").unwrap_or((line, seal));
    let place = if key == "approved" { "approved.seal" } else { key };
    let at = |path: &str| front.get(&Tree::path(path));
    let edit = match (at(place), at(key)) {
        (Some(node), _) if is_nothing(node) => yaml::fill(text, front, body, place, seal),
        (Some(node), _) => yaml::replace(text, front, node, seal),
        (None, Some(node)) if !is_nothing(node) => {
            yaml::add_to_map(text, front, key, &[("seal".to_owned(), seal.clone())])
        }
        (None, _) => yaml::fill(text, front, body, key, value),
    };
    apply(text, &[edit])
}

/// A key without a value.
fn is_nothing(node: &Node) -> bool {
    matches!(&node.value, Value::Scalar { text, plain: true } if text.is_empty())
}
