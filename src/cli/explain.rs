//! `plenary explain`.

use clap::Args;

use super::{DONE, print};
use crate::check;
use crate::diagnostics::nearest;
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
        for rule in check::RULES {
            let reason = rule.docs.split("\n\n").next().unwrap_or_default();
            print(&format!("{} ({}): {reason}\n", rule.name, rule.severity.word()));
        }
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
