//! What rendering needs, gathered once: the site and its tables, the theme, words and acronyms.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use super::abbreviations::Acronyms;
use super::link;
use super::phrases::{self, Named};
use super::registered::Register;
use super::theme::Theme;
use super::views::{LinkView, TextView};
use super::words::Words;
use crate::assets::{Assets, Pictures};
use crate::digest::{Short, short};
use crate::files::Files;
use crate::locale::{names, typesetter};
use crate::read::parent;
use crate::resolve::subjects::HOME;
use crate::resolve::topics::Topic;
use crate::resolve::{Graph, SubjectIx};
use crate::site::config::Language;
use crate::site::{Entry, Facts, Kind, Lang, Site};

/// What rendering needs.
#[derive(Debug)]
pub struct Context<'a> {
    /// The site folder.
    pub files: &'a Files,
    /// What the author wrote.
    pub site: &'a Site,
    /// What follows from it.
    pub graph: &'a Graph,
    /// The site's colours and icons.
    pub assets: &'a Assets,
    /// The pictures of pages.
    pub pictures: &'a Pictures,
    /// The templates.
    pub theme: &'a Theme,
    /// The words of each language.
    pub words: &'a Arc<Vec<Words>>,
    /// The acronyms of each language.
    pub acronyms: Vec<Acronyms>,
    /// What each language is called in each reader's.
    names: Vec<Vec<String>>,
    /// What is the same on all pages, by language, once it was asked for.
    sites: Vec<OnceLock<SiteValue>>,
    /// What open data says, once it was asked for.
    pub(super) register: OnceLock<Register>,
    /// The places of dated entries, by language, once they were asked for.
    ranks: Vec<OnceLock<HashMap<SubjectIx, usize>>>,
    /// The content of entries as feeds have it, by language and subject, once it was asked for.
    contents: OnceLock<Vec<OnceLock<String>>>,
}

/// What is the same on all pages of a language, as templates read it.
#[derive(Debug)]
pub struct SiteValue {
    /// The view.
    pub value: tera::Value,
    /// Its digest.
    pub digest: Short,
}

/// A name and the language it is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The name.
    pub text: String,
    /// The name as HTML, where it is composed around one in another language.
    pub html: Option<String>,
    /// Its language.
    pub lang: Lang,
}

impl<'a> Context<'a> {
    /// Gathers the acronyms of all languages.
    pub fn new(
        files: &'a Files,
        site: &'a Site,
        graph: &'a Graph,
        assets: &'a Assets,
        pictures: &'a Pictures,
        theme: &'a Theme,
        words: &'a Arc<Vec<Words>>,
    ) -> Self {
        let sites = site.config.langs().map(|_| OnceLock::new()).collect();
        let ranks = site.config.langs().map(|_| OnceLock::new()).collect();
        let tags: Vec<&str> = site.config.languages.iter().map(|language| language.tag.as_str()).collect();
        let in_all = |tag: &&str| tags.iter().map(|reader| names::name(tag, reader)).collect();
        let mut names: Vec<Vec<String>> = tags.iter().map(in_all).collect();
        // Two that are called alike are told apart by their tags.
        for i in 0..tags.len() {
            let is_alike = |other: usize| other != i && names[other][other] == names[i][i];
            if (0..tags.len()).any(is_alike) && tags[i].contains('-') {
                names[i][i] = format!("{} ({})", names[i][i], tags[i]);
            }
        }
        let (acronyms, register, contents) = (Vec::new(), OnceLock::new(), OnceLock::new());
        let mut context = Self {
            files,
            site,
            graph,
            assets,
            pictures,
            theme,
            words,
            acronyms,
            names,
            sites,
            register,
            ranks,
            contents,
        };
        context.acronyms = site.config.langs().map(|lang| context.acronyms_of(lang)).collect();
        context
    }

    /// What is the same on all pages of a language, which `make` makes once.
    pub fn site_value(&self, lang: Lang, make: impl FnOnce() -> tera::Value) -> &SiteValue {
        self.sites[usize::from(lang.0)].get_or_init(|| {
            let value = make();
            let digest = short(&[&serde_json::to_vec(&value).unwrap_or_default()]);
            SiteValue { value, digest }
        })
    }

    /// The place of an entry among the dated ones of a language, the newest first; none where it bears no date.
    pub fn rank(&self, ix: SubjectIx, lang: Lang) -> Option<usize> {
        let dated = || self.graph.dated.of(None, lang).iter().enumerate().map(|(i, ix)| (*ix, i)).collect();
        self.ranks[usize::from(lang.0)].get_or_init(dated).get(&ix).copied()
    }

