//! The command line: one file a command. Only here are the environment and the clock read, and
//! only here is anything printed.
//!
//! To add a command: a variant of `Command` with its arguments, a file here, a line in [`run`],
//! a transcript in `tests/cli`, and a line in the README's table. The manual's page of commands
//! (`src/manual/content/reference/commands.md`) is written from what clap knows of it.

mod add;
mod against;
mod build;
mod check;
mod compare;
mod completions;
mod edition;
mod explain;
mod fix;
mod move_;
mod new;
mod record;
mod schema;
mod seal;
mod serve;
mod site;
mod texts;
mod translations;
mod verify;
mod why;

use std::io::Write;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::error::Failure;

/// A static website generator for public bodies.
#[derive(Debug, Parser)]
#[command(name = "plenary", version, about, disable_help_subcommand = true, after_help = STATUSES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Makes a small working site to start from
    New(new::Arguments),
    /// Adds a record, or a translation of one
    Add(add::Arguments),
    /// Renames a record with its translations, mends links and ids, writes the alias
    Move(move_::Arguments),
    /// Builds the site
    Build(build::Arguments),
    /// Finds mistakes
    Check(check::Arguments),
    /// Shows the site while it is edited
    Serve(serve::Arguments),
    /// Prints the seal of a quote's words, or of a translation's source
    Seal(seal::Arguments),
    /// Shows which pages are translated, and what has changed since
    Translations(translations::Arguments),
    /// Compares a folder or a served site with its build.json
    Verify(verify::Arguments),
    /// Says why a rule stands, with a wrong and a right example
    Explain(explain::Arguments),
    /// Prints the JSON Schema of a kind's front matter, for editors
    Schema(schema::Arguments),
    /// Prints the completions of a shell
    Completions(completions::Arguments),
}

/// Where the site is, and the day.
#[derive(Clone, Debug, Args)]
struct Where {
    /// The site's folder; without it this folder, or one above it that holds content/site.yaml
    #[arg(long, value_name = "DIR")]
    root: Option<std::path::PathBuf>,
    /// The day to build for (noon in the site's time zone); without it SOURCE_DATE_EPOCH or today
    #[arg(long, value_name = "DATE", value_parser = day)]
    today: Option<Date>,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a person
    #[default]
    Human,
    /// One JSON object
    Json,
    /// SARIF 2.1.0, for code hosts and editors
    Sarif,
    /// Annotations of GitHub's workflows
    Github,
}

/// What else counts as an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Deny {
    /// Warnings count as errors
    Warnings,
}

/// What the exit statuses say.
const STATUSES: &str = "\
Exit status:
  0  done
  1  the content has errors: nothing was published; verify: something is missing or has changed
  2  wrong use: an unknown option, a site that is not there, what this version does not have
  3  the machine failed: disk, permission, port, a host that cannot be reached";

/// Exit statuses of the contract.
const DONE: u8 = 0;
const CONTENT_HAS_ERRORS: u8 = 1;
const WRONG_USE: u8 = 2;
const MACHINE_FAILED: u8 = 3;

/// The command line as it is: every command with its arguments and options. The manual's reference is made of it.
pub fn command() -> clap::Command {
    Cli::command()
}

/// Runs the program; its arguments are the process's.
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(help) => {
            // Help that was asked for is no fault; clap knows where each goes.
            let _ = help.print();
            return ExitCode::from(if help.use_stderr() { WRONG_USE } else { DONE });
        }
    };
    threads();
    let done = match cli.command {
        Command::New(arguments) => new::run(&arguments),
        Command::Add(arguments) => add::run(&arguments),
        Command::Move(arguments) => move_::run(&arguments),
        Command::Build(arguments) => build::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Seal(arguments) => seal::run(&arguments),
        Command::Translations(arguments) => translations::run(&arguments),
        Command::Verify(arguments) => verify::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Completions(arguments) => completions::run(&arguments),
    };
    match done {
        Ok(_) if LOST.load(Ordering::Relaxed) => {
            say("plenary: what was found could not be written; is the disk full?\n");
            ExitCode::from(MACHINE_FAILED)
        }
        Ok(status) => ExitCode::from(status),
        Err(failure) => {
            say(&format!("plenary: {failure}\n"));
            ExitCode::from(match failure {
                Failure::Usage(_) => WRONG_USE,
                Failure::Machine(_) => MACHINE_FAILED,
            })
        }
    }
}

/// Sets up the threads that share the work; where the system allows no other, this one does it all.
fn threads() {
    if rayon::ThreadPoolBuilder::new().build_global().is_err() {
        let _ = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global();
    }
}

/// Whether a result could not be printed.
static LOST: AtomicBool = AtomicBool::new(false);

/// Prints a result. A reader who went away (`| head`) is no fault; a full disk is.
fn print(text: &str) {
    let mut out = anstream::stdout();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    if written.is_err_and(|e| e.kind() != std::io::ErrorKind::BrokenPipe) {
        LOST.store(true, Ordering::Relaxed);
    }
}

/// Prints what accompanies a result.
fn say(text: &str) {
    let mut out = anstream::stderr();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// A day on the command line.
fn day(text: &str) -> Result<Date, String> {
    crate::site::date::Day::parse(text).map(|day| day.0)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_command_line_is_consistent() {
        super::command().debug_assert();
    }
}
