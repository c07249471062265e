//! What has changed in a source since a translation was made of it: the text that was translated is looked
//! for in the history of the file, by its seal, and compared with the text of today, paragraph by
//! paragraph.

use std::collections::BTreeMap;
use std::ops::Range;

use super::matching::{self, ChangeKind, Step};
use super::translations::State;
use super::{Graph, excerpts, seals};
use crate::diagnostics::Span;
use crate::digest::sealed;
use crate::files::Files;
use crate::files::history::Absent;
use crate::read::{self, paragraphs::paragraphs, paragraphs::words_of};
use crate::site::values::Text;
use crate::site::{Entry, EntryIx, Site};

/// What has changed in a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changes {
    /// How many paragraphs the text has now.
    pub of: usize,
    /// The title, where it is another.
    pub title: Option<Front>,
    /// The summary, where it is another.
    pub summary: Option<Front>,
    /// The paragraphs that are others, new, elsewhere or gone, by their places.
    pub paragraphs: Vec<Change>,
}

/// A title or summary that has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Front {
    /// Words of it when it was translated; nothing where it was not there.
    pub was: String,
    /// Whether it is there now.
    pub is_there: bool,
}

/// A paragraph that has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// How.
    pub kind: ChangeKind,
    /// Its place in the source now; of one that is gone, where it stood.
    pub span: Span,
    /// Words of it when it was translated: those around the first difference.
    pub was: Option<String>,
    /// The words in their place now.
    pub now: Option<String>,
    /// Where it says the same, what is another: "its markup".
    pub only: Option<&'static str>,
}

/// Why only the fact is known that something has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// Nobody can be asked for former texts.
    NoHistory(Absent),
    /// The clone leaves out older commits.
    Shallow,
    /// No commit holds the text.
    NotCommitted,
}

impl Unknown {
    /// The reason in words.
    pub fn reason(&self) -> String {
        match self {
            Self::NoHistory(why) => why.reason(),
            Self::Shallow => "the version that was translated is not in this shallow clone".to_owned(),
            Self::NotCommitted => "the version that was translated is not in the history of git".to_owned(),
        }
    }
}

impl Changes {
    /// How many paragraphs of today are others, new, or elsewhere.
    pub fn paragraphs_now(&self) -> usize {
        self.paragraphs.len() - self.removed()
    }

    /// How many paragraphs were taken out.
    pub fn removed(&self) -> usize {
        self.paragraphs.iter().filter(|change| change.kind == ChangeKind::Removed).count()
    }

    /// "the title and 2 paragraphs of 7, 1 taken out".
    pub fn in_words(&self) -> String {
        let counted = |n: usize| if n == 1 { "1 paragraph".to_owned() } else { format!("{n} paragraphs") };
        let (paragraphs, out) = match (self.paragraphs_now(), self.removed()) {
            (0, 0) => (None, String::new()),
            (0, removed) => (Some(format!("{} taken out", counted(removed))), String::new()),
            (now, 0) => (Some(format!("{} of {}", counted(now), self.of)), String::new()),
            (now, removed) => {
                (Some(format!("{} of {}", counted(now), self.of)), format!(", {removed} taken out"))
            }
        };
        let named = [self.title.as_ref().map(|_| "the title"), self.summary.as_ref().map(|_| "the summary")];
        let parts: Vec<String> = named.into_iter().flatten().map(str::to_owned).chain(paragraphs).collect();
        match &parts[..] {
            [rest @ .., last] if !rest.is_empty() => format!("{} and {last}{out}", rest.join(", ")),
            parts => parts.concat() + &out,
        }
    }

    /// Each change with its place in the source, in words: `changed here: "Two towns", before: "One town"`.
    pub fn places(&self, source: &Entry) -> Vec<(Span, String)> {
        let front = [("title", &self.title), ("summary", &self.summary)];
        let front = front.into_iter().filter_map(|(key, front)| Some((key, front.as_ref()?)));
        let front = front.map(|(key, front)| (source.span(key), front.in_words(key)));
        front.chain(self.paragraphs.iter().map(|change| (change.span, change.in_words()))).collect()
    }
}

