//! Outputs → disk.
//!
//! A [`Publication`] takes outputs while they are made, from many threads, and writes those that
//! differ from what lies in the output folder to a hidden folder beside it, on the same disk. When the disk is full or a
//! permission is missing, that is where it shows, and the last site is whole. When all are there, a journal
//! says what is about to be done; then each file is moved to its place (a rename, so that nobody ever
//! reads half a file): files that pages load, pages, what leads to pages, `build.json`. Files
//! of the site before that are no longer made are taken away last, and the manifest is replaced.
//! A site that is new becomes the output folder by one rename.
//!
//! # What holds
//! - Wherever a build is interrupted (killed, out of memory, a full disk), every file in the output is
//!   whole, and the next build finishes what the journal says. A system that loses its power may lose
//!   what it had not yet put on the disk: the journal is synced, outputs are not, which would cost
//!   more than all the rest. The next build looks at every file and writes what is not as it should be.
//! - What lies in the folder already is not written. The manifest (in `.plenary/`, one for each output
//!   folder) has the stat and digest of each output, and is believed of a file when that file's
//!   stat is the same, else when its bytes are. Without it, `build.json` and the bytes tell.
//! - Fingerprinted files of the last site stay until the publication after, so that a page in
//!   somebody's cache keeps its styles.
//! - What no build made is neither written over nor taken away: it is refused in words, before
//!   anything has changed.
//! - One build at a time: the second waits.
//!
//! # Files
//! [`place`]: the folders. [`staging`]: where outputs wait. [`manifest`]: what the last build left.
//! [`difference`]: what is to be done. [`journal`]: doing it. [`memory`], [`lock`]: files in `.plenary/`.
//! [`onlooker`]: who is told. [`archive`]: the site in one file. To note more of an output, add it to [`manifest::Entry`] and count up the
//! form of manifest and journal.

pub mod archive;
pub mod difference;
pub mod journal;
pub mod lock;
pub mod manifest;
pub mod memory;
pub mod onlooker;
pub mod place;
pub mod staging;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use self::difference::{Before, Difference, Now};
use self::journal::Journal;
use self::lock::Lock;
use self::manifest::{BUILD_JSON, Entry, Manifest, State, has, lies};
use self::memory::Memory;
use self::onlooker::Onlooker;
use self::place::{Place, remove_folder};
use self::staging::Staging;
use crate::assets::Assets;
use crate::build::sink::no_output;
use crate::build::{Key, Made, Sink};
use crate::digest;
use crate::error::{Failure, plain};
use crate::files::Stat;
use crate::formats::manifest::Output;
use crate::formats::policy::Needs;
use crate::plan::Turn;
use crate::site::Route;
use serde::de::DeserializeOwned;

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Files written, new or changed.
    pub written: usize,
    /// Files that were right already.
    pub unchanged: usize,
    /// Files taken away.
    pub removed: usize,
    /// Of the files written and taken away, those that were no longer as the last build left them.
    pub by_hand: usize,
}

/// A publication that is being prepared.
pub struct Publication<'a> {
    onlooker: &'a dyn Onlooker,
    place: Place,
    /// None where nothing can be written there.
    memory: Option<Memory>,
    /// Holds off other builds where there is no memory to lock.
    _lock: Option<Lock>,
    /// The journal that lies in the staging folder, where there is no memory.
    staging: Staging,
    /// Whether outputs wait beside the folder.
    beside: bool,
    before: BTreeMap<String, Before>,
    /// Whether the manifest says of all in it what the disk says.
    is_settled: bool,
    /// Whether the build that the manifest is of was the last one into the folder.
    is_last: bool,
    now: Mutex<BTreeMap<String, Now>>,
    renamed: Mutex<BTreeSet<String>>,
    /// Whether there is a journal, so that what waits must not be cleared.
    is_journalled: bool,
}

/// The name of a journal that lies among outputs that wait.
const JOURNAL: &str = ".plenary-journal";

