//! Links and words of other languages as HTML.

use super::html;
use super::views::{LinkView, TextView};
use crate::locale;

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

/// The link of a view, on a page of a direction.
pub fn view(link: &LinkView, page: &str) -> String {
    let words = link.html.clone().unwrap_or_else(|| isolated(&link.title, link.dir, page));
    write(&words, link.url.as_deref(), link.lang.as_deref(), link.dir)
}

/// Words with their language, within a sentence. `dir` sets them apart from what stands around them.
pub fn text(text: &TextView) -> String {
    write(&html::escape(&text.text), None, text.lang.as_deref(), text.dir)
}

/// Words as HTML. On a page of the other direction, words without a direction of their own are set apart
/// (`bdi`), so that brackets and signs beside them stay in their place.
pub fn isolated(words: &str, dir: Option<&str>, page: &str) -> String {
    let escaped = html::escape(words);
    if dir.is_none() && locale::runs_against(words, page) { format!("<bdi>{escaped}</bdi>") } else { escaped }
}
