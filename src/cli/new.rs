//! `plenary new`.

mod ci;

use std::path::PathBuf;

use clap::Args;

use self::ci::Host;
use super::{DONE, print, texts};
use crate::error::Failure;

/// Makes a small working site to start from
#[derive(Debug, Args)]
pub struct Arguments {
    /// The folder for the site
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Adds the workflow that checks, shows and publishes the site; where a site is already, only that
    #[arg(long, value_name = "HOST")]
    ci: Option<Host>,
}

const SETTINGS: &str = "content/site.yaml";

/// The files of a new site: a made-up network, to be written over.
const FILES: [(&str, &str); 13] = [
    (SETTINGS, include_str!("new/site.yaml")),
    ("content/index.md", include_str!("new/index.md")),
    ("content/governance.md", include_str!("new/governance.md")),
    ("content/contact.md", include_str!("new/contact.md")),
    ("content/accessibility.md", include_str!("new/accessibility.md")),
    ("content/privacy.md", include_str!("new/privacy.md")),
    ("content/bodies/board.md", include_str!("new/board.md")),
    ("content/organisations/example-network.md", include_str!("new/example-network.md")),
    ("content/organisations/example-city.md", include_str!("new/example-city.md")),
    ("content/people/alex-example.md", include_str!("new/alex-example.md")),
    ("content/quotes/alex-example.md", include_str!("new/quote.md")),
    ("content/notes/welcome.md", include_str!("new/note.md")),
    (".gitignore", "/public\n/.plenary*\n"),
];

/// Writes the files, never over one that is there.
pub fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let folder = &arguments.folder;
    let workflow = arguments.ci.map(Host::files).unwrap_or_default();
    let is_site = folder.join(SETTINGS).exists();
    let site = if is_site && arguments.ci.is_some() { Vec::new() } else { site(arguments.ci) };
    let files: Vec<&(&str, String)> = site.iter().chain(&workflow).collect();
    for (path, _) in &files {
        if folder.join(path).exists() {
            return Err(Failure::Usage(format!(
                "{} is there already; {}, nothing was written",
                folder.join(path).display(),
                if site.is_empty() { "remove it first if you want it anew" } else { "choose another folder" },
            )));
        }
    }
    for (path, text) in &files {
        texts::create(&folder.join(path), text)?;
    }
    if !site.is_empty() {
        print(&format!(
            "A site to start from is in {0}.\n  cd {0}\n  plenary check\n  plenary build\nThen open content/index.md and write your own words over the example.\n",
            folder.display()
        ));
    }
    if let Some(host) = arguments.ci {
        print(&host.what_next(&workflow));
    }
    Ok(DONE)
}

/// A new site, for the host that its workflow publishes it on.
fn site(ci: Option<Host>) -> Vec<(&'static str, String)> {
    let hosts = ci.map(|host| format!("hosts: [{}]\n", host.name())).unwrap_or_default();
    FILES
        .iter()
        .map(|(path, text)| {
            (*path, if *path == SETTINGS { format!("{text}{hosts}") } else { (*text).to_owned() })
        })
        .collect()
}