impl<'a> Publication<'a> {
    /// Begins a publication into the folder `out`, remembered in the folder `memory`: waits for
    /// other builds, finishes what an interrupted one left, and looks at what lies there.
    ///
    /// # Errors
    /// When the folder cannot be one for a built site, or the disk fails.
    pub fn begin(out: &Path, memory: &Path, onlooker: &'a dyn Onlooker) -> Result<Self, Failure> {
        let place = Place::new(out)?;
        let memory = Memory::open(memory, &place.out, onlooker).inspect_err(|e| {
            let folder = memory.display();
            onlooker.word(&format!(
                "This build is not remembered for the next: cannot write in {folder}: {}",
                plain(e)
            ));
        });
        let memory = memory.ok();
        let above = place.out.ancestors().skip(1).find(|folder| folder.is_dir());
        let lock = above
            .filter(|_| memory.is_none())
            .and_then(|folder| Lock::of_folder(folder, &place.out, onlooker));
        recover(&place, memory.as_ref(), onlooker)?;
        place.clear()?;
        let Previous { before, is_settled, is_last } = previous(&place, memory.as_ref());
        if before.is_empty() {
            place.refuse_foreign()?;
        }
        let is_empty = place.is_empty();
        let beside = place.waits_beside();
        Ok(Self {
            onlooker,
            staging: Staging::new(place.staging(beside), beside && is_empty),
            place,
            memory,
            _lock: lock,
            beside,
            before,
            is_settled,
            is_last,
            now: Mutex::default(),
            renamed: Mutex::default(),
            is_journalled: false,
        })
    }

    /// What lies at a route since the last build, as that build left it.
    pub fn known(&self, route: &Route) -> Option<&Entry> {
        let before = self.before.get(&route.file())?;
        (before.state == State::Whole && !before.entry.kept).then_some(&before.entry)
    }

    /// Leaves the output at a route as it is, if the last build made it from the same and it lies
    /// there unharmed; says whether that is so.
    pub fn keep(&self, route: &Route, key: Key) -> bool {
        let Some(entry) = self.known(route).filter(|entry| entry.key == Some(key)) else { return false };
        self.add(route.file(), Now { entry: entry.clone(), waits: None });
        true
    }

    /// Takes the output at a route; it is written where other bytes lie in its place.
    ///
    /// # Errors
    /// When the disk does not take it, or something of others is in its place.
    pub fn stage(&self, route: &Route, turn: Turn, made: Made) -> Result<(), Failure> {
        self.put(route.file(), turn, made, false)
    }

    /// Whether a file of the site that is online can be kept beside what is made: a fingerprinted one that is neither
    /// made again nor kept already, and only where it is remembered that it goes with the next publication.
    pub fn can_carry(&self, path: &str) -> bool {
        let is_made = self.now.lock().unwrap_or_else(PoisonError::into_inner).contains_key(path);
        let lies = |before: &Before| before.state != State::Gone && !before.entry.kept;
        let is_free = !is_made && !self.before.get(path).is_some_and(lies);
        is_free && self.memory.is_some() && Assets::is_fingerprinted(path) && self.place.file(path).is_some()
    }

    /// Keeps a file of the site that is online until the publication after, when all outputs are taken.
    ///
    /// # Errors
    /// When the disk does not take it, or something of others is in its place.
    pub fn carry(&self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        self.put(path.to_owned(), Turn::File, Made::new(bytes, None), true)
    }

    fn put(&self, path: String, turn: Turn, made: Made, kept: bool) -> Result<(), Failure> {
        let Made { bytes, key, needs } = made;
        let Some(goal) = self.place.file(&path) else {
            let out = self.place.shown.display();
            return Err(Failure::Usage(format!("the address {} leads out of {out}", Route::of_file(&path))));
        };
        let (size, sha256) = (bytes.len() as u64, digest::digest(&bytes));
        let mut entry = Entry { size, sha256, key, stat: None, kept, needs };
        let waits = if self.lies_there(&path, &goal, &mut entry)? {
            None
        } else {
            let (from, stat) = self.staging.put(&path, &bytes)?;
            entry.stat = stat;
            Some((from, turn))
        };
        self.add(path, Now { entry, waits });
        Ok(())
    }

