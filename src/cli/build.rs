//! `plenary build`.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{
    CONTENT_HAS_ERRORS, DONE, Deny, Format, Where, against, compare, edition, print, record, say, site,
    why::Watched,
};
use crate::diagnostics::{Findings, Severity};
use crate::error::Failure;
use crate::files::{FOLDERS, MEMORY};
use crate::publish::onlooker::Onlooker;
use crate::publish::place::whole;
use crate::publish::{Publication, Published};
use crate::rebuild::{Asked, Rebuild};
use crate::site::Route;
use crate::timings::Timings;

/// Builds the site
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    place: Where,
    /// The folder for the built site; public/ in the site's folder where not given
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// An address that stands before base_url in site.yaml
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Shows drafts too
    #[arg(long)]
    drafts: bool,
    /// Counts warnings as errors
    #[arg(long, value_name = "WHAT")]
    deny: Option<Deny>,
    /// How findings are printed
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
    /// Shows how long each phase took
    #[arg(long)]
    timings: bool,
    /// Says why the output at an address was made again, or was not
    #[arg(long, value_name = "ROUTE")]
    why: Option<String>,
    #[command(flatten)]
    against: against::Against,
    #[command(flatten)]
    compare: compare::Compare,
    #[command(flatten)]
    record: record::Record,
    #[command(flatten)]
    edition: edition::Edition,
}

/// Builds and publishes; publishes nothing where there are errors.
pub fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let mut timings = Timings::default();
    let root = site::root(arguments.place.root.as_deref())?;
    let out = arguments.out.clone().unwrap_or_else(|| root.join("public"));
    refuse_sources(&root, &out)?;
    let other = arguments.compare.other(&out)?;
    arguments.edition.refuse(&out)?;
    // A build that waits for another reads the site only then, so that what is online is never older than what
    // was read last.
    let memory = root.join(MEMORY);
    let publication = Publication::begin(&out, &memory, &Starter)?;
    let mut options = site::options(&arguments.place, arguments.drafts, arguments.base_url.as_deref())?;
    options.edition = arguments.edition.asked();
    let given = options.base.clone();
    let program = site::program();
    let watched = arguments.why.as_ref().map(|address| Watched::new(address, &out));
    timings.end("look at the output", String::new());
    let online = arguments.against.ask()?;
    let addresses = online.addresses();
    let asked = Asked { root: &root, memory: &memory, program: &program, options, online: &addresses };
    let mut rebuild = Rebuild::new(asked, &publication, &mut timings)?;
    let [preview, portable] = arguments.edition.given();
    let more = [("--drafts", arguments.drafts), preview, portable];
    arguments.record.refuse(&rebuild.files, &arguments.place, &more, given.as_ref())?;
    if !blocks(&rebuild.found, arguments.deny) {
        let bar = bar(rebuild.steps(), rebuild.steps() >= 500);
        let done = |route: &Route, made: bool| {
            bar.inc(1);
            if let Some(watched) = &watched {
                watched.see(route, made);
            }
        };
        rebuild.make(&publication, &done, &mut timings)?;
        bar.finish_and_clear();
    }
    let colour = std::io::stderr().is_terminal();
    say(&site::findings(&rebuild.found, &rebuild.files, arguments.format, colour));
    if blocks(&rebuild.found, arguments.deny) {
        publication.abandon();
        if arguments.format == Format::Human {
            let denied = if rebuild.found.has_errors() { "" } else { "Warnings count as errors here. " };
            let before = if out.join("build.json").exists() { "; the last site is as it was" } else { "" };
            say(&format!("{denied}Nothing was published{before}.\n"));
        }
        return Ok(CONTENT_HAS_ERRORS);
    }
    online.carry(&publication)?;
    let (pages, why) = (rebuild.pages, rebuild.why.clone());
    let published = rebuild.publish(publication, &mut timings)?;
    let done = format!(
        "{pages} pages in {} ms: {} ({})\n",
        timings.whole().as_millis(),
        out.display(),
        changes(&published),
    );
    // A comparison stands alone, so that it can be kept as it is.
    if other.is_asked() {
        say(&done);
    } else {
        print(&done);
    }
    arguments.edition.write(&out)?;
    arguments.record.write(&root, &rebuild.files, &out)?;
    if let Some(summary) = other.summary(&out)? {
        print(&summary);
    }
    // The program is about to end, which takes all memory back at once.
    std::mem::forget(rebuild);
    if let Some(watched) = &watched {
        say(&watched.tell(&why));
    }
    if arguments.timings {
        say(&timings.table());
        say(&peak_memory()
            .map(|kb| format!("{:<22}{:>9} MB\n", "peak memory", kb / 1000))
            .unwrap_or_default());
    }
    Ok(DONE)
}

/// Whoever started the build.
struct Starter;

impl Onlooker for Starter {
    fn word(&self, text: &str) {
        say(&format!("{text}\n"));
    }
}

/// The most memory that the program had at a time, in kB, where the system says (Linux, proc(5)).
#[expect(clippy::disallowed_methods, reason = "what the system says of the program is no content")]
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// What was published, in words.
fn changes(published: &Published) -> String {
    let changes = match (published.written, published.removed) {
        (0, 0) => "nothing changed".to_owned(),
        (1, 0) => "1 file written".to_owned(),
        (written, 0) => format!("{written} files written"),
        (written, removed) => format!("{written} files written, {removed} removed"),
    };
    match published.by_hand {
        0 => changes,
        1 => format!("{changes}; 1 of them had been changed or removed by hand"),
        many => format!("{changes}; {many} of them had been changed or removed by hand"),
    }
}

/// Refuses a folder for the built site that holds, or lies in, what the site is made of.
fn refuse_sources(root: &Path, out: &Path) -> Result<(), Failure> {
    let (root, out) = (whole(root), whole(out));
    let sources = FOLDERS.iter().map(|folder| root.join(folder)).any(|folder| out.starts_with(folder));
    let memory = root.join(MEMORY);
    if out.starts_with(&memory) {
        return Err(Failure::Usage(format!(
            "{} is where Plenary keeps what it remembers; give another folder with --out, such as public",
            memory.display()
        )));
    }
    if sources || root.starts_with(&out) {
        return Err(Failure::Usage(format!(
            "{} holds what the site is made of; give another folder with --out, such as public",
            out.display()
        )));
    }
    Ok(())
}

/// Whether the findings forbid publication.
pub fn blocks(found: &Findings, deny: Option<Deny>) -> bool {
    found.has_errors() || (deny == Some(Deny::Warnings) && found.count(Severity::Warning) > 0)
}

/// A progress bar on a terminal, for work that takes long enough to be looked at.
pub fn bar(steps: usize, long: bool) -> ProgressBar {
    if !long || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(u64::try_from(steps).ok(), ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template("{bar:40} {pos} of {len}")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    bar.set_style(style);
    bar
}
