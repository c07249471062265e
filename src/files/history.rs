//! What git knows of the files of a site: when each was last changed, and what it said before.
//!
//! Git itself is asked, where the site lies in a repository; the answer is a function of the commit that is
//! checked out, and of how far back a shallow clone goes. A shallow clone knows one commit, which changed
//! everything on one day: of such a day nothing is said. Former texts it may hold all the same.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command, Stdio};
use std::sync::OnceLock;

use jiff::civil::Date;

use super::git::{self, Git};

/// The folder whose files are asked for.
const CONTENT: &str = "content";

/// Stands before the day of each commit in git's answer; no path begins with it.
const DAY: char = '\u{1}';

/// How a log is asked for. What a person's own settings may change of the answer is set here.
const LOG: [&str; 6] = ["-c", "log.showSignature=false", "-c", "log.showRoot=true", "log", "--no-color"];

/// In how many folders of its repository a site is looked for, one after the other.
const MOST_PLACES: usize = 8;

/// The largest text that is looked at, in bytes.
const MOST_TEXT: usize = 64 * 1024 * 1024;

/// Why nothing is known of former texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Absent {
    /// The site lies in no repository, or in one without a commit.
    #[default]
    NoRepository,
    /// The program git is not there.
    NotInstalled,
    /// Git does not answer.
    Silent,
    /// Git refuses a repository that belongs to somebody else.
    NotTrusted(PathBuf),
    /// Git has failed, with these words.
    Failed(String),
}

impl Absent {
    /// The reason in words.
    pub fn reason(&self) -> String {
        match self {
            Self::NoRepository => "there is no git history to look in".to_owned(),
            Self::NotInstalled => "git is not installed, or not in PATH".to_owned(),
            Self::Silent => "git does not answer".to_owned(),
            Self::NotTrusted(folder) => format!(
                "git does not trust the folder, which belongs to somebody else; to trust it, run git config \
                 --global --add safe.directory {}",
                folder.display()
            ),
            Self::Failed(words) => format!("git has failed: {words}"),
        }
    }

    /// What git that did not do what it was asked said of the repository in a folder.
    fn of(errors: &str, repository: &Path) -> Self {
        if errors.contains("dubious ownership") {
            return Self::NotTrusted(repository.to_owned());
        }
        // A repository without a commit.
        if errors.contains("ambiguous argument 'HEAD'") {
            return Self::NoRepository;
        }
        let mut lines = errors.lines().map(str::trim).filter(|line| !line.is_empty());
        let line = lines.next().unwrap_or("it gave no reason");
        let words = ["fatal: ", "error: "].into_iter().find_map(|mark| line.strip_prefix(mark));
        Self::Failed(words.unwrap_or(line).to_owned())
    }
}

impl From<io::Error> for Absent {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::TimedOut | io::ErrorKind::InvalidData => Self::Silent,
            _ => Self::NotInstalled,
        }
    }
}

/// The history of a site's content.
#[derive(Debug)]
pub struct History {
    root: PathBuf,
    /// The folder of the repository, in which the site lies.
    repository: PathBuf,
    commit: String,
    /// Of a shallow clone, how many commits it has.
    shallow: Option<String>,
    days: OnceLock<Result<Days, Absent>>,
}

/// Of each file, by its path in the site, the days on which it was committed, the last commit first; of those
/// that are no earlier than one before them, none.
type Days = BTreeMap<String, Vec<Date>>;

