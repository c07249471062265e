//! Words of the interface that a site changes or adds.

use std::collections::BTreeSet;

use crate::diagnostics::{Diagnostic, Findings, Rule, Severity, Span, nearest};
use crate::files::Files;
use crate::render::words;

/// Words for a message that nobody asks for.
pub static UNKNOWN_MESSAGE: Rule = Rule {
    name: "unknown-message",
    severity: Severity::Warning,
    docs: "Words are found by their names. Under a misspelt name they are shown nowhere, and a \
           variable that the built-in words do not have shows its own name.\n\n\
           Wrong: `membres = Membres`\n\n\
           Right: `members = Membres`",
};

/// Holds the files of `content/strings/` against the built-in words and the site's templates.
pub fn check(files: &Files, found: &mut Findings) {
    let built_in = messages(words::ENGLISH);
    let templates: Vec<&str> = files.below("templates").map(|(_, file)| file.text()).collect();
    for (id, file) in files.below("content/strings").filter(|(_, file)| file.ending() == "ftl") {
        for message in messages(file.text()) {
            let span = Span::new(id, message.start, message.start + message.name.len());
            let Some(original) = built_in.iter().find(|other| other.name == message.name) else {
                if !templates.iter().any(|text| text.contains(&format!("\"{}\"", message.name))) {
                    found.add(unknown(message.name, span, &built_in));
                }
                continue;
            };
            for variable in message.variables.difference(&original.variables) {
                let known: Vec<String> = original.variables.iter().map(|name| format!("${name}")).collect();
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

fn unknown(name: &str, span: Span, built_in: &[Message<'_>]) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(&UNKNOWN_MESSAGE, span, format!("nothing shows the words of \"{name}\""));
    match nearest(name, built_in.iter().map(|message| message.name)) {
        Some(near) => diagnostic.help(format!("did you mean {near}?")).propose(span, near),
        None => diagnostic.help("take them out, or show them in a template with t(key=\"…\")"),
    }
}

/// A message of a file of words.
struct Message<'a> {
    name: &'a str,
    start: usize,
    variables: BTreeSet<&'a str>,
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
            list.push(Message { name, start: at, variables: BTreeSet::new() });
        }
        if let Some(message) = list.last_mut().filter(|_| !line.starts_with('#')) {
            let behind = line.split('$').skip(1);
            let name = |rest: &'_ str| {
                rest.find(|c: char| !(c.is_ascii_alphanumeric() || "-_".contains(c))).unwrap_or(rest.len())
            };
            message.variables.extend(behind.map(|rest| &rest[..name(rest)]));
        }
        at += line.len();
    }
    list
}
