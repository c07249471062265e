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

/// Pieces of templates.
const TAGS: [&str; 40] = [
    "{{",
    "}}",
    "{%",
    "%}",
    "{{-",
    "-%}",
    "{#",
    "#}",
    "{% raw %}",
    "{% endraw %}",
    "if ",
    "elif ",
    "else",
    "endif",
    "for ",
    " in ",
    "endfor",
    "set ",
    "set_global ",
    "endset",
    "block a",
    "endblock",
    "include \"parts/menu.html\"",
    "extends \"@plenary/base.html\"",
    "page",
    ".title",
    "?.",
    "[",
    "]",
    "(",
    ")",
    "|",
    "is ",
    "not ",
    "'",
    "\"",
    "\\",
    "<",
    "/>",
    "é",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_template_is_read_without_a_panic(text in "\\PC{0,60}", pieces in prop::collection::vec(0usize..TAGS.len(), 0..40)) {
        let pieces: Vec<&str> = pieces.into_iter().map(|i| TAGS[i]).collect();
        let template = format!("{}{text}{}", pieces.join(" "), pieces.concat());
        plenary::render::grammar::parse(&template);
        let site = format!("-- content/site.yaml --\ntitle: T\n-- content/a.md --\n---\ntitle: A\n---\n-- templates/page.html --\n{template}\n");
        Built::new(Files::fixture(&site), false).report();
    }

    /// What Tera can read, the scanner reads too: else it would check nothing.
    #[test]
    fn what_tera_reads_is_read(cut in 0usize..2000, pieces in prop::collection::vec(0usize..TAGS.len(), 0..3)) {
        for (name, text) in plenary::render::theme::built_in() {
            let start = boundary(text, cut.min(text.len()));
            let pieces: String = pieces.iter().map(|i| TAGS[*i]).collect();
            let broken = format!("{}{pieces}{}", &text[..start], &text[start..]);
            let tera = tera::Tera::new().add_raw_template("a", &broken);
            let syntax = matches!(tera.map_err(|e| e.kind().clone()), Err(tera::ErrorKind::SyntaxError(_)));
            prop_assert!(syntax || plenary::render::grammar::parse(&broken).is_some(), "{name}: {broken}");
        }
    }
}

fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
