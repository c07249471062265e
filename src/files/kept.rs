//! What takes long to make and is kept from one run to the next: a folder of `.plenary/`, with a file for
//! each thing, named by the digest of all that it was made of. So nothing kept is ever out of date, and
//! all of it is safe to delete.
//!
//! A thing that no build wanted for a while is taken away ([`Kept::prune`]).

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::sealed;
use crate::digest::{Short, hex};

/// The form of a thing that is kept; another one is not read.
const FORM: &str = "plenary kept 1";

/// The form of the list of what builds wanted.
const WANTED_FORM: &str = "plenary wanted 1";

/// The name of that list.
const WANTED: &str = "wanted";

/// How many builds have to pass that want nothing of a thing before it is taken away.
const BUILDS: u64 = 10;

/// A folder of things that are kept; nothing is kept where there is none.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    folder: Option<PathBuf>,
}

/// Which build wanted what last.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Wanted {
    /// How many builds there were.
    builds: u64,
    /// The last build that wanted a thing, by the thing's name.
    last: BTreeMap<String, u64>,
}

impl Kept {
    /// Things of one sort, in the folder `memory`.
    pub fn of(memory: &Path, sort: &str) -> Self {
        Self { folder: Some(memory.join(sort)) }
    }

    /// What is kept under a digest; nothing where it was never kept or is damaged.
    pub fn get(&self, digest: &Short) -> Option<Vec<u8>> {
        sealed::read_bytes(&self.folder.as_ref()?.join(hex(digest)), FORM)
    }

    /// Keeps something under a digest. What cannot be written is not kept; it is made again.
    pub fn put(&self, digest: &Short, bytes: &[u8]) {
        let Some(folder) = &self.folder else { return };
        write(folder, &hex(digest), &sealed::of_bytes(FORM, bytes));
    }

    /// Reads a note by its name; nothing where there is none, or where it has another form.
    pub fn note<T: DeserializeOwned>(&self, name: &str, form: &str) -> Option<T> {
        sealed::read(&self.folder.as_ref()?.join(name), form)
    }

    /// Writes a note, which is kept until it is written anew.
    pub fn put_note(&self, name: &str, form: &str, value: &impl Serialize) {
        let Some(folder) = &self.folder else { return };
        if let Ok(bytes) = sealed::bytes(form, value) {
            write(folder, name, &bytes);
        }
    }

    /// Takes away what neither this build, which wants `now`, nor any of the last ones wanted. The notes
    /// of the names `notes` stay.
    pub fn prune(&self, now: &BTreeSet<Short>, notes: &[&str]) {
        let Some(folder) = &self.folder else { return };
        let Ok(entries) = fs::read_dir(folder) else { return };
        let mut wanted: Wanted = self.note(WANTED, WANTED_FORM).unwrap_or_default();
        wanted.builds += 1;
        let now: BTreeSet<String> = now.iter().map(|digest| hex(digest)).collect();
        let mut last = BTreeMap::new();
        for entry in entries.filter_map(Result::ok) {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name == WANTED || notes.contains(&name.as_str()) {
                continue;
            }
            let build = match wanted.last.get(&name) {
                _ if now.contains(&name) => wanted.builds,
                Some(build) => *build,
                None => wanted.builds,
            };
            if build + BUILDS <= wanted.builds {
                let _ = fs::remove_file(entry.path());
            } else {
                last.insert(name, build);
            }
        }
        wanted.last = last;
        self.put_note(WANTED, WANTED_FORM, &wanted);
    }
}

/// Writes a file whole: beside its place first, under a name that no other process uses.
#[expect(clippy::disallowed_methods, reason = "this is the door to what is kept")]
fn write(folder: &Path, name: &str, bytes: &[u8]) {
    let new = folder.join(format!("{name}.{}.new", std::process::id()));
    let written = fs::create_dir_all(folder)
        .and_then(|()| fs::write(&new, bytes))
        .and_then(|()| fs::rename(&new, folder.join(name)));
    if written.is_err() {
        let _ = fs::remove_file(&new);
    }
}
