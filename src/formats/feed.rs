//! Feeds: Atom (RFC 4287) of the site, its sections and topics, and JSON Feed 1.1 of the site.
//!
//! The feeds of the site and of sections have the whole content of each entry and go back to the first one, twenty a
//! page (RFC 5005, section 3); those of topics have the newest twenty with their summaries.

use std::fmt::Write;

use jiff::civil::Date;
use quick_xml::escape::escape;
use serde::Serialize;

use super::{element, midnight, plain};
use crate::render::feeds::{Feed, content, json_route};
use crate::render::{Context, records};
use crate::resolve::SubjectIx;
use crate::site::{Lang, Route};

/// A page of a feed, from 1.
pub fn atom(context: &Context<'_>, feed: &Feed, lang: Lang, part: usize) -> String {
    let entries = feed.entries(context, lang, part);
    let last = entries.iter().filter_map(|ix| updated(context, *ix, lang)).max();
    // All pages are one feed, whose id is its address (RFC 4287, section 4.2.6).
    let id = address(context, feed.route(context, lang, 1));
    let mut out = begin(context, &id, &feed.title(context, lang), last, lang);
    links(context, feed, lang, part, &mut out);
    author(context, lang, &mut out);
    for ix in entries {
        entry(context, feed, ix, lang, &mut out);
    }
    out.push_str("</feed>\n");
    out
}

/// The beginning of a feed: its id, its title and the day of its last change.
pub(super) fn begin(context: &Context<'_>, id: &str, title: &str, last: Option<Date>, lang: Lang) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    let tag = escape(&context.language(lang).tag);
    let _ = writeln!(out, "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{tag}\">");
    element(&mut out, 2, "id", id);
    element(&mut out, 2, "title", title);
    element(&mut out, 2, "updated", &last.map(|day| time(context, day)).unwrap_or_default());
    out
}

/// Who answers for a feed.
pub(super) fn author(context: &Context<'_>, lang: Lang, out: &mut String) {
    out.push_str("  <author>\n");
    element(out, 4, "name", &publisher(context, lang));
    out.push_str("  </author>\n");
}

/// Where the page lies, what it is of, the pages beside it, and the same feed in other languages.
fn links(context: &Context<'_>, feed: &Feed, lang: Lang, part: usize, out: &mut String) {
    let last = feed.parts(context, lang);
    let page = |part: usize| feed.route(context, lang, part);
    let mut all = vec![("self", page(part))];
    if last > 1 {
        all.push(("first", page(1)));
        all.extend((part > 1).then(|| ("previous", page(part - 1))));
        all.extend((part < last).then(|| ("next", page(part + 1))));
        all.push(("last", page(last)));
    }
    for (rel, route) in all {
        link(context, rel, "application/atom+xml", None, route, out);
    }
    link(context, "alternate", "text/html", None, feed.page(context, lang), out);
    let is_in_all = !matches!(feed, Feed::Topic(_)) && part == 1;
    let others = context.site.config.langs().filter(|other| is_in_all && *other != lang);
    for other in others.filter(|other| feed.is_there(context, *other)) {
        let tag = &context.language(other).tag;
        link(context, "alternate", "application/atom+xml", Some(tag), feed.route(context, other, 1), out);
    }
}

pub(super) fn link(
    context: &Context<'_>,
    rel: &str,
    media: &str,
    tag: Option<&str>,
    route: Option<Route>,
    out: &mut String,
) {
    let href = address(context, route);
    let tag = tag.map(|tag| format!(" hreflang=\"{}\"", escape(tag))).unwrap_or_default();
    let _ = writeln!(out, "  <link rel=\"{rel}\" type=\"{media}\"{tag} href=\"{}\"/>", escape(href));
}