impl History {
    /// The history of the site in a folder.
    ///
    /// # Errors
    /// Why there is none: no repository, no commit, no git, or a git that does not trust the folder.
    pub fn of(root: &Path) -> Result<Self, Absent> {
        let root = root.canonicalize().map_err(|_| Absent::NoRepository)?;
        let repository = root.ancestors().find(|folder| folder.join(".git").exists());
        let Some(repository) = repository else { return Err(Absent::NoRepository) };
        let asked = git::ask(&mut command(), &root, &["rev-parse", "--is-shallow-repository", "HEAD"]);
        let (said, errors, is_done) = asked?;
        let said = said.trim().split_once('\n').filter(|_| is_done);
        let (shallow, commit) = said.ok_or_else(|| Absent::of(&errors, repository))?;
        let commit = commit.to_owned();
        let shallow = (shallow != "false")
            .then(|| git(&root, &["rev-list", "--count", &commit]).unwrap_or_default().trim().to_owned());
        let repository = repository.to_owned();
        Ok(Self { root, repository, commit, shallow, days: OnceLock::new() })
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

    /// The day on which a file, by its path in the site, was last committed; none in a shallow clone. Commits
    /// from after the day `until` were made by a clock that was wrong, and are passed over.
    pub fn day(&self, path: &str, until: Date) -> Option<Date> {
        self.days().ok()?.get(path)?.iter().copied().find(|day| *day <= until)
    }

    /// Why git, which has said what is checked out, does not tell the days.
    pub fn failure(&self) -> Option<&Absent> {
        self.days().err()
    }

    fn days(&self) -> Result<&Days, &Absent> {
        let ask = || if self.is_shallow() { Ok(Days::new()) } else { self.ask() };
        self.days.get_or_init(ask).as_ref()
    }

    /// Of each file the days of the commits that changed it. One that gave it another name alone, its bytes
    /// being the same, is passed over; also one that moved the site to another folder of its repository.
    fn ask(&self) -> Result<Days, Absent> {
        let folder = self.root.strip_prefix(&self.repository).unwrap_or(Path::new(""));
        let folder: String = folder.iter().map(|name| name.to_string_lossy() + "/").collect();
        let mut places = vec![format!("{folder}{CONTENT}")];
        loop {
            let said = self.log_of(&places)?;
            match self.place_before(&said, &places) {
                Some(before) if places.len() < MOST_PLACES => places.push(before),
                _ => return Ok(days(&said, &folder)),
            }
        }
    }

    /// The log of all that lies in some folders of the repository.
    fn log_of(&self, places: &[String]) -> Result<String, Absent> {
        let format = format!("--format=tformat:{DAY}%cs %H");
        let places: Vec<String> = places.iter().map(|place| format!(":(top,literal){place}")).collect();
        let places: Vec<&str> = places.iter().map(String::as_str).collect();
        let asked = [&format, "--name-status", "-z", "-M100%", &self.commit, "--"];
        let asked = [&LOG[..], &asked, &places].concat();
        let (said, errors, is_done) = git::ask(&mut command(), &self.root, &asked)?;
        if is_done { Ok(said) } else { Err(Absent::of(&errors, &self.repository)) }
    }

    /// Where the content lay before the oldest commit of a log that has seen it in some places: the folder from
    /// which that commit moved a file of it as it was.
    fn place_before(&self, log: &str, places: &[String]) -> Option<String> {
        let (_, oldest) = log.rsplit_once(DAY)?;
        let commit = oldest.split('\0').next()?.split_once(' ')?.1;
        let asked = ["diff-tree", "-r", "-z", "--no-commit-id", "--name-status", "-M100%", "--diff-filter=R"];
        let said = git(&self.root, &[&asked[..], &[commit]].concat())?;
        let fields: Vec<&str> = said.split('\0').collect();
        let mut moves = fields.chunks_exact(3).map(|renaming| (renaming[1], renaming[2]));
        let before = |(old, new): (&str, &str)| {
            let path = places.iter().find_map(|place| new.strip_prefix(place)?.strip_prefix('/'))?;
            let folder = old.strip_suffix(path)?.strip_suffix('/')?;
            let is_content = folder.rsplit('/').next() == Some(CONTENT);
            (is_content && !places.iter().any(|place| place == folder)).then(|| folder.to_owned())
        };
        moves.find_map(before)
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
        git(&self.root, &[&LOG[..], &["--relative"], asked, &[&self.commit, "--", CONTENT]].concat())
    }
}

/// Reads what `git log --name-status -z` says, the last commit first: the day behind [`DAY`] and the commit's name, then of each file
/// "M" and its path, or after a renaming "R100", the old path and the new one; each before a zero. Paths are those of the repository;
/// those in the site's folder are given.
fn days(said: &str, folder: &str) -> Days {
    // The path that a file has now, by one that it had before.
    let mut names: BTreeMap<&str, &str> = BTreeMap::new();
    let mut added: BTreeSet<&str> = BTreeSet::new();
    let mut days: BTreeMap<&str, Vec<Date>> = BTreeMap::new();
    let mut day: Option<Date> = None;
    let mut fields = said.split('\0').filter(|field| !field.is_empty());
    while let Some(field) = fields.next() {
        if let Some(written) = field.strip_prefix(DAY) {
            // 1970 is what a clock says that was not set.
            let (written, _) = written.split_once(' ').unwrap_or((written, ""));
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
                && let Some(others) = days.remove(path)
            {
                let all = days.entry(now).or_default();
                for day in others {
                    add(day, all);
                }
            }
            continue;
        }
        if what.starts_with('A') {
            added.insert(path);
        }
        let all = days.entry(names.get(path).copied().unwrap_or(path)).or_default();
        if let Some(day) = day {
            add(day, all);
        }
    }
    let of_site = |(path, all): (&str, _)| Some((path.strip_prefix(folder)?.to_owned(), all));
    days.into_iter().filter_map(of_site).collect()
}

/// Adds the day of an older commit, which is asked for only where those before it are too late.
fn add(day: Date, all: &mut Vec<Date>) {
    if all.last().is_none_or(|later| day < *later) {
        all.push(day);
    }
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
    let (answer, _, is_done) = git::ask(&mut command(), folder, arguments).ok()?;
    is_done.then_some(answer)
}

fn command() -> Command {
    let mut git = Command::new("git");
    // What a clone left with its host stays there: nothing here asks the network.
    // Its messages are read, so they are in English.
    git.env("GIT_NO_LAZY_FETCH", "1").env("LC_ALL", "C");
    // Git sets these for its hooks; the repository that is asked is the one around the folder.
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"] {
        git.env_remove(name);
    }
    git
}

/// What git keeps, to be asked for piece by piece.
struct Store {
    asked: Option<ChildStdin>,
    git: BufReader<Git>,
}

impl Store {
    fn open(folder: &Path) -> Option<Self> {
        let mut command = command();
        command.arg("-C").arg(folder).args(["cat-file", "--batch"]).stdin(Stdio::piped());
        let mut git = Git::start(&mut command).ok()?;
        Some(Self { asked: git.asked.take(), git: BufReader::new(git) })
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
        self.git.read_line(&mut head)?;
        // "NAME blob 1234", or "NAME missing".
        let size = match head.trim_end().split(' ').collect::<Vec<_>>()[..] {
            [_, "blob", size] => size.parse().map_err(io::Error::other)?,
            [_, "missing"] => return Ok(None),
            _ => return Err(io::ErrorKind::InvalidData.into()),
        };
        if size > MOST_TEXT {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let mut bytes = vec![0; size];
        self.git.read_exact(&mut bytes)?;
        self.git.read_exact(&mut [0])?;
        Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
    }
}
