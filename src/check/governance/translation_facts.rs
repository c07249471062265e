//! Facts that a translation writes again.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use super::records::Records;
use crate::diagnostics::{Diagnostic, Findings, Rule, Severity, Span};
use crate::read::words::quoted;
use crate::read::yaml::UNKNOWN_KEY;
use crate::resolve::relations;
use crate::site::config::Language;
use crate::site::date::DateTime;
use crate::site::tree::{Key, Node, Value};
use crate::site::{Entry, Lang};

/// A translation that says another fact than its source.
pub static OTHER_FACT_IN_TRANSLATION: Rule = Rule {
    name: "other-fact-in-translation",
    severity: Severity::Error,
    docs: "A fact that a translation says otherwise than its source leaves nobody certain which of the \
           two is true. Facts come from the source in every language, so a translation need not write \
           them again.\n\n\
           Wrong: `founded: 2012` in `board.fr.md`, and `founded: 2011` in `board.md`\n\n\
           Right: no `founded` in `board.fr.md`",
};

/// Keys at the top that each version has of its own. An approval is of a version's own words.
const OWN: [&str; 17] = [
    "title",
    "summary",
    "slug",
    "translates",
    "topics",
    "aliases",
    "draft",
    "publish_at",
    "expires_at",
    "updated",
    "template",
    "allow",
    "corrections",
    "gone",
    "image_alt",
    "image_credit",
    "approved",
];

/// Keys whose values `terms` translates on pages.
const WORDS: [&str; 9] =
    ["role", "post", "level", "or", "on", "members_called", "event", "place", "honorific"];

/// Keys whose values are addresses.
const ADDRESSES: [&str; 4] = ["to", "website", "online", "source"];

/// Checks each translation against its source.
pub fn check(records: &Records<'_>, found: &mut Findings) {
    let unknown = found.list().iter().filter(|d| d.rule.name == UNKNOWN_KEY.name);
    let unknown: BTreeSet<Span> = unknown.map(|d| d.span).collect();
    let mut source = None;
    for entry in &records.site.entries {
        if entry.lang == Lang::DEFAULT {
            source = Some(entry);
        } else if let Some(source) = source.filter(|s| s.id == entry.id && s.section == entry.section)
            && !records.unreadable.contains(&entry.file)
            && !records.unreadable.contains(&source.file)
        {
            Comparison::new(records, entry, source, &unknown, found).front();
        }
    }
}

/// What a value says, whatever way it is written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fact {
    Word(String),
    /// In an order of its own: that of a list is no fact.
    List(Vec<Fact>),
    Record(BTreeMap<String, Fact>),
}

/// A translation beside its source.
struct Comparison<'a, 'f> {
    entry: &'a Entry,
    source: &'a Entry,
    /// The path of the source's file.
    path: &'a str,
    language: &'a Language,
    own_tag: &'a str,
    /// The long ids of the references of both files, by their places.
    ids: BTreeMap<Span, &'a str>,
    /// Keys that have a finding already.
    unknown: &'f BTreeSet<Span>,
    files: &'a crate::files::Files,
    found: &'f mut Findings,
}

impl<'a, 'f> Comparison<'a, 'f> {
    fn new(
        records: &'a Records<'_>,
        entry: &'a Entry,
        source: &'a Entry,
        unknown: &'f BTreeSet<Span>,
        found: &'f mut Findings,
    ) -> Self {
        let subjects = &records.graph.subjects;
        let mut ids = BTreeMap::new();
        for version in [entry, source] {
            for asked in relations::asked(version, subjects) {
                if let Some(ix) = subjects.meant(&asked.name, asked.allowed) {
                    ids.insert(version.span(&asked.path), records.id(ix));
                }
            }
        }
        let config = &records.site.config;
        Self {
            entry,
            source,
            path: &records.files.get(source.file).path,
            language: config.language(entry.lang),
            own_tag: &config.language(Lang::DEFAULT).tag,
            ids,
            unknown,
            files: records.files,
            found,
        }
    }

    /// Compares every key that is no version's own.
    fn front(&mut self) {
        let (Value::Map(here), Value::Map(there)) =
            (&self.entry.front.root.value, &self.source.front.root.value)
        else {
            return;
        };
        for (key, node) in said(here) {
            let other = said(there).find(|(other, _)| other.name == key.name);
            // A page is withdrawn in all languages or in none; each says why in its own words.
            let withdraws_alone = key.name == "gone" && other.is_none();
            let own = OWN.contains(&key.name.as_str()) && !withdraws_alone
                || key.name == "order" && self.entry.section;
            if own || self.unknown.contains(&Span::new(self.entry.file, key.start, key.end)) {
                continue;
            }
            let Some((_, other)) = other else {
                // What was said in the site's own language needs no `language` in the source.
                let in_own = key.name == "language" && node.text() == Some(self.own_tag);
                if !in_own {
                    self.not_in_source(key);
                }
                continue;
            };
            self.compare(&key.name, node, other);
        }
    }

