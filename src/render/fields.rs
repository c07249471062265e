//! What a template may ask of a variable: the fields of the views, as `schemars` knows them.

use std::collections::BTreeMap;
use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::Value;

/// What a value is to a template.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Type {
    /// Nobody knows.
    Any,
    /// A text, a number, yes or no.
    Plain,
    /// A list of values.
    List(Arc<Type>),
    /// A record with fields.
    Record(Arc<BTreeMap<String, Type>>),
}

impl Type {
    /// The type of a view.
    pub fn of<T: JsonSchema>() -> Self {
        Self::of_view(SchemaGenerator::subschema_for::<T>)
    }

    /// The type of a view, by what gives its schema.
    pub fn of_view(view: fn(&mut SchemaGenerator) -> Schema) -> Self {
        let settings =
            schemars::generate::SchemaSettings::draft2020_12().with(|s| s.inline_subschemas = true);
        Self::of_schema(view(&mut settings.into_generator()).as_value())
    }

    fn of_schema(schema: &Value) -> Self {
        let choices = ["anyOf", "oneOf"].into_iter().find_map(|key| schema.get(key)?.as_array());
        if let Some(choices) = choices {
            let present = choices.iter().filter(|choice| choice.get("type") != Some(&"null".into()));
            return Self::one_of(present.map(Self::of_schema));
        }
        if let Some(fields) = schema.get("properties").and_then(Value::as_object) {
            let fields = fields.iter().map(|(name, schema)| (name.clone(), Self::of_schema(schema)));
            return Self::Record(Arc::new(fields.collect()));
        }
        if let Some(items) = schema.get("items") {
            return Self::List(Arc::new(Self::of_schema(items)));
        }
        let of_type = |name: &Value| !["object", "array"].iter().any(|kind| name == kind);
        match schema.get("type") {
            Some(Value::Array(types)) if types.iter().all(of_type) => Self::Plain,
            Some(name @ Value::String(_)) if of_type(name) => Self::Plain,
            _ => Self::Any,
        }
    }

    /// A value that is one of several.
    pub fn one_of(types: impl IntoIterator<Item = Self>) -> Self {
        types.into_iter().reduce(|a, b| a.or(&b)).unwrap_or(Self::Any)
    }

    /// A value that is this or that: it may have the fields of both.
    #[must_use]
    pub fn or(&self, other: &Self) -> Self {
        match (self, other) {
            (a, b) if a == b => a.clone(),
            (Self::List(a), Self::List(b)) => Self::List(Arc::new(a.or(b))),
            (Self::Record(a), Self::Record(b)) => {
                let mut fields = BTreeMap::clone(a);
                for (name, new) in b.iter() {
                    let both = fields.get(name).map_or_else(|| new.clone(), |old| old.or(new));
                    fields.insert(name.clone(), both);
                }
                Self::Record(Arc::new(fields))
            }
            _ => Self::Any,
        }
    }

    /// What one gets who goes through the value.
    #[must_use]
    pub fn item(&self) -> Self {
        match self {
            Self::List(item) => Self::clone(item),
            _ => Self::Any,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::views::{CardView, GroupPage, RecordView};

    #[test]
    fn the_fields_of_views_are_known_with_those_of_parts() {
        let Type::Record(page) = Type::of::<GroupPage>() else { panic!("a page is a record") };
        assert_eq!(page.get("title"), Some(&Type::Plain));
        assert!(matches!(page.get("acronym"), Some(Type::Record(text)) if text.contains_key("lang")));
        assert_eq!(page.get("notes"), Some(&Type::List(Arc::new(Type::of::<CardView>()))));
        let Type::Record(record) = Type::of::<RecordView>() else { panic!("a record is a record") };
        assert!(matches!(record.get("group"), Some(Type::Record(group)) if group.contains_key("members")));
        assert_eq!(record.get("url"), Some(&Type::Plain));
    }
}
