//! A page as it says that it is a preview: to search engines, and to whoever reads it.
//!
//! Both are put into the page that a template has made, so that no template can leave them out.

use std::cell::Cell;

use lol_html::html_content::{ContentType, Element};
use lol_html::{RewriteStrSettings, element, end, rewrite_str};

use crate::render::html::escape;

/// No search engine may list a page that says so.
const NOINDEX: &str = "<meta name=\"robots\" content=\"noindex\">";

/// What stands in a head alone (HTML, section 4.2), or in front of it: what follows stands in the page.
const HEAD: [&str; 10] =
    ["base", "head", "html", "link", "meta", "noscript", "script", "style", "template", "title"];

/// The band at the top of a page.
#[derive(Clone, Debug)]
pub struct Band<'a> {
    /// The language of its words (BCP 47).
    pub lang: &'a str,
    /// Their direction: `ltr` or `rtl`.
    pub dir: &'a str,
    /// What the band is called among the parts of the page.
    pub name: String,
    /// What it says.
    pub text: String,
}

impl Band<'_> {
    fn html(&self) -> String {
        format!(
            "\n<aside class=\"preview-band\" lang=\"{}\" dir=\"{}\" aria-label=\"{}\" data-pagefind-ignore>\
             <p>{}</p></aside>",
            self.lang,
            self.dir,
            escape(&self.name),
            escape(&self.text)
        )
    }
}

/// A page that search engines do not list, with the band as the first thing in it. Text without any markup stays
/// as it is.
pub fn page(html: &str, band: &Band<'_>) -> String {
    let (is_said, has_band) = (Cell::new(false), Cell::new(false));
    let each = element!("*", |element| {
        let name = element.tag_name();
        if is_robots(element) {
            element.remove();
        }
        if !is_said.get() && name != "html" && name != "head" {
            is_said.set(true);
            // An encoding is said first of all, and what a browser should not guess about stands behind it.
            if name == "meta" && element.has_attribute("charset") {
                element.after(&format!("\n{NOINDEX}"), ContentType::Html);
            } else {
                element.before(&format!("{NOINDEX}\n"), ContentType::Html);
            }
        }
        if !has_band.get() && !HEAD.contains(&name.as_str()) {
            has_band.set(true);
            if name == "body" {
                element.prepend(&band.html(), ContentType::Html);
            } else {
                element.before(&band.html(), ContentType::Html);
            }
        }
        Ok(())
    });
    let last = end!(|end| {
        if is_said.get() && !has_band.get() {
            end.append(&band.html(), ContentType::Html);
        }
        Ok(())
    });
    let settings =
        RewriteStrSettings::new().append_element_content_handler(each).append_document_content_handler(last);
    rewrite_str(html, settings).unwrap_or_else(|_| html.to_owned())
}

/// Whether an element tells all search engines something.
fn is_robots(element: &Element<'_, '_>) -> bool {
    let name = element.get_attribute("name").filter(|_| element.tag_name() == "meta");
    name.is_some_and(|name| name.trim().eq_ignore_ascii_case("robots"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(html: &str) -> String {
        let (name, text) = ("Preview".to_owned(), "Not \"out\"".to_owned());
        let band = Band { lang: "en", dir: "ltr", name, text };
        page(html, &band).replace(&band.html(), "|BAND|").replace(NOINDEX, "|NOINDEX|")
    }

    #[test]
    fn every_page_is_marked_once() {
        for (written, right) in [
            (
                "<!DOCTYPE html><html><head>\n<META charset=utf-8>\n<title>é</title></head><body class=a><p>b",
                "<!DOCTYPE html><html><head>\n<META charset=utf-8>\n|NOINDEX|\n<title>é</title></head><body class=a>|BAND|<p>b",
            ),
            // What a template says to search engines does not stand against it, nor twice.
            (
                "<meta charset=utf-8><meta name=Robots content=all><meta name=\"robots\" content=\"noindex\"><body>",
                "<meta charset=utf-8>\n|NOINDEX|<body>|BAND|",
            ),
            ("<meta name=robots content=all><body>", "|NOINDEX|\n<body>|BAND|"),
            // Tags that HTML lets one leave out, and those that are none.
            (
                "<title>a</title><!-- <body> --><h1>b</h1>",
                "|NOINDEX|\n<title>a</title><!-- <body> -->|BAND|<h1>b</h1>",
            ),
            (
                "<head><script>'<body>'</script><body>a",
                "<head>|NOINDEX|\n<script>'<body>'</script><body>|BAND|a",
            ),
            ("<title>a</title>Text", "|NOINDEX|\n<title>a</title>Text|BAND|"),
            ("google-site-verification: a1", "google-site-verification: a1"),
            ("", ""),
        ] {
            assert_eq!(marked(written), right, "{written}");
        }
    }
}
