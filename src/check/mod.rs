//! The rules: what is checked once everything is read and resolved, and the table of all rules,
//! those of reading and resolving included.
//!
//! To add a rule: a `pub static` [`Rule`] beside the function that finds its fault (here, one
//! subject a file, called by [`check`]), a row in [`RULES`], and a case `tests/rules/NAME.md`. The rule's `docs` are
//! what `plenary explain` prints.

pub mod acronyms;
pub mod anchors;
pub mod chairs;
pub mod characters;
pub mod circles;
pub mod colours;
pub mod contacts;
pub mod contents;
pub mod detection;
pub mod external;
pub mod facts;
pub mod folder;
pub mod front;
pub mod headings;
pub mod language;
pub mod link_text;
pub mod links;
pub mod lives;
pub mod marks;
pub mod markup;
pub mod meetings;
pub mod meetings_missing;
pub mod named_members;
pub mod names;
pub mod order_of_dates;
pub mod outer_marks;
pub mod pairs;
pub mod pictures;
pub mod prose;
pub mod quote_facts;
pub mod quote_words;
pub mod records;
pub mod redirects;
pub mod references;
pub mod seals;
pub mod settings;
pub mod slips;
pub mod source;
pub mod statement;
pub mod strings;
pub mod tables;
pub mod template_names;
pub mod templates;
pub mod text;
pub mod titles;
pub mod translation_facts;
pub mod twice;
pub mod words;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::diagnostics::{FileId, Findings, Rule};
use crate::files::Files;
use crate::plan::Plan;
use crate::render::Theme;
use crate::resolve::{self, Graph};
use crate::site::{Entry, EntryIx, Site};
use crate::{files, read, render};

use self::named_members::NameIndex;
use self::records::Records;
use self::source::Source;

