//! Which records have a contact card, and where.

use super::context::Context;
use crate::resolve::SubjectIx;
use crate::site::common::Contact;
use crate::site::{Kind, Lang, Route};

/// How to reach an organisation, body or person that is listed, and the language that this is written in; none
/// where nobody says how.
pub fn contact<'a>(context: &Context<'a>, ix: SubjectIx, lang: Lang) -> Option<(&'a Contact, Lang)> {
    let subject = context.graph.subjects.get(ix);
    let is_party = matches!(subject.kind, Kind::Body | Kind::Organisation | Kind::Person) && !subject.section;
    // Nothing else is read: of a site that is remembered, each record costs time.
    if !is_party || !subject.is_listed() {
        return None;
    }
    let entries = context.entry(ix, lang).into_iter().chain(context.source(ix));
    let mut contacts = entries.filter_map(|entry| Some((entry.common.contact.as_ref()?, entry.lang)));
    let (contact, written) = contacts.next()?;
    let ways = [&contact.email, &contact.phone, &contact.address, &contact.press];
    ways.into_iter().any(Option::is_some).then_some((contact, written))
}

/// The address of the card beside the page in a language.
pub fn route(context: &Context<'_>, ix: SubjectIx, lang: Lang) -> Option<Route> {
    contact(context, ix, lang)?;
    Some(context.graph.routes.of(ix, lang)?.join("contact.vcf"))
}
