//! Files of the theme and of `static/`, with addresses that change with their bytes; icons; pictures for
//! link previews.
//!
//! A file that a template names by `asset(path=…)` is served at `/assets/NAME.HASH.ending` and can
//! be cached for ever. A file of the site's `static/` stands before the built-in one of the same
//! path. Pictures of pages are in [`pictures`]; what is drawn is drawn when it is asked for ([`identity`],
//! [`previews`]).

#[cfg(feature = "images")]
pub mod icons;
pub mod identity;
#[cfg(feature = "images")]
pub mod mark;
pub mod pictures;
#[cfg(feature = "images")]
pub mod previews;

use std::collections::BTreeMap;
use std::path::Path;

use include_dir::{Dir, include_dir};

pub use self::pictures::Pictures;

use self::identity::{ICON, Identity};
use crate::digest::{Short, hex};
use crate::error::Failure;
use crate::files::Files;
use crate::site::config::ThemeSettings;
use crate::site::{Config, Route};

static STATIC: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/static");

/// The style of all pages, which the theme's colours are added to.
const STYLE: &str = "site.css";

/// The script of the page on which one searches.
const SEARCH: &str = "search.js";

/// How many digits of the digest an address holds.
const DIGITS: usize = 10;

/// A fingerprinted file.
#[derive(Debug)]
pub struct Asset {
    /// Its address.
    pub route: Route,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its address as pages link to it.
    url: String,
}

/// The fingerprinted files, by their paths in `static/`.
#[derive(Debug, Default)]
pub struct Assets {
    list: BTreeMap<String, Asset>,
    /// By what readers tell the site from others.
    pub identity: Identity,
}

impl Assets {
    /// Fingerprints the built-in files, and those of the site that are styles or stand before a
    /// built-in one.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn new(files: &Files, config: &Config) -> Result<Self, Failure> {
        let mut list = BTreeMap::new();
        let palette = config.settings.theme.as_ref().and_then(ThemeSettings::palette);
        let mut add = |path: String, mut bytes: Vec<u8>| {
            if path == STYLE {
                bytes.extend(palette.iter().flat_map(|palette| palette.css().into_bytes()));
            }
            let route = fingerprinted(&path, &bytes);
            let url = route.href(&config.base);
            list.insert(path, Asset { route, bytes, url });
        };
        for file in STATIC.find("**/*").into_iter().flatten().filter_map(|entry| entry.as_file()) {
            if config.is_searched() || file.path() != Path::new(SEARCH) {
                add(file.path().to_string_lossy().replace('\\', "/"), file.contents().to_vec());
            }
        }
        for (_, file) in files.below("static") {
            if Self::is_asset(&file.path) {
                add(
                    file.path.strip_prefix("static/").unwrap_or(&file.path).to_owned(),
                    file.bytes()?.into_owned(),
                );
            }
        }
        let identity = Identity::new(files, config)?;
        add(ICON.to_owned(), identity.icon().to_vec());
        Ok(Self { list, identity })
    }

    /// Whether a file of `static/` is served under a fingerprint rather than as it is.
    pub fn is_asset(path: &str) -> bool {
        let path = path.strip_prefix("static/").unwrap_or(path);
        path.ends_with(".css") || STATIC.get_file(path).is_some()
    }

    /// Whether a path of the output is a fingerprinted file's.
    pub fn is_fingerprinted(path: &str) -> bool {
        let name = path.strip_prefix("assets/").filter(|name| !name.contains('/'));
        let digest =
            name.and_then(|name| name.rsplit_once('.')?.0.rsplit_once('.')).map(|(_, digest)| digest);
        digest.is_some_and(|d| d.len() == DIGITS && d.bytes().all(|b| b.is_ascii_hexdigit()))
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Asset> {
        self.list.values()
    }

    /// Addresses by path.
    pub fn urls(&self) -> BTreeMap<String, String> {
        self.list.iter().map(|(path, asset)| (path.clone(), asset.url.clone())).collect()
    }
}

/// The address of a picture that is drawn, by the digest of what it is made of. Its first digits are part
/// of the name: one site may have a hundred thousand of them.
pub fn drawn_route(name: &str, of: Short, ending: &str) -> Route {
    let digits = hex(&of);
    let (first, digest) = digits.split_at(6);
    Route::new(&format!("/assets/{name}-{first}.{}.{ending}", &digest[..DIGITS]))
}

fn fingerprinted(path: &str, bytes: &[u8]) -> Route {
    let digest = blake3::hash(bytes).to_hex();
    let name = path.rsplit('/').next().unwrap_or(path);
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    Route::new(&format!("/assets/{stem}.{}.{ending}", &digest[..DIGITS]))
}
