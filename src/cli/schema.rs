//! `plenary schema`.

use clap::Args;

use super::{DONE, print};
use crate::diagnostics::nearest;
use crate::error::Failure;
use crate::read::schema;
use crate::site::Kind;

/// Prints a JSON Schema
#[derive(Debug, Args)]
pub struct Arguments {
    /// page, body, organisation, person, quote, note, meeting, or site for site.yaml
    kind: String,
}

/// Prints the JSON Schema (2020-12) of a kind's front matter.
pub fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let schema = if arguments.kind == "site" {
        schema::of_settings()
    } else {
        schema::of_kind(kind(&arguments.kind)?)
    };
    let text = serde_json::to_string_pretty(&schema).expect("a schema is JSON");
    print(&format!("{text}\n"));
    Ok(DONE)
}

/// A kind by its name.
pub fn kind(name: &str) -> Result<Kind, Failure> {
    Kind::ALL.into_iter().find(|kind| kind.name() == name).ok_or_else(|| {
        let names = Kind::ALL.map(Kind::name);
        let hint = nearest(name, names).map_or_else(
            || format!("the kinds are: {}", names.join(", ")),
            |near| format!("did you mean {near}?"),
        );
        Failure::Usage(format!("there is no kind \"{name}\"; {hint}"))
    })
}
