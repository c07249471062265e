//! The findings as SARIF 2.1.0, for code hosts and editors that show them beside the text.

use std::collections::BTreeMap;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::{Diagnostic, Edit, FileId, Findings, Fix, Lines, Rule, Severity, Sources, Span};

/// The schema that the log keeps to.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What readers call the folder that paths begin from.
const ROOT: &str = "%SRCROOT%";

/// What stands in a path as it is; all else is percent-encoded.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Prints the findings as one run, with the table of all rules.
pub fn print(findings: &Findings, files: &dyn Sources, rules: &[&Rule]) -> String {
    let numbers: BTreeMap<&str, usize> = rules.iter().enumerate().map(|(i, rule)| (rule.name, i)).collect();
    let results: Vec<Value> = findings.list().iter().map(|d| result(d, files, &numbers)).collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {
                "driver": {
                    "name": "Plenary",
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "version": env!("CARGO_PKG_VERSION"),
                    "rules": rules.iter().map(|rule| described(rule)).collect::<Vec<_>>(),
                },
            },
            "originalUriBaseIds": { ROOT: { "description": { "text": "The site's folder" } } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

/// A rule in the table.
fn described(rule: &Rule) -> Value {
    json!({
        "id": rule.name,
        "shortDescription": { "text": rule.first_sentence() },
        "fullDescription": { "text": rule.docs, "markdown": rule.docs },
        "help": { "text": rule.docs, "markdown": rule.docs },
        "defaultConfiguration": { "level": level(rule.severity) },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    }
}

fn result(diagnostic: &Diagnostic, files: &dyn Sources, numbers: &BTreeMap<&str, usize>) -> Value {
    let mut result = json!({
        "ruleId": diagnostic.rule.name,
        "level": level(diagnostic.severity),
        "message": { "text": diagnostic.in_lines(files).join("\n") },
        "locations": [{ "physicalLocation": place(diagnostic.span, files) }],
    });
    if let Some(number) = numbers.get(diagnostic.rule.name) {
        result["ruleIndex"] = json!(number);
    }
    if !diagnostic.labels.is_empty() {
        let label = |label: &super::Label| {
            json!({
                "physicalLocation": place(label.span, files),
                "message": { "text": label.message },
            })
        };
        result["relatedLocations"] = diagnostic.labels.iter().map(label).collect();
    }
    if let Some(fix) = diagnostic.fix.as_ref().filter(|fix| !fix.edits.is_empty()) {
        result["fixes"] = json!([{ "artifactChanges": changes(fix, files) }]);
    }
    result
}

/// The changes of a fix, file by file.
fn changes(fix: &Fix, files: &dyn Sources) -> Vec<Value> {
    let mut by_file: BTreeMap<FileId, Vec<&Edit>> = BTreeMap::new();
    for edit in &fix.edits {
        by_file.entry(edit.span.file).or_default().push(edit);
    }
    let replacement = |edit: &&Edit| {
        let mut replacement = json!({ "deletedRegion": region(edit.span, files) });
        if !edit.text.is_empty() {
            replacement["insertedContent"] = json!({ "text": edit.text });
        }
        replacement
    };
    by_file
        .into_iter()
        .map(|(file, edits)| {
            json!({
                "artifactLocation": artifact(file, files),
                "replacements": edits.iter().map(replacement).collect::<Vec<_>>(),
            })
        })
        .collect()
}

fn place(span: Span, files: &dyn Sources) -> Value {
    json!({ "artifactLocation": artifact(span.file, files), "region": region(span, files) })
}

fn artifact(file: FileId, files: &dyn Sources) -> Value {
    let (path, _) = files.source(file);
    json!({ "uri": utf8_percent_encode(path, PATH).to_string(), "uriBaseId": ROOT })
}

/// Lines and columns from 1; the last column is the one behind the place.
fn region(span: Span, files: &dyn Sources) -> Value {
    let lines = Lines::new(files.source(span.file).1);
    let ((line, column), (end_line, end_column)) = (lines.position(span.start), lines.position(span.end));
    json!({ "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column })
}
