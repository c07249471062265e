//! `build --compare`: what readers see that another build has otherwise.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::compare::{Build, compare};
use crate::digest::{digest, from_hex};
use crate::error::Failure;
use crate::formats::manifest::{Manifest, Output};
use crate::online::{Online, Said};
use crate::publish::manifest::BUILD_JSON;
use crate::publish::place::whole;

/// With which build to compare.
#[derive(Debug, Args)]
pub struct Compare {
    /// Prints, as Markdown, which pages change since another build, word by word
    #[arg(long, value_name = "OLD")]
    compare: Option<PathBuf>,
}

/// Another build; none where nobody asked.
pub struct Other(Option<(Online, Manifest)>);

impl Compare {
    /// Looks at the other build before this one, which must not take its place.
    pub fn other(&self, out: &Path) -> Result<Other, Failure> {
        let Some(folder) = &self.compare else { return Ok(Other(None)) };
        if whole(folder) == whole(out) {
            return Err(Failure::Usage(format!(
                "{} is where this build goes, so nothing of the other would be left; give another folder with --out",
                folder.display()
            )));
        }
        Ok(Other(Some(built(folder)?)))
    }
}

/// A folder that was built.
fn built(folder: &Path) -> Result<(Online, Manifest), Failure> {
    let online = Online::Folder(folder.to_owned());
    let file = folder.join(BUILD_JSON);
    let why = match online.manifest()? {
        Said::Site(manifest) => return Ok((online, manifest)),
        Said::Nothing => format!("there is no {}", file.display()),
        Said::Other(file) => format!("{file} is damaged, or not from Plenary"),
    };
    Err(Failure::Usage(format!("{why}; give the folder of another build of this site")))
}

impl Other {
    /// Whether there is one.
    pub fn is_asked(&self) -> bool {
        self.0.is_some()
    }

    /// What has changed since, in what lies in a folder now.
    pub fn summary(&self, out: &Path) -> Result<Option<String>, Failure> {
        let Some((online, manifest)) = &self.0 else { return Ok(None) };
        let (new, said) = built(out)?;
        let read_old = |output: &Output| read(online, output);
        let read_new = |output: &Output| read(&new, output);
        Ok(Some(compare(&Build::new(manifest, &read_old), &Build::new(&said, &read_new)).markdown()))
    }
}

/// The bytes of an output, if they are those that were built.
fn read(folder: &Online, output: &Output) -> Option<Vec<u8>> {
    let bytes = folder.read(&output.path, output.size).ok()?;
    (from_hex(&output.sha256) == Some(digest(&bytes))).then_some(bytes)
}
