//! Front matter that every kind has.

use std::fmt;

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;

use super::date::{Day, Moment};
use super::values::{LinkAddress, LocalAddress, Reference, Seal, Slug, Text, YesNo};

/// Front matter that every kind has.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Common {
    /// The page's h1, its name in lists and links; the full, official name of a record.
    pub title: Option<Text>,
    /// One or two plain sentences for lists, search and previews.
    pub summary: Option<Text>,
    /// Last part of the address, where the file name does not do.
    pub slug: Option<Slug>,
    /// Place in lists; in an `index.md` also the order of its section, as a list of short ids.
    pub order: Option<Order>,
    /// Old addresses; each becomes a redirect.
    pub aliases: Option<Vec<LocalAddress>>,
    /// Subjects; each has a page.
    pub topics: Option<Vec<Text>>,
    /// The day it bears.
    pub date: Option<Day>,
    /// The last change of substance.
    pub updated: Option<Day>,
    /// Yes keeps it out of everything but `--drafts`.
    pub draft: Option<YesNo>,
    /// Kept out of every output before.
    pub publish_at: Option<Moment>,
    /// Kept out of every output from that moment on.
    pub expires_at: Option<Moment>,
    /// The picture that stands for it: a file beside the page.
    pub image: Option<Text>,
    /// What the picture shows, in words.
    pub image_alt: Option<Text>,
    /// Who made the picture.
    pub image_credit: Option<Text>,
    /// In a translation: the seal of the source that it was made from.
    pub translates: Option<Seal>,
    /// A template of one's own for this page.
    pub template: Option<Text>,
    /// Rules not applied to this file, each with the reason.
    pub allow: Option<IndexMap<String, Text>>,
    /// Public corrections to this page.
    pub corrections: Option<Vec<Correction>>,
    /// The page is withdrawn; its address explains why.
    pub gone: Option<Gone>,
    /// Addresses elsewhere.
    pub links: Option<Vec<Link>>,
    /// How to reach whom the page is about.
    pub contact: Option<Contact>,
}

/// Place in lists.
#[derive(Clone, Debug, PartialEq)]
pub enum Order {
    /// The place of this record.
    Place(f64),
    /// The order of the records of this section.
    Section(Vec<Reference>),
}

impl<'de> Deserialize<'de> for Order {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct V;
        #[expect(clippy::cast_precision_loss, reason = "places in lists are small numbers")]
        impl<'de> serde::de::Visitor<'de> for V {
            type Value = Order;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number, or in an index.md a list of ids")
            }
            fn visit_u64<E>(self, v: u64) -> Result<Order, E> {
                Ok(Order::Place(v as f64))
            }
            fn visit_i64<E>(self, v: i64) -> Result<Order, E> {
                Ok(Order::Place(v as f64))
            }
            fn visit_f64<E>(self, v: f64) -> Result<Order, E> {
                Ok(Order::Place(v))
            }
            fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut seq: A) -> Result<Order, A::Error> {
                let mut list = Vec::new();
                while let Some(id) = seq.next_element()? {
                    list.push(id);
                }
                Ok(Order::Section(list))
            }
        }
        deserializer.deserialize_any(V)
    }
}

impl JsonSchema for Order {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Order".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let id = generator.subschema_for::<Reference>();
        schemars::json_schema!({ "anyOf": [{ "type": "number" }, { "type": "array", "items": id }] })
    }
}

/// A public correction.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct Correction {
    /// The day of the correction.
    pub on: Day,
    /// What was corrected.
    #[serde(deserialize_with = "words_of")]
    pub what: Text,
}

/// Why a page was withdrawn.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct Gone {
    /// Since when.
    pub on: Day,
    /// Why, in a sentence.
    #[serde(deserialize_with = "words_of")]
    pub why: Text,
}

/// A text that has to say something.
fn words_of<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Text, D::Error> {
    let text = Text::deserialize(deserializer)?;
    if text.is_empty() {
        return Err(serde::de::Error::custom("there are no words here; readers have to be told"));
    }
    Ok(text)
}

/// An address elsewhere.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct Link {
    /// The address.
    pub to: LinkAddress,
    /// The link's words.
    pub text: Option<Text>,
}

/// How to reach somebody.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Contact {
    /// An e-mail address.
    pub email: Option<Text>,
    /// A telephone number, with its country's code.
    pub phone: Option<Text>,
    /// A postal address.
    pub address: Option<Text>,
    /// An e-mail address or telephone number for the press.
    pub press: Option<Text>,
}
