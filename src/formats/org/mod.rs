//! The Organization Ontology (W3C, ORG) in Turtle: the facts of [`super::popolo`] as linked data, with
//! labels in every language of the site. What ORG has no words for is said in those of DCAT, FOAF, SKOS,
//! OWL-Time and schema.org.

pub mod triples;

use oxrdf::Literal;
use percent_encoding::{CONTROLS, utf8_percent_encode};

use self::triples::{Triples, own, word};
use super::contacts::{self, Reach};
use crate::read::markdown::slug;
use crate::render::register::{self, Membership, Register, Tenure, address, data_address};
use crate::render::{Context, records};
use crate::resolve::SubjectIx;
use crate::resolve::relations::seconds;
use crate::resolve::today::Tense;
use crate::site::body::BodyClass;
use crate::site::date::PartialDate;
use crate::site::group::Cadence;
use crate::site::meeting::Status;
use crate::site::organisation::{Identifiers, OrganisationClass};
use crate::site::values::{Text, WebAddress, is_web_address};
use crate::site::{Facts, Lang};

/// The file.
pub fn turtle(context: &Context<'_>) -> String {
    let mut writer = Writer {
        context,
        register: context.register(),
        data: data_address(context),
        out: Triples::default(),
    };
    writer.everything();
    writer.out.turtle().unwrap_or_default()
}

/// Says the facts of a site.
struct Writer<'a> {
    context: &'a Context<'a>,
    register: &'a Register,
    /// The address of the page of open data.
    data: String,
    out: Triples,
}

