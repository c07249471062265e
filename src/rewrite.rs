//! Texts and safe fixes → new texts. Nothing here touches the disk.
//!
//! [`Round::of`] chooses which fixes of a check can be made together: a fix is made whole or not
//! at all, and what would overlap with another waits for the next round. The words of a quote are
//! guarded here, in one place, whatever a rule asks for.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Edit, FileId, Findings, Fix, Sources, Span};
use crate::files::{Files, NOT_UTF8};
use crate::site::tree::Value;
use crate::site::{Entry, Kind, Site, Tree};

/// Where the words of quotes are in their files.
pub type Guard = BTreeMap<FileId, Vec<Span>>;

/// The words that nothing changes: those of quotes, and their translations in front matter.
pub fn guard(site: &Site) -> Guard {
    let words = |entry: &Entry| {
        let span = |start, end| Span::new(entry.file, start, end);
        // As they are written: what cannot be read is guarded, too.
        let all = entry.front.get(&Tree::path("translations")).map(|node| &node.value);
        let tags = if let Some(Value::Map(all)) = all { &all[..] } else { &[] };
        let text = |tag: &str| entry.front.get(&Tree::path(&format!("translations.{tag}.text")));
        let nodes = tags.iter().filter_map(|(tag, _)| text(&tag.name));
        let translated = nodes.map(|node| match &node.value {
            Value::Scalar { plain: true, .. } => span(node.start, node.end),
            // Between the quotation marks of YAML.
            _ => span(node.start + 1, node.end.saturating_sub(1)),
        });
        (entry.file, translated.chain([span(entry.text.body.start, usize::MAX)]).collect())
    };
    site.entries.iter().filter(|entry| entry.kind() == Kind::Quote).map(words).collect()
}

/// Changes that are made together.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// The changes of each text, in order; none overlap.
    pub edits: BTreeMap<FileId, Vec<Edit>>,
}

impl Round {
    /// The safe fixes of a check that can be made together, those found first before others.
    pub fn of(found: &Findings, files: &Files, guard: &Guard) -> Self {
        // Their letters are guessed; written back, the file would be spoilt.
        let unreadable: BTreeSet<FileId> =
            found.list().iter().filter(|d| d.rule.name == NOT_UTF8.name).map(|d| d.span.file).collect();
        let mut round = Self::default();
        for fix in found.list().iter().filter_map(|d| d.fix.as_ref()).filter(|fix| fix.safe) {
            let allowed = fix.edits.iter().all(|edit| {
                let (_, text) = files.source(edit.span.file);
                text.get(edit.span.start..edit.span.end).is_some()
                    && !unreadable.contains(&edit.span.file)
                    && (!touches_words(edit.span, guard) || takes_outer_marks(edit, text, guard))
            });
            if allowed && round.has_room(fix) {
                round.take(fix);
            }
        }
        round
    }

    /// Adds changes that follow from those that are there, where they have room.
    pub fn add(&mut self, edits: Vec<Edit>) {
        for edit in edits {
            let there = self.edits.entry(edit.span.file).or_default();
            if !there.iter().any(|other| overlap(other.span, edit.span)) {
                there.push(edit);
                there.sort_by_key(|edit| (edit.span.start, edit.span.end));
            }
        }
    }

    /// Whether there is nothing to change.
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }

    /// The texts with their changes.
    pub fn texts(&self, files: &Files) -> BTreeMap<FileId, String> {
        let changed = |(file, edits): (&FileId, &Vec<Edit>)| (*file, apply(files.get(*file).text(), edits));
        self.edits.iter().map(changed).collect()
    }

    fn has_room(&self, fix: &Fix) -> bool {
        fix.edits.iter().all(|edit| {
            let mut there = self.edits.get(&edit.span.file).into_iter().flatten();
            there.all(|other| other == edit || !overlap(other.span, edit.span))
        })
    }

    fn take(&mut self, fix: &Fix) {
        for edit in &fix.edits {
            let edits = self.edits.entry(edit.span.file).or_default();
            if !edits.contains(edit) {
                edits.push(edit.clone());
                edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
            }
        }
    }
}

/// Whether a change would reach into the words of a quote.
fn touches_words(span: Span, guard: &Guard) -> bool {
    guard.get(&span.file).into_iter().flatten().any(|words| {
        let inside = words.start <= span.start && span.end <= words.end;
        inside || (span.start < words.end && words.start < span.end)
    })
}

