//! What git knows of the files of a site: when each was last changed, and what it said before.
//!
//! Git itself is asked, where the site lies in a repository; the answer is a function of the commit that is
//! checked out, and of how far back a shallow clone goes. A shallow clone knows one commit, which changed
//! everything on one day: of such a day nothing is said. Former texts it may hold all the same.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::OnceLock;

use jiff::civil::Date;

/// The folder whose files are asked for.
const CONTENT: &str = "content";

/// Stands before the day of each commit in git's answer; no path begins with it.
const DAY: char = '\u{1}';

/// Why nothing is known of former texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Absent {
    /// The site lies in no repository, or in one without a commit.
    #[default]
    NoRepository,
    /// The program git is not there.
    NotInstalled,
    /// Git refuses a repository that belongs to somebody else.
    NotTrusted(PathBuf),
}

impl Absent {
    /// The reason in words.
    pub fn reason(&self) -> String {
        match self {
            Self::NoRepository => "there is no git history to look in".to_owned(),
            Self::NotInstalled => "git is not installed, or not in PATH".to_owned(),
            Self::NotTrusted(folder) => format!(
                "git does not trust the folder, which belongs to somebody else; to trust it, run git config \
                 --global --add safe.directory {}",
                folder.display()
            ),
        }
    }
}

/// The history of a site's content.
#[derive(Debug)]
pub struct History {
    root: PathBuf,
    commit: String,
    /// Of a shallow clone, how many commits it has.
    shallow: Option<String>,
    days: OnceLock<BTreeMap<String, Date>>,
}

impl History {
    /// The history of the site in a folder.
    ///
    /// # Errors
    /// Why there is none: no repository, no commit, no git, or a git that does not trust the folder.
    pub fn of(root: &Path) -> Result<Self, Absent> {
        let root = root.canonicalize().map_err(|_| Absent::NoRepository)?;
        let repository = root.ancestors().find(|folder| folder.join(".git").exists());
        let Some(repository) = repository else { return Err(Absent::NoRepository) };
        let mut asked = command(&root);
        asked.args(["rev-parse", "--is-shallow-repository", "HEAD"]).stdin(Stdio::null());
        let answer = asked.stderr(Stdio::piped()).output().map_err(|_| Absent::NotInstalled)?;
        if String::from_utf8_lossy(&answer.stderr).contains("dubious ownership") {
            return Err(Absent::NotTrusted(repository.to_owned()));
        }
        let said = String::from_utf8_lossy(&answer.stdout);
        let said = said.trim().split_once('\n').filter(|_| answer.status.success());
        let (shallow, commit) = said.ok_or(Absent::NoRepository)?;
        let commit = commit.to_owned();
        let shallow = (shallow != "false")
            .then(|| git(&root, &["rev-list", "--count", &commit]).unwrap_or_default().trim().to_owned());
        Ok(Self { root, commit, shallow, days: OnceLock::new() })
    }

    /// What its answers depend on: the commit that is checked out, and how many are before it where some
    /// are left out.
    pub fn depends_on(&self) -> String {
        let commit = format!("the commit that is checked out, {}", self.commit);
        match &self.shallow {
            Some(count) => format!("{commit}, of which {count} are here"),
            None => commit,
        }
    }

    /// Whether older commits are left out.
    pub fn is_shallow(&self) -> bool {
        self.shallow.is_some()
    }

    /// The day on which a file, by its path in the site, was last committed; none in a shallow clone.
    pub fn day(&self, path: &str) -> Option<Date> {
        if self.is_shallow() {
            return None;
        }
        self.days.get_or_init(|| self.ask()).get(path).copied()
    }

    /// Of each file the day of the last commit that changed it. One that gave it another name alone, its bytes
    /// being the same, is passed over.
    fn ask(&self) -> BTreeMap<String, Date> {
        let format = format!("--format=tformat:{DAY}%cs");
        let said = self.log(&[&format, "--name-status", "-z", "-M100%"]).unwrap_or_default();
        days(&said)
    }

