//! Which feeds there are, and their links.

use super::context::Context;
use super::views::FeedView;
use crate::resolve::SubjectIx;
use crate::site::Lang;

/// The feeds of the site and of a section, where there are dated entries.
pub fn feeds(context: &Context<'_>, section: Option<SubjectIx>, lang: Lang) -> Vec<FeedView> {
    let base = &context.site.config.base;
    let site = (None, context.site_name(lang).text, context.home(lang));
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
    !context.site.config.base.origin.is_empty() && !context.graph.dated.of(section, lang).is_empty()
}
