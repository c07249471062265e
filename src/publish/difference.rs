//! What has to be done so that an output folder holds what was made.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::journal::{Journal, Move};
use super::manifest::{Entry, Manifest, State};
use super::place::Place;
use crate::assets::Assets;
use crate::error::Failure;
use crate::plan::Turn;

/// An output of the last build.
#[derive(Debug)]
pub struct Before {
    /// What was noted of it.
    pub entry: Entry,
    /// What became of it.
    pub state: State,
}

/// An output of this build.
#[derive(Debug)]
pub struct Now {
    /// What is noted of it.
    pub entry: Entry,
    /// Where it waits, and its turn; none where the same bytes lie in its place already.
    pub waits: Option<(String, Turn)>,
}

/// What was, and what is made.
#[derive(Debug)]
pub struct Difference<'a> {
    /// The folder.
    pub place: &'a Place,
    /// Outputs of the last build.
    pub before: &'a BTreeMap<String, Before>,
    /// Outputs of this build.
    pub now: &'a BTreeMap<String, Now>,
    /// Files of the last build that have another name now, in a folder that does not tell
    /// capitals apart.
    pub renamed: &'a BTreeSet<String>,
    /// Whether fingerprinted files of the last build stay; only where they are remembered.
    pub keeps: bool,
}

impl Difference<'_> {
    /// What has to be done, as a journal of outputs that wait beside the folder or in it.
    pub fn journal(&self, beside: bool) -> Journal {
        let mut entries: BTreeMap<String, Entry> =
            self.now.iter().map(|(path, now)| (path.clone(), now.entry.clone())).collect();
        let waits = |(path, now): (&String, &Now)| {
            let (from, turn) = now.waits.clone()?;
            Some(Move { turn, from, to: path.clone() })
        };
        let mut moves: Vec<Move> = self.now.iter().filter_map(waits).collect();
        moves.sort_by_key(|step| step.turn);
        let gone = self.before.iter().filter(|(path, before)| {
            !self.now.contains_key(*path) && before.state != State::Gone && !self.renamed.contains(*path)
        });
        let (kept, gone): (Vec<_>, Vec<_>) = gone
            .partition(|(path, before)| self.keeps && !before.entry.kept && Assets::is_fingerprinted(path));
        let (old, gone): (Vec<_>, Vec<_>) = gone.into_iter().partition(|(_, before)| before.entry.kept);
        // A build that changes nothing is no publication: what was kept until the next one stays.
        let changes = !(moves.is_empty() && kept.is_empty() && gone.is_empty());
        let (stays, goes) = if changes { (kept, [gone, old].concat()) } else { (old, Vec::new()) };
        for (path, before) in stays {
            entries.insert(path.clone(), Entry { kept: true, ..before.entry.clone() });
        }
        let (first, last): (Vec<String>, Vec<String>) =
            goes.into_iter().map(|(path, _)| path.clone()).partition(|path| self.is_in_the_way(path));
        Journal { beside, first, moves, last, manifest: Manifest { entries } }
    }

    /// Whether a file stands where a folder has to be, or the other way round.
    fn is_in_the_way(&self, path: &str) -> bool {
        let below = format!("{path}/");
        let has_below =
            self.now.range(below.clone()..).next().is_some_and(|(new, _)| new.starts_with(&below));
        has_below || above(path).any(|folder| self.now.contains_key(folder))
    }

    /// Refuses what no build made where something has to be moved. A file in the place of an
    /// output was refused when the output was made; here it is folders.
    ///
    /// # Errors
    /// When something of others is in the way.
    pub fn refuse_foreign(&self, journal: &Journal) -> Result<(), Failure> {
        let mut folders = BTreeSet::new();
        for step in &journal.moves {
            folders.extend(above(&step.to));
            if self.before.get(&step.to).is_none_or(|before| before.state != State::Whole) {
                self.refuse_folder(&step.to)?;
            }
        }
        let file = |folder: &&&str| self.place.out.join(folder).metadata().is_ok_and(|there| !there.is_dir());
        match folders.iter().filter(|folder| !self.before.contains_key(**folder)).find(file) {
            Some(file) => Err(self.place.foreign(file)),
            None => Ok(()),
        }
    }

    /// Refuses a folder in the place of an output, unless all that is in it is Plenary's.
    fn refuse_folder(&self, path: &str) -> Result<(), Failure> {
        let place = self.place.out.join(path);
        if !place.symlink_metadata().is_ok_and(|there| there.is_dir()) {
            return Ok(());
        }
        for entry in walkdir::WalkDir::new(&place) {
            let entry = entry.map_err(|e| Failure::walk(&place, &e))?;
            let path = relative(&self.place.out, entry.path());
            if !entry.file_type().is_dir() && !self.before.contains_key(&path) {
                return Err(self.place.foreign(&path));
            }
        }
        Ok(())
    }

    /// How many outputs of the last build somebody has changed or taken away, of those that are
    /// written anew or taken away now.
    pub fn changed_by_hand(&self, journal: &Journal) -> usize {
        let written = journal.moves.iter().map(|step| &step.to);
        let changed = |path: &&String| self.before.get(*path).is_some_and(|b| b.state != State::Whole);
        written.chain(&journal.first).chain(&journal.last).filter(changed).count()
    }
}

/// The folders above a path, the nearest first.
fn above(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').rev().map(move |(i, _)| &path[..i])
}

fn relative(folder: &Path, path: &Path) -> String {
    let parts = path.strip_prefix(folder).unwrap_or(path).iter();
    parts.map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}
