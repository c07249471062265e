//! `plenary verify`.

use std::path::Path;

use clap::Args;

use super::{CONTENT_HAS_ERRORS, DONE, print};
use crate::digest::sha256;
use crate::error::Failure;
use crate::formats::manifest::{Manifest, shown};
use crate::online::unbuilt::unbuilt;
use crate::online::{self, Online, Said};
use crate::publish::place::inside;

/// How many files that were not built are named.
const MOST_UNBUILT: usize = 20;

/// Compares a folder or a served site with its build.json
#[derive(Debug, Args)]
pub struct Arguments {
    /// The folder of the built site, or the address at which it is served
    #[arg(value_name = "DIR|URL")]
    site: String,
}

/// Compares every file of a built site with what `build.json` says of it.
pub fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let place = arguments.site.as_str();
    let there =
        if online::is_address(place) || Path::new(place).is_dir() { Some(Online::at(place)?) } else { None };
    let what = if online::is_address(place) { "address" } else { "folder" };
    let said = there.as_ref().map_or(Ok(Said::Nothing), Online::manifest)?;
    let said = match said {
        Said::Site(said) => said,
        Said::Nothing => {
            return Err(Failure::Usage(format!(
                "there is no {}/build.json; give the {what} of a built site",
                place.trim_end_matches('/')
            )));
        }
        Said::Other(file) => {
            return Err(Failure::Usage(format!(
                "{file} is damaged, or not from Plenary; give the {what} of a site that Plenary built, or publish \
                 the site there again"
            )));
        }
    };
    let Some(there) = there else { return Ok(DONE) };
    match there {
        Online::Folder(folder) => in_folder(&folder, &said),
        #[cfg(feature = "external")]
        Online::Host(host) => Ok(served(&host, &said)),
    }
}

fn in_folder(folder: &Path, said: &Manifest) -> Result<u8, Failure> {
    let mut wrong = 0;
    for output in &said.outputs {
        let state = match inside(folder, &output.path) {
            None => Some("lies outside the folder"),
            Some(file) if !file.is_file() => Some("is missing"),
            Some(file) if sha256(&read(&file)?) != output.sha256 => Some("has changed"),
            Some(_) => None,
        };
        if let Some(state) = state {
            wrong += 1;
            print(&format!("{} {state}\n", output.shown()));
        }
    }
    let unbuilt = unbuilt(folder, said)?;
    for path in unbuilt.iter().take(MOST_UNBUILT) {
        print(&format!("{} was not built\n", shown(path)));
    }
    let more = unbuilt.len().saturating_sub(MOST_UNBUILT);
    if more > 0 {
        print(&format!("{more} more files were not built\n"));
    }
    let total = said.outputs.len();
    print(&format!("{} of {total} files are as they were built\n", total - wrong));
    Ok(if wrong == 0 && unbuilt.is_empty() { DONE } else { CONTENT_HAS_ERRORS })
}

/// Asks a host for every file.
#[cfg(feature = "external")]
fn served(host: &crate::online::host::Host, said: &Manifest) -> u8 {
    use crate::online::compare::{State, compare};
    let bar = super::build::bar(said.outputs.len(), true);
    let compared = compare(host, said, &|done, _| bar.set_position(done as u64));
    bar.finish_and_clear();
    let (mut wrong, mut unasked) = (0, 0);
    for (output, state) in &compared.outputs {
        let state = match state {
            State::Whole => continue,
            State::Unasked => {
                unasked += 1;
                continue;
            }
            State::Missing => "is missing".to_owned(),
            State::Changed => "has changed".to_owned(),
            State::Leads(to) => format!("is not served: its address leads to {to}"),
            State::Unread(why) => format!("cannot be read: {why}"),
        };
        wrong += 1;
        print(&format!("{} {state}\n", output.shown()));
    }
    let total = compared.outputs.len();
    let hosts = match compared.hosts {
        0 => String::new(),
        hosts => format!("; {hosts} for the host alone not asked for"),
    };
    if unasked > 0 {
        print(&format!(
            "The host does not answer any more, so {unasked} files were not asked for; try again when the site can \
             be read\n"
        ));
    }
    let whole = total - wrong - unasked;
    print(&format!("{whole} of {total} files are served as they were built{hosts}\n"));
    if whole == total { DONE } else { CONTENT_HAS_ERRORS }
}

#[expect(clippy::disallowed_methods, reason = "a built site is no content")]
fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(|e| Failure::io("read", path, &e))
}
