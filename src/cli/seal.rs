//! `plenary seal`.

use std::path::{Path, PathBuf};

use clap::Args;

use super::{DONE, Where, print, site};
use crate::digest::seal;
use crate::error::Failure;
use crate::files::Files;
use crate::site::{Entry, Kind, Lang, Site};

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
    for path in &arguments.files {
        let entry = find(&root, &files, &loaded.site, path)?;
        print(&format!("{}: {}\n", path.display(), line(&files, &loaded.site, entry)?));
    }
    Ok(DONE)
}

fn find<'a>(root: &Path, files: &Files, site: &'a Site, path: &Path) -> Result<&'a Entry, Failure> {
    let full = path.canonicalize().or_else(|_| root.join(path).canonicalize());
    let full = full.map_err(|e| Failure::io("read", path, &e))?;
    let root = root.canonicalize().map_err(|e| Failure::io("open", root, &e))?;
    let name = full.strip_prefix(&root).unwrap_or(&full).to_string_lossy().replace('\\', "/");
    let entry = site.entries.iter().find(|entry| files.get(entry.file).path == name);
    entry.ok_or_else(|| Failure::Usage(format!("{} is no text of this site", path.display())))
}

fn line(files: &Files, site: &Site, entry: &Entry) -> Result<String, Failure> {
    if entry.lang != Lang::DEFAULT {
        let source = site.entries.iter().find(|other| other.id == entry.id && other.lang == Lang::DEFAULT);
        let source = source.ok_or_else(|| Failure::Usage(format!("{} translates nothing", entry.id)))?;
        return Ok(format!("translates: {}", of_source(files, source)));
    }
    match entry.kind() {
        Kind::Quote => Ok(format!("seal: {}", seal(words(files, entry)))),
        kind => Err(Failure::Usage(format!(
            "{} is a {} and no translation; quotes and translations have seals",
            entry.id,
            kind.name()
        ))),
    }
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
