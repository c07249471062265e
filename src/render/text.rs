//! The text of an entry as HTML, for a reader of a language: answers what the Markdown writer asks.

use super::context::Context;
use super::fault::TemplateFault;
use super::markdown::{self, Host, Href, PageState, Style};
use super::pictures::{self, Shown};
use super::theme::value;
use super::views::{
    CardView, ContentsView, DiagramView, EmbedView, LinkView, QuoteView, RecordView, TextView,
    TranslationView,
};
use super::{diagram, html, phrases, records};
use crate::locale::{self, names, typesetter};
use crate::read::markdown::unique;
use crate::resolve::SubjectIx;
use crate::resolve::forms::Form;
use crate::resolve::targets::{Names, Target};
use crate::site::config::RawHtml;
use crate::site::values::{Text, is_web_address};
use crate::site::{Entry, EntryIx, Facts, Kind, Lang};

/// How deep embeds may lie in each other; circles were taken out before.
const DEPTH: usize = 16;

/// Writes texts for a reader of one language.
pub struct TextWriter<'a> {
    /// The site and its tables.
    pub context: &'a Context<'a>,
    /// The reader's language.
    pub lang: Lang,
    /// The language of the text that is being written.
    around: Lang,
    /// Templates that failed while records were set in.
    pub faults: Vec<TemplateFault>,
}

/// How a text stands on the page.
#[derive(Clone, Copy, Debug)]
pub struct Placing {
    /// The level of the heading above.
    pub level: u8,
    /// Whether its headings enter the page's contents.
    pub contents: bool,
}

impl<'a> TextWriter<'a> {
    /// A writer for a reader of a language.
    pub fn new(context: &'a Context<'a>, lang: Lang) -> Self {
        Self { context, lang, around: lang, faults: Vec::new() }
    }

    /// The text of a subject.
    pub fn text(&mut self, ix: SubjectIx, placing: Placing, state: &mut PageState) -> String {
        let subject = self.context.graph.subjects.get(ix);
        let fallback = self.context.site.config.fallback();
        let Some(entry_ix) = subject.shown(self.lang, fallback) else { return String::new() };
        let entry = self.context.site.entry(entry_ix);
        let quote = matches!(entry.facts, Facts::Quote(_));
        let tag = &self.context.language(entry.lang).tag;
        let said_in = self.words_language(entry, ix);
        let (open, close) = typesetter::around(&said_in);
        let foreign = self.context.foreign(entry.lang, self.lang);
        let style = Style {
            typeset: (!quote).then_some(tag.as_str()),
            acronyms: (!quote).then(|| &self.context.acronyms[usize::from(entry.lang.0)]),
            words: self.context.words(entry.lang),
            level: placing.level,
            raw_html: self.context.site.config.settings.raw_html == Some(RawHtml::Allow),
            contents: placing.contents,
            foreign: foreign.as_ref().map(|(tag, dir)| (tag.as_str(), *dir)),
            marks: (quote && entry.text.has_words).then_some((open.as_str(), close.as_str())),
        };
        self.write(entry_ix, style, state)
    }

    /// The tag of the language in which the words of an entry are.
    pub fn words_language(&self, entry: &Entry, ix: SubjectIx) -> String {
        let source = self.context.source(ix).map(|source| &source.facts);
        match source {
            Some(Facts::Quote(quote)) if entry.lang == Lang::DEFAULT => {
                quote.language.as_ref().map(|tag| tag.0.clone())
            }
            _ => None,
        }
        .unwrap_or_else(|| self.context.language(entry.lang).tag.clone())
    }

    fn write(&mut self, entry_ix: EntryIx, style: Style<'_>, state: &mut PageState) -> String {
        let entry = self.context.site.entry(entry_ix);
        let text = self.context.files.get(entry.file).text();
        let body = entry.text.body.clone();
        let outer = std::mem::replace(&mut self.around, entry.lang);
        let mut host = EntryHost { writer: self, entry: entry_ix };
        let html = markdown::write(text, body, style, &mut host, state);
        self.around = outer;
        html
    }

    /// Records set into a page below a heading of a level; together they are `whole`.
    fn embed(
        &mut self,
        records: &[SubjectIx],
        whole: SubjectIx,
        form: Form,
        level: u8,
        state: &mut PageState,
    ) -> String {
        if state.depth >= DEPTH {
            return String::new();
        }
        state.depth += 1;
        let level = (level + 1).min(6);
        let views = records.iter().map(|ix| record(self, *ix, form, level, state)).collect();
        state.depth -= 1;
        let diagram = (form == Form::Diagram).then(|| self.diagram(records, whole, state)).flatten();
        let view = value(&EmbedView { level, records: views, diagram });
        let tag = &self.context.language(self.lang).tag;
        match self.context.theme.render(form.template(), tag, &[("embed", view)], self.context.files) {
            // In a text that stands in for a translation, a record is back in the reader's language.
            Ok(html) if self.around != self.lang => {
                let dir = self.context.language(self.lang).dir;
                format!("<div lang=\"{}\" dir=\"{dir}\">\n{html}</div>\n", html::escape(tag))
            }
            Ok(html) => html,
            Err(fault) => {
                self.faults.push(*fault);
                String::new()
            }
        }
    }

