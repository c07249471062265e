//! Titles.

use std::collections::BTreeSet;

use super::front::facts_in_text;
use crate::diagnostics::{Diagnostic, FileId, Findings, Rule, Severity, Span, nearest};
use crate::files::Files;
use crate::site::tree::Value;
use crate::site::{Kind, Lang, Site};

/// A page without a title.
pub static MISSING_TITLE: Rule = Rule {
    name: "missing-title",
    severity: Severity::Error,
    docs: "The title is the page's h1, its name in lists and in the browser's tab.\n\n\
           Wrong: a file that begins with its text\n\n\
           Right: `---`, `title: Our members`, `---`, then the text",
};

/// Every file needs a title; quotes and meetings have one without it.
pub fn check(files: &Files, site: &Site, found: &mut Findings) {
    let unreadable: BTreeSet<FileId> = found
        .list()
        .iter()
        .filter(|d| crate::check::FIXED.contains(&d.rule.name))
        .map(|d| d.span.file)
        .collect();
    for entry in &site.entries {
        let titled = entry.common.title.as_ref().is_some_and(|title| !title.is_empty());
        if titled || matches!(entry.kind(), Kind::Quote | Kind::Meeting) {
            continue;
        }
        // A value that was refused, a misspelt key and facts that are text have findings of their own.
        let misspelt = match &entry.front.root.value {
            Value::Map(keys) => keys.iter().any(|(key, _)| nearest(&key.name, ["title"]).is_some()),
            _ => false,
        };
        let is_text =
            || facts_in_text(files.get(entry.file).text(), &entry.text.body, entry.kind()).is_some();
        if unreadable.contains(&entry.file) || (misspelt && !entry.front.has("title")) || is_text() {
            continue;
        }
        let what = if entry.lang == Lang::DEFAULT { "page" } else { "translation" };
        let span = if entry.front.has("title") { entry.span("title") } else { Span::new(entry.file, 0, 0) };
        found.add(
            Diagnostic::new(
                &MISSING_TITLE,
                span,
                format!("this {what} has no title; its heading and its browser tab would be empty"),
            )
            .help("write title: and its name between the --- lines at the start of the file"),
        );
    }
}
