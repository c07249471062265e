//! A record or folder gets another name: which files move, and which words change so that every
//! link, id and old address still leads where it led.
//!
//! Nothing here touches the disk. [`plan`] names the site before and after ([`ground`]), gathers
//! the changes of texts ([`mend`], [`aliases`]), makes the site as it would be, and holds what
//! `check` finds in it against what it found before.

pub mod aliases;
pub mod anchors;
pub mod destination;
pub mod ground;
pub mod mend;
pub mod names;
pub mod paths;
pub mod yaml;

use std::collections::BTreeMap;

use crate::build::{self, Options};
use crate::diagnostics::{Diagnostic, Edit, FileId, Findings, Severity};
use crate::error::Failure;
use crate::files::Files;
use crate::read;
use crate::resolve::{Subjects, seals};
use crate::rewrite::apply;
use crate::site::{Lang, Site, Tree};

use self::anchors::Anchors;
use self::ground::{Ground, Named, new_id};
use self::mend::Mender;
use self::names::Names;

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
        self.list.push(edit);
    }

    fn by_file(&self) -> BTreeMap<FileId, Vec<Edit>> {
        let mut files: BTreeMap<FileId, Vec<Edit>> = BTreeMap::new();
        for edit in &self.list {
            files.entry(edit.span.file).or_default().push(edit.clone());
        }
        for edits in files.values_mut() {
            edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
            edits.dedup();
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
    /// The machine failed.
    Machine(Failure),
}

impl From<Failure> for Refused {
    fn from(failure: Failure) -> Self {
        Self::Machine(failure)
    }
}

/// Faults behind which a name or link may be hidden.
const HIDING: [&str; 6] =
    ["front-matter-not-closed", "key-twice", "not-utf8", "unknown-language", "wrong-value", "yaml-syntax"];

/// Which old addresses lead to the new ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Keep {
    /// All.
    All,
    /// Those that `content/addresses.yaml` lists.
    Published,
}

/// Plans a move: `old` and `new` are ids, or paths from the site's root.
///
/// # Errors
/// Why nothing moves.
pub fn plan(
    files: &Files,
    options: &Options,
    found: Findings,
    old: &str,
    new: &str,
) -> Result<Move, Refused> {
    planned(files, options, found, Keep::All, |site, subjects| names::names(site, subjects, old, new))
}

/// Plans what the rule `file-name` asks for: a file's name, or the first of the folders above it that
/// needs one, gets small letters and `-`. A site with such names was hardly published, so that
/// addresses are kept only where it is known that they were.
///
/// # Errors
/// Why nothing moves.
pub fn tidy(files: &Files, options: &Options, found: Findings, file: FileId) -> Result<Move, Refused> {
    planned(files, options, found, Keep::Published, |site, subjects| names::tidy(site, subjects, file))
}

fn planned(
    files: &Files,
    options: &Options,
    found: Findings,
    keep: Keep,
    names: impl FnOnce(&Site, &Subjects) -> Result<Names, String>,
) -> Result<Move, Refused> {
    let now = build::load(files, options, found)?;
    refuse_faults(HIDDEN, only(&now.found, |d| HIDING.contains(&d.rule.name)), None)?;
    let Names { old, new, section } = names(&now.site, &now.graph.subjects).map_err(Refused::Names)?;
    let errors = errors(&now.found);
    let links = now.graph.links.clone();
    let anchors = Anchors::new(&now.site, &now.graph.subjects, &links, &old, &new);
    let before = Named::new(now.site, options.now, |id| new_id(&old, &new, section, id).is_some());
    let paths = new_paths(files, &before, &old, &new, section).map_err(Refused::Names)?;
    let placed = files.changed(&BTreeMap::new(), &paths);
    let site = read::read(&placed, options.base.as_ref(), &mut Findings::default());
    let after = Named::new(site, options.now, |id| new_id(&new, &old, section, id).is_some());
    let ground = Ground { files, before, after, links, anchors, old, new, section };
    let Mender { mut changes, unclear, .. } = Mender::new(&ground);
    refuse_faults(UNCLEAR, unclear, None)?;
    aliases::add(&ground, &placed, keep, &mut changes);
    for edit in renewed_seals(&ground.before.site, files, &changes.by_file()) {
        changes.add(Change::Seal, edit);
    }
    let texts = texts(files, &changes)?;
    let then = files.changed(&texts, &paths);
    let found_then = build::load(&then, options, Findings::default())?.found;
    let more: Vec<&str> = self::errors(&found_then)
        .into_iter()
        .filter(|(rule, count)| *count > errors.get(rule).copied().unwrap_or(0))
        .map(|(rule, _)| rule)
        .collect();
    let fresh = only(&found_then, |d| is_error(d) && more.contains(&d.rule.name));
    refuse_faults(FRESH, fresh, Some(then))?;
    let (old, new) = (format!("content/{}", ground.old), format!("content/{}", ground.new));
    let inside = |file: &FileId| files.get(*file).path.strip_prefix(&old).is_some_and(|r| r.starts_with('/'));
    let whole = old != new && paths.keys().any(inside);
    Ok(Move { report: report(files, &paths, &changes), folder: whole.then_some((old, new)), texts, paths })
}

