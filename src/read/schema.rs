//! The JSON Schemas of front matter, made from the types that read it. `plenary schema` prints
//! them, and the reader takes its lists of known keys from them.

use schemars::{JsonSchema, Schema, generate::SchemaSettings};
use serde_json::Value;

use crate::site::config::Settings;
use crate::site::tree::Step;
use crate::site::{Body, Common, Group, Kind, Meeting, Note, Organisation, Page, Person, Quote};

/// The schema of a type, with no references inside.
pub fn of<T: JsonSchema>() -> Schema {
    let settings = SchemaSettings::draft2020_12().with(|s| s.inline_subschemas = true);
    settings.into_generator().into_root_schema_for::<T>()
}

/// The schema of a kind's front matter.
pub fn of_kind(kind: Kind) -> Schema {
    let parts = match kind {
        Kind::Page => vec![of::<Page>()],
        Kind::Body => vec![of::<Body>(), of::<Group>()],
        Kind::Organisation => vec![of::<Organisation>(), of::<Group>()],
        Kind::Person => vec![of::<Person>()],
        Kind::Quote => vec![of::<Quote>()],
        Kind::Note => vec![of::<Note>()],
        Kind::Meeting => vec![of::<Meeting>()],
    };
    let mut schema = of::<Common>();
    for part in parts {
        let Some(Value::Object(more)) = part.get("properties").cloned() else { continue };
        if let Some(Value::Object(properties)) = schema.get_mut("properties") {
            properties.extend(more);
        }
    }
    schema.insert("title".into(), format!("Front matter of {}", kind.with_article()).into());
    schema.remove("description");
    schema.insert("additionalProperties".into(), false.into());
    if !matches!(kind, Kind::Quote | Kind::Meeting) {
        schema.insert("required".into(), serde_json::json!(["title"]));
    }
    schema
}

/// The schema of `content/site.yaml`.
pub fn of_settings() -> Schema {
    let mut schema = of::<Settings>();
    schema.insert("additionalProperties".into(), false.into());
    schema
}

/// The keys that may stand in the record at a path.
pub fn keys_at(schema: &Schema, path: &[Step]) -> Vec<String> {
    let mut here = vec![schema.as_value()];
    for step in path {
        here = here.into_iter().flat_map(alternatives).filter_map(|s| below(s, step)).collect();
    }
    let mut keys = Vec::new();
    for schema in here.into_iter().flat_map(alternatives) {
        if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
            keys.extend(properties.keys().cloned());
        }
    }
    keys
}

/// A schema and, where it is a choice, what it chooses from.
fn alternatives(schema: &Value) -> Vec<&Value> {
    let choices = ["anyOf", "oneOf"].into_iter().filter_map(|key| schema.get(key)?.as_array());
    std::iter::once(schema).chain(choices.flatten().flat_map(alternatives)).collect()
}

fn below<'a>(schema: &'a Value, step: &Step) -> Option<&'a Value> {
    match step {
        Step::Index(_) => schema.get("items"),
        Step::Key(key) => {
            let named = schema.get("properties").and_then(|p| p.get(key));
            named.or_else(|| schema.get("additionalProperties").filter(|s| s.is_object()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::Tree;

    #[test]
    fn keys_are_known_at_every_depth() {
        let body = of_kind(Kind::Body);
        assert!(keys_at(&body, &[]).contains(&"members_called".to_owned()));
        assert_eq!(
            keys_at(&body, &Tree::path("members[0]")),
            ["organisation", "person", "body", "role", "since", "until"]
        );
        assert_eq!(keys_at(&body, &Tree::path("represents")), ["whom", "in"]);
        assert!(keys_at(&of_settings(), &Tree::path("languages.fr")).contains(&"terms".to_owned()));
    }
}
