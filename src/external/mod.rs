//! Asking the network about addresses elsewhere, for `check --external` alone. What is asked and
//! what is said of it is in [`crate::check::site::external`]; here are the two doors, to the network
//! ([`ask`]) and to what is remembered of it ([`memory`]).

pub mod ask;
pub mod memory;

use std::path::Path;

use crate::build::Loaded;
use crate::check;
use crate::check::site::external;
use crate::diagnostics::Findings;
use crate::error::Failure;
use crate::files::Files;
use ask::Limits;
use memory::Memory;

/// Asks the addresses elsewhere of which nothing recent is known, and adds what is to be said of
/// all of them. `progress` is told how many of how many have answered.
///
/// # Errors
/// When the disk does not take what is remembered; what the network does is never an `Err`.
pub fn check(
    root: &Path,
    files: &Files,
    loaded: &Loaded,
    limits: &Limits,
    progress: &(dyn Fn(usize, usize) + Sync),
    found: &mut Findings,
) -> Result<(), Failure> {
    let addresses = external::gather(&loaded.site, &loaded.graph, files);
    if addresses.is_empty() {
        return Ok(());
    }
    let today = loaded.graph.today.date;
    let mut memory = Memory::open(root)?;
    let open: Vec<&str> =
        addresses.keys().map(String::as_str).filter(|address| !memory.is_fresh(address, today)).collect();
    let asked = ask::all(&open, limits, &|done| progress(done, open.len()));
    if asked.reached || open.is_empty() {
        for (address, answer) in open.iter().zip(asked.answers) {
            memory.put(address, answer, today);
        }
        memory.keep(|address| addresses.contains_key(address));
        memory.save()?;
    } else {
        found.add(external::no_network(files, &open));
        memory.keep(|address| !open.contains(&address));
    }
    found.extend(external::findings(&addresses, &memory.known()));
    check::settle(&loaded.site, found);
    Ok(())
}
