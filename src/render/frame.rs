//! What all pages have: title, text, menu, breadcrumbs, languages, facts of every kind.

use super::addresses::{a_to_z_route, corrections_route, data_route, search_route, topic_route};
use super::calendars::calendar;
use super::context::Context;
use super::feeds::{Feed, feeds};
use super::found::{found_as, is_there};
use super::languages::{languages, subject_alternates, subject_languages};
use super::markdown::PageState;
use super::pictures::{self, Place, Shown};
use super::text::{self, Placing, TextWriter};
use super::views::{
    AbbreviationView, CorrectionView, FrameView, GoneView, LinkView, MenuView, PageView, SiteView, TextView,
};
use super::{icons, phrases, preview, records, vcards};
use crate::read::parent;
use crate::resolve::SubjectIx;
use crate::resolve::corrections::anchor;
use crate::resolve::routes::page_route;
use crate::resolve::subjects::HOME;
use crate::resolve::translations::State;
use crate::site::colour::Colour;
use crate::site::config::MenuItem;
use crate::site::values::{is_safe_scheme, is_web_address, scheme};
use crate::site::{Entry, Kind, Lang, Route, language};

/// What is the same on all pages of a language.
pub fn site_view(context: &Context<'_>, lang: Lang) -> SiteView {
    let config = &context.site.config;
    let language = context.language(lang);
    let topics = context.graph.topics.of(lang).next().is_some();
    let name = context.site_name(lang);
    let (title_lang, title_dir) = context.foreign(name.lang, lang).unzip();
    SiteView {
        title: name.text,
        title_lang,
        title_dir,
        summary: language.summary.as_ref().map(|summary| context.set(summary, lang)),
        home: context.home(lang).href(&config.base),
        a_to_z: a_to_z_route(context, lang).href(&config.base),
        data: data_route(context, lang).href(&config.base),
        corrections: context
            .graph
            .corrections
            .are_there(lang)
            .then(|| corrections_route(context, lang).href(&config.base)),
        topics: topics.then(|| topic_route(context, lang, None).href(&config.base)),
        search: is_there(context, lang).then(|| search_route(context, lang).href(&config.base)),
        lang: language.tag.clone(),
        dir: language.dir,
        publisher: context.graph.relations.publisher.map(|publisher| context.link(publisher, lang)),
        contact: config
            .settings
            .contact
            .as_ref()
            .map(|contact| records::contact(context, contact, Lang::DEFAULT, lang)),
        links: config
            .settings
            .links
            .iter()
            .flatten()
            .map(|link| named_link(context, link, Lang::DEFAULT, lang))
            .collect(),
        licence: context.licence().map(|licence| licence_link(context, licence, lang)),
        logo: icons::logo(context),
        icons: icons::icons(context),
        frame: FrameView { light: context.assets.identity.accent(), dark: Colour::DARK_PAPER.hex() },
        locale: language::locale(&language.tag),
    }
}

/// The licence: its name, or a link to it where its address is given.
fn licence_link(context: &Context<'_>, licence: &str, lang: Lang) -> LinkView {
    let url = is_web_address(licence).then(|| licence.to_owned());
    let TextView { text: title, lang, dir } = context.term(licence, lang);
    LinkView { title, html: None, url, lang, dir }
}

/// The parts of a page that hold no text.
pub fn frame(
    context: &Context<'_>,
    route: &Route,
    lang: Lang,
    kind: &'static str,
    title: String,
) -> PageView {
    let config = &context.site.config;
    let language = context.language(lang);
    let is_list = matches!(kind, "home" | "section" | "topic" | "topics" | "a-z" | "data" | "corrections");
    PageView {
        kind,
        id: String::new(),
        lang: language.tag.clone(),
        dir: language.dir,
        preview: None,
        og_type: if is_list { "website" } else { "article" },
        head_title: head_title(&title, &context.site_name(lang).text),
        title,
        title_html: None,
        title_lang: None,
        title_dir: None,
        text_lang: None,
        text_dir: None,
        fallback: None,
        original: None,
        description: language.summary.as_ref().map(|summary| context.set(summary, lang)),
        url: route.href(&config.base),
        canonical: whole(context, route),
        content: String::new(),
        contents: Vec::new(),
        breadcrumbs: Vec::new(),
        menu: menu(context, config.settings.menu.as_deref(), route, lang),
        footer: menu(context, config.settings.footer.as_deref(), route, lang),
        languages: Vec::new(),
        alternates: Vec::new(),
        feeds: feeds(context, None, lang),
        calendar: None,
        date: None,
        updated: None,
        topics: Vec::new(),
        links: Vec::new(),
        contact: None,
        corrections: Vec::new(),
        gone: None,
        image: None,
        json_ld: String::new(),
        edit: None,
        named_by: Vec::new(),
        previous: None,
        next: None,
        abbreviations: Vec::new(),
        found_as: None,
    }
}

