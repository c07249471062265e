//! Links by address to what is no page: feeds, lists, files of `static/`.

use crate::diagnostics::{Diagnostic, Findings, Span, nearest};
use crate::plan::Plan;
use crate::resolve::Graph;
use crate::resolve::routes::page_route;
use crate::resolve::targets::{DEAD_LINK, Target};
use crate::site::common::Link;
use crate::site::{EntryIx, Route, Site, Tree};

/// Holds links by address against the plan: those of texts, and those of `links`.
pub fn check(site: &Site, graph: &Graph, plan: &Plan, found: &mut Findings) {
    for (i, entry) in site.entries.iter().enumerate() {
        for (link, target) in entry.text.links.iter().zip(graph.links.of(EntryIx(i))) {
            if let Target::Made(route, _) = target {
                let span = Span::new(entry.file, link.range.start, link.range.end);
                found.extend(dead(plan, route, span));
            }
        }
        found.extend(named(entry.common.links.as_deref(), &entry.front, plan));
    }
    found.extend(named(site.config.settings.links.as_deref(), &site.config.places, plan));
}

/// Links of a key `links` to addresses on this site.
fn named(links: Option<&[Link]>, places: &Tree, plan: &Plan) -> Vec<Diagnostic> {
    let local = links.unwrap_or_default().iter().enumerate().filter(|(_, link)| link.to.starts_with('/'));
    local
        .filter_map(|(i, link)| {
            let path = link.to.split('#').next().unwrap_or_default();
            dead(plan, &page_route(path), places.span(&format!("links[{i}].to")))
        })
        .collect()
}

/// The finding for an address that nothing has.
fn dead(plan: &Plan, route: &Route, span: Span) -> Option<Diagnostic> {
    if plan.get(route).is_some() {
        return None;
    }
    let all = plan.iter().map(|(route, _)| route.as_str());
    let help = match nearest(route.as_str(), all) {
        Some(near) => format!("did you mean {near}?"),
        None => "look the address up in the built site, or link to the page's file".to_owned(),
    };
    Some(Diagnostic::new(&DEAD_LINK, span, format!("nothing has the address {route}")).help(help))
}