/// Whether a change only takes away quotation marks around the words of a quote, at their beginning or
/// their end, with the spaces right inside of them.
fn takes_outer_marks(edit: &Edit, text: &str, guard: &Guard) -> bool {
    let Span { file, start, end } = edit.span;
    let mut guarded = guard.get(&file).into_iter().flatten();
    let Some(words) = guarded.find(|words| words.start <= start && end <= words.end) else { return false };
    let blank = |text: &str| text.trim().is_empty();
    let marks = if blank(&text[words.start..start]) {
        text[start..end].trim_end()
    } else if blank(&text[end..words.end.min(text.len())]) {
        text[start..end].trim_start()
    } else {
        return false;
    };
    let only_marks = TYPED.contains(&marks) || !marks.is_empty() && marks.chars().all(|c| MARKS.contains(c));
    edit.text.is_empty() && only_marks
}

/// Quotation marks of all languages.
const MARKS: &str = "\"'“”„‟‘’‚‛«»‹›「」『』《》〈〉＂″¨`´";

/// And those that are typed with two other characters.
const TYPED: [&str; 3] = [",,", "<<", ">>"];

/// Whether two changes of one file meet: they share a letter, or both put something in at one place.
fn overlap(a: Span, b: Span) -> bool {
    (a.start < b.end && b.start < a.end) || (a.start, a.end) == (b.start, b.end)
}

