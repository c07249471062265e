//! A person.

use schemars::JsonSchema;
use serde::Deserialize;

use super::date::PartialDate;
use super::organisation::Identifiers;
use super::values::{Reference, Text, WebAddress};

/// What a person has.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Person {
    /// How the person is addressed (Dr, Mayor).
    pub honorific: Option<Text>,
    /// Posts held, with their dates.
    pub posts: Option<Vec<Post>>,
    /// The address of the person's own site.
    pub website: Option<WebAddress>,
    /// Ids in public registers.
    pub identifiers: Option<Identifiers>,
}

/// A post held. Without dates it is never shown as an office held now.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct Post {
    /// The post's name.
    pub post: Text,
    /// Where.
    pub organisation: Option<Reference>,
    /// Since when.
    pub since: Option<PartialDate>,
    /// Until when; the day, month or year named is included.
    pub until: Option<PartialDate>,
}
