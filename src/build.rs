//! The table of contents: files → nouns → relations → checks → plan → bytes.
//!
//! [`load`] makes everything of a site but its outputs, [`Plan`] says which routes exist and how
//! each is made, [`render`] makes one, [`outputs`] makes all. None of them touches the disk, the
//! clock or the environment.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::assets::Assets;
use crate::diagnostics::{FileId, Findings};
use crate::error::Failure;
use crate::files::Files;
use crate::formats::{feed, manifest, redirect, robots, sitemap};
use crate::render::page::{self, Shown, not_found_route, topic_route};
use crate::render::{Context, Theme, Words, file_route, theme};
use crate::resolve::routes::STATIC_FIRST;
use crate::resolve::today::{Now, Today};
use crate::resolve::{Graph, SubjectIx};
use crate::site::config::Base;
use crate::site::{Lang, Route, Site};
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

/// How an output is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recipe {
    /// The page of a subject in a language.
    Page(SubjectIx, Lang),
    /// The page of a topic, by the last part of its address; all topics where there is none.
    Topic(Option<String>, Lang),
    /// The page for what is not there.
    NotFound(Lang),
    /// The page of a redirect, by its number.
    Redirect(usize),
    /// The feed of a section, or of the site.
    Feed(Option<SubjectIx>, Lang),
    /// The sitemap.
    Sitemap,
    /// `robots.txt`.
    Robots,
    /// A fingerprinted file.
    Asset,
    /// A file copied as it is.
    File(FileId),
    /// `build.json`, of all other outputs.
    Manifest,
}

/// Which routes exist and how each is made.
#[derive(Debug, Default)]
pub struct Plan {
    recipes: BTreeMap<Route, Recipe>,
}

/// All outputs: bytes by route.
pub type Outputs = BTreeMap<Route, Vec<u8>>;

/// Reads, resolves and checks a site. Reading this function is reading the program.
///
/// # Errors
/// When the machine fails; faults of the content are in `found`.
pub fn load(files: &Files, options: &Options, mut found: Findings) -> Result<Loaded, Failure> {
    let site = read::read(files, options.base.as_ref(), &mut found);
    let today = Today::new(options.now, &site.config.zone);
    let graph = resolve::resolve(&site, files, today, options.drafts, &mut found);
    let assets = Assets::new(files, &site.config)?;
    let words: Arc<Vec<Words>> =
        Arc::new(site.config.languages.iter().map(|l| Words::new(&l.tag, files, &mut found)).collect());
    let theme = Theme::load(files, &site.config, &words, &assets, &mut found);
    let plan = Plan::new(files, &Context::new(files, &site, &graph, &theme, &words), &assets);
    check::check(&site, &graph, &theme, &plan, &mut found);
    Ok(Loaded { site, graph, assets, words, theme, plan, found })
}

impl Loaded {
    /// What rendering needs of a site.
    pub fn context<'a>(&'a self, files: &'a Files) -> Context<'a> {
        Context::new(files, &self.site, &self.graph, &self.theme, &self.words)
    }
}

impl Plan {
    fn new(files: &Files, context: &Context<'_>, assets: &Assets) -> Self {
        let mut plan = Self::default();
        for (route, place) in context.graph.routes.iter() {
            plan.add(route.clone(), Recipe::Page(place.subject, place.lang));
        }
        for lang in context.site.config.langs() {
            plan.language(context, lang);
        }
        for (i, redirect) in context.graph.routes.redirects.iter().enumerate() {
            plan.add(redirect.from.clone(), Recipe::Redirect(i));
        }
        if !context.site.config.base.origin.is_empty() {
            plan.add(Route::new("/sitemap.xml"), Recipe::Sitemap);
        }
        plan.add(Route::new("/robots.txt"), Recipe::Robots);
        plan.add(Route::new("/build.json"), Recipe::Manifest);
        for asset in assets.iter() {
            plan.add(asset.route.clone(), Recipe::Asset);
        }
        for id in &context.graph.links.files {
            plan.add(file_route(files.get(*id)), Recipe::File(*id));
        }
        for (id, file) in files.below("static").filter(|(_, file)| !Assets::is_asset(&file.path)) {
            let route = Route::new(file.path.trim_start_matches("static"));
            if STATIC_FIRST.contains(&route.as_str().trim_start_matches('/')) {
                plan.recipes.insert(route, Recipe::File(id));
            } else {
                plan.add(route, Recipe::File(id));
            }
        }
        plan
    }

