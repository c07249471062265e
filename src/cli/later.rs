//! Commands and options of the contract that this version does not have yet. They are accepted in
//! form, so that a slip in them is told apart, and refused in words: nothing is ignored in silence.

use std::path::PathBuf;

use clap::Args;

use crate::error::Failure;

/// Refuses a command or an option.
pub fn refuse(command: &str) -> Result<u8, Failure> {
    let what = if command.starts_with("--") { "option" } else { "command" };
    Err(Failure::Usage(format!("this version of Plenary does not have the {what} {command} yet")))
}

fn refuse_options(options: &[(&str, bool)]) -> Result<(), Failure> {
    match options.iter().find(|(_, given)| *given) {
        Some((option, _)) => refuse(option).map(|_| ()),
        None => Ok(()),
    }
}

/// Options of `build`.
#[derive(Debug, Args)]
pub struct Build {
    /// Lists what changed since another build (not yet)
    #[arg(long, value_name = "OLD", hide = true)]
    compare: Option<PathBuf>,
}

impl Build {
    /// Refuses what is given.
    pub fn refuse(&self) -> Result<(), Failure> {
        refuse_options(&[("--compare", self.compare.is_some())])
    }
}
