//! `build --against`: what is online already.

use std::collections::BTreeSet;

use clap::Args;

use super::say;
use crate::error::Failure;
use crate::formats::manifest::Manifest;
use crate::online::{Online, carried};
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
        let Some(manifest) = online.manifest()? else {
            say(&format!(
                "Nothing is published at {place} yet (there is no build.json), so nothing is compared.\n"
            ));
            return Ok(Last(None));
        };
        Ok(Last(Some((online, manifest))))
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
                say(&format!("{files} files of the site that is online are kept for pages in caches.\n"))
            }
        }
        Ok(())
    }
}
