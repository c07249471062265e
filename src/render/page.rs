//! Pages: which template shows which view, and the HTML of each.

use tera::Value;

use super::context::{Context, SiteValue};
use super::fault::TemplateFault;
use super::frame::{frame, page_view, site_view};
use super::languages::languages;
use super::markdown::PageState;
use super::text::{self, TextWriter};
use super::theme::value;
use super::views::{Framed, MeetingPage, SectionPage};
use super::{corrections, json_ld, kinds, lists, open_data, records, search};
use crate::digest::{Short, short};
use crate::resolve::SubjectIx;
use crate::resolve::subjects::HOME;
use crate::resolve::topics::Topic;
use crate::site::{Facts, Lang, Route};

/// A page that Plenary makes or shows.
#[derive(Clone, Copy, Debug)]
pub enum Shown<'a> {
    /// A record, page or section.
    Subject(SubjectIx),
    /// A topic.
    Topic(&'a Topic),
    /// The list of topics.
    Topics,
    /// Everything from A to Z.
    AToZ,
    /// Public corrections.
    Corrections,
    /// What open data there is.
    Data,
    /// The page on which one searches.
    Search,
    /// What is shown where there is no page.
    NotFound,
}

/// What the HTML of a page is made of.
pub struct Sheet<'a> {
    context: &'a Context<'a>,
    template: &'a str,
    lang: Lang,
    page: Value,
    /// Templates that failed while records were set into texts.
    faults: Vec<TemplateFault>,
}

impl<'a> Sheet<'a> {
    /// What a page shows; of a long list, a part of it, from 1.
    pub fn new(context: &'a Context<'a>, shown: Shown<'_>, route: &Route, lang: Lang, part: usize) -> Self {
        let mut writer = TextWriter::new(context, lang);
        let (template, page) = match shown {
            Shown::Subject(ix) => (template(context, ix, lang), subject(&mut writer, ix, route, part)),
            Shown::Topic(topic) => (
                "topic.html",
                list(context, lists::topic_page(context, topic, route, lang, part), Some(topic), lang),
            ),
            Shown::AToZ => {
                ("section.html", list(context, lists::a_to_z_page(context, route, lang), None, lang))
            }
            Shown::Topics => {
                ("section.html", list(context, lists::topics_page(context, route, lang), None, lang))
            }
            Shown::Corrections => {
                let mut corrections = corrections::page(context, route, lang);
                corrections.page.json_ld = json_ld::of_page(context, &corrections.page, lang);
                ("corrections.html", value(&corrections))
            }
            Shown::Data => {
                let mut data = open_data::data_page(context, route, lang);
                data.page.json_ld = json_ld::of_data(context, &data, lang);
                ("data.html", value(&data))
            }
            Shown::Search => {
                let mut search = search::page(context, route, lang);
                search.page.json_ld = json_ld::of_page(context, &search.page, lang);
                ("search.html", value(&search))
            }
            Shown::NotFound => {
                let mut page = frame(context, route, lang, "404", context.words(lang).get("not-found"));
                page.description = None;
                page.languages = languages(context, lang, |to| Some((context.home(to), true)));
                page.json_ld = json_ld::of_page(context, &page, lang);
                ("404.html", value(&page))
            }
        };
        Self { context, template, lang, page, faults: writer.faults }
    }

    /// The digest of everything that the HTML is made of: the same key, the same bytes. None where it
    /// cannot be made.
    pub fn key(&self) -> Option<Short> {
        let context = self.context;
        let basis = context.theme.basis(self.template, usize::from(self.lang.0), context.files);
        let page = serde_json::to_vec(&self.page).ok().filter(|_| self.faults.is_empty())?;
        let site = self.site().digest;
        Some(short(&[&basis, &site, &page]))
    }

    /// What is the same on all pages of its language.
    fn site(&self) -> &'a SiteValue {
        self.context.site_value(self.lang, || value(&site_view(self.context, self.lang)))
    }

    /// The HTML.
    ///
    /// # Errors
    /// The templates that failed.
    pub fn html(self) -> Result<String, Vec<TemplateFault>> {
        let site = self.site().value.clone();
        let Self { context, template, lang, page, mut faults } = self;
        let tag = &context.language(lang).tag;
        match context.theme.render(template, tag, &[("page", page), ("site", site)], context.files) {
            Ok(html) if faults.is_empty() => Ok(html),
            Ok(_) => Err(faults),
            Err(fault) => {
                faults.push(*fault);
                Err(faults)
            }
        }
    }
}

/// The template that shows a record, page or section.
pub fn template<'a>(context: &Context<'a>, ix: SubjectIx, lang: Lang) -> &'a str {
    let own = context.entry(ix, lang).and_then(|entry| entry.common.template.as_deref());
    // A template that is not there has its own finding.
    if let Some(own) = own.filter(|own| context.theme.has(own)) {
        return own;
    }
    let subject = context.graph.subjects.get(ix);
    match context.source(ix).map(|entry| &entry.facts) {
        _ if subject.id == HOME => "home.html",
        _ if subject.section => "section.html",
        Some(Facts::Body(..)) => "body.html",
        Some(Facts::Organisation(..)) => "organisation.html",
        Some(Facts::Person(_)) => "person.html",
        Some(Facts::Quote(_)) => "quote.html",
        Some(Facts::Note(_)) => "note.html",
        Some(Facts::Meeting(_)) => "meeting.html",
        Some(Facts::Page(_)) | None => "page.html",
    }
}

/// The view of a list.
fn list(context: &Context<'_>, mut list: SectionPage, topic: Option<&Topic>, lang: Lang) -> Value {
    list.page.json_ld = json_ld::of_list(context, &list, topic, lang);
    value(&list)
}

/// The view of a record, page or section.
fn subject(writer: &mut TextWriter<'_>, ix: SubjectIx, route: &Route, part: usize) -> Value {
    let context = writer.context;
    let lang = writer.lang;
    let subject = context.graph.subjects.get(ix);
    let mut state = PageState::default();
    let page = page_view(writer, ix, route, &mut state);
    let source = context.source(ix);
    let plain = |page| record(context, kinds::plain(context, page, source, lang), ix, lang);
    match source.map(|entry| &entry.facts) {
        _ if subject.id == HOME => record(context, lists::home(context, page, ix, lang), ix, lang),
        _ if subject.section => list(context, lists::section(writer, page, ix, part, &mut state), None, lang),
        Some(Facts::Body(..) | Facts::Organisation(..)) => {
            record(context, kinds::group_page(writer, page, ix, &mut state), ix, lang)
        }
        Some(Facts::Person(_)) => record(context, kinds::person_page(writer, page, ix, &mut state), ix, lang),
        Some(Facts::Quote(_)) => match text::quote(writer, ix, &mut state) {
            Some(quote) => record(context, kinds::quote_page(page, quote), ix, lang),
            None => plain(page),
        },
        Some(Facts::Note(_)) => record(context, kinds::note_page(context, page, ix, lang), ix, lang),
        Some(Facts::Meeting(_)) => match records::meeting(context, ix, lang) {
            Some(meeting) => record(context, MeetingPage { page, meeting }, ix, lang),
            None => plain(page),
        },
        Some(Facts::Page(_)) | None => plain(page),
    }
}

/// The view of a record or page, with what it says to machines.
fn record(context: &Context<'_>, mut shown: impl Framed, ix: SubjectIx, lang: Lang) -> Value {
    let page = shown.frame();
    page.json_ld = json_ld::of_subject(context, page, ix, lang);
    value(&shown)
}