    /// Whether everything that the last build made lies there as it left it.
    pub fn is_whole(&self) -> bool {
        let whole = self.before.values().all(|before| before.state == State::Whole);
        // Where another build has been here, what is remembered is of other files.
        self.is_last && !self.before.is_empty() && whole
    }

    /// What the last build remembered under a name, where it made what lies there.
    pub fn recall<T: DeserializeOwned>(&self, name: &str, form: &str) -> Option<T> {
        self.memory.as_ref()?.recall(name, form)
    }

    /// What some build before remembered under a name.
    pub fn recall_any<T: DeserializeOwned>(&self, name: &str, form: &str) -> Option<T> {
        self.memory.as_ref()?.recall_any(name, form)
    }

    fn add(&self, path: String, now: Now) {
        self.now.lock().unwrap_or_else(PoisonError::into_inner).insert(path, now);
    }

    /// Whether the file in an output's place is as it should be already; its stat is noted then.
    fn lies_there(&self, path: &str, goal: &Path, entry: &mut Entry) -> Result<bool, Failure> {
        if let Some(before) = self.before.get(path) {
            entry.stat = before.entry.stat;
            return Ok(before.state == State::Whole && before.entry.sha256 == entry.sha256);
        }
        let there = if self.staging.whole { None } else { goal.symlink_metadata().ok() };
        let Some(there) = there.filter(|there| !there.is_dir()) else { return Ok(false) };
        let stat = Stat::of(&there);
        let other_capitals = |(old, before): &(&String, &Before)| {
            before.entry.stat == stat && old.to_lowercase() == path.to_lowercase()
        };
        if let Some((old, _)) = self.before.iter().find(other_capitals) {
            self.renamed.lock().unwrap_or_else(PoisonError::into_inner).insert(old.clone());
            return Ok(false);
        }
        if there.is_file() && there.len() == entry.size && has(goal, &entry.sha256) {
            entry.stat = stat;
            return Ok(true);
        }
        Err(self.place.foreign(path))
    }

    /// Puts everything in its place.
    ///
    /// # Errors
    /// When something of others is in the way, or the disk fails; what had begun is finished by
    /// the next build.
    pub fn finish(mut self) -> Result<(Published, Option<Memory>), Failure> {
        let now = std::mem::take(self.now.get_mut().unwrap_or_else(PoisonError::into_inner));
        let renamed = std::mem::take(self.renamed.get_mut().unwrap_or_else(PoisonError::into_inner));
        let difference = Difference {
            place: &self.place,
            before: &self.before,
            now: &now,
            renamed: &renamed,
            keeps: self.memory.is_some(),
        };
        let journal = difference.journal(self.beside);
        let published = Published {
            written: journal.moves.len(),
            unchanged: now.len() - journal.moves.len(),
            removed: journal.first.len() + journal.last.len(),
            by_hand: difference.changed_by_hand(&journal),
        };
        if self.staging.whole && self.becomes_the_folder()? {
            self.remember(&journal.manifest)?;
        } else if published.written + published.removed > 0 {
            self.refuse_links(&journal)?;
            difference.refuse_foreign(&journal)?;
            journal.refuse_closed(&self.place)?;
            self.carry_out(&journal)?;
        } else if !self.is_settled || !self.is_the_same(&journal.manifest) {
            self.remember(&journal.manifest)?;
        }
        Ok((published, self.memory.take()))
    }

    /// Ends a publication that makes nothing.
    pub fn untouched(mut self) -> (Published, Option<Memory>) {
        let published = Published { unchanged: self.before.len(), ..Published::default() };
        (published, self.memory.take())
    }

    /// Makes the folder of what waits the output folder, where nothing was; not where the system refuses
    /// that, as it does for a folder that is a disk of its own.
    fn becomes_the_folder(&self) -> Result<bool, Failure> {
        let (waits, out) = (&self.staging.folder, &self.place.out);
        self.onlooker.step(out)?;
        self.place.refuse_foreign()?;
        if let Ok(there) = out.metadata() {
            let _ = fs::set_permissions(waits, there.permissions());
        }
        let moved = fs::rename(waits, out);
        // Not every system puts a folder in the place of an empty one.
        Ok(moved.or_else(|_| fs::remove_dir(out).and_then(|()| fs::rename(waits, out))).is_ok())
    }

