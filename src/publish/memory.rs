//! What is remembered of an output folder: a folder in `.plenary/`, named by the digest of the
//! output folder's whole path, with a lock, a manifest and, while it is published, a journal.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::lock::Lock;
use super::manifest::Manifest;
use super::onlooker::Onlooker;
use crate::digest::hex;
use crate::error::Failure;
use crate::files::{Stat, sealed};

/// What is remembered of one output folder.
#[derive(Debug)]
pub struct Memory {
    folder: PathBuf,
    _lock: Lock,
}

impl Memory {
    /// Opens what is remembered of the folder `out`, and waits until no other build has it open.
    ///
    /// # Errors
    /// When nothing can be written there.
    pub fn open(memory: &Path, out: &Path, onlooker: &dyn Onlooker) -> io::Result<Self> {
        let name = hex(&blake3::hash(out.as_os_str().as_encoded_bytes()).as_bytes()[..16]);
        let folder = memory.join("outputs").join(name);
        fs::create_dir_all(&folder)?;
        let lock = Lock::of_file(&folder.join("lock"), out, onlooker)?;
        Ok(Self { folder, _lock: lock })
    }

    /// Where the manifest lies.
    pub fn manifest(&self) -> PathBuf {
        self.folder.join("manifest")
    }

    /// Where the journal lies while it is carried out.
    pub fn journal(&self) -> PathBuf {
        self.folder.join("journal")
    }

    /// Reads what was remembered under a name, where it goes with the manifest that is there.
    pub fn recall<T: DeserializeOwned>(&self, name: &str, form: &str) -> Option<T> {
        let (of, value): (Stat, T) = sealed::read(&self.folder.join(name), form)?;
        (Some(of) == self.manifest_stat()).then_some(value)
    }

    /// Reads what was remembered under a name, whatever was published since.
    pub fn recall_any<T: DeserializeOwned>(&self, name: &str, form: &str) -> Option<T> {
        sealed::read::<(Stat, T)>(&self.folder.join(name), form).map(|(_, value)| value)
    }

    /// Remembers something that goes with the manifest that is there. What cannot be written is not
    /// remembered; the next build then makes it again.
    pub fn keep(&self, name: &str, form: &str, value: &impl Serialize) {
        let Some(of) = self.manifest_stat() else { return };
        let written = sealed::bytes(form, &(of, value))
            .and_then(|bytes| sealed::write(&self.folder.join(name), &bytes, false));
        if written.is_err() {
            let _ = fs::remove_file(self.folder.join(name));
        }
    }

    fn manifest_stat(&self) -> Option<Stat> {
        Stat::of(&self.manifest().metadata().ok()?)
    }

    /// Replaces the manifest.
    ///
    /// # Errors
    /// When the disk does not take it.
    pub fn remember(&self, manifest: &Manifest) -> Result<(), Failure> {
        let file = self.manifest();
        manifest.write(&file).map_err(|e| Failure::io("write", &file, &e))
    }
}
