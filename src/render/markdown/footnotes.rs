//! Footnotes, with a way back.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::Writer;
use crate::render::html;

#[derive(Default)]
pub(super) struct Footnotes {
    /// Number of each label, in the order of first use.
    numbers: BTreeMap<String, usize>,
    /// Texts by number.
    texts: BTreeMap<usize, String>,
    /// How often each was used.
    uses: BTreeMap<usize, usize>,
}

impl Writer<'_, '_> {
    pub(super) fn footnote_reference(&mut self, label: &str) {
        let number = self.footnote_number(label);
        let uses = self.footnotes.uses.entry(number).or_default();
        *uses += 1;
        let back = if *uses == 1 { format!("fnref-{number}") } else { format!("fnref-{number}-{uses}") };
        let words = html::escape(&self.style.words.with("footnote", &[("number", &number.to_string())]));
        let _ = write!(
            self.out,
            "<sup><a href=\"#fn-{number}\" id=\"{back}\" role=\"doc-noteref\" aria-label=\"{words}\">{number}</a></sup>"
        );
        self.state.ids.insert(back);
    }

    pub(super) fn footnote_number(&mut self, label: &str) -> usize {
        if let Some(number) = self.footnotes.numbers.get(label) {
            return *number;
        }
        self.state.footnotes += 1;
        let number = self.state.footnotes;
        self.footnotes.numbers.insert(label.to_owned(), number);
        self.state.ids.insert(format!("fn-{number}"));
        number
    }

    pub(super) fn footnote_definition(&mut self, label: &str) {
        self.block();
        let number = self.footnote_number(label);
        let text = self.inside();
        self.footnotes.texts.entry(number).or_insert(text);
    }

    pub(super) fn write_footnotes(&mut self) {
        let used: Vec<(usize, String, usize)> = self
            .footnotes
            .texts
            .iter()
            .filter_map(|(number, text)| Some((*number, text.clone(), *self.footnotes.uses.get(number)?)))
            .collect();
        let Some((first, ..)) = used.first() else { return };
        let heading = html::escape(&self.style.words.get("footnotes"));
        let back = html::escape(&self.style.words.get("footnote-back"));
        let start = if *first == 1 { String::new() } else { format!(" start=\"{first}\"") };
        let _ = writeln!(
            self.out,
            "<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"{heading}\">\n<ol{start}>"
        );
        for (number, text, uses) in used {
            let mut links = String::new();
            for use_ in 1..=uses {
                let target =
                    if use_ == 1 { format!("fnref-{number}") } else { format!("fnref-{number}-{use_}") };
                let _ =
                    write!(links, " <a href=\"#{target}\" role=\"doc-backlink\" aria-label=\"{back}\">↩</a>");
            }
            let text = text.trim_end();
            let text = match text.strip_suffix("</p>") {
                Some(text) => format!("{text}{links}</p>"),
                None => format!("{text}{links}"),
            };
            let _ = writeln!(self.out, "<li id=\"fn-{number}\">{text}</li>");
        }
        self.out.push_str("</ol>\n</section>\n");
    }
}
