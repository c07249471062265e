//! Front matter: the block of YAML between `---` lines at the start of a Markdown file, and the
//! typed parts of it that a kind wants.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::de::DeserializeOwned;

use super::schema;
use super::yaml::{self, Yaml};
use crate::diagnostics::{Diagnostic, FileId, Findings, Rule, Severity, Span};
use crate::site::tree::{Node, Step};
use crate::site::{Body, Common, Facts, Group, Kind, Meeting, Note, Organisation, Page, Person, Quote, Tree};

/// The largest front matter that is read, in bytes.
const LIMIT: usize = 64 * 1024;

/// The block of front matter is not closed.
pub static NOT_CLOSED: Rule = Rule {
    name: "front-matter-not-closed",
    severity: Severity::Error,
    docs: "Front matter begins and ends with a line `---`. Without the second, the whole text \
           would be taken for facts.\n\n\
           Wrong: `---`, `title: Members`, then the text.\n\n\
           Right: `---`, `title: Members`, `---`, then the text.",
};

/// Where front matter and text stand in a file.
pub struct Split {
    /// The YAML between the fences; empty where there is no front matter.
    pub yaml: Range<usize>,
    /// The Markdown.
    pub body: Range<usize>,
}

/// Finds the fences.
pub fn split(text: &str, file: FileId, found: &mut Findings) -> Split {
    let start = yaml::byte_order_mark(text);
    // Blank lines before the first fence are harmless.
    let blank: usize =
        text[start..].split_inclusive('\n').take_while(|l| l.trim().is_empty()).map(str::len).sum();
    let start = if text[start + blank..].starts_with("---") { start + blank } else { start };
    let mut lines = text[start..].split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    if first.trim_end() != "---" {
        return Split { yaml: start..start, body: start..text.len() };
    }
    let begin = start + first.len();
    let mut at = begin;
    for line in lines {
        if is_nearly_a_fence(line.trim_end()) {
            let span = Span::new(file, at, at + line.trim_end().len());
            found.add(
                Diagnostic::new(
                    &NOT_CLOSED,
                    span,
                    "this line does not close the front matter; three dashes do",
                )
                .help("write --- in its place")
                .propose(span, "---"),
            );
            return Split { yaml: begin..at, body: at + line.len()..text.len() };
        }
        if line.trim_end() == "---" {
            let yaml = if at - begin > LIMIT { begin..begin } else { begin..at };
            if yaml.is_empty() && at > begin {
                let message = format!("this front matter is longer than {} kB", LIMIT / 1024);
                let diagnostic = Diagnostic::new(&NOT_CLOSED, Span::new(file, start, begin), message)
                    .help("put long texts below the second --- line");
                found.add(diagnostic);
            }
            return Split { yaml, body: at + line.len()..text.len() };
        }
        at += line.len();
    }
    // What can be told apart as facts is read as facts, what cannot is the text.
    let facts_end = end_of_facts(text, begin);
    let next = text[facts_end..].lines().find(|l| !l.trim().is_empty()).unwrap_or_default();
    let next: String = next.trim().chars().take(40).collect();
    let help = if next.is_empty() {
        "add a line --- after the last key".to_owned()
    } else {
        format!("add a line --- before \"{next}\"")
    };
    let span = Span::new(file, start, start + 3);
    found
        .add(Diagnostic::new(&NOT_CLOSED, span, "the front matter that begins here never closes").help(help));
    Split { yaml: begin..facts_end, body: facts_end..text.len() }
}

/// Lines that people write, or their programs make, for `---`.
fn is_nearly_a_fence(line: &str) -> bool {
    let dashes = line.chars().all(|c| matches!(c, '-' | '–' | '—' | '―'));
    dashes && line != "---" && (line.len() > 1)
}

/// The end of the lines that look like YAML.
fn end_of_facts(text: &str, begin: usize) -> usize {
    let mut at = begin;
    for line in text[begin..].split_inclusive('\n') {
        let words = line.trim_end();
        let key = words.split(':').next().unwrap_or_default();
        let is_key = words.contains(':') && !key.contains(' ');
        if !(is_key || words.starts_with([' ', '-', '#']) && !words.starts_with("# ")) {
            return at;
        }
        at += line.len();
    }
    at
}

