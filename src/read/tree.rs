//! YAML → [`Tree`]: every key and value with its place, from saphyr-parser's events.

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::words;
use crate::diagnostics::{Diagnostic, FileId, Findings, Rule, Severity, Span};
use crate::site::tree::{Key, Node, Tree, Value};

/// How deep values may lie in each other.
const DEPTH: usize = 32;

/// A YAML text cannot be understood.
pub static YAML_SYNTAX: Rule = Rule {
    name: "yaml-syntax",
    severity: Severity::Error,
    docs: "Front matter and `site.yaml` are YAML. A slip in it (a colon in a text, a missing \
           quotation mark, a Tab) makes the whole block unreadable, so nothing of it is known.\n\n\
           Wrong: `title: Note: new members`\n\n\
           Right: `title: \"Note: new members\"`",
};

/// A key is given twice.
pub static KEY_TWICE: Rule = Rule {
    name: "key-twice",
    severity: Severity::Error,
    docs: "Of two values for one key, only one can be shown, and nobody can tell which was meant.\n\n\
           Wrong: `title: A` and, two lines below, `title: B`\n\n\
           Right: one line `title: A`",
};

/// Reads the tree of a YAML text that stands at `offset` in `file`. `None`, with a diagnostic,
/// where it is no YAML or no record of keys.
pub fn read(text: &str, file: FileId, offset: usize, found: &mut Findings) -> Option<Tree> {
    match root(text, file, offset, found) {
        Ok(Some(root)) if matches!(root.value, Value::Map(_)) => Some(Tree { file, root }),
        Ok(Some(root)) => {
            let span = Span::new(file, root.start, root.end);
            found.add(
                Diagnostic::new(&YAML_SYNTAX, span, "this should be a list of keys and values")
                    .help("write a key, a colon and a space before the value, such as title: Our members"),
            );
            None
        }
        Ok(None) => {
            Some(Tree { file, root: Node { start: offset, end: offset, value: Value::Map(Vec::new()) } })
        }
        Err(diagnostic) => {
            found.add(*diagnostic);
            None
        }
    }
}

/// Reads a YAML text that should be a list; gives its entries. None, with a diagnostic, where it is no YAML
/// or no list.
pub fn list(text: &str, file: FileId, offset: usize, found: &mut Findings) -> Vec<Node> {
    let root = root(text, file, offset, found).unwrap_or_else(|diagnostic| {
        found.add(*diagnostic);
        None
    });
    match root {
        Some(Node { value: Value::List(nodes), .. }) => nodes,
        Some(root) => {
            let span = Span::new(file, root.start, root.start);
            found.add(
                Diagnostic::new(&YAML_SYNTAX, span, "this file should be a list of addresses")
                    .help("Plenary writes this file; take its last version back"),
            );
            Vec::new()
        }
        None => Vec::new(),
    }
}

/// The outermost value of a YAML text; none where nothing is written.
fn root(text: &str, file: FileId, offset: usize, found: &mut Findings) -> Built<Option<Node>> {
    if let Some(diagnostic) = tab(text, file, offset).or_else(|| odd_sign(text, file, offset)) {
        return Err(Box::new(diagnostic));
    }
    Builder { parser: Parser::new_from_str(text), bytes: ByteIndex::new(text), file, offset, found }
        .document()
}

/// Builds the tree from the parser's events.
struct Builder<'a, 'f> {
    parser: Parser<'a, saphyr_parser::StrInput<'a>>,
    bytes: ByteIndex<'a>,
    file: FileId,
    offset: usize,
    found: &'f mut Findings,
}

type Built<T> = Result<T, Box<Diagnostic>>;

