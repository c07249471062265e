//! What happens in the site's folder. Folders are watched, never files: an editor that saves by
//! renaming a new file over the old one would end the watch of a file.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use crate::error::Failure;
use crate::files::FOLDERS;

/// Changes belong together until nothing has happened for this long.
const QUIET: Duration = Duration::from_millis(50);

/// A stream of changes that does not end is taken in after this long.
const LONGEST: Duration = Duration::from_millis(500);

/// How often a folder is looked through that does not tell of changes.
const LOOK: Duration = Duration::from_millis(500);

/// What the watcher says.
enum Word {
    /// Something happened.
    Event(notify::Result<Event>),
    /// The server ends.
    End,
}

/// The changes of a folder.
pub struct Changes {
    root: PathBuf,
    watcher: Box<dyn Watcher + Send>,
    words: Receiver<Word>,
    /// What could not be taken in, and is tried again.
    again: BTreeSet<String>,
}

/// Ends the waiting for changes.
#[derive(Clone)]
pub struct End(Sender<Word>);

impl End {
    /// Ends it.
    pub fn end(&self) {
        let _ = self.0.send(Word::End);
    }
}

impl Changes {
    /// Watches a site's folder; `poll` looks it through again and again instead.
    ///
    /// # Errors
    /// When the machine does not watch it.
    pub fn watch(root: &Path, poll: bool) -> Result<(Self, End), Failure> {
        let root = root.canonicalize().map_err(|e| Failure::io("open", root, &e))?;
        let (sender, words) = channel();
        let teller = sender.clone();
        let tell = move |event: notify::Result<Event>| {
            // Every file that is read tells of it.
            if !event.as_ref().is_ok_and(|event| matches!(event.kind, EventKind::Access(_))) {
                let _ = teller.send(Word::Event(event));
            }
        };
        let watcher: notify::Result<Box<dyn Watcher + Send>> = if poll {
            PollWatcher::new(tell, Config::default().with_poll_interval(LOOK).with_compare_contents(true))
                .map(|w| Box::new(w) as _)
        } else {
            RecommendedWatcher::new(tell, Config::default()).map(|w| Box::new(w) as _)
        };
        let fails = |e: notify::Error| {
            Failure::Machine(format!("cannot watch {}: {e}; try it with --poll", root.display()))
        };
        let mut watcher = watcher.map_err(fails)?;
        watcher.watch(&root, RecursiveMode::NonRecursive).map_err(fails)?;
        for folder in FOLDERS.map(|folder| root.join(folder)).iter().filter(|folder| folder.is_dir()) {
            watcher.watch(folder, RecursiveMode::Recursive).map_err(fails)?;
        }
        Ok((Self { root, watcher, words, again: BTreeSet::new() }, End(sender)))
    }

    /// Waits for the next changes: paths from the site's root. None when the server ends.
    pub fn wait(&mut self) -> Option<BTreeSet<String>> {
        let mut touched = std::mem::take(&mut self.again);
        let mut begun: Option<Instant> = None;
        loop {
            let wait = match begun {
                None if touched.is_empty() => Duration::from_hours(1),
                None => LONGEST,
                Some(begun) if begun.elapsed() > LONGEST => Duration::ZERO,
                Some(_) => QUIET,
            };
            match self.words.recv_timeout(wait) {
                Ok(Word::Event(event)) => {
                    let paths = self.paths(event);
                    if !paths.is_empty() {
                        begun = begun.or_else(|| Some(Instant::now()));
                        touched.extend(paths);
                    }
                }
                Err(RecvTimeoutError::Timeout) if touched.is_empty() => {}
                Err(RecvTimeoutError::Timeout) => return Some(touched),
                Ok(Word::End) | Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
    }

    /// Gives back changes that could not be taken in.
    pub fn again(&mut self, touched: BTreeSet<String>) {
        self.again = touched;
    }

    /// The paths of an event that matter. When events were lost, everything may have changed.
    fn paths(&mut self, event: notify::Result<Event>) -> Vec<String> {
        let event =
            event.unwrap_or_else(|_| Event::new(EventKind::Other).set_flag(notify::event::Flag::Rescan));
        let mut paths: Vec<String> =
            event.paths.iter().filter_map(|path| relevant(&self.root, path)).collect();
        if event.need_rescan() {
            paths.extend(FOLDERS.map(str::to_owned));
        }
        for folder in FOLDERS.iter().filter(|folder| paths.iter().any(|path| path == *folder)) {
            self.watch_again(&self.root.join(folder));
        }
        paths
    }

    /// A folder that was put in the place of another is a new one to the watcher.
    fn watch_again(&mut self, folder: &Path) {
        let _ = self.watcher.unwatch(folder);
        if folder.is_dir() {
            let _ = self.watcher.watch(folder, RecursiveMode::Recursive);
        }
    }
}

/// A path of the site, from its root; none where it is hidden, or what an editor keeps beside a file.
fn relevant(root: &Path, path: &Path) -> Option<String> {
    let path = path.strip_prefix(root).ok()?;
    let parts: Option<Vec<&str>> = path
        .components()
        .map(|part| match part {
            Component::Normal(name) => name.to_str(),
            _ => None,
        })
        .collect();
    let parts = parts?;
    let hidden = |name: &&str| name.starts_with('.') && *name != ".well-known";
    let beside = |name: &str| {
        let swap = name.rsplit_once('.').is_some_and(|(_, ending)| matches!(ending, "swp" | "swx" | "tmp"));
        // Vim tries with a file of this name whether a folder can be written.
        swap || name.ends_with('~') || name.starts_with('#') || name == "4913"
    };
    if !FOLDERS.contains(parts.first()?) || parts.iter().any(hidden) || beside(parts.last()?) {
        return None;
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_beside_the_site_does_not_matter() {
        let relevant = |path: &str| relevant(Path::new("/site"), &Path::new("/site").join(path));
        for path in ["content/a.md", "static/.well-known/x.txt", "templates", "content/notes"] {
            assert_eq!(relevant(path).as_deref(), Some(path));
        }
        for path in [
            "public/index.html",
            ".git/index",
            "content/.a.md.swp",
            "content/a.md~",
            "content/notes/4913",
            "content/#a.md#",
            ".plenary/x",
            "README.md",
            "content/.git/index",
        ] {
            assert_eq!(relevant(path), None, "{path}");
        }
    }
}
