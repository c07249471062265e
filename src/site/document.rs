//! The outline of a Markdown text: what rules and links need to know of it. The text itself stays
//! in its file and is parsed again when a page is rendered, so that a large site costs no memory.

use std::ops::Range;

/// The outline of a Markdown text. All ranges are bytes of the file.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Where the Markdown stands in its file.
    pub body: Range<usize>,
    /// Its headings, in order.
    pub headings: Vec<Heading>,
    /// Its links, pictures and embeds, in order.
    pub links: Vec<Link>,
    /// References and footnotes that nothing defines: their names and places.
    pub undefined: Vec<Undefined>,
    /// HTML blocks and tags, in order.
    pub html: Vec<Range<usize>>,
    /// Code blocks that name a language.
    pub code: Vec<(String, Range<usize>)>,
    /// The first sentence of its first paragraph, as plain text; U+FFFC stands for the title of a
    /// page that a wikilink names.
    pub first_sentence: String,
    /// Where the wikilinks of the first paragraph that show titles begin.
    pub first_titles: Vec<usize>,
    /// Whether it holds any words at all.
    pub has_words: bool,
    /// Its blocks of running text, in order.
    pub blocks: Vec<Block>,
    /// Its tables, in order.
    pub tables: Vec<Table>,
    /// The footnotes that it defines: their names and places.
    pub footnotes: Vec<(String, Range<usize>)>,
    /// The footnotes that it refers to: their names and places.
    pub footnote_references: Vec<(String, Range<usize>)>,
    /// Code that is made by four spaces at the start of its lines.
    pub indented: Vec<Range<usize>>,
    /// Code between fences of which the second is missing.
    pub open_fence: Option<Range<usize>>,
}

/// A block of running text: a paragraph, a heading, a cell, a line of a list.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands.
    pub range: Range<usize>,
    /// Its runs of text as they are in the file: no code, no markup, no addresses, no ids.
    pub runs: Vec<Range<usize>>,
    /// Whether everything in it is bold.
    pub bold: bool,
}

/// What a [`Block`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A paragraph that is in nothing else.
    Paragraph,
    /// A heading.
    Heading,
    /// A cell of a table.
    Cell,
    /// Text in a list, quotation, footnote or definition.
    Inner,
}

/// A table.
#[derive(Clone, Debug)]
pub struct Table {
    /// Where it stands.
    pub range: Range<usize>,
    /// How many columns its first line has.
    pub columns: usize,
    /// Whether its first line names any column.
    pub headed: bool,
}

/// A heading.
#[derive(Clone, Debug)]
pub struct Heading {
    /// 1 to 6, as written.
    pub level: u8,
    /// Its words.
    pub text: String,
    /// Its anchor: as written, else from its words and unique in the text.
    pub id: String,
    /// Whether the anchor is written.
    pub written: bool,
    /// Where it stands.
    pub range: Range<usize>,
}

/// A link, picture or embed as it was written.
#[derive(Clone, Debug)]
pub struct Link {
    /// How it was written.
    pub form: LinkForm,
    /// What it points at, as written.
    pub target: String,
    /// Its words, or the words behind the bar of `[[a|b]]`.
    pub text: String,
    /// Whether, of an embed, it stands alone on its line.
    pub alone: bool,
    /// Whether it is an address between angle brackets.
    pub bare: bool,
    /// The title behind its target, which is the caption of a picture.
    pub title: String,
    /// What stands in braces behind a picture; none where nothing does, or nothing that is known.
    pub attributes: Option<PictureAttributes>,
    /// Where it stands.
    pub range: Range<usize>,
}

/// What stands in braces behind a picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PictureAttributes {
    /// `{decorative}`: the picture says nothing that the text does not.
    pub decorative: bool,
    /// `{credit="Photo: NAME"}`: who made it.
    pub credit: Option<String>,
}

impl PictureAttributes {
    /// Reads `{decorative}` or `{credit="Photo: NAME"}` at the start of a text; and what is behind it.
    pub fn parse(text: &str) -> Option<(Self, &str)> {
        let inner = text.strip_prefix('{')?;
        let (inner, behind) = inner.split_once('}')?;
        let mut attributes = Self::default();
        let mut rest = inner.trim();
        while !rest.is_empty() {
            if let Some(behind) = rest.strip_prefix("decorative") {
                attributes.decorative = true;
                rest = behind.trim_start();
            } else if let Some(behind) = rest.strip_prefix("credit=") {
                let (credit, behind) = match behind.strip_prefix(['"', '“']) {
                    Some(quoted) => quoted.split_once(['"', '”'])?,
                    None => behind.split_once(' ').unwrap_or((behind, "")),
                };
                attributes.credit = Some(credit.to_owned());
                rest = behind.trim_start();
            } else {
                return None;
            }
        }
        Some((attributes, behind))
    }
}

/// The ways to write a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkForm {
    /// `[text](target)`, `[text][reference]` or `<address>`.
    Markdown,
    /// `[[id]]`.
    Wiki,
    /// `![alt](file)`.
    Picture,
    /// `![[id|form]]`.
    Embed,
}

/// A reference (`[text][name]`) or footnote (`[^name]`) that nothing defines.
#[derive(Clone, Debug)]
pub struct Undefined {
    /// The name.
    pub name: String,
    /// Whether it is a footnote.
    pub footnote: bool,
    /// Where it stands.
    pub range: Range<usize>,
}
