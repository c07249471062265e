//! Notes: `Article`. A note in another language is a work of its own, the translation of the first.

use super::Here;
use super::node::Node;
use super::page::translations;
use super::thing::{date, described, image, named, publisher};
use crate::resolve::SubjectIx;
use crate::resolve::relations::seconds;

/// A note.
pub fn note(here: &Here<'_>, ix: SubjectIx) -> Node {
    let page = here.page;
    let about = seconds(&here.context.graph.relations.about, ix).filter_map(|about| named(here, about));
    let node = described(here, ix)
        .set("headline", page.title.as_str())
        .set("inLanguage", page.text_lang.as_ref().unwrap_or(&page.lang).as_str())
        .set("datePublished", date(page.date.as_ref()))
        .set("dateModified", date(page.updated.as_ref()))
        .set("publisher", publisher(here))
        .set("about", about.collect::<Vec<_>>())
        .set("image", image(here));
    translations(here, node, "Article", str::to_owned)
}
