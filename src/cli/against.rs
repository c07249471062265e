//! `build --against`: what is online already.

use std::collections::BTreeSet;

use clap::Args;

use super::say;
use crate::error::Failure;
use crate::formats::manifest::Manifest;
use crate::online::{self, Online, Said, carried};
use crate::publish::Publication;
use crate::site::Route;

/// With what is online to compare.
#[derive(Debug, Args)]
pub struct Against {
    /// Where the site is online: what was published there must stay, and its styles are kept for a while
    #[arg(long, value_name = "URL|DIR")]
    against: Option<String>,
}

/// The site that is online; none where none is, or nobody asked.
pub struct Last(Option<(Online, Manifest)>);

impl Against {
    /// Asks what is online.
    pub fn ask(&self) -> Result<Last, Failure> {
        let Some(place) = &self.against else { return Ok(Last(None)) };
        let online = Online::at(place)?;
        let why = match online.manifest()? {
            Said::Site(manifest) => return Ok(Last(Some((online, manifest)))),
            Said::Nothing => "there is no build.json".to_owned(),
            // Before a site moves to its domain, something else is served there.
            Said::Other(file) if online::is_address(place) => {
                format!("what is served at {file} is no build.json of Plenary")
            }
            Said::Other(file) => {
                return Err(Failure::Usage(format!(
                    "{file} is damaged, or from another program; give the folder of a site that Plenary built, \
                     or leave --against out"
                )));
            }
        };
        say(&format!(
            "Nothing of this site is published at {place} yet, as far as one can tell ({why}), so no address is \
             compared.\n"
        ));
        Ok(Last(None))
    }
}

impl Last {
    /// The addresses that are published.
    pub fn addresses(&self) -> BTreeSet<Route> {
        self.0.as_ref().map(|(_, manifest)| manifest.lasting()).unwrap_or_default()
    }

    /// Keeps its fingerprinted files beside those that were made.
    pub fn carry(&self, publication: &Publication<'_>) -> Result<(), Failure> {
        let Some((online, manifest)) = &self.0 else { return Ok(()) };
        let carried = carried::carry(online, manifest, publication)?;
        for line in &carried.left_out {
            say(&format!("{line}\n"));
        }
        match carried.files {
            0 => {}
            1 => say("1 file of the site that is online is kept for pages in caches.\n"),
            files => {
                say(&format!("{files} files of the site that is online are kept for pages in caches.\n"));
            }
        }
        Ok(())
    }
}
