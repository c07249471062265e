//! The site folder as a value.
//!
//! Everything after [`Files::scan`] works on [`Files`] and never asks the disk what a text says,
//! so a test holds a whole site in one string ([`Files::fixture`]). Texts are read at once; other
//! files (pictures, documents) are known by path and read when they are published.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::diagnostics::{Diagnostic, FileId, Findings, Rule, Severity, Sources, Span, nearest};
use crate::error::Failure;

/// The folders of a site that are read.
pub const FOLDERS: [&str; 3] = ["content", "templates", "static"];

/// Endings of files that are read as text.
const TEXT: [&str; 6] = ["md", "yaml", "yml", "ftl", "html", "css"];

/// A file's text is not UTF-8.
pub static NOT_UTF8: Rule = Rule {
    name: "not-utf8",
    severity: Severity::Error,
    docs: "A text that is not stored as UTF-8 shows wrong letters (Ã© for é) to everybody.\n\n\
           Wrong: a file saved as Windows-1252.\n\n\
           Right: the same file, saved again with the encoding \"UTF-8\".",
};

/// A symbolic link leads out of the site's folder.
pub static LINK_OUT: Rule = Rule {
    name: "symbolic-link-out",
    severity: Severity::Error,
    docs: "A link to a folder elsewhere would publish files that nobody meant to publish, and \
           would be missing on the machine that publishes.\n\n\
           Wrong: `content/minutes` is a link to `/home/me/minutes`.\n\n\
           Right: the files themselves lie in `content/minutes/`.",
};

/// A folder that is nearly one of the site's.
pub static UNREAD_FOLDER: Rule = Rule {
    name: "unread-folder",
    severity: Severity::Advice,
    docs: "A site is read from three folders: `content`, `templates` and `static`. What lies in one \
           with another name is published nowhere.\n\n\
           Wrong: `template/note.html`\n\n\
           Right: `templates/note.html`",
};

/// One file of the site.
#[derive(Clone, Debug)]
pub struct File {
    /// The path from the site's root, with forward slashes.
    pub path: String,
    data: Data,
}

#[derive(Clone, Debug)]
enum Data {
    Text(String),
    Bytes(Vec<u8>),
    Disk(PathBuf),
}

impl File {
    /// The text; empty for a file that is not read as text.
    pub fn text(&self) -> &str {
        match &self.data {
            Data::Text(text) => text,
            Data::Bytes(_) | Data::Disk(_) => "",
        }
    }

    /// The bytes, read from the disk where they were not yet.
    #[expect(clippy::disallowed_methods, reason = "this is the door to the disk")]
    pub fn bytes(&self) -> Result<Cow<'_, [u8]>, Failure> {
        match &self.data {
            Data::Text(text) => Ok(Cow::Borrowed(text.as_bytes())),
            Data::Bytes(bytes) => Ok(Cow::Borrowed(bytes)),
            Data::Disk(path) => {
                std::fs::read(path).map(Cow::Owned).map_err(|e| Failure::io("read", path, &e))
            }
        }
    }

    /// How many bytes it has, where the disk says.
    pub fn size(&self) -> Option<u64> {
        match &self.data {
            Data::Text(text) => u64::try_from(text.len()).ok(),
            Data::Bytes(bytes) => u64::try_from(bytes.len()).ok(),
            Data::Disk(path) => path.metadata().ok().map(|metadata| metadata.len()),
        }
    }

    /// Whether it is held as a text.
    pub fn is_text(&self) -> bool {
        matches!(self.data, Data::Text(_))
    }

    /// The ending of the name as it is written, without the dot; empty where there is none.
    pub fn ending(&self) -> &str {
        ending(&self.path)
    }
}

/// All files of a site, in the order of their paths.
#[derive(Debug, Default)]
pub struct Files {
    list: Vec<File>,
    by_path: BTreeMap<String, FileId>,
}

/// The site's settings; a fault that belongs to no file is shown at its first character.
pub const CONFIG: &str = "content/site.yaml";

