//! `plenary check`.

use std::io::IsTerminal;
use std::path::Path;

use clap::Args;

use super::build::blocks;
use super::{CONTENT_HAS_ERRORS, DONE, Deny, Format, Where, fix, print, say, site};
use crate::build::Loaded;
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
    /// Mends what can be mended safely, then checks again
    #[arg(long)]
    fix: bool,
}

/// Checks everything that a build would, and renders a page for each template, kind and language, but
/// publishes nothing. What is found is the result.
pub fn run(arguments: &Arguments) -> Result<u8, Failure> {
    if arguments.fix {
        mend(arguments)?;
    }
    let site::Checked { root, files, loaded, mut found } = site::check(&arguments.place)?;
    if arguments.external {
        ask(&root, &files, &loaded, &mut found)?;
    }
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
