//! Pages: the view of each, and its HTML.

use super::context::Context;
use super::markdown::PageState;
use super::text::{Placing, TextWriter};
use super::theme::{TemplateFault, value};
use super::views::{
    CardView, ContentsView, CorrectionView, FactView, FeedView, GoneView, GroupPage, LanguageView, LinkView,
    MeetingPage, MenuView, NotePage, PageView, PersonPage, PictureView, PlainPage, QuotePage, RecordView,
    SectionPage, SiteView,
};
use super::{phrases, records, text};
use crate::read::parent;
use crate::resolve::SubjectIx;
use crate::resolve::links::Form;
use crate::resolve::relations::{firsts, seconds};
use crate::resolve::routes::page_route;
use crate::resolve::sections::collator;
use crate::resolve::subjects::HOME;
use crate::resolve::today::Tense;
use crate::resolve::topics::Topic;
use crate::site::config::MenuItem;
use crate::site::page::Accessibility;
use crate::site::{Common, Entry, Facts, Kind, Lang, Route};

/// A page that Plenary makes or shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown<'a> {
    /// A record, page or section.
    Subject(SubjectIx),
    /// A topic.
    Topic(&'a Topic),
    /// The list of topics.
    Topics,
    /// Everything from A to Z.
    AToZ,
    /// What is shown where there is no page.
    NotFound,
}

impl PartialEq for Topic {
    fn eq(&self, other: &Self) -> bool {
        self.slug == other.slug
    }
}

impl Eq for Topic {}

/// The address of a topic's page, or of the list of topics where none is given.
pub fn topic_route(context: &Context<'_>, lang: Lang, topic: Option<&Topic>) -> Route {
    let rest = topic.map_or_else(String::new, |topic| format!("{}/", topic.slug));
    context.home(lang).join(&format!("topics/{rest}"))
}

/// The address of everything from A to Z.
pub fn a_to_z_route(context: &Context<'_>, lang: Lang) -> Route {
    context.home(lang).join("a-z/")
}

/// The address of the page for what is not there.
pub fn not_found_route(context: &Context<'_>, lang: Lang) -> Route {
    context.home(lang).join("404.html")
}

impl Context<'_> {
    /// The address of a language's home page.
    pub fn home(&self, lang: Lang) -> Route {
        match lang {
            Lang::DEFAULT => Route::new("/"),
            lang => Route::new(&format!("/{}/", self.language(lang).tag)),
        }
    }
}

/// Makes the HTML of a page.
///
/// # Errors
/// The templates that failed.
pub fn render(
    context: &Context<'_>,
    shown: Shown<'_>,
    route: &Route,
    lang: Lang,
) -> Result<String, Vec<TemplateFault>> {
    let mut writer = TextWriter { context, lang, faults: Vec::new() };
    let (template, view) = match shown {
        Shown::Subject(ix) => subject(&mut writer, ix, route),
        Shown::Topic(topic) => ("topic.html".to_owned(), value(&topic_page(context, topic, route, lang))),
        Shown::AToZ => ("section.html".to_owned(), value(&a_to_z_page(context, route, lang))),
        Shown::Topics => ("section.html".to_owned(), value(&topics_page(context, route, lang))),
        Shown::NotFound => {
            let mut page = frame(context, route, lang, "404", context.words(lang).get("not-found"));
            page.description = None;
            ("404.html".to_owned(), value(&page))
        }
    };
    let site = value(&site_view(context, lang));
    let tag = &context.language(lang).tag;
    let html = context.theme.render(&template, tag, &[("page", view), ("site", site)], context.files);
    let mut faults = writer.faults;
    match html {
        Ok(html) if faults.is_empty() => Ok(html),
        Ok(_) => Err(faults),
        Err(fault) => {
            faults.push(fault);
            Err(faults)
        }
    }
}

/// What is the same on all pages of a language.
pub fn site_view(context: &Context<'_>, lang: Lang) -> SiteView {
    let config = &context.site.config;
    let language = context.language(lang);
    SiteView {
        title: language.title.clone(),
        summary: language.summary.clone(),
        home: context.home(lang).href(&config.base),
        lang: language.tag.clone(),
        dir: language.dir,
        publisher: context.graph.relations.publisher.map(|publisher| context.link(publisher, lang)),
        contact: config.settings.contact.as_ref().map(records::contact),
        links: config.settings.links.iter().flatten().map(elsewhere).collect(),
        licence: config.settings.licence.as_ref().map(|licence| licence.0.clone()),
    }
}

