//! Views of records without their texts: cards, facts of bodies and organisations, meetings. What
//! holds text is in [`super::text`].

use std::collections::BTreeSet;

use super::context::Context;
use super::link;
use super::phrases::{self, Named, Standing};
use super::views::{CardView, ContactView, GroupView, LinkView, MeetingView, MemberView, TextView};
use super::words::Words;
use crate::locale::typesetter::{Typesetter, may_close};
use crate::read::markdown::TITLE;
use crate::resolve::SubjectIx;
use crate::resolve::relations::{Membership, Relation, firsts, seconds};
use crate::resolve::targets::Target;
use crate::resolve::today::Tense;
use crate::site::common::Contact;
use crate::site::meeting::Status;
use crate::site::organisation::Identifiers;
use crate::site::values::Text;
use crate::site::{Facts, Lang};

/// A record in a list, without its words.
pub fn card(context: &Context<'_>, ix: SubjectIx, lang: Lang) -> CardView {
    let subject = context.graph.subjects.get(ix);
    let entry = context.entry(ix, lang);
    let summary = summary(context, ix, lang);
    let foreign = entry.and_then(|entry| context.foreign(entry.lang, lang));
    let (summary_lang, summary_dir) = foreign.filter(|_| summary.is_some()).unzip();
    CardView {
        kind: subject.kind.name(),
        id: subject.id.clone(),
        link: context.link(ix, lang),
        acronym: context.acronym(ix),
        summary_lang,
        summary_dir,
        summary,
        date: date(context, ix, lang),
        classification: classification(context, ix, lang),
        cancelled: cancelled(context, ix).then(|| context.words(lang).get(Status::Cancelled.word())),
        quote: None,
    }
}

/// Whether it is a meeting that was called off.
fn cancelled(context: &Context<'_>, ix: SubjectIx) -> bool {
    let facts = context.source(ix).map(|entry| &entry.facts);
    matches!(facts, Some(Facts::Meeting(meeting)) if meeting.status == Some(Status::Cancelled))
}

/// The written summary, else the first sentence of the text. A quote's words are no summary; of a
/// withdrawn page it is the reason.
pub fn summary(context: &Context<'_>, ix: SubjectIx, lang: Lang) -> Option<String> {
    let fallback = context.site.config.fallback();
    let entry_ix = context.graph.subjects.get(ix).shown(lang, fallback)?;
    let entry = context.site.entry(entry_ix);
    if context.graph.subjects.get(ix).gone {
        // Withdrawn in one language is withdrawn in all: a translation that gives no reason has the source's.
        let said = [Some(entry), context.source(ix)].into_iter().flatten();
        let mut said = said.filter_map(|entry| Some((&entry.common.gone.as_ref()?.why, entry.lang)));
        return said.next().map(|(why, lang)| context.set(why, lang));
    }
    if let Some(summary) = entry.common.summary.as_ref().filter(|s| !s.is_empty()) {
        return Some(context.set(summary, entry.lang));
    }
    let mut titles =
        entry.text.first_titles.iter().map(|at| match context.graph.links.at(context.site, entry_ix, *at) {
            Target::Page(to, _) if context.graph.is_public(*to) => context.name(*to, lang).text,
            _ => String::new(),
        });
    let mut typesetter = Typesetter::new(&context.language(entry.lang).tag);
    let mut set = String::new();
    let sentence = entry.text.first_sentence.replace(['\n', '\t'], " ");
    let mut rest = sentence.as_str();
    for (i, part) in sentence.split(TITLE).enumerate() {
        if i > 0 {
            set.push_str(&titles.next().unwrap_or_default());
            typesetter.opaque();
        }
        rest = &rest[part.len()..];
        set.push_str(&typesetter.piece(part, may_close(rest)));
        rest = rest.strip_prefix(TITLE).unwrap_or(rest);
    }
    (!set.is_empty()).then_some(set)
}

/// The day that a record bears: its date, or when a meeting begins.
fn date(context: &Context<'_>, ix: SubjectIx, lang: Lang) -> Option<super::views::DateView> {
    let entry = context.source(ix)?;
    let day = match &entry.facts {
        Facts::Meeting(meeting) => meeting.starts.map(|starts| starts.zoned().date()),
        _ => entry.common.date.map(|day| day.0),
    };
    day.map(|day| phrases::day(context.words(lang), day))
}

fn classification(context: &Context<'_>, ix: SubjectIx, lang: Lang) -> Option<String> {
    let word = match &context.source(ix)?.facts {
        Facts::Body(_, body) => body.classification?.word(),
        Facts::Organisation(_, organisation) => organisation.classification?.word(),
        _ => return None,
    };
    (word != "other").then(|| context.words(lang).get(word))
}

