//! An organisation. Its facts are [`super::Group`] and these.

use schemars::JsonSchema;
use serde::Deserialize;

use super::values::{Reference, Text, WebAddress, words};

/// What only an organisation has.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Organisation {
    /// What sort of organisation it is.
    pub classification: Option<OrganisationClass>,
    /// The organisation that it is a part of.
    pub part_of: Option<Reference>,
    /// The address of its own site.
    pub website: Option<WebAddress>,
    /// Its ids in public registers.
    pub identifiers: Option<Identifiers>,
}

words! {
    /// Sorts of organisations.
    OrganisationClass {
        /// A network of cities or local governments.
        CityNetwork = "city-network",
        /// An agency of the United Nations.
        UnAgency = "un-agency",
        /// An organisation of states.
        Intergovernmental = "intergovernmental",
        /// A non-governmental organisation.
        Ngo = "ngo",
        /// A government or a part of one.
        Government = "government",
        /// A coalition.
        Coalition = "coalition",
        /// An initiative.
        Initiative = "initiative",
        /// A forum.
        Forum = "forum",
        /// Another sort.
        Other = "other",
    }
}

/// Ids in public registers.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Identifiers {
    /// The item in Wikidata, `Q42`.
    pub wikidata: Option<Text>,
    /// The id in the Research Organization Registry.
    pub ror: Option<Text>,
}
