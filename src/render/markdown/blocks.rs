//! Quotations and alerts, code, task boxes, tables.

use std::fmt::Write;

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind};

use super::Writer;
use crate::render::{code, html};

/// The table that is being written.
pub(super) struct Table {
    pub(super) alignments: Vec<Alignment>,
    pub(super) column: usize,
    pub(super) head: bool,
}

impl Writer<'_, '_> {
    pub(super) fn block_quote(&mut self, kind: Option<BlockQuoteKind>) {
        let Some(kind) = kind else {
            self.out.push_str("<blockquote>\n");
            return;
        };
        let key = match kind {
            BlockQuoteKind::Note => "note",
            BlockQuoteKind::Tip => "tip",
            BlockQuoteKind::Important => "important",
            BlockQuoteKind::Warning => "warning",
            BlockQuoteKind::Caution => "caution",
        };
        let title = html::escape(&self.style.words.get(key));
        let _ = writeln!(
            self.out,
            "<div class=\"alert alert-{key}\" role=\"note\" aria-label=\"{title}\">\n<p class=\"alert-title\">{title}</p>"
        );
    }

    pub(super) fn code_block(&mut self, kind: &CodeBlockKind<'_>) {
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split([' ', ',', '{']).next().unwrap_or_default().to_owned(),
            CodeBlockKind::Indented => String::new(),
        };
        let text = self.words();
        let code = (!language.is_empty()).then(|| code::highlight(&language, &text)).flatten();
        let code = code.unwrap_or_else(|| html::escape(&text).into());
        let mut class = String::new();
        if !language.is_empty() {
            html::attribute(&mut class, "class", &format!("language-{language}"));
        }
        let _ = writeln!(self.out, "<pre tabindex=\"0\"><code{class}>{code}</code></pre>");
    }

    pub(super) fn task(&mut self, done: bool) {
        let label = html::escape(&self.style.words.get(if done { "done" } else { "to-do" }));
        let checked = if done { " checked" } else { "" };
        let _ = write!(self.out, "<input type=\"checkbox\" disabled{checked} aria-label=\"{label}\"> ");
    }

    pub(super) fn row(&mut self, head: bool) {
        if let Some(table) = &mut self.table {
            table.column = 0;
            table.head = head;
        }
    }

    pub(super) fn cell(&mut self) {
        self.block();
        let Some(table) = &mut self.table else { return };
        let class = match table.alignments.get(table.column) {
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-end\"",
            _ => "",
        };
        table.column += 1;
        let tag = if table.head { "<th scope=\"col\"" } else { "<td" };
        let _ = write!(self.out, "{tag}{class}>");
    }
}
