//! Bytes → nouns: front matter, YAML with places, Markdown outlines.
//!
//! Reading never fails. A file that cannot be understood is still an entry, with what could be
//! read of it, and its faults are in the findings. Files are read in parallel and come back in
//! the order of their paths.

pub mod blocks;
pub mod config;
pub mod front;
pub mod ledger;
pub mod markdown;
pub mod outline;
pub mod paragraphs;
pub mod schema;
pub mod tree;
pub mod words;
pub mod yaml;

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

use crate::diagnostics::{Diagnostic, FileId, Findings, Rule, Severity, Span, nearest};
use crate::files::{File, Files};
use crate::site::config::Base;
use crate::site::{Config, Entries, Entry, Kind, Lang, Site};

/// A language in a file's name that the site does not have.
pub static UNKNOWN_LANGUAGE: Rule = Rule {
    name: "unknown-language",
    severity: Severity::Error,
    docs: "The part of a file's name between dots is its language. One that `site.yaml` does not \
           list would be published nowhere.\n\n\
           Wrong: `members.fra.md`\n\n\
           Right: `members.fr.md`, with `languages: {fr: {}}` in `site.yaml`",
};

/// A file name that makes a poor address.
pub static FILE_NAME: Rule = Rule {
    name: "file-name",
    severity: Severity::Error,
    docs: "The file's name becomes a part of the page's address. Capitals and spaces make \
           addresses that break when they are typed or sent.\n\n\
           Wrong: `content/Our Members.md`\n\n\
           Right: `content/our-members.md`",
};

/// A folder whose name is nearly a kind's.
pub static FOLDER_NAME: Rule = Rule {
    name: "folder-name",
    severity: Severity::Error,
    docs: "The folder says the kind. In a folder that is nearly named like a kind's, records would \
           be taken for pages, and their facts would be unknown keys.\n\n\
           Wrong: `content/quote/ana-ruiz.md`\n\n\
           Right: `content/quotes/ana-ruiz.md`",
};

/// Reads the whole site.
pub fn read(files: &Files, base_url: Option<&Base>, found: &mut Findings) -> Site {
    let config = config::read(files, base_url, found);
    let mut markdown = Vec::new();
    let mut others = Vec::new();
    for (id, file) in files.below("content") {
        match file.ending().to_ascii_lowercase().as_str() {
            "md" => markdown.push((id, file)),
            "yaml" | "yml" | "ftl" => {}
            _ => others.push(id),
        }
    }
    let read: Vec<(Option<Entry>, Findings)> =
        markdown.par_iter().map(|(id, file)| entry(*id, file, &config)).collect();
    let mut entries = Vec::with_capacity(read.len());
    for (entry, faults) in read {
        entries.extend(entry);
        found.append(faults.of_file());
    }
    entries.sort_by(|a, b| (&a.id, a.lang).cmp(&(&b.id, b.lang)));
    let folders = folders(&entries);
    near_misses(&entries, &folders, found);
    strings(files, &config, found);
    let published = ledger::read(files, found);
    Site { config: Arc::new(config), entries: Entries::new(entries), files: others, published, folders }
}

/// Reads one Markdown file; none where its language is none of the site's.
pub fn entry(id: FileId, file: &File, config: &Config) -> (Option<Entry>, Findings) {
    let mut found = Findings::default();
    let text = file.text();
    let path = file.path.strip_prefix("content/").unwrap_or(&file.path);
    let whole = &path[..path.len() - ".md".len()];
    let (stem, lang) = match language(whole, config) {
        Ok(named) => named,
        Err(message) => {
            let mut diagnostic = Diagnostic::new(&UNKNOWN_LANGUAGE, Span::new(id, 0, 0), message.0);
            diagnostic.help = Some(message.1);
            found.add(diagnostic);
            return (None, found);
        }
    };
    let named = stem.len() < whole.len();
    let ending = if named { format!(".{}.md", config.language(lang).tag) } else { ".md".to_owned() };
    name(stem, path, &ending, id, &mut found);
    let (folder, name) = stem.rsplit_once('/').unwrap_or(("", stem));
    let section = name == "index" && !folder.is_empty();
    let entry_id = if section { folder } else { stem };
    let top = stem.split('/').next().unwrap_or_default();
    let kind = match Kind::of_folder(top) {
        Some(kind) if !section && !folder.is_empty() => kind,
        _ => Kind::Page,
    };
    let split = front::split(text, id, &mut found);
    let front = front::read(text, split.yaml, kind, id, &mut found);
    let entry = Entry {
        id: entry_id.nfc().collect(),
        section,
        lang,
        file: id,
        front: front.tree,
        common: front.common,
        facts: front.facts,
        text: match kind {
            Kind::Quote => outline::of_words(text, split.body),
            _ => outline::of_text(text, split.body),
        },
    };
    (Some(entry), found)
}

