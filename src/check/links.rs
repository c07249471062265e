//! Links by address to what is no page: feeds, lists, files of `static/`.

use crate::diagnostics::{Diagnostic, Findings, Span, nearest};
use crate::plan::Plan;
use crate::resolve::Graph;
use crate::resolve::links::{DEAD_LINK, Target};
use crate::site::{EntryIx, Site};

/// Holds links by address against the plan.
pub fn check(site: &Site, graph: &Graph, plan: &Plan, found: &mut Findings) {
    for (i, entry) in site.entries.iter().enumerate() {
        for (link, target) in entry.text.links.iter().zip(graph.links.of(EntryIx(i))) {
            let Target::Made(route, _) = target else { continue };
            if plan.get(route).is_some() {
                continue;
            }
            let span = Span::new(entry.file, link.range.start, link.range.end);
            let all = plan.iter().map(|(route, _)| route.as_str());
            let help = match nearest(route.as_str(), all) {
                Some(near) => format!("did you mean {near}?"),
                None => "look the address up in the built site, or link to the page's file".to_owned(),
            };
            found.add(
                Diagnostic::new(&DEAD_LINK, span, format!("nothing has the address {route}")).help(help),
            );
        }
    }
}
