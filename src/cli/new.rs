//! `plenary new`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{DONE, print, texts};
use crate::error::Failure;

/// Makes a small working site to start from
#[derive(Debug, Args)]
pub struct Arguments {
    /// The folder for the site
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Writes the workflow that publishes the site (not yet)
    #[arg(long, value_name = "HOST", hide = true)]
    ci: Option<Ci>,
}

/// Hosts of workflows.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Ci {
    Github,
    Gitlab,
}

/// The files of a new site: a made-up network, to be written over.
const FILES: [(&str, &str); 13] = [
    ("content/site.yaml", include_str!("new/site.yaml")),
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
    if arguments.ci.is_some() {
        return super::later::refuse("--ci");
    }
    let folder = &arguments.folder;
    for (path, _) in FILES {
        if folder.join(path).exists() {
            return Err(Failure::Usage(format!(
                "{} is there already; choose another folder, nothing was written",
                folder.join(path).display()
            )));
        }
    }
    for (path, text) in FILES {
        texts::create(&folder.join(path), text)?;
    }
    print(&format!(
        "A site to start from is in {0}.\n  cd {0}\n  plenary check\n  plenary build\nThen open content/index.md and write your own words over the example.\n",
        folder.display()
    ));
    Ok(DONE)
}
