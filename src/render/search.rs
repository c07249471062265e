//! The page on which one searches.

use super::addresses::search_route;
use super::context::Context;
use super::found::{FOLDER, SCRIPT, found_as, is_there};
use super::frame::{frame, home_link};
use super::languages::languages;
use super::views::{ChoiceView, SearchPage};
use crate::site::{Kind, Lang, Route};

/// The page on which a reader of a language searches.
pub fn page(context: &Context<'_>, route: &Route, lang: Lang) -> SearchPage {
    let words = context.words(lang);
    let mut page = frame(context, route, lang, "search", words.get("search"));
    page.description = None;
    page.breadcrumbs = vec![home_link(context, lang)];
    page.languages =
        languages(context, lang, |to| is_there(context, to).then(|| (search_route(context, to), true)));
    let has = |kind: &Kind| {
        context.graph.subjects.iter().any(|(ix, _)| found_as(context, ix, lang) == Some(kind.name()))
    };
    let kind = |kind: Kind| ChoiceView {
        value: kind.name().to_owned(),
        title: words.get(kind.folder().unwrap_or("pages")),
    };
    let topic = |name: &str| ChoiceView { value: context.set(name, lang), title: context.set(name, lang) };
    SearchPage {
        page,
        script: Route::new(&format!("{FOLDER}{SCRIPT}")).href(&context.site.config.base),
        kinds: Kind::ALL.into_iter().filter(has).map(kind).collect(),
        topics: context.graph.topics.of(lang).map(|of| topic(&of.name)).collect(),
    }
}
