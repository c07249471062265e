//! The pages of keys: the JSON Schemas of front matter and of `site.yaml`, in words.

use std::fmt::Write as _;

use plenary::read::schema;
use plenary::site::{Common, Kind};
use serde_json::{Map, Value};

use super::cell;

/// What a section says: the paths of all keys with such a value, and the value's schema.
struct Part {
    paths: Vec<String>,
    schema: Value,
}

/// The keys of a schema, those that are `known` from elsewhere left out.
pub fn page(introduction: &str, schema: &Value, known: &[String]) -> String {
    let mut text = format!("{introduction}\n");
    let mut inner = Vec::new();
    table(&mut text, schema, known, "", &mut inner);
    while !inner.is_empty() {
        for Part { paths, schema } in std::mem::take(&mut inner) {
            let names: Vec<String> = paths.iter().map(|path| format!("`{path}`")).collect();
            let _ = write!(text, "\n## In {} {{#{}}}\n", names.join(", "), anchor(&paths[0]));
            if has_keys(&schema) {
                table(&mut text, &schema, &[], &paths[0], &mut inner);
            }
            words(&mut text, &schema);
        }
    }
    text
}

/// The keys that every kind has.
pub fn common() -> Value {
    schema::of::<Common>().to_value()
}

/// The schema of a kind.
pub fn of_kind(kind: Kind) -> Value {
    schema::of_kind(kind).to_value()
}

/// The schema of `site.yaml`.
pub fn settings() -> Value {
    schema::of_settings().to_value()
}

/// The names of the keys of a schema.
pub fn names(schema: &Value) -> Vec<String> {
    fields(schema).keys().cloned().collect()
}

fn fields(schema: &Value) -> Map<String, Value> {
    schema.get("properties").and_then(Value::as_object).cloned().unwrap_or_default()
}

fn anchor(path: &str) -> String {
    format!("in-{}", path.replace(['.', '_'], "-"))
}

fn table(text: &mut String, schema: &Value, known: &[String], path: &str, inner: &mut Vec<Part>) {
    let needed = schema.get("required").and_then(Value::as_array).cloned().unwrap_or_default();
    text.push_str("\n| key | value | meaning |\n| --- | --- | --- |\n");
    for (key, schema) in fields(schema).iter().filter(|(key, _)| !known.contains(key)) {
        let here = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        let meaning = schema["description"].as_str().unwrap_or_else(|| panic!("{here} says nothing"));
        let needed = if needed.contains(&key.as_str().into()) { "; needed" } else { "" };
        let mut name = format!("`{key}`");
        if let Some(part) = part(schema) {
            let first = if let Some(other) = inner.iter_mut().find(|other| other.schema == part) {
                other.paths.push(here);
                other.paths[0].clone()
            } else {
                inner.push(Part { paths: vec![here.clone()], schema: part });
                here
            };
            name = format!("[{name}](#{})", anchor(&first));
        }
        let value = cell(&value(schema));
        let _ = writeln!(text, "| {name} | {value}{needed} | {} |", cell(&meaning.replace('\n', " ")));
    }
}

/// The words of a choice with their meanings.
fn words(text: &mut String, schema: &Value) {
    let words = constants(schema);
    if words.is_empty() {
        return;
    }
    text.push_str("\n| word | meaning |\n| --- | --- |\n");
    for (word, meaning) in words {
        let _ = writeln!(text, "| `{word}` | {} |", cell(&meaning));
    }
}

/// What a schema chooses from, itself where it does not choose; "nothing" is no choice.
fn choices(schema: &Value) -> Vec<&Value> {
    match ["anyOf", "oneOf"].into_iter().find_map(|key| schema.get(key)?.as_array()) {
        Some(choices) => choices
            .iter()
            .filter(|choice| choice.get("type") != Some(&"null".into()))
            .flat_map(self::choices)
            .collect(),
        None => vec![schema],
    }
}

/// The words among the choices, each with its meaning.
fn constants(schema: &Value) -> Vec<(String, String)> {
    let pair = |choice: &&Value| {
        let word = choice.get("const")?.as_str()?.to_owned();
        Some((word, choice["description"].as_str().unwrap_or_default().to_owned()))
    };
    choices(schema).iter().filter_map(pair).collect()
}

