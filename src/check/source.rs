//! One file as the rules of a file see it.

use std::cell::OnceCell;
use std::ops::Range;

use super::signs::Signs;
use crate::diagnostics::Span;
use crate::files::Files;
use crate::resolve::{Graph, SubjectIx};
use crate::site::document::Block;
use crate::site::{Entry, EntryIx, Site};

/// One file of the site, and what its rules may ask.
pub struct Source<'a> {
    /// Everything the author wrote.
    pub site: &'a Site,
    /// What follows from it.
    pub graph: &'a Graph,
    /// The site folder.
    pub files: &'a Files,
    /// The file's number among the entries.
    pub ix: EntryIx,
    /// The file, read.
    pub entry: &'a Entry,
    /// The whole file as it is written.
    pub text: &'a str,
    /// The signs of each block of running text; gathered when a rule asks for them.
    signs: OnceCell<Vec<Signs>>,
}

impl<'a> Source<'a> {
    /// The source of an entry.
    pub fn new(files: &'a Files, site: &'a Site, graph: &'a Graph, ix: EntryIx) -> Self {
        let entry = site.entry(ix);
        let text = files.get(entry.file).text();
        Self { site, graph, files, ix, entry, text, signs: OnceCell::new() }
    }

    /// A place in the file.
    pub fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.entry.file, range.start, range.end)
    }

    /// The blocks of running text with their signs.
    pub fn blocks(&self) -> impl Iterator<Item = (&'a Block, Signs)> {
        let blocks = &self.entry.text.blocks;
        let of_block = |block: &Block| Signs::of(block.runs.iter().map(|run| &self.text[run.clone()]));
        let signs = self.signs.get_or_init(|| blocks.iter().map(of_block).collect());
        blocks.iter().zip(signs.iter().copied())
    }

    /// The blocks of running text that may hold any of some signs.
    pub fn blocks_with(&self, wanted: &str) -> impl Iterator<Item = &'a Block> {
        self.blocks().filter(|(_, signs)| signs.hold_any(wanted)).map(|(block, _)| block)
    }

    /// The subject that the file tells of; none for a translation of nothing.
    pub fn subject(&self) -> Option<SubjectIx> {
        self.graph.subjects.of_entry(self.ix)
    }

    /// The tag of the language that the file is written in.
    pub fn language(&self) -> &'a str {
        &self.site.config.language(self.entry.lang).tag
    }
}
