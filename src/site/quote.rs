//! A quote. The file's text is the words, without outer quotation marks; nothing in them is ever
//! changed.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;

use super::date::Day;
use super::values::{LanguageTag, Reference, Seal, Text};

/// What a quote has.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Quote {
    /// Who said it.
    pub speaker: Option<Reference>,
    /// The speaker's post on the day.
    pub post: Option<Text>,
    /// The speaker's organisation on the day.
    pub organisation: Option<Reference>,
    /// On what occasion.
    pub event: Option<Text>,
    /// Where it was first published: an address or a title.
    pub source: Option<Text>,
    /// The language it was said in, where that is not the page's.
    pub language: Option<LanguageTag>,
    /// Who approved the wording, and when.
    pub approved: Option<Approval>,
    /// Unofficial translations, by language.
    pub translations: Option<IndexMap<String, QuoteTranslation>>,
}

/// Who approved the wording, and when.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct Approval {
    /// When.
    pub on: Option<Day>,
    /// By whom.
    pub by: Option<Text>,
    /// The seal of the words that were approved.
    pub seal: Option<Seal>,
}

/// An unofficial translation of a quote.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct QuoteTranslation {
    /// The words in that language.
    pub text: Text,
    /// Who translated.
    pub by: Option<Text>,
}