/// The facts of a body or organisation.
pub fn group(context: &Context<'_>, ix: SubjectIx, lang: Lang) -> Option<GroupView> {
    let reader = lang;
    let entry = context.source(ix)?;
    let facts = entry.facts.group()?;
    let relations = &context.graph.relations;
    let words = context.words(lang);
    let members = |tense| {
        members(context, relations.memberships.iter().filter(|m| m.group == ix), lang, tense, |m| m.member)
    };
    let (website, identifiers) = match &entry.facts {
        Facts::Organisation(_, own) => (own.website.as_ref(), own.identifiers.as_ref()),
        _ => (None, None),
    };
    let links = |pairs| seconds(pairs, ix).map(|to| context.link(to, lang)).collect::<Vec<_>>();
    Some(GroupView {
        acronym: context.acronym(ix).map(|acronym| {
            let lang = context.name(ix, lang).lang;
            context.borrowed(&acronym, lang, reader)
        }),
        other_names: facts.other_names.iter().flatten().map(|name| context.term(name, lang)).collect(),
        classification: classification(context, ix, lang),
        of: links(&relations.of).into_iter().next(),
        within: links(&relations.within).into_iter().next(),
        part_of: links(&relations.part_of).into_iter().next(),
        members_heading: members_heading(context, facts.members_called.as_ref(), lang),
        members: members(Tense::Present),
        former_members: members(Tense::Past),
        future_members: members(Tense::Future),
        chairs: links(&relations.chairs),
        relations: relations
            .relations
            .iter()
            .filter(|relation| relation.from == ix)
            .map(|relation| relation_in_words(context, relation, lang))
            .collect(),
        meets: facts
            .meets
            .iter()
            .flatten()
            .map(|rule| phrases::cadence(words, rule, |word| context.term(word, lang)))
            .collect(),
        founded: facts.founded.map(|date| phrases::partial(words, date)),
        dissolved: facts.dissolved.map(|date| phrases::partial(words, date)),
        website: website.map(|w| w.0.clone()),
        identifiers: identifiers.map(|own| identifier_links(words, own)).unwrap_or_default(),
    })
}

/// The heading of a list of members: what they are called, else the interface's word.
pub fn members_heading(context: &Context<'_>, called: Option<&Text>, lang: Lang) -> TextView {
    match called {
        Some(called) => {
            let called = context.term(called, lang);
            TextView { text: phrases::capitalise(&called.text), ..called }
        }
        None => TextView { text: context.words(lang).get("members"), lang: None, dir: None },
    }
}

/// How one stands to another, in words with links. HTML.
pub fn relation_in_words(context: &Context<'_>, relation: &Relation, lang: Lang) -> String {
    let (on, forum) = on_and_forum(context, relation, lang);
    let standing = Standing { kind: relation.kind, on: on.as_deref(), forum: forum.as_ref() };
    phrases::relation(context.words(lang), &standing, &context.named(relation.to, lang))
}

fn on_and_forum(context: &Context<'_>, relation: &Relation, lang: Lang) -> (Option<String>, Option<Named>) {
    let on = relation.on.as_ref().map(|on| link::text(&context.term(on, lang)));
    (on, relation.forum.map(|forum| context.named(forum, lang)))
}

/// How others stand to a subject, in words with links. HTML.
pub fn relations_to(context: &Context<'_>, ix: SubjectIx, lang: Lang) -> Vec<String> {
    let words = context.words(lang);
    let all = &context.graph.relations.relations;
    let from = context.in_order(all.iter().filter(|r| r.to == ix).map(|r| r.from), lang);
    let mut seen = BTreeSet::new();
    from.into_iter()
        .filter(|from| context.graph.is_listed(*from) && seen.insert(*from))
        .flat_map(|from| all.iter().filter(move |r| r.from == from && r.to == ix))
        .map(|relation| {
            let (on, forum) = on_and_forum(context, relation, lang);
            let standing = Standing { kind: relation.kind, on: on.as_deref(), forum: forum.as_ref() };
            phrases::relation_to(words, &standing, &context.named(relation.from, lang))
        })
        .collect()
}

/// What a subject is a member of, on the day.
pub fn memberships(context: &Context<'_>, ix: SubjectIx, lang: Lang) -> Vec<MemberView> {
    let of = context.graph.relations.memberships.iter().filter(|m| m.member == ix);
    members(context, of, lang, Tense::Present, |m| m.group)
}

