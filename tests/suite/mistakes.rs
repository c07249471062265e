//! `tests/mistakes/*.md`: mistakes planted one at a time into the site `tests/sites/harbour`, and
//! texts that are right though unusual. Under a heading that names it, `@` gives the file, `-` what
//! stands there (none for a new file), `+` what stands there then, and `=` the rule that finds it, at
//! the changed line or one beside it, or at the `file:line` given behind it; `= nothing` for what is
//! right, which must bring no error and no warning.

use std::fmt::Write as _;
use std::path::Path;

use plenary::diagnostics::{Findings, Lines, Severity, Sources};
use plenary::files::Files;

use crate::memory::Built;

#[derive(Default)]
struct Planted {
    name: String,
    path: String,
    old: String,
    new: String,
    expected: String,
}

#[test]
fn each_mistake_is_found_where_it_is_made_and_nothing_right_is_blamed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let site = fixture(&root.join("tests/sites/harbour"));
    let mut wrong = Vec::new();
    let mut count = 0;
    for name in ["planted", "right"] {
        let text = std::fs::read_to_string(root.join(format!("tests/mistakes/{name}.md"))).unwrap();
        for planted in read(&text) {
            count += 1;
            wrong.extend(run(&site, &planted).err().map(|why| format!("{}: {why}", planted.name)));
        }
    }
    assert!(wrong.is_empty(), "{} of {count}:\n\n{}", wrong.len(), wrong.join("\n\n"));
}

/// The site as one string, so that files can be added; documents hold one letter.
fn fixture(root: &Path) -> String {
    let files = Files::scan(root, &mut Findings::default()).unwrap();
    let mut text = String::new();
    for folder in ["content", "templates", "static"] {
        for (_, file) in files.below(folder) {
            let bytes = file.bytes().unwrap();
            let readable = file.is_text() || file.ending() == "svg";
            let content = if readable { String::from_utf8_lossy(&bytes) } else { "x\n".into() };
            let end = if content.ends_with('\n') { "" } else { "\n" };
            let _ = write!(text, "-- {} --\n{content}{end}", file.path);
        }
    }
    text
}

fn read(text: &str) -> Vec<Planted> {
    let mut list: Vec<Planted> = Vec::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("## ") {
            list.push(Planted { name: name.to_owned(), ..Planted::default() });
            continue;
        }
        let Some(planted) = list.last_mut() else { continue };
        let (sign, rest) = line.split_at(line.len().min(2));
        let rest = rest.replace("\\t", "\t").replace("\\r", "\r");
        let rest = unescape(&rest);
        match sign.trim_end() {
            "@" => planted.path = rest,
            "-" => planted.old += &(rest + "\n"),
            "+" => planted.new += &(rest + "\n"),
            "=" => planted.expected = rest,
            _ => {}
        }
    }
    list
}

/// `\u{202e}` as the character, since nobody sees it.
fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("\\u{") {
        out.push_str(before);
        let (digits, behind) = behind.split_once('}').unwrap();
        out.push(char::from_u32(u32::from_str_radix(digits, 16).unwrap()).unwrap());
        rest = behind;
    }
    out + rest
}

fn run(site: &str, planted: &Planted) -> Result<(), String> {
    let Planted { path, old, new, expected, .. } = planted;
    let head = format!("-- {path} --\n");
    let (text, line) = match site.find(&head) {
        None => (format!("{site}{head}{new}"), 1),
        Some(_) if old.is_empty() => return Err(format!("{path} is there already")),
        Some(start) => {
            let body = start + head.len();
            let end = site[body..].find("\n-- ").map_or(site.len(), |i| body + i + 1);
            let at = body + site[body..end].find(old.as_str()).ok_or("the old text is not there")?;
            let line = site[body..at].matches('\n').count() + 1;
            (format!("{}{new}{}", &site[..at], &site[at + old.len()..]), line)
        }
    };
    let built = Built::new(Files::fixture(&text), false);
    let place = |span: plenary::diagnostics::Span| {
        let (file, text) = built.files.source(span.file);
        (file.to_owned(), Lines::new(text).position(span.start).0)
    };
    let grave: Vec<_> = built.found.list().iter().filter(|d| d.severity != Severity::Advice).collect();
    if expected == "nothing" {
        return if grave.is_empty() { Ok(()) } else { Err(format!("was blamed\n{}", built.report())) };
    }
    let (rule, at) = expected.split_once(' ').unwrap_or((expected, ""));
    let (file, first, last) = match at.split_once(':') {
        Some((file, line)) => (file.to_owned(), line.parse().unwrap(), line.parse().unwrap()),
        None => (path.clone(), line, line + new.lines().count().saturating_sub(1)),
    };
    let found = built.found.list().iter().filter(|d| d.rule.name == rule).any(|d| {
        let (there, at) = place(d.span);
        there == file && (first.saturating_sub(1)..=last + 1).contains(&at)
    });
    if found { Ok(()) } else { Err(format!("{rule} was not found at {file}:{first}\n{}", built.report())) }
}
