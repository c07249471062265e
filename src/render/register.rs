//! The register: who is who, who belongs where, who held which post, what was said and when somebody
//! met. It is made once, and every form of open data is written from it, so that none can say what
//! another does not.
//!
//! # What holds
//! - Only what lists show is in it: nothing held, nothing withdrawn, and no membership of such.
//! - An id is an absolute address (relative to the host where the site's is not known): a record's that of
//!   its page in the site's own language, in whatever language the data is; all else's that of a record with a `#` and a
//!   name that follows from its own facts, so that it stays when others come and go.
//! - A post without dates is no post held: it is not here, and said of a quote alone.

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::{CONTROLS, utf8_percent_encode};

pub use super::registered::{Membership, Occasion, Post, Register, Role, Tenure};

use super::addresses::data_route;
use super::context::Context;
use super::text::TextWriter;
use super::{html, phrases};
use crate::digest::sha256;
use crate::read::markdown::slug;
use crate::read::paragraphs::plain_quote;
use crate::resolve::SubjectIx;
use crate::resolve::today::Tense;
use crate::site::date::PartialDate;
use crate::site::group::Cadence;
use crate::site::{Facts, Kind, Lang};

impl Context<'_> {
    /// What open data says of the site.
    pub fn register(&self) -> &Register {
        self.register.get_or_init(|| Register::new(self))
    }
}

impl Role {
    /// The role for a reader of a language.
    pub fn text(&self, context: &Context<'_>, lang: Lang) -> String {
        self.labelled(context, lang).0
    }

    /// The role for a reader of a language, and the tag of the language that it is in.
    pub fn labelled(&self, context: &Context<'_>, lang: Lang) -> (String, String) {
        match self {
            Self::Written(role) => context.labelled(role, lang),
            Self::Chair => (context.words(lang).get("chairs"), context.language(lang).tag.clone()),
        }
    }
}

impl Register {
    /// Gathers what open data says of a site.
    pub fn new(context: &Context<'_>) -> Self {
        let graph = context.graph;
        let of = |kinds: &[Kind]| -> Vec<SubjectIx> {
            let listed = graph.subjects.iter().filter(|(_, subject)| subject.is_listed() && !subject.section);
            listed.filter(|(_, subject)| kinds.contains(&subject.kind)).map(|(ix, _)| ix).collect()
        };
        let mut register = Self {
            organisations: of(&[Kind::Body, Kind::Organisation]),
            persons: of(&[Kind::Person]),
            quotes: of(&[Kind::Quote]),
            meetings: of(&[Kind::Meeting]),
            ..Self::default()
        };
        let mut ids = Ids::default();
        register.memberships = memberships(context, &mut ids);
        register.hold_posts(context, &mut ids);
        register.meet_occasions(context, &mut ids);
        register
    }

    fn hold_posts(&mut self, context: &Context<'_>, ids: &mut Ids) {
        let graph = context.graph;
        let held = graph.relations.posts.iter().filter(|post| post.since.is_some() || post.until.is_some());
        let listed = |ix: SubjectIx| graph.is_listed(ix);
        for held in held.filter(|post| listed(post.person) && post.organisation.is_none_or(listed)) {
            let owner = held.organisation.unwrap_or(held.person);
            let same = |post: &Post| {
                post.organisation == held.organisation
                    && post.label == held.post
                    && (post.organisation.is_some() || post.id.starts_with(&address(context, owner)))
            };
            let post = self.posts.iter().position(same).unwrap_or_else(|| {
                let id = ids.new_one(&address(context, owner), "post", &held.post, None);
                self.posts.push(Post { id, label: held.post.clone(), organisation: held.organisation });
                self.posts.len() - 1
            });
            let id = ids.new_one(&address(context, held.person), "tenure", &held.post, held.since);
            let (since, until) = (held.since, held.until);
            self.tenures.push(Tenure { id, person: held.person, post, since, until });
        }
    }

    fn meet_occasions(&mut self, context: &Context<'_>, ids: &mut Ids) {
        let data = data_address(context);
        let meetings: BTreeMap<String, SubjectIx> =
            self.meetings.iter().map(|ix| (context.name(*ix, Lang::DEFAULT).text, *ix)).collect();
        let mut known: BTreeMap<&str, String> = BTreeMap::new();
        for quote in &self.quotes {
            let Some(Facts::Quote(facts)) = context.source(*quote).map(|entry| &entry.facts) else {
                continue;
            };
            let Some(name) = facts.event.as_ref().filter(|event| !event.is_empty()) else { continue };
            let meeting = meetings.get(&context.set(name, Lang::DEFAULT)).map(|ix| address(context, *ix));
            let id = meeting.unwrap_or_else(|| {
                let occasion = || {
                    let id = ids.new_one(&data, "event", name, None);
                    self.occasions.push(Occasion { id: id.clone(), name: name.0.clone() });
                    id
                };
                known.entry(&name.0).or_insert_with(occasion).clone()
            });
            self.said_at.insert(*quote, id);
        }
    }
}

