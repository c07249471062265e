//! Who looks on while a site is published.

use std::path::Path;

use crate::error::Failure;

/// Told what may take long or is not as usual, and asked before each step.
pub trait Onlooker: Sync {
    /// Something to say to whoever started the build: a whole sentence, without a line break.
    fn word(&self, text: &str);

    /// Called before each single change of the disk that an interruption can come between, with
    /// the file that it changes; a failure stops there. Only tests have a reason to give one.
    ///
    /// # Errors
    /// To stop.
    fn step(&self, _changes: &Path) -> Result<(), Failure> {
        Ok(())
    }
}

/// Nobody looks on.
#[derive(Clone, Copy, Debug)]
pub struct Nobody;

impl Onlooker for Nobody {
    fn word(&self, _: &str) {}
}
