//! Which feeds there are, and their links.

use super::context::Context;
use super::link;
use super::views::FeedView;
use crate::resolve::SubjectIx;
use crate::site::Lang;

/// The feeds of the site and of a section, where there are dated entries.
pub fn feeds(context: &Context<'_>, section: Option<SubjectIx>, lang: Lang) -> Vec<FeedView> {
    let base = &context.site.config.base;
    let name = context.site_name(lang);
    let site = (None, context.borrowed(&name.text, name.lang, lang), context.home(lang));
    let words = context.words(lang);
    let own = section.and_then(|ix| {
        let route = context.graph.routes.of(ix, lang)?.clone();
        let name = context.name(ix, lang);
        Some((Some(ix), context.borrowed(&name.text, name.lang, lang), route))
    });
    std::iter::once(site)
        .chain(own)
        .filter(|(section, ..)| has_feed(context, *section, lang))
        .map(|(_, title, route)| FeedView {
            title: words.with("feed-of", &[("title", &title.text)]),
            html: title.lang.is_some().then(|| words.with("feed-of", &[("title", &link::text(&title))])),
            url: route.join("feed.xml").href(base),
        })
        .collect()
}

/// Whether the site, or a section, has a feed: its address is known and it has a dated entry.
pub fn has_feed(context: &Context<'_>, section: Option<SubjectIx>, lang: Lang) -> bool {
    !context.site.config.base.origin.is_empty() && !context.graph.dated.of(section, lang).is_empty()
}
