//! One build at a time: the second waits, and says so when it takes long.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;
use std::thread;
use std::time::Duration;

use super::onlooker::Onlooker;

/// How often a lock is tried before it is said that it is held, and the pause between.
const TRIES: u32 = 20;
const PAUSE: Duration = Duration::from_millis(25);

/// A lock, held until it is dropped. When the process dies, the system lets go of it.
#[derive(Debug)]
pub struct Lock(#[expect(dead_code, reason = "an open file is the lock")] File);

impl Lock {
    /// Takes the lock of a file, which is made where it is not there.
    ///
    /// # Errors
    /// When the file cannot be opened.
    pub fn of_file(path: &Path, out: &Path, onlooker: &dyn Onlooker) -> io::Result<Self> {
        // A pipe would be waited for.
        if path.exists() && !path.is_file() {
            return Err(io::Error::other(format!("{} is no file", path.display())));
        }
        let file = File::options().create(true).write(true).truncate(false).open(path)?;
        wait(&file, out, onlooker);
        Ok(Self(file))
    }

    /// Takes the lock of a folder, where the system can do that.
    pub fn of_folder(folder: &Path, out: &Path, onlooker: &dyn Onlooker) -> Option<Self> {
        let file = File::open(folder).ok()?;
        wait(&file, out, onlooker);
        Some(Self(file))
    }
}

/// A disk that knows no locks is used without.
fn wait(file: &File, out: &Path, onlooker: &dyn Onlooker) {
    for _ in 0..TRIES {
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => thread::sleep(PAUSE),
            Ok(()) | Err(TryLockError::Error(_)) => return,
        }
    }
    onlooker.word(&format!("Another build is writing to {}; this one waits for it.", out.display()));
    let _ = file.lock();
}
