//! What search finds: which pages and as what, and where the index of them lies.

use super::context::Context;
use crate::resolve::SubjectIx;
use crate::site::{Kind, Lang, Route};

/// Where the index lies.
pub const FOLDER: &str = "/pagefind/";

/// The script that a browser asks.
pub const SCRIPT: &str = "pagefind.js";

/// What says which part of the index each language has.
const ENTRY: &str = "pagefind-entry.json";

/// Files of the index: the scripts, and what says which part each language has.
const NAMES: [&str; 3] = [SCRIPT, "pagefind-worker.js", ENTRY];

/// How all other files of the index end.
const ENDINGS: [&str; 5] = ["pagefind", "pf_meta", "pf_index", "pf_filter", "pf_fragment"];

/// Whether an address is one that a file of the index has.
pub fn is_index(route: &Route) -> bool {
    let Some(name) = route.as_str().strip_prefix(FOLDER) else { return false };
    NAMES.contains(&name) || name.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.contains(&ending))
}

/// Whether an address is that of the file of the index that leads to the others.
pub fn is_entry(route: &Route) -> bool {
    route.as_str().strip_prefix(FOLDER) == Some(ENTRY)
}

/// What search finds a page as, by the name of its kind; none where it does not. Found is what somebody
/// wrote in that language: no list that Plenary makes, nothing withdrawn, and no text that stands in for a
/// translation.
pub fn found_as(context: &Context<'_>, ix: SubjectIx, lang: Lang) -> Option<&'static str> {
    let subject = context.graph.subjects.get(ix);
    let is_found =
        context.site.config.is_searched() && subject.is_listed() && subject.version(lang).is_some();
    is_found.then(|| if subject.section { Kind::Page.name() } else { subject.kind.name() })
}

/// The pages that search finds, by address, and what it finds each as.
pub fn found<'a>(context: &'a Context<'a>) -> impl Iterator<Item = (&'a Route, &'static str)> {
    let places = context.graph.routes.iter();
    places.filter_map(|(route, place)| Some((route, found_as(context, place.subject, place.lang)?)))
}

/// Whether a language has anything to find, and so a page to search on.
pub fn is_there(context: &Context<'_>, lang: Lang) -> bool {
    let any = || context.graph.subjects.iter().any(|(ix, _)| found_as(context, ix, lang).is_some());
    context.site.config.is_searched() && any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_the_index_are_told_from_others() {
        for name in ["pagefind.js", "wasm.en.pagefind", "fragment/en_1.pf_fragment", "index/en_1.pf_index"] {
            assert!(is_index(&Route::new(&format!("/pagefind/{name}"))), "{name}");
        }
        for other in
            ["/pagefind/", "/pagefind/pagefind-ui.js", "/pagefind/pagefind-highlight.js", "/a.pf_index"]
        {
            assert!(!is_index(&Route::new(other)), "{other}");
        }
    }
}
