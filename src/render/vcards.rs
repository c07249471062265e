//! Which records have a contact card.

use super::context::Context;
use crate::resolve::SubjectIx;
use crate::site::{Kind, Lang, Route};

/// The address of the card of an organisation, body or person; none where nobody says how to reach it.
pub fn route(context: &Context<'_>, ix: SubjectIx, lang: Lang) -> Option<Route> {
    let subject = context.graph.subjects.get(ix);
    let contact = context.source(ix)?.common.contact.as_ref()?;
    let says =
        [&contact.email, &contact.phone, &contact.address, &contact.press].into_iter().any(Option::is_some);
    let has_card = matches!(subject.kind, Kind::Body | Kind::Organisation | Kind::Person) && !subject.section;
    let route = context.graph.routes.of(ix, lang).filter(|_| says && has_card && subject.is_listed())?;
    Some(route.join("contact.vcf"))
}
