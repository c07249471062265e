//! Chairs that are no members.

use super::records::Records;
use crate::diagnostics::{Diagnostic, Findings, Rule, Severity};
use crate::resolve::SubjectIx;
use crate::resolve::relations::GROUPS;
use crate::site::{Facts, Tree};

/// A chair whom the list of members does not name.
pub static CHAIR_NO_MEMBER: Rule = Rule {
    name: "chair-no-member",
    severity: Severity::Advice,
    docs: "A chair is mostly one of the members, or sits for one, and is then missing from their list. An \
           outsider who chairs is no fault.\n\n\
           Wrong: `chairs: [ann]` and `members: [bo]`\n\n\
           Right: `chairs: [ann]` and `members: [ann, bo]`",
};

/// Checks the chairs of all bodies and organisations that list members.
pub fn check(records: &Records<'_>, found: &mut Findings) {
    for (_, entry, group) in records.groups() {
        let listed = group.members.as_deref().unwrap_or_default();
        let members = records.members(entry, group);
        // Who is meant with an unknown id may be the chair.
        if listed.is_empty() || members.len() < listed.len() || records.unreadable.contains(&entry.file) {
            continue;
        }
        for chair in records.chairs(entry, group) {
            if members.iter().any(|(_, member)| is_of(records, chair.who, member.who)) {
                continue;
            }
            let message = format!("{} chairs and is no member", records.title(chair.who));
            let list = entry.front.key_span(&Tree::path("members"));
            found.add(
                Diagnostic::new(&CHAIR_NO_MEMBER, chair.span, message)
                    .label(list, "the members")
                    .help("add the chair to members, if the chair is one of them"),
            );
        }
    }
}

/// Whether a chair is a member, or one of the two has a post at the other.
fn is_of(records: &Records<'_>, chair: SubjectIx, member: SubjectIx) -> bool {
    chair == member || has_post(records, chair, member) || has_post(records, member, chair)
}

fn has_post(records: &Records<'_>, who: SubjectIx, at: SubjectIx) -> bool {
    let Some(Facts::Person(person)) = records.source(who).map(|entry| &entry.facts) else { return false };
    let organisations = person.posts.iter().flatten().filter_map(|post| post.organisation.as_ref());
    organisations.into_iter().any(|id| records.graph.subjects.meant(id, &GROUPS) == Some(at))
}
