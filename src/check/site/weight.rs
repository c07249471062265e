//! The weights of pages, which `crate::build::budget` takes.

use crate::diagnostics::{Diagnostic, Rule, Severity, Span};
use crate::site::Route;

/// A page that is heavier than its budget.
pub static OVER_BUDGET: Rule = Rule {
    name: "over-budget",
    severity: Severity::Warning,
    docs: "A heavy page is slow on a phone in a train, and costs its reader money. `budget` in \
           `site.yaml` says what a page of a kind may weigh with all that it loads: its text and \
           styles as they are sent, compressed, and its pictures, each in the one size that `src` \
           names. `plenary build` weighs them; `check` makes no pages to weigh.\n\n\
           Wrong: `budget: {note: 30 kB}` and a note with a photograph of 400 kB\n\n\
           Right: fewer or smaller pictures, a text in two parts, or another budget",
};

/// What is said of a page of so many bytes of text that loads so many bytes in so many files.
pub fn over(
    at: Span,
    route: &Route,
    text: u64,
    (loads, files): (u64, usize),
    budget: u64,
) -> Option<Diagnostic> {
    let whole = text + loads;
    (whole > budget).then(|| {
        let [whole, text, loads, budget] = [whole, text, loads, budget].map(shown);
        let files = if files == 1 { "the file".to_owned() } else { format!("the {files} files") };
        let said = format!(
            "the page {route} weighs {whole}: {text} of its own and {loads} in {files} that it loads; its budget is {budget}"
        );
        Diagnostic::new(&OVER_BUDGET, at, said)
            .help("use fewer or smaller pictures, part the text, or change budget in content/site.yaml")
    })
}

/// A weight in words, rounded up: 30,001 bytes are more than 30 kB.
fn shown(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100);
    format!("{}.{} kB", tenths / 10, tenths % 10)
}
