//! Typed parts of a YAML text, by serde_yaml, beside its [`tree`] of places.
//!
//! serde_yaml stops at its first complaint, and an editor wants to see all. So a part that cannot
//! be read is reported at its place and taken out of the tree, and the rest is tried again, until
//! the rest can be read. Nothing of this costs anything where a text is right.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde::de::DeserializeOwned;

use super::{schema, tree, words};
use crate::diagnostics::{Diagnostic, FileId, Findings, Rule, Severity};
use crate::site::tree::{Node, Step, Tree, Value};

/// The paths of keys that a part does not know.
pub type Unknown = BTreeSet<Vec<Step>>;

/// A key that Plenary does not know.
pub static UNKNOWN_KEY: Rule = Rule {
    name: "unknown-key",
    severity: Severity::Error,
    docs: "A misspelt key would be ignored, and what it says would be missing from the page.\n\n\
           Wrong: `sumary: What we do`\n\n\
           Right: `summary: What we do`",
};

/// A misspelt key that would hold a page back.
pub static MISSPELT_HOLD: Rule = Rule {
    name: "misspelt-hold",
    severity: Severity::Error,
    docs: "`draft`, `publish_at`, `expires_at` and `gone` hold a page back. Where one of them is \
           misspelt, the page would be published at once. This stays an error.\n\n\
           Wrong: `darft: yes`\n\n\
           Right: `draft: yes`",
};

/// Keys that hold a page back.
const HOLDS: [&str; 4] = ["draft", "publish_at", "expires_at", "gone"];

/// A value of another type than its key wants.
pub static WRONG_VALUE: Rule = Rule {
    name: "wrong-value",
    severity: Severity::Error,
    docs: "Each key wants a value of its own sort: a text, a date, yes or no, a list, a word of a \
           list of words.\n\n\
           Wrong: `date: 2025-02-30`, `draft: maybe`, `members: uclg`\n\n\
           Right: `date: 2025-02-28`, `draft: yes`, `members: [uclg]`",
};

/// A YAML text and its tree, from which typed parts are read.
pub struct Yaml<'a> {
    /// The text; once something was taken out of the tree, the tree written anew.
    text: Cow<'a, str>,
    /// Its places.
    pub tree: Tree,
    /// Keys whose values were reported and taken out, with the places of their records.
    removed: Vec<(Option<usize>, String)>,
}

impl<'a> Yaml<'a> {
    /// Reads the text that stands at `offset` in `file`. `None`, with a diagnostic, where it is
    /// no YAML or no record of keys.
    pub fn parse(text: &'a str, file: FileId, offset: usize, found: &mut Findings) -> Option<Self> {
        let mut readable = Cow::Borrowed(text);
        // What cannot be understood is reported and left out, key by key, and the rest is tried again.
        for _ in 0..MOST_SLIPS {
            let mut faults = Findings::default();
            let tree = tree::read(&readable, file, offset, &mut faults);
            let at = faults.list().last().map(|fault| fault.span.start.saturating_sub(offset));
            found.append(faults);
            match (tree, at) {
                (Some(tree), None) => return Some(Self { text: readable, tree, removed: Vec::new() }),
                (Some(tree), Some(_)) => {
                    // Of a key that is there twice, the tree has the first.
                    let text = Cow::Owned(emit(&tree.root));
                    return Some(Self { text, tree, removed: Vec::new() });
                }
                (None, Some(at)) => readable = Cow::Owned(without_key_at(&readable, at)?),
                (None, None) => return None,
            }
        }
        None
    }

    /// Reads a typed part, and the paths of the keys that it does not know. What cannot be read
    /// is reported and taken out of the tree.
    pub fn part<T: DeserializeOwned + Default>(&mut self, found: &mut Findings) -> (T, Unknown) {
        if self.tree.root.start == self.tree.root.end {
            return Default::default();
        }
        loop {
            let (path, message) = match attempt::<T>(&self.text) {
                Ok(read) => return read,
                Err(complaint) => complaint,
            };
            let Some(path) = nearest_existing(&self.tree, &path) else {
                found.add(Diagnostic::new(&WRONG_VALUE, self.tree.span(""), message));
                return Default::default();
            };
            if !self.follows_from_removal(&path, &message) {
                found.add(wrong_value(&self.tree, &path, &message));
            }
            if let Some((Step::Key(key), record)) = path.split_last() {
                self.removed.push((self.tree.get(record).map(|node| node.start), key.clone()));
            }
            self.tree.remove(&path);
            self.text = Cow::Owned(emit(&self.tree.root));
        }
    }
}

