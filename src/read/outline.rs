//! Markdown → [`Document`]: the outline that rules and links need.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{
    BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Parser, Tag, TagEnd, TextMergeWithOffset,
};

use super::blocks::Blocks;
use super::markdown::{TITLE, is_alone, is_picture, options, slug, unique, wiki_target};
use crate::site::Document;
use crate::site::document::{Heading, Link, LinkForm, PictureAttributes, Table, Undefined};

/// Reads the outline of the Markdown at `body` in a file's `text`.
pub fn of_text(text: &str, body: Range<usize>) -> Document {
    let start = body.start;
    let mut undefined = Vec::new();
    let source = &text[body.clone()];
    let mut report = |link: BrokenLink<'_>| -> Option<(CowStr<'_>, CowStr<'_>)> {
        if link.link_type == LinkType::Reference {
            undefined.push(Undefined {
                name: link.reference.to_string(),
                footnote: false,
                range: start + link.span.start..start + link.span.end,
            });
        }
        None
    };
    let parser = Parser::new_with_broken_link_callback(source, options(), Some(&mut report));
    let document = Document { body, ..Document::default() };
    let mut reader = Reader { document, ..Reader::new(text) };
    for (event, range) in TextMergeWithOffset::new(parser.into_offset_iter()) {
        if let Event::Text(text) = &event
            && !reader.in_code
        {
            // Where escapes were undone, places in the text are none in the file.
            let plain = source.get(range.clone()) == Some(&**text);
            reader.undefined_footnotes(text, start + range.start, plain.then_some(()));
        }
        reader.event(event, start + range.start..start + range.end);
    }
    let mut document = reader.document;
    for link in &mut document.links {
        match link.form {
            LinkForm::Embed => link.alone = is_alone(text, &link.range),
            LinkForm::Picture => {
                let behind = &text[link.range.end..document.body.end];
                link.attributes = PictureAttributes::parse(behind).map(|(attributes, _)| attributes);
            }
            _ => {}
        }
    }
    document.undefined.append(&mut undefined);
    document.undefined.sort_by_key(|u| (u.range.start, u.range.end));
    document.undefined.dedup_by(|a, b| a.range == b.range);
    number(&mut document.headings);
    document
}

#[derive(Default)]
struct Reader<'t> {
    file: &'t str,
    document: Document,
    heading: Option<Heading>,
    blocks: Blocks,
    /// Links that are open; a picture may lie in a link.
    links: Vec<Link>,
    /// The text of the first paragraph while it is read.
    first: Option<String>,
    first_done: bool,
    in_code: bool,
    in_table_head: bool,
}

impl<'t> Reader<'t> {
    fn new(file: &'t str) -> Self {
        Self { file, ..Self::default() }
    }

