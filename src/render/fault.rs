//! What is wrong with a template, in plain words, made of what Tera says.

use std::collections::BTreeMap;

use super::syntax::Template;
use crate::diagnostics::{FileId, Lines, Span, nearest};
use crate::files::Files;

/// The filters that a template may use.
pub const FILTERS: [&str; 38] = [
    "abs",
    "capitalize",
    "default",
    "escape",
    "escape_html",
    "escape_xml",
    "first",
    "float",
    "get",
    "group_by",
    "indent",
    "int",
    "join",
    "keys",
    "last",
    "length",
    "link",
    "lower",
    "newlines_to_br",
    "nth",
    "pairs",
    "pluralize",
    "replace",
    "reverse",
    "round",
    "safe",
    "sort",
    "split",
    "str",
    "title",
    "trim",
    "trim_end",
    "trim_start",
    "truncate",
    "unique",
    "upper",
    "values",
    "wordcount",
];

/// The tests that a template may use.
pub const TESTS: [&str; 17] = [
    "array",
    "bool",
    "containing",
    "defined",
    "divisible_by",
    "ending_with",
    "even",
    "float",
    "integer",
    "iterable",
    "map",
    "none",
    "number",
    "odd",
    "starting_with",
    "string",
    "undefined",
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
    /// The blocks of the templates that it extends.
    pub blocks: &'a [String],
}

impl Refused<'_> {
    /// All that is wrong with it.
    pub fn faults(&self, error: &tera::Error) -> Vec<TemplateFault> {
        use tera::ErrorKind;
        match error.kind() {
            ErrorKind::SyntaxError(report) => {
                let range = report.span().range.clone();
                let span =
                    Span::new(self.file, range.start.min(self.text.len()), range.end.min(self.text.len()));
                vec![self.unreadable(report.message(), span)]
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

    fn unreadable(&self, message: &str, span: Span) -> TemplateFault {
        let word = self.text.get(span.start..span.end).unwrap_or_default();
        let (message, help) = match message {
            "Unknown tag" if word.starts_with("end") || ["else", "elif"].contains(&word) => (
                format!("{word} does not belong to the tag that is open here"),
                Some("each if, for, block, set and filter is closed, the last one first: endif, endfor, …"),
            ),
            "Unknown tag" => (
                format!("there is no tag {word}"),
                Some("the tags are: block, component, extends, filter, for, if, include, set, set_global"),
            ),
            "Unexpected end of input" => (
                "the template ends before all its tags are closed".to_owned(),
                Some("close each if, for and block with endif, endfor, endblock, each tag with its bracket"),
            ),
            other => (format!("this cannot be read: {}", plain(other)), None),
        };
        let mut fault = TemplateFault::new(message, Some(span));
        fault.help = help.map(str::to_owned);
        fault
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
                let blocks: Vec<&str> = self.blocks.iter().map(String::as_str).collect();
                let mut fault = self.missing("block", word, at, &blocks);
                fault.message = format!("no template that this one extends has a block {word}");
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
        let mut fault =
            TemplateFault::new(format!("there is no template templates/{name}"), Some(self.find(name, at)));
        if self.names.contains_key(name) {
            fault.waits_for = Some(name.to_owned());
            return fault;
        }
        let near = nearest_template(name, self.names.keys().map(String::as_str).filter(|n| *n != self.name));
        fault.help = Some(near.map_or_else(
            || {
                "give the path of a file below templates/ that ends in .html, such as parts/menu.html"
                    .to_owned()
            },
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

/// The template whose name is nearest: of the same folder first; what all names have is no likeness.
pub fn nearest_template<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let bare = |path: &str| path.rsplit_once('.').map_or(path, |(bare, _)| bare).to_owned();
    let folder = |path: &str| path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let last = |path: &str| bare(path.rsplit('/').next().unwrap_or(path));
    let names: Vec<&str> = names.collect();
    let best = |likeness: &dyn Fn(&str) -> String, of: Vec<&'a str>| {
        let words: Vec<String> = of.iter().map(|other| likeness(other)).collect();
        let near = nearest(&likeness(name), words.iter().map(String::as_str))?;
        of.iter().zip(&words).find(|(_, word)| *word == near).map(|(other, _)| *other)
    };
    let beside = names.iter().copied().filter(|other| folder(other) == folder(name)).collect();
    best(&last, beside)
        .or_else(|| best(&bare, names.into_iter().filter(|n| folder(n) != folder(name)).collect()))
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
            message =
                format!("{message} (in the built-in template {})", name.trim_start_matches("@plenary/"));
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

#[cfg(test)]
mod tests {
    use super::*;

    /// What the program proposes is what Tera knows.
    #[test]
    fn the_lists_of_names_are_right() {
        let mut tera = tera::Tera::new();
        tera.register_filter("link", |value: tera::Value, _: tera::Kwargs, _: &tera::State| value);
        for function in ["asset", "t"] {
            tera.register_function(function, |_: tera::Kwargs, _: &tera::State| String::new());
        }
        let filters = FILTERS.map(|name| format!("{{{{ 1 | {name} }}}}"));
        let tests = TESTS.map(|name| format!("{{{{ 1 is {name} }}}}"));
        let functions = FUNCTIONS.map(|name| format!("{{% block a %}}{{{{ {name}() }}}}{{% endblock %}}"));
        for text in filters.iter().chain(&tests).chain(&functions) {
            assert!(tera.add_raw_template("a", text).is_ok(), "{text}");
        }
        assert!(tera.add_raw_template("a", "{{ 1 | nope }}").is_err());
    }

    #[test]
    fn the_nearest_template_is_near_in_its_own_name() {
        let names = ["base.html", "body.html", "parts/heading.html", "parts/menu.html", "parts/text.html"];
        let cases = [
            ("boddy.html", Some("body.html")),
            ("parts/text.htm", Some("parts/text.html")),
            ("part/menu.html", Some("parts/menu.html")),
            ("parts/old-banner.html", None),
            ("landing.html", None),
        ];
        for (name, right) in cases {
            assert_eq!(nearest_template(name, names.into_iter()), right, "{name}");
        }
    }
}