impl Files {
    /// Reads the site in the folder `root`. Hidden files, files ending in `~` and `README.md`
    /// are passed over; a symbolic link out of the folder is refused.
    ///
    /// # Errors
    /// When the disk does not give what it lists.
    pub fn scan(root: &Path, found: &mut Findings) -> Result<Self, Failure> {
        let canonical_root = root.canonicalize().map_err(|e| Failure::io("open", root, &e))?;
        let mut paths = Vec::new();
        let mut refused = Vec::new();
        let mut dangling = Vec::new();
        for folder in FOLDERS {
            let folder = root.join(folder);
            if !folder.exists() {
                continue;
            }
            let walk = walkdir::WalkDir::new(&folder)
                .follow_links(true)
                .sort_by_file_name()
                .into_iter()
                .filter_entry(|entry| entry.depth() == 0 || !passed_over(entry));
            for entry in walk {
                let entry = match entry {
                    Ok(entry) => entry,
                    // A link to a parent folder would be walked for ever; nothing new is in it.
                    Err(e) if e.loop_ancestor().is_some() => continue,
                    Err(e) if is_dangling_link(&e) => {
                        dangling.extend(
                            e.path().map(|path| relative(root, path)).filter(|path| !is_hidden(path)),
                        );
                        continue;
                    }
                    Err(e) => return Err(Failure::walk(&folder, &e)),
                };
                let path = relative(root, entry.path());
                if entry.path_is_symlink()
                    && !entry.path().canonicalize().is_ok_and(|to| to.starts_with(&canonical_root))
                {
                    refused.push(path);
                } else if entry.file_type().is_file() {
                    paths.push((path, entry.into_path()));
                }
            }
        }
        let inside_refused =
            |path: &str| refused.iter().any(|link| path == link || path.starts_with(&format!("{link}/")));
        paths.retain(|(path, _)| !inside_refused(path));
        dangling.retain(|path: &String| !inside_refused(path));
        let outermost = |link: &&String| !refused.iter().any(|other| link.starts_with(&format!("{other}/")));
        let refused: Vec<String> = refused.iter().filter(outermost).cloned().collect();
        let read: Vec<(File, bool)> =
            paths.into_par_iter().map(|(path, disk)| read(path, disk)).collect::<Result<_, Failure>>()?;
        let mut not_utf8 = Vec::new();
        let mut list = Vec::with_capacity(read.len());
        for (file, utf8) in read {
            if !utf8 {
                not_utf8.push(file.path.clone());
            }
            list.push(file);
        }
        let files = Self::of(list);
        for path in not_utf8 {
            found.add(files.not_utf8(&path));
        }
        for folder in near_folders(root)? {
            let near = nearest(&folder, FOLDERS).unwrap_or_default();
            found.add(
                Diagnostic::new(
                    &UNREAD_FOLDER,
                    files.no_file(),
                    format!("nothing in the folder {folder}/ is read"),
                )
                .help(format!("rename it to {near}, if it belongs to the site")),
            );
        }
        for link in dangling {
            let message = format!("{link} is a symbolic link that leads nowhere");
            found.add(
                Diagnostic::new(&LINK_OUT, files.no_file(), message)
                    .help("put the file itself there, or take the link away"),
            );
        }
        for link in refused {
            found.add(
                Diagnostic::new(
                    &LINK_OUT,
                    files.no_file(),
                    format!("{link} is a symbolic link out of the site's folder"),
                )
                .help("put the files themselves there"),
            );
        }
        Ok(files)
    }

    /// The files of a site written in one string: `-- content/index.md --` starts a file.
    pub fn fixture(text: &str) -> Self {
        let mut list: Vec<File> = Vec::new();
        for line in text.split_inclusive('\n') {
            let name = line.trim_end().strip_prefix("-- ").and_then(|l| l.strip_suffix(" --"));
            if let Some(path) = name {
                let data = if is_text(path) { Data::Text(String::new()) } else { Data::Bytes(Vec::new()) };
                list.push(File { path: path.to_owned(), data });
            } else if let Some(file) = list.last_mut() {
                match &mut file.data {
                    Data::Text(text) => text.push_str(line),
                    Data::Bytes(bytes) => bytes.extend_from_slice(line.as_bytes()),
                    Data::Disk(_) => {}
                }
            }
        }
        Self::of(list)
    }

