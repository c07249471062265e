//! `tests/translations/NAME.md`: prose and fenced blocks, which follow each other. `files` writes files of a
//! site, `commit` does and commits them with git, `seal` writes the seals of translations as
//! `plenary seal --write` does, `move` renames a record as `plenary move` does, `clone` goes on in a clone of so many
//! commits, `git` is what git is asked to do, `folder` where the site lies in the repository from then on; `check`,
//! `translations` and `json` hold what the commands print, `check-without-git` and `check-of-another` what they
//! print where git is not installed, and where the folder belongs to somebody else.
//! `PLENARY_ACCEPT=1 cargo test` writes what they print into the files, to be read as a diff.

use std::path::PathBuf;
use std::process::Command;

use tempfile::TempDir;

use crate::cases::every;

/// A site on the disk.
struct Site {
    /// The folders that hold it, and what it was cloned from.
    folders: Vec<TempDir>,
    /// Where the site lies in the repository.
    inside: String,
}

impl Site {
    fn root(&self) -> PathBuf {
        self.folders.last().unwrap().path().to_owned()
    }

    /// The folder of the site.
    fn site(&self) -> PathBuf {
        self.root().join(&self.inside)
    }

    fn git(&self, arguments: &[&str]) {
        let mut git = Command::new("git");
        git.current_dir(self.root()).args(["-c", "user.name=Nobody", "-c", "user.email=nobody@example.org"]);
        let answer = git.args(arguments).output().unwrap();
        assert!(answer.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&answer.stderr));
    }

    fn write(&self, files: &str) {
        for part in files.split("-- content/").skip(1) {
            let (path, text) = part.split_once(" --\n").unwrap();
            let path = self.site().join("content").join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
    }

    fn commit(&self) {
        if !self.root().join(".git").exists() {
            self.git(&["init", "--quiet"]);
        }
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", "A change"]);
    }

    fn clone_here(&mut self, depth: &str) {
        let from = format!("file://{}", self.root().display());
        self.folders.push(tempfile::tempdir().unwrap());
        self.git(&["clone", "--quiet", "--depth", depth, &from, "."]);
    }

    /// What a command prints.
    fn plenary(&self, arguments: &[&str]) -> String {
        self.plenary_with(arguments, &[])
    }

    /// What a command prints in an environment; the folder of the repository is `/site`.
    fn plenary_with(&self, arguments: &[&str], environment: &[(&str, &str)]) -> String {
        let mut plenary = Command::new(env!("CARGO_BIN_EXE_plenary"));
        plenary.args(arguments).arg("--root").arg(self.site()).envs(environment.iter().copied());
        let answer = plenary.args(["--today", "2026-11-24"]).output().unwrap();
        let said = String::from_utf8(answer.stdout).unwrap();
        assert!(answer.status.success(), "{said}{}", String::from_utf8_lossy(&answer.stderr));
        let root = self.root().canonicalize().unwrap();
        said.replace(&*root.to_string_lossy(), "/site")
    }

    /// Does what a block says; gives the block as it is.
    fn block(&mut self, head: &str, body: &str) -> String {
        match head {
            "files" => self.write(body),
            "commit" => {
                self.write(body);
                self.commit();
            }
            "seal" => {
                for path in body.lines() {
                    let path = self.site().join(path);
                    self.plenary(&["seal", &path.to_string_lossy(), "--write"]);
                }
            }
            "move" => {
                let (old, new) = body.trim().split_once(' ').unwrap();
                self.plenary(&["move", old, new]);
            }
            "git" => {
                for line in body.lines() {
                    self.git(&line.split(' ').collect::<Vec<_>>());
                }
            }
            "folder" => body.trim().clone_into(&mut self.inside),
            "check-without-git" => return self.plenary_with(&["check"], &[("PATH", "")]),
            "check-of-another" => {
                let nobody = [("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1"), ("GIT_CONFIG_GLOBAL", "/dev/null")];
                return self.plenary_with(&["check"], &nobody);
            }
            "clone" => self.clone_here(body.trim()),
            "check" => return self.plenary(&["check"]),
            "translations" => return self.plenary(&["translations"]),
            "json" => return self.plenary(&["translations", "--format", "json"]),
            other => panic!("{other} is no block"),
        }
        body.to_owned()
    }
}

/// Runs the blocks of one file; gives the file as it is.
fn run(text: &str) -> String {
    let mut site = Site { folders: vec![tempfile::tempdir().unwrap()], inside: String::new() };
    let mut out = String::new();
    let mut block: Option<(String, String)> = None;
    for line in text.split_inclusive('\n') {
        let fence = line.starts_with("````");
        match &mut block {
            Some((head, body)) if fence => {
                out.push_str(&site.block(head, body));
                block = None;
            }
            Some((_, body)) => {
                body.push_str(line);
                continue;
            }
            None if fence => block = Some((line.trim().trim_start_matches('`').to_owned(), String::new())),
            None => {}
        }
        out.push_str(line);
    }
    out
}

#[test]
fn every_case_stands_as_written() {
    every("translations", |_, text, _| run(text));
}