    /// The place of the content of an entry as feeds have it.
    pub fn content(&self, ix: SubjectIx, lang: Lang) -> &OnceLock<String> {
        let count = self.graph.subjects.len();
        let all = || (0..count * self.site.config.languages.len()).map(|_| OnceLock::new()).collect();
        &self.contents.get_or_init(all)[usize::from(lang.0) * count + ix.0]
    }

    fn acronyms_of(&self, lang: Lang) -> Acronyms {
        let mut acronyms = Acronyms::default();
        for (ix, subject) in self.graph.subjects.iter().filter(|(_, subject)| subject.is_listed()) {
            if matches!(subject.kind, Kind::Body | Kind::Organisation)
                && let Some(acronym) = self.acronym(ix)
            {
                let name = self.name(ix, lang);
                acronyms.add(&acronym, &self.borrowed(&name.text, name.lang, lang));
            }
        }
        for (acronym, full) in self.site.config.settings.acronyms.iter().flatten() {
            acronyms.add(acronym, &self.term(full, lang));
        }
        acronyms
    }

    /// A plain text of an author (a title, a summary, a caption) with the marks and spaces of its language.
    /// Rules, seals and ids go by what is written; what is shown is set.
    pub fn set(&self, text: &str, lang: Lang) -> String {
        typesetter::set(&self.language(lang).tag, text).into_owned()
    }

    /// The site's name for a reader of a language.
    pub fn site_name(&self, lang: Lang) -> Name {
        let language = self.language(lang);
        let written = if language.has_title { lang } else { Lang::DEFAULT };
        Name { text: self.set(&language.title, written), html: None, lang: written }
    }

    /// The title of a topic's page.
    pub fn topic_title(&self, topic: &Topic, lang: Lang) -> String {
        self.words(lang).with("topic", &[("topic", &self.set(&topic.name, lang))])
    }

