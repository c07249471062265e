//! The page of templates: each with the variable that it reads, and the fields of all views.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use plenary::check::site::templates::views;
use plenary::render::views::{PageView, SiteView};
use schemars::generate::SchemaSettings;
use schemars::{Schema, SchemaGenerator};
use serde_json::{Map, Value};

use super::cell;

/// All templates that the program shows views with, and what they read.
pub fn page() -> String {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let frame = name_of(&generator.subschema_for::<PageView>());
    let site = name_of(&generator.subschema_for::<SiteView>());
    let mut text = format!(
        "Each template reads `lang`, the page's language. Those that read `page` read `site` too, \
         which is a [{site}](#{}). The fields of [{frame}](#{}) are in every `page`. \
         A field is always there; where nothing is known, it is none.\n\n\
         | template | variable | is a |\n| --- | --- | --- |\n",
        anchor(&site),
        anchor(&frame),
    );
    for view in views() {
        let name = name_of(&(view.schema)(&mut generator));
        let _ =
            writeln!(text, "| `{}` | `{}` | [{name}](#{}) |", view.template, view.variable, anchor(&name));
    }
    let all = definitions(&mut generator);
    let frame_fields = fields(&all[&frame]);
    for (name, schema) in &all {
        let _ = write!(text, "\n## {name} {{#{}}}\n\n{}\n", anchor(name), plain(&schema["description"]));
        let own = fields(schema);
        let framed = *name != frame && frame_fields.keys().all(|field| own.contains_key(field));
        if framed {
            let _ = write!(text, "\nIt has the fields of [{frame}](#{}), and these:\n", anchor(&frame));
        }
        text.push_str("\n| field | is | meaning |\n| --- | --- | --- |\n");
        for (field, schema) in own.iter().filter(|(field, _)| !framed || !frame_fields.contains_key(*field)) {
            let meaning = plain(&schema["description"]);
            let _ = writeln!(text, "| `{field}` | {} | {} |", cell(&kind(schema)), cell(&meaning));
        }
    }
    text
}

/// The views and their parts by name.
fn definitions(generator: &mut SchemaGenerator) -> BTreeMap<String, Value> {
    generator.take_definitions(true).into_iter().collect()
}

fn name_of(schema: &Schema) -> String {
    reference(schema.as_value()).expect("a view is a record with a name")
}

fn reference(schema: &Value) -> Option<String> {
    schema.get("$ref")?.as_str()?.rsplit('/').next().map(str::to_owned)
}

fn anchor(name: &str) -> String {
    name.to_lowercase()
}

fn fields(schema: &Value) -> Map<String, Value> {
    schema.get("properties").and_then(Value::as_object).cloned().unwrap_or_default()
}

/// A doc comment as Markdown of the manual: names of code in it are no links.
fn plain(description: &Value) -> String {
    let text =
        description.as_str().unwrap_or_else(|| panic!("a field or view says nothing")).replace('\n', " ");
    text.replace("[`", "`").replace("`]", "`")
}

/// What a field is.
fn kind(schema: &Value) -> String {
    if let Some(name) = reference(schema) {
        return format!("[{name}](#{})", anchor(&name));
    }
    let choices = ["anyOf", "oneOf"].into_iter().find_map(|key| schema.get(key)?.as_array());
    if let Some(choices) = choices {
        let mut all: Vec<String> = choices.iter().map(kind).collect();
        all.dedup();
        return all.join(" or ");
    }
    if let Some(items) = schema.get("items") {
        return or_none(schema, format!("list of {}", kind(items)));
    }
    let word = |name: &str| match name {
        "string" => "text",
        "integer" | "number" => "number",
        "boolean" => "yes or no",
        "null" => "none",
        "object" => "names with values",
        _ => panic!("the manual has no words for {schema}"),
    };
    match &schema["type"] {
        Value::String(name) => word(name).to_owned(),
        Value::Array(names) => {
            names.iter().filter_map(Value::as_str).map(word).collect::<Vec<_>>().join(" or ")
        }
        _ => "any value".to_owned(),
    }
}

fn or_none(schema: &Value, text: String) -> String {
    let none = schema["type"].as_array().is_some_and(|names| names.contains(&"null".into()));
    if none { format!("{text} or none") } else { text }
}
