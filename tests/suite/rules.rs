//! `tests/rules/NAME.md`: prose, a small site in a fenced block `site`, and the findings that it
//! gives in a fenced block `findings`. A block `right` holds a site that must give none,
//! but advice of other rules.
//! `PLENARY_ACCEPT=1 cargo test` writes what is found into the files, to be read as a diff.

use plenary::diagnostics::{Diagnostic, Severity};

use crate::cases::every;
use crate::memory::build;

#[test]
fn every_case_gives_its_findings() {
    every("rules", run);
}

/// Runs the cases of one file; gives the file with the findings as they are.
fn run(name: &str, text: &str, wrong: &mut Vec<String>) -> String {
    let mut out = String::new();
    let mut site = None;
    let mut named = false;
    let mut rest = text;
    while let Some(start) = rest.find("```") {
        let (before, block) = rest.split_at(start);
        out.push_str(before);
        // A site that holds fences itself stands between longer ones.
        let fence = "`".repeat(block.bytes().take_while(|b| *b == b'`').count());
        let close = format!("\n{fence}");
        let end = block[fence.len()..].find(&close).map_or(block.len(), |i| i + fence.len());
        let head = block.lines().next().unwrap();
        let body = &block[head.len() + 1..end.max(head.len() + 1)];
        let after = &block[(end + close.len()).min(block.len())..];
        match head.trim_start_matches('`') {
            "site" => {
                site = Some(build(body).report());
                out.push_str(&block[..end]);
            }
            "right" => {
                let built = build(body);
                // Advice of other rules is no blame.
                let blames = |d: &Diagnostic| d.severity != Severity::Advice || d.rule.name == name;
                if built.found.list().iter().any(blames) {
                    wrong.push(format!("{name}: what is right was blamed:\n{}", built.report()));
                }
                out.push_str(&block[..end]);
            }
            "findings" => {
                let report = site.take().unwrap_or_default();
                named |= report.contains(&format!("[{name}]"));
                out.push_str(head);
                out.push('\n');
                out.push_str(report.trim_end());
            }
            _ => out.push_str(&block[..end]),
        }
        out.push_str(&close);
        rest = after;
    }
    out.push_str(rest);
    if !named {
        wrong.push(format!("{name}: no case of this file gives this rule"));
    }
    out
}
