//! Lists: sections, topics. Everything from A to Z is told by the sections themselves.

use super::Here;
use super::node::Node;
use super::page::page;
use super::thing::{id, kind};
use crate::render::views::{CardView, LinkView, SectionPage};
use crate::resolve::topics::Topic;

/// The page of a list, with its entries: of a long list those of this part.
pub fn list(here: &Here<'_>, list: &SectionPage, topic: Option<&Topic>) -> Node {
    let node = page(here);
    if list.page.gone.is_some() {
        return node;
    }
    let about = topic.map(|topic| Node::new("Thing").set("name", here.context.set(&topic.name, here.lang)));
    let entries: Vec<Node> = list.items.iter().filter_map(|card| entry(here, card)).collect();
    let entries = (!entries.is_empty()).then(|| Node::new("ItemList").entries(entries));
    let sections = list.sections.iter().filter(|_| list.page.kind == "section");
    let sections = sections.map(|section| part(here, section)).collect::<Vec<_>>();
    node.set("about", about).set("hasPart", sections).set("mainEntity", entries)
}

/// An entry of the list.
fn entry(here: &Here<'_>, card: &CardView) -> Option<Node> {
    let ix = here.context.graph.subjects.by_id(&card.id)?;
    let listed = here.context.graph.is_listed(ix);
    listed.then(|| Node::new(kind(here, ix)).set("@id", id(here, ix)).set("name", card.link.title.as_str()))
}

/// A section below.
fn part(here: &Here<'_>, section: &LinkView) -> Node {
    let url = section.url.as_ref().and_then(|url| here.whole(url));
    Node::new("CollectionPage").set("@id", url).set("name", section.title.as_str())
}
