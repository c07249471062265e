//! nginx: `nginx-http.conf`, to include in `http {}`, and `nginx-server.conf`, to include in `server {}`.
//!
//! An `add_header` in a location drops all those above it. So each header is set once, for the whole server,
//! and a map gives its value by the address.

use std::fmt::Write;

use super::Hosting;
use super::escape::{literal, regex};
use super::headers::{Pattern, Rule, TYPES, feed_types, rules, text_types};

/// The most characters of a value in one place: nginx reads no parameter of more than about 4,000 bytes.
const LONGEST: usize = 1000;

/// A text in double quotation marks. A dollar would begin a variable, so one stands for it.
fn quoted(hosting: &Hosting, text: &str) -> String {
    let dollar = format!("${{{}}}", named(hosting, "dollar"));
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('$', &dollar))
}

/// The name of a variable, without its sign. All sites of a server share the names of variables, so each site
/// has its own.
fn named(hosting: &Hosting, name: &str) -> String {
    let address = format!("{}{}", hosting.base.origin, hosting.base.path);
    let site = blake3::hash(address.as_bytes()).to_hex();
    format!("plenary_{}_{name}", &site[..8])
}

/// An address as the name of a location, where no variables are.
fn name(hosting: &Hosting, path: &str) -> String {
    let path = format!("{}{path}", hosting.decoded_base());
    format!("\"{}\"", path.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The variable that holds the value of a header.
fn variable(hosting: &Hosting, header: &str) -> String {
    format!("${}", named(hosting, &header.to_ascii_lowercase().replace('-', "_")))
}

/// A value as a map gives it. A long one is put together from variables, whose maps are written to `out`.
fn value(hosting: &Hosting, text: &str, pieces: &mut usize, out: &mut String) -> String {
    let chars: Vec<char> = text.chars().collect();
    if chars.len() <= LONGEST {
        return quoted(hosting, text);
    }
    let mut whole = String::new();
    for piece in chars.chunks(LONGEST) {
        *pieces += 1;
        let name = named(hosting, &format!("piece_{pieces}"));
        let piece = quoted(hosting, &piece.iter().collect::<String>());
        let _ = writeln!(out, "map $uri ${name} {{\n\tdefault {piece};\n}}");
        let _ = write!(whole, "${{{name}}}");
    }
    format!("\"{whole}\"")
}

/// `nginx-http.conf`: the maps.
pub fn http(hosting: &Hosting) -> String {
    let mut out = format!(
        "# Written by Plenary. Include this in http {{}}, and nginx-server.conf in server {{}}.\n\
         geo ${} {{\n\tdefault \"$\";\n}}\n",
        named(hosting, "dollar")
    );
    let mut pieces = 0;
    for (header, rules) in by_header(&rules(hosting)) {
        let mut map = format!("map $uri {} {{\n", variable(hosting, header));
        // Of expressions, the first one that matches counts.
        for rule in rules.iter().rev() {
            let pattern = if rule.when == Pattern::Everything {
                "default".to_owned()
            } else {
                format!("\"~{}\"", regex(hosting, &rule.when))
            };
            let value = value(hosting, &rule.value, &mut pieces, &mut out);
            let _ = writeln!(map, "\t{pattern} {value};");
        }
        out.push_str(&map);
        out.push_str("}\n");
    }
    let _ = writeln!(out, "map $uri ${} {{", named(hosting, "not_found"));
    for (folder, page) in &hosting.not_found {
        let page = quoted(hosting, &format!("{}{}", hosting.decoded_base(), page.as_str()));
        let folder = literal(&format!("{}{}", hosting.decoded_base(), folder.as_str()));
        let _ = writeln!(out, "\t\"~^{folder}\" {page};");
    }
    if let Some((_, page)) = hosting.not_found.last() {
        let page = quoted(hosting, &format!("{}{}", hosting.decoded_base(), page.as_str()));
        let _ = writeln!(out, "\tdefault {page};");
    }
    out.push_str("}\n");
    out
}

/// The rules of each header, in the order of the table.
fn by_header(rules: &[Rule]) -> Vec<(&'static str, Vec<&Rule>)> {
    let mut headers: Vec<(&'static str, Vec<&Rule>)> = Vec::new();
    for rule in rules {
        match headers.iter_mut().find(|(name, _)| *name == rule.name) {
            Some((_, rules)) => rules.push(rule),
            None => headers.push((rule.name, vec![rule])),
        }
    }
    headers
}

/// `nginx-server.conf`: headers, types, compression, redirects, what is gone and what is not there.
pub fn server(hosting: &Hosting) -> String {
    let mut out = "# Written by Plenary. Include this in server {}, and nginx-http.conf in http {}.\n\
                   index index.html;\nabsolute_redirect off;\n"
        .to_owned();
    for (header, _) in by_header(&rules(hosting)) {
        let _ = writeln!(out, "add_header {header} {} always;", variable(hosting, header));
    }
    types(&mut out);
    out.push_str("gzip on;\ngzip_vary on;\ngzip_proxied any;\n");
    if hosting.precompressed {
        out.push_str("gzip_static on;\n# With nginx's module for Brotli, take away the sign in front:\n# brotli_static on;\n");
    }
    // Who asks for a folder that has no page is not told that it is there.
    let page = named(hosting, "not_found");
    let _ = writeln!(out, "error_page 404 ${page};\nerror_page 403 =404 ${page};");
    let base = literal(&hosting.base.path); // As it is asked for.
    let _ = writeln!(
        out,
        "if ($request_uri ~ \"^({base}/(?:[^/?\\x5C][^?]*/)?)index\\x2Ehtml(?:\\?.*)?$\") {{\n\treturn 301 $1;\n}}"
    );
    for file in &hosting.files {
        let _ = writeln!(out, "location = {} {{\n\treturn 404;\n}}", name(hosting, &format!("/{file}")));
    }
    for (_, page) in &hosting.not_found {
        let _ = writeln!(out, "location = {} {{\n\tinternal;\n}}", name(hosting, page.as_str()));
    }
    for rule in feed_types() {
        let (pattern, media) = (regex(hosting, &rule.when), rule.value.split(';').next().unwrap_or_default());
        let _ = writeln!(out, "location ~ \"{pattern}\" {{\n\ttypes {{ }}\n\tdefault_type {media};\n}}");
    }
    for moved in &hosting.redirects {
        for from in super::both(&moved.from) {
            let to = quoted(hosting, &moved.to);
            let _ = writeln!(out, "location = {} {{\n\treturn 301 {to};\n}}", name(hosting, from));
        }
    }
    for route in &hosting.gone {
        let file = quoted(hosting, &format!("{}/{}", hosting.decoded_base(), route.file()));
        let page = name(hosting, route.as_str());
        let _ = writeln!(out, "location = {page} {{\n\terror_page 410 {file};\n\treturn 410;\n}}");
    }
    out
}

fn types(out: &mut String) {
    out.push_str("types {\n");
    for (ending, media, _) in TYPES {
        let _ = writeln!(out, "\t{media} {ending};");
    }
    out.push_str("}\ndefault_type application/octet-stream;\ncharset utf-8;\n");
    // HTML is always among them, and may not be named again.
    let texts = text_types().into_iter().filter(|media| *media != "text/html").collect::<Vec<_>>().join(" ");
    let _ = writeln!(out, "charset_types {texts};\ngzip_types {texts};");
}
