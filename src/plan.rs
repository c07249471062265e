//! The plan: which routes exist, and how the output at each is made. Nothing is made here.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::OnceLock;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::assets::Assets;
use crate::assets::identity::Icon;
use crate::assets::pictures::Form;
#[cfg(feature = "images")]
use crate::assets::previews::Card;
use crate::diagnostics::FileId;
use crate::files::Files;
use crate::render::addresses::{
    a_to_z_route, corrections_route, data_route, not_found_route, part_route, search_route, topic_route,
};
use crate::render::calendars::calendars;
use crate::render::feeds::{Feed, json_route};
use crate::render::files::file_route;
use crate::render::open_data::DataForm;
#[cfg(feature = "images")]
use crate::render::preview;
use crate::render::{Context, corrections, found, lists, sitemap, vcards};
use crate::resolve::SubjectIx;
use crate::site::hosts::Host;
use crate::site::{Lang, Route};

/// Files of `static/` that may stand before what Plenary makes.
pub const STATIC_FIRST: [&str; 3] = ["robots.txt", "favicon.ico", "CNAME"];

/// How an output is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recipe {
    /// The page of a subject in a language.
    Page(SubjectIx, Lang),
    /// The page of a topic, by the last part of its address; all topics where there is none.
    Topic(Option<String>, Lang),
    /// A further part of a long list: the list, and the part's number from 2.
    Part(Box<Recipe>, usize),
    /// Everything from A to Z.
    AToZ(Lang),
    /// The page of public corrections.
    Corrections(Lang),
    /// The feed of public corrections.
    CorrectionsFeed(Lang),
    /// The page that says what open data there is.
    DataPage(Lang),
    /// A file of open data.
    Data(DataForm, Lang),
    /// The page on which one searches.
    Search(Lang),
    /// The page for what is not there.
    NotFound(Lang),
    /// The page of a redirect, by its number.
    Redirect(usize),
    /// A page of a feed, from 1.
    Feed(Feed, Lang, usize),
    /// The feed of the site as JSON.
    JsonFeed(Lang),
    /// The calendar of a body, or of the site.
    Calendar(Option<SubjectIx>, Lang),
    /// The contact card of a record.
    ContactCard(SubjectIx, Lang),
    /// The sitemap.
    Sitemap,
    /// One of the files of a sitemap that has several, from 1.
    SitemapFile(usize),
    /// `robots.txt`.
    Robots,
    /// A fingerprinted file.
    Asset,
    /// A form of the picture in a file.
    Picture(FileId, Form),
    /// An icon that is drawn.
    Icon(Icon),
    /// A picture for link previews.
    #[cfg(feature = "images")]
    Preview(Card),
    /// A file copied as it is.
    File(FileId),
    /// A file for a host, of pages and other outputs.
    Host,
    /// `build.json`, of all other outputs, as is what search finds; its files are known only once they are made.
    Manifest,
}

/// Which routes exist and how each is made.
#[derive(Debug, Default)]
pub struct Plan {
    recipes: BTreeMap<Route, Recipe>,
    /// Pictures for link previews, once they were asked for.
    previews: OnceLock<BTreeMap<Route, Recipe>>,
    /// Files of `static/` at addresses that Plenary makes; they are not published.
    pub in_the_way: Vec<FileId>,
    /// What was to be made at an address that something else has.
    pub refused: Vec<(Route, Recipe)>,
}

/// When an output goes online: what a page loads or names stands before it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Turn {
    /// Files that pages load: styles, pictures, documents.
    File,
    /// Pages.
    Page,
    /// What leads to pages: sections, topics, redirects, feeds, calendars, the sitemap.
    List,
    /// `build.json`, which speaks of all others.
    Manifest,
}

impl Recipe {
    /// Whether a template makes a page of it, for people to read.
    pub fn is_page(&self) -> bool {
        matches!(
            self,
            Self::Page(..)
                | Self::Topic(..)
                | Self::Part(..)
                | Self::AToZ(_)
                | Self::DataPage(_)
                | Self::Corrections(_)
                | Self::Search(_)
                | Self::NotFound(_)
                | Self::Redirect(_)
        )
    }

    /// Whether the output is made of others, once those are made.
    pub fn is_second(&self) -> bool {
        matches!(self, Self::Host | Self::Manifest)
    }