/// Front matter, read.
pub struct Front {
    /// Its places.
    pub tree: Tree,
    /// What every kind has.
    pub common: Common,
    /// What the kind has.
    pub facts: Facts,
}

/// Reads the front matter of a record of `kind`.
pub fn read(text: &str, yaml: Range<usize>, kind: Kind, file: FileId, found: &mut Findings) -> Front {
    let place = yaml.start;
    let Some(yaml) = Yaml::parse(&text[yaml], file, place, found) else {
        let root = Node { start: place, end: place, ..Node::default() };
        return Front { tree: Tree { file, root }, common: Common::default(), facts: empty(kind) };
    };
    let mut parts = Parts { yaml, known_by_none: None, inside: BTreeSet::new(), found };
    let common = parts.read();
    let facts = match kind {
        // Most pages have nothing but common keys and need no second look.
        _ if parts.all_known() => empty(kind),
        Kind::Page => Facts::Page(parts.read()),
        Kind::Body => Facts::Body(parts.read(), parts.read()),
        Kind::Organisation => Facts::Organisation(parts.read(), parts.read()),
        Kind::Person => Facts::Person(parts.read()),
        Kind::Quote => Facts::Quote(parts.read()),
        Kind::Note => Facts::Note(parts.read()),
        Kind::Meeting => Facts::Meeting(parts.read()),
    };
    let Parts { yaml, known_by_none, mut inside, found } = parts;
    inside.extend(known_by_none.unwrap_or_default());
    let article = kind.with_article();
    yaml::unknown_keys(&yaml, &inside, || schema::of_kind(kind), &article, of_other_kind, found);
    Front { tree: yaml.tree, common, facts }
}

/// What to do with a key that records of another kind have.
fn of_other_kind(key: &str) -> Option<String> {
    let knows = |kind: &Kind| schema::keys_at(&schema::of_kind(*kind), &[]).iter().any(|known| known == key);
    let kind = Kind::ALL.into_iter().find(knows)?;
    let folder =
        kind.folder().map(|folder| format!(", whose files lie in content/{folder}/")).unwrap_or_default();
    Some(format!("{key} is a key of {}{folder}", kind.with_article()))
}

/// The facts of a record that says nothing.
pub fn empty(kind: Kind) -> Facts {
    match kind {
        Kind::Page => Facts::Page(Page::default()),
        Kind::Body => Facts::Body(Group::default(), Body::default()),
        Kind::Organisation => Facts::Organisation(Group::default(), Organisation::default()),
        Kind::Person => Facts::Person(Person::default()),
        Kind::Quote => Facts::Quote(Quote::default()),
        Kind::Note => Facts::Note(Note::default()),
        Kind::Meeting => Facts::Meeting(Meeting::default()),
    }
}

/// Reads the parts of one front matter and remembers which keys none of them knows.
struct Parts<'a, 'f> {
    yaml: Yaml<'a>,
    /// Keys at the top that no part so far knows.
    known_by_none: Option<BTreeSet<Vec<Step>>>,
    /// Keys further in that the part which has the key above does not know.
    inside: BTreeSet<Vec<Step>>,
    found: &'f mut Findings,
}

impl Parts<'_, '_> {
    fn read<T: DeserializeOwned + Default>(&mut self) -> T {
        let (value, unknown) = self.yaml.part::<T>(self.found);
        let (top, inside) = unknown.into_iter().partition(|path| path.len() == 1);
        self.inside.extend::<BTreeSet<Vec<Step>>>(inside);
        self.known_by_none = Some(match self.known_by_none.take() {
            Some(before) => before.intersection(&top).cloned().collect(),
            None => top,
        });
        value
    }

    fn all_known(&self) -> bool {
        self.known_by_none.as_ref().is_some_and(BTreeSet::is_empty)
    }
}
