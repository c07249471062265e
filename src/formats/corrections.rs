//! The feed of public corrections: Atom (RFC 4287), all of them, newest first.

use super::element;
use super::feed::{address, author, begin, link, time};
use crate::render::Context;
use crate::render::addresses::corrections_route;
use crate::render::corrections::{Told, feed_route, feed_title, told};
use crate::site::Lang;

/// The feed.
pub fn atom(context: &Context<'_>, lang: Lang) -> String {
    let told = told(context, lang);
    let route = feed_route(context, lang);
    let last = told.iter().map(|told| told.on).max();
    let title = feed_title(context, lang);
    let mut out = begin(context, &address(context, route.clone()), &title, last, lang);
    link(context, "self", "application/atom+xml", None, route, &mut out);
    link(context, "alternate", "text/html", None, Some(corrections_route(context, lang)), &mut out);
    for other in context.site.config.langs().filter(|other| *other != lang) {
        if let Some(route) = feed_route(context, other) {
            let tag = Some(context.language(other).tag.as_str());
            link(context, "alternate", "application/atom+xml", tag, Some(route), &mut out);
        }
    }
    author(context, lang, &mut out);
    for told in told {
        entry(context, told, &mut out);
    }
    out + "</feed>\n"
}

fn entry(context: &Context<'_>, told: Told<'_>, out: &mut String) {
    let page = address(context, Some(told.route.clone()));
    let day = time(context, told.on);
    out.push_str("  <entry>\n");
    element(out, 4, "id", &format!("{page}#{}", told.anchor));
    element(out, 4, "title", &told.page.title);
    element(out, 4, "published", &day);
    element(out, 4, "updated", &day);
    link(context, "alternate", "text/html", None, Some(told.route.clone()), out);
    element(out, 4, "content", &told.what.text);
    out.push_str("  </entry>\n");
}
