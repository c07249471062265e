//! How the disk tells one writing of a file from another.

use std::fs::Metadata;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

/// What the disk says of a file. Where it says the same again, the file has not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stat {
    /// Its bytes.
    pub size: u64,
    /// When it was last written, in nanoseconds since 1970.
    pub written: u64,
    /// Its number on the disk, where the system has one: another file of that name has another.
    pub inode: u64,
}

impl Stat {
    /// What the disk says; none where it does not say when the file was written.
    pub fn of(metadata: &Metadata) -> Option<Self> {
        #[cfg(unix)]
        let inode = std::os::unix::fs::MetadataExt::ino(metadata);
        #[cfg(not(unix))]
        let inode = 0;
        Some(Self { size: metadata.len(), written: nanoseconds(metadata.modified().ok()?)?, inode })
    }
}

/// A moment in nanoseconds since 1970.
pub(super) fn nanoseconds(time: SystemTime) -> Option<u64> {
    u64::try_from(time.duration_since(UNIX_EPOCH).ok()?.as_nanos()).ok()
}
