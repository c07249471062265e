//! Changes of YAML at the places that the reader knows. Quotation marks, brackets, indentation,
//! comments and line ends stay as they are.

use std::fmt::Write as _;

use crate::diagnostics::{Edit, Span};
use crate::read::words::{quoted, value};
use crate::read::yaml::byte_order_mark;
use crate::site::tree::{Node, Step, Tree, Value};

/// Gives a text another value, in the quotation marks that it has.
pub fn replace(text: &str, tree: &Tree, node: &Node, new: &str) -> Edit {
    let raw = text[node.start..node.end].trim_end();
    let written = match raw.as_bytes().first() {
        Some(b'"') => quoted(new),
        Some(b'\'') => format!("'{}'", new.replace('\'', "''")),
        _ => plain(new),
    };
    Edit { span: Span::new(tree.file, node.start, node.start + raw.len()), text: written }
}

/// Adds texts to the list of a key at the top of front matter that ends where the text's body
/// begins; makes the list, and the front matter, where there is none.
pub fn add_to_list(text: &str, tree: &Tree, body: usize, key: &str, new: &[String]) -> Edit {
    let new: Vec<String> = new.iter().map(|item| plain(item)).collect();
    let put = |at: usize, words: String| Edit { span: Span::new(tree.file, at, at), text: words };
    let joined = new.join(", ");
    let path = [Step::Key(key.to_owned())];
    let Some(node) = tree.get(&path) else {
        let (at, words) = new_key(text, tree, body, &format!("{key}: [{joined}]"));
        return put(at, words);
    };
    match &node.value {
        Value::List(items) => match items.last() {
            Some(last) if text[node.start..].starts_with('[') => {
                put(end_of(text, last), format!(", {joined}"))
            }
            Some(last) => {
                let bullet = &text[line_start(text, last.start)..last.start];
                put(line_end(text, last.start), lines(text, bullet, &new))
            }
            None => put(node.start + 1, joined),
        },
        _ => put(colon(text, tree, &path), format!(" [{joined}]")),
    }
}

/// Gives a key that has no value the value that `words` are in YAML. A key that is not there goes to the
/// end of the front matter, before the byte where the text's body begins.
pub fn fill(text: &str, tree: &Tree, body: usize, path: &str, words: &str) -> Edit {
    let steps = Tree::path(path);
    let (at, words) = match tree.get(&steps) {
        Some(_) => (colon(text, tree, &steps), format!(" {words}")),
        None => new_key(text, tree, body, &format!("{path}: {words}")),
    };
    Edit { span: Span::new(tree.file, at, at), text: words }
}

/// Adds entries to the record of a key at the top; makes the record, at the end of a file that is YAML
/// as a whole, where there is none.
pub fn add_to_map(text: &str, tree: &Tree, key: &str, new: &[(String, String)]) -> Edit {
    let new: Vec<String> = new.iter().map(|(name, to)| format!("{}: {}", plain(name), plain(to))).collect();
    let put = |at: usize, words: String| Edit { span: Span::new(tree.file, at, at), text: words };
    let joined = new.join(", ");
    let path = [Step::Key(key.to_owned())];
    let Some(node) = tree.get(&path) else {
        let end = text.len();
        let newline = newline(text);
        let before = if text.is_empty() || text.ends_with('\n') { "" } else { newline };
        return put(end, format!("{before}{key}:{}{newline}", lines(text, "  ", &new)));
    };
    match &node.value {
        Value::Map(entries) => match (entries.first(), entries.last()) {
            (Some(_), Some((_, last))) if text[node.start..].starts_with('{') => {
                put(end_of(text, last), format!(", {joined}"))
            }
            (Some((first, _)), Some((_, last))) => {
                let indent = &text[line_start(text, first.start)..first.start];
                // The last value may go over several lines.
                put(line_end(text, end_of(text, last)), lines(text, indent, &new))
            }
            _ => put(node.start + 1, joined),
        },
        _ => put(colon(text, tree, &path), format!(" {{{joined}}}")),
    }
}

/// A text without quotation marks, where YAML reads it as the same text, in brackets too.
fn plain(text: &str) -> String {
    if text.contains([',', '[', ']', '{', '}']) { quoted(text) } else { value(text) }
}

/// Each text on a line of its own, behind the same beginning.
fn lines(text: &str, beginning: &str, new: &[String]) -> String {
    new.iter().fold(String::new(), |mut out, item| {
        let _ = write!(out, "{}{beginning}{item}", newline(text));
        out
    })
}

/// Where a new key at the top goes, behind all others, and what is written there.
fn new_key(text: &str, tree: &Tree, body: usize, words: &str) -> (usize, String) {
    let newline = newline(text);
    let head = &text[..body];
    let bom = byte_order_mark(text);
    if head[bom.min(body)..].trim().is_empty() {
        return (bom, format!("---{newline}{words}{newline}---{newline}{newline}"));
    }
    let fence = head.trim_end().rfind('\n').map_or(0, |i| i + 1);
    let Value::Map(entries) = &tree.root.value else { return (fence, format!("{words}{newline}")) };
    let Some((first, _)) = entries.first() else { return (fence, format!("{words}{newline}")) };
    if text[tree.root.start..].starts_with('{') {
        let bracket = text[..fence].rfind('}').unwrap_or(fence);
        return (bracket, format!(", {words}"));
    }
    let indent = &text[line_start(text, first.start)..first.start];
    (fence, format!("{indent}{words}{newline}"))
}

/// One past the colon behind the key at a path.
fn colon(text: &str, tree: &Tree, path: &[Step]) -> usize {
    let end = tree.key_span(path).end;
    text[end..].find(':').map_or(end, |i| end + i + 1)
}

fn end_of(text: &str, node: &Node) -> usize {
    node.start + text[node.start..node.end].trim_end().len()
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |i| i + 1)
}

/// The end of a line's words, before its line end.
fn line_end(text: &str, at: usize) -> usize {
    let end = text[at..].find('\n').map_or(text.len(), |i| at + i);
    at + text[at..end].trim_end_matches('\r').len()
}

fn newline(text: &str) -> &'static str {
    match text.find('\n') {
        Some(i) if text[..i].ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_quoted_where_yaml_reads_them_otherwise() {
        for same in ["notes/a", "/fr/notes/a/", "no", "../a.pdf"] {
            assert_eq!(plain(same), same);
        }
        for other in ["2025", "true", "null", "~", "a, b", "1.5"] {
            assert_eq!(plain(other), format!("\"{other}\""));
        }
    }
}
