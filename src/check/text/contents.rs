//! What a text holds at all.

use crate::check::signs::find;
use crate::check::source::Source;
use crate::diagnostics::{Diagnostic, Findings, Rule, Severity};
use crate::resolve::subjects::HOME;
use crate::site::{Facts, Kind, Lang};

/// A page without anything on it.
pub static EMPTY_PAGE: Rule = Rule {
    name: "empty-page",
    severity: Severity::Warning,
    docs: "A page with a title and nothing below it disappoints whoever comes to it. Records are no \
           such pages: they show their facts.\n\n\
           Wrong: `content/members.md` with a title alone\n\n\
           Right: the text below the second `---`, or `draft: yes` until it is written",
};

/// Words that hold the place of others.
pub static PLACEHOLDER: Rule = Rule {
    name: "placeholder",
    severity: Severity::Warning,
    docs: "Words that hold the place of others are easily published by mistake.\n\n\
           Wrong: `Lorem ipsum dolor sit amet`, `TODO: the date`\n\n\
           Right: the words that belong there, or `draft: yes`",
};

/// What `plenary new` could not know.
pub static NOT_SAID_YET: Rule = Rule {
    name: "not-said-yet",
    severity: Severity::Advice,
    docs: "`plenary new` writes pages that say no more than is known, and say of the rest that it is not said \
           yet. Readers need the answer.\n\n\
           Wrong: `What the host of this site keeps of a visit is not said here yet.`\n\n\
           Right: `The host keeps addresses and times of visits for seven days.`",
};

/// How the pages of `plenary new` say that something is left to their editor.
pub const UNSAID: &str = "is not said here yet";

/// Words that hold the place of others, in the letters in which they are written.
pub const PLACEHOLDERS: [&str; 6] = ["Lorem ipsum", "lorem ipsum", "TODO", "FIXME", "TKTK", "XXX"];

/// Checks what a file holds.
pub fn check(source: &Source<'_>, found: &mut Findings) {
    empty(source, found);
    placeholders(source, found);
    unsaid(source, found);
}

fn unsaid(source: &Source<'_>, found: &mut Findings) {
    for (block, _) in source.blocks().filter(|(_, signs)| signs.hold_all(UNSAID)) {
        for run in &block.runs {
            let Some(i) = find(&source.text[run.clone()], UNSAID) else { continue };
            let span = source.span(run.start + i..run.start + i + UNSAID.len());
            let message = "this was left to be said by those who know it";
            found.add(Diagnostic::new(&NOT_SAID_YET, span, message).help("write what readers need to know"));
        }
    }
}

fn empty(source: &Source<'_>, found: &mut Findings) {
    let entry = source.entry;
    let says = entry.text.has_words || !entry.text.links.is_empty();
    let held = entry.common.draft.is_some_and(|draft| draft.0) || entry.common.gone.is_some();
    if says || held || entry.section || entry.id == HOME {
        return;
    }
    let message = if entry.lang == Lang::DEFAULT {
        let statement = matches!(&entry.facts, Facts::Page(page) if page.accessibility.is_some());
        let shows = statement
            || entry.common.links.is_some()
            || entry.common.contact.is_some()
            || entry.common.image.is_some()
            || entry.common.template.is_some();
        // A file without a title is not understood at all, which is said already.
        if entry.kind() != Kind::Page || shows || entry.common.title.is_none() {
            return;
        }
        "this page has a title and nothing below it"
    } else {
        let original = source.subject().and_then(|ix| source.graph.source(source.site, ix));
        if !original.is_some_and(|original| original.text.has_words) {
            return;
        }
        "this translation has no text, so its page is empty"
    };
    let span = entry.span("title");
    found.add(
        Diagnostic::new(&EMPTY_PAGE, span, message)
            .help("write its text below the second --- line, or keep it back with draft: yes"),
    );
}

fn placeholders(source: &Source<'_>, found: &mut Findings) {
    // "TODO" is a word of Spanish and Portuguese.
    let romance = ["es", "pt", "gl"].iter().any(|tag| source.language().starts_with(tag));
    for (block, signs) in source.blocks() {
        let of_language = PLACEHOLDERS.iter().filter(|word| !(romance && **word == "TODO"));
        let possible = of_language.filter(|word| signs.hold_all(word));
        for (placeholder, run) in possible.flat_map(|word| block.runs.iter().map(move |run| (word, run))) {
            let words = &source.text[run.clone()];
            let Some(i) = find(words, placeholder) else { continue };
            let end = i + placeholder.len();
            let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            if letter(words[..i].chars().next_back()) || letter(words[end..].chars().next()) {
                continue;
            }
            found.add(
                Diagnostic::new(
                    &PLACEHOLDER,
                    source.span(run.start + i..run.start + end),
                    format!("\"{placeholder}\" holds the place of words that are still to come"),
                )
                .help("write the words, or keep the page back with draft: yes"),
            );
        }
    }
}
