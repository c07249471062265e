//! Addresses on the site.

use std::fmt;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use unicode_normalization::UnicodeNormalization;

use serde::{Deserialize, Serialize};

use super::config::Base;

/// What a path of a URL does not hold as it is (WHATWG URL, path percent-encode set), and `%`.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'^')
    .add(b'%')
    .add(b'|')
    .add(b'\\')
    .add(b'[')
    .add(b']');

/// An address on the site from its root, in plain letters (NFC), without the path of `base_url`.
/// A page's ends in a slash.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Route(String);

impl Route {
    /// The address, which must begin with a slash; percent-encoding is undone, and a page's
    /// `index.html` is left out.
    pub fn new(address: &str) -> Self {
        Self::of_file(&percent_decode_str(address).decode_utf8_lossy())
    }

    /// The address of a file in the output folder: the opposite of [`Route::file`].
    pub fn of_file(path: &str) -> Self {
        let path = path.trim_start_matches('/');
        let is_page = path == "index.html" || path.ends_with("/index.html");
        Self(
            format!("/{}", if is_page { &path[..path.len() - "index.html".len()] } else { path })
                .nfc()
                .collect(),
        )
    }

    /// The address as it is.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file in the output folder: a page's is `index.html` in a folder of its own.
    pub fn file(&self) -> String {
        let path = self.0.trim_start_matches('/');
        if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
    }

    /// The address as pages link to it: percent-encoded, with the path of the site.
    pub fn href(&self, base: &Base) -> String {
        format!("{}{}", base.path, utf8_percent_encode(&self.0, PATH))
    }

    /// The whole address, with scheme and host where they are known.
    pub fn absolute(&self, base: &Base) -> String {
        format!("{}{}", base.origin, self.href(base))
    }

    /// The address of something below this page.
    #[must_use]
    pub fn join(&self, rest: &str) -> Self {
        Self(format!("{}{rest}", self.0))
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes_have_files_and_addresses() {
        let base = Base::parse("https://x.github.io/site/").unwrap();
        let route = Route::new("/fr/réunions d%27été/");
        assert_eq!(route.file(), "fr/réunions d'été/index.html");
        assert_eq!(route.absolute(&base), "https://x.github.io/site/fr/r%C3%A9unions%20d'%C3%A9t%C3%A9/");
        assert_eq!(Route::new("/").file(), "index.html");
        assert_eq!(Route::new("/feed.xml").file(), "feed.xml");
        for file in ["index.html", "a/index.html", "a%20b.txt"] {
            assert_eq!(Route::of_file(file).file(), file);
        }
    }
}
