//! The short texts of records that `terms` of `site.yaml` translates: whatever pages show of a fact that is
//! neither a name nor a date.

use std::collections::BTreeMap;

use super::Graph;
use crate::site::{Facts, Site};

/// The words of records and menus that are online, and how many records have each: 0 where only menus do.
pub fn words<'a>(site: &'a Site, graph: &Graph) -> BTreeMap<&'a str, usize> {
    let mut words = BTreeMap::new();
    let settings = &site.config.settings;
    for item in settings.menu.iter().chain(&settings.footer).flatten() {
        words.extend(item.text.as_ref().map(|text| (&**text, 0)));
    }
    let listed = graph.subjects.iter().filter(|(_, subject)| subject.is_listed());
    for source in listed.filter_map(|(_, subject)| subject.source) {
        let mut own = of_facts(&site.entry(source).facts);
        own.sort_unstable();
        own.dedup();
        for word in own.into_iter().filter(|word| !word.is_empty()) {
            *words.entry(word).or_default() += 1;
        }
    }
    words
}

/// The words of one record.
fn of_facts(facts: &Facts) -> Vec<&str> {
    let mut words = Vec::new();
    match facts {
        Facts::Body(group, _) | Facts::Organisation(group, _) => {
            words.extend(&group.members_called);
            words.extend(group.members.iter().flatten().filter_map(|member| member.role.as_ref()));
            let relations = group.relations().flat_map(|(_, relations)| relations);
            words.extend(relations.filter_map(|relation| relation.on.as_ref()));
            let rules = group.meets.iter().flatten();
            words.extend(rules.flat_map(|rule| rule.level.iter().chain(&rule.or)));
        }
        Facts::Person(person) => {
            words.extend(&person.honorific);
            words.extend(person.posts.iter().flatten().map(|post| &post.post));
        }
        Facts::Quote(quote) => words.extend(quote.post.iter().chain(&quote.event)),
        Facts::Meeting(meeting) => words.extend(meeting.level.iter().chain(&meeting.place)),
        Facts::Page(_) | Facts::Note(_) => {}
    }
    words.into_iter().map(|text| &**text).collect()
}