fn members<'m>(
    context: &Context<'_>,
    memberships: impl Iterator<Item = &'m Membership>,
    lang: Lang,
    tense: Tense,
    shown: impl Fn(&Membership) -> SubjectIx,
) -> Vec<MemberView> {
    memberships
        .filter(|m| context.graph.today.tense(m.since, m.until) == tense && context.graph.is_listed(shown(m)))
        .map(|m| MemberView {
            link: context.link(shown(m), lang),
            acronym: context.acronym(shown(m)),
            role: m.role.as_ref().map(|role| context.term(role, lang)),
            dates: phrases::stretch(context.words(lang), m.since, m.until),
        })
        .collect()
}

/// The posts of a person that have dates. A post without dates is never shown as held now.
pub fn posts(context: &Context<'_>, ix: SubjectIx, lang: Lang, tense: Tense) -> Vec<MemberView> {
    let posts = context.graph.relations.posts.iter();
    posts
        .filter(|post| post.person == ix && (post.since.is_some() || post.until.is_some()))
        .filter(|post| context.graph.today.tense(post.since, post.until) == tense)
        .map(|post| {
            let organisation = post.organisation.map(|o| context.link(o, lang));
            let nowhere = LinkView { title: String::new(), html: None, url: None, lang: None, dir: None };
            MemberView {
                link: organisation.unwrap_or(nowhere),
                acronym: post.organisation.and_then(|o| context.acronym(o)),
                role: Some(context.term(&post.post, lang)),
                dates: phrases::stretch(context.words(lang), post.since, post.until),
            }
        })
        .collect()
}

/// A meeting.
pub fn meeting(context: &Context<'_>, ix: SubjectIx, lang: Lang) -> Option<MeetingView> {
    let entry = context.source(ix)?;
    let Facts::Meeting(facts) = &entry.facts else { return None };
    let words = context.words(lang);
    let file = |path: &Option<Text>, key: &str| {
        let path = path.as_ref()?;
        let url = super::files::beside(context, entry, path)?;
        Some(LinkView { title: words.get(key), html: None, url: Some(url), lang: None, dir: None })
    };
    Some(MeetingView {
        body: context.meeting_body(ix).map(|body| context.link(body, lang)),
        starts: facts.starts.map(|starts| phrases::moment(words, starts)),
        ends: facts.ends.map(|ends| phrases::moment(words, ends)),
        level: facts.level.as_ref().map(|level| context.term(level, lang)),
        place: facts.place.as_ref().map(|place| context.term(place, lang)),
        online: facts.online.as_ref().map(|online| online.0.clone()),
        status: facts.status.map(|status| words.get(status.word())),
        cancelled: cancelled(context, ix),
        agenda: file(&facts.agenda, "agenda"),
        minutes: file(&facts.minutes, "minutes"),
    })
}

/// The meetings of a body, newest first.
pub fn meetings(context: &Context<'_>, body: SubjectIx, lang: Lang) -> Vec<CardView> {
    let mut list: Vec<(Option<String>, SubjectIx)> = firsts(&context.graph.relations.meetings, body)
        .filter(|ix| context.graph.is_listed(*ix))
        .map(|ix| {
            let starts = match context.source(ix).map(|entry| &entry.facts) {
                Some(Facts::Meeting(meeting)) => meeting.starts.map(|starts| starts.at.to_string()),
                _ => None,
            };
            (starts, ix)
        })
        .collect();
    list.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    list.into_iter().map(|(_, ix)| card(context, ix, lang)).collect()
}

/// How to reach somebody, as it is written in a language.
pub fn contact(context: &Context<'_>, contact: &Contact, written: Lang, lang: Lang) -> ContactView {
    let same = |text: &Option<Text>| text.as_ref().map(|text| text.0.clone());
    let words = |text: &Option<Text>| text.as_ref().map(|text| context.written(text, written, lang));
    ContactView {
        email: same(&contact.email),
        phone: same(&contact.phone),
        address: words(&contact.address),
        press: words(&contact.press),
        card: None,
    }
}

/// Ids in public registers with the addresses that the registers give them.
pub fn identifier_links(words: &Words, identifiers: &Identifiers) -> Vec<LinkView> {
    let link = |id: &Option<Text>, name: &str, start: &str| {
        let id = id.as_ref()?;
        let last = id.rsplit('/').next().unwrap_or(id);
        let url = Some(format!("{start}{last}"));
        let title = words.with("named-as", &[("name", name), ("what", last)]);
        Some(LinkView { title, html: None, url, lang: None, dir: None })
    };
    let wikidata = link(&identifiers.wikidata, "Wikidata", "https://www.wikidata.org/wiki/");
    let ror = link(&identifiers.ror, "ROR", "https://ror.org/");
    wikidata.into_iter().chain(ror).collect()
}
