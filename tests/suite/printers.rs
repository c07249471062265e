//! What the printers make of findings: what stands under a word in a terminal, and the forms that
//! programs read.

use plenary::check::RULES;
use plenary::diagnostics::{Diagnostic, Findings, Rule, Severity, Span, human, json, sarif};
use plenary::files::Files;
use serde_json::Value;

use crate::memory::build;

static RULE: Rule = Rule { name: "some-rule", severity: Severity::Warning, docs: "Why." };

/// The site of one text, and the place of a word in it.
fn word_of(text: &str, word: &str) -> (Files, Span) {
    let files = Files::fixture(&format!("-- content/a.md --\n{text}-- content/b.md --\nanother file"));
    let (file, source) = files.find("content/a.md").unwrap();
    let start = source.text().find(word).unwrap();
    (files, Span::new(file, start, start + word.len()))
}

fn printed(files: &Files, diagnostic: Diagnostic) -> String {
    let mut found = Findings::default();
    found.add(diagnostic);
    human::print(&found, files, false)
}

/// The line and what stands under it.
fn underlined(text: &str, word: &str) -> String {
    let (files, span) = word_of(text, word);
    let printed = printed(&files, Diagnostic::new(&RULE, span, "this is wrong"));
    let lines = printed.lines().filter_map(|line| line.split_once("| "));
    lines.flat_map(|(_, line)| [line, "\n"]).collect()
}

/// Each is right where it is looked at in a terminal: a Chinese character and an emoji take two
/// places, marks and joiners none.
#[test]
fn the_caret_stands_under_the_word() {
    for (text, word, expected) in [
        ("一个 会议 记录\n", "会议", "一个 会议 记录\n     ^^^^\n"),
        ("اجتماع اللجنة هنا\n", "اللجنة", "اجتماع اللجنة هنا\n       ^^^^^^\n"),
        ("cafe\u{301} du Mali\n", "Mali", "cafe\u{301} du Mali\n        ^^^^\n"),
        ("a\tb\tword\n", "word", "a    b    word\n          ^^^^\n"),
        ("🎉 a word\n", "word", "🎉 a word\n     ^^^^\n"),
        ("a\u{200b}b word\n", "word", "a\u{200b}b word\n   ^^^^\n"),
        ("one\r\ntwo words\r\nthree\r\n", "words", "two words\n    ^^^^^\n"),
        ("one\r\ntwo\r\n", "one\r\ntwo", "one\n^^^\n"),
    ] {
        assert_eq!(underlined(text, word), expected, "{text:?}");
    }
}

#[test]
fn ends_of_files_and_empty_files_have_a_place() {
    let files = Files::fixture("-- content/a.md --\nlast words");
    let (file, _) = files.find("content/a.md").unwrap();
    assert_eq!(
        printed(&files, Diagnostic::new(&RULE, Span::new(file, 10, 10), "more was expected")),
        "warning[some-rule]: more was expected\n --> content/a.md:1:11\n  |\n1 | last words\n  |           ^\n\n\
         1 warning\n"
    );
    let files = Files::fixture("-- content/a.md --\n");
    let (file, _) = files.find("content/a.md").unwrap();
    assert_eq!(
        printed(&files, Diagnostic::new(&RULE, Span::new(file, 0, 0), "this is empty")),
        "warning[some-rule]: this is empty\n --> content/a.md:1:1\n  |\n1 |\n  | ^\n\n1 warning\n"
    );
}

#[test]
fn a_label_may_stand_in_another_file() {
    let (files, span) = word_of("one word\n", "word");
    let (other, _) = files.find("content/b.md").unwrap();
    let diagnostic =
        Diagnostic::new(&RULE, span, "these differ").label(Span::new(other, 8, 12), "first here");
    assert_eq!(
        printed(&files, diagnostic),
        "warning[some-rule]: these differ\n --> content/a.md:1:5\n  |\n1 | one word\n  |     ^^^^\n  |\n \
         ::: content/b.md:1:9\n  |\n1 | another file\n  |         ---- first here\n\n1 warning\n"
    );
}

#[test]
fn a_long_line_does_not_flood_the_screen() {
    let text = format!("{}WORD {}\n", "some words ".repeat(100), "more words ".repeat(100));
    let (files, span) = word_of(&text, "WORD");
    let report = printed(&files, Diagnostic::new(&RULE, span, "this is wrong").propose(span, "word"));
    assert!(report.lines().all(|line| line.chars().count() < 150), "{report}");
    assert!(report.contains("= write: word (in place of WORD)"), "{report}");
    // Of a very long line, no report repeats the whole.
    let long = format!("{}WORD\n", "words ".repeat(400));
    let (files, span) = word_of(&long, "WORD");
    let fixed = Diagnostic::new(&RULE, span, "this is wrong").propose(span, "word");
    assert_eq!(fixed.fix.unwrap().corrected_line(&files), None);
    let (files, span) = word_of(&text, text.trim_end());
    let report = printed(&files, Diagnostic::new(&RULE, span, "this is wrong"));
    assert!(report.lines().all(|line| line.chars().count() < 150), "{report}");
}

