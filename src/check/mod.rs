//! The rules: what is checked once everything is read and resolved, and the table of all rules,
//! those of reading and resolving included.
//!
//! To add a rule: a `pub static` [`Rule`] beside the function that finds its fault (here, one
//! subject a file, called by [`check`]), a row in [`RULES`], and a case `tests/rules/NAME.md`. The rule's `docs` are
//! what `plenary explain` prints.

pub mod external;
pub mod links;
pub mod settings;
pub mod text;
pub mod titles;

use std::collections::BTreeMap;

use crate::diagnostics::{FileId, Findings, Rule};
use crate::plan::Plan;
use crate::render::Theme;
use crate::resolve::{self, Graph, forms, references, routes, subjects, topics};
use crate::site::{Entry, Site};
use crate::{files, read, render};

/// All rules, sorted by name.
pub static RULES: &[&Rule] = &[
    &settings::ADDRESS_GONE,
    &settings::ADDRESS_TOO_LONG,
    &routes::ADDRESS_TWICE,
    &references::AMBIGUOUS_ID,
    &read::config::BASE_URL,
    &external::DEAD_EXTERNAL_LINK,
    &resolve::links::DEAD_LINK,
    &resolve::links::EMBED_CIRCLE,
    &text::EMBED_IN_TEXT,
    &read::FILE_NAME,
    &read::FOLDER_NAME,
    &read::front::NOT_CLOSED,
    &read::tree::KEY_TWICE,
    &read::config::LANGUAGE_TAG,
    &resolve::links::HELD_LINK,
    &settings::MENU_TO_NOTHING,
    &resolve::links::MISSING_FILE,
    &titles::MISSING_TITLE,
    &external::MOVED_EXTERNAL_LINK,
    &settings::NO_BASE_URL,
    &files::NOT_UTF8,
    &text::RAW_HTML,
    &routes::REDIRECT_OVER_PAGE,
    &routes::REDIRECT_TO_NOTHING,
    &settings::STATIC_OVER_PAGE,
    &files::LINK_OUT,
    &render::theme::TEMPLATE,
    &topics::TOPICS_MEET,
    &subjects::TRANSLATION_WITHOUT_SOURCE,
    &external::UNANSWERED_EXTERNAL_LINK,
    &settings::UNKNOWN_CHECK,
    &forms::UNKNOWN_FORM,
    &references::UNKNOWN_ID,
    &read::yaml::UNKNOWN_KEY,
    &read::UNKNOWN_LANGUAGE,
    &read::config::TIME_ZONE,
    &resolve::links::UNSAFE_LINK,
    &render::words::WORDS_SYNTAX,
    &read::yaml::WRONG_VALUE,
    &read::tree::YAML_SYNTAX,
];

/// Rules that nobody can lower: what cannot be read may be what holds a page back.
pub const FIXED: [&str; 4] = ["front-matter-not-closed", "not-utf8", "wrong-value", "yaml-syntax"];

/// The rule of a name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == name)
}

/// Checks a site; then severities and exceptions are settled.
pub fn check(site: &Site, graph: &Graph, theme: &Theme, plan: &Plan, found: &mut Findings) {
    titles::check(site, found);
    text::check(site, found);
    links::check(site, graph, plan, found);
    settings::check(site, graph, theme, plan, found);
    settle(site, found);
}

/// Gives each finding the severity that `checks` in `site.yaml` says, drops those that a file
/// allows, and sorts them.
pub fn settle(site: &Site, found: &mut Findings) {
    let checks = site.config.settings.checks.as_ref();
    let of_file: BTreeMap<FileId, &Entry> = site.entries.iter().map(|entry| (entry.file, entry)).collect();
    found.retain(|diagnostic| {
        let name = diagnostic.rule.name;
        if FIXED.contains(&name) {
            return true;
        }
        match checks.and_then(|checks| checks.get(name)) {
            Some(level) => match level.severity() {
                Some(severity) => diagnostic.severity = severity,
                None => return false,
            },
            None => diagnostic.severity = diagnostic.rule.severity,
        }
        let entry = of_file.get(&diagnostic.span.file);
        !entry.is_some_and(|e| e.common.allow.as_ref().is_some_and(|allow| allow.contains_key(name)))
    });
    found.sort();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_explained() {
        for pair in RULES.windows(2) {
            assert!(pair[0].name < pair[1].name, "{} stands before {}", pair[0].name, pair[1].name);
        }
        for rule in RULES {
            for part in ["Wrong: ", "Right: "] {
                assert!(rule.docs.contains(part), "{} has no {part}", rule.name);
            }
        }
    }

    /// Rules that need a disk or a network; `tests/suite` has their cases.
    const FROM_DISK: [&str; 5] = [
        "dead-external-link",
        "moved-external-link",
        "not-utf8",
        "symbolic-link-out",
        "unanswered-external-link",
    ];

    #[test]
    fn every_rule_has_a_case() {
        for rule in RULES.iter().filter(|rule| !FROM_DISK.contains(&rule.name)) {
            let path = format!("{}/tests/rules/{}.md", env!("CARGO_MANIFEST_DIR"), rule.name);
            assert!(std::path::Path::new(&path).exists(), "{path} is missing");
        }
    }
}
