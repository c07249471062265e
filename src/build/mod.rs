//! The table of contents: files → nouns → relations → checks → plan → bytes.
//!
//! [`load`] makes everything of a site but its outputs ([`prepare`] what pages need, [`check()`] the
//! findings), the [`Plan`] says which routes exist and how each is made, [`render`] makes one,
//! [`outputs`] makes all and hands each to a [`Sink`], [`samples`] makes some. None of them touches the disk, the clock or the
//! environment.

pub mod edit;
pub mod memory;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use crate::assets::Assets;
use crate::check::Unexplained;
use crate::diagnostics::Findings;
use crate::digest::sha256;
use crate::error::Failure;
use crate::files::Files;
use crate::formats::{feed, manifest, redirect, robots, sitemap};
use crate::plan::{Plan, Recipe, Turn};
use crate::render::basis::Digest as Key;
use crate::render::page::{self, Sheet, Shown};
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

/// A site, read, resolved and checked, with the plan of its outputs. A copy shares its parts with the
/// original.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// What the author wrote.
    pub site: Site,
    /// What follows from it.
    pub graph: Arc<Graph>,
    /// Files of the theme and styles.
    pub assets: Arc<Assets>,
    /// The interface's words by language.
    pub words: Arc<Vec<Words>>,
    /// The templates.
    pub theme: Arc<Theme>,
    /// Which routes exist and how each is made.
    pub plan: Arc<Plan>,
    /// What was found.
    pub found: Findings,
    /// The acronyms that files use and nothing explains, once the site is checked.
    pub unexplained: Unexplained,
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
    around(files, site, graph, found)
}

/// What pages need beside the site and its relations: words, styles, templates, and the plan.
fn around(files: &Files, site: Site, graph: Graph, mut found: Findings) -> Result<Loaded, Failure> {
    let graph = Arc::new(graph);
    let assets = Arc::new(Assets::new(files, &site.config)?);
    let words: Arc<Vec<Words>> =
        Arc::new(site.config.languages.iter().map(|l| Words::new(&l.tag, files, &mut found)).collect());
    let theme = Arc::new(Theme::load(files, &site.config, &words, &assets));
    let plan = Arc::new(Plan::new(files, &Context::new(files, &site, &graph, &theme, &words), &assets));
    Ok(Loaded { site, graph, assets, words, theme, plan, found, unexplained: Unexplained::new() })
}

/// Checks a site that is prepared, and settles what was found.
pub fn check(files: &Files, loaded: &mut Loaded) {
    let found = std::mem::take(&mut loaded.found);
    (loaded.found, loaded.unexplained) = checked(files, loaded, found);
}