    /// Refuses to go through a link to another folder: what lies there is not Plenary's.
    fn refuse_links(&self, journal: &Journal) -> Result<(), Failure> {
        let moved = journal.moves.iter().map(|step| &step.to);
        let mut seen = BTreeSet::new();
        for path in moved.chain(&journal.first).chain(&journal.last) {
            for folder in Path::new(path).ancestors().skip(1).filter(|folder| *folder != Path::new("")) {
                if !seen.insert(folder) {
                    break;
                }
                if self.place.out.join(folder).symlink_metadata().is_ok_and(|there| there.is_symlink()) {
                    return Err(Failure::Usage(format!(
                        "{} is a link to another folder, and outputs are not written through it; take the link away",
                        self.place.shown.join(folder).display()
                    )));
                }
            }
        }
        Ok(())
    }

    fn carry_out(&mut self, journal: &Journal) -> Result<(), Failure> {
        staging::make(&self.place.out)?;
        staging::make(&self.staging.folder)?;
        let file = self.write_journal(journal)?;
        self.is_journalled = true;
        journal.carry_out(&self.place, self.onlooker)?;
        // Where it could not be remembered, the journal still tells the next build.
        if self.remember(&journal.manifest)? {
            forget(&file, self.onlooker)?;
        }
        self.is_journalled = false;
        Ok(())
    }

    /// Writes the journal into the memory; where that has no room, to what waits.
    fn write_journal(&self, journal: &Journal) -> Result<PathBuf, Failure> {
        let among_outputs = self.staging.folder.join(JOURNAL);
        let file = self.memory.as_ref().map_or_else(|| among_outputs.clone(), Memory::journal);
        self.onlooker.step(&file)?;
        let written = journal.write(&file).map(|()| file.clone());
        let written = written.or_else(|e| {
            if file == among_outputs { Err(e) } else { journal.write(&among_outputs).map(|()| among_outputs) }
        });
        written.map_err(|e| Failure::io("write", &file, &e))
    }

    /// Remembers what lies in the folder now; says whether that could be done. A site that cannot be remembered
    /// is published all the same.
    fn remember(&mut self, manifest: &Manifest) -> Result<bool, Failure> {
        let Some(memory) = &self.memory else { return Ok(true) };
        self.onlooker.step(&memory.manifest())?;
        let remembered = memory.remember(manifest);
        if let Err(why) = &remembered {
            self.onlooker.word(&format!("This build is not remembered for the next: {why}"));
            self.memory = None;
        }
        Ok(remembered.is_ok())
    }

    /// Whether a manifest says what the last one said.
    fn is_the_same(&self, manifest: &Manifest) -> bool {
        let before = self.before.iter().map(|(path, before)| (path, &before.entry));
        manifest.entries.iter().eq(before)
    }

    /// Drops everything that waits; the last site stays as it is.
    pub fn abandon(self) {}
}

impl Drop for Publication<'_> {
    fn drop(&mut self) {
        if !self.is_journalled {
            let _ = remove_folder(&self.staging.folder);
        }
    }
}

