//! Acronyms that nobody has explained.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::contents::PLACEHOLDERS;
use crate::check::source::Source;
use crate::diagnostics::{Diagnostic, Findings, Rule, Severity, Span};
use crate::site::document::{Block, BlockKind};
use crate::site::{Kind, Site};

/// An acronym that is never expanded.
pub static UNKNOWN_ACRONYM: Rule = Rule {
    name: "unknown-acronym",
    severity: Severity::Advice,
    docs: "Not every reader knows what an acronym stands for. Once a record or `site.yaml` says it, \
           every page shows the full name at the first use.\n\n\
           Wrong: `Support for IDPs` and the full name nowhere\n\n\
           Right: `acronyms: {IDPs: internally displaced persons}` in `site.yaml`",
};

/// Acronyms that are words by now.
const KNOWN_TO_ALL: [&str; 26] = [
    "AD", "AM", "BC", "CD", "COVID", "CV", "DNA", "DVD", "FAQ", "FAQs", "GPS", "HIV", "HTML", "ID", "IT",
    "OK", "PC", "PDF", "PDFs", "PM", "SMS", "TV", "URL", "USB", "VIP", "Wi-Fi",
];

/// The longest word that is taken for an acronym, in letters.
const LONGEST: usize = 8;

/// The acronyms that records and `site.yaml` explain.
pub fn explained(site: &Site) -> BTreeSet<String> {
    let of_site = site.config.settings.acronyms.iter().flatten().map(|(acronym, _)| acronym.clone());
    let groups =
        site.entries.of_kinds(&[Kind::Body, Kind::Organisation]).filter_map(|(_, entry)| entry.facts.group());
    let of_records = groups.filter_map(|group| group.acronym.as_ref().map(|acronym| acronym.0.clone()));
    of_site.chain(of_records).collect()
}

/// The acronyms of a file that nothing explains, and where each stands first.
pub fn unexplained(source: &Source<'_>, explained: &BTreeSet<String>) -> BTreeMap<String, Span> {
    let mut first = BTreeMap::new();
    for block in source.entry.text.blocks.iter().filter(|block| block.kind != BlockKind::Heading) {
        let may_hold = |run: &&Range<usize>| may_hold_acronyms(&source.text[(*run).clone()]);
        for run in block.runs.iter().filter(may_hold) {
            if is_in_capitals(source, block) {
                break;
            }
            let words = &source.text[run.clone()];
            let list: Vec<(usize, &str)> = tokens(words).collect();
            for (n, (i, word)) in list.iter().copied().enumerate().filter(|(_, (_, word))| is_acronym(word)) {
                // Capital words side by side are shouting.
                let beside =
                    [n.checked_sub(1), Some(n + 1)].into_iter().flatten().filter_map(|n| list.get(n));
                let shouted = beside.into_iter().any(|(at, other)| {
                    let between = &words[(*at).min(i)..(*at).max(i)];
                    is_acronym(other)
                        && !between.contains(['(', ',', '/', '&', '-'])
                        && !explained.contains(*other)
                });
                let known = explained.contains(word)
                    || word.strip_suffix('s').is_some_and(|one| explained.contains(one))
                    || KNOWN_TO_ALL.contains(&word)
                    || PLACEHOLDERS.contains(&word);
                if !known && !shouted && !in_address(words, i) && !explains(source, word) {
                    let span = source.span(run.start + i..run.start + i + word.len());
                    first.entry(word.to_owned()).or_insert(span);
                }
            }
        }
    }
    first
}

/// Says each acronym once, at its first place on the site.
pub fn report(lists: Vec<BTreeMap<String, Span>>, found: &mut Findings) {
    let mut all: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    for (acronym, span) in lists.into_iter().flatten() {
        all.entry(acronym).or_default().push(span);
    }
    for (acronym, spans) in all {
        let others = match spans.len() - 1 {
            0 => String::new(),
            1 => " (and in one more file)".to_owned(),
            n => format!(" (and in {n} more files)"),
        };
        found.add(
            Diagnostic::new(&UNKNOWN_ACRONYM, spans[0], format!("nothing says what {acronym} stands for{others}"))
                .help(format!("add it to site.yaml, acronyms: {{{acronym}: its full name}}, or to the record it names, acronym: {acronym}")),
        );
    }
}

/// The words of a text with their places.
fn tokens(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = 0;
    text.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_')).filter_map(move |word| {
        let at = rest;
        rest += word.len() + text[at + word.len()..].chars().next().map_or(0, char::len_utf8);
        let trimmed = word.trim_matches('-');
        (!trimmed.is_empty()).then(|| (at + word.find(trimmed).unwrap_or(0), trimmed))
    })
}

/// Whether a text may hold an acronym: a capital with no small letter behind it, as few texts do.
fn may_hold_acronyms(text: &str) -> bool {
    let goes_on = |b: u8| matches!(b, b'A'..=b'Z' | b'0'..=b'9' | b'_');
    let begins = |pair: &[u8]| pair[0].is_ascii_uppercase() & goes_on(pair[1]);
    // All pairs, without stopping at the first: that way many are looked at in one go.
    !text.is_ascii() || text.as_bytes().windows(2).fold(false, |any, pair| any | begins(pair))
}

/// Capitals, with a plural s at most: IOM, IDPs, G20 is none.
fn is_acronym(word: &str) -> bool {
    let stem = word.strip_suffix('s').unwrap_or(word);
    if stem.contains(char::is_lowercase) {
        return false;
    }
    let letters = stem.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = stem.chars().filter(|c| c.is_uppercase()).count();
    letters >= 2
        && letters == capitals
        && stem.chars().count() <= LONGEST
        && !stem.contains('-')
        && !is_number(stem)
}

/// A Roman number.
fn is_number(word: &str) -> bool {
    word.chars().all(|c| "IVXLCDM".contains(c))
}

/// Whether most words of a block are in capitals: shouting, not acronyms.
fn is_in_capitals(source: &Source<'_>, block: &Block) -> bool {
    let letters =
        || block.runs.iter().flat_map(|run| source.text[run.clone()].chars()).filter(|c| c.is_alphabetic());
    letters().filter(|c| c.is_uppercase()).count() * 2 > letters().count()
}

/// Whether the word at a byte is part of an address.
fn in_address(text: &str, at: usize) -> bool {
    let start = text[..at].rfind(char::is_whitespace).unwrap_or(0);
    let end = text[at..].find(char::is_whitespace).map_or(text.len(), |i| at + i);
    let word = &text[start..end];
    word.contains("://") || word.contains('@') || word.contains("www.") || word.contains('/')
}

/// Whether the text itself gives the full name: "International Organization (IO)", "IO (the …)".
fn explains(source: &Source<'_>, acronym: &str) -> bool {
    let text = &source.text[source.entry.text.body.clone()];
    text.match_indices(acronym).any(|(i, _)| {
        let before = text[..i].trim_end_matches(['"', '“', '«', '*', '_', '\'', '‘']);
        let behind = text[i + acronym.len()..].trim_start_matches(['"', '”', '»', '*', '_', '\'', '’', 's']);
        before.ends_with(['(', '（']) || behind.trim_start().starts_with(['(', '（', '—', '–'])
    })
}
