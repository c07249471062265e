//! The second stage: outputs that are made of other outputs, once all those are taken: the index of what search
//! finds, files for hosts, compressed files, then `build.json`, which tells of all. No page is rendered again for
//! them: a sink gives back what it took.
//!
//! To add one: a line in [`outputs`] at its place, and its addresses in [`makes`].

#[cfg(feature = "search")]
use std::collections::HashMap;

use super::sink::{Made, Sink};
use super::{Loaded, compressed};
use crate::error::Failure;
use crate::formats::hosts::{self, Hosting};
use crate::formats::manifest;
use crate::formats::policy::Policies;
#[cfg(feature = "search")]
use crate::formats::search::{self, Page};
use crate::plan::{Plan, Recipe, Turn};
use crate::render::Context;
use crate::render::found::is_index;
#[cfg(feature = "search")]
use crate::render::found::{found, is_entry};
use crate::site::Route;

/// The output that tells of all others.
const BUILD_JSON: &str = "/build.json";

/// Whether the output at an address is made here.
pub fn makes(context: &Context<'_>, plan: &Plan, route: &Route) -> bool {
    let config = &context.site.config;
    let is_of_host = |name: &str| config.hosts().iter().any(|host| host.files().contains(&name));
    route.as_str() == BUILD_JSON
        || is_of_host(route.as_str().trim_start_matches('/'))
        || (config.is_searched() && is_index(route))
        || compressed::makes(config, plan, route)
}

/// Makes the outputs of the second stage of what `sink` has taken.
///
/// # Errors
/// When the machine fails.
pub fn outputs(
    context: &Context<'_>,
    loaded: &Loaded,
    policies: Policies,
    sink: &dyn Sink,
) -> Result<(), Failure> {
    // A folder has neither a script that searches nor a host.
    if !loaded.edition.portable {
        #[cfg(feature = "search")]
        index(context, sink)?;
        for_hosts(context, loaded, policies, sink)?;
        compressed::outputs(context, loaded, sink)?;
    }
    let mut said = sink.taken();
    for output in said.iter_mut().filter(|output| manifest::is_picture(&output.path)) {
        let recipe = loaded.plan.get(&Route::of_file(&output.path));
        output.linked = matches!(recipe, Some(Recipe::File(id)) if context.graph.links.linked.contains(id));
    }
    let manifest = manifest::json(said);
    sink.take(&Route::new(BUILD_JSON), Turn::Manifest, Made::new(manifest, None))
}

/// Makes the files for hosts.
fn for_hosts(
    context: &Context<'_>,
    loaded: &Loaded,
    policies: Policies,
    sink: &dyn Sink,
) -> Result<(), Failure> {
    let config = &context.site.config;
    let mut hosting = Hosting::new(context.site, context.graph, &loaded.plan, policies);
    hosting.preview = loaded.edition.preview;
    for host in config.hosts() {
        for (route, bytes) in hosts::files(host, &hosting) {
            sink.take(&route, Turn::List, Made::new(bytes, None))?;
        }
    }
    Ok(())
}

/// Makes the index of search. Where the pages are those that it was made of, they are not even read.
#[cfg(feature = "search")]
fn index(context: &Context<'_>, sink: &dyn Sink) -> Result<(), Failure> {
    if !context.site.config.is_searched() {
        return Ok(());
    }
    let digests: HashMap<String, String> =
        sink.taken().into_iter().map(|output| (output.path, output.sha256)).collect();
    let digest = |route: &Route| digests.get(&route.file()).map_or("", String::as_str);
    let key = search::key(found(context).map(|(route, _)| (route, digest(route))));
    if sink.keep_all(&is_index, key) {
        return Ok(());
    }
    for (route, bytes) in searched(context, |route| sink.read(route))? {
        let turn = if is_entry(&route) { Turn::List } else { Turn::File };
        sink.take(&route, turn, Made::new(bytes, Some(key)))?;
    }
    Ok(())
}

/// The files of the index of search, of pages that `read` gives.
///
/// # Errors
/// When the machine fails.
#[cfg(feature = "search")]
pub fn searched(
    context: &Context<'_>,
    read: impl Fn(&Route) -> Result<Vec<u8>, Failure> + Send,
) -> Result<Vec<(Route, Vec<u8>)>, Failure> {
    let pages: Vec<(&Route, &'static str)> = found(context).collect();
    let page = move |(route, kind): (&Route, &'static str)| {
        let html = String::from_utf8_lossy(&read(route)?).into_owned();
        Ok(Page { address: address(context, route), kind, html })
    };
    search::index(pages.into_iter().map(page))
}

/// The address of a page without the path of the site, which the script finds out itself.
#[cfg(feature = "search")]
fn address(context: &Context<'_>, route: &Route) -> String {
    let base = &context.site.config.base;
    let whole = route.href(base);
    whole.strip_prefix(base.path.as_str()).unwrap_or(&whole).to_owned()
}