/// The most letters of a title that lists of results show whole.
const SHOWN: usize = 70;

/// The title of a page's window: with the site's name, where there is room for it.
fn head_title(title: &str, site: &str) -> String {
    let both = format!("{title} – {site}");
    if title == site || both.chars().count() > SHOWN { title.to_owned() } else { both }
}

/// What a record, page or section has in common with all pages; its text is written here.
pub fn page_view(
    writer: &mut TextWriter<'_>,
    ix: SubjectIx,
    route: &Route,
    state: &mut PageState,
) -> PageView {
    let context = writer.context;
    let lang = writer.lang;
    let subject = context.graph.subjects.get(ix);
    let name = context.name(ix, lang);
    let kind = if subject.id == HOME {
        "home"
    } else if subject.section {
        "section"
    } else {
        subject.kind.name()
    };
    let title_in = name.lang;
    let mut page = frame(context, route, lang, kind, name.text);
    page.title_html = name.html;
    if title_in != lang {
        let site = context.site_name(title_in);
        page.head_title =
            head_title(&page.title, if site.lang == title_in { &site.text } else { &page.title });
    }
    (page.title_lang, page.title_dir) = context.foreign(name.lang, lang).unzip();
    page.id.clone_from(&subject.id);
    page.found_as = found_as(context, ix, lang);
    page.preview = preview::of_subject(context, ix, lang);
    reserve_ids(&mut state.ids);
    // The picture of the page comes before all others.
    state.has_picture = context.source(ix).is_some_and(|source| source.common.image.is_some());
    if text::has_own_text(subject.kind) {
        page.content = writer.text(ix, Placing { level: 1, contents: true }, state);
    }
    page.contents = std::mem::take(&mut state.contents);
    let used = std::mem::take(&mut state.acronyms).into_iter();
    page.abbreviations =
        used.filter_map(|(short, full)| Some(AbbreviationView { short, full: full? })).collect();
    page.original = original(context, ix, lang);
    page.breadcrumbs = breadcrumbs(context, ix, lang);
    (page.previous, page.next) = neighbours(context, ix, lang);
    let is_there = subject_languages(context, ix);
    page.languages = languages(context, lang, |to| {
        let route = context.graph.routes.of(ix, to).cloned();
        route.map(|route| (route, is_there.contains(&to)))
    });
    page.alternates = subject_alternates(context, ix);
    page.feeds = feeds(context, subject.section.then_some(Feed::Section(ix)).as_ref(), lang);
    page.calendar = calendar(context, ix, lang);
    // A record says who names it; of a page, its text is enough.
    let named_by = context.graph.backlinks[ix.0].iter().filter(|_| subject.kind != Kind::Page);
    page.named_by = context
        .in_order(named_by.copied().filter(|from| context.graph.is_listed(*from)), lang)
        .into_iter()
        .map(|from| records::card(context, from, lang))
        .collect();
    let Some(entry) = context.entry(ix, lang) else { return page };
    if let Some((tag, dir)) = context.foreign(entry.lang, lang) {
        page.fallback = Some(context.language_name(entry.lang, lang).to_owned());
        page.alternates = Vec::new();
        page.text_lang = Some(tag);
        page.text_dir = Some(dir);
        if let Some(original) = context.graph.routes.of(ix, entry.lang) {
            page.canonical = whole(context, original);
        }
    }
    // The home page stands for the site, whose summary says more of it than the first words of its text.
    let of_site = page.description.take().filter(|_| subject.id == HOME && entry.common.summary.is_none());
    page.description = of_site.or_else(|| records::summary(context, ix, lang));
    page.edit = edit(context, entry);
    let topics = entry.common.topics.iter().flatten();
    page.topics = topics.filter_map(|name| topic_link(context, name, entry.lang, lang)).collect();
    if let Some(source) = context.source(ix) {
        common(context, &mut page, source, entry, lang);
        if page.gone.is_some() {
            // A withdrawn page says why, and nothing else of what it was about.
            (page.contact, page.image, page.calendar) = (None, None, None);
            (page.links, page.topics, page.named_by) = (Vec::new(), Vec::new(), Vec::new());
        }
        if let Some(contact) = &mut page.contact {
            contact.card =
                vcards::route(context, ix, lang).map(|route| route.href(&context.site.config.base));
        }
    }
    page.updated = context.changed(ix, lang).map(|day| phrases::day(context.words(lang), day));
    page
}

