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
use std::sync::{Arc, Mutex, PoisonError, mpsc};

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
  2  wrong use: an unknown option, a site that is not there
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
    no_sudden_end();
    let done = threads().and_then(|()| match cli.command {
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
    });
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

/// Sets up the threads that share the work. They are had before they are given to their pool, which cannot be set up
/// twice; where the system allows fewer than wanted, this one does it all, and what there is stays for git and others.
fn threads() -> Result<(), Failure> {
    let wanted = wanted_threads();
    let (give, take) = mpsc::channel::<rayon::ThreadBuilder>();
    let take = Arc::new(Mutex::new(take));
    let ready = |_: &usize| {
        let take = Arc::clone(&take);
        let run = move || {
            let work = take.lock().unwrap_or_else(PoisonError::into_inner).recv();
            if let Ok(work) = work {
                work.run();
            }
        };
        std::thread::Builder::new().spawn(run).is_ok()
    };
    let all = (0..wanted).take_while(ready).count() == wanted;
    let builder = rayon::ThreadPoolBuilder::new();
    let built = if all {
        let hand = move |work| give.send(work).map_err(|_| std::io::Error::other("a thread ended"));
        builder.num_threads(wanted).spawn_handler(hand).build_global()
    } else {
        drop(give);
        builder.num_threads(1).use_current_thread().build_global()
    };
    built.map_err(|e| {
        Failure::Machine(format!(
            "the system allows no threads ({e}); raise the limit (ulimit -u), then try again"
        ))
    })
}

/// A file that grows beyond what the system allows ends a program without a word (`SIGXFSZ`), unless it listens to
/// the signal: then it is an error like any other of the disk. Whoever listened once does so to the end.
#[cfg(all(unix, feature = "serve"))]
fn no_sudden_end() {
    use tokio::signal::unix::{SignalKind, signal};
    // The number is the same on all systems that Plenary runs on.
    const SIGXFSZ: std::ffi::c_int = 25;
    if let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_io().build() {
        let _inside = runtime.enter();
        let _ = signal(SignalKind::from_raw(SIGXFSZ));
    }
}

#[cfg(not(all(unix, feature = "serve")))]
fn no_sudden_end() {}

/// How many threads share the work: as `RAYON_NUM_THREADS` says, else as many as the machine has processors.
#[expect(clippy::disallowed_methods, reason = "the environment is read here alone")]
fn wanted_threads() -> usize {
    let said = std::env::var("RAYON_NUM_THREADS").ok().and_then(|text| text.parse().ok()).filter(|n| *n > 0);
    said.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, std::num::NonZero::get))
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
