//! What is seen in a page or style that is looked at.

use std::collections::BTreeSet;

use super::needs::{Directive, Needs, Origin};
use crate::site::origins::Origins;

/// What a page does that no policy of Plenary's allows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Forbidden {
    /// An attribute that is a style.
    StyleAttribute(String),
    /// An attribute that is a script: its name and value.
    Handler(String, String),
    /// A link that is a script.
    ScriptAddress(String),
    /// Another address for all links of the page.
    Base(String),
    /// A form that sends what is written in it to another site.
    Form(String),
    /// A form that sends it to the site itself, which only a site that is searched allows.
    OwnForm(String),
    /// A form that writes a letter of it.
    MailForm(String),
    /// A page or document of the site within a page: what is shown so is told by a header that no page may show it.
    Frame(String),
}

impl Forbidden {
    /// As it is written in the page.
    pub fn written(&self) -> &str {
        match self {
            Self::StyleAttribute(value)
            | Self::Handler(_, value)
            | Self::ScriptAddress(value)
            | Self::Base(value)
            | Self::Form(value)
            | Self::OwnForm(value)
            | Self::MailForm(value)
            | Self::Frame(value) => value,
        }
    }
}

/// What is seen in a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// What it needs.
    pub needs: Needs,
    /// Addresses of other sites that it loads, as they are written, with their origins.
    pub others: BTreeSet<(String, String)>,
    /// What it does that is not allowed.
    pub forbidden: BTreeSet<Forbidden>,
}

impl Seen {
    /// Takes in something that is loaded.
    pub fn load(&mut self, directive: Directive, address: &str, origins: &Origins) {
        let Some(origin) = Origin::of(address, origins) else { return };
        if let Origin::Other(other) = &origin {
            self.others.insert((address.trim().to_owned(), other.clone()));
        }
        self.needs.insert(directive, origin);
    }
}