/// The original of a translation that was made before it changed last.
fn original(context: &Context<'_>, ix: SubjectIx, lang: Lang) -> Option<LinkView> {
    let graph = context.graph;
    let subject = graph.subjects.get(ix);
    let behind =
        lang != Lang::DEFAULT && !subject.gone && graph.translations.state(subject, lang) == State::Changed;
    behind.then(|| {
        // In the words of its own language, which is not the reader's.
        let (tag, dir) = context.foreign(Lang::DEFAULT, lang).unzip();
        LinkView { lang: tag, dir, ..context.link(ix, Lang::DEFAULT) }
    })
}

/// Anchors that templates use, so that no heading takes them.
fn reserve_ids(ids: &mut std::collections::HashSet<String>) {
    ids.extend(["content", "menu", "contents-heading"].map(str::to_owned));
}

/// Facts from the source's front matter, words from the translation's.
fn common(context: &Context<'_>, page: &mut PageView, source: &Entry, own: &Entry, lang: Lang) {
    let words = context.words(lang);
    let (facts, said) = (&source.common, &own.common);
    page.date = facts.date.map(|day| phrases::day(words, day.0));
    let (links, links_in) = first(said.links.as_ref(), own, facts.links.as_ref(), source);
    page.links = links.into_iter().flatten().map(|link| named_link(context, link, links_in, lang)).collect();
    let (contact, contact_in) = first(said.contact.as_ref(), own, facts.contact.as_ref(), source);
    page.contact = contact.map(|contact| records::contact(context, contact, contact_in, lang));
    let (corrections, corrections_in) =
        first(said.corrections.as_ref(), own, facts.corrections.as_ref(), source);
    let corrections = corrections.map(Vec::as_slice).unwrap_or_default();
    page.corrections = corrections
        .iter()
        .enumerate()
        .filter(|(_, correction)| context.graph.today.done(correction.on).is_some())
        .map(|(i, correction)| CorrectionView {
            id: anchor(corrections, i),
            on: phrases::day(words, correction.on.0),
            what: context.written(&correction.what, corrections_in, lang),
        })
        .collect();
    let (why, why_in) = first(said.gone.as_ref(), own, facts.gone.as_ref(), source);
    page.gone = facts.gone.as_ref().zip(why).map(|(gone, said)| GoneView {
        on: phrases::day(words, gone.on.0),
        why: context.written(&said.why, why_in, lang),
    });
    page.image = facts.image.as_ref().and_then(|image| {
        let (alt, alt_in) = first(said.image_alt.as_ref(), own, facts.image_alt.as_ref(), source);
        let (credit, credit_in) = first(said.image_credit.as_ref(), own, facts.image_credit.as_ref(), source);
        let alt = alt.map(|alt| context.set(alt, alt_in));
        let alt_lang = context.foreign(alt_in, lang).map(|(tag, _)| tag);
        let shown = Shown {
            alt: alt.as_deref().unwrap_or_default(),
            alt_lang: alt_lang.as_deref(),
            credit: credit.map(|credit| context.written(credit, credit_in, lang)),
            place: Place::Figure,
            lazy: false,
        };
        pictures::of_record(context, source, image, shown)
    });
}

/// A value of a translation, else of its source, and the language in which it is written.
fn first<'v, T>(
    own: Option<&'v T>,
    entry: &Entry,
    facts: Option<&'v T>,
    source: &Entry,
) -> (Option<&'v T>, Lang) {
    match own {
        Some(own) => (Some(own), entry.lang),
        None => (facts, source.lang),
    }
}

fn edit(context: &Context<'_>, entry: &Entry) -> Option<String> {
    let repository = context.site.config.settings.repository.as_ref()?;
    let path = &context.files.get(entry.file).path;
    Some(format!("{}/{path}", repository.trim_end_matches('/')))
}

fn menu(context: &Context<'_>, items: Option<&[MenuItem]>, here: &Route, lang: Lang) -> Vec<MenuView> {
    items.unwrap_or_default().iter().filter_map(|item| menu_item(context, item, here, lang)).collect()
}

