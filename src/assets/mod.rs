//! Files of the theme and of `static/`, with addresses that change with their bytes; icons; pictures for
//! link previews.
//!
//! A file that a template names by `asset(path=…)`, or a style by `url(…)`, is served at
//! `/assets/NAME.HASH.ending` and can be cached for ever; one of `static/` is copied as it is beside it,
//! because a page of `static/` may name it by its path. A style that others import ([`styles`]) has a fingerprint
//! only where a template names it. A file of the site's `static/` stands before the built-in one of the same path. Pictures of pages are in [`pictures`]; what is drawn is drawn when it is asked for ([`identity`],
//! [`previews`]).

#[cfg(feature = "images")]
pub mod icons;
pub mod identity;
#[cfg(feature = "images")]
pub mod mark;
pub mod pictures;
#[cfg(feature = "images")]
pub mod previews;
pub mod styles;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use include_dir::{Dir, include_dir};

pub use self::pictures::Pictures;

use self::identity::{ICON, Identity};
use self::styles::{Fault, Folder, Source, Styles};
use crate::digest::{Short, hex};
use crate::error::Failure;
use crate::files::Files;
use crate::site::config::{Base, ThemeSettings};
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
    /// What is wrong with the styles.
    pub faults: BTreeSet<Fault>,
    /// By what readers tell the site from others.
    pub identity: Identity,
}

impl Assets {
    /// Bundles the styles, and fingerprints them, the built-in files, and those of the site that templates or
    /// styles name.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn new(files: &Files, config: &Config) -> Result<Self, Failure> {
        let identity = Identity::new(files, config)?;
        let named = named(files);
        let mut known = Known { files, list: BTreeMap::new() };
        known.add(ICON, identity.icon().to_vec());
        let built_in = built_in().filter(|path| config.is_searched() || path != SEARCH);
        for path in built_in.chain(named.iter().cloned()).filter(|path| !is_style(path)) {
            known.address(&path)?;
        }
        let palette = config.settings.theme.as_ref().and_then(ThemeSettings::palette);
        let more = palette.map(|palette| palette.css()).unwrap_or_default();
        let own = files.below("static").filter_map(|(_, file)| file.path.strip_prefix("static/"));
        let paths: BTreeSet<String> =
            own.map(str::to_owned).chain([STYLE.to_owned()]).filter(|path| is_style(path)).collect();
        let mut made = Vec::with_capacity(paths.len());
        let mut styles = Styles::new(&mut known, &config.origins);
        for path in &paths {
            if let Some(source) = style(files, path) {
                made.push((path, styles.bundled(path, source, if path == STYLE { &more } else { "" })?));
            }
        }
        let Styles { faults, imported, .. } = styles;
        for (path, bytes) in made {
            if path == STYLE || named.contains(path) || !imported.contains(path) {
                known.add(path, bytes);
            }
        }
        let mut list = known.list;
        for asset in list.values_mut() {
            asset.url = asset.route.href(&config.base);
        }
        Ok(Self { list, faults, identity })
    }

    /// Whether a file of `static/` is served under a fingerprint alone, and not as it is too: it stands before a
    /// built-in one.
    pub fn is_asset(path: &str) -> bool {
        STATIC.get_file(path.strip_prefix("static/").unwrap_or(path)).is_some()
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

/// The files that are served with fingerprints, as far as they are known.
struct Known<'a> {
    files: &'a Files,
    list: BTreeMap<String, Asset>,
}

impl Known<'_> {
    fn add(&mut self, path: &str, bytes: Vec<u8>) -> &Asset {
        let route = fingerprinted(path, &bytes);
        self.list.entry(path.to_owned()).or_insert(Asset { route, bytes, url: String::new() })
    }
}

impl<'a> Folder<'a> for Known<'a> {
    fn style(&self, path: &str) -> Option<Source<'a>> {
        style(self.files, path)
    }

    fn address(&mut self, path: &str) -> Result<Option<String>, Failure> {
        if !self.list.contains_key(path) && !is_style(path) {
            let own = self.files.find(&format!("static/{path}")).map(|(_, file)| file.bytes()).transpose()?;
            let built_in = || STATIC.get_file(path).map(|file| file.contents().to_vec());
            let Some(bytes) = own.map(Cow::into_owned).or_else(built_in) else { return Ok(None) };
            self.add(path, bytes);
        }
        // Styles lie in the same folder, wherever the site does.
        let beside =
            |asset: &Asset| Some(asset.route.href(&Base::default()).strip_prefix("/assets/")?.to_owned());
        Ok(self.list.get(path).and_then(beside))
    }
}

/// A style of the site, else the built-in one.
fn style<'a>(files: &'a Files, path: &str) -> Option<Source<'a>> {
    let own = files.find(&format!("static/{path}")).filter(|_| is_style(path));
    let own = own.map(|(id, file)| Source { file: Some(id), text: file.text() });
    own.or_else(|| Some(Source { file: None, text: STATIC.get_file(path)?.contents_utf8()? }))
}

/// The built-in files, by path.
fn built_in() -> impl Iterator<Item = String> {
    let all = STATIC.find("**/*").into_iter().flatten().filter_map(|entry| entry.as_file());
    all.map(|file| file.path().to_string_lossy().replace('\\', "/"))
}

/// The paths that the site's templates may give to `asset()`: what stands there between quotation marks.
fn named(files: &Files) -> BTreeSet<String> {
    let texts = files.below("templates").map(|(_, file)| file.text()).filter(|text| text.contains("asset("));
    let words = texts.flat_map(|text| ['"', '\''].into_iter().flat_map(|mark| text.split(mark).skip(1)));
    words.filter(|word| files.find(&format!("static/{word}")).is_some()).map(str::to_owned).collect()
}

fn is_style(path: &str) -> bool {
    path.ends_with(".css")
}

fn fingerprinted(path: &str, bytes: &[u8]) -> Route {
    let digest = blake3::hash(bytes).to_hex();
    let name = path.rsplit('/').next().unwrap_or(path);
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    Route::new(&format!("/assets/{stem}.{}.{ending}", &digest[..DIGITS]))
}
