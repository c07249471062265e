//! The interface's words: Fluent messages of a language, with those of the site before them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::parser;
use fluent_syntax::serializer::serialize;
use include_dir::{Dir, include_dir};
use intl_memoizer::Memoizable;
use intl_memoizer::concurrent::IntlLangMemoizer;
use unic_langid::LanguageIdentifier;

use super::messages::{self, Asks, Item};
use super::plurals;
use crate::diagnostics::{Diagnostic, Findings, Rule, Severity, Span};
use crate::files::Files;
use crate::locale::tag::{fallbacks, script};
use crate::locale::{Locale, Numbers};

/// The built-in words: a file a language, named by its tag.
static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/render/words");

/// The built-in words by language. Those in English are all messages that there are, and stand in where
/// another language has none.
static BUILT_IN: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| {
    let file = |file: &'static include_dir::File<'static>| {
        Some((file.path().file_stem()?.to_str()?, file.contents_utf8()?))
    };
    FILES.files().filter_map(file).collect()
});

/// The built-in words in English: all messages that there are.
pub const ENGLISH: &str = include_str!("words/en.ftl");

/// The built-in words of all languages.
pub fn built_in_texts() -> impl Iterator<Item = &'static str> {
    BUILT_IN.values().copied()
}

/// A file of words cannot be read.
pub static WORDS_SYNTAX: Rule = Rule {
    name: "words-syntax",
    severity: Severity::Error,
    docs: "The files in `content/strings/` are lists of messages in the Fluent format.\n\n\
           Wrong: `menu Menu`\n\n\
           Right: `menu = Menu`",
};

/// The words of one language, and how it writes dates, numbers and lists.
pub struct Words {
    /// How the language writes dates, numbers and lists.
    pub locale: Locale,
    bundle: FluentBundle<FluentResource>,
    names: Vec<String>,
    /// What is written for each message.
    written: BTreeMap<String, String>,
    /// The messages that the program or the site has in this language.
    own: BTreeSet<String>,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Words")
    }
}

