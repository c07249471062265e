//! What is wrong with a template, in plain words, made of what Tera says.

use std::collections::BTreeMap;

use super::syntax::Template;
use crate::diagnostics::{FileId, Lines, Span, nearest};
use crate::files::Files;

/// The filters that a template may use.
pub const FILTERS: [&str; 38] = [
    "abs", "capitalize", "default", "escape", "escape_html", "escape_xml", "first", "float", "get",
    "group_by", "indent", "int", "join", "keys", "last", "length", "link", "lower", "newlines_to_br",
    "nth", "pairs", "pluralize", "replace", "reverse", "round", "safe", "sort", "split", "str", "title",
    "trim", "trim_end", "trim_start", "truncate", "unique", "upper", "values", "wordcount",
];

/// The tests that a template may use.
pub const TESTS: [&str; 17] = [
    "array", "bool", "containing", "defined", "divisible_by", "ending_with", "even", "float", "integer",
    "iterable", "map", "none", "number", "odd", "starting_with", "string", "undefined",
];

/// The functions that a template may use.
pub const FUNCTIONS: [&str; 5] = ["asset", "range", "super", "t", "throw"];

/// A template that failed, with its place where it is the site's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateFault {
    /// What is wrong.
    pub message: String,
    /// Where; none for a built-in template.
    pub span: Option<Span>,
    /// What to do.
    pub help: Option<String>,
    /// What should stand at the place.
    pub right: Option<String>,
    /// The template of the site that it needs and that is broken itself.
    pub waits_for: Option<String>,
}

impl TemplateFault {
    fn new(message: impl Into<String>, span: Option<Span>) -> Self {
        Self { message: message.into(), span, help: None, right: None, waits_for: None }
    }
}

/// A template of the site that Tera did not take.
#[derive(Debug)]
pub struct Refused<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its file.
    pub file: FileId,
    /// Its text.
    pub text: &'a str,
    /// What it says, where it can be read.
    pub read: Option<&'a Template>,
    /// The names of all templates, those of the site with whether they are broken too.
    pub names: &'a BTreeMap<String, bool>,
}

impl Refused<'_> {
    /// All that is wrong with it.
    pub fn faults(&self, error: &tera::Error) -> Vec<TemplateFault> {
        use tera::ErrorKind;
        match error.kind() {
            ErrorKind::SyntaxError(report) => {
                let range = report.span().range.clone();
                let span = Span::new(self.file, range.start.min(self.text.len()), range.end.min(self.text.len()));
                vec![TemplateFault::new(plain(report.message()), Some(span))]
            }
            ErrorKind::MissingParent { parent, .. } => {
                let parent_at = self.read.and_then(|read| read.parent.as_ref()).map(|word| word.at.start);
                vec![self.missing_template(parent, parent_at.unwrap_or(0))]
            }
            ErrorKind::CircularExtend { .. } => {
                let at = self.read.and_then(|read| read.parent.as_ref()).map_or(0..0, |word| word.at.clone());
                vec![self.circle(Span::new(self.file, at.start, at.end), "extends")]
            }
            ErrorKind::CircularInclude { .. } => {
                let at = self.text.find(self.name).map_or(0..0, |at| at..at + self.name.len());
                vec![self.circle(Span::new(self.file, at.start, at.end), "includes")]
            }
            _ => error.to_string().split("\n\n").map(|report| self.of_report(report)).collect(),
        }
    }

    fn circle(&self, span: Span, does: &str) -> TemplateFault {
        let mut fault = TemplateFault::new(format!("this template {does} itself"), Some(span));
        if self.names.contains_key(&format!("@plenary/{}", self.name)) {
            fault.help = Some(format!("to build on the built-in one, write @plenary/{}", self.name));
            fault.right = (self.text.get(span.start..span.end) == Some(self.name))
                .then(|| format!("@plenary/{}", self.name));
        }
        fault
    }

    /// One of the reports that Tera strings together: what, `--> name:line:column`, the line.
    fn of_report(&self, report: &str) -> TemplateFault {
        let message = report.lines().next().unwrap_or_default().trim_start_matches("error: ");
        let (name, at) = places(report).into_iter().next().unwrap_or_default();
        let here = name == self.name;
        let at = if here { Lines::new(self.text).offset(at.0, at.1) } else { 0 };
        let mut words = message.split('`');
        let (what, word) = (words.next().unwrap_or_default().trim(), words.next().unwrap_or_default());
        match what {
            "Unknown filter" => self.missing("filter", word, at, &FILTERS),
            "Unknown test" => self.missing("test", word, at, &TESTS),
            "Unknown function" => self.missing("function", word, at, &FUNCTIONS),
            "Unknown component" => self.missing("component", word, at, &[]),
            "Unknown template" => self.missing_template(word, at),
            "Block" if here => {
                let mut fault = self.missing("block", word, at, &[]);
                fault.message = format!("no template that this one extends has a block {word}");
                fault.help = Some("give it the name of a block of that template".to_owned());
                let parent = self.read.and_then(|read| read.parent.as_ref()).map(|parent| &parent.name);
                fault.waits_for = parent.filter(|parent| self.names.get(*parent) == Some(&true)).cloned();
                fault
            }
            "Block" => {
                let child = name.trim_start_matches("@plenary/");
                let message = format!("this template has no block {word}, which {child} fills");
                let mut fault = TemplateFault::new(message, Some(Span::new(self.file, 0, 0)));
                fault.help = Some(format!("write {{% block {word} %}}{{% endblock %}} where it is to stand"));
                fault
            }
            _ => TemplateFault::new(plain(message), Some(Span::new(self.file, at, at))),
        }
    }

    fn missing(&self, what: &str, word: &str, at: usize, right: &[&str]) -> TemplateFault {
        let span = self.find(word, at);
        let mut fault = TemplateFault::new(format!("there is no {what} {word}"), Some(span));
        let near = nearest(word, right.iter().copied());
        fault.help = match near {
            Some(near) => Some(format!("did you mean {near}?")),
            None if right.is_empty() => None,
            None => Some(format!("the {what}s are: {}", right.join(", "))),
        };
        fault.right = near.map(str::to_owned);
        fault
    }

    fn missing_template(&self, name: &str, at: usize) -> TemplateFault {
        let mut fault = TemplateFault::new(
            format!("there is no template templates/{name}"),
            Some(self.find(name, at)),
        );
        if self.names.contains_key(name) {
            fault.waits_for = Some(name.to_owned());
            return fault;
        }
        let names = self.names.keys().filter(|other| *other != self.name).map(String::as_str);
        let near = nearest(name, names);
        fault.help = Some(near.map_or_else(
            || "give the path of a file below templates/ that ends in .html, such as parts/menu.html".to_owned(),
            |near| format!("did you mean {near}?"),
        ));
        fault.right = near.map(str::to_owned);
        fault
    }

    /// The place of a word at or behind a byte.
    fn find(&self, word: &str, at: usize) -> Span {
        let start = self.text.get(at..).and_then(|rest| rest.find(word)).map_or(at, |i| at + i);
        Span::new(self.file, start, (start + word.len()).min(self.text.len()))
    }
}

