//! Where outputs go as they are made.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use crate::digest::{Short, sha256};
use crate::error::Failure;
use crate::formats::manifest;
use crate::formats::policy::Needs;
use crate::plan::Turn;
use crate::site::Route;

/// What an output is made of, as a digest.
pub type Key = Short;

/// Takes outputs as they are made, from many threads, so that none of them waits in memory.
pub trait Sink: Sync {
    /// Leaves the output at a route as it is, where it was made of the same; says whether that is so.
    fn keep(&self, _route: &Route, _key: Key) -> bool {
        false
    }

    /// Takes an output.
    ///
    /// # Errors
    /// When it cannot be put where it belongs.
    fn take(&self, route: &Route, turn: Turn, made: Made) -> Result<(), Failure>;

    /// What `build.json` says of all that was taken, by path.
    fn taken(&self) -> Vec<manifest::Output>;

    /// Gives back the bytes of an output that was taken or kept.
    ///
    /// # Errors
    /// When there is no such output, or it cannot be read.
    fn read(&self, route: &Route) -> Result<Vec<u8>, Failure>;

    /// What each output of the last build needs of the policy, by path.
    fn needed_before(&self) -> BTreeMap<String, Needs> {
        BTreeMap::new()
    }

    /// Leaves outputs whose names are known only once they are made as they are, where the last build
    /// made all that `are_these` of the same key; says whether that is so.
    fn keep_all(&self, _are_these: &dyn Fn(&Route) -> bool, _key: Key) -> bool {
        false
    }

    /// Leaves every output as it lies there that was not taken, but for those that are made `later`; where
    /// nothing lies, nothing happens.
    fn leave_rest(&self, _later: &dyn Fn(&Route) -> bool) {}
}

/// What is said of an output that is asked for and was never made.
pub fn no_output(route: &Route) -> Failure {
    Failure::Machine(format!("cannot read {route}: it was not made"))
}

/// An output that was made.
#[derive(Debug)]
pub struct Made {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What it was made of.
    pub key: Option<Key>,
    /// What it needs of the policy of the site.
    pub needs: Needs,
}

impl Made {
    /// An output that needs nothing of the policy.
    pub fn new(bytes: impl Into<Vec<u8>>, key: Option<Key>) -> Self {
        Self { bytes: bytes.into(), key, needs: Needs::default() }
    }
}

/// Told of each output, and whether it was made or left as it is.
pub type Done<'a> = dyn Fn(&Route, bool) + Sync + 'a;

/// Outputs in memory.
impl Sink for Mutex<BTreeMap<Route, Vec<u8>>> {
    fn take(&self, route: &Route, _: Turn, made: Made) -> Result<(), Failure> {
        self.lock().unwrap_or_else(PoisonError::into_inner).insert(route.clone(), made.bytes);
        Ok(())
    }

    fn read(&self, route: &Route) -> Result<Vec<u8>, Failure> {
        let outputs = self.lock().unwrap_or_else(PoisonError::into_inner);
        outputs.get(route).cloned().ok_or_else(|| no_output(route))
    }

    fn taken(&self) -> Vec<manifest::Output> {
        let outputs = self.lock().unwrap_or_else(PoisonError::into_inner);
        let said = |(route, bytes): (&Route, &Vec<u8>)| manifest::Output {
            path: route.file(),
            size: bytes.len() as u64,
            sha256: sha256(bytes),
            linked: false,
        };
        let mut said: Vec<_> = outputs.iter().map(said).collect();
        said.sort_by(|a, b| a.path.cmp(&b.path));
        said
    }
}
