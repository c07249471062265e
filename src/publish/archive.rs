//! A built site in one file, to send around: a ZIP (APPNOTE 6.3.10) of all that `build.json` lists, with the home
//! page at the top. The same site gives the same bytes: files stand in the order of their paths and bear no time.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{BufWriter, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::manifest::BUILD_JSON;
use super::place::{Place, whole};
use crate::error::Failure;
use crate::formats::manifest::Manifest;

/// Stands at the end of each such file, so that it is told from files of others.
const COMMENT: &str = "Made by plenary build --portable";

/// The file for the site in a folder: beside the folder, by its name.
fn place(out: &Path) -> PathBuf {
    named(out, "", ".zip")
}

/// The file while it is written.
fn beside(out: &Path) -> PathBuf {
    named(out, ".plenary-", ".zip")
}

fn named(out: &Path, before: &str, behind: &str) -> PathBuf {
    let folder = if out.file_name().is_some() { out.to_owned() } else { whole(out) };
    let mut name = OsString::from(before);
    name.push(folder.file_name().unwrap_or_else(|| "site".as_ref()));
    name.push(behind);
    folder.with_file_name(name)
}

/// Refuses to write over what no build made.
///
/// # Errors
/// When there is something.
pub fn refuse_foreign(out: &Path) -> Result<(), Failure> {
    let file = place(out);
    if !file.exists() || is_ours(&file) {
        return Ok(());
    }
    Err(Failure::Usage(format!(
        "{} is there, and no build of Plenary made it; choose another folder with --out, or take it away",
        file.display()
    )))
}

fn is_ours(file: &Path) -> bool {
    let mut end = Vec::new();
    let read = File::open(file).and_then(|mut file| {
        file.seek(SeekFrom::End(-i64::try_from(COMMENT.len()).unwrap_or_default()))?;
        file.read_to_end(&mut end)
    });
    read.is_ok() && end == COMMENT.as_bytes()
}

/// Writes the site in a folder as one file, and says where. Nobody ever reads half of it.
///
/// # Errors
/// When the disk fails.
pub fn write(out: &Path) -> Result<PathBuf, Failure> {
    let (file, new) = (place(out), beside(out));
    let written =
        fill(out, &new).and_then(|()| fs::rename(&new, &file).map_err(|e| Failure::io("write", &file, &e)));
    if written.is_err() {
        let _ = fs::remove_file(&new);
    }
    written.map(|()| file)
}

fn fill(out: &Path, new: &Path) -> Result<(), Failure> {
    let place = Place::new(out)?;
    let wrong = |e: &std::io::Error| Failure::io("write", new, e);
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
        .system(System::Unix);
    let file = File::create(new).map_err(|e| wrong(&e))?;
    let mut zip = ZipWriter::new(BufWriter::new(file));
    for path in paths(out)? {
        let Some(from) = place.file(&path) else { continue };
        let mut from_file = File::open(&from).map_err(|e| Failure::io("read", &from, &e))?;
        zip.start_file(path, options).map_err(|e| wrong(&e.into()))?;
        std::io::copy(&mut from_file, &mut zip).map_err(|e| wrong(&e))?;
    }
    zip.set_comment(COMMENT).map_err(|e| wrong(&e.into()))?;
    let file = zip.finish().map_err(|e| wrong(&e.into()))?;
    file.into_inner().map_err(|e| wrong(e.error())).map(|_| ())
}

/// The files of the site in a folder, in order.
#[expect(clippy::disallowed_methods, reason = "a built site is no content")]
fn paths(out: &Path) -> Result<Vec<String>, Failure> {
    let file = out.join(BUILD_JSON);
    let bytes = fs::read(&file).map_err(|e| Failure::io("read", &file, &e))?;
    let damaged = || Failure::Machine(format!("{} is damaged; run plenary build again", file.display()));
    let outputs = Manifest::read(&bytes).ok_or_else(damaged)?.outputs.into_iter();
    let mut paths: Vec<String> = outputs.map(|output| output.path).collect();
    paths.push(BUILD_JSON.to_owned());
    paths.sort();
    Ok(paths)
}