/// A site with findings of each severity, with a label and with a fix, in a file whose name has to
/// be encoded.
const FAULTS: &str = "-- content/site.yaml --\ntitle: Test\n\
    -- content/réunion, 1.md --\n---\ntitle: A\nsumary: B\ntitle: C\n---\n\n<b>text</b>\n\n[x](membrs.md)\n\
    -- content/bodies/b.md --\n---\ntitle: B\nclassification: comitee\n---\n\nText.\n";

fn sarif_schema() -> jsonschema::Validator {
    // Patterns for languages, which Plenary does not write, hold a bracket that only some readers
    // of patterns take for a letter.
    let text = include_str!("../schemas/sarif-2.1.0.json").replace("{2}]?$", r"{2}\\]?$");
    jsonschema::validator_for(&serde_json::from_str(&text).unwrap()).unwrap()
}

fn valid_sarif(found: &Findings, files: &Files) -> Value {
    let validator = sarif_schema();
    let log: Value = serde_json::from_str(&sarif::print(found, files, RULES)).unwrap();
    let faults: Vec<String> =
        validator.iter_errors(&log).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    log
}

#[test]
fn sarif_keeps_to_its_schema() {
    let built = build(FAULTS);
    let log = valid_sarif(&built.found, &built.files);
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), RULES.len());
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), built.found.list().len());
    for (result, diagnostic) in results.iter().zip(built.found.list()) {
        let number = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[number]["id"], diagnostic.rule.name);
        assert_eq!(result["ruleId"], diagnostic.rule.name);
    }
    let of = |rule: &str| results.iter().find(|r| r["ruleId"] == rule).unwrap();
    let key = of("unknown-key");
    assert_eq!(key["level"], "error");
    assert_eq!(key["message"]["text"], "unknown key \"sumary\"\ndid you mean summary?\nwrite: summary: B");
    let place = &key["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "content/r%C3%A9union%2C%201.md");
    assert_eq!(
        place["region"],
        serde_json::json!({"startLine": 3, "startColumn": 1, "endLine": 3, "endColumn": 7})
    );
    let change = &key["fixes"][0]["artifactChanges"][0];
    assert_eq!(change["replacements"][0]["deletedRegion"], place["region"]);
    assert_eq!(change["replacements"][0]["insertedContent"]["text"], "summary");
    assert_eq!(of("key-twice")["relatedLocations"][0]["message"]["text"], "first here");
    assert_eq!(of("raw-html")["level"], "warning");
    assert_eq!(of("no-base-url")["level"], "note");
}

#[test]
fn sarif_of_nothing_is_a_log_without_results() {
    let log = valid_sarif(&Findings::default(), &Files::fixture(""));
    assert_eq!(log["runs"][0]["results"], serde_json::json!([]));
}

#[test]
fn the_check_against_the_schema_finds_faults() {
    let validator = sarif_schema();
    assert!(!validator.is_valid(&serde_json::json!({"version": "2.1.0", "runs": [{"results": [{}]}]})));
}

#[test]
fn json_has_the_form_of_the_contract() {
    let place = |more: &str| {
        format!(
            r#""file": {{"type": "string"}}, "line": {{"type": "integer", "minimum": 1}},
               "column": {{"type": "integer", "minimum": 1}}{more}"#
        )
    };
    let end =
        r#", "end_line": {"type": "integer", "minimum": 1}, "end_column": {"type": "integer", "minimum": 1}"#;
    let closed = |properties: String| -> Value {
        let properties: Value = serde_json::from_str(&format!("{{{properties}}}")).unwrap();
        let required: Vec<&String> = properties.as_object().unwrap().keys().collect();
        serde_json::json!({
            "type": "object", "additionalProperties": false, "required": required, "properties": properties
        })
    };
    let label = closed(place(r#", "message": {"type": "string"}"#));
    let edit = closed(place(&format!(r#"{end}, "text": {{"type": "string"}}"#)));
    let fix = closed(format!(
        r#""safe": {{"type": "boolean"}}, "line": {{"type": ["string", "null"]}},
           "edits": {{"type": "array", "items": {edit}}}"#
    ));
    let entry = closed(format!(
        r#""rule": {{"type": "string"}}, "severity": {{"enum": ["error", "warning", "advice"]}}, {},
           "message": {{"type": "string"}}, "help": {{"type": ["string", "null"]}},
           "labels": {{"type": "array", "items": {label}}}, "fix": {{"anyOf": [{{"type": "null"}}, {fix}]}}"#,
        place(end)
    ));
    let count = r#"{"type": "integer", "minimum": 0}"#;
    let report = closed(format!(
        r#""diagnostics": {{"type": "array", "items": {entry}}},
           "errors": {count}, "warnings": {count}, "advice": {count}"#
    ));
    let validator = jsonschema::validator_for(&report).unwrap();
    for site in [FAULTS, "-- content/index.md --\n---\ntitle: Home\n---\n\nText.\n"] {
        let built = build(site);
        let object: Value = serde_json::from_str(&json::print(&built.found, &built.files)).unwrap();
        let faults: Vec<String> =
            validator.iter_errors(&object).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}
