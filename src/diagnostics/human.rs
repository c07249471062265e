//! The findings for a person at a terminal: message, the line with the place underlined, help.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use rayon::prelude::*;

use super::{Diagnostic, Findings, Fix, Severity, Sources, Span};

/// How many characters of a corrected line are shown whole.
const WIDTH: usize = 140;

/// Prints all findings and a closing line that counts them; nothing where there are none.
pub fn print(findings: &Findings, files: &dyn Sources, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    // A large site with a new habit has a finding on every page.
    let all = findings.list().par_iter().map(|diagnostic| one(diagnostic, files, &renderer) + "\n\n");
    let mut out = all.collect::<Vec<String>>().concat();
    if let Some(line) = summary(findings) {
        out.push_str(&line);
        out.push('\n');
    }
    out
}

/// "2 errors, 1 warning", or nothing where nothing was found.
fn summary(findings: &Findings) -> Option<String> {
    let count = |severity, one: &str, many: &str| match findings.count(severity) {
        0 => None,
        1 => Some(format!("1 {one}")),
        n => Some(format!("{n} {many}")),
    };
    let parts: Vec<String> = [
        count(Severity::Error, "error", "errors"),
        count(Severity::Warning, "warning", "warnings"),
        count(Severity::Advice, "piece of advice", "pieces of advice"),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// How many places beside its own a finding shows: more would flood a screen.
pub const LABELS: usize = 5;

fn one(diagnostic: &Diagnostic, files: &dyn Sources, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Advice => Level::NOTE.with_name("advice"),
    };
    let snippet = |span: Span, kind: AnnotationKind, label: Option<String>| {
        let (path, text) = files.source(span.file);
        // Places that libraries give can lie inside of a letter.
        let start = text.floor_char_boundary(span.start.min(text.len()));
        let end = text.ceil_char_boundary(span.end.clamp(start, text.len()));
        // One line is enough to recognise the place; a span of a whole record would fill a screen.
        let end = text[start..end].find('\n').map_or(end, |newline| start + newline);
        let annotation = kind.span(start..end);
        let annotation = match label {
            Some(label) => annotation.label(label),
            None => annotation,
        };
        Snippet::source(text.to_owned()).path(path.to_owned()).annotation(annotation)
    };
    let mut group: Group = level
        .primary_title(one_line(&diagnostic.message))
        .id(diagnostic.rule.name)
        .element(snippet(diagnostic.span, AnnotationKind::Primary, None));
    for label in diagnostic.labels.iter().take(LABELS) {
        let label_text = Some(one_line(&label.message));
        group = group.element(snippet(label.span, AnnotationKind::Context, label_text));
    }
    if diagnostic.labels.len() > LABELS {
        let more = format!("and {} more places", diagnostic.labels.len() - LABELS);
        group = group.element(Level::NOTE.message(more));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help.clone()));
    }
    if let Some(line) = diagnostic.fix.as_ref().and_then(|fix| corrected(fix, files)) {
        group = group.element(Level::HELP.with_name("write").message(line));
    }
    renderer.render(&[group])
}

/// A message in one line: words of the content may hold line feeds, behind which they would look like messages of
/// their own, to people and to the machines that read logs.
fn one_line(message: &str) -> String {
    message.replace("\r\n", "␊").replace('\n', "␊").replace('\r', "␍")
}

/// What to write: the whole corrected line, to be pasted over the old one; where that would flood a
/// screen, what takes the place of what.
fn corrected(fix: &Fix, files: &dyn Sources) -> Option<String> {
    let line = fix.corrected_line(files);
    if let Some(line) = line.filter(|line| line.chars().count() <= WIDTH) {
        return Some(line.trim_start().to_owned());
    }
    let [edit] = &fix.edits[..] else { return None };
    let old = files.source(edit.span.file).1.get(edit.span.start..edit.span.end)?;
    let short = |text: &str| !text.is_empty() && !text.contains('\n') && text.chars().count() <= WIDTH / 2;
    (short(old) && short(&edit.text)).then(|| format!("{} (in place of {old})", edit.text))
}
