//! The index of what search finds, made by [Pagefind](https://pagefind.app) 1.6. A browser loads its script, and
//! of the index no more than the words that are asked for need.
//!
//! A page says itself what of it is found, by the attributes `data-pagefind-…` of its template; one whose
//! template leaves them out is found whole. There is an index for each language, by the `lang` of the pages.

use std::thread;

use pagefind::api::PagefindIndex;
use pagefind::options::PagefindServiceConfig;
use tokio::runtime;

use crate::digest::{Short, short};
use crate::error::Failure;
use crate::render::found::{FOLDER, is_index};
use crate::site::Route;

/// Which way an index is made; another makes other bytes of the same pages.
const FORM: &str = concat!("plenary search 1, pagefind 1.6, plenary ", env!("CARGO_PKG_VERSION"));

/// What a page says of itself and not of its subject: that its original has changed.
const NOTICE: &str = ".notice";

/// How the summary of a page begins, and how Pagefind is told so.
const SUMMARY: [&str; 2] =
    ["<meta name=\"description\"", "<meta name=\"description\" data-pagefind-meta=\"summary[content]\""];

/// A page that is found.
#[derive(Debug)]
pub struct Page {
    /// Its address from the root of the site, percent-encoded.
    pub address: String,
    /// What it is found as.
    pub kind: &'static str,
    /// Its HTML.
    pub html: String,
}

/// What an index is made of: the address of each page, with the digest of its bytes.
pub fn key<'a>(pages: impl Iterator<Item = (&'a Route, &'a str)>) -> Short {
    let mut of = vec![FORM.as_bytes()];
    for (route, digest) in pages {
        of.extend([route.as_str().as_bytes(), digest.as_bytes()]);
    }
    short(&of)
}

/// The index of pages: its files and their addresses.
///
/// # Errors
/// When Pagefind or the machine fails.
pub fn index(
    pages: impl Iterator<Item = Result<Page, Failure>> + Send,
) -> Result<Vec<(Route, Vec<u8>)>, Failure> {
    // A runtime cannot be entered from within another, which is what answers requests in `serve`.
    thread::scope(|scope| scope.spawn(|| made(pages)).join()).unwrap_or_else(|_| Err(failure(&"it stopped")))
}

fn made(pages: impl Iterator<Item = Result<Page, Failure>>) -> Result<Vec<(Route, Vec<u8>)>, Failure> {
    let runtime = runtime::Builder::new_current_thread().build().map_err(|e| failure(&e))?;
    runtime.block_on(async {
        let config = PagefindServiceConfig::builder().exclude_selectors(vec![NOTICE.to_owned()]).build();
        let mut index = PagefindIndex::new(Some(config)).map_err(|e| failure(&e))?;
        for page in pages {
            let Page { address, kind, html } = page?;
            let added = index.add_html_file(None, Some(address), parted(&marked(html, kind))).await;
            added.map_err(|e| failure(&e))?;
        }
        let files = index.get_files().await.map_err(|e| failure(&e))?;
        let mut files: Vec<(Route, Vec<u8>)> = files
            .into_iter()
            .map(|file| {
                let name = file.filename.to_string_lossy().replace('\\', "/");
                (Route::of_file(&format!("{FOLDER}{name}")), file.contents)
            })
            // Pagefind's ready-made interfaces are not shipped.
            .filter(|(route, _)| is_index(route))
            .collect();
        files.sort();
        Ok(files)
    })
}

fn failure(why: &dyn std::fmt::Display) -> Failure {
    Failure::Machine(format!("the index of search cannot be made: {why}"))
}

/// A page with what of it is found marked, where its template does not do so.
fn marked(html: String, kind: &str) -> String {
    if html.contains("data-pagefind-body") {
        return html;
    }
    let begins = |tag: &&str| {
        html[html.find(*tag)? + tag.len()..].starts_with([' ', '>', '\n']).then(|| html.find(*tag))?
    };
    let Some(place) = ["<main", "<body", "<html"].iter().find_map(begins) else { return html };
    let end = place + "<main".len();
    format!("{} data-pagefind-body data-pagefind-filter=\"kind:{kind}\"{}", &html[..end], &html[end..])
}

/// Ends of cells and of what a list of facts holds, behind which Pagefind would read the next word as a part
/// of the last.
const CELLS: [&str; 4] = ["</dt>", "</dd>", "</th>", "</figcaption>"];

/// A page whose summary is named and in which Pagefind tells all words apart: it parts « l'eau » at a straight apostrophe alone, so that
/// `search.js` has to set the marks again.
fn parted(html: &str) -> String {
    let html = html.replacen(SUMMARY[0], SUMMARY[1], 1).replace('’', "'");
    CELLS.iter().fold(html, |html, end| html.replace(end, &format!("{end} ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_without_attributes_are_found_whole() {
        let whole = |html: &str| marked(html.to_owned(), "note");
        let body = r#" data-pagefind-body data-pagefind-filter="kind:note""#;
        assert_eq!(whole("<html><body><main id=a>"), format!("<html><body><main{body} id=a>"));
        assert_eq!(whole("<html><body>"), format!("<html><body{body}>"));
        assert_eq!(whole("<p data-pagefind-body>"), "<p data-pagefind-body>");
        assert_eq!(whole("<p>"), "<p>");
    }

    #[test]
    fn words_stand_apart() {
        assert_eq!(parted("<dt>Part of</dt><dd>l’eau</dd>"), "<dt>Part of</dt> <dd>l'eau</dd> ");
    }
}
