//! What a publication that begins with an empty folder takes over from the site that is online: its
//! fingerprinted files, which pages in somebody's cache still load. `build.json` does not name them, so that
//! the publication after does not take them over again.

use std::sync::atomic::{AtomicU64, Ordering};

use super::{Online, each};
use crate::digest::{digest, from_hex};
use crate::error::Failure;
use crate::formats::manifest::{Manifest, Output};
use crate::publish::Publication;

/// The largest file that is taken over, and the most of all, in bytes.
const LARGEST: u64 = 32_000_000;
const ALL: u64 = 256_000_000;

/// What was taken over.
#[derive(Debug, Default)]
pub struct Carried {
    /// How many files.
    pub files: usize,
    /// What was left out, and why: a line each.
    pub left_out: Vec<String>,
}

/// Takes over what `online` has, as its manifest says, and the publication does not make.
///
/// # Errors
/// When the disk does not take it.
pub fn carry(online: &Online, said: &Manifest, publication: &Publication<'_>) -> Result<Carried, Failure> {
    let wanted: Vec<&Output> =
        said.outputs.iter().filter(|output| publication.can_carry(&output.path)).collect();
    let room = AtomicU64::new(ALL);
    let came = each(&wanted, |output| {
        let bytes = match whole(online, output, &room) {
            Ok(bytes) => bytes,
            Err(why) => {
                return Ok(Some(format!("{} of the site that is online is left out: {why}", output.shown())));
            }
        };
        publication.carry(&output.path, &bytes).map(|()| None)
    });
    let left_out: Vec<Option<String>> = came.into_iter().collect::<Result<_, Failure>>()?;
    let left_out: Vec<String> = left_out.into_iter().flatten().collect();
    Ok(Carried { files: wanted.len() - left_out.len(), left_out })
}

/// The bytes of an output, if they are those that were built; else why not.
fn whole(online: &Online, output: &Output, room: &AtomicU64) -> Result<Vec<u8>, String> {
    let fits = room.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |room| room.checked_sub(output.size));
    if output.size > LARGEST || fits.is_err() {
        return Err("it is too large".to_owned());
    }
    let bytes = online.read(&output.path, output.size)?;
    if from_hex(&output.sha256) != Some(digest(&bytes)) {
        return Err("it is not as it was built".to_owned());
    }
    Ok(bytes)
}