    /// When the output goes online.
    pub fn turn(&self, context: &Context<'_>) -> Turn {
        match self {
            Self::Asset | Self::Icon(_) | Self::Picture(..) | Self::File(_) => Turn::File,
            #[cfg(feature = "images")]
            Self::Preview(_) => Turn::File,
            Self::Page(ix, _) if context.graph.subjects.get(*ix).section => Turn::List,
            Self::Page(..) | Self::NotFound(_) => Turn::Page,
            Self::Topic(..)
            | Self::Part(..)
            | Self::AToZ(_)
            | Self::Corrections(_)
            | Self::CorrectionsFeed(_)
            | Self::DataPage(_)
            | Self::Data(..)
            | Self::Search(_)
            | Self::Redirect(_)
            | Self::Feed(..)
            | Self::JsonFeed(_)
            | Self::Calendar(..)
            | Self::ContactCard(..)
            | Self::Sitemap
            | Self::SitemapFile(_)
            | Self::Robots
            | Self::Host => Turn::List,
            Self::Manifest => Turn::Manifest,
        }
    }
}

impl Plan {
    /// Plans the outputs of a site.
    pub fn new(files: &Files, context: &Context<'_>) -> Self {
        let mut plan = Self::default();
        for (route, place) in context.graph.routes.iter() {
            let below = context.graph.sections.below(place.subject, place.lang).len();
            plan.list(context, route.clone(), Recipe::Page(place.subject, place.lang), below);
        }
        for lang in context.site.config.langs() {
            plan.language(context, lang);
        }
        for (i, redirect) in context.graph.routes.redirects.iter().enumerate() {
            plan.add(redirect.from.clone(), Recipe::Redirect(i));
        }
        if !context.site.config.base.origin.is_empty() {
            plan.add(sitemap::route(), Recipe::Sitemap);
            let files = sitemap::files(context);
            for number in (1..=files).filter(|_| files > 1) {
                plan.add(sitemap::file_route(number), Recipe::SitemapFile(number));
            }
        }
        plan.add(Route::new("/robots.txt"), Recipe::Robots);
        plan.add(Route::new("/build.json"), Recipe::Manifest);
        for file in context.site.config.hosts().into_iter().flat_map(Host::files) {
            let route = Route::of_file(file);
            // Two hosts may have files of one name, which is told of by itself.
            if plan.recipes.get(&route) != Some(&Recipe::Host) {
                plan.add(route, Recipe::Host);
            }
        }
        for asset in context.assets.iter() {
            plan.add(asset.route.clone(), Recipe::Asset);
        }
        let own = |icon: &Icon| files.find(&format!("static/{}", icon.path())).is_some();
        for icon in Icon::ALL.into_iter().filter(|icon| cfg!(feature = "images") && !own(icon)) {
            plan.add(icon.route(), Recipe::Icon(icon));
        }
        plan.pictures(files, context);
        for id in &context.graph.links.linked {
            let clean = context.pictures.get(*id).is_some_and(|picture| picture.forms() == [Form::Clean]);
            // A browser shows an SVG that is linked to as a page of the site, on which it must run nothing.
            let recipe = if clean { Recipe::Picture(*id, Form::Clean) } else { Recipe::File(*id) };
            let route = file_route(files.get(*id));
            if plan.recipes.get(&route) != Some(&recipe) {
                plan.add(route, recipe);
            }
        }
        for (id, file) in files.below("static").filter(|(_, file)| !Assets::is_asset(&file.path)) {
            let path = file.path.strip_prefix("static/").unwrap_or(&file.path);
            let route = Route::of_file(path);
            let is_made = plan.recipes.contains_key(&route)
                || (context.site.config.is_searched() && found::is_index(&route));
            if is_made && !STATIC_FIRST.contains(&path) {
                plan.in_the_way.push(id);
            } else {
                plan.recipes.insert(route, Recipe::File(id));
            }
        }
        plan
    }

    fn language(&mut self, context: &Context<'_>, lang: Lang) {
        self.add(not_found_route(context, lang), Recipe::NotFound(lang));
        self.add(a_to_z_route(context, lang), Recipe::AToZ(lang));
        self.add(data_route(context, lang), Recipe::DataPage(lang));
        if context.graph.corrections.are_there(lang) {
            self.add(corrections_route(context, lang), Recipe::Corrections(lang));
        }
        if let Some(route) = corrections::feed_route(context, lang) {
            self.add(route, Recipe::CorrectionsFeed(lang));
        }
        for form in DataForm::ALL.into_iter().filter(|form| lang == Lang::DEFAULT || form.is_of_a_language())
        {
            if let Some(route) = form.route(context, lang) {
                self.add(route, Recipe::Data(form, lang));
            }
        }
        if found::is_there(context, lang) {
            self.add(search_route(context, lang), Recipe::Search(lang));
        }
        let mut topics = context.graph.topics.of(lang).peekable();
        if topics.peek().is_some() {
            self.add(topic_route(context, lang, None), Recipe::Topic(None, lang));
        }
        for topic in topics {
            let route = topic_route(context, lang, Some(topic));
            self.list(context, route, Recipe::Topic(Some(topic.slug.clone()), lang), topic.subjects.len());
        }
        for feed in Feed::all(context, lang) {
            for part in 1..=feed.parts(context, lang) {
                if let Some(route) = feed.route(context, lang, part) {
                    self.add(route, Recipe::Feed(feed.clone(), lang, part));
                }
            }
            if feed == Feed::Site {
                self.add(json_route(context, lang), Recipe::JsonFeed(lang));
            }
        }
        for (ix, _) in context.graph.subjects.iter() {
            if let Some(route) = vcards::route(context, ix, lang) {
                self.add(route, Recipe::ContactCard(ix, lang));
            }
        }
        for (body, route) in calendars(context, lang) {
            self.add(route, Recipe::Calendar(body, lang));
        }
    }

