//! What lies in the folder of a published site and was not built.

use std::collections::BTreeSet;
use std::fs::FileType;
use std::path::Path;

use crate::assets::Assets;
use crate::error::Failure;
use crate::formats::manifest::Manifest;
use crate::publish::manifest::BUILD_JSON;
use crate::publish::place::is_nobodys;

/// Where a server answers who asks whether the domain is its own (RFC 8555, section 8.3).
const CHALLENGES: &str = ".well-known/acme-challenge";

/// The files in a folder of which its `build.json` says nothing, sorted; but for those that stay for pages in caches.
///
/// # Errors
/// When a folder cannot be read.
pub fn unbuilt(folder: &Path, said: &Manifest) -> Result<Vec<String>, Failure> {
    let built: BTreeSet<&str> = said.outputs.iter().map(|output| output.path.as_str()).collect();
    let is_above_built = |path: &str| {
        let below = format!("{path}/");
        built.range(below.as_str()..).next().is_some_and(|first| first.starts_with(&below))
    };
    let mut unbuilt = Vec::new();
    let mut open = vec![String::new()];
    while let Some(above) = open.pop() {
        let here = folder.join(&above);
        let failed = |e: std::io::Error| Failure::io("read", &here, &e);
        for entry in std::fs::read_dir(&here).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if above.is_empty() { name.clone() } else { format!("{above}/{name}") };
            // A link to a folder could lead anywhere, even back.
            let is_folder = entry.file_type().as_ref().is_ok_and(FileType::is_dir);
            if (above.is_empty() && is_nobodys(&name)) || path == CHALLENGES {
                continue;
            }
            if is_folder {
                open.push(path);
            } else if path != BUILD_JSON
                && !built.contains(path.as_str())
                && !is_above_built(&path)
                && !Assets::is_fingerprinted(&path)
            {
                unbuilt.push(path);
            }
        }
    }
    unbuilt.sort();
    Ok(unbuilt)
}
