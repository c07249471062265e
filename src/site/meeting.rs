//! A meeting: a real, dated one.

use schemars::JsonSchema;
use serde::Deserialize;

use super::date::DateTime;
use super::values::{Reference, Text, WebAddress, words};

/// What a meeting has.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Meeting {
    /// Whose meeting it is.
    pub body: Option<Reference>,
    /// When it begins.
    pub starts: Option<DateTime>,
    /// When it ends.
    pub ends: Option<DateTime>,
    /// The level at which the body meets.
    pub level: Option<Text>,
    /// Where.
    pub place: Option<Text>,
    /// The address to take part from afar.
    pub online: Option<WebAddress>,
    /// Whether it is planned, was held or was cancelled.
    pub status: Option<Status>,
    /// How often the announcement was changed.
    pub revision: Option<u32>,
    /// The agenda, a file beside the record.
    pub agenda: Option<Text>,
    /// The minutes, a file beside the record.
    pub minutes: Option<Text>,
}

words! {
    /// The state of a meeting.
    Status {
        /// It is to come.
        Planned = "planned",
        /// It took place.
        Held = "held",
        /// It was called off.
        Cancelled = "cancelled",
    }
}
