//! Redirects: that each leads somewhere, at once, and is needed.

use std::collections::{BTreeMap, BTreeSet};

use super::addresses::ADDRESS_ENDED;
use crate::diagnostics::{Diagnostic, Findings, Rule, Severity, Span};
use crate::plan::Plan;
use crate::resolve::Graph;
use crate::resolve::routes::{Goal, REDIRECT_TO_NOTHING, Redirect, page_route, split};
use crate::site::tree::Step;
use crate::site::{Route, Site};

/// Redirects that lead to each other.
pub static REDIRECT_CIRCLE: Rule = Rule {
    name: "redirect-circle",
    severity: Severity::Error,
    docs: "A browser that is sent from one address to the next and back gives up.\n\n\
           Wrong: `redirects: {/a/: /b/, /b/: /a/}`\n\n\
           Right: `redirects: {/a/: /new/, /b/: /new/}`",
};

/// A redirect to a redirect.
pub static REDIRECT_CHAIN: Rule = Rule {
    name: "redirect-chain",
    severity: Severity::Warning,
    docs: "A redirect to an address that is redirected itself takes the reader over two steps, and \
           breaks when the second is taken out.\n\n\
           Wrong: `redirects: {/a/: /b/, /b/: /new/}`\n\n\
           Right: `redirects: {/a/: /new/, /b/: /new/}`",
};

/// A redirect that changes nothing.
pub static UNUSED_REDIRECT: Rule = Rule {
    name: "unused-redirect",
    severity: Severity::Warning,
    docs: "A redirect from a page's own address, or one that an alias gives already, does nothing.\n\n\
           Wrong: `aliases: [/members/]` in `content/members.md`\n\n\
           Right: no such line",
};

/// A star that is taken for "everything".
pub static REDIRECT_STAR: Rule = Rule {
    name: "redirect-star",
    severity: Severity::Warning,
    docs: "Redirects are taken to the letter: a star in an old address stands for itself, and not for all that \
           lies below it, as it does in the files of some hosts.\n\n\
           Wrong: `redirects: {/old/*: /new/}`\n\n\
           Right: `redirects: {/old/a/: /new/, /old/b/: /new/}`",
};

/// Checks where old addresses lead.
pub fn check(site: &Site, graph: &Graph, plan: &Plan, found: &mut Findings) {
    nowhere(graph, plan, found);
    chains(site, graph, found);
    unused(site, graph, found);
    stars(site, found);
}

/// Old addresses with a star.
fn stars(site: &Site, found: &mut Findings) {
    for (from, _) in site.config.redirects().filter(|(from, _)| from.contains('*')) {
        let path = [Step::Key("redirects".to_owned()), Step::Key(from.0.clone())];
        let message = format!("the star in {} stands for itself, and not for every address", from.0);
        found.add(Diagnostic::new(&REDIRECT_STAR, site.config.places.key_span(&path), message).help(
            "write a line for each old address; if the address has a star, switch this rule off in checks",
        ));
    }
}

fn nowhere(graph: &Graph, plan: &Plan, found: &mut Findings) {
    for Redirect { from, to, span, .. } in &graph.routes.waiting {
        let Goal::Local(to) = to else { continue };
        let message = format!("{from} leads to {to}, which is not online now, so it leads nowhere");
        found.add(
            Diagnostic::new(&ADDRESS_ENDED, *span, message)
                .help("nothing is to be done if that was meant; else give another address"),
        );
    }
    for redirect in &graph.routes.redirects {
        let Goal::Local(to) = &redirect.to else { continue };
        if plan.get(to).is_none() {
            let message = format!("{} is redirected to {to}, where nothing is", redirect.from);
            found.add(
                Diagnostic::new(&REDIRECT_TO_NOTHING, redirect.span, message)
                    .help("give the address of a page of this site"),
            );
        }
    }
}

/// What `redirects` in `site.yaml` says, as it is written.
fn chains(site: &Site, graph: &Graph, found: &mut Findings) {
    let written: BTreeMap<Route, Option<Route>> =
        site.config.redirects().map(|(from, to)| (page_route(from), local(to))).collect();
    for (from, to) in site.config.redirects() {
        let path = [Step::Key("redirects".to_owned()), Step::Key(from.0.clone())];
        let (from, span) = (page_route(from), site.config.places.span_of(&path));
        let Some(route) = local(to) else { continue };
        if let Some(circle) = circle(&from, &written) {
            // A circle is told once, at the first of its addresses.
            if circle.iter().all(|other| *other >= from) {
                let steps: Vec<&str> = circle.iter().map(Route::as_str).collect();
                let message = format!("these redirects go in a circle: {}", steps.join(" → "));
                found.add(
                    Diagnostic::new(&REDIRECT_CIRCLE, span, message).help("let one of them lead to a page"),
                );
            }
            continue;
        }
        let goal = match graph.routes.redirect_from(&route).map(|next| &next.to) {
            Some(Goal::Page(place)) => graph.routes.of(place.subject, place.lang).map(ToString::to_string),
            Some(Goal::Local(end)) => Some(end.to_string()),
            Some(Goal::Elsewhere(address)) => Some(address.clone()),
            None => None,
        };
        if let Some(goal) = goal {
            found.add(
                Diagnostic::new(&REDIRECT_CHAIN, span, format!("{route} is redirected itself, to {goal}"))
                    .help("lead to the end at once")
                    .propose(span, goal),
            );
        }
    }
}

/// The way from an address back to itself; none where redirects come to an end.
fn circle(from: &Route, written: &BTreeMap<Route, Option<Route>>) -> Option<Vec<Route>> {
    let mut way = vec![from.clone()];
    while let Some(Some(next)) = written.get(way.last()?) {
        way.push(next.clone());
        if next == from {
            return Some(way);
        }
        if way.len() > written.len() + 1 {
            return None;
        }
    }
    None
}

/// The address on this site that a goal means.
fn local(goal: &str) -> Option<Route> {
    goal.starts_with('/').then(|| page_route(split(goal).0))
}

/// Aliases of a page's own address, and redirects that an alias gives already.
fn unused(site: &Site, graph: &Graph, found: &mut Findings) {
    let mut say = |span: Span, message: String| {
        found.add(Diagnostic::new(&UNUSED_REDIRECT, span, message).help("take it out"));
    };
    let mut aliases: BTreeSet<(Route, Option<&Route>)> = BTreeSet::new();
    for (ix, subject) in graph.subjects.iter() {
        for lang in site.config.langs() {
            let Some(entry) = subject.version(lang).map(|entry| site.entry(entry)) else { continue };
            let own = graph.routes.of(ix, lang);
            for (i, alias) in entry.common.aliases.iter().flatten().enumerate() {
                let from = page_route(alias);
                if own == Some(&from) {
                    let span = entry.span(&format!("aliases[{i}]"));
                    say(span, format!("{from} is this page's own address"));
                }
                aliases.insert((from, own));
            }
        }
    }
    for (from, to) in site.config.redirects() {
        let path = [Step::Key("redirects".to_owned()), Step::Key(from.0.clone())];
        let (from, to) = (page_route(from), local(to));
        let span = site.config.places.key_span(&path);
        if aliases.contains(&(from.clone(), to.as_ref())) {
            say(span, format!("an alias leads from {from} to this page already"));
        }
    }
}
