//! Accessibility statements: what they claim and what they leave out.

use super::records::{Records, and};
use crate::diagnostics::{Diagnostic, Findings, Rule, Severity};
use crate::site::page::{Accessibility, Conformance};
use crate::site::values::Text;
use crate::site::{Entry, Facts, Tree};

/// A claim that nobody has tested.
pub static FULL_WITHOUT_ASSESSMENT: Rule = Rule {
    name: "full-without-assessment",
    severity: Severity::Error,
    docs: "That a site is accessible to all is a claim with legal weight. It needs the day on which \
           the site was assessed, and how.\n\n\
           Wrong: `accessibility: {status: full}`\n\n\
           Right: `accessibility: {status: full, assessed_on: 2026-09-30, method: an audit by two \
           experts}`, or `status: not-assessed`",
};

/// A statement that leaves something out.
pub static INCOMPLETE_STATEMENT: Rule = Rule {
    name: "incomplete-statement",
    severity: Severity::Advice,
    docs: "An accessibility statement says the standard, when and how the site was assessed, what is \
           not accessible, how to report a barrier and whom to turn to after that. What is not given \
           is not said on the page.\n\n\
           Wrong: `accessibility: {status: partial}`\n\n\
           Right: with `standard`, `assessed_on`, `method`, `limits`, `feedback` and `enforcement`",
};

/// Checks the statements of all pages.
pub fn check(records: &Records<'_>, found: &mut Findings) {
    for (_, entry) in &records.sources {
        // A field that was refused has its own finding, and is not missing.
        if let Facts::Page(page) = &entry.facts
            && let Some(statement) = &page.accessibility
            && !records.unreadable.contains(&entry.file)
        {
            one(entry, statement, found);
        }
    }
}

fn one(entry: &Entry, statement: &Accessibility, found: &mut Findings) {
    let is_assessed = statement.status != Conformance::NotAssessed;
    let text = |text: &Option<Text>| text.as_ref().is_some_and(|text| !text.is_empty());
    let assessment = [("assessed_on", statement.assessed_on.is_some()), ("method", text(&statement.method))];
    let others = [
        ("standard", text(&statement.standard)),
        ("limits", text(&statement.limits) || statement.status != Conformance::Partial),
        ("feedback", text(&statement.feedback)),
        ("enforcement", text(&statement.enforcement)),
    ];
    let lacks = |fields: &[(&str, bool)]| -> Vec<String> {
        fields.iter().filter(|(_, is_there)| !is_there).map(|(name, _)| (*name).to_owned()).collect()
    };
    let mut missing = lacks(&others);
    let unproved = lacks(&assessment);
    if statement.status == Conformance::Full && !unproved.is_empty() {
        let span = entry.span("accessibility.status");
        let message = format!("this claims full conformance without {}", and(&unproved));
        found.add(
            Diagnostic::new(&FULL_WITHOUT_ASSESSMENT, span, message)
                .help(format!("add {}, or write not-assessed until the site is assessed", and(&unproved))),
        );
    } else if is_assessed {
        missing.extend(unproved);
    }
    if !missing.is_empty() {
        let path = Tree::path("accessibility");
        let message = format!("this statement does not say {}", and(&missing));
        found.add(
            Diagnostic::new(&INCOMPLETE_STATEMENT, entry.front.key_span(&path), message)
                .help("add what is known; the page leaves out what is not given"),
        );
    }
}