/// What is found in a site that is prepared, with what was found so far, settled; and the acronyms that
/// nothing explains.
pub fn checked(files: &Files, loaded: &Loaded, mut found: Findings) -> (Findings, Unexplained) {
    let unexplained =
        check::check(files, &loaded.site, &loaded.graph, &loaded.theme, &loaded.plan, &mut found);
    let ids = |route: &Route| ids(files, loaded, route);
    check::site::anchors::check(files, &loaded.site, &loaded.graph, &ids, &mut found);
    check::settle(&loaded.site, &mut found);
    (found, unexplained)
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

/// What the page at a route shows; none where a recipe makes no page.
fn sheet<'a>(context: &'a Context<'a>, route: &Route, recipe: &Recipe) -> Option<Sheet<'a>> {
    let (recipe, part) = match recipe {
        Recipe::Part(list, part) => (&**list, *part),
        whole => (whole, 1),
    };
    let (shown, lang) = match recipe {
        Recipe::Page(ix, lang) => (Shown::Subject(*ix), *lang),
        Recipe::Topic(None, lang) => (Shown::Topics, *lang),
        Recipe::Topic(Some(slug), lang) => {
            let topic = context.graph.topics.of(*lang).find(|topic| topic.slug == *slug)?;
            (Shown::Topic(topic), *lang)
        }
        Recipe::AToZ(lang) => (Shown::AToZ, *lang),
        Recipe::NotFound(lang) => (Shown::NotFound, *lang),
        _ => return None,
    };
    Some(Sheet::new(context, shown, route, lang, part))
}

/// The HTML of a page; empty, with findings, where a template cannot make it.
fn html(context: &Context<'_>, route: &Route, sheet: Sheet<'_>, found: &mut Findings) -> Vec<u8> {
    let html = sheet.html().unwrap_or_else(|faults| {
        let what = format!("the page {route} cannot be made");
        found.extend(faults.iter().map(|fault| theme::diagnostic(fault, context.files, &what)));
        String::new()
    });
    html.into_bytes()
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
    if let Some(sheet) = sheet(context, route, recipe) {
        return Ok(html(context, route, sheet, found));
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

/// The key of an output: what it is made of, as a digest. None where making it is as cheap as
/// telling.
fn key(context: &Context<'_>, recipe: &Recipe, sheet: Option<&Sheet<'_>>) -> Option<Key> {
    if let Recipe::File(id) = recipe {
        let file = context.files.get(*id);
        let stat = file.stat?;
        let mut key = Key::default();
        let of = format!("{} {} {} {}", file.path, stat.size, stat.written, stat.inode);
        blake3::Hasher::new().update(of.as_bytes()).finalize_xof().fill(&mut key);
        return Some(key).filter(|_| stat.written < context.files.listed.settled_before);
    }
    sheet?.key()
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
    let drop = |_: &Route, _: &Recipe, _: Made| Ok(());
    for faults in made(loaded, &context, chosen, &|_, _| false, &drop)? {
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

/// Takes outputs as they are made, from many threads, so that none of them waits in memory.
pub trait Sink: Sync {
    /// Leaves the output at a route as it is, where it was made of the same; says whether that is so.
    fn keep(&self, _route: &Route, _key: Key) -> bool {
        false
    }

    /// Takes an output.
    ///
    /// # Errors
    /// When it cannot be put where it belongs.
    fn take(&self, route: &Route, turn: Turn, made: Made) -> Result<(), Failure>;

    /// What `build.json` says of all that was taken, by path.
    fn taken(&self) -> Vec<manifest::Output>;

    /// Leaves every output as it lies there that was not taken; where nothing lies, nothing happens.
    fn leave_rest(&self) {}
}

/// An output that was made.
#[derive(Debug)]
pub struct Made {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What it was made of.
    pub key: Option<Key>,
}

/// Told of each output, and whether it was made or left as it is.
pub type Done<'a> = dyn Fn(&Route, bool) + Sync + 'a;

/// Outputs in memory.
impl Sink for Mutex<BTreeMap<Route, Vec<u8>>> {
    fn take(&self, route: &Route, _: Turn, made: Made) -> Result<(), Failure> {
        self.lock().unwrap_or_else(PoisonError::into_inner).insert(route.clone(), made.bytes);
        Ok(())
    }

    fn taken(&self) -> Vec<manifest::Output> {
        let outputs = self.lock().unwrap_or_else(PoisonError::into_inner);
        let said = |(route, bytes): (&Route, &Vec<u8>)| manifest::Output {
            path: route.file(),
            size: bytes.len() as u64,
            sha256: sha256(bytes),
        };
        let mut said: Vec<_> = outputs.iter().map(said).collect();
        said.sort_by(|a, b| a.path.cmp(&b.path));
        said
    }
}

/// Takes an output that was made.
type Take<'a> = dyn Fn(&Route, &Recipe, Made) -> Result<(), Failure> + Sync + 'a;

/// Makes outputs side by side, but for those that are kept, hands each on at once, and gives what was
/// found, in their order.
fn made(
    loaded: &Loaded,
    context: &Context<'_>,
    chosen: Vec<(&Route, &Recipe)>,
    keep: &(dyn Fn(&Route, Key) -> bool + Sync),
    take: &Take<'_>,
) -> Result<Vec<Findings>, Failure> {
    chosen
        .into_par_iter()
        .map(|(route, recipe)| {
            let mut found = Findings::default();
            let sheet = sheet(context, route, recipe);
            let key = key(context, recipe, sheet.as_ref());
            if key.is_some_and(|key| keep(route, key)) {
                return Ok(found);
            }
            let bytes = match sheet {
                Some(sheet) => html(context, route, sheet, &mut found),
                None => render(loaded, context, route, recipe, &mut found)?,
            };
            // What a template could not make is told of at each build, and so not kept.
            let key = key.filter(|_| found.list().is_empty());
            take(route, recipe, Made { bytes, key })?;
            Ok(found)
        })
        .collect()
}

/// Makes all outputs and hands them to `sink`, but for those that it keeps; `done` is told of
/// each. `build.json` is a second stage: it reads the others.
///
/// # Errors
/// When the machine fails.
pub fn outputs(
    files: &Files,
    loaded: &Loaded,
    found: &mut Findings,
    sink: &dyn Sink,
    done: &Done<'_>,
) -> Result<(), Failure> {
    let context = loaded.context(files);
    let first_stage: Vec<(&Route, &Recipe)> =
        loaded.plan.iter().filter(|(_, recipe)| **recipe != Recipe::Manifest).collect();
    let keep = |route: &Route, key: Key| {
        let kept = sink.keep(route, key);
        if kept {
            done(route, false);
        }
        kept
    };
    let take = |route: &Route, recipe: &Recipe, made: Made| {
        sink.take(route, recipe.turn(&context), made)?;
        done(route, true);
        Ok(())
    };
    for faults in made(loaded, &context, first_stage, &keep, &take)? {
        theme::add_once(faults, files, found);
    }
    check::settle(&loaded.site, found);
    tell_of_all(sink)
}

/// Makes the outputs at some routes and leaves all others as they are; says whether that could be
/// done. Where a template cannot show one of them, it could not.
///
/// # Errors
/// When the machine fails.
pub fn some_outputs(
    files: &Files,
    loaded: &Loaded,
    routes: &[Route],
    sink: &dyn Sink,
    done: &Done<'_>,
) -> Result<bool, Failure> {
    let context = loaded.context(files);
    let chosen = routes.iter().filter_map(|route| Some((route, loaded.plan.get(route)?))).collect();
    let take = |route: &Route, recipe: &Recipe, made: Made| {
        sink.take(route, recipe.turn(&context), made)?;
        done(route, true);
        Ok(())
    };
    let faults = made(loaded, &context, chosen, &|route, key| sink.keep(route, key), &take)?;
    if faults.iter().any(|found| !found.list().is_empty()) {
        return Ok(false);
    }
    sink.leave_rest();
    tell_of_all(sink).map(|()| true)
}

/// Makes `build.json`.
fn tell_of_all(sink: &dyn Sink) -> Result<(), Failure> {
    let manifest = manifest::json(sink.taken());
    sink.take(&Route::new("/build.json"), Turn::Manifest, Made { bytes: manifest.into_bytes(), key: None })
}