impl<'a> Builder<'a, '_> {
    fn document(&mut self) -> Built<Option<Node>> {
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamEnd => return Ok(None),
                Event::StreamStart | Event::DocumentStart(_) | Event::Nothing => {}
                event => {
                    let root = self.node(event, span, 0)?;
                    self.end()?;
                    // A text of comments alone has one empty value.
                    let empty = matches!(&root.value, Value::Scalar { text, plain: true } if text.is_empty() || text == "~");
                    return Ok((!empty).then_some(root));
                }
            }
        }
    }

    fn end(&mut self) -> Built<()> {
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamEnd => return Ok(()),
                Event::DocumentStart(_) => {
                    let at = self.place(span);
                    return Err(self.fault(at, at, "a second block of keys begins here".into(), None));
                }
                _ => {}
            }
        }
    }

    fn next(&mut self) -> Built<(Event<'a>, saphyr_parser::Span)> {
        match self.parser.next_event() {
            Some(Ok(next)) => Ok(next),
            Some(Err(error)) => {
                let at = self.offset + self.bytes.at(error.marker().index());
                let lines = self.bytes.text;
                let (at, message, help) = words::syntax(lines, at - self.offset, error.info());
                let at = at + self.offset;
                Err(self.fault(at, at, message, help))
            }
            None => {
                let at = self.offset;
                Err(self.fault(at, at, "this block ends too early".into(), None))
            }
        }
    }

    fn fault(&self, start: usize, end: usize, message: String, help: Option<String>) -> Box<Diagnostic> {
        let mut diagnostic = Diagnostic::new(&YAML_SYNTAX, Span::new(self.file, start, end), message);
        diagnostic.help = help;
        Box::new(diagnostic)
    }

    fn place(&self, span: saphyr_parser::Span) -> usize {
        self.offset + self.bytes.at(span.start.index())
    }

    fn node(&mut self, event: Event<'a>, span: saphyr_parser::Span, depth: usize) -> Built<Node> {
        let start = self.place(span);
        let end = self.offset + self.bytes.at(span.end.index());
        let anchored = match &event {
            Event::Alias(_) => true,
            Event::Scalar(_, _, anchor, _)
            | Event::SequenceStart(anchor, _)
            | Event::MappingStart(anchor, _) => *anchor != 0,
            _ => false,
        };
        if anchored {
            return Err(self.fault(
                start,
                end,
                "a value that begins with & or * refers to another in YAML; this is not used here".into(),
                Some("put the text in quotation marks, such as title: \"* Members\"".into()),
            ));
        }
        if let Event::Scalar(_, ScalarStyle::Plain, _, Some(_)) = &event {
            let message =
                "a text that begins with ! needs quotation marks; YAML takes the word for the name of a type";
            return Err(self.fault(
                start,
                end,
                message.into(),
                Some("put the text in quotation marks".into()),
            ));
        }
        if depth > DEPTH {
            return Err(self.fault(start, end, "values lie too deep in each other here".into(), None));
        }
        match event {
            Event::Scalar(text, style, ..) => {
                let plain = style == ScalarStyle::Plain;
                Ok(Node { start, end, value: Value::Scalar { text: text.into_owned(), plain } })
            }
            Event::SequenceStart(..) => {
                let mut items = Vec::new();
                loop {
                    let (event, span) = self.next()?;
                    if event == Event::SequenceEnd {
                        let end = self.list_end(&items, span, end);
                        return Ok(Node { start, end, value: Value::List(items) });
                    }
                    items.push(self.node(event, span, depth + 1)?);
                }
            }
            Event::MappingStart(..) => self.map(start, end, depth),
            _ => Err(self.fault(start, end, "this cannot stand here".into(), None)),
        }
    }

    fn map(&mut self, start: usize, end: usize, depth: usize) -> Built<Node> {
        let mut entries: Vec<(Key, Node)> = Vec::new();
        loop {
            let (event, span) = self.next()?;
            if event == Event::MappingEnd {
                let closing = self.offset + self.bytes.at(span.end.index());
                let end = entries.last().map_or(end.max(closing), |(_, node)| node.end.max(start));
                return Ok(Node { start, end, value: Value::Map(entries) });
            }
            let key = self.node(event, span, depth + 1)?;
            let (event, span) = self.next()?;
            let value = self.node(event, span, depth + 1)?;
            let Some(name) = key.text().map(str::to_owned) else {
                let message = "a key has to be a word; this is a list or a record";
                let help = "text that begins with [ or { needs quotation marks";
                return Err(self.fault(key.start, key.end, message.into(), Some(help.into())));
            };
            let key = Key { name, start: key.start, end: key.end };
            if let Some((first, _)) = entries.iter().find(|(first, _)| first.name == key.name) {
                self.found.add(
                    Diagnostic::new(
                        &KEY_TWICE,
                        Span::new(self.file, key.start, key.end),
                        format!("{} is given twice", key.name),
                    )
                    .label(Span::new(self.file, first.start, first.end), "first here")
                    .help("keep one of the two lines"),
                );
            } else {
                entries.push((key, value));
            }
        }
    }

    /// A block list ends with its last entry, a list in brackets with its bracket.
    fn list_end(&self, items: &[Node], span: saphyr_parser::Span, fallback: usize) -> usize {
        let closing = self.offset + self.bytes.at(span.end.index());
        let bracket = self.bytes.text.as_bytes().get((closing - self.offset).wrapping_sub(1)) == Some(&b']');
        if bracket { closing } else { items.last().map_or(fallback, |item| item.end) }
    }
}