    fn language(&mut self, context: &Context<'_>, lang: Lang) {
        self.add(not_found_route(context, lang), Recipe::NotFound(lang));
        let mut topics = context.graph.topics.of(lang).peekable();
        if topics.peek().is_some() {
            self.add(topic_route(context, lang, None), Recipe::Topic(None, lang));
        }
        for topic in topics {
            let route = topic_route(context, lang, Some(topic));
            self.add(route, Recipe::Topic(Some(topic.slug.clone()), lang));
        }
        let sections = context.graph.subjects.iter().filter(|(_, subject)| subject.section && subject.public);
        let feeds = std::iter::once(None).chain(sections.map(|(ix, _)| Some(ix)));
        for section in feeds.filter(|section| page::has_feed(context, *section, lang)) {
            let above = match section {
                None => Some(context.home(lang)),
                Some(ix) => context.graph.routes.of(ix, lang).cloned(),
            };
            if let Some(above) = above {
                self.add(above.join("feed.xml"), Recipe::Feed(section, lang));
            }
        }
    }

    /// Adds a recipe; what has the address already stays.
    fn add(&mut self, route: Route, recipe: Recipe) {
        self.recipes.entry(route).or_insert(recipe);
    }

    /// All routes and how they are made, by address.
    pub fn iter(&self) -> impl Iterator<Item = (&Route, &Recipe)> {
        self.recipes.iter()
    }

    /// How the output at a route is made.
    pub fn get(&self, route: &Route) -> Option<&Recipe> {
        self.recipes.get(route)
    }

    /// How many pages there are to read.
    pub fn pages(&self) -> usize {
        let page = |recipe: &&Recipe| matches!(recipe, Recipe::Page(..) | Recipe::Topic(..));
        self.recipes.values().filter(page).count()
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
    let shown = match recipe {
        Recipe::Page(ix, lang) => Some((Shown::Subject(*ix), *lang)),
        Recipe::Topic(None, lang) => Some((Shown::Topics, *lang)),
        Recipe::Topic(Some(slug), lang) => {
            context.graph.topics.of(*lang).find(|t| t.slug == *slug).map(|topic| (Shown::Topic(topic), *lang))
        }
        Recipe::NotFound(lang) => Some((Shown::NotFound, *lang)),
        _ => None,
    };
    if let Some((shown, lang)) = shown {
        let html = page::render(context, shown, route, lang).unwrap_or_else(|faults| {
            for fault in faults {
                found.add(theme::diagnostic(fault, context.files, &format!("the page {route} cannot be made")));
            }
            String::new()
        });
        return Ok(html.into_bytes());
    }
    Ok(match recipe {
        Recipe::Redirect(i) => redirect::page(context, &context.graph.routes.redirects[*i], found).into_bytes(),
        Recipe::Feed(section, lang) => feed::atom(context, *section, route, *lang).into_bytes(),
        Recipe::Sitemap => sitemap::xml(context).into_bytes(),
        Recipe::Robots => robots::txt(&context.site.config.base).into_bytes(),
        Recipe::File(id) => context.files.get(*id).bytes()?.into_owned(),
        Recipe::Asset => {
            loaded.assets.iter().find(|asset| asset.route == *route).map(|a| a.bytes.clone()).unwrap_or_default()
        }
        _ => Vec::new(),
    })
}

/// Makes all outputs; `done` is told of each. `build.json` is a second stage: it reads the others.
///
/// # Errors
/// When the machine fails.
pub fn outputs(files: &Files, loaded: &Loaded, found: &mut Findings, done: &(dyn Fn() + Sync)) -> Result<Outputs, Failure> {
    let context = loaded.context(files);
    let first_stage: Vec<(&Route, &Recipe)> =
        loaded.plan.iter().filter(|(_, recipe)| **recipe != Recipe::Manifest).collect();
    let made: Vec<(Route, Vec<u8>, Findings)> = first_stage
        .into_par_iter()
        .map(|(route, recipe)| {
            let mut found = Findings::default();
            let bytes = render(loaded, &context, route, recipe, &mut found)?;
            done();
            Ok((route.clone(), bytes, found))
        })
        .collect::<Result<_, Failure>>()?;
    let mut outputs = Outputs::new();
    for (route, bytes, faults) in made {
        found.append(faults);
        outputs.insert(route, bytes);
    }
    let manifest = manifest::json(&outputs);
    outputs.insert(Route::new("/build.json"), manifest.into_bytes());
    check::settle(&loaded.site, found);
    Ok(outputs)
}
