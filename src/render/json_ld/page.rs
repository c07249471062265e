//! The page itself: `WebPage` and its kinds, the site that it is a part of, where it stands, its languages.

use super::Here;
use super::node::Node;
use super::thing::{date, image, publisher, web_page_id};
use crate::render::views::LinkView;
use crate::site::Lang;
use crate::site::values::is_web_address;

/// The page.
pub fn page(here: &Here<'_>) -> Node {
    let page = here.page;
    // What is shown where there is no page has no address.
    let url = here.whole(&page.url).filter(|_| page.kind != "404");
    let id = url.as_ref().map(|url| web_page_id(url, page.kind));
    let node = Node::new(kind(page.kind))
        .set("@id", id)
        .set("url", url)
        .set("name", page.title.as_str())
        .set("description", page.description.as_deref())
        .set("inLanguage", page.text_lang.as_ref().unwrap_or(&page.lang).as_str())
        .set("isPartOf", site(here))
        .set("breadcrumb", breadcrumb(here));
    let node = if page.kind == "404" { node } else { facts(here, node) };
    translations(here, node, kind(page.kind), |url| web_page_id(url, page.kind))
}

/// What the page says of itself: its dates, licence, topics, picture, corrections.
fn facts(here: &Here<'_>, node: Node) -> Node {
    let page = here.page;
    let corrections = page.corrections.iter().map(|correction| {
        Node::new("CorrectionComment")
            .set("datePublished", correction.on.iso.as_str())
            .set("text", correction.what.text.as_str())
    });
    // The date of a quote is the day on which it was said. The picture of a record is that of what it is about.
    let is_work = matches!(page.kind, "home" | "section" | "page" | "note");
    let own_picture = matches!(page.kind, "home" | "section" | "page");
    node.set("datePublished", date(page.date.as_ref()).filter(|_| is_work))
        .set("dateModified", date(page.updated.as_ref()))
        .set("license", licence(here))
        .set("keywords", page.topics.iter().map(|topic| topic.title.as_str()).collect::<Vec<_>>())
        .set("primaryImageOfPage", image(here).filter(|_| own_picture))
        .set("correction", corrections.collect::<Vec<_>>())
}

/// The kind of web page of a kind of page.
fn kind(kind: &str) -> &'static str {
    match kind {
        "section" | "topic" | "topics" | "a-z" | "corrections" => "CollectionPage",
        "person" => "ProfilePage",
        _ => "WebPage",
    }
}

/// The site. It is one in all its languages.
fn site(here: &Here<'_>) -> Node {
    let context = here.context;
    let config = &context.site.config;
    let url = here.whole(&context.home(Lang::DEFAULT).href(&config.base));
    let tags: Vec<&str> = config.languages.iter().map(|language| language.tag.as_str()).collect();
    Node::new("WebSite")
        .set("@id", url.as_ref().map(|url| format!("{url}#website")))
        .set("url", url)
        .set("name", context.site_name(here.lang).text)
        .set("inLanguage", tags)
        .set("publisher", publisher(here))
}

/// The sections above, as the page shows them.
fn breadcrumb(here: &Here<'_>) -> Option<Node> {
    let crumb = |(i, crumb): (usize, &LinkView)| {
        let kind = if i == 0 { "WebPage" } else { "CollectionPage" };
        let id = crumb.url.as_ref().and_then(|url| here.whole(url));
        let item = Node::new(kind).set("@id", id).set("name", crumb.title.as_str());
        Node::new("ListItem").set("position", i + 1).set("item", item)
    };
    let list: Vec<Node> = here.page.breadcrumbs.iter().enumerate().map(crumb).collect();
    (!list.is_empty()).then(|| Node::new("BreadcrumbList").entries(list))
}

/// A licence is known by its address, or by its name alone.
pub fn licence(here: &Here<'_>) -> Option<serde_json::Value> {
    let licence = here.context.licence()?;
    if is_web_address(licence) {
        return Some(licence.into());
    }
    let name = here.context.term(licence, here.lang).text;
    Some(Node::new("CreativeWork").set("name", name).into())
}

/// A work with what it is in the other languages: the site's own is what the others translate.
pub fn translations(here: &Here<'_>, node: Node, kind: &'static str, id: impl Fn(&str) -> String) -> Node {
    let own = &here.context.language(Lang::DEFAULT).tag;
    let is_own = here.page.lang == *own;
    let others = here.page.alternates.iter().filter(|other| {
        other.hreflang != "x-default"
            && other.hreflang != here.page.lang
            && (is_own || other.hreflang == *own)
    });
    let others = others
        .map(|other| Node::new(kind).set("@id", id(&other.url)).set("inLanguage", other.hreflang.as_str()));
    let property = if is_own { "workTranslation" } else { "translationOfWork" };
    node.set(property, others.collect::<Vec<_>>())
}
