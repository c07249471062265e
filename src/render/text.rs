//! The text of an entry as HTML, for a reader of a language: answers what the Markdown writer asks.

use super::context::Context;
use super::markdown::{self, Host, Href, PageState, Style};
use super::records;
use super::theme::{TemplateFault, value};
use super::views::EmbedView;
use crate::resolve::SubjectIx;
use crate::resolve::links::{Form, Target};
use crate::site::config::RawHtml;
use crate::site::{Entry, EntryIx, Facts, Kind, Lang};

/// How deep embeds may lie in each other; circles were taken out before.
const DEPTH: usize = 16;

/// Writes texts for a reader of one language.
pub struct TextWriter<'a> {
    /// The site and its tables.
    pub context: &'a Context<'a>,
    /// The reader's language.
    pub lang: Lang,
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

impl TextWriter<'_> {
    /// The text of a subject.
    pub fn text(&mut self, ix: SubjectIx, placing: Placing, state: &mut PageState) -> String {
        let subject = self.context.graph.subjects.get(ix);
        let Some(entry_ix) = subject.version(self.lang).or(subject.source) else { return String::new() };
        let entry = self.context.site.entry(entry_ix);
        let quote = matches!(entry.facts, Facts::Quote(_));
        let tag = &self.context.language(entry.lang).tag;
        let said_in = self.words_language(entry, ix);
        let marks = super::typography::marks(&said_in);
        let style = Style {
            typeset: (!quote).then_some(tag.as_str()),
            acronyms: (!quote).then(|| &self.context.acronyms[usize::from(entry.lang.0)]),
            words: self.context.words(self.lang),
            level: placing.level,
            raw_html: self.context.site.config.settings.raw_html == Some(RawHtml::Allow),
            contents: placing.contents,
            marks: (quote && entry.text.has_words).then_some((marks.open, marks.close)),
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
        let mut host = EntryHost { writer: self, entry: entry_ix };
        markdown::write(text, body, style, &mut host, state)
    }

    /// Records set into a page below a heading of a level.
    fn embed(&mut self, records: &[SubjectIx], form: Form, level: u8, state: &mut PageState) -> String {
        if state.depth >= DEPTH {
            return String::new();
        }
        state.depth += 1;
        let level = (level + 1).min(6);
        let views = records.iter().map(|ix| records::record(self, *ix, form, level, state)).collect();
        state.depth -= 1;
        let view = value(&EmbedView { level, records: views });
        let tag = &self.context.language(self.lang).tag;
        match self.context.theme.render(form.template(), tag, &[("embed", view)], self.context.files) {
            Ok(html) => html,
            Err(fault) => {
                self.faults.push(fault);
                String::new()
            }
        }
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
        let route = context.graph.is_public(ix).then(|| context.graph.routes.nearest(ix, lang)).flatten();
        let url = route.map(|(route, _)| {
            let anchor = anchor.map(|a| format!("#{a}")).unwrap_or_default();
            format!("{}{anchor}", route.href(&context.site.config.base))
        });
        let other = route.and_then(|(_, to)| context.foreign(to, lang)).map(|(tag, _)| tag);
        let title_lang = context.foreign(name.lang, context.site.entry(self.entry).lang);
        Href { url, title: name.text, note: None, lang: other, title_lang }
    }
}

impl Host for EntryHost<'_, '_> {
    fn link(&mut self, at: usize) -> Href {
        let context = self.writer.context;
        let local = |url: String| Href { url: Some(url), ..Href::default() };
        match self.target(at) {
            Target::Page(ix, anchor) => self.page(ix, anchor.as_deref()),
            Target::Record(ix, _) | Target::Folder(ix, _) => self.page(ix, None),
            Target::Made(route) => local(route.href(&context.site.config.base)),
            Target::Anchor(anchor) => local(format!("#{anchor}")),
            Target::Elsewhere(url) => local(url),
            Target::File(id) => {
                let file = context.files.get(id);
                let kind = file.ending().to_ascii_uppercase();
                let size = file.size().map(size_in_words);
                let words = context.words(self.writer.lang);
                let note = size.map(|size| words.with("file-of", &[("kind", &kind), ("size", &size)]));
                Href { note, ..local(super::file_route(file).href(&context.site.config.base)) }
            }
            Target::Nothing => Href::default(),
        }
    }

    fn picture(&mut self, at: usize) -> Option<String> {
        match self.target(at) {
            Target::File(id) => {
                let file = self.writer.context.files.get(id);
                Some(super::file_route(file).href(&self.writer.context.site.config.base))
            }
            _ => None,
        }
    }

    fn embed(&mut self, at: usize, level: u8, state: &mut PageState) -> String {
        let (records, form) = match self.target(at) {
            Target::Record(ix, form) => (vec![ix], form),
            Target::Folder(section, form) => (self.writer.folder(section), form),
            _ => return String::new(),
        };
        let graph = self.writer.context.graph;
        let records: Vec<SubjectIx> = records.into_iter().filter(|ix| graph.is_public(*ix)).collect();
        if records.is_empty() {
            return String::new();
        }
        self.writer.embed(&records, form, level, state)
    }
}

/// "1.2 MB": a size in units of 1,000 bytes (SI).
fn size_in_words(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

/// Whether a kind's text is shown on its own page as the page's text.
pub fn has_own_text(kind: Kind) -> bool {
    kind != Kind::Quote
}
