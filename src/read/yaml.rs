//! YAML with places: the tree of spans of a text (by saphyr-parser), and typed parts of it (by
//! serde_yaml).
//!
//! serde_yaml stops at its first complaint, and an editor wants to see all. So a part that cannot
//! be read is reported at its place and taken out of the tree, and the rest is tried again, until
//! the rest can be read. Nothing of this costs anything where a text is right.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::Write as _;

use saphyr_parser::{Event, Parser, ScalarStyle};
use serde::de::DeserializeOwned;

use super::{schema, words};
use crate::diagnostics::{Diagnostic, FileId, Findings, Rule, Severity, Span};
use crate::site::tree::{Key, Node, Step, Tree, Value};

/// The paths of keys that a part does not know.
pub type Unknown = BTreeSet<Vec<Step>>;

/// How deep values may lie in each other.
const DEPTH: usize = 32;

/// A YAML text cannot be understood.
pub static YAML_SYNTAX: Rule = Rule {
    name: "yaml-syntax",
    severity: Severity::Error,
    docs: "Front matter and `site.yaml` are YAML. A slip in it (a colon in a text, a missing \
           quotation mark, a Tab) makes the whole block unreadable, so nothing of it is known.\n\n\
           Wrong: `title: Note: new members`\n\n\
           Right: `title: \"Note: new members\"`",
};

/// A key is given twice.
pub static KEY_TWICE: Rule = Rule {
    name: "key-twice",
    severity: Severity::Error,
    docs: "Of two values for one key, only one can be shown, and nobody can tell which was meant.\n\n\
           Wrong: `title: A` and, two lines below, `title: B`\n\n\
           Right: one line `title: A`",
};

/// A key that Plenary does not know.
pub static UNKNOWN_KEY: Rule = Rule {
    name: "unknown-key",
    severity: Severity::Error,
    docs: "A misspelt key would be ignored, and what it says would be missing from the page.\n\n\
           Wrong: `sumary: What we do`\n\n\
           Right: `summary: What we do`",
};

/// A value of another type than its key wants.
pub static WRONG_VALUE: Rule = Rule {
    name: "wrong-value",
    severity: Severity::Error,
    docs: "Each key wants a value of its own sort: a text, a date, yes or no, a list, a word of a \
           list of words.\n\n\
           Wrong: `date: 2025-02-30`, `draft: maybe`, `members: uclg`\n\n\
           Right: `date: 2025-02-28`, `draft: yes`, `members: [uclg]`",
};

/// Reads the tree of a YAML text that stands at `offset` in `file`. `None`, with a diagnostic,
/// where it is no YAML or no record of keys.
fn tree(text: &str, file: FileId, offset: usize, found: &mut Findings) -> Option<Tree> {
    if let Some(diagnostic) = tab(text, file, offset) {
        found.add(diagnostic);
        return None;
    }
    let mut builder =
        Builder { parser: Parser::new_from_str(text), bytes: ByteIndex::new(text), file, offset, found };
    match builder.document() {
        Ok(Some(root)) if matches!(root.value, Value::Map(_)) => Some(Tree { file, root }),
        Ok(Some(root)) => {
            let span = Span::new(file, root.start, root.end);
            found.add(
                Diagnostic::new(&YAML_SYNTAX, span, "this should be a list of keys and values")
                    .help("write a key, a colon and a space before the value, such as title: Our members"),
            );
            None
        }
        Ok(None) => {
            Some(Tree { file, root: Node { start: offset, end: offset, value: Value::Map(Vec::new()) } })
        }
        Err(diagnostic) => {
            found.add(*diagnostic);
            None
        }
    }
}

/// Builds the tree from the parser's events.
struct Builder<'a, 'f> {
    parser: Parser<'a, saphyr_parser::StrInput<'a>>,
    bytes: ByteIndex<'a>,
    file: FileId,
    offset: usize,
    found: &'f mut Findings,
}

type Built<T> = Result<T, Box<Diagnostic>>;

