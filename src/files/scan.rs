//! The door to the disk: which files a site has, what the disk says of each, and their texts.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use super::history::{Absent, History};
use super::odd::{self, Odd};
use super::stat::{Stat, nanoseconds};
use super::{Data, FOLDERS, Files, is_text};
use crate::diagnostics::{Diagnostic, FileId, Findings, Rule, Severity, Span, nearest};
use crate::error::Failure;
use rayon::prelude::*;

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

/// How long after a write another one may bear the same time, on the file systems in use.
const TICK: Duration = Duration::from_millis(20);

/// What the disk says of a site beside its files.
#[derive(Debug)]
pub struct Listed {
    /// A file that was written later than this, in nanoseconds since 1970, may change again without
    /// its [`Stat`] showing it.
    pub settled_before: u64,
    /// Links that are not followed, folders that are not read, and the commit that is checked out.
    pub notes: Vec<String>,
    /// When files were last changed, and what they said; else why it is not known.
    pub history: Result<History, Absent>,
    /// Why texts could not be read when they were asked for.
    pub lost: Lost,
}

impl Default for Listed {
    fn default() -> Self {
        Self { settled_before: 0, notes: Vec::new(), history: Err(Absent::default()), lost: Lost::default() }
    }
}

/// A site folder that is listed and not read yet.
#[derive(Debug)]
pub struct Listing {
    /// The files: path from the root, path on the disk, what the disk says.
    files: Vec<(String, PathBuf, Option<Stat>)>,
    settled_before: u64,
    /// Links out of the folder.
    refused: Vec<String>,
    /// Links that lead nowhere.
    dangling: Vec<String>,
    /// Folders that are nearly the site's.
    near: Vec<String>,
    /// What is no file of a site.
    odd: Vec<Odd>,
    history: Result<History, Absent>,
}

