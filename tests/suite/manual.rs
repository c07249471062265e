//! What the manual says of the rules is what the table of rules says. `PLENARY_ACCEPT=1 cargo test`
//! writes it into the README.

use std::fmt::Write as _;

use plenary::check::RULES;
use plenary::diagnostics::Severity;

const BEGIN: &str = "<!-- rules: written by tests/suite/manual.rs from the table of rules -->\n";
const END: &str = "<!-- end of rules -->";

#[test]
fn the_manual_lists_the_rules() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = std::fs::read_to_string(path).unwrap();
    let (before, rest) = readme.split_once(BEGIN).expect("the README has a place for the rules");
    let (_, after) = rest.split_once(END).expect("the list of rules has an end");
    let right = format!("{before}{BEGIN}{}{END}{after}", rules());
    if readme != right && std::env::var_os("PLENARY_ACCEPT").is_some() {
        std::fs::write(path, &right).unwrap();
        return;
    }
    assert!(readme == right, "the README's list of rules differs from the table");
}

fn rules() -> String {
    let mut text = String::new();
    for (severity, heading) in [
        (Severity::Error, "Errors: nothing is published"),
        (Severity::Warning, "Warnings: something is probably wrong"),
        (Severity::Advice, "Advice: something could be better"),
    ] {
        let _ = write!(text, "\n**{heading}**\n\n");
        for rule in RULES.iter().filter(|rule| rule.severity == severity) {
            let mut parts = rule.docs.split("\n\n");
            let why = parts.next().unwrap_or_default();
            let first = why.split(". ").next().unwrap_or_default().trim_end_matches('.');
            let _ = writeln!(text, "- `{}`: {first}.", rule.name);
        }
    }
    text.push('\n');
    text
}
