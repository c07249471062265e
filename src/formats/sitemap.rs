//! The sitemap (sitemaps.org 0.9) with the alternates of other languages; of a large site an index of several files.

use std::fmt::Write;

use quick_xml::escape::escape;

use super::element;
use crate::render::Context;
use crate::render::sitemap::{Listed, addresses_a_file, file_route, pages};
use crate::render::views::AlternateView;

/// The namespace of both forms.
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The sitemap: its one file, else the index of all.
pub fn xml(context: &Context<'_>) -> String {
    of_size(context, addresses_a_file(context))
}

/// One of several files, from 1.
pub fn file(context: &Context<'_>, number: usize) -> String {
    file_of_size(context, number, addresses_a_file(context))
}

/// The sitemap of files that hold `most` addresses each.
pub fn of_size(context: &Context<'_>, most: usize) -> String {
    let files = pages(context).count().div_ceil(most);
    if files < 2 {
        return file_of_size(context, 1, most);
    }
    let mut out = head("sitemapindex", "");
    for number in 1..=files {
        out.push_str("  <sitemap>\n");
        element(&mut out, 4, "loc", &file_route(number).absolute(&context.site.config.base));
        let last = part(context, number, most).filter_map(|page| page.changed(context)).max();
        if let Some(day) = last {
            element(&mut out, 4, "lastmod", &day.to_string());
        }
        out.push_str("  </sitemap>\n");
    }
    out + "</sitemapindex>\n"
}

/// A file of at most `most` addresses, from 1.
pub fn file_of_size(context: &Context<'_>, number: usize, most: usize) -> String {
    let mut out = head("urlset", " xmlns:xhtml=\"http://www.w3.org/1999/xhtml\"");
    for page in part(context, number, most) {
        out.push_str("  <url>\n");
        element(&mut out, 4, "loc", &page.address(context));
        if let Some(day) = page.changed(context) {
            element(&mut out, 4, "lastmod", &day.to_string());
        }
        for AlternateView { hreflang, url } in page.alternates(context) {
            let (tag, href) = (escape(&hreflang), escape(&url));
            let _ = writeln!(out, "    <xhtml:link rel=\"alternate\" hreflang=\"{tag}\" href=\"{href}\"/>");
        }
        out.push_str("  </url>\n");
    }
    out + "</urlset>\n"
}

fn part<'c>(context: &'c Context<'_>, number: usize, most: usize) -> impl Iterator<Item = Listed<'c>> {
    pages(context).skip((number - 1) * most).take(most)
}

fn head(element: &str, namespaces: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<{element} xmlns=\"{NAMESPACE}\"{namespaces}>\n")
}
