//! Public corrections as readers see them, and their page.

use jiff::civil::Date;

use super::addresses::corrections_route;
use super::context::Context;
use super::feeds::{self, feeds};
use super::frame::{frame, home_link};
use super::languages::{alternates, languages};
use super::views::{CorrectedView, CorrectionsPage, FeedView, LinkView, PageView, TextView};
use super::{phrases, preview};
use crate::resolve::corrections::{Corrected, Correction, anchor};
use crate::site::{Lang, Route};

/// A correction as readers of a language see it.
pub struct Told<'c> {
    /// Its day.
    pub on: Date,
    /// What was corrected, or why the page was withdrawn.
    pub what: TextView,
    /// The page; the record behind one that is withdrawn is not named.
    pub page: LinkView,
    /// Where the page has it.
    pub route: &'c Route,
    /// The anchor at which the page has it; of a withdrawal, one that no correction has.
    pub anchor: String,
}

/// What readers of a language are told, newest first.
pub fn told<'c>(context: &'c Context<'_>, lang: Lang) -> Vec<Told<'c>> {
    let all = context.graph.corrections.of(lang).iter();
    all.filter_map(|correction| tell(context, correction, lang)).collect()
}

fn tell<'c>(context: &'c Context<'_>, correction: &Correction, lang: Lang) -> Option<Told<'c>> {
    let base = &context.site.config.base;
    let route = context.graph.routes.of(correction.subject, lang)?;
    let entry = context.site.entry(correction.entry);
    let written = |text: &str| context.written(text, entry.lang, lang);
    let Corrected::Text(i) = correction.what else {
        let on = context.source(correction.subject)?.common.gone.as_ref()?.on.0;
        let title = context.words(lang).get("corrections-withdrawn");
        let page = LinkView { title, html: None, url: Some(route.href(base)), lang: None, dir: None };
        let what = written(&entry.common.gone.as_ref()?.why);
        return Some(Told { on, what, page, route, anchor: format!("withdrawn-{on}") });
    };
    let list = entry.common.corrections.as_deref()?;
    let (one, anchor) = (list.get(i)?, anchor(list, i));
    let url = Some(format!("{}#{anchor}", route.href(base)));
    let page = LinkView { url, ..context.link(correction.subject, lang) };
    Some(Told { on: one.on.0, what: written(&one.what), page, route, anchor })
}

/// The address of the feed; none where there is nothing in it, or the site's address is not known.
pub fn feed_route(context: &Context<'_>, lang: Lang) -> Option<Route> {
    let is_known = !context.site.config.base.origin.is_empty();
    (is_known && context.graph.corrections.are_there(lang))
        .then(|| corrections_route(context, lang).join("feed.xml"))
}

/// The title of the feed: the page's, and the site's.
pub fn feed_title(context: &Context<'_>, lang: Lang) -> String {
    format!("{} – {}", context.words(lang).get("corrections"), context.site_name(lang).text)
}

fn feed(context: &Context<'_>, lang: Lang) -> Option<FeedView> {
    let title = TextView { text: context.words(lang).get("corrections"), lang: None, dir: None };
    Some(feeds::view(context, &title, &feed_route(context, lang)?, "application/atom+xml", lang))
}

/// The page.
pub fn page(context: &Context<'_>, route: &Route, lang: Lang) -> CorrectionsPage {
    let words = context.words(lang);
    let title = words.get("corrections");
    let of = |to| context.graph.corrections.are_there(to).then(|| corrections_route(context, to));
    let page = PageView {
        description: Some(words.get("corrections-intro")),
        preview: preview::of_made(context, &title, lang),
        feeds: feeds(context, None, lang).into_iter().chain(feed(context, lang)).collect(),
        breadcrumbs: vec![home_link(context, lang)],
        languages: languages(context, lang, |to| of(to).map(|route| (route, true))),
        alternates: alternates(context, of),
        ..frame(context, route, lang, "corrections", title)
    };
    let view =
        |told: Told<'_>| CorrectedView { on: phrases::day(words, told.on), what: told.what, page: told.page };
    CorrectionsPage { page, corrected: told(context, lang).into_iter().map(view).collect() }
}
