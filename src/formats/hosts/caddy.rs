//! Caddy: a `Caddyfile` to import into the block of a site.
//!
//! All stands in one `route`, which keeps the order that is written; else Caddy sorts directives.

use std::fmt::Write;

use super::Hosting;
use super::escape::{literal, regex};
use super::headers::{Pattern, Rule, TYPES, feed_types, media_type, rules};

/// A text in double quotation marks. A brace would begin a variable.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\\\"").replace('{', "\\{"))
}

/// `Caddyfile`.
pub fn caddyfile(hosting: &Hosting) -> String {
    let mut out = "# Written by Plenary. Import this into the block of the site.\nroute {\n".to_owned();
    let types = TYPES.iter().map(|(ending, media, is_text)| Rule {
        name: "Content-Type",
        when: Pattern::Ending(ending),
        value: media_type(media, *is_text),
    });
    for (i, rule) in rules(hosting).into_iter().chain(types).chain(feed_types()).enumerate() {
        let value = quoted(&rule.value);
        let _ = if rule.when == Pattern::Everything {
            writeln!(out, "\theader {} {value}", rule.name)
        } else {
            let regex = regex(hosting, &rule.when);
            writeln!(out, "\t@h{i} path_regexp \"{regex}\"\n\theader @h{i} {} {value}", rule.name)
        };
    }
    addresses(hosting, &mut out);
    out.push_str("\tencode gzip\n\tfile_server {\n\t\tindex index.html\n");
    if hosting.precompressed {
        out.push_str("\t\tprecompressed br gzip\n");
    }
    out.push_str("\t}\n}\n");
    errors(hosting, &mut out);
    out
}

/// An expression that matches one of the addresses.
fn any<'a>(hosting: &Hosting, addresses: impl Iterator<Item = &'a str>) -> String {
    let all: Vec<String> = addresses
        .map(|address| {
            let address = literal(address);
            if address.len() > 1 && address.ends_with('/') { format!("{address}?") } else { address }
        })
        .collect();
    format!("^{}(?:{})$", literal(&hosting.decoded_base()), all.join("|"))
}

/// Redirects, what is gone, and what is not for the public.
fn addresses(hosting: &Hosting, out: &mut String) {
    let files: Vec<String> = hosting.files.iter().map(|file| format!("/{file}")).collect();
    let pages = hosting.not_found.iter().map(|(_, page)| page.as_str());
    let hidden = any(hosting, files.iter().map(String::as_str).chain(pages));
    let _ = writeln!(out, "\t@hidden path_regexp \"{hidden}\"\n\terror @hidden 404");
    if !hosting.redirects.is_empty() {
        out.push_str("\tmap {path} {plenary_to} {\n");
        for moved in &hosting.redirects {
            let from = any(hosting, std::iter::once(moved.from.as_str()));
            let _ = writeln!(out, "\t\t\"~{from}\" {}", quoted(&moved.to));
        }
        out.push_str(
            "\t\tdefault \"\"\n\t}\n\t@moved expression `{plenary_to} != \"\"`\n\tredir @moved {plenary_to} 301\n",
        );
    }
    if !hosting.gone.is_empty() {
        let base = literal(&hosting.decoded_base());
        let gone: Vec<String> = hosting.gone.iter().map(|route| literal(route.as_str())).collect();
        let _ = writeln!(out, "\t@gone path_regexp \"^{base}(?:{})$\"\n\terror @gone 410", gone.join("|"));
    }
    let base = literal(&hosting.decoded_base());
    let _ = writeln!(
        out,
        "\t@index {{\n\t\tpath_regexp \"^{base}/(?:.*/)?index\\x2Ehtml$\"\n\
         \t\t# What begins with two slashes would lead to another host.\n\
         \t\texpression `{{http.request.uri}}.matches(\"^/[^/\\\\\\\\]\")`\n\t}}\n\
         \troute @index {{\n\t\turi strip_suffix index.html\n\t\tredir {{http.request.uri}} 301\n\t}}"
    );
}

/// The page of an error, which is of another type and cached otherwise than what was asked for.
fn errors(hosting: &Hosting, out: &mut String) {
    out.push_str(
        "handle_errors {\n\troute {\n\t\t# Who has the page already still hears that nothing is here.\n\
         \t\trequest_header -If-None-Match\n\t\trequest_header -If-Modified-Since\n\t\trequest_header -Range\n\
         \t\theader Content-Type \"text/html; charset=utf-8\"\n\
         \t\theader Cache-Control \"no-cache\"\n\t\theader Cross-Origin-Resource-Policy \"same-origin\"\n\
         \t\theader -Access-Control-Allow-Origin\n\
         \t\t@missing expression `{http.error.status_code} == 404`\n\
         \t\tmap {path} {plenary_page} {\n",
    );
    let base = hosting.decoded_base();
    for (folder, page) in &hosting.not_found {
        let (base, folder) = (literal(&base), literal(folder.as_str()));
        // A dollar would begin a part of what was matched.
        let page = quoted(&format!("{}{}", hosting.decoded_base(), page.as_str()).replace('$', "$$"));
        let _ = writeln!(out, "\t\t\t\"~^{base}{folder}\" {page}");
    }
    if let Some((_, page)) = hosting.not_found.last() {
        let _ = writeln!(out, "\t\t\tdefault {}", quoted(&format!("{base}{}", page.as_str())));
    }
    out.push_str(
        "\t\t}\n\t\trewrite @missing {plenary_page}\n\
         \t\t@page expression `{http.error.status_code} == 404 || {http.error.status_code} == 410`\n\
         \t\tfile_server @page\n\t\trespond \"{http.error.status_code}\"\n\t}\n}\n",
    );
}
