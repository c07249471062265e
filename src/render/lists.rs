//! Pages that are lists: sections, topics, everything from A to Z. Long ones come in parts, where
//! `paginate` says so.

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

use super::addresses::{a_to_z_route, part_route, topic_route};
use super::context::Context;
use super::feeds::{Feed, feeds};
use super::frame::{frame, home_link, topic_link};
use super::languages::{alternates, languages};
use super::markdown::PageState;
use super::text::{self, TextWriter};
use super::views::{CardView, HeadingView, HomePage, LinkView, PageView, PartView, SectionPage};
use super::words::Words;
use super::{preview, records};
use crate::locale::collation::{collator, letters_of};
use crate::read::markdown::slug;
use crate::resolve::SubjectIx;
use crate::resolve::subjects::HOME;
use crate::resolve::targets::Target;
use crate::resolve::topics::Topic;
use crate::site::{Kind, Lang, Route};

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
        // Parts of a list in two languages begin with other entries.
        page.alternates = Vec::new();
        sections = &[];
    }
    let items: Vec<CardView> =
        slice(context, below, part).iter().map(|ix| text::card_with_words(writer, *ix, state)).collect();
    SectionPage {
        page,
        sections: sections.iter().map(|section| context.link(*section, writer.lang)).collect(),
        headings: years(&items, context.words(writer.lang)),
        items,
        parts: parts.unwrap_or_default(),
    }
}

/// The years of a list of notes or meetings that is in the order of its dates, undated entries last;
/// none where it is in another order, holds other kinds, or no date at all.
fn years(items: &[CardView], words: &Words) -> Vec<HeadingView> {
    let day = |card: &CardView| card.date.as_ref()?.iso.parse::<Date>().ok();
    let dated = |card: &CardView| matches!(card.kind, "note" | "meeting");
    if !items.iter().all(dated) || items.iter().all(|card| card.date.is_none()) {
        return Vec::new();
    }
    let days: Vec<Option<Date>> = items.iter().map(day).collect();
    if !days.is_sorted_by(|a, b| a >= b) {
        return Vec::new();
    }
    // A year is one of the site's calendar.
    let years: Vec<Option<String>> =
        days.iter().map(|day| day.map(|day| words.locale.dates.year(day))).collect();
    headings(
        &years,
        |a, b| a == b,
        |year| match year {
            Some(year) => (year.clone(), format!("year-{}", slug(year))),
            None => (words.get("undated"), "undated".to_owned()),
        },
    )
}

