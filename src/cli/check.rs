//! `plenary check`.

use std::io::IsTerminal;

use clap::Args;

use super::build::blocks;
use super::{CONTENT_HAS_ERRORS, DONE, Deny, Format, Where, fix, later, print, say, site};
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
    /// Mends what can be mended safely, then checks again
    #[arg(long)]
    fix: bool,
    #[command(flatten)]
    later: later::Check,
}

/// Checks everything that a build would, and renders every page, but publishes nothing. What is
/// found is the result.
pub fn run(arguments: &Arguments) -> Result<u8, Failure> {
    arguments.later.refuse()?;
    if arguments.fix {
        mend(arguments)?;
    }
    let site::Checked { files, found, .. } = site::check(&arguments.place)?;
    let colour = std::io::stdout().is_terminal();
    let report = site::findings(&found, &files, arguments.format, colour);
    let clean = found.list().is_empty() && arguments.format == Format::Human;
    let denied = arguments.format == Format::Human && !found.has_errors() && blocks(&found, arguments.deny);
    print(if clean { "No mistakes found.\n" } else { &report });
    if denied {
        print("Warnings count as errors here.\n");
    }
    Ok(if blocks(&found, arguments.deny) { CONTENT_HAS_ERRORS } else { DONE })
}

/// Mends what can be mended, and says what. A format for programs has nothing beside it.
fn mend(arguments: &Arguments) -> Result<(), Failure> {
    let changes = fix::run(&arguments.place)?;
    let counted = match changes.len() {
        0 => "Nothing was mended.\n".to_owned(),
        1 => "1 change was made.\n\n".to_owned(),
        n => format!("{n} changes were made.\n\n"),
    };
    let said: String = changes.iter().map(|change| format!("{change}\n")).chain([counted]).collect();
    if arguments.format == Format::Human {
        print(&said);
    } else {
        say(&said);
    }
    Ok(())
}
