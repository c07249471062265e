//! Small sites that are published, and whoever looks on or interrupts.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use plenary::build::{Made, Sink};
use plenary::error::Failure;
use plenary::formats::manifest;
use plenary::plan::Turn;
use plenary::publish::onlooker::{Nobody, Onlooker};
use plenary::publish::{Publication, Published};
use plenary::site::Route;

/// A site as addresses and texts.
pub type Outputs<'a> = &'a [(&'a str, &'a str)];

pub fn turn(route: &str) -> Turn {
    match route {
        "/" => Turn::List,
        route if route.starts_with("/assets/") => Turn::File,
        _ => Turn::Page,
    }
}

/// Publishes a site into `public` in the folder `root`, as `plenary build` does.
pub fn publish_with(
    outputs: Outputs<'_>,
    root: &Path,
    onlooker: &dyn Onlooker,
) -> Result<Published, Failure> {
    let publication = Publication::begin(&root.join("public"), &root.join(".plenary"), onlooker)?;
    for (route, text) in outputs {
        publication.stage(&Route::new(route), turn(route), Made::new(text.as_bytes(), None))?;
    }
    let said = manifest::json(publication.taken());
    publication.stage(&Route::new("/build.json"), Turn::Manifest, Made::new(said.as_bytes(), None))?;
    publication.finish().map(|(published, _)| published)
}

pub fn publish(outputs: Outputs<'_>, root: &Path) -> Result<Published, Failure> {
    publish_with(outputs, root, &Nobody)
}

pub fn refused(outputs: Outputs<'_>, root: &Path) -> String {
    match publish(outputs, root) {
        Err(Failure::Usage(message)) => message,
        other => panic!("{other:?}"),
    }
}

pub fn read(folder: &Path, file: &str) -> Option<String> {
    fs::read_to_string(folder.join(file)).ok()
}

/// All files of a folder with their texts, and its folders, hidden ones too.
pub fn tree(folder: &Path) -> BTreeMap<String, String> {
    let mut tree = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder).min_depth(1).into_iter().flatten() {
        let path = entry.path().strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
        if entry.file_type().is_dir() {
            tree.insert(format!("{path}/"), String::new());
        } else if let Ok(text) = fs::read_to_string(entry.path()) {
            tree.insert(path, text);
        }
    }
    tree
}

/// What lies beside the output and what is remembered, by name.
pub fn beside(root: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(root).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

pub fn remembered(root: &Path, name: &str) -> Option<PathBuf> {
    let folders = fs::read_dir(root.join(".plenary/outputs")).unwrap();
    folders.map(|folder| folder.unwrap().path().join(name)).find(|file| file.exists())
}

/// Goes away at a step, and hears what is said.
#[derive(Default)]
pub struct Steps {
    pub goes_at: Option<usize>,
    pub seen: AtomicUsize,
    pub words: Mutex<Vec<String>>,
}

impl Steps {
    pub fn until(step: usize) -> Self {
        Self { goes_at: Some(step), ..Self::default() }
    }
}

impl Onlooker for Steps {
    fn word(&self, text: &str) {
        self.words.lock().unwrap().push(text.to_owned());
    }

    fn step(&self, _: &Path) -> Result<(), Failure> {
        let step = self.seen.fetch_add(1, Ordering::SeqCst);
        // Whoever went away does not come back for the next step.
        if self.goes_at.is_some_and(|goes_at| step >= goes_at) {
            return Err(Failure::Machine("interrupted".to_owned()));
        }
        Ok(())
    }
}

pub const OLD: Outputs<'_> = &[
    ("/", "old list"),
    ("/a/", "old page"),
    ("/a/deep/er/", "old page"),
    ("/assets/site.00000000aa.css", "old style"),
    ("/b", "old file"),
    ("/gone/", "gone"),
    ("/gone/too/", "gone"),
    ("/same/", "same"),
];

pub const NEW: Outputs<'_> = &[
    ("/", "new list"),
    ("/a", "new file"),
    ("/assets/site.00000000bb.css", "new style"),
    ("/b/", "new page"),
    ("/fresh/", "fresh"),
    ("/fresh/too/", "fresh"),
    ("/same/", "same"),
];

pub const NEXT: Outputs<'_> = &[("/", "next list"), ("/b/", "next page"), ("/same/", "same")];

/// What the folder holds when sites are published one after the other.
pub fn clean(sites: &[Outputs<'_>]) -> BTreeMap<String, String> {
    let root = tempfile::tempdir().unwrap();
    for site in sites {
        publish(site, root.path()).unwrap();
    }
    tree(&root.path().join("public"))
}