/// Parts a list where an entry is not `same` as the one before; `name` gives the words and anchor.
fn headings<T>(
    list: &[T],
    same: impl Fn(&T, &T) -> bool,
    name: impl Fn(&T) -> (String, String),
) -> Vec<HeadingView> {
    let mut start = 0;
    list.chunk_by(same)
        .map(|part| {
            let (title, id) = name(&part[0]);
            let heading = HeadingView { title, id, start, end: start + part.len() };
            start = heading.end;
            heading
        })
        .collect()
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

/// A list that Plenary makes, without its entries.
fn made(context: &Context<'_>, route: &Route, lang: Lang, kind: &'static str, title: String) -> PageView {
    let preview = preview::of_made(context, &title, lang);
    PageView { description: None, preview, ..frame(context, route, lang, kind, title) }
}

/// A part of the list of what has a topic.
pub fn topic_page(
    context: &Context<'_>,
    topic: &Topic,
    route: &Route,
    lang: Lang,
    part: usize,
) -> SectionPage {
    let title = context.topic_title(topic, lang);
    let mut page = made(context, route, lang, "topic", title);
    page.feeds = feeds(context, Some(&Feed::Topic(topic.slug.clone())), lang);
    let topics_url = topic_route(context, lang, None).href(&context.site.config.base);
    let topics_title = context.words(lang).get("topics");
    page.breadcrumbs = vec![
        home_link(context, lang),
        LinkView { title: topics_title, html: None, url: Some(topics_url), lang: None, dir: None },
    ];
    let items =
        slice(context, &topic.subjects, part).iter().map(|ix| records::card(context, *ix, lang)).collect();
    let list = topic_route(context, lang, Some(topic));
    // A topic belongs to its language; in another, its reader finds all topics.
    page.languages = languages(context, lang, |to| {
        if to == lang {
            return Some((list.clone(), true));
        }
        all_topics(context, to).map(|route| (route, false))
    });
    SectionPage {
        page,
        sections: Vec::new(),
        items,
        headings: Vec::new(),
        parts: parts(context, &list, topic.subjects.len(), part),
    }
}

/// The list of all topics of a language.
pub fn topics_page(context: &Context<'_>, route: &Route, lang: Lang) -> SectionPage {
    let mut page = made(context, route, lang, "topics", context.words(lang).get("topics"));
    page.breadcrumbs = vec![home_link(context, lang)];
    page.languages = languages(context, lang, |to| all_topics(context, to).map(|route| (route, true)));
    page.alternates = alternates(context, |to| all_topics(context, to));
    let topics = context.graph.topics.of(lang);
    let sections = topics.filter_map(|topic| topic_link(context, &topic.name, lang, lang)).collect();
    SectionPage { page, sections, items: Vec::new(), headings: Vec::new(), parts: Vec::new() }
}

/// The list of all topics of a language, where it has any.
fn all_topics(context: &Context<'_>, lang: Lang) -> Option<Route> {
    context.graph.topics.of(lang).next().map(|_| topic_route(context, lang, None))
}

/// All pages and records in the order of their titles.
pub fn a_to_z_page(context: &Context<'_>, route: &Route, lang: Lang) -> SectionPage {
    let mut page = made(context, route, lang, "a-z", context.words(lang).get("a-z"));
    page.breadcrumbs = vec![home_link(context, lang)];
    page.languages = languages(context, lang, |to| Some((a_to_z_route(context, to), true)));
    page.alternates = alternates(context, |to| Some(a_to_z_route(context, to)));
    let home = context.graph.subjects.by_id(HOME);
    let online = context
        .graph
        .subjects
        .iter()
        .filter(|(ix, subject)| subject.is_listed() && context.graph.routes.of(*ix, lang).is_some());
    // The home page bears the site's name, which its organisation's page often bears too.
    let link = |ix| if home == Some(ix) { home_link(context, lang) } else { context.link(ix, lang) };
    let mut links: Vec<LinkView> = online.map(|(ix, _)| link(ix)).collect();
    let collator = collator(&context.language(lang).tag);
    links.sort_by(|a, b| collator.compare(&a.title, &b.title).then_with(|| a.url.cmp(&b.url)));
    let headings = letters(&links, &context.language(lang).tag);
    SectionPage { page, sections: links, items: Vec::new(), headings, parts: Vec::new() }
}

/// More first letters than these are signs of words, as in Chinese; they part nothing.
const MOST_LETTERS: usize = 64;

/// The first letters of links that are in the order of their titles. Letters that differ by accents or
/// case alone are one, where the language says so: Å is an A in English and a letter of its own in Swedish.
fn letters(links: &[LinkView], tag: &str) -> Vec<HeadingView> {
    let collator = letters_of(tag);
    let firsts: Vec<First> = links.iter().map(|link| First::of(&link.title)).collect();
    let same = |a: &First, b: &First| match (a, b) {
        (First::Letter(a), First::Letter(b)) => collator.compare(a, b).is_eq(),
        (a, b) => a == b,
    };
    let letters = headings(&firsts, same, |first| {
        let title = match first {
            First::Letter(letter) => {
                let plain: String = letter.nfd().take(1).collect();
                let plain = if collator.compare(&plain, letter).is_eq() { &plain } else { letter };
                plain.to_uppercase()
            }
            First::Digit => "0–9".to_owned(),
            First::Sign => "#".to_owned(),
        };
        let name = match first {
            First::Letter(_) => title.to_lowercase(),
            First::Digit => "digit".to_owned(),
            First::Sign => "sign".to_owned(),
        };
        (title, format!("letter-{name}"))
    });
    if (2..=MOST_LETTERS).contains(&letters.len()) { letters } else { Vec::new() }
}

/// What a title begins with.
#[derive(PartialEq, Eq)]
enum First {
    Letter(String),
    Digit,
    Sign,
}

impl First {
    fn of(title: &str) -> Self {
        match title.chars().next() {
            Some(c) if c.is_alphabetic() => Self::Letter(c.to_string()),
            Some(c) if c.is_numeric() => Self::Digit,
            _ => Self::Sign,
        }
    }
}

/// The home page: its text, and the newest notes where the text does not show them itself.
pub fn home(context: &Context<'_>, page: PageView, ix: SubjectIx, lang: Lang) -> HomePage {
    let graph = context.graph;
    let section = graph.subjects.by_id(NOTES).filter(|notes| graph.is_public(*notes));
    let shown_by_text = || {
        let entry = graph.subjects.get(ix).shown(lang, context.site.config.fallback());
        let targets = entry.map(|entry| graph.links.of(entry)).unwrap_or_default();
        targets.iter().any(|target| matches!(target, Target::Folder(of, _) if Some(*of) == section))
    };
    let Some(notes) = section.filter(|_| !shown_by_text()) else {
        return HomePage { page, latest: Vec::new(), notes: None };
    };
    let below = graph.sections.below(notes, lang).iter();
    let latest = below.filter(|ix| graph.subjects.get(**ix).kind == Kind::Note).take(LATEST);
    HomePage {
        latest: latest.map(|ix| records::card(context, *ix, lang)).collect(),
        notes: Some(context.link(notes, lang)),
        page,
    }
}

/// The section of notes.
const NOTES: &str = "notes";

/// How many notes the home page shows.
const LATEST: usize = 3;
