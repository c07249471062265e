//! The theme: Tera templates, the built-in ones embedded in the program and each overridable by a
//! file of the same path in the site's `templates/`.
//!
//! Templates see views and a few functions and filters, all of them pure: `t` (the interface's words),
//! `asset` (the address of a fingerprinted file), `link` (a link that carries its language), `named` (the
//! same with the acronym behind it), `text` (words that carry their language) and `list` (links as a
//! sentence lists them).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use include_dir::{Dir, include_dir};
use serde::Serialize;
use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

use super::basis::{Basis, Texts};
use super::fault::{Refused, TemplateFault, of_rendering};
use super::syntax::Template;
use super::words::Words;
use super::{grammar, link};
use crate::assets::Assets;
use crate::diagnostics::{Diagnostic, FileId, Findings, Lines, Rule, Severity};
use crate::digest::Short;
use crate::files::Files;
use crate::site::Config;

static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// A template cannot be used.
pub static TEMPLATE: Rule = Rule {
    name: "template",
    severity: Severity::Error,
    docs: "A template that cannot be read or asks for what does not exist makes no page.\n\n\
           Wrong: `{{ page.titel }}`\n\n\
           Right: `{{ page.title }}`",
};

/// A name in a template that nothing has.
pub static UNKNOWN_FIELD: Rule = Rule {
    name: "unknown-field",
    severity: Severity::Error,
    docs: "A template that asks for a name that does not exist makes no page; inside of an `if` it \
           silently shows nothing.\n\n\
           Wrong: `{% if page.descripton %}`\n\n\
           Right: `{% if page.description %}`",
};

/// The templates, ready to render.
pub struct Theme {
    tera: Tera,
    /// Templates of the site, by name, for places in messages.
    own: BTreeMap<String, FileId>,
    /// Templates of the site that cannot be used, with what is wrong with them.
    pub broken: BTreeMap<String, Vec<TemplateFault>>,
    /// The interface's words, for `t`.
    pub words: Arc<Vec<Words>>,
    /// The addresses of fingerprinted files by path, for `asset`.
    pub urls: BTreeMap<String, String>,
    /// The digests that were asked for, by template and language.
    bases: Mutex<BTreeMap<(String, usize), Short>>,
}

impl std::fmt::Debug for Theme {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Theme")
    }
}

impl Theme {
    /// Loads the built-in templates and those of the site. What cannot be used is left out, and
    /// the built-in one shown instead.
    pub fn load(files: &Files, config: &Config, words: &Arc<Vec<Words>>, assets: &Assets) -> Self {
        let own: BTreeMap<String, FileId> = files
            .below("templates")
            .filter(|(_, file)| file.ending() == "html")
            .map(|(id, file)| (file.path.strip_prefix("templates/").unwrap_or(&file.path).to_owned(), id))
            .collect();
        let urls = assets.urls();
        let mut tera = Tera::new();
        functions(&mut tera, config, words, urls.clone());
        let built_in = built_in().map(|(name, text)| (format!("@plenary/{name}"), text));
        let whole = tera
            .set_fallback_prefixes(["@plenary/"])
            .and_then(|()| tera.add_raw_templates(built_in.collect::<Vec<_>>()));
        debug_assert!(whole.is_ok(), "the built-in templates: {whole:?}");
        let broken = add(&mut tera, &own, files);
        Self { tera, own, broken, words: Arc::clone(words), urls, bases: Mutex::default() }
    }

    /// The site's templates, by name.
    pub fn own(&self) -> &BTreeMap<String, FileId> {
        &self.own
    }

    /// Whether there is a template of this name that can be rendered, built in or the site's.
    pub fn has(&self, name: &str) -> bool {
        self.tera.contains_template(name) || self.tera.contains_template(&format!("@plenary/{name}"))
    }

