//! Topics: subjects that share a word. They belong to their language.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::sections::sort;
use super::subjects::{SubjectIx, Subjects};
use crate::diagnostics::{Diagnostic, Findings, Rule, Severity, Span};
use crate::read::markdown::slug;
use crate::site::{Lang, Site};

/// Two topics that are written differently and have one address.
pub static TOPICS_MEET: Rule = Rule {
    name: "topics-meet",
    severity: Severity::Warning,
    docs: "Two spellings of one topic share a page, whose title can only be one of them.\n\n\
           Wrong: `topics: [Climate Action]` here and `topics: [climate action]` there\n\n\
           Right: one spelling everywhere",
};

/// A topic in a language.
#[derive(Debug, Serialize, Deserialize)]
pub struct Topic {
    /// Its name, as first written.
    pub name: String,
    /// The last part of its address.
    pub slug: String,
    /// The online subjects that have it, in the order of lists.
    pub subjects: Vec<SubjectIx>,
    /// Where it was first written.
    first: Span,
}

/// The topics of each language, by the last part of their addresses.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Topics {
    by_lang: BTreeMap<Lang, BTreeMap<String, Topic>>,
}

impl Topics {
    /// Gathers the topics that online subjects have in each language.
    pub fn new(site: &Site, subjects: &Subjects, found: &mut Findings) -> Self {
        let mut all = Self::default();
        for lang in site.config.langs() {
            let topics = all.by_lang.entry(lang).or_default();
            for (ix, subject) in subjects.iter().filter(|(_, subject)| subject.is_listed()) {
                let Some(entry) = subject.version(lang).map(|e| site.entry(e)) else { continue };
                for (i, name) in entry.common.topics.iter().flatten().enumerate() {
                    let part = slug(name);
                    if part.is_empty() {
                        continue;
                    }
                    let here = entry.span(&format!("topics[{i}]"));
                    let topic = topics.entry(part.clone()).or_insert_with(|| Topic {
                        name: name.0.clone(),
                        slug: part,
                        subjects: Vec::new(),
                        first: here,
                    });
                    if topic.name != name.0 {
                        let message =
                            format!("the topics \"{}\" and \"{}\" have one address", topic.name, name.0);
                        found.add(
                            Diagnostic::new(&TOPICS_MEET, here, message)
                                .label(topic.first, "the other is here")
                                .help("write it the same everywhere"),
                        );
                    }
                    if topic.subjects.last() != Some(&ix) {
                        topic.subjects.push(ix);
                    }
                }
            }
            for topic in topics.values_mut() {
                topic.subjects = sort(site, subjects, &topic.subjects, &[], lang);
            }
        }
        all
    }

    /// The topics of a language.
    pub fn of(&self, lang: Lang) -> impl Iterator<Item = &Topic> {
        self.by_lang.get(&lang).into_iter().flat_map(BTreeMap::values)
    }

    /// The topic with this name in a language.
    pub fn find(&self, lang: Lang, name: &str) -> Option<&Topic> {
        self.by_lang.get(&lang)?.get(&slug(name))
    }
}
