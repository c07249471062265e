//! `plenary verify`.

use std::path::{Path, PathBuf};

use clap::Args;

use super::{CONTENT_HAS_ERRORS, DONE, print};
use crate::digest::sha256;
use crate::error::Failure;
use crate::formats::manifest::Manifest;
use crate::publish::place::inside;

/// Compares a folder with its build.json
#[derive(Debug, Args)]
pub struct Arguments {
    /// The built site
    #[arg(value_name = "DIR")]
    site: PathBuf,
}

/// Compares every file of a built site with what `build.json` says of it.
pub fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let folder = &arguments.site;
    if folder.to_string_lossy().contains("://") {
        return super::later::refuse("verify URL");
    }
    let path = folder.join("build.json");
    if !path.is_file() {
        return Err(Failure::Usage(format!(
            "there is no {}; give the folder of a built site",
            path.display()
        )));
    }
    let text = read(&path)?;
    let manifest: Manifest = serde_json::from_slice(&text)
        .map_err(|_| Failure::Usage(format!("{} is damaged, or not from Plenary", path.display())))?;
    let mut wrong = 0;
    for output in &manifest.outputs {
        let state = match inside(folder, &output.path) {
            None => Some("lies outside the folder"),
            Some(file) if !file.is_file() => Some("is missing"),
            Some(file) if sha256(&read(&file)?) != output.sha256 => Some("has changed"),
            Some(_) => None,
        };
        if let Some(state) = state {
            wrong += 1;
            print(&format!("{} {state}\n", output.path));
        }
    }
    let total = manifest.outputs.len();
    print(&format!("{} of {total} files are as they were built\n", total - wrong));
    Ok(if wrong == 0 { DONE } else { CONTENT_HAS_ERRORS })
}

#[expect(clippy::disallowed_methods, reason = "a built site is no content")]
fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(|e| Failure::io("read", path, &e))
}