    /// The drawing of records.
    fn diagram(&self, records: &[SubjectIx], whole: SubjectIx, state: &mut PageState) -> Option<DiagramView> {
        // No heading's words give an underline, so the anchor of none is taken.
        let wanted = format!("diagram_{}", self.context.graph.subjects.get(whole).short_id());
        let id = unique(&wanted, &mut state.ids);
        let mut name = self.context.name(whole, self.lang).text;
        // Drawn again on the same page, it is told apart from the first.
        if let Some(number) = id.strip_prefix(&wanted).and_then(|rest| rest.strip_prefix('-')) {
            name = format!("{name} ({number})");
        }
        diagram::draw(self.context, records, self.lang, &name, id)
    }

    /// The records of a folder, in their order.
    fn folder(&self, section: SubjectIx) -> Vec<SubjectIx> {
        self.context.graph.sections.below(section, self.lang).to_vec()
    }
}

/// Answers for the text of one entry.
struct EntryHost<'a, 'w> {
    writer: &'w mut TextWriter<'a>,
    entry: EntryIx,
}

impl EntryHost<'_, '_> {
    fn target(&self, at: usize) -> Target {
        self.writer.context.graph.links.at(self.writer.context.site, self.entry, at).clone()
    }

    fn page(&self, ix: SubjectIx, anchor: Option<&str>) -> Href {
        let context = self.writer.context;
        let lang = self.writer.lang;
        let name = context.name(ix, lang);
        // Nothing of a held page shows, not even its title.
        if !context.graph.is_public(ix) {
            return Href::default();
        }
        let route = context.graph.is_public(ix).then(|| context.graph.routes.nearest(ix, lang)).flatten();
        let url = route.map(|(route, _)| {
            let anchor = anchor.map(|a| format!("#{a}")).unwrap_or_default();
            format!("{}{anchor}", route.href(&context.site.config.base))
        });
        let other = route.and_then(|(_, to)| context.foreign(to, lang)).map(|(tag, _)| tag);
        let title_lang = context.foreign(name.lang, context.site.entry(self.entry).lang);
        Href { url, title: name.text, note: None, lang: other, title_lang }
    }

    fn href(&self, target: Target) -> Href {
        let context = self.writer.context;
        let local = |url: String| Href { url: Some(url), ..Href::default() };
        match target {
            Target::Page(ix, anchor) => self.page(ix, anchor.as_deref()),
            Target::Record(ix, _) | Target::Folder(ix, _) => self.page(ix, None),
            Target::Made(route, anchor) => {
                let anchor = anchor.map(|a| format!("#{a}")).unwrap_or_default();
                let route = context.made(&route, self.writer.lang);
                local(format!("{}{anchor}", route.href(&context.site.config.base)))
            }
            Target::Anchor(anchor) => local(format!("#{anchor}")),
            // What no address may hold as it is (RFC 3986, 2.1).
            Target::Elsewhere(url) => local(url.replace('"', "%22").replace(' ', "%20")),
            Target::File(id) => {
                let file = context.files.get(id);
                let kind = file.ending().to_ascii_uppercase();
                let words = context.words(context.site.entry(self.entry).lang);
                let size = file.size().map(|size| phrases::size(words, size));
                let note = size.map(|size| words.with("file-of", &[("kind", &kind), ("size", &size)]));
                Href { note, ..local(super::files::file_route(file).href(&context.site.config.base)) }
            }
            Target::Nothing => Href::default(),
        }
    }
}

impl Host for EntryHost<'_, '_> {
    fn link(&mut self, at: usize) -> Href {
        self.href(self.target(at))
    }

    fn address(&mut self, written: &str) -> Option<String> {
        let context = self.writer.context;
        let (subjects, routes) = (&context.graph.subjects, &context.graph.routes);
        let names = Names { site: context.site, files: context.files, subjects, routes };
        match names.in_html(context.site.entry(self.entry), written)? {
            Target::Anchor(_) | Target::Elsewhere(_) => None,
            target => self.href(target).url,
        }
    }

    fn picture(&mut self, at: usize, shown: Shown<'_>) -> Option<String> {
        match self.target(at) {
            Target::File(id) => Some(pictures::view(self.writer.context, id, shown).html),
            Target::Elsewhere(address) => Some(pictures::elsewhere(&address, &shown)),
            _ => None,
        }
    }

    fn embed(&mut self, at: usize, level: u8, state: &mut PageState) -> String {
        let (records, whole, form) = match self.target(at) {
            Target::Record(ix, form) => (vec![ix], ix, form),
            Target::Folder(section, form) => (self.writer.folder(section), section, form),
            _ => return String::new(),
        };
        let graph = self.writer.context.graph;
        let records: Vec<SubjectIx> = records.into_iter().filter(|ix| graph.is_listed(*ix)).collect();
        if records.is_empty() {
            return String::new();
        }
        self.writer.embed(&records, whole, form, level, state)
    }
}

