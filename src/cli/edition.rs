//! `build --preview` and `build --portable`: the site for those who look at it before it is published.

use std::path::Path;

use clap::Args;

use super::print;
use crate::build;
use crate::error::Failure;
use crate::publish::archive;

/// For whom the site is built.
#[derive(Debug, Args)]
pub struct Edition {
    /// Says on every page that it is a preview, and tells search engines to list none
    #[arg(long)]
    preview: bool,
    /// Makes links that work by a double click from a folder, and writes the folder as a ZIP too
    #[arg(long)]
    portable: bool,
}

impl Edition {
    /// What a build is asked for.
    pub fn asked(&self) -> build::Edition {
        build::Edition { preview: self.preview, portable: self.portable }
    }

    /// The options by name, and whether each was given.
    pub fn given(&self) -> [(&'static str, bool); 2] {
        [("--preview", self.preview), ("--portable", self.portable)]
    }

    /// Refuses to write over a file that no build made.
    pub fn refuse(&self, out: &Path) -> Result<(), Failure> {
        if self.portable { archive::refuse_foreign(out) } else { Ok(()) }
    }

    /// Writes what is made of the built site.
    pub fn write(&self, out: &Path) -> Result<(), Failure> {
        if self.portable {
            let file = archive::write(out)?;
            print(&format!("{}: the same in one file\n", file.display()));
        }
        Ok(())
    }
}
