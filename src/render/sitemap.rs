//! Which pages the sitemap names, and in how many files (sitemaps.org 0.9: at most 50,000 addresses and 50 MB each).

use super::context::Context;
use crate::resolve::routes::Place;
use crate::site::{Lang, Route};

/// The most addresses of a file.
const MOST: usize = 50_000;

/// The most bytes of a file.
const LARGEST: usize = 50_000_000;

/// What an entry has beside its addresses, in bytes: its tags, those of each alternate, a date.
const TAGS: usize = 100;

/// The pages in their own languages; what stands in for a translation is not listed.
pub fn pages<'c>(context: &'c Context<'_>) -> impl Iterator<Item = (&'c Route, Place)> {
    context.graph.routes.iter().filter(|(_, place)| {
        let subject = context.graph.subjects.get(place.subject);
        let own = |lang: Lang| subject.version(lang).is_some() || subject.source.is_none();
        own(place.lang) && !subject.gone
    })
}

/// How many addresses a file holds: fewer where many languages or long addresses would make it too large.
pub fn addresses_a_file(context: &Context<'_>) -> usize {
    let base = &context.site.config.base;
    let longest = pages(context).map(|(route, _)| route.absolute(base).len()).max().unwrap_or_default();
    // `&` in an address takes five letters, which no path has often.
    let entry = (context.site.config.languages.len() + 2) * (longest + TAGS);
    (LARGEST / entry).clamp(1, MOST)
}

/// How many files the addresses of the site fill.
pub fn files(context: &Context<'_>) -> usize {
    pages(context).count().div_ceil(addresses_a_file(context)).max(1)
}

/// The address of the sitemap, which names its files where there are several.
pub fn route() -> Route {
    Route::new("/sitemap.xml")
}

/// The address of one of several files, from 1.
pub fn file_route(number: usize) -> Route {
    Route::new(&format!("/sitemap-{number}.xml"))
}
