//! A record or folder gets another name: which files move, and which words change so that every
//! link, id and old address still leads where it led.
//!
//! Nothing here touches the disk. [`plan`] names the site before and after ([`ground`]), gathers
//! the changes of texts ([`mend`], [`aliases`]), makes the site as it would be, and holds what
//! `check` finds in it against what it found before.

pub mod aliases;
pub mod destination;
pub mod ground;
pub mod mend;
pub mod paths;
pub mod yaml;

use std::collections::{BTreeMap, BTreeSet};

use crate::build::{self, Options};
use crate::diagnostics::{Edit, FileId, Findings, Severity};
use crate::digest::seal;
use crate::error::Failure;
use crate::files::Files;
use crate::read;
use crate::read::markdown::slug;
use crate::read::parent;
use crate::resolve::subjects::{HOME, Subjects, Unresolved};
use crate::site::{Entry, Kind, Lang};

use self::ground::{Ground, Named, new_id};
use self::mend::Mender;

/// What a change changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// A link.
    Link,
    /// An id.
    Id,
    /// An old address in `aliases`.
    Alias,
    /// An old address in `redirects`.
    Redirect,
    /// The seal of a source whose links changed.
    Seal,
}

impl Change {
    /// "2 links".
    fn words(self, count: usize) -> String {
        let (one, many) = match self {
            Self::Link => ("link", "links"),
            Self::Id => ("id", "ids"),
            Self::Alias => ("alias", "aliases"),
            Self::Redirect => ("redirect", "redirects"),
            Self::Seal => ("seal", "seals"),
        };
        format!("{count} {}", if count == 1 { one } else { many })
    }
}

/// Changes of texts.
#[derive(Debug, Default)]
pub struct Changes {
    list: Vec<Edit>,
    counts: BTreeMap<(FileId, Change), usize>,
}

impl Changes {
    /// Adds a change; one that two links share is made once.
    pub fn add(&mut self, change: Change, edit: Edit) {
        self.add_many(change, 1, edit);
    }

    /// Adds a change that stands for several.
    pub fn add_many(&mut self, change: Change, count: usize, edit: Edit) {
        *self.counts.entry((edit.span.file, change)).or_default() += count;
        if !self.list.contains(&edit) {
            self.list.push(edit);
        }
    }

    fn by_file(&self) -> BTreeMap<FileId, Vec<Edit>> {
        let mut files: BTreeMap<FileId, Vec<Edit>> = BTreeMap::new();
        for edit in &self.list {
            files.entry(edit.span.file).or_default().push(edit.clone());
        }
        for edits in files.values_mut() {
            edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
        }
        files
    }
}

/// Everything that a move does.
#[derive(Debug)]
pub struct Move {
    /// New texts of files, by their paths before the move.
    pub texts: BTreeMap<FileId, String>,
    /// New paths of files.
    pub paths: BTreeMap<FileId, String>,
    /// A folder that moves whole, with what the site does not read: from and to.
    pub folder: Option<(String, String)>,
    /// What is done, a line a file.
    pub report: Vec<String>,
}

/// Why nothing moves.
#[derive(Debug)]
pub enum Refused {
    /// The names cannot be meant; a sentence.
    Names(String),
    /// The site as it is has faults in the way, or would have new ones; a sentence, and the faults
    /// in the files before or as they would be.
    Faults(&'static str, Findings, Option<Box<Files>>),
}

/// Faults behind which a name or link may be hidden.
const HIDING: [&str; 6] =
    ["front-matter-not-closed", "key-twice", "not-utf8", "unknown-language", "wrong-value", "yaml-syntax"];

/// Puts edits, which do not overlap, into a text.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        out.push_str(&text[at..edit.span.start]);
        out.push_str(&edit.text);
        at = edit.span.end;
    }
    out.push_str(&text[at..]);
    out
}

