//! Which feeds there are, what is in them, and their links.

use super::addresses::topic_route;
use super::context::Context;
use super::link;
use super::markdown::PageState;
use super::text::{self, Placing, TextWriter};
use super::theme::value;
use super::views::{EmbedView, FeedView, TextView};
use super::{alone, records};
use crate::resolve::SubjectIx;
use crate::resolve::forms::Form;
use crate::resolve::topics::Topic;
use crate::site::{Facts, Lang, Route};

/// How many entries a feed holds; older ones are on further pages of it.
const ENTRIES: usize = 20;

/// What a feed is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Feed {
    /// The site.
    Site,
    /// A section, with those below it.
    Section(SubjectIx),
    /// A topic, by the last part of its address: its newest entries alone.
    Topic(String),
}

impl Feed {
    /// The feeds of a language: those whose address is known and that have an entry.
    pub fn all(context: &Context<'_>, lang: Lang) -> Vec<Self> {
        let sections = context.graph.subjects.iter().filter(|(_, subject)| subject.section && subject.public);
        let topics = context.graph.topics.of(lang).map(|topic| Self::Topic(topic.slug.clone()));
        let sections = sections.map(|(ix, _)| Self::Section(ix));
        let all = std::iter::once(Self::Site).chain(sections).chain(topics);
        all.filter(|feed| feed.is_there(context, lang)).collect()
    }

    /// Whether there is anything in it, and an address under which its entries are known.
    pub fn is_there(&self, context: &Context<'_>, lang: Lang) -> bool {
        !context.site.config.base.origin.is_empty() && !self.entries(context, lang, 1).is_empty()
    }

    /// The entries of a page of it, from 1, newest first.
    pub fn entries(&self, context: &Context<'_>, lang: Lang, part: usize) -> Vec<SubjectIx> {
        match self {
            Self::Topic(_) => {
                let Some(topic) = self.topic(context, lang) else { return Vec::new() };
                let dated = topic.subjects.iter().filter_map(|ix| Some((context.rank(*ix, lang)?, *ix)));
                let mut dated: Vec<(usize, SubjectIx)> = dated.collect();
                dated.sort_unstable();
                dated.into_iter().take(ENTRIES).map(|(_, ix)| ix).collect()
            }
            _ => self.list(context, lang).chunks(ENTRIES).nth(part - 1).unwrap_or_default().to_vec(),
        }
    }

    /// How many pages it has (RFC 5005, section 3): all its entries can be read, the newest first.
    pub fn parts(&self, context: &Context<'_>, lang: Lang) -> usize {
        match self {
            Self::Topic(_) => 1,
            _ => self.list(context, lang).len().div_ceil(ENTRIES),
        }
    }

    fn list<'a>(&self, context: &'a Context<'_>, lang: Lang) -> &'a [SubjectIx] {
        match self {
            Self::Section(ix) => context.graph.dated.of(Some(*ix), lang),
            Self::Site | Self::Topic(_) => context.graph.dated.of(None, lang),
        }
    }

    fn topic<'a>(&self, context: &'a Context<'_>, lang: Lang) -> Option<&'a Topic> {
        let Self::Topic(slug) = self else { return None };
        context.graph.topics.of(lang).find(|topic| topic.slug == *slug)
    }

    /// The page that it follows.
    pub fn page(&self, context: &Context<'_>, lang: Lang) -> Option<Route> {
        match self {
            Self::Site => Some(context.home(lang)),
            Self::Section(ix) => context.graph.routes.of(*ix, lang).cloned(),
            Self::Topic(_) => self.topic(context, lang).map(|topic| topic_route(context, lang, Some(topic))),
        }
    }

    /// The address of a page of it, from 1.
    pub fn route(&self, context: &Context<'_>, lang: Lang, part: usize) -> Option<Route> {
        let page = self.page(context, lang)?;
        Some(if part == 1 { page.join("feed.xml") } else { page.join(&format!("feed/{part}.xml")) })
    }

    /// What it is of, as its page is called.
    fn subject(&self, context: &Context<'_>, lang: Lang) -> TextView {
        match self {
            Self::Site => {
                let name = context.site_name(lang);
                context.borrowed(&name.text, name.lang, lang)
            }
            Self::Section(ix) => {
                let name = context.name(*ix, lang);
                context.borrowed(&name.text, name.lang, lang)
            }
            Self::Topic(_) => {
                let topic = self.topic(context, lang);
                let text = topic.map(|topic| context.topic_title(topic, lang)).unwrap_or_default();
                TextView { text, lang: None, dir: None }
            }
        }
    }