    /// `[^name]` that is still text when all definitions are known.
    fn undefined_footnotes(&mut self, text: &str, start: usize, plain: Option<()>) {
        for (i, _) in text.match_indices("[^") {
            let Some(end) = text[i..].find(']') else { continue };
            let name = &text[i + 2..i + end];
            if !name.is_empty() && !name.contains(char::is_whitespace) {
                let range = match plain {
                    Some(()) => start + i..start + i + end + 1,
                    None => start..start,
                };
                self.document.undefined.push(Undefined { name: name.to_owned(), footnote: true, range });
            }
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => {
                self.document.blocks.extend(self.blocks.start(&tag, &range));
                self.start(tag, range);
            }
            Event::End(tag) => {
                self.document.blocks.extend(self.blocks.end(tag));
                self.end(tag);
            }
            Event::Text(text) => {
                let text = self.behind_picture(&text, range.start).to_owned();
                if !self.in_code && !self.hidden() {
                    self.blocks.run(range);
                }
                self.text(&text);
            }
            Event::Code(text) => {
                self.blocks.other();
                self.text(&text);
            }
            Event::SoftBreak | Event::HardBreak => self.text(" "),
            Event::FootnoteReference(label) => {
                self.blocks.other();
                self.document.footnote_references.push((label.to_string(), range));
            }
            Event::Html(text) | Event::InlineHtml(text) => {
                self.document.has_words = true;
                let blank = text.len() - text.trim_end().len();
                self.document.html.push(range.start..range.end.saturating_sub(blank).max(range.start));
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Heading { level, id, .. } => {
                self.heading = Some(Heading {
                    level: level as u8,
                    text: String::new(),
                    written: id.is_some(),
                    id: id.map(|id| id.to_string()).unwrap_or_default(),
                    range,
                });
            }
            Tag::Paragraph if !self.first_done && self.first.is_none() => {
                self.first = Some(String::new());
            }
            Tag::Link { link_type, dest_url, title, .. } => {
                let wiki = matches!(link_type, LinkType::WikiLink { .. });
                let form = if wiki { LinkForm::Wiki } else { LinkForm::Markdown };
                let target = match link_type {
                    LinkType::Email => format!("mailto:{dest_url}"),
                    _ => dest_url.to_string(),
                };
                let bare = matches!(link_type, LinkType::Autolink | LinkType::Email);
                self.links.push(Link { bare, title: title.to_string(), ..link(form, &target, range, wiki) });
            }
            Tag::Image { link_type, dest_url, title, .. } => {
                self.blocks.other();
                let wiki = matches!(link_type, LinkType::WikiLink { .. });
                let embed = wiki && !is_picture(wiki_target(&dest_url));
                let form = if embed { LinkForm::Embed } else { LinkForm::Picture };
                self.links.push(Link { title: title.to_string(), ..link(form, &dest_url, range, wiki) });
            }
            Tag::CodeBlock(kind) => {
                self.in_code = true;
                if let CodeBlockKind::Fenced(info) = kind {
                    let language = info.split([' ', ',', '{']).next().unwrap_or_default();
                    if !is_closed(&self.file[range.clone()]) {
                        self.document.open_fence = Some(range.clone());
                    }
                    self.document.code.push((language.to_owned(), range));
                } else {
                    self.document.indented.push(range);
                }
            }
            Tag::FootnoteDefinition(label) => {
                self.document.footnotes.push((label.to_string(), range));
            }
            Tag::Table(columns) => {
                self.document.tables.push(Table { range, columns: columns.len(), headed: false });
            }
            Tag::TableHead => self.in_table_head = true,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => self.document.headings.extend(self.heading.take()),
            TagEnd::Paragraph => {
                if let Some(text) = self.first.take() {
                    self.first_done = !text.trim().is_empty();
                    self.document.first_sentence = first_sentence(text.trim());
                    let titles = self.document.first_sentence.matches(TITLE).count();
                    self.document.first_titles.truncate(titles);
                }
            }
            TagEnd::Link | TagEnd::Image => {
                if let Some(mut link) = self.links.pop() {
                    let bare =
                        link.form == LinkForm::Wiki && (link.text == link.target || link.text.is_empty());
                    if let (true, Some(first)) = (bare, &mut self.first) {
                        first.push(TITLE);
                        self.document.first_titles.push(link.range.start);
                    }
                    // The text of `[[id]]` is its target; only what stands behind a bar is text.
                    let wiki = self.file[link.range.clone()].trim_start_matches('!').starts_with("[[");
                    if wiki && link.text == link.target {
                        link.text.clear();
                    }
                    self.document.links.push(link);
                }
            }
            TagEnd::CodeBlock => self.in_code = false,
            TagEnd::TableHead => self.in_table_head = false,
            _ => {}
        }
    }

    /// Whether what is read now is an id or an address, which no reader sees as text.
    fn hidden(&self) -> bool {
        self.links.iter().any(|link| {
            link.form == LinkForm::Embed || link.bare || (link.form == LinkForm::Wiki && !self.has_bar(link))
        })
    }

    /// Whether a wikilink has words of its own behind a bar.
    fn has_bar(&self, link: &Link) -> bool {
        self.file[link.range.clone()].contains('|')
    }

    /// A text without the braces that belong to a picture directly before it.
    fn behind_picture<'a>(&self, text: &'a str, start: usize) -> &'a str {
        let picture = |link: &Link| link.form == LinkForm::Picture && link.range.end == start;
        let behind = self.document.links.iter().rev().take(2).any(picture);
        let attributes = behind.then(|| PictureAttributes::parse(text)).flatten();
        attributes.map_or(text, |(_, behind)| behind)
    }

    fn text(&mut self, text: &str) {
        if !text.trim().is_empty() && !self.links.iter().any(|l| l.form == LinkForm::Embed) {
            self.document.has_words = true;
            if let (true, Some(table)) = (self.in_table_head, self.document.tables.last_mut()) {
                table.headed = true;
            }
        }
        if let Some(heading) = &mut self.heading {
            heading.text.push_str(text);
        }
        for link in &mut self.links {
            link.text.push_str(text);
        }
        let in_picture = self.links.iter().any(|l| matches!(l.form, LinkForm::Embed | LinkForm::Picture));
        // The text of a bare wikilink is its id; its title is filled in when it is shown.
        let in_bare = self.links.last().is_some_and(|l| l.form == LinkForm::Wiki && l.text == l.target);
        if let Some(first) = &mut self.first
            && !in_bare
            && !in_picture
            && !self.in_code
        {
            first.push_str(text);
        }
    }
}

