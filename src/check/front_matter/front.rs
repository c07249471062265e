//! Front matter: values that YAML cuts short, facts that stand outside of it.

use std::ops::Range;

use crate::check::source::Source;
use crate::diagnostics::{Diagnostic, FileId, Findings, Rule, Severity, Span};
use crate::read::schema;
use crate::read::words::in_quotes;
use crate::site::tree::{Node, Value};
use crate::site::{Kind, Tree};

/// A text that YAML cuts short.
pub static TEXT_CUT: Rule = Rule {
    name: "text-cut",
    severity: Severity::Warning,
    docs: "In YAML, a `#` behind a space begins a remark for writers, which no reader sees. A text \
           with such a sign needs quotation marks.\n\n\
           Wrong: `title: Meeting #4`\n\n\
           Right: `title: \"Meeting #4\"`",
};

/// Facts that do not stand between the lines of dashes.
pub static FACTS_IN_TEXT: Rule = Rule {
    name: "facts-in-text",
    severity: Severity::Error,
    docs: "Facts stand between two lines of three dashes at the very beginning of a file. Anywhere \
           else they are text, and readers see them.\n\n\
           Wrong: a file that begins with `title: Members`\n\n\
           Right: `---`, `title: Members`, `---`, then the text",
};

/// Checks the front matter of a file.
pub fn check(source: &Source<'_>, found: &mut Findings) {
    cut(source.text, &source.entry.front, found);
    if let Some(range) = facts_in_text(source.text, &source.entry.text.body, source.entry.kind()) {
        let whole = source.entry.text.body.start == 0;
        let (message, help) = if whole {
            (
                "these facts are not between lines of three dashes, so they are text",
                "write a line --- before the first of them and one behind the last",
            )
        } else {
            (
                "these facts stand below the line that ends the facts, so they are text",
                "move them above the second --- line, and take the third out",
            )
        };
        found.add(Diagnostic::new(&FACTS_IN_TEXT, source.span(range), message).help(help));
    }
}

/// Reports values of a YAML text that a remark cuts short.
pub fn cut(text: &str, tree: &Tree, found: &mut Findings) {
    scalars(&tree.root, tree.file, text, found);
}

fn scalars(node: &Node, file: FileId, text: &str, found: &mut Findings) {
    match &node.value {
        Value::Map(entries) => {
            for (key, node) in entries {
                scalars(node, file, text, found);
                if matches!(&node.value, Value::Scalar { plain: true, text } if text.is_empty()) {
                    found.extend(cut_whole(text, file, key.end));
                }
            }
        }
        Value::List(items) => items.iter().for_each(|node| scalars(node, file, text, found)),
        Value::Scalar { plain: true, text: value } if !value.is_empty() => {
            let Some(behind) = text.get(node.end..) else { return };
            let rest = behind.lines().next().unwrap_or_default().trim_end();
            let Some(remark) = rest.trim_start().strip_prefix('#').filter(|_| rest.starts_with([' ', '\t']))
            else {
                return;
            };
            // A remark has a space behind its sign, and is no number.
            if !remark.trim_start().starts_with(|c: char| c.is_ascii_digit())
                && (remark.is_empty() || remark.starts_with([' ', '#']))
            {
                return;
            }
            let whole = format!("{value}{rest}");
            let span = Span::new(file, node.start, node.end + rest.len());
            let cut = rest.trim_start();
            found.add(
                Diagnostic::new(
                    &TEXT_CUT,
                    span,
                    format!("\"{cut}\" is cut off here: YAML takes it for a remark"),
                )
                .help("put quotation marks around the text; a remark has a space behind its #")
                .propose(span, in_quotes(&whole)),
            );
        }
        Value::Scalar { .. } => {}
    }
}

/// `title: #1`: the whole text is taken for a remark.
fn cut_whole(text: &str, file: FileId, key_end: usize) -> Option<Diagnostic> {
    let rest = text.get(key_end..)?.strip_prefix(':')?;
    let line = rest.lines().next().unwrap_or_default().trim_end();
    let value = line.trim_start();
    let meant = value.strip_prefix('#').is_some_and(|word| word.starts_with(char::is_alphanumeric));
    let start = key_end + 1 + (line.len() - value.len());
    let span = Span::new(file, start, start + value.len());
    meant.then(|| {
        Diagnostic::new(
            &TEXT_CUT,
            span,
            "nothing of this is read: YAML takes what begins with # for a remark",
        )
        .help("put quotation marks around the text")
        .propose(span, in_quotes(value))
    })
}

/// The first line of facts that stand where the text begins.
pub fn facts_in_text(text: &str, body: &Range<usize>, kind: Kind) -> Option<Range<usize>> {
    let has_front = body.start > 0 && text[..body.start].trim_end().ends_with("---");
    let mut at = body.start;
    let mut fenced = false;
    let mut first = None;
    for line in text[body.clone()].split_inclusive('\n') {
        let words = line.trim();
        let start = at;
        at += line.len();
        if words.is_empty() && first.is_none() {
            continue;
        }
        if first.is_none() && !fenced && is_like_a_fence(words) {
            fenced = true;
        } else if is_fact(line, kind) {
            first = first.or(Some(start..start + line.trim_end().len()));
        } else {
            // Below facts, a second block counts where it is closed like one.
            return first.filter(|_| !has_front || words.starts_with("---"));
        }
    }
    first.filter(|_| !has_front)
}

/// Lines that people write for `---`.
fn is_like_a_fence(words: &str) -> bool {
    matches!(words, "--" | "—" | "—-" | "-—" | "–" | "+++" | "***" | "===" | "```yaml" | "```yml" | "```")
        || (words.len() > 3 && words.bytes().all(|b| b == b'-'))
}

/// Whether a line gives a key that the kind has: `title: Members`, `title = "Members"`.
fn is_fact(line: &str, kind: Kind) -> bool {
    let Some((key, _)) = line.split_once([':', '=']) else { return false };
    let key = key.trim_end();
    let is_word = !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    is_word && schema::keys_at(&schema::of_kind(kind), &[]).iter().any(|known| known == key)
}
