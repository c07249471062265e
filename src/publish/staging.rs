//! Where outputs wait until all are made.

use std::collections::HashSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::place::is_missing;
use crate::error::Failure;
use crate::files::Stat;

/// A folder of outputs that wait.
#[derive(Debug)]
pub struct Staging {
    /// The folder.
    pub folder: PathBuf,
    /// Whether they lie in it as they will in the output folder, so that it can become that; else
    /// they are numbered, which spares the folders.
    pub whole: bool,
    folders: Mutex<HashSet<PathBuf>>,
    count: AtomicUsize,
}

impl Staging {
    /// A folder that is made when something is put there.
    pub fn new(folder: PathBuf, whole: bool) -> Self {
        Self { folder, whole, folders: Mutex::default(), count: AtomicUsize::new(0) }
    }

    /// Puts bytes that belong at a path; gives the name under which they wait, and the file's stat.
    ///
    /// # Errors
    /// When the disk does not take them.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<(String, Option<Stat>), Failure> {
        let name =
            if self.whole { path.to_owned() } else { self.count.fetch_add(1, Ordering::Relaxed).to_string() };
        let file = self.folder.join(&name);
        self.make(file.parent().unwrap_or(&self.folder))?;
        let mut new = fs::File::create(&file).map_err(|e| Failure::io("write", &file, &e))?;
        new.write_all(bytes).map_err(|e| Failure::io("write", &file, &e))?;
        Ok((name, new.metadata().ok().as_ref().and_then(Stat::of)))
    }

    /// Makes a folder and those above it, each once.
    ///
    /// # Errors
    /// When the disk refuses it.
    pub fn make(&self, folder: &Path) -> Result<(), Failure> {
        if self.folders.lock().unwrap_or_else(PoisonError::into_inner).contains(folder) {
            return Ok(());
        }
        make(folder)?;
        self.folders.lock().unwrap_or_else(PoisonError::into_inner).insert(folder.to_owned());
        Ok(())
    }
}

/// Makes a folder, and those above it where they are missing.
///
/// # Errors
/// When the disk refuses it.
pub fn make(folder: &Path) -> Result<(), Failure> {
    let made = match fs::create_dir(folder) {
        Err(e) if is_missing(&e) => fs::create_dir_all(folder),
        made => made,
    };
    match made {
        Err(_) if folder.is_dir() => Ok(()),
        made => made.map_err(|e| Failure::io("create the folder", folder, &e)),
    }
}
