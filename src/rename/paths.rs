//! Paths from `content/`: what they become, and how one is written from a folder.

use percent_encoding::percent_decode_str;

use super::ground::{Ground, new_id};
use crate::files::ending;
use crate::resolve::routes::page_route;
use crate::resolve::targets::join;
use crate::site::config::Base;
use crate::site::{Config, Kind, Route};

/// The folder of a path; empty at the top.
pub fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A path from `content/` as it is written in a file of a folder.
fn relative(folder: &str, goal: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = goal.split('/').collect();
    let folders = to.len().saturating_sub(1).min(from.len());
    let common = (0..folders).take_while(|i| from[*i] == to[*i]).count();
    let mut parts = vec![".."; from.len() - common];
    parts.extend(&to[common..]);
    parts.join("/")
}

/// The new path of what has a path from `content/`; none where it stays. A file's ending and language
/// get the letters that they should have.
pub fn moved(path: &str, old: &str, new: &str, section: bool, config: &Config) -> Option<String> {
    let is_text = ending(path).eq_ignore_ascii_case("md");
    let Some(stem) = path.get(..path.len().saturating_sub(".md".len())).filter(|_| is_text) else {
        let rest = path.strip_prefix(old).filter(|rest| section && rest.starts_with('/'))?;
        return Some(format!("{new}{rest}"));
    };
    let name = stem.rfind('/').map_or(0, |i| i + 1);
    let dot = stem[name..].rfind('.').map(|dot| name + dot);
    let named = dot.and_then(|dot| Some((&stem[..dot], config.lang(&stem[dot + 1..])?)));
    let (stem, tag) = match named {
        Some((stem, lang)) => (stem, format!(".{}", config.language(lang).tag)),
        None => (stem, String::new()),
    };
    let (id, index) = match stem.strip_suffix("/index") {
        Some(id) => (id, "/index"),
        None => (stem, ""),
    };
    let id = new_id(old, new, section, id).filter(|_| section || index.is_empty())?;
    Some(format!("{id}{index}{tag}.md"))
}

impl Ground<'_> {
    /// The new path of what has a path from `content/`; the same where it stays.
    pub fn path(&self, path: &str) -> String {
        moved(path, &self.old, &self.new, self.section, &self.before.site.config)
            .unwrap_or_else(|| path.to_owned())
    }

    /// A link by file, written in a file of the folder `here` that comes to lie in `there`; none
    /// where what is written still holds. It keeps its style: from the folder, or from the top.
    pub fn file(&self, here: &str, there: &str, written: &str) -> Option<String> {
        let (path, rest) = split(written);
        let decoded = percent_decode_str(path).decode_utf8_lossy();
        let goal = self.path(&join(here, &decoded)?);
        if join(there, &decoded).as_ref() == Some(&goal) {
            return None;
        }
        let new = match decoded.as_bytes() {
            [b'/', ..] => format!("/{goal}"),
            [b'.', b'/', ..] => match relative(there, &goal) {
                up if up.starts_with("../") => up,
                near => format!("./{near}"),
            },
            _ => relative(there, &goal),
        };
        Some(encoded_like(path, &new) + rest)
    }

    /// A link by address; none where what is written still holds.
    pub fn address(&self, written: &str) -> Option<String> {
        let (path, rest) = split(written);
        if !path.starts_with('/') || path.starts_with("//") {
            return None;
        }
        let route = page_route(path);
        let file = route.as_str().trim_start_matches('/');
        let mut new = match self.before.routes.find(&route) {
            Some(place) => {
                self.after.routes.of(self.subject(place.subject)?, place.lang)?.as_str().to_owned()
            }
            None if self.files.find(&format!("content/{file}")).is_some() => format!("/{}", self.path(file)),
            None => self.below_section(&route)?,
        };
        if new == route.as_str() {
            return None;
        }
        if !path.ends_with('/') && !page_route(path).as_str().ends_with(path) {
            new.truncate(new.trim_end_matches('/').len());
        }
        Some(encoded_like(path, &new) + rest)
    }

    /// The address of what is made below a section: its feed, the further parts of its list.
    fn below_section(&self, route: &Route) -> Option<String> {
        let sections = self.before.routes.iter().filter(|(above, place)| {
            self.before.subjects.get(place.subject).section && route.as_str().starts_with(above.as_str())
        });
        let (above, place) = sections.max_by_key(|(above, _)| above.as_str().len())?;
        let new = self.after.routes.of(self.subject(place.subject)?, place.lang)?;
        route.as_str().strip_prefix(above.as_str()).map(|rest| format!("{new}{rest}"))
    }
}

/// What is written before an anchor or a question, and the rest.
fn split(written: &str) -> (&str, &str) {
    written.split_at(written.find(['#', '?']).unwrap_or(written.len()))
}

/// A path with its letters encoded where the old one had such.
fn encoded_like(old: &str, new: &str) -> String {
    if !old.contains('%') {
        return new.to_owned();
    }
    let encoded = Route::of_file(new).href(&Base::default());
    if new.starts_with('/') { encoded } else { encoded.trim_start_matches('/').to_owned() }
}

/// The kind whose folder a path lies in; pages where it is no kind's.
pub fn kind(id: &str) -> Kind {
    let top = id.split_once('/').map(|(top, _)| top);
    top.and_then(Kind::of_folder).unwrap_or(Kind::Page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_written_from_a_folder() {
        for (from, to, written) in [
            ("", "a.md", "a.md"),
            ("notes", "notes/a.md", "a.md"),
            ("notes", "a.md", "../a.md"),
            ("notes", "notes/2026/a.md", "2026/a.md"),
            ("notes/2026", "bodies/a.md", "../../bodies/a.md"),
            ("notes", "notes", "../notes"),
        ] {
            assert_eq!(relative(from, to), written, "{from} {to}");
        }
    }
}
