//! References of front matter → subjects, with a finding for each that means nothing.

use super::subjects::{SubjectIx, Subjects, Unresolved};
use crate::diagnostics::{Diagnostic, Findings, Rule, Severity, Span};
use crate::site::values::Reference;
use crate::site::{Entry, Kind, Tree};

/// An id that nothing has.
pub static UNKNOWN_ID: Rule = Rule {
    name: "unknown-id",
    severity: Severity::Error,
    docs: "An id that nothing has leaves a hole where a name should stand.\n\n\
           Wrong: `members: [ulcg]`\n\n\
           Right: `members: [uclg]`",
};

/// A short id that two records have.
pub static AMBIGUOUS_ID: Rule = Rule {
    name: "ambiguous-id",
    severity: Severity::Error,
    docs: "A short id does where exactly one record has it. Where two have it, the tool would have \
           to guess.\n\n\
           Wrong: `[[ana-ruiz]]`, where there are people/ana-ruiz and quotes/ana-ruiz\n\n\
           Right: `[[people/ana-ruiz]]`",
};

/// "organisation, person or body".
fn in_words(allowed: &[Kind]) -> String {
    if allowed.len() == Kind::ALL.len() {
        return "page or record".to_owned();
    }
    let names: Vec<&str> = allowed.iter().map(|kind| kind.name()).collect();
    match names.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => String::new(),
    }
}

/// The words with their article.
fn one(words: &str) -> String {
    let article = if words.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {words}")
}

/// A finding for a name that means nothing.
pub fn unresolved(name: &str, span: Span, why: Unresolved, allowed: &[Kind]) -> Diagnostic {
    let kinds = in_words(allowed);
    match why {
        Unresolved::Unknown(near) => {
            let diagnostic = Diagnostic::new(&UNKNOWN_ID, span, format!("no {kinds} has the id \"{name}\""));
            diagnostic.help(match near {
                Some(near) => format!("did you mean {near}?"),
                None => {
                    "an id is a file's path without its ending, such as bodies/secretariat, or its last part"
                        .to_owned()
                }
            })
        }
        Unresolved::Ambiguous(ids) => {
            Diagnostic::new(&AMBIGUOUS_ID, span, format!("\"{name}\" can be {}", ids.join(" or ")))
                .help(format!("write the long id, such as {}", ids[0]))
        }
        Unresolved::WrongKind(id, kind) => {
            let message = format!("{id} is {}; here {} is meant", kind.with_article(), one(&kinds));
            Diagnostic::new(&UNKNOWN_ID, span, message).help(format!("give the id of {}", one(&kinds)))
        }
    }
}

/// A reference as it is written in front matter.
#[derive(Debug)]
pub struct Asked {
    /// The path of keys at which it stands.
    pub path: String,
    /// The id, long or short.
    pub name: String,
    /// The kinds that may stand there.
    pub allowed: &'static [Kind],
}

/// Resolves the references of one entry's front matter.
pub struct References<'a> {
    entry: &'a Entry,
    subjects: &'a Subjects,
    found: &'a mut Findings,
    /// Every subject that was named.
    pub named: Vec<SubjectIx>,
    /// Every reference, whatever it means.
    pub asked: Vec<Asked>,
}

impl<'a> References<'a> {
    /// The references of `entry`.
    pub fn new(entry: &'a Entry, subjects: &'a Subjects, found: &'a mut Findings) -> Self {
        Self { entry, subjects, found, named: Vec::new(), asked: Vec::new() }
    }

    /// Whether anything stands at a path of keys.
    pub fn has(&self, path: &str) -> bool {
        self.entry.front.get(&Tree::path(path)).is_some()
    }

    /// What a reference at a path of keys means.
    pub fn one(&mut self, reference: &Reference, path: &str, allowed: &'static [Kind]) -> Option<SubjectIx> {
        self.asked.push(Asked { path: path.to_owned(), name: reference.0.clone(), allowed });
        match self.subjects.find(reference, allowed) {
            Ok(ix) => {
                self.named.push(ix);
                Some(ix)
            }
            Err(why) => {
                self.found.add(unresolved(reference, self.entry.span(path), why, allowed));
                None
            }
        }
    }

    /// What an optional reference means.
    pub fn maybe(
        &mut self,
        reference: Option<&Reference>,
        path: &str,
        allowed: &'static [Kind],
    ) -> Option<SubjectIx> {
        reference.and_then(|reference| self.one(reference, path, allowed))
    }

    /// What the references of a list mean, in their order.
    pub fn list(
        &mut self,
        list: Option<&Vec<Reference>>,
        path: &str,
        allowed: &'static [Kind],
    ) -> Vec<SubjectIx> {
        let list = list.map_or(&[][..], Vec::as_slice);
        let each = list.iter().enumerate();
        each.filter_map(|(i, reference)| self.one(reference, &format!("{path}[{i}]"), allowed)).collect()
    }
}