/// How many slips of one text are shown; a text with more is something else than YAML.
const MOST_SLIPS: usize = 20;

/// The text with the key (and all below it) that holds a byte made a comment of the same length,
/// so that all places stay; none where nothing is left of it.
fn without_key_at(text: &str, at: usize) -> Option<String> {
    let begins = |line: &str| line.starts_with(|c: char| !c.is_whitespace() && c != '-' && c != '#');
    let mut keys: Vec<usize> = vec![0];
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if begins(line) && start > 0 {
            keys.push(start);
        }
        start += line.len();
    }
    let first = keys.iter().rposition(|key| *key <= at)?;
    let end = keys.get(first + 1).copied().unwrap_or(text.len());
    let mut rest = text[..keys[first]].to_owned();
    for line in text[keys[first]..end].split_inclusive('\n') {
        let words = line.trim_end_matches(['\r', '\n']);
        rest.push_str(&"#".repeat(words.len()));
        rest.push_str(&line[words.len()..]);
    }
    rest.push_str(&text[end..]);
    (rest != text).then_some(rest)
}

impl Yaml<'_> {
    /// Whether a key is written in the record at a path, even if its value was refused.
    fn has_key(&self, record: &[Step], key: &str) -> bool {
        let Some(node) = self.tree.get(record) else { return false };
        let refused = self.removed.iter().any(|(at, name)| *at == Some(node.start) && name == key);
        refused || matches!(&node.value, Value::Map(entries) if entries.iter().any(|(k, _)| k.name == key))
    }

    /// Whether a record misses only what was taken out of it before.
    fn follows_from_removal(&self, path: &[Step], message: &str) -> bool {
        let record = self.tree.get(path).map(|node| node.start);
        words::missing_field(message)
            .is_some_and(|field| self.removed.iter().any(|(at, key)| *at == record && key == field))
    }
}

/// Reads a whole text once: its value and the paths of unknown keys, or the path and the message
/// of the first complaint.
fn attempt<T: DeserializeOwned>(text: &str) -> Result<(T, Unknown), (Vec<Step>, String)> {
    let mut unknown = Unknown::new();
    let mut track = serde_path_to_error::Track::new();
    let yaml = serde_yaml::Deserializer::from_str(text);
    let tracked = serde_path_to_error::Deserializer::new(yaml, &mut track);
    let result = serde_ignored::deserialize(tracked, |path| {
        unknown.insert(ignored_path(&path));
    });
    match result {
        Ok(value) => Ok((value, unknown)),
        Err(error) => {
            let path = track.path();
            let steps = path
                .iter()
                .filter_map(|segment| match segment {
                    serde_path_to_error::Segment::Seq { index } => Some(Step::Index(*index)),
                    serde_path_to_error::Segment::Map { key } => Some(Step::Key(key.clone())),
                    _ => None,
                })
                .collect();
            Err((steps, error.to_string()))
        }
    }
}

/// The steps of serde_ignored's nested path.
fn ignored_path(path: &serde_ignored::Path<'_>) -> Vec<Step> {
    use serde_ignored::Path;
    let (parent, step) = match path {
        Path::Root => return Vec::new(),
        Path::Seq { parent, index } => (parent, Some(Step::Index(*index))),
        Path::Map { parent, key } => (parent, Some(Step::Key(key.clone()))),
        Path::Some { parent } | Path::NewtypeStruct { parent } | Path::NewtypeVariant { parent } => {
            (parent, None)
        }
    };
    let mut steps = ignored_path(parent);
    steps.extend(step);
    steps
}

/// The longest beginning of a path that is in the tree; none where only the root is.
fn nearest_existing(tree: &Tree, path: &[Step]) -> Option<Vec<Step>> {
    (1..=path.len()).rev().map(|n| &path[..n]).find(|path| tree.get(path).is_some()).map(<[_]>::to_vec)
}

