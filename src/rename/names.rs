//! What is meant by the old and the new name.

use super::paths::kind;
use crate::diagnostics::FileId;
use crate::read::{self, parent};
use crate::resolve::subjects::{HOME, Subjects, Unresolved};
use crate::site::{Kind, Site};

/// What is meant by the names of a move.
pub struct Names {
    /// The old long id.
    pub old: String,
    /// The new one.
    pub new: String,
    /// Whether a folder is meant.
    pub section: bool,
}

/// The names that an editor gave; else a sentence.
pub fn names(site: &Site, subjects: &Subjects, old: &str, new: &str) -> Result<Names, String> {
    let is_language = |tag: &str| site.config.lang(tag).is_some();
    let old = long_id(subjects, &bare(old, is_language), old)?;
    let subject = subjects.by_id(&old).map(|ix| subjects.get(ix));
    let section = subject.is_some_and(|subject| subject.section);
    if old == HOME {
        return Err("the home page cannot be moved".to_owned());
    }
    if let Some(kind) = Kind::of_folder(&old) {
        let name = kind.name();
        return Err(format!("content/{old}/ is the folder of the kind {name}; its name says the kind"));
    }
    let from_top = new.starts_with('/') || new.trim_start_matches("./").starts_with("content/");
    let given = bare(new, is_language);
    let new = match parent(&old) {
        Some(folder) if !from_top && !given.contains('/') => format!("{folder}/{given}"),
        _ => given.clone(),
    };
    let known = parent(&new).filter(|folder| site.folders.iter().any(|f| f == folder));
    let fresh = known.map_or(new.as_str(), |folder| &new[folder.len() + 1..]);
    if let Some(sentence) = read::no_id(&given, fresh) {
        return Err(sentence);
    }
    if new == old {
        return Err(format!("{old} has that name already"));
    }
    free(site, subjects, &old, &new)?;
    Ok(Names { old, new, section })
}

/// The names of a file that should have another: of the first part of its id that is not as it should
/// be; both are the same where only its ending is not. Else a sentence.
pub fn tidy(site: &Site, subjects: &Subjects, file: FileId) -> Result<Names, String> {
    let entry = site.entries.iter().find(|entry| entry.file == file).ok_or("this is no page or record")?;
    let id = &entry.id;
    let above = id.match_indices('/').map(|(end, _)| &id[..end]);
    let untidy = above.chain([id.as_str()]).map(|old| (old, read::tidy(old))).find(|(old, new)| old != new);
    let Some((old, new)) = untidy else {
        return Ok(Names { old: id.clone(), new: id.clone(), section: entry.section });
    };
    if new.is_empty() || new.ends_with('/') {
        return Err(format!("{old} has no letters for an address"));
    }
    free(site, subjects, old, &new)?;
    Ok(Names { old: old.to_owned(), new, section: entry.section || old != id })
}

/// Whether an id can become another, which nothing has; else a sentence.
fn free(site: &Site, subjects: &Subjects, old: &str, new: &str) -> Result<(), String> {
    if new.strip_prefix(old).is_some_and(|rest| rest.starts_with('/')) {
        return Err(format!("{new} would lie in {old} itself"));
    }
    if new == HOME || new.ends_with("/index") {
        return Err("index is the name of a folder's own page; give another name".to_owned());
    }
    let (from, to) = (kind(old), kind(new));
    if from != to || Kind::of_folder(new).is_some() {
        let to = Kind::of_folder(new.split('/').next().unwrap_or_default()).unwrap_or(Kind::Page);
        return Err(format!(
            "{old} is of the kind {}, and would be of the kind {} there; the folder says the kind",
            from.name(),
            to.name()
        ));
    }
    if let Some(there) = subjects.by_id(new) {
        let last = old.rsplit('/').next().unwrap_or(old);
        let hint = if subjects.get(there).section {
            format!("; to put it there, give {new}/{last}")
        } else {
            String::new()
        };
        return Err(format!("{new} is there already{hint}"));
    }
    if site.entries.iter().any(|entry| entry.id == new) {
        return Err(format!("{new} is there already"));
    }
    Ok(())
}

/// The long id of what is to move.
fn long_id(subjects: &Subjects, id: &str, given: &str) -> Result<String, String> {
    if given.ends_with("site.yaml") {
        return Err("content/site.yaml cannot be moved".to_owned());
    }
    match subjects.find(id, &Kind::ALL) {
        Ok(ix) => Ok(subjects.get(ix).id.clone()),
        Err(Unresolved::Ambiguous(ids)) => {
            Err(format!("\"{given}\" can be {}; give the long id", ids.join(" or ")))
        }
        Err(Unresolved::Unknown(Some(near))) => {
            Err(format!("no page or record has the id \"{given}\"; did you mean {near}?"))
        }
        Err(_) => Err(format!("no page or record has the id \"{given}\"")),
    }
}

/// A path as an id: without `content/`, ending, language and `index`.
fn bare(given: &str, is_language: impl Fn(&str) -> bool) -> String {
    let id = given.trim_start_matches("./");
    let id = id.strip_prefix("content/").unwrap_or(id).trim_matches('/');
    let Some(stem) = id.strip_suffix(".md") else { return id.to_owned() };
    let stem = match stem.rsplit_once('.') {
        Some((rest, tag)) if is_language(tag) => rest,
        _ => stem,
    };
    stem.strip_suffix("/index").unwrap_or(stem).to_owned()
}
