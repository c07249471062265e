//! Titles.

use crate::diagnostics::{Diagnostic, Findings, Rule, Severity, Span};
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
pub fn check(site: &Site, found: &mut Findings) {
    for entry in &site.entries {
        let titled = entry.common.title.as_ref().is_some_and(|title| !title.is_empty());
        if titled || matches!(entry.kind(), Kind::Quote | Kind::Meeting) {
            continue;
        }
        // A value that was refused has its own finding.
        if found.list().iter().any(|d| d.span.file == entry.file && super::FIXED.contains(&d.rule.name)) {
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
