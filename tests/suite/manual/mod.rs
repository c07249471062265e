//! The manual is a site that Plenary builds itself, in `src/manual/`. Its reference is written from the code:
//! commands, keys, rules, templates, words. `PLENARY_ACCEPT=1 cargo test --test suite manual` writes it, and
//! until then a new option, key, rule or field fails here. The examples of all other pages are proven.

#[cfg(feature = "images")]
mod blocks;
mod commands;
mod keys;
mod templates;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use plenary::check::RULES;
use plenary::diagnostics::{Findings, Severity};
use plenary::files::Files;
use plenary::site::Kind;

use crate::memory::Built;

/// The manual's site.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/manual")
}

/// A text as it stands in a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

/// What people read first.
fn readme() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap()
}

/// The pages of the manual that people write, by their paths, and the README.
fn pages() -> Vec<(String, String)> {
    let mut found = Findings::default();
    let files = Files::scan(&folder(), &mut found).unwrap();
    let written = |path: &str| path.ends_with(".md") && !path.starts_with("content/reference/");
    let all = files.iter().map(|(_, file)| file).filter(|file| written(&file.path));
    let pages = all.map(|file| (file.path.clone(), file.text().to_owned()));
    std::iter::once(("README.md".to_owned(), readme())).chain(pages).collect()
}

/// What the reference says, by the names of its files.
fn reference() -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    let mut add = |name: &str, title: &str, summary: &str, text: String| {
        // A rule on letters shows what it finds.
        let allow =
            if text.contains("wrong letters (Ã") { "allow: {garbled-letters: an example}\n" } else { "" };
        let head = format!(
            "---\n# Written from the code by tests/suite/manual; edit the code, not this file.\n\
             title: {title}\nsummary: {summary}\n{allow}---\n\n"
        );
        all.insert(format!("{name}.md"), head + &text);
    };
    add(
        "commands",
        "Commands",
        "Every command with its arguments and options, and the exit statuses.",
        commands::page(),
    );
    let known = keys::names(&keys::common());
    add(
        "keys-of-every-kind",
        "Keys of every kind",
        "The front matter that any page or record may have.",
        keys::page(
            "Any page or record may have these. Only `title` is needed, and a quote or a meeting needs none.",
            &keys::common(),
            &[],
        ),
    );
    for kind in Kind::ALL {
        let (a, of) = (kind.with_article(), keys::of_kind(kind));
        let place = match kind.folder() {
            Some(folder) => format!("A file in `content/{folder}/` is {a}."),
            None => "Any Markdown file that stands in no folder of a kind is a page.".to_owned(),
        };
        let introduction =
            format!("{place} Beside [the keys of every kind](keys-of-every-kind.md) it may have these.");
        add(
            &format!("keys-of-{}", kind.name()),
            &format!("Keys of {a}"),
            &format!("The front matter of {a}."),
            keys::page(&introduction, &of, &known),
        );
    }
    let settings = "The settings are in `content/site.yaml`. Only `title` is needed.";
    add(
        "site-yaml",
        "Keys of site.yaml",
        "The settings of a site.",
        keys::page(settings, &keys::settings(), &[]),
    );
    for (severity, name, title, summary) in [
        (Severity::Error, "errors", "Rules: errors", "What is wrong, so that nothing is published."),
        (Severity::Warning, "warnings", "Rules: warnings", "What is probably wrong."),
        (Severity::Advice, "advice", "Rules: advice", "What could be better."),
    ] {
        add(&format!("rules-{name}"), &format!("'{title}'"), summary, rules(severity));
    }
    add("templates", "Templates and their fields", "What each template reads.", templates::page());
    add("words", "Words of the interface", "All messages, to be changed or translated.", words());
    all
}

/// The rules of a severity with their reasons and examples.
fn rules(severity: Severity) -> String {
    let mut text = String::new();
    for rule in RULES.iter().filter(|rule| rule.severity == severity) {
        let _ = write!(text, "## {0} {{#{0}}}\n\n{1}\n\n", rule.name, rule.docs);
    }
    text.trim_end().to_owned() + "\n"
}

/// All messages of the interface in English.
fn words() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/render/words/en.ftl");
    let messages = fs::read_to_string(path).unwrap();
    format!(
        "To say something in other words, or in a further language, write messages of these names into \
         `content/strings/TAG.ftl` ([how](../writers/new-language.md)).\n\n```ftl\n{messages}```\n"
    )
}

#[test]
fn the_reference_says_what_the_code_says() {
    let place = folder().join("content/reference");
    let accept = std::env::var_os("PLENARY_ACCEPT").is_some();
    let right = reference();
    let mut wrong = Vec::new();
    for (name, text) in &right {
        let path = place.join(name);
        if fs::read_to_string(&path).is_ok_and(|is| is == *text) {
            continue;
        }
        if accept {
            fs::create_dir_all(&place).unwrap();
            fs::write(&path, text).unwrap();
        } else {
            wrong.push(format!("{name} is not what the code says"));
        }
    }
    for entry in fs::read_dir(&place).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if name != "index.md" && !right.contains_key(&name) {
            wrong.push(format!("{name} is written by nothing"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\nPLENARY_ACCEPT=1 cargo test --test suite manual writes the reference; read it as a diff",
        wrong.join("\n")
    );
}

#[test]
fn the_manual_is_a_site_without_a_fault() {
    let mut found = Findings::default();
    let mut files = Files::scan(&folder(), &mut found).unwrap();
    files.listed = std::sync::Arc::default(); // When they were committed is no matter of what they say.
    assert!(found.list().is_empty());
    let built = Built::new(files, false);
    let faults = built.found.count(Severity::Error) + built.found.count(Severity::Warning);
    assert!(faults == 0, "{}", built.report());
    // What it says of search and of rules is there to be found.
    assert!(built.text("/search/").contains("search"), "the manual can be searched");
    for rule in RULES {
        let name = match rule.severity {
            Severity::Error => "errors",
            Severity::Warning => "warnings",
            Severity::Advice => "advice",
        };
        let page = built.text(&format!("/reference/rules-{name}/"));
        assert!(page.contains(&format!("id=\"{}\"", rule.name)), "{} has a place", rule.name);
    }
}

#[test]
fn the_readme_names_every_command_and_leads_to_files_that_are_there() {
    let readme = readme();
    for command in plenary::cli::command().get_subcommands().filter(|command| !command.is_hide_set()) {
        let row = format!("| `plenary {}", command.get_name());
        assert!(readme.contains(&row), "the README's table lacks {}", command.get_name());
    }
    for target in readme.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
        let is_file = !target.contains(':') && !target.starts_with('#');
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(target);
        assert!(!is_file || path.exists(), "the README leads to {target}, which is not there");
    }
}
