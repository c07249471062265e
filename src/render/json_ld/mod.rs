//! What a page says to machines: JSON-LD in the words of schema.org 30, in the page's language.
//!
//! # What holds
//! - Every page says what page it is, of which site, where it stands, and of what it is the page.
//! - What the page is about has the id that it has in all open data ([`super::register::address`]); the page itself has
//!   its address, and `#webpage` behind it where the address stands for what it is about.
//! - Memberships and posts are the register's. What has a role or a date is an `OrganizationRole` between the two, as
//!   schema.org writes roles; every other property stays within its domain and range.
//! - What is held or withdrawn is not named. What is not known is left out, and so are ids and addresses where
//!   the site's own is not known.
//!
//! To add what a kind says: a file here with a function that makes a `Node`, an arm in [`of_subject`].

mod data;
mod group;
mod list;
mod meeting;
mod node;
mod note;
mod page;
mod person;
mod quote;
mod thing;

use std::fmt::Write;

use serde_json::{Value, json};

use super::context::Context;
use super::views::{DataPage, PageView, SectionPage};
use crate::resolve::SubjectIx;
use crate::resolve::topics::Topic;
use crate::site::{Facts, Lang};
use node::Node;

/// What the page of a record, or a page of no kind, says.
pub fn of_subject(context: &Context<'_>, page: &PageView, ix: SubjectIx, lang: Lang) -> String {
    let here = Here { context, page, lang };
    let is_record = context.graph.is_listed(ix) && !context.graph.subjects.get(ix).section;
    let thing = context.source(ix).filter(|_| is_record).and_then(|source| match &source.facts {
        Facts::Body(group, _) => Some(group::body(&here, ix, group)),
        Facts::Organisation(group, own) => Some(group::organisation(&here, ix, group, own)),
        Facts::Person(person) => Some(person::person(&here, ix, person)),
        Facts::Quote(quote) => Some(quote::quote(&here, ix, quote)),
        Facts::Note(_) => Some(note::note(&here, ix)),
        Facts::Meeting(meeting) => Some(meeting::meeting(&here, ix, meeting)),
        Facts::Page(_) => None,
    });
    written(page::page(&here), thing)
}

/// What the page of a list says: of a section, or of a topic where one is given.
pub fn of_list(context: &Context<'_>, list: &SectionPage, topic: Option<&Topic>, lang: Lang) -> String {
    let here = Here { context, page: &list.page, lang };
    written(list::list(&here, list, topic), None)
}

/// What the page of open data says.
pub fn of_data(context: &Context<'_>, data: &DataPage, lang: Lang) -> String {
    let here = Here { context, page: &data.page, lang };
    written(page::page(&here), Some(data::data(&here, data)))
}

/// What a page says that is about nothing else.
pub fn of_page(context: &Context<'_>, page: &PageView, lang: Lang) -> String {
    written(page::page(&Here { context, page, lang }), None)
}

/// The page that speaks.
struct Here<'a> {
    context: &'a Context<'a>,
    page: &'a PageView,
    lang: Lang,
}

impl Here<'_> {
    /// A whole address from one on this site, where the site's is known.
    fn whole(&self, url: &str) -> Option<String> {
        let origin = &self.context.site.config.base.origin;
        (!origin.is_empty()).then(|| format!("{origin}{url}"))
    }

    /// A whole address as an id, where the site's is known.
    fn known(&self, address: String) -> Option<String> {
        let is_known = !self.context.site.config.base.origin.is_empty() && !address.is_empty();
        is_known.then_some(address)
    }
}

/// A page and what it is about as JSON, side by side where the one can name the other by its id, else one in the other.
fn written(page: Node, thing: Option<Node>) -> String {
    let graph: Vec<Value> = match thing {
        Some(thing) => match thing.short() {
            Some(short) => vec![page.set("mainEntity", short).into(), thing.into()],
            None => vec![page.set("mainEntity", thing).into()],
        },
        None => vec![page.into()],
    };
    escaped(&json!({ "@context": "https://schema.org", "@graph": graph }).to_string())
}

/// JSON that may stand within an element `script` (HTML, 4.12.1.3): nothing in it ends the element or begins a
/// comment. All of these signs stand in strings only, where JSON may write them as escapes.
fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_the_script() {
        let text = "</script><!-- & \u{2028}\u{2029} \"\\";
        let json = escaped(&json!({ "name": text }).to_string());
        assert!(!json.contains(['<', '>', '&', '\u{2028}', '\u{2029}']), "{json}");
        assert_eq!(serde_json::from_str::<Value>(&json).unwrap()["name"], text);
    }
}