/// Plans a move: `old` and `new` are ids, or paths from the site's root.
///
/// # Errors
/// When the machine fails.
pub fn plan(
    files: &Files,
    options: &Options,
    found: Findings,
    old: &str,
    new: &str,
) -> Result<Result<Move, Refused>, Failure> {
    let before = build::load(files, options, found)?;
    let hiding = only(&before.found, |rule| HIDING.contains(&rule));
    if !hiding.list().is_empty() {
        let why = "what these faults hide cannot be mended, so nothing was moved; mend them first";
        return Ok(Err(Refused::Faults(why, hiding, None)));
    }
    let names = names(
        &before.graph.subjects,
        &before.site.entries,
        &before.site.folders,
        |tag| before.site.config.lang(tag).is_some(),
        old,
        new,
    );
    let (old, new, section) = match names {
        Ok(names) => names,
        Err(sentence) => return Ok(Err(Refused::Names(sentence))),
    };
    let counts = counts(&before.found);
    let moves = |id: &str| new_id(&old, &new, section, id).is_some();
    let named = Named::new(before.site, options.now, moves);
    let paths = match new_paths(files, &named, &old, &new, section) {
        Ok(paths) => paths,
        Err(sentence) => return Ok(Err(Refused::Names(sentence))),
    };
    let moved = files.changed(&BTreeMap::new(), &paths);
    let site = read::read(&moved, options.base.as_ref(), &mut Findings::default());
    let arrived = |id: &str| new_id(&new, &old, section, id).is_some();
    let after = Named::new(site, options.now, arrived);
    let ground = Ground { files, before: named, after, old, new, section };
    let Mender { mut changes, unclear, .. } = Mender::new(&ground);
    if !unclear.list().is_empty() {
        let why =
            "these can mean what moves, or something else, so nothing was moved; write the long ids first";
        return Ok(Err(Refused::Faults(why, unclear, None)));
    }
    aliases::add(&ground, &moved, &mut changes);
    seals(&ground, &mut changes);
    let texts = texts(files, &changes).map_err(Failure::Machine)?;
    let as_it_would_be = files.changed(&texts, &paths);
    let then = build::load(&as_it_would_be, options, Findings::default())?;
    let fresh = only_new(&then.found, &counts);
    if !fresh.list().is_empty() {
        let why = "the site would have these faults after the move, so nothing was moved";
        return Ok(Err(Refused::Faults(why, fresh, Some(Box::new(as_it_would_be)))));
    }
    let report = report(files, &paths, &changes);
    let inside = format!("content/{}/", ground.old);
    let whole = paths.keys().any(|file| files.get(*file).path.starts_with(&inside));
    let folder = whole.then(|| (format!("content/{}", ground.old), format!("content/{}", ground.new)));
    Ok(Ok(Move { texts, paths, folder, report }))
}

fn only(found: &Findings, rule: impl Fn(&str) -> bool) -> Findings {
    let mut found = found.clone();
    found.retain(|diagnostic| rule(diagnostic.rule.name));
    found
}

/// How many errors each rule finds.
fn counts(found: &Findings) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for diagnostic in found.list().iter().filter(|d| d.severity == Severity::Error) {
        *counts.entry(diagnostic.rule.name).or_default() += 1;
    }
    counts
}

/// The errors of rules that find more than before. Places and names have changed, numbers count.
fn only_new(found: &Findings, before: &BTreeMap<&'static str, usize>) -> Findings {
    let more: BTreeSet<&str> = counts(found)
        .into_iter()
        .filter(|(rule, n)| *n > before.get(rule).copied().unwrap_or(0))
        .map(|(rule, _)| rule)
        .collect();
    let mut found = found.clone();
    found.retain(|diagnostic| diagnostic.severity == Severity::Error && more.contains(diagnostic.rule.name));
    found
}

