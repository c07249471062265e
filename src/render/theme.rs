//! The theme: Tera templates, the built-in ones embedded in the program and each overridable by a
//! file of the same path in the site's `templates/`.
//!
//! Templates see views and a few functions, all of them pure: `t` (the interface's words),
//! `asset` (the address of a fingerprinted file) and `link` (a link that carries its language).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use include_dir::{Dir, include_dir};
use serde::Serialize;
use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

use super::basis::{Basis, Texts};
use super::fault::{Refused, TemplateFault, of_rendering};
use super::syntax::Template;
use super::words::Words;
use super::{grammar, html, link};
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
    let tags: Vec<String> = config.languages.iter().map(|l| l.tag.clone()).collect();
    let words = Arc::clone(words);
    tera.register_function("t", move |kwargs: Kwargs, state: &State| -> TeraResult<String> {
        let lang: String = state.get("lang")?.unwrap_or_default();
        let i = tags.iter().position(|tag| *tag == lang).unwrap_or(0);
        let key: String = kwargs.must_get("key")?;
        if !words[i].has(&key) {
            return Err(tera::Error::message(format!("the interface has no words for \"{key}\"")));
        }
        let mut args = fluent_bundle::FluentArgs::new();
        for (name, value) in kwargs.iter() {
            match (name.as_str().unwrap_or_default(), value.as_i64(), value.as_str()) {
                ("key", ..) => {}
                (name, Some(number), _) => args.set(name.to_owned(), number),
                (name, _, Some(text)) => args.set(name.to_owned(), text.to_owned()),
                _ => {}
            }
        }
        Ok(words[i].format(&key, &args))
    });
    tera.register_function("asset", move |kwargs: Kwargs, _: &State| -> TeraResult<String> {
        let path: String = kwargs.must_get("path")?;
        urls.get(&path)
            .cloned()
            .ok_or_else(|| tera::Error::message(format!("there is no file static/{path}")))
    });
    tera.register_filter("link", LinkFilter);
}

/// `{{ item | link }}`: the link of a view, with its language; its words alone without address.
struct LinkFilter;

impl tera::Filter<Value, String> for LinkFilter {
    fn call(&self, value: Value, kwargs: Kwargs, _: &State) -> String {
        let get = |key: &str| value.get_from_path(key).and_then(Value::as_str).map(str::to_owned);
        let text = kwargs.get::<String>("text").ok().flatten();
        let title = text.or_else(|| get("title")).unwrap_or_default();
        let (url, lang, dir) = (get("url"), get("lang"), get("dir"));
        link::write(&html::escape(&title), url.as_deref(), lang.as_deref(), dir.as_deref())
    }

    fn is_safe(&self) -> bool {
        true
    }
}
