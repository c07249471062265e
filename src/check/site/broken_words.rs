//! Words of the interface that name what is not there or themselves, stand twice, or say nothing.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Diagnostic, FileId, Findings, Rule, Severity, Span, nearest};
use crate::files::Files;
use crate::render::messages::{self, Asks, Item};
use crate::render::words;
use crate::site::{Lang, Site};

/// Words that do not say what they should.
pub static BROKEN_WORDS: Rule = Rule {
    name: "broken-words",
    severity: Severity::Warning,
    docs: "Words can hold other messages and terms of their file. A name that is not there, or that stands in \
           itself, is shown to readers as it is; of two messages of one name only the last one is shown; and an \
           empty one leaves a link or heading without words.\n\n\
           Wrong: `members = Members of { -brnad }`\n\n\
           Right: `members = Members of { -brand }`, with a line `-brand = The Coalition`",
};

/// Checks the files of `content/strings/`.
pub fn check(files: &Files, site: &Site, found: &mut Findings) {
    let own = &site.config.language(Lang::DEFAULT).tag;
    let stands_in = files.find(&format!("content/strings/{own}.ftl")).map(|(_, file)| file.text());
    for (id, file) in files.below("content/strings").filter(|(_, file)| file.ending() == "ftl") {
        let text = file.text();
        let mut texts: Vec<&str> = words::built_in_texts().collect();
        texts.extend(stands_in);
        let mut all: BTreeMap<String, Asks> = texts.into_iter().flat_map(messages::read).collect();
        let own = messages::read(text);
        let empty: BTreeSet<&str> = words::built_in_texts().flat_map(empty_ones).collect();
        let in_file = InFile { id, text };
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for (name, _) in &own {
            let before = seen.entry(name).or_default();
            if *before > 0 {
                let message = format!("{name} stands here a second time, so the words above are not shown");
                let diagnostic = Diagnostic::new(&BROKEN_WORDS, in_file.place(name, *before), message);
                found.add(
                    diagnostic.help("take one of the two out").label(in_file.place(name, 0), "first here"),
                );
            }
            *before += 1;
        }
        let is_built_in = |name: &str| all.contains_key(name);
        for name in empty_ones(text).filter(|name| is_built_in(name) && !empty.contains(name)) {
            let message = format!("{name} says nothing, so readers find no words in its place");
            found
                .add(Diagnostic::new(&BROKEN_WORDS, in_file.place(name, 0), message).help("write the words"));
        }
        all.extend(messages::read(text));
        for (name, asks) in &own {
            found.extend(asks.all.iter().filter_map(|item| in_file.unknown(name, item, &all)));
            if let Some(way) = circle(name, &all) {
                let way = if way.is_empty() { way } else { format!(", by way of {way}") };
                let message = format!("{name} stands in itself{way}, so readers see its name");
                let diagnostic = Diagnostic::new(&BROKEN_WORDS, in_file.place(name, 0), message);
                found.add(diagnostic.help("write words in its place"));
            }
        }
    }
}

/// A file of words.
struct InFile<'a> {
    id: FileId,
    text: &'a str,
}

impl InFile<'_> {
    /// Where a message begins: the first of this name, or one after so many others.
    fn place(&self, name: &str, others: usize) -> Span {
        let mut at = 0;
        let mut left = others;
        for line in self.text.split_inclusive('\n') {
            if line.split_once('=').is_some_and(|(own, _)| own.trim_end() == name) {
                if left == 0 {
                    return Span::new(self.id, at, at + name.len());
                }
                left -= 1;
            }
            at += line.len();
        }
        Span::new(self.id, 0, 0)
    }

    /// Something that a message asks for and that is not there.
    fn unknown(&self, inside: &str, item: &Item, all: &BTreeMap<String, Asks>) -> Option<Diagnostic> {
        let (what, name) = match item {
            Item::Variable(_) => return None,
            Item::Message(name) => ("message", name.clone()),
            Item::Term(name) => ("term", format!("-{name}")),
            Item::Function(name) => ("function", name.clone()),
        };
        if what != "function" && all.contains_key(&name) {
            return None;
        }
        let start = self.place(inside, 0).start;
        let rest = self.text.get(start + inside.len()..).unwrap_or_default();
        let is_part = |c: char| c.is_ascii_alphanumeric() || "-_$".contains(c);
        let at = rest
            .match_indices(&name)
            .map(|(at, _)| at)
            .find(|at| !rest[..*at].ends_with(is_part) && !rest[*at + name.len()..].starts_with(is_part));
        let span = at.map_or(self.place(inside, 0), |at| {
            let at = start + inside.len() + at;
            Span::new(self.id, at, at + name.len())
        });
        let message = format!("there is no {what} {name}, so readers see its name");
        let diagnostic = Diagnostic::new(&BROKEN_WORDS, span, message);
        let is_alike = |other: &&str| other.starts_with('-') == name.starts_with('-');
        Some(match (what, nearest(&name, all.keys().map(String::as_str).filter(is_alike))) {
            ("function", _) => diagnostic.help("write the variable alone, such as { $count }"),
            (_, Some(near)) => diagnostic.help(format!("did you mean {near}?")).propose(span, near),
            _ => diagnostic.help(format!("write a line {name} = and the words, or take it out")),
        })
    }
}

/// The messages through which one comes back to itself; none where it does not.
fn circle(name: &str, all: &BTreeMap<String, Asks>) -> Option<String> {
    let mut seen = BTreeSet::new();
    let mut open = vec![(name.to_owned(), String::new())];
    while let Some((next, way)) = open.pop() {
        for item in all.get(&next).into_iter().flat_map(|asks| &asks.all) {
            let inner = match item {
                Item::Message(name) => name.clone(),
                Item::Term(name) => format!("-{name}"),
                _ => continue,
            };
            if inner == name {
                return Some(way);
            }
            if seen.insert(inner.clone()) {
                let way = if way.is_empty() { inner.clone() } else { format!("{way} and {inner}") };
                open.push((inner, way));
            }
        }
    }
    None
}

/// The messages of a text that show nothing in any case.
fn empty_ones(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| {
        let (name, words) = line.split_once('=')?;
        let inner = words.trim().strip_prefix('{')?.strip_suffix('}')?.trim();
        let inner = inner.strip_prefix('"')?.strip_suffix('"')?;
        (inner.trim().is_empty() && name.starts_with(|c: char| c.is_ascii_alphabetic()))
            .then(|| name.trim_end())
    })
}
