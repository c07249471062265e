//! Markdown → [`Document`]: the outline that rules and links need.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{
    BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, TextMergeWithOffset,
};
use unicode_normalization::UnicodeNormalization;

use crate::files;
use crate::site::Document;
use crate::site::document::{Heading, Link, LinkForm, Undefined};

/// The Markdown of the contract: CommonMark with tables, footnotes, definition lists, task lists,
/// alerts, strikethrough, heading ids and wikilinks. Smart punctuation is off, because it knows
/// English only (see `render::typography`); math is off, because public bodies write about money.
pub fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_WIKILINKS
}

/// The Markdown of a quote's words: paragraphs, line breaks and emphasis. Whatever else looks like
/// markup is the speaker's.
pub fn options_of_words() -> Options {
    Options::empty()
}

/// Endings of pictures.
const PICTURES: [&str; 8] = ["jpg", "jpeg", "png", "webp", "svg", "gif", "avif", "heic"];

/// Whether what stands at a range is alone on its line, but for the marks of the list or quotation
/// that it is in.
pub fn is_alone(text: &str, range: &Range<usize>) -> bool {
    let start = text[..range.start].rfind('\n').map_or(0, |i| i + 1);
    let before = text[start..range.start].trim_start_matches(['>', ' ', '\t']);
    let before = before.trim_end();
    let marker = matches!(before, "" | "-" | "*" | "+" | ":")
        || before
            .strip_suffix(['.', ')'])
            .is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    let behind = text[range.end..].split('\n').next().unwrap_or_default();
    marker && behind.trim().is_empty()
}

/// Stands in [`Document::first_sentence`] for the title of a page.
pub const TITLE: char = '\u{fffc}';

/// Whether a target names a picture by its ending.
pub fn is_picture(target: &str) -> bool {
    PICTURES.contains(&files::ending(target).to_ascii_lowercase().as_str())
}

/// The target of a wikilink as meant: in a table the bar is written `\|`, and the parser leaves
/// the backslash in the target.
pub fn wiki_target(target: &str) -> &str {
    target.trim_end_matches('\\').trim()
}

/// Reads the outline of the Markdown at `body` in a file's `text`.
pub fn outline(text: &str, body: Range<usize>) -> Document {
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
    let mut reader = Reader { document: Document { body, ..Document::default() }, ..Reader::default() };
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
    for link in document.links.iter_mut().filter(|link| link.form == LinkForm::Embed) {
        link.alone = is_alone(text, &link.range);
    }
    document.undefined.append(&mut undefined);
    document.undefined.sort_by_key(|u| (u.range.start, u.range.end));
    document.undefined.dedup_by(|a, b| a.range == b.range);
    number(&mut document.headings);
    document
}

#[derive(Default)]
struct Reader {
    document: Document,
    heading: Option<Heading>,
    /// Links that are open; a picture may lie in a link.
    links: Vec<Link>,
    /// The text of the first paragraph while it is read.
    first: Option<String>,
    first_done: bool,
    in_code: bool,
}

