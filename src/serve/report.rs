//! What was found, as pages show it: each finding with its line and its place in it.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Serialize;

use super::state::State;
use crate::diagnostics::{Diagnostic, FileId, Findings, Lines, Severity, Sources};

/// How many findings a page lists; the command line shows more.
const MOST: usize = 300;

/// How many letters of a line are shown before, in and behind the place.
const WIDTH: usize = 90;

/// One finding, ready to be shown.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    /// Its file; which one that is belongs to one state of the site.
    #[serde(skip)]
    pub file_id: FileId,
    /// How much it weighs.
    pub severity: Severity,
    /// The rule that found it.
    pub rule: &'static str,
    /// What is wrong.
    pub message: String,
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
    /// The line before the place.
    pub before: String,
    /// The place.
    pub mark: String,
    /// The line behind the place.
    pub after: String,
    /// What to do.
    pub help: Option<String>,
    /// The corrected line.
    pub write: Option<String>,
}

/// What was found in one state of the site.
pub struct Report {
    /// The state.
    pub state: Arc<State>,
    /// What was found: errors first, then by place.
    entries: Vec<Entry>,
    counts: Counts,
}

/// How many findings there are of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Pieces of advice.
    pub advice: usize,
}

/// What the page of a browser is told.
#[derive(Serialize)]
struct Shown<'a> {
    counts: Counts,
    here: Vec<&'a Entry>,
    elsewhere: Vec<&'a Entry>,
    more: usize,
}

impl Report {
    /// The report of what was found in a state.
    pub fn new(state: Arc<State>, found: &Findings) -> Self {
        let mut entries = entries(found, &state.files);
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.severity));
        let count = |severity| found.count(severity);
        let counts = Counts {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            advice: count(Severity::Advice),
        };
        Self { state, entries, counts }
    }

    /// How much was found.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// What a page shows, as JSON: first what concerns it, being in one of its own files or in none
    /// that has a page.
    pub fn for_page(&self, own: &BTreeSet<FileId>) -> String {
        let of_pages: BTreeSet<FileId> = self.state.loaded.site.entries.iter().map(|e| e.file).collect();
        let concerns = |entry: &&Entry| {
            let everyones = entry.severity == Severity::Error && !of_pages.contains(&entry.file_id);
            own.contains(&entry.file_id) || everyones
        };
        let (mut here, mut elsewhere): (Vec<&Entry>, Vec<&Entry>) = self.entries.iter().partition(concerns);
        here.truncate(MOST);
        elsewhere.truncate(MOST - here.len());
        let more = self.entries.len() - here.len() - elsewhere.len();
        let shown = Shown { counts: self.counts, here, elsewhere, more };
        serde_json::to_string(&shown).expect("strings and numbers always serialise")
    }
}

/// Findings, ready to be shown, in their order.
pub fn entries(found: &Findings, files: &dyn Sources) -> Vec<Entry> {
    let mut lines: Option<(FileId, Lines<'_>)> = None;
    let mut entries = Vec::with_capacity(found.list().len());
    for diagnostic in found.list() {
        let file = diagnostic.span.file;
        if lines.as_ref().is_none_or(|(of, _)| *of != file) {
            lines = Some((file, Lines::new(files.source(file).1)));
        }
        if let Some((_, lines)) = &lines {
            entries.push(entry(diagnostic, files, lines));
        }
    }
    entries
}

fn entry(diagnostic: &Diagnostic, files: &dyn Sources, lines: &Lines<'_>) -> Entry {
    let span = diagnostic.span;
    let (file, text) = files.source(span.file);
    let start = text.floor_char_boundary(span.start.min(text.len()));
    let end = text.ceil_char_boundary(span.end.clamp(start, text.len()));
    let (line, column) = lines.position(start);
    let begin = text[..start].rfind('\n').map_or(0, |i| i + 1);
    let stop = text[start..].find('\n').map_or(text.len(), |i| start + i);
    let end = end.min(stop);
    Entry {
        file_id: span.file,
        severity: diagnostic.severity,
        rule: diagnostic.rule.name,
        message: diagnostic.message.clone(),
        file: file.to_owned(),
        line,
        column,
        before: last(text[begin..start].trim_start_matches('\u{feff}')),
        mark: first(text[start..end].trim_end_matches('\r')),
        after: first(text[end..stop].trim_end_matches('\r')),
        help: diagnostic.help.clone(),
        write: diagnostic
            .fix
            .as_ref()
            .and_then(|fix| fix.corrected_line(files))
            .map(|line| {
                let line = line.trim_start();
                if line.chars().count() > 3 * WIDTH { String::new() } else { line.to_owned() }
            })
            .filter(|line| !line.is_empty()),
    }
}

/// The first letters of a text.
fn first(text: &str) -> String {
    match text.char_indices().nth(WIDTH) {
        Some((i, _)) => format!("{}…", &text[..i]),
        None => text.to_owned(),
    }
}

/// The last letters of a text.
fn last(text: &str) -> String {
    match text.char_indices().nth_back(WIDTH) {
        Some((i, _)) => format!("…{}", &text[i..]),
        None => text.to_owned(),
    }
}