    /// Shows `see` the texts that files, by their paths in the site, had in the commits up to this one, the
    /// newest of each file first, each with the place of its path in the list; until it has seen enough of a
    /// file. `is_there` says whether the site has a file at a path now.
    pub fn former(
        &self,
        paths: &[&str],
        is_there: &dyn Fn(&str) -> bool,
        see: &mut dyn FnMut(usize, String) -> bool,
    ) {
        let Some(mut store) = Store::open(&self.root) else { return };
        for (i, blobs) in self.blobs(paths, is_there).iter().enumerate() {
            let Ok(enough) = store.show(blobs, &mut |text| see(i, text)) else { return };
            // Whoever has not seen enough may find it where the site's folder lay before.
            if !enough
                && store.show(&self.blobs_elsewhere(paths[i], blobs), &mut |text| see(i, text)).is_err()
            {
                return;
            }
        }
    }

    /// The names of the texts that a file had outside of the site's folder: under its former paths; where
    /// its path is not committed yet, at the same path in another folder.
    fn blobs_elsewhere(&self, path: &str, known: &[String]) -> Vec<String> {
        let always =
            ["-c", "log.showSignature=false", "log", "--format=", "--raw", "-z", "--no-abbrev", "-M"];
        let by_name = format!(":(top,glob)**/{path}");
        let ways = [vec!["--follow", &self.commit, "--", path], vec!["-m", &self.commit, "--", &by_name]];
        let mut blobs: Vec<String> = Vec::new();
        for way in ways {
            let said = git(&self.root, &[&always[..], &way].concat()).unwrap_or_default();
            for blob in steps(&said).iter().flat_map(|step| step.blobs) {
                let is_new = !known.iter().chain(&blobs).any(|known| known == blob);
                if is_new && blob.bytes().any(|b| b != b'0') {
                    blobs.push(blob.to_owned());
                }
            }
        }
        blobs
    }

    /// The names under which git keeps the texts that each file ever had, newest first. A file that bore
    /// another name is followed; one that took over an old name later on may be in the list, too.
    fn blobs(&self, paths: &[&str], is_there: &dyn Fn(&str) -> bool) -> Vec<Vec<String>> {
        let said = self.log(&["--format=", "--raw", "-z", "--no-abbrev", "-m", "-M"]).unwrap_or_default();
        let all = steps(&said);
        let mut known = BTreeMap::new();
        for step in &all {
            known.entry(step.path).or_insert(step.is_removal);
            known.entry(step.before).or_insert(true);
        }
        let mut names: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for (i, path) in paths.iter().enumerate() {
            names.entry(path).or_default().insert(i);
            if !known.contains_key(path) {
                // A new name that is not committed yet: the old one is among those that have gone.
                let gone = known.iter().filter(|(path, is_removal)| !**is_removal && !is_there(path));
                gone.for_each(|(path, _)| _ = names.entry(path).or_default().insert(i));
            }
        }
        let mut blobs: Vec<Vec<String>> = vec![Vec::new(); paths.len()];
        for step in all {
            let Some(files) = names.get(step.path).cloned() else { continue };
            for (i, blob) in files.iter().flat_map(|i| step.blobs.map(|blob| (*i, blob))) {
                if blob.bytes().any(|b| b != b'0') && !blobs[i].iter().any(|known| known == blob) {
                    blobs[i].push(blob.to_owned());
                }
            }
            names.entry(step.before).or_default().extend(files);
        }
        blobs
    }

    /// The log of the content, as it is asked for.
    fn log(&self, asked: &[&str]) -> Option<String> {
        // What a person's own settings may change of the answer is set here.
        let always =
            ["-c", "log.showSignature=false", "-c", "log.showRoot=true", "log", "--no-color", "--relative"];
        git(&self.root, &[&always[..], asked, &[&self.commit, "--", CONTENT]].concat())
    }
}

/// Reads what `git log --name-status -z` says, the last commit first: the day behind [`DAY`], then of each file
/// "M" and its path, or after a renaming "R100", the old path and the new one; each before a zero.
fn days(said: &str) -> BTreeMap<String, Date> {
    // The path that a file has now, by one that it had before.
    let mut names: BTreeMap<&str, &str> = BTreeMap::new();
    let mut added: BTreeSet<&str> = BTreeSet::new();
    let mut days: BTreeMap<&str, Option<Date>> = BTreeMap::new();
    let mut day = None;
    let mut fields = said.split('\0').filter(|field| !field.is_empty());
    while let Some(field) = fields.next() {
        if let Some(written) = field.strip_prefix(DAY) {
            // 1970 is what a clock says that was not set.
            day = written.parse().ok().filter(|day: &Date| day.year() > 1970);
            continue;
        }
        let (what, Some(path)) = (field.trim_start(), fields.next()) else { break };
        if what.starts_with('R') {
            let Some(new) = fields.next() else { break };
            let now = names.get(new).copied().unwrap_or(new);
            names.insert(path, now);
            // A change under the old path that comes later was made on another branch.
            if !added.contains(path)
                && let Some(day) = days.remove(path)
            {
                days.entry(now).or_insert(day);
            }
            continue;
        }
        if what.starts_with('A') {
            added.insert(path);
        }
        days.entry(names.get(path).copied().unwrap_or(path)).or_insert(day);
    }
    days.into_iter().filter_map(|(path, day)| Some((path.to_owned(), day?))).collect()
}