/// What went wrong while a page was rendered, at the site's template that led there.
pub fn of_rendering(error: &tera::Error, own: &BTreeMap<String, FileId>, files: &Files) -> TemplateFault {
    let whole = error.to_string();
    let (mut message, range) = match error.kind() {
        tera::ErrorKind::RenderingError(report) | tera::ErrorKind::SyntaxError(report) => {
            let range = own.contains_key(report.filename()).then(|| report.span().range.clone());
            (report.message().to_owned(), range)
        }
        _ => (whole.lines().next().unwrap_or_default().to_owned(), None),
    };
    let places = places(&whole);
    let span = places.iter().find_map(|(name, (line, column))| {
        let file = *own.get(name)?;
        let text = files.get(file).text();
        let at = Lines::new(text).offset(*line, *column);
        let end = range.as_ref().map_or(at, |range| range.end.min(text.len()).max(at));
        Some(Span::new(file, at, end))
    });
    let mut help = None;
    if let Some((first, list)) = message.clone().split_once(". Available ") {
        first.clone_into(&mut message);
        help = list.split_once(": ").map(|(_, list)| format!("what is there: {list}"));
    }
    message = plain(&message);
    match places.first() {
        Some((name, _)) if !own.contains_key(name) => {
            message = format!("{message} (in the built-in template {})", name.trim_start_matches("@plenary/"));
        }
        _ => {}
    }
    TemplateFault { help, ..TemplateFault::new(message, span) }
}

/// The places that Tera names in its report, the innermost first: `--> name:line:column` and
/// `called from name:line:column`.
fn places(report: &str) -> Vec<(String, (usize, usize))> {
    let marked = report.lines().filter_map(|line| {
        let line = line.trim();
        line.strip_prefix("--> ").or_else(|| line.strip_prefix("note: called from "))
    });
    let place = |place: &str| {
        let mut parts = place.rsplitn(3, ':');
        let column = parts.next()?.parse().ok()?;
        let line = parts.next()?.parse().ok()?;
        Some((parts.next()?.to_owned(), (line, column)))
    };
    marked.filter_map(place).collect()
}

/// A message of Tera's in the form of ours: lower-case start, no full stop, no marks of code.
fn plain(message: &str) -> String {
    let message = message.trim().trim_end_matches('.').replace('`', "");
    let mut characters = message.chars();
    let first = characters.next().map(|c| c.to_lowercase().to_string()).unwrap_or_default();
    format!("{first}{}", characters.as_str())
}
