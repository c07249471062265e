//! Links as HTML.

use super::html;

/// A link; `words` is HTML. Words without an address are a `span` where they carry a language.
pub fn write(words: &str, url: Option<&str>, lang: Option<&str>, dir: Option<&str>) -> String {
    let mut attributes = String::new();
    if let Some(lang) = lang {
        html::attribute(&mut attributes, "lang", lang);
    }
    if let Some(dir) = dir {
        html::attribute(&mut attributes, "dir", dir);
    }
    match url {
        Some(url) => {
            let mut href = String::new();
            html::attribute(&mut href, "href", url);
            format!("<a{href}{attributes}>{words}</a>")
        }
        None if attributes.is_empty() => words.to_owned(),
        None => format!("<span{attributes}>{words}</span>"),
    }
}