fn wrong_value(tree: &Tree, path: &[Step], message: &str) -> Diagnostic {
    let key = path.iter().rev().find_map(|step| match step {
        Step::Key(key) => Some(key.as_str()),
        Step::Index(_) => None,
    });
    let near = words::nearest_word(message);
    let (message, help) = words::shape(key.unwrap_or_default(), message);
    let span = tree.span_of(path);
    let mut diagnostic = Diagnostic::new(&WRONG_VALUE, span, message);
    diagnostic.help = help;
    match near.filter(|_| matches!(tree.get(path), Some(Node { value: Value::Scalar { .. }, .. }))) {
        Some(near) => diagnostic.propose(span, near),
        None => diagnostic,
    }
}

/// Reports the keys that no part of a record knows, each with the nearest right one.
pub fn unknown_keys(
    yaml: &Yaml<'_>,
    unknown: &Unknown,
    schema: impl FnOnce() -> schemars::Schema,
    what: &str,
    elsewhere: impl Fn(&str) -> Option<String>,
    found: &mut Findings,
) {
    if unknown.is_empty() {
        return;
    }
    let schema = schema();
    let tree = &yaml.tree;
    for steps in unknown {
        let Some((Step::Key(key), above)) = steps.split_last() else { continue };
        let known = schema::keys_at(&schema, above);
        let mut diagnostic =
            Diagnostic::new(&UNKNOWN_KEY, tree.key_span(steps), format!("unknown key \"{key}\""));
        let place = if above.is_empty() { what } else { "this entry" };
        let listed = known.join(", ");
        let elsewhere = if above.is_empty() { elsewhere(key) } else { None };
        let near = crate::diagnostics::nearest(key, known.iter().map(String::as_str));
        if above.is_empty() && near.is_some_and(|near| HOLDS.contains(&near)) {
            diagnostic.rule = &MISSPELT_HOLD;
        }
        diagnostic.help = Some(match near {
            Some(near) => format!("did you mean {near}?"),
            None => elsewhere.unwrap_or_else(|| format!("{place} may have: {listed}")),
        });
        if let Some(near) = near.filter(|near| !yaml.has_key(above, near)) {
            let rivals =
                unknown.iter().filter(|other| *other != steps).filter_map(|other| other.split_last());
            let alone = !rivals.into_iter().any(|(last, record)| {
                record == above && matches!(last, Step::Key(other) if is_slip(other, near))
            });
            let span = diagnostic.span;
            diagnostic = if alone && is_slip(key, near) {
                diagnostic.safe_fix(span, near)
            } else {
                diagnostic.propose(span, near)
            };
        }
        found.add(diagnostic);
    }
}

/// Whether a key can only be another one with a slip of the finger in it: one letter off, or two in
/// a long word. Short words are one letter off too easily.
fn is_slip(key: &str, right: &str) -> bool {
    let slips = match right.chars().count() {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    };
    strsim::damerau_levenshtein(&key.to_lowercase(), right) <= slips
}

/// Writes a tree as YAML in one line. Texts keep their letters: what stood in quotation marks
/// stands in quotation marks, a number without them stays a number.
fn emit(node: &Node) -> String {
    fn write(node: &Node, out: &mut String) {
        match &node.value {
            Value::Scalar { text, plain: true } if text.is_empty() => out.push_str("null"),
            Value::Scalar { text, plain } if *plain && is_plain_safe(text) => out.push_str(text),
            Value::Scalar { text, .. } => out.push_str(&words::quoted(text)),
            Value::List(items) => {
                out.push('[');
                for item in items {
                    write(item, out);
                    out.push_str(", ");
                }
                out.push(']');
            }
            Value::Map(entries) => {
                out.push('{');
                for (key, value) in entries {
                    let _ = write!(out, "{}: ", words::quoted(&key.name));
                    write(value, out);
                    out.push_str(", ");
                }
                out.push('}');
            }
        }
    }
    let mut out = String::new();
    write(node, &mut out);
    out
}

fn is_plain_safe(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.+~".contains(&b))
}

/// The byte order mark at the start of a text, in bytes.
pub fn byte_order_mark(text: &str) -> usize {
    text.len() - text.trim_start_matches('\u{feff}').len()
}
