//! No input makes the program panic: a whole site is broken at random places and built.

use plenary::files::Files;
use proptest::prelude::*;

use crate::memory::Built;

/// A small site with a little of everything, to be broken.
const SITE: &str = include_str!("robust.txt");

/// Pieces of text that are likely to matter to a parser.
const PIECES: [&str; 48] = [
    "&amp;",
    "%2e%2e",
    "../",
    "![[notes]]",
    "---\n",
    "\n",
    " ",
    ":",
    ": ",
    "- ",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    "*",
    "&",
    "!",
    "|",
    ">",
    "%",
    "@",
    "`",
    "#",
    "## ",
    "\t",
    "![[",
    "[[",
    "]]",
    "](",
    "![",
    "[^1]",
    "[^1]: ",
    "```",
    "|---|\n",
    "> [!NOTE]\n",
    "\u{feff}",
    "\u{202e}",
    "é",
    "中",
    "2026-02-30",
    "0",
    "yes",
    "\r\n",
    "<b>",
    "\\",
    "\u{0}",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn a_broken_site_is_built_without_a_panic(
        breaks in prop::collection::vec((0usize..10_000, 0usize..12, 0usize..PIECES.len()), 1..12),
    ) {
        let mut text = SITE.to_owned();
        for (at, cut, piece) in breaks {
            let start = boundary(&text, at % (text.len() + 1));
            let end = boundary(&text, (start + cut).min(text.len()));
            text.replace_range(start..end, PIECES[piece]);
        }
        let built = Built::new(Files::fixture(&text), false);
        // Whatever was found can be printed.
        built.report();
        plenary::diagnostics::json::print(&built.found, &built.files);
    }

    #[test]
    fn any_markdown_is_rendered_without_a_panic(text in "\\PC{0,200}", pieces in prop::collection::vec(0usize..PIECES.len(), 0..30)) {
        let pieces: String = pieces.into_iter().map(|i| PIECES[i]).collect();
        let site = format!("-- content/site.yaml --\ntitle: T\n-- content/a.md --\n---\ntitle: A\n---\n\n{text}\n\n{pieces}\n");
        Built::new(Files::fixture(&site), false).report();
    }
}

fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
