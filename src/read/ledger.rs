//! `content/addresses.yaml`, the ledger: the addresses that were published once, one a line.
//!
//! [`read`] takes it in, [`with`] gives the text with further addresses. A line that is there stays as it is,
//! with the comments above it, so that a change is one line for each new address and two changes merge.

use std::collections::{BTreeMap, BTreeSet};

use url::Url;

use super::tree;
use super::words;
use super::yaml::WRONG_VALUE;
use crate::diagnostics::{Diagnostic, FileId, Findings, Rule, Severity, Span};
use crate::files::{Files, LEDGER};
use crate::site::Route;
use crate::site::published::Published;
use crate::site::tree::Node;

/// An entry of the ledger that Plenary would write otherwise.
pub static ODD_ENTRY: Rule = Rule {
    name: "odd-published-address",
    severity: Severity::Warning,
    docs: "`content/addresses.yaml` holds addresses from the root of the site, each once: without the host, and \
           without the path of `base_url`. Plenary writes the file; an entry of another form was written by \
           hand.\n\n\
           Wrong: `- https://www.example.org/members/`\n\n\
           Right: `- /members/`",
};

/// What stands above the addresses.
const HEAD: &str = "\
# The addresses that were published once. \"plenary build --record\" adds to this list, and takes nothing out.
# When one of them is gone, and no alias, redirect or \"gone\" takes its place, the build stops.
";

/// Reads the ledger; its faults are found at their lines.
pub fn read(files: &Files, found: &mut Findings) -> Vec<Published> {
    let Some((file, ledger)) = files.find(LEDGER) else { return Vec::new() };
    let start = super::yaml::byte_order_mark(ledger.text());
    let nodes = tree::list(&ledger.text()[start..], file, start, found);
    let mut seen: BTreeMap<Route, Span> = BTreeMap::new();
    let mut all = Vec::new();
    for node in nodes {
        let span = Span::new(file, node.start, node.end);
        let Some(route) = entry(&node, file, found) else { continue };
        if let Some(first) = seen.get(&route) {
            let message = format!("{route} is in this list already");
            let diagnostic = Diagnostic::new(&ODD_ENTRY, span, message).label(*first, "it is here");
            found.add(diagnostic.help("take one of the two lines out"));
            continue;
        }
        seen.insert(route.clone(), span);
        all.push(Published { route, span });
    }
    all
}

/// The address that an entry means; none where it means none.
fn entry(node: &Node, file: FileId, found: &mut Findings) -> Option<Route> {
    let span = Span::new(file, node.start, node.end);
    let text = node.text().unwrap_or_default();
    let meant = address(text);
    let Some(meant) = meant else {
        let what = if text.is_empty() { "this".to_owned() } else { format!("\"{text}\"") };
        let message = format!("{what} is no address of this site");
        found
            .add(Diagnostic::new(&WRONG_VALUE, span, message).help(
                "write the address from the root of the site, such as /members/, or take the line out",
            ));
        return None;
    };
    let route = Route::new(&meant);
    if meant != text {
        let right = line(&route);
        let message = format!("\"{text}\" is more than an address on this site");
        found.add(
            Diagnostic::new(&ODD_ENTRY, span, message).help(format!("write {right}")).safe_fix(span, right),
        );
    }
    Some(route)
}

/// The path that a text means: of a whole address that of its host, without what comes after it.
fn address(text: &str) -> Option<String> {
    let path = if text.starts_with("https://") || text.starts_with("http://") {
        Url::parse(text).ok()?.path().to_owned()
    } else {
        let path = text.split(['?', '#']).next().unwrap_or_default();
        path.to_owned()
    };
    (path.starts_with('/') && !path.starts_with("//")).then_some(path)
}

/// An address as the ledger has it: in plain letters; reading undoes percent-encoding, so a `%` is encoded.
fn line(route: &Route) -> String {
    words::value(&route.as_str().replace('%', "%25"))
}

/// A line of the ledger, with what stands above it.
struct Block {
    route: Route,
    text: String,
}

