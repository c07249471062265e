//! Old addresses: each leads to the new one.

use std::collections::{BTreeMap, BTreeSet};

use super::ground::Ground;
use super::yaml;
use super::{Change, Changes, Keep};
use crate::diagnostics::FileId;
use crate::files::Files;
use crate::resolve::routes::{Place, page_route};
use crate::site::tree::{Node, Value};
use crate::site::{EntryIx, Lang, Route, Tree};

/// Writes every address to `keep` that has another page now into the front matter of the
/// version that it showed, of the source where that stood in, and into `site.yaml` where a folder has
/// no page of its own.
pub(super) fn add(ground: &Ground<'_>, moved: &Files, keep: Keep, changes: &mut Changes) {
    let mut aliases: BTreeMap<EntryIx, Vec<String>> = BTreeMap::new();
    let mut redirects: Vec<(String, String)> = Vec::new();
    let published: BTreeSet<&Route> = ground.before.site.published.iter().map(|once| &once.route).collect();
    for (route, place) in lost(ground).filter(|(route, _)| keep == Keep::All || published.contains(*route)) {
        let old = written(route);
        let subject = ground.subject(place.subject);
        let there = subject.map(|ix| ground.after.subjects.get(ix));
        let entry = there.and_then(|s| s.version(place.lang).or(s.source));
        match (entry, goal(ground, place)) {
            (Some(entry), _) => aliases.entry(entry).or_default().push(old),
            (None, Some(goal)) => redirects.push((old, written(goal))),
            (None, None) => {}
        }
    }
    let new_paths = ground.files.below("content").map(|(id, file)| {
        let path = file.path.strip_prefix("content/").unwrap_or(&file.path);
        (format!("content/{}", ground.path(path)), id)
    });
    let by_new_path: BTreeMap<String, FileId> = new_paths.collect();
    for (ix, mut old) in aliases {
        let entry = ground.after.site.entry(ix);
        let source = moved.get(entry.file);
        // An alias that is the page's own address now makes room for the one that it had.
        let subject = ground.after.subjects.of_entry(ix);
        for (i, alias) in entry.common.aliases.iter().flatten().enumerate() {
            let place = ground.after.routes.find(&page_route(alias));
            let own = place.is_some_and(|place| Some(place.subject) == subject);
            let node = entry.front.get(&Tree::path(&format!("aliases[{i}]")));
            if let (true, Some(node), Some(file)) =
                (own && !old.is_empty(), node, by_new_path.get(&source.path))
            {
                let mut edit = yaml::replace(source.text(), &entry.front, node, &old.remove(0));
                edit.span.file = *file;
                changes.add(Change::Alias, edit);
            }
        }
        if old.is_empty() {
            continue;
        }
        let mut edit = yaml::add_to_list(source.text(), &entry.front, entry.text.body.start, "aliases", &old);
        let Some(file) = by_new_path.get(&source.path) else { continue };
        edit.span.file = *file;
        changes.add_many(Change::Alias, old.len(), edit);
    }
    let places = &ground.before.site.config.places;
    let text = ground.files.get(places.file).text();
    // So does a redirect.
    if let Some(Value::Map(entries)) = places.get(&Tree::path("redirects")).map(|node| &node.value) {
        for (key, _) in entries {
            let own = redirects.iter().position(|(_, goal)| page_route(&key.name).as_str() == goal);
            let Some((old, _)) = own.map(|i| redirects.remove(i)) else { continue };
            let value = Value::Scalar { text: key.name.clone(), plain: true };
            let node = Node { start: key.start, end: key.end, value };
            changes.add(Change::Redirect, yaml::replace(text, places, &node, &old));
        }
    }
    if !redirects.is_empty() {
        let edit = yaml::add_to_map(text, places, "redirects", &redirects);
        changes.add_many(Change::Redirect, redirects.len(), edit);
    }
}

/// The addresses of pages that lead nowhere once files have moved.
fn lost<'a>(ground: &'a Ground<'_>) -> impl Iterator<Item = (&'a Route, Place)> {
    let routes = &ground.after.routes;
    let redirects: BTreeSet<&Route> = routes.redirects.iter().map(|redirect| &redirect.from).collect();
    let leads = move |route: &Route| routes.find(route).is_some() || redirects.contains(route);
    ground.before.routes.iter().filter(move |(route, _)| !leads(route))
}

/// The new address of a page; for a folder that is left empty, that of what was in it.
fn goal<'a>(ground: &'a Ground<'_>, place: Place) -> Option<&'a Route> {
    let subject = ground.subject(place.subject).or_else(|| ground.after.subjects.by_id(&ground.new))?;
    let routes = &ground.after.routes;
    routes.of(subject, place.lang).or_else(|| routes.of(subject, Lang::DEFAULT))
}

/// An address as front matter has it; reading undoes percent-encoding.
fn written(route: &Route) -> String {
    route.as_str().replace('%', "%25")
}
