//! What all things have in common: how one is named within the description of another, pictures, contacts, ids.

use super::Here;
use super::node::Node;
use crate::render::register;
use crate::render::views::DateView;
use crate::resolve::SubjectIx;
use crate::resolve::subjects::HOME;
use crate::site::date::PartialDate;
use crate::site::organisation::{Identifiers, OrganisationClass};
use crate::site::values::{WebAddress, is_web_address};
use crate::site::{Facts, Kind};

/// What a subject is.
pub fn kind(here: &Here<'_>, ix: SubjectIx) -> &'static str {
    let subject = here.context.graph.subjects.get(ix);
    match here.context.source(ix).map(|source| &source.facts) {
        _ if subject.id == HOME => "WebPage",
        _ if subject.section => "CollectionPage",
        // The other sorts are words of Plenary's; schema.org has none that is certainly the same.
        Some(Facts::Organisation(_, own)) => match own.classification {
            Some(OrganisationClass::Government) => "GovernmentOrganization",
            Some(OrganisationClass::Ngo) => "NGO",
            _ => "Organization",
        },
        Some(Facts::Body(..)) => "Organization",
        Some(Facts::Person(_)) => "Person",
        Some(Facts::Quote(_)) => "Quotation",
        Some(Facts::Note(_)) => "Article",
        Some(Facts::Meeting(_)) => "Event",
        Some(Facts::Page(_)) | None => "WebPage",
    }
}

/// The id of a subject: of a record that of all open data, of a text that of the page in its language.
pub fn id(here: &Here<'_>, ix: SubjectIx) -> Option<String> {
    let context = here.context;
    let subject = context.graph.subjects.get(ix);
    let is_text = subject.section || matches!(subject.kind, Kind::Page | Kind::Note);
    here.known(if is_text {
        let lang = context.entry(ix, here.lang).map_or(here.lang, |entry| entry.lang);
        register::page(context, ix, lang)
    } else {
        register::address(context, ix)
    })
}

/// A subject that is described elsewhere: its type, id and name. None of what is held or withdrawn.
pub fn named(here: &Here<'_>, ix: SubjectIx) -> Option<Node> {
    here.context.graph.is_listed(ix).then(|| {
        Node::new(kind(here, ix)).set("@id", id(here, ix)).set("name", here.context.name(ix, here.lang).text)
    })
}

/// A subject that is described here, with the address of its page in the reader's language.
pub fn described(here: &Here<'_>, ix: SubjectIx) -> Node {
    Node::new(kind(here, ix)).set("@id", id(here, ix)).set("url", here.whole(&here.page.url))
}

/// The id of a page: its address, unless that stands for what the page is about.
pub fn web_page_id(url: &str, kind: &str) -> String {
    let is_record = Kind::ALL.iter().any(|record| *record != Kind::Page && record.name() == kind);
    if is_record { format!("{url}#webpage") } else { url.to_owned() }
}

/// Who publishes the site.
pub fn publisher(here: &Here<'_>) -> Option<Node> {
    here.context.graph.relations.publisher.and_then(|publisher| named(here, publisher))
}

/// A date of a view, as ISO 8601 writes it.
pub fn date(date: Option<&DateView>) -> Option<String> {
    date.map(|date| date.iso.clone())
}

/// The picture that stands for what the page shows.
pub fn image(here: &Here<'_>) -> Option<Node> {
    let image = here.page.image.as_ref()?;
    let url = here.whole(&image.url)?;
    let credit = image.credit.as_ref().map(|credit| credit.text.as_str());
    let node = Node::new("ImageObject").set("contentUrl", url);
    Some(node.set("caption", image.alt.as_str()).set("creditText", credit))
}

/// A thing with the ways to reach it.
pub fn with_contact(here: &Here<'_>, node: Node) -> Node {
    let Some(contact) = &here.page.contact else { return node };
    let press = contact.press.as_ref().map(|press| {
        let property = match press.text.as_str() {
            text if text.contains('@') => "email",
            text if is_web_address(text) => "url",
            _ => "description",
        };
        let words = here.context.words(here.lang);
        Node::new("ContactPoint").set("contactType", words.get("press")).set(property, press.text.as_str())
    });
    node.set("email", contact.email.as_deref())
        .set("telephone", contact.phone.as_deref())
        .set("address", contact.address.as_ref().map(|address| address.text.as_str()))
        .set("contactPoint", press)
}

/// A thing with its own site and its ids in public registers.
pub fn with_identity(node: Node, website: Option<&WebAddress>, own: Option<&Identifiers>) -> Node {
    let registers = [
        ("Wikidata", "https://www.wikidata.org/wiki/", own.and_then(|own| own.wikidata.as_ref())),
        ("ROR", "https://ror.org/", own.and_then(|own| own.ror.as_ref())),
    ];
    let known: Vec<(&str, String, &str)> = registers
        .into_iter()
        .filter_map(|(name, start, written)| {
            let id = written?.rsplit('/').next()?;
            let is_id = !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric());
            is_id.then(|| (name, format!("{start}{id}"), id))
        })
        .collect();
    let same = website.map(|website| website.0.clone()).into_iter();
    let same: Vec<String> = same.chain(known.iter().map(|(_, url, _)| url.clone())).collect();
    let values = known
        .iter()
        .map(|(name, _, id)| Node::new("PropertyValue").set("propertyID", *name).set("value", *id));
    node.set("sameAs", same).set("identifier", values.collect::<Vec<_>>())
}

/// What lies between a thing and another: nothing where neither role nor dates are known, else a role that
/// has the same property (<https://schema.org/docs/faq.html>, Role).
pub fn role(property: &'static str, tie: Tie, whom: Node) -> Node {
    if tie.role.is_none() && tie.since.is_none() && tie.until.is_none() {
        return whom;
    }
    Node::new("OrganizationRole")
        .set("@id", tie.id)
        .set("roleName", tie.role)
        .set("startDate", partial(tie.since))
        .set("endDate", partial(tie.until))
        .set(property, whom)
}

/// A membership, or the time in a post.
pub struct Tie {
    /// Its id.
    pub id: Option<String>,
    /// In which role.
    pub role: Option<String>,
    /// Since when.
    pub since: Option<PartialDate>,
    /// Until when.
    pub until: Option<PartialDate>,
}

/// A date of which day and month need not be known.
pub fn partial(date: Option<PartialDate>) -> Option<String> {
    date.map(|date| date.to_string())
}
