//! What a quote says of itself: who said it, in which post, when, and where that is written.

use std::cmp::Ordering;

use super::records::{Named, Records, and, date, loose, on, unfinished};
use crate::diagnostics::{Diagnostic, Findings, Rule, Severity, Span};
use crate::resolve::SubjectIx;
use crate::resolve::relations::GROUPS;
use crate::site::date::{Day, PartialDate};
use crate::site::person::Post;
use crate::site::quote::Quote;
use crate::site::{Entry, Facts, Kind, Tree};

/// A post that the speaker did not hold on the day.
pub static POST_NOT_HELD: Rule = Rule {
    name: "post-not-held",
    severity: Severity::Warning,
    docs: "A quote is shown with the post that its speaker held on the day. It is compared with the \
           dated posts in the speaker's own file; one of the two is wrong, or a post is missing there.\n\n\
           Wrong: `post: Mayor` and `date: 2018-10-02`, where she is mayor since 2023\n\n\
           Right: `post: Harbour pilot`, which she was in 2018",
};

/// A quote without words.
pub static QUOTE_WITHOUT_WORDS: Rule = Rule {
    name: "quote-without-words",
    severity: Severity::Warning,
    docs: "The words of a quote are the text of its file. Without them there is a name below nothing.\n\n\
           Wrong: a quote that ends at the second `---`\n\n\
           Right: the words below the second `---`",
};

/// A quote without a speaker.
pub static QUOTE_WITHOUT_SPEAKER: Rule = Rule {
    name: "quote-without-speaker",
    severity: Severity::Advice,
    docs: "Words that nobody is named for are no quote: the caption is empty, and nobody can answer \
           for them.\n\n\
           Wrong: a quote with `post: Mayor` alone\n\n\
           Right: `speaker: dorva-quenn`",
};

/// A quote of which something is missing that proves it.
pub static UNSOURCED_QUOTE: Rule = Rule {
    name: "unsourced-quote",
    severity: Severity::Advice,
    docs: "Readers trust a quote when they can see when it was said and where it is written, and the \
           office can answer for it when the speaker approved the wording.\n\n\
           Wrong: a quote with a speaker alone\n\n\
           Right: `date: 2026-02-14`, `source: Record of the assembly` and `approved: {on: 2026-02-20, by: her office}`",
};

/// A quote of a day to come.
pub static QUOTE_OF_TOMORROW: Rule = Rule {
    name: "quote-of-tomorrow",
    severity: Severity::Advice,
    docs: "Nobody has said yet what is dated in the future. Words that are kept back until that day \
           with `publish_at` are right.\n\n\
           Wrong: `date: 2062-02-14`\n\n\
           Right: `date: 2026-02-14`",
};

/// An approval that is older than the words.
pub static APPROVED_TOO_EARLY: Rule = Rule {
    name: "approved-too-early",
    severity: Severity::Warning,
    docs: "Words are approved once they were said. One of the two dates is a slip, or what was \
           approved is a draft of the speech.\n\n\
           Wrong: `date: 2026-02-14` and `approved: {on: 2025-02-20}`\n\n\
           Right: `date: 2026-02-14` and `approved: {on: 2026-02-20}`",
};

/// Checks all quotes.
pub fn check(records: &Records<'_>, found: &mut Findings) {
    for (_, entry) in &records.sources {
        if let Facts::Quote(quote) = &entry.facts {
            missing(records, entry, quote, found);
            found.extend(tomorrow(records, entry));
            found.extend(approved(entry, quote));
            found.extend(post(records, entry, quote));
        }
    }
}

fn key_or_start(entry: &Entry, key: &str) -> Span {
    let path = Tree::path(key);
    if entry.front.has(key) { entry.front.key_span(&path) } else { Span::new(entry.file, 0, 0) }
}