impl Sink for Publication<'_> {
    fn keep(&self, route: &Route, key: Key) -> bool {
        Publication::keep(self, route, key)
    }

    fn take(&self, route: &Route, turn: Turn, made: Made) -> Result<(), Failure> {
        self.stage(route, turn, made)
    }

    fn read(&self, route: &Route) -> Result<Vec<u8>, Failure> {
        let path = route.file();
        let waits = self.now.lock().unwrap_or_else(PoisonError::into_inner).get(&path).map(|now| {
            let from = now.waits.as_ref().map(|(from, _)| from);
            from.map_or_else(|| self.place.out.join(&path), |from| self.staging.folder.join(from))
        });
        read(&waits.ok_or_else(|| no_output(route))?)
    }

    fn needed_before(&self) -> BTreeMap<String, Needs> {
        let there = self.before.iter().filter(|(_, before)| !before.entry.kept);
        there.map(|(path, before)| (path.clone(), before.entry.needs.clone())).collect()
    }

    fn keep_all(&self, are_these: &dyn Fn(&Route) -> bool, key: Key) -> bool {
        let known = self
            .before
            .iter()
            .filter(|(path, before)| !before.entry.kept && are_these(&Route::of_file(path)));
        let known: Vec<(&String, &Before)> = known.collect();
        let same = |before: &Before| before.state == State::Whole && before.entry.key == Some(key);
        if known.is_empty() || !known.iter().all(|(_, before)| same(before)) {
            return false;
        }
        for (path, before) in known {
            self.add(path.clone(), Now { entry: before.entry.clone(), waits: None });
        }
        true
    }

    fn leave_rest(&self, later: &dyn Fn(&Route) -> bool) {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        let stays =
            self.before.iter().filter(|(path, before)| !before.entry.kept && !later(&Route::of_file(path)));
        for (path, before) in stays {
            let leave = || Now { entry: before.entry.clone(), waits: None };
            now.entry(path.clone()).or_insert_with(leave);
        }
    }

    fn taken(&self) -> Vec<Output> {
        let now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        let said = |(path, now): (&String, &Now)| Output {
            path: path.clone(),
            size: now.entry.size,
            sha256: digest::hex(&now.entry.sha256),
            linked: false,
        };
        now.iter().map(said).collect()
    }
}

#[expect(clippy::disallowed_methods, reason = "a built site is no content")]
fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(file).map_err(|e| Failure::io("read", file, &e))
}

/// Finishes what an interrupted build left. Where somebody took away what was waiting, that cannot be;
/// then it is noted what of the old site and of the new one lies there, for this build to go on from.
fn recover(place: &Place, memory: Option<&Memory>, onlooker: &dyn Onlooker) -> Result<(), Failure> {
    let waiting = [true, false].map(|beside| place.staging(beside).join(JOURNAL));
    let files: Vec<PathBuf> = memory.map(Memory::journal).into_iter().chain(waiting).collect();
    for file in files {
        let Some(journal) = Journal::read(&file) else { continue };
        let manifest = if journal.can_be_finished(place) {
            journal.carry_out(place, onlooker)?;
            journal.manifest
        } else {
            let last = memory.and_then(|memory| Manifest::read(&memory.manifest())).unwrap_or_default().0;
            let mut arrived = journal.manifest;
            arrived.entries.retain(|path, entry| !entry.kept && lies(place, path, entry));
            arrived.joined(last, place)
        };
        if let Some(memory) = memory {
            onlooker.step(&memory.manifest())?;
            // Where there is no room to remember it, the journal stays.
            if memory.remember(&manifest).is_err() {
                continue;
            }
        }
        forget(&file, onlooker)?;
    }
    Ok(())
}

/// Takes away a journal that was carried out.
fn forget(file: &Path, onlooker: &dyn Onlooker) -> Result<(), Failure> {
    onlooker.step(file)?;
    fs::remove_file(file).map_err(|e| Failure::io("remove", file, &e))
}

/// What was in the folder before.
#[derive(Default)]
struct Previous {
    before: BTreeMap<String, Before>,
    is_settled: bool,
    is_last: bool,
}

/// What the last build left in the folder, and whether the manifest says all that the disk says.
/// What is said of a folder in which nothing is as it says is about another folder.
fn previous(place: &Place, memory: Option<&Memory>) -> Previous {
    let (mut manifest, written) =
        memory.and_then(|memory| Manifest::read(&memory.manifest())).unwrap_or_default();
    let built_here = manifest.entries.get(BUILD_JSON).is_some_and(|entry| lies(place, BUILD_JSON, entry));
    if !built_here {
        let said = Manifest::of_build_json(&place.out).unwrap_or_default();
        manifest = manifest.joined(said, place);
    }
    let looks = manifest.look(place, written);
    let is_settled = built_here && looks.iter().all(|look| look.state == State::Whole && look.is_noted);
    let before: BTreeMap<String, Before> = manifest
        .entries
        .into_iter()
        .zip(looks)
        .map(|((path, entry), look)| (path, Before { entry, state: look.state }))
        .collect();
    if before.values().all(|before| before.state != State::Whole) {
        return Previous::default();
    }
    Previous { before, is_settled, is_last: built_here }
}
