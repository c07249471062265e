//! The interface's words: Fluent messages of a language, with those of the site before them.

use std::collections::BTreeMap;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

use crate::diagnostics::{Diagnostic, Findings, Rule, Severity, Span};
use crate::files::Files;

/// The built-in words in English: all messages that there are.
pub const ENGLISH: &str = include_str!("words/en.ftl");

/// The built-in words, by language; the first stands in where another has none.
const BUILT_IN: [(&str, &str); 1] = [("en", ENGLISH)];

/// A file of words cannot be read.
pub static WORDS_SYNTAX: Rule = Rule {
    name: "words-syntax",
    severity: Severity::Error,
    docs: "The files in `content/strings/` are lists of messages in the Fluent format.\n\n\
           Wrong: `menu Menu`\n\n\
           Right: `menu = Menu`",
};

/// The words of one language.
pub struct Words {
    bundle: FluentBundle<FluentResource>,
    names: Vec<String>,
    /// What is written for each message.
    written: BTreeMap<String, String>,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Words")
    }
}

impl Words {
    /// The words of a language: English, the language's own above them, the site's on top.
    pub fn new(tag: &str, files: &Files, found: &mut Findings) -> Self {
        let id: LanguageIdentifier = tag.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id.clone()]);
        // Isolation marks are for mixed scripts in plain text; HTML has `dir` and `bdi`.
        bundle.set_use_isolating(false);
        let mut names = names_in(BUILT_IN[0].1);
        let mut written = BTreeMap::new();
        let own = BUILT_IN.iter().skip(1).find(|(tag, _)| id.language.as_str() == *tag);
        for (_, text) in BUILT_IN.first().into_iter().chain(own) {
            written.extend(messages_in(text));
            let resource = FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(partial, _)| partial);
            bundle.add_resource_overriding(resource);
        }
        if let Some((file, source)) = files.find(&format!("content/strings/{tag}.ftl")) {
            names.extend(names_in(source.text()));
            written.extend(messages_in(source.text()));
            let resource =
                FluentResource::try_new(source.text().to_owned()).unwrap_or_else(|(partial, errors)| {
                    for error in errors {
                        let span = Span::new(file, error.pos.start, error.pos.end);
                        found.add(
                            Diagnostic::new(
                                &WORDS_SYNTAX,
                                span,
                                format!("this message cannot be read ({error})"),
                            )
                            .help("write it as name = Words"),
                        );
                    }
                    partial
                });
            bundle.add_resource_overriding(resource);
        }
        Self { bundle, names, written }
    }

    /// Whether a message is known.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// Adds what makes a message say what it says to a digest; where it names another one, or none is given,
    /// that is everything that is written.
    pub fn digest(&self, key: Option<&str>, digest: &mut blake3::Hasher) {
        let one = key.map(|key| self.written.get(key).map_or("", String::as_str));
        match one.filter(|text| !names_another(text)) {
            Some(text) => _ = digest.update(text.as_bytes()),
            None => self.written.values().for_each(|text| _ = digest.update(text.as_bytes())),
        }
        digest.update(&[0]);
    }

    /// The names of the messages, for whoever misspelt one.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// A message without arguments.
    pub fn get(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// A message with texts as arguments.
    pub fn with(&self, key: &str, args: &[(&str, &str)]) -> String {
        let mut fluent = FluentArgs::new();
        for (name, value) in args {
            fluent.set(*name, *value);
        }
        self.format(key, &fluent)
    }

    /// A message with any arguments; its name where nobody has words for it.
    pub fn format(&self, key: &str, args: &FluentArgs<'_>) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let mut errors = Vec::new();
        self.bundle.format_pattern(pattern, Some(args), &mut errors).into_owned()
    }
}

/// The names of the messages in a text of Fluent: what stands before `=` at the start of a line.
fn names_in(text: &str) -> Vec<String> {
    let name = |line: &str| {
        let name = line.split_once('=')?.0.trim_end().to_owned();
        name.starts_with(|c: char| c.is_ascii_alphabetic()).then_some(name)
    };
    text.lines().filter_map(name).collect()
}

/// The messages in a text of Fluent, each from its name to the next line that begins with no space.
fn messages_in(text: &str) -> Vec<(String, String)> {
    let mut messages: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        let begins = line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-');
        match line.split_once('=').filter(|_| begins) {
            Some((name, _)) => messages.push((name.trim_end().to_owned(), line.to_owned())),
            None => {
                if let Some((_, message)) = messages.last_mut() {
                    message.push('\n');
                    message.push_str(line);
                }
            }
        }
    }
    messages
}

/// Whether a message has another one, or a term, in it.
fn names_another(message: &str) -> bool {
    let inner = message.split('{').skip(1).map(str::trim_start);
    inner.into_iter().any(|inner| inner.starts_with(|c: char| c == '-' || c.is_ascii_lowercase()))
}

/// The name of a language in itself, as a reader of that language looks for it.
pub fn autonym(tag: &str) -> String {
    let language = tag.split('-').next().unwrap_or(tag);
    let name = match language {
        "ar" => "العربية",
        "de" => "Deutsch",
        "el" => "Ελληνικά",
        "en" => "English",
        "es" => "Español",
        "fa" => "فارسی",
        "fr" => "Français",
        "he" => "עברית",
        "it" => "Italiano",
        "ja" => "日本語",
        "nl" => "Nederlands",
        "pl" => "Polski",
        "pt" => "Português",
        "ru" => "Русский",
        "sw" => "Kiswahili",
        "tr" => "Türkçe",
        "uk" => "Українська",
        "ur" => "اردو",
        "zh" => "中文",
        _ => tag,
    };
    name.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sites_words_stand_before_the_built_in_ones() {
        let files = Files::fixture("-- content/strings/en.ftl --\nmenu = All pages\n");
        let mut found = Findings::default();
        let words = Words::new("en", &files, &mut found);
        assert_eq!(words.get("menu"), "All pages");
        assert_eq!(words.get("home"), "Home");
        assert_eq!(words.with("advises-on", &[("whom", "A"), ("on", "B")]), "Advises A on B");
        assert!(found.list().is_empty());
    }

    #[test]
    fn the_built_in_words_can_be_read() {
        for (tag, text) in BUILT_IN {
            assert!(FluentResource::try_new(text.to_owned()).is_ok(), "{tag}");
        }
    }
}
