//! All Markdown files of a site, read; or, of a site that is known from its last build, each read
//! when somebody first asks for it.

use std::sync::{Arc, OnceLock};

use super::entry::{Entry, EntryIx, Kind};
use crate::diagnostics::FileId;

/// Reads the entry of a file.
pub type Reader = dyn Fn(FileId) -> Entry + Send + Sync;

/// The entries of a site, sorted by id, then language. A copy shares them with the original.
#[derive(Clone, Default)]
pub struct Entries {
    list: Vec<Arc<OnceLock<Entry>>>,
    /// The file and the kind of each entry.
    heads: Vec<(FileId, Kind)>,
    /// Who reads those that are not read yet.
    reader: Option<Arc<Reader>>,
}

impl std::fmt::Debug for Entries {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(&self.list).finish()
    }
}

impl Entries {
    /// Entries that are read.
    pub fn new(entries: Vec<Entry>) -> Self {
        let heads = entries.iter().map(|entry| (entry.file, entry.kind())).collect();
        Self { list: entries.into_iter().map(read).collect(), heads, reader: None }
    }

    /// The entries of files that are read when they are asked for, in the order of entries.
    pub fn later(heads: Vec<(FileId, Kind)>, reader: Arc<Reader>) -> Self {
        let list = heads.iter().map(|_| Arc::default()).collect();
        Self { list, heads, reader: Some(reader) }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// An entry by its number.
    pub fn get(&self, ix: EntryIx) -> &Entry {
        self.list[ix.0].get_or_init(|| match &self.reader {
            Some(reader) => reader(self.heads[ix.0].0),
            None => unreachable!("without a reader, all entries are read"),
        })
    }

    /// All entries, in their order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Entry> + ExactSizeIterator {
        (0..self.list.len()).map(|i| self.get(EntryIx(i)))
    }

    /// All entries to be changed; those that a copy shares are not.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Entry> {
        self.list.iter_mut().filter_map(|entry| Arc::get_mut(entry)?.get_mut())
    }

    /// All entries of some kinds, in their order.
    pub fn of_kinds<'a>(&'a self, kinds: &'a [Kind]) -> impl Iterator<Item = (EntryIx, &'a Entry)> {
        let wanted = self.heads.iter().enumerate().filter(|(_, (_, kind))| kinds.contains(kind));
        wanted.map(|(i, _)| (EntryIx(i), self.get(EntryIx(i))))
    }

    /// The file and the kind of each entry, in the order of entries.
    pub fn heads(&self) -> &[(FileId, Kind)] {
        &self.heads
    }

    /// The number of the entry of a file.
    pub fn of_file(&self, file: FileId) -> Option<EntryIx> {
        self.heads.iter().position(|(other, _)| *other == file).map(EntryIx)
    }

    /// Puts another text of the same file in the place of an entry.
    pub fn replace(&mut self, ix: EntryIx, entry: Entry) {
        self.list[ix.0] = read(entry);
    }
}

impl<'a> IntoIterator for &'a Entries {
    type Item = &'a Entry;
    type IntoIter = Box<dyn Iterator<Item = &'a Entry> + 'a>;

    fn into_iter(self) -> Self::IntoIter {
        Box::new(self.iter())
    }
}

fn read(entry: Entry) -> Arc<OnceLock<Entry>> {
    Arc::new(OnceLock::from(entry))
}
