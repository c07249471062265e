//! Seals of records: of a quote's words, and of what a translation was made from.

use crate::digest::seal;
use crate::files::Files;
use crate::read::words::quoted;
use crate::site::Entry;
use crate::site::quote::Approval;

/// The Markdown after the front matter.
fn text<'a>(files: &'a Files, entry: &Entry) -> &'a str {
    &files.get(entry.file).text()[entry.text.body.clone()]
}

/// The seal of a quote's words.
pub fn of_words(files: &Files, quote: &Entry) -> String {
    seal(text(files, quote))
}

/// The seal of a translation's source: its title, summary and text, joined by a space.
pub fn of_source(files: &Files, source: &Entry) -> String {
    of_source_with(source, text(files, source))
}

/// The seal of a translation's source whose text has become another.
pub fn of_source_with(source: &Entry, text: &str) -> String {
    let front = [&source.common.title, &source.common.summary];
    let mut parts: Vec<&str> = front.into_iter().flatten().map(|text| &*text.0).collect();
    parts.push(text);
    seal(&parts.join(" "))
}

/// The line `approved` of a quote, with what it says already.
pub fn approved_line(approval: Option<&Approval>, seal: &str) -> String {
    let on = approval.and_then(|a| a.on).map(|day| format!("on: {}, ", day.0)).unwrap_or_default();
    let by =
        approval.and_then(|a| a.by.as_ref()).map(|by| format!("by: {}, ", quoted(by))).unwrap_or_default();
    format!("approved: {{{on}{by}seal: {seal}}}")
}
