//! The index of search, made of all pages when a file of it is first asked for.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::build::{Loaded, render, second};
use crate::diagnostics::Findings;
use crate::error::Failure;
use crate::files::Files;
use crate::render::found::found;
use crate::site::Route;

/// The files of the index, by address.
pub type Index = BTreeMap<Route, Vec<u8>>;

/// Makes the pages that search finds, and the index of them.
///
/// # Errors
/// When the machine fails.
pub fn made(files: &Files, loaded: &Loaded) -> Result<Index, Failure> {
    let context = loaded.context(files);
    let chosen: Vec<_> =
        found(&context).filter_map(|(route, _)| Some((route, loaded.plan.get(route)?))).collect();
    let pages: BTreeMap<&Route, Vec<u8>> = chosen
        .into_par_iter()
        .map(|(route, recipe)| {
            // What a template cannot make is told of where the page is shown.
            let html = render(loaded, &context, route, recipe, &mut Findings::default())?;
            Ok((route, html))
        })
        .collect::<Result<_, Failure>>()?;
    let read = |route: &Route| Ok(pages.get(route).cloned().unwrap_or_default());
    Ok(second::searched(&context, read)?.into_iter().collect())
}
