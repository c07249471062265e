//! Apache: `.htaccess`, in the folder of the site. It needs `AllowOverride FileInfo` and no more, and each
//! module that may be missing stands behind its `IfModule`.

use std::fmt::Write;

use super::Hosting;
use super::escape::{literal, regex};
use super::headers::{Pattern, Rule, TYPES, feed_types, rules, text_types};

/// A text in double quotation marks.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// `.htaccess`.
pub fn htaccess(hosting: &Hosting) -> String {
    let mut out = "# Written by Plenary.\n".to_owned();
    types(hosting, &mut out);
    rewriting(hosting, &mut out);
    errors(hosting, &mut out);
    compression(&mut out);
    out.push_str("<IfModule mod_headers.c>\n");
    for rule in rules(hosting).iter().chain(&feed_types()) {
        header(hosting, rule, &mut out);
    }
    out.push_str("</IfModule>\n");
    out
}

/// A header on every answer, errors and redirects too (`always`). A later `set` stands before an earlier one.
fn header(hosting: &Hosting, rule: &Rule, out: &mut String) {
    // A percent sign would begin a variable.
    let value = quoted(&rule.value.replace('%', "%%"));
    let when = match rule.when {
        Pattern::Everything => String::new(),
        _ => format!(" \"expr=%{{REQUEST_URI}} =~ m#{}#\"", either_way(hosting, &regex(hosting, &rule.when))),
    };
    // The type of a file is no header among others to Apache, and errors keep their own.
    let always = if rule.name == "Content-Type" { "" } else { "always " };
    let _ = writeln!(out, "Header {always}set {} {value}{when}", rule.name);
}

/// An expression for the address of a file that is compressed, too, which stands for the other by then.
fn either_way(hosting: &Hosting, regex: &str) -> String {
    match regex.strip_suffix('$') {
        Some(start) if hosting.precompressed => format!("{start}(?:\\x2E(?:br|gz))?$"),
        _ => regex.to_owned(),
    }
}

fn types(hosting: &Hosting, out: &mut String) {
    out.push_str("<IfModule mod_mime.c>\n");
    for (ending, media, is_text) in TYPES {
        let _ = writeln!(out, "AddType {media} .{ending}");
        if is_text {
            let _ = writeln!(out, "AddCharset utf-8 .{ending}");
        }
    }
    if hosting.precompressed {
        let _ = writeln!(
            out,
            "<FilesMatch \"\\x2E({})\\x2E(br|gz)$\">\nRemoveType .br .gz\nRemoveLanguage .br\n\
             AddEncoding br .br\nAddEncoding gzip .gz\n<IfModule mod_headers.c>\n\
             Header append Vary Accept-Encoding\n</IfModule>\n</FilesMatch>",
            texts()
        );
    }
    out.push_str("</IfModule>\n");
}

/// The endings of text files, as part of an expression.
fn texts() -> String {
    let texts = TYPES.iter().filter(|(.., is_text)| *is_text).map(|(ending, ..)| *ending);
    texts.collect::<Vec<_>>().join("|")
}

