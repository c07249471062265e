//! What goes wrong with the machine or the command line. Content is never an `Err`: what an
//! editor can mend is a [`crate::diagnostics::Diagnostic`].

use std::fmt;
use std::io::ErrorKind;
use std::path::Path;

/// Why the program stops.
#[derive(Debug)]
pub enum Failure {
    /// The command was used wrongly; exit status 2.
    Usage(String),
    /// The machine failed (disk, permission, port); exit status 3.
    Machine(String),
}

impl Failure {
    /// A failed use of the disk: "cannot read /a/b: permission denied".
    pub fn io(what: &str, path: &Path, error: &std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::NotADirectory {
            let file = path.ancestors().find(|above| above.is_file()).unwrap_or(path);
            return Self::Usage(format!("{} is a file, so nothing can lie in it", file.display()));
        }
        Self::Machine(format!("cannot {what} {}: {}", path.display(), plain(error)))
    }

    /// A folder that could not be listed.
    pub fn walk(folder: &Path, error: &walkdir::Error) -> Self {
        let path = error.path().unwrap_or(folder);
        let cause = error.io_error().map_or_else(|| error.to_string(), plain);
        Self::Machine(format!("cannot read {}: {cause}", path.display()))
    }
}

/// What is wrong with the machine in plain words, and what to do about it; else what the system says.
pub fn plain(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::StorageFull => "the disk is full; make room on it, then try again",
        ErrorKind::QuotaExceeded => "your share of the disk is used up; make room, then try again",
        ErrorKind::FileTooLarge => "the system allows no file so large; raise that limit, then try again",
        ErrorKind::ReadOnlyFilesystem => "the disk can only be read; give a folder on another disk",
        ErrorKind::PermissionDenied => {
            "permission denied; let whoever runs this read and write there, or run it as whom the files belong to"
        }
        ErrorKind::InvalidFilename => "this path is too long for the disk; use shorter names or fewer folders",
        ErrorKind::OutOfMemory => "there is not enough memory for it; end other programs, or make the file smaller",
        ErrorKind::NotFound => "it is not there, or was taken away meanwhile; put it back, or try again",
        _ => return error.to_string(),
    }
    .to_owned()
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(message) | Self::Machine(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for Failure {}