    /// The licence of what is published, as `site.yaml` has it; none where it says nothing.
    pub fn licence(&self) -> Option<&'a str> {
        self.site.config.settings.licence.as_deref().map(str::trim).filter(|licence| !licence.is_empty())
    }

    /// A language's settings.
    pub fn language(&self, lang: Lang) -> &'a Language {
        self.site.config.language(lang)
    }

    /// A language's words.
    pub fn words(&self, lang: Lang) -> &'a Words {
        &self.words[usize::from(lang.0)]
    }

    /// The entry that holds a subject's facts.
    pub fn source(&self, ix: SubjectIx) -> Option<&'a Entry> {
        self.graph.source(self.site, ix)
    }

    /// The entry that a reader of a language sees.
    pub fn entry(&self, ix: SubjectIx, lang: Lang) -> Option<&'a Entry> {
        self.graph.entry(self.site, ix, lang)
    }

    /// A subject's acronym.
    pub fn acronym(&self, ix: SubjectIx) -> Option<String> {
        let group = self.source(ix)?.facts.group()?;
        group.acronym.as_ref().map(|acronym| acronym.0.clone())
    }

    /// A subject's name for a reader of a language.
    pub fn name(&self, ix: SubjectIx, lang: Lang) -> Name {
        let subject = self.graph.subjects.get(ix);
        let entry = self.entry(ix, lang);
        if let Some(entry) = entry
            && let Some(title) = entry.common.title.as_ref().filter(|title| !title.is_empty())
        {
            return Name { text: self.set(title, entry.lang), html: None, lang: entry.lang };
        }
        let own = |text: String| Name { text, html: None, lang };
        let words = self.words(lang);
        match self.source(ix).map(|entry| &entry.facts) {
            Some(Facts::Quote(_)) => match self.graph.relations.attribution(ix).speaker {
                Some(speaker) => self.around(&self.name(speaker, lang), lang, |name| {
                    words.with("quote-of", &[("name", name)])
                }),
                None => own(self.words(lang).get("quote-untitled")),
            },
            Some(Facts::Meeting(meeting)) => {
                let day = meeting.starts.map(|starts| starts.zoned().date());
                match (self.meeting_body(ix).map(|body| self.name(body, lang)), day) {
                    (Some(body), Some(day)) => self.around(&body, lang, |body| {
                        words.with("meeting-of", &[("body", body), ("date", &phrases::day(words, day).words)])
                    }),
                    (Some(body), None) => body,
                    (None, Some(day)) => own(phrases::day(self.words(lang), day).words),
                    (None, None) => own(self.words(lang).get("meeting-untitled")),
                }
            }
            _ if subject.id == HOME => self.site_name(lang),
            _ if subject.section => self.section_name(&subject.id, lang),
            _ => Name { text: subject.short_id().to_owned(), html: None, lang: Lang::DEFAULT },
        }
    }

    /// A title in the reader's language that is made of a name, which may be in another.
    fn around(&self, name: &Name, reader: Lang, title: impl Fn(&str) -> String) -> Name {
        let foreign = self.borrowed(&name.text, name.lang, reader);
        let html = foreign.lang.is_some().then(|| title(&link::text(&foreign)));
        Name { text: title(&name.text), html, lang: reader }
    }

    /// The name of a folder without a page of its own: the interface's word for its kind, else the
    /// folder's name.
    fn section_name(&self, id: &str, lang: Lang) -> Name {
        if Kind::of_folder(id).is_some() {
            return Name { text: self.words(lang).get(id), html: None, lang };
        }
        let name = id.rsplit('/').next().unwrap_or(id).replace('-', " ");
        Name { text: phrases::capitalise(&name), html: None, lang: Lang::DEFAULT }
    }

    /// Whose meeting it is.
    pub fn meeting_body(&self, meeting: SubjectIx) -> Option<SubjectIx> {
        crate::resolve::relations::seconds(&self.graph.relations.meetings, meeting).next()
    }

    /// The tag and direction of a language, where it is not the reader's.
    pub fn foreign(&self, lang: Lang, reader: Lang) -> Option<(String, &'static str)> {
        (lang != reader).then(|| {
            let language = self.language(lang);
            (language.tag.clone(), language.dir)
        })
    }

    /// What a language is called in the reader's, as it stands within a sentence.
    pub fn language_name(&self, lang: Lang, reader: Lang) -> &str {
        &self.names[usize::from(lang.0)][usize::from(reader.0)]
    }

    /// Words that are written in a language, for a reader of another.
    pub fn borrowed(&self, text: &str, lang: Lang, reader: Lang) -> TextView {
        let text = self.set(text, lang);
        let (lang, dir) = self.foreign(lang, reader).unzip();
        TextView { text, lang, dir }
    }

    /// A short text of a record (a role, a level, a place): in the reader's language where `terms` has it,
    /// else as the record has it, in the site's own.
    pub fn term(&self, word: &str, reader: Lang) -> TextView {
        match self.language(reader).terms.get(word) {
            Some(term) => self.borrowed(term, reader, reader),
            None => self.borrowed(word, Lang::DEFAULT, reader),
        }
    }

    /// A short text of a record for a reader of a language, and the tag of the language that it is in.
    pub fn labelled(&self, word: &str, reader: Lang) -> (String, String) {
        let view = self.term(word, reader);
        (view.text, view.lang.unwrap_or_else(|| self.language(reader).tag.clone()))
    }

    /// Words of front matter that is written in a language: those of the site's own have their translation in
    /// `terms`.
    pub fn written(&self, text: &str, lang: Lang, reader: Lang) -> TextView {
        if lang == Lang::DEFAULT { self.term(text, reader) } else { self.borrowed(text, lang, reader) }
    }

    /// A subject as a sentence names it.
    pub fn named(&self, ix: SubjectIx, lang: Lang) -> Named {
        let kind = self.graph.subjects.get(ix).kind;
        let view = self.link(ix, lang);
        let html = link::view(&view, self.language(lang).dir);
        Named::new(self.words(lang), kind, &view.title, view.lang.is_some(), html)
    }

    /// A link to a subject for a reader of a language; without address where it is not online.
    pub fn link(&self, ix: SubjectIx, lang: Lang) -> LinkView {
        let name = self.name(ix, lang);
        let foreign = self.foreign(name.lang, lang);
        let route = self.graph.is_public(ix).then(|| self.graph.routes.nearest(ix, lang)).flatten();
        LinkView {
            title: name.text,
            html: name.html,
            url: route.map(|(route, _)| route.href(&self.site.config.base)),
            lang: foreign.as_ref().map(|(tag, _)| tag.clone()),
            dir: foreign.map(|(_, dir)| dir),
        }
    }

    /// Puts subjects in the order of the lists of their own sections: by section, then by place.
    pub fn in_order(&self, list: impl IntoIterator<Item = SubjectIx>, lang: Lang) -> Vec<SubjectIx> {
        let mut list: Vec<SubjectIx> = list.into_iter().collect();
        list.sort_by_cached_key(|ix| {
            let section =
                parent(&self.graph.subjects.get(*ix).id).and_then(|id| self.graph.subjects.by_id(id));
            let place = self.graph.sections.place(*ix, lang).map_or(usize::MAX, |(_, place)| place);
            (section, place, *ix)
        });
        list
    }
}
