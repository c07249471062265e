//! Persons. A post without dates is no office held, and not here.

use super::Here;
use super::group::member_of;
use super::node::Node;
use super::thing::{Tie, described, image, named, partial, role, with_contact, with_identity};
use crate::render::register::Tenure;
use crate::resolve::SubjectIx;
use crate::resolve::today::Tense;
use crate::site::Person;

/// A person.
pub fn person(here: &Here<'_>, ix: SubjectIx, person: &Person) -> Node {
    let context = here.context;
    let register = context.register();
    let tenures: Vec<&Tenure> = register.tenures.iter().filter(|tenure| tenure.person == ix).collect();
    let post = |tenure: &Tenure| {
        let post = &register.posts[tenure.post];
        (context.term(&post.label, here.lang).text, post.organisation)
    };
    let today = &context.graph.today;
    let held = tenures.iter().filter(|tenure| today.tense(tenure.since, tenure.until) == Tense::Present);
    let titles: Vec<String> = held.map(|tenure| post(tenure).0).collect();
    let (mut works_for, mut occupations) = (Vec::new(), Vec::new());
    for tenure in tenures {
        match post(tenure) {
            (label, Some(organisation)) => {
                let (id, since, until) = (here.known(tenure.id.clone()), tenure.since, tenure.until);
                let tie = Tie { id, role: Some(label), since, until };
                works_for.extend(named(here, organisation).map(|whom| role("worksFor", tie, whom)));
            }
            (label, None) => occupations.push(occupation(here, tenure, label)),
        }
    }
    let honorific = person.honorific.as_ref().map(|honorific| context.term(honorific, here.lang).text);
    let node = described(here, ix)
        .set("name", here.page.title.as_str())
        .set("honorificPrefix", honorific)
        .set("jobTitle", titles)
        .set("image", image(here))
        .set("worksFor", works_for)
        .set("hasOccupation", occupations)
        .set("memberOf", member_of(here, ix));
    with_identity(with_contact(here, node), person.website.as_ref(), person.identifiers.as_ref())
}

/// A post of which it is not said where it is.
fn occupation(here: &Here<'_>, tenure: &Tenure, label: String) -> Node {
    Node::new("Role")
        .set("@id", here.known(tenure.id.clone()))
        .set("startDate", partial(tenure.since))
        .set("endDate", partial(tenure.until))
        .set("hasOccupation", Node::new("Occupation").set("name", label))
}
