//! Memberships, and how bodies, organisations, people, quotes, notes and meetings name each other.

use serde::{Deserialize, Serialize};

use super::references::{Asked, References};
use super::subjects::{SubjectIx, Subjects};
use crate::diagnostics::{Diagnostic, Findings, Rule, Severity};
use crate::site::date::PartialDate;
use crate::site::group::{Group, MemberKind, RelationKind};
use crate::site::values::Reference;
use crate::site::{Entry, Facts, Kind, Site};

/// A quote or a meeting that waits with whom it names.
pub static HELD_WITH: Rule = Rule {
    name: "held-with",
    severity: Severity::Advice,
    docs: "A quote without its speaker, or a meeting without its body, would say something else than the record does. \
           While the one that it names is held back or withdrawn, it is kept out of every output too.\n\n\
           Wrong: `speaker: dana-ortho`, whose record says `draft: yes`\n\n\
           Right: both records are online, or both wait",
};

/// A membership.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Membership {
    /// The body or organisation.
    pub group: SubjectIx,
    /// The member.
    pub member: SubjectIx,
    /// The member's role, in the site's own language.
    pub role: Option<String>,
    /// Since when.
    pub since: Option<PartialDate>,
    /// Until when.
    pub until: Option<PartialDate>,
}

/// How one subject stands to another.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Relation {
    /// Who.
    pub from: SubjectIx,
    /// How.
    pub kind: RelationKind,
    /// To whom.
    pub to: SubjectIx,
    /// On what, in the site's own language.
    pub on: Option<String>,
    /// In which forum.
    pub forum: Option<SubjectIx>,
}

/// A post held by a person.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Post {
    /// Who.
    pub person: SubjectIx,
    /// The post's name, in the site's own language.
    pub post: String,
    /// Where.
    pub organisation: Option<SubjectIx>,
    /// Since when.
    pub since: Option<PartialDate>,
    /// Until when.
    pub until: Option<PartialDate>,
}

/// Who said a quote, and where the speaker belonged on the day.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub struct Attribution {
    /// The speaker.
    pub speaker: Option<SubjectIx>,
    /// The organisation.
    pub organisation: Option<SubjectIx>,
}

/// All relations of a site. Lists are in the order of subjects, then as written.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Relations {
    /// Memberships.
    pub memberships: Vec<Membership>,
    /// How bodies and organisations stand to each other.
    pub relations: Vec<Relation>,
    /// Posts held.
    pub posts: Vec<Post>,
    /// (body, whose body it is).
    pub of: Vec<(SubjectIx, SubjectIx)>,
    /// (body, the larger forum it works in).
    pub within: Vec<(SubjectIx, SubjectIx)>,
    /// (organisation, what it is a part of).
    pub part_of: Vec<(SubjectIx, SubjectIx)>,
    /// (group, who chairs it).
    pub chairs: Vec<(SubjectIx, SubjectIx)>,
    /// (quote, who said it).
    pub attributions: Vec<(SubjectIx, Attribution)>,
    /// (note, what it is about); a note's forum included.
    pub about: Vec<(SubjectIx, SubjectIx)>,
    /// (meeting, its body).
    pub meetings: Vec<(SubjectIx, SubjectIx)>,
    /// The site's publisher.
    pub publisher: Option<SubjectIx>,
    /// (who, whom): every naming in front matter.
    pub named: Vec<(SubjectIx, SubjectIx)>,
}

/// The kinds that have members.
pub const GROUPS: [Kind; 2] = [Kind::Organisation, Kind::Body];
/// The kinds that can be members.
pub const MEMBERS: [Kind; 3] = [Kind::Organisation, Kind::Person, Kind::Body];

/// The second of each pair whose first is `of`.
pub fn seconds(pairs: &[(SubjectIx, SubjectIx)], of: SubjectIx) -> impl Iterator<Item = SubjectIx> {
    pairs.iter().filter(move |(a, _)| *a == of).map(|(_, b)| *b)
}

/// The first of each pair whose second is `of`.
pub fn firsts(pairs: &[(SubjectIx, SubjectIx)], of: SubjectIx) -> impl Iterator<Item = SubjectIx> {
    pairs.iter().filter(move |(_, b)| *b == of).map(|(a, _)| *a)
}

