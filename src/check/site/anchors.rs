//! Links to a place on a page. Which places a page has, its HTML says: headings, footnotes, records
//! that are set in. Pages are made for this only where the headings of the text do not answer.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::source::Source;
use crate::diagnostics::{Diagnostic, Findings, Rule, Severity, Span, nearest};
use crate::files::Files;
use crate::resolve::Graph;
use crate::resolve::routes::{Goal, page_route};
use crate::resolve::targets::Target;
use crate::site::common::Link;
use crate::site::{EntryIx, Lang, Route, Site, Tree};

/// A link to a place that is not on its page.
pub static DEAD_ANCHOR: Rule = Rule {
    name: "dead-anchor",
    severity: Severity::Error,
    docs: "A link to a place that is not there leaves the reader at the top of the page, looking for \
           it.\n\n\
           Wrong: `[who](governance.md#hwo)`\n\n\
           Right: `[who](governance.md#who)`",
};

/// A place that a link leads to, and where the link stands.
struct Wanted<'a> {
    route: Route,
    anchor: &'a str,
    span: Span,
}

/// Holds links to places against the places of pages; `ids` makes the page at an address and
/// says what anchors it has.
pub fn check(
    files: &Files,
    site: &Site,
    graph: &Graph,
    ids: &dyn Fn(&Route) -> Option<BTreeSet<String>>,
    found: &mut Findings,
) {
    let mut wanted = Vec::new();
    for i in 0..site.entries.len() {
        let source = Source::new(files, site, graph, EntryIx(i));
        of_text(&source, &mut wanted);
        named(source.entry.common.links.as_deref(), &source.entry.front, &mut wanted);
    }
    named(site.config.settings.links.as_deref(), &site.config.places, &mut wanted);
    for redirect in &graph.routes.redirects {
        if let (Some((_, anchor)), Goal::Page(place)) = (redirect.behind.split_once('#'), &redirect.to)
            && !anchor.is_empty()
            && let Some(route) = graph.routes.of(place.subject, place.lang)
        {
            wanted.push(Wanted { route: route.clone(), anchor, span: redirect.span });
        }
    }
    let mut made: BTreeMap<&Route, Option<BTreeSet<String>>> = BTreeMap::new();
    for want in &wanted {
        // What has no page has a finding already.
        let there = made.entry(&want.route).or_insert_with(|| ids(&want.route));
        if let Some(there) = there.as_ref().filter(|there| !there.contains(want.anchor)) {
            found.add(dead(want, there));
        }
    }
}

/// The places that links of a text lead to and that no heading of the target's text is.
fn of_text<'a>(source: &Source<'a>, wanted: &mut Vec<Wanted<'a>>) {
    let graph = source.graph;
    // What is held back has no page yet, and its links may lead to what will be there with it.
    let Some(subject) = source.subject().filter(|ix| graph.is_public(*ix)) else { return };
    let own = graph.routes.nearest(subject, source.entry.lang);
    for (link, target) in source.entry.text.links.iter().zip(graph.links.of(source.ix)) {
        let (route, lang, ix, anchor) = match target {
            Target::Anchor(anchor) if !anchor.is_empty() => {
                let Some((route, lang)) = own else { continue };
                (route.clone(), lang, Some(subject), anchor)
            }
            Target::Page(ix, Some(anchor)) => {
                let Some((route, lang)) = graph.routes.nearest(*ix, source.entry.lang) else { continue };
                (route.clone(), lang, Some(*ix), anchor)
            }
            Target::Made(route, Some(anchor)) => (route.clone(), Lang::DEFAULT, None, anchor),
            _ => continue,
        };
        // `#top` is the top of every page (HTML, 7.4.6.4).
        if anchor.eq_ignore_ascii_case("top") {
            continue;
        }
        let entry = ix.and_then(|ix| graph.entry(source.site, ix, lang));
        if entry.is_some_and(|entry| entry.text.headings.iter().any(|heading| heading.id == *anchor)) {
            continue;
        }
        wanted.push(Wanted { route, anchor, span: source.span(link.range.clone()) });
    }
}

/// The places that a key `links` leads to.
fn named<'a>(links: Option<&'a [Link]>, places: &Tree, wanted: &mut Vec<Wanted<'a>>) {
    for (i, link) in links.unwrap_or_default().iter().enumerate() {
        if let Some((path, anchor)) = link.to.strip_prefix('/').and_then(|_| link.to.split_once('#')) {
            wanted.push(Wanted {
                route: page_route(path),
                anchor,
                span: places.span(&format!("links[{i}].to")),
            });
        }
    }
}

fn dead(want: &Wanted<'_>, there: &BTreeSet<String>) -> Diagnostic {
    let names: Vec<&str> = there.iter().map(String::as_str).filter(|id| !is_of_the_page(id)).collect();
    let message = format!("there is no place #{} on {}", want.anchor, want.route);
    let diagnostic = Diagnostic::new(&DEAD_ANCHOR, want.span, message);
    match nearest(want.anchor, names.iter().copied()) {
        Some(near) => diagnostic.help(format!("did you mean #{near}?")),
        None if names.is_empty() => {
            diagnostic.help("that page has no headings; leave the # and what is behind it out")
        }
        None => diagnostic.help(format!("that page has: #{}", names.join(", #"))),
    }
}

/// Anchors of the page around a text, which nobody means to link to.
fn is_of_the_page(id: &str) -> bool {
    matches!(id, "content" | "menu" | "contents-heading") || id.starts_with("fn-") || id.starts_with("fnref-")
}