const HIDDEN: &str = "what these faults hide cannot be mended, so nothing was moved; mend them first";
const UNCLEAR: &str =
    "these can mean what moves, or something else, so nothing was moved; write the long ids first";
const FRESH: &str = "the site would have these faults after the move, so nothing was moved";

fn refuse_faults(why: &'static str, found: Findings, files: Option<Files>) -> Result<(), Refused> {
    if found.list().is_empty() { Ok(()) } else { Err(Refused::Faults(why, found, files.map(Box::new))) }
}

fn only(found: &Findings, wanted: impl Fn(&Diagnostic) -> bool) -> Findings {
    let mut found = found.clone();
    found.retain(|diagnostic| wanted(diagnostic));
    found
}

fn is_error(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == Severity::Error
}

/// How many errors each rule finds: places and names are others after a move, numbers are not.
fn errors(found: &Findings) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for diagnostic in found.list().iter().filter(|d| is_error(d)) {
        *counts.entry(diagnostic.rule.name).or_default() += 1;
    }
    counts
}

/// The new paths of files; else a sentence.
fn new_paths(
    files: &Files,
    before: &Named,
    old: &str,
    new: &str,
    section: bool,
) -> Result<BTreeMap<FileId, String>, String> {
    let mut paths = BTreeMap::new();
    for (id, file) in files.below("content") {
        let path = file.path.strip_prefix("content/").unwrap_or(&file.path);
        let to = paths::moved(path, old, new, section, &before.site.config);
        if let Some(to) = to.map(|to| format!("content/{to}")).filter(|to| *to != file.path) {
            if files.find(&to).is_some() || paths.values().any(|taken| *taken == to) {
                return Err(format!("{to} is there already"));
            }
            paths.insert(id, to);
        }
    }
    let folder = format!("content/{new}");
    if section && old != new && files.below(&folder).next().is_some() {
        return Err(format!("{folder}/ is there already"));
    }
    Ok(paths)
}

/// The texts with their changes.
fn texts(files: &Files, changes: &Changes) -> Result<BTreeMap<FileId, String>, Refused> {
    let mut texts = BTreeMap::new();
    for (file, edits) in changes.by_file() {
        let source = files.get(file);
        if let Some(pair) = edits.windows(2).find(|pair| pair[1].span.start < pair[0].span.end) {
            let line = source.text()[..pair[1].span.start].matches('\n').count() + 1;
            return Err(Refused::Names(format!(
                "two changes meet in {} line {line}; nothing was moved",
                source.path
            )));
        }
        texts.insert(file, apply(source.text(), &edits));
    }
    Ok(texts)
}

/// The seals of translations whose source's text is changed by edits, where they were right before:
/// who translated has nothing to do.
pub fn renewed_seals(site: &Site, files: &Files, changes: &BTreeMap<FileId, Vec<Edit>>) -> Vec<Edit> {
    let mut renewed = Vec::new();
    for (file, edits) in changes {
        let Some(source) = site.entries.iter().find(|e| e.file == *file && e.lang == Lang::DEFAULT) else {
            continue;
        };
        let text = files.get(*file).text();
        let in_text = |e: &&Edit| e.span.start >= source.text.body.start && e.span.end > e.span.start;
        let edits: Vec<Edit> = edits.iter().filter(in_text).cloned().collect();
        if edits.is_empty() {
            continue;
        }
        let mended = apply(text, &edits);
        let old = seals::of_source(files, source);
        let new = seals::of_source_with(source, &mended[source.text.body.start..]);
        let translations = site.entries.iter().filter(|e| e.id == source.id && e.lang != Lang::DEFAULT);
        for entry in translations.filter(|e| e.common.translates.as_ref().is_some_and(|t| t.0 == old)) {
            let Some(node) = entry.front.get(&Tree::path("translates")) else { continue };
            let text = files.get(entry.file).text();
            renewed.push(yaml::replace(text, &entry.front, node, &new));
        }
    }
    renewed
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