impl Relations {
    /// Holds back what says less than it does without whom it names, while that one is held back or withdrawn.
    fn hold(&self, site: &Site, subjects: &mut Subjects, found: &mut Findings) {
        let spoken =
            self.attributions.iter().filter_map(|(quote, said)| Some((*quote, said.speaker?, "speaker")));
        let met = self.meetings.iter().map(|(meeting, body)| (*meeting, *body, "body"));
        let waiting: Vec<(SubjectIx, SubjectIx, &str)> = spoken
            .chain(met)
            .filter(|(ix, named, _)| subjects.get(*ix).is_listed() && !subjects.get(*named).is_listed())
            .collect();
        for (ix, named, key) in waiting {
            let (subject, whom) = (subjects.get(ix), subjects.get(named));
            let Some(entry) = subject.source.map(|source| site.entry(source)) else { continue };
            let message = format!("this {} is held back with {}", subject.kind.name(), whom.id);
            let state = if whom.gone { "withdrawn" } else { "not online on this day" };
            let help = format!("{} is {state}; name somebody who is online, or leave it to wait", whom.id);
            found.add(Diagnostic::new(&HELD_WITH, entry.span(key), message).help(help));
            subjects.hold(ix);
        }
    }

    /// Drops whatever names a subject that is not online or is withdrawn, so that none of it shows through a
    /// record that is.
    fn drop_held(&mut self, subjects: &Subjects) {
        let online = |ix: SubjectIx| subjects.get(ix).is_listed();
        let pair = |pair: &(SubjectIx, SubjectIx)| online(pair.0) && online(pair.1);
        self.memberships.retain(|m| online(m.group) && online(m.member));
        self.relations.retain(|r| online(r.from) && online(r.to));
        for relation in &mut self.relations {
            relation.forum = relation.forum.filter(|forum| online(*forum));
        }
        self.posts.retain(|post| online(post.person) && post.organisation.is_none_or(online));
        for pairs in [&mut self.of, &mut self.within, &mut self.part_of, &mut self.chairs] {
            pairs.retain(pair);
        }
        self.about.retain(pair);
        self.meetings.retain(pair);
        self.named.retain(pair);
        for (_, attribution) in &mut self.attributions {
            attribution.speaker = attribution.speaker.filter(|speaker| online(*speaker));
            attribution.organisation = attribution.organisation.filter(|organisation| online(*organisation));
        }
        self.publisher = self.publisher.filter(|publisher| online(*publisher));
    }

    /// Who said a quote.
    pub fn attribution(&self, quote: SubjectIx) -> Attribution {
        let found = self.attributions.binary_search_by_key(&quote, |(quote, _)| *quote);
        found.ok().map(|i| self.attributions[i].1).unwrap_or_default()
    }
}

/// Resolves the references in the front matter of all sources.
pub fn resolve(site: &Site, subjects: &mut Subjects, found: &mut Findings) -> Relations {
    let mut all = Relations::default();
    for (ix, subject) in subjects.iter() {
        let Some(entry) = subject.source.map(|source| site.entry(source)) else { continue };
        let mut refs = References::new(entry, subjects, found);
        one(ix, entry, &mut refs, &mut all);
        let named = refs.named;
        all.named.extend(named.into_iter().map(|to| (ix, to)));
    }
    if let Some(publisher) = &site.config.settings.publisher {
        let allowed = &[Kind::Organisation];
        match subjects.find(publisher, allowed) {
            Ok(ix) => all.publisher = Some(ix),
            Err(why) => {
                let span = site.config.places.span("publisher");
                found.add(super::references::unresolved(publisher, span, why, allowed));
            }
        }
    }
    all.hold(site, subjects, found);
    all.drop_held(subjects);
    all
}

/// The references in one front matter, a translation's too, with their places.
pub fn asked(entry: &Entry, subjects: &Subjects) -> Vec<Asked> {
    let mut said_elsewhere = Findings::default();
    let mut refs = References::new(entry, subjects, &mut said_elsewhere);
    one(SubjectIx(0), entry, &mut refs, &mut Relations::default());
    refs.asked
}

