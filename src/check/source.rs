//! One file as the rules of a file see it.

use std::ops::Range;

use crate::diagnostics::Span;
use crate::files::Files;
use crate::resolve::{Graph, SubjectIx};
use crate::site::{Entry, EntryIx, Site};

/// One file of the site, and what its rules may ask.
#[derive(Clone, Copy)]
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
}

impl<'a> Source<'a> {
    /// The source of an entry.
    pub fn new(files: &'a Files, site: &'a Site, graph: &'a Graph, ix: EntryIx) -> Self {
        let entry = site.entry(ix);
        Self { site, graph, files, ix, entry, text: files.get(entry.file).text() }
    }

    /// A place in the file.
    pub fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.entry.file, range.start, range.end)
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
