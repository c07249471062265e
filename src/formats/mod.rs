//! Outputs beside pages, one format a file: each is a function from tables to text.
//!
//! To add a format: a file and its `pub mod` here, a row in `plan::Recipe`, its routes in `Plan::new`, an arm in `build::render`,
//! and a case in `tests/sites`.

pub mod feed;
pub mod manifest;
pub mod redirect;
pub mod robots;
#[cfg(feature = "search")]
pub mod search;
pub mod sitemap;

use std::fmt::Write;

/// Appends `<name>text</name>`, indented, with the text escaped as XML.
fn element(out: &mut String, indent: usize, name: &str, text: &str) {
    let _ = writeln!(out, "{:indent$}<{name}>{}</{name}>", "", quick_xml::escape::escape(text));
}
