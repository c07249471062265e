//! What has changed in a source since a translation was made of it: the text that was translated is looked
//! for in the history of the file, by its seal, and compared with the text of today, paragraph by
//! paragraph.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::seals;
use super::translations::Translations;
use crate::diagnostics::Span;
use crate::digest::sealed;
use crate::files::Files;
use crate::read::{self, paragraphs::paragraphs};
use crate::site::values::Text;
use crate::site::{Entry, EntryIx, Site};

/// What has changed in a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changes {
    /// How many paragraphs the text has now.
    pub of: usize,
    /// Whether the title is another.
    pub title: bool,
    /// Whether the summary is another.
    pub summary: bool,
    /// The paragraphs that are others, new or gone, by their places.
    pub paragraphs: Vec<Change>,
}

/// A paragraph that has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// How.
    pub kind: ChangeKind,
    /// Its place in the source now; of one that is gone, where it stood.
    pub span: Span,
    /// Its first words when it was translated.
    pub was: Option<String>,
    /// Its first words now.
    pub now: Option<String>,
}

/// How a paragraph has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ChangeKind {
    /// It says something else.
    Changed,
    /// It was not there.
    Added,
    /// It is there no more.
    Removed,
}

/// Why only the fact is known that something has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// Nobody remembers former texts.
    NoHistory,
    /// The clone leaves out older commits.
    Shallow,
    /// No commit holds the text.
    NotCommitted,
}

impl Unknown {
    /// The reason in words.
    pub fn reason(self) -> &'static str {
        match self {
            Self::NoHistory => "there is no git history to look in",
            Self::Shallow => "the version that was translated is not in this shallow clone",
            Self::NotCommitted => "the version that was translated is not in the history of git",
        }
    }
}

impl Changes {
    /// "the title and 2 paragraphs of 7".
    pub fn in_words(&self) -> String {
        let paragraphs = match self.paragraphs.len() {
            0 => None,
            1 => Some(format!("1 paragraph of {}", self.of)),
            n => Some(format!("{n} paragraphs of {}", self.of)),
        };
        let named = [self.title.then_some("the title"), self.summary.then_some("the summary")];
        let parts: Vec<String> = named.into_iter().flatten().map(str::to_owned).chain(paragraphs).collect();
        match &parts[..] {
            [rest @ .., last] if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
            parts => parts.concat(),
        }
    }

    /// Each change with its place in the source, in words: `changed here: "Two towns", before: "One town"`.
    pub fn places(&self, source: &Entry) -> Vec<(Span, String)> {
        let front = [("title", self.title), ("summary", self.summary)];
        let front = front.into_iter().filter(|(_, changed)| *changed);
        let front = front.map(|(key, _)| (source.span(key), format!("the {key} has changed")));
        front.chain(self.paragraphs.iter().map(|change| (change.span, change.in_words()))).collect()
    }
}

