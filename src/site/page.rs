//! A page: any Markdown file that is no record.

use schemars::JsonSchema;
use serde::Deserialize;

use super::date::Day;
use super::values::{Text, words};

/// What only a page has.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Page {
    /// Makes the page an accessibility statement.
    pub accessibility: Option<Accessibility>,
}

/// The facts of an accessibility statement (Directive (EU) 2016/2102, Article 7). What is not
/// given is not said.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct Accessibility {
    /// What was found.
    pub status: Conformance,
    /// The standard it was assessed against.
    pub standard: Option<Text>,
    /// The day of the assessment.
    pub assessed_on: Option<Day>,
    /// How it was assessed.
    pub method: Option<Text>,
    /// How to report what does not work.
    pub feedback: Option<Text>,
    /// Whom to turn to when feedback is not answered.
    pub enforcement: Option<Text>,
    /// What is not accessible, and why.
    pub limits: Option<Text>,
}

words! {
    /// How far a site conforms to a standard.
    Conformance {
        /// Nobody has assessed it yet.
        NotAssessed = "not-assessed",
        /// Some of it does not conform.
        Partial = "partial",
        /// All of it conforms.
        Full = "full",
    }
}
