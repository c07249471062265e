//! `plenary seal`.

use std::path::{Path, PathBuf};

use clap::Args;

use super::{DONE, Where, print, site};
use crate::digest::seal;
use crate::error::Failure;
use crate::files::Files;
use crate::read::words::quoted;
use crate::site::{Entry, Facts, Kind, Lang, Site};

/// Prints seals
#[derive(Debug, Args)]
pub struct Arguments {
    /// Quotes, or translations
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Writes the seal into the file (not yet)
    #[arg(long, hide = true)]
    write: bool,
    #[command(flatten)]
    place: Where,
}

/// Prints the line to paste into each file.
pub fn run(arguments: &Arguments) -> Result<u8, Failure> {
    if arguments.write {
        return super::later::refuse("--write");
    }
    let (root, files, loaded) = site::load(&arguments.place, true, None)?;
    let mut lines = Vec::new();
    for path in &arguments.files {
        let entry = find(&root, &files, &loaded.site, path)?;
        lines.push((path, line(&files, &loaded.site, entry)?));
    }
    let many = lines.len() > 1;
    for (path, line) in lines {
        let name = if many { format!("# {}\n", path.display()) } else { String::new() };
        print(&format!("{name}{line}\n"));
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

fn line(files: &Files, site: &Site, entry: &Entry) -> Result<String, Failure> {
    if entry.lang != Lang::DEFAULT {
        let source = site.entries.iter().find(|other| other.id == entry.id && other.lang == Lang::DEFAULT);
        let source = source.ok_or_else(|| Failure::Usage(format!("{} translates nothing", entry.id)))?;
        return Ok(format!("translates: {}", of_source(files, source)));
    }
    match entry.kind() {
        Kind::Quote => Ok(approved(entry, &seal(words(files, entry)))),
        _ => Err(Failure::Usage(format!("{} has no seal; quotes and translations have", entry.id))),
    }
}

/// The line `approved` of a quote, with what it says already.
fn approved(entry: &Entry, seal: &str) -> String {
    let approval = match &entry.facts {
        Facts::Quote(quote) => quote.approved.as_ref(),
        _ => None,
    };
    let on = approval.and_then(|a| a.on).map(|day| format!("on: {}, ", day.0)).unwrap_or_default();
    let by =
        approval.and_then(|a| a.by.as_ref()).map(|by| format!("by: {}, ", quoted(by))).unwrap_or_default();
    format!("approved: {{{on}{by}seal: {seal}}}")
}

/// The seal of a translation's source: its title, summary and text, joined by a space.
pub fn of_source(files: &Files, source: &Entry) -> String {
    let front = [&source.common.title, &source.common.summary];
    let mut parts: Vec<&str> = front.into_iter().flatten().map(|text| &*text.0).collect();
    parts.push(words(files, source));
    seal(&parts.join(" "))
}

/// The Markdown after the front matter.
fn words<'a>(files: &'a Files, entry: &Entry) -> &'a str {
    &files.get(entry.file).text()[entry.text.body.clone()]
}
