//! The texts of a file that readers see, passage by passage, as the rules of language look at them.

use std::ops::Range;

use crate::check::source::Source;
use crate::site::document::BlockKind;
use crate::site::tree::{Node, Value};
use crate::site::{Facts, Kind, Lang, Site};

/// Where a passage stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A value of front matter or settings.
    Fact,
    /// A block of running text, which the tool typesets.
    Block(BlockKind),
    /// The words of a quote, which nobody changes.
    Words,
}

/// Words that belong together: a paragraph, a cell, a title, the words of a quote.
#[derive(Debug)]
pub struct Passage<'a> {
    /// Where it stands.
    pub place: Place,
    /// The tag of the language that it is in.
    pub language: &'a str,
    /// Its characters with their places in the file. Between two runs stands U+FFFC for what is no
    /// text (code, a target), a line break for the end of a line.
    pub characters: Vec<(usize, char)>,
}

/// Stands for what is no text.
pub const OTHER: char = '\u{fffc}';

impl Passage<'_> {
    /// Whether these are the words of a quote.
    pub fn is_quote(&self) -> bool {
        self.place == Place::Words
    }

    /// The character before the `i`th.
    pub fn before(&self, i: usize) -> Option<char> {
        i.checked_sub(1).and_then(|i| self.at(i))
    }

    /// The `i`th character.
    pub fn at(&self, i: usize) -> Option<char> {
        self.characters.get(i).map(|(_, c)| *c)
    }

    /// The place in the file of the characters `range`.
    pub fn range(&self, range: Range<usize>) -> Range<usize> {
        let start = self.characters.get(range.start).map_or(0, |(at, _)| *at);
        let end = range.end.checked_sub(1).and_then(|last| self.characters.get(last));
        start..end.map_or(start, |(at, c)| at + c.len_utf8())
    }
}

/// Keys whose values are read by readers.
const TEXTS: [&str; 29] = [
    "title",
    "summary",
    "image_alt",
    "image_credit",
    "event",
    "post",
    "role",
    "level",
    "place",
    "what",
    "why",
    "text",
    "on",
    "or",
    "address",
    "honorific",
    "source",
    "standard",
    "method",
    "feedback",
    "enforcement",
    "limits",
    "members_called",
    "other_names",
    "topics",
    "terms",
    "acronyms",
    "licence",
    "acronym",
];

/// The passages of a file.
pub fn of_file<'a>(source: &Source<'a>) -> Vec<Passage<'a>> {
    let entry = source.entry;
    let mut list = Vec::new();
    let language = source.language();
    facts(&entry.front.root, &[], source.text, language, entry.kind() == Kind::Quote, &mut list);
    if let Facts::Quote(quote) = &entry.facts {
        let said_in = quote.language.as_ref().filter(|_| entry.lang == Lang::DEFAULT);
        let runs = std::slice::from_ref(&entry.text.body);
        list.push(passage(Place::Words, said_in.map_or(language, |tag| &tag.0), source.text, runs));
        return list;
    }
    for block in &entry.text.blocks {
        list.push(passage(Place::Block(block.kind), language, source.text, &block.runs));
    }
    list
}

/// The passages of `site.yaml`.
pub fn of_settings<'a>(site: &'a Site, text: &str) -> Vec<Passage<'a>> {
    let mut list = Vec::new();
    let own = &site.config.language(Lang::DEFAULT).tag;
    facts(&site.config.places.root, &[], text, own, false, &mut list);
    list
}

/// The values below a node that readers see. What stands below `languages` or `translations` and
/// a tag is in that language.
fn facts<'a>(
    node: &'a Node,
    path: &[&str],
    text: &str,
    language: &'a str,
    quote: bool,
    list: &mut Vec<Passage<'a>>,
) {
    let seen = path.iter().rev().take(2).any(|key| TEXTS.contains(key));
    match &node.value {
        Value::Map(entries) => {
            for (key, below) in entries {
                let foreign = matches!(path.last(), Some(&"languages" | &"translations"));
                let language = if foreign { key.name.as_str() } else { language };
                let path: Vec<&str> = path.iter().copied().chain([key.name.as_str()]).collect();
                facts(below, &path, text, language, quote, list);
            }
        }
        Value::List(items) => {
            for item in items {
                facts(item, path, text, language, quote, list);
            }
        }
        Value::Scalar { .. } if seen => {
            let words = quote && path.first() == Some(&"translations") && path.last() == Some(&"text");
            let place = if words { Place::Words } else { Place::Fact };
            let mut passage = passage(place, language, text, &[inside(node, text)]);
            if text[node.start..].starts_with('\'') {
                undouble(&mut passage.characters);
            }
            list.push(passage);
        }
        Value::Scalar { .. } => {}
    }
}

/// What stands between the marks that YAML wants around a value.
fn inside(node: &Node, text: &str) -> Range<usize> {
    let range = node.start.min(text.len())..node.end.min(text.len());
    let written = &text[range.clone()];
    let marked =
        ['"', '\''].iter().any(|m| written.len() > 1 && written.starts_with(*m) && written.ends_with(*m));
    if marked {
        return range.start + 1..range.end - 1;
    }
    if written.starts_with(['|', '>']) {
        return range.start + written.find('\n').map_or(written.len(), |i| i + 1)..range.end;
    }
    range
}

/// Between single marks, YAML writes an apostrophe twice.
fn undouble(characters: &mut Vec<(usize, char)>) {
    let mut kept = true;
    let mut last = None;
    characters.retain(|(_, c)| {
        kept = !(*c == '\'' && last == Some('\'') && kept);
        last = Some(*c);
        kept
    });
}

fn passage<'a>(place: Place, language: &'a str, text: &str, runs: &[Range<usize>]) -> Passage<'a> {
    let mut characters = Vec::new();
    let mut end = None;
    for run in runs {
        if let Some(end) = end.filter(|end| *end < run.start) {
            let gap = &text[end..run.start];
            if gap.contains('\n') {
                characters.push((end, '\n'));
            } else if gap.contains(char::is_alphanumeric) {
                characters.push((end, OTHER));
            }
        }
        characters.extend(text[run.clone()].char_indices().map(|(i, c)| (run.start + i, c)));
        end = Some(run.end);
    }
    Passage { place, language, characters }
}
