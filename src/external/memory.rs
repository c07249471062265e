//! What is remembered of addresses elsewhere: `.plenary/links.json`, which is safe to delete.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::check::site::external::{Answer, Known};
use crate::error::Failure;
use crate::files::MEMORY;

/// The form of the file; another one is not read.
const FORMAT: u32 = 1;

/// For how many days a good answer holds, the day of asking included.
const GOOD_FOR: i32 = 7;

/// For how many days a bad one does.
const BAD_FOR: i32 = 1;

/// What is remembered, by address.
#[derive(Debug)]
pub struct Memory {
    file: PathBuf,
    links: BTreeMap<String, Remembered>,
}

#[derive(Serialize, Deserialize)]
struct Written<L> {
    format: u32,
    links: L,
}

#[derive(Debug, Serialize, Deserialize)]
struct Remembered {
    answer: Answer,
    /// The day it was asked last.
    asked: String,
    /// The day it worked last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    worked: Option<String>,
}

impl Memory {
    /// Reads what the site in the folder `root` remembers; a damaged file is nothing. The folder
    /// is made at once, so that a disk that takes nothing says so before anybody is asked.
    ///
    /// # Errors
    /// When the folder cannot be made.
    #[expect(clippy::disallowed_methods, reason = "this is the door to what is remembered")]
    pub fn open(root: &Path) -> Result<Self, Failure> {
        let folder = root.join(MEMORY);
        fs::create_dir_all(&folder).map_err(|e| Failure::io("create the folder", &folder, &e))?;
        let file = folder.join("links.json");
        let written =
            fs::read(&file).ok().and_then(|bytes| serde_json::from_slice::<Written<_>>(&bytes).ok());
        let links = written.filter(|written| written.format == FORMAT).map(|written| written.links);
        Ok(Self { file, links: links.unwrap_or_default() })
    }

    /// Whether an answer still holds on a day.
    pub fn is_fresh(&self, address: &str, today: Date) -> bool {
        let Some(link) = self.links.get(address) else { return false };
        let holds = if link.answer.is_good() { GOOD_FOR } else { BAD_FOR };
        day(&link.asked)
            .and_then(|asked| asked.until(today).ok())
            .is_some_and(|age| (0..holds).contains(&age.get_days()))
    }

    /// Remembers an answer.
    pub fn put(&mut self, address: &str, answer: Answer, today: Date) {
        let before = self.links.remove(address).and_then(|link| link.worked);
        let worked = if answer.is_good() { Some(today.to_string()) } else { before };
        let link = Remembered { answer, asked: today.to_string(), worked };
        self.links.insert(address.to_owned(), link);
    }

    /// Forgets all addresses but some.
    pub fn keep(&mut self, wanted: impl Fn(&str) -> bool) {
        self.links.retain(|address, _| wanted(address));
    }

    /// What is known of all addresses.
    pub fn known(&self) -> BTreeMap<String, Known> {
        let known = |link: &Remembered| Known {
            answer: link.answer.clone(),
            worked: link.worked.as_deref().and_then(day),
        };
        self.links.iter().map(|(address, link)| (address.clone(), known(link))).collect()
    }

    /// Writes it down: beside its place first, so that nobody ever reads half a file.
    ///
    /// # Errors
    /// When the disk does not take it.
    #[expect(clippy::disallowed_methods, reason = "this is the door to what is remembered")]
    pub fn save(&self) -> Result<(), Failure> {
        let written = Written { format: FORMAT, links: &self.links };
        let json = serde_json::to_string_pretty(&written).unwrap_or_default();
        let staged = self.file.with_extension("json.new");
        fs::write(&staged, json).map_err(|e| Failure::io("write", &staged, &e))?;
        fs::rename(&staged, &self.file).map_err(|e| Failure::io("write", &self.file, &e))
    }
}

fn day(text: &str) -> Option<Date> {
    text.parse().ok()
}
