//! The table of contents: files → nouns → relations → checks → plan → bytes.
//!
//! [`load`] makes everything of a site but its outputs ([`prepare`] what pages need, [`check`] the
//! findings), the [`Plan`] says which routes exist and how each is made, [`render`] makes one,
//! [`outputs`] makes all, [`samples`] some. None of them touches the disk, the clock or the
//! environment.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use crate::assets::Assets;
use crate::diagnostics::Findings;
use crate::error::Failure;
use crate::files::Files;
use crate::formats::{feed, manifest, redirect, robots, sitemap};
use crate::plan::{Outputs, Plan, Recipe};
use crate::render::page::{self, Shown};
use crate::render::{Context, Theme, Words, html, theme};
use crate::resolve::Graph;
use crate::resolve::forms::Form;
use crate::resolve::links::Target;
use crate::resolve::routes::Goal;
use crate::resolve::today::{Now, Today};
use crate::site::config::Base;
use crate::site::{Kind, Lang, Route, Site};
use crate::{check, read, resolve};

/// What a build is asked for, beside the files.
#[derive(Clone, Debug)]
pub struct Options {
    /// The day or moment.
    pub now: Now,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// An address that stands before `base_url`.
    pub base: Option<Base>,
}

/// A site, read, resolved and checked, with the plan of its outputs.
#[derive(Debug)]
pub struct Loaded {
    /// What the author wrote.
    pub site: Site,
    /// What follows from it.
    pub graph: Graph,
    /// Files of the theme and styles.
    pub assets: Assets,
    /// The interface's words by language.
    pub words: Arc<Vec<Words>>,
    /// The templates.
    pub theme: Theme,
    /// Which routes exist and how each is made.
    pub plan: Plan,
    /// What was found.
    pub found: Findings,
}

/// Reads, resolves and checks a site. Reading this function is reading the program.
///
/// # Errors
/// When the machine fails; faults of the content are in `found`.
pub fn load(files: &Files, options: &Options, found: Findings) -> Result<Loaded, Failure> {
    let mut loaded = prepare(files, options, found)?;
    check(files, &mut loaded);
    Ok(loaded)
}

/// Reads and resolves a site, so that every page can be made; what was found so far is not settled.
///
/// # Errors
/// When the machine fails.
pub fn prepare(files: &Files, options: &Options, mut found: Findings) -> Result<Loaded, Failure> {
    let site = read::read(files, options.base.as_ref(), &mut found);
    let today = Today::new(options.now, &site.config.zone);
    let graph = resolve::resolve(&site, files, today, options.drafts, &mut found);
    let assets = Assets::new(files, &site.config)?;
    let words: Arc<Vec<Words>> =
        Arc::new(site.config.languages.iter().map(|l| Words::new(&l.tag, files, &mut found)).collect());
    let theme = Theme::load(files, &site.config, &words, &assets);
    let plan = Plan::new(files, &Context::new(files, &site, &graph, &theme, &words), &assets);
    Ok(Loaded { site, graph, assets, words, theme, plan, found })
}

/// Checks a site that is prepared, and settles what was found.
pub fn check(files: &Files, loaded: &mut Loaded) {
    let found = std::mem::take(&mut loaded.found);
    loaded.found = checked(files, loaded, found);
}

/// What is found in a site that is prepared, with what was found so far, settled.
pub fn checked(files: &Files, loaded: &Loaded, mut found: Findings) -> Findings {
    check::check(files, &loaded.site, &loaded.graph, &loaded.theme, &loaded.plan, &mut found);
    let ids = |route: &Route| ids(files, loaded, route);
    check::site::anchors::check(files, &loaded.site, &loaded.graph, &ids, &mut found);
    check::settle(&loaded.site, &mut found);
    found
}

/// The anchors of the page at an address; none where there is no page or it cannot be made.
fn ids(files: &Files, loaded: &Loaded, route: &Route) -> Option<BTreeSet<String>> {
    let recipe = loaded.plan.get(route)?;
    let mut faults = Findings::default();
    let html = render(loaded, &loaded.context(files), route, recipe, &mut faults).ok()?;
    let html = String::from_utf8(html).ok().filter(|_| faults.list().is_empty())?;
    Some(html::ids(&html))
}

impl Loaded {
    /// What rendering needs of a site.
    pub fn context<'a>(&'a self, files: &'a Files) -> Context<'a> {
        Context::new(files, &self.site, &self.graph, &self.theme, &self.words)
    }
}

