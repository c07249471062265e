//! Markdown → HTML.
//!
//! A writer of our own over pulldown-cmark's events, because its own lacks what a public page
//! needs: footnotes with a way back, column headers with a scope, alerts with a title, tables that
//! scroll on a phone, links that were checked, and no inline style.
//!
//! The writer knows no site: where a link leads and what an embed shows is asked of a [`Host`].

mod blocks;
mod embedded;
mod footnotes;
mod isolates;
mod languages;
mod links;
mod pictures;
mod text;

pub use embedded::taken_out;

use std::collections::HashSet;
use std::fmt::Write;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd, TextMergeWithOffset};

use super::abbreviations::{Acronyms, Used};
use super::html;
use super::pictures::Shown;
use super::views::ContentsView;
use super::words::Words;
use crate::locale::direction;
use crate::locale::typesetter::Typesetter;
use crate::read::markdown::{is_alone, is_picture, options, options_of_words, slug, unique, wiki_target};
use blocks::Table;
use footnotes::Footnotes;
use languages::Element;

/// What the page around a text keeps in mind: anchors, headings, acronyms shown.
#[derive(Debug, Default)]
pub struct PageState {
    /// Anchors taken.
    pub ids: HashSet<String>,
    /// Headings so far.
    pub contents: Vec<ContentsView>,
    /// Acronyms shown so far.
    pub acronyms: Used,
    /// Footnotes so far.
    footnotes: usize,
    /// Whether there was a picture.
    pub has_picture: bool,
    /// How deep embeds lie in each other.
    pub depth: usize,
}

/// How a text is to be written.
#[derive(Clone, Copy, Debug)]
pub struct Style<'a> {
    /// The language of the text, for its marks; none where nothing may be typeset.
    pub typeset: Option<&'a str>,
    /// Acronyms to mark.
    pub acronyms: Option<&'a Acronyms>,
    /// The interface's words.
    pub words: &'a Words,
    /// The level of the heading above the text: 1 on a page of its own.
    pub level: u8,
    /// Whether cleaned HTML may pass.
    pub raw_html: bool,
    /// Whether headings enter the page's contents.
    pub contents: bool,
    /// The language of the text and its direction, where it is not the page's.
    pub foreign: Option<(&'a str, &'static str)>,
    /// Marks to set around the whole text: what opens it and what closes it.
    pub marks: Option<(&'a str, &'a str)>,
}

