//! Pages of old addresses: they lead on without script.

use schemars::JsonSchema;
use serde::Serialize;

use crate::diagnostics::Findings;
use crate::render::{Context, theme};
use crate::resolve::routes::{Goal, Redirect};
use crate::site::Lang;

/// What the template `redirect.html` reads as `redirect`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RedirectView {
    /// Where it leads, as a link.
    pub url: String,
    /// Where it leads, as a whole address.
    pub absolute: String,
    /// The title of the page it leads to; its address where it has none.
    pub title: String,
    /// The language.
    pub lang: String,
    /// Its direction.
    pub dir: &'static str,
}

/// The page of a redirect.
pub fn page(context: &Context<'_>, redirect: &Redirect, found: &mut Findings) -> String {
    let base = &context.site.config.base;
    let (lang, url, absolute, title) = match &redirect.to {
        Goal::Page(place) => {
            let route = context.graph.routes.of(place.subject, place.lang);
            let url = route.map(|r| r.href(base)).unwrap_or_default();
            let absolute = route.map(|r| r.absolute(base)).unwrap_or_default();
            (place.lang, url, absolute, context.name(place.subject, place.lang).text)
        }
        Goal::Local(route) => (Lang::DEFAULT, route.href(base), route.absolute(base), route.to_string()),
        Goal::Elsewhere(url) => (Lang::DEFAULT, url.clone(), url.clone(), url.clone()),
    };
    let behind = &redirect.behind;
    let (url, absolute) = (format!("{url}{behind}"), format!("{absolute}{behind}"));
    let language = context.language(lang);
    let view = RedirectView { url, absolute, title, lang: language.tag.clone(), dir: language.dir };
    let views = [("redirect", theme::value(&view))];
    context.theme.render("redirect.html", &language.tag, &views, context.files).unwrap_or_else(|fault| {
        let what = format!("the redirect from {} cannot be made", redirect.from);
        found.add(theme::diagnostic(&fault, context.files, &what));
        String::new()
    })
}
