//! Files of the site folder: what they are, whether anything uses them.

use std::collections::BTreeSet;

use crate::assets::Pictures;
use crate::diagnostics::{Diagnostic, FileId, Findings, Rule, Severity, Span};
use crate::files::{self, File, Files};
use crate::read::markdown::{is_picture, slug};
use crate::resolve::Graph;
use crate::resolve::targets::{Target, join};
use crate::site::{EntryIx, Facts, Site};

/// Both versions of a text that could not be put together.
pub static CONFLICT: Rule = Rule {
    name: "conflict-markers",
    severity: Severity::Error,
    docs: "When two people change the same line, git writes both versions into the file, between \
           lines of `<<<<<<<` and `>>>>>>>`. Somebody has to choose.\n\n\
           Wrong: a line `<<<<<<< HEAD`\n\n\
           Right: one of the two versions, and none of the lines of signs",
};

/// A file that is no page, though somebody may think so.
pub static UNKNOWN_FILE: Rule = Rule {
    name: "unknown-file",
    severity: Severity::Warning,
    docs: "Pages are Markdown files whose names end in `.md`; settings are in `content/site.yaml`. \
           A file of another sort that no page links to is published nowhere.\n\n\
           Wrong: `content/members.txt`, `content/site.yml`\n\n\
           Right: `content/members.md`, `content/site.yaml`",
};

/// A file beside the pages that nothing uses.
pub static UNUSED_FILE: Rule = Rule {
    name: "unused-file",
    severity: Severity::Warning,
    docs: "A picture or document beside the pages is published where a page uses it. One that nothing \
           uses was perhaps meant for a page.\n\n\
           Wrong: `content/notes/agenda.pdf` and no link to it\n\n\
           Right: `[the agenda](agenda.pdf)` in a note, or no such file",
};

/// A picture or document whose name makes a poor address.
pub static UNTIDY_NAME: Rule = Rule {
    name: "untidy-file-name",
    severity: Severity::Warning,
    docs: "A file is published under its own name. Capitals and spaces in it make addresses that \
           break when they are typed or sent.\n\n\
           Wrong: `content/notes/Agenda March.PDF`\n\n\
           Right: `content/notes/agenda-march.pdf`",
};

/// A language in a name, where no dot stands before it.
pub static LANGUAGE_IN_NAME: Rule = Rule {
    name: "language-in-name",
    severity: Severity::Advice,
    docs: "The language of a file stands behind a dot. Behind another sign it is a part of the name, and \
           the file a page of its own in the site's language.\n\n\
           Wrong: `content/history-fr.md` beside `content/history.md`\n\n\
           Right: `content/history.fr.md`",
};

/// A file that is too large to be read on a phone.
pub static HEAVY_FILE: Rule = Rule {
    name: "heavy-file",
    severity: Severity::Warning,
    docs: "A file of many megabytes takes minutes on a poor connection and costs the reader \
           money, and some hosts refuse files of more than 25 MB. Photographs that pages show are made \
           smaller; one that a page leads to is published as it is.\n\n\
           Wrong: `[the photograph](board.jpg)` of 12 MB as it came from the camera\n\n\
           Right: the same photograph at 2,000 pixels, of 500 kB",
};

/// A file with nothing in it.
pub static EMPTY_FILE: Rule = Rule {
    name: "empty-file",
    severity: Severity::Warning,
    docs: "A file of no bytes is often one that was not copied to its end.\n\n\
           Wrong: `minutes.pdf` of 0 bytes\n\n\
           Right: `minutes.pdf` as it was saved",
};

/// Endings of texts and data that somebody may take for pages or settings.
const TEXTS: [&str; 21] = [
    "markdown", "mdown", "mkd", "mdx", "txt", "text", "html", "htm", "doc", "docx", "odt", "rtf", "pages",
    "rst", "adoc", "org", "yaml", "yml", "toml", "json", "ftl",
];

/// The largest picture that is no trouble, in bytes.
const HEAVY_PICTURE: u64 = 5_000_000;

/// The largest file that common hosts take, in bytes.
const HEAVY: u64 = 25_000_000;

/// The largest text that somebody reads, in bytes.
pub const HEAVY_TEXT: usize = 1_000_000;

