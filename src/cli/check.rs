//! `plenary check`.

use std::io::IsTerminal;

use clap::Args;

use super::build::blocks;
use super::{CONTENT_HAS_ERRORS, DONE, Deny, Format, Where, later, print, site};
use crate::build;
use crate::error::Failure;

/// Finds mistakes
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    place: Where,
    /// How findings are printed
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
    /// Counts warnings as errors
    #[arg(long, value_name = "WHAT")]
    deny: Option<Deny>,
    #[command(flatten)]
    later: later::Check,
}

/// Checks everything that a build would, and renders a page for each template, kind and language, but
/// publishes nothing. What is found is the result.
pub fn run(arguments: &Arguments) -> Result<u8, Failure> {
    arguments.later.refuse()?;
    let (_, files, mut loaded) = site::load(&arguments.place, false, None)?;
    let mut found = std::mem::take(&mut loaded.found);
    build::samples(&files, &loaded, &mut found)?;
    let colour = std::io::stdout().is_terminal();
    let report = site::findings(&found, &files, arguments.format, colour)?;
    let clean = found.list().is_empty() && arguments.format == Format::Human;
    let denied = arguments.format == Format::Human && !found.has_errors() && blocks(&found, arguments.deny);
    print(if clean { "No mistakes found.\n" } else { &report });
    if denied {
        print("Warnings count as errors here.\n");
    }
    Ok(if blocks(&found, arguments.deny) { CONTENT_HAS_ERRORS } else { DONE })
}