    /// Its title: what it is of, and the site's name.
    pub fn title(&self, context: &Context<'_>, lang: Lang) -> String {
        let site = context.site_name(lang).text;
        if *self == Self::Site { site } else { format!("{} – {site}", self.subject(context, lang).text) }
    }

    /// A link to it.
    fn view(&self, context: &Context<'_>, lang: Lang) -> Option<FeedView> {
        let route = self.route(context, lang, 1)?;
        Some(view(context, &self.subject(context, lang), &route, "application/atom+xml", lang))
    }
}

/// A link to a feed, by what it is of.
pub fn view(
    context: &Context<'_>,
    title: &TextView,
    route: &Route,
    media: &'static str,
    lang: Lang,
) -> FeedView {
    let words = context.words(lang);
    FeedView {
        title: words.with("feed-of", &[("title", &title.text)]),
        html: title.lang.is_some().then(|| words.with("feed-of", &[("title", &link::text(title))])),
        url: route.href(&context.site.config.base),
        media,
    }
}

/// The address of the feed of the site as JSON.
pub fn json_route(context: &Context<'_>, lang: Lang) -> Route {
    context.home(lang).join("feed.json")
}

/// The feeds that a reader of a page may want: the site's, and the page's own where it has one.
pub fn feeds(context: &Context<'_>, own: Option<&Feed>, lang: Lang) -> Vec<FeedView> {
    if !Feed::Site.is_there(context, lang) {
        return Vec::new();
    }
    let own = own.filter(|own| own.is_there(context, lang)).and_then(|own| own.view(context, lang));
    let title = Feed::Site.subject(context, lang);
    let json = view(context, &title, &json_route(context, lang), "application/feed+json", lang);
    Feed::Site.view(context, lang).into_iter().chain([json]).chain(own).collect()
}

/// The content of an entry, made once for all feeds that hold it.
pub fn content<'c>(context: &'c Context<'_>, ix: SubjectIx, lang: Lang) -> &'c str {
    context.content(ix, lang).get_or_init(|| make_content(context, ix, lang))
}

/// The whole content of an entry as HTML that stands for itself in whatever shows it: every address is a
/// whole one, and nothing is left that needs the page around it (anchors, styles, drawings, forms).
fn make_content(context: &Context<'_>, ix: SubjectIx, lang: Lang) -> String {
    let mut writer = TextWriter::new(context, lang);
    let mut state = PageState::default();
    let html = match context.source(ix).map(|entry| &entry.facts) {
        Some(Facts::Quote(_)) => embedded(&mut writer, ix, &mut state),
        Some(Facts::Meeting(_)) => {
            let facts = records::meeting(context, ix, lang).and_then(|meeting| {
                part(context, "parts/meeting-facts.html", "meeting", value(&meeting), lang)
            });
            facts.unwrap_or_default() + &written(&mut writer, ix, &mut state)
        }
        _ => written(&mut writer, ix, &mut state),
    };
    let route = context.graph.routes.nearest(ix, lang).map(|(route, _)| route);
    let page = route.map(|route| route.absolute(&context.site.config.base)).unwrap_or_default();
    alone::html(&html, &page)
}

/// The text of an entry, as its own page shows it.
fn written(writer: &mut TextWriter<'_>, ix: SubjectIx, state: &mut PageState) -> String {
    if text::has_own_text(writer.context.graph.subjects.get(ix).kind) {
        writer.text(ix, Placing { level: 1, contents: false }, state)
    } else {
        String::new()
    }
}

/// A record as it is set into a page.
fn embedded(writer: &mut TextWriter<'_>, ix: SubjectIx, state: &mut PageState) -> String {
    let view =
        EmbedView { level: 2, records: vec![text::record(writer, ix, Form::Full, 2, state)], diagram: None };
    part(writer.context, Form::Full.template(), "embed", value(&view), writer.lang).unwrap_or_default()
}

/// What a template makes of a view; nothing where it fails, which the record's page tells of.
fn part(
    context: &Context<'_>,
    template: &str,
    name: &'static str,
    view: tera::Value,
    lang: Lang,
) -> Option<String> {
    context.theme.render(template, &context.language(lang).tag, &[(name, view)], context.files).ok()
}
