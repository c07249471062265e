//! `plenary move`.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use clap::Args;

use super::{CONTENT_HAS_ERRORS, DONE, Format, Where, print, say, site};
use crate::build::Options;
use crate::diagnostics::Findings;
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
    let root = site::root(arguments.place.root.as_deref())?;
    let options = Options { now: site::now(&arguments.place)?, drafts: false, base: None };
    let mut found = Findings::default();
    let files = Files::scan(&root, &mut found)?;
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
fn carry_out(root: &Path, files: &Files, done: &Move) -> Result<(), Failure> {
    let (folder, single) = movements(root, files, done);
    if let Some((_, to)) = folder.iter().chain(&single).find(|(from, to)| to.exists() && !same(from, to)) {
        return Err(Failure::Usage(format!("{} is there already; nothing was moved", to.display())));
    }
    write(root, files, done)?;
    for (from, to) in folder.iter().chain(&single) {
        if let Some(above) = to.parent() {
            std::fs::create_dir_all(above).map_err(|e| Failure::io("create the folder", above, &e))?;
        }
        std::fs::rename(from, to).map_err(|e| Failure::io("move", from, &e))?;
        let mut above = from.parent();
        // What is empty now is taken away.
        while let Some(empty) = above.filter(|above| *above != root && std::fs::remove_dir(above).is_ok()) {
            above = empty.parent();
        }
    }
    Ok(())
}

/// Paths before and after: of a folder that moves whole, and of single files.
type Movements = Vec<(PathBuf, PathBuf)>;

fn movements(root: &Path, files: &Files, done: &Move) -> (Movements, Movements) {
    let inside = |path: &str| {
        let folder = done.folder.as_ref().map(|(from, _)| from);
        folder.and_then(|folder| path.strip_prefix(folder)).is_some_and(|rest| rest.starts_with('/'))
    };
    let whole = done.folder.iter().map(|(from, to)| (root.join(from), root.join(to))).collect();
    let paths = done.paths.iter().map(|(file, to)| (files.get(*file).path.as_str(), to));
    let single = paths.filter(|(from, _)| !inside(from));
    (whole, single.map(|(from, to)| (root.join(from), root.join(to))).collect())
}

/// Whether two paths are one file, on a disk that takes capitals and small letters for the same.
fn same(a: &Path, b: &Path) -> bool {
    a.canonicalize().is_ok_and(|a| b.canonicalize().is_ok_and(|b| a == b))
}

/// Writes all changed texts beside their files first; only when the disk took them all, each
/// takes its file's place.
#[expect(clippy::disallowed_methods, reason = "content is written by commands alone")]
fn write(root: &Path, files: &Files, done: &Move) -> Result<(), Failure> {
    let mut staged: Movements = Vec::new();
    let result = done.texts.iter().try_for_each(|(file, text)| {
        let path = root.join(&files.get(*file).path);
        // The file itself, where a link leads to it.
        let path = path.canonicalize().map_err(|e| Failure::io("open", &path, &e))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let beside = path.with_file_name(format!(".{name}.plenary~"));
        staged.push((beside.clone(), path.clone()));
        std::fs::write(&beside, text).map_err(|e| Failure::io("write", &beside, &e))?;
        let rights = path.metadata().map(|metadata| metadata.permissions());
        let set = rights.and_then(|rights| std::fs::set_permissions(&beside, rights));
        set.map_err(|e| Failure::io("write", &beside, &e))
    });
    if result.is_err() {
        for (beside, _) in &staged {
            // What cannot be taken away either is hidden from the site by its name.
            let _ = std::fs::remove_file(beside);
        }
        return result;
    }
    staged.iter().try_for_each(|(beside, path)| {
        std::fs::rename(beside, path).map_err(|e| Failure::io("write", path, &e))
    })
}
