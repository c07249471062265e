//! A note on a forum or mechanism.

use schemars::JsonSchema;
use serde::Deserialize;

use super::values::Reference;

/// What a note has.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Note {
    /// What it is about.
    pub about: Option<Vec<Reference>>,
    /// The forum, an organisation or body.
    pub forum: Option<Reference>,
}
