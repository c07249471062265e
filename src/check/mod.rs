//! The rules: what is checked once everything is read and resolved, and the table of all rules,
//! those of reading and resolving included.
//!
//! Each folder has a sort of rules, each file a subject: [`front_matter`], [`text`] and [`language`]
//! look at one file at a time ([`source::Source`]), [`governance`] at what records say of each other,
//! [`site`] at the whole.
//!
//! To add a rule: a `pub static` [`Rule`] beside the function that finds its fault, a row in
//! [`RULES`], and a case `tests/rules/NAME.md`. The rule's `docs` are what `plenary explain` prints.

pub mod front_matter;
pub mod governance;
pub mod language;
pub mod signs;
pub mod site;
pub mod source;
pub mod text;

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use rayon::prelude::*;

use crate::assets::{Assets, Pictures};
use crate::diagnostics::{Diagnostic, FileId, Findings, Rule, Span};
use crate::files::Files;
use crate::plan::Plan;
use crate::render::Theme;
use crate::resolve::{self, Graph};
use crate::site::config::CheckLevel;
use crate::site::{Entry, EntryIx, Site};
use crate::{files, read, render};

use self::governance::named_members::NameIndex;
use self::governance::records::Records;
use self::source::Source;

/// All rules, sorted by name.
pub static RULES: &[&Rule] = &[
    &governance::names::ACRONYM_TWICE,
    &self::site::addresses::ADDRESS_ENDED,
    &self::site::addresses::ADDRESS_GONE,
    &self::site::settings::ADDRESS_TOO_LONG,
    &resolve::routes::ADDRESS_TWICE,
    &self::site::settings::ALLOW_WITHOUT_REASON,
    &text::pictures::ALT_REPEATS_CAPTION,
    &resolve::references::AMBIGUOUS_ID,
    &governance::seals::APPROVAL_WITHOUT_SEAL,
    &governance::quote_facts::APPROVED_TOO_EARLY,
    &governance::seals::APPROVED_WORDS_CHANGED,
    &governance::quote_words::ATTRIBUTION_IN_QUOTE,
    &text::link_text::BAD_ADDRESS,
    &governance::contacts::BAD_CONTACT,
    &governance::contacts::BAD_IDENTIFIER,
    &text::link_text::BARE_ADDRESS,
    &read::config::BASE_URL,
    &text::headings::BOLD_AS_HEADING,
    &language::pairs::BRACKET_NOT_CLOSED,
    &self::site::logo::BROKEN_LOGO,
    &self::site::pictures::BROKEN_PICTURE,
    &self::site::broken_words::BROKEN_WORDS,
    &read::config::CALENDAR,
    &text::tables::CELLS_LOST,
    &governance::chairs::CHAIR_NO_MEMBER,
    &text::markup::CODE_NOT_CLOSED,
    &self::site::folder::CONFLICT,
    &governance::slips::DAY_TO_COME,
    &self::site::anchors::DEAD_ANCHOR,
    &self::site::external::DEAD_EXTERNAL_LINK,
    &resolve::targets::DEAD_LINK,
    &resolve::links::EMBED_CIRCLE,
    &text::html::EMBED_IN_TEXT,
    &self::site::folder::EMPTY_FILE,
    &text::headings::EMPTY_HEADING,
    &text::link_text::EMPTY_LINK,
    &text::contents::EMPTY_PAGE,
    &governance::order_of_dates::END_BEFORE_START,
    &front_matter::front::FACTS_IN_TEXT,
    &self::site::colours::FAINT_ACCENT,
    &read::FILE_NAME,
    &files::odd::TOO_LARGE,
    &read::FOLDER_NAME,
    &text::references::FOOTNOTE_TWICE,
    &self::site::policy::FORBIDDEN_BY_POLICY,
    &self::site::pictures::FOREIGN_PICTURE,
    &read::front::NOT_CLOSED,
    &governance::statement::FULL_WITHOUT_ASSESSMENT,
    &governance::slips::FUTURE_NOTE,
    &language::garbled::GARBLED_LETTERS,
    &text::headings::HEADING_JUMP,
    &self::site::folder::HEAVY_FILE,
    &front_matter::facts::HELD_BACK,
    &self::site::settings::HELD_IN_MENU,
    &resolve::relations::HELD_WITH,
    &self::site::hosts::HOST_LIMIT,
    &self::site::hosts::HOST_WITHOUT_HEADERS,
    &self::site::hosts::HOSTS_MEET,
    &self::site::hosts::HSTS_PRELOAD,
    &text::html::HTML_TAKEN_OUT,
    &text::headings::ID_TWICE,
    &self::site::styles::IMPORT_CIRCLE,
    &governance::statement::INCOMPLETE_STATEMENT,
    &text::markup::INDENTED_TEXT,
    &language::characters::INVISIBLE_CHARACTER,
    &read::tree::KEY_TWICE,
    &self::site::folder::LANGUAGE_IN_NAME,
    &read::config::LANGUAGE_TAG,
    &text::markup::LINK_NOT_CLOSED,
    &resolve::targets::EXPIRED_LINK,
    &resolve::targets::HELD_LINK,
    &governance::twice::LISTED_TWICE,
    &front_matter::facts::LONG_SUMMARY,
    &self::site::colours::LOW_CONTRAST,
    &language::pairs::MARK_NOT_CLOSED,
    &front_matter::facts::MARKUP_IN_FACT,
    &governance::quote_words::MARKUP_IN_QUOTE,
    &governance::meetings::MEETING_STATUS,
    &governance::meetings::MEETING_STILL_PLANNED,
    &governance::meetings::MEETING_TWICE,
    &governance::meetings::MEETING_WITHOUT_BODY,
    &governance::order_of_dates::MEETING_WITHOUT_LENGTH,
    &governance::meetings::MEETING_WITHOUT_START,
    &governance::meetings_missing::MEETINGS_MISSING,
    &governance::twice::MEMBER_TWICE,
    &self::site::settings::MENU_TO_NOTHING,
    &text::pictures::MISSING_ALT,
    &resolve::targets::MISSING_FILE,
    &front_matter::titles::MISSING_TITLE,
    &self::site::strings::MISSING_WORDS,
    &read::yaml::MISSPELT_HOLD,
    &language::scripts::MIXED_SCRIPT_WORD,
    &self::site::external::MOVED_EXTERNAL_LINK,
    &files::odd::NAME_NOT_UTF8,
    &governance::names::NAME_OF_ANOTHER,
    &files::odd::NAME_TWICE,
    &governance::circles::NAMES_ITSELF,
    &self::site::settings::NO_BASE_URL,
    &files::odd::NO_FILE,
    &self::site::history::NO_HISTORY,
    &language::marks::NOT_A_MARK,
    &text::contents::NOT_SAID_YET,
    &files::scan::NOT_UTF8,
    &resolve::forms::NOTHING_TO_DRAW,
    &read::ledger::ODD_ENTRY,
    &text::link_text::ONE_TEXT_TWO_TARGETS,
    &read::config::ORIGINS,
    &front_matter::facts::OTHER_DAY_IN_NAME,
    &self::site::pictures::OTHER_ENDING,
    &governance::translation_facts::OTHER_FACT_IN_TRANSLATION,
    &governance::names::OTHER_FULL_NAME,
    &language::detection::OTHER_LANGUAGE,
    &governance::named_members::OTHER_MEMBERS,
    &self::site::origins::OTHER_ORIGIN,
    &language::outer_marks::OUTER_MARKS,
    &governance::lives::OUTSIDE_OF_ITS_LIFE,
    &self::site::weight::OVER_BUDGET,
    &text::link_text::OWN_ADDRESS,
    &self::site::pictures::PICTURE_TOO_LARGE,
    &self::site::pictures::PLACE_IN_PICTURE,
    &text::contents::PLACEHOLDER,
    &text::pictures::POOR_ALT,
    &governance::quote_facts::POST_NOT_HELD,
    &governance::quote_facts::QUOTE_OF_TOMORROW,
    &governance::quote_facts::QUOTE_WITHOUT_SPEAKER,
    &governance::quote_facts::QUOTE_WITHOUT_WORDS,
    &text::html::RAW_HTML,
    &self::site::redirects::REDIRECT_CHAIN,
    &self::site::redirects::REDIRECT_CIRCLE,
    &resolve::routes::REDIRECT_OVER_PAGE,
    &self::site::redirects::REDIRECT_STAR,
    &resolve::routes::REDIRECT_TO_NOTHING,
    &governance::circles::CIRCLE,
    &text::headings::SECOND_H1,
    &self::site::history::SHALLOW_CLONE,
    &files::odd::SILENT_GIT,
    &self::site::settings::SITE_WITHOUT_TITLE,
    &governance::names::SMALL_ACRONYM,
    &self::site::settings::STATIC_OVER_PAGE,
    &language::marks::STRAIGHT_AND_CURLY,
    &text::markup::STRAY_MARKUP,
    &self::site::styles::STYLE_SYNTAX,
    &files::odd::LINK_CIRCLE,
    &files::scan::LINK_OUT,
    &text::tables::TABLE_WITHOUT_DASHES,
    &text::tables::TABLE_WITHOUT_HEADER,
    &render::theme::TEMPLATE,
    &text::headings::TEXT_AS_HEADING,
    &front_matter::front::TEXT_CUT,
    &governance::names::TITLE_TWICE,
    &resolve::topics::TOPICS_MEET,
    &governance::seals::TRANSLATION_BEHIND,
    &resolve::subjects::TRANSLATION_WITHOUT_SOURCE,
    &self::site::external::UNANSWERED_EXTERNAL_LINK,
    &governance::slips::UNDATED_NOTE,
    &text::references::UNDEFINED_REFERENCE,
    &text::acronyms::UNKNOWN_ACRONYM,
    &text::pictures::UNKNOWN_ATTRIBUTE,
    &self::site::settings::UNKNOWN_CHECK,
    &self::site::colours::UNKNOWN_COLOUR,
    &render::theme::UNKNOWN_FIELD,
    &self::site::folder::UNKNOWN_FILE,
    &resolve::forms::UNKNOWN_FORM,
    &resolve::references::UNKNOWN_ID,
    &read::yaml::UNKNOWN_KEY,
    &read::UNKNOWN_LANGUAGE,
    &governance::meetings::UNKNOWN_LEVEL,
    &self::site::strings::UNKNOWN_MESSAGE,
    &read::config::TIME_ZONE,
    &governance::slips::UNLIKELY_DATE,
    &files::scan::UNREAD_FOLDER,
    &self::site::pictures::UNSAFE_DRAWING,
    &resolve::targets::UNSAFE_LINK,
    &governance::quote_facts::UNSOURCED_QUOTE,
    &self::site::folder::UNTIDY_NAME,
    &self::site::settings::UNUSED_ALLOW,
    &self::site::folder::UNUSED_FILE,
    &text::references::UNUSED_FOOTNOTE,
    &self::site::redirects::UNUSED_REDIRECT,
    &self::site::templates::UNUSED_TEMPLATE,
    &self::site::terms::UNUSED_TERM,
    &governance::order_of_dates::UPDATED_BEFORE_DATE,
    &text::link_text::VAGUE_LINK,
    &language::words::WORD_TWICE,
    &render::words::WORDS_SYNTAX,
    &language::marks::WRONG_MARKS,
    &read::yaml::WRONG_VALUE,
    &read::tree::YAML_SYNTAX,
];