fn has_keys(schema: &Value) -> bool {
    schema.get("properties").is_some()
}

/// What has to be said of a value in a section of its own: a record's keys, or words with their meanings.
fn part(schema: &Value) -> Option<Value> {
    for choice in choices(schema) {
        if has_keys(choice) {
            return Some(choice.clone());
        }
        for below in ["items", "additionalProperties"] {
            if let Some(part) = choice.get(below).filter(|below| below.is_object()).and_then(part) {
                return Some(part);
            }
        }
    }
    let words = constants(schema);
    let says_more = words.iter().any(|(word, meaning)| !is_said_by(word, meaning));
    says_more.then(|| serde_json::json!({ "oneOf": choices(schema) }))
}

/// Whether a meaning is the word alone: "A committee." of `committee`.
fn is_said_by(word: &str, meaning: &str) -> bool {
    let meaning = meaning.trim_end_matches('.').to_lowercase();
    let bare =
        ["an ", "a "].into_iter().find_map(|article| meaning.strip_prefix(article)).unwrap_or(&meaning);
    bare.replace(' ', "-") == word
}

/// The sort of a value in words.
fn value(schema: &Value) -> String {
    let words = constants(schema);
    if !words.is_empty() {
        let words: Vec<String> = words.into_iter().map(|(word, _)| format!("`{word}`")).collect();
        return words.join(", ");
    }
    let mut all: Vec<String> = Vec::new();
    for choice in choices(schema).into_iter().map(simple) {
        if !all.contains(&choice) {
            all.push(choice);
        }
    }
    all.join(", or ")
}

fn simple(schema: &Value) -> String {
    if let Some(items) = schema.get("items") {
        return format!("list of {}", value(items));
    }
    if has_keys(schema) {
        return format!("`{{{}}}`", names(schema).join(", "));
    }
    if let Some(below) = schema.get("additionalProperties").filter(|below| below.is_object()) {
        return format!("names, each with {}", value(below));
    }
    if schema.get("patternProperties").is_some() {
        return "old addresses, each with the new one".to_owned();
    }
    if let Some(words) = schema.get("enum").and_then(Value::as_array) {
        if words.contains(&true.into()) {
            return "yes or no".to_owned();
        }
        let words: Vec<String> =
            words.iter().filter_map(Value::as_str).map(|word| format!("`{word}`")).collect();
        return words.join(", ");
    }
    if let Some(pattern) = schema.get("pattern").and_then(Value::as_str) {
        return of_pattern(pattern).to_owned();
    }
    let is = |name: &str| match &schema["type"] {
        Value::String(one) => one == name,
        Value::Array(several) => several.contains(&name.into()),
        _ => false,
    };
    match () {
        () if is("string") => "text",
        () if is("integer") || is("number") => "number",
        () if is("boolean") => "yes or no",
        () => panic!("the manual has no words for the values of {schema}"),
    }
    .to_owned()
}

/// A new pattern needs words for people here.
fn of_pattern(pattern: &str) -> &'static str {
    match pattern {
        r"^[^\s]+$" => "id",
        r"^[^/?#\s]+$" => "part of an address",
        r"^/" => "address of this site",
        r"^https?://" => "address elsewhere",
        r"^(https?:|mailto:|tel:|sms:|geo:|/)" => "address",
        r"^[0-9a-f]{16}$" => "seal",
        r"^[0-9]+(\.[0-9]+)? ?(kB|MB)$" => "size, such as `30 kB`",
        r"^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$" => "language's tag",
        r"^\d{4}(-\d{2}(-\d{2})?)?$" => "date, month or year",
        r"^\d{4}-\d{2}-\d{2}$" => "date",
        r"^\d{4}-\d{2}-\d{2}([Tt ].+)?$" => "date, or date and time",
        r"^\d{4}-\d{2}-\d{2}[Tt ].+$" => "date and time",
        _ => panic!("the manual has no words for the pattern {pattern}"),
    }
}
