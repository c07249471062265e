//! `plenary explain`.

use std::fmt::Write as _;

use clap::Args;

use super::{DONE, print};
use crate::check;
use crate::diagnostics::{Severity, nearest};
use crate::error::Failure;

/// Says why a rule stands
#[derive(Debug, Args)]
pub struct Arguments {
    /// The rule's name, as it stands in brackets in a message; without it all rules are listed
    rule: Option<String>,
}

/// Prints a rule's reasons and examples, or the list of rules.
pub fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let Some(name) = &arguments.rule else {
        print(&list());
        return Ok(DONE);
    };
    let Some(rule) = check::rule(name) else {
        let names = check::RULES.iter().map(|rule| rule.name);
        let hint = nearest(name, names)
            .map_or("plenary explain lists all rules".to_owned(), |near| format!("did you mean {near}?"));
        return Err(Failure::Usage(format!("there is no rule \"{name}\"; {hint}")));
    };
    print(&format!("{} ({})\n\n{}\n", rule.name, rule.severity.word(), rule.docs));
    Ok(DONE)
}

/// All rules, the weightiest first, each with its reason in one sentence.
fn list() -> String {
    let mut out = String::new();
    for (severity, heading) in [
        (Severity::Error, "Errors: nothing is published until they are mended"),
        (Severity::Warning, "Warnings: something is probably wrong"),
        (Severity::Advice, "Advice: something could be better"),
    ] {
        let gap = if out.is_empty() { "" } else { "\n" };
        let _ = writeln!(out, "{gap}{heading}");
        for rule in check::RULES.iter().filter(|rule| rule.severity == severity) {
            let _ = writeln!(out, "  {}: {}", rule.name, rule.first_sentence());
        }
    }
    out
}
