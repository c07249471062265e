//! Which pages the sitemap names, and in how many files (sitemaps.org 0.9: at most 50,000 addresses and 50 MB each).

use jiff::civil::Date;

use super::addresses::corrections_route;
use super::context::Context;
use super::corrections;
use super::languages::{alternates, subject_alternates};
use super::views::AlternateView;
use crate::resolve::routes::Place;
use crate::site::{Lang, Route};

/// The most addresses of a file.
const MOST: usize = 50_000;

/// The most bytes of a file.
const LARGEST: usize = 50_000_000;

/// What an entry has beside its addresses, in bytes: its tags, those of each alternate, a date.
const TAGS: usize = 100;

/// A page that the sitemap names.
#[derive(Clone, Copy, Debug)]
pub enum Listed<'c> {
    /// A record, page or section.
    Subject(&'c Route, Place),
    /// The public corrections.
    Corrections(Lang),
}

impl Listed<'_> {
    /// Its whole address.
    pub fn address(&self, context: &Context<'_>) -> String {
        let base = &context.site.config.base;
        match self {
            Self::Subject(route, _) => route.absolute(base),
            Self::Corrections(lang) => corrections_route(context, *lang).absolute(base),
        }
    }

    /// The day of its last change; of a page without one, the day it bears.
    pub fn changed(&self, context: &Context<'_>) -> Option<Date> {
        match self {
            Self::Subject(_, Place { subject, lang }) => {
                let date = || context.source(*subject)?.common.date;
                context.changed(*subject, *lang).or_else(|| Some(date()?.0))
            }
            Self::Corrections(lang) => corrections::told(context, *lang).iter().map(|told| told.on).max(),
        }
    }

    /// The same page in all its languages.
    pub fn alternates(&self, context: &Context<'_>) -> Vec<AlternateView> {
        match self {
            Self::Subject(_, place) => subject_alternates(context, place.subject),
            Self::Corrections(_) => alternates(context, |to| {
                context.graph.corrections.are_there(to).then(|| corrections_route(context, to))
            }),
        }
    }
}

/// The pages in their own languages; what stands in for a translation is not listed.
pub fn pages<'c>(context: &'c Context<'_>) -> impl Iterator<Item = Listed<'c>> {
    let own = |place: &Place| {
        let subject = context.graph.subjects.get(place.subject);
        (subject.version(place.lang).is_some() || subject.source.is_none()) && !subject.gone
    };
    let subjects = context.graph.routes.iter().filter(move |(_, place)| own(place));
    let corrected = context.site.config.langs().filter(|lang| context.graph.corrections.are_there(*lang));
    let subjects = subjects.map(|(route, place)| Listed::Subject(route, place));
    subjects.chain(corrected.map(Listed::Corrections))
}

/// How many addresses a file holds: fewer where many languages or long addresses would make it too large.
pub fn addresses_a_file(context: &Context<'_>) -> usize {
    let longest = pages(context).map(|page| page.address(context).len()).max().unwrap_or_default();
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
