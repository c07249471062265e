//! The table of contents: files → nouns → relations → checks → plan → bytes.
//!
//! [`load`] makes everything of a site but its outputs ([`prepare`] what pages need, [`check()`] the
//! findings), the [`Plan`] says which routes exist and how each is made, [`render`] makes one,
//! [`outputs()`] makes all and hands each to a [`Sink`] ([`second`]: those that are made of others), [`samples()`] makes some and drops them. [`edit`] takes
//! in another text, and [`memory`] is what one build leaves for the next. None of them touches the
//! clock or the environment, and the disk only through [`Files`].

pub mod budget;
pub mod compressed;
pub mod edit;
pub mod edition;
pub mod guard;
pub mod memory;
pub mod outputs;
pub mod samples;
pub mod second;
pub mod sink;

use std::collections::BTreeSet;
use std::sync::Arc;

pub use edition::Edition;
pub use outputs::{outputs, render, some_outputs};
pub use samples::samples;
pub use sink::{Done, Key, Made, Sink};

use crate::assets::{Assets, Pictures};
use crate::check::Unexplained;
use crate::diagnostics::{Findings, Span};
use crate::error::Failure;
use crate::files::Files;
use crate::plan::Plan;
use crate::render::{Context, Theme, Words, html};
use crate::resolve::Graph;
use crate::resolve::today::{Now, Today};
use crate::site::config::Base;
use crate::site::{Lang, Published, Route, Site};
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
    /// For whom the site is built.
    pub edition: Edition,
}

/// A site, read, resolved and checked, with the plan of its outputs. A copy shares its parts with the
/// original.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// What the author wrote.
    pub site: Site,
    /// What follows from it.
    pub graph: Arc<Graph>,
    /// The pictures of pages.
    pub pictures: Arc<Pictures>,
    /// Files of the theme and styles.
    pub assets: Arc<Assets>,
    /// The interface's words by language.
    pub words: Arc<Vec<Words>>,
    /// The templates.
    pub theme: Arc<Theme>,
    /// Which routes exist and how each is made.
    pub plan: Arc<Plan>,
    /// For whom it is built.
    pub edition: Edition,
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
pub fn prepare(files: &Files, options: &Options, found: Findings) -> Result<Loaded, Failure> {
    prepare_after(files, options, &BTreeSet::new(), found)
}

/// The same where a site is online already, of which these addresses are known to be published.
///
/// # Errors
/// When the machine fails.
pub fn prepare_after(
    files: &Files,
    options: &Options,
    online: &BTreeSet<Route>,
    mut found: Findings,
) -> Result<Loaded, Failure> {
    let mut site = read::read(files, options.base.as_ref(), &mut found);
    let known: BTreeSet<Route> = site.published.iter().map(|once| once.route.clone()).collect();
    let span = Span::new(site.config.places.file, 0, 0);
    site.published.extend(online.difference(&known).map(|route| Published { route: route.clone(), span }));
    let today = Today::new(options.now, &site.config.zone);
    let graph = resolve::resolve(&site, files, today, options.drafts, &mut found);
    around(files, site, graph, options.edition, found)
}

/// What pages need beside the site and its relations: pictures, words, styles, templates, and the plan.
fn around(
    files: &Files,
    site: Site,
    graph: Graph,
    edition: Edition,
    mut found: Findings,
) -> Result<Loaded, Failure> {
    let graph = Arc::new(graph);
    let pictures = Arc::new(Pictures::new(files, &graph.links)?);
    let assets = Arc::new(Assets::new(files, &site.config)?);
    let (own, calendar) = (&site.config.language(Lang::DEFAULT).tag, site.config.calendar);
    let languages = site.config.languages.iter();
    let words: Arc<Vec<Words>> =
        Arc::new(languages.map(|l| Words::new(&l.tag, own, calendar, files, &mut found)).collect());
    let theme = Arc::new(Theme::load(files, &site.config, &words, &assets));
    let context = Context::new(files, &site, &graph, &assets, &pictures, &theme, &words);
    let plan = Arc::new(Plan::new(files, &context));
    let unexplained = Unexplained::new();
    Ok(Loaded { site, graph, pictures, assets, words, theme, plan, edition, found, unexplained })
}

/// Checks a site that is prepared, and settles what was found.
pub fn check(files: &Files, loaded: &mut Loaded) {
    let found = std::mem::take(&mut loaded.found);
    (loaded.found, loaded.unexplained) = checked(files, loaded, found);
}

/// What is found in a site that is prepared, with what was found so far, settled; and the acronyms that
/// nothing explains.
pub fn checked(files: &Files, loaded: &Loaded, mut found: Findings) -> (Findings, Unexplained) {
    let unexplained = check::check(
        files,
        &loaded.site,
        &loaded.graph,
        &loaded.pictures,
        &loaded.assets,
        &loaded.theme,
        &loaded.plan,
        &mut found,
    );
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
        Context::new(files, &self.site, &self.graph, &self.assets, &self.pictures, &self.theme, &self.words)
    }
}