impl<'a> Builder<'a, '_> {
    fn document(&mut self) -> Built<Option<Node>> {
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamEnd => return Ok(None),
                Event::StreamStart | Event::DocumentStart(_) | Event::Nothing => {}
                event => {
                    let root = self.node(event, span, 0)?;
                    self.end()?;
                    // A text of comments alone has one empty value.
                    let empty = matches!(&root.value, Value::Scalar { text, plain: true } if text.is_empty() || text == "~");
                    return Ok((!empty).then_some(root));
                }
            }
        }
    }

    fn end(&mut self) -> Built<()> {
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamEnd => return Ok(()),
                Event::DocumentStart(_) => {
                    let at = self.place(span);
                    return Err(self.fault(at, at, "a second block of keys begins here".into(), None));
                }
                _ => {}
            }
        }
    }

    fn next(&mut self) -> Built<(Event<'a>, saphyr_parser::Span)> {
        match self.parser.next_event() {
            Some(Ok(next)) => Ok(next),
            Some(Err(error)) => {
                let at = self.offset + self.bytes.at(error.marker().index());
                let lines = self.bytes.text;
                let (at, message, help) = words::syntax(lines, at - self.offset, error.info());
                let at = at + self.offset;
                Err(self.fault(at, at, message, help))
            }
            None => {
                let at = self.offset;
                Err(self.fault(at, at, "this block ends too early".into(), None))
            }
        }
    }

    fn fault(&self, start: usize, end: usize, message: String, help: Option<String>) -> Box<Diagnostic> {
        let mut diagnostic = Diagnostic::new(&YAML_SYNTAX, Span::new(self.file, start, end), message);
        diagnostic.help = help;
        Box::new(diagnostic)
    }

    fn place(&self, span: saphyr_parser::Span) -> usize {
        self.offset + self.bytes.at(span.start.index())
    }

    fn node(&mut self, event: Event<'a>, span: saphyr_parser::Span, depth: usize) -> Built<Node> {
        let start = self.place(span);
        let end = self.offset + self.bytes.at(span.end.index());
        let anchored = match &event {
            Event::Alias(_) => true,
            Event::Scalar(_, _, anchor, _)
            | Event::SequenceStart(anchor, _)
            | Event::MappingStart(anchor, _) => *anchor != 0,
            _ => false,
        };
        if anchored {
            return Err(self.fault(
                start,
                end,
                "a value that begins with & or * refers to another in YAML; this is not used here".into(),
                Some("put the text in quotation marks, such as title: \"* Members\"".into()),
            ));
        }
        if depth > DEPTH {
            return Err(self.fault(start, end, "values lie too deep in each other here".into(), None));
        }
        match event {
            Event::Scalar(text, style, ..) => {
                let plain = style == ScalarStyle::Plain;
                Ok(Node { start, end, value: Value::Scalar { text: text.into_owned(), plain } })
            }
            Event::SequenceStart(..) => {
                let mut items = Vec::new();
                loop {
                    let (event, span) = self.next()?;
                    if event == Event::SequenceEnd {
                        let end = self.list_end(&items, span, end);
                        return Ok(Node { start, end, value: Value::List(items) });
                    }
                    items.push(self.node(event, span, depth + 1)?);
                }
            }
            Event::MappingStart(..) => self.map(start, end, depth),
            _ => Err(self.fault(start, end, "this cannot stand here".into(), None)),
        }
    }

    fn map(&mut self, start: usize, end: usize, depth: usize) -> Built<Node> {
        let mut entries: Vec<(Key, Node)> = Vec::new();
        loop {
            let (event, span) = self.next()?;
            if event == Event::MappingEnd {
                let closing = self.offset + self.bytes.at(span.end.index());
                let end = entries.last().map_or(end.max(closing), |(_, node)| node.end.max(start));
                return Ok(Node { start, end, value: Value::Map(entries) });
            }
            let key = self.node(event, span, depth + 1)?;
            let (event, span) = self.next()?;
            let value = self.node(event, span, depth + 1)?;
            let Some(name) = key.text().map(str::to_owned) else {
                let message = "a key has to be a word; this is a list or a record";
                let help = "text that begins with [ or { needs quotation marks";
                return Err(self.fault(key.start, key.end, message.into(), Some(help.into())));
            };
            let key = Key { name, start: key.start, end: key.end };
            if let Some((first, _)) = entries.iter().find(|(first, _)| first.name == key.name) {
                self.found.add(
                    Diagnostic::new(
                        &KEY_TWICE,
                        Span::new(self.file, key.start, key.end),
                        format!("{} is given twice", key.name),
                    )
                    .label(Span::new(self.file, first.start, first.end), "first here")
                    .help("keep one of the two lines"),
                );
            } else {
                entries.push((key, value));
            }
        }
    }

    /// A block list ends with its last entry, a list in brackets with its bracket.
    fn list_end(&self, items: &[Node], span: saphyr_parser::Span, fallback: usize) -> usize {
        let closing = self.offset + self.bytes.at(span.end.index());
        let bracket = self.bytes.text.as_bytes().get((closing - self.offset).wrapping_sub(1)) == Some(&b']');
        if bracket { closing } else { items.last().map_or(fallback, |item| item.end) }
    }
}