/// What a link becomes.
#[derive(Clone, Debug, Default)]
pub struct Href {
    /// The address; none for a link that leads nowhere.
    pub url: Option<String>,
    /// The title of the page, for a link without words.
    pub title: String,
    /// What stands behind the words: kind and size of a file.
    pub note: Option<String>,
    /// The language of the page it leads to, where it is not the reader's.
    pub lang: Option<String>,
    /// The language of `title` and its direction, where it is not the text's.
    pub title_lang: Option<(String, &'static str)>,
}

/// Whom the writer asks. Links are named by the byte at which they begin.
pub trait Host {
    /// Where the link at a byte leads.
    fn link(&mut self, at: usize) -> Href;
    /// What readers need in the place of an address in embedded HTML; none where it stays.
    fn address(&mut self, _written: &str) -> Option<String> {
        None
    }
    /// The picture at a byte, as HTML.
    fn picture(&mut self, at: usize, shown: Shown<'_>) -> Option<String>;
    /// The embed at a byte, as HTML, below a heading of a level.
    fn embed(&mut self, at: usize, level: u8, state: &mut PageState) -> String;
}

/// Writes the Markdown at `body` of a file's `text`.
pub fn write(
    text: &str,
    body: Range<usize>,
    style: Style<'_>,
    host: &mut dyn Host,
    state: &mut PageState,
) -> String {
    let offset = body.start;
    let options = if style.typeset.is_some() { options() } else { options_of_words() };
    let mut events: Vec<(Event<'_>, Range<usize>)> = Vec::new();
    for (event, range) in TextMergeWithOffset::new(Parser::new_ext(&text[body], options).into_offset_iter()) {
        let range = offset + range.start..offset + range.end;
        // The parser gives HTML line by line, but a tag may run over several.
        if let (Event::Html(_), Some((Event::Html(html), whole))) = (&event, events.last_mut())
            && whole.end == range.start
        {
            whole.end = range.end;
            *html = text[whole.clone()].into();
            continue;
        }
        events.push((event, range));
    }
    let mut writer = Writer {
        source: text,
        out: String::with_capacity(text.len() * 3 / 2),
        events: &events,
        at: 0,
        style,
        host,
        state,
        typesetter: style.typeset.map(Typesetter::new),
        is_rtl: style.typeset.is_some_and(|tag| direction(tag) == "rtl"),
        languages: Vec::new(),
        level: style.level,
        before: String::new(),
        quiet: 0,
        footnotes: Footnotes::default(),
        table: None,
        in_paragraph: false,
        inline: 0,
        closer: 0,
    };
    writer.run();
    let mut out = writer.out;
    if let Some((open, close)) = style.marks {
        set_marks(&mut out, open, close);
    }
    if style.raw_html { clean(&out) } else { out }
}

/// Sets quotation marks inside the first and the last paragraph of a text.
fn set_marks(out: &mut String, open: &str, close: &str) {
    let end = out.trim_end().strip_suffix("</p>").map_or(out.trim_end().len(), str::len);
    out.insert_str(end, close);
    let start = if out.starts_with("<p>") { 3 } else { 0 };
    out.insert_str(start, open);
}

/// Takes out of HTML what may harm a reader.
fn clean(html: &str) -> String {
    cleaner().clean(html).to_string()
}

/// What cleans HTML: the elements and attributes that pass.
fn cleaner() -> ammonia::Builder<'static> {
    let mut cleaner = ammonia::Builder::default();
    cleaner
        .add_tags(["details", "summary", "figure", "figcaption", "section", "input", "picture", "source"])
        .add_tag_attributes("details", ["open"])
        .add_tag_attributes("input", ["type", "checked", "disabled"])
        .add_tag_attributes("th", ["scope"])
        .add_tag_attributes("time", ["datetime"])
        .add_tag_attributes("img", ["loading", "decoding", "srcset", "sizes"])
        .add_tag_attributes("source", ["type", "srcset", "sizes"])
        .add_tag_attributes("a", ["hreflang"])
        .add_generic_attributes([
            "id",
            "class",
            "lang",
            "dir",
            "role",
            "tabindex",
            "aria-label",
            "aria-labelledby",
        ])
        .link_rel(None);
    cleaner
}

struct Writer<'a, 'h> {
    /// The whole file.
    source: &'a str,
    out: String,
    events: &'a [(Event<'a>, Range<usize>)],
    at: usize,
    style: Style<'a>,
    host: &'h mut dyn Host,
    state: &'h mut PageState,
    typesetter: Option<Typesetter>,
    /// Whether the text runs from right to left.
    is_rtl: bool,
    /// Elements of embedded HTML that are open and in a language of their own.
    languages: Vec<Element>,
    /// The level of the last heading.
    level: u8,
    /// The words of this block so far, for acronyms that the text explains.
    before: String,
    /// Inside of what acronyms are not marked: headings.
    quiet: usize,
    footnotes: Footnotes,
    table: Option<Table>,
    /// Whether a paragraph is open.
    in_paragraph: bool,
    /// How many emphases and links are open.
    inline: usize,
    /// The next event that tells whether a single mark may close a quotation: one that may, or the end of
    /// the block.
    closer: usize,
}

impl Writer<'_, '_> {
    fn run(&mut self) {
        while self.at < self.events.len() {
            self.event();
            self.at += 1;
        }
        self.write_footnotes();
    }