/// Rules that nobody can lower: what cannot be read may be what holds a page back, and of two pages
/// with one address only one is published.
pub const FIXED: [&str; 7] = [
    "address-twice",
    "conflict-markers",
    "front-matter-not-closed",
    "misspelt-hold",
    "not-utf8",
    "wrong-value",
    "yaml-syntax",
];

/// The rule of a name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == name)
}

/// The acronyms that files use and nothing explains, by entry.
pub type Unexplained = BTreeMap<EntryIx, Vec<String>>;

/// Checks a site; then severities and exceptions are settled.
#[expect(clippy::too_many_arguments, reason = "rules ask each table by itself, and none asks for all")]
pub fn check(
    files: &Files,
    site: &Site,
    graph: &Graph,
    pictures: &Pictures,
    assets: &Assets,
    theme: &Theme,
    plan: &Plan,
    found: &mut Findings,
) -> Unexplained {
    front_matter::titles::check(files, site, found);
    front_matter::front::cut(files.get(site.config.places.file).text(), &site.config.places, found);
    self::site::links::check(site, graph, plan, found);
    self::site::settings::check(files, site, graph, theme, plan, found);
    self::site::addresses::check(files, site, graph, plan, found);
    self::site::history::check(files, site, found);
    self::site::hosts::check(site, graph, plan, found);
    self::site::terms::check(site, found);
    self::site::redirects::check(site, graph, plan, found);
    self::site::strings::check(files, found);
    self::site::broken_words::check(files, site, found);
    self::site::strings::missing(files, site, theme, found);
    language::settings(files, site, found);
    self::site::colours::check(files, site, found);
    self::site::styles::check(files, site, assets, found);
    self::site::logo::check(files, site, found);
    let unexplained = of_files(files, site, graph, plan, found);
    self::site::templates::check(files, site, theme, found);
    self::site::folder::check(files, site, graph, pictures, found);
    self::site::pictures::check(files, site, graph, pictures, found);
    governance::check(&Records::new(files, site, graph, found), found);
    settle(site, found);
    unexplained
}

