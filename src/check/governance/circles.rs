//! Bodies that stand to themselves, or to each other in a circle.

use std::collections::BTreeMap;

use super::records::{Named, Records};
use crate::diagnostics::{Diagnostic, Findings, Rule, Severity, Span};
use crate::resolve::SubjectIx;
use crate::resolve::relations::GROUPS;
use crate::site::group::RelationKind;
use crate::site::{Facts, Kind};

/// A record that names itself.
pub static NAMES_ITSELF: Rule = Rule {
    name: "names-itself",
    severity: Severity::Error,
    docs: "A body cannot be its own member, report to itself or be a part of itself. The id of \
           another one was meant.\n\n\
           Wrong: `reports_to: [board]` in `bodies/board.md`\n\n\
           Right: `reports_to: [assembly]` in `bodies/board.md`",
};

/// Bodies in a circle.
pub static CIRCLE: Rule = Rule {
    name: "relation-circle",
    severity: Severity::Error,
    docs: "Whoever reports to, is the body of, works within or is a part of another stands below it. \
           In a circle everybody would stand below themselves.\n\n\
           Wrong: the office reports to the board, and the board to the office\n\n\
           Right: the office reports to the board",
};

/// Where each of a relation's names leads, by who names.
type Ways = BTreeMap<SubjectIx, Vec<Named>>;

/// Checks who names whom.
pub fn check(records: &Records<'_>, found: &mut Findings) {
    let mut of = Ways::new();
    let mut within = Ways::new();
    let mut part_of = Ways::new();
    let mut reports_to = Ways::new();
    for (ix, entry, group) in records.groups() {
        let mut own: Vec<Named> = Vec::new();
        let allowed = &[Kind::Organisation];
        let part = match &entry.facts {
            Facts::Organisation(_, own) => records.maybe(entry, own.part_of.as_ref(), "part_of", allowed),
            _ => None,
        };
        let single = [
            (&mut of, records.maybe(entry, group.of.as_ref(), "of", &GROUPS)),
            (&mut within, records.maybe(entry, group.within.as_ref(), "within", &GROUPS)),
            (&mut part_of, part),
        ];
        for (ways, named) in single {
            own.extend(named.clone());
            ways.entry(ix).or_default().extend(named);
        }
        for (kind, named, _) in records.relations(entry, group) {
            own.push(named.clone());
            if kind == RelationKind::ReportsTo {
                reports_to.entry(ix).or_default().push(named);
            }
        }
        own.extend(records.members(entry, group).into_iter().map(|(_, named)| named));
        own.extend(records.chairs(entry, group));
        own.extend(
            records
                .represented(entry, group)
                .into_iter()
                .flat_map(|(whom, forum)| [Some(whom), forum])
                .flatten(),
        );
        itself(ix, &own, found);
    }
    let relations = [
        (of, "is the body of"),
        (within, "works within"),
        (part_of, "is a part of"),
        (reports_to, "reports to"),
    ];
    for (ways, words) in relations {
        circles(records, &ways, words, found);
    }
}

fn itself(ix: SubjectIx, named: &[Named], found: &mut Findings) {
    for named in named.iter().filter(|named| named.who == ix) {
        let message = "this record names itself here";
        found.add(Diagnostic::new(&NAMES_ITSELF, named.span, message).help("give the id of another record"));
    }
}

/// One finding for each circle, at its first record by id. Every record is visited once.
fn circles(records: &Records<'_>, ways: &Ways, words: &str, found: &mut Findings) {
    let mut done: BTreeMap<SubjectIx, bool> = BTreeMap::new();
    for start in ways.keys() {
        if done.contains_key(start) {
            continue;
        }
        // The way from `start`: who, which of its names comes next, and the place of the one taken.
        let mut path: Vec<(SubjectIx, usize)> = vec![(*start, 0)];
        done.insert(*start, false);
        while let Some((who, next)) = path.last_mut() {
            let taken = ways.get(who).and_then(|names| names.get(*next));
            let Some(named) = taken else {
                done.insert(*who, true);
                path.pop();
                continue;
            };
            *next += 1;
            let to = named.who;
            match done.get(&to) {
                Some(true) => {}
                Some(false) => {
                    let from = path.iter().position(|(who, _)| *who == to).unwrap_or(0);
                    report(records, ways, &path[from..], words, found);
                }
                None => {
                    done.insert(to, false);
                    path.push((to, 0));
                }
            }
        }
    }
}

fn report(
    records: &Records<'_>,
    ways: &Ways,
    circle: &[(SubjectIx, usize)],
    words: &str,
    found: &mut Findings,
) {
    // One alone has its finding already.
    if circle.len() < 2 {
        return;
    }
    let mut places: Vec<(SubjectIx, Span)> = circle
        .iter()
        .filter_map(|(who, next)| ways.get(who)?.get(next.checked_sub(1)?).map(|named| (*who, named.span)))
        .collect();
    let first = places.iter().enumerate().min_by_key(|(_, (who, _))| *who).map_or(0, |(i, _)| i);
    places.rotate_left(first);
    let Some(((first, span), others)) = places.split_first() else { return };
    let names = places.iter().map(|(who, _)| records.id(*who)).chain([records.id(*first)]);
    let way = names.collect::<Vec<_>>().join(" → ");
    let message = format!("each of these {words} the next, in a circle: {way}");
    let mut diagnostic = Diagnostic::new(&CIRCLE, *span, message)
        .help("take the one out that is wrong; whatever is below another cannot be above it too");
    for (who, span) in others {
        diagnostic = diagnostic.label(*span, format!("here {} goes on", records.id(*who)));
    }
    found.add(diagnostic);
}
