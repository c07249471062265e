//! `plenary check --fix`: what a check says to the letter and is safe is written to the disk.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Where, site};
use crate::diagnostics::{Edit, Lines, Sources};
use crate::error::Failure;
use crate::files::Files;
use crate::rewrite::{self, Round};

/// How often a site is mended and checked again: a fix may make room for another.
const ROUNDS: usize = 5;

/// Mends what can be mended safely; gives a line for each change.
pub fn run(place: &Where) -> Result<Vec<String>, Failure> {
    let mut changes = Vec::new();
    for _ in 0..ROUNDS {
        let site::Checked { root, files, loaded, found } = site::check(place)?;
        let round = Round::of(&found, &files, &rewrite::guard(&loaded.site));
        if round.is_empty() {
            break;
        }
        write(&root, &files, &round)?;
        changes.extend(said(&files, &round));
    }
    Ok(changes)
}

/// "content/about.md:3: sumary → summary", and "content/A.md → content/a.md".
fn said(files: &Files, round: &Round) -> Vec<String> {
    let edits = round.edits.values().flatten().map(|edit| said_of(files, edit));
    let renames = round.renames.iter().map(|(file, to)| format!("{} → {to}", files.get(*file).path));
    edits.chain(renames).collect()
}

fn said_of(files: &Files, edit: &Edit) -> String {
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

/// Writes a round. What would be refused is looked for before anything is changed.
fn write(root: &Path, files: &Files, round: &Round) -> Result<(), Failure> {
    let mut texts = Vec::new();
    for (file, edits) in &round.edits {
        let path = whole(&root.join(&files.get(*file).path))?;
        let text = files.get(*file).text();
        writable(&path, text)?;
        texts.push((path, rewrite::apply(text, edits)));
    }
    for (path, text) in texts {
        replace(&path, &text)?;
    }
    for (file, to) in &round.renames {
        rename(&root.join(&files.get(*file).path), &root.join(to))?;
    }
    Ok(())
}

/// The file itself, where its name is a link to it.
fn whole(path: &Path) -> Result<PathBuf, Failure> {
    path.canonicalize().map_err(|e| Failure::io("open", path, &e))
}

/// A file may be written over where nobody forbids it, and where it says what was checked.
#[expect(clippy::disallowed_methods, reason = "this is where an author's files are written")]
fn writable(path: &Path, checked: &str) -> Result<(), Failure> {
    let metadata = path.metadata().map_err(|e| Failure::io("open", path, &e))?;
    if metadata.permissions().readonly() {
        return Err(Failure::Machine(format!("cannot write {}: it is read-only", path.display())));
    }
    let there = fs::read(path).map_err(|e| Failure::io("read", path, &e))?;
    if there != checked.as_bytes() {
        return Err(Failure::Machine(format!(
            "{} was changed while it was being checked; run the command again",
            path.display()
        )));
    }
    Ok(())
}

/// Writes a text beside its file and moves it there, so that the file is whole at every moment.
#[expect(clippy::disallowed_methods, reason = "this is where an author's files are written")]
fn replace(path: &Path, text: &str) -> Result<(), Failure> {
    let beside = beside(path);
    let written = path
        .metadata()
        .and_then(|metadata| fs::write(&beside, text).map(|()| metadata.permissions()))
        .and_then(|permissions| fs::set_permissions(&beside, permissions))
        .and_then(|()| fs::rename(&beside, path));
    written.map_err(|e| {
        let _ = fs::remove_file(&beside);
        Failure::io("write", path, &e)
    })
}

/// Gives a file another name, which nothing else has.
fn rename(from: &Path, to: &Path) -> Result<(), Failure> {
    let failed = |e: &std::io::Error| Failure::io("write", to, e);
    let same = to.canonicalize().is_ok_and(|to| from.canonicalize().is_ok_and(|from| from == to));
    if to.symlink_metadata().is_ok() && !same {
        return Err(Failure::Machine(format!(
            "cannot rename {}: there is a {}",
            from.display(),
            to.display()
        )));
    }
    // Where capitals make no difference to the disk, the new name is the old one until it is free.
    let between = beside(from);
    fs::rename(from, &between).map_err(|e| failed(&e))?;
    fs::rename(&between, to).map_err(|e| {
        let _ = fs::rename(&between, from);
        failed(&e)
    })
}

/// A hidden name in the same folder, which no check reads.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.plenary"))
}
