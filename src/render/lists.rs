//! Pages that are lists: sections, topics, everything from A to Z. Long ones come in parts, where
//! `paginate` says so.

use super::addresses::{part_route, topic_route};
use super::context::Context;
use super::frame::{frame, home_link, topic_link};
use super::markdown::PageState;
use super::records;
use super::text::{self, TextWriter};
use super::views::{LinkView, PageView, PartView, SectionPage};
use crate::resolve::SubjectIx;
use crate::resolve::sections::collator;
use crate::resolve::topics::Topic;
use crate::site::{Lang, Route};

/// A part of a section's list; its text and the sections below it stand on the first.
pub fn section(
    writer: &mut TextWriter<'_>,
    mut page: PageView,
    ix: SubjectIx,
    part: usize,
    state: &mut PageState,
) -> SectionPage {
    let context = writer.context;
    let below = context.graph.sections.below(ix, writer.lang);
    let parts = context.graph.routes.of(ix, writer.lang).map(|list| parts(context, list, below.len(), part));
    let mut sections = context.graph.sections.sections(ix);
    if part > 1 {
        page.content = String::new();
        page.contents = Vec::new();
        sections = &[];
    }
    SectionPage {
        page,
        sections: sections.iter().map(|section| context.link(*section, writer.lang)).collect(),
        items: slice(context, below, part)
            .iter()
            .map(|ix| text::card_with_words(writer, *ix, state))
            .collect(),
        parts: parts.unwrap_or_default(),
    }
}

/// How many parts a list of a length has.
pub fn count(context: &Context<'_>, length: usize) -> usize {
    match context.site.config.settings.paginate {
        Some(size) => length.div_ceil(size.get() as usize).max(1),
        None => 1,
    }
}

/// The entries of a part.
fn slice<'l, T>(context: &Context<'_>, list: &'l [T], part: usize) -> &'l [T] {
    let Some(size) = context.site.config.settings.paginate else { return list };
    list.chunks(size.get() as usize).nth(part - 1).unwrap_or_default()
}

/// How many parts on each side of a part it links to.
const BESIDE: usize = 2;

/// Links to the parts of a list: the first, the last, and those beside this one, because a reader of a list of
/// hundreds needs no more; none where there is one part.
fn parts(context: &Context<'_>, list: &Route, length: usize, here: usize) -> Vec<PartView> {
    let count = count(context, length);
    if count < 2 {
        return Vec::new();
    }
    let base = &context.site.config.base;
    let beside = here.saturating_sub(BESIDE)..=here + BESIDE;
    let mut shown: Vec<usize> = beside.filter(|n| (1..=count).contains(n)).chain([1, count]).collect();
    shown.sort_unstable();
    shown.dedup();
    let before = std::iter::once(0).chain(shown.iter().copied());
    let part = |(n, before): (&usize, usize)| PartView {
        number: *n,
        url: part_route(list, *n).href(base),
        current: *n == here,
        gap: *n > before + 1,
    };
    shown.iter().zip(before).map(part).collect()
}

/// A part of the list of what has a topic.
pub fn topic_page(
    context: &Context<'_>,
    topic: &Topic,
    route: &Route,
    lang: Lang,
    part: usize,
) -> SectionPage {
    let title = context.words(lang).with("topic", &[("topic", &topic.name)]);
    let mut page = frame(context, route, lang, "topic", title);
    page.description = None;
    let topics_url = topic_route(context, lang, None).href(&context.site.config.base);
    let topics_title = context.words(lang).get("topics");
    page.breadcrumbs = vec![
        home_link(context, lang),
        LinkView { title: topics_title, url: Some(topics_url), lang: None, dir: None },
    ];
    let items =
        slice(context, &topic.subjects, part).iter().map(|ix| records::card(context, *ix, lang)).collect();
    let list = topic_route(context, lang, Some(topic));
    SectionPage {
        page,
        sections: Vec::new(),
        items,
        parts: parts(context, &list, topic.subjects.len(), part),
    }
}

/// The list of all topics of a language.
pub fn topics_page(context: &Context<'_>, route: &Route, lang: Lang) -> SectionPage {
    let mut page = frame(context, route, lang, "topics", context.words(lang).get("topics"));
    page.description = None;
    page.breadcrumbs = vec![home_link(context, lang)];
    let topics = context.graph.topics.of(lang);
    let sections = topics.filter_map(|topic| topic_link(context, &topic.name, lang)).collect();
    SectionPage { page, sections, items: Vec::new(), parts: Vec::new() }
}

/// All pages and records in the order of their titles.
pub fn a_to_z_page(context: &Context<'_>, route: &Route, lang: Lang) -> SectionPage {
    let mut page = frame(context, route, lang, "a-z", context.words(lang).get("a-z"));
    page.description = None;
    page.breadcrumbs = vec![home_link(context, lang)];
    let online = context
        .graph
        .subjects
        .iter()
        .filter(|(ix, subject)| subject.is_listed() && context.graph.routes.of(*ix, lang).is_some());
    let mut links: Vec<LinkView> = online.map(|(ix, _)| context.link(ix, lang)).collect();
    let collator = collator(&context.language(lang).tag);
    links.sort_by(|a, b| collator.compare(&a.title, &b.title).then_with(|| a.url.cmp(&b.url)));
    SectionPage { page, sections: links, items: Vec::new(), parts: Vec::new() }
}