fn entry(context: &Context<'_>, feed: &Feed, ix: SubjectIx, lang: Lang, out: &mut String) {
    let (Some(route), Some(changed)) = (context.graph.routes.of(ix, lang), updated(context, ix, lang)) else {
        return;
    };
    let absolute = route.absolute(&context.site.config.base);
    let _ = writeln!(out, "  <entry>");
    element(out, 4, "id", &absolute);
    element(out, 4, "title", &context.name(ix, lang).text);
    if let Some(day) = published(context, ix) {
        element(out, 4, "published", &time(context, day));
    }
    element(out, 4, "updated", &time(context, changed));
    let _ = writeln!(out, "    <link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>", escape(&absolute));
    for topic in topics(context, ix, lang) {
        let _ = writeln!(out, "    <category term=\"{}\"/>", escape(plain(&topic)));
    }
    if let Some(summary) = records::summary(context, ix, lang) {
        element(out, 4, "summary", &summary);
    }
    let whole = if matches!(feed, Feed::Topic(_)) { "" } else { content(context, ix, lang) };
    if !whole.is_empty() {
        let _ = writeln!(out, "    <content type=\"html\">{}</content>", escape(plain(whole)));
    }
    let _ = writeln!(out, "  </entry>");
}

/// The feed of the site as JSON Feed (version 1.1).
#[derive(Debug, Serialize)]
struct JsonFeed {
    version: &'static str,
    title: String,
    home_page_url: String,
    feed_url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    language: String,
    authors: [Author; 1],
    items: Vec<Item>,
}

#[derive(Debug, Serialize)]
struct Author {
    name: String,
}

/// An entry of a JSON Feed.
#[derive(Debug, Serialize)]
struct Item {
    id: String,
    url: String,
    title: String,
    /// The specification asks for content of some sort.
    content_html: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    date_modified: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<String>,
    language: String,
}

/// The newest entries of the site.
pub fn json(context: &Context<'_>, lang: Lang) -> String {
    let language = context.language(lang);
    let feed = JsonFeed {
        version: "https://jsonfeed.org/version/1.1",
        title: Feed::Site.title(context, lang),
        home_page_url: address(context, Feed::Site.page(context, lang)),
        feed_url: address(context, Some(json_route(context, lang))),
        description: language.summary.as_ref().map(|summary| context.set(summary, lang)),
        language: language.tag.clone(),
        authors: [Author { name: publisher(context, lang) }],
        items: Feed::Site
            .entries(context, lang, 1)
            .into_iter()
            .filter_map(|ix| item(context, ix, lang))
            .collect(),
    };
    serde_json::to_string_pretty(&feed).unwrap_or_default() + "\n"
}

fn item(context: &Context<'_>, ix: SubjectIx, lang: Lang) -> Option<Item> {
    let url = context.graph.routes.of(ix, lang)?.absolute(&context.site.config.base);
    Some(Item {
        id: url.clone(),
        url,
        title: context.name(ix, lang).text,
        content_html: content(context, ix, lang).to_owned(),
        summary: records::summary(context, ix, lang),
        date_published: published(context, ix).map(|day| time(context, day)),
        date_modified: time(context, updated(context, ix, lang)?),
        tags: topics(context, ix, lang),
        language: context.language(lang).tag.clone(),
    })
}

/// Who publishes: the publisher, else the site.
fn publisher(context: &Context<'_>, lang: Lang) -> String {
    let publisher = context.graph.relations.publisher.map(|publisher| context.name(publisher, lang).text);
    publisher.unwrap_or_else(|| context.site_name(lang).text)
}

fn topics(context: &Context<'_>, ix: SubjectIx, lang: Lang) -> Vec<String> {
    let entry = context.entry(ix, lang);
    let names = entry.into_iter().flat_map(|entry| entry.common.topics.iter().flatten());
    names.filter_map(|name| Some(context.set(&context.graph.topics.find(lang, name)?.name, lang))).collect()
}

/// The day that an entry bears.
fn published(context: &Context<'_>, ix: SubjectIx) -> Option<Date> {
    Some(context.source(ix)?.common.date?.0)
}

/// An entry's last change, which is not before the day that it bears.
fn updated(context: &Context<'_>, ix: SubjectIx, lang: Lang) -> Option<Date> {
    context.changed(ix, lang).max(published(context, ix))
}

/// The beginning of a day in the site's time zone.
pub(super) fn time(context: &Context<'_>, day: Date) -> String {
    midnight(&context.graph.today.zone, day)
}

pub(super) fn address(context: &Context<'_>, route: Option<Route>) -> String {
    route.map(|route| route.absolute(&context.site.config.base)).unwrap_or_default()
}