fn elsewhere(link: &crate::site::common::Link) -> LinkView {
    let title = link.text.as_ref().unwrap_or(&link.to).0.clone();
    LinkView { title, url: Some(link.to.0.clone()), lang: None, dir: None }
}

/// The parts of a page that hold no text.
fn frame(context: &Context<'_>, route: &Route, lang: Lang, kind: &'static str, title: String) -> PageView {
    let config = &context.site.config;
    let language = context.language(lang);
    PageView {
        kind,
        id: String::new(),
        lang: language.tag.clone(),
        dir: language.dir,
        title,
        title_lang: None,
        title_dir: None,
        text_lang: None,
        text_dir: None,
        fallback: None,
        description: language.summary.clone(),
        url: route.href(&config.base),
        canonical: route.absolute(&config.base),
        content: String::new(),
        contents: Vec::new(),
        breadcrumbs: Vec::new(),
        menu: menu(context, config.settings.menu.as_deref(), route, lang),
        footer: menu(context, config.settings.footer.as_deref(), route, lang),
        languages: Vec::new(),
        feeds: feeds(context, None, lang),
        date: None,
        updated: None,
        topics: Vec::new(),
        links: Vec::new(),
        contact: None,
        corrections: Vec::new(),
        gone: None,
        image: None,
        edit: None,
        named_by: Vec::new(),
    }
}

fn menu(context: &Context<'_>, items: Option<&[MenuItem]>, here: &Route, lang: Lang) -> Vec<MenuView> {
    items.unwrap_or_default().iter().filter_map(|item| menu_item(context, item, here, lang)).collect()
}

fn menu_item(context: &Context<'_>, item: &MenuItem, here: &Route, lang: Lang) -> Option<MenuView> {
    let graph = context.graph;
    let subject = if item.to.starts_with('/') {
        graph.routes.find(&page_route(&item.to)).map(|place| place.subject)
    } else {
        graph.subjects.find(&item.to, &Kind::ALL).ok()
    };
    let text = item.text.as_ref().map(|text| phrases::term(context.language(lang), text));
    let Some(ix) = subject else {
        let local = item.to.starts_with('/');
        if !local && !item.to.contains("://") && !item.to.starts_with("mailto:") {
            return None;
        }
        let url =
            if local { page_route(&item.to).href(&context.site.config.base) } else { item.to.0.clone() };
        let title = text.unwrap_or_else(|| item.to.0.clone());
        return Some(MenuView {
            link: LinkView { title, url: Some(url), lang: None, dir: None },
            current: None,
        });
    };
    if !graph.is_public(ix) {
        return None;
    }
    let mut link = context.link(ix, lang);
    if let Some(text) = text {
        link = LinkView { title: text, lang: None, dir: None, ..link };
    }
    let current = graph.routes.of(ix, lang).and_then(|route| {
        let home = graph.subjects.get(ix).id == HOME;
        match (route == here, here.as_str().starts_with(route.as_str()) && !home) {
            (true, _) => Some("page"),
            (_, true) => Some("true"),
            _ => None,
        }
    });
    Some(MenuView { link, current })
}

/// The feeds of the site and of a section, where there are dated entries.
fn feeds(context: &Context<'_>, section: Option<SubjectIx>, lang: Lang) -> Vec<FeedView> {
    let base = &context.site.config.base;
    let site = (None, context.language(lang).title.clone(), context.home(lang));
    let own = section.and_then(|ix| {
        let route = context.graph.routes.of(ix, lang)?.clone();
        Some((Some(ix), context.name(ix, lang).text, route))
    });
    std::iter::once(site)
        .chain(own)
        .filter(|(section, ..)| has_feed(context, *section, lang))
        .map(|(_, title, route)| FeedView {
            title: context.words(lang).with("feed-of", &[("title", &title)]),
            url: route.join("feed.xml").href(base),
        })
        .collect()
}

/// Whether the site, or a section, has a feed: its address is known and it has a dated entry.
pub fn has_feed(context: &Context<'_>, section: Option<SubjectIx>, lang: Lang) -> bool {
    !context.site.config.base.origin.is_empty() && !dated(context, section, lang).is_empty()
}

