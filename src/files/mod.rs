//! The site folder as a value.
//!
//! Everything after [`Files::scan`] works on [`Files`] and never asks the disk what a text says,
//! so a test holds a whole site in one string ([`Files::fixture`]). Texts are read at once, or, of files
//! that are as the last build saw them, when they are asked for; other files (pictures, documents)
//! are known by path and read when they are published. [`scan`] is the door to the disk, [`history`] to git, [`kept`] the one to
//! what is kept of work that was done, in files that are whole or count as nothing ([`sealed`]).

pub mod git;
pub mod history;
pub mod kept;
pub mod odd;
pub mod scan;
pub mod sealed;
pub mod stat;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

pub use kept::Kept;
pub use scan::{LINK_OUT, Listed, Listing, NOT_UTF8, UNREAD_FOLDER};
pub use stat::Stat;

use unicode_normalization::UnicodeNormalization;

use crate::diagnostics::{FileId, Findings, Sources, Span};
use crate::error::Failure;

/// The folders of a site that are read.
pub const FOLDERS: [&str; 3] = ["content", "templates", "static"];

/// The addresses that were published once.
pub const LEDGER: &str = "content/addresses.yaml";

/// Endings of files that are read as text.
const TEXT: [&str; 6] = ["md", "yaml", "yml", "ftl", "html", "css"];

/// One file of the site.
#[derive(Debug)]
pub struct File {
    /// The path from the site's root, with forward slashes.
    pub path: String,
    /// What the disk said of it; none for a file of a fixture.
    pub stat: Option<Stat>,
    data: Data,
}

#[derive(Debug)]
enum Data {
    /// A text that is read.
    Text(String),
    /// A text that is read when it is asked for.
    Later(PathBuf, scan::Lost, OnceLock<String>),
    /// Any other bytes.
    Bytes(Vec<u8>),
    /// A file that is read when it is published.
    Disk(PathBuf),
}

impl File {
    /// The text; empty for a file that is not read as text.
    pub fn text(&self) -> &str {
        match &self.data {
            Data::Text(text) => text,
            Data::Later(disk, lost, text) => text.get_or_init(|| scan::text(disk, lost)),
            Data::Bytes(_) | Data::Disk(_) => "",
        }
    }

    /// The bytes, read from the disk where they were not yet.
    pub fn bytes(&self) -> Result<Cow<'_, [u8]>, Failure> {
        match &self.data {
            Data::Text(_) | Data::Later(..) => Ok(Cow::Borrowed(self.text().as_bytes())),
            Data::Bytes(bytes) => Ok(Cow::Borrowed(bytes)),
            Data::Disk(path) => scan::bytes(path).map(Cow::Owned),
        }
    }

    /// How many bytes it has, where the disk says.
    pub fn size(&self) -> Option<u64> {
        match (&self.data, self.stat) {
            (Data::Disk(path), None) => path.metadata().ok().map(|metadata| metadata.len()),
            (Data::Disk(_) | Data::Later(..), Some(stat)) => Some(stat.size),
            (Data::Bytes(bytes), _) => u64::try_from(bytes.len()).ok(),
            (Data::Text(_) | Data::Later(..), _) => u64::try_from(self.text().len()).ok(),
        }
    }

    /// Whether its bytes are text, where it is read as text.
    pub fn is_utf8(&self) -> bool {
        // Where bytes were no text, signs that say so stand in the text.
        !self.is_text() || !self.text().contains('\u{fffd}')
    }

    /// Whether it is read as text.
    pub fn is_text(&self) -> bool {
        matches!(self.data, Data::Text(_) | Data::Later(..))
    }

    /// The file as it was when it held another text.
    #[must_use]
    pub fn with_text(&self, text: String) -> Self {
        Self { path: self.path.clone(), stat: None, data: Data::Text(text) }
    }

    /// The ending of the name as it is written, without the dot; empty where there is none.
    pub fn ending(&self) -> &str {
        ending(&self.path)
    }
}

/// All files of a site, in the order of their paths. A copy shares them with the original.
#[derive(Clone, Debug, Default)]
pub struct Files {
    list: Vec<Arc<File>>,
    /// What the disk said beside the files.
    pub listed: Arc<Listed>,
    /// What is kept of pictures; nothing, unless [`Files::remembering`] says where.
    pub pictures: Kept,
}

/// The site's settings; a fault that belongs to no file is shown at its first character.
pub const CONFIG: &str = "content/site.yaml";

/// The folder, in the site's, of what Plenary remembers from one run to the next.
pub const MEMORY: &str = ".plenary";

impl Files {
    /// Reads the site in the folder `root`. Hidden files, files ending in `~` and `README.md`
    /// are passed over; a symbolic link out of the folder is refused.
    ///
    /// # Errors
    /// When the disk does not give what it lists.
    pub fn scan(root: &std::path::Path, found: &mut Findings) -> Result<Self, Failure> {
        Listing::of(root)?.read(found)
    }

