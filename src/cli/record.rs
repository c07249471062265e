//! `build --record`: what was published is remembered in `content/addresses.yaml`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use clap::Args;

use super::{Where, print, site, texts};
use crate::diagnostics::Findings;
use crate::error::Failure;
use crate::files::{Files, LEDGER};
use crate::formats::manifest::Manifest;
use crate::publish::manifest::BUILD_JSON;
use crate::read::{config, ledger};
use crate::resolve::today::Today;
use crate::site::Route;
use crate::site::config::Base;

/// Whether to remember what is published.
#[derive(Debug, Args)]
pub struct Record {
    /// Adds the published addresses to content/addresses.yaml, so that none is lost later
    #[arg(long)]
    record: bool,
}

impl Record {
    /// Refuses to record what is not the site as the public sees it: with an option that is `given`, for another
    /// day, or for another address than that of the site.
    pub fn refuse(
        &self,
        files: &Files,
        place: &Where,
        given: &[(&str, bool)],
        base: Option<&Base>,
    ) -> Result<(), Failure> {
        if !self.record {
            return Ok(());
        }
        let refused = |option: &str, why: &str| {
            Err(Failure::Usage(format!(
                "--record remembers what the public can read, and {option} {why}; leave one of the two out"
            )))
        };
        if let Some((option, _)) = given.iter().find(|(_, given)| *given) {
            return refused(option, "shows something else");
        }
        let config = config::read(files, None, &mut Findings::default());
        let clock = site::now(&Where { root: None, today: None })?;
        let day = Today::new(clock, &config.zone).date;
        if place.today.is_some_and(|given| given > day) {
            return refused("--today", "gives a day to come");
        }
        // What has expired since would be remembered, though nobody reads it.
        if place.today.is_some_and(|given| given < day) {
            return refused("--today", "gives a day that is over");
        }
        if day > Today::new(site::clock(), &config.zone).date {
            return refused("SOURCE_DATE_EPOCH", "gives a day to come");
        }
        let own = &config.base;
        // Without one in site.yaml, whoever publishes the site gives it.
        if base.is_some_and(|base| {
            !own.origin.is_empty() && (&base.origin, &base.path) != (&own.origin, &own.path)
        }) {
            return refused("--base-url", "gives another address than site.yaml");
        }
        Ok(())
    }

    /// Remembers the addresses of the site that was published into `out`.
    pub fn write(&self, root: &Path, files: &Files, out: &Path) -> Result<(), Failure> {
        if !self.record {
            return Ok(());
        }
        let addresses = published(&out.join(BUILD_JSON))?;
        let known: BTreeSet<Route> =
            ledger::read(files, &mut Findings::default()).into_iter().map(|once| once.route).collect();
        let there = files.find(LEDGER);
        let Some(text) = ledger::with(there.map_or("", |(_, file)| file.text()), &addresses) else {
            return Ok(());
        };
        let written = match there {
            Some((id, _)) => texts::write(root, files, &BTreeMap::from([(id, text)])),
            None => texts::create_whole(&root.join(LEDGER), &text),
        };
        let published = |failure: Failure| match failure {
            Failure::Usage(why) | Failure::Machine(why) => Failure::Machine(format!(
                "the site is published, but its addresses are not remembered: {why}; run plenary build --record again"
            )),
        };
        written.map_err(published)?;
        print(&match addresses.difference(&known).count() {
            0 => format!("{LEDGER} is in order again\n"),
            1 => format!("1 address added to {LEDGER}\n"),
            new => format!("{new} addresses added to {LEDGER}\n"),
        });
        Ok(())
    }
}

/// The addresses that a `build.json` tells of.
#[expect(clippy::disallowed_methods, reason = "a built site is no content")]
fn published(file: &Path) -> Result<BTreeSet<Route>, Failure> {
    let bytes = std::fs::read(file).map_err(|e| Failure::io("read", file, &e))?;
    let damaged = || Failure::Machine(format!("{} is damaged; run plenary build again", file.display()));
    Ok(Manifest::read(&bytes).ok_or_else(damaged)?.lasting())
}