    fn event(&mut self) {
        let (event, range) = &self.events[self.at];
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) => self.text(text),
            Event::Code(text) => {
                self.opaque();
                self.out.push_str(if self.is_rtl { "<code dir=\"ltr\">" } else { "<code>" });
                html::push(&mut self.out, text);
                self.out.push_str("</code>");
            }
            Event::SoftBreak => self.text("\n"),
            Event::HardBreak => {
                self.out.push_str("<br>\n");
                self.line();
            }
            Event::Rule => self.out.push_str("<hr>\n"),
            Event::Html(text) if self.style.raw_html => self.embedded(text, false),
            Event::InlineHtml(text) if self.style.raw_html => self.embedded(text, true),
            Event::Html(text) | Event::InlineHtml(text) => html::push(&mut self.out, text),
            Event::FootnoteReference(label) => self.footnote_reference(label),
            Event::TaskListMarker(done) => self.task(*done),
            Event::InlineMath(text) | Event::DisplayMath(text) => html::push(&mut self.out, text),
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        // Nothing in a quote's words is ever linked: what looks like it is shown as it is written.
        if self.style.typeset.is_none() && matches!(tag, Tag::Link { .. } | Tag::Image { .. }) {
            self.words();
            html::push(&mut self.out, &self.source[range.clone()]);
            return;
        }
        match tag {
            Tag::Paragraph => self.paragraph(),
            Tag::Heading { .. } => self.heading(),
            Tag::BlockQuote(kind) => self.block_quote(*kind),
            Tag::CodeBlock(kind) => self.code_block(kind),
            Tag::List(None) => self.out.push_str("<ul>\n"),
            Tag::List(Some(1)) => self.out.push_str("<ol>\n"),
            Tag::List(Some(n)) => {
                let _ = writeln!(self.out, "<ol start=\"{n}\">");
            }
            Tag::Item => {
                self.block();
                self.out.push_str("<li>");
            }
            Tag::FootnoteDefinition(label) => self.footnote_definition(label),
            Tag::DefinitionList => self.out.push_str("<dl>\n"),
            Tag::DefinitionListTitle => {
                self.block();
                self.out.push_str("<dt>");
            }
            Tag::DefinitionListDefinition => {
                self.block();
                self.out.push_str("<dd>");
            }
            Tag::Table(alignments) => {
                self.table = Some(Table { alignments: alignments.clone(), column: 0, head: false });
                let label = html::escape(&self.style.words.get("table"));
                let _ = writeln!(
                    self.out,
                    "<div class=\"table\" role=\"group\" aria-label=\"{label}\" tabindex=\"0\"><table>"
                );
            }
            Tag::TableHead => {
                self.row(true);
                self.out.push_str("<thead><tr>");
            }
            Tag::TableRow => {
                self.row(false);
                self.out.push_str("<tr>");
            }
            Tag::TableCell => self.cell(),
            Tag::Emphasis => self.open("<em>"),
            Tag::Strong => self.open("<strong>"),
            Tag::Strikethrough => self.open("<del>"),
            Tag::Superscript => self.out.push_str("<sup>"),
            Tag::Subscript => self.out.push_str("<sub>"),
            Tag::Link { link_type, dest_url, .. } => self.link(*link_type, dest_url, range.start),
            Tag::Image { link_type, dest_url, title, .. } => {
                let wiki = matches!(link_type, LinkType::WikiLink { .. });
                if wiki && !is_picture(wiki_target(dest_url)) {
                    self.embed(range);
                } else {
                    let named = !matches!(link_type, LinkType::WikiLink { has_pothole: false });
                    self.picture(title, named, range.start);
                }
            }
            Tag::HtmlBlock | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.end_paragraph(),
            TagEnd::BlockQuote(Some(_)) => self.out.push_str("</div>\n"),
            TagEnd::BlockQuote(None) => self.out.push_str("</blockquote>\n"),
            TagEnd::List(true) => self.out.push_str("</ol>\n"),
            TagEnd::List(false) => self.out.push_str("</ul>\n"),
            TagEnd::Item => self.out.push_str("</li>\n"),
            TagEnd::DefinitionList => self.out.push_str("</dl>\n"),
            TagEnd::DefinitionListTitle => self.out.push_str("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.out.push_str("</dd>\n"),
            TagEnd::Table => {
                self.table = None;
                self.out.push_str("</tbody></table></div>\n");
            }
            TagEnd::TableHead => self.out.push_str("</tr></thead>\n<tbody>\n"),
            TagEnd::TableRow => self.out.push_str("</tr>\n"),
            TagEnd::TableCell => {
                let head = self.table.as_ref().is_some_and(|table| table.head);
                self.out.push_str(if head { "</th>" } else { "</td>" });
            }
            TagEnd::Emphasis => self.close("</em>"),
            TagEnd::Strong => self.close("</strong>"),
            TagEnd::Strikethrough => self.close("</del>"),
            TagEnd::Superscript => self.out.push_str("</sup>"),
            TagEnd::Subscript => self.out.push_str("</sub>"),
            _ => {}
        }
    }

