//! Addresses of pages that Plenary makes beside those of the site's own.

use super::context::Context;
use super::found;
use crate::resolve::routes::page_route;
use crate::resolve::topics::Topic;
use crate::site::{Lang, Route};

impl Context<'_> {
    /// The address of a language's home page.
    pub fn home(&self, lang: Lang) -> Route {
        match lang {
            Lang::DEFAULT => Route::new("/"),
            lang => Route::new(&format!("/{}/", self.language(lang).tag)),
        }
    }

    /// An address on this site, with its anchor, as a link for a reader of a language.
    pub fn local(&self, address: &str, lang: Lang) -> String {
        let (path, anchor) =
            address.split_once('#').map_or((address, None), |(path, anchor)| (path, Some(anchor)));
        let route = page_route(path);
        let page =
            self.graph.routes.find(&route).and_then(|place| self.graph.routes.nearest(place.subject, lang));
        let route = page.map_or_else(|| self.made(&route, lang), |(route, _)| route.clone());
        let anchor = anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default();
        format!("{}{anchor}", route.href(&self.site.config.base))
    }

    /// A list that Plenary makes, in the reader's language where it is there too.
    pub fn made(&self, route: &Route, lang: Lang) -> Route {
        let has_topics = self.graph.topics.of(lang).next().is_some();
        let has_search = found::is_there(self, lang);
        let has_corrections = self.graph.corrections.are_there(lang);
        for (list, there) in [
            ("a-z/", true),
            ("data/", true),
            ("topics/", has_topics),
            ("search/", has_search),
            ("corrections/", has_corrections),
        ] {
            let meant = self.site.config.langs().any(|any| self.home(any).join(list) == *route);
            if meant && there {
                return self.home(lang).join(list);
            }
        }
        route.clone()
    }
}

/// The address of a topic's page, or of the list of topics where none is given.
pub fn topic_route(context: &Context<'_>, lang: Lang, topic: Option<&Topic>) -> Route {
    let rest = topic.map_or_else(String::new, |topic| format!("{}/", topic.slug));
    context.home(lang).join(&format!("topics/{rest}"))
}

/// The address of everything from A to Z.
pub fn a_to_z_route(context: &Context<'_>, lang: Lang) -> Route {
    context.home(lang).join("a-z/")
}

/// The address of the public corrections.
pub fn corrections_route(context: &Context<'_>, lang: Lang) -> Route {
    context.home(lang).join("corrections/")
}

/// The address of the page on which one searches.
pub fn search_route(context: &Context<'_>, lang: Lang) -> Route {
    context.home(lang).join("search/")
}

/// The address of the page for what is not there.
pub fn not_found_route(context: &Context<'_>, lang: Lang) -> Route {
    context.home(lang).join("404.html")
}

/// The address of a further part of a long list; the first part has the list's own.
pub fn part_route(list: &Route, part: usize) -> Route {
    if part == 1 { list.clone() } else { list.join(&format!("page/{part}/")) }
}

/// The address of the page of open data, below which its files lie.
pub fn data_route(context: &Context<'_>, lang: Lang) -> Route {
    context.home(lang).join("data/")
}
