//! `build.json`: every output with its size and SHA-256 (FIPS 180-4), for `plenary verify` and for
//! the next publication.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::compressed::Form;
use crate::assets::identity::Icon;
use crate::plan::STATIC_FIRST;
use crate::render::found::is_index;
use crate::site::Route;
use crate::site::hosts::Host;

/// The program, as it names itself.
const NAME: &str = "plenary";

/// The file's contents.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Manifest {
    /// The program and its version.
    pub generator: String,
    /// All other outputs, by path.
    pub outputs: Vec<Output>,
}

/// One output.
#[derive(Debug, Serialize, Deserialize)]
pub struct Output {
    /// The file, from the output folder.
    pub path: String,
    /// Its size in bytes.
    pub size: u64,
    /// The SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
    /// Whether it is a picture to which a text leads, as to a document.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub linked: bool,
}

impl Output {
    /// The path for people to read, in whose terminal it must do nothing.
    pub fn shown(&self) -> String {
        shown(&self.path)
    }
}

/// A path for people to read: control characters, and those that turn the direction of text, by their numbers.
pub fn shown(path: &str) -> String {
    let is_odd = |c: char| {
        c.is_control()
            || matches!(c, '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    path.chars().map(|c| if is_odd(c) { c.escape_unicode().to_string() } else { c.to_string() }).collect()
}

impl Manifest {
    /// Whether this program, or another version of it, wrote it.
    pub fn is_ours(&self) -> bool {
        self.generator == NAME || self.generator.starts_with(&format!("{NAME} "))
    }

    /// Reads what such a file says; none where it is damaged, or another program's.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok().filter(Self::is_ours)
    }

    /// The addresses that people keep: of pages, documents, feeds, calendars and data. Not of what pages
    /// load, of what programs ask for under a fixed name, or of parts of a list, which move on with each entry.
    pub fn lasting(&self) -> BTreeSet<Route> {
        // What comes from elsewhere is shown to people as it is.
        let is_plain = |path: &str| !path.contains(char::is_control);
        let paths: BTreeSet<&str> = self.outputs.iter().map(|output| output.path.as_str()).collect();
        let linked = self.outputs.iter().filter(|output| output.linked);
        let linked: BTreeSet<&str> = linked.map(|output| output.path.as_str()).collect();
        // A host sends it in place of the file that it is a form of.
        let is_form = |path: &str| Form::original(path).is_some_and(|original| paths.contains(original));
        let lasting = paths
            .iter()
            .filter(|path| is_plain(path) && (lasts(path) || linked.contains(*path)) && !is_form(path));
        lasting.map(|path| Route::of_file(path)).collect()
    }
}

/// Endings of pictures. Those that pages show come and go with them.
const PICTURES: [&str; 8] = ["avif", "gif", "ico", "jpeg", "jpg", "png", "svg", "webp"];

/// Whether a file is a picture by its name.
pub fn is_picture(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    PICTURES.contains(&ending.as_str())
}

/// Whether people keep the address of a file.
fn lasts(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_fixed = STATIC_FIRST.contains(&path)
        || path == "build.json"
        || name == "404.html"
        || (path.starts_with("sitemap") && path.ends_with(".xml"))
        || Icon::ALL.iter().any(|icon| icon.path() == path);
    let is_loaded = path.starts_with("assets/") || is_index(&Route::of_file(path));
    // What begins so is for the host.
    let is_hosts = Host::reads(path) || path.split('/').any(|part| part.starts_with(['.', '_']));
    !(is_fixed || is_loaded || is_hosts || is_part(path) || is_picture(path))
}

/// Whether a file is a further part of a list (`…/page/2/index.html`) or of a feed (`…/feed/2.xml`).
fn is_part(path: &str) -> bool {
    let mut parts = path.rsplit('/');
    let (name, above, folder) = (parts.next(), parts.next(), parts.next());
    let number = |text: Option<&str>| text.is_some_and(|text| text.parse::<usize>().is_ok());
    let of_list = name == Some("index.html") && number(above) && folder == Some("page");
    of_list || (above == Some("feed") && number(name.and_then(|name| name.strip_suffix(".xml"))))
}

/// What is said of outputs, in the order given, as JSON.
pub fn json(outputs: Vec<Output>) -> String {
    let manifest = Manifest { generator: format!("{NAME} {}", env!("CARGO_PKG_VERSION")), outputs };
    serde_json::to_string_pretty(&manifest).expect("strings and numbers always serialise") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_keep_lasts() {
        for path in [
            "index.html",
            "fr/notes/index.html",
            "notes/agenda.pdf",
            "feed.xml",
            "notes/feed.json",
            "calendar.ics",
            "data/members.csv",
            "people/ana/contact.vcf",
            "page/index.html",
            "notes/page/first/index.html",
        ] {
            assert!(lasts(path), "{path}");
        }
        for path in [
            "assets/site.0011223344.css",
            "404.html",
            "fr/404.html",
            "build.json",
            "robots.txt",
            "CNAME",
            "_headers",
            ".nojekyll",
            "nginx-http.conf",
            "nginx-server.conf",
            "Caddyfile",
            "cloudfront.js",
            "s3.json",
            ".htaccess",
            ".well-known/security.txt",
            "sitemap.xml",
            "sitemap-2.xml",
            "notes/page/2/index.html",
            "notes/feed/3.xml",
            "notes/map.SVG",
            "pagefind/pagefind.js",
            "pagefind/index/en_1.pf_index",
        ] {
            assert!(!lasts(path), "{path}");
        }
    }
}