/// The dated entries of a section, or of the site, in a language: newest first.
pub fn dated(context: &Context<'_>, section: Option<SubjectIx>, lang: Lang) -> Vec<SubjectIx> {
    let graph = context.graph;
    let inside = |ix: SubjectIx| {
        let id = &graph.subjects.get(ix).id;
        section.is_none_or(|section| id.starts_with(&format!("{}/", graph.subjects.get(section).id)))
    };
    let mut list: Vec<(jiff::civil::Date, &str, SubjectIx)> = graph
        .subjects
        .iter()
        .filter(|(ix, subject)| subject.public && subject.version(lang).is_some() && inside(*ix))
        .filter_map(|(ix, subject)| {
            let entry = context.source(ix)?;
            let day = entry.common.date.or(entry.common.updated)?;
            Some((day.0, subject.id.as_str(), ix))
        })
        .collect();
    list.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    list.into_iter().map(|(_, _, ix)| ix).collect()
}

/// The template and the view of a record, page or section.
fn subject(writer: &mut TextWriter<'_>, ix: SubjectIx, route: &Route) -> (String, tera::Value) {
    let context = writer.context;
    let lang = writer.lang;
    let subject = context.graph.subjects.get(ix);
    let mut state = PageState::default();
    let page = page_view(writer, ix, route, &mut state);
    let source = context.source(ix);
    let (template, view) = match source.map(|entry| &entry.facts) {
        _ if subject.id == HOME => ("home.html", value(&plain(context, page, source, lang))),
        _ if subject.section => ("section.html", value(&section(writer, page, ix, &mut state))),
        Some(Facts::Body(..)) => ("body.html", value(&group_page(writer, page, ix, &mut state))),
        Some(Facts::Organisation(..)) => {
            ("organisation.html", value(&group_page(writer, page, ix, &mut state)))
        }
        Some(Facts::Person(_)) => ("person.html", value(&person_page(writer, page, ix, &mut state))),
        Some(Facts::Quote(_)) => match text::quote(writer, ix, &mut state) {
            Some(quote) => ("quote.html", value(&QuotePage { page, quote })),
            None => ("page.html", value(&plain(context, page, source, lang))),
        },
        Some(Facts::Note(_)) => ("note.html", value(&note_page(context, page, ix, lang))),
        Some(Facts::Meeting(_)) => match records::meeting(context, ix, lang) {
            Some(meeting) => ("meeting.html", value(&MeetingPage { page, meeting })),
            None => ("page.html", value(&plain(context, page, source, lang))),
        },
        Some(Facts::Page(_)) | None => ("page.html", value(&plain(context, page, source, lang))),
    };
    let own = context.entry(ix, lang).and_then(|entry| entry.common.template.as_deref());
    (own.unwrap_or(template).to_owned(), view)
}

fn page_view(writer: &mut TextWriter<'_>, ix: SubjectIx, route: &Route, state: &mut PageState) -> PageView {
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
    let mut page = frame(context, route, lang, kind, name.text);
    (page.title_lang, page.title_dir) = context.foreign(name.lang, lang).unzip();
    page.id.clone_from(&subject.id);
    reserve_ids(&mut state.ids);
    if text::has_own_text(subject.kind) {
        page.content = writer.text(ix, Placing { level: 1, contents: true }, state);
    }
    page.contents = state
        .contents
        .iter()
        .map(|(level, id, title)| ContentsView { level: *level, id: id.clone(), title: title.clone() })
        .collect();
    page.breadcrumbs = breadcrumbs(context, ix, lang);
    page.languages = languages(context, ix, lang);
    page.feeds = feeds(context, subject.section.then_some(ix), lang);
    // A record says who names it; of a page, its text is enough.
    let named_by = context.graph.backlinks[ix.0].iter().filter(|_| subject.kind != Kind::Page);
    page.named_by = named_by
        .filter(|from| context.graph.is_public(**from))
        .map(|from| records::card(context, *from, lang))
        .collect();
    let Some(entry) = context.entry(ix, lang) else { return page };
    if let Some((tag, dir)) = context.foreign(entry.lang, lang) {
        page.fallback = Some(context.language_name(entry.lang));
        page.text_lang = Some(tag);
        page.text_dir = Some(dir);
        if let Some(original) = context.graph.routes.of(ix, entry.lang) {
            page.canonical = original.absolute(&context.site.config.base);
        }
    }
    page.description = records::summary(entry).or(page.description.filter(|_| subject.id == HOME));
    page.edit = edit(context, entry);
    let topics = entry.common.topics.iter().flatten();
    page.topics = topics.filter_map(|name| topic_link(context, name, entry.lang)).collect();
    if let Some(source) = context.source(ix) {
        common(context, &mut page, source, &entry.common);
    }
    page
}

