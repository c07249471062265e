//! Atom feeds (RFC 4287) of the site and of its sections: the newest dated entries.

use std::fmt::Write;

use quick_xml::escape::escape;

use super::{element, midnight};
use crate::render::{Context, records};
use crate::resolve::SubjectIx;
use crate::site::{Lang, Route};

/// How many entries a feed holds.
const ENTRIES: usize = 20;

/// The feed of a section, or of the site where none is given.
pub fn atom(context: &Context<'_>, section: Option<SubjectIx>, route: &Route, lang: Lang) -> String {
    let base = &context.site.config.base;
    let language = context.language(lang);
    let (title, page) = match section {
        Some(ix) => (
            format!("{} – {}", context.name(ix, lang).text, context.site_name(lang).text),
            context.graph.routes.of(ix, lang).cloned().unwrap_or_else(|| context.home(lang)),
        ),
        None => (context.site_name(lang).text, context.home(lang)),
    };
    let entries: Vec<SubjectIx> =
        context.graph.dated.of(section, lang).iter().copied().take(ENTRIES).collect();
    let updated = entries.iter().filter_map(|ix| updated(context, *ix)).max().unwrap_or_default();
    let mut out = String::new();
    let _ = writeln!(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>");
    let _ =
        writeln!(out, "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">", escape(&language.tag));
    element(&mut out, 2, "id", &route.absolute(base));
    element(&mut out, 2, "title", &title);
    element(&mut out, 2, "updated", &updated);
    let _ = writeln!(out, "  <link rel=\"self\" href=\"{}\"/>", escape(route.absolute(base)));
    let _ = writeln!(
        out,
        "  <link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>",
        escape(page.absolute(base))
    );
    let author = context.graph.relations.publisher.map(|publisher| context.name(publisher, lang).text);
    let _ = writeln!(out, "  <author>");
    element(&mut out, 4, "name", &author.unwrap_or_else(|| context.site_name(lang).text));
    let _ = writeln!(out, "  </author>");
    for ix in entries {
        entry(context, ix, lang, &mut out);
    }
    out.push_str("</feed>\n");
    out
}

fn entry(context: &Context<'_>, ix: SubjectIx, lang: Lang, out: &mut String) {
    let Some(route) = context.graph.routes.of(ix, lang) else { return };
    let absolute = route.absolute(&context.site.config.base);
    let _ = writeln!(out, "  <entry>");
    element(out, 4, "id", &absolute);
    element(out, 4, "title", &context.name(ix, lang).text);
    if let Some(source) = context.source(ix)
        && let Some(day) = source.common.date
    {
        element(out, 4, "published", &midnight(&context.graph.today.zone, day.0));
    }
    element(out, 4, "updated", &updated(context, ix).unwrap_or_default());
    let _ = writeln!(out, "    <link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>", escape(absolute));
    if let Some(summary) = records::summary(context, ix, lang) {
        element(out, 4, "summary", &summary);
    }
    let _ = writeln!(out, "  </entry>");
}

/// An entry's last change: `updated`, else `date`.
fn updated(context: &Context<'_>, ix: SubjectIx) -> Option<String> {
    let common = &context.source(ix)?.common;
    common.updated.or(common.date).map(|day| midnight(&context.graph.today.zone, day.0))
}
