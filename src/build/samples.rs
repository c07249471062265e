//! A page of each sort: what a template does wrong is found without making every page.

use std::collections::BTreeSet;

use super::Loaded;
use super::guard::Guard;
use super::outputs::made;
use super::sink::{Made, Sink, no_output};
use crate::check;
use crate::diagnostics::Findings;
use crate::error::Failure;
use crate::files::Files;
use crate::formats::manifest;
use crate::plan::{Recipe, Turn};
use crate::render::{Context, page, theme};
use crate::resolve::forms::Form;
use crate::resolve::routes::Goal;
use crate::resolve::targets::Target;
use crate::site::{Kind, Lang, Route};

/// Makes outputs until each template has shown each sort of page in each language, and drops them:
/// what a template does wrong is found without making every page.
///
/// # Errors
/// When the machine fails.
pub fn samples(files: &Files, loaded: &Loaded, found: &mut Findings) -> Result<(), Failure> {
    let context = loaded.context(files);
    let mut shown = BTreeSet::new();
    let chosen: Vec<(&Route, &Recipe)> = loaded
        .plan
        .iter()
        .filter(|(_, recipe)| {
            let mut new = false;
            for sort in sorts(&context, recipe) {
                new |= shown.insert(sort);
            }
            new
        })
        .collect();
    let guard = Guard::before(loaded, &context, &Nowhere);
    let (faults, _) = made(loaded, &context, chosen, &guard, &Nowhere, &|_, _| {})?;
    for faults in faults {
        theme::add_once(faults, files, found);
    }
    check::settle(&loaded.site, found);
    Ok(())
}

/// Drops what is made.
struct Nowhere;

impl Sink for Nowhere {
    fn take(&self, _: &Route, _: Turn, _: Made) -> Result<(), Failure> {
        Ok(())
    }

    fn taken(&self) -> Vec<manifest::Output> {
        Vec::new()
    }

    fn read(&self, route: &Route) -> Result<Vec<u8>, Failure> {
        Err(no_output(route))
    }
}

/// What a page shows of the templates: each of these has to be seen once.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    /// A template with a kind, or a section; withdrawn or not.
    Page(String, Option<Kind>, bool, Lang),
    /// A form in which records are set in.
    Embed(Form, Lang),
    /// Anything else that a template makes.
    Made(&'static str, Lang),
}

fn sorts(context: &Context<'_>, recipe: &Recipe) -> Vec<Sort> {
    match recipe {
        Recipe::Page(ix, lang) => {
            let subject = context.graph.subjects.get(*ix);
            let gone = context.source(*ix).is_some_and(|source| source.common.gone.is_some());
            let template = page::template(context, *ix, *lang).to_owned();
            let kind = (!subject.section).then_some(subject.kind);
            let text = subject.shown(*lang, context.site.config.fallback()).filter(|_| !gone);
            let links = text.map(|text| context.site.entry(text).text.links.iter());
            let targets = text.map(|text| context.graph.links.of(text)).unwrap_or_default();
            let embeds = links.into_iter().flatten().zip(targets).filter(|(link, _)| link.alone);
            let forms = embeds.filter_map(|(_, target)| match target {
                Target::Record(_, form) | Target::Folder(_, form) => Some(Sort::Embed(*form, *lang)),
                _ => None,
            });
            std::iter::once(Sort::Page(template, kind, gone, *lang)).chain(forms).collect()
        }
        Recipe::Topic(None, lang) => vec![Sort::Made("topics", *lang)],
        Recipe::Topic(Some(_), lang) => vec![Sort::Made("topic", *lang)],
        Recipe::Part(list, _) => match &**list {
            Recipe::Page(_, lang) => vec![Sort::Made("part of a section", *lang)],
            Recipe::Topic(_, lang) => vec![Sort::Made("part of a topic", *lang)],
            _ => Vec::new(),
        },
        Recipe::DataPage(lang) => vec![Sort::Made("data", *lang)],
        Recipe::Corrections(lang) => vec![Sort::Made("corrections", *lang)],
        Recipe::AToZ(lang) => vec![Sort::Made("a to z", *lang)],
        Recipe::NotFound(lang) => vec![Sort::Made("404", *lang)],
        Recipe::Search(lang) => vec![Sort::Made("search", *lang)],
        Recipe::Redirect(i) => {
            let lang = match &context.graph.routes.redirects[*i].to {
                Goal::Page(place) => place.lang,
                Goal::Local(_) | Goal::Elsewhere(_) => Lang::DEFAULT,
            };
            vec![Sort::Made("redirect", lang)]
        }
        Recipe::Feed(..)
        | Recipe::CorrectionsFeed(_)
        | Recipe::JsonFeed(_)
        | Recipe::Data(..)
        | Recipe::Calendar(..)
        | Recipe::ContactCard(..)
        | Recipe::Sitemap
        | Recipe::SitemapFile(_)
        | Recipe::Robots
        | Recipe::Asset
        | Recipe::Picture(..)
        | Recipe::Icon(_)
        | Recipe::File(_)
        | Recipe::Host
        | Recipe::Manifest => Vec::new(),
        #[cfg(feature = "images")]
        Recipe::Preview(_) => Vec::new(),
    }
}
