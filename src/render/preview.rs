//! Pictures for link previews: what is written on that of each page, and how pages name it.

use super::context::Context;
use super::views::PreviewView;
use crate::resolve::SubjectIx;
use crate::site::{Lang, Route};

/// The preview of a page that Plenary makes, as pages name it.
pub fn of_made(context: &Context<'_>, title: &str, lang: Lang) -> Option<PreviewView> {
    drawn::of_made(context, title, lang).and_then(|card| drawn::view(context, &card, title, lang))
}

/// The preview of a record, page or section.
///
/// A picture of its own (`page.image`) may stand here once it is there in the size that previews need.
pub fn of_subject(context: &Context<'_>, ix: SubjectIx, lang: Lang) -> Option<PreviewView> {
    let title = context.name(ix, lang).text;
    drawn::of_subject(context, ix, lang).and_then(|card| drawn::view(context, &card, &title, lang))
}

/// Whether an address is one that a preview may have.
pub fn is_preview(route: &Route) -> bool {
    route.as_str().starts_with("/assets/preview-")
}

#[cfg(feature = "images")]
pub use drawn::{of_made as card_of_made, of_subject as card_of_subject};

#[cfg(feature = "images")]
mod drawn {
    use super::{Context, Lang, PreviewView, SubjectIx};
    use crate::assets::drawn_route;
    use crate::assets::previews::{Card, paint};
    use crate::read::parent;
    use crate::resolve::subjects::HOME;
    use crate::site::Route;
    use crate::site::config::Switch;

    /// Whether pages have previews: whoever shows them needs the whole address of the picture.
    fn are_wanted(context: &Context<'_>) -> bool {
        let config = &context.site.config;
        config.settings.previews != Some(Switch::Off) && !config.base.origin.is_empty()
    }

    /// What is written on the preview of a page that Plenary makes.
    pub fn of_made(context: &Context<'_>, title: &str, lang: Lang) -> Option<Card> {
        are_wanted(context).then(|| card(context, None, title, lang))
    }

    /// What is written on the preview of a record, page or section; its section is the nearest above that
    /// has a page, but for the home page.
    pub fn of_subject(context: &Context<'_>, ix: SubjectIx, lang: Lang) -> Option<Card> {
        if !are_wanted(context) {
            return None;
        }
        let subjects = &context.graph.subjects;
        let above = std::iter::successors(parent(&subjects.get(ix).id), |id| parent(id));
        let section = above
            .filter_map(|id| subjects.by_id(id))
            .find(|ix| context.graph.is_public(*ix) && subjects.get(*ix).id != HOME)
            .map(|ix| context.name(ix, lang).text);
        Some(card(context, section.as_deref(), &context.name(ix, lang).text, lang))
    }

    fn card(context: &Context<'_>, section: Option<&str>, title: &str, lang: Lang) -> Card {
        let language = context.language(lang);
        Card::new(&language.tag, language.dir == "rtl", &context.site_name(lang).text, section, title)
    }

    /// The address of a preview.
    pub fn route(context: &Context<'_>, card: &Card) -> Route {
        drawn_route("preview", card.digest(context.assets.identity.digest()), "png")
    }

    /// A preview as pages name it.
    pub fn view(context: &Context<'_>, card: &Card, title: &str, lang: Lang) -> Option<PreviewView> {
        let site = context.site_name(lang).text;
        let is_site = card.is_plain() || title == site;
        Some(PreviewView {
            url: route(context, card).absolute(&context.site.config.base),
            width: paint::WIDTH,
            height: paint::HEIGHT,
            alt: if is_site { site } else { format!("{title} – {site}") },
        })
    }
}

#[cfg(feature = "images")]
pub use drawn::route;

#[cfg(not(feature = "images"))]
mod drawn {
    use super::{Context, Lang, PreviewView, SubjectIx};

    /// A card that is not drawn.
    pub struct Card;

    pub fn of_made(_: &Context<'_>, _: &str, _: Lang) -> Option<Card> {
        None
    }

    pub fn of_subject(_: &Context<'_>, _: SubjectIx, _: Lang) -> Option<Card> {
        None
    }

    pub fn view(_: &Context<'_>, _: &Card, _: &str, _: Lang) -> Option<PreviewView> {
        None
    }
}
