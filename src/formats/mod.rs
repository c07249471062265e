//! Outputs beside pages, one format a file: each is a function from tables to text.
//!
//! Open data ([`popolo`], [`org`], [`tables`]) is written from [`crate::render::register`], so that no form says
//! what another does not; a further form of it is a variant of `render::open_data::DataForm`.
//!
//! To add a format: a file and its `pub mod` here, a row in `plan::Recipe`, its routes in `Plan::new`, an arm in `build::render`,
//! and a case in `tests/sites`.

pub mod calendar;
pub mod compressed;
pub mod contacts;
pub mod content_line;
pub mod corrections;
pub mod data;
pub mod feed;
pub mod hosts;
pub mod manifest;
pub mod org;
pub mod policy;
pub mod popolo;
pub mod portable;
pub mod preview;
pub mod redirect;
pub mod robots;
#[cfg(feature = "search")]
pub mod search;
pub mod sitemap;
pub mod tables;
pub mod time_zone;
pub mod vcard;

use std::borrow::Cow;
use std::fmt::Write;

/// Appends `<name>text</name>`, indented, with the text escaped as XML.
fn element(out: &mut String, indent: usize, name: &str, text: &str) {
    let _ = writeln!(out, "{:indent$}<{name}>{}</{name}>", "", quick_xml::escape::escape(plain(text)));
}

/// A text without the characters that XML cannot hold (XML 1.0, section 2.2).
fn plain(text: &str) -> Cow<'_, str> {
    let is_char = |c: char| !matches!(c, '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    if text.chars().all(is_char) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().filter(|c| is_char(*c)).collect())
    }
}

/// The beginning of a day in a time zone, as RFC 3339 writes it.
fn midnight(zone: &jiff::tz::TimeZone, day: jiff::civil::Date) -> String {
    match day.to_zoned_datetime(zone.clone()) {
        Ok(zoned) => zoned.timestamp().display_with_offset(zoned.offset()).to_string(),
        Err(_) => format!("{day}T00:00:00Z"),
    }
}
