//! The places of a YAML text: every key and value with its range of bytes, so that a rule can
//! point at `members[1].role`.

use crate::diagnostics::{FileId, Span};

/// One value of a YAML text, with the values below it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Node {
    /// The bytes of the value in its file.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// What it is.
    pub value: Value,
}

/// What a [`Node`] is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A text, number, yes or no: its decoded text, and whether it stood without quotation marks.
    Scalar {
        /// The text, without quotes and escapes.
        text: String,
        /// Written without quotation marks.
        plain: bool,
    },
    /// A list.
    List(Vec<Node>),
    /// A record: keys with their places, and values.
    Map(Vec<(Key, Node)>),
}

impl Default for Value {
    fn default() -> Self {
        Self::Map(Vec::new())
    }
}

/// A key and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// The key.
    pub name: String,
    /// The bytes of the key in its file.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
}

/// A step of a path into a [`Tree`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The value of a key.
    Key(String),
    /// An entry of a list, from 0.
    Index(usize),
}

/// A YAML text's values with their places.
#[derive(Clone, Debug)]
pub struct Tree {
    /// The file that holds the text.
    pub file: FileId,
    /// The text's outermost value.
    pub root: Node,
}

impl Tree {
    /// Reads a path as rules write it: `members[1].role`.
    pub fn path(path: &str) -> Vec<Step> {
        path.split(['.', '['])
            .filter(|part| !part.is_empty())
            .map(|part| match part.strip_suffix(']').and_then(|n| n.parse().ok()) {
                Some(index) => Step::Index(index),
                None => Step::Key(part.to_owned()),
            })
            .collect()
    }

    /// The value at a path, if it is there.
    pub fn get(&self, path: &[Step]) -> Option<&Node> {
        path.iter().try_fold(&self.root, |node, step| node.step(step).map(|(_, node)| node))
    }

    /// The place of the value at a path; of the nearest value above it where it is not there.
    pub fn span(&self, path: &str) -> Span {
        self.span_of(&Self::path(path))
    }

    /// The place of the value at a path of steps.
    pub fn span_of(&self, path: &[Step]) -> Span {
        let mut node = &self.root;
        let mut span = Span::new(self.file, node.start, node.start);
        for step in path {
            match node.step(step) {
                Some((_, below)) => node = below,
                None => break,
            }
            span = Span::new(self.file, node.start, node.end);
        }
        span
    }

    /// The place of the key at the end of a path; of the value where it has no key.
    pub fn key_span(&self, path: &[Step]) -> Span {
        let above = path.split_last().and_then(|(last, above)| Some((last, self.get(above)?)));
        match above.and_then(|(last, node)| node.step(last)) {
            Some((Some(key), _)) => Span::new(self.file, key.start, key.end),
            _ => self.span_of(path),
        }
    }

    /// Whether a key stands at the top.
    pub fn has(&self, key: &str) -> bool {
        self.get(&[Step::Key(key.to_owned())]).is_some()
    }

    /// Takes the value at a path out; says whether it was there.
    pub fn remove(&mut self, path: &[Step]) -> bool {
        let Some((last, above)) = path.split_last() else { return false };
        let mut node = &mut self.root;
        for step in above {
            match node.step_mut(step) {
                Some(below) => node = below,
                None => return false,
            }
        }
        match (&mut node.value, last) {
            (Value::Map(entries), Step::Key(name)) => {
                let before = entries.len();
                entries.retain(|(key, _)| key.name != *name);
                entries.len() < before
            }
            (Value::List(items), Step::Index(i)) if *i < items.len() => {
                items.remove(*i);
                true
            }
            _ => false,
        }
    }
}

impl Node {
    fn step(&self, step: &Step) -> Option<(Option<&Key>, &Node)> {
        match (&self.value, step) {
            (Value::Map(entries), Step::Key(name)) => {
                entries.iter().find(|(key, _)| key.name == *name).map(|(key, node)| (Some(key), node))
            }
            (Value::List(items), Step::Index(i)) => items.get(*i).map(|node| (None, node)),
            _ => None,
        }
    }

    fn step_mut(&mut self, step: &Step) -> Option<&mut Node> {
        match (&mut self.value, step) {
            (Value::Map(entries), Step::Key(name)) => {
                entries.iter_mut().find(|(key, _)| key.name == *name).map(|(_, node)| node)
            }
            (Value::List(items), Step::Index(i)) => items.get_mut(*i),
            _ => None,
        }
    }

    /// The text of a scalar.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }
}
