//! Finding a site and its day, for all commands that need one.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::{Format, Where};
use crate::build::{self, Edition, Loaded, Options};
use crate::diagnostics::{Findings, github, human, json, sarif};
use crate::error::Failure;
use crate::files::{CONFIG, Files, MEMORY, Stat};
use crate::resolve::today::Now;
use crate::site::config::Base;

/// The site's folder: as given, or this folder or the first above it that holds a site.
#[expect(clippy::disallowed_methods, reason = "the working folder is where the command is given")]
pub fn root(given: Option<&Path>) -> Result<PathBuf, Failure> {
    let start = match given {
        Some(given) => given.to_owned(),
        None => std::env::current_dir().map_err(|e| Failure::io("open", Path::new("."), &e))?,
    };
    let mut folder = Some(start.as_path());
    while let Some(here) = folder {
        if is_site(here)? {
            return Ok(here.to_owned());
        }
        // A folder that was named is the one meant; only the working folder is searched upwards.
        folder = if given.is_some() { None } else { here.parent() };
    }
    Err(Failure::Usage(format!(
        "there is no site in {}: it has no {CONFIG}; make one with plenary new DIR",
        start.display()
    )))
}

/// Whether a folder holds a site. What bears the name of its settings and cannot be read is no site that is missing.
fn is_site(folder: &Path) -> Result<bool, Failure> {
    let config = folder.join(CONFIG);
    match std::fs::metadata(&config) {
        Ok(there) if there.is_file() => Ok(true),
        Ok(there) => {
            let what = if there.is_dir() { "a folder" } else { "a pipe, a socket or a device" };
            let config = config.display();
            Err(Failure::Usage(format!(
                "{config} is {what}, not a file; put the file with the site's settings there"
            )))
        }
        Err(e) if e.kind() == std::io::ErrorKind::PermissionDenied => Err(Failure::io("read", &config, &e)),
        Err(_) => Ok(false),
    }
}

/// The moment that the machine's clock shows.
#[expect(clippy::disallowed_methods, reason = "the environment and the clock are read here alone")]
pub fn clock() -> Now {
    Now::At(Timestamp::now())
}

/// The day: as given, else `SOURCE_DATE_EPOCH`, else the clock.
#[expect(clippy::disallowed_methods, reason = "the environment and the clock are read here alone")]
pub fn now(place: &Where) -> Result<Now, Failure> {
    if let Some(day) = place.today {
        return Ok(Now::Day(day));
    }
    match std::env::var("SOURCE_DATE_EPOCH") {
        Err(_) => Ok(clock()),
        Ok(text) => {
            let seconds = text.trim().parse().ok().and_then(|s| Timestamp::from_second(s).ok());
            seconds.map(Now::At).ok_or_else(|| {
                Failure::Usage(format!(
                    "SOURCE_DATE_EPOCH is \"{text}\"; it should be a number of seconds since 1970"
                ))
            })
        }
    }
}

/// A site as the disk has it, before it is read.
pub struct Scanned {
    /// Its folder.
    pub root: PathBuf,
    /// Its files.
    pub files: Files,
    /// What a build of it is asked for.
    pub options: Options,
    /// What was found on the disk.
    pub found: Findings,
}

/// What a build is asked for.
pub fn options(place: &Where, drafts: bool, base_url: Option<&str>) -> Result<Options, Failure> {
    let base = base_url
        .map(Base::parse)
        .transpose()
        .map_err(|message| Failure::Usage(format!("--base-url: {message}")))?;
    Ok(Options { now: now(place)?, drafts, base, edition: Edition::default() })
}

/// Which build of Plenary this is: its version, and what the disk says of the program.
pub fn program() -> String {
    let program = std::env::current_exe().and_then(|program| program.metadata());
    let stat = program.map(|metadata| format!("{:?}", Stat::of(&metadata))).unwrap_or_default();
    format!("{} {stat}", env!("CARGO_PKG_VERSION"))
}

/// Takes a site from the disk.
pub fn scan(place: &Where, drafts: bool, base_url: Option<&str>) -> Result<Scanned, Failure> {
    let root = root(place.root.as_deref())?;
    let options = options(place, drafts, base_url)?;
    let mut found = Findings::default();
    let files = Files::scan(&root, &mut found)?.remembering(&root.join(MEMORY));
    Ok(Scanned { root, files, options, found })
}

/// Reads and checks a site.
pub fn load(
    place: &Where,
    drafts: bool,
    base_url: Option<&str>,
) -> Result<(PathBuf, Files, Loaded), Failure> {
    let Scanned { root, files, options, found } = scan(place, drafts, base_url)?;
    let loaded = build::load(&files, &options, found)?;
    Ok((root, files, loaded))
}

/// A site of which everything was made that a build makes, so that everything is found.
pub struct Checked {
    /// Its folder.
    pub root: PathBuf,
    /// Its files.
    pub files: Files,
    /// The site.
    pub loaded: Loaded,
    /// What was found.
    pub found: Findings,
}

/// Checks a site and renders a page of each sort, but keeps none.
pub fn check(place: &Where) -> Result<Checked, Failure> {
    let (root, files, mut loaded) = load(place, false, None)?;
    let mut found = std::mem::take(&mut loaded.found);
    build::samples(&files, &loaded, &mut found)?;
    Ok(Checked { root, files, loaded, found })
}

/// The findings in a format.
pub fn findings(found: &Findings, files: &Files, format: Format, colour: bool) -> String {
    match format {
        Format::Human => human::print(found, files, colour),
        Format::Json => json::print(found, files),
        Format::Sarif => sarif::print(found, files, crate::check::RULES),
        Format::Github => github::print(found, files),
    }
}
