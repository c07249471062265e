//! Popolo (popoloproject.com): who is who, who belongs where, who held which post, what was said and when
//! somebody met, as JSON. Names and roles are in one language; ids are the same in all.
//!
//! What the record does not say is left out. A quote's date is the beginning of its day in the site's time
//! zone, because the schema asks for a date with a time.

pub mod classes;

use std::num::NonZeroU16;

use serde_json::json;

use self::classes::{
    About, ContactDetail, Event, Everything, Identifier, Link, MeetingRule, Membership, Organization,
    OtherName, Person, Post, Speech,
};
use super::contacts::{self, Reach};
use crate::render::register::{self, Register, address, attribution, page, words};
use crate::render::{Context, files, records};
use crate::resolve::SubjectIx;
use crate::resolve::relations::seconds;
use crate::site::date::DateTime;
use crate::site::group::Cadence;
use crate::site::organisation::Identifiers;
use crate::site::values::{Text, WebAddress, is_web_address};
use crate::site::{Entry, Facts, Kind, Lang};

/// The file in a language.
pub fn json(context: &Context<'_>, lang: Lang) -> String {
    let writer = Writer { context, register: context.register(), lang };
    let everything = Everything {
        organizations: writer
            .register
            .organisations
            .iter()
            .filter_map(|ix| writer.organization(*ix))
            .collect(),
        persons: writer.register.persons.iter().filter_map(|ix| writer.person(*ix)).collect(),
        memberships: writer.memberships(),
        posts: writer.posts(),
        speeches: writer.register.quotes.iter().filter_map(|ix| writer.speech(*ix)).collect(),
        events: writer.events(),
    };
    serde_json::to_string_pretty(&everything).unwrap_or_default() + "\n"
}

/// Writes records in a language.
struct Writer<'a> {
    context: &'a Context<'a>,
    register: &'a Register,
    lang: Lang,
}