/// The rules that look at one file at a time, and what they know of the site.
struct OfAFile<'a> {
    files: &'a Files,
    site: &'a Site,
    graph: &'a Graph,
    plan: &'a Plan,
    explained: BTreeSet<String>,
    names: NameIndex,
}

impl<'a> OfAFile<'a> {
    fn new(files: &'a Files, site: &'a Site, graph: &'a Graph, plan: &'a Plan) -> Self {
        let (explained, names) = (text::acronyms::explained(site), NameIndex::new(site, graph));
        Self { files, site, graph, plan, explained, names }
    }

    /// What is wrong with a file, and the acronyms in it that nothing explains.
    fn check(&self, ix: EntryIx) -> (Findings, BTreeMap<String, Span>) {
        let source = Source::new(self.files, self.site, self.graph, ix);
        let mut found = Findings::default();
        for rule in OF_A_FILE {
            rule(&source, &mut found);
        }
        text::link_text::check(&source, self.plan, &mut found);
        governance::named_members::check(&source, &self.names, &mut found);
        (found.of_file(), text::acronyms::unexplained(&source, &self.explained))
    }
}

/// Checks every file by itself.
fn of_files(files: &Files, site: &Site, graph: &Graph, plan: &Plan, found: &mut Findings) -> Unexplained {
    let rules = OfAFile::new(files, site, graph, plan);
    let checked: Vec<_> = (0..site.entries.len()).into_par_iter().map(|i| rules.check(EntryIx(i))).collect();
    let mut lists = Vec::with_capacity(checked.len());
    let mut unexplained = Unexplained::new();
    for (i, (faults, acronyms)) in checked.into_iter().enumerate() {
        found.append(faults);
        if !acronyms.is_empty() {
            unexplained.insert(EntryIx(i), acronyms.keys().cloned().collect());
        }
        lists.push(acronyms);
    }
    text::acronyms::report(lists, found);
    unexplained
}

