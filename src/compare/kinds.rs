//! What other files than pages are to a reader.

use std::collections::{BTreeMap, BTreeSet};

use super::moves::unprinted;
use crate::assets::identity::Icon;
use crate::formats::manifest::Output;
use crate::render::found::is_index;
use crate::render::preview::is_preview;
use crate::site::Route;

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum File {
    /// It was not there.
    New,
    /// It has other bytes.
    Changed,
    /// It is not there any more.
    Gone,
}

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// What people read, look at or take with them.
    Document,
    /// Atom or JSON Feed.
    Feed,
    /// iCalendar.
    Calendar,
    /// vCard.
    Contact,
    /// Open data.
    Data,
    /// What pages look like.
    Style,
    /// What pages do.
    Script,
    /// What a host or a program asks for under a fixed name.
    Host,
}

/// How many files of each kind have changed in some way.
pub type Tally = BTreeMap<Kind, usize>;

/// The kind of an output; none where it follows from others.
fn kind(path: &str) -> Option<Kind> {
    let route = Route::of_file(path);
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    let is_derived = path == "build.json"
        || matches!(ending.as_str(), "html" | "br" | "gz")
        || is_preview(&route)
        || is_index(&route)
        || (path.starts_with("sitemap") && ending == "xml");
    if is_derived {
        return None;
    }
    let of_feed =
        matches!(ending.as_str(), "xml" | "json") && path.rsplit('/').any(|part| part.starts_with("feed"));
    let is_data = path.starts_with("data/") || path.contains("/data/");
    let is_hosts = path.split('/').any(|part| part.starts_with(['.', '_']))
        || Icon::ALL.iter().any(|icon| icon.path() == path)
        || unprinted(path) == "assets/icon.svg"
        || matches!(path, "CNAME" | "robots.txt");
    Some(match ending.as_str() {
        _ if is_hosts => Kind::Host,
        _ if of_feed => Kind::Feed,
        "ics" => Kind::Calendar,
        "vcf" => Kind::Contact,
        "css" | "woff" | "woff2" => Kind::Style,
        "js" | "mjs" | "wasm" => Kind::Script,
        "csv" | "json" | "ttl" if is_data => Kind::Data,
        _ => Kind::Document,
    })
}

/// Documents that have changed, by path, and how many other files have.
pub fn compare(old: &BTreeMap<&str, &Output>, new: &BTreeMap<&str, &Output>) -> (Vec<(String, File)>, Tally) {
    let (old, new) = (files(old), files(new));
    let paths: BTreeSet<&(Kind, String)> = old.keys().chain(new.keys()).collect();
    let (mut documents, mut tally) = (Vec::new(), Tally::new());
    for key in paths {
        let file = match (old.get(key), new.get(key)) {
            (None, _) => File::New,
            (_, None) => File::Gone,
            (was, now) if was != now => File::Changed,
            _ => continue,
        };
        match key {
            (Kind::Document, path) => documents.push((format!("/{path}"), file)),
            (kind, _) => *tally.entry(*kind).or_default() += 1,
        }
    }
    (documents, tally)
}

/// The digests of files, by kind and path. A picture in several widths is one file.
fn files<'a>(outputs: &BTreeMap<&'a str, &'a Output>) -> BTreeMap<(Kind, String), BTreeSet<&'a str>> {
    let mut files: BTreeMap<(Kind, String), BTreeSet<&str>> = BTreeMap::new();
    for (path, output) in outputs {
        if let Some(kind) = kind(path) {
            files.entry((kind, unprinted(path))).or_default().insert(&output.sha256);
        }
    }
    files
}
