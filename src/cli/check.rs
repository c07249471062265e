//! `plenary check`.

use std::io::IsTerminal;
use std::path::Path;

use clap::Args;

use super::build::blocks;
use super::{CONTENT_HAS_ERRORS, DONE, Deny, Format, Where, later, print, site};
use crate::build::{self, Loaded};
use crate::diagnostics::Findings;
use crate::error::Failure;
use crate::files::Files;

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
    /// Asks the network whether links elsewhere work
    #[arg(long)]
    external: bool,
    #[command(flatten)]
    later: later::Check,
}

/// Checks everything that a build would, and renders every page, but publishes nothing. What is
/// found is the result.
pub fn run(arguments: &Arguments) -> Result<u8, Failure> {
    arguments.later.refuse()?;
    let (root, files, mut loaded) = site::load(&arguments.place, false, None)?;
    let mut found = std::mem::take(&mut loaded.found);
    build::outputs(&files, &loaded, &mut found, &|| {})?;
    if arguments.external {
        ask(&root, &files, &loaded, &mut found)?;
    }
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

/// Asks the network about links elsewhere; shows on a terminal how far it is.
#[cfg(feature = "external")]
fn ask(root: &Path, files: &Files, loaded: &Loaded, found: &mut Findings) -> Result<(), Failure> {
    use crate::external::{self, ask::Limits};
    let bar = super::build::bar(0, true);
    let progress = |done: usize, of: usize| {
        bar.set_length(of as u64);
        bar.set_position(done as u64);
    };
    let asked = external::check(root, files, loaded, &Limits::default(), &progress, found);
    bar.finish_and_clear();
    asked
}

#[cfg(not(feature = "external"))]
fn ask(_: &Path, _: &Files, _: &Loaded, _: &mut Findings) -> Result<(), Failure> {
    Err(Failure::Usage("this build of Plenary cannot ask the network (--external)".to_owned()))
}