    fn compare(&mut self, key: &str, here: &'a Node, there: &'a Node) {
        if self.equal(key, here, there) {
            return;
        }
        match (&here.value, &there.value) {
            (Value::List(here_list), Value::List(there_list)) => {
                self.lists(key, (here, here_list), there_list);
            }
            (Value::Map(here), Value::Map(there)) => {
                self.records(here, there);
            }
            _ => self.differs(key, here, there),
        }
    }

    /// The keys of a record. Those that the translation leaves out come from the source. Says
    /// whether anything differs.
    fn records(&mut self, here: &'a [(Key, Node)], there: &'a [(Key, Node)]) -> bool {
        let mut differs = false;
        for (key, node) in said(here) {
            match said(there).find(|(other, _)| other.name == key.name) {
                Some((_, other)) => {
                    differs |= !self.equal(&key.name, node, other);
                    self.compare(&key.name, node, other);
                }
                None if self.fact_of_key(&key.name, node, self.entry).is_some() => {
                    differs = true;
                    self.not_in_source(key);
                }
                None => {}
            }
        }
        differs
    }

    /// Entries of lists are compared with the source's entry on the same record, else with the
    /// next one that has no partner.
    fn lists(&mut self, key: &str, (list, here): (&'a Node, &'a [Node]), there: &'a [Node]) {
        let mut there: Vec<&Node> = there.iter().collect();
        let mut here: Vec<&Node> = here.iter().collect();
        self.pair(&mut here, &mut there, |this, a, b| this.equal(key, a, b), |_, _, _| {});
        let same = |this: &Self, a: &Node, b: &Node| {
            let id = this.names(a, this.entry);
            id.is_some() && id == this.names(b, this.source)
        };
        self.pair(&mut here, &mut there, same, |this, a, b| this.entries(key, a, b));
        let unnamed = |this: &Self, a: &Node, b: &Node| {
            this.names(a, this.entry).is_none() && this.names(b, this.source).is_none()
        };
        self.pair(&mut here, &mut there, unnamed, |this, a, b| this.entries(key, a, b));
        // An entry of either side that is left is another name in the same place.
        let both = here.len().min(there.len());
        for (a, b) in here.drain(..both).zip(there.drain(..both)) {
            self.differs(key, a, b);
        }
        for node in here {
            let message = format!("{} does not list this in {key}", self.path);
            let diagnostic = Diagnostic::new(&OTHER_FACT_IN_TRANSLATION, span(self.entry, node), message);
            self.found.add(diagnostic.help(LEAVE_OUT));
        }
        for node in there {
            let message = format!("this leaves out what {} lists in {key}", self.path);
            let diagnostic = Diagnostic::new(&OTHER_FACT_IN_TRANSLATION, span(self.entry, list), message)
                .label(span(self.source, node), "left out in the translation");
            self.found.add(diagnostic.help(LEAVE_OUT));
        }
    }

    /// Takes the pairs out that belong together.
    fn pair(
        &mut self,
        here: &mut Vec<&'a Node>,
        there: &mut Vec<&'a Node>,
        together: impl Fn(&Self, &Node, &Node) -> bool,
        mut then: impl FnMut(&mut Self, &'a Node, &'a Node),
    ) {
        here.retain(|a| {
            let Some(i) = there.iter().position(|b| together(self, a, b)) else { return true };
            let b = there.remove(i);
            then(self, a, b);
            false
        });
    }

    /// Two entries on the same; an entry says all or nothing, so what is left out differs too.
    fn entries(&mut self, key: &str, here: &'a Node, there: &'a Node) {
        match (&here.value, &there.value) {
            (Value::Map(a), Value::Map(b)) => {
                if !self.records(a, b) {
                    self.differs(key, here, there);
                }
            }
            _ => self.differs(key, here, there),
        }
    }

