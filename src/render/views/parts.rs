//! What views are made of: links, words, dates, pictures.

use schemars::JsonSchema;
use serde::Serialize;

/// A link with its words. Words in another language than the page's carry their own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LinkView {
    /// The words.
    pub title: String,
    /// The words as HTML, where a name in them is in another language than they are.
    pub html: Option<String>,
    /// The address; none for what has no page.
    pub url: Option<String>,
    /// The language of the words, where it is not the page's.
    pub lang: Option<String>,
    /// Their direction, where the language is given.
    pub dir: Option<&'static str>,
}

/// Words of a record. Those in another language than the page's carry their own. The filter `text` writes
/// them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TextView {
    /// The words.
    pub text: String,
    /// Their language, where it is not the page's.
    pub lang: Option<String>,
    /// Their direction, where the language is given.
    pub dir: Option<&'static str>,
}

/// A date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DateView {
    /// As ISO 8601 writes it.
    pub iso: String,
    /// In words.
    pub words: String,
}

/// How to reach somebody.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ContactView {
    /// An e-mail address.
    pub email: Option<String>,
    /// A telephone number.
    pub phone: Option<String>,
    /// A postal address.
    pub address: Option<TextView>,
    /// An address or number for the press.
    pub press: Option<TextView>,
    /// The address of the card that holds all this; none of the site's own contact.
    pub card: Option<String>,
}

/// A picture.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PictureView {
    /// The address: of its form in its own kind that is 800 pixels wide, or of the file where that is served as it is.
    pub url: String,
    /// What it shows.
    pub alt: String,
    /// Who made it.
    pub credit: Option<TextView>,
    /// The language of what it shows in words, where it is not the page's.
    pub alt_lang: Option<String>,
    /// The width of its widest form in pixels, or of the file, where it is known.
    pub width: Option<u32>,
    /// Its height.
    pub height: Option<u32>,
    /// Addresses and widths of the forms in its own kind, where there are several.
    pub srcset: Option<String>,
    /// How wide the built-in style shows it, where there are several widths.
    pub sizes: Option<String>,
    /// Its forms in kinds that are smaller, for browsers that know them.
    pub sources: Vec<SourceView>,
    /// Whether it is loaded only when the reader comes near it.
    pub lazy: bool,
    /// The picture as HTML, made of all of these but the credit.
    pub html: String,
}

/// The forms of a picture in one kind.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SourceView {
    /// The kind, as a media type.
    pub media_type: &'static str,
    /// Addresses and, where there are several, widths.
    pub srcset: String,
}

/// A named fact in words.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FactView {
    /// What it is.
    pub name: String,
    /// Its value.
    pub value: TextView,
}
