//! A site that was published: in a folder ([`Online::Folder`]), or served by a host ([`host`]). Its `build.json` says
//! what is in it. [`carried`]: what a new publication keeps of it. [`compare`]: whether a host serves what was built.
//! [`unbuilt`]: what lies in a folder besides.
//!
//! Nothing that comes from there is believed: sizes are limits, digests are checked, paths lead nowhere else.

pub mod carried;
#[cfg(feature = "external")]
pub mod compare;
#[cfg(feature = "external")]
pub mod host;
pub mod unbuilt;

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

#[cfg(feature = "external")]
use self::host::Host;
use crate::error::Failure;
use crate::formats::manifest::Manifest;
use crate::publish::manifest::BUILD_JSON;
use crate::publish::place::inside;

/// The largest `build.json` that is read, in bytes: that of some hundred thousand files.
const LARGEST_MANIFEST: u64 = 64_000_000;

/// How many files are read at a time.
const AT_ONCE: usize = 6;

/// Where a published site is.
#[derive(Debug)]
pub enum Online {
    /// A folder.
    Folder(PathBuf),
    /// A host.
    #[cfg(feature = "external")]
    Host(Host),
}

/// What `build.json` says of a published site.
#[derive(Debug)]
pub enum Said {
    /// What was built.
    Site(Manifest),
    /// Nothing: there is none.
    Nothing,
    /// What is none: a damaged one, another program's, or the page that a host has for all addresses. Where it was
    /// read.
    Other(String),
}

/// Whether a place is meant as an address rather than a folder.
pub fn is_address(place: &str) -> bool {
    place.contains("://")
}

impl Online {
    /// A published site by its address or folder.
    ///
    /// # Errors
    /// When there can be none.
    pub fn at(place: &str) -> Result<Self, Failure> {
        if is_address(place) {
            return Self::on_host(place);
        }
        let folder = PathBuf::from(place);
        if folder.is_dir() {
            return Ok(Self::Folder(folder));
        }
        Err(Failure::Usage(format!(
            "there is no folder {place}; give the folder or the address of a built site"
        )))
    }

    #[cfg(feature = "external")]
    fn on_host(address: &str) -> Result<Self, Failure> {
        Host::new(address).map(Self::Host).map_err(Failure::Usage)
    }

    #[cfg(not(feature = "external"))]
    fn on_host(address: &str) -> Result<Self, Failure> {
        let message = format!("this build of Plenary cannot ask the network for {address}; give a folder");
        Err(Failure::Usage(message))
    }

    /// What its `build.json` says.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn manifest(&self) -> Result<Said, Failure> {
        let (bytes, name) = match self {
            Self::Folder(folder) => {
                (in_folder(&folder.join(BUILD_JSON))?, folder.join(BUILD_JSON).display().to_string())
            }
            #[cfg(feature = "external")]
            Self::Host(host) => (host.manifest(LARGEST_MANIFEST)?, format!("{}{BUILD_JSON}", host.root)),
        };
        let Some(bytes) = bytes else { return Ok(Said::Nothing) };
        Ok(Manifest::read(&bytes).map_or_else(|| Said::Other(name), Said::Site))
    }

    /// The bytes of a file, if it has no more than `limit` of them.
    ///
    /// # Errors
    /// Why they are not there, in words.
    pub fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, String> {
        match self {
            Self::Folder(folder) => {
                let file = inside(folder, path).ok_or("it lies outside the folder")?;
                let mut bytes = Vec::new();
                let read = File::open(&file).and_then(|file| file.take(limit + 1).read_to_end(&mut bytes));
                read.map_err(|e| e.to_string())?;
                Ok(bytes)
            }
            #[cfg(feature = "external")]
            Self::Host(host) => host.file(path, limit),
        }
    }
}

fn in_folder(file: &Path) -> Result<Option<Vec<u8>>, Failure> {
    if !file.exists() {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    let read = File::open(file).and_then(|file| file.take(LARGEST_MANIFEST).read_to_end(&mut bytes));
    read.map_err(|e| Failure::io("read", file, &e))?;
    Ok(Some(bytes))
}

/// Does something for each of a list, some at a time; gives what came of it, in their order. Waiting for a
/// host takes no part of the machine, so these are threads of their own.
fn each<T: Sync, R: Send>(items: &[T], does: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, R)>> = Mutex::default();
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE.min(items.len()) {
            scope.spawn(|| {
                while let Some((i, item)) =
                    Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|i| Some((i, items.get(i)?)))
                {
                    let came = does(item);
                    done.lock().unwrap_or_else(PoisonError::into_inner).push((i, came));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(i, _)| *i);
    done.into_iter().map(|(_, came)| came).collect()
}
