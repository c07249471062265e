//! Seals: whether words are still those that were approved, and translations up to date.

use super::records::{Records, date};
use crate::diagnostics::{Diagnostic, Findings, Rule, Severity, human};
use crate::resolve::changes::{self, Behind};
use crate::resolve::seals;
use crate::site::quote::Approval;
use crate::site::{Entry, Facts};

/// Words of a quote that are not those that were approved.
pub static APPROVED_WORDS_CHANGED: Rule = Rule {
    name: "approved-words-changed",
    severity: Severity::Error,
    docs: "Somebody approved these words, to the letter. Once they change, the page would show under \
           that person's name what that person never approved.\n\n\
           Wrong: a quote with `approved: {seal: …}` whose words were edited afterwards\n\n\
           Right: the words as they were approved, or a new approval with the seal of the new words",
};

/// An approval that does not hold the words.
pub static APPROVAL_WITHOUT_SEAL: Rule = Rule {
    name: "approval-without-seal",
    severity: Severity::Advice,
    docs: "The seal is a fingerprint of the words that were approved. With it, every later change of \
           the words is noticed.\n\n\
           Wrong: `approved: {on: 2026-02-03, by: her office}`\n\n\
           Right: `approved: {on: 2026-02-03, by: her office, seal: 14ce091ebf3a8991}`",
};

/// A translation of a text that has changed since.
pub static TRANSLATION_BEHIND: Rule = Rule {
    name: "translation-behind",
    severity: Severity::Warning,
    docs: "`translates` holds a seal of the title, summary and text that were translated. When they \
           change, the translation says something else than its source. Where git knows the text that \
           was translated, the paragraphs that have changed are named.\n\n\
           Wrong: `members.fr.md`, made before the last change of `members.md`\n\n\
           Right: the translation brought up to date, with the new line `translates:`",
};

/// Checks all seals.
pub fn check(records: &Records<'_>, found: &mut Findings) {
    for (_, entry) in &records.sources {
        if let Facts::Quote(quote) = &entry.facts
            && let Some(approval) = &quote.approved
        {
            found.extend(approved(records, entry, approval));
        }
    }
    let Records { files, site, graph, .. } = records;
    let behind = changes::behind(files, site, graph);
    found.extend(behind.iter().map(|behind| translated(records, behind)));
}

fn approved(records: &Records<'_>, entry: &Entry, approval: &Approval) -> Option<Diagnostic> {
    let seal = seals::of_words(records.files, entry);
    let line = seals::approved_line(Some(approval), &seal);
    let Some(old) = &approval.seal else {
        // A seal that was refused has its own finding.
        if records.unreadable.contains(&entry.file) {
            return None;
        }
        let message = "nothing holds the words that were approved, so a later change would not be noticed";
        let help = format!("write {line}");
        return Some(Diagnostic::new(&APPROVAL_WITHOUT_SEAL, entry.span("approved"), message).help(help));
    };
    if old.0 == seal {
        return None;
    }
    let on = approval.on.map(|day| format!(" on {}", date(day.0.into()))).unwrap_or_default();
    let by = approval.by.as_ref().map(|by| format!(" by {}", by.0)).unwrap_or_default();
    let span = entry.span("approved.seal");
    let message = format!("these are not the words that were approved{on}{by}");
    let help = format!("take the approved words back, or have the new ones approved and write {line}");
    Some(Diagnostic::new(&APPROVED_WORDS_CHANGED, span, message).help(help).propose(span, seal))
}

fn translated(records: &Records<'_>, behind: &Behind) -> Diagnostic {
    let (entry, source) = (records.site.entry(behind.translation), records.site.entry(behind.source));
    let seal = seals::of_source(records.files, source);
    let span = entry.span("translates");
    let what = match &behind.changes {
        Ok(changes) => format!(": {}", changes.in_words()),
        Err(unknown) => format!("; what has changed is not known, because {}", unknown.reason()),
    };
    let path = &records.files.get(source.file).path;
    let message = format!("{path} has changed since this translation was made{what}");
    let places: Vec<_> = behind.changes.iter().flat_map(|changes| changes.places(source)).collect();
    let list = if places.len() > human::LABELS { "; plenary translations lists all changes" } else { "" };
    let help = format!("bring the translation up to date, then write translates: {seal}{list}");
    let diagnostic = Diagnostic::new(&TRANSLATION_BEHIND, span, message).help(help).propose(span, seal);
    places.into_iter().fold(diagnostic, |diagnostic, (span, words)| diagnostic.label(span, words))
}
