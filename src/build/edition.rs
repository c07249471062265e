//! Editions: the site as it is published, or one that is not (`--preview`, `--portable`).
//!
//! They are made of what templates have made, so that no template of a site can leave out the band of a
//! preview, or have a link that leads nowhere from a folder.

use serde::{Deserialize, Serialize};

use crate::files::ending;
use crate::formats::portable::{self, Place};
use crate::formats::preview::{self, Band};
use crate::formats::robots;
use crate::plan::{Plan, Recipe};
use crate::render::Context;
use crate::resolve::routes::Goal;
use crate::site::{Lang, Route};

/// For whom a site is built.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    /// Every page says that it is a preview, and no search engine may list any.
    pub preview: bool,
    /// Links lead from file to file, so that pages can be read from a folder, without a server.
    pub portable: bool,
}

impl Edition {
    /// Whether an output is made: a folder needs nothing that is for programs on the network, nor what searches.
    pub fn has(self, route: &Route, recipe: &Recipe) -> bool {
        let is_left_out = match recipe {
            Recipe::Robots | Recipe::Sitemap | Recipe::SitemapFile(_) => true,
            #[cfg(feature = "images")]
            Recipe::Preview(_) => true,
            _ => route.as_str().starts_with("/assets/search."),
        };
        !(self.portable && is_left_out)
    }

    /// What an output is made of beside what it is made of in every edition; none where that is all.
    pub fn key(self, route: &Route) -> Option<[u8; 2]> {
        let differs = is_html(route) || is_style(route) || robots::is_robots(route);
        (differs && self != Self::default()).then_some([u8::from(self.preview), u8::from(self.portable)])
    }

    /// A page as it says that it is not published.
    pub fn marked(self, context: &Context<'_>, recipe: &Recipe, html: &str) -> Option<String> {
        self.preview.then(|| {
            let lang = lang(context, recipe);
            let (language, words) = (context.language(lang), context.words(lang));
            let [name, text] = ["preview-band-name", "preview-band"].map(|key| words.get(key));
            preview::page(html, &Band { lang: &language.tag, dir: language.dir, name, text })
        })
    }

    /// A page or style whose links lead from file to file.
    pub fn moved(
        self,
        context: &Context<'_>,
        plan: &Plan,
        (route, recipe): (&Route, &Recipe),
        text: &str,
    ) -> Option<String> {
        self.portable.then(|| {
            let is_there = |route: &Route| plan.get(route).is_some();
            let place = Place { base: &context.site.config.base, here: route, is_there: &is_there };
            if is_style(route) {
                return portable::style(text, &place);
            }
            let is_search = matches!(recipe, Recipe::Search(_));
            let notice = is_search.then(|| context.words(lang(context, recipe)).get("search-not-here"));
            portable::page(text, &place, notice.as_deref())
        })
    }
}

/// Whether an output is a page by its name.
pub fn is_html(route: &Route) -> bool {
    matches!(ending(&route.file()).to_ascii_lowercase().as_str(), "html" | "htm")
}

fn is_style(route: &Route) -> bool {
    ending(&route.file()).eq_ignore_ascii_case("css")
}

/// The language of a page's own words.
fn lang(context: &Context<'_>, recipe: &Recipe) -> Lang {
    match recipe {
        Recipe::Page(_, lang)
        | Recipe::Topic(_, lang)
        | Recipe::AToZ(lang)
        | Recipe::Corrections(lang)
        | Recipe::DataPage(lang)
        | Recipe::Search(lang)
        | Recipe::NotFound(lang) => *lang,
        Recipe::Part(list, _) => lang(context, list),
        Recipe::Redirect(i) => match &context.graph.routes.redirects[*i].to {
            Goal::Page(place) => place.lang,
            _ => Lang::DEFAULT,
        },
        _ => Lang::DEFAULT,
    }
}
