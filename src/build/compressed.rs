//! Compressed files beside text files, where `precompress` asks for them: a host then serves them without
//! compressing anything itself. Where a file is what it was, its compressed forms are not made again.

use std::collections::HashSet;

use rayon::prelude::*;

use super::Loaded;
use super::sink::{Made, Sink};
use crate::digest::{Short, short};
use crate::error::Failure;
use crate::files::ending;
use crate::formats::compressed::Form;
use crate::formats::manifest::Output;
use crate::plan::{Plan, Recipe, Turn};
use crate::render::Context;
use crate::render::found::is_entry;
use crate::site::{Config, Route};

/// Which way files are compressed; another makes other bytes of the same file.
const VERSION: &str = concat!("plenary compressed 1, plenary ", env!("CARGO_PKG_VERSION"));

/// Endings of files that are text, or as loose as text.
const ENDINGS: [&str; 20] = [
    "html",
    "css",
    "js",
    "mjs",
    "json",
    "jsonld",
    "map",
    "svg",
    "xml",
    "txt",
    "md",
    "csv",
    "ttl",
    "ics",
    "vcf",
    "webmanifest",
    "wasm",
    "ttf",
    "otf",
    "ico",
];

/// The smallest file that is worth it, in bytes: a smaller one comes in one packet anyhow.
const SMALLEST: u64 = 1_000;

/// Whether a site asks for compressed files.
pub fn is_wanted(config: &Config) -> bool {
    config.settings.precompress.as_ref().is_some_and(|yes| yes.0)
}

/// Whether the output at an address is made here: a compressed form that is no file of the site's own.
pub fn makes(config: &Config, plan: &Plan, route: &Route) -> bool {
    is_wanted(config) && Form::original(route.as_str()).is_some() && plan.get(route).is_none()
}

/// Makes the compressed forms of all that `sink` has taken, side by side.
///
/// # Errors
/// When the machine fails.
pub fn outputs(context: &Context<'_>, loaded: &Loaded, sink: &dyn Sink) -> Result<(), Failure> {
    if !is_wanted(&context.site.config) {
        return Ok(());
    }
    let taken = sink.taken();
    let paths: HashSet<&str> = taken.iter().map(|output| output.path.as_str()).collect();
    taken.par_iter().filter(|output| is_worth_it(output)).try_for_each(|output| {
        let original = Route::of_file(&output.path);
        if loaded.plan.get(&original) == Some(&Recipe::Host) {
            return Ok(()); // The host reads it, not the public.
        }
        let mut bytes = None;
        for form in Form::ALL {
            let path = format!("{}{}", output.path, form.ending());
            let route = Route::of_file(&path);
            let key = key(form, output);
            if paths.contains(path.as_str()) || sink.keep(&route, key) {
                continue;
            }
            let bytes = match &mut bytes {
                Some(bytes) => bytes,
                none => none.insert(sink.read(&original)?),
            };
            let smaller = form.of(bytes).filter(|compressed| compressed.len() < bytes.len());
            if let Some(bytes) = smaller {
                sink.take(&route, turn(context, loaded, &original), Made::new(bytes, Some(key)))?;
            }
        }
        Ok(())
    })
}

fn is_worth_it(output: &Output) -> bool {
    let ending = ending(&output.path).to_ascii_lowercase();
    output.size >= SMALLEST && ENDINGS.contains(&ending.as_str())
}

fn key(form: Form, output: &Output) -> Short {
    short(&[VERSION.as_bytes(), form.ending().as_bytes(), output.sha256.as_bytes()])
}

/// A compressed form goes online with its original, or some readers would see the old page and some the new one.
fn turn(context: &Context<'_>, loaded: &Loaded, original: &Route) -> Turn {
    match loaded.plan.get(original) {
        Some(recipe) => recipe.turn(context),
        None if is_entry(original) => Turn::List,
        None => Turn::File,
    }
}
