//! `plenary add`.

use clap::Args;

use super::{DONE, Where, print, schema, site, texts};
use crate::error::Failure;
use crate::read::no_id;
use crate::read::words::value;
use crate::resolve::seals;
use crate::site::{Kind, Lang};

/// Adds a record, or a translation of one
#[derive(Debug, Args)]
pub struct Arguments {
    /// page, body, organisation, person, quote, note or meeting
    kind: String,
    /// The id: the file's name, or its path in the kind's folder
    id: String,
    /// The title
    #[arg(long, value_name = "T")]
    title: Option<String>,
    /// The language of a translation
    #[arg(long, value_name = "L")]
    language: Option<String>,
    #[command(flatten)]
    place: Where,
}

/// Writes the new file and says what to do next.
pub fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let kind = schema::kind(&arguments.kind)?;
    let (root, files, loaded) = site::load(&arguments.place, true, None)?;
    let id = id(kind, &arguments.id)?;
    let config = &loaded.site.config;
    let lang = match &arguments.language {
        None => Lang::DEFAULT,
        Some(tag) => config.lang(tag).ok_or_else(|| {
            let tags: Vec<&str> = config.languages.iter().map(|l| l.tag.as_str()).collect();
            Failure::Usage(format!("this site has no language \"{tag}\"; it has: {}", tags.join(", ")))
        })?,
    };
    let (path, text) = if lang == Lang::DEFAULT {
        (format!("content/{id}.md"), record(kind, &id, arguments.title.as_deref()))
    } else {
        let source = loaded.site.entries.iter().find(|e| e.id == id && e.lang == Lang::DEFAULT);
        let source =
            source.ok_or_else(|| Failure::Usage(format!("there is no content/{id}.md to translate")))?;
        let title = arguments.title.clone().or_else(|| source.common.title.as_ref().map(|t| t.0.clone()));
        let seal = seals::of_source(&files, source);
        let stem = files.get(source.file).path.trim_end_matches(".md").to_owned();
        let title = title.map_or_else(String::new, |title| format!("title: {}\n", value(&title)));
        (
            format!("{stem}.{}.md", config.language(lang).tag),
            format!("---\n{title}translates: {seal}\n---\n\n"),
        )
    };
    let full = root.join(&path);
    if full.exists() {
        return Err(Failure::Usage(format!("{path} is there already; nothing was written")));
    }
    texts::create(&full, &text)?;
    print(&format!("{path} is written. Fill it in, then run plenary check.\n"));
    Ok(DONE)
}

/// The long id of a record: the kind's folder in front, where it was left out.
fn id(kind: Kind, given: &str) -> Result<String, Failure> {
    let given = given.strip_suffix(".md").unwrap_or(given);
    let given = given.strip_prefix("content/").unwrap_or(given);
    if let Some(sentence) = no_id(given, given) {
        return Err(Failure::Usage(sentence));
    }
    let top = given.split('/').next().unwrap_or_default();
    let own = given.strip_suffix("/index").map(|id| format!("; the folder's own page has the id {id}"));
    let of_folder = own.unwrap_or_default();
    let there = Kind::of_folder(top).filter(|_| given.contains('/'));
    match (there, kind.folder()) {
        (Some(there), _) if there != kind => Err(Failure::Usage(format!(
            "the folder {top} is for the kind {}, not {}{}",
            there.name(),
            kind.name(),
            of_folder
        ))),
        (None, Some(folder)) => Ok(format!("{folder}/{given}")),
        _ => Ok(given.to_owned()),
    }
}

/// The text of a new record: its title, and the keys that it usually has, to be filled in.
fn record(kind: Kind, id: &str, title: Option<&str>) -> String {
    let name = id.rsplit('/').next().unwrap_or(id).replace('-', " ");
    let title = title.map_or_else(|| crate::render::phrases::capitalise(&name), str::to_owned);
    let title = value(&title);
    let facts = match kind {
        Kind::Page => format!("title: {title}\n# summary: One or two plain sentences\n"),
        Kind::Body => format!(
            "title: {title}\n# classification: committee\n# of: the organisation whose body it is\n# members:\n#   - organisation: its id\n#     role: chair\n#     since: 2026-01\n# meets:\n#   - every: month\n#     at_least: yes\n"
        ),
        Kind::Organisation => format!("title: {title}\n# acronym: ABC\n# classification: city-network\n# website: https://www.example.org/\n"),
        Kind::Person => format!("title: {title}\n# posts:\n#   - post: Mayor\n#     organisation: its id\n#     since: 2026-01\n"),
        Kind::Quote => "# speaker: the person's id\n# post: the speaker's post on the day\n# organisation: the speaker's organisation on the day\n# date: 2026-01-15\n# source: where it was published\n# Below the next line stand the words, without quotation marks around them.\n".to_owned(),
        Kind::Note => format!("title: {title}\n# date: 2026-01-15\n# about:\n#   - the id of a body, organisation or person\n"),
        Kind::Meeting => "# body: the body's id\n# starts: 2026-01-15T10:00+01:00\n# ends: 2026-01-15T12:00+01:00\n# place: where it meets\n# status: planned\n".to_owned(),
    };
    format!("---\n{facts}---\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_get_their_folder() {
        assert_eq!(id(Kind::Body, "board").unwrap(), "bodies/board");
        assert_eq!(id(Kind::Body, "bodies/board").unwrap(), "bodies/board");
        assert_eq!(id(Kind::Page, "about/us").unwrap(), "about/us");
        for (kind, wrong) in [
            (Kind::Body, "The Board"),
            (Kind::Page, "bodies/board"),
            (Kind::Body, "people/ana"),
            (Kind::Page, "a//b"),
            (Kind::Page, ""),
        ] {
            assert!(id(kind, wrong).is_err(), "{wrong}");
        }
    }
}