/// Anchors that templates use, so that no heading takes them.
fn reserve_ids(ids: &mut std::collections::HashSet<String>) {
    ids.extend(["content", "menu", "contents-heading"].map(str::to_owned));
}

/// Facts from the source's front matter, words from the translation's.
fn common(context: &Context<'_>, page: &mut PageView, source: &Entry, own: &Common) {
    let facts = &source.common;
    page.date = facts.date.map(|day| phrases::day(day.0));
    page.updated = own.updated.or(facts.updated).map(|day| phrases::day(day.0));
    page.links = own.links.as_ref().or(facts.links.as_ref()).into_iter().flatten().map(elsewhere).collect();
    page.contact = own.contact.as_ref().or(facts.contact.as_ref()).map(records::contact);
    let corrections = own.corrections.as_ref().or(facts.corrections.as_ref());
    page.corrections = corrections
        .into_iter()
        .flatten()
        .map(|c| CorrectionView { on: phrases::day(c.on.0), what: c.what.0.clone() })
        .collect();
    let gone = own.gone.as_ref().or(facts.gone.as_ref());
    page.gone = gone.map(|gone| GoneView { on: phrases::day(gone.on.0), why: gone.why.0.clone() });
    page.image = facts.image.as_ref().and_then(|image| {
        Some(PictureView {
            url: super::files::beside(context, source, image)?,
            alt: own
                .image_alt
                .as_ref()
                .or(facts.image_alt.as_ref())
                .map(|alt| alt.0.clone())
                .unwrap_or_default(),
            credit: own.image_credit.as_ref().or(facts.image_credit.as_ref()).map(|credit| credit.0.clone()),
        })
    });
}

fn edit(context: &Context<'_>, entry: &Entry) -> Option<String> {
    let repository = context.site.config.settings.repository.as_ref()?;
    let path = &context.files.get(entry.file).path;
    Some(format!("{}/{path}", repository.trim_end_matches('/')))
}

fn topic_link(context: &Context<'_>, name: &str, lang: Lang) -> Option<LinkView> {
    let topic = context.graph.topics.find(lang, name)?;
    let url = topic_route(context, lang, Some(topic)).href(&context.site.config.base);
    Some(LinkView { title: topic.name.clone(), url: Some(url), lang: None, dir: None })
}

fn home_link(context: &Context<'_>, lang: Lang) -> LinkView {
    let url = context.home(lang).href(&context.site.config.base);
    LinkView { title: context.words(lang).get("home"), url: Some(url), lang: None, dir: None }
}

fn breadcrumbs(context: &Context<'_>, ix: SubjectIx, lang: Lang) -> Vec<LinkView> {
    let id = &context.graph.subjects.get(ix).id;
    if id == HOME {
        return Vec::new();
    }
    let mut above = Vec::new();
    let mut folder = parent(id);
    while let Some(id) = folder {
        above.extend(context.graph.subjects.by_id(id).map(|section| context.link(section, lang)));
        folder = parent(id);
    }
    above.push(home_link(context, lang));
    above.reverse();
    above
}

/// The page in the site's languages; empty on a site of one language.
fn languages(context: &Context<'_>, ix: SubjectIx, lang: Lang) -> Vec<LanguageView> {
    let config = &context.site.config;
    if config.languages.len() < 2 {
        return Vec::new();
    }
    let subject = context.graph.subjects.get(ix);
    config
        .langs()
        .map(|to| {
            let language = context.language(to);
            let route = context.graph.routes.of(ix, to).cloned().unwrap_or_else(|| context.home(to));
            LanguageView {
                tag: language.tag.clone(),
                name: context.language_name(to),
                dir: language.dir,
                url: route.href(&config.base),
                absolute: route.absolute(&config.base),
                current: to == lang,
                translated: subject.version(to).is_some() || subject.source.is_none(),
            }
        })
        .collect()
}

fn plain(context: &Context<'_>, page: PageView, source: Option<&Entry>, lang: Lang) -> PlainPage {
    let accessibility = match source.map(|entry| &entry.facts) {
        Some(Facts::Page(own)) => own.accessibility.as_ref(),
        _ => None,
    };
    let accessibility =
        accessibility.map(|statement| statement_facts(context, statement, lang)).unwrap_or_default();
    PlainPage { page, accessibility }
}

