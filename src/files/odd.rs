//! What a disk can hold under a name of a site's file and is none: a pipe or device, a name that is no text, two
//! names that look the same, a file too large to be worked with.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::diagnostics::{Diagnostic, Rule, Severity, Span};

/// Something else than a file or folder.
pub static NO_FILE: Rule = Rule {
    name: "no-file",
    severity: Severity::Warning,
    docs: "A pipe, a socket or a device bears a name like a file's, but holds no text that could be read to its \
           end. It is passed over.\n\n\
           Wrong: `content/notes/march.md` is a named pipe\n\n\
           Right: a file with the text in it",
};

/// A name that is no text.
pub static NAME_NOT_UTF8: Rule = Rule {
    name: "name-not-utf8",
    severity: Severity::Error,
    docs: "The name of a file is a part of its address. One that was stored in an old encoding has letters that \
           nobody can tell, and two such names may look the same.\n\n\
           Wrong: a file that was unpacked from an old archive, and is shown as `caf�.md`\n\n\
           Right: the same file, renamed to `cafe.md`",
};

/// Two names that look the same.
pub static NAME_TWICE: Rule = Rule {
    name: "name-twice",
    severity: Severity::Error,
    docs: "Unicode can write é in two ways: as one sign, and as e with an accent behind it. Two files whose names \
           differ in nothing else look the same and have one address.\n\n\
           Wrong: `café.md` and `café.md`, one of them from another system\n\n\
           Right: one of the two, or another name for one of them",
};

/// A symbolic link to a folder above it.
pub static LINK_CIRCLE: Rule = Rule {
    name: "symbolic-link-circle",
    severity: Severity::Error,
    docs: "A link to a folder that it lies in leads round in a circle: the same files would be published for \
           ever, each time below a longer address. It is not followed.\n\n\
           Wrong: `content/notes/all` is a link to `content`\n\n\
           Right: no such link; pages are linked to in texts",
};

/// A file that is too large to be worked with.
pub static TOO_LARGE: Rule = Rule {
    name: "file-too-large",
    severity: Severity::Error,
    docs: "A text of more than 8 MB is no page that somebody could read, and would take minutes and gigabytes to \
           be worked with; a file of more than 1 GB no static host takes. It is not read.\n\n\
           Wrong: `content/minutes.md` of 50 MB, with all minutes since 1990\n\n\
           Right: a file for each meeting in `content/minutes/`",
};

/// The largest text that is read, in bytes.
pub const MOST_TEXT: u64 = 8 * 1024 * 1024;

/// The largest other file that is published, in bytes.
pub const MOST_BYTES: u64 = 1024 * 1024 * 1024;

/// Something odd at a path of the site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Odd {
    /// Neither a file nor a folder.
    NoFile(String),
    /// Its name is no text; the path has signs in the place of what cannot be told.
    NotUtf8(String),
    /// Another file's name looks the same.
    Twice(String),
    /// A symbolic link to a folder that it lies in.
    Circle(String),
    /// It is too large.
    TooLarge(String, u64, bool),
}

impl Odd {
    /// How it is noted for the next build.
    pub fn note(&self) -> String {
        match self {
            Self::NoFile(path) | Self::NotUtf8(path) | Self::Twice(path) | Self::Circle(path) => path.clone(),
            Self::TooLarge(path, size, _) => format!("{path}, {size} bytes"),
        }
    }

    /// What is said of it.
    pub fn diagnostic(&self, place: Span) -> Diagnostic {
        match self {
            Self::NoFile(path) => Diagnostic::new(
                &NO_FILE,
                place,
                format!("{path} is no file but a pipe, a socket or a device"),
            )
            .help("put a file there, or take it away"),
            Self::NotUtf8(path) => {
                let message =
                    format!("the name of {path} is not stored as UTF-8, so its letters cannot be told");
                Diagnostic::new(&NAME_NOT_UTF8, place, message)
                    .help("rename it, with small letters a to z, digits and - alone")
            }
            Self::Twice(path) => {
                let message =
                    format!("two files have names that look the same, {path}, in two forms of Unicode");
                Diagnostic::new(&NAME_TWICE, place, message).help("take one of them away, or rename one")
            }
            Self::Circle(path) => {
                let message = format!("{path} is a symbolic link to a folder that it lies in itself");
                Diagnostic::new(&LINK_CIRCLE, place, message)
                    .help("take it away; for a second address of a page, write aliases: in its front matter")
            }
            Self::TooLarge(path, size, is_text) => {
                let size = size / 1_000_000;
                let (most, help) = if *is_text {
                    (
                        "8 MB, the most that a text may have",
                        "divide it into pages, or publish it as a document",
                    )
                } else {
                    (
                        "1 GB, the most that a file may have",
                        "keep it where large files are kept, and link to it",
                    )
                };
                let message = format!("{path} has {size} MB, more than {most}; it is not read");
                Diagnostic::new(&TOO_LARGE, place, message).help(help)
            }
        }
    }
}

/// Names that are in the list twice once they are written in one form of Unicode (NFC, UAX #15).
pub fn alike<'a>(paths: impl Iterator<Item = &'a str>) -> Vec<Odd> {
    // A name that is in that form already can be like no other one that is.
    let paths: Vec<&str> = paths.collect();
    let mut forms: Vec<String> =
        paths.iter().filter(|path| !is_nfc(path)).map(|path| path.nfc().collect()).collect();
    forms.sort();
    let among: std::collections::BTreeSet<&str> = paths.iter().copied().collect();
    let mut twice: Vec<Odd> = (0..forms.len())
        .filter(|i| among.contains(forms[*i].as_str()) || (*i > 0 && forms[*i] == forms[*i - 1]))
        .map(|i| Odd::Twice(forms[i].clone()))
        .collect();
    twice.dedup();
    twice
}

/// Git is there and does not answer.
pub static SILENT_GIT: Rule = Rule {
    name: "silent-git",
    severity: Severity::Warning,
    docs: "Git tells when a page was last changed, and what a text said when it was translated. Where the program does \
           not answer, pages do not say when they were last updated.\n\n\
           Wrong: a git that waits for a password, or for a disk on the network\n\n\
           Right: `git status` in the site's folder answers at once",
};

/// What is said of a git that does not answer.
pub fn silent_git(place: Span) -> Diagnostic {
    Diagnostic::new(
        &SILENT_GIT,
        place,
        "git does not answer, so nothing is known of when pages were last changed",
    )
    .help("run git status in the site's folder to see what holds it up")
}