/// The address that stands for a record in data, whatever its language: that of its page in the site's own.
pub fn address(context: &Context<'_>, ix: SubjectIx) -> String {
    let route = context.graph.routes.nearest(ix, Lang::DEFAULT);
    route.map(|(route, _)| route.absolute(&context.site.config.base)).unwrap_or_default()
}

/// The address of the page of a record in a language, or of the one that stands in for it.
pub fn page(context: &Context<'_>, ix: SubjectIx, lang: Lang) -> String {
    let route = context.graph.routes.nearest(ix, lang);
    route.map(|(route, _)| route.absolute(&context.site.config.base)).unwrap_or_default()
}

/// The address of the page of open data in the site's own language.
pub fn data_address(context: &Context<'_>) -> String {
    data_route(context, Lang::DEFAULT).absolute(&context.site.config.base)
}

/// The words of a quote as a reader of a language is given them, to the letter, and the tag of the language
/// they are in; none where the record has no words.
pub fn words(context: &Context<'_>, quote: SubjectIx, lang: Lang) -> Option<(String, String)> {
    let entry = context.entry(quote, lang).filter(|entry| entry.text.has_words)?;
    let words = plain_quote(context.files.get(entry.file).text(), entry.text.body.clone());
    Some((words, TextWriter::new(context, lang).words_language(entry, quote)))
}

/// How often a body has to meet, in words.
pub fn rule(context: &Context<'_>, rule: &Cadence, lang: Lang) -> String {
    html::text_of(&phrases::cadence(context.words(lang), rule, |word| context.term(word, lang)))
}

/// The caption of a quote: NAME, POST ACRONYM (the organisation's title where it has no acronym).
pub fn attribution(context: &Context<'_>, quote: SubjectIx, lang: Lang) -> Option<String> {
    let said = context.graph.relations.attribution(quote);
    let Facts::Quote(facts) = &context.source(quote)?.facts else { return None };
    let name = said.speaker.map(|speaker| context.name(speaker, lang).text);
    let post = facts.post.as_ref().map(|post| context.term(post, lang).text);
    let organisation =
        said.organisation.map(|ix| context.acronym(ix).unwrap_or_else(|| context.name(ix, lang).text));
    let office: Vec<String> = post.into_iter().chain(organisation).collect();
    let office = Some(office.join(" ")).filter(|office| !office.is_empty());
    let parts: Vec<String> = name.into_iter().chain(office).collect();
    Some(parts.join(&context.words(lang).get("comma"))).filter(|caption| !caption.is_empty())
}

/// The memberships of what is listed; those who chair are members in that role.
fn memberships(context: &Context<'_>, ids: &mut Ids) -> Vec<Membership> {
    let (graph, relations) = (context.graph, &context.graph.relations);
    let listed = |group: SubjectIx, member: SubjectIx| graph.is_listed(group) && graph.is_listed(member);
    let mut chairs: BTreeSet<(SubjectIx, SubjectIx)> =
        relations.chairs.iter().copied().filter(|(group, who)| listed(*group, *who)).collect();
    let chair = context.words(Lang::DEFAULT).get("chairs").to_lowercase();
    let mut all = Vec::new();
    let mut add = |group, member, role, since, until| {
        let id =
            ids.new_one(&address(context, group), "member", graph.subjects.get(member).short_id(), since);
        all.push(Membership { id, group, member, role, since, until });
    };
    for said in relations.memberships.iter().filter(|said| listed(said.group, said.member)) {
        let names_chair = said.role.as_ref().is_none_or(|role| role.to_lowercase() == chair);
        let is_now = graph.today.tense(said.since, said.until) == Tense::Present;
        let chairs = names_chair && is_now && chairs.remove(&(said.group, said.member));
        let role = said.role.clone().map(Role::Written).or(chairs.then_some(Role::Chair));
        add(said.group, said.member, role, said.since, said.until);
    }
    for (group, who) in chairs {
        add(group, who, Some(Role::Chair), None, None);
    }
    all.sort_by_key(|membership| membership.group);
    all
}

/// Ids that were given, each once.
#[derive(Default)]
struct Ids(BTreeSet<String>);

impl Ids {
    /// An id below an address, of what it is, its name, and since when it holds.
    fn new_one(&mut self, address: &str, what: &str, name: &str, since: Option<PartialDate>) -> String {
        let since = since.map(|since| format!("-{since}")).unwrap_or_default();
        // A name without a letter is told by its digest.
        let name = Some(slug(name))
            .filter(|name| !name.is_empty())
            .unwrap_or_else(|| sha256(name.as_bytes())[..8].to_owned());
        let wanted = format!("{address}#{what}-{}{since}", utf8_percent_encode(&name, CONTROLS));
        let mut others = (2..).map(|n| format!("{wanted}-{n}"));
        let free = std::iter::once(wanted.clone()).chain(&mut others).find(|id| !self.0.contains(id));
        let id = free.unwrap_or(wanted);
        self.0.insert(id.clone());
        id
    }
}