/// Checks the files of the site folder.
pub fn check(files: &Files, site: &Site, graph: &Graph, pictures: &Pictures, found: &mut Findings) {
    conflicts(files, site, found);
    languages_in_names(files, site, found);
    let used = used(files, site, graph);
    let data = files.below("content").filter(|(_, file)| matches!(file.ending(), "yaml" | "yml" | "ftl"));
    for (id, file) in data.filter(|(_, file)| !is_settings(&file.path)) {
        found.add(unknown(id, file));
    }
    for id in &site.files {
        let file = files.get(*id);
        let is_text = TEXTS.contains(&file.ending().to_ascii_lowercase().as_str());
        if used.contains(id) {
            // What pages show in several widths weighs what these weigh.
            let is_shown = graph.links.shown.contains(id);
            let resized = pictures.get(*id).is_some_and(|picture| !picture.forms().is_empty());
            let broken = is_shown && file.size() == Some(0);
            if !broken {
                weight(*id, file, resized && !graph.links.linked.contains(id), found);
            }
            name(*id, file, found);
        } else if is_text {
            found.add(unknown(*id, file));
        } else {
            found.add(
                Diagnostic::new(&UNUSED_FILE, Span::new(*id, 0, 0), "no page uses this file, so it is not published")
                    .help("link to it where it belongs, move it to static/ to publish it all the same, or take it away"),
            );
        }
    }
    for (id, file) in files.below("templates").filter(|(_, file)| file.ending() == "html") {
        // An empty part is a way to leave it out; an empty page is none.
        if file.text().trim().is_empty() && file.path.matches('/').count() == 1 {
            found.add(
                Diagnostic::new(
                    &EMPTY_FILE,
                    Span::new(id, 0, 0),
                    "this template has nothing in it, so its pages have nothing either",
                )
                .help("write it, or take the file away so that the built-in one is used"),
            );
        }
    }
    for entry in &site.entries {
        if files.get(entry.file).text().len() > HEAVY_TEXT {
            found.add(
                Diagnostic::new(
                    &HEAVY_FILE,
                    Span::new(entry.file, 0, 0),
                    "this text has more than a million letters",
                )
                .help("divide it into pages, or publish it as a document"),
            );
        }
    }
}

/// `history-fr.md` beside `history.md`.
fn languages_in_names(files: &Files, site: &Site, found: &mut Findings) {
    let ids: BTreeSet<&str> = site.entries.iter().map(|entry| entry.id.as_str()).collect();
    for entry in &site.entries {
        let Some((stem, tag)) = entry.id.rsplit_once(['-', '_']) else { continue };
        let other = site.config.lang(tag).is_some_and(|lang| lang != entry.lang);
        if other && ids.contains(stem) {
            let path = &files.get(entry.file).path;
            let right = path.rsplit_once('/').map_or("content", |(folder, _)| folder);
            let name = stem.rsplit('/').next().unwrap_or(stem);
            found.add(
                Diagnostic::new(
                    &LANGUAGE_IN_NAME,
                    Span::new(entry.file, 0, 0),
                    format!("\"{tag}\" is a part of this name, so the file is no translation of {stem}"),
                )
                .help(format!("rename it to {right}/{name}.{tag}.md, if it is one")),
            );
        }
    }
}

/// The files of YAML and words that Plenary reads.
fn is_settings(path: &str) -> bool {
    let words = path.starts_with("content/strings/") && files::ending(path) == "ftl";
    words || path == files::CONFIG || path == files::LEDGER
}

fn unknown(id: FileId, file: &File) -> Diagnostic {
    let name = file.path.rsplit('/').next().unwrap_or(&file.path);
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let help = match ending.to_ascii_lowercase().as_str() {
        "yml" if stem == "site" || stem == "addresses" => format!("rename it to {stem}.yaml"),
        "yaml" | "yml" | "toml" | "json" => {
            "settings are in content/site.yaml, facts between the --- lines of a record; take this file away"
                .to_owned()
        }
        "ftl" => "words of the interface are in content/strings/, in a file for each language".to_owned(),
        _ => format!("save it as Markdown, {stem}.md, if it is to be a page; link to it if it is a document"),
    };
    Diagnostic::new(
        &UNKNOWN_FILE,
        Span::new(id, 0, 0),
        format!("{name} is no page and no setting, and no page links to it"),
    )
    .help(help)
}

