//! The examples of the manual's pages are what the program takes. A line that is the path of a file, and a
//! fenced block below it, is a file of the example site (`plenary new`); a block that begins as a message does
//! is what `check` says then; a line of a block `sh` that begins with `plenary` is a command.

use std::fs;
use std::path::Path;
use std::process::Command;

use plenary::diagnostics::{Findings, Severity};
use plenary::files::Files;

use super::pages;
use crate::memory::Built;

/// A fenced block, and the path that stands above it.
struct Block {
    path: Option<String>,
    language: String,
    text: String,
}

fn blocks(page: &str) -> Vec<Block> {
    let mut all = Vec::new();
    let mut path = None;
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let line = line.trim();
        let fence: String = line.chars().take_while(|c| *c == '`').collect();
        if fence.len() >= 3 {
            let inside: Vec<&str> = lines.by_ref().take_while(|inner| inner.trim() != fence).collect();
            let language = line[fence.len()..].to_owned();
            all.push(Block { path: path.take(), language, text: inside.join("\n") + "\n" });
        } else if !line.is_empty() {
            let name = line.strip_prefix('`').and_then(|rest| rest.strip_suffix('`'));
            let is_path = |name: &&str| {
                ["content/", "templates/", "static/"].iter().any(|folder| name.starts_with(folder))
                    && !name.contains(' ')
            };
            path = name.filter(is_path).map(str::to_owned);
        }
    }
    all
}

/// The example site, as `plenary new` writes it.
fn example(folder: &Path) {
    let status = Command::new(env!("CARGO_BIN_EXE_plenary")).arg("new").arg(folder).output().unwrap();
    assert!(status.status.success(), "{}", String::from_utf8_lossy(&status.stderr));
}

/// Files that examples speak of and that are no text.
fn companions(folder: &Path, page: &str) {
    let mut jpeg = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_pixel(40, 30, image::Rgb([90, 120, 110]))
        .write_to(&mut jpeg, image::ImageFormat::Jpeg)
        .unwrap();
    let sites = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/lagoon/content");
    let pdf = fs::read(sites.join("notes/charter.pdf")).unwrap();
    for (name, bytes) in [
        ("content/map.jpg", jpeg.get_ref()),
        ("content/people/dana-sample.jpg", jpeg.get_ref()),
        ("content/agenda.pdf", &pdf),
        ("content/meetings/2026-03-12-agenda.pdf", &pdf),
        ("content/meetings/2026-03-12-minutes.pdf", &pdf),
    ] {
        let short = name.rsplit('/').next().unwrap();
        let exactly = |c: char| !(c.is_alphanumeric() || c == '-' || c == '.' || c == '/');
        if page.split(exactly).any(|word| word == short) {
            fs::create_dir_all(folder.join(name).parent().unwrap()).unwrap();
            fs::write(folder.join(name), bytes).unwrap();
        }
    }
}

#[test]
fn the_examples_of_each_page_are_a_site_without_a_fault() {
    let mut wrong = Vec::new();
    let mut proven = 0;
    for (path, page) in pages() {
        let blocks = blocks(&page);
        if blocks.iter().all(|block| block.path.is_none()) {
            continue;
        }
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path().join("site");
        example(&site);
        companions(&site, &page);
        for block in &blocks {
            if let Some(path) = &block.path {
                proven += 1;
                fs::create_dir_all(site.join(path).parent().unwrap()).unwrap();
                fs::write(site.join(path), &block.text).unwrap();
            }
        }
        let mut found = Findings::default();
        let files = Files::scan(&site, &mut found).unwrap();
        let built = Built::new(files, false);
        let report = built.report();
        let begins =
            |block: &Block, severities: &[&str]| severities.iter().any(|s| block.text.starts_with(s));
        let expected = blocks.iter().filter(|block| begins(block, &["error[", "warning["])).count();
        let faults = built.found.count(Severity::Error) + built.found.count(Severity::Warning);
        let is_said = |block: &Block| report.contains(block.text.trim_end());
        let right = faults == expected
            && blocks.iter().filter(|block| begins(block, &["error[", "warning[", "advice["])).all(is_said);
        if !right {
            wrong.push(format!("the examples of {path}:\n{report}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(proven >= 30, "only {proven} examples were found");
}

#[test]
fn the_commands_of_each_page_are_those_of_the_program() {
    let mut wrong = Vec::new();
    for (path, page) in pages() {
        for block in blocks(&page).iter().filter(|block| block.language == "sh") {
            for line in block.text.lines().filter(|line| line.starts_with("plenary ")) {
                let line = line.split(" #").next().unwrap();
                if let Err(refused) = plenary::cli::command().try_get_matches_from(words(line)) {
                    wrong.push(format!("{path}: {line}\n{refused}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// The words of a line of a shell; what stands in quotation marks is one.
fn words(line: &str) -> Vec<String> {
    let parts = line.split('"').enumerate();
    parts
        .flat_map(|(i, part)| match i % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect(),
            _ => vec![part.to_owned()],
        })
        .collect()
}
