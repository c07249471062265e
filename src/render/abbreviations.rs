//! Acronyms in running text: `<abbr>` with the full name at the first use on a page.

use std::collections::BTreeMap;

use super::html;
use super::views::TextView;
use crate::locale::address::is_unspaced;

/// The acronyms that a page has shown so far; with what it stands for, where one was marked.
pub type Used = BTreeMap<String, Option<TextView>>;

/// The acronyms of a language: what stands for what.
#[derive(Debug, Default)]
pub struct Acronyms {
    full: BTreeMap<String, TextView>,
}

impl Acronyms {
    /// Adds an acronym; the first of two full names stays.
    pub fn add(&mut self, acronym: &str, full: &TextView) {
        let acronym = acronym.trim();
        if !acronym.is_empty() {
            let full = TextView { text: full.text.trim().to_owned(), ..full.clone() };
            self.full.entry(acronym.to_owned()).or_insert(full);
        }
    }

    /// Writes a text as HTML. An acronym that the page has not shown yet is marked, unless the
    /// text itself gives the full name before it in brackets.
    pub fn write(&self, out: &mut String, text: &str, before: &str, shown: &mut Used) {
        let mut next = self.first(text, before);
        if next.is_none() {
            return html::push(out, text);
        }
        let mut rest = text;
        let mut done = before.to_owned();
        while let Some((start, acronym)) = next {
            let (head, tail) = rest.split_at(start);
            html::push(out, head);
            done.push_str(head);
            let full = &self.full[acronym];
            let opened = done.trim_end_matches(['“', '«', '„', '"', '\'', '\u{202f}', ' ']);
            let explained = opened
                .strip_suffix('(')
                .is_some_and(|name| name.trim_end().to_lowercase().ends_with(&full.text.to_lowercase()));
            let first_use = !shown.contains_key(acronym);
            if first_use {
                shown.insert(acronym.to_owned(), (!explained).then(|| full.clone()));
            }
            if first_use && !explained {
                out.push_str("<abbr");
                if let Some(lang) = &full.lang {
                    html::attribute(out, "lang", lang);
                }
                html::attribute(out, "title", &full.text);
                out.push('>');
                html::push(out, acronym);
                out.push_str("</abbr>");
            } else {
                html::push(out, acronym);
            }
            done.push_str(acronym);
            rest = &tail[acronym.len()..];
            next = self.first(rest, &done);
        }
        html::push(out, rest);
    }

    /// The first acronym that stands as a whole word in a text; the longest where two begin there.
    fn first(&self, text: &str, before: &str) -> Option<(usize, &str)> {
        if self.full.is_empty() {
            return None;
        }
        let mut previous = before.chars().next_back();
        for (i, c) in text.char_indices() {
            let begins = !previous.is_some_and(is_word);
            previous = Some(c);
            if !begins || !is_word(c) {
                continue;
            }
            let here = &text[i..];
            let fits = |acronym: &&String| {
                here.starts_with(acronym.as_str())
                    && !here[acronym.len()..].chars().next().is_some_and(is_word)
            };
            let longest = self.full.keys().filter(fits).max_by_key(|a| a.len());
            if let Some(acronym) = longest.filter(|_| !in_address(text, i)) {
                return Some((i, acronym));
            }
        }
        None
    }
}

/// Whether the word at a byte is part of an address.
fn in_address(text: &str, at: usize) -> bool {
    let start = text[..at].rfind(char::is_whitespace).map_or(0, |i| i + 1);
    let start = text.ceil_char_boundary(start);
    let end = text[at..].find(char::is_whitespace).map_or(text.len(), |i| at + i);
    let word = &text[start..end];
    word.contains("://") || word.contains('@') || word.starts_with("www.")
}

/// Whether a letter beside an acronym makes it a part of a longer word. Scripts without spaces between words
/// do not tell.
fn is_word(c: char) -> bool {
    (c.is_alphanumeric() || c == '_') && !is_unspaced(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(text: &str) -> String {
        let mut acronyms = Acronyms::default();
        let full = "Network of Cities by the Harbour".to_owned();
        acronyms.add("NCH", &TextView { text: full, lang: None, dir: None });
        let mut out = String::new();
        acronyms.write(&mut out, text, "", &mut Used::new());
        out
    }

    #[test]
    fn the_first_use_is_marked() {
        let marked = "<abbr title=\"Network of Cities by the Harbour\">NCH</abbr>";
        assert_eq!(write("The NCH and NCH."), format!("The {marked} and NCH."));
        assert_eq!(write("由NCH资助"), format!("由{marked}资助"));
        assert_eq!(write("NCHs nch X-NCH"), format!("NCHs nch X-{marked}"));
    }

    #[test]
    fn an_acronym_that_the_text_explains_is_left() {
        for text in [
            "the Network of Cities by the Harbour (NCH) and NCH",
            "Network of Cities by the Harbour (“NCH”)",
            "https://x.example/NCH/ and é NCH@x.example",
        ] {
            assert_eq!(write(text), text);
        }
    }
}