fn one(ix: SubjectIx, entry: &Entry, refs: &mut References<'_>, all: &mut Relations) {
    match &entry.facts {
        Facts::Page(_) => {}
        Facts::Body(facts, _) => group(ix, facts, refs, all),
        Facts::Organisation(facts, own) => {
            group(ix, facts, refs, all);
            let part_of = refs.maybe(own.part_of.as_ref(), "part_of", &[Kind::Organisation]);
            all.part_of.extend(part_of.map(|to| (ix, to)));
        }
        Facts::Person(person) => {
            for (i, post) in person.posts.iter().flatten().enumerate() {
                let path = format!("posts[{i}].organisation");
                let organisation = refs.maybe(post.organisation.as_ref(), &path, &GROUPS);
                all.posts.push(Post {
                    person: ix,
                    post: post.post.0.clone(),
                    organisation,
                    since: post.since,
                    until: post.until,
                });
            }
        }
        Facts::Quote(quote) => {
            let speaker = refs.maybe(quote.speaker.as_ref(), "speaker", &[Kind::Person]);
            let organisation = refs.maybe(quote.organisation.as_ref(), "organisation", &GROUPS);
            all.attributions.push((ix, Attribution { speaker, organisation }));
        }
        Facts::Note(note) => {
            let mut about = refs.list(note.about.as_ref(), "about", &Kind::ALL);
            about.extend(refs.maybe(note.forum.as_ref(), "forum", &GROUPS));
            about.dedup();
            all.about.extend(about.into_iter().map(|to| (ix, to)));
        }
        Facts::Meeting(meeting) => {
            let body = refs.maybe(meeting.body.as_ref(), "body", &GROUPS);
            all.meetings.extend(body.map(|body| (ix, body)));
        }
    }
}

fn group(ix: SubjectIx, facts: &Group, refs: &mut References<'_>, all: &mut Relations) {
    all.of.extend(refs.maybe(facts.of.as_ref(), "of", &GROUPS).map(|to| (ix, to)));
    all.within.extend(refs.maybe(facts.within.as_ref(), "within", &GROUPS).map(|to| (ix, to)));
    for (i, membership) in facts.members.iter().flatten().enumerate() {
        let (path, allowed): (String, &'static [Kind]) = match membership.kind {
            MemberKind::Any => (format!("members[{i}]"), &MEMBERS),
            kind => (format!("members[{i}].{}", kind.key()), member_kinds(kind)),
        };
        let Some(member) = refs.one(&membership.who, &path, allowed) else { continue };
        all.memberships.push(Membership {
            group: ix,
            member,
            role: membership.role.as_ref().map(|role| role.0.clone()),
            since: membership.since,
            until: membership.until,
        });
    }
    let chairs = refs.list(facts.chairs.as_ref(), "chairs", &MEMBERS);
    all.chairs.extend(chairs.into_iter().map(|to| (ix, to)));
    for (kind, list) in facts.relations() {
        for (i, relation) in list.iter().enumerate() {
            let record = format!("{}[{i}].whom", kind.key());
            let path = if refs.has(&record) { record } else { format!("{}[{i}]", kind.key()) };
            let Some(to) = refs.one(&relation.whom, &path, &GROUPS) else { continue };
            let on = relation.on.as_ref().map(|on| on.0.clone());
            all.relations.push(Relation { from: ix, kind, to, on, forum: None });
        }
    }
    representations(ix, facts, refs, all);
}

fn representations(ix: SubjectIx, facts: &Group, refs: &mut References<'_>, all: &mut Relations) {
    let Some(list) = &facts.represents else { return };
    for (i, representation) in list.0.iter().enumerate() {
        let one = refs.has("represents.whom");
        let record = if one { "represents".to_owned() } else { format!("represents[{i}]") };
        let whom: &Reference = &representation.whom;
        let to = refs.one(whom, &format!("{record}.whom"), &MEMBERS);
        let forum = refs.maybe(representation.forum.as_ref(), &format!("{record}.in"), &GROUPS);
        if let Some(to) = to {
            let kind = RelationKind::Represents;
            all.relations.push(Relation { from: ix, kind, to, on: None, forum });
        }
    }
}

/// The kinds that a member written so may have.
pub fn member_kinds(kind: MemberKind) -> &'static [Kind] {
    match kind {
        MemberKind::Any => &MEMBERS,
        MemberKind::Organisation => &[Kind::Organisation],
        MemberKind::Person => &[Kind::Person],
        MemberKind::Body => &[Kind::Body],
    }
}
