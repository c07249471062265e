//! `tests/typography/TAG.md`: what is written in a language, and behind → how it is set.
//! `cldr.tsv` beside it: the quotation marks of every locale of CLDR.
//! `PLENARY_ACCEPT=1 cargo test` writes how texts are set into the files, to be read as a diff.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use plenary::locale::quotation::{Marks, marks};
use plenary::locale::rules::Rules;
use plenary::locale::typesetter::{Typesetter, set};
use proptest::prelude::*;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/typography")
}

/// The languages that have cases.
fn tags() -> Vec<String> {
    let files = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let cases = files.filter(|path| path.extension().is_some_and(|ending| ending == "md"));
    let mut tags: Vec<String> =
        cases.map(|path| path.file_stem().unwrap().to_string_lossy().into_owned()).collect();
    tags.sort();
    tags
}

/// Spaces that the cases show by signs.
const SPACES: [(char, char); 2] = [('⍽', '\u{a0}'), ('␣', '\u{202f}')];

fn written(text: &str) -> String {
    SPACES.iter().fold(text.to_owned(), |text, (sign, space)| text.replace(*sign, &space.to_string()))
}

fn shown(tag: &str, text: &str) -> String {
    let set = set(tag, text);
    let mut out = String::new();
    let mut at = 0;
    for range in Rules::of(tag).raised(&set) {
        let _ = write!(out, "{}^{}^", &set[at..range.start], &set[range.clone()]);
        at = range.end;
    }
    out.push_str(&set[at..]);
    SPACES.iter().fold(out, |text, (sign, space)| text.replace(*space, &sign.to_string()))
}

#[test]
fn every_case_is_set_as_it_is_expected() {
    let accept = std::env::var_os("PLENARY_ACCEPT").is_some();
    let mut wrong = Vec::new();
    for tag in tags() {
        let path = folder().join(format!("{tag}.md"));
        let text = std::fs::read_to_string(&path).unwrap();
        let mut out = String::new();
        let mut before = "";
        for line in text.lines() {
            if line.starts_with("→ ") {
                let now = format!("→ {}", shown(&tag, &written(before)));
                if now != line {
                    wrong.push(format!("{tag}: {before}\n  expected {line}\n  is       {now}"));
                }
                out.push_str(&now);
            } else {
                out.push_str(line);
            }
            out.push('\n');
            before = line;
        }
        if accept {
            std::fs::write(&path, out).unwrap();
        }
    }
    assert!(accept || wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn quotation_marks_are_those_of_cldr() {
    let text = std::fs::read_to_string(folder().join("cldr.tsv")).unwrap();
    let rows: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
    assert!(rows.len() > 700);
    for row in rows {
        let (tag, expected) = row.split_once('\t').unwrap();
        for tag in [tag.to_owned(), tag.to_lowercase(), tag.to_uppercase()] {
            let Marks { outer, inner } = marks(&tag);
            let is = [outer.open, outer.close, inner.open, inner.close].map(String::from).join("\t");
            assert_eq!(is, expected, "{tag}");
        }
    }
}

#[test]
fn a_quotation_can_run_over_pieces() {
    let pieces = |tag: &str, pieces: &[&str]| -> String {
        let mut typesetter = Typesetter::new(tag);
        pieces.iter().map(|piece| typesetter.text(piece).into_owned()).collect()
    };
    assert_eq!(pieces("en", &["\"", "so", "\""]), "“so”");
    assert_eq!(pieces("fr", &["« ", "mot", " »"]), "«\u{202f}mot\u{202f}»");
    assert_eq!(pieces("fr", &["«", " mot", "»", "!"]), "«\u{202f}mot\u{202f}»\u{202f}!");
    assert_eq!(pieces("fr-CH", &["«", " mot", " »"]), "«mot»");
}

#[test]
fn a_text_without_signs_is_not_copied() {
    for tag in tags() {
        let text = "12 Harbour towns, ports and piers; x:y.";
        if !matches!(tag.as_str(), "fr" | "fr-CA" | "fr-CH") {
            assert!(matches!(set(&tag, text), std::borrow::Cow::Borrowed(_)), "{tag}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    /// Setting what was set changes nothing.
    #[test]
    fn a_text_can_be_set_twice(
        text in r#"([ ab5M.,;:!?%"'«»‹›“”„‘’‚「」()\-–—…\u{a0}\u{202f}/@中\n]|p\. |http://|000| "|" |\.\.\.|--|т\. е|и |'em|:\)|12|a\.bc/|ก){0,12}"#,
        language in 0..64_usize,
    ) {
        let tags = ["fi", "hu", "sr", "ug", "bg", "xx", "he", "it", "nl"].map(str::to_owned);
        let tags = [tags.to_vec(), tags_of_cases()].concat();
        let tag = &tags[language % tags.len()];
        let once = set(tag, &text).into_owned();
        prop_assert_eq!(set(tag, &once), once.as_str(), "{} {:?}", tag, text);
    }
}

fn tags_of_cases() -> Vec<String> {
    static TAGS: std::sync::LazyLock<Vec<String>> = std::sync::LazyLock::new(tags);
    TAGS.clone()
}
