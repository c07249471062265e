//! What the page of each kind shows beside its text.

use std::collections::BTreeSet;

use super::context::Context;
use super::markdown::PageState;
use super::text::{self, TextWriter};
use super::views::{
    CardView, FactView, GroupPage, GroupView, LinkView, NotePage, PageView, PersonPage, PlainPage, QuotePage,
    QuoteView, RecordView, TextView,
};
use super::{phrases, records, related};
use crate::resolve::SubjectIx;
use crate::resolve::forms::Form;
use crate::resolve::relations::{firsts, seconds};
use crate::resolve::today::Tense;
use crate::site::page::Accessibility;
use crate::site::{Entry, Facts, Kind, Lang};

/// The page of no kind; an accessibility statement has its facts.
pub fn plain(context: &Context<'_>, page: PageView, source: Option<&Entry>, lang: Lang) -> PlainPage {
    let accessibility = match source.map(|entry| &entry.facts) {
        Some(Facts::Page(own)) => own.accessibility.as_ref(),
        _ => None,
    };
    let accessibility =
        accessibility.map(|statement| statement_facts(context, statement, lang)).unwrap_or_default();
    PlainPage { page, accessibility }
}

fn statement_facts(context: &Context<'_>, statement: &Accessibility, lang: Lang) -> Vec<FactView> {
    let words = context.words(lang);
    let text = |text: &Option<crate::site::values::Text>| text.as_ref().map(|text| context.term(text, lang));
    let own = |text: String| TextView { text, lang: None, dir: None };
    [
        ("accessibility-status", Some(own(words.get(statement.status.word())))),
        ("accessibility-standard", text(&statement.standard)),
        ("accessibility-assessed-on", statement.assessed_on.map(|day| own(phrases::day(words, day.0).words))),
        ("accessibility-method", text(&statement.method)),
        ("accessibility-limits", text(&statement.limits)),
        ("accessibility-feedback", text(&statement.feedback)),
        ("accessibility-enforcement", text(&statement.enforcement)),
    ]
    .into_iter()
    .filter_map(|(key, value)| Some(FactView { name: words.get(key), value: value? }))
    .collect()
}

/// The page of a body or organisation: its facts, and what names it.
pub fn group_page(
    writer: &mut TextWriter<'_>,
    mut page: PageView,
    ix: SubjectIx,
    state: &mut PageState,
) -> GroupPage {
    let context = writer.context;
    let lang = writer.lang;
    let relations = &context.graph.relations;
    let shown = related::shown_by_text(context, ix, lang);
    let beside_text = |list: Vec<SubjectIx>| -> Vec<SubjectIx> {
        list.into_iter().filter(|ix| context.graph.is_listed(*ix) && !shown.contains(ix)).collect()
    };
    let cards = |list: &[SubjectIx]| -> Vec<CardView> {
        list.iter().map(|ix| records::card(context, *ix, lang)).collect()
    };
    let circle = related::circle(context, ix);
    let spoken = beside_text(related::quotes(context, &circle, lang));
    let notes = beside_text(related::notes(context, &circle, lang));
    let bodies = beside_text(context.in_order(firsts(&relations.of, ix), lang));
    let mut meetings = records::meetings(context, ix, lang);
    meetings.retain(|card| context.graph.subjects.by_id(&card.id).is_none_or(|ix| !shown.contains(&ix)));
    // What has a list of its own on this page, or stands in its text, is not listed again.
    let related = relations.relations.iter().filter(|r| r.to == ix).map(|r| r.from);
    let joined = relations.memberships.iter().filter(|m| m.member == ix).map(|m| m.group);
    let met = firsts(&relations.meetings, ix);
    let elsewhere = spoken.iter().chain(&notes).chain(&bodies).chain(&shown).copied();
    unname(context, &mut page, &elsewhere.chain(related).chain(joined).chain(met).collect());
    GroupPage {
        group: records::group(context, ix, lang).unwrap_or_else(|| empty_group(context, lang)),
        memberships: records::memberships(context, ix, lang),
        relations_to: records::relations_to(context, ix, lang),
        bodies: cards(&bodies),
        notes: cards(&notes),
        meetings,
        quotes: quotes(writer, spoken, state),
        page,
    }
}

