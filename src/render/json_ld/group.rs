//! Bodies and organisations: `Organization` and its kinds.

use super::Here;
use super::node::Node;
use super::thing::{Tie, described, image, named, partial, role, with_contact, with_identity};
use crate::render::register::Membership;
use crate::resolve::SubjectIx;
use crate::resolve::relations::{firsts, seconds};
use crate::site::Group;
use crate::site::organisation::Organisation;

/// An organisation.
pub fn organisation(here: &Here<'_>, ix: SubjectIx, group: &Group, own: &Organisation) -> Node {
    with_identity(body(here, ix, group), own.website.as_ref(), own.identifiers.as_ref())
}

/// A body, or what an organisation has in common with one.
pub fn body(here: &Here<'_>, ix: SubjectIx, group: &Group) -> Node {
    let context = here.context;
    let relations = &context.graph.relations;
    let names = context.acronym(ix).into_iter();
    let others = group.other_names.iter().flatten().map(|name| context.term(name, here.lang).text);
    let above = seconds(&relations.of, ix).chain(seconds(&relations.part_of, ix));
    let above = above.filter_map(|above| named(here, above));
    let below = firsts(&relations.of, ix).chain(firsts(&relations.part_of, ix));
    let below = context.in_order(below, here.lang).into_iter().filter_map(|below| named(here, below));
    let node = described(here, ix)
        .set("name", here.page.title.as_str())
        .set("alternateName", names.chain(others).collect::<Vec<_>>())
        .set("foundingDate", partial(group.founded))
        .set("dissolutionDate", partial(group.dissolved))
        .set("image", image(here))
        .set("parentOrganization", above.collect::<Vec<_>>())
        .set("subOrganization", below.collect::<Vec<_>>())
        .set("member", members(here, ix))
        .set("memberOf", member_of(here, ix));
    with_contact(here, node)
}

/// Who belongs to it.
fn members(here: &Here<'_>, ix: SubjectIx) -> Vec<Node> {
    let all = here.context.register().memberships.iter().filter(|membership| membership.group == ix);
    all.filter_map(|membership| Some(role("member", tie(here, membership), named(here, membership.member)?)))
        .collect()
}

/// What somebody belongs to.
pub fn member_of(here: &Here<'_>, ix: SubjectIx) -> Vec<Node> {
    let all = here.context.register().memberships.iter().filter(|membership| membership.member == ix);
    all.filter_map(|membership| Some(role("memberOf", tie(here, membership), named(here, membership.group)?)))
        .collect()
}

fn tie(here: &Here<'_>, membership: &Membership) -> Tie {
    Tie {
        id: here.known(membership.id.clone()),
        role: membership.role.as_ref().map(|role| role.text(here.context, here.lang)),
        since: membership.since,
        until: membership.until,
    }
}
