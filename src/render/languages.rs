//! A page in the site's languages: its menu of languages, and what search engines are told.

use super::context::Context;
use super::views::{AlternateView, LanguageView};
use crate::locale::names;
use crate::resolve::SubjectIx;
use crate::site::{Lang, Route};

/// The languages in which a subject is written; all of them where Plenary makes its page.
pub fn subject_languages(context: &Context<'_>, ix: SubjectIx) -> Vec<Lang> {
    let subject = context.graph.subjects.get(ix);
    let own = |lang: &Lang| subject.version(*lang).is_some() || subject.source.is_none();
    context.site.config.langs().filter(own).collect()
}

/// A subject in the languages in which it is written, for search engines.
pub fn subject_alternates(context: &Context<'_>, ix: SubjectIx) -> Vec<AlternateView> {
    let there = subject_languages(context, ix);
    alternates(context, |lang| context.graph.routes.of(ix, lang).filter(|_| there.contains(&lang)).cloned())
}

/// A page in the languages in which it is there, for search engines: each names all, and the one for readers
/// of none of them. Empty where that is one. `of` gives its address in a language.
pub fn alternates(context: &Context<'_>, of: impl Fn(Lang) -> Option<Route>) -> Vec<AlternateView> {
    let config = &context.site.config;
    let view = |lang: Lang| {
        let url = of(lang)?.absolute(&config.base);
        Some(AlternateView { hreflang: context.language(lang).tag.clone(), url })
    };
    let mut list: Vec<AlternateView> = config.langs().filter_map(view).collect();
    if config.base.origin.is_empty() || list.len() < 2 {
        return Vec::new();
    }
    let first = list[0].url.clone();
    list.push(AlternateView { hreflang: "x-default".to_owned(), url: first });
    list
}

/// The order of the six languages of the United Nations: that of their names in English.
const UNITED_NATIONS: [&str; 6] = ["ar", "zh", "en", "fr", "ru", "es"];

/// The menu of languages; empty on a site of one language. `of` gives the address of the page in a language,
/// and whether it is there in it: where it has no address, the menu leads to that language's home page.
pub fn languages(
    context: &Context<'_>,
    lang: Lang,
    of: impl Fn(Lang) -> Option<(Route, bool)>,
) -> Vec<LanguageView> {
    let config = &context.site.config;
    if config.languages.len() < 2 {
        return Vec::new();
    }
    let mut list: Vec<Lang> = config.langs().collect();
    let place = |lang: &Lang| {
        let language = context.language(*lang).tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        UNITED_NATIONS.iter().position(|tag| *tag == language).unwrap_or(UNITED_NATIONS.len())
    };
    list.sort_by_key(place);
    let view = |to: Lang| {
        let language = context.language(to);
        let (route, translated) = of(to).unwrap_or_else(|| (context.home(to), false));
        LanguageView {
            tag: language.tag.clone(),
            name: names::capitalise(context.language_name(to, to)),
            dir: language.dir,
            url: route.href(&config.base),
            current: to == lang,
            translated,
        }
    };
    list.into_iter().map(view).collect()
}
