//! The addresses of files beside pages.

use super::context::Context;
use crate::files::File;
use crate::resolve::targets::join;
use crate::site::{Entry, Route};

/// The address of a file beside pages: its path in `content/`.
pub fn file_route(file: &File) -> Route {
    Route::of_file(file.path.strip_prefix("content").unwrap_or(&file.path))
}

/// The address of a file that front matter names, from the record's folder or from `content/`;
/// whole addresses stay.
pub fn beside(context: &Context<'_>, entry: &Entry, path: &str) -> Option<String> {
    if path.starts_with("https://") || path.starts_with("http://") {
        return Some(path.to_owned());
    }
    let own = &context.files.get(entry.file).path;
    let own = own.strip_prefix("content/").unwrap_or(own);
    let folder = own.rsplit_once('/').map_or("", |(folder, _)| folder);
    let (_, file) = context.files.find_named(&format!("content/{}", join(folder, path)?))?;
    Some(file_route(file).href(&context.site.config.base))
}