impl Listing {
    /// Lists the site in the folder `root`.
    ///
    /// # Errors
    /// When the disk does not give what it lists.
    #[expect(clippy::disallowed_methods, reason = "the clock tells what may still be written to")]
    pub fn of(root: &Path) -> Result<Self, Failure> {
        let settled_before = nanoseconds(SystemTime::now() - TICK).unwrap_or_default();
        let canonical_root = root.canonicalize().map_err(|e| Failure::io("open", root, &e))?;
        let mut paths = Vec::new();
        let mut refused = Vec::new();
        let mut dangling = Vec::new();
        let mut odd = Vec::new();
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
                    Err(e) if e.loop_ancestor().is_some() => {
                        odd.extend(e.path().map(|path| Odd::Circle(relative(root, path))));
                        continue;
                    }
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
                } else if entry.path().strip_prefix(root).is_ok_and(|path| path.to_str().is_none()) {
                    // Of what lies in such a folder nothing more is said.
                    if entry.file_name().to_str().is_none() {
                        odd.push(Odd::NotUtf8(path));
                    }
                } else if entry.file_type().is_file() {
                    paths.push((path, entry.into_path()));
                } else if !entry.file_type().is_dir() {
                    odd.push(Odd::NoFile(path));
                }
            }
        }
        let inside_refused =
            |path: &str| refused.iter().any(|link| path == link || path.starts_with(&format!("{link}/")));
        paths.retain(|(path, _)| !inside_refused(path));
        dangling.retain(|path: &String| !inside_refused(path));
        let outermost = |link: &&String| !refused.iter().any(|other| link.starts_with(&format!("{other}/")));
        let refused: Vec<String> = refused.iter().filter(outermost).cloned().collect();
        let stat = |(path, disk): (String, PathBuf)| match disk.metadata() {
            Ok(metadata) => Ok((path, disk, Stat::of(&metadata), metadata.len())),
            Err(e) => Err(Failure::io("read", &disk, &e)),
        };
        let files: Vec<_> = paths.into_par_iter().map(stat).collect::<Result<_, Failure>>()?;
        odd.extend(odd::alike(files.iter().map(|(path, ..)| path.as_str())));
        let mut listed = Vec::with_capacity(files.len());
        for (path, disk, stat, size) in files {
            let is_text = is_text(&path);
            if size > if is_text { odd::MOST_TEXT } else { odd::MOST_BYTES } {
                odd.push(Odd::TooLarge(path, size, is_text));
            } else {
                listed.push((path, disk, stat));
            }
        }
        odd.retain(|odd| !inside_refused(&odd.note()));
        odd.sort();
        odd.dedup();
        Ok(Self {
            files: listed,
            settled_before,
            refused,
            dangling,
            near: near_folders(root)?,
            odd,
            history: History::of(root),
        })
    }

    fn listed(&mut self) -> Arc<Listed> {
        let notes = self.refused.iter().chain(&self.dangling).chain(&self.near).cloned();
        let history = std::mem::replace(&mut self.history, Err(Absent::default()));
        // A build without the days of git is not the last word once git answers.
        let commit = match &history {
            Ok(history) => Some(history.depends_on()),
            Err(Absent::NoRepository) => None,
            Err(why) => Some(why.reason()),
        };
        let odd = self.odd.iter().map(Odd::note);
        let notes = notes.chain(commit).chain(odd).collect();
        Arc::new(Listed { settled_before: self.settled_before, notes, history, lost: Lost::default() })
    }

    /// Reads all texts.
    ///
    /// # Errors
    /// When the disk does not give what it lists.
    pub fn read(mut self, found: &mut Findings) -> Result<Files, Failure> {
        let listed = self.listed();
        let Self { files, refused, dangling, near, odd, .. } = self;
        let read: Vec<(super::File, bool)> = files
            .into_par_iter()
            .map(|(path, disk, stat)| read(path, disk, stat))
            .collect::<Result<_, Failure>>()?;
        let mut not_utf8 = Vec::new();
        let mut list = Vec::with_capacity(read.len());
        for (file, utf8) in read {
            if !utf8 {
                not_utf8.push(file.path.clone());
            }
            list.push(file);
        }
        let files = Files { listed, ..Files::of(list) };
        for path in not_utf8 {
            found.add(wrong_letters(&files, &path));
        }
        for folder in near {
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
        for odd in odd {
            found.add(odd.diagnostic(files.no_file()));
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

    /// The files, of which each text is read when it is asked for.
    pub fn later(mut self) -> Files {
        let listed = self.listed();
        let lost = &listed.lost;
        let file = |(path, disk, stat): (String, PathBuf, Option<Stat>)| {
            let data = if is_text(&path) {
                Data::Later(disk, lost.clone(), std::sync::OnceLock::new())
            } else {
                Data::Disk(disk)
            };
            super::File { path, stat, data }
        };
        let all = self.files.into_iter().map(file).collect();
        Files { listed, ..Files::of(all) }
    }
}

fn wrong_letters(files: &Files, path: &str) -> Diagnostic {
    let (id, file) = files.find(path).unwrap_or((FileId(0), files.get(FileId(0))));
    let at = file.text().find('\u{fffd}').unwrap_or(0);
    Diagnostic::new(
        &NOT_UTF8,
        Span::new(id, at, at),
        "this file is not stored as UTF-8, so letters from here on are wrong",
    )
    .help("open it where it looks right and save it again with the encoding \"UTF-8\"")
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
fn read(path: String, disk: PathBuf, stat: Option<Stat>) -> Result<(super::File, bool), Failure> {
    if !is_text(&path) {
        return Ok((super::File { path, stat, data: Data::Disk(disk) }, true));
    }
    let (text, utf8) = decode(bytes(&disk)?);
    Ok((super::File { path, stat, data: Data::Text(text) }, utf8))
}

/// Bytes as text, and whether they are UTF-8.
fn decode(bytes: Vec<u8>) -> (String, bool) {
    match String::from_utf8(bytes) {
        Ok(text) => (text, true),
        Err(e) => (String::from_utf8_lossy(e.as_bytes()).into_owned(), false),
    }
}

/// A text as it is on the disk now; none where it is no file, or no text.
pub fn text_now(disk: &Path) -> Option<(String, Option<Stat>)> {
    let stat = Stat::of(&disk.symlink_metadata().ok().filter(std::fs::Metadata::is_file)?);
    Some((String::from_utf8(bytes(disk).ok()?).ok()?, stat))
}

/// The bytes that a file has when it is opened. One that grows while it is read is cut there, so that reading ends;
/// what stands in its place by then, a folder or a pipe, is not read.
///
/// # Errors
/// When it cannot be read, or is no file any more.
pub fn bytes(disk: &Path) -> Result<Vec<u8>, Failure> {
    read_file(disk).map_err(|e| Failure::io("read", disk, &e))
}

fn read_file(disk: &Path) -> io::Result<Vec<u8>> {
    let file = open(disk)?;
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(io::Error::other("it is no file any more; put the file back, then try again"));
    }
    let mut bytes = Vec::new();
    // A file that claims more than there is memory for is an error, not the end of the program.
    bytes.try_reserve_exact(usize::try_from(metadata.len()).unwrap_or(usize::MAX))?;
    file.take(metadata.len()).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Opens a file without waiting for whoever would fill a pipe.
#[cfg(unix)]
fn open(disk: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags};
    let how = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::CLOEXEC;
    Ok(File::from(rustix::fs::open(disk, how, Mode::empty())?))
}

#[cfg(not(unix))]
fn open(disk: &Path) -> io::Result<File> {
    File::open(disk)
}

/// The text of a file that was there when it was listed; empty where it cannot be read any more, which is noted.
pub(super) fn text(disk: &Path, lost: &Lost) -> String {
    match bytes(disk) {
        Ok(bytes) => decode(bytes).0,
        Err(failure) => {
            lost.0.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(failure.to_string());
            String::new()
        }
    }
}

/// Why a text could not be read when it was asked for, of those that were there when files were listed. What is made
/// of such a text must not be published.
#[derive(Clone, Debug, Default)]
pub struct Lost(Arc<Mutex<Option<String>>>);

impl Lost {
    /// Fails where a text was lost.
    ///
    /// # Errors
    /// Then.
    pub fn refuse(&self) -> Result<(), Failure> {
        let lost = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        lost.map_or(Ok(()), |why| Err(Failure::Machine(why)))
    }
}
