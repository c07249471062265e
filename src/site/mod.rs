//! The nouns: what the author wrote, typed, one file a kind.
//!
//! Nothing here changes after reading, and nothing here knows the disk, other records or HTML.
//! What follows from the nouns (who belongs to what on a day, addresses, translations) lives in
//! [`crate::resolve`].
//!
//! The front matter of a kind is made of parts: [`Common`] for every kind, [`Group`] for what has
//! members, and the kind's own struct. Each is a plain serde struct; the JSON Schemas that
//! `plenary schema` prints, the lists of known keys and their doc comments come from it.
//!
//! To add a kind: a file here with its struct; a variant of [`Kind`] with its name, article and
//! folder, and of [`Facts`]; from there the compiler leads through `read::front` and
//! `read::schema` (its parts), `cli::add` (its example). Then what no compiler asks for: its
//! references in `resolve::relations`, its page in `render::page` and `render::kinds`, its view in
//! `render::views`, a template of its name, the folder's word in `render/words/en.ftl`, and a record
//! in `tests/sites`.

pub mod body;
pub mod colour;
pub mod common;
pub mod config;
pub mod date;
pub mod document;
pub mod entries;
pub mod entry;
pub mod group;
pub mod hosts;
pub mod language;
pub mod meeting;
pub mod note;
pub mod organisation;
pub mod origins;
pub mod page;
pub mod person;
pub mod published;
pub mod quote;
pub mod route;
pub mod tree;
pub mod values;

pub use body::Body;
pub use common::Common;
pub use config::Config;
pub use document::Document;
pub use entries::Entries;
pub use entry::{Entry, EntryIx, Facts, Kind};
pub use group::Group;
pub use language::Lang;
pub use meeting::Meeting;
pub use note::Note;
pub use organisation::Organisation;
pub use page::Page;
pub use person::Person;
pub use published::Published;
pub use quote::Quote;
pub use route::Route;
pub use tree::Tree;

use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::diagnostics::FileId;

/// Everything the author wrote.
#[derive(Clone, Debug)]
pub struct Site {
    /// `content/site.yaml`.
    pub config: Arc<Config>,
    /// All records and pages, sorted by id, then language; drafts and held ones included.
    pub entries: Entries,
    /// Files in `content/` that are no Markdown and no data: pictures, documents.
    pub files: Vec<FileId>,
    /// Addresses once published, from `content/addresses.yaml`, in its order; then those that only the site
    /// that is online tells of.
    pub published: Vec<Published>,
    /// Folders below `content/` that hold a page or record, without `content/`, sorted.
    pub folders: Vec<String>,
}

/// The moments at which something of an entry changes by itself: when it goes online and offline,
/// and when a meeting begins and ends.
pub fn moments(entry: &Entry, zone: &TimeZone) -> impl Iterator<Item = Timestamp> {
    let common = [entry.common.publish_at, entry.common.expires_at];
    let meeting = match &entry.facts {
        Facts::Meeting(meeting) => [meeting.starts, meeting.ends],
        _ => [None, None],
    };
    let common = common.into_iter().flatten().map(|moment| moment.timestamp(zone));
    common.chain(meeting.into_iter().flatten().map(|moment| moment.at))
}

impl Site {
    /// An entry by its number.
    pub fn entry(&self, ix: EntryIx) -> &Entry {
        self.entries.get(ix)
    }
}
