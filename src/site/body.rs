//! A body: committee, secretariat, mechanism. Its facts are [`super::Group`] and these.

use schemars::JsonSchema;
use serde::Deserialize;

use super::values::words;

/// What only a body has.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Body {
    /// What sort of body it is.
    pub classification: Option<BodyClass>,
}

words! {
    /// Sorts of bodies.
    BodyClass {
        /// A committee.
        Committee = "committee",
        /// A secretariat.
        Secretariat = "secretariat",
        /// A mechanism.
        Mechanism = "mechanism",
        /// A working group.
        WorkingGroup = "working-group",
        /// An assembly.
        Assembly = "assembly",
        /// A board.
        Board = "board",
        /// Another sort.
        Other = "other",
    }
}