/// What a commit did to a file.
struct Step<'a> {
    /// Its path after the commit, or before where it was removed.
    path: &'a str,
    /// Its path before.
    before: &'a str,
    /// The names of its text after and before; zeros for none.
    blobs: [&'a str; 2],
    is_removal: bool,
}

/// Reads what `git log --raw -z` says: ":100644 100644 OLD NEW R100", the path, and after a renaming the
/// new path, each before a zero.
fn steps(said: &str) -> Vec<Step<'_>> {
    let mut all = Vec::new();
    let mut fields = said.split('\0');
    while let Some(head) = fields.next() {
        let [_, _, old, new, what] = head.split(' ').collect::<Vec<_>>()[..] else { continue };
        let Some(before) = fields.next() else { break };
        let path = if what.starts_with(['R', 'C']) { fields.next().unwrap_or(before) } else { before };
        all.push(Step { path, before, blobs: [new, old], is_removal: what.starts_with('D') });
    }
    all
}

/// What git answers in a folder; none where it cannot.
fn git(folder: &Path, arguments: &[&str]) -> Option<String> {
    let answer = command(folder).args(arguments).stdin(Stdio::null()).output().ok()?;
    // A name that is no UTF-8 is none of the site's.
    answer.status.success().then(|| String::from_utf8_lossy(&answer.stdout).into_owned())
}

fn command(folder: &Path) -> Command {
    let mut git = Command::new("git");
    // What a clone left with its host stays there: nothing here asks the network.
    // Its messages are read, so they are in English.
    git.env("GIT_NO_LAZY_FETCH", "1").env("LC_ALL", "C");
    // Git sets these for its hooks; the repository that is asked is the one around the folder.
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"] {
        git.env_remove(name);
    }
    git.arg("-C").arg(folder).stderr(Stdio::null());
    git
}

/// What git keeps, to be asked for piece by piece.
struct Store {
    git: Child,
    asked: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Store {
    fn open(folder: &Path) -> Option<Self> {
        let mut git = command(folder);
        git.args(["cat-file", "--batch"]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut git = git.spawn().ok()?;
        let (asked, answers) = (git.stdin.take(), BufReader::new(git.stdout.take()?));
        Some(Self { git, asked, answers })
    }

    /// Shows texts, by the names under which they are kept, until enough is seen; gives whether it was.
    ///
    /// # Errors
    /// When git has failed.
    fn show(&mut self, blobs: &[String], see: &mut dyn FnMut(String) -> bool) -> io::Result<bool> {
        for blob in blobs {
            if self.text(blob)?.is_some_and(|text| !see(text)) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// A text by the name under which it is kept; none where it is not kept here.
    ///
    /// # Errors
    /// When git has failed.
    fn text(&mut self, blob: &str) -> io::Result<Option<String>> {
        if let Some(asked) = &mut self.asked {
            writeln!(asked, "{blob}")?;
            asked.flush()?;
        }
        let mut head = String::new();
        self.answers.read_line(&mut head)?;
        // "NAME blob 1234", or "NAME missing".
        let size = match head.trim_end().split(' ').collect::<Vec<_>>()[..] {
            [_, "blob", size] => size.parse().map_err(io::Error::other)?,
            [_, "missing"] => return Ok(None),
            _ => return Err(io::ErrorKind::InvalidData.into()),
        };
        let mut bytes = vec![0; size];
        self.answers.read_exact(&mut bytes)?;
        self.answers.read_exact(&mut [0])?;
        Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        // Git ends when nothing more can be asked.
        drop(self.asked.take());
        let _ = self.git.wait();
    }
}
