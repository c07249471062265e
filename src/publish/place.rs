//! Where a site is published: the output folder, and the hidden folder in which outputs wait.

use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::error::Failure;

/// What lies in folders without being anybody's: version control, and what systems leave.
const NOBODYS: [&str; 3] = [".git", ".DS_Store", "lost+found"];

/// Where outputs wait when nothing can be made beside the output folder.
const INSIDE: &str = ".plenary-staging";

/// The output folder.
#[derive(Clone, Debug)]
pub struct Place {
    /// The folder as it was given, for messages.
    pub shown: PathBuf,
    /// Its whole path.
    pub out: PathBuf,
}

impl Place {
    /// An output folder by the path that was given.
    ///
    /// # Errors
    /// When no folder can be there.
    pub fn new(given: &Path) -> Result<Self, Failure> {
        if given.exists() && !given.is_dir() {
            return Err(Failure::Usage(format!("{} is a file; give a folder with --out", given.display())));
        }
        if given.is_symlink() && !given.exists() {
            let given = given.display();
            return Err(Failure::Usage(format!(
                "{given} is a link that leads nowhere; take it away, or give another folder with --out"
            )));
        }
        if let Some(file) = given.ancestors().skip(1).find(|above| above.is_file()) {
            return Err(Failure::Usage(format!("{} is a file, so nothing can lie in it", file.display())));
        }
        Ok(Self { shown: given.to_owned(), out: whole(given) })
    }

    /// Where outputs wait: beside the output folder, or in it.
    pub fn staging(&self, beside: bool) -> PathBuf {
        match (self.out.parent(), self.out.file_name()) {
            (Some(parent), Some(name)) if beside => {
                parent.join(format!(".plenary-{}", name.to_string_lossy()))
            }
            _ => self.out.join(INSIDE),
        }
    }

    /// The file at a path of the output folder; none for a path that leads out of it.
    pub fn file(&self, path: &str) -> Option<PathBuf> {
        inside(&self.out, path)
    }

    /// Clears what an earlier build left waiting.
    ///
    /// # Errors
    /// When it cannot be taken away.
    pub fn clear(&self) -> Result<(), Failure> {
        [true, false].into_iter().try_for_each(|beside| remove_folder(&self.staging(beside)))
    }

    /// Whether outputs can wait beside the output folder, so that they can be moved into it.
    /// Makes the folder where they wait, if the output folder is there.
    pub fn waits_beside(&self) -> bool {
        if !self.out.exists() {
            return true;
        }
        let beside = self.staging(true);
        fs::create_dir(&beside).is_ok() && (same_disk(&beside, &self.out) || fs::remove_dir(&beside).is_err())
    }

    /// Whether nothing at all lies in the output folder.
    pub fn is_empty(&self) -> bool {
        fs::read_dir(&self.out).map_or(true, |mut entries| entries.next().is_none())
    }

    /// Refuses an output folder in which something lies, of which nothing is Plenary's.
    ///
    /// # Errors
    /// When there is something.
    pub fn refuse_foreign(&self) -> Result<(), Failure> {
        let entries = fs::read_dir(&self.out).into_iter().flatten().filter_map(Result::ok);
        let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
        match names.filter(|name| !is_nobodys(name)).min() {
            Some(name) => Err(self.foreign(&name)),
            None => Ok(()),
        }
    }

    /// A file that is not Plenary's stands where an output belongs.
    pub fn foreign(&self, path: &str) -> Failure {
        Failure::Usage(format!(
            "{} is there, and no build of Plenary made it; choose another folder with --out, or take it away",
            self.shown.join(path).display()
        ))
    }
}

/// Whether what lies in an output folder under a name is of no site: of version control, of systems, or waiting.
pub fn is_nobodys(name: &str) -> bool {
    name == INSIDE || NOBODYS.contains(&name)
}

/// A path of an output below the output folder; none for one that leads out of it.
pub fn inside(out: &Path, path: &str) -> Option<PathBuf> {
    let plain = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    plain.then(|| out.join(path))
}

/// The whole path of a folder that need not be there yet, with links followed.
pub fn whole(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let there = path.ancestors().find_map(|above| Some((above, above.canonicalize().ok()?)));
    let Some((above, mut whole)) = there else { return path };
    for part in path.strip_prefix(above).into_iter().flat_map(Path::components) {
        match part {
            Component::Normal(name) => whole.push(name),
            Component::ParentDir => _ = whole.pop(),
            _ => {}
        }
    }
    whole
}

/// Takes a folder away with all that is in it.
///
/// # Errors
/// When that fails.
pub fn remove_folder(folder: &Path) -> Result<(), Failure> {
    match fs::remove_dir_all(folder) {
        Err(e) if !is_missing(&e) => Err(Failure::io("remove", folder, &e)),
        _ => Ok(()),
    }
}

/// Whether an error says that a file is not there.
pub fn is_missing(error: &std::io::Error) -> bool {
    matches!(error.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory)
}

#[cfg(unix)]
fn same_disk(a: &Path, b: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    matches!((a.metadata(), b.metadata()), (Ok(a), Ok(b)) if a.dev() == b.dev())
}

#[cfg(not(unix))]
fn same_disk(_: &Path, _: &Path) -> bool {
    true
}
