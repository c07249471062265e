//! An author's texts on the disk. Only here are they written and given other names.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::diagnostics::FileId;
use crate::error::Failure;
use crate::files::Files;

/// A path before and after.
pub type Movement = (PathBuf, PathBuf);

/// Writes a new file and the folders above it, never over one that is there.
pub fn create(path: &Path, text: &str) -> Result<(), Failure> {
    folder_of(path)?;
    let written = fs::File::create_new(path).and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|e| Failure::io("write", path, &e))
}

/// Gives files other texts. What would be refused is looked for before anything is written, and all
/// texts are written beside their files first; only when the disk took them all, each takes its
/// file's place, so that a file is whole at every moment.
pub fn write(root: &Path, files: &Files, texts: &BTreeMap<FileId, String>) -> Result<(), Failure> {
    // Two names can lead to one file.
    let mut whole: BTreeMap<PathBuf, &str> = BTreeMap::new();
    for (file, text) in texts {
        let path = root.join(&files.get(*file).path);
        let path = path.canonicalize().map_err(|e| Failure::io("open", &path, &e))?;
        writable(&path, files.get(*file).text())?;
        whole.insert(path, text);
    }
    let staged = whole.iter().try_for_each(|(path, text)| stage(path, text));
    let placed = staged.and_then(|()| whole.keys().try_for_each(|path| place(path)));
    if placed.is_err() {
        for path in whole.keys() {
            // What cannot be taken away either is hidden from the site by its name.
            let _ = fs::remove_file(beside(path));
        }
    }
    placed
}

/// Writes a new file, whole or not at all, where nothing is.
pub fn create_whole(path: &Path, text: &str) -> Result<(), Failure> {
    stage_new(path, text).and_then(|()| place(path)).inspect_err(|_| {
        let _ = fs::remove_file(beside(path));
    })
}

#[expect(clippy::disallowed_methods, reason = "this is where an author's files are written")]
fn stage_new(path: &Path, text: &str) -> Result<(), Failure> {
    fs::write(beside(path), text).map_err(|e| Failure::io("write", path, &e))
}

/// A file may be written over where nobody forbids it, and where it says what was read.
#[expect(clippy::disallowed_methods, reason = "this is where an author's files are written")]
fn writable(path: &Path, known: &str) -> Result<(), Failure> {
    let metadata = path.metadata().map_err(|e| Failure::io("open", path, &e))?;
    if metadata.permissions().readonly() {
        return Err(Failure::Machine(format!("cannot write {}: it is read-only", path.display())));
    }
    let there = fs::read(path).map_err(|e| Failure::io("read", path, &e))?;
    if there != known.as_bytes() {
        return Err(Failure::Machine(format!(
            "{} was changed while it was being checked; run the command again",
            path.display()
        )));
    }
    Ok(())
}

/// Writes a text beside its file, with the file's permissions.
#[expect(clippy::disallowed_methods, reason = "this is where an author's files are written")]
fn stage(path: &Path, text: &str) -> Result<(), Failure> {
    let beside = beside(path);
    let written = fs::write(&beside, text)
        .and_then(|()| path.metadata())
        .and_then(|metadata| fs::set_permissions(&beside, metadata.permissions()));
    written.map_err(|e| Failure::io("write", path, &e))
}

/// Moves the text that lies beside a file into its place.
fn place(path: &Path) -> Result<(), Failure> {
    fs::rename(beside(path), path).map_err(|e| Failure::io("write", path, &e))
}

/// The first new path that something else has.
pub fn taken(movements: &[Movement]) -> Option<&Path> {
    let taken = |(from, to): &&Movement| to.symlink_metadata().is_ok() && !same(from, to);
    movements.iter().find(taken).map(|(_, to)| to.as_path())
}

/// Gives files and folders other paths, which nothing else has: makes the folders above them, and
/// takes away those that are left empty.
pub fn relocate(root: &Path, movements: &[Movement]) -> Result<(), Failure> {
    for (from, to) in movements {
        folder_of(to)?;
        rename(from, to).map_err(|e| Failure::io("move", from, &e))?;
        let mut above = from.parent();
        while let Some(empty) = above.filter(|above| *above != root && fs::remove_dir(above).is_ok()) {
            above = empty.parent();
        }
    }
    Ok(())
}

/// Where capitals make no difference to the disk, the new name is the old one until it is free.
fn rename(from: &Path, to: &Path) -> std::io::Result<()> {
    if !same(from, to) {
        return fs::rename(from, to);
    }
    let between = beside(from);
    fs::rename(from, &between)?;
    fs::rename(&between, to).inspect_err(|_| {
        let _ = fs::rename(&between, from);
    })
}