fn missing(records: &Records<'_>, entry: &Entry, quote: &Quote, found: &mut Findings) {
    if unfinished(entry) {
        return;
    }
    let place = key_or_start(entry, "speaker");
    if !entry.text.has_words && !records.unreadable.contains(&entry.file) {
        found.add(
            Diagnostic::new(&QUOTE_WITHOUT_WORDS, place, "this quote has no words")
                .help("write the words below the second --- line, without quotation marks around them"),
        );
    }
    if quote.speaker.is_none() && records.lacks(entry, "speaker") {
        let message = "this quote does not say who said it";
        found.add(Diagnostic::new(&QUOTE_WITHOUT_SPEAKER, place, message).help(
            "write speaker: and the id of the person, which is the name of the file in content/people/",
        ));
    }
    let proofs = [
        ("date", entry.common.date.is_some()),
        ("source", quote.source.as_ref().is_some_and(|source| !source.is_empty())),
        ("approved", quote.approved.is_some()),
    ];
    let absent: Vec<&str> = proofs
        .into_iter()
        .filter(|(key, given)| !given && records.lacks(entry, key))
        .map(|(key, _)| key)
        .collect();
    if !absent.is_empty() {
        let said = |key: &&str| format!("no {}", if *key == "approved" { "approval" } else { key });
        let message = format!("this quote has {}", and(&absent.iter().map(said).collect::<Vec<_>>()));
        let keys: Vec<String> = absent.iter().map(|key| format!("{key}:")).collect();
        found.add(
            Diagnostic::new(&UNSOURCED_QUOTE, place, message)
                .help(format!("add {} as far as it is known", and(&keys))),
        );
    }
}

fn tomorrow(records: &Records<'_>, entry: &Entry) -> Option<Diagnostic> {
    let day = entry.common.date.filter(|day| day.0 > records.graph.today.date)?;
    let zone = &records.graph.today.zone;
    let said = day.0.to_zoned_datetime(zone.clone()).ok()?.timestamp();
    let waits = entry.common.publish_at.is_some_and(|moment| moment.timestamp(zone) >= said);
    if waits || unfinished(entry) {
        return None;
    }
    let message = format!("this was said {}, which is still to come", on(day.0.into()));
    let help = "correct the date; words that wait for their day have publish_at: with that day too";
    Some(Diagnostic::new(&QUOTE_OF_TOMORROW, entry.span("date"), message).help(help))
}

fn approved(entry: &Entry, quote: &Quote) -> Option<Diagnostic> {
    let Day(approved) = quote.approved.as_ref()?.on?;
    let span = entry.span("approved.on");
    // A day to come has a finding of its own.
    let Day(said) = entry.common.date.filter(|said| said.0 > approved)?;
    let message =
        format!("this was approved {}, before it was said {}", on(approved.into()), on(said.into()));
    Some(
        Diagnostic::new(&APPROVED_TOO_EARLY, span, message)
            .label(entry.span("date"), "the day on which it was said")
            .help("one of the two dates is a slip; look both up"),
    )
}

/// What a quote says of its speaker.
struct Claim {
    /// The post's name, to be compared.
    post: Option<String>,
    organisation: Option<SubjectIx>,
    day: Option<PartialDate>,
}

/// A post in the speaker's file.
struct Held<'a> {
    post: &'a Post,
    organisation: Option<SubjectIx>,
    /// Its place in the list.
    number: usize,
}

impl Claim {
    fn names(&self, post: &str) -> bool {
        self.post.as_ref().is_none_or(|claimed| *claimed == name(post))
    }

    /// Whether a post may be at the organisation; of one that names none nobody knows.
    fn places(&self, held: &Held<'_>) -> bool {
        self.organisation.zip(held.organisation).is_none_or(|(claimed, own)| claimed == own)
    }

    fn dates(&self, since: Option<PartialDate>, until: Option<PartialDate>) -> bool {
        self.day.is_none_or(|day| {
            since.is_none_or(|since| since.compare(day) != Ordering::Greater)
                && until.is_none_or(|until| until.compare(day) != Ordering::Less)
        })
    }

    fn is_during(&self, held: &Held<'_>) -> bool {
        self.dates(held.post.since, held.post.until)
    }

    fn fits(&self, held: &Held<'_>) -> bool {
        self.names(&held.post.post) && self.places(held) && self.is_during(held)
    }

    /// How much a post is like the one that is claimed: what, where, when.
    fn likeness(&self, held: &Held<'_>) -> (bool, bool, bool) {
        let what = self.post.is_some() && self.names(&held.post.post);
        let place = self.organisation.is_some() && self.places(held);
        (what && place, self.is_during(held), what || place)
    }
}

/// A post's name as it is compared: "Secretary-General" is "secretary general".
fn name(post: &str) -> String {
    loose(&post.replace(['-', '\u{2010}', '\u{2011}'], " "))
}