    fn of(mut list: Vec<File>) -> Self {
        // The settings exist as a place even where the file does not.
        if !list.iter().any(|file| file.path == CONFIG) {
            list.push(File { path: CONFIG.to_owned(), data: Data::Text(String::new()) });
        }
        list.sort_by(|a, b| a.path.cmp(&b.path));
        list.dedup_by(|a, b| a.path == b.path);
        let by_path = list
            .iter()
            .enumerate()
            .map(|(i, file)| (file.path.clone(), FileId(u32::try_from(i).unwrap_or(u32::MAX))))
            .collect();
        Self { list, by_path }
    }

    /// The files as they are once some have other texts and some other paths.
    #[must_use]
    pub fn changed(&self, texts: &BTreeMap<FileId, String>, paths: &BTreeMap<FileId, String>) -> Self {
        let mut list = self.list.clone();
        for (id, text) in texts {
            list[id.0 as usize].data = Data::Text(text.clone());
        }
        for (id, path) in paths {
            list[id.0 as usize].path.clone_from(path);
        }
        Self::of(list)
    }

    /// A file by its number.
    pub fn get(&self, id: FileId) -> &File {
        &self.list[id.0 as usize]
    }

    /// A file by its path from the root.
    pub fn find(&self, path: &str) -> Option<(FileId, &File)> {
        let id = *self.by_path.get(path)?;
        Some((id, self.get(id)))
    }

    /// The paths of all files, in their order.
    pub fn paths(&self) -> impl Iterator<Item = &String> {
        self.by_path.keys()
    }

    /// All files below a folder, in the order of their paths. The folder has no slash at its end.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (FileId, &'a File)> {
        self.by_path
            .range(format!("{folder}/")..)
            .take_while(move |(path, _)| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')))
            .map(|(_, id)| (*id, self.get(*id)))
    }

    /// The place of a fault that belongs to no one file.
    pub fn no_file(&self) -> Span {
        let id = self.by_path.get(CONFIG).copied().unwrap_or(FileId(0));
        Span::new(id, 0, 0)
    }

    fn not_utf8(&self, path: &str) -> Diagnostic {
        let (id, file) = self.find(path).unwrap_or((FileId(0), self.get(FileId(0))));
        let at = file.text().find('\u{fffd}').unwrap_or(0);
        Diagnostic::new(
            &NOT_UTF8,
            Span::new(id, at, at),
            "this file is not stored as UTF-8, so letters from here on are wrong",
        )
        .help("open it where it looks right and save it again with the encoding \"UTF-8\"")
    }
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

/// Folders beside those of the site whose names are nearly theirs.
fn near_folders(root: &Path) -> Result<Vec<String>, Failure> {
    let entries = std::fs::read_dir(root).map_err(|e| Failure::io("open", root, &e))?;
    let folders = entries.filter_map(Result::ok).filter(|entry| entry.path().is_dir());
    let names = folders.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut near: Vec<String> =
        names.filter(|name| !FOLDERS.contains(&name.as_str()) && nearest(name, FOLDERS).is_some()).collect();
    near.sort();
    Ok(near)
}

fn is_text(path: &str) -> bool {
    TEXT.contains(&ending(path).to_ascii_lowercase().as_str())
}

fn passed_over(entry: &walkdir::DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let hidden = name.starts_with('.') && name != ".well-known";
    hidden || name.ends_with('~') || (name == "README.md" && entry.file_type().is_file())
}

/// Programs leave hidden links behind that lead nowhere, as marks of their own.
fn is_hidden(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| name.starts_with('.') || name.ends_with('~'))
}

fn is_dangling_link(error: &walkdir::Error) -> bool {
    error.path().is_some_and(|path| path.symlink_metadata().is_ok_and(|m| m.is_symlink()))
}

fn relative(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

/// Reads one file; says whether it was UTF-8.
#[expect(clippy::disallowed_methods, reason = "this is the door to the disk")]
fn read(path: String, disk: PathBuf) -> Result<(File, bool), Failure> {
    if !is_text(&path) {
        return Ok((File { path, data: Data::Disk(disk) }, true));
    }
    let bytes = std::fs::read(&disk).map_err(|e| Failure::io("read", &disk, &e))?;
    Ok(match String::from_utf8(bytes) {
        Ok(text) => (File { path, data: Data::Text(text) }, true),
        Err(e) => {
            let text = String::from_utf8_lossy(e.as_bytes()).into_owned();
            (File { path, data: Data::Text(text) }, false)
        }
    })
}