/// The old and the new long id, and whether a folder is meant; else a sentence.
fn names(
    subjects: &Subjects,
    entries: &[Entry],
    folders: &[String],
    is_language: impl Fn(&str) -> bool,
    old: &str,
    new: &str,
) -> Result<(String, String, bool), String> {
    let old = long_id(subjects, &bare(old, &is_language), old)?;
    let subject = subjects.by_id(&old).map(|ix| subjects.get(ix));
    let section = subject.is_some_and(|subject| subject.section);
    if old == HOME {
        return Err("the home page cannot be moved".to_owned());
    }
    if let Some(kind) = Kind::of_folder(&old) {
        let name = kind.name();
        return Err(format!("content/{old}/ is the folder of the kind {name}; its name says the kind"));
    }
    let from_top = new.starts_with('/') || new.trim_start_matches("./").starts_with("content/");
    let given = bare(new, &is_language);
    let new = match parent(&old) {
        Some(folder) if !from_top && !given.contains('/') => format!("{folder}/{given}"),
        _ => given.clone(),
    };
    let known = parent(&new).filter(|folder| folders.iter().any(|f| f == folder));
    let fresh = known.map_or(new.as_str(), |folder| &new[folder.len() + 1..]);
    let better: Vec<String> = fresh.split('/').map(slug).filter(|part| !part.is_empty()).collect();
    let better = better.join("/");
    if given.is_empty() || fresh != better {
        let hint = if better.is_empty() { String::new() } else { format!(", such as {better}") };
        return Err(format!("\"{given}\" is no id; ids have small letters, digits and -{hint}"));
    }
    if new == old {
        return Err(format!("{old} has that name already"));
    }
    if new.strip_prefix(&old).is_some_and(|rest| rest.starts_with('/')) {
        return Err(format!("{new} would lie in {old} itself"));
    }
    if new == HOME || new.ends_with("/index") {
        return Err("index is the name of a folder's own page; give another name".to_owned());
    }
    let (from, to) = (paths::kind(&old), paths::kind(&new));
    if from != to || Kind::of_folder(&new).is_some() {
        let to = Kind::of_folder(new.split('/').next().unwrap_or_default()).unwrap_or(Kind::Page);
        return Err(format!(
            "{old} is of the kind {}, and would be of the kind {} there; the folder says the kind",
            from.name(),
            to.name()
        ));
    }
    if let Some(there) = subjects.by_id(&new) {
        let last = old.rsplit('/').next().unwrap_or(&old);
        let hint = if subjects.get(there).section {
            format!("; to put it there, give {new}/{last}")
        } else {
            String::new()
        };
        return Err(format!("{new} is there already{hint}"));
    }
    if entries.iter().any(|entry| entry.id == new) {
        return Err(format!("{new} is there already"));
    }
    Ok((old, new, section))
}

/// The long id of what is to move.
fn long_id(subjects: &Subjects, id: &str, given: &str) -> Result<String, String> {
    if given.ends_with("site.yaml") {
        return Err("content/site.yaml cannot be moved".to_owned());
    }
    match subjects.find(id, &Kind::ALL) {
        Ok(ix) => Ok(subjects.get(ix).id.clone()),
        Err(Unresolved::Ambiguous(ids)) => {
            Err(format!("\"{given}\" can be {}; give the long id", ids.join(" or ")))
        }
        Err(Unresolved::Unknown(Some(near))) => {
            Err(format!("no page or record has the id \"{given}\"; did you mean {near}?"))
        }
        Err(_) => Err(format!("no page or record has the id \"{given}\"")),
    }
}

/// A path as an id: without `content/`, ending, language and `index`.
fn bare(given: &str, is_language: impl Fn(&str) -> bool) -> String {
    let id = given.trim_start_matches("./");
    let id = id.strip_prefix("content/").unwrap_or(id).trim_matches('/');
    let Some(stem) = id.strip_suffix(".md") else { return id.to_owned() };
    let stem = match stem.rsplit_once('.') {
        Some((rest, tag)) if is_language(tag) => rest,
        _ => stem,
    };
    stem.strip_suffix("/index").unwrap_or(stem).to_owned()
}