/// Turns the parser's positions, which count characters, into bytes.
struct ByteIndex<'a> {
    text: &'a str,
    /// The byte of each character; empty for ASCII, where both are the same.
    starts: Vec<u32>,
}

impl<'a> ByteIndex<'a> {
    fn new(text: &'a str) -> Self {
        let starts = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().map(|(i, _)| u32::try_from(i).unwrap_or(u32::MAX)).collect()
        };
        Self { text, starts }
    }

    fn at(&self, character: usize) -> usize {
        if self.starts.is_empty() {
            return character.min(self.text.len());
        }
        self.starts.get(character).map_or(self.text.len(), |i| *i as usize)
    }
}

/// YAML forbids Tabs before values; parsers blame other lines for it.
fn tab(text: &str, file: FileId, offset: usize) -> Option<Diagnostic> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let blank = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = line[..blank].find('\t')
            && !line.trim().is_empty()
        {
            let start = offset + at + tab;
            let span = Span::new(file, start, start + 1);
            return Some(
                Diagnostic::new(&YAML_SYNTAX, span, "this line begins with a Tab")
                    .help("use two spaces instead"),
            );
        }
        at += line.len();
    }
    None
}

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
        let mut faults = Findings::default();
        let tree = tree(text, file, offset, &mut faults);
        let doubled = !faults.list().is_empty();
        found.append(faults);
        let tree = tree?;
        let text = if doubled { Cow::Owned(emit(&tree.root)) } else { Cow::Borrowed(text) };
        Some(Self { text, tree, removed: Vec::new() })
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

impl Yaml<'_> {
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
    let (message, help) = words::shape(key.unwrap_or_default(), message);
    let mut diagnostic = Diagnostic::new(&WRONG_VALUE, tree.span_of(path), message);
    diagnostic.help = help;
    diagnostic
}

/// Reports the keys that no part of a record knows, each with the nearest right one.
pub fn unknown_keys(
    tree: &Tree,
    unknown: &Unknown,
    schema: impl FnOnce() -> schemars::Schema,
    what: &str,
    found: &mut Findings,
) {
    if unknown.is_empty() {
        return;
    }
    let schema = schema();
    for steps in unknown {
        let Some((Step::Key(key), above)) = steps.split_last() else { continue };
        let known = schema::keys_at(&schema, above);
        let mut diagnostic =
            Diagnostic::new(&UNKNOWN_KEY, tree.key_span(steps), format!("unknown key \"{key}\""));
        let place = if above.is_empty() { what } else { "this entry" };
        let listed = known.join(", ");
        diagnostic.help = Some(match crate::diagnostics::nearest(key, known.iter().map(String::as_str)) {
            Some(near) => format!("did you mean {near}?"),
            None => format!("{place} may have: {listed}"),
        });
        found.add(diagnostic);
    }
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
