//! A node of JSON-LD: a thing of a type with its properties.

use serde_json::{Map, Value};

/// A thing of a type.
#[derive(Clone, Debug)]
pub struct Node(Map<String, Value>);

impl Node {
    /// A thing of which nothing is known but its type.
    pub fn new(kind: &'static str) -> Self {
        Self(Map::new()).set("@type", kind)
    }

    /// The thing with a property; without it where there is no value. A list of one is its entry.
    #[must_use]
    pub fn set(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        let value = match value.into() {
            Value::Array(mut list) if list.len() == 1 => list.remove(0),
            value => value,
        };
        let is_empty = match &value {
            Value::Null => true,
            Value::String(text) => text.is_empty(),
            Value::Array(list) => list.is_empty(),
            _ => false,
        };
        if !is_empty {
            self.0.insert(name.to_owned(), value);
        }
        self
    }

    /// The thing with its entries in their order: a list, also where it is one of one.
    #[must_use]
    pub fn entries(mut self, entries: Vec<Self>) -> Self {
        self.0.insert("itemListElement".to_owned(), entries.into());
        self
    }

    /// What stands for it beside its full description: its type and id; none where it has no id.
    pub fn short(&self) -> Option<Self> {
        let id = self.0.get("@id")?.clone();
        let kind = self.0.get("@type").cloned();
        Some(Self(Map::new()).set("@type", kind).set("@id", id))
    }
}

impl From<Node> for Value {
    fn from(node: Node) -> Self {
        Self::Object(node.0)
    }
}
