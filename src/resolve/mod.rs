//! Names → [`Graph`]: what follows from the nouns on one day.
//!
//! Each table is a plain struct in a file of its own, with its own constructor, and none knows
//! the others' insides. Views take the tables they need, not the whole. Everything here counts in
//! [`SubjectIx`]: a subject is one record or page in whatever languages it is written.
//!
//! Held subjects (drafts, not yet published, expired) are in the tables, so that references to
//! them can be understood, but have no route; whatever lists subjects asks
//! [`Graph::is_listed`], and relations that name a held one are dropped.

pub mod changes;
pub mod corrections;
pub mod dated;
pub mod excerpts;
pub mod forms;
pub mod held;
pub mod links;
pub mod matching;
pub mod references;
pub mod relations;
pub mod routes;
pub mod seals;
pub mod sections;
pub mod subjects;
pub mod targets;
pub mod terms;
pub mod today;
pub mod topics;
pub mod translations;

use std::collections::BTreeSet;

pub use corrections::Corrections;
pub use dated::Dated;
pub use links::Links;
pub use relations::Relations;
pub use routes::Routes;
pub use sections::Sections;
pub use subjects::{Subject, SubjectIx, Subjects};
pub use today::Today;
pub use topics::Topics;
pub use translations::Translations;

use serde::{Deserialize, Serialize};

use crate::diagnostics::Findings;
use crate::files::Files;
use crate::site::{Entry, Lang, Route, Site};

/// What follows from the nouns on one day.
#[derive(Debug, Serialize, Deserialize)]
pub struct Graph {
    /// The day; it is not a part of what is remembered.
    #[serde(skip)]
    pub today: Today,
    /// Records and pages, whatever their languages, and how they are named.
    pub subjects: Subjects,
    /// Memberships and how bodies stand to each other.
    pub relations: Relations,
    /// Which subjects have an address in which language, and which old addresses lead where.
    pub routes: Routes,
    /// What lies below each section, in order.
    pub sections: Sections,
    /// What bears a date, newest first.
    pub dated: Dated,
    /// Public corrections, newest first.
    pub corrections: Corrections,
    /// Subjects by topic.
    pub topics: Topics,
    /// Whether translations are those of their sources.
    pub translations: Translations,
    /// Where the links of each text lead.
    pub links: Links,
    /// Who names each subject, in front matter or text, by id.
    pub backlinks: Vec<BTreeSet<SubjectIx>>,
}

/// Resolves all names of a site.
pub fn resolve(site: &Site, files: &Files, today: Today, drafts: bool, found: &mut Findings) -> Graph {
    let mut subjects = Subjects::new(site, &today, drafts, found);
    let relations = relations::resolve(site, &mut subjects, found);
    let mut routes = Routes::new(site, &subjects, found);
    if routes.redirects.iter().any(|redirect| matches!(redirect.to, routes::Goal::Local(_))) {
        let held = held::held(site, &subjects);
        routes.wait(|route| held.contains_key(route));
    }
    let sections = Sections::new(site, &subjects, found);
    let dated = Dated::new(site, &subjects, files, &today);
    let corrections = Corrections::new(site, &subjects, &routes, &today);
    let topics = Topics::new(site, &subjects, found);
    let translations = Translations::new(site, files);
    let links = Links::new(site, files, &subjects, &routes, found);
    let backlinks = backlinks(&subjects, &relations, &links);
    Graph {
        today,
        subjects,
        relations,
        routes,
        sections,
        dated,
        corrections,
        topics,
        translations,
        links,
        backlinks,
    }
}

impl Graph {
    /// Whether a subject is online on this day.
    pub fn is_public(&self, subject: SubjectIx) -> bool {
        self.subjects.get(subject).public
    }

    /// Whether lists show a subject: it is online and not withdrawn.
    pub fn is_listed(&self, subject: SubjectIx) -> bool {
        self.subjects.get(subject).is_listed()
    }

    /// The addresses of withdrawn pages, in all languages, sorted: a host that can answers there with status 410
    /// (RFC 9110, section 15.5.11). Redirects to them are not among these.
    pub fn gone(&self) -> impl Iterator<Item = &Route> {
        self.routes.iter().filter(|(_, place)| self.subjects.get(place.subject).gone).map(|(route, _)| route)
    }

    /// The entry that a reader of `lang` sees: the translation, else the source.
    pub fn entry<'a>(&self, site: &'a Site, subject: SubjectIx, lang: Lang) -> Option<&'a Entry> {
        self.subjects.get(subject).shown(lang, site.config.fallback()).map(|ix| site.entry(ix))
    }

    /// The entry that holds a subject's facts.
    pub fn source<'a>(&self, site: &'a Site, subject: SubjectIx) -> Option<&'a Entry> {
        self.subjects.get(subject).source.map(|ix| site.entry(ix))
    }
}

fn backlinks(subjects: &Subjects, relations: &Relations, links: &Links) -> Vec<BTreeSet<SubjectIx>> {
    let mut named = vec![BTreeSet::new(); subjects.len()];
    for (from, to) in relations.named.iter().chain(&links.named) {
        if from != to {
            named[to.0].insert(*from);
        }
    }
    named
}