/// Checks one file by itself that allows nothing; gives the acronyms in it that nothing explains too.
pub fn of_file(
    files: &Files,
    site: &Site,
    graph: &Graph,
    plan: &Plan,
    ix: EntryIx,
    mut found: Findings,
) -> (Findings, Vec<String>) {
    let (faults, acronyms) = OfAFile::new(files, site, graph, plan).check(ix);
    found.append(faults);
    let checks = site.config.settings.checks.as_ref();
    found.retain(|diagnostic| weigh(checks, diagnostic));
    (found, acronyms.into_keys().collect())
}

/// What looks at one file, whatever else the site holds.
const OF_A_FILE: [fn(&Source<'_>, &mut Findings); 11] = [
    front_matter::facts::check,
    front_matter::front::check,
    governance::quote_words::check,
    language::check,
    text::contents::check,
    text::headings::check,
    text::html::check,
    text::markup::check,
    text::pictures::check,
    text::references::check,
    text::tables::check,
];

/// Gives each finding the severity that `checks` in `site.yaml` says, drops those that a file
/// allows, and sorts them. This can be done again when more was found.
pub fn settle(site: &Site, found: &mut Findings) {
    let checks = site.config.settings.checks.as_ref();
    let allowing: BTreeMap<FileId, &Entry> = site
        .entries
        .iter()
        .filter(|entry| entry.common.allow.is_some())
        .map(|entry| (entry.file, entry))
        .collect();
    let mut silenced = Vec::new();
    found.retain(|diagnostic| {
        let name = diagnostic.rule.name;
        let fixed = FIXED.contains(&name);
        let allowed = !fixed && allowing.get(&diagnostic.span.file).is_some_and(|entry| allows(entry, name));
        if allowed {
            silenced.push((diagnostic.span.file, diagnostic.rule));
        }
        // Whether an exception is of use is known only when everything is found.
        weigh(checks, diagnostic) && !allowed && name != self::site::settings::UNUSED_ALLOW.name
    });
    for (file, rule) in silenced {
        found.silence(file, rule);
    }
    self::site::settings::unused_allows(site, found);
    found.sort();
}

/// Gives a finding the severity that `checks` says; whether it is wanted at all.
fn weigh(checks: Option<&IndexMap<String, CheckLevel>>, diagnostic: &mut Diagnostic) -> bool {
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
    true
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

    /// Rules that need a disk or bytes that are no text; `tests/suite/disk.rs`, `faults.rs` and
    /// `pictures.rs` have their cases.
    const FROM_DISK: [&str; 14] = [
        "file-too-large",
        "heavy-file",
        "name-not-utf8",
        "name-twice",
        "no-file",
        "no-history",
        "not-utf8",
        "picture-too-large",
        "place-in-picture",
        "shallow-clone",
        "silent-git",
        "symbolic-link-circle",
        "symbolic-link-out",
        "unread-folder",
    ];

    fn needs_no_case(rule: &Rule) -> bool {
        FROM_DISK.contains(&rule.name) || crate::check::site::external::ASKED.contains(&rule.name)
    }

    #[test]
    fn every_rule_has_a_case() {
        for rule in RULES.iter().filter(|rule| !needs_no_case(rule)) {
            let path = format!("{}/tests/rules/{}.md", env!("CARGO_MANIFEST_DIR"), rule.name);
            assert!(std::path::Path::new(&path).exists(), "{path} is missing");
        }
    }
}
