//! One Markdown file of the site, read.

use serde::{Deserialize, Serialize};

use super::{Body, Common, Document, Group, Lang, Meeting, Note, Organisation, Page, Person, Quote, Tree};
use crate::diagnostics::{FileId, Span};

/// The number of an entry in [`super::Site::entries`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EntryIx(pub usize);

/// The kinds of the contract, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// Any other Markdown file.
    Page,
    /// A committee, secretariat or mechanism.
    Body,
    /// An organisation.
    Organisation,
    /// A person.
    Person,
    /// A quote.
    Quote,
    /// A note on a forum or mechanism.
    Note,
    /// A meeting of a body.
    Meeting,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 7] =
        [Self::Page, Self::Body, Self::Organisation, Self::Person, Self::Quote, Self::Note, Self::Meeting];

    /// The kind's name, as in commands, and of its template.
    pub fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Body => "body",
            Self::Organisation => "organisation",
            Self::Person => "person",
            Self::Quote => "quote",
            Self::Note => "note",
            Self::Meeting => "meeting",
        }
    }

    /// The name with its article: "an organisation".
    pub fn with_article(self) -> String {
        let article = if self == Self::Organisation { "an" } else { "a" };
        format!("{article} {}", self.name())
    }

    /// The folder below `content/` whose files are of this kind; none for pages.
    pub fn folder(self) -> Option<&'static str> {
        match self {
            Self::Page => None,
            Self::Body => Some("bodies"),
            Self::Organisation => Some("organisations"),
            Self::Person => Some("people"),
            Self::Quote => Some("quotes"),
            Self::Note => Some("notes"),
            Self::Meeting => Some("meetings"),
        }
    }

    /// The kind of a record in a folder (the first part of its id).
    pub fn of_folder(folder: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.folder() == Some(folder))
    }

    /// Words that people use for the folder and that are near misses.
    pub fn near_folder(folder: &str) -> Option<Self> {
        Some(match folder {
            "body" | "bodys" => Self::Body,
            "organisation" | "organization" | "organizations" => Self::Organisation,
            "person" | "persons" | "peoples" => Self::Person,
            "quote" => Self::Quote,
            "note" => Self::Note,
            "meeting" => Self::Meeting,
            _ => return None,
        })
    }
}

/// What a kind has beside [`Common`].
#[derive(Clone, Debug)]
pub enum Facts {
    /// A page's.
    Page(Page),
    /// A body's.
    Body(Group, Body),
    /// An organisation's.
    Organisation(Group, Organisation),
    /// A person's.
    Person(Person),
    /// A quote's.
    Quote(Quote),
    /// A note's.
    Note(Note),
    /// A meeting's.
    Meeting(Meeting),
}

impl Facts {
    /// The kind whose facts these are.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Page(_) => Kind::Page,
            Self::Body(..) => Kind::Body,
            Self::Organisation(..) => Kind::Organisation,
            Self::Person(_) => Kind::Person,
            Self::Quote(_) => Kind::Quote,
            Self::Note(_) => Kind::Note,
            Self::Meeting(_) => Kind::Meeting,
        }
    }

    /// What bodies and organisations have in common.
    pub fn group(&self) -> Option<&Group> {
        match self {
            Self::Body(group, _) | Self::Organisation(group, _) => Some(group),
            _ => None,
        }
    }
}

/// One Markdown file of the site, read.
#[derive(Debug)]
pub struct Entry {
    /// The id: its path without `content/`, ending and language (`bodies/secretariat`). A
    /// section's page has the folder's name, the home page `index`.
    pub id: String,
    /// Whether the file is its folder's `index.md`.
    pub section: bool,
    /// Its language.
    pub lang: Lang,
    /// Its file.
    pub file: FileId,
    /// The places of its front matter.
    pub front: Tree,
    /// Front matter that every kind has.
    pub common: Common,
    /// Front matter of its kind. Facts are taken from the source; a translation's own are not read.
    pub facts: Facts,
    /// Its text.
    pub text: Document,
}

impl Entry {
    /// Its kind.
    pub fn kind(&self) -> Kind {
        self.facts.kind()
    }

    /// The last part of the id.
    pub fn short_id(&self) -> &str {
        self.id.rsplit('/').next().unwrap_or(&self.id)
    }

    /// The place of a value of its front matter, by the path of keys (`members[1].role`).
    pub fn span(&self, path: &str) -> Span {
        self.front.span(path)
    }
}
