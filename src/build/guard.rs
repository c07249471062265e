//! The policy while outputs are made: what each needs of it, and the policy that pages bear themselves.
//!
//! What all pages need is known when all are made, and pages that bear the policy are made of it. So they are
//! made for what the pages of the last build needed, at first for what those of the built-in theme do, and
//! made again where that has changed.

use std::collections::{BTreeMap, BTreeSet};

use super::Loaded;
use super::edition::{Edition, is_html};
use super::sink::{Key, Sink};
use crate::check::site::policy::faults;
use crate::diagnostics::Findings;
use crate::digest::short;
use crate::formats::policy::html::of_page;
use crate::formats::policy::scripts::of_script;
use crate::formats::policy::seen::Seen;
use crate::formats::policy::styles::of_style;
use crate::formats::policy::{Directive, Needed, Needs, Origin, Policies, REFERRER, SEARCH_REFERRER, page};
use crate::plan::{Plan, Recipe};
use crate::render::Context;
use crate::render::addresses::search_route;
use crate::site::Route;

/// How files of sound and film end that browsers play by themselves.
const MEDIA: [&str; 10] = ["flac", "m4a", "m4v", "mp3", "mp4", "oga", "ogg", "ogv", "wav", "webm"];

/// Watches over what outputs need.
pub struct Guard<'a> {
    plan: &'a Plan,
    edition: Edition,
    /// What the outputs of the last build needed, by path.
    before: BTreeMap<String, Needs>,
    /// The pages on which one searches.
    search: BTreeSet<String>,
    is_searched: bool,
    /// The policies that pages bear; none where the site's hosts send them.
    in_page: Option<Policies>,
}

impl<'a> Guard<'a> {
    /// Begins with what outputs needed before.
    pub fn before(loaded: &'a Loaded, context: &Context<'_>, sink: &dyn Sink) -> Self {
        let config = &context.site.config;
        let before = sink.needed_before();
        let search = config.langs().map(|lang| search_route(context, lang).file()).collect();
        let (plan, edition) = (&*loaded.plan, loaded.edition);
        let mut guard =
            Self { plan, edition, before, search, is_searched: config.is_searched(), in_page: None };
        let mut needed = Needed::default();
        guard.add_rest(&mut needed, &[]);
        for directive in [Directive::Style, Directive::Image] {
            needed.site.insert(directive, Origin::Own);
        }
        // What the own origin of a file on a disk is, the standard leaves to browsers (URL, section 4.7).
        if config.in_page_policy() && !edition.portable {
            guard.in_page = Some(Policies::new(&needed, guard.is_searched).in_page());
        }
        guard
    }

    /// Whether an output is for searching alone, by its path.
    pub fn is_search(&self, path: &str) -> bool {
        self.search.contains(path) || path.starts_with("assets/search.")
    }

    /// What was made of `key` in an edition, as a page that bears the policy is made of all three.
    pub fn key(&self, key: Key, route: &Route, recipe: &Recipe) -> Key {
        let key = self.edition.key(route).map_or(key, |edition| short(&[&key, &edition]));
        match self.policy(route, recipe) {
            Some(policy) => short(&[&key, policy.as_bytes()]),
            None => key,
        }
    }

    /// What an output needs that was left as it is.
    pub fn kept(&self, route: &Route) -> Needs {
        self.before.get(&route.file()).cloned().unwrap_or_default()
    }

    /// The policy that a page bears.
    fn policy(&self, route: &Route, recipe: &Recipe) -> Option<&str> {
        let in_page = self.in_page.as_ref().filter(|_| recipe.is_page())?;
        Some(in_page.of(self.search.contains(&route.file())))
    }

    /// An output in its edition, with the policy that it bears, what it needs, and what is wrong with that.
    pub fn look(
        &self,
        context: &Context<'_>,
        route: &Route,
        recipe: &Recipe,
        bytes: Vec<u8>,
        found: &mut Findings,
    ) -> (Vec<u8>, Needs) {
        let text = || String::from_utf8_lossy(&bytes);
        let is_of_site = recipe.is_page() || matches!(recipe, Recipe::Asset | Recipe::File(_));
        let ending = route.file().rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
        let origins = &context.site.config.origins;
        match ending.as_str() {
            "html" | "htm" if is_of_site => {
                let Seen { needs, others, forbidden } = of_page(&text(), origins);
                faults(context, route, recipe, &others, &forbidden, found);
                (self.edited(context, route, recipe, bytes), needs)
            }
            "css" if is_of_site => {
                let needs = of_style(&text(), origins);
                (self.edited(context, route, recipe, bytes), needs)
            }
            "js" | "mjs" if is_of_site => {
                let needs = of_script(&text(), origins);
                (bytes, needs)
            }
            // A browser plays a file of sound or film that is opened by itself in a page of its own making, which
            // bears the policy of the file's answer.
            ending if is_of_site && MEDIA.contains(&ending) => {
                let mut needs = Needs::default();
                needs.insert(Directive::Media, Origin::Own);
                (bytes, needs)
            }
            _ => (bytes, Needs::default()),
        }
    }

    /// A page or style in its edition, with the policy that a page bears. A file of the site in another encoding
    /// than UTF-8 stays as it is.
    fn edited(&self, context: &Context<'_>, route: &Route, recipe: &Recipe, bytes: Vec<u8>) -> Vec<u8> {
        let mut text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(other) => return other.into_bytes(),
        };
        if is_html(route) {
            text = self.edition.marked(context, recipe, &text).unwrap_or(text);
            if let Some(policy) = self.policy(route, recipe) {
                let is_search = self.search.contains(&route.file());
                text = page::with(&text, policy, if is_search { SEARCH_REFERRER } else { REFERRER });
            }
        }
        let moved = self.edition.moved(context, self.plan, (route, recipe), &text);
        moved.unwrap_or(text).into_bytes()
    }

    /// Adds what outputs need that are not made this time.
    pub fn add_rest(&self, needed: &mut Needed, made: &[Route]) {
        let made: BTreeSet<String> = made.iter().map(Route::file).collect();
        for (path, needs) in self.before.iter().filter(|(path, _)| !made.contains(*path)) {
            needed.add(self.is_search(path), needs);
        }
    }

    /// The policies for what all outputs need.
    pub fn policies(&self, needed: &Needed) -> Policies {
        Policies::new(needed, self.is_searched)
    }

    /// Whether the policies that pages bear are those for what all need; from now on they are.
    pub fn holds(&mut self, needed: &Needed) -> bool {
        let Some(in_page) = &mut self.in_page else { return true };
        let right = Policies::new(needed, self.is_searched).in_page();
        std::mem::replace(in_page, right.clone()) == right
    }
}
