//! What the site's templates call by its name: files of `asset()`, messages of `t()` and their variables.

use std::collections::BTreeSet;

use super::strings::{MISSING_WORDS, named};
use crate::diagnostics::{Diagnostic, FileId, Findings, Span, nearest};
use crate::files::Files;
use crate::render::syntax::{Argument, Expr, Template, Word};
use crate::render::theme::TEMPLATE;
use crate::render::{Theme, Words, words};
use crate::site::config::Language;
use crate::site::{Lang, Site};

/// Files that `asset()` names and messages that `t()` names are there, and get the variables that they show.
pub fn check(
    files: &Files,
    theme: &Theme,
    file: FileId,
    template: &Template,
    site: &Site,
    found: &mut Findings,
) {
    template.each(&mut |expr| {
        let Expr::Call(function, arguments) = expr else { return };
        match function.name.as_str() {
            "asset" => found.extend(text(arguments, "path").and_then(|word| asset(files, theme, file, word))),
            "t" => {
                if let Some(key) = text(arguments, "key") {
                    Call { theme, file, key, arguments, site }.check(found);
                }
            }
            _ => {}
        }
    });
}

/// An argument that is a text.
fn text<'a>(arguments: &'a [Argument], key: &str) -> Option<&'a Word> {
    arguments.iter().find(|argument| argument.name.name == key).and_then(|argument| match &argument.value {
        Expr::Text(word) => Some(word),
        _ => None,
    })
}

fn asset(files: &Files, theme: &Theme, file: FileId, word: &Word) -> Option<Diagnostic> {
    if theme.urls.contains_key(&word.name) {
        return None;
    }
    let span = Span::new(file, word.at.start, word.at.end);
    let diagnostic = Diagnostic::new(&TEMPLATE, span, format!("asset() knows no file static/{}", word.name));
    let own = files.below("static").filter_map(|(_, file)| file.path.strip_prefix("static/"));
    Some(match nearest(&word.name, own.chain(theme.urls.keys().map(String::as_str))) {
        Some(near) => diagnostic.help(format!("did you mean {near}?")).propose(span, near),
        None => diagnostic.help("put the file into static/, and give its path from there"),
    })
}

/// A call of `t()` whose key is written out.
struct Call<'a> {
    theme: &'a Theme,
    file: FileId,
    key: &'a Word,
    arguments: &'a [Argument],
    site: &'a Site,
}

impl Call<'_> {
    fn check(&self, found: &mut Findings) {
        match self.without_words() {
            Some(diagnostic) => found.add(diagnostic),
            None => self.variables(found),
        }
        found.extend(self.borrowed());
    }

    fn languages(&self) -> impl Iterator<Item = (&Language, &Words)> {
        self.site.config.languages.iter().zip(self.theme.words.iter())
    }

    fn span(&self, word: &Word) -> Span {
        Span::new(self.file, word.at.start, word.at.end)
    }

    /// The message is in no language, or not in one where nothing stands in.
    fn without_words(&self) -> Option<Diagnostic> {
        let key = &self.key.name;
        let without: Vec<&Language> =
            self.languages().filter(|(_, words)| !words.has(key)).map(|(language, _)| language).collect();
        let first = without.first()?;
        let everywhere = without.len() == self.theme.words.len();
        let missing = if everywhere { String::new() } else { format!(" in {}", list(&without)) };
        let span = self.span(self.key);
        let diagnostic =
            Diagnostic::new(&TEMPLATE, span, format!("the interface has no words for {key}{missing}"));
        let names = self.theme.words.iter().flat_map(Words::names);
        Some(match nearest(key, names).filter(|_| everywhere) {
            Some(near) => diagnostic.help(format!("did you mean {near}?")).propose(span, near),
            None => {
                diagnostic.help(format!("write {key} = and the words into content/strings/{}.ftl", first.tag))
            }
        })
    }

    /// The site's own message is not in a language, so that of the site's language stands in.
    fn borrowed(&self) -> Option<Diagnostic> {
        let key = &self.key.name;
        // Of the built-in messages it is said once, not by template.
        if words::is_built_in(key) {
            return None;
        }
        let is_borrowed = |words: &Words| words.has(key) && !words.is_own(key);
        let without: Vec<&Language> =
            self.languages().filter(|(_, words)| is_borrowed(words)).map(|(language, _)| language).collect();
        let first = without.first()?;
        let own = named(self.site.config.language(Lang::DEFAULT));
        let message = format!(
            "the interface has no words for {key} in {}, so those in {own} are shown",
            list(&without)
        );
        let help = format!("write {key} = and the words into content/strings/{}.ftl", first.tag);
        Some(Diagnostic::new(&MISSING_WORDS, self.span(self.key), message).help(help))
    }

    /// Variables that the message does not have, and those that it shows and is not given.
    fn variables(&self, found: &mut Findings) {
        let key = &self.key.name;
        let mut known = words::built_in_variables(key);
        let mut shown = BTreeSet::new();
        for (_, words) in self.languages() {
            let (always, all) = words.variables(key);
            known.extend(all);
            shown.extend(always);
        }
        let given = || self.arguments.iter().map(|argument| &argument.name).filter(|name| name.name != "key");
        shown.retain(|name| !given().any(|given| given.name == *name));
        for name in given().filter(|name| !known.contains(&name.name)) {
            let near = nearest(&name.name, shown.iter().chain(&known).map(String::as_str)).map(str::to_owned);
            let span = self.span(name);
            let message = format!("the words of {key} have no variable {}", name.name);
            let diagnostic = Diagnostic::new(&TEMPLATE, span, message);
            found.add(match near {
                Some(near) => {
                    // It is given, under a wrong name.
                    shown.remove(&near);
                    diagnostic.help(format!("did you mean {near}?")).propose(span, near)
                }
                None => diagnostic.help(variables_in_words(&known)),
            });
        }
        for name in shown {
            let message = format!("the words of {key} show the variable {name}, which is not given here");
            let others = (known.len() > 1).then(|| format!("; {}", variables_in_words(&known)));
            let help = format!("write t(key=\"{key}\", {name}=…){}", others.unwrap_or_default());
            found.add(Diagnostic::new(&TEMPLATE, self.span(self.key), message).help(help));
        }
    }
}

fn list(languages: &[&Language]) -> String {
    languages.iter().map(|language| named(language)).collect::<Vec<_>>().join(", ")
}

fn variables_in_words(known: &BTreeSet<String>) -> String {
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    match known[..] {
        [] => "these words have no variables".to_owned(),
        [one] => format!("its only variable is {one}"),
        _ => format!("its variables are: {}", known.join(", ")),
    }
}
