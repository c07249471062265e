//! `plenary translations`.

use std::collections::BTreeMap;
use std::fmt::Write;

use clap::{Args, ValueEnum};
use indexmap::IndexMap;
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::{DONE, Where, print, site};
use crate::build::{self, Loaded};
use crate::check::language::marks;
use crate::diagnostics::Lines;
use crate::error::Failure;
use crate::files::Files;
use crate::resolve::changes::{self, Changes, Unknown};
use crate::resolve::matching::ChangeKind;
use crate::resolve::terms;
use crate::resolve::translations::State;
use crate::site::{Entry, EntryIx, Lang};

/// Shows which pages are translated, and what has changed since
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    place: Where,
    /// How the table is printed
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
}

/// How the table is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a person
    Human,
    /// One JSON object
    Json,
}

/// Prints how each page that is online stands in each language.
pub fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let site::Scanned { files, options, found, .. } = site::scan(&arguments.place, false, None)?;
    let loaded = build::prepare(&files, &options, found)?;
    let table = Table::new(&files, &loaded);
    match arguments.format {
        Format::Human => print(&table.human()),
        Format::Json => {
            let json = serde_json::to_string_pretty(&table.json()).unwrap_or_default();
            print(&format!("{json}\n"));
        }
    }
    Ok(DONE)
}

/// How the pages of a site stand in its other languages.
struct Table<'a> {
    files: &'a Files,
    loaded: &'a Loaded,
    languages: Vec<Lang>,
    rows: Vec<Row<'a>>,
}

/// A page.
struct Row<'a> {
    id: &'a str,
    source: &'a Entry,
    /// By language.
    cells: Vec<Cell<'a>>,
}

/// A page in a language.
struct Cell<'a> {
    state: State,
    translation: Option<&'a Entry>,
    /// What has changed, where something has.
    changes: Option<Result<Changes, Unknown>>,
}

impl<'a> Table<'a> {
    fn new(files: &'a Files, loaded: &'a Loaded) -> Self {
        let (site, graph) = (&loaded.site, &loaded.graph);
        let languages: Vec<Lang> = site.config.langs().filter(|lang| *lang != Lang::DEFAULT).collect();
        let behind = changes::behind(files, site, graph);
        let mut known: BTreeMap<EntryIx, _> =
            behind.into_iter().map(|behind| (behind.translation, behind.changes)).collect();
        let mut rows = Vec::new();
        for (_, subject) in graph.subjects.iter().filter(|(_, subject)| subject.is_listed()) {
            let Some(source) = subject.source else { continue };
            let cell = |lang: &Lang| {
                let version = subject.version(*lang);
                Cell {
                    state: graph.translations.state(subject, *lang),
                    translation: version.map(|ix| site.entry(ix)),
                    changes: version.and_then(|ix| known.remove(&ix)),
                }
            };
            let cells = languages.iter().map(cell).collect();
            rows.push(Row { id: &subject.id, source: site.entry(source), cells });
        }
        Self { files, loaded, languages, rows }
    }

    fn tag(&self, lang: Lang) -> &'a str {
        &self.loaded.site.config.language(lang).tag
    }

    fn path(&self, entry: &Entry) -> &'a str {
        &self.files.get(entry.file).path
    }

    /// The words of records that a language has no words for, and how many records have each.
    fn lacking(&self, lang: Lang) -> Vec<(&'a str, usize)> {
        let known = &self.loaded.site.config.language(lang).terms;
        let words = terms::words(&self.loaded.site, &self.loaded.graph);
        words.into_iter().filter(|(word, _)| !known.contains_key(*word)).collect()
    }

    /// How many pages stand how, in the language of a column.
    fn sum(&self, column: usize) -> Sum {
        let count = |state| self.rows.iter().filter(|row| row.cells[column].state == state).count();
        let missing = count(State::Missing);
        Sum {
            pages: self.rows.len(),
            translated: self.rows.len() - missing,
            missing,
            current: count(State::Current),
            changed: count(State::Changed),
            unsealed: count(State::Unsealed),
        }
    }
}

/// How many pages stand how in a language.
#[derive(Serialize)]
struct Sum {
    pages: usize,
    translated: usize,
    missing: usize,
    current: usize,
    changed: usize,
    unsealed: usize,
}