    /// The files of a site written in one string: `-- content/index.md --` starts a file.
    pub fn fixture(text: &str) -> Self {
        let mut list: Vec<File> = Vec::new();
        for line in text.split_inclusive('\n') {
            let name = line.trim_end().strip_prefix("-- ").and_then(|l| l.strip_suffix(" --"));
            if let Some(path) = name {
                let data = if is_text(path) { Data::Text(String::new()) } else { Data::Bytes(Vec::new()) };
                list.push(File { path: path.to_owned(), stat: None, data });
            } else if let Some(file) = list.last_mut() {
                match &mut file.data {
                    Data::Text(text) => text.push_str(line),
                    Data::Bytes(bytes) => bytes.extend_from_slice(line.as_bytes()),
                    Data::Disk(_) | Data::Later(..) => {}
                }
            }
        }
        Self::of(list)
    }

    fn of(mut list: Vec<File>) -> Self {
        // The settings exist as a place even where the file does not.
        if !list.iter().any(|file| file.path == CONFIG) {
            list.push(File { path: CONFIG.to_owned(), stat: None, data: Data::Text(String::new()) });
        }
        list.sort_by(|a, b| a.path.cmp(&b.path));
        list.dedup_by(|a, b| a.path == b.path);
        Self {
            list: list.into_iter().map(Arc::new).collect(),
            listed: Arc::default(),
            pictures: Kept::default(),
        }
    }

    /// The files, with what takes long to make of them kept in the folder `memory`.
    #[must_use]
    pub fn remembering(self, memory: &std::path::Path) -> Self {
        Self { pictures: Kept::of(memory, "pictures"), ..self }
    }

    /// The files as they are once some have other texts and some other paths.
    #[must_use]
    pub fn changed(&self, texts: &BTreeMap<FileId, String>, paths: &BTreeMap<FileId, String>) -> Self {
        let file = |(i, file): (usize, &Arc<File>)| {
            let id = id(i);
            let path = paths.get(&id).unwrap_or(&file.path).clone();
            let data = match (texts.get(&id), &file.data) {
                (Some(text), _) => Data::Text(text.clone()),
                (None, Data::Text(_) | Data::Later(..)) => Data::Text(file.text().to_owned()),
                (None, Data::Bytes(bytes)) => Data::Bytes(bytes.clone()),
                (None, Data::Disk(disk)) => Data::Disk(disk.clone()),
            };
            File { path, stat: file.stat, data }
        };
        Self::of(self.list.iter().enumerate().map(file).collect())
    }

    /// The files with another text of one of them.
    #[must_use]
    pub fn with_text(&self, file: FileId, text: String, stat: Option<Stat>) -> Self {
        let mut files = self.clone();
        let path = self.get(file).path.clone();
        files.list[file.0 as usize] = Arc::new(File { path, stat, data: Data::Text(text) });
        files
    }

    /// A file by its number.
    pub fn get(&self, id: FileId) -> &File {
        &self.list[id.0 as usize]
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The number of a file, by its place in the order of paths.
    pub fn id(&self, place: usize) -> FileId {
        id(place)
    }

    /// A file by its path from the root.
    pub fn find(&self, path: &str) -> Option<(FileId, &File)> {
        let i = self.list.binary_search_by(|file| file.path.as_str().cmp(path)).ok()?;
        Some((id(i), &self.list[i]))
    }

    /// The paths of all files, in their order.
    pub fn paths(&self) -> impl Iterator<Item = &String> {
        self.list.iter().map(|file| &file.path)
    }

    /// A file by a path as somebody wrote it: é in a name may be one sign there and two on the disk.
    pub fn find_named(&self, path: &str) -> Option<(FileId, &File)> {
        let same = |(_, file): &(FileId, &File)| file.path.nfc().eq(path.nfc());
        self.find(path).or_else(|| if path.is_ascii() { None } else { self.iter().find(same) })
    }

    /// All files, in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &File)> {
        self.list.iter().enumerate().map(|(i, file)| (id(i), &**file))
    }

    /// All files below a folder, in the order of their paths. The folder has no slash at its end.
    pub fn below<'a>(&'a self, folder: &str) -> impl Iterator<Item = (FileId, &'a File)> {
        let folder = format!("{folder}/");
        let first = self.list.partition_point(|file| file.path < folder);
        let files = self.list.iter().enumerate();
        files
            .skip(first)
            .take_while(move |(_, file)| file.path.starts_with(&folder))
            .map(|(i, file)| (id(i), &**file))
    }

    /// The day on which a file was last committed, where git knows it; commits from after `until` are passed over.
    pub fn committed(&self, id: FileId, until: jiff::civil::Date) -> Option<jiff::civil::Date> {
        self.listed.history.as_ref().ok()?.day(&self.get(id).path, until)
    }

    /// The place of a fault that belongs to no one file.
    pub fn no_file(&self) -> Span {
        let id = self.find(CONFIG).map_or(FileId(0), |(id, _)| id);
        Span::new(id, 0, 0)
    }
}

fn id(i: usize) -> FileId {
    FileId(u32::try_from(i).unwrap_or(u32::MAX))
}

impl Sources for Files {
    fn source(&self, file: FileId) -> (&str, &str) {
        let file = self.get(file);
        (&file.path, file.text())
    }
}

/// The ending of a path's file name, in the letters as written, without the dot.
pub fn ending(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or("", |(_, ending)| ending)
}

fn is_text(path: &str) -> bool {
    TEXT.contains(&ending(path).to_ascii_lowercase().as_str())
}
