//! Running text: set by the rules of its language, with acronyms marked and, from right to left, numbers and
//! addresses in their own order.

use std::borrow::Cow;

use pulldown_cmark::{Event, TagEnd};

use super::{Writer, isolates};
use crate::locale::typesetter;
use crate::render::html;

impl Writer<'_, '_> {
    /// Begins a block: quotation marks, languages and the words before are forgotten.
    pub(super) fn block(&mut self) {
        self.end_inline_languages();
        self.line();
    }

    /// Begins a line: quotation marks and the words before are forgotten.
    pub(super) fn line(&mut self) {
        self.before.clear();
        if let Some(typesetter) = &mut self.typesetter {
            typesetter.block();
        }
    }

    pub(super) fn opaque(&mut self) {
        self.before.push('x');
        if let Some(typesetter) = &mut self.typesetter {
            typesetter.opaque();
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        let closes = text.contains('\'') && self.closes_ahead();
        let set = match &mut self.typesetter {
            Some(typesetter) => typesetter.piece(text, closes),
            None => Cow::Borrowed(text),
        };
        let raised = self.typesetter.iter().flat_map(|typesetter| typesetter.raised(&set));
        let raised = raised.map(|ending| (ending, "<sup>", "</sup>"));
        let isolates = if self.is_rtl { isolates::parts(&set) } else { Vec::new() };
        let isolates = isolates.into_iter().map(|part| (part, "<bdi dir=\"ltr\">", "</bdi>"));
        let parts: Vec<_> = raised.chain(isolates).collect();
        let mut at = 0;
        for (part, open, close) in parts {
            self.set_text(&set[at..part.start]);
            self.out.push_str(open);
            self.set_text(&set[part.clone()]);
            self.out.push_str(close);
            at = part.end;
        }
        self.set_text(&set[at..]);
    }

    /// Whether a single mark further on in this block may close a quotation.
    fn closes_ahead(&mut self) -> bool {
        let event = |at: usize| self.events.get(at).map(|(event, _)| event);
        // What was found before, if it is still ahead, is the next one.
        if self.closer <= self.at {
            let tells = |at: &usize| match event(*at) {
                Some(Event::Text(text)) => typesetter::may_close(text),
                Some(Event::Start(tag)) => !is_inline(tag.to_end()),
                Some(Event::End(tag)) => !is_inline(*tag),
                Some(Event::HardBreak) | None => true,
                Some(_) => false,
            };
            self.closer = (self.at + 1..=self.events.len()).find(tells).unwrap_or(usize::MAX);
        }
        matches!(event(self.closer), Some(Event::Text(_)))
    }

    /// Writes text that is set.
    fn set_text(&mut self, text: &str) {
        match self.style.acronyms {
            Some(acronyms) if self.quiet == 0 => {
                acronyms.write(&mut self.out, text, &self.before, &mut self.state.acronyms);
            }
            _ => html::push(&mut self.out, text),
        }
        self.before.push_str(text);
    }

    pub(super) fn typeset_alone(&self, plain: &str) -> String {
        self.style.typeset.map_or_else(|| plain.to_owned(), |tag| typesetter::set(tag, plain).into_owned())
    }
}

/// Whether a tag stands inside a block.
fn is_inline(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}