/// For a person.
impl Table<'_> {
    fn human(&self) -> String {
        if self.languages.is_empty() {
            let own = self.tag(Lang::DEFAULT);
            return format!("This site has one language, {own}: there is nothing to translate.\n");
        }
        let head = std::iter::once("page").chain(self.languages.iter().map(|lang| self.tag(*lang)));
        let mut lines = vec![head.map(str::to_owned).collect::<Vec<_>>()];
        lines.extend(self.rows.iter().map(|row| {
            std::iter::once(row.id.to_owned()).chain(row.cells.iter().map(Cell::in_words)).collect()
        }));
        let parts = [aligned(&lines), self.changed(), self.sums(), self.words()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
    }

    /// What has changed in the source of each translation that is behind.
    fn changed(&self) -> String {
        let mut out = String::new();
        for row in &self.rows {
            for cell in &row.cells {
                let (Some(translation), Some(changes)) = (cell.translation, &cell.changes) else { continue };
                let (source, translation) = (self.path(row.source), self.path(translation));
                let _ = write!(out, "{source} has changed since {translation} was made");
                match changes {
                    Ok(changes) => {
                        let lines = Lines::new(self.files.get(row.source.file).text());
                        out.push_str(":\n");
                        for (span, words) in changes.places(row.source) {
                            let _ = writeln!(out, "  line {}: {words}", lines.position(span.start).0);
                        }
                    }
                    Err(unknown) => {
                        let _ =
                            writeln!(out, "; what has changed is not known, because {}", unknown.reason());
                    }
                }
            }
        }
        out
    }

    fn sums(&self) -> String {
        let line = |(column, lang): (usize, &Lang)| {
            let tag = self.tag(*lang);
            let name = marks::language(tag).map_or(tag.to_owned(), |(name, _)| format!("{name} ({tag})"));
            let Sum { pages, translated, changed, unsealed, .. } = self.sum(column);
            let mut out = format!("{name}: {translated} of {pages} pages");
            for (count, state) in [(changed, State::Changed), (unsealed, State::Unsealed)] {
                if count > 0 {
                    let _ = write!(out, ", {count} {}", state.word());
                }
            }
            out + "\n"
        };
        self.languages.iter().enumerate().map(line).collect()
    }

    fn words(&self) -> String {
        let line = |lang: &Lang| {
            let counted = |(word, records): (&str, usize)| match records {
                0 | 1 => word.to_owned(),
                n => format!("{word} ({n} records)"),
            };
            let words: Vec<String> = self.lacking(*lang).into_iter().map(counted).collect();
            (!words.is_empty()).then(|| {
                format!("Words without a translation into {}: {}\n", self.tag(*lang), words.join(", "))
            })
        };
        self.languages.iter().filter_map(line).collect()
    }
}

impl Cell<'_> {
    /// "changed: 2 paragraphs of 7".
    fn in_words(&self) -> String {
        let word = self.state.word();
        match &self.changes {
            Some(Ok(changes)) => format!("{word}: {}", changes.in_words()),
            _ => word.to_owned(),
        }
    }
}

/// Lines of cells in columns.
fn aligned(lines: &[Vec<String>]) -> String {
    let columns = lines.first().map_or(0, Vec::len);
    let width = |column: usize| lines.iter().map(|cells| cells[column].width()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut out = String::new();
    for cells in lines {
        let mut line = String::new();
        for (cell, width) in cells.iter().zip(&widths) {
            line.push_str(cell);
            line.push_str(&" ".repeat(width - cell.width() + 2));
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// The table as JSON, as the manual describes it.
#[derive(Serialize)]
struct Report<'a> {
    languages: Vec<&'a str>,
    pages: Vec<Page<'a>>,
    terms: IndexMap<&'a str, Vec<Term<'a>>>,
    sums: IndexMap<&'a str, Sum>,
}

#[derive(Serialize)]
struct Page<'a> {
    id: &'a str,
    source: &'a str,
    languages: IndexMap<&'a str, Standing<'a>>,
}

/// A page in a language; what is not known, or is not to be said, is null.
#[derive(Serialize)]
struct Standing<'a> {
    state: State,
    file: Option<&'a str>,
    paragraphs: Option<usize>,
    of: Option<usize>,
    removed: Option<usize>,
    title: Option<bool>,
    title_was: Option<&'a str>,
    summary: Option<bool>,
    summary_was: Option<&'a str>,
    changes: Option<Vec<Paragraph<'a>>>,
    /// Why nothing is known but that something has changed.
    unknown: Option<String>,
}

#[derive(Serialize)]
struct Paragraph<'a> {
    change: ChangeKind,
    line: usize,
    was: Option<&'a str>,
    now: Option<&'a str>,
}

#[derive(Serialize)]
struct Term<'a> {
    word: &'a str,
    records: usize,
}

/// For programs.
impl Table<'_> {
    fn json<'t>(&'t self) -> Report<'t> {
        let tags = || self.languages.iter().map(|lang| self.tag(*lang));
        let terms = |lang: &Lang| {
            let words = self.lacking(*lang).into_iter();
            words.map(|(word, records)| Term { word, records }).collect()
        };
        let page = |row: &'t Row<'t>| Page {
            id: row.id,
            source: self.path(row.source),
            languages: tags().zip(row.cells.iter().map(|cell| self.standing(row, cell))).collect(),
        };
        Report {
            languages: tags().collect(),
            pages: self.rows.iter().map(page).collect(),
            terms: tags().zip(self.languages.iter().map(terms)).collect(),
            sums: tags().zip((0..self.languages.len()).map(|column| self.sum(column))).collect(),
        }
    }

    fn standing<'c>(&'c self, row: &Row<'_>, cell: &'c Cell<'_>) -> Standing<'c> {
        let known = cell.changes.as_ref().and_then(|changes| changes.as_ref().ok());
        let lines = Lines::new(self.files.get(row.source.file).text());
        let paragraphs = |changes: &'c Changes| {
            let all = changes.paragraphs.iter().map(|change| Paragraph {
                change: change.kind,
                line: lines.position(change.span.start).0,
                was: change.was.as_deref(),
                now: change.now.as_deref(),
            });
            all.collect()
        };
        Standing {
            state: cell.state,
            file: cell.translation.map(|entry| self.path(entry)),
            paragraphs: known.map(Changes::paragraphs_now),
            of: known.map(|changes| changes.of),
            removed: known.map(Changes::removed),
            title: known.map(|changes| changes.title.is_some()),
            title_was: known.and_then(|changes| Some(changes.title.as_ref()?.was.as_str())),
            summary: known.map(|changes| changes.summary.is_some()),
            summary_was: known.and_then(|changes| Some(changes.summary.as_ref()?.was.as_str())),
            changes: known.map(paragraphs),
            unknown: cell.changes.as_ref().and_then(|changes| changes.as_ref().err()).map(Unknown::reason),
        }
    }
}
