//! The theme: Tera templates, the built-in ones embedded in the program and each overridable by a
//! file of the same path in the site's `templates/`.
//!
//! Templates see views and a few functions, all of them pure: `t` (the interface's words),
//! `asset` (the address of a fingerprinted file) and `link` (a link that carries its language).

use std::collections::BTreeMap;
use std::sync::Arc;

use include_dir::{Dir, include_dir};
use serde::Serialize;
use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

use super::words::Words;
use super::{html, link};
use crate::assets::Assets;
use crate::diagnostics::{Diagnostic, FileId, Findings, Lines, Rule, Severity, Span};
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

/// The templates, ready to render.
pub struct Theme {
    tera: Tera,
    /// Templates of the site, by name, for places in messages.
    own: BTreeMap<String, FileId>,
}

impl std::fmt::Debug for Theme {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Theme")
    }
}

/// A template that failed, with its place where it is the site's.
#[derive(Debug)]
pub struct TemplateFault {
    /// What is wrong.
    pub message: String,
    /// Where; none for a built-in template.
    pub span: Option<Span>,
}

impl Theme {
    /// Loads the built-in templates and those of the site.
    pub fn load(
        files: &Files,
        config: &Config,
        words: &Arc<Vec<Words>>,
        assets: &Assets,
        found: &mut Findings,
    ) -> Self {
        let own: BTreeMap<String, FileId> = files
            .below("templates")
            .filter(|(_, file)| file.ending() == "html")
            .map(|(id, file)| (file.path.strip_prefix("templates/").unwrap_or(&file.path).to_owned(), id))
            .collect();
        let texts = || own.iter().map(|(name, id)| (name.clone(), files.get(*id).text().to_owned()));
        let tera = build(config, words, assets, texts()).unwrap_or_else(|error| {
            let whole = report(&error, &own, files);
            found.add(diagnostic(&whole, files, "the templates cannot be used"));
            build(config, words, assets, std::iter::empty()).unwrap_or_default()
        });
        Self { tera, own }
    }

    /// Whether there is a template of this name, built in or the site's.
    pub fn has(&self, name: &str) -> bool {
        self.tera.contains_template(name) || self.tera.contains_template(&format!("@plenary/{name}"))
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
    ) -> Result<String, TemplateFault> {
        let mut context = Context::new();
        for (key, value) in views {
            context.insert_value(*key, value.clone());
        }
        context.insert("lang", lang);
        self.tera.render(name, &context).map_err(|error| report(&error, &self.own, files))
    }
}

/// The finding for a template that failed while something was rendered.
pub fn diagnostic(fault: &TemplateFault, files: &Files, what: &str) -> Diagnostic {
    let span = fault.span.unwrap_or_else(|| files.no_file());
    Diagnostic::new(&TEMPLATE, span, format!("{what}: {}", fault.message))
        .help("mend the template, or take the file away so that the built-in one is used")
}

/// Adds findings of a page. A fault of a template is shown for the first page that it spoils.
pub fn add_once(mut faults: Findings, found: &mut Findings) {
    faults.retain(|fault| {
        let same =
            |d: &&Diagnostic| d.rule.name == TEMPLATE.name && d.span == fault.span && fault.span.start > 0;
        fault.rule.name != TEMPLATE.name || !found.list().iter().any(|d| same(&d))
    });
    found.append(faults);
}

/// A view as templates read it.
pub fn value<T: Serialize>(view: &T) -> Value {
    Value::from_serializable(view)
}

fn build(
    config: &Config,
    words: &Arc<Vec<Words>>,
    assets: &Assets,
    own: impl Iterator<Item = (String, String)>,
) -> TeraResult<Tera> {
    let mut tera = Tera::new();
    tera.set_fallback_prefixes(["@plenary/"])?;
    functions(&mut tera, config, words, assets);
    let built_in = TEMPLATES.find("**/*.html").into_iter().flatten().filter_map(|entry| {
        let file = entry.as_file()?;
        let name = file.path().to_string_lossy().replace('\\', "/");
        Some((format!("@plenary/{name}"), file.contents_utf8()?.to_owned()))
    });
    tera.add_raw_templates(built_in.chain(own).collect::<Vec<_>>())?;
    Ok(tera)
}

fn functions(tera: &mut Tera, config: &Config, words: &Arc<Vec<Words>>, assets: &Assets) {
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
    let urls = assets.urls();
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

/// Tera's error as a message and a place.
fn report(error: &tera::Error, own: &BTreeMap<String, FileId>, files: &Files) -> TemplateFault {
    use tera::ErrorKind;
    let (message, name, place) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let span = report.span();
            (
                report.message().to_owned(),
                report.filename().to_owned(),
                Some((span.start_line, span.start_col + 1)),
            )
        }
        ErrorKind::MissingParent { current, parent } => {
            (format!("it extends {parent}, which does not exist"), current.clone(), None)
        }
        _ => {
            let whole = error.to_string();
            let place = whole.split("--> ").nth(1).and_then(|rest| rest.lines().next()).unwrap_or_default();
            let mut parts = place.trim().rsplitn(3, ':');
            let column = parts.next().and_then(|n| n.parse().ok());
            let line = parts.next().and_then(|n| n.parse().ok());
            let name = parts.next().unwrap_or_default().to_owned();
            (whole.lines().next().unwrap_or_default().to_owned(), name, line.zip(column))
        }
    };
    let span = own.get(&name).map(|id| {
        let lines = Lines::new(files.get(*id).text());
        let at = place.map_or(0, |(line, column)| lines.offset(line, column));
        Span::new(*id, at, at)
    });
    let message =
        if span.is_none() && !name.is_empty() { format!("{message} (template {name})") } else { message };
    TemplateFault { message, span }
}
