//! What a page is made of beside its views: the texts of its template and of all that this extends and
//! includes, and the answers of the functions that they call. Where it cannot be told from the texts
//! what they call, that is everything there is.

use std::collections::BTreeSet;

use super::grammar;
use super::syntax::{Expr, Node, Template};
use super::words::Words;
use crate::digest::{Short, finished};
use crate::files::Files;

/// Whoever knows the texts of templates and the addresses of fingerprinted files.
pub trait Texts {
    /// The text of a template, by its name.
    fn text<'f>(&self, name: &str, files: &'f Files) -> Option<&'f str>;
    /// The names of the site's own templates.
    fn own(&self) -> Vec<&str>;
    /// The address of a file of the theme, by its path; of all, where none is given.
    fn addresses(&self, path: Option<&str>) -> Vec<&str>;
}

/// What templates of a theme are made of in one language.
pub struct Basis<'a> {
    /// The templates.
    pub theme: &'a dyn Texts,
    /// The words that `t` gives.
    pub words: &'a Words,
    /// The site folder.
    pub files: &'a Files,
}

impl Basis<'_> {
    /// The digest of what a page of a template is made of.
    pub fn of(&self, name: &str) -> Short {
        let mut digest = blake3::Hasher::new();
        let mut open = vec![name.to_owned()];
        let mut seen = BTreeSet::new();
        // A component may be defined in any template and called from any other.
        let components = self.theme.own().into_iter().any(|own| self.defines_components(own));
        let mut is_known = !components;
        while let Some(name) = open.pop() {
            if !seen.insert(name.clone()) {
                continue;
            }
            let text = self.theme.text(&name, self.files).unwrap_or_default();
            add(&name, text, &mut digest);
            match grammar::parse(text) {
                Some(template) => {
                    open.extend(named(&template));
                    template.each(&mut |expr| self.answer(expr, &mut digest));
                }
                None => is_known = false,
            }
        }
        if !is_known {
            for name in self.theme.own() {
                add(name, self.theme.text(name, self.files).unwrap_or_default(), &mut digest);
            }
            self.words.digest(None, &mut digest);
            add("addresses", &self.theme.addresses(None).join(" "), &mut digest);
        }
        // What the filter `named` writes with.
        self.words.digest(Some("in-brackets"), &mut digest);
        finished(&digest)
    }

    fn defines_components(&self, name: &str) -> bool {
        let text = self.theme.text(name, self.files).unwrap_or_default();
        text.contains("component")
    }

    /// What a function of a template answers, where its argument is written out; else all that it can.
    fn answer(&self, expr: &Expr, digest: &mut blake3::Hasher) {
        let Expr::Call(function, arguments) = expr else { return };
        let written = |name: &str| {
            let argument = arguments.iter().find(|argument| argument.name.name == name);
            argument.and_then(|argument| match &argument.value {
                Expr::Text(word) => Some(word.name.as_str()),
                _ => None,
            })
        };
        match function.name.as_str() {
            "t" => self.words.digest(written("key"), digest),
            "asset" => {
                add("address", &self.theme.addresses(written("path")).join(" "), digest);
            }
            _ => {}
        }
    }
}

fn add(name: &str, text: &str, digest: &mut blake3::Hasher) {
    digest.update(name.as_bytes()).update(&[0]).update(text.as_bytes()).update(&[0]);
}

/// The templates that one extends and includes.
fn named(template: &Template) -> Vec<String> {
    fn included(nodes: &[Node], names: &mut Vec<String>) {
        for node in nodes {
            if let Node::Include(word) = node {
                names.push(word.name.clone());
            }
            for body in node.bodies() {
                included(body, names);
            }
        }
    }
    let mut names: Vec<String> = template.parent.iter().map(|word| word.name.clone()).collect();
    included(&template.nodes, &mut names);
    names
}