/// The stem without its language, and the language; else a message and a help.
fn language<'a>(stem: &'a str, config: &Config) -> Result<(&'a str, Lang), (String, String)> {
    let name_start = stem.rfind('/').map_or(0, |i| i + 1);
    let Some(dot) = stem[name_start..].rfind('.').map(|i| name_start + i) else {
        return Ok((stem, Lang::DEFAULT));
    };
    let (rest, tag) = (&stem[..dot], &stem[dot + 1..]);
    if let Some(lang) = config.lang(tag) {
        return Ok((rest, lang));
    }
    let known: Vec<&str> = config.languages.iter().map(|l| l.tag.as_str()).collect();
    let help = match nearest(tag, known.iter().copied()) {
        Some(near) => format!("did you mean {rest}.{near}.md?"),
        None if crate::site::language::is_tag(tag) => {
            format!(
                "add languages: {{{tag}: {{}}}} to site.yaml, or rename the file; the site has: {}",
                known.join(", ")
            )
        }
        None => format!("a dot in a name stands before a language; the site has: {}", known.join(", ")),
    };
    Err((format!("\"{tag}\" is no language of this site"), help))
}

/// Checks the form of a file's path: its stem, and its ending with its language.
fn name(stem: &str, path: &str, ending: &str, file: FileId, found: &mut Findings) {
    let better = tidy(stem);
    if !(path.ends_with(ending) && stem == better) {
        found.add(
            Diagnostic::new(
                &FILE_NAME,
                Span::new(file, 0, 0),
                "file names have small letters, digits and - only, because they become addresses",
            )
            .help(format!("rename it to content/{better}{ending}")),
        );
    }
}

/// A path as an address can have it: small letters, digits and `-`; the names that are so stay.
pub fn tidy(path: &str) -> String {
    let right = |c: char| match c {
        '-' | '_' => true,
        c if c.is_ascii() => c.is_ascii_lowercase() || c.is_ascii_digit(),
        c => !c.is_whitespace() && !c.is_uppercase(),
    };
    let name = |name: &str| if name.chars().all(right) { name.to_owned() } else { markdown::slug(name) };
    path.split('/').map(name).collect::<Vec<_>>().join("/")
}

/// What is wrong with a new id of which the part `fresh` names what is not there yet; none where nothing
/// is.
pub fn no_id(given: &str, fresh: &str) -> Option<String> {
    let parts = fresh.split('/').map(markdown::slug).filter(|part| !part.is_empty());
    let better = parts.collect::<Vec<_>>().join("/");
    let hint = if better.is_empty() { String::new() } else { format!(", such as {better}") };
    let wrong = given.is_empty() || fresh != better;
    wrong.then(|| format!("\"{given}\" is no id; ids have small letters, digits and -{hint}"))
}

/// All folders that hold an entry, and the folders above them.
fn folders(entries: &[Entry]) -> Vec<String> {
    let mut folders = BTreeSet::new();
    for entry in entries {
        let mut folder = if entry.section { Some(entry.id.as_str()) } else { parent(&entry.id) };
        while let Some(name) = folder {
            folders.insert(name.to_owned());
            folder = parent(name);
        }
    }
    folders.into_iter().collect()
}

/// The folder of an id; none for what lies at the top.
pub fn parent(id: &str) -> Option<&str> {
    id.rsplit_once('/').map(|(folder, _)| folder)
}

fn near_misses(entries: &[Entry], folders: &[String], found: &mut Findings) {
    for folder in folders.iter().filter(|f| !f.contains('/')) {
        let Some(kind) = Kind::near_folder(folder) else { continue };
        let Some(right) = kind.folder() else { continue };
        let inside = |entry: &&Entry| entry.id == *folder || entry.id.starts_with(&format!("{folder}/"));
        let Some(first) = entries.iter().find(inside) else { continue };
        found.add(
            Diagnostic::new(
                &FOLDER_NAME,
                Span::new(first.file, 0, 0),
                format!("the folder content/{folder}/ holds pages; records of the kind {} lie in content/{right}/", kind.name()),
            )
            .help(format!("rename the folder to {right}")),
        );
    }
}

/// Words of the interface are for a language of the site.
fn strings(files: &Files, config: &Config, found: &mut Findings) {
    for (id, file) in files.below("content/strings").filter(|(_, file)| file.ending() == "ftl") {
        let name = file.path.rsplit('/').next().unwrap_or_default();
        let tag = name.strip_suffix(".ftl").unwrap_or(name);
        if config.lang(tag).is_none() {
            let known: Vec<&str> = config.languages.iter().map(|l| l.tag.as_str()).collect();
            found.add(
                Diagnostic::new(
                    &UNKNOWN_LANGUAGE,
                    Span::new(id, 0, 0),
                    format!("\"{tag}\" is no language of this site"),
                )
                .help(format!(
                    "rename the file, or add the language to site.yaml; the site has: {}",
                    known.join(", ")
                )),
            );
        }
    }
}