    /// The record that an entry of a list names.
    fn names(&self, node: &Node, entry: &Entry) -> Option<&'a str> {
        let id = |node: &Node| self.ids.get(&span(entry, node)).copied();
        match &node.value {
            Value::Map(keys) => keys.iter().find_map(|(key, node)| id(node).filter(|_| key.name != "in")),
            _ => id(node),
        }
    }

    fn equal(&self, key: &str, here: &Node, there: &Node) -> bool {
        self.fact_of_key(key, here, self.entry) == self.fact_of_key(key, there, self.source)
    }

    /// What the value of a key says; none where it says what is so without it.
    fn fact_of_key(&self, key: &str, node: &Node, entry: &Entry) -> Option<Fact> {
        match self.fact(key, node, entry) {
            Fact::Word(word) if matches!((key, &*word), ("at_least", "no") | ("times", "1")) => None,
            // Written alone or as a list of one.
            one @ Fact::Record(_) if key == "represents" => Some(Fact::List(vec![one])),
            fact => Some(fact),
        }
    }

    fn fact(&self, key: &str, node: &Node, entry: &Entry) -> Fact {
        if let Some(id) = self.ids.get(&span(entry, node)) {
            return Fact::Word((*id).to_owned());
        }
        match &node.value {
            Value::Scalar { text, .. } => Fact::Word(self.word(key, text)),
            Value::List(items) => {
                let mut facts: Vec<Fact> = items.iter().map(|item| self.fact(key, item, entry)).collect();
                facts.sort();
                Fact::List(facts)
            }
            Value::Map(keys) => {
                let facts = said(keys)
                    // The words of a link are those of its page.
                    .filter(|(below, _)| !(key == "links" && below.name == "text"))
                    .filter_map(|(key, node)| {
                        Some((key.name.clone(), self.fact_of_key(&key.name, node, entry)?))
                    });
                let mut record: BTreeMap<String, Fact> = facts.collect();
                // An id alone and a record with nothing else are two ways to write one thing.
                let is_id = record.len() == 1 && key != "represents" && self.names(node, entry).is_some();
                match record.pop_first() {
                    Some((_, id)) if is_id => id,
                    first => {
                        record.extend(first);
                        Fact::Record(record)
                    }
                }
            }
        }
    }

    /// A text without what its spelling leaves open; words as the translation's language has them.
    fn word(&self, key: &str, text: &str) -> String {
        let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect();
        if key == "at_least" {
            let yes = matches!(text.to_ascii_lowercase().as_str(), "yes" | "true");
            return if yes { "yes" } else { "no" }.to_owned();
        }
        let time = matches!(key, "starts" | "ends").then(|| DateTime::parse(&text).ok()).flatten();
        if let Some(time) = time {
            return time.at.to_string();
        }
        let url = ADDRESSES.contains(&key).then(|| url::Url::parse(&text).ok()).flatten();
        if let Some(url) = url {
            return url.into();
        }
        let term = self.language.terms.get(&text).filter(|_| WORDS.contains(&key));
        term.map_or(text, |term| term.0.clone())
    }

    fn not_in_source(&mut self, key: &Key) {
        let place = Span::new(self.entry.file, key.start, key.end);
        let message = format!("{} does not say {}", self.path, key.name);
        let help = "facts are taken from the source alone; write it there, or take it out here";
        self.found.add(Diagnostic::new(&OTHER_FACT_IN_TRANSLATION, place, message).help(help));
    }

    fn differs(&mut self, key: &str, here: &Node, there: &Node) {
        let place = span(self.entry, here);
        let message = format!("{key} is not what {} says", self.path);
        let mut diagnostic = Diagnostic::new(&OTHER_FACT_IN_TRANSLATION, place, message)
            .label(span(self.source, there), "the source says this");
        let words = here.text().zip(there.text()).filter(|_| WORDS.contains(&key));
        let written = self.files.get(self.source.file).text().get(there.start..there.end);
        diagnostic = match (words, written) {
            (Some((here, there)), _) => diagnostic.help(format!(
                "leave it out here; short texts are translated once, in site.yaml, languages: {{{}: {{terms: {{{}: {}}}}}}}",
                self.language.tag,
                in_yaml(there),
                in_yaml(here)
            )),
            (None, Some(text)) if here.text().is_some() && is_bare(text) => {
                diagnostic.help(LEAVE_OUT).propose(place, text)
            }
            _ => diagnostic.help(LEAVE_OUT),
        };
        self.found.add(diagnostic);
    }
}

/// What to do with a fact that is not the source's.
const LEAVE_OUT: &str =
    "leave it out here, since facts come from the source; if the source is wrong, mend it there";

/// The keys that have a value.
fn said(keys: &[(Key, Node)]) -> impl Iterator<Item = (&Key, &Node)> {
    let blank = |node: &Node| matches!(&node.value, Value::Scalar { text, plain: true } if text.is_empty() || text == "~" || text == "null");
    keys.iter().filter(move |(_, node)| !blank(node)).map(|(key, node)| (key, node))
}

fn span(entry: &Entry, node: &Node) -> Span {
    Span::new(entry.file, node.start, node.end)
}

/// Whether a text means the same wherever it stands in YAML: a date, a number, an id.
fn is_bare(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_./+".contains(&b))
}

/// A text as it can stand in a record of YAML.
fn in_yaml(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '\'' | '’');
    let bare = text.starts_with(char::is_alphabetic) && text.chars().all(plain) && !text.ends_with(' ');
    if bare { text.to_owned() } else { quoted(text) }
}