/// Makes the output at one route; `build.json` is made of the others, by [`outputs`].
///
/// # Errors
/// When the machine fails.
pub fn render(
    loaded: &Loaded,
    context: &Context<'_>,
    route: &Route,
    recipe: &Recipe,
    found: &mut Findings,
) -> Result<Vec<u8>, Failure> {
    let (recipe, part) = match recipe {
        Recipe::Part(list, part) => (&**list, *part),
        whole => (whole, 1),
    };
    let shown = match recipe {
        Recipe::Page(ix, lang) => Some((Shown::Subject(*ix), *lang)),
        Recipe::Topic(None, lang) => Some((Shown::Topics, *lang)),
        Recipe::Topic(Some(slug), lang) => {
            context.graph.topics.of(*lang).find(|t| t.slug == *slug).map(|topic| (Shown::Topic(topic), *lang))
        }
        Recipe::AToZ(lang) => Some((Shown::AToZ, *lang)),
        Recipe::NotFound(lang) => Some((Shown::NotFound, *lang)),
        _ => None,
    };
    if let Some((shown, lang)) = shown {
        let html = page::render(context, shown, route, lang, part).unwrap_or_else(|faults| {
            for fault in faults {
                found.add(theme::diagnostic(
                    &fault,
                    context.files,
                    &format!("the page {route} cannot be made"),
                ));
            }
            String::new()
        });
        return Ok(html.into_bytes());
    }
    Ok(match recipe {
        Recipe::Redirect(i) => {
            redirect::page(context, &context.graph.routes.redirects[*i], found).into_bytes()
        }
        Recipe::Feed(section, lang) => feed::atom(context, *section, route, *lang).into_bytes(),
        Recipe::Sitemap => sitemap::xml(context).into_bytes(),
        Recipe::Robots => robots::txt(&context.site.config.base).into_bytes(),
        Recipe::File(id) => context.files.get(*id).bytes()?.into_owned(),
        Recipe::Asset => loaded
            .assets
            .iter()
            .find(|asset| asset.route == *route)
            .map(|a| a.bytes.clone())
            .unwrap_or_default(),
        Recipe::Page(..)
        | Recipe::Topic(..)
        | Recipe::AToZ(_)
        | Recipe::NotFound(_)
        | Recipe::Part(..)
        | Recipe::Manifest => Vec::new(),
    })
}

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
    for (_, faults) in made(loaded, &context, chosen, &|| {})? {
        theme::add_once(faults, files, found);
    }
    check::settle(&loaded.site, found);
    Ok(())
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
        Recipe::AToZ(lang) => vec![Sort::Made("a to z", *lang)],
        Recipe::NotFound(lang) => vec![Sort::Made("404", *lang)],
        Recipe::Redirect(i) => {
            let lang = match &context.graph.routes.redirects[*i].to {
                Goal::Page(place) => place.lang,
                Goal::Local(_) | Goal::Elsewhere(_) => Lang::DEFAULT,
            };
            vec![Sort::Made("redirect", lang)]
        }
        Recipe::Feed(..)
        | Recipe::Sitemap
        | Recipe::Robots
        | Recipe::Asset
        | Recipe::File(_)
        | Recipe::Manifest => Vec::new(),
    }
}

/// An output, and what was found when it was made.
type Made = ((Route, Vec<u8>), Findings);

/// Makes outputs side by side, in their order.
fn made(
    loaded: &Loaded,
    context: &Context<'_>,
    chosen: Vec<(&Route, &Recipe)>,
    done: &(dyn Fn() + Sync),
) -> Result<Vec<Made>, Failure> {
    chosen
        .into_par_iter()
        .map(|(route, recipe)| {
            let mut found = Findings::default();
            let bytes = render(loaded, context, route, recipe, &mut found)?;
            done();
            Ok(((route.clone(), bytes), found))
        })
        .collect()
}

/// Makes all outputs; `done` is told of each. `build.json` is a second stage: it reads the others.
///
/// # Errors
/// When the machine fails.
pub fn outputs(
    files: &Files,
    loaded: &Loaded,
    found: &mut Findings,
    done: &(dyn Fn() + Sync),
) -> Result<Outputs, Failure> {
    let context = loaded.context(files);
    let first_stage: Vec<(&Route, &Recipe)> =
        loaded.plan.iter().filter(|(_, recipe)| **recipe != Recipe::Manifest).collect();
    let mut outputs = Outputs::new();
    for ((route, bytes), faults) in made(loaded, &context, first_stage, done)? {
        theme::add_once(faults, files, found);
        outputs.insert(route, bytes);
    }
    let manifest = manifest::json(&outputs);
    outputs.insert(Route::new("/build.json"), manifest.into_bytes());
    check::settle(&loaded.site, found);
    Ok(outputs)
}
