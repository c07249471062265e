//! What an output needs that the policy of the site has to allow.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use url::Url;

use crate::site::origins::Origins;

/// What is loaded, by the directive that speaks of it (CSP Level 3, section 6.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Directive {
    /// Scripts.
    Script,
    /// Styles.
    Style,
    /// Pictures.
    Image,
    /// Fonts.
    Font,
    /// Sound and film.
    Media,
    /// What a script asks for.
    Connect,
    /// Scripts in threads of their own.
    Worker,
    /// Pages within pages.
    Frame,
    /// What programs of others show.
    Object,
    /// What installs a site on a phone.
    Manifest,
}

impl Directive {
    /// All, in the order in which a policy has them.
    pub const ALL: [Self; 10] = [
        Self::Script,
        Self::Style,
        Self::Image,
        Self::Font,
        Self::Media,
        Self::Connect,
        Self::Worker,
        Self::Frame,
        Self::Object,
        Self::Manifest,
    ];

    /// Its name in a policy.
    pub fn name(self) -> &'static str {
        match self {
            Self::Script => "script-src",
            Self::Style => "style-src",
            Self::Image => "img-src",
            Self::Font => "font-src",
            Self::Media => "media-src",
            Self::Connect => "connect-src",
            Self::Worker => "worker-src",
            Self::Frame => "frame-src",
            Self::Object => "object-src",
            Self::Manifest => "manifest-src",
        }
    }
}

/// Where something comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Origin {
    /// The site itself.
    Own,
    /// The address itself (RFC 2397).
    Data,
    /// The page itself: the SHA-256 of a script or style in it, in Base64.
    Inline(String),
    /// WebAssembly that a script of the site compiles.
    WebAssembly,
    /// Another site: scheme, host and port.
    Other(String),
}

impl Origin {
    /// Its name in a policy.
    pub fn source(&self) -> String {
        match self {
            Self::Own => "'self'".to_owned(),
            Self::Data => "data:".to_owned(),
            Self::Inline(digest) => format!("'sha256-{digest}'"),
            Self::WebAssembly => "'wasm-unsafe-eval'".to_owned(),
            Self::Other(origin) => origin.clone(),
        }
    }

    /// Where something that a page of the site loads comes from; none where nothing is loaded.
    pub fn of(address: &str, origins: &Origins) -> Option<Self> {
        let address = address.trim();
        if address.is_empty() || address.starts_with('#') {
            return None;
        }
        if let Some(other) = origins.elsewhere(address) {
            return Some(Self::Other(other));
        }
        match Url::parse(address) {
            Ok(url) if url.scheme() == "data" => Some(Self::Data),
            Ok(url) if !matches!(url.scheme(), "http" | "https") => None,
            _ => Some(Self::Own),
        }
    }
}

/// What an output needs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Needs(pub(super) BTreeSet<(Directive, Origin)>);

impl Needs {
    /// Adds something.
    pub fn insert(&mut self, directive: Directive, origin: Origin) {
        self.0.insert((directive, origin));
    }

    /// Adds all that another output needs.
    pub fn add(&mut self, other: &Self) {
        if !other.0.is_subset(&self.0) {
            self.0.extend(other.0.iter().cloned());
        }
    }

    /// From where something is loaded.
    pub fn of(&self, directive: Directive) -> impl Iterator<Item = &Origin> {
        self.0.iter().filter(move |(of, _)| *of == directive).map(|(_, origin)| origin)
    }
}