impl Front {
    fn in_words(&self, key: &str) -> String {
        match self {
            Self { was, .. } if was.is_empty() => format!("the {key} was added"),
            Self { was, is_there: true } => format!("the {key} has changed, before: \"{was}\""),
            Self { was, is_there: false } => format!("the {key} was taken out: \"{was}\""),
        }
    }
}

impl Change {
    fn in_words(&self) -> String {
        let text = |words: &Option<String>| format!("\"{}\"", words.as_deref().unwrap_or_default());
        let (was, now) = (text(&self.was), text(&self.now));
        match self.kind {
            ChangeKind::Changed => match self.only {
                Some(only) => format!("only {only} has changed here: {now}, before: {was}"),
                None => format!("changed here: {now}, before: {was}"),
            },
            ChangeKind::Added => format!("added here: {now}"),
            ChangeKind::Moved => format!("moved here: {now}"),
            ChangeKind::Removed => format!("taken out here: {was}"),
        }
    }
}

/// A translation whose source has changed since it was made.
#[derive(Clone, Debug)]
pub struct Behind {
    /// The translation.
    pub translation: EntryIx,
    /// Its source.
    pub source: EntryIx,
    /// What has changed.
    pub changes: Result<Changes, Unknown>,
}

/// All translations that are online and whose sources have changed; a source that is withdrawn says nothing any
/// more. Git is asked once, and only where there are any.
pub fn behind(files: &Files, site: &Site, graph: &Graph) -> Vec<Behind> {
    let mut asked: Vec<(EntryIx, EntryIx, &str)> = Vec::new();
    for (_, subject) in graph.subjects.iter().filter(|(_, subject)| subject.is_listed()) {
        for translation in subject.versions.iter().flatten() {
            let seal = site.entry(*translation).common.translates.as_ref();
            let is_behind = graph.translations.of(*translation) == Some(State::Changed);
            if let (Some(source), Some(seal), true) = (subject.source, seal, is_behind) {
                asked.push((*translation, source, seal.0.as_str()));
            }
        }
    }
    let sealed: Vec<(EntryIx, &str)> = asked.iter().map(|(_, source, seal)| (*source, *seal)).collect();
    let known = asked.iter().zip(since(files, site, &sealed));
    known
        .map(|((translation, source, _), changes)| Behind {
            translation: *translation,
            source: *source,
            changes,
        })
        .collect()
}

/// What has changed in each source since it had a seal; where that is not known, why.
fn since(files: &Files, site: &Site, asked: &[(EntryIx, &str)]) -> Vec<Result<Changes, Unknown>> {
    let history = match &files.listed.history {
        Ok(history) if !asked.is_empty() => history,
        Ok(_) => return Vec::new(),
        Err(absent) => return asked.iter().map(|_| Err(Unknown::NoHistory(absent.clone()))).collect(),
    };
    let unknown = if history.is_shallow() { Unknown::Shallow } else { Unknown::NotCommitted };
    let mut answers = vec![Err(unknown); asked.len()];
    let mut open: BTreeMap<EntryIx, Vec<usize>> = BTreeMap::new();
    for (i, (source, _)) in asked.iter().enumerate() {
        open.entry(*source).or_default().push(i);
    }
    let mut open: Vec<(EntryIx, Vec<usize>)> = open.into_iter().collect();
    let path = |(source, _): &(EntryIx, _)| files.get(site.entry(*source).file).path.as_str();
    let paths: Vec<&str> = open.iter().map(path).collect();
    let is_there = |path: &str| files.find(path).is_some();
    history.former(&paths, &is_there, &mut |i, text| {
        let (source, open) = &mut open[i];
        let source = site.entry(*source);
        let file = files.get(source.file).with_text(text);
        if let (Some(entry), _) = read::entry(source.file, &file, &site.config) {
            let before = Version { entry: &entry, text: file.text() };
            let seal = before.seal();
            open.retain(|i| {
                let is_found = asked[*i].1 == seal;
                if is_found {
                    let now = Version { entry: source, text: files.get(source.file).text() };
                    answers[*i] = Ok(compare(&before, &now));
                }
                !is_found
            });
        }
        !open.is_empty()
    });
    answers
}