impl Writer<'_> {
    fn everything(&mut self) {
        let register = self.register;
        self.dataset();
        register.organisations.iter().for_each(|ix| self.organisation(*ix));
        register.persons.iter().for_each(|ix| self.person(*ix));
        register.memberships.iter().for_each(|membership| self.membership(membership));
        self.posts();
        register.tenures.iter().for_each(|tenure| self.tenure(tenure));
        register.quotes.iter().for_each(|ix| self.quote(*ix));
        register.meetings.iter().for_each(|ix| self.meeting(*ix));
        for occasion in &register.occasions {
            self.out.is_a(&occasion.id, "schema:Event");
            self.labels(&occasion.id, "schema:name", |context, lang| {
                Some(context.labelled(&occasion.name, lang))
            });
        }
    }

    /// What the file itself is.
    fn dataset(&mut self) {
        let data = self.data.clone();
        self.out.is_a(&data, "dcat:Dataset");
        self.labels(&data, "dcterms:title", |context, lang| {
            let site = context.site_name(lang);
            Some((site.text, context.language(site.lang).tag.clone()))
        });
        if let Some(publisher) = self.context.graph.relations.publisher {
            self.out.link(&data, "dcterms:publisher", &address(self.context, publisher));
        }
        if let Some(licence) = self.context.licence() {
            if is_web_address(licence) {
                self.out.elsewhere(&data, "dcterms:license", licence);
            } else {
                self.out.say(&data, "dcterms:rights", Literal::new_simple_literal(licence));
            }
        }
    }

    fn organisation(&mut self, ix: SubjectIx) {
        let Some(entry) = self.context.source(ix) else { return };
        let Some(group) = entry.facts.group() else { return };
        let id = address(self.context, ix);
        self.out.is_a(&id, "org:Organization");
        self.names(ix, &id, "skos:prefLabel");
        if let Some(acronym) = self.context.acronym(ix) {
            self.out.say(&id, "skos:altLabel", Literal::new_simple_literal(acronym));
        }
        for name in group.other_names.iter().flatten() {
            self.labels(&id, "skos:altLabel", |context, lang| Some(context.labelled(name, lang)));
        }
        self.descriptions(ix, &id);
        let class = match &entry.facts {
            Facts::Body(_, own) => own.classification.map(BodyClass::word),
            Facts::Organisation(_, own) => own.classification.map(OrganisationClass::word),
            _ => None,
        };
        if let Some(class) = class.filter(|class| *class != "other") {
            let concept = format!("{}#{class}", self.data);
            self.out.link(&id, "org:classification", &concept);
            self.concept(&concept, "skos:Concept", |context, lang| {
                Some((context.words(lang).get(class), context.language(lang).tag.clone()))
            });
        }
        let relations = &self.context.graph.relations;
        for above in seconds(&relations.of, ix).chain(seconds(&relations.part_of, ix)) {
            self.listed(&id, "org:subOrganizationOf", above);
        }
        for forum in seconds(&relations.within, ix) {
            self.listed(&id, "org:linkedTo", forum);
        }
        for relation in relations.relations.iter().filter(|relation| relation.from == ix) {
            self.listed(&id, "org:linkedTo", relation.to);
        }
        for rule in group.meets.iter().flatten() {
            self.meeting_rule(&id, rule);
        }
        self.reach(ix, &id);
        self.out.date(&id, "schema:foundingDate", group.founded);
        self.out.date(&id, "schema:dissolutionDate", group.dissolved);
        if let Facts::Organisation(_, own) = &entry.facts {
            self.elsewhere_of(&id, own.website.as_ref(), own.identifiers.as_ref());
        }
    }

    fn person(&mut self, ix: SubjectIx) {
        let Some(Facts::Person(facts)) = self.context.source(ix).map(|entry| &entry.facts) else { return };
        let id = address(self.context, ix);
        self.out.is_a(&id, "foaf:Person");
        self.names(ix, &id, "foaf:name");
        if let Some(honorific) = &facts.honorific {
            self.labels(&id, "schema:honorificPrefix", |context, lang| {
                Some(context.labelled(honorific, lang))
            });
        }
        self.descriptions(ix, &id);
        self.reach(ix, &id);
        self.elsewhere_of(&id, facts.website.as_ref(), facts.identifiers.as_ref());
    }

    fn membership(&mut self, membership: &Membership) {
        let id = &membership.id;
        self.out.is_a(id, "org:Membership");
        self.out.link(id, "org:organization", &address(self.context, membership.group));
        self.out.link(id, "org:member", &address(self.context, membership.member));
        if let Some(role) = &membership.role {
            let concept = self.role(&role.text(self.context, Lang::DEFAULT));
            self.out.link(id, "org:role", &concept);
            self.concept(&concept, "org:Role", |context, lang| Some(role.labelled(context, lang)));
        }
        self.out.stretch(id, membership.since, membership.until);
    }

    fn posts(&mut self) {
        let register = self.register;
        for (i, post) in register.posts.iter().enumerate() {
            self.out.is_a(&post.id, "org:Post");
            self.labels(&post.id, "skos:prefLabel", |context, lang| {
                Some(context.labelled(&post.label, lang))
            });
            if let Some(organisation) = post.organisation {
                self.out.link(&post.id, "org:postIn", &address(self.context, organisation));
            }
            let today = &self.context.graph.today;
            let is_held = |tenure: &&Tenure| {
                tenure.post == i && today.tense(tenure.since, tenure.until) == Tense::Present
            };
            for tenure in register.tenures.iter().filter(is_held) {
                self.out.link(&post.id, "org:heldBy", &address(self.context, tenure.person));
            }
        }
    }

    /// The time in which a post was held: a membership in the role that the post is.
    fn tenure(&mut self, tenure: &Tenure) {
        let post = &self.register.posts[tenure.post];
        let Some(organisation) = post.organisation else { return };
        self.out.is_a(&tenure.id, "org:Membership");
        self.out.link(&tenure.id, "org:organization", &address(self.context, organisation));
        self.out.link(&tenure.id, "org:member", &address(self.context, tenure.person));
        let concept = self.role(&post.label);
        self.out.link(&tenure.id, "org:role", &concept);
        self.concept(&concept, "org:Role", |context, lang| Some(context.labelled(&post.label, lang)));
        self.out.stretch(&tenure.id, tenure.since, tenure.until);
    }

    fn quote(&mut self, ix: SubjectIx) {
        let Some(entry) = self.context.source(ix) else { return };
        let Facts::Quote(facts) = &entry.facts else { return };
        let id = address(self.context, ix);
        self.out.is_a(&id, "schema:Quotation");
        self.labels(&id, "schema:text", |context, lang| register::words(context, ix, lang));
        if let Some(speaker) = self.context.graph.relations.attribution(ix).speaker {
            self.listed(&id, "schema:creator", speaker);
        }
        self.labels(&id, "schema:creditText", |context, lang| {
            Some((register::attribution(context, ix, lang)?, context.language(lang).tag.clone()))
        });
        if let Some(organisation) = self.context.graph.relations.attribution(ix).organisation {
            self.listed(&id, "schema:sourceOrganization", organisation);
        }
        self.out.date(&id, "schema:dateCreated", entry.common.date.map(|day| PartialDate::from(day.0)));
        if let Some(event) = self.register.said_at(ix) {
            self.out.link(&id, "schema:recordedAt", event);
        }
        match &facts.source {
            Some(source) if is_web_address(source) => self.out.elsewhere(&id, "schema:isBasedOn", source),
            Some(title) => {
                self.labels(&id, "schema:citation", |context, lang| Some(context.labelled(title, lang)));
            }
            None => {}
        }
    }

    fn meeting(&mut self, ix: SubjectIx) {
        let Some(Facts::Meeting(facts)) = self.context.source(ix).map(|entry| &entry.facts) else { return };
        let id = address(self.context, ix);
        self.out.is_a(&id, "schema:Event");
        self.names(ix, &id, "schema:name");
        if let Some(body) = self.context.meeting_body(ix) {
            self.listed(&id, "schema:organizer", body);
        }
        for (property, time) in [("schema:startDate", facts.starts), ("schema:endDate", facts.ends)] {
            if let Some(time) = time {
                let time = Literal::new_typed_literal(time.rfc3339(), word("xsd:dateTime"));
                self.out.say(&id, property, time);
            }
        }
        if let Some(place) = &facts.place {
            self.labels(&id, "schema:location", |context, lang| Some(context.labelled(place, lang)));
        }
        let status = match facts.status {
            Some(Status::Cancelled) => Some("schema:EventCancelled"),
            Some(Status::Planned) => Some("schema:EventScheduled"),
            Some(Status::Held) | None => None,
        };
        if let Some(status) = status {
            self.out.say(&id, "schema:eventStatus", word(status));
        }
    }

    /// How often a body has to meet: a property of the site's own, since no vocabulary has one.
    fn meeting_rule(&mut self, id: &str, rule: &Cadence) {
        let property = format!("{}#meeting-rule", self.data);
        for lang in self.context.site.config.langs() {
            let text = register::rule(self.context, rule, lang);
            self.out.text(id, own(&property), text, self.context.language(lang).tag.clone());
        }
        self.concept(&property, "rdf:Property", |context, lang| {
            Some((context.words(lang).get("meets"), context.language(lang).tag.clone()))
        });
    }

    /// How to reach a record.
    fn reach(&mut self, ix: SubjectIx, id: &str) {
        for (reach, value) in contacts::of(self.context, ix, Lang::DEFAULT) {
            let property = match reach {
                Reach::Email => "schema:email",
                Reach::Phone => "schema:telephone",
                Reach::Address => "schema:address",
                Reach::Press => continue,
            };
            self.out.say(id, property, Literal::new_simple_literal(value));
        }
    }

    /// Names of a record in all languages.
    fn names(&mut self, ix: SubjectIx, id: &str, property: &str) {
        self.labels(id, property, |context, lang| {
            let name = context.name(ix, lang);
            Some((name.text, context.language(name.lang).tag.clone()))
        });
    }

    fn descriptions(&mut self, ix: SubjectIx, id: &str) {
        self.labels(id, "dcterms:description", |context, lang| {
            let entry = context.entry(ix, lang)?;
            Some((records::summary(context, ix, lang)?, context.language(entry.lang).tag.clone()))
        });
    }

    /// The addresses that a record has elsewhere.
    fn elsewhere_of(&mut self, id: &str, website: Option<&WebAddress>, identifiers: Option<&Identifiers>) {
        if let Some(website) = website {
            self.out.elsewhere(id, "foaf:homepage", &website.0);
        }
        let last = |id: &Text| id.rsplit('/').next().unwrap_or(id).to_owned();
        let Some(identifiers) = identifiers else { return };
        if let Some(item) = identifiers.wikidata.as_ref().map(last) {
            // The item; https and /wiki/ would be the page about it.
            self.out.elsewhere(id, "owl:sameAs", &format!("http://www.wikidata.org/entity/{item}"));
        }
        if let Some(ror) = identifiers.ror.as_ref().map(last) {
            self.out.elsewhere(id, "owl:sameAs", &format!("https://ror.org/{ror}"));
        }
    }

    /// A role's id, from its name in the site's own language.
    fn role(&self, name: &str) -> String {
        let name = slug(name);
        format!("{}#role-{}", self.data, utf8_percent_encode(&name, CONTROLS))
    }

    /// Describes a role or class, once, behind all else.
    fn concept(
        &mut self,
        id: &str,
        class: &str,
        label: impl Fn(&Context<'_>, Lang) -> Option<(String, String)>,
    ) {
        if self.out.is_behind(id) {
            return;
        }
        self.out.turn();
        self.out.is_a(id, class);
        self.labels(id, "skos:prefLabel", label);
        self.out.turn();
    }

    /// A text in all languages, each once.
    fn labels(
        &mut self,
        id: &str,
        property: &str,
        label: impl Fn(&Context<'_>, Lang) -> Option<(String, String)>,
    ) {
        let mut all: Vec<(String, String)> = Vec::new();
        for lang in self.context.site.config.langs() {
            all.extend(label(self.context, lang).filter(|label| !all.contains(label)));
        }
        for (text, tag) in all {
            self.out.text(id, word(property), text, tag);
        }
    }

    /// A link to a record, where it is listed.
    fn listed(&mut self, id: &str, property: &str, to: SubjectIx) {
        if self.context.graph.is_listed(to) {
            self.out.link(id, property, &address(self.context, to));
        }
    }
}
