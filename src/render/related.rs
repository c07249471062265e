//! What stands on a record's page beside its text: notes about it, quotes of those who belong to it. What
//! the text itself shows does not stand there again.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::context::Context;
use crate::resolve::SubjectIx;
use crate::resolve::forms::Form;
use crate::resolve::relations::firsts;
use crate::resolve::targets::Target;
use crate::resolve::today::Tense;
use crate::site::Lang;

/// A body or organisation with those who belong to it on the day, whoever chairs it among them.
pub fn circle(context: &Context<'_>, group: SubjectIx) -> BTreeSet<SubjectIx> {
    let today = &context.graph.today;
    let memberships =
        context.register().memberships.iter().filter(|member| {
            member.group == group && today.tense(member.since, member.until) == Tense::Present
        });
    memberships.map(|membership| membership.member).chain([group]).collect()
}

/// Notes about any of a circle, newest first, undated ones last.
pub fn notes(context: &Context<'_>, circle: &BTreeSet<SubjectIx>, lang: Lang) -> Vec<SubjectIx> {
    let about = context.graph.relations.about.iter().filter(|(_, to)| circle.contains(to));
    let notes: BTreeSet<SubjectIx> = about.map(|(note, _)| *note).collect();
    let listed = notes.into_iter().filter(|note| context.graph.is_listed(*note));
    let mut notes = context.in_order(listed, lang);
    notes.sort_by_key(|note| Reverse(context.source(*note).and_then(|source| source.common.date)));
    notes
}

/// Quotes of a circle, as speakers or as whom they spoke for, in the order of their section.
pub fn quotes(context: &Context<'_>, circle: &BTreeSet<SubjectIx>, lang: Lang) -> Vec<SubjectIx> {
    let said = context.graph.relations.attributions.iter().filter(|(quote, said)| {
        let is_one = |who: Option<SubjectIx>| who.is_some_and(|who| circle.contains(&who));
        context.graph.is_listed(*quote) && (is_one(said.speaker) || is_one(said.organisation))
    });
    context.in_order(said.map(|(quote, _)| *quote), lang)
}

/// What the text of a subject shows: the records that are set into it, and into these.
pub fn shown_by_text(context: &Context<'_>, ix: SubjectIx, lang: Lang) -> BTreeSet<SubjectIx> {
    let graph = context.graph;
    let (mut shown, mut open) = (BTreeSet::new(), vec![ix]);
    while let Some(ix) = open.pop() {
        let Some(entry) = graph.subjects.get(ix).shown(lang, context.site.config.fallback()) else {
            continue;
        };
        let links = context.site.entry(entry).text.links.iter().zip(graph.links.of(entry));
        for (_, target) in links.filter(|(link, _)| link.alone) {
            let (records, form) = match target {
                Target::Record(record, form) => (std::slice::from_ref(record), form),
                Target::Folder(section, form) => (graph.sections.below(*section, lang), form),
                _ => continue,
            };
            match form {
                Form::Diagram | Form::Members => {} // They show what a record has, not the record.
                Form::Meetings => {
                    shown.extend(records.iter().flat_map(|body| firsts(&graph.relations.meetings, *body)));
                }
                _ => open.extend(records.iter().copied().filter(|record| shown.insert(*record))),
            }
        }
    }
    shown
}
