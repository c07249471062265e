//! The page of commands: what clap knows of each, so that none can be forgotten.

use std::fmt::Write as _;

use clap::{Arg, Command};

use super::cell;

/// Every command with its arguments and options, and what the exit statuses say.
pub fn page() -> String {
    let mut program = plenary::cli::command();
    program.build();
    let mut text = String::from(
        "What is written in capital letters stands for words of your own. \
         What stands in square brackets may be left out.\n",
    );
    for command in program.get_subcommands().filter(|command| !command.is_hide_set()) {
        one(&mut text, command.clone());
    }
    let statuses = program.get_after_help().map(ToString::to_string).unwrap_or_default();
    let _ = write!(text, "\n## Exit statuses {{#exit-statuses}}\n\n| status | means |\n| --- | --- |\n");
    for line in statuses.lines().skip(1) {
        let (status, meaning) = line.trim().split_once("  ").expect("a status has a meaning");
        let _ = writeln!(text, "| {status} | {} |", cell(meaning));
    }
    text
}

fn one(text: &mut String, mut command: Command) {
    let name = command.get_name().to_owned();
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").trim();
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let _ = write!(text, "\n## {name} {{#{name}}}\n\n{about}.\n\n```sh\n{usage}\n```\n");
    let arguments: Vec<&Arg> = command
        .get_arguments()
        .filter(|argument| {
            !argument.is_hide_set() && !["help", "version"].contains(&argument.get_id().as_str())
        })
        .collect();
    if arguments.is_empty() {
        return;
    }
    text.push_str("\n| argument or option | means |\n| --- | --- |\n");
    for argument in arguments {
        let _ = writeln!(text, "| `{}` | {} |", cell(&form(argument)), cell(&meaning(argument)));
    }
}

/// How an argument is written: `--root DIR`, `KIND`.
fn form(argument: &Arg) -> String {
    let values: Vec<&str> =
        argument.get_value_names().unwrap_or_default().iter().map(clap::builder::Str::as_str).collect();
    let takes = argument.get_action().takes_values();
    match argument.get_long() {
        Some(long) if takes => format!("--{long} {}", values.join(" ")),
        Some(long) => format!("--{long}"),
        None => values.join(" "),
    }
}

/// What an argument does, the values that it knows, and the one that it has where none is given.
fn meaning(argument: &Arg) -> String {
    let mut text = argument.get_help().map(ToString::to_string).unwrap_or_default();
    let known: Vec<_> =
        argument.get_possible_values().into_iter().filter(|value| !value.is_hide_set()).collect();
    if argument.get_action().takes_values() && !known.is_empty() {
        let list: Vec<String> = known
            .iter()
            .map(|value| match value.get_help() {
                Some(help) => format!("`{}` ({help})", value.get_name()),
                None => format!("`{}`", value.get_name()),
            })
            .collect();
        let _ = write!(text, ": {}", list.join(", "));
    }
    if argument.get_action().takes_values() {
        for value in argument.get_default_values() {
            let _ = write!(text, "; `{}` where nothing is said", value.to_string_lossy());
        }
    }
    text + "."
}
