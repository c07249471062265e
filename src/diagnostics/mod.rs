//! What an editor is told: a [`Diagnostic`] says which rule, where, what is wrong and what to do.
//!
//! Content is never an `Err` in Plenary. Each phase returns what it could make of its input and
//! adds what it found to [`Findings`]; printers ([`human`], [`json`], [`sarif`], [`github`]) are views of that list.
//! A rule is a static [`Rule`] beside the code that finds its fault; `check::RULES` lists them all.
//!
//! To add a printer: a file here with one function, a variant of `cli::Format`, and an arm in
//! `cli::site::findings`.

pub mod github;
pub mod human;
pub mod json;
pub mod sarif;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// The number of a file in [`crate::files::Files`], in the order of paths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FileId(pub u32);

/// Whoever knows the files' paths and texts; printers ask for them.
pub trait Sources: Sync {
    /// The path of a file from the site's root, with forward slashes, and its text.
    fn source(&self, file: FileId) -> (&str, &str);
}

/// A range of bytes in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte, from 0.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The range `start..end` of `file`.
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        Self { file, start, end }
    }
}

/// How much a finding weighs: an error stops publication, a warning may (`--deny warnings`),
/// advice never does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something that could be better; nobody has to act.
    Advice,
    /// Something is probably wrong.
    Warning,
    /// Nothing is published until this is mended.
    Error,
}

impl Severity {
    /// The word of the contract: `error`, `warning` or `advice`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Advice => "advice",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A rule: its name, how much it weighs unless `site.yaml` says otherwise, and why it stands.
#[derive(Debug)]
pub struct Rule {
    /// The name in words, as in `checks:` and `allow:`; it names the fault (`dead-link`).
    pub name: &'static str,
    /// The severity unless `checks:` in `site.yaml` gives another.
    pub severity: Severity,
    /// Why the rule stands, then a wrong and a right example, in Markdown.
    /// `plenary explain` prints it.
    pub docs: &'static str,
}

impl Rule {
    /// Why the rule stands, in one sentence.
    pub fn first_sentence(&self) -> &'static str {
        let reason = self.docs.split("\n\n").next().unwrap_or_default();
        reason.find(". ").map_or(reason, |end| &reason[..=end])
    }
}

/// A second place that helps to understand a finding.
#[derive(Clone, Debug)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is to be seen there.
    pub message: String,
}

/// A change of a text: what stands at a place becomes something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty where something is put in.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

/// How a finding can be mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// Changes of texts, in any files; none of them overlap.
    pub edits: Vec<Edit>,
    /// Whether `check --fix` may do this unasked. What only may be meant is a proposal.
    pub safe: bool,
}

/// The longest line that is repeated with its corrections, in bytes. Of a longer one, with many
/// findings, the reports would grow beyond all use.
const LONGEST_LINE: usize = 2000;

impl Fix {
    /// The line that the changes make, to be pasted over the old one; none where they change
    /// several lines, or files, or a very long line.
    pub fn corrected_line(&self, files: &dyn Sources) -> Option<String> {
        let first = self.edits.first()?.span;
        let (_, text) = files.source(first.file);
        let start = text[..first.start.min(text.len())].rfind('\n').map_or(0, |i| i + 1);
        let end = text[start..].find('\n').map_or(text.len(), |i| start + i);
        if end - start > LONGEST_LINE {
            return None;
        }
        let mut edits: Vec<&Edit> = self.edits.iter().collect();
        edits.sort_by_key(|edit| edit.span.start);
        let mut line = String::new();
        let mut at = start;
        for edit in edits {
            let Span { file, start, end: stop } = edit.span;
            if file != first.file || start < at || stop > end || edit.text.contains('\n') {
                return None;
            }
            line.push_str(&text[at..start]);
            line.push_str(&edit.text);
            at = stop;
        }
        line.push_str(text[at..end].trim_end_matches('\r'));
        Some(line)
    }
}

/// One thing that was found.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// How much it weighs here.
    pub severity: Severity,
    /// Where it is.
    pub span: Span,
    /// What is wrong, in an editor's words, without a full stop.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// Other places that matter.
    pub labels: Vec<Label>,
    /// How it can be mended, where that can be said to the letter.
    pub fix: Option<Fix>,
    /// Whether it comes of its file alone: reading it, or a rule of a file, found it.
    pub of_file: bool,
}