    /// The digest of everything but the views that a page of a template in a language is made of: the
    /// template with those it extends and includes, and what their functions answer.
    pub fn basis(&self, name: &str, lang: usize, files: &Files) -> Short {
        let known = || self.bases.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (name.to_owned(), lang);
        if let Some(digest) = known().get(&key) {
            return *digest;
        }
        let digest = Basis { theme: self, words: &self.words[lang], files }.of(name);
        known().insert(key, digest);
        digest
    }

    /// Renders a template with views.
    ///
    /// # Errors
    /// What is wrong with the template.
    pub fn render(
        &self,
        name: &str,
        lang: &str,
        views: &[(&'static str, Value)],
        files: &Files,
    ) -> Result<String, Box<TemplateFault>> {
        let mut context = Context::new();
        for (key, value) in views {
            context.insert_value(*key, value.clone());
        }
        context.insert("lang", lang);
        self.tera.render(name, &context).map_err(|error| Box::new(of_rendering(&error, &self.own, files)))
    }
}

impl Texts for Theme {
    fn text<'f>(&self, name: &str, files: &'f Files) -> Option<&'f str> {
        let own = self.own.get(name).filter(|_| !self.broken.contains_key(name));
        let plain = name.trim_start_matches("@plenary/");
        let built_in = || TEMPLATES.get_file(plain).and_then(include_dir::File::contents_utf8);
        own.map(|id| files.get(*id).text()).or_else(built_in)
    }

    fn own(&self) -> Vec<&str> {
        self.own.keys().map(String::as_str).collect()
    }

    fn addresses(&self, path: Option<&str>) -> Vec<&str> {
        match path {
            Some(path) => self.urls.get(path).map(String::as_str).into_iter().collect(),
            None => self.urls.values().map(String::as_str).collect(),
        }
    }
}

/// The built-in templates: name and text.
pub fn built_in() -> impl Iterator<Item = (String, &'static str)> {
    TEMPLATES.find("**/*.html").into_iter().flatten().filter_map(|entry| {
        let file = entry.as_file()?;
        Some((file.path().to_string_lossy().replace('\\', "/"), file.contents_utf8()?))
    })
}

/// Adds the site's templates; gives those that cannot be used.
fn add(
    tera: &mut Tera,
    own: &BTreeMap<String, FileId>,
    files: &Files,
) -> BTreeMap<String, Vec<TemplateFault>> {
    let mut open: Vec<(&String, FileId, &str)> =
        own.iter().map(|(name, id)| (name, *id, files.get(*id).text())).collect();
    if tera.add_raw_templates(open.iter().map(|(name, _, text)| (name, text))).is_ok() {
        return BTreeMap::new();
    }
    // One by one, again and again, since each may need another.
    let mut before = usize::MAX;
    while open.len() < before {
        before = open.len();
        open.retain(|(name, _, text)| tera.add_raw_template(name, text).is_err());
    }
    let mut names: BTreeMap<String, bool> = own.keys().map(|name| (name.clone(), false)).collect();
    names.extend(open.iter().map(|(name, ..)| ((*name).clone(), true)));
    for (name, _) in built_in() {
        names.insert(format!("@plenary/{name}"), false);
        names.entry(name).or_default();
    }
    let mut broken = BTreeMap::new();
    for (name, file, text) in open {
        let Err(error) = tera.add_raw_template(name, text) else { continue };
        let read = grammar::parse(text);
        let blocks = blocks_above(read.as_ref(), own, files);
        let refused = Refused { name, file, text, read: read.as_ref(), names: &names, blocks: &blocks };
        broken.insert(name.clone(), refused.faults(&error));
    }
    broken
}

/// The blocks of all templates that one extends.
fn blocks_above(read: Option<&Template>, own: &BTreeMap<String, FileId>, files: &Files) -> Vec<String> {
    let text = |name: &str| {
        let own = own.get(name).map(|id| files.get(*id).text());
        let plain = name.trim_start_matches("@plenary/");
        own.or_else(|| built_in().find(|(name, _)| name == plain).map(|(_, text)| text))
    };
    let parent_of = |read: &Template| read.parent.as_ref().map(|parent| parent.name.clone());
    let mut blocks = Vec::new();
    let mut seen = BTreeSet::new();
    let mut next = read.and_then(parent_of);
    while let Some(name) = next.take_if(|name| seen.insert(name.clone())) {
        let Some(parent) = text(&name).and_then(grammar::parse) else { break };
        blocks.extend(parent.blocks().map(str::to_owned));
        next = parent_of(&parent);
    }
    blocks.sort();
    blocks.dedup();
    blocks
}

