//! One text of a site has changed: what is made of the site before, without reading the rest again.
//!
//! Nobody writes down which page depends on which. What others can see of a text are its [`Facts`]; while
//! these are the same, everything that follows from the site stays, and only the pages that show
//! the text itself become others. Where that is not certain, there is no short way, and the site is loaded
//! anew; the two ways give the same bytes and the same findings (`tests/suite/rebuild.rs`).

use serde::{Deserialize, Serialize};

use super::Loaded;
use crate::check::front_matter::front::facts_in_text;
use crate::check::site::folder::HEAVY_TEXT;
use crate::check::text::acronyms::UNKNOWN_ACRONYM;
use crate::check::{self};
use crate::diagnostics::{FileId, Findings};
use crate::files::Files;
use crate::plan::Recipe;
use crate::read;
use crate::resolve::SubjectIx;
use crate::resolve::links::Target;
use crate::site::{Entry, EntryIx, Kind, Route};

/// The digest of everything that anything but its own pages can know of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts([u8; 16]);

impl Facts {
    /// The facts of an entry, whose whole file is `text`.
    pub fn of(entry: &Entry, text: &str) -> Self {
        let document = &entry.text;
        let mut digest = Digest(blake3::Hasher::new());
        digest.text(&text[..document.body.start]);
        for heading in &document.headings {
            digest.number(usize::from(heading.level) * 2 + usize::from(heading.written));
            digest.text(&heading.text);
            digest.text(&heading.id);
        }
        for link in &document.links {
            digest.number(link.form as usize * 4 + usize::from(link.alone) * 2 + usize::from(link.bare));
            digest.text(&link.target);
            digest.text(&link.text);
            digest.text(&link.title);
            digest.text(&format!("{:?}", link.attributes));
        }
        for html in &document.html {
            digest.text(&text[html.clone()]);
        }
        for (name, _) in document.footnotes.iter().chain(&document.footnote_references) {
            digest.text(name);
        }
        digest.text(&document.first_sentence);
        digest.number(document.first_titles.len());
        digest.number(usize::from(document.has_words));
        digest.number(usize::from(facts_in_text(text, &document.body, entry.kind()).is_some()));
        digest.number(usize::from(text.len() > HEAVY_TEXT));
        digest.number(usize::from(text.contains("<<<<<<<") || text.contains(">>>>>>>")));
        let mut facts = [0; 16];
        digest.0.finalize_xof().fill(&mut facts);
        Self(facts)
    }
}

/// A digest of texts and numbers, each told apart from the next.
struct Digest(blake3::Hasher);

impl Digest {
    fn text(&mut self, text: &str) {
        self.number(text.len());
        self.0.update(text.as_bytes());
    }

    fn number(&mut self, number: usize) {
        self.0.update(&(number as u64).to_le_bytes());
    }
}

/// A site after one of its texts has changed.
#[derive(Debug)]
pub struct Edited {
    /// The site.
    pub loaded: Loaded,
    /// The pages that show the text.
    pub routes: Vec<Route>,
}

/// The site `loaded`, of which the text of `file` has become what it is in `files`, where its facts are
/// still those of `before`; none where anything but its own pages may show the change.
pub fn edited(files: &Files, loaded: &Loaded, file: FileId, before: Facts) -> Option<Edited> {
    let ix = loaded.site.entries.of_file(file)?;
    let (entry, found) = read::entry(file, files.get(file), &loaded.site.config);
    let entry = entry.filter(|entry| Facts::of(entry, files.get(file).text()) == before)?;
    let subject = loaded.graph.subjects.of_entry(ix)?;
    if !stands_alone(loaded, file, &entry, subject) {
        return None;
    }
    let mut edited = loaded.clone();
    edited.site.entries.replace(ix, entry);
    let (found, acronyms) = check::of_file(files, &edited.site, &edited.graph, &edited.plan, ix, found);
    if acronyms != loaded.unexplained.get(&ix).map(Vec::as_slice).unwrap_or_default() {
        return None;
    }
    edited.found.retain(|diagnostic| diagnostic.span.file != file);
    edited.found.append(found);
    edited.found.sort();
    Some(Edited { routes: pages(&edited, subject), loaded: edited })
}

/// Whether nothing but its own pages shows the text, and no rule but those of a file looks at it.
fn stands_alone(loaded: &Loaded, file: FileId, entry: &Entry, subject: SubjectIx) -> bool {
    let graph = &loaded.graph;
    let versions = &graph.subjects.get(subject).versions;
    let seals = || {
        let versions = versions.iter().flatten().map(|ix| loaded.site.entry(*ix));
        versions.filter(|version| version.common.translates.is_some()).count()
    };
    let ids = |ix: SubjectIx| graph.subjects.get(ix).id.as_str();
    let set_in = |target: &Target| match target {
        Target::Record(ix, _) => *ix == subject,
        Target::Folder(section, _) => {
            ids(subject).strip_prefix(ids(*section)).is_some_and(|rest| rest.starts_with('/'))
        }
        _ => false,
    };
    // A quote is shown wherever its speaker is.
    entry.kind() != Kind::Quote
        && entry.common.allow.is_none()
        && only_rules_of_a_file(&loaded.found, file)
        && (versions.iter().flatten().count() < 2 || seals() == 0)
        && !(0..loaded.site.entries.len()).any(|i| graph.links.of(EntryIx(i)).iter().any(set_in))
}

/// Whether everything that was found in a file was found by looking at nothing else.
fn only_rules_of_a_file(found: &Findings, file: FileId) -> bool {
    found.list().iter().all(|diagnostic| {
        let here = diagnostic.span.file == file;
        let points_here = diagnostic.labels.iter().any(|label| label.span.file == file)
            || diagnostic.fix.iter().flat_map(|fix| &fix.edits).any(|edit| edit.span.file == file);
        (diagnostic.of_file && diagnostic.rule.name != UNKNOWN_ACRONYM.name) || !(here || points_here)
    })
}

/// The pages of a subject, in all languages and parts.
fn pages(loaded: &Loaded, subject: SubjectIx) -> Vec<Route> {
    let shows = |recipe: &Recipe| match recipe {
        Recipe::Part(list, _) => matches!(**list, Recipe::Page(ix, _) if ix == subject),
        recipe => matches!(recipe, Recipe::Page(ix, _) if *ix == subject),
    };
    loaded.plan.iter().filter(|(_, recipe)| shows(recipe)).map(|(route, _)| route.clone()).collect()
}

/// The site after the texts of `changed` have become what they are in `files`; none where somebody else
/// may show one of the changes. `facts` are those of the texts before.
pub fn all(files: &Files, loaded: &Loaded, changed: &[(FileId, Facts)]) -> Option<Edited> {
    let mut all = Edited { loaded: loaded.clone(), routes: Vec::new() };
    for (file, before) in changed {
        let next = edited(files, &all.loaded, *file, *before)?;
        all.loaded = next.loaded;
        all.routes.extend(next.routes);
    }
    Some(all)
}