/// All rules, sorted by name.
pub static RULES: &[&Rule] = &[
    &names::ACRONYM_TWICE,
    &settings::ADDRESS_GONE,
    &settings::ADDRESS_TOO_LONG,
    &resolve::routes::ADDRESS_TWICE,
    &settings::ALLOW_WITHOUT_REASON,
    &resolve::references::AMBIGUOUS_ID,
    &seals::APPROVAL_WITHOUT_SEAL,
    &quote_facts::APPROVED_TOO_EARLY,
    &seals::APPROVED_WORDS_CHANGED,
    &quote_words::ATTRIBUTION_IN_QUOTE,
    &link_text::BAD_ADDRESS,
    &contacts::BAD_CONTACT,
    &contacts::BAD_IDENTIFIER,
    &link_text::BARE_ADDRESS,
    &read::config::BASE_URL,
    &headings::BOLD_AS_HEADING,
    &pairs::BRACKET_NOT_CLOSED,
    &tables::CELLS_LOST,
    &chairs::CHAIR_NO_MEMBER,
    &markup::CODE_NOT_CLOSED,
    &folder::CONFLICT,
    &slips::DAY_TO_COME,
    &anchors::DEAD_ANCHOR,
    &external::DEAD_EXTERNAL_LINK,
    &resolve::links::DEAD_LINK,
    &resolve::links::EMBED_CIRCLE,
    &text::EMBED_IN_TEXT,
    &folder::EMPTY_FILE,
    &headings::EMPTY_HEADING,
    &link_text::EMPTY_LINK,
    &contents::EMPTY_PAGE,
    &order_of_dates::END_BEFORE_START,
    &front::FACTS_IN_TEXT,
    &read::FILE_NAME,
    &read::FOLDER_NAME,
    &references::FOOTNOTE_TWICE,
    &read::front::NOT_CLOSED,
    &statement::FULL_WITHOUT_ASSESSMENT,
    &slips::FUTURE_NOTE,
    &characters::GARBLED_LETTERS,
    &headings::HEADING_JUMP,
    &folder::HEAVY_FILE,
    &facts::HELD_BACK,
    &settings::HELD_IN_MENU,
    &headings::ID_TWICE,
    &statement::INCOMPLETE_STATEMENT,
    &markup::INDENTED_TEXT,
    &characters::INVISIBLE_CHARACTER,
    &read::tree::KEY_TWICE,
    &read::config::LANGUAGE_TAG,
    &markup::LINK_NOT_CLOSED,
    &resolve::links::HELD_LINK,
    &twice::LISTED_TWICE,
    &facts::LONG_SUMMARY,
    &colours::LOW_CONTRAST,
    &pairs::MARK_NOT_CLOSED,
    &facts::MARKUP_IN_FACT,
    &quote_words::MARKUP_IN_QUOTE,
    &meetings::MEETING_STATUS,
    &meetings::MEETING_STILL_PLANNED,
    &meetings::MEETING_TWICE,
    &meetings::MEETING_WITHOUT_BODY,
    &order_of_dates::MEETING_WITHOUT_LENGTH,
    &meetings::MEETING_WITHOUT_START,
    &meetings_missing::MEETINGS_MISSING,
    &twice::MEMBER_TWICE,
    &settings::MENU_TO_NOTHING,
    &pictures::MISSING_ALT,
    &resolve::links::MISSING_FILE,
    &titles::MISSING_TITLE,
    &characters::MIXED_SCRIPT_WORD,
    &external::MOVED_EXTERNAL_LINK,
    &names::NAME_OF_ANOTHER,
    &circles::NAMES_ITSELF,
    &settings::NO_BASE_URL,
    &marks::NOT_A_MARK,
    &files::NOT_UTF8,
    &link_text::ONE_TEXT_TWO_TARGETS,
    &facts::OTHER_DAY_IN_NAME,
    &translation_facts::OTHER_FACT_IN_TRANSLATION,
    &names::OTHER_FULL_NAME,
    &detection::OTHER_LANGUAGE,
    &named_members::OTHER_MEMBERS,
    &outer_marks::OUTER_MARKS,
    &lives::OUTSIDE_OF_ITS_LIFE,
    &link_text::OWN_ADDRESS,
    &contents::PLACEHOLDER,
    &pictures::POOR_ALT,
    &quote_facts::POST_NOT_HELD,
    &quote_facts::QUOTE_OF_TOMORROW,
    &quote_facts::QUOTE_WITHOUT_SPEAKER,
    &quote_facts::QUOTE_WITHOUT_WORDS,
    &text::RAW_HTML,
    &redirects::REDIRECT_CHAIN,
    &redirects::REDIRECT_CIRCLE,
    &resolve::routes::REDIRECT_OVER_PAGE,
    &resolve::routes::REDIRECT_TO_NOTHING,
    &circles::CIRCLE,
    &headings::SECOND_H1,
    &settings::SITE_WITHOUT_TITLE,
    &settings::STATIC_OVER_PAGE,
    &marks::STRAIGHT_AND_CURLY,
    &markup::STRAY_MARKUP,
    &files::LINK_OUT,
    &tables::TABLE_WITHOUT_DASHES,
    &tables::TABLE_WITHOUT_HEADER,
    &render::theme::TEMPLATE,
    &headings::TEXT_AS_HEADING,
    &front::TEXT_CUT,
    &names::TITLE_TWICE,
    &resolve::topics::TOPICS_MEET,
    &seals::TRANSLATION_BEHIND,
    &resolve::subjects::TRANSLATION_WITHOUT_SOURCE,
    &external::UNANSWERED_EXTERNAL_LINK,
    &slips::UNDATED_NOTE,
    &references::UNDEFINED_REFERENCE,
    &acronyms::UNKNOWN_ACRONYM,
    &pictures::UNKNOWN_ATTRIBUTE,
    &settings::UNKNOWN_CHECK,
    &colours::UNKNOWN_COLOUR,
    &render::theme::UNKNOWN_FIELD,
    &folder::UNKNOWN_FILE,
    &resolve::forms::UNKNOWN_FORM,
    &resolve::references::UNKNOWN_ID,
    &read::yaml::UNKNOWN_KEY,
    &read::UNKNOWN_LANGUAGE,
    &meetings::UNKNOWN_LEVEL,
    &strings::UNKNOWN_MESSAGE,
    &read::config::TIME_ZONE,
    &slips::UNLIKELY_DATE,
    &resolve::links::UNSAFE_LINK,
    &quote_facts::UNSOURCED_QUOTE,
    &folder::UNTIDY_NAME,
    &settings::UNUSED_ALLOW,
    &folder::UNUSED_FILE,
    &references::UNUSED_FOOTNOTE,
    &redirects::UNUSED_REDIRECT,
    &templates::UNUSED_TEMPLATE,
    &settings::UNUSED_TERM,
    &order_of_dates::UPDATED_BEFORE_DATE,
    &link_text::VAGUE_LINK,
    &words::WORD_TWICE,
    &render::words::WORDS_SYNTAX,
    &marks::WRONG_MARKS,
    &read::yaml::WRONG_VALUE,
    &read::tree::YAML_SYNTAX,
];

/// Rules that nobody can lower: what cannot be read may be what holds a page back.
pub const FIXED: [&str; 5] =
    ["conflict-markers", "front-matter-not-closed", "not-utf8", "wrong-value", "yaml-syntax"];

/// The rule of a name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == name)
}