fn post(records: &Records<'_>, entry: &Entry, quote: &Quote) -> Option<Diagnostic> {
    let speaker = records.maybe(entry, quote.speaker.as_ref(), "speaker", &[Kind::Person])?;
    let person = records.source(speaker.who)?;
    let Facts::Person(facts) = &person.facts else { return None };
    let claim = Claim {
        post: quote.post.as_ref().map(|post| name(post)),
        organisation: match &quote.organisation {
            Some(id) => Some(records.named(entry, id, "organisation", &GROUPS)?.who),
            None => None,
        },
        day: entry.common.date.map(|day| day.0.into()),
    };
    let claims_nothing = claim.post.is_none() && claim.organisation.is_none();
    let unreadable = |file| records.unreadable.contains(file);
    if claims_nothing || unreadable(&entry.file) || unreadable(&person.file) {
        return None;
    }
    let each = facts.posts.iter().flatten().enumerate();
    let posts: Vec<Held<'_>> = each
        .map(|(number, post)| {
            let path = format!("posts[{number}].organisation");
            let organisation = records.maybe(person, post.organisation.as_ref(), &path, &GROUPS);
            Held { post, organisation: organisation.map(|named| named.who), number }
        })
        .collect();
    let dated = |held: &&Held<'_>| held.post.since.is_some() || held.post.until.is_some();
    if posts.iter().any(|held| claim.fits(held)) || sits_there(records, &claim, &speaker, &posts) {
        return None;
    }
    // Of posts alike, the first in the list.
    let nearest = posts.iter().rev().filter(dated).max_by_key(|held| claim.likeness(held))?;
    let during: Vec<&Held<'_>> = posts.iter().filter(dated).filter(|held| claim.is_during(held)).collect();
    let other_place = quote.organisation.is_some()
        && (quote.post.is_none() || during.iter().any(|held| claim.names(&held.post.post)));
    let span = entry.span(if other_place { "organisation" } else { "post" });
    let who = records.title(speaker.who);
    let claimed_post = quote.post.as_deref().filter(|_| !other_place);
    let claimed = in_words(records, claimed_post, claim.organisation);
    let held: Vec<String> =
        during.iter().map(|held| in_words(records, Some(&held.post.post), held.organisation)).collect();
    let message = match claim.day {
        None => format!("none of the posts of {who} is {claimed}"),
        Some(day) if held.is_empty() => {
            format!("no post of {who} is recorded for {}, but this quote says {claimed}", date(day))
        }
        Some(day) => format!("{} {who} was {}, not {claimed}", on(day), and(&held)),
    };
    let path = &records.files.get(person.file).path;
    Some(
        Diagnostic::new(&POST_NOT_HELD, span, message)
            .label(person.span(&format!("posts[{}].post", nearest.number)), time(nearest.post))
            .help(format!("correct the quote, or write the post with its dates into {path}")),
    )
}

/// "Mayor (City of Maravelle)".
fn in_words(records: &Records<'_>, post: Option<&str>, organisation: Option<SubjectIx>) -> String {
    match (post, organisation.map(|ix| records.title(ix))) {
        (Some(post), Some(organisation)) => format!("{post} ({organisation})"),
        (Some(post), None) => post.to_owned(),
        (None, organisation) => format!("at {}", organisation.unwrap_or_default()),
    }
}

fn time(post: &Post) -> String {
    let since = post.since.map(|since| format!(" since {}", date(since))).unwrap_or_default();
    let until = post.until.map(|until| format!(" until {}", date(until))).unwrap_or_default();
    format!("held{since}{until}")
}

/// Whether the speaker sits in the body or organisation, so that what the quote gives may be the
/// role there; a post that the speaker holds elsewhere is no such role.
fn sits_there(records: &Records<'_>, claim: &Claim, speaker: &Named, posts: &[Held<'_>]) -> bool {
    let Some(entry) = claim.organisation.and_then(|ix| records.source(ix)) else { return false };
    let Some(group) = entry.facts.group() else { return false };
    let may_be_a_role = claim.post.is_none() || !posts.iter().any(|held| claim.names(&held.post.post));
    let list = group.members.as_deref().unwrap_or_default();
    let mut members = records.members(entry, group).into_iter().filter(|(_, named)| named.who == speaker.who);
    let member = members.any(|(i, _)| {
        list.get(i).is_some_and(|member| {
            let role = member.role.as_ref().map_or(may_be_a_role, |role| claim.names(role));
            role && claim.dates(member.since, member.until)
        })
    });
    let chair = records.chairs(entry, group).iter().any(|named| named.who == speaker.who);
    member || (chair && may_be_a_role)
}
