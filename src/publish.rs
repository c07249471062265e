//! Outputs → disk.
//!
//! First everything that changed is written to a folder beside its goal; when the disk is full or
//! a permission is missing, that is where it shows, and the last site is whole. Then each file is
//! moved to its place (a rename, so that nobody ever reads half a file), fingerprinted files before the
//! pages that load them; last, files of the site before that are no longer made are taken away. Files that no
//! build made are never touched.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::error::Failure;
use crate::formats::manifest::Manifest;
use crate::plan::Outputs;
use crate::site::Route;

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Files written, new or changed.
    pub written: usize,
    /// Files that were right already.
    pub unchanged: usize,
    /// Files taken away.
    pub removed: usize,
}

/// The folder for what is not in its place yet.
const STAGING: &str = ".plenary-staging";

/// Publishes outputs into the folder `out`.
///
/// # Errors
/// When the disk does not take them. What can fail for want of space or permission fails while
/// files are staged, before anything has changed.
pub fn publish(outputs: &Outputs, out: &Path) -> Result<Published, Failure> {
    if out.exists() && !out.is_dir() {
        return Err(Failure::Usage(format!("{} is a file; give a folder with --out", out.display())));
    }
    create_folder(out)?;
    if let Some(route) = outputs.keys().find(|route| inside(out, &route.file()).is_none()) {
        return Err(Failure::Usage(format!("the address {route} leads out of {}", out.display())));
    }
    let before = previous(out);
    let staging = out.join(STAGING);
    if before.is_none() && !staging.exists() {
        refuse_foreign(outputs, out)?;
    }
    let before = before.unwrap_or_default();
    remove_folder(&staging)?;
    let changed = stage(outputs, out, &staging)?;
    let (written, unchanged) = (changed.len(), outputs.len() - changed.len());
    let now: BTreeSet<String> = outputs.keys().map(Route::file).collect();
    let gone = before.iter().filter(|path| !now.contains(*path));
    let (in_the_way, gone): (Vec<_>, Vec<_>) = gone.partition(|path| is_in_the_way(path, &now));
    let mut removed = remove(&in_the_way, out)?;
    for route in in_order(changed) {
        let goal = out.join(route.file());
        if let Some(folder) = goal.parent() {
            create_folder(folder)?;
        }
        let staged = staging.join(route.file());
        fs::rename(&staged, &goal).map_err(|e| Failure::io("write", &goal, &e))?;
    }
    removed += remove(&gone, out)?;
    remove_folder(&staging)?;
    Ok(Published { written, unchanged, removed })
}

/// Whether a file of the build before stands where a folder has to be, or the other way round.
fn is_in_the_way(path: &str, now: &BTreeSet<String>) -> bool {
    let below = |a: &str, b: &str| b.strip_prefix(a).is_some_and(|rest| rest.starts_with('/'));
    now.iter().any(|new| below(new, path) || below(path, new))
}

/// The files that the build before made; none where no build made this folder.
fn previous(out: &Path) -> Option<Vec<String>> {
    let text = fs::File::open(out.join("build.json")).ok()?;
    let manifest: Manifest = serde_json::from_reader(std::io::BufReader::new(text)).ok()?;
    Some(manifest.outputs.into_iter().map(|output| output.path).collect())
}

/// In a folder that no build made, files of others are not written over.
fn refuse_foreign(outputs: &Outputs, out: &Path) -> Result<(), Failure> {
    match outputs.keys().map(|route| out.join(route.file())).find(|file| file.exists()) {
        Some(file) => Err(Failure::Usage(format!(
            "{} is there, and no build of Plenary made it; choose another folder with --out, or take it away",
            file.display()
        ))),
        None => Ok(()),
    }
}

/// Writes what changed beside its goal.
#[expect(clippy::disallowed_methods, reason = "this is where outputs are written")]
fn stage<'a>(outputs: &'a Outputs, out: &Path, staging: &Path) -> Result<Vec<&'a Route>, Failure> {
    let mut changed = Vec::new();
    for (route, bytes) in outputs {
        let goal = out.join(route.file());
        if goal.metadata().is_ok_and(|m| m.is_file() && m.len() == bytes.len() as u64)
            && fs::read(&goal).is_ok_and(|there| there == *bytes)
        {
            continue;
        }
        let staged = staging.join(route.file());
        if let Some(folder) = staged.parent() {
            create_folder(folder)?;
        }
        fs::write(&staged, bytes).map_err(|e| Failure::io("write", &staged, &e))?;
        changed.push(route);
    }
    Ok(changed)
}

/// What pages load comes before pages, and `build.json` last.
fn in_order(mut changed: Vec<&Route>) -> Vec<&Route> {
    changed.sort_by_key(|route| match route.as_str() {
        "/build.json" => 2,
        path if path.starts_with("/assets/") => 0,
        _ => 1,
    });
    changed
}

/// Takes away files, and folders left empty.
fn remove(paths: &[&String], out: &Path) -> Result<usize, Failure> {
    let mut removed = 0;
    for file in paths.iter().filter_map(|path| inside(out, path)) {
        match fs::remove_file(&file) {
            Ok(()) => removed += 1,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {}
            Err(e) => return Err(Failure::io("remove", &file, &e)),
        }
        let mut folder = file.parent();
        while let Some(empty) = folder.filter(|folder| *folder != out && fs::remove_dir(folder).is_ok()) {
            folder = empty.parent();
        }
    }
    Ok(removed)
}

/// A path of a manifest below the output folder; none for one that leads out of it.
pub fn inside(out: &Path, path: &str) -> Option<PathBuf> {
    let plain = Path::new(path).components().all(|part| matches!(part, std::path::Component::Normal(_)));
    plain.then(|| out.join(path))
}

fn create_folder(folder: &Path) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(|e| Failure::io("create the folder", folder, &e))
}

fn remove_folder(folder: &Path) -> Result<(), Failure> {
    match fs::remove_dir_all(folder) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(Failure::io("remove", folder, &e)),
        _ => Ok(()),
    }
}