/// The finding for a template that failed while something was rendered.
pub fn diagnostic(fault: &TemplateFault, files: &Files, what: &str) -> Diagnostic {
    let span = fault.span.unwrap_or_else(|| files.no_file());
    let mend = "mend the template, or take the file away so that the built-in one is used";
    Diagnostic::new(&TEMPLATE, span, format!("{what}: {}", fault.message))
        .help(fault.help.as_deref().unwrap_or(mend))
}

/// Adds findings of a page. A fault of a template is shown for the first page that it spoils; where
/// the templates' own check has found its cause, that finding says which page.
pub fn add_once(faults: Findings, files: &Files, found: &mut Findings) {
    let (of_templates, mut others) = (faults.list().to_vec(), faults);
    others.retain(|fault| fault.rule.name != TEMPLATE.name);
    found.append(others);
    for fault in of_templates.into_iter().filter(|fault| fault.rule.name == TEMPLATE.name) {
        let (page, _) = fault.message.split_once(": ").unwrap_or_default();
        let mut known = false;
        found.retain(|cause| {
            if is_cause(cause, &fault, files) {
                known = true;
                if !cause.message.contains(SPOILT) {
                    cause.message = format!("{}, so {page}", cause.message);
                }
            }
            true
        });
        if !known {
            found.add(fault);
        }
    }
}

/// What the message of a fault says of the page.
const SPOILT: &str = "cannot be made";

/// Whether a finding is about what a fault came of, or the same fault on another page. Tera points at
/// the start of a name or a tag; what was found in the same line is the cause.
fn is_cause(cause: &Diagnostic, fault: &Diagnostic, files: &Files) -> bool {
    let (first, last) = (cause.span.start.min(fault.span.start), cause.span.end.max(fault.span.end));
    let one_line = || {
        let lines = Lines::new(files.get(fault.span.file).text());
        lines.position(first).0 == lines.position(last).0
    };
    let what = |d: &Diagnostic| d.message.split_once(SPOILT).map(|(_, what)| what.to_owned());
    [TEMPLATE.name, UNKNOWN_FIELD.name].contains(&cause.rule.name)
        && cause.span.file == fault.span.file
        // A fault without a place lies in no template of the site.
        && if fault.span.end > 0 { one_line() } else { what(cause) == what(fault) }
}

/// A view as templates read it.
pub fn value<T: Serialize>(view: &T) -> Value {
    Value::from_serializable(view)
}

fn functions(tera: &mut Tera, config: &Config, words: &Arc<Vec<Words>>, urls: BTreeMap<String, String>) {
    let readers: Readers = Arc::new(Speech {
        languages: config.languages.iter().map(|language| (language.tag.clone(), language.dir)).collect(),
        words: Arc::clone(words),
    });
    let speech = Arc::clone(&readers);
    tera.register_function("t", move |kwargs: Kwargs, state: &State| -> TeraResult<String> {
        let words = speech.reader(state).0;
        let key: String = kwargs.must_get("key")?;
        if !words.has(&key) {
            return Err(tera::Error::message(format!("the interface has no words for \"{key}\"")));
        }
        let mut args = fluent_bundle::FluentArgs::new();
        for (name, value) in kwargs.iter() {
            match (name.as_str().unwrap_or_default(), value.as_number(), value.as_str()) {
                ("key", ..) => {}
                (name, Some(number), _) => args.set(name.to_owned(), number.as_float()),
                (name, _, Some(text)) => args.set(name.to_owned(), text.to_owned()),
                (name, ..) => {
                    let what = format!("{name} of t(key=\"{key}\") is neither a text nor a number");
                    return Err(tera::Error::message(what));
                }
            }
        }
        Ok(words.format(&key, &args))
    });
    tera.register_function("asset", move |kwargs: Kwargs, _: &State| -> TeraResult<String> {
        let path: String = kwargs.must_get("path")?;
        urls.get(&path)
            .cloned()
            .ok_or_else(|| tera::Error::message(format!("there is no file static/{path}")))
    });
    for (name, write) in WRITERS {
        tera.register_filter(name, WordsFilter { speech: Arc::clone(&readers), write });
    }
}

