//! One text of a site has changed: what is made of the site before, without reading the rest again.
//!
//! Nobody writes down which page depends on which. What others can see of a text is its [`Visible`]; while
//! that is the same, everything that follows from the site stays, and only the pages that show
//! the text itself become others. Where that is not certain, there is no short way, and the site is loaded
//! anew; the two ways give the same bytes and the same findings (`tests/suite/rebuild.rs`).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::Loaded;
use crate::check;
use crate::check::front_matter::front::facts_in_text;
use crate::check::site::folder::HEAVY_TEXT;
use crate::diagnostics::{FileId, Findings};
use crate::digest::{Short, short};
use crate::files::Files;
use crate::plan::Recipe;
use crate::read;
use crate::render::feeds::Feed;
use crate::resolve::SubjectIx;
use crate::resolve::targets::Target;
use crate::site::{Entry, EntryIx, Kind, Route};

/// The digest of everything that anything but its own pages can know of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visible(Short);

impl Visible {
    /// What is visible of an entry, whose whole file is `text`.
    pub fn of(entry: &Entry, text: &str) -> Self {
        let document = &entry.text;
        let mut digest = Digest(Vec::with_capacity(4096));
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
        Self(short(&[&digest.0]))
    }
}

/// Texts and numbers that are digested, each told apart from the next.
struct Digest(Vec<u8>);

impl Digest {
    fn text(&mut self, text: &str) {
        self.number(text.len());
        self.0.extend_from_slice(text.as_bytes());
    }

    fn number(&mut self, number: usize) {
        self.0.extend_from_slice(&(number as u64).to_le_bytes());
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

/// The site `loaded`, of which the text of `file` has become what it is in `files`, where others still see
/// what they saw `before`; none where anything but its own pages may show the change.
pub fn edited(files: &Files, loaded: &Loaded, file: FileId, before: Visible) -> Option<Edited> {
    let (mut edited, ix, found) = taken_in(files, loaded, file, before)?;
    let Loaded { site, graph, plan, .. } = &edited.loaded;
    let (found, acronyms) = check::of_file(files, site, graph, plan, ix, found);
    if acronyms != loaded.unexplained.get(&ix).map(Vec::as_slice).unwrap_or_default() {
        return None;
    }
    edited.loaded.found.append(found);
    edited.loaded.found.sort();
    Some(edited)
}

/// The site `loaded`, which was prepared and not checked, with such an edit.
pub fn prepared(files: &Files, loaded: &Loaded, file: FileId, before: Visible) -> Option<Edited> {
    let (mut edited, _, found) = taken_in(files, loaded, file, before)?;
    edited.loaded.found.append(found);
    Some(edited)
}

/// The site with another text, without what comes of that file alone; and what reading it found.
fn taken_in(
    files: &Files,
    loaded: &Loaded,
    file: FileId,
    before: Visible,
) -> Option<(Edited, EntryIx, Findings)> {
    let ix = loaded.site.entries.of_file(file)?;
    let (entry, found) = read::entry(file, files.get(file), &loaded.site.config);
    let entry = entry.filter(|entry| Visible::of(entry, files.get(file).text()) == before)?;
    let subject = loaded.graph.subjects.of_entry(ix)?;
    if !stands_alone(loaded, ix, &entry) {
        return None;
    }
    let mut edited = loaded.clone();
    edited.site.entries.replace(ix, entry);
    edited.found.retain(|diagnostic| diagnostic.span.file != file || !diagnostic.of_file);
    let routes = pages(files, &edited, &showing(&edited, subject));
    Some((Edited { routes, loaded: edited }, ix, found.of_file()))
}

/// Whether no rule but those of a file looks at the text.
fn stands_alone(loaded: &Loaded, ix: EntryIx, entry: &Entry) -> bool {
    // A quote is shown wherever its speaker is.
    entry.kind() != Kind::Quote
        && entry.common.allow.is_none()
        && only_rules_of_a_file(&loaded.found, entry.file, entry.text.body.start)
        // The pages of its translations say whether they are behind.
        && !loaded.graph.translations.is_sealed(ix)
}

/// The subjects whose pages show a subject's text: itself, and those into whose texts it is set.
fn showing(loaded: &Loaded, subject: SubjectIx) -> BTreeSet<SubjectIx> {
    let subjects = &loaded.graph.subjects;
    let sets_in = |target: &Target, shown: SubjectIx| match target {
        Target::Record(ix, _) => *ix == shown,
        Target::Folder(section, _) => {
            let below = subjects.get(shown).id.strip_prefix(subjects.get(*section).id.as_str());
            below.is_some_and(|rest| rest.starts_with('/'))
        }
        _ => false,
    };
    let mut all = BTreeSet::new();
    let mut open = vec![subject];
    while let Some(shown) = open.pop() {
        if all.insert(shown) {
            let texts = (0..loaded.site.entries.len()).map(EntryIx);
            let around =
                texts.filter(|ix| loaded.graph.links.of(*ix).iter().any(|target| sets_in(target, shown)));
            open.extend(around.filter_map(|ix| subjects.of_entry(ix)));
        }
    }
    all
}

/// Whether everything that was found in the text of a file was found by looking at nothing else. What is
/// about its front matter, before `body`, stays.
fn only_rules_of_a_file(found: &Findings, file: FileId, body: usize) -> bool {
    found.list().iter().filter(|diagnostic| !diagnostic.of_file).all(|diagnostic| {
        let labels = diagnostic.labels.iter().map(|label| label.span);
        let edits = diagnostic.fix.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span);
        let mut places = labels.chain(edits).chain([diagnostic.span]);
        places.all(|span| span.file != file || span.end < body)
    })
}

/// The pages of subjects, in all languages and parts, and the feeds that hold them.
fn pages(files: &Files, loaded: &Loaded, subjects: &BTreeSet<SubjectIx>) -> Vec<Route> {
    let context = loaded.context(files);
    let holds = |entries: Vec<SubjectIx>| entries.iter().any(|ix| subjects.contains(ix));
    let shows = |recipe: &Recipe| match recipe {
        Recipe::Part(list, _) => matches!(&**list, Recipe::Page(ix, _) if subjects.contains(ix)),
        // That of a topic shows summaries alone.
        Recipe::Feed(Feed::Topic(_), ..) => false,
        Recipe::Feed(feed, lang, part) => holds(feed.entries(&context, *lang, *part)),
        Recipe::JsonFeed(lang) => holds(Feed::Site.entries(&context, *lang, 1)),
        recipe => matches!(recipe, Recipe::Page(ix, _) if subjects.contains(ix)),
    };
    loaded.plan.iter().filter(|(_, recipe)| shows(recipe)).map(|(route, _)| route.clone()).collect()
}

/// The site after the texts of `changed` have become what they are in `files`; none where somebody else
/// may show one of the changes. Each stands with what was visible of it before.
pub fn all(files: &Files, loaded: &Loaded, changed: &[(FileId, Visible)]) -> Option<Edited> {
    let mut all = Edited { loaded: loaded.clone(), routes: Vec::new() };
    for (file, before) in changed {
        let next = edited(files, &all.loaded, *file, *before)?;
        all.loaded = next.loaded;
        all.routes.extend(next.routes);
    }
    Some(all)
}
