//! Words that `site.yaml` translates.

use std::collections::BTreeSet;

use crate::diagnostics::{Diagnostic, Findings, Rule, Severity, nearest};
use crate::site::Site;
use crate::site::tree::{Node, Step, Value};

/// A word to translate that no record has.
pub static UNUSED_TERM: Rule = Rule {
    name: "unused-term",
    severity: Severity::Advice,
    docs: "`terms` translates short texts of records, letter by letter as they are written there. One \
           that no record has was perhaps misspelt.\n\n\
           Wrong: `terms: {chiar: présidence}`\n\n\
           Right: `terms: {chair: présidence}`, where a member has `role: chair`",
};

/// Words of `terms` are words of records.
pub fn check(site: &Site, found: &mut Findings) {
    let languages = || site.config.settings.languages.iter().flatten();
    if languages().all(|(_, said)| said.as_ref().is_none_or(|said| said.terms.is_none())) {
        return;
    }
    let mut words = BTreeSet::new();
    for entry in &site.entries {
        gather(&entry.front.root, &mut words);
    }
    gather_menus(site, &mut words);
    for (tag, said) in languages() {
        for term in said.iter().flat_map(|said| said.terms.iter().flatten()).map(|(term, _)| term) {
            if words.contains(term.as_str()) {
                continue;
            }
            let path = ["languages", tag, "terms", term].map(|step| Step::Key(step.to_owned()));
            let span = site.config.places.key_span(&path);
            let mut diagnostic =
                Diagnostic::new(&UNUSED_TERM, span, format!("no record has the words \"{term}\""));
            diagnostic = match nearest(term, words.iter().copied()) {
                Some(near) => diagnostic.help(format!("did you mean {near}?")),
                None => diagnostic.help("write the words as the record has them, or take them out"),
            };
            found.add(diagnostic);
        }
    }
}

/// The texts of a tree.
fn gather<'a>(node: &'a Node, words: &mut BTreeSet<&'a str>) {
    match &node.value {
        Value::Map(entries) => entries.iter().for_each(|(_, node)| gather(node, words)),
        Value::List(items) => items.iter().for_each(|node| gather(node, words)),
        Value::Scalar { text, .. } => {
            words.insert(text.trim());
        }
    }
}

fn gather_menus<'a>(site: &'a Site, words: &mut BTreeSet<&'a str>) {
    for key in ["menu", "footer", "links", "acronyms", "contact", "licence"] {
        if let Some(node) = site.config.places.get(&[Step::Key(key.to_owned())]) {
            gather(node, words);
        }
    }
}