fn rewriting(hosting: &Hosting, out: &mut String) {
    // What a rule writes is encoded once it is sent; percent and dollar signs begin variables.
    let root = hosting.decoded_base().replace('%', "\\%").replace('$', "\\$");
    let root = format!("\"{}/$1\"", root.replace('"', "\\\""));
    out.push_str(
        "<IfModule mod_rewrite.c>\nRewriteEngine On\n# The page of an error is served as it is.\n\
         RewriteCond %{ENV:REDIRECT_STATUS} ^[45]\nRewriteRule ^ - [END]\n",
    );
    let files: Vec<String> = hosting.files.iter().map(|file| literal(file)).collect();
    let pages: Vec<String> =
        hosting.not_found.iter().map(|(_, page)| literal(below(page.as_str()))).collect();
    let _ = writeln!(out, "RewriteRule \"^(?:{})$\" - [R=404,L]", [files, pages].concat().join("|"));
    let _ = writeln!(
        out,
        "RewriteCond %{{THE_REQUEST}} \"^[A-Z]+ [^? ]*/index\\x2Ehtml[? ]\"\n\
         RewriteRule \"^((?:.*/)?)index\\x2Ehtml$\" {root} [R=301,L,QSD]"
    );
    for moved in &hosting.redirects {
        let from = literal(below(moved.from.as_str()));
        let from = from.strip_suffix('/').map_or(from.clone(), |bare| format!("{bare}/?"));
        // A percent sign would begin a variable; all else that could mean something is encoded already.
        let to = moved.to.replace('%', "\\%");
        let _ = writeln!(out, "RewriteRule \"^{from}$\" \"{to}\" [R=301,L,NE,QSD]");
    }
    for route in &hosting.gone {
        let _ = writeln!(out, "RewriteRule \"^{}$\" - [G]", literal(below(route.as_str())));
    }
    // Without this, the files of a folder that has no page would be listed.
    out.push_str(
        "RewriteCond %{REQUEST_FILENAME} -d\nRewriteCond %{REQUEST_FILENAME}/index.html !-f\n\
         RewriteRule ^ - [R=404,L]\n",
    );
    // An encoding of no worth (`q=0`) is one that the reader does not take (RFC 9110, section 12.4.2).
    for (encoding, ending) in [("br", "br"), ("gzip", "gz")].into_iter().filter(|_| hosting.precompressed) {
        let _ = writeln!(
            out,
            "RewriteCond %{{HTTP:Accept-Encoding}} \"(?:^|,)\\s*{encoding}\\s*(?:,|$|;(?!\\s*q=0(?:\\x2E0*)?\\s*(?:,|$)))\"\n\
             RewriteCond %{{REQUEST_FILENAME}}.{ending} -f\n\
             RewriteRule \"^(.*\\x2E(?:{texts}))$\" \"$1.{ending}\" [L]\n\
             RewriteCond %{{HTTP:Accept-Encoding}} \"(?:^|,)\\s*{encoding}\\s*(?:,|$|;(?!\\s*q=0(?:\\x2E0*)?\\s*(?:,|$)))\"\n\
             RewriteCond %{{REQUEST_FILENAME}} -d\n\
             RewriteCond %{{REQUEST_FILENAME}}/index.html.{ending} -f\n\
             RewriteRule \"^(|.*/)$\" \"$1index.html.{ending}\" [L]",
            texts = texts()
        );
    }
    out.push_str("</IfModule>\n");
}

/// A path without the slash in front, as a folder's rules see it.
fn below(path: &str) -> &str {
    path.trim_start_matches('/')
}

fn errors(hosting: &Hosting, out: &mut String) {
    let base = literal(&hosting.decoded_base());
    // Of sections that match, the last one counts.
    for (folder, page) in hosting.not_found.iter().rev() {
        let page = page.href(&hosting.base);
        if folder.as_str() == "/" {
            let _ = writeln!(out, "ErrorDocument 404 {}", quoted(&page));
            continue;
        }
        let folder = literal(folder.as_str());
        let _ = writeln!(
            out,
            "<If \"%{{REQUEST_URI}} =~ m#^{base}{folder}#\">\nErrorDocument 404 {}\n</If>",
            quoted(&page)
        );
    }
    for route in &hosting.gone {
        let page = format!("{}index.html", route.href(&hosting.base));
        let route = literal(route.as_str());
        let _ = writeln!(
            out,
            "<If \"%{{REQUEST_URI}} =~ m#^{base}{route}$#\">\nErrorDocument 410 {}\n</If>",
            quoted(&page)
        );
    }
}

fn compression(out: &mut String) {
    let media = text_types().into_iter().collect::<Vec<_>>().join(" ");
    let _ = writeln!(
        out,
        "<IfModule mod_deflate.c>\n<IfModule mod_filter.c>\nAddOutputFilterByType DEFLATE {media}\n</IfModule>\n\
         # A compressed answer has a mark of its own behind its ETag, which browsers ask with.\n\
         <IfModule mod_headers.c>\n\
         RequestHeader edit If-None-Match \"^(.*)-gzip\\x22$\" \"$1\\\", $1-gzip\\\"\"\n\
         </IfModule>\n</IfModule>"
    );
}