impl Change {
    fn in_words(&self) -> String {
        let text = |words: &Option<String>| format!("\"{}\"", words.as_deref().unwrap_or_default());
        let (was, now) = (text(&self.was), text(&self.now));
        match self.kind {
            ChangeKind::Changed if was == now => format!("changed here: {now}"),
            ChangeKind::Changed => format!("changed here: {now}, before: {was}"),
            ChangeKind::Added => format!("added here: {now}"),
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

/// All translations whose sources have changed, held ones too. Git is asked once, and only where there are
/// any.
pub fn behind(files: &Files, site: &Site, translations: &Translations) -> Vec<Behind> {
    let seal = |ix: EntryIx| Some(site.entry(ix).common.translates.as_ref()?.0.as_str());
    let asked: Vec<(EntryIx, EntryIx, &str)> = translations
        .changed()
        .filter_map(|(translation, source)| Some((translation, source, seal(translation)?)))
        .collect();
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
    let Some(history) = files.listed.history.as_ref().filter(|_| !asked.is_empty()) else {
        return asked.iter().map(|_| Err(Unknown::NoHistory)).collect();
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

    /// Its paragraphs as a seal sees them, and their places.
    fn paragraphs(&self) -> (Vec<String>, Vec<Range<usize>>) {
        let places = paragraphs(self.text, self.entry.text.body.clone(), self.entry.kind());
        (places.iter().map(|place| sealed(&self.text[place.clone()])).collect(), places)
    }
}

fn compare(before: &Version<'_>, now: &Version<'_>) -> Changes {
    let said = |text: &Option<Text>| text.as_ref().map(|text| sealed(text)).unwrap_or_default();
    let differs = |of: fn(&Entry) -> &Option<Text>| said(of(before.entry)) != said(of(now.entry));
    let (old, _) = before.paragraphs();
    let (new, places) = now.paragraphs();
    let end = now.text[..now.entry.text.body.end].trim_end().len();
    let mut paragraphs = Vec::new();
    for hunk in capture_diff_slices(Algorithm::Myers, &old, &new) {
        if matches!(hunk, DiffOp::Equal { .. }) {
            continue;
        }
        let (before, after) = (hunk.old_range(), hunk.new_range());
        for (was, is, at) in pairs(&old[before.clone()], &new[after.clone()]) {
            let place = places.get(after.start + at).cloned().unwrap_or(end..end);
            paragraphs.push(Change {
                kind: match (was, is) {
                    (Some(_), Some(_)) => ChangeKind::Changed,
                    (None, _) => ChangeKind::Added,
                    (Some(_), None) => ChangeKind::Removed,
                },
                span: Span::new(
                    now.entry.file,
                    place.start,
                    if is.is_some() { place.end } else { place.start },
                ),
                was: was.map(|i| first_words(&old[before.start + i])),
                now: is.map(|i| first_words(&new[after.start + i])),
            });
        }
    }
    Changes {
        of: new.len(),
        title: differs(|entry| &entry.common.title),
        summary: differs(|entry| &entry.common.summary),
        paragraphs,
    }
}

/// A paragraph of before, what it has become, and where the change stands among those of now.
type Pair = (Option<usize>, Option<usize>, usize);

/// Which paragraphs have become which: those that are much alike, and between them one after the other.
fn pairs(old: &[String], new: &[String]) -> Vec<Pair> {
    let mut all = Vec::new();
    let (mut i, mut j) = (0, 0);
    for (a, b) in alike(old, new).into_iter().chain([(old.len(), new.len())]) {
        while i < a || j < b {
            let (was, is) = ((i < a).then_some(i), (j < b).then_some(j));
            all.push((was, is, j));
            i += usize::from(was.is_some());
            j += usize::from(is.is_some());
        }
        if a < old.len() && b < new.len() {
            all.push((Some(a), Some(b), b));
            (i, j) = (a + 1, b + 1);
        }
    }
    all
}

/// Two paragraphs that have this share of their pairs of letters in common are one that was edited.
const ALIKE: f64 = 0.5;

/// How many paragraphs are compared with how many at most: a text that was written anew has no such pairs,
/// and to look for them takes long.
const COMPARED: usize = 400;

/// The paragraphs that are much alike, in their order: of all ways to join them without crossing, the one
/// that is most alike in sum.
fn alike(old: &[String], new: &[String]) -> Vec<(usize, usize)> {
    if old.len().min(new.len()) == 0 || old.len() * new.len() > COMPARED {
        return Vec::new();
    }
    let likeness = |i: usize, j: usize| strsim::sorensen_dice(&old[i], &new[j]);
    let width = new.len() + 1;
    let mut best = vec![0.0f64; (old.len() + 1) * width];
    let mut joined = vec![false; best.len()];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            let apart = best[(i + 1) * width + j].max(best[i * width + j + 1]);
            let score = likeness(i, j);
            let together = best[(i + 1) * width + j + 1] + score;
            joined[i * width + j] = score >= ALIKE && together > apart;
            best[i * width + j] = if joined[i * width + j] { together } else { apart };
        }
    }
    let mut pairs = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < old.len() && j < new.len() {
        if joined[i * width + j] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if best[(i + 1) * width + j] >= best[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// How many letters of a paragraph name it.
const FIRST: usize = 48;

/// The first words of a paragraph, without the marks of lists, tables and code between them.
fn first_words(paragraph: &str) -> String {
    let is_mark = |c: char| "`~|-:*+>#=_".contains(c);
    let words = paragraph.split(' ').filter(|word| !word.chars().all(is_mark));
    let words = words.collect::<Vec<_>>().join(" ");
    let words = words.trim_start_matches(is_mark);
    let words = if words.is_empty() { paragraph } else { words };
    let Some((end, _)) = words.char_indices().nth(FIRST) else { return words.to_owned() };
    let cut = words[..end].rfind(' ').filter(|cut| *cut > end / 2).unwrap_or(end);
    format!("{} …", words[..cut].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs_of(old: &[&str], new: &[&str]) -> Vec<Pair> {
        let owned = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        pairs(&owned(old), &owned(new))
    }

    #[test]
    fn an_edited_paragraph_is_known_beside_a_new_one() {
        let (quay, buoys) = ("The quay is open to all ships.", "Buoys mark the channel.");
        let (new_quay, new) = ("The quay is open to most ships.", "Nobody swims here.");
        assert_eq!(pairs_of(&[quay], &[new, new_quay]), [(None, Some(0), 0), (Some(0), Some(1), 1)]);
        assert_eq!(
            pairs_of(&[buoys, quay], &[new_quay, new]),
            [(Some(0), None, 0), (Some(1), Some(0), 0), (None, Some(1), 1)]
        );
        // What is not alike is one paragraph in the place of another.
        assert_eq!(pairs_of(&[buoys], &[new]), [(Some(0), Some(0), 0)]);
        assert_eq!(pairs_of(&[buoys, quay], &[new]), [(Some(0), Some(0), 0), (Some(1), None, 1)]);
    }

    #[test]
    fn first_words_are_short_and_whole() {
        assert_eq!(first_words("- Two towns. - And a port."), "Two towns. And a port.");
        assert_eq!(first_words("| Town | | --- | | Maravelle |"), "Town Maravelle");
        assert_eq!(first_words("``` x = 1 ```"), "x 1");
        assert_eq!(first_words("***"), "***");
        let long = "The harbour of Maravelle is open to all ships that can pay";
        assert_eq!(first_words(long), "The harbour of Maravelle is open to all ships …");
        assert_eq!(first_words(&"港".repeat(60)).chars().count(), FIRST + 2);
    }
}