    /// The pictures that pages show: in all their forms, else as they are.
    fn pictures(&mut self, files: &Files, context: &Context<'_>) {
        for id in &context.graph.links.shown {
            let forms = context.pictures.get(*id).map(|picture| (picture, picture.forms()));
            let Some((picture, forms)) = forms.filter(|(_, forms)| !forms.is_empty()) else {
                self.add(file_route(files.get(*id)), Recipe::File(*id));
                continue;
            };
            for form in forms {
                // The same picture may lie in two files of one name; its address is of its bytes.
                self.recipes.entry(picture.route(form)).or_insert(Recipe::Picture(*id, form));
            }
        }
    }

    /// Adds a page and, where it lists more entries than fit on one, its further parts.
    fn list(&mut self, context: &Context<'_>, route: Route, recipe: Recipe, length: usize) {
        for part in 2..=lists::count(context, length) {
            self.add(part_route(&route, part), Recipe::Part(Box::new(recipe.clone()), part));
        }
        self.add(route, recipe);
    }

    /// Adds a recipe; what has the address already stays, and the collision is remembered.
    fn add(&mut self, route: Route, recipe: Recipe) {
        match self.recipes.entry(route) {
            Entry::Occupied(there) => self.refused.push((there.key().clone(), recipe)),
            Entry::Vacant(free) => {
                free.insert(recipe);
            }
        }
    }

    /// Pictures for link previews, each once, however many pages have it. Only who asks for them waits
    /// until the title of every page was read.
    pub fn previews(&self, context: &Context<'_>) -> &BTreeMap<Route, Recipe> {
        self.previews.get_or_init(|| {
            let recipes: Vec<&Recipe> = self.recipes.values().collect();
            recipes.into_par_iter().filter_map(|recipe| preview(context, recipe)).collect()
        })
    }

    /// All routes and how they are made, by address; but for previews.
    pub fn iter(&self) -> impl Iterator<Item = (&Route, &Recipe)> {
        self.recipes.iter()
    }

    /// How the output at a route is made.
    pub fn get(&self, route: &Route) -> Option<&Recipe> {
        self.recipes.get(route)
    }

    /// How many pages there are to read.
    pub fn pages(&self) -> usize {
        let leads_on =
            |recipe: &Recipe| matches!(recipe, Recipe::Search(_) | Recipe::NotFound(_) | Recipe::Redirect(_));
        let page = |recipe: &&Recipe| recipe.is_page() && !leads_on(recipe);
        self.recipes.values().filter(page).count()
    }
}

/// The address of the preview of a page, and how it is made; none where a recipe makes no page that has one.
#[cfg(feature = "images")]
fn preview(context: &Context<'_>, recipe: &Recipe) -> Option<(Route, Recipe)> {
    let card = match recipe {
        Recipe::Page(ix, lang) => preview::card_of_subject(context, *ix, *lang),
        Recipe::Topic(None, lang) => {
            preview::card_of_made(context, &context.words(*lang).get("topics"), *lang)
        }
        Recipe::Topic(Some(slug), lang) => {
            let topic = context.graph.topics.of(*lang).find(|topic| topic.slug == *slug)?;
            preview::card_of_made(context, &context.topic_title(topic, *lang), *lang)
        }
        Recipe::DataPage(lang) => preview::card_of_made(context, &context.words(*lang).get("data"), *lang),
        Recipe::Corrections(lang) => {
            preview::card_of_made(context, &context.words(*lang).get("corrections"), *lang)
        }
        Recipe::AToZ(lang) => preview::card_of_made(context, &context.words(*lang).get("a-z"), *lang),
        _ => None,
    }?;
    Some((preview::route(context, &card), Recipe::Preview(card)))
}

#[cfg(not(feature = "images"))]
fn preview(_: &Context<'_>, _: &Recipe) -> Option<(Route, Recipe)> {
    None
}
