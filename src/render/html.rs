//! Writing HTML: escaping, and attributes that may be absent.

use std::collections::BTreeSet;
use std::fmt::Write;

/// A text as HTML, for the space between tags and between double quotation marks.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push(&mut out, text);
    if out.contains('"') { out.replace('"', "&quot;") } else { out }
}

/// Appends a text as HTML, for the space between tags.
pub fn push(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(i) = rest.find(['&', '<', '>']) {
        out.push_str(&rest[..i]);
        out.push_str(match rest.as_bytes()[i] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            _ => "&gt;",
        });
        rest = &rest[i + 1..];
    }
    out.push_str(rest);
}

/// Appends ` name="value"`.
pub fn attribute(out: &mut String, name: &str, value: &str) {
    let _ = write!(out, " {name}=\"");
    out.push_str(&escape(value));
    out.push('"');
}

/// The plain text of HTML that was made by this crate: tags away, entities undone.
pub fn text_of(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        text.push_str(&rest[..start]);
        rest = rest[start..].split_once('>').map_or("", |(_, behind)| behind);
    }
    text.push_str(rest);
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// The anchors of a page: the values of its attributes `id`.
pub fn ids(html: &str) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for (i, _) in html.match_indices("id=") {
        let value = &html[i + "id=".len()..];
        let Some(mark) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) else { continue };
        if html[..i].ends_with(char::is_whitespace)
            && let Some((id, _)) = value[1..].split_once(mark)
        {
            ids.insert(text_of(id));
        }
    }
    ids
}

/// The addresses of what a page loads by itself: styles, scripts, and pictures by their `src`.
pub fn loads(html: &str) -> Vec<String> {
    let tags = html.split('<').skip(1).filter_map(|tag| tag.split_once('>').map(|(tag, _)| tag));
    let load = |tag: &str| {
        let style = tag.starts_with("link ") && tag.contains("rel=\"stylesheet\"");
        let source = ["img ", "script "].iter().any(|name| tag.starts_with(name));
        let (_, value) =
            tag.split_once(if style { " href=\"" } else { " src=\"" }).filter(|_| style || source)?;
        Some(text_of(value.split('"').next()?))
    };
    tags.filter_map(load).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_found() {
        let found = ids("<h2 id=\"who\">id=\"no\"</h2> <p\nid='a&amp;b' data-id=\"no\">");
        assert_eq!(found.into_iter().collect::<Vec<_>>(), ["a&b", "who"]);
    }

    #[test]
    fn what_a_page_loads_is_found() {
        let page = "<link rel=\"icon\" href=\"/i\"><link rel=\"stylesheet\" href=\"/a&amp;b.css\">\
                    <a href=\"/no\">src=\"/no\"</a><img alt=\"\" src=\"/p.jpg\"><script src=\"/s.js\"></script>";
        assert_eq!(loads(page), ["/a&b.css", "/p.jpg", "/s.js"]);
    }

    #[test]
    fn text_and_html_are_each_others_opposite() {
        let text = "a < b & \"c\" > d &lt;";
        assert_eq!(text_of(&format!("<em>{}</em>", escape(text))), text);
    }
}