impl Words {
    /// The words of a language: English, those that the site has in its own language, `stands_in`, the
    /// built-in ones of the language above them, the site's on top. Dates are in a calendar of
    /// [`crate::locale::dates::CALENDARS`].
    pub fn new(tag: &str, stands_in: &str, calendar: &str, files: &Files, found: &mut Findings) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![tag.parse().unwrap_or_default()]);
        // Isolation marks are for mixed scripts in plain text; HTML has `dir` and `bdi`.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(number));
        let numbers = Locale::new(tag, calendar).numbers;
        let known = bundle
            .add_function(plurals::FUNCTION, move |values, named| plurals::form(&numbers, values, named));
        debug_assert!(known.is_ok(), "nothing else has the name");
        let mut words = Self {
            locale: Locale::new(tag, calendar),
            bundle,
            names: names_in(ENGLISH),
            written: BTreeMap::new(),
            own: BTreeSet::new(),
        };
        words.add(ENGLISH, |_| {});
        let site = |tag: &str| files.find(&format!("content/strings/{tag}.ftl"));
        // What is wrong with them is said where they are the language's own.
        if let Some((_, source)) = site(stands_in).filter(|_| stands_in != tag) {
            words.names.extend(names_in(source.text()));
            words.add(messages::readable(source.text()).0, |_| {});
        }
        let own = built_in(tag);
        if let Some(own) = own {
            words.add(own, |_| {});
        }
        let site = site(tag);
        if let Some((file, source)) = site {
            words.names.extend(names_in(source.text()));
            let (text, too_deep) = messages::readable(source.text());
            if let Some(at) = too_deep {
                let message = "this message cannot be read: too many braces stand in each other";
                let found_at = Span::new(file, at, at + 1);
                found.add(
                    Diagnostic::new(&WORDS_SYNTAX, found_at, message)
                        .help("close each { with } in its message"),
                );
            }
            words.add(text, |error| {
                let span = Span::new(file, error.pos.start, error.pos.end);
                let (why, help) = messages::fault(&error.kind);
                let message = format!("this message cannot be read: {why}");
                found.add(Diagnostic::new(&WORDS_SYNTAX, span, message).help(help));
            });
        }
        let own = [own, site.map(|(_, source)| source.text())];
        words.own = own.into_iter().flatten().flat_map(names_in).collect();
        words
    }

    /// Adds a text of Fluent; what it says stands before what was there.
    fn add(&mut self, text: &str, fault: impl FnMut(parser::ParserError)) {
        self.written.extend(messages_in(text));
        let mut resource = parser::parse_runtime(text.to_owned()).unwrap_or_else(|(partial, errors)| {
            errors.into_iter().for_each(fault);
            partial
        });
        plurals::ask(&mut resource);
        let resource = FluentResource::try_new(serialize(&resource)).unwrap_or_else(|(partial, _)| partial);
        self.bundle.add_resource_overriding(resource);
    }

    /// The names of messages that neither the program nor the site has in this language.
    pub fn missing(&self) -> Vec<String> {
        names_in(ENGLISH).into_iter().filter(|name| !self.is_own(name)).collect()
    }

    /// Whether the program or the site has a message in this language, so that no other one stands in.
    pub fn is_own(&self, key: &str) -> bool {
        self.own.contains(key)
    }

    /// The variables of a message, and of the messages that stand in it: those that it always shows, and all.
    pub fn variables(&self, key: &str) -> (BTreeSet<String>, BTreeSet<String>) {
        let written: Vec<String> = self.written.values().cloned().collect();
        variables_of(&written.join("\n"), key)
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

/// Whether there is a built-in message of this name.
pub fn is_built_in(key: &str) -> bool {
    names_in(ENGLISH).iter().any(|name| name == key)
}

/// All variables of a built-in message in English.
pub fn built_in_variables(key: &str) -> BTreeSet<String> {
    variables_of(ENGLISH, key).1
}

fn variables_of(text: &str, key: &str) -> (BTreeSet<String>, BTreeSet<String>) {
    let all: BTreeMap<String, Asks> = messages::read(text).into_iter().collect();
    let of = |items: fn(&Asks) -> &BTreeSet<Item>| {
        messages::variables(key, &|name| all.get(name).map(items), &mut BTreeSet::new())
    };
    (of(|asks| &asks.always), of(|asks| &asks.all))
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

/// The built-in words of a language: of `pt-BR`, where it has none, those of `pt`; of `zh-Hant` not those of `zh`,
/// which are in another script.
fn built_in(tag: &str) -> Option<&'static str> {
    let known = |key: &String| BUILT_IN.iter().find(|(own, _)| own.eq_ignore_ascii_case(key));
    let (own, text) = fallbacks(tag).iter().find_map(known)?;
    (script(own) == script(tag)).then_some(text)
}

/// Numbers in messages, as their language writes them.
fn number(value: &FluentValue<'_>, memoizer: &IntlLangMemoizer) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    memoizer.with_try_get::<Own, _, _>((), |own| own.0.number(number.value)).ok()
}

/// The numbers of a language, made once.
struct Own(Numbers);

impl Memoizable for Own {
    type Args = ();
    type Error = std::convert::Infallible;
    fn construct(lang: LanguageIdentifier, (): ()) -> Result<Self, Self::Error> {
        Ok(Self(Locale::new(&lang.to_string(), crate::locale::dates::CALENDARS[0]).numbers))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sites_words_stand_before_the_built_in_ones() {
        let files = Files::fixture("-- content/strings/en.ftl --\nmenu = All pages\n");
        let mut found = Findings::default();
        let words = Words::new("en", "en", "gregory", &files, &mut found);
        assert_eq!(words.get("menu"), "All pages");
        assert_eq!(words.get("home"), "Home");
        assert_eq!(words.with("topic", &[("topic", "A")]), "Topic: A");
        assert!(found.list().is_empty());
    }

    #[test]
    fn the_built_in_words_can_be_read_and_are_whole() {
        for (tag, text) in BUILT_IN.iter() {
            assert!(FluentResource::try_new((*text).to_owned()).is_ok(), "{tag}");
            let words = Words::new(tag, "en", "gregory", &Files::default(), &mut Findings::default());
            assert!(words.missing().is_empty(), "{tag}: {:?}", words.missing());
        }
    }

    #[test]
    fn numbers_are_those_of_the_language() {
        let say = |tag: &str, count: u32| {
            let words = Words::new(tag, "en", "gregory", &Files::default(), &mut Findings::default());
            let mut args = FluentArgs::new();
            args.set("count", count);
            words.format("contents-of", &args)
        };
        assert_eq!(say("en", 1), "One entry");
        assert_eq!(say("en", 12345), "12,345 entries");
    }
}