fn link(form: LinkForm, target: &str, range: Range<usize>, wiki: bool) -> Link {
    let target = if wiki { wiki_target(target) } else { target }.to_owned();
    let (text, title) = Default::default();
    Link { form, target, text, alone: false, bare: false, title, attributes: None, range }
}

/// Whether a block of code ends with a fence like the one it begins with.
fn is_closed(block: &str) -> bool {
    let fence = |line: &str| line.trim_start_matches([' ', '>', '\t']).chars().next();
    let mut lines = block.trim_end().lines();
    let (first, last) = (lines.next().unwrap_or_default(), lines.next_back());
    last.is_some_and(|last| {
        let mark = last.trim_start_matches([' ', '>', '\t']).trim_end();
        mark.len() >= 3 && fence(first).is_some_and(|c| mark.chars().all(|m| m == c))
    })
}

/// The first sentence of a text; the whole text where it is one.
fn first_sentence(text: &str) -> String {
    let mut characters = text.char_indices().peekable();
    while let Some((i, c)) = characters.next() {
        let next = characters.peek().map(|(_, c)| *c);
        let ends = match c {
            // A mark behind it closes what somebody said, in the middle of a sentence.
            '。' | '！' | '？' => next.is_none_or(|c| !is_closing(c)),
            '.' | '!' | '?' | '؟' | '…' => {
                next.is_none_or(char::is_whitespace) && !after_initial(&text[..i])
            }
            _ => false,
        };
        if ends {
            return text[..i + c.len_utf8()].to_owned();
        }
    }
    text.to_owned()
}

/// Whether a mark closes a quotation or a bracket.
fn is_closing(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '」' | '』' | '）' | '》' | '»')
}

/// Whether a full stop here follows a single capital ("J. Smith"), which ends no sentence.
fn after_initial(before: &str) -> bool {
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    word.chars().count() == 1 && word.chars().all(char::is_uppercase)
}

/// The outline of a quote's words, which hold no links, headings or code to be resolved.
pub fn of_words(text: &str, body: Range<usize>) -> Document {
    let has_words = !text[body.clone()].trim().is_empty();
    Document { body, has_words, ..Document::default() }
}

