//! `plenary check --fix`: what a check says to the letter and is safe is written to the disk.

use std::collections::BTreeSet;

use super::move_::carry_out;
use super::site::Scanned;
use super::{Where, site, texts};
use crate::build;
use crate::diagnostics::{Edit, Lines, Sources};
use crate::error::Failure;
use crate::files::Files;
use crate::read::FILE_NAME;
use crate::rename::{self, Refused};
use crate::rewrite::{self, Round};

/// How often a site is mended and checked again: a fix may make room for another.
const ROUNDS: usize = 5;

/// Mends what can be mended safely; gives a line for each change.
pub fn run(place: &Where) -> Result<Vec<String>, Failure> {
    let mut changes = Vec::new();
    for _ in 0..ROUNDS {
        let site::Checked { root, files, loaded, found } = site::check(place)?;
        let mut round = Round::of(&found, &files, &rewrite::guard(&loaded.site));
        if round.is_empty() {
            break;
        }
        round.add(rename::renewed_seals(&loaded.site, &files, &round.edits));
        texts::write(&root, &files, &round.texts(&files))?;
        changes.extend(round.edits.values().flatten().map(|edit| said(&files, edit)));
    }
    tidy(place, &mut changes)?;
    Ok(changes)
}

/// Gives files the names that they should have, with all that names them. What cannot be renamed is
/// left, and found again by the check.
fn tidy(place: &Where, changes: &mut Vec<String>) -> Result<(), Failure> {
    let mut tried = BTreeSet::new();
    loop {
        let Scanned { root, files, options, found } = site::scan(place, false, None)?;
        let faults = build::load(&files, &options, found.clone())?.found;
        let mut untidy = faults.list().iter().filter(|d| d.rule.name == FILE_NAME.name).map(|d| d.span.file);
        let Some(file) = untidy.find(|file| tried.insert(files.get(*file).path.clone())) else {
            return Ok(());
        };
        let done = rename::tidy(&files, &options, found, file)
            .and_then(|done| carry_out(&root, &files, &done).map(|()| done.report).map_err(Refused::Machine));
        match done {
            Ok(report) => changes.extend(report),
            Err(Refused::Machine(failure @ Failure::Machine(_))) => return Err(failure),
            Err(_) => {}
        }
    }
}

/// "content/about.md:3: sumary → summary".
fn said(files: &Files, edit: &Edit) -> String {
    let (path, text) = files.source(edit.span.file);
    let (line, _) = Lines::new(text).position(edit.span.start);
    let old = visible(&text[edit.span.start..edit.span.end]);
    let new = visible(&edit.text);
    format!("{path}:{line}: {old} → {new}")
}

/// A text in one line, in which what cannot be seen is named.
fn visible(text: &str) -> String {
    if text.is_empty() {
        return "(nothing)".to_owned();
    }
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\n' => out.push('⏎'),
            '\r' => {}
            c if c.is_control() || is_invisible(c) => out.extend(format!("U+{:04X}", u32::from(c)).chars()),
            c => out.push(c),
        }
    }
    out
}

/// Characters without a width of their own that no word shows.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}
