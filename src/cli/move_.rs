//! `plenary move`.

use std::io::IsTerminal;
use std::path::Path;

use clap::Args;

use super::site::Scanned;
use super::texts::{self, Movement};
use super::{CONTENT_HAS_ERRORS, DONE, Format, Where, print, say, site};
use crate::error::Failure;
use crate::files::Files;
use crate::rename::{self, Move, Refused};

/// Renames a record or folder, mends whatever names it, and keeps its old addresses
#[derive(Debug, Args)]
pub struct Arguments {
    /// The id of a record or folder, or the path of its file
    old: String,
    /// Its new id or path; a name alone stays in the same folder
    new: String,
    #[command(flatten)]
    place: Where,
}

/// Moves, and prints what was done, a line a file.
pub fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let Scanned { root, files, options, found } = site::scan(&arguments.place, false, None)?;
    let (old, new) = (from_root(&root, &arguments.old), from_root(&root, &arguments.new));
    match rename::plan(&files, &options, found, &old, &new) {
        Ok(done) => {
            carry_out(&root, &files, &done)?;
            print(&format!("{}\n", done.report.join("\n")));
            Ok(DONE)
        }
        Err(Refused::Machine(failure)) => Err(failure),
        Err(Refused::Names(sentence)) => Err(Failure::Usage(sentence)),
        Err(Refused::Faults(why, found, then)) => {
            let colour = std::io::stdout().is_terminal();
            let files = then.as_deref().unwrap_or(&files);
            print(&site::findings(&found, files, Format::Human, colour));
            say(&format!("plenary: {why}\n"));
            Ok(CONTENT_HAS_ERRORS)
        }
    }
}

/// A path as it is from the site's folder; an id as it is.
fn from_root(root: &Path, given: &str) -> String {
    let in_content = |path: &Path, root: &Path| {
        let rest = path.strip_prefix(root.join("content")).ok()?;
        let parts: Vec<_> = rest.iter().map(|part| part.to_string_lossy()).collect();
        Some(format!("content/{}", parts.join("/")))
    };
    let path = Path::new(given);
    let is_path = given.ends_with(".md") || given.contains("content/") || given.starts_with('.');
    let real = path.canonicalize().ok().filter(|_| is_path);
    let real = real.zip(root.canonicalize().ok()).and_then(|(path, root)| in_content(&path, &root));
    // What is not there yet has no real path.
    real.or_else(|| in_content(path, root)).unwrap_or_else(|| given.to_owned())
}

/// Writes the changed texts, then moves files to their new paths.
pub fn carry_out(root: &Path, files: &Files, done: &Move) -> Result<(), Failure> {
    let movements = movements(root, files, done);
    if let Some(there) = texts::taken(&movements) {
        return Err(Failure::Usage(format!("{} is there already; nothing was moved", there.display())));
    }
    texts::write(root, files, &done.texts)?;
    texts::relocate(root, &movements)
}

/// A folder that moves whole, then what gets a path of its own.
fn movements(root: &Path, files: &Files, done: &Move) -> Vec<Movement> {
    let with_folder = |path: &str| {
        let (from, to) = done.folder.as_ref()?;
        let rest = path.strip_prefix(from.as_str()).filter(|rest| rest.starts_with('/'))?;
        Some(format!("{to}{rest}"))
    };
    let single = done.paths.iter().map(|(file, to)| {
        let from = &files.get(*file).path;
        (with_folder(from).unwrap_or_else(|| from.clone()), to.clone())
    });
    let all = done.folder.iter().cloned().chain(single.filter(|(from, to)| from != to));
    all.map(|(from, to)| (root.join(from), root.join(to))).collect()
}