impl Reader {
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
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) => self.text(&text),
            Event::SoftBreak | Event::HardBreak => self.text(" "),
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
                    id: id.map(|id| id.to_string()).unwrap_or_default(),
                    range,
                });
            }
            Tag::Paragraph if !self.first_done && self.first.is_none() => {
                self.first = Some(String::new());
            }
            Tag::Link { link_type, dest_url, .. } => {
                let wiki = matches!(link_type, LinkType::WikiLink { .. });
                let form = if wiki { LinkForm::Wiki } else { LinkForm::Markdown };
                if link_type == LinkType::Email {
                    self.links.push(link(form, &format!("mailto:{dest_url}"), range, wiki));
                } else {
                    self.links.push(link(form, &dest_url, range, wiki));
                }
            }
            Tag::Image { link_type, dest_url, .. } => {
                let wiki = matches!(link_type, LinkType::WikiLink { .. });
                let embed = wiki && !is_picture(wiki_target(&dest_url));
                let form = if embed { LinkForm::Embed } else { LinkForm::Picture };
                self.links.push(link(form, &dest_url, range, wiki));
            }
            Tag::CodeBlock(kind) => {
                self.in_code = true;
                if let pulldown_cmark::CodeBlockKind::Fenced(info) = kind {
                    let language = info.split([' ', ',', '{']).next().unwrap_or_default();
                    self.document.code.push((language.to_owned(), range));
                }
            }
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
                    if matches!(link.form, LinkForm::Wiki | LinkForm::Embed) && link.text == link.target {
                        link.text.clear();
                    }
                    self.document.links.push(link);
                }
            }
            TagEnd::CodeBlock => self.in_code = false,
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if !text.trim().is_empty() && !self.links.iter().any(|l| l.form == LinkForm::Embed) {
            self.document.has_words = true;
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
    let target = if wiki { wiki_target(target) } else { target };
    Link { form, target: target.to_owned(), text: String::new(), alone: false, range }
}

/// The first sentence of a text; the whole text where it is one.
fn first_sentence(text: &str) -> String {
    let mut characters = text.char_indices().peekable();
    while let Some((i, c)) = characters.next() {
        let next = characters.peek().map(|(_, c)| *c);
        let ends = match c {
            '。' | '！' | '？' => true,
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

/// Whether a full stop here follows a single capital ("J. Smith"), which ends no sentence.
fn after_initial(before: &str) -> bool {
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    word.chars().count() == 1 && word.chars().all(char::is_uppercase)
}

/// The outline of a quote's words, which hold no links, headings or code to be resolved.
pub fn outline_of_words(text: &str, body: Range<usize>) -> Document {
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

/// An id that is not taken yet: `wanted`, else with a number behind it.
pub fn unique(wanted: &str, taken: &mut HashSet<String>) -> String {
    let wanted = if wanted.is_empty() { "section" } else { wanted };
    let mut id = wanted.to_owned();
    let mut n = 2;
    while !taken.insert(id.clone()) {
        id = format!("{wanted}-{n}");
        n += 1;
    }
    id
}

/// Words as the part of an address: small letters, Latin letters without their accents, other
/// scripts kept, everything else one `-`.
pub fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).nfc() {
        match c {
            'ß' => out.push_str("ss"),
            'æ' | 'Æ' => out.push_str("ae"),
            'œ' | 'Œ' => out.push_str("oe"),
            'ø' | 'Ø' => out.push('o'),
            'ł' | 'Ł' => out.push('l'),
            '\'' | '’' | '\u{ad}' | '\u{200b}' => {}
            c if c.is_alphanumeric() || is_mark(c) => out.extend(c.to_lowercase()),
            _ if out.is_empty() || out.ends_with('-') => {}
            _ => out.push('-'),
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// Vowel signs and joiners that belong to words of other scripts.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c) || c == '\u{200c}' || c == '\u{200d}'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Document {
        outline(text, 0..text.len())
    }

    #[test]
    fn slugs_keep_scripts_and_drop_accents() {
        assert_eq!(slug("Réunions d’été — 2026!"), "reunions-dete-2026");
        assert_eq!(slug("النوع الاجتماعي"), "النوع-الاجتماعي");
        assert_eq!(slug("会议 记录"), "会议-记录");
        assert_eq!(slug("  --  "), "");
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
    fn undefined_references_have_places() {
        let document = read("[x][nope], [y], and a note[^1].\n");
        let names: Vec<_> = document.undefined.iter().map(|u| (u.name.as_str(), u.footnote)).collect();
        assert_eq!(names, [("nope", false), ("1", true)]);
    }

    #[test]
    fn the_first_sentence_is_plain() {
        let document = read("![[x]]\n\nThe *Committee* of J. Smith meets. It decides.\n");
        assert_eq!(document.first_sentence, "The Committee of J. Smith meets.");
    }
}
