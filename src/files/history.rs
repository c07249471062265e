//! When the files of a site were last changed, as git knows it.
//!
//! Git itself is asked, where the site lies in a repository; the answer is a function of the commit that is
//! checked out. A shallow clone knows one commit, which changed everything on one day: of such a day
//! nothing is said.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use jiff::civil::Date;

/// The folder whose files are asked for.
const CONTENT: &str = "content";

/// Stands before the day of each commit in git's answer; no path begins with it.
const DAY: char = '\u{1}';

/// The history of a site's content.
#[derive(Debug)]
pub struct History {
    root: PathBuf,
    commit: String,
    days: OnceLock<BTreeMap<String, Date>>,
}

impl History {
    /// The history of the site in a folder; none where there is no repository, no git or no whole history.
    pub fn of(root: &Path) -> Option<Self> {
        let root = root.canonicalize().ok()?;
        if !root.ancestors().any(|folder| folder.join(".git").exists()) {
            return None;
        }
        let said = git(&root, &["rev-parse", "--is-shallow-repository", "HEAD"])?;
        let (shallow, commit) = said.trim().split_once('\n')?;
        let commit = commit.to_owned();
        (shallow == "false").then_some(Self { root, commit, days: OnceLock::new() })
    }

    /// The commit that is checked out.
    pub fn commit(&self) -> &str {
        &self.commit
    }

    /// The day on which a file, by its path in the site, was last committed.
    pub fn day(&self, path: &str) -> Option<Date> {
        self.days.get_or_init(|| self.ask()).get(path).copied()
    }

    /// Of each file the day of the newest commit that changed it.
    fn ask(&self) -> BTreeMap<String, Date> {
        let format = format!("--format=tformat:{DAY}%cs");
        let asked =
            ["-c", "core.quotePath=false", "log", &format, "--name-only", "--no-renames", "--relative"];
        let said =
            git(&self.root, &[&asked[..], &[&self.commit, "--", CONTENT]].concat()).unwrap_or_default();
        let mut days = BTreeMap::new();
        let mut day = None;
        for line in said.lines() {
            match line.strip_prefix(DAY) {
                Some(written) => day = written.parse().ok(),
                None => {
                    if let Some(day) = day.filter(|_| !line.is_empty()) {
                        days.entry(line.to_owned()).or_insert(day);
                    }
                }
            }
        }
        days
    }
}

/// What git answers in a folder; none where it cannot.
fn git(folder: &Path, arguments: &[&str]) -> Option<String> {
    let mut git = Command::new("git");
    git.arg("-C").arg(folder).args(arguments).stdin(Stdio::null()).stderr(Stdio::null());
    let answer = git.output().ok().filter(|answer| answer.status.success())?;
    String::from_utf8(answer.stdout).ok()
}
