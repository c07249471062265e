//! Members that a text lists, held against the record.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::source::Source;
use crate::diagnostics::{Diagnostic, Findings, Rule, Severity};
use crate::resolve::targets::Target;
use crate::resolve::today::Tense;
use crate::resolve::{Graph, SubjectIx};
use crate::site::document::Block;
use crate::site::{Kind, Site};

/// A text that lists members otherwise than the record.
pub static OTHER_MEMBERS: Rule = Rule {
    name: "other-members",
    severity: Severity::Advice,
    docs: "When the text of a body's page lists its members and the record lists others, readers see \
           two lists that contradict each other. `![[board|members]]` shows the record's list \
           wherever it is needed.\n\n\
           Wrong: \"Its members are Port City and Sand Town\" and `members: [port-city]`\n\n\
           Right: the same members in both",
};

/// Parts of words by which a sentence about members is known.
const SIGNS: [&str; 16] = [
    "member",
    "compos",
    "consist",
    "compris",
    "made up",
    "membre",
    "miembro",
    "mitglied",
    "membri",
    "membro",
    "leden",
    "член",
    "أعضاء",
    "成员",
    "成員",
    "integra",
];

/// Checks what the text of a body or organisation says of its members.
pub fn check(source: &Source<'_>, index: &NameIndex, found: &mut Findings) {
    let Some(group) = source.subject().filter(|_| source.entry.facts.group().is_some()) else { return };
    let members: BTreeSet<SubjectIx> = source
        .graph
        .relations
        .memberships
        .iter()
        .filter(|m| m.group == group && source.graph.today.tense(m.since, m.until) == Tense::Present)
        .map(|m| m.member)
        .collect();
    if members.len() < 2 {
        return;
    }
    for block in &source.entry.text.blocks {
        let text = source.text[block.range.clone()].to_lowercase();
        if !SIGNS.iter().any(|sign| text.contains(sign)) {
            continue;
        }
        let named = named(source, block, index, group);
        // A sentence about members that names two of them lists them.
        if named.intersection(&members).count() < 2 {
            continue;
        }
        let ids = |list: Vec<&SubjectIx>| {
            list.into_iter()
                .map(|ix| source.graph.subjects.get(*ix).id.as_str())
                .collect::<Vec<_>>()
                .join(", ")
        };
        let extra: Vec<_> = named.difference(&members).collect();
        let missing: Vec<_> = members.difference(&named).collect();
        let message = match (extra.is_empty(), missing.is_empty()) {
            (true, true) => continue,
            (false, true) => format!("this text names {}, which is no member by the record", ids(extra)),
            (true, false) => format!("this text does not name {}, a member by the record", ids(missing)),
            (false, false) => format!(
                "this text names {}, no member by the record, and not {}, which is one",
                ids(extra),
                ids(missing)
            ),
        };
        let range = block.range.start..block.range.start + source.text[block.range.clone()].trim_end().len();
        found.add(
            Diagnostic::new(&OTHER_MEMBERS, source.span(range), message)
                .label(source.entry.span("members"), "the record")
                .help("mend the one that is wrong, or show the record's list with ![[id|members]]"),
        );
    }
}

/// The names that organisations, bodies and people go by, by their first word.
pub struct NameIndex {
    by_first_word: BTreeMap<String, Vec<(String, SubjectIx)>>,
}

impl NameIndex {
    /// Gathers titles, acronyms and other names.
    pub fn new(site: &Site, graph: &Graph) -> Self {
        let mut by_first_word: BTreeMap<String, Vec<(String, SubjectIx)>> = BTreeMap::new();
        for (i, entry) in site.entries.of_kinds(&[Kind::Organisation, Kind::Body, Kind::Person]) {
            let Some(ix) = graph.subjects.of_entry(i) else { continue };
            let group = entry.facts.group();
            let acronym = group.and_then(|group| group.acronym.as_ref());
            let others = group.and_then(|group| group.other_names.as_deref()).unwrap_or_default();
            for name in entry.common.title.iter().chain(acronym).chain(others) {
                let first = words(name).next().map(|(_, word)| word.to_owned());
                if let Some(first) = first {
                    by_first_word.entry(first).or_default().push((name.0.clone(), ix));
                }
            }
        }
        Self { by_first_word }
    }

    /// Whom a text names.
    fn named_in(&self, text: &str) -> BTreeSet<SubjectIx> {
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let mut named = BTreeSet::new();
        for (at, word) in words(text) {
            for (name, ix) in self.by_first_word.get(word).into_iter().flatten() {
                let rest = text[at..].strip_prefix(name.as_str());
                if rest.is_some_and(|rest| !is_word(rest.chars().next())) {
                    named.insert(*ix);
                }
            }
        }
        named
    }
}

/// The words of a text with their places.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    parts.map(move |word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

/// The organisations, bodies and people that a block names, by link or by name.
fn named(source: &Source<'_>, block: &Block, index: &NameIndex, group: SubjectIx) -> BTreeSet<SubjectIx> {
    let links = source.entry.text.links.iter().zip(source.graph.links.of(source.ix));
    let inside = links.filter(|(link, _)| block.range.contains(&link.range.start));
    let mut named: BTreeSet<SubjectIx> = inside
        .filter_map(|(_, target)| match target {
            Target::Page(ix, _) => Some(*ix),
            _ => None,
        })
        .collect();
    named.extend(index.named_in(&source.text[block.range.clone()]));
    let may_be_member = |ix: &SubjectIx| {
        *ix != group
            && matches!(source.graph.subjects.get(*ix).kind, Kind::Organisation | Kind::Body | Kind::Person)
    };
    named.retain(may_be_member);
    named
}