fn statement_facts(context: &Context<'_>, statement: &Accessibility, lang: Lang) -> Vec<FactView> {
    let words = context.words(lang);
    let text = |text: &Option<crate::site::values::Text>| text.as_ref().map(|text| text.0.clone());
    [
        ("accessibility-status", Some(words.get(statement.status.word()))),
        ("accessibility-standard", text(&statement.standard)),
        ("accessibility-assessed-on", statement.assessed_on.map(|day| phrases::day(day.0).words)),
        ("accessibility-method", text(&statement.method)),
        ("accessibility-limits", text(&statement.limits)),
        ("accessibility-feedback", text(&statement.feedback)),
        ("accessibility-enforcement", text(&statement.enforcement)),
    ]
    .into_iter()
    .filter_map(|(key, value)| Some(FactView { name: words.get(key), value: value? }))
    .collect()
}

fn section(writer: &mut TextWriter<'_>, page: PageView, ix: SubjectIx, state: &mut PageState) -> SectionPage {
    let context = writer.context;
    let below = context.graph.sections.below(ix, writer.lang);
    let sections = context.graph.sections.sections(ix);
    SectionPage {
        page,
        sections: sections.iter().map(|section| context.link(*section, writer.lang)).collect(),
        items: below.iter().map(|ix| text::card_with_words(writer, *ix, state)).collect(),
    }
}

fn topic_page(context: &Context<'_>, topic: &Topic, route: &Route, lang: Lang) -> SectionPage {
    let title = context.words(lang).with("topic", &[("topic", &topic.name)]);
    let mut page = frame(context, route, lang, "topic", title);
    page.description = None;
    let topics_url = topic_route(context, lang, None).href(&context.site.config.base);
    let topics_title = context.words(lang).get("topics");
    page.breadcrumbs = vec![
        home_link(context, lang),
        LinkView { title: topics_title, url: Some(topics_url), lang: None, dir: None },
    ];
    let items: Vec<CardView> = topic.subjects.iter().map(|ix| records::card(context, *ix, lang)).collect();
    SectionPage { page, sections: Vec::new(), items }
}

fn topics_page(context: &Context<'_>, route: &Route, lang: Lang) -> SectionPage {
    let mut page = frame(context, route, lang, "topics", context.words(lang).get("topics"));
    page.description = None;
    page.breadcrumbs = vec![home_link(context, lang)];
    let topics = context.graph.topics.of(lang);
    let sections = topics.filter_map(|topic| topic_link(context, &topic.name, lang)).collect();
    SectionPage { page, sections, items: Vec::new() }
}

/// All pages and records in the order of their titles.
fn a_to_z_page(context: &Context<'_>, route: &Route, lang: Lang) -> SectionPage {
    let mut page = frame(context, route, lang, "a-z", context.words(lang).get("a-z"));
    page.description = None;
    page.breadcrumbs = vec![home_link(context, lang)];
    let online = context.graph.subjects.iter().filter(|(ix, _)| context.graph.routes.of(*ix, lang).is_some());
    let mut links: Vec<LinkView> = online.map(|(ix, _)| context.link(ix, lang)).collect();
    let collator = collator(&context.language(lang).tag);
    links.sort_by(|a, b| collator.compare(&a.title, &b.title).then_with(|| a.url.cmp(&b.url)));
    SectionPage { page, sections: links, items: Vec::new() }
}

fn quotes(writer: &mut TextWriter<'_>, list: Vec<SubjectIx>, state: &mut PageState) -> Vec<RecordView> {
    let public: Vec<SubjectIx> = list.into_iter().filter(|ix| writer.context.graph.is_public(*ix)).collect();
    public.into_iter().map(|ix| text::record(writer, ix, Form::Full, 3, state)).collect()
}