/// The text of a ledger with further addresses at their places; none where all are in it. An entry that stands
/// there twice is written once, one of another form in the right one. A list in another form of YAML is written
/// anew, without its comments; a text that is no list is not written over: none too.
pub fn with(text: &str, addresses: &BTreeSet<Route>) -> Option<String> {
    let (head, mut blocks, tail) = blocks(text).or_else(|| anew(text))?;
    let known: BTreeSet<Route> = blocks.iter().map(|block| block.route.clone()).collect();
    let new = addresses.difference(&known);
    blocks.extend(new.map(|route| Block { route: route.clone(), text: format!("- {}\n", line(route)) }));
    blocks.sort_by(|a, b| a.route.cmp(&b.route));
    blocks.dedup_by(|again, first| again.route == first.route);
    let head = if head.is_empty() { HEAD.to_owned() } else { head };
    let lines = blocks.into_iter().map(|block| block.text);
    let written = lines.fold(head, |text, block| text + &block) + &tail;
    (written != text).then_some(written)
}

/// The comments at the beginning, the entries, and what stands below the last.
fn blocks(text: &str) -> Option<(String, Vec<Block>, String)> {
    let (mut head, mut above, mut blocks) = (String::new(), String::new(), Vec::new());
    for line in text.trim_start_matches('\u{feff}').lines() {
        let bare = line.trim();
        if bare.is_empty() || bare.starts_with('#') || bare == "---" {
            above += &format!("{line}\n");
            continue;
        }
        if blocks.is_empty() {
            head = std::mem::take(&mut above);
        }
        let node = line.trim_start().strip_prefix('-')?;
        let [text]: [String; 1] = serde_yaml::from_str(line).ok()?;
        let meant = address(&text).filter(|_| node.starts_with(' '))?;
        let (route, above) = (Route::new(&meant), std::mem::take(&mut above));
        let entry = if meant == text { format!("{line}\n") } else { format!("- {}\n", self::line(&route)) };
        blocks.push(Block { route, text: above + &entry });
    }
    if blocks.is_empty() {
        head = std::mem::take(&mut above);
    }
    Some((head, blocks, above))
}

/// The entries of a list that does not have one entry a line.
fn anew(text: &str) -> Option<(String, Vec<Block>, String)> {
    let list: Vec<String> = serde_yaml::from_str(text).ok()?;
    let block = |text: &String| {
        let route = Route::new(&address(text)?);
        Some(Block { text: format!("- {}\n", line(&route)), route })
    };
    let blocks = list.iter().map(block).collect::<Option<_>>()?;
    Some((String::new(), blocks, String::new()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str, addresses: &[&str]) -> Option<String> {
        with(text, &addresses.iter().map(|address| Route::of_file(address)).collect())
    }

    #[test]
    fn addresses_are_added_at_their_places() {
        let first = written("", &["/b/", "/", "/100%/", "/réunions/", "/a: b.pdf"]).unwrap();
        let lines = first.strip_prefix(HEAD).unwrap();
        assert_eq!(lines, "- /\n- /100%25/\n- \"/a: b.pdf\"\n- /b/\n- /réunions/\n");
        assert_eq!(written(&first, &["/b/", "/100%/"]), None);
        let second = written(&first, &["/ab/"]).unwrap();
        assert_eq!(second, first.replace("- /b/", "- /ab/\n- /b/"));
    }

    #[test]
    fn what_an_editor_wrote_stays() {
        let text = "# Ours.\n- /\n\n# On the poster.\n- /b/ # 2019\n# The end.\n";
        assert_eq!(
            written(text, &["/a/", "/c/"]).unwrap(),
            "# Ours.\n- /\n- /a/\n\n# On the poster.\n- /b/ # 2019\n- /c/\n# The end.\n"
        );
    }

    #[test]
    fn a_merge_is_mended_and_what_is_no_list_is_left_alone() {
        let text = "# Ours.\n- /b/\n- /a/\n- https://www.example.org/b/\n- '/c/'\n";
        assert_eq!(written(text, &[]).unwrap(), "# Ours.\n- /a/\n- /b/\n- '/c/'\n");
        for text in ["a: b\n", "- [/a/]\n", "<<<<<<< ours\n- /a/\n", "- a\n- b\n"] {
            assert_eq!(written(text, &["/c/"]), None, "{text}");
        }
        let anew = written("[/b/, https://www.example.org/]\n", &["/c/"]).unwrap();
        assert_eq!(anew.strip_prefix(HEAD).unwrap(), "- /\n- /b/\n- /c/\n");
    }
}
