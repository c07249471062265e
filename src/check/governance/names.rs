//! Names that two records have.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::records::{Records, loose};
use crate::diagnostics::{Diagnostic, Findings, Rule, Severity, Span};
use crate::resolve::SubjectIx;
use crate::resolve::relations::{GROUPS, MEMBERS};
use crate::site::tree::Step;
use crate::site::{Entry, Kind};

/// One acronym of two.
pub static ACRONYM_TWICE: Rule = Rule {
    name: "acronym-twice",
    severity: Severity::Warning,
    docs: "Where two have one acronym, every text that uses it is explained with the name of the \
           first, even where the second is meant.\n\n\
           Wrong: `acronym: MTC` in `bodies/tide-council.md` and in `bodies/trade-council.md`\n\n\
           Right: an acronym of its own for each, or none for one of them",
};

/// One title of two.
pub static TITLE_TWICE: Rule = Rule {
    name: "title-twice",
    severity: Severity::Warning,
    docs: "Two records of one name are often one record that was written twice, and readers cannot \
           tell them apart. Bodies of one name are no fault where they belong to different \
           organisations.\n\n\
           Wrong: `title: Ann Bell` in `people/ann-bell.md` and in `people/a-bell.md`\n\n\
           Right: one file for one person",
};

/// A name that another record goes by.
pub static NAME_OF_ANOTHER: Rule = Rule {
    name: "name-of-another",
    severity: Severity::Warning,
    docs: "An other name that is the title or acronym of another record makes two of one, or one \
           of two.\n\n\
           Wrong: `other_names: [Quay League]` in `organisations/port.md`, where there is an \
           organisation with the title Quay League\n\n\
           Right: names that only this record goes by",
};

/// An acronym in small letters.
pub static SMALL_ACRONYM: Rule = Rule {
    name: "small-acronym",
    severity: Severity::Advice,
    docs: "Texts are searched for the acronym to the letter. One in small letters alone is not found \
           where it stands in capitals.\n\n\
           Wrong: `acronym: lqp`\n\n\
           Right: `acronym: LQP`",
};

/// Two full names of one acronym.
pub static OTHER_FULL_NAME: Rule = Rule {
    name: "other-full-name",
    severity: Severity::Warning,
    docs: "What an acronym stands for is written once. Where `site.yaml` and a record say it \
           differently, pages can show only one of the two.\n\n\
           Wrong: `acronyms: {LQP: League of Quick Ports}` in `site.yaml`, and a record with \
           `title: League of Quiet Ports` and `acronym: LQP`\n\n\
           Right: `acronym: LQP` in the record, and nothing in `site.yaml`",
};

/// Checks the names of bodies, organisations and people.
pub fn check(records: &Records<'_>, found: &mut Findings) {
    titles(records, found);
    acronyms(records, found);
    others(records, found);
    full_names(records, found);
}

/// The sources of what is not withdrawn.
fn present<'r>(records: &'r Records<'_>) -> impl Iterator<Item = (SubjectIx, &'r Entry)> {
    let present = records.sources.iter().filter(|(_, entry)| entry.common.gone.is_none());
    present.map(|(ix, entry)| (*ix, *entry))
}

/// In what frame a body has its name: "Secretariat" is one of each organisation.
fn frame(records: &Records<'_>, entry: &Entry) -> [Option<SubjectIx>; 2] {
    let Some(group) = entry.facts.group().filter(|_| entry.kind() == Kind::Body) else { return [None; 2] };
    [(&group.of, "of"), (&group.within, "within")]
        .map(|(id, key)| records.maybe(entry, id.as_ref(), key, &GROUPS).map(|named| named.who))
}

fn title(entry: &Entry) -> Option<String> {
    entry.common.title.as_ref().map(|title| loose(title)).filter(|title| !title.is_empty())
}

fn titles(records: &Records<'_>, found: &mut Findings) {
    let mut named: BTreeMap<_, Vec<(SubjectIx, &Entry)>> = BTreeMap::new();
    for (ix, entry) in present(records) {
        let kind = entry.kind();
        if let Some(title) = title(entry).filter(|_| MEMBERS.contains(&kind)) {
            named.entry((kind, frame(records, entry), title)).or_default().push((ix, entry));
        }
    }
    for ((kind, _, _), same) in named {
        for (i, (ix, entry)) in same.iter().enumerate() {
            let Some((before, first)) =
                same[..i].iter().find(|(before, _)| !successive(records, *before, *ix))
            else {
                continue;
            };
            let message = format!("{} has this title too", records.id(*before));
            found.add(
                Diagnostic::new(&TITLE_TWICE, entry.span("title"), message)
                    .label(first.span("title"), format!("the title of {}", records.id(*before)))
                    .help(match kind {
                        Kind::Person => "if they are one, keep one file; if they are two, tell them apart in their titles",
                        _ => "if they are one, keep one file; if they are two, give the full, official name of each",
                    }),
            );
        }
    }
}