/// Checks a site; then severities and exceptions are settled.
pub fn check(files: &Files, site: &Site, graph: &Graph, theme: &Theme, plan: &Plan, found: &mut Findings) {
    titles::check(files, site, found);
    front::cut(files.get(site.config.places.file).text(), &site.config.places, found);
    text::check(site, found);
    links::check(site, graph, plan, found);
    settings::check(files, site, graph, theme, plan, found);
    redirects::check(site, graph, plan, found);
    strings::check(files, found);
    language::settings(files, site, found);
    colours::check(files, site, found);
    of_files(files, site, graph, plan, found);
    templates::check(files, site, theme, found);
    folder::check(files, site, graph, found);
    governance(&Records::new(files, site, graph, found), found);
    settle(site, found);
}

/// The rules about what the records say of each other.
fn governance(records: &Records<'_>, found: &mut Findings) {
    seals::check(records, found);
    order_of_dates::check(records, found);
    twice::check(records, found);
    circles::check(records, found);
    translation_facts::check(records, found);
    names::check(records, found);
    slips::check(records, found);
    contacts::check(records, found);
    statement::check(records, found);
    chairs::check(records, found);
    quote_facts::check(records, found);
    lives::check(records, found);
    meetings::check(records, found);
    meetings_missing::check(records, found);
}

/// The rules that look at one file at a time.
fn of_files(files: &Files, site: &Site, graph: &Graph, plan: &Plan, found: &mut Findings) {
    let explained = acronyms::explained(site);
    let names = NameIndex::new(site, graph);
    let checked: Vec<_> = (0..site.entries.len())
        .into_par_iter()
        .map(|i| {
            let source = Source::new(files, site, graph, EntryIx(i));
            let mut found = Findings::default();
            for rule in OF_A_FILE {
                rule(&source, &mut found);
            }
            link_text::check(&source, plan, &mut found);
            named_members::check(&source, &names, &mut found);
            (found, acronyms::unexplained(&source, &explained))
        })
        .collect();
    let mut lists = Vec::with_capacity(checked.len());
    for (faults, unexplained) in checked {
        found.append(faults);
        lists.push(unexplained);
    }
    acronyms::report(lists, found);
}

/// What looks at one file, whatever else the site holds.
const OF_A_FILE: [fn(&Source<'_>, &mut Findings); 10] = [
    contents::check,
    facts::check,
    front::check,
    headings::check,
    language::check,
    markup::check,
    pictures::check,
    quote_words::check,
    references::check,
    tables::check,
];

/// Gives each finding the severity that `checks` in `site.yaml` says, drops those that a file
/// allows, and sorts them. This can be done again when more was found.
pub fn settle(site: &Site, found: &mut Findings) {
    let checks = site.config.settings.checks.as_ref();
    let of_file: BTreeMap<FileId, &Entry> = site.entries.iter().map(|entry| (entry.file, entry)).collect();
    let mut silenced = Vec::new();
    found.retain(|diagnostic| {
        let name = diagnostic.rule.name;
        if FIXED.contains(&name) {
            return true;
        }
        let allowed = of_file.get(&diagnostic.span.file).is_some_and(|entry| allows(entry, name));
        if allowed {
            silenced.push((diagnostic.span.file, diagnostic.rule));
        }
        match checks.and_then(|checks| checks.get(name)) {
            Some(level) => match level.severity() {
                Some(severity) => diagnostic.severity = severity,
                None => return false,
            },
            None => diagnostic.severity = diagnostic.rule.severity,
        }
        // Whether an exception is of use is known only when everything is found.
        !allowed && name != settings::UNUSED_ALLOW.name
    });
    for (file, rule) in silenced {
        found.silence(file, rule);
    }
    settings::unused_allows(site, found);
    found.sort();
}

fn allows(entry: &Entry, rule: &str) -> bool {
    entry.common.allow.as_ref().is_some_and(|allow| allow.contains_key(rule))
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

    /// Rules that need a disk; `tests/suite/publish.rs` has their cases.
    const FROM_DISK: [&str; 3] = ["heavy-file", "not-utf8", "symbolic-link-out"];

    fn needs_no_case(rule: &Rule) -> bool {
        FROM_DISK.contains(&rule.name) || external::ASKED.contains(&rule.name)
    }

    #[test]
    fn every_rule_has_a_case() {
        for rule in RULES.iter().filter(|rule| !needs_no_case(rule)) {
            let path = format!("{}/tests/rules/{}.md", env!("CARGO_MANIFEST_DIR"), rule.name);
            assert!(std::path::Path::new(&path).exists(), "{path} is missing");
        }
    }
}
