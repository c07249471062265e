//! What is about to be done to an output folder, written down before it is begun, so that whoever
//! comes after an interruption can finish it.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::manifest::{Manifest, lies};
use super::onlooker::Onlooker;
use super::place::{Place, is_missing};
use super::staging;
use crate::error::Failure;
use crate::files::sealed;
use crate::plan::Turn;

/// The form of the file; another one is not read. Change it with [`Journal`].
const FORM: &str = "plenary journal 3";

/// A change of an output folder.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Journal {
    /// Whether outputs wait beside the output folder, else in it.
    pub beside: bool,
    /// Files that stand where a folder has to be, or the other way round: taken away first.
    pub first: Vec<String>,
    /// Outputs that go to their places, in their turns.
    pub moves: Vec<Move>,
    /// Files that are taken away when all others are in place.
    pub last: Vec<String>,
    /// What lies in the folder when all is done.
    pub manifest: Manifest,
}

/// An output that goes from where it waits to where it belongs.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Move {
    /// When.
    pub turn: Turn,
    /// The name under which it waits.
    pub from: String,
    /// Its path in the output folder.
    pub to: String,
}

impl Journal {
    /// Reads a journal; none where there is none.
    pub fn read(file: &Path) -> Option<Self> {
        sealed::read(file, FORM)
    }

    /// Writes the journal, to the disk itself.
    ///
    /// # Errors
    /// When the disk does not take it.
    pub fn write(&self, file: &Path) -> io::Result<()> {
        sealed::write(file, &sealed::bytes(FORM, self)?, true)
    }

    /// Whether each output either still waits or is in its place.
    pub fn can_be_finished(&self, place: &Place) -> bool {
        let staging = place.staging(self.beside);
        let in_place = |to: &str| self.manifest.entries.get(to).is_some_and(|entry| lies(place, to, entry));
        place.out.is_dir()
            && self.moves.par_iter().all(|step| staging.join(&step.from).is_file() || in_place(&step.to))
    }

    /// Refuses to begin where a folder of the output may not be written in: else the site would stop being
    /// replaced in the middle.
    ///
    /// # Errors
    /// When there is such a folder.
    pub fn refuse_closed(&self, place: &Place) -> Result<(), Failure> {
        let changed = self.moves.iter().map(|step| &step.to).chain(&self.first).chain(&self.last);
        let folders: BTreeSet<PathBuf> =
            changed.filter_map(|path| place.file(path)?.parent().map(Path::to_owned)).collect();
        folders.par_iter().try_for_each(|folder| {
            let there = folder.ancestors().find(|above| above.is_dir()).unwrap_or(folder);
            writable(there).map_err(|e| Failure::io("write in", there, &e))
        })
    }

    /// Does what is written, or what is left of it.
    ///
    /// # Errors
    /// When the disk refuses it.
    pub fn carry_out(&self, place: &Place, onlooker: &dyn Onlooker) -> Result<(), Failure> {
        remove(&self.first, place, onlooker)?;
        let folders: BTreeSet<&Path> =
            self.moves.iter().filter_map(|step| Path::new(&step.to).parent()).collect();
        for folder in folders {
            staging::make(&place.out.join(folder))?;
        }
        let waiting = place.staging(self.beside);
        for turn in self.moves.chunk_by(|a, b| a.turn == b.turn) {
            // One file that cannot be replaced keeps no other one of its turn old.
            let refused = turn.par_iter().map(|step| {
                onlooker.step(&place.out.join(&step.to))?;
                Ok(step.take(&waiting, place).err())
            });
            let refused: Vec<Option<Failure>> = refused.collect::<Result<_, Failure>>()?;
            if let Some(first) = refused.into_iter().flatten().next() {
                return Err(between(first));
            }
        }
        remove(&self.last, place, onlooker)
    }
}

impl Move {
    fn take(&self, waiting: &Path, place: &Place) -> Result<(), Failure> {
        let (from, to) = (waiting.join(&self.from), place.out.join(&self.to));
        let moved = fs::rename(&from, &to).or_else(|e| {
            if to.is_dir() {
                remove_empty(&to);
                return fs::rename(&from, &to);
            }
            if e.kind() == io::ErrorKind::CrossesDevices {
                return copy(&from, &to);
            }
            Err(e)
        });
        match moved {
            // It is there already.
            Err(e) if is_missing(&e) && !from.exists() && to.is_file() => Ok(()),
            moved => moved.map_err(|e| Failure::io("write", &to, &e)),
        }
    }
}

/// What is said where a file was not replaced: how the site lies there now, and what ends it.
fn between(failure: Failure) -> Failure {
    match failure {
        Failure::Machine(message) => Failure::Machine(format!(
            "{message}. The site there is between two publications, and this file is still the old one. See that it \
             may be replaced (one that is protected: chattr -i on Linux), and the next build finishes the publication"
        )),
        usage @ Failure::Usage(_) => usage,
    }
}

/// Brings a file to another disk, which a folder of the output can be: beside its place first, so that nobody reads
/// half of it.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let mut name = OsString::from(".plenary-");
    name.push(to.file_name().unwrap_or_default());
    let beside = to.with_file_name(name);
    let copied =
        fs::copy(from, &beside).and_then(|_| fs::rename(&beside, to)).and_then(|()| fs::remove_file(from));
    if copied.is_err() {
        let _ = fs::remove_file(&beside);
    }
    copied
}

/// Whether files can be put in a folder and taken away: what the system says of it.
#[cfg(unix)]
fn writable(folder: &Path) -> io::Result<()> {
    use rustix::fs::{Access, access};
    Ok(access(folder, Access::WRITE_OK | Access::EXEC_OK)?)
}

#[cfg(not(unix))]
fn writable(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Takes away files, and the folders that this leaves empty.
fn remove(paths: &[String], place: &Place, onlooker: &dyn Onlooker) -> Result<(), Failure> {
    let mut folders = BTreeSet::new();
    for path in paths {
        let Some(file) = place.file(path) else { continue };
        folders.extend(Path::new(path).ancestors().skip(1).filter(|above| !above.as_os_str().is_empty()));
        if file.symlink_metadata().is_ok_and(|there| !there.is_dir()) {
            onlooker.step(&file)?;
            fs::remove_file(&file).map_err(|e| Failure::io("remove", &file, &e))?;
        }
    }
    // What lies deeper comes later in the order of paths. A folder that is not empty stays.
    for folder in folders.into_iter().rev() {
        let _ = fs::remove_dir(place.out.join(folder));
    }
    Ok(())
}

/// Takes away a folder in which there are only folders.
fn remove_empty(folder: &Path) {
    for entry in walkdir::WalkDir::new(folder).contents_first(true).into_iter().flatten() {
        let _ = fs::remove_dir(entry.path());
    }
}