/// Whether one of two ended before the other began.
fn successive(records: &Records<'_>, a: SubjectIx, b: SubjectIx) -> bool {
    let follows = |a, b| match (records.life(a).1, records.life(b).0) {
        (Some(end), Some(start)) => start.date.compare(end.date) != Ordering::Less,
        _ => false,
    };
    follows(a, b) || follows(b, a)
}

fn acronyms(records: &Records<'_>, found: &mut Findings) {
    let mut first: BTreeMap<&str, (SubjectIx, Span)> = BTreeMap::new();
    for (ix, entry) in present(records) {
        let Some(acronym) = acronym(entry) else { continue };
        let span = entry.span("acronym");
        if acronym.chars().any(char::is_lowercase) && !acronym.chars().any(char::is_uppercase) {
            let message = format!("the acronym {acronym} is written in small letters");
            let capitals = acronym.to_uppercase();
            found.add(
                Diagnostic::new(&SMALL_ACRONYM, span, message)
                    .help("write it as it stands in texts, mostly in capitals")
                    .propose(span, capitals),
            );
        }
        if let Some((before, place)) = first.get(acronym) {
            let message = format!("{} has the acronym {acronym} too", records.id(*before));
            found.add(
                Diagnostic::new(&ACRONYM_TWICE, span, message)
                    .label(*place, format!("the acronym of {}", records.id(*before)))
                    .help("texts show the full name of only one of them; take the acronym out of the other, or mend it"),
            );
        } else {
            first.insert(acronym, (ix, span));
        }
    }
}

fn acronym(entry: &Entry) -> Option<&str> {
    let acronym = entry.facts.group()?.acronym.as_deref()?;
    Some(acronym).filter(|acronym| !acronym.is_empty())
}

/// Other names that are the names of others.
fn others(records: &Records<'_>, found: &mut Findings) {
    let groups: Vec<_> = present(records).filter(|(_, entry)| entry.facts.group().is_some()).collect();
    let mut names: BTreeMap<String, Vec<(SubjectIx, &Entry, &str)>> = BTreeMap::new();
    for (ix, entry) in &groups {
        if let Some(title) = title(entry) {
            names.entry(title).or_default().push((*ix, entry, "title"));
        }
        if let Some(acronym) = acronym(entry) {
            names.entry(loose(acronym)).or_default().push((*ix, entry, "acronym"));
        }
    }
    for (ix, entry) in &groups {
        let list = entry.facts.group().and_then(|group| group.other_names.as_deref()).unwrap_or_default();
        for (i, name) in list.iter().enumerate() {
            let same = names.get(&loose(name)).into_iter().flatten();
            let another = same.filter(|(other, of, key)| {
                let apart = entry.kind() == Kind::Body
                    && of.kind() == Kind::Body
                    && frame(records, entry) != frame(records, of);
                // Capitals make an acronym, and a name may be handed down.

                let is = if *key == "acronym" { acronym(of) == Some(&**name) } else { !apart };
                is && other != ix && records.life(*other).1.is_none()
            });
            let Some((other, of, key)) = another.into_iter().next() else { continue };
            let message = format!("this is the {key} of {}", records.id(*other));
            found.add(
                Diagnostic::new(&NAME_OF_ANOTHER, entry.span(&format!("other_names[{i}]")), message)
                    .label(of.span(key), format!("the {key} of {}", records.id(*other)))
                    .help("take it out here; if the two records are one, keep one file"),
            );
        }
    }
}

/// Acronyms of `site.yaml` that a record explains otherwise.
fn full_names(records: &Records<'_>, found: &mut Findings) {
    let config = &records.site.config;
    for (short, full) in config.settings.acronyms.iter().flatten() {
        let of: Vec<_> = present(records).filter(|(_, entry)| acronym(entry) == Some(short.trim())).collect();
        let Some((ix, entry)) = of.first().filter(|_| !of.iter().any(|(_, entry)| goes_by(entry, full)))
        else {
            continue;
        };
        let span = config.places.span_of(&["acronyms", short].map(|key| Step::Key(key.to_owned())));
        let message = format!("{} has the acronym {short} and another full name", records.id(*ix));
        found.add(
            Diagnostic::new(&OTHER_FULL_NAME, span, message)
                .label(entry.span("title"), format!("the full name of {}", records.id(*ix)))
                .help(format!(
                    "take {short} out here, since the record explains it, or mend the one that is wrong"
                )),
        );
    }
}

/// Whether a record has a name, or none but its acronym.
fn goes_by(entry: &Entry, name: &str) -> bool {
    let short = acronym(entry).map(loose).unwrap_or_default();
    let in_brackets = format!(" ({short})");
    let bare = |name: &str| {
        let name = loose(name);
        let name = name.strip_suffix(&in_brackets).unwrap_or(&name);
        name.strip_prefix("the ").unwrap_or(name).to_owned()
    };
    let title = entry.common.title.as_deref().unwrap_or_default();
    let others = entry.facts.group().and_then(|group| group.other_names.as_deref()).unwrap_or_default();
    let mut names = others.iter().map(|name| &**name).chain([title]);
    loose(title) == short || names.any(|known| bare(known) == bare(name))
}