fn menu_item(context: &Context<'_>, item: &MenuItem, here: &Route, lang: Lang) -> Option<MenuView> {
    let graph = context.graph;
    let address = item.to.split('#').next().unwrap_or_default();
    let subject = if item.to.starts_with('/') {
        graph.routes.find(&page_route(address)).map(|place| place.subject)
    } else {
        graph.subjects.find(&item.to, &Kind::ALL).ok()
    };
    let text = item.text.as_ref().map(|text| context.term(text, lang));
    let Some(ix) = subject else {
        let local = item.to.starts_with('/');
        if !local && !scheme(&item.to).is_some_and(|scheme| is_safe_scheme(&scheme)) {
            return None;
        }
        let url = if local { context.local(&item.to, lang) } else { item.to.0.clone() };
        let TextView { text: title, lang: words_lang, dir } =
            text.unwrap_or_else(|| TextView { text: item.to.0.clone(), lang: None, dir: None });
        return Some(MenuView {
            link: LinkView { title, html: None, url: Some(url), lang: words_lang, dir },
            // A list that Plenary makes: topics, from A to Z.
            current: local.then(|| current(&context.made(&page_route(address), lang), here)).flatten(),
        });
    };
    if !graph.is_public(ix) {
        return None;
    }
    let mut link = context.link(ix, lang);
    if item.to.starts_with('/') {
        link.url = Some(context.local(&item.to, lang));
    }
    if let Some(text) = text {
        link = LinkView { title: text.text, html: None, lang: text.lang, dir: text.dir, ..link };
    }
    let home = graph.subjects.get(ix).id == HOME;
    let current = graph
        .routes
        .of(ix, lang)
        .and_then(|route| if home { (route == here).then_some("page") } else { current(route, here) });
    Some(MenuView { link, current })
}

/// What `aria-current` says of a link to a route: the page itself, or what it lies in.
fn current(route: &Route, here: &Route) -> Option<&'static str> {
    match (route == here, route.as_str() != "/" && here.as_str().starts_with(route.as_str())) {
        (true, _) => Some("page"),
        (_, true) => Some("true"),
        _ => None,
    }
}

fn breadcrumbs(context: &Context<'_>, ix: SubjectIx, lang: Lang) -> Vec<LinkView> {
    let id = &context.graph.subjects.get(ix).id;
    if id == HOME {
        return Vec::new();
    }
    let mut above = Vec::new();
    let mut folder = parent(id);
    while let Some(id) = folder {
        let section = context.graph.subjects.by_id(id).filter(|section| context.graph.is_public(*section));
        above.extend(section.map(|section| context.link(section, lang)));
        folder = parent(id);
    }
    above.push(home_link(context, lang));
    above.reverse();
    above
}

/// The entries before and after a record or page in the list of its section. What lies beside the home
/// page is no list.
fn neighbours(context: &Context<'_>, ix: SubjectIx, lang: Lang) -> (Option<LinkView>, Option<LinkView>) {
    let sections = &context.graph.sections;
    let place =
        sections.place(ix, lang).filter(|(section, _)| context.graph.subjects.get(*section).id != HOME);
    let Some((section, place)) = place else { return (None, None) };
    let list = sections.below(section, lang);
    let at = |place: Option<usize>| place.and_then(|i| list.get(i)).map(|ix| context.link(*ix, lang));
    (at(place.checked_sub(1)), at(Some(place + 1)))
}

/// The first breadcrumb.
pub fn home_link(context: &Context<'_>, lang: Lang) -> LinkView {
    let url = context.home(lang).href(&context.site.config.base);
    LinkView { title: context.words(lang).get("home"), html: None, url: Some(url), lang: None, dir: None }
}

/// A link to the page of a topic of a language, for a reader of another.
pub fn topic_link(context: &Context<'_>, name: &str, lang: Lang, reader: Lang) -> Option<LinkView> {
    let topic = context.graph.topics.find(lang, name)?;
    let url = topic_route(context, lang, Some(topic)).href(&context.site.config.base);
    let TextView { text, lang, dir } = context.borrowed(&topic.name, lang, reader);
    Some(LinkView { title: text, html: None, url: Some(url), lang, dir })
}

/// A link of `links`, written in a language: to an address elsewhere, or on this site in the reader's language.
fn named_link(
    context: &Context<'_>,
    link: &crate::site::common::Link,
    written: Lang,
    lang: Lang,
) -> LinkView {
    let url = if link.to.starts_with('/') { context.local(&link.to, lang) } else { link.to.0.clone() };
    match &link.text {
        Some(text) => {
            let TextView { text, lang, dir } = context.written(text, written, lang);
            LinkView { title: text, html: None, url: Some(url), lang, dir }
        }
        None => LinkView { title: link.to.0.clone(), html: None, url: Some(url), lang: None, dir: None },
    }
}

/// A whole address, where the site's is known.
fn whole(context: &Context<'_>, route: &Route) -> Option<String> {
    let base = &context.site.config.base;
    (!base.origin.is_empty()).then(|| route.absolute(base))
}
