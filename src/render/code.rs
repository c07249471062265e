//! Code blocks: syntect's scopes as classes, coloured by the style sheet, so that a strict
//! Content-Security-Policy allows them.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

/// Loaded when the first code block is met.
static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

const STYLE: ClassStyle = ClassStyle::SpacedPrefixed { prefix: "hl-" };

/// Blocks that were highlighted, by the digest of their language and code: the same example often stands on
/// many pages, and in `serve` on the same page again and again.
static KNOWN: LazyLock<Mutex<Blocks>> = LazyLock::new(Mutex::default);

/// HTML by digest; none for a language that nobody knows.
type Blocks = HashMap<[u8; 32], Option<Arc<str>>>;

/// How many blocks are remembered.
const MOST: usize = 4096;

/// The code as HTML with classes; none for a language that nobody knows.
pub fn highlight(language: &str, code: &str) -> Option<Arc<str>> {
    let known = || KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let digest = *blake3::Hasher::new()
        .update(language.as_bytes())
        .update(b"\n")
        .update(code.as_bytes())
        .finalize()
        .as_bytes();
    if let Some(block) = known().get(&digest) {
        return block.clone();
    }
    let block = highlighted(language, code).map(Arc::from);
    let mut known = known();
    if known.len() >= MOST {
        known.clear();
    }
    known.insert(digest, block.clone());
    block
}

fn highlighted(language: &str, code: &str) -> Option<String> {
    let syntax = SYNTAXES.find_syntax_by_token(language)?;
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, &SYNTAXES, STYLE);
    for line in LinesWithEndings::from(code) {
        generator.parse_html_for_line_which_includes_newline(line).ok()?;
    }
    Some(generator.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_classes_and_escaped() {
        let html = highlight("rust", "let a = \"<b>\";\n").unwrap();
        assert!(html.contains("class=\"hl-"), "{html}");
        assert!(html.contains("&lt;b&gt;"), "{html}");
        assert!(!html.contains("style="), "{html}");
        assert!(highlight("no-such-language", "x").is_none());
    }
}