/// Makes changes that are in order and do not overlap.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        out.push_str(&text[at..edit.span.start]);
        out.push_str(&edit.text);
        at = edit.span.end;
    }
    out.push_str(&text[at..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Diagnostic, Rule, Severity};

    static RULE: Rule = Rule { name: "some-rule", severity: Severity::Warning, docs: "Why." };

    /// The text after one round of fixes, each of which is a list of (place, new words).
    fn mended(text: &str, wanted: &[&[(&str, &str)]]) -> String {
        let files = Files::fixture(&format!("-- content/a.md --\n{text}"));
        let (file, source) = files.find("content/a.md").unwrap();
        let mut found = Findings::default();
        for edits in wanted {
            let edits = edits
                .iter()
                .map(|(old, new)| {
                    // "|x" is the place before x.
                    let start = source.text().find(old.trim_start_matches('|')).unwrap();
                    let end = if old.starts_with('|') { start } else { start + old.len() };
                    Edit { span: Span::new(file, start, end), text: (*new).to_owned() }
                })
                .collect();
            found.add(Diagnostic::new(&RULE, Span::new(file, 0, 0), "x").mend(true, edits));
        }
        let round = Round::of(&found, &files, &Guard::new());
        round.edits.get(&file).map_or_else(|| text.to_owned(), |edits| apply(source.text(), edits))
    }

    #[test]
    fn fixes_that_do_not_meet_are_made_together() {
        assert_eq!(mended("one two three", &[&[("three", "3")], &[("one", "1")]]), "1 two 3");
        // Side by side, and words put in beside a change.
        assert_eq!(mended("abcd", &[&[("ab", "x")], &[("cd", "y")]]), "xy");
        assert_eq!(mended("abcd", &[&[("cd", "y")], &[("|cd", "-")]]), "ab-y");
    }

    #[test]
    fn of_fixes_that_meet_the_first_is_made() {
        assert_eq!(mended("abcd", &[&[("abc", "x")], &[("cd", "y")]]), "xd");
        assert_eq!(mended("abcd", &[&[("|c", "1")], &[("|c", "2")]]), "ab1cd");
        assert_eq!(mended("abcd", &[&[("abcd", "x")], &[("|c", "2")]]), "x");
        // The same twice is made once, and a fix of two changes is made whole or not at all.
        assert_eq!(mended("abcd", &[&[("|c", "1")], &[("|c", "1")]]), "ab1cd");
        assert_eq!(mended("abcd e", &[&[("b", "x")], &[("bc", "y"), ("e", "z")]]), "axcd e");
    }

    #[test]
    fn all_else_stays_byte_for_byte() {
        assert_eq!(
            mended("\u{feff}مدينة\r\n会议 e\u{301}\r\n\u{200b}x", &[&[("会议", "会")], &[("\u{200b}", "")]]),
            "\u{feff}مدينة\r\n会 e\u{301}\r\nx"
        );
    }

    #[test]
    fn what_is_only_proposed_is_left() {
        let files = Files::fixture("-- content/a.md --\nabc");
        let (file, _) = files.find("content/a.md").unwrap();
        let mut found = Findings::default();
        let span = Span::new(file, 0, 1);
        found.add(Diagnostic::new(&RULE, span, "x").propose(span, "y"));
        assert!(Round::of(&found, &files, &Guard::new()).is_empty());
    }

    #[test]
    fn the_words_of_a_quote_are_guarded() {
        let files = Files::fixture("-- content/quotes/a.md --\n---\nspeeker: b\n---\nwords");
        let (file, source) = files.find("content/quotes/a.md").unwrap();
        let words = source.text().find("words").unwrap();
        let guard = Guard::from([(file, vec![Span::new(file, words, usize::MAX)])]);
        let allowed = |start, end| {
            let span = Span::new(file, start, end);
            let mut found = Findings::default();
            found.add(Diagnostic::new(&RULE, span, "x").safe_fix(span, "y"));
            !Round::of(&found, &files, &guard).is_empty()
        };
        assert!(allowed(4, 11));
        assert!(!allowed(words, words));
        assert!(!allowed(words, words + 2));
        assert!(!allowed(words - 2, words + 1));
    }

    /// The words of a quote without what stands between bars; the same where that is refused.
    fn without(words: &str, new: &str) -> String {
        let parts: Vec<&str> = words.split('|').collect();
        let files = Files::fixture(&format!("-- content/quotes/a.md --\n---\n---\n{}", parts.concat()));
        let (file, source) = files.find("content/quotes/a.md").unwrap();
        let body = "---\n---\n".len();
        let mut at = body;
        let mut edits = Vec::new();
        for (i, part) in parts.iter().enumerate() {
            if i % 2 == 1 {
                edits.push(Edit { span: Span::new(file, at, at + part.len()), text: new.to_owned() });
            }
            at += part.len();
        }
        let mut found = Findings::default();
        found.add(Diagnostic::new(&RULE, Span::new(file, 0, 0), "x").mend(true, edits));
        let round =
            Round::of(&found, &files, &Guard::from([(file, vec![Span::new(file, body, usize::MAX)])]));
        round.texts(&files).get(&file).map_or_else(|| source.text().to_owned(), Clone::clone)[body..]
            .to_owned()
    }

    #[test]
    fn outer_marks_of_a_quote_may_be_taken_away() {
        for (words, left) in [
            ("\n|“|We agree.|”|\n", "\nWe agree.\n"),
            ("|« |Nous.|\u{202f}»|", "Nous."),
            ("\r\n|\"|One.\r\n\r\nTwo.|\"|\r\n", "\r\nOne.\r\n\r\nTwo.\r\n"),
            ("|“‘|Yes’, she said.", "Yes’, she said."),
            ("He said |”|\n", "He said \n"),
            ("|<<|Nous.|\n>>|", "Nous."),
        ] {
            assert_eq!(without(words, ""), left, "{words}");
        }
    }

    #[test]
    fn all_else_in_a_quote_stays() {
        for words in [
            "We |“|agree|”|.",
            "|“W|e agree.”",
            "|“|We “|agree|” here.",
            "“We agree.|”\n|",
            "“We agree|.”|",
            "|\n“|We agree.”",
            "| “|We agree.”",
            "| |We agree.",
            "||We agree.",
            "|, |We agree.",
        ] {
            assert_eq!(without(words, ""), words.replace('|', ""), "{words}");
        }
        // Nothing takes their place.
        assert_eq!(without("|“|We agree.", "«"), "“We agree.");
    }

    #[test]
    fn translated_words_in_front_matter_are_guarded() {
        let text = "---\ntranslations:\n  fr: {text: « Nous »}\n  de: {text: \"„Wir“\"}\n---\nWe\n";
        let files = Files::fixture(&format!("-- content/quotes/a.md --\n{text}"));
        let guard = guard(&crate::read::read(&files, None, &mut Findings::default()));
        let allowed = |old: &str| {
            let (file, source) = files.find("content/quotes/a.md").unwrap();
            let start = source.text().find(old).unwrap();
            let mut found = Findings::default();
            let span = Span::new(file, start, start + old.len());
            found.add(Diagnostic::new(&RULE, span, "x").safe_fix(span, ""));
            !Round::of(&found, &files, &guard).is_empty()
        };
        for (old, may) in [
            ("« ", true),
            (" »", true),
            ("„", true),
            ("“", true),
            ("Nous", false),
            ("Wir", false),
            ("We", false),
            ("fr", true),
        ] {
            assert_eq!(allowed(old), may, "{old}");
        }
    }
}
