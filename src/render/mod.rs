//! Nouns and tables → views → HTML.
//!
//! A page is a pure function of its view: [`page`] makes the views, [`theme`] shows them. Checks
//! never import from here; what a link means was decided in `resolve::links`.
//!
//! To add a page of a new kind: a view in [`views`], an arm in [`page::render`], a template. To
//! add a template function: `theme::functions`.

pub mod abbreviations;
pub mod code;
pub mod context;
pub mod html;
pub mod link;
pub mod markdown;
pub mod page;
pub mod phrases;
pub mod records;
pub mod text;
pub mod theme;
pub mod typography;
pub mod views;
pub mod words;

pub use context::Context;
pub use theme::Theme;
pub use words::Words;

use crate::files::File;
use crate::site::{Entry, Route};

/// The address of a file beside pages: its path in `content/`.
pub fn file_route(file: &File) -> Route {
    Route::new(file.path.strip_prefix("content").unwrap_or(&file.path))
}

/// The address of a file that front matter names, from the record's folder or from `content/`;
/// whole addresses stay.
pub fn beside(context: &Context<'_>, entry: &Entry, path: &str) -> Option<String> {
    if path.starts_with("https://") || path.starts_with("http://") {
        return Some(path.to_owned());
    }
    let own = &context.files.get(entry.file).path;
    let folder = own.rsplit_once('/').map_or("content", |(folder, _)| folder);
    let full = match path.strip_prefix('/') {
        Some(path) => format!("content/{path}"),
        None => format!("{folder}/{path}"),
    };
    let (_, file) = context.files.find(&full)?;
    Some(file_route(file).href(&context.site.config.base))
}