/// The files that texts and front matter use, those of held pages too.
fn used(files: &Files, site: &Site, graph: &Graph) -> BTreeSet<FileId> {
    let mut used: BTreeSet<FileId> = graph.links.linked.union(&graph.links.shown).copied().collect();
    for (i, entry) in site.entries.iter().enumerate() {
        used.extend(graph.links.of(EntryIx(i)).iter().filter_map(|target| match target {
            Target::File(id) => Some(*id),
            _ => None,
        }));
        let mut named = vec![entry.common.image.as_deref()];
        if let Facts::Meeting(meeting) = &entry.facts {
            named.extend([meeting.agenda.as_deref(), meeting.minutes.as_deref()]);
        }
        let path = files.get(entry.file).path.strip_prefix("content/").unwrap_or_default();
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for path in named.into_iter().flatten() {
            let joined = join(folder, path).and_then(|path| files.find(&format!("content/{path}")));
            used.extend(joined.map(|(id, _)| id));
        }
        let text = files.get(entry.file).text();
        // HTML that is allowed may name files in ways of its own.
        for range in &entry.text.html {
            let inside = |id: &&FileId| {
                let name = files.get(**id).path.rsplit('/').next().unwrap_or_default();
                text[range.clone()].contains(name)
            };
            used.extend(site.files.iter().filter(inside));
        }
    }
    used
}

fn weight(id: FileId, file: &File, resized: bool, found: &mut Findings) {
    let Some(size) = file.size() else { return };
    let span = Span::new(id, 0, 0);
    let picture = is_picture(&file.path);
    if size == 0 {
        found.add(
            Diagnostic::new(&EMPTY_FILE, span, "this file has nothing in it").help("copy it here again"),
        );
    } else if !resized && (size > HEAVY || (picture && size > HEAVY_PICTURE)) {
        let megabytes = size / 1_000_000;
        let what = if picture { "picture" } else { "file" };
        found.add(
            Diagnostic::new(&HEAVY_FILE, span, format!("this {what} has {megabytes} MB"))
                .help("save it smaller, for the sake of readers with a poor connection"),
        );
    }
}

/// A file's address is its path.
fn name(id: FileId, file: &File, found: &mut Findings) {
    let path = file.path.strip_prefix("content/").unwrap_or(&file.path);
    if !path.chars().any(|c| c.is_whitespace() || c.is_uppercase()) {
        return;
    }
    let (stem, ending) = path.rsplit_once('.').unwrap_or((path, ""));
    let better: Vec<String> = stem.split('/').map(slug).collect();
    found.add(
        Diagnostic::new(
            &UNTIDY_NAME,
            Span::new(id, 0, 0),
            "capitals and spaces in the name of a file make an address that is hard to type",
        )
        .help(format!(
            "rename it to content/{}.{}, in the links to it too",
            better.join("/"),
            ending.to_lowercase()
        )),
    );
}

/// Lines that git wrote where two versions met.
fn conflicts(files: &Files, site: &Site, found: &mut Findings) {
    let in_code = |id: FileId, at: usize| {
        let entry = site.entries.iter().find(|entry| entry.file == id);
        entry.is_some_and(|entry| entry.text.code.iter().any(|(_, range)| range.contains(&at)))
    };
    let mut torn = BTreeSet::new();
    for folder in files::FOLDERS {
        for (id, file) in files.below(folder) {
            let mut at = 0;
            for line in file.text().split_inclusive('\n') {
                let is_mark = line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ");
                if is_mark && !in_code(id, at) {
                    let words = line.trim_end();
                    if torn.insert(id) {
                        found.add(
                            Diagnostic::new(
                                &CONFLICT,
                                Span::new(id, at, at + words.len()),
                                "two versions of this text met here, and nobody has chosen between them",
                            )
                            .help("keep what is right of the two, and delete the lines <<<<<<<, ======= and >>>>>>>"),
                        );
                    }
                }
                at += line.len();
            }
        }
    }
    // What else is wrong with a torn file, or with one whose letters are guessed, follows from that.
    let guessed = found.list().iter().filter(|d| d.rule.name == files::NOT_UTF8.name).map(|d| d.span.file);
    let guessed: BTreeSet<FileId> = guessed.collect();
    found.retain(|d| d.rule.name == files::NOT_UTF8.name || !guessed.contains(&d.span.file));
    found.retain(|diagnostic| diagnostic.rule.name == CONFLICT.name || !torn.contains(&diagnostic.span.file));
}