fn empty_group(context: &Context<'_>, lang: Lang) -> GroupView {
    GroupView {
        acronym: None,
        other_names: Vec::new(),
        classification: None,
        of: None,
        within: None,
        part_of: None,
        members_heading: records::members_heading(context, None, lang),
        members: Vec::new(),
        former_members: Vec::new(),
        future_members: Vec::new(),
        chairs: Vec::new(),
        relations: Vec::new(),
        meets: Vec::new(),
        founded: None,
        dissolved: None,
        website: None,
        identifiers: Vec::new(),
    }
}

/// The page of a person: posts with dates, memberships, quotes.
pub fn person_page(
    writer: &mut TextWriter<'_>,
    mut page: PageView,
    ix: SubjectIx,
    state: &mut PageState,
) -> PersonPage {
    let context = writer.context;
    let lang = writer.lang;
    let facts = context.source(ix).map(|entry| &entry.facts);
    let (honorific, website, identifiers) = match facts {
        Some(Facts::Person(person)) => (
            person.honorific.as_ref().map(|text| context.term(text, lang)),
            person.website.as_ref().map(|text| text.0.clone()),
            person
                .identifiers
                .as_ref()
                .map(|own| records::identifier_links(context.words(lang), own))
                .unwrap_or_default(),
        ),
        _ => (None, None, Vec::new()),
    };
    let attributions = context.graph.relations.attributions.iter();
    let shown = related::shown_by_text(context, ix, lang);
    let spoken = attributions.filter(|(_, a)| a.speaker == Some(ix)).map(|(quote, _)| *quote);
    let spoken: Vec<SubjectIx> =
        spoken.filter(|quote| context.graph.is_listed(*quote) && !shown.contains(quote)).collect();
    unname(context, &mut page, &spoken.iter().chain(&shown).copied().collect());
    PersonPage {
        honorific,
        posts: records::posts(context, ix, lang, Tense::Present),
        former_posts: records::posts(context, ix, lang, Tense::Past),
        memberships: records::memberships(context, ix, lang),
        quotes: quotes(writer, context.in_order(spoken, lang), state),
        website,
        identifiers,
        page,
    }
}

/// The page of a quote, described by whose words they are: the words themselves are never cut.
pub fn quote_page(mut page: PageView, quote: QuoteView) -> QuotePage {
    let title = |link: &Option<LinkView>| link.as_ref().map(|link| link.title.clone());
    let office = [quote.post.as_ref().map(|post| post.text.clone()), title(&quote.organisation)]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ");
    let by = title(&quote.speaker).into_iter().chain((!office.is_empty()).then_some(office));
    let caption = by.collect::<Vec<_>>().join(", ");
    page.description = page.description.or((!caption.is_empty()).then_some(caption));
    QuotePage { page, quote }
}

/// The page of a note.
pub fn note_page(context: &Context<'_>, mut page: PageView, ix: SubjectIx, lang: Lang) -> NotePage {
    let forum = match context.source(ix).map(|entry| &entry.facts) {
        Some(Facts::Note(note)) => note.forum.as_ref().and_then(|forum| {
            context
                .graph
                .subjects
                .find(forum, &[Kind::Organisation, Kind::Body])
                .ok()
                .filter(|forum| context.graph.is_public(*forum))
        }),
        _ => None,
    };
    let shown = related::shown_by_text(context, ix, lang);
    unname(context, &mut page, &seconds(&context.graph.relations.about, ix).chain(shown).collect());
    let about = seconds(&context.graph.relations.about, ix).filter(|to| Some(*to) != forum);
    NotePage {
        about: about.map(|to| context.link(to, lang)).collect(),
        forum: forum.map(|to| context.link(to, lang)),
        page,
    }
}

/// Takes out of what names the page what already stands on it.
fn unname(context: &Context<'_>, page: &mut PageView, listed: &BTreeSet<SubjectIx>) {
    let id = |card: &CardView| context.graph.subjects.by_id(&card.id);
    page.named_by.retain(|card| id(card).is_none_or(|ix| !listed.contains(&ix)));
}

fn quotes(writer: &mut TextWriter<'_>, list: Vec<SubjectIx>, state: &mut PageState) -> Vec<RecordView> {
    list.into_iter().map(|ix| text::record(writer, ix, Form::Full, 3, state)).collect()
}
