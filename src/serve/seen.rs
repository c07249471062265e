//! A page as a browser has it: its bytes with what the server adds, and a short word for what was
//! seen, by which the server knows whether a browser still shows what it would get now.

use std::fmt;
use std::ops::Range;

use serde::Serialize;

/// A page, ready to be sent.
pub struct Page {
    /// The status of HTTP.
    pub status: u16,
    /// The page, with the script of the server in it.
    pub html: String,
    /// What one sees.
    pub seen: Seen,
    /// Its styles.
    pub styles: Styles,
}

/// What a browser saw: the status, the page without its styles, and its styles, as digests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The status of HTTP.
    pub status: u16,
    /// The digest of the page without its styles.
    pub shape: String,
    /// The digest of its styles.
    pub styles: String,
}

/// The styles that a page loads or holds, in their order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Styles {
    /// The addresses of style sheets.
    pub links: Vec<String>,
    /// The texts of `style` elements.
    pub texts: Vec<String>,
}

impl Page {
    /// Adds the script to a page that was made; `fault` says that the page shows its own errors.
    pub fn new(status: u16, html: &str, fault: bool) -> Self {
        let (links, texts) = places(html);
        let text = |places: &[Range<usize>]| places.iter().map(|p| html[p.clone()].to_owned()).collect();
        let styles = Styles { links: text(&links), texts: text(&texts) };
        let mut all: Vec<Range<usize>> = links.into_iter().chain(texts).collect();
        all.sort_by_key(|place| place.start);
        let (mut shape, mut styles_digest, mut at) = (blake3::Hasher::new(), blake3::Hasher::new(), 0);
        for place in all {
            shape.update(&html.as_bytes()[at..place.start]).update(&[0]);
            styles_digest.update(&html.as_bytes()[place.clone()]).update(&[0]);
            at = place.end;
        }
        shape.update(&html.as_bytes()[at..]);
        let seen = Seen { status, shape: short(&shape), styles: short(&styles_digest) };
        let html = with_script(html, &seen, fault);
        Self { status, html, seen, styles }
    }
}

impl Seen {
    /// What [`fmt::Display`] wrote.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '.');
        let status = parts.next()?.parse().ok()?;
        Some(Self { status, shape: parts.next()?.to_owned(), styles: parts.next()?.to_owned() })
    }
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.status, self.shape, self.styles)
    }
}

fn short(hasher: &blake3::Hasher) -> String {
    hasher.finalize().to_hex()[..16].to_owned()
}

/// Puts the script at the end of the page's body.
fn with_script(html: &str, seen: &Seen, fault: bool) -> String {
    let fault = if fault { " data-fault" } else { "" };
    let script = format!("<script src=\"/__plenary/live.js\" data-seen=\"{seen}\"{fault} defer></script>\n");
    let end = html.rfind("</body>").or_else(|| html.rfind("</BODY>")).unwrap_or(html.len());
    format!("{}{script}{}", &html[..end], &html[end..])
}

/// Where the addresses of style sheets and the texts of `style` elements stand.
fn places(html: &str) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let (mut links, mut texts) = (Vec::new(), Vec::new());
    for (i, _) in html.match_indices('<') {
        if let Some(tag) = tag(&html[i..], "link") {
            if tag.to_ascii_lowercase().contains("stylesheet")
                && let Some(href) = value(tag, "href")
            {
                links.push(i + href.start..i + href.end);
            }
        } else if let Some(tag) = tag(&html[i..], "style") {
            let start = i + tag.len();
            let end = html[start..].find("</").map_or(html.len(), |end| start + end);
            texts.push(start..end);
        }
    }
    (links, texts)
}

/// The whole tag of this name that a text begins with.
fn tag<'a>(html: &'a str, name: &str) -> Option<&'a str> {
    let begins = html.get(1..=name.len()).is_some_and(|word| word.eq_ignore_ascii_case(name));
    let whole = html[1..].get(name.len()..)?.starts_with([' ', '\n', '\t', '\r', '>']);
    (begins && whole).then(|| html.find('>').map(|end| &html[..=end])).flatten()
}

/// Where the value of an attribute stands in a tag.
fn value(tag: &str, name: &str) -> Option<Range<usize>> {
    let start = tag.to_ascii_lowercase().find(&format!(" {name}="))? + name.len() + 2;
    let mark = tag[start..].chars().next()?;
    if matches!(mark, '"' | '\'') {
        let end = tag[start + 1..].find(mark)?;
        return Some(start + 1..start + 1 + end);
    }
    let end = tag[start..].find([' ', '\n', '>'])?;
    Some(start..start + end)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HTML: &str = "<head><link rel=\"icon\" href=\"/i.svg\"><link rel='stylesheet' href='/a.1.css'>\
                        <LINK href=/b.css rel=stylesheet><style>p{}</style></head><body>Text</body>";

    #[test]
    fn styles_are_found_in_their_order() {
        let page = Page::new(200, HTML, false);
        assert_eq!(page.styles.links, ["/a.1.css", "/b.css"]);
        assert_eq!(page.styles.texts, ["p{}"]);
        assert!(page.html.ends_with(" defer></script>\n</body>"), "{}", page.html);
        assert_eq!(Seen::parse(&page.seen.to_string()), Some(page.seen));
    }

    #[test]
    fn styles_and_words_change_apart() {
        let seen = |html: &str| Page::new(200, html, false).seen;
        let (before, restyled) = (seen(HTML), seen(&HTML.replace("a.1", "a.2").replace("p{}", "q{}")));
        assert_eq!(before.shape, restyled.shape);
        assert_ne!(before.styles, restyled.styles);
        let rewritten = seen(&HTML.replace("Text", "Texts"));
        assert_eq!(before.styles, rewritten.styles);
        assert_ne!(before.shape, rewritten.shape);
    }
}
