//! What goes wrong with the machine or the command line. Content is never an `Err`: what an
//! editor can mend is a [`crate::diagnostics::Diagnostic`].

use std::fmt;
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
        Self::Machine(format!("cannot {what} {}: {error}", path.display()))
    }

    /// A folder that could not be listed.
    pub fn walk(folder: &Path, error: &walkdir::Error) -> Self {
        let path = error.path().unwrap_or(folder);
        let cause = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
        Self::Machine(format!("cannot read {}: {cause}", path.display()))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(message) | Self::Machine(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for Failure {}
