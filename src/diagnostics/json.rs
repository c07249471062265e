//! The findings as one JSON object, for editors and scripts.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use serde::Serialize;

use super::{FileId, Findings, Lines, Severity, Sources, Span};

#[derive(Serialize)]
struct Report<'a> {
    diagnostics: Vec<Entry<'a>>,
    errors: usize,
    warnings: usize,
    advice: usize,
}

#[derive(Serialize)]
struct Entry<'a> {
    rule: &'a str,
    severity: Severity,
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    message: &'a str,
    help: Option<&'a str>,
    labels: Vec<Place<'a>>,
    fix: Option<Mend<'a>>,
}

/// How a finding can be mended. Places are those of the text as it is now.
#[derive(Serialize)]
struct Mend<'a> {
    /// Whether `check --fix` does it.
    safe: bool,
    /// The corrected line, where only one line changes.
    line: Option<String>,
    edits: Vec<Change<'a>>,
}

#[derive(Serialize)]
struct Change<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct Place<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    message: &'a str,
}

/// Prints the findings as the object that the contract describes.
pub fn print(findings: &Findings, files: &dyn Sources) -> String {
    // A finding can have thousands of places in one file: its lines are counted once.
    let known: RefCell<BTreeMap<FileId, Rc<Lines<'_>>>> = RefCell::default();
    let position = |span: Span| {
        let (path, text) = files.source(span.file);
        let lines =
            Rc::clone(known.borrow_mut().entry(span.file).or_insert_with(|| Rc::new(Lines::new(text))));
        (path, lines.position(span.start), lines.position(span.end))
    };
    let diagnostics = findings
        .list()
        .iter()
        .map(|d| {
            let (file, (line, column), (end_line, end_column)) = position(d.span);
            Entry {
                rule: d.rule.name,
                severity: d.severity,
                file,
                line,
                column,
                end_line,
                end_column,
                message: &d.message,
                help: d.help.as_deref(),
                labels: d
                    .labels
                    .iter()
                    .map(|label| {
                        let (file, (line, column), _) = position(label.span);
                        Place { file, line, column, message: &label.message }
                    })
                    .collect(),
                fix: d.fix.as_ref().map(|fix| Mend {
                    safe: fix.safe,
                    line: fix.corrected_line(files),
                    edits: fix
                        .edits
                        .iter()
                        .map(|edit| {
                            let (file, (line, column), (end_line, end_column)) = position(edit.span);
                            Change { file, line, column, end_line, end_column, text: &edit.text }
                        })
                        .collect(),
                }),
            }
        })
        .collect();
    let report = Report {
        diagnostics,
        errors: findings.count(Severity::Error),
        warnings: findings.count(Severity::Warning),
        advice: findings.count(Severity::Advice),
    };
    serde_json::to_string_pretty(&report).expect("strings and numbers always serialise") + "\n"
}
