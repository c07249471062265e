//! What stands at an address: a page, the bytes of something else, a file, or the way to go on.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::{Arc, Mutex, PoisonError};

use super::report::{self, Entry};
use super::seen::Page;
use super::state::State;
use crate::build;
use crate::diagnostics::{FileId, Findings};
use crate::error::Failure;
use crate::plan::Recipe;
use crate::render::addresses::not_found_route;
use crate::render::html;
use crate::render::preview::is_preview;
use crate::resolve::routes::{Goal, Redirect};
use crate::site::{Lang, Route};

/// What stands at an address.
pub enum Answer {
    /// A page.
    Page(Arc<Page>),
    /// Something else that is made; its name tells its type.
    Made(Vec<u8>, Route),
    /// A file of the site, by its path from the root.
    File(String),
    /// The address is another one: where it leads, and whether it is only a slash that is missing.
    Elsewhere(String, Moved),
}

/// Why an address leads to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// It is an old address.
    Renamed,
    /// The slash at its end is missing.
    Slash,
}

/// What a reader gets who asks for an address.
///
/// # Errors
/// When the machine fails.
pub fn answer(state: &State, route: &Route) -> Result<Answer, Failure> {
    let Some(recipe) = state.loaded.plan.get(route).or_else(|| preview(state, route)) else {
        #[cfg(feature = "search")]
        if let Some(file) = state.indexed(route)? {
            return Ok(Answer::Made(file, route.clone()));
        }
        return Ok(missing(state, route));
    };
    Ok(match recipe {
        Recipe::Page(..)
        | Recipe::Topic(..)
        | Recipe::Part(..)
        | Recipe::AToZ(_)
        | Recipe::Corrections(_)
        | Recipe::DataPage(_)
        | Recipe::Search(_) => Answer::Page(state.page(route, || made(state, route, recipe, 200))),
        Recipe::NotFound(_) => Answer::Page(state.page(route, || made(state, route, recipe, 404))),
        Recipe::Redirect(i) => match goal(state, &state.loaded.graph.routes.redirects[*i]) {
            Some(to) => Answer::Elsewhere(to, Moved::Renamed),
            None => Answer::Page(state.page(route, || made(state, route, recipe, 200))),
        },
        Recipe::File(id) => Answer::File(state.files.get(*id).path.clone()),
        Recipe::Host | Recipe::Manifest => {
            // They tell of all others, so all are made for whoever asks.
            let outputs = Mutex::new(BTreeMap::new());
            build::outputs(&state.files, &state.loaded, &mut Findings::default(), &outputs, &|_, _| {})?;
            let mut outputs = outputs.into_inner().unwrap_or_else(PoisonError::into_inner);
            match outputs.remove(route) {
                Some(bytes) => Answer::Made(bytes, route.clone()),
                None => not_found(state, route),
            }
        }
        // What is left is no page: it is made as it is asked for.
        _ => {
            let context = state.loaded.context(&state.files);
            let bytes = build::render(&state.loaded, &context, route, recipe, &mut Findings::default())?;
            Answer::Made(bytes, route.clone())
        }
    })
}

/// The preview at an address, which nobody asks for but where it can be one.
fn preview<'a>(state: &'a State, route: &Route) -> Option<&'a Recipe> {
    let context = state.loaded.context(&state.files);
    is_preview(route).then(|| state.loaded.plan.previews(&context).get(route))?
}

/// The files whose mistakes a page shows: the text it is made of, and the record's own.
pub fn sources(state: &State, route: &Route) -> BTreeSet<FileId> {
    let (site, graph) = (&state.loaded.site, &state.loaded.graph);
    let recipe = match state.loaded.plan.get(route) {
        Some(Recipe::Part(list, _)) => Some(&**list),
        recipe => recipe,
    };
    let Some(Recipe::Page(ix, lang)) = recipe else { return BTreeSet::new() };
    let subject = graph.subjects.get(*ix);
    let shown = subject.shown(*lang, site.config.fallback());
    shown.into_iter().chain(subject.source).map(|entry| site.entry(entry).file).collect()
}

/// The address of the page that a file of `content/` makes.
pub fn of_file(state: &State, path: &str) -> Option<Route> {
    let (file, _) = state.files.find(path)?;
    let site = &state.loaded.site;
    let ix = site.entries.of_file(file)?;
    let subject = state.loaded.graph.subjects.of_entry(ix)?;
    state.loaded.graph.routes.of(subject, site.entry(ix).lang).cloned()
}

