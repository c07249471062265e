//! Blocks of running text, gathered from the events of a Markdown text.

use std::ops::Range;

use pulldown_cmark::{Tag, TagEnd};

use crate::site::document::{Block, BlockKind};

/// Gathers blocks of running text.
#[derive(Default)]
pub struct Blocks {
    open: Option<Block>,
    /// How many lists, quotations, footnotes and definitions are open.
    depth: usize,
    strong: usize,
}

impl Blocks {
    /// The block that a start cuts off: a list's line ends where another list begins in it.
    pub fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) -> Option<Block> {
        let kind = match tag {
            Tag::Heading { .. } => BlockKind::Heading,
            Tag::TableCell => BlockKind::Cell,
            Tag::Paragraph if self.depth == 0 => BlockKind::Paragraph,
            Tag::Paragraph | Tag::Item | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => {
                BlockKind::Inner
            }
            Tag::Strong => {
                self.strong += 1;
                return None;
            }
            _ => {
                self.depth += usize::from(nests(tag));
                return None;
            }
        };
        self.depth += usize::from(nests(tag));
        let block = Block { kind, range: range.clone(), runs: Vec::new(), bold: true };
        self.open.replace(block).filter(|block| !block.runs.is_empty())
    }

    /// The block that an end closes.
    pub fn end(&mut self, tag: TagEnd) -> Option<Block> {
        match tag {
            TagEnd::Strong => {
                self.strong = self.strong.saturating_sub(1);
                return None;
            }
            TagEnd::Item
            | TagEnd::BlockQuote(_)
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition => self.depth = self.depth.saturating_sub(1),
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell => {}
            _ => return None,
        }
        self.open.take().filter(|block| !block.runs.is_empty())
    }

    /// A run of text in the block that is open.
    pub fn run(&mut self, range: Range<usize>) {
        let strong = self.strong > 0;
        if let Some(block) = &mut self.open {
            block.bold &= strong;
            block.runs.push(range);
        }
    }

    /// Something that is not text.
    pub fn other(&mut self) {
        if let Some(block) = &mut self.open {
            block.bold = false;
        }
    }
}

fn nests(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Item
            | Tag::BlockQuote(_)
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
    )
}
