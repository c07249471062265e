//! `plenary build --why ROUTE`: why an output was made again, or was not.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU8, Ordering};

use crate::rebuild::Why;
use crate::site::Route;

/// How many files are named.
const MOST: usize = 10;

/// An output that is looked at while a site is built.
pub struct Watched {
    route: Route,
    file: PathBuf,
    before: Option<Vec<u8>>,
    /// 0 where it was not met, 1 where it was kept, 2 where it was made.
    met: AtomicU8,
}

impl Watched {
    /// Looks at the output at an address before the build.
    pub fn new(address: &str, out: &Path) -> Self {
        let address = if address.starts_with('/') { address.to_owned() } else { format!("/{address}") };
        let route = Route::new(&address);
        let file = out.join(route.file());
        Self { before: read(&file), route, file, met: AtomicU8::new(0) }
    }

    /// Is told of an output, and whether it was made.
    pub fn see(&self, route: &Route, made: bool) {
        if *route == self.route {
            self.met.store(1 + u8::from(made), Ordering::Relaxed);
        }
    }

    /// Says why, once the site is published.
    pub fn tell(&self, why: &Why) -> String {
        let route = &self.route;
        let Some(now) = read(&self.file) else {
            let help =
                if route.as_str().ends_with('/') { "" } else { "; the address of a page ends in a slash" };
            let gone = if self.before.is_some() { "no output any more" } else { "no output" };
            return format!("There is {gone} at {route}{help}.\n");
        };
        let is_made = self.met.load(Ordering::Relaxed) == 2;
        match why {
            Why::NotRemembered if is_made => format!(
                "{route} was made, as everything was: no build is remembered, or files of the last one are not as it left them.\n"
            ),
            Why::Changed(paths) if paths.is_empty() => {
                format!("{route} was not made again: nothing has changed since the last build.\n")
            }
            Why::Changed(paths) if is_made => {
                format!(
                    "{route} was made again. Changed since the last build: {}.\n{}",
                    named(paths),
                    self.difference(&now)
                )
            }
            Why::Changed(paths) => format!(
                "{route} was not made again: what it is made of is the same. Changed since the last build: {}.\n",
                named(paths)
            ),
            Why::NotRemembered => format!("{route} was not made again: what it is made of is the same.\n"),
        }
    }

    /// The first line that differs from the one before.
    fn difference(&self, now: &[u8]) -> String {
        let Some(before) = &self.before else { return "It was not there before.\n".to_owned() };
        if before == now {
            return "Its bytes are the same as before.\n".to_owned();
        }
        let (before, now) = (String::from_utf8_lossy(before), String::from_utf8_lossy(now));
        let (mut old, mut new) = (before.lines(), now.lines());
        for number in 1.. {
            match (old.next(), new.next()) {
                (None, None) => break,
                (a, b) if a == b => {}
                (a, b) => {
                    let short = |line: Option<&str>| line.unwrap_or("(the end)").trim().to_owned();
                    return format!(
                        "The first line that differs is line {number}:\n  before: {}\n  now:    {}\n",
                        short(a),
                        short(b)
                    );
                }
            }
        }
        "Only its line ends differ.\n".to_owned()
    }
}

fn named(paths: &[String]) -> String {
    let first: Vec<&str> = paths.iter().take(MOST).map(String::as_str).collect();
    match paths.len().saturating_sub(MOST) {
        0 => first.join(", "),
        more => format!("{} and {more} more", first.join(", ")),
    }
}

#[expect(clippy::disallowed_methods, reason = "a built site is no content")]
fn read(file: &Path) -> Option<Vec<u8>> {
    std::fs::read(file).ok()
}
