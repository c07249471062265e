//! The texts of a file that readers see, passage by passage, as the rules of language look at them.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use crate::check::signs::Signs;
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
    /// The signs that it may hold.
    pub signs: Signs,
    /// The file.
    file: &'a str,
    /// Where its text stands in the file.
    runs: Cow<'a, [Range<usize>]>,
    /// Whether it stands between single marks of YAML, which write an apostrophe twice.
    doubled: bool,
    text: OnceCell<Cow<'a, str>>,
    characters: OnceCell<Vec<(usize, char)>>,
}

/// Stands for what is no text.
pub const OTHER: char = '\u{fffc}';

impl<'a> Passage<'a> {
    fn new(
        place: Place,
        language: &'a str,
        file: &'a str,
        runs: Cow<'a, [Range<usize>]>,
        signs: Signs,
    ) -> Self {
        let (text, characters) = (OnceCell::new(), OnceCell::new());
        Self { place, language, signs, file, runs, doubled: false, text, characters }
    }

    /// Its text. Between two runs stands U+FFFC for what is no text (code, a target), a line break
    /// for the end of a line.
    pub fn text(&self) -> &str {
        self.text.get_or_init(|| match (&*self.runs, self.doubled) {
            ([run], false) => Cow::Borrowed(&self.file[run.clone()]),
            (_, false) => self.pieces().map(|(_, piece)| piece).collect(),
            (_, true) => self.characters().iter().map(|(_, c)| *c).collect(),
        })
    }

    /// The characters of its text with their places in the file. Most rules need them only where
    /// the text holds a sign of theirs.
    pub fn characters(&self) -> &[(usize, char)] {
        self.characters.get_or_init(|| {
            let mut characters = Vec::with_capacity(self.runs.iter().map(Range::len).sum());
            for (at, piece) in self.pieces() {
                characters.extend(piece.char_indices().map(|(i, c)| (at + i, c)));
            }
            if self.doubled {
                undouble(&mut characters);
            }
            characters
        })
    }

    /// Its runs and what stands for the gaps between them, with their places.
    fn pieces(&self) -> impl Iterator<Item = (usize, &'a str)> {
        let file = self.file;
        let mut end = None;
        self.runs.iter().flat_map(move |run| {
            let gap = end.filter(|end| *end < run.start).and_then(|end| {
                let gap = &file[end..run.start];
                let stand_in = if gap.contains('\n') {
                    "\n"
                } else if gap.contains(char::is_alphanumeric) {
                    "\u{fffc}"
                } else {
                    return None;
                };
                Some((end, stand_in))
            });
            end = Some(run.end);
            gap.into_iter().chain([(run.start, &file[run.clone()])])
        })
    }

    /// The place in the file of bytes of its text.
    pub fn place_of(&self, bytes: Range<usize>) -> Range<usize> {
        if let ([run], false) = (&*self.runs, self.doubled) {
            return run.start + bytes.start..run.start + bytes.end;
        }
        let count = |end: usize| self.text()[..end].chars().count();
        self.range(count(bytes.start)..count(bytes.end))
    }

    /// How many characters it has.
    pub fn length(&self) -> usize {
        self.characters().len()
    }

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
        self.characters().get(i).map(|(_, c)| *c)
    }

    /// The place in the file of the characters `range`.
    pub fn range(&self, range: Range<usize>) -> Range<usize> {
        let start = self.characters().get(range.start).map_or(0, |(at, _)| *at);
        let end = range.end.checked_sub(1).and_then(|last| self.characters().get(last));
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
        let body = Cow::Borrowed(std::slice::from_ref(&entry.text.body));
        let signs = Signs::of([&source.text[entry.text.body.clone()]]);
        let said_in = said_in.map_or(language, |tag| &tag.0);
        list.push(Passage::new(Place::Words, said_in, source.text, body, signs));
        return list;
    }
    for (block, signs) in source.blocks() {
        let place = Place::Block(block.kind);
        list.push(Passage::new(place, language, source.text, Cow::Borrowed(&block.runs), signs));
    }
    list
}

/// The passages of `site.yaml`.
pub fn of_settings<'a>(site: &'a Site, text: &'a str) -> Vec<Passage<'a>> {
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
    text: &'a str,
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
            let inside = inside(node, text);
            // Signs that YAML writes with a backslash are not what readers see.
            if text[node.start..].starts_with('"') && text[inside.clone()].contains('\\') {
                return;
            }
            let signs = Signs::of([&text[inside.clone()]]);
            let mut passage = Passage::new(place, language, text, Cow::Owned(vec![inside]), signs);
            passage.doubled = text[node.start..].starts_with('\'');
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
