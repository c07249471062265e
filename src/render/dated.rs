//! Dated entries, newest first, and the feeds that show them.

use super::context::Context;
use super::views::FeedView;
use crate::resolve::SubjectIx;
use crate::site::Lang;

/// The feeds of the site and of a section, where there are dated entries.
pub fn feeds(context: &Context<'_>, section: Option<SubjectIx>, lang: Lang) -> Vec<FeedView> {
    let base = &context.site.config.base;
    let site = (None, context.language(lang).title.clone(), context.home(lang));
    let own = section.and_then(|ix| {
        let route = context.graph.routes.of(ix, lang)?.clone();
        Some((Some(ix), context.name(ix, lang).text, route))
    });
    std::iter::once(site)
        .chain(own)
        .filter(|(section, ..)| has_feed(context, *section, lang))
        .map(|(_, title, route)| FeedView {
            title: context.words(lang).with("feed-of", &[("title", &title)]),
            url: route.join("feed.xml").href(base),
        })
        .collect()
}

/// Whether the site, or a section, has a feed: its address is known and it has a dated entry.
pub fn has_feed(context: &Context<'_>, section: Option<SubjectIx>, lang: Lang) -> bool {
    !context.site.config.base.origin.is_empty() && !dated(context, section, lang).is_empty()
}

/// The dated entries of a section, or of the site, in a language: newest first.
pub fn dated(context: &Context<'_>, section: Option<SubjectIx>, lang: Lang) -> Vec<SubjectIx> {
    let graph = context.graph;
    let inside = |ix: SubjectIx| {
        let id = &graph.subjects.get(ix).id;
        section.is_none_or(|section| id.starts_with(&format!("{}/", graph.subjects.get(section).id)))
    };
    let mut list: Vec<(jiff::civil::Date, &str, SubjectIx)> = graph
        .subjects
        .iter()
        .filter(|(ix, subject)| subject.is_listed() && subject.version(lang).is_some() && inside(*ix))
        .filter_map(|(ix, subject)| {
            let entry = context.source(ix)?;
            let day = entry.common.date.or(entry.common.updated)?;
            Some((day.0, subject.id.as_str(), ix))
        })
        .collect();
    list.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    list.into_iter().map(|(_, _, ix)| ix).collect()
}
