//! What the last build left in an output folder, and whether it still lies there.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::io;
use std::path::Path;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::place::{Place, inside};
use crate::build::Key;
use crate::digest::{self, Sha256Digest};
use crate::files::{Stat, sealed};
use crate::formats::manifest;
use crate::formats::policy::Needs;

/// The form of the file; another one is not read. Change it with [`Entry`].
const FORM: &str = "plenary manifest 3";

/// One output of the last build.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its size in bytes.
    pub size: u64,
    /// The digest of its bytes.
    pub sha256: Sha256Digest,
    /// What it was made from.
    pub key: Option<Key>,
    /// The file as it was written; none where only `build.json` tells of it.
    pub stat: Option<Stat>,
    /// A file of the build before the last, which stays for those who still have its pages.
    pub kept: bool,
    /// What it needs of the policy of the site.
    pub needs: Needs,
}

/// All outputs of the last build, by their files.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Manifest {
    /// By path in the output folder.
    pub entries: BTreeMap<String, Entry>,
}

/// What became of an output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It lies there as it was written.
    Whole,
    /// Something else lies there.
    Changed,
    /// It is not there; a folder may be.
    Gone,
}

/// What a look at an output showed.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// What became of it.
    pub state: State,
    /// Whether its stat alone could tell.
    pub is_noted: bool,
}

impl Manifest {
    /// Reads a manifest, with the moment at which it was written; none where there is none or it
    /// is damaged.
    pub fn read(file: &Path) -> Option<(Self, u64)> {
        let written = Stat::of(&file.metadata().ok()?)?.written;
        Some((sealed::read(file, FORM)?, written))
    }

    /// Writes the manifest.
    ///
    /// # Errors
    /// When the disk does not take it.
    pub fn write(&self, file: &Path) -> io::Result<()> {
        sealed::write(file, &sealed::bytes(FORM, self)?, false)
    }

    /// What `build.json` tells of the folder that it lies in.
    #[expect(clippy::disallowed_methods, reason = "a built site is no content")]
    pub fn of_build_json(out: &Path) -> Option<Self> {
        let bytes = fs::read(out.join(BUILD_JSON)).ok()?;
        let said = manifest::Manifest::read(&bytes)?;
        let entry = |size, sha256| Entry {
            size,
            sha256,
            key: None,
            stat: None,
            kept: false,
            needs: Needs::default(),
        };
        // A digest that is none is one that no file has.
        let mut entries: BTreeMap<String, Entry> = said
            .outputs
            .into_iter()
            .filter(|output| inside(out, &output.path).is_some())
            .map(|o| (o.path, entry(o.size, digest::from_hex(&o.sha256).unwrap_or_default())))
            .collect();
        entries.insert(BUILD_JSON.to_owned(), entry(bytes.len() as u64, digest::digest(&bytes)));
        Some(Self { entries })
    }

    /// Takes over from another manifest what it alone knows, or what is nearer to the disk.
    #[must_use]
    pub fn joined(mut self, other: Self, place: &Place) -> Self {
        for (path, entry) in other.entries {
            let mine = self.entries.get(&path);
            if mine.is_none_or(|mine| !lies(place, &path, mine) && mine.sha256 != entry.sha256) {
                self.entries.insert(path, entry);
            }
        }
        self
    }

    /// Looks at each file. One that was written in the same tick of the clock as the manifest may have
    /// been changed since without a trace, so it is read; so is one that is not as it was noted.
    pub fn look(&mut self, place: &Place, written: u64) -> Vec<Look> {
        self.entries.par_iter_mut().map(|(path, entry)| look(place, path, entry, written)).collect()
    }
}

/// The output that tells of all others.
pub const BUILD_JSON: &str = "build.json";

/// Whether an output lies there as it was noted; its bytes are not looked at.
pub fn lies(place: &Place, path: &str, entry: &Entry) -> bool {
    let there = place.file(path).and_then(|file| file.symlink_metadata().ok()).filter(Metadata::is_file);
    there.is_some_and(|m| m.len() == entry.size && entry.stat.is_some() && Stat::of(&m) == entry.stat)
}

fn look(place: &Place, path: &str, entry: &mut Entry, written: u64) -> Look {
    let there = place.file(path).and_then(|file| Some((file.symlink_metadata().ok()?, file)));
    let Some((there, file)) = there.filter(|(there, _)| !there.is_dir()) else {
        return Look { state: State::Gone, is_noted: true };
    };
    let stat = Stat::of(&there);
    let is_noted = stat.is_some() && stat == entry.stat && stat.is_some_and(|stat| stat.written < written);
    let is_whole = there.is_file() && there.len() == entry.size && (is_noted || has(&file, &entry.sha256));
    if is_whole {
        entry.stat = stat;
    }
    Look { state: if is_whole { State::Whole } else { State::Changed }, is_noted }
}

/// Whether a file has bytes of a digest.
#[expect(clippy::disallowed_methods, reason = "a built site is no content")]
pub fn has(file: &Path, sha256: &Sha256Digest) -> bool {
    fs::read(file).is_ok_and(|bytes| digest::digest(&bytes) == *sha256)
}