/// Gives each heading an anchor of its own: written ones first, then from the words.
fn number(headings: &mut [Heading]) {
    let mut taken: HashSet<String> =
        headings.iter().filter(|h| !h.id.is_empty()).map(|h| h.id.clone()).collect();
    for heading in headings.iter_mut().filter(|h| h.id.is_empty()) {
        heading.id = unique(&slug(&heading.text), &mut taken);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::document::BlockKind;

    fn read(text: &str) -> Document {
        of_text(text, 0..text.len())
    }

    #[test]
    fn headings_never_share_an_anchor() {
        let document = read("## Who\n\n## Who\n\n## Other {#who}\n");
        let ids: Vec<_> = document.headings.iter().map(|h| h.id.as_str()).collect();
        assert_eq!(ids, ["who-2", "who-3", "who"]);
    }

    #[test]
    fn all_forms_of_links_are_found() {
        let document =
            read("[a](b.md) [[c|d]] ![e](f.jpg) <https://x.org>\n\n![[g|cards]]\n\n![[h.png|i]]\n");
        let links: Vec<_> =
            document.links.iter().map(|l| (l.form, l.target.as_str(), l.text.as_str())).collect();
        assert_eq!(
            links,
            [
                (LinkForm::Markdown, "b.md", "a"),
                (LinkForm::Wiki, "c", "d"),
                (LinkForm::Picture, "f.jpg", "e"),
                (LinkForm::Markdown, "https://x.org", "https://x.org"),
                (LinkForm::Embed, "g", "cards"),
                (LinkForm::Picture, "h.png", "i"),
            ]
        );
    }

    #[test]
    fn embeds_may_stand_alone_in_lists_and_quotations() {
        let alone = |text: &str| read(text).links[0].alone;
        for text in ["![[a]]", "x\n  ![[a]] \ny", "- ![[a]]", "> ![[a]]", "> 1. ![[a]]", "T\n: ![[a]]"] {
            assert!(alone(text), "{text}");
        }
        for text in ["x ![[a]]", "**![[a]]**", "## ![[a]]", "![[a]] ![[b]]", "|A|\n|-|\n|![[a]]|"] {
            assert!(!alone(text), "{text}");
        }
    }

    #[test]
    fn blocks_hold_what_readers_see_as_text() {
        let text =
            "A *b* `c` [d](e.md) [[f]] [[g|h]] <https://i.org>\n\n- j\n  - k\n\n**l**\n\n|m|\n|-|\n|n|\n";
        let document = read(text);
        let blocks: Vec<_> = document
            .blocks
            .iter()
            .map(|block| {
                let words: String = block.runs.iter().map(|run| &text[run.clone()]).collect();
                (block.kind, words, block.bold)
            })
            .collect();
        assert_eq!(
            blocks,
            [
                (BlockKind::Paragraph, "A b  d  h ".to_owned(), false),
                (BlockKind::Inner, "j".to_owned(), false),
                (BlockKind::Inner, "k".to_owned(), false),
                (BlockKind::Paragraph, "l".to_owned(), true),
                (BlockKind::Cell, "m".to_owned(), false),
                (BlockKind::Cell, "n".to_owned(), false),
            ]
        );
    }

    #[test]
    fn a_fence_without_its_second_is_known() {
        for (text, open) in [
            ("```\na\n```\n", false),
            ("> ~~~ x\n> a\n> ~~~\n", false),
            ("a\n\n```\nb\n", true),
            ("```\n", true),
        ] {
            assert_eq!(read(text).open_fence.is_some(), open, "{text}");
        }
    }

    #[test]
    fn undefined_references_have_places() {
        let document = read("[x][nope], [y], and a note[^1].\n");
        let names: Vec<_> = document.undefined.iter().map(|u| (u.name.as_str(), u.footnote)).collect();
        assert_eq!(names, [("nope", false), ("1", true)]);
    }

    #[test]
    fn the_first_sentence_is_plain() {
        let document = read("![[x]]\n\nThe *Committee* of J. Smith meets. It decides.\n");
        assert_eq!(document.first_sentence, "The Committee of J. Smith meets.");
        let document =
            read("![A map](a.png \"Cap\"){credit=\"Me\"}\n\n![](b.png){decorative}\n\nWords one.\n");
        assert_eq!(document.first_sentence, "Words one.");
        assert_eq!(read("她说“停！”然后走了。他也走了。\n").first_sentence, "她说“停！”然后走了。");
        assert_eq!(read("![](b.png){decorative} Here.\n").first_sentence, "Here.");
        assert_eq!(read("A {decorative} word.\n").first_sentence, "A {decorative} word.");
    }
}