fn made(state: &State, route: &Route, recipe: &Recipe, status: u16) -> Page {
    let context = state.loaded.context(&state.files);
    let mut faults = Findings::default();
    match build::render(&state.loaded, &context, route, recipe, &mut faults) {
        Ok(bytes) if faults.list().is_empty() => Page::new(status, &String::from_utf8_lossy(&bytes), false),
        Ok(_) => Page::new(500, &fault(route, &report::entries(&faults, &state.files)), true),
        Err(failure) => Page::new(500, &broken(route, &failure.to_string(), &[]), true),
    }
}

fn missing(state: &State, route: &Route) -> Answer {
    let slash = route.join("/");
    if !route.as_str().ends_with('/') && state.loaded.plan.get(&slash).is_some() {
        return Answer::Elsewhere(slash.href(&state.loaded.site.config.base), Moved::Slash);
    }
    match earlier_asset(state, route) {
        Some(answer) => answer,
        None => not_found(state, route),
    }
}

/// A page that was loaded just before a style changed asks for the style by its old address.
fn earlier_asset(state: &State, route: &Route) -> Option<Answer> {
    let parts = |route: &Route| {
        let name = route.as_str().strip_prefix("/assets/")?.to_owned();
        let (rest, ending) = name.rsplit_once('.')?;
        let (stem, _) = rest.rsplit_once('.')?;
        Some((stem.to_owned(), ending.to_owned()))
    };
    let asked = parts(route)?;
    let asset = state.loaded.assets.iter().find(|asset| parts(&asset.route).as_ref() == Some(&asked))?;
    Some(Answer::Made(asset.bytes.clone(), asset.route.clone()))
}

/// The page for what is not there, in the language that the address is of.
fn not_found(state: &State, route: &Route) -> Answer {
    let context = state.loaded.context(&state.files);
    let of = |lang: &Lang| route.as_str().starts_with(context.home(*lang).as_str());
    let lang = state.loaded.site.config.langs().filter(of).last().unwrap_or(Lang::DEFAULT);
    let page = not_found_route(&context, lang);
    Answer::Page(state.page(&page, || match state.loaded.plan.get(&page) {
        Some(recipe @ Recipe::NotFound(_)) => made(state, &page, recipe, 404),
        _ => Page::new(404, &broken(route, "there is no page at this address", &[]), true),
    }))
}

/// Where a redirect leads, as a header can say it.
fn goal(state: &State, redirect: &Redirect) -> Option<String> {
    let base = &state.loaded.site.config.base;
    let behind = &redirect.behind;
    let to = match &redirect.to {
        Goal::Page(place) => state.loaded.graph.routes.of(place.subject, place.lang)?.href(base),
        Goal::Local(route) => route.href(base),
        Goal::Elsewhere(url) => return url::Url::parse(url).ok().map(String::from),
    };
    let whole = url::Url::parse(&format!("{}{to}{behind}", base.origin)).ok()?;
    Some(whole[url::Position::BeforePath..].to_owned())
}

/// The page that stands in for one that cannot be made.
fn fault(route: &Route, faults: &[Entry]) -> String {
    let message = "Mend this and save; the page comes back by itself.";
    broken(route, message, faults)
}

fn broken(route: &Route, message: &str, faults: &[Entry]) -> String {
    let mut list = String::new();
    for entry in faults {
        let e = |text: &str| html::escape(text);
        let _ = write!(
            list,
            "<li class=\"{severity}\"><p class=\"title\"><span class=\"severity\">{severity}</span> {}</p>\
             <p class=\"place\">{}:{}:{} <span class=\"rule\">{}</span></p>\
             <pre><span class=\"number\">{}</span>{}<mark>{}</mark>{}</pre>",
            e(&entry.message),
            e(&entry.file),
            entry.line,
            entry.column,
            entry.rule,
            entry.line,
            e(&entry.before),
            e(&entry.mark),
            e(&entry.after),
            severity = entry.severity.word(),
        );
        for (word, text) in [("Help: ", &entry.help), ("Write: ", &entry.write)] {
            if let Some(text) = text {
                let _ = write!(list, "<p class=\"help\"><b>{word}</b>{}</p>", e(text));
            }
        }
        list.push_str("</li>");
    }
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\" class=\"plenary-fault\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>This page cannot be shown</title>\n\
         <link rel=\"stylesheet\" href=\"/__plenary/live.css\">\n</head>\n<body>\n<main>\n\
         <h1>This page cannot be shown</h1>\n<p class=\"address\">{}</p>\n<p>{}</p>\n<ol>{list}</ol>\n</main>\n\
         </body>\n</html>\n",
        html::escape(route.as_str()),
        html::escape(message),
    )
}