/// The new paths of files; else a sentence.
fn new_paths(
    files: &Files,
    before: &Named,
    old: &str,
    new: &str,
    section: bool,
) -> Result<BTreeMap<FileId, String>, String> {
    let config = &before.site.config;
    let mut paths = BTreeMap::new();
    for (id, file) in files.below("content") {
        let path = file.path.strip_prefix("content/").unwrap_or(&file.path);
        let to = paths::moved(path, old, new, section, |tag| config.lang(tag).is_some());
        if let Some(to) = to {
            let to = format!("content/{to}");
            if files.find(&to).is_some() {
                return Err(format!("{to} is there already"));
            }
            paths.insert(id, to);
        }
    }
    let folder = format!("content/{new}");
    if section && files.below(&folder).next().is_some() {
        return Err(format!("{folder}/ is there already"));
    }
    Ok(paths)
}

/// The texts with their changes.
fn texts(files: &Files, changes: &Changes) -> Result<BTreeMap<FileId, String>, String> {
    let mut texts = BTreeMap::new();
    for (file, edits) in changes.by_file() {
        let source = files.get(file);
        if let Some(pair) = edits.windows(2).find(|pair| pair[1].span.start < pair[0].span.end) {
            let line = source.text()[..pair[1].span.start].matches('\n').count() + 1;
            return Err(format!("two changes meet in {} line {line}; nothing was moved", source.path));
        }
        texts.insert(file, apply(source.text(), &edits));
    }
    Ok(texts)
}

/// A translation made from a source whose links alone have changed is as current as it was.
fn seals(ground: &Ground<'_>, changes: &mut Changes) {
    let entries = &ground.before.site.entries;
    for (file, edits) in changes.by_file() {
        let Some(source) = entries.iter().find(|e| e.file == file && e.lang == Lang::DEFAULT) else {
            continue;
        };
        let text = ground.files.get(file).text();
        let edits: Vec<Edit> = edits
            .into_iter()
            .filter(|e| e.span.start >= source.text.body.start && e.span.end > e.span.start)
            .collect();
        if edits.is_empty() {
            continue;
        }
        let changed = apply(text, &edits);
        let (old, new) = (
            seal_of(source, &text[source.text.body.clone()]),
            seal_of(source, &changed[source.text.body.start..]),
        );
        let translations = entries.iter().filter(|e| e.id == source.id && e.lang != Lang::DEFAULT);
        for entry in translations.filter(|e| e.common.translates.as_ref().is_some_and(|t| t.0 == old)) {
            let Some(node) = entry.front.get(&crate::site::Tree::path("translates")) else { continue };
            let text = ground.files.get(entry.file).text();
            changes.add(Change::Seal, yaml::replace(text, &entry.front, node, &new));
        }
    }
}

/// The seal of a translation's source: its title, summary and text, joined by a space.
fn seal_of(source: &Entry, words: &str) -> String {
    let front = [&source.common.title, &source.common.summary];
    let mut parts: Vec<&str> = front.into_iter().flatten().map(|text| &*text.0).collect();
    parts.push(words);
    seal(&parts.join(" "))
}

/// What is done, a line a file: first what moves, then what changes.
fn report(files: &Files, paths: &BTreeMap<FileId, String>, changes: &Changes) -> Vec<String> {
    let mut lines: Vec<String> =
        paths.iter().map(|(file, to)| format!("{} → {to}", files.get(*file).path)).collect();
    let mut by_file: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for ((file, change), count) in &changes.counts {
        let path = paths.get(file).unwrap_or(&files.get(*file).path);
        by_file.entry(path).or_default().push(change.words(*count));
    }
    lines.extend(by_file.into_iter().map(|(path, words)| format!("{path}: {}", words.join(", "))));
    lines
}