impl Diagnostic {
    /// A finding of `rule` at `span`.
    pub fn new(rule: &'static Rule, span: Span, message: impl Into<String>) -> Self {
        let severity = rule.severity;
        Self {
            rule,
            severity,
            span,
            message: message.into(),
            help: None,
            labels: Vec::new(),
            fix: None,
            of_file: false,
        }
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Proposes what should stand at a place; printers show the corrected line.
    #[must_use]
    pub fn propose(self, span: Span, text: impl Into<String>) -> Self {
        self.mend(false, vec![Edit { span, text: text.into() }])
    }

    /// Says what has to stand at a place; `check --fix` writes it there.
    #[must_use]
    pub fn safe_fix(self, span: Span, text: impl Into<String>) -> Self {
        self.mend(true, vec![Edit { span, text: text.into() }])
    }

    /// Says how to mend it with several changes.
    #[must_use]
    pub fn mend(mut self, safe: bool, edits: Vec<Edit>) -> Self {
        self.fix = Some(Fix { edits, safe });
        self
    }

    /// The message, the help and the corrected line, each a line, for readers that show no text.
    pub fn in_lines(&self, files: &dyn Sources) -> Vec<String> {
        let corrected = self.fix.as_ref().and_then(|fix| fix.corrected_line(files));
        let write = corrected.map(|line| format!("write: {}", line.trim_start()));
        [Some(self.message.clone()), self.help.clone(), write].into_iter().flatten().collect()
    }

    /// Points at a second place.
    #[must_use]
    pub fn label(mut self, span: Span, message: impl Into<String>) -> Self {
        self.labels.push(Label { span, message: message.into() });
        self
    }
}

/// What was found so far.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    list: Vec<Diagnostic>,
    /// Rules that a file silenced and that had found something in it.
    silenced: BTreeSet<(FileId, &'static str)>,
}

impl Findings {
    /// Adds one finding.
    pub fn add(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Adds several findings.
    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.list.extend(diagnostics);
    }

    /// Says of all findings that they come of their file alone.
    #[must_use]
    pub fn of_file(mut self) -> Self {
        for diagnostic in &mut self.list {
            diagnostic.of_file = true;
        }
        self
    }

    /// Adds all findings of another list.
    pub fn append(&mut self, mut other: Findings) {
        self.list.append(&mut other.list);
        self.silenced.append(&mut other.silenced);
    }

    /// Remembers that a file does not want to hear of a rule that found something in it.
    pub fn silence(&mut self, file: FileId, rule: &'static Rule) {
        self.silenced.insert((file, rule.name));
    }

    /// Whether a file silenced a rule that had found something in it.
    pub fn is_silenced(&self, file: FileId, rule: &str) -> bool {
        self.silenced.iter().any(|(f, name)| *f == file && *name == rule)
    }

    /// Keeps the findings that `keep` wants; it may change their severity.
    pub fn retain(&mut self, keep: impl FnMut(&mut Diagnostic) -> bool) {
        self.list.retain_mut(keep);
    }

    /// Sorts by file, place and rule, and drops what was said twice.
    pub fn sort(&mut self) {
        self.list.sort_by(|a, b| (a.span, a.rule.name, &a.message).cmp(&(b.span, b.rule.name, &b.message)));
        self.list.dedup_by(|a, b| a.span == b.span && a.rule.name == b.rule.name && a.message == b.message);
    }

    /// The findings.
    pub fn list(&self) -> &[Diagnostic] {
        &self.list
    }

    /// How many findings have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|d| d.severity == severity).count()
    }

    /// Whether anything found forbids publication.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }
}

/// The lines of a text, for turning byte offsets into lines and columns.
#[derive(Debug)]
pub struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// Indexes the lines of `text`.
    pub fn new(text: &'a str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(i, _)| i + 1)).collect();
        Self { text, starts }
    }

    /// Line and column of a byte offset, both from 1; columns count characters.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let mut offset = offset.min(self.text.len());
        offset = self.text.floor_char_boundary(offset);
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        let start = self.starts[line - 1];
        // A byte order mark is invisible to the editor's column count.
        let column = self.text[start..offset].chars().filter(|c| *c != '\u{feff}').count() + 1;
        (line, column)
    }

    /// The byte offset of a line and a column, both from 1, columns in characters.
    pub fn offset(&self, line: usize, column: usize) -> usize {
        let Some(start) = self.starts.get(line.saturating_sub(1)).copied() else {
            return self.text.len();
        };
        let end = self.starts.get(line).copied().unwrap_or(self.text.len());
        let text = &self.text[start..end];
        start + text.char_indices().nth(column.saturating_sub(1)).map_or(text.len(), |(i, _)| i)
    }
}

/// The nearest of the right words, if one is near enough to have been meant.
pub fn nearest<'a>(word: &str, right: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    right
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&word, &candidate.to_lowercase()), candidate))
        // A common beginning alone is no likeness.
        .filter(|(score, candidate)| {
            *score > 0.8 && strsim::normalized_damerau_levenshtein(&word, &candidate.to_lowercase()) > 0.5
        })
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_from_one() {
        let lines = Lines::new("\u{feff}añb\nمدينة\n");
        assert_eq!(lines.position("\u{feff}añ".len()), (1, 3));
        assert_eq!(lines.position("\u{feff}añb\n".len()), (2, 1));
        assert_eq!(lines.position(999), (3, 1));
        assert_eq!(lines.offset(2, 2), "\u{feff}añb\nم".len());
    }

    #[test]
    fn the_nearest_word_is_near() {
        assert_eq!(nearest("sumary", ["title", "summary"]), Some("summary"));
        assert_eq!(nearest("colour", ["title", "summary"]), None);
    }
}
