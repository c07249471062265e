//! Words of the interface that a site changes or adds.

use std::collections::BTreeSet;

use crate::diagnostics::{Diagnostic, FileId, Findings, Rule, Severity, Span, nearest};
use crate::files::Files;
use crate::locale::names;
use crate::render::{Theme, theme, words};
use crate::site::Site;
use crate::site::config::Language;
use crate::site::language::is_tag;
use crate::site::tree::Step;

/// Words for a message that nobody asks for.
pub static UNKNOWN_MESSAGE: Rule = Rule {
    name: "unknown-message",
    severity: Severity::Warning,
    docs: "Words are found by their names. Under a misspelt name they are shown nowhere, and a \
           variable that the built-in words do not have shows its own name.\n\n\
           Wrong: `membres = Membres`\n\n\
           Right: `members = Membres`",
};

/// Words that a language lacks.
pub static MISSING_WORDS: Rule = Rule {
    name: "missing-words",
    severity: Severity::Warning,
    docs: "Where a language has no words for a part of the page, readers see English ones. Plenary has words in \
           Arabic, Chinese, English, French, German, Portuguese, Russian and Spanish; those of another \
           language are a file of the site.\n\n\
           Wrong: `languages: {it: {}}` without `content/strings/it.ftl`\n\n\
           Right: `content/strings/it.ftl` with a line for each message, such as `menu = Menù`",
};

/// Whether the interface has all its words in the languages of the site.
pub fn missing(files: &Files, site: &Site, theme: &Theme, found: &mut Findings) {
    for (language, words) in site.config.languages.iter().zip(theme.words.iter()) {
        let path = format!("content/strings/{}.ftl", language.tag);
        let all = messages(words::ENGLISH).len();
        match (words.missing(), files.find(&path)) {
            (missing, _) if missing.is_empty() => {}
            // A tag that is none has its own finding.
            _ if !is_tag(&language.tag) => {}
            (missing, Some((file, _))) if missing.len() < all => {
                found.extend(missing.iter().map(|name| lacks(name, file, language, theme, files)));
            }
            (_, file) => {
                let message =
                    format!("the interface has no words in {}, so English ones are shown", named(language));
                let place =
                    file.map_or_else(|| place(site, &language.tag), |(file, _)| Span::new(file, 0, 0));
                let help = format!("write them into {path}, a line for each message of the manual's list");
                found.add(Diagnostic::new(&MISSING_WORDS, place, message).help(help));
            }
        }
    }
}

/// A language in words: "Italian (it)".
pub fn named(language: &Language) -> String {
    format!("{} ({})", names::name(&language.tag, "en"), language.tag)
}

/// Where a site names one of its languages.
fn place(site: &Site, tag: &str) -> Span {
    let path = ["languages", tag].map(|step| Step::Key(step.to_owned()));
    match site.config.places.get(&path) {
        Some(_) => site.config.places.key_span(&path),
        None => site.config.places.span("language"),
    }
}

/// A message that a file of words leaves out, and the template that asks for it.
fn lacks(name: &str, file: FileId, language: &Language, theme: &Theme, files: &Files) -> Diagnostic {
    let asks = format!("\"{name}\"");
    let own = theme.own().values().find_map(|id| Some((*id, files.get(*id).text().find(&asks)?)));
    let span = own.map_or(Span::new(file, 0, 0), |(id, at)| Span::new(id, at + 1, at + 1 + name.len()));
    let built_in = || {
        theme::built_in().find_map(|(path, text)| {
            let line = text.lines().position(|line| line.contains(&asks))?;
            Some(format!("; templates/{path} asks for them in line {}", line + 1))
        })
    };
    let who = if own.is_some() { String::new() } else { built_in().unwrap_or_default() };
    let tag = &language.tag;
    let message = format!(
        "the interface has no words for {name} in {}, so English ones are shown{who}",
        named(language)
    );
    let help = format!("write {name} = and the words into content/strings/{tag}.ftl");
    Diagnostic::new(&MISSING_WORDS, span, message).help(help)
}