fn group_page(
    writer: &mut TextWriter<'_>,
    page: PageView,
    ix: SubjectIx,
    state: &mut PageState,
) -> GroupPage {
    let context = writer.context;
    let lang = writer.lang;
    let relations = &context.graph.relations;
    let cards = |list: Vec<SubjectIx>| -> Vec<CardView> {
        let public = list.into_iter().filter(|ix| context.graph.is_public(*ix));
        public.map(|ix| records::card(context, ix, lang)).collect()
    };
    let members: Vec<SubjectIx> =
        relations.memberships.iter().filter(|m| m.group == ix).map(|m| m.member).collect();
    let spoken = relations.attributions.iter().filter(|(_, a)| {
        let of = |who: Option<SubjectIx>| who.is_some_and(|who| who == ix || members.contains(&who));
        of(a.speaker) || of(a.organisation)
    });
    let spoken: Vec<SubjectIx> = spoken.map(|(quote, _)| *quote).collect();
    let mut named = page;
    let notes: Vec<SubjectIx> = firsts(&relations.about, ix).collect();
    // What has a list of its own is not listed again.
    let listed = |id: &str| {
        let of = |list: &[SubjectIx]| list.iter().any(|ix| context.graph.subjects.get(*ix).id == id);
        of(&spoken) || of(&notes)
    };
    named.named_by.retain(|card| !listed(&card.id));
    GroupPage {
        group: records::group(context, ix, lang).unwrap_or_else(|| empty_group(context, lang)),
        memberships: records::memberships(context, ix, lang),
        relations_to: records::relations_to(context, ix, lang),
        bodies: cards(ordered(context, firsts(&relations.of, ix).collect(), lang)),
        notes: cards(notes),
        meetings: records::meetings(context, ix, lang),
        quotes: quotes(writer, spoken, state),
        page: named,
    }
}

/// Records in the order of their own section's list.
fn ordered(context: &Context<'_>, mut list: Vec<SubjectIx>, lang: Lang) -> Vec<SubjectIx> {
    let place = |ix: &SubjectIx| {
        let folder = parent(&context.graph.subjects.get(*ix).id)?;
        let section = context.graph.subjects.by_id(folder)?;
        context.graph.sections.below(section, lang).iter().position(|other| other == ix)
    };
    list.sort_by_key(place);
    list
}

fn empty_group(context: &Context<'_>, lang: Lang) -> super::views::GroupView {
    super::views::GroupView {
        acronym: None,
        other_names: Vec::new(),
        classification: None,
        of: None,
        within: None,
        part_of: None,
        members_heading: context.words(lang).get("members"),
        members: Vec::new(),
        former_members: Vec::new(),
        future_members: Vec::new(),
        chairs: Vec::new(),
        relations: Vec::new(),
        meets: Vec::new(),
        founded: None,
        dissolved: None,
        website: None,
        identifiers: Vec::new(),
    }
}

fn person_page(
    writer: &mut TextWriter<'_>,
    mut page: PageView,
    ix: SubjectIx,
    state: &mut PageState,
) -> PersonPage {
    let context = writer.context;
    let lang = writer.lang;
    let facts = context.source(ix).map(|entry| &entry.facts);
    let (honorific, website, identifiers) = match facts {
        Some(Facts::Person(person)) => (
            person.honorific.as_ref().map(|text| text.0.clone()),
            person.website.as_ref().map(|text| text.0.clone()),
            person.identifiers.as_ref().map(records::identifier_links).unwrap_or_default(),
        ),
        _ => (None, None, Vec::new()),
    };
    let attributions = context.graph.relations.attributions.iter();
    let spoken: Vec<SubjectIx> =
        attributions.filter(|(_, a)| a.speaker == Some(ix)).map(|(quote, _)| *quote).collect();
    page.named_by.retain(|card| !spoken.iter().any(|ix| context.graph.subjects.get(*ix).id == card.id));
    PersonPage {
        honorific,
        posts: records::posts(context, ix, lang, Tense::Present),
        former_posts: records::posts(context, ix, lang, Tense::Past),
        memberships: records::memberships(context, ix, lang),
        quotes: quotes(writer, ordered(context, spoken, lang), state),
        website,
        identifiers,
        page,
    }
}

fn note_page(context: &Context<'_>, page: PageView, ix: SubjectIx, lang: Lang) -> NotePage {
    let forum = match context.source(ix).map(|entry| &entry.facts) {
        Some(Facts::Note(note)) => note
            .forum
            .as_ref()
            .and_then(|forum| context.graph.subjects.find(forum, &[Kind::Organisation, Kind::Body]).ok()),
        _ => None,
    };
    let about = seconds(&context.graph.relations.about, ix).filter(|to| Some(*to) != forum);
    NotePage {
        about: about.map(|to| context.link(to, lang)).collect(),
        forum: forum.map(|to| context.link(to, lang)),
        page,
    }
}