/// A source as it was or is.
struct Version<'a> {
    entry: &'a Entry,
    /// The whole file.
    text: &'a str,
}

impl Version<'_> {
    fn seal(&self) -> String {
        seals::of_source_with(self.entry, &self.text[self.entry.text.body.clone()])
    }

    fn paragraphs(&self) -> Paragraphs<'_> {
        let places = paragraphs(self.text, self.entry.text.body.clone(), self.entry.kind());
        let sealed = places.iter().map(|place| sealed(&self.text[place.clone()])).collect();
        Paragraphs { text: self.text, places, sealed }
    }
}

/// The paragraphs of a source.
struct Paragraphs<'a> {
    text: &'a str,
    places: Vec<Range<usize>>,
    /// As a seal sees them.
    sealed: Vec<String>,
}

impl Paragraphs<'_> {
    /// The words of one without markup; all of it where it is nothing else.
    fn words(&self, i: usize) -> String {
        let words = sealed(&words_of(&self.text[self.places[i].clone()]));
        if words.is_empty() { self.sealed[i].clone() } else { words }
    }
}

fn compare(before: &Version<'_>, now: &Version<'_>) -> Changes {
    let (old, new) = (before.paragraphs(), now.paragraphs());
    let end = now.text[..now.entry.text.body.end].trim_end().len();
    let change = |step: Step| {
        let place = new.places.get(step.at).cloned().unwrap_or(end..end);
        let last = if step.is.is_some() { place.end } else { place.start };
        let span = Span::new(now.entry.file, place.start, last);
        let (was, is) = (step.was.map(|i| old.words(i)), step.is.map(|i| new.words(i)));
        let first = |words: Option<String>| words.map(|words| excerpts::first(&words));
        let (Some(i), Some(j), Some(a), Some(b)) = (step.was, step.is, &was, &is) else {
            return Change { kind: step.kind, span, was: first(was), now: first(is), only: None };
        };
        let only = only(a, b).filter(|_| step.kind == ChangeKind::Changed);
        // What is not in the words is shown with its markup.
        let (a, b) = if a == b { (&old.sealed[i], &new.sealed[j]) } else { (a, b) };
        let (a, b) = excerpts::around(a, b);
        Change { kind: step.kind, span, was: Some(a), now: Some(b), only }
    };
    let front = |of: fn(&Entry) -> &Option<Text>| front(of(before.entry).as_ref(), of(now.entry).as_ref());
    Changes {
        of: new.sealed.len(),
        title: front(|entry| &entry.common.title),
        summary: front(|entry| &entry.common.summary),
        paragraphs: matching::steps(&old.sealed, &new.sealed).into_iter().map(change).collect(),
    }
}

/// What alone is another in a paragraph that has changed and whose words read the same.
fn only(was: &str, now: &str) -> Option<&'static str> {
    let spaced = |text: &str| sealed(&text.replace('\u{a0}', " "));
    if was == now {
        return Some("its markup");
    }
    (spaced(was) == spaced(now)).then_some("a space in it")
}

/// A title or summary, where it is another.
fn front(was: Option<&Text>, now: Option<&Text>) -> Option<Front> {
    let said = |text: Option<&Text>| text.map(|text| sealed(text)).unwrap_or_default();
    let (was, now) = (said(was), said(now));
    (was != now).then(|| Front { was: excerpts::around(&was, &now).0, is_there: !now.is_empty() })
}
