//! Links: where each link, picture and embed of each text leads. Both the checks and the HTML use
//! these answers, so that what was checked is what is shown.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::forms::Form;
use super::routes::Routes;
use super::subjects::{SubjectIx, Subjects};
use super::targets::{Names, Target, subject};
use crate::diagnostics::{Diagnostic, FileId, Findings, Rule, Severity, Span};
use crate::files::Files;
use crate::site::config::RawHtml;
use crate::site::document::LinkForm;
use crate::site::{Entry, EntryIx, Kind, Site};

/// A record set into itself.
pub static EMBED_CIRCLE: Rule = Rule {
    name: "embed-circle",
    severity: Severity::Error,
    docs: "A record that is set into itself, directly or through others, would never end.\n\n\
           Wrong: `![[bodies/board]]` in `bodies/board.md`\n\n\
           Right: a link, `[[bodies/board]]`",
};

/// The answers for all texts.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Links {
    /// For each entry, the targets of its links, in the order of `Document::links`.
    of: Vec<Vec<Target>>,
    /// (who, whom): every naming in a text.
    pub named: Vec<(SubjectIx, SubjectIx)>,
    /// Files beside pages that online pages lead to, and those that their HTML names.
    pub linked: BTreeSet<FileId>,
    /// Pictures beside pages that online pages show.
    pub shown: BTreeSet<FileId>,
}

impl Links {
    /// Resolves the links of all texts.
    pub fn new(
        site: &Site,
        files: &Files,
        subjects: &Subjects,
        routes: &Routes,
        found: &mut Findings,
    ) -> Self {
        let names = Names { site, files, subjects, routes };
        let mut all = Self::default();
        for (i, entry) in site.entries.iter().enumerate() {
            let from = subjects.of_entry(EntryIx(i));
            let online = from.is_some_and(|ix| {
                subjects.get(ix).is_listed() && subjects.get(ix).version(entry.lang).is_some()
            });
            let mut targets = Vec::with_capacity(entry.text.links.len());
            for link in &entry.text.links {
                let target = names.target(entry, link, online, found);
                if let (Some(from), Some(to)) = (from, subject(&target)) {
                    all.named.push((from, to));
                }
                if let (true, Target::File(file)) = (online, &target) {
                    if link.form == LinkForm::Picture { &mut all.shown } else { &mut all.linked }
                        .insert(*file);
                }
                targets.push(target);
            }
            if online {
                let front = names.front_files(entry, found);
                all.shown.extend(front.image);
                all.linked.extend(front.documents);
                all.linked.extend(in_html(site, files, entry));
            }
            all.of.push(targets);
        }
        circles(site, subjects, &mut all, found);
        all
    }

    /// Where the link that begins at a byte of an entry's file leads.
    pub fn at(&self, site: &Site, entry: EntryIx, start: usize) -> &Target {
        let links = &site.entry(entry).text.links;
        let i = links.binary_search_by_key(&start, |link| link.range.start).ok();
        i.and_then(|i| self.of.get(entry.0)?.get(i)).unwrap_or(&Target::Nothing)
    }

    /// The targets of an entry's links.
    pub fn of(&self, entry: EntryIx) -> &[Target] {
        self.of.get(entry.0).map_or(&[], Vec::as_slice)
    }
}

/// The files that the HTML of a text may name, where HTML is allowed: it asks for them by their own addresses.
fn in_html<'a>(site: &'a Site, files: &'a Files, entry: &'a Entry) -> impl Iterator<Item = FileId> + 'a {
    let allowed = site.config.settings.raw_html == Some(RawHtml::Allow);
    let html = entry.text.html.iter().filter(move |_| allowed);
    html.flat_map(move |range| {
        let html = &files.get(entry.file).text()[range.clone()];
        let named = move |id: &&FileId| {
            let name = files.get(**id).path.rsplit('/').next();
            name.is_some_and(|name| html.contains(name))
        };
        site.files.iter().filter(named).copied()
    })
}

/// Reports embeds that would never end, and takes them out.
fn circles(site: &Site, subjects: &Subjects, all: &mut Links, found: &mut Findings) {
    for (ix, _) in subjects.iter() {
        for (entry, i, set_in) in embeds(subjects, all, ix) {
            let mut seen = BTreeSet::new();
            let mut open = set_in;
            while let Some(next) = open.pop() {
                if seen.insert(next) {
                    open.extend(embeds(subjects, all, next).into_iter().flat_map(|(_, _, to)| to));
                }
            }
            if !seen.contains(&ix) {
                continue;
            }
            let file = site.entry(entry).file;
            let range = &site.entry(entry).text.links[i].range;
            found.add(
                Diagnostic::new(
                    &EMBED_CIRCLE,
                    Span::new(file, range.start, range.end),
                    format!("{} would be set into itself here", subjects.get(ix).id),
                )
                .help("write a link instead: leave the ! out"),
            );
            all.of[entry.0][i] = Target::Nothing;
        }
    }
}

/// The embeds of a subject's texts that bring texts of others: where each stands, and whose.
fn embeds(subjects: &Subjects, all: &Links, ix: SubjectIx) -> Vec<(EntryIx, usize, Vec<SubjectIx>)> {
    let brings = |to: SubjectIx, form: Form| match form {
        Form::Text | Form::Full => true,
        Form::Card | Form::Cards => subjects.get(to).kind == Kind::Quote,
        _ => false,
    };
    let subject = subjects.get(ix);
    let mut entries: Vec<EntryIx> =
        subject.versions.iter().chain([&subject.source]).flatten().copied().collect();
    entries.sort_unstable();
    entries.dedup();
    let mut list = Vec::new();
    for entry in entries {
        for (i, target) in all.of(entry).iter().enumerate() {
            let set_in: Vec<SubjectIx> = match target {
                Target::Record(to, form) if brings(*to, *form) => vec![*to],
                Target::Folder(section, form) => {
                    let folder = format!("{}/", subjects.get(*section).id);
                    let inside = subjects.iter().filter(|(_, s)| s.id.starts_with(&folder) && !s.section);
                    inside.map(|(to, _)| to).filter(|to| brings(*to, *form)).collect()
                }
                _ => continue,
            };
            list.push((entry, i, set_in));
        }
    }
    list
}