/// The languages of a site with their directions and words.
struct Speech {
    languages: Vec<(String, &'static str)>,
    words: Arc<Vec<Words>>,
}

type Readers = Arc<Speech>;

impl Speech {
    /// The words of the reader of a page and the direction of the page.
    fn reader(&self, state: &State) -> (&Words, &'static str) {
        let lang: String = state.get("lang").ok().flatten().unwrap_or_default();
        let i = self.languages.iter().position(|(tag, _)| *tag == lang).unwrap_or(0);
        (&self.words[i], self.languages[i].1)
    }
}

/// What a filter writes of a value, with an argument `text` where one is given.
type Writer = fn(&Value, Option<&str>, &Words, &str) -> String;

/// The filters that write words of the site.
const WRITERS: [(&str, Writer); 4] = [("link", link_of), ("named", named), ("text", text_of), ("list", list)];

/// A filter whose answer is HTML.
struct WordsFilter {
    speech: Readers,
    write: Writer,
}

impl tera::Filter<Value, String> for WordsFilter {
    fn call(&self, value: Value, kwargs: Kwargs, state: &State) -> String {
        let (words, dir) = self.speech.reader(state);
        let text = kwargs.get::<String>("text").ok().flatten();
        (self.write)(&value, text.as_deref(), words, dir)
    }

    fn is_safe(&self) -> bool {
        true
    }
}

fn field<'v>(value: &'v Value, key: &'static str) -> Option<&'v str> {
    value.get_from_path(key).and_then(Value::as_str)
}

/// `{{ item | link }}`: the link of a view, with its language; its words alone without address.
fn link_of(value: &Value, text: Option<&str>, _: &Words, page: &str) -> String {
    let title = text.or_else(|| field(value, "title")).unwrap_or_default();
    let (url, lang, dir) = (field(value, "url"), field(value, "lang"), field(value, "dir"));
    let composed = field(value, "html").filter(|_| text.is_none());
    let words = composed.map_or_else(|| link::isolated(title, dir, page), str::to_owned);
    link::write(&words, url, lang, dir)
}

/// `{{ item | named }}`: the link of a view, and its acronym behind it.
fn named(value: &Value, text: Option<&str>, words: &Words, page: &str) -> String {
    let name = link_of(value, text, words, page);
    match field(value, "acronym") {
        Some(acronym) => {
            let (lang, dir) = (field(value, "lang"), field(value, "dir"));
            let remark = link::write(&link::isolated(acronym, dir, page), None, lang, dir);
            words.with("in-brackets", &[("name", &name), ("remark", &remark)])
        }
        None => name,
    }
}

/// `{{ role | text }}`: words with their language.
fn text_of(value: &Value, _: Option<&str>, _: &Words, page: &str) -> String {
    if let Some(plain) = value.as_str() {
        return link::isolated(plain, None, page);
    }
    let (text, lang, dir) = (field(value, "text"), field(value, "lang"), field(value, "dir"));
    link::write(&link::isolated(text.unwrap_or_default(), dir, page), None, lang, dir)
}

/// `{{ items | list }}`: links, or words, as a sentence lists them: "A, B and C".
fn list(value: &Value, _: Option<&str>, words: &Words, page: &str) -> String {
    let one = |item: &Value| match field(item, "title") {
        Some(_) => named(item, None, words, page),
        None => text_of(item, None, words, page),
    };
    let parts: Vec<String> = value.as_array().into_iter().flatten().map(one).collect();
    words.locale.numbers.and(&parts)
}