    fn open(&mut self, tag: &str) {
        self.inline += 1;
        self.out.push_str(tag);
    }

    fn close(&mut self, tag: &str) {
        self.inline = self.inline.saturating_sub(1);
        self.out.push_str(tag);
    }

    /// The events up to the end of the tag at the cursor, written to a string of their own.
    fn inside(&mut self) -> String {
        let outer = std::mem::take(&mut self.out);
        let mut depth = 0usize;
        loop {
            self.at += 1;
            match self.events.get(self.at).map(|(event, _)| event) {
                None => break,
                Some(Event::Start(_)) => depth += 1,
                Some(Event::End(_)) if depth == 0 => break,
                Some(Event::End(_)) => depth -= 1,
                Some(_) => {}
            }
            // `start` of a nested tag may consume its end, and then leaves the cursor on it.
            let before = self.at;
            self.event();
            if self.at > before {
                depth -= 1;
            }
        }
        std::mem::replace(&mut self.out, outer)
    }

    /// The plain words up to the end of the tag at the cursor; the cursor is left on the end.
    fn words(&mut self) -> String {
        let mut words = String::new();
        let mut depth = 0usize;
        loop {
            self.at += 1;
            match self.events.get(self.at).map(|(event, _)| event) {
                None => break,
                Some(Event::Start(_)) => depth += 1,
                Some(Event::End(_)) if depth == 0 => break,
                Some(Event::End(_)) => depth -= 1,
                Some(Event::Text(text) | Event::Code(text)) => words.push_str(text),
                Some(Event::SoftBreak | Event::HardBreak) => words.push(' '),
                Some(_) => {}
            }
        }
        words
    }

    /// A paragraph; a picture alone in it may be a figure.
    fn paragraph(&mut self) {
        self.block();
        if !self.lone_picture() {
            self.in_paragraph = true;
            self.out.push_str("<p>");
        }
    }

    /// Ends a paragraph; one that an embed left empty is taken back.
    fn end_paragraph(&mut self) {
        self.in_paragraph = false;
        self.out.truncate(self.out.trim_end_matches('\n').len());
        match self.out.strip_suffix("<p>") {
            Some(before) => self.out.truncate(before.len()),
            None => self.out.push_str("</p>\n"),
        }
    }

    /// An embed: a block of its own where it stands alone on its line, else a link.
    fn embed(&mut self, range: &Range<usize>) {
        if self.inline > 0 || !is_alone(self.source, range) {
            self.embed_in_text(range.start);
            return;
        }
        let parted = self.in_paragraph;
        if parted {
            self.end_paragraph();
        }
        self.words();
        let embedded = self.host.embed(range.start, self.level, self.state);
        self.out.push_str(&embedded);
        if parted {
            self.block();
            self.in_paragraph = true;
            self.out.push_str("<p>");
            if matches!(self.events.get(self.at + 1), Some((Event::SoftBreak | Event::HardBreak, _))) {
                self.at += 1;
            }
        }
    }

    /// A heading: one level below its place in the text's own order, never above the page's.
    fn heading(&mut self) {
        let (Event::Start(Tag::Heading { level, id, .. }), _) = &self.events[self.at] else { return };
        let written = (*level as u8).max(2);
        let level = (written - 1 + self.style.level).min(6);
        let id = id.as_ref().map(ToString::to_string);
        self.block();
        let plain = self.peek_words();
        self.quiet += 1;
        self.inline += 1;
        let words = self.inside();
        self.inline -= 1;
        self.quiet -= 1;
        let wanted = id.unwrap_or_else(|| slug(&plain));
        let id = unique(&wanted, &mut self.state.ids);
        if self.style.contents {
            let (lang, dir) = self.style.foreign.unzip();
            let (id, title) = (id.clone(), html::text_of(&words));
            self.state.contents.push(ContentsView { level, id, title, lang: lang.map(str::to_owned), dir });
        }
        self.level = level;
        let mut attributes = String::new();
        html::attribute(&mut attributes, "id", &id);
        let _ = writeln!(self.out, "<h{level}{attributes}>{words}</h{level}>");
    }

    fn peek_words(&mut self) -> String {
        let at = self.at;
        let words = self.words();
        self.at = at;
        words
    }
}