/// A record in a list; a quote with its words.
pub fn card_with_words(writer: &mut TextWriter<'_>, ix: SubjectIx, state: &mut PageState) -> CardView {
    let mut card = records::card(writer.context, ix, writer.lang);
    card.quote = quote(writer, ix, state);
    card
}

/// A record set into a page, in a form.
pub fn record(
    writer: &mut TextWriter<'_>,
    ix: SubjectIx,
    form: Form,
    level: u8,
    state: &mut PageState,
) -> RecordView {
    let context = writer.context;
    let subject = context.graph.subjects.get(ix);
    let mut view = RecordView {
        card: records::card(context, ix, writer.lang),
        anchor: String::new(),
        content: String::new(),
        text_lang: None,
        text_dir: None,
        group: None,
        meeting: None,
        meetings: Vec::new(),
    };
    if let Some(entry) = context.entry(ix, writer.lang) {
        (view.text_lang, view.text_dir) = context.foreign(entry.lang, writer.lang).unzip();
    }
    match form {
        Form::Text | Form::Full => {
            view.card.quote = quote(writer, ix, state);
            let headed = form == Form::Full && view.card.quote.is_none();
            if form == Form::Full {
                view.anchor = unique(subject.short_id(), &mut state.ids);
            }
            if headed {
                let LinkView { title, lang, dir, .. } = view.card.link.clone();
                state.contents.push(ContentsView { level, id: view.anchor.clone(), title, lang, dir });
            }
            if view.card.quote.is_none() {
                let above = if headed { level } else { level - 1 };
                view.content = writer.text(ix, Placing { level: above, contents: true }, state);
            }
            let facts_wanted = form == Form::Full || view.content.is_empty();
            if facts_wanted {
                view.group = records::group(context, ix, writer.lang);
                view.meeting = records::meeting(context, ix, writer.lang);
            }
        }
        Form::Card | Form::Cards => view.card.quote = quote(writer, ix, state),
        Form::Members => view.group = records::group(context, ix, writer.lang),
        Form::Meetings => view.meetings = records::meetings(context, ix, writer.lang),
        Form::List | Form::Diagram => view.group = records::group(context, ix, writer.lang),
    }
    view
}

/// A quote: its words between the marks of their language, and who said it.
pub fn quote(writer: &mut TextWriter<'_>, ix: SubjectIx, state: &mut PageState) -> Option<QuoteView> {
    let context = writer.context;
    let lang = writer.lang;
    let source = context.source(ix)?;
    let Facts::Quote(facts) = &source.facts else { return None };
    let entry = context.entry(ix, lang)?;
    let words = writer.text(ix, Placing { level: 6, contents: false }, state);
    let tag = writer.words_language(entry, ix);
    let own = &context.language(lang).tag;
    let foreign = !tag.eq_ignore_ascii_case(own);
    let attribution = context.graph.relations.attribution(ix);
    let translation = facts.translations.iter().flatten().find(|(to, _)| to.eq_ignore_ascii_case(own));
    let (open, close) = typesetter::around(own);
    Some(QuoteView {
        words,
        dir: foreign.then(|| locale::direction(&tag)),
        language: (foreign && facts.language.is_some()).then(|| names::name(&tag, own)),
        lang: foreign.then_some(tag),
        speaker: attribution.speaker.map(|speaker| context.link(speaker, lang)),
        post: facts.post.as_ref().map(|post| context.term(post, lang)),
        organisation: attribution.organisation.map(|organisation| {
            let mut link = context.link(organisation, lang);
            if let Some(acronym) = context.acronym(organisation) {
                link.title = acronym;
            }
            link
        }),
        date: source.common.date.map(|day| phrases::day(context.words(lang), day.0)),
        event: facts.event.as_ref().map(|event| context.term(event, lang)),
        source: facts.source.as_ref().map(|source| source_link(context, source, lang)),
        translation: translation.filter(|_| foreign).map(|(_, translation)| TranslationView {
            words: format!("{open}{}{close}", &*translation.text),
            by: translation.by.as_ref().map(|by| context.set(by, source.lang)),
        }),
    })
}

/// A source is an address or a title.
fn source_link(context: &Context<'_>, source: &Text, lang: Lang) -> LinkView {
    if is_web_address(source) {
        return LinkView {
            title: source.0.clone(),
            html: None,
            url: Some(source.0.clone()),
            lang: None,
            dir: None,
        };
    }
    let TextView { text, lang, dir } = context.term(source, lang);
    LinkView { title: text, html: None, url: None, lang, dir }
}

/// Whether a kind's text is shown on its own page as the page's text.
pub fn has_own_text(kind: Kind) -> bool {
    kind != Kind::Quote
}