/// Turns the parser's positions, which count characters, into bytes.
struct ByteIndex<'a> {
    text: &'a str,
    /// The byte of each character; empty for ASCII, where both are the same.
    starts: Vec<u32>,
}

impl<'a> ByteIndex<'a> {
    fn new(text: &'a str) -> Self {
        let starts = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().map(|(i, _)| u32::try_from(i).unwrap_or(u32::MAX)).collect()
        };
        Self { text, starts }
    }

    fn at(&self, character: usize) -> usize {
        if self.starts.is_empty() {
            return character.min(self.text.len());
        }
        self.starts.get(character).map_or(self.text.len(), |i| *i as usize)
    }
}

/// YAML forbids Tabs before values; parsers blame other lines for it.
fn tab(text: &str, file: FileId, offset: usize) -> Option<Diagnostic> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let blank = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = line[..blank].find('\t')
            && !line.trim().is_empty()
        {
            let start = offset + at + tab;
            let span = Span::new(file, start, start + 1);
            return Some(
                Diagnostic::new(&YAML_SYNTAX, span, "this line begins with a Tab")
                    .help("use two spaces instead"),
            );
        }
        at += line.len();
    }
    None
}

/// Signs that look right and that YAML does not know: a no-break space at the start of a line or
/// behind the colon, the wide colon of Chinese and Japanese, the long dash of a list that a program
/// made, `=` for the colon, a colon without its space.
fn odd_sign(text: &str, file: FileId, offset: usize) -> Option<Diagnostic> {
    let mut at = offset;
    for line in text.split_inclusive('\n') {
        if let Some((place, length, message, right)) = odd_in(line.trim_end()) {
            let span = Span::new(file, at + place, at + place + length);
            return Some(
                Diagnostic::new(&YAML_SYNTAX, span, message)
                    .help("type it as shown below")
                    .propose(span, right),
            );
        }
        at += line.len();
    }
    None
}

/// The first odd sign of a line: where it stands, how long it is, what is wrong, what is right.
fn odd_in(line: &str) -> Option<(usize, usize, &'static str, &'static str)> {
    let is_odd = |c: char| c.is_whitespace() && !c.is_ascii();
    let begun = line.trim_start_matches([' ', '-']);
    let place = line.len() - begun.len();
    let key = begun.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
    let sign = |i: usize| begun.get(i..).and_then(|rest| rest.chars().next());
    match (sign(0), sign(key), sign(key + 1)) {
        (Some(c), ..) if is_odd(c) => {
            Some((place, c.len_utf8(), "this line begins with a no-break space", " "))
        }
        (Some(c @ ('–' | '—' | '•')), ..) if sign(c.len_utf8()) == Some(' ') => {
            Some((place, c.len_utf8(), "this sign begins no line of a list; a short dash does", "-"))
        }
        _ if key == 0 => None,
        (_, Some('：'), _) => {
            Some((place + key, '：'.len_utf8(), "this is the wide colon; a key needs the narrow one", ": "))
        }
        (_, Some(':'), Some(c)) if is_odd(c) => {
            Some((place + key + 1, c.len_utf8(), "a no-break space stands behind this colon", " "))
        }
        // Only at the start of a line is it sure to be a key, and no line of a longer text.
        (_, Some(':'), Some(c)) if place == 0 && c.is_alphabetic() => {
            Some((key, 1, "a space is missing behind this colon", ": "))
        }
        (_, Some(' '), Some('=')) if place == 0 && sign(key + 2) == Some(' ') => {
            Some((key, 3, "a colon stands between a key and its value, not =", ": "))
        }
        _ => None,
    }
}