impl Writer<'_> {
    fn id(&self, ix: SubjectIx) -> String {
        address(self.context, ix)
    }

    fn name(&self, ix: SubjectIx) -> String {
        self.context.name(ix, self.lang).text
    }

    fn term(&self, text: &str) -> String {
        self.context.term(text, self.lang).text
    }

    fn organization(&self, ix: SubjectIx) -> Option<Organization> {
        let entry = self.context.source(ix)?;
        let group = entry.facts.group()?;
        let (classification, website, identifiers) = match &entry.facts {
            Facts::Organisation(_, own) => {
                let class = own.classification.map(crate::site::organisation::OrganisationClass::word);
                (class, own.website.as_ref(), own.identifiers.as_ref())
            }
            Facts::Body(_, own) => (own.classification.map(crate::site::body::BodyClass::word), None, None),
            _ => (None, None, None),
        };
        let relations = &self.context.graph.relations;
        let parent = seconds(&relations.of, ix).chain(seconds(&relations.part_of, ix)).next();
        let acronym = self.context.acronym(ix).map(|name| OtherName { name, note: Some("acronym") });
        let others = group.other_names.iter().flatten();
        let others = others.map(|name| OtherName { name: self.term(name), note: None });
        Some(Organization {
            id: self.id(ix),
            name: self.name(ix),
            other_names: acronym.into_iter().chain(others).collect(),
            identifiers: ids(identifiers),
            classification,
            parent_id: parent.filter(|parent| self.context.graph.is_listed(*parent)).map(|ix| self.id(ix)),
            r#abstract: records::summary(self.context, ix, self.lang),
            founding_date: group.founded,
            dissolution_date: group.dissolved,
            meeting_rules: group.meets.iter().flatten().map(|rule| self.rule(rule)).collect(),
            about: self.about(ix, entry, website),
        })
    }

    fn rule(&self, rule: &Cadence) -> MeetingRule {
        MeetingRule {
            every: rule.every.word(),
            times: rule.times.map_or(1, NonZeroU16::get),
            at_least: rule.at_least.is_some_and(|yes| yes.0),
            level: rule.level.as_ref().map(|level| self.term(level)),
            or: rule.or.as_ref().map(|or| self.term(or)),
            text: register::rule(self.context, rule, self.lang),
        }
    }

    fn person(&self, ix: SubjectIx) -> Option<Person> {
        let entry = self.context.source(ix)?;
        let Facts::Person(facts) = &entry.facts else { return None };
        let contact = contacts::of(self.context, ix, self.lang);
        let email = contact.into_iter().find(|(reach, _)| *reach == Reach::Email);
        Some(Person {
            id: self.id(ix),
            name: self.name(ix),
            honorific_prefix: facts.honorific.as_ref().map(|honorific| self.term(honorific)),
            identifiers: ids(facts.identifiers.as_ref()),
            email: email.map(|(_, value)| value),
            summary: records::summary(self.context, ix, self.lang),
            about: self.about(ix, entry, facts.website.as_ref()),
        })
    }

    fn about(&self, ix: SubjectIx, entry: &Entry, website: Option<&WebAddress>) -> About {
        let base = &self.context.site.config.base;
        let image = entry.common.image.as_ref().and_then(|image| files::beside(self.context, entry, image));
        let image =
            image.map(|image| if image.starts_with('/') { format!("{}{image}", base.origin) } else { image });
        let detail = |(reach, value): (Reach, String)| ContactDetail {
            r#type: reach.popolo(&value),
            value,
            note: (reach == Reach::Press).then_some("press"),
        };
        let website = website.map(|url| Link { url: url.0.clone(), note: Some("website".to_owned()) });
        let further = entry.common.links.iter().flatten().filter(|link| is_web_address(&link.to));
        let further = further.map(|link| Link {
            url: link.to.0.clone(),
            note: link.text.as_ref().map(|text| self.term(text)),
        });
        About {
            image: image.filter(|image| is_web_address(image)),
            contact_details: contacts::of(self.context, ix, self.lang).into_iter().map(detail).collect(),
            links: website.into_iter().chain(further).collect(),
            sources: self.sources(ix, None),
        }
    }

    /// Where it can be read: on its page, where the site's address is known, and where it was first.
    fn sources(&self, ix: SubjectIx, source: Option<&Text>) -> Vec<Link> {
        let page = page(self.context, ix, self.lang);
        let (own, first) = match source {
            Some(source) if is_web_address(source) => {
                (Link { url: page, note: None }, Some(Link { url: source.0.clone(), note: None }))
            }
            source => (Link { url: page, note: source.map(|title| self.term(title)) }, None),
        };
        first.into_iter().chain(Some(own).filter(|own| is_web_address(&own.url))).collect()
    }

    fn memberships(&self) -> Vec<Membership> {
        let tenures = self.register.tenures.iter().filter_map(|tenure| {
            let post = &self.register.posts[tenure.post];
            Some(Membership {
                id: tenure.id.clone(),
                organization_id: self.id(post.organisation?),
                person_id: Some(self.id(tenure.person)),
                member: None,
                post_id: Some(post.id.clone()),
                role: Some(self.term(&post.label)),
                start_date: tenure.since,
                end_date: tenure.until,
            })
        });
        self.register
            .memberships
            .iter()
            .map(|membership| self.membership(membership))
            .chain(tenures)
            .collect()
    }

    fn membership(&self, membership: &register::Membership) -> Membership {
        let id = self.id(membership.member);
        let is_person = self.context.graph.subjects.get(membership.member).kind == Kind::Person;
        let member = (!is_person).then(|| json!({ "id": id, "name": self.name(membership.member) }));
        Membership {
            id: membership.id.clone(),
            organization_id: self.id(membership.group),
            person_id: is_person.then_some(id),
            member,
            post_id: None,
            role: membership.role.as_ref().map(|role| role.text(self.context, self.lang)),
            start_date: membership.since,
            end_date: membership.until,
        }
    }

    fn posts(&self) -> Vec<Post> {
        let post = |post: &register::Post| Post {
            id: post.id.clone(),
            label: self.term(&post.label),
            role: self.term(&post.label),
            organization_id: post.organisation.map(|ix| self.id(ix)),
        };
        self.register.posts.iter().map(post).collect()
    }

    fn speech(&self, ix: SubjectIx) -> Option<Speech> {
        let entry = self.context.source(ix)?;
        let Facts::Quote(facts) = &entry.facts else { return None };
        let speaker = self.context.graph.relations.attribution(ix).speaker;
        let written = self.context.entry(ix, self.lang).and_then(|entry| entry.common.title.as_ref());
        let zone = &self.context.graph.today.zone;
        Some(Speech {
            id: self.id(ix),
            creator_id: speaker
                .filter(|speaker| self.context.graph.is_listed(*speaker))
                .map(|ix| self.id(ix)),
            role: facts.post.as_ref().map(|post| self.term(post)),
            attribution_text: attribution(self.context, ix, self.lang),
            title: written.map(|_| self.name(ix)),
            text: words(self.context, ix, self.lang).map(|(words, _)| words),
            date: entry.common.date.map(|day| super::midnight(zone, day.0)),
            event_id: self.register.said_at(ix).map(str::to_owned),
            sources: self.sources(ix, facts.source.as_ref()),
        })
    }

    fn events(&self) -> Vec<Event> {
        let meetings = self.register.meetings.iter().filter_map(|ix| self.meeting(*ix));
        let occasions = self.register.occasions.iter().map(|occasion| Event {
            id: occasion.id.clone(),
            name: self.term(&occasion.name),
            classification: None,
            organization_id: None,
            start_date: None,
            end_date: None,
            location: None,
            status: None,
            sources: Vec::new(),
        });
        meetings.chain(occasions).collect()
    }

    fn meeting(&self, ix: SubjectIx) -> Option<Event> {
        let Facts::Meeting(facts) = &self.context.source(ix)?.facts else { return None };
        let body = self.context.meeting_body(ix).filter(|body| self.context.graph.is_listed(*body));
        Some(Event {
            id: self.id(ix),
            name: self.name(ix),
            classification: Some("meeting"),
            organization_id: body.map(|body| self.id(body)),
            start_date: facts.starts.map(DateTime::rfc3339),
            end_date: facts.ends.map(DateTime::rfc3339),
            location: facts.place.as_ref().map(|place| self.term(place)),
            status: facts.status.map(crate::site::meeting::Status::word),
            sources: self.sources(ix, None),
        })
    }
}

fn ids(identifiers: Option<&Identifiers>) -> Vec<Identifier> {
    let Some(own) = identifiers else { return Vec::new() };
    let id = |scheme, id: &Option<Text>| {
        let id = id.as_ref()?;
        Some(Identifier { scheme, identifier: id.rsplit('/').next().unwrap_or(id).to_owned() })
    };
    id("wikidata", &own.wikidata).into_iter().chain(id("ror", &own.ror)).collect()
}