/// Holds the files of `content/strings/` against the built-in words and the site's templates.
pub fn check(files: &Files, found: &mut Findings) {
    let built_in = Known::new();
    let templates: Vec<&str> = files.below("templates").map(|(_, file)| file.text()).collect();
    for (id, file) in files.below("content/strings").filter(|(_, file)| file.ending() == "ftl") {
        let own = messages(file.text());
        for message in &own {
            let span = Span::new(id, message.start, message.start + message.name.len());
            if !built_in.names(message.name) {
                let shown = templates.iter().any(|text| text.contains(&format!("\"{}\"", message.name)));
                if !shown && !own.iter().any(|other| other.names.contains(message.name)) {
                    found.add(unknown(message.name, span, &built_in));
                }
                continue;
            }
            let variables = built_in.variables(message.name, &mut BTreeSet::new());
            for variable in message.variables.difference(&variables) {
                let known: Vec<String> = variables.iter().map(|name| format!("${name}")).collect();
                let help = match known.as_slice() {
                    [] => "the built-in words have no variables here".to_owned(),
                    known => format!("the variables are: {}", known.join(", ")),
                };
                let text = format!("${variable} is no variable of {}, so readers see its name", message.name);
                found.add(Diagnostic::new(&UNKNOWN_MESSAGE, span, text).help(help));
            }
        }
    }
}

/// The messages of all built-in languages.
struct Known(Vec<Message<'static>>);

impl Known {
    fn new() -> Self {
        Self(words::built_in_texts().flat_map(messages).collect())
    }

    fn names(&self, name: &str) -> bool {
        self.0.iter().any(|message| message.name == name)
    }

    /// The variables of a message, and of the messages that stand in it.
    fn variables(&self, name: &str, seen: &mut BTreeSet<&'static str>) -> BTreeSet<&'static str> {
        let mut variables = BTreeSet::new();
        for message in self.0.iter().filter(|message| message.name == name) {
            variables.extend(&message.variables);
            for inner in &message.names {
                if seen.insert(inner) {
                    variables.extend(self.variables(inner, seen));
                }
            }
        }
        variables
    }
}

fn unknown(name: &str, span: Span, built_in: &Known) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(&UNKNOWN_MESSAGE, span, format!("nothing shows the words of \"{name}\""));
    match nearest(name, built_in.0.iter().map(|message| message.name)) {
        Some(near) => diagnostic.help(format!("did you mean {near}?")).propose(span, near),
        None => diagnostic.help("take them out, or show them in a template with t(key=\"…\")"),
    }
}

/// A message of a file of words.
struct Message<'a> {
    name: &'a str,
    start: usize,
    variables: BTreeSet<&'a str>,
    /// Messages that stand in it.
    names: BTreeSet<&'a str>,
}

/// The messages of a text in the Fluent format (syntax 1.0): each begins at the start of a line.
fn messages(text: &str) -> Vec<Message<'_>> {
    let is_name = |name: &str| {
        name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    };
    let mut list: Vec<Message<'_>> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let name = line.split_once('=').map(|(name, _)| name.trim_end()).filter(|name| is_name(name));
        if let Some(name) = name {
            list.push(Message { name, start: at, variables: BTreeSet::new(), names: BTreeSet::new() });
        }
        if let Some(message) = list.last_mut().filter(|_| !line.starts_with('#')) {
            let behind = line.split('$').skip(1);
            let name = |rest: &'_ str| {
                rest.find(|c: char| !(c.is_ascii_alphanumeric() || "-_".contains(c))).unwrap_or(rest.len())
            };
            message.variables.extend(behind.map(|rest| &rest[..name(rest)]));
            let inner = line.split('{').skip(1).map(str::trim_start);
            message.names.extend(inner.map(|rest| &rest[..name(rest)]).filter(|name| is_name(name)));
        }
        at += line.len();
    }
    list
}
