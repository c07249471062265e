//! The sitemap (sitemaps.org 0.9) with the alternates of other languages.

use std::fmt::Write;

use quick_xml::escape::escape;

use super::element;
use crate::render::views::AlternateView;
use crate::render::{Context, languages};
use crate::site::Lang;

/// All pages in their own languages; what stands in for a translation is not listed.
pub fn xml(context: &Context<'_>) -> String {
    let base = &context.site.config.base;
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    out.push_str("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n");
    for (route, place) in context.graph.routes.iter() {
        let subject = context.graph.subjects.get(place.subject);
        let own = |lang: Lang| subject.version(lang).is_some() || subject.source.is_none();
        if !own(place.lang) || subject.gone {
            continue;
        }
        out.push_str("  <url>\n");
        element(&mut out, 4, "loc", &route.absolute(base));
        let common = context.source(place.subject).map(|entry| &entry.common);
        let entry = context.entry(place.subject, place.lang);
        let committed = || entry.and_then(|entry| context.files.committed(entry.file));
        let updated = common.and_then(|common| common.updated).map(|day| day.0).or_else(committed);
        if let Some(day) = updated.or_else(|| common?.date.map(|day| day.0)) {
            element(&mut out, 4, "lastmod", &day.to_string());
        }
        for AlternateView { hreflang, url } in languages::subject_alternates(context, place.subject) {
            let (tag, href) = (escape(&hreflang), escape(&url));
            let _ = writeln!(out, "    <xhtml:link rel=\"alternate\" hreflang=\"{tag}\" href=\"{href}\"/>");
        }
        out.push_str("  </url>\n");
    }
    out.push_str("</urlset>\n");
    out
}