/// Whether two paths are one file or folder, neither of them a link to it.
fn same(a: &Path, b: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().ok().filter(|_| !path.is_symlink());
    real(a).is_some_and(|a| real(b) == Some(a))
}

/// Makes the folder of a file, and those above it.
fn folder_of(path: &Path) -> Result<(), Failure> {
    let Some(folder) = path.parent() else { return Ok(()) };
    fs::create_dir_all(folder).map_err(|e| Failure::io("create the folder", folder, &e))
}

/// A hidden name in the same folder, which no check reads.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.plenary"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Findings;

    /// A site of two texts, and new words for both.
    fn site() -> (tempfile::TempDir, Files, BTreeMap<FileId, String>) {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a", "b"] {
            create(&folder.path().join(format!("content/{name}.md")), "old").unwrap();
        }
        let files = Files::scan(folder.path(), &mut Findings::default()).unwrap();
        let new = |path| (files.find(path).unwrap().0, "new".to_owned());
        let texts = BTreeMap::from([new("content/a.md"), new("content/b.md")]);
        (folder, files, texts)
    }

    /// What lies in `content/`, hidden files too, and what it says.
    fn there(root: &Path) -> Vec<(String, String)> {
        let mut there: Vec<_> = fs::read_dir(root.join("content"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.is_file())
            .map(|path| {
                let text = fs::File::open(&path).and_then(std::io::read_to_string).unwrap();
                (path.file_name().unwrap().to_string_lossy().into_owned(), text)
            })
            .collect();
        there.sort();
        there
    }

    fn texts(list: &[(&str, &str)]) -> Vec<(String, String)> {
        list.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn all_texts_are_written_or_none() {
        let (folder, files, new) = site();
        let b = folder.path().join("content/b.md");
        fs::remove_file(&b).unwrap();
        create(&b, "other").unwrap();
        let refused = write(folder.path(), &files, &new).unwrap_err();
        assert!(refused.to_string().contains("b.md was changed"), "{refused}");
        assert_eq!(there(folder.path()), texts(&[("a.md", "old"), ("b.md", "other")]));
        fs::remove_file(&b).unwrap();
        create(&b, "old").unwrap();
        write(folder.path(), &files, &new).unwrap();
        assert_eq!(there(folder.path()), texts(&[("a.md", "new"), ("b.md", "new")]));
    }

    #[test]
    fn what_the_disk_does_not_take_leaves_nothing_behind() {
        let (folder, files, new) = site();
        // Nothing can be written where a folder lies.
        fs::create_dir(folder.path().join("content/.b.md.plenary")).unwrap();
        write(folder.path(), &files, &new).unwrap_err();
        assert_eq!(there(folder.path()), texts(&[("a.md", "old"), ("b.md", "old")]));
    }

    #[cfg(unix)]
    #[test]
    fn links_and_permissions_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let (folder, _, _) = site();
        let (a, b) = (folder.path().join("content/a.md"), folder.path().join("content/b.md"));
        fs::remove_file(&b).unwrap();
        symlink(&a, &b).unwrap();
        fs::set_permissions(&a, fs::Permissions::from_mode(0o640)).unwrap();
        let files = Files::scan(folder.path(), &mut Findings::default()).unwrap();
        let file = files.find("content/b.md").unwrap().0;
        write(folder.path(), &files, &BTreeMap::from([(file, "new".to_owned())])).unwrap();
        assert!(b.is_symlink());
        assert_eq!(a.metadata().unwrap().permissions().mode() & 0o777, 0o640);
        assert_eq!(there(folder.path()), texts(&[("a.md", "new"), ("b.md", "new")]));
        // A link to a file is something else than the file.
        assert_eq!(taken(&[(a.clone(), b.clone())]), Some(b.as_path()));
    }

    #[test]
    fn paths_change_and_folders_come_and_go() {
        let (folder, _, _) = site();
        let path = |name: &str| folder.path().join("content").join(name);
        assert_eq!(taken(&[(path("a.md"), path("b.md"))]), Some(path("b.md").as_path()));
        assert_eq!(taken(&[(path("a.md"), path("c/d/a.md"))]), None);
        relocate(folder.path(), &[(path("a.md"), path("c/d/a.md"))]).unwrap();
        assert!(path("c/d/a.md").is_file());
        // As on a disk where two names are one.
        relocate(folder.path(), &[(path("c/d/a.md"), path("c/d/../d/a.md"))]).unwrap();
        relocate(folder.path(), &[(path("c/d/a.md"), path("A.md"))]).unwrap();
        assert!(path("A.md").is_file() && !path("c").exists());
        create(&path("A.md"), "over").unwrap_err();
        assert_eq!(there(folder.path()), texts(&[("A.md", "old"), ("b.md", "old")]));
    }
}
