//! What pages say to machines. That every word is one of schema.org's, and stands where schema.org has it, is
//! tested with its own vocabulary in `tests/readers`.

use serde_json::{Value, json};

use crate::memory::{Built, build};

const SITE: &str = "-- content/site.yaml --
title: Harbour
base_url: https://www.example.org/site/
languages: {fr: {title: Port, terms: {Harbour Master: Capitaine du port}}}
publisher: league
licence: https://creativecommons.org/licenses/by/4.0/
-- content/organisations/league.md --
---
title: League of Ports
acronym: LP
classification: ngo
website: https://league.example/
identifiers: {wikidata: Q42}
contact: {email: post@league.example, press: press@league.example}
---
-- content/organisations/council.md --
---
title: Port Council
classification: government
part_of: league
---
-- content/bodies/board.md --
---
title: Board
of: league
founded: 2019-03
members:
  - council
  - {person: ana, role: Treasurer, since: 2020, until: 2022-05}
  - {person: old, role: Clerk}
chairs: [ana]
---
-- content/people/ana.md --
---
title: Ana Berg
honorific: Dr
posts:
  - {post: Harbour Master, organisation: council, since: 2021}
  - {post: Deputy, organisation: council, since: 2015, until: 2020}
  - {post: Envoy, organisation: league}
  - {post: Diver, since: 2010}
---
-- content/people/old.md --
---
title: SECRET Person
draft: yes
---
-- content/quotes/ana.md --
---
speaker: ana
post: Harbour Master
organisation: council
date: 2026-03-12
event: Board, 12 March
source: https://news.example/ana
language: de
translations: {en: {text: The sea is wide.}}
---

Die *See* ist <weit> & tief.
-- content/meetings/spring.md --
---
title: Board, 12 March
body: board
starts: 2026-03-12T09:00+01:00
ends: 2026-03-12T11:00+01:00
place: Customs House
online: https://meet.example/board
status: cancelled
---
-- content/notes/tide.md --
---
title: The </script> tide
date: 2026-02-01
updated: 2026-02-03
about: [board]
forum: league
corrections: [{on: 2026-02-02, what: The year was wrong.}]
---

Words.
-- content/notes/tide.fr.md --
---
title: La marée
---

Mots.
";

fn graph(built: &Built, address: &str) -> Vec<Value> {
    let page = built.text(address);
    let (_, rest) = page.split_once("<script type=\"application/ld+json\">").expect(address);
    let data: Value = serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap();
    assert_eq!(data["@context"], "https://schema.org");
    data["@graph"].as_array().unwrap().clone()
}

fn thing(built: &Built, address: &str) -> Value {
    graph(built, address).remove(1)
}

#[test]
fn a_page_says_what_it_is_and_where_it_stands() {
    let page = graph(&build(SITE), "/notes/tide/").remove(0);
    let url = "https://www.example.org/site/notes/tide/";
    assert_eq!(page["@id"], format!("{url}#webpage"));
    assert_eq!(page["url"], url);
    assert_eq!(page["name"], "The </script> tide");
    assert_eq!(page["isPartOf"]["inLanguage"], json!(["en", "fr"]));
    assert_eq!(page["isPartOf"]["publisher"]["name"], "League of Ports");
    assert_eq!(page["license"], "https://creativecommons.org/licenses/by/4.0/");
    assert_eq!((&page["datePublished"], &page["dateModified"]), (&json!("2026-02-01"), &json!("2026-02-03")));
    assert_eq!(page["correction"]["datePublished"], "2026-02-02");
    assert_eq!(page["mainEntity"], json!({ "@type": "Article", "@id": url }));
    let trail: Vec<&Value> = page["breadcrumb"]["itemListElement"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| &entry["item"])
        .collect();
    assert_eq!(trail.len(), 2);
    assert_eq!(trail[1]["@id"], "https://www.example.org/site/notes/");
}

#[test]
fn a_translation_names_its_source_and_the_source_its_translations() {
    let built = build(SITE);
    let fr = "https://www.example.org/site/fr/notes/tide/";
    let en = "https://www.example.org/site/notes/tide/";
    let source = thing(&built, "/notes/tide/");
    assert_eq!(source["workTranslation"], json!({ "@type": "Article", "@id": fr, "inLanguage": "fr" }));
    let translation = graph(&built, "/fr/notes/tide/");
    assert_eq!(translation[0]["inLanguage"], "fr");
    assert_eq!(translation[0]["translationOfWork"]["@id"], format!("{en}#webpage"));
    assert_eq!(translation[1]["@id"], fr);
    assert_eq!(translation[1]["translationOfWork"]["@id"], en);
    // A record is the same in all languages.
    let board = thing(&built, "/fr/bodies/board/");
    assert_eq!(board["@id"], "https://www.example.org/site/bodies/board/");
    assert_eq!(board["url"], "https://www.example.org/site/fr/bodies/board/");
}

#[test]
fn a_body_names_those_who_belong_to_it_with_roles_and_dates() {
    let board = thing(&build(SITE), "/bodies/board/");
    assert_eq!(board["foundingDate"], "2019-03");
    assert_eq!(board["parentOrganization"]["@type"], "NGO");
    let members = board["member"].as_array().unwrap();
    assert_eq!(members[0]["@type"], "GovernmentOrganization");
    assert_eq!(members[1]["@type"], "OrganizationRole");
    assert_eq!(members[1]["roleName"], "Treasurer");
    assert_eq!((&members[1]["startDate"], &members[1]["endDate"]), (&json!("2020"), &json!("2022-05")));
    assert_eq!(members[1]["member"]["@id"], "https://www.example.org/site/people/ana/");
    assert_eq!(members[2]["roleName"], "Chair");
    assert_eq!(members.len(), 3, "{board}");
    let league = thing(&build(SITE), "/organisations/league/");
    assert_eq!(league["alternateName"], "LP");
    assert_eq!(league["sameAs"], json!(["https://league.example/", "https://www.wikidata.org/wiki/Q42"]));
    assert_eq!(league["identifier"]["value"], "Q42");
    assert_eq!(league["email"], "post@league.example");
    assert_eq!(league["contactPoint"]["email"], "press@league.example");
    let below: Vec<&Value> =
        league["subOrganization"].as_array().unwrap().iter().map(|o| &o["name"]).collect();
    assert_eq!(below, ["Board", "Port Council"]);
}

#[test]
fn a_person_holds_the_posts_that_have_dates() {
    let built = build(SITE);
    let ana = thing(&built, "/people/ana/");
    assert_eq!(ana["honorificPrefix"], "Dr");
    assert_eq!(ana["jobTitle"], json!(["Harbour Master", "Diver"]));
    let posts = ana["worksFor"].as_array().unwrap();
    assert_eq!(posts.len(), 2);
    assert_eq!((&posts[1]["roleName"], &posts[1]["endDate"]), (&json!("Deputy"), &json!("2020")));
    assert_eq!(posts[1]["worksFor"]["name"], "Port Council");
    assert_eq!(ana["hasOccupation"]["hasOccupation"]["name"], "Diver");
    assert!(!ana.to_string().contains("Envoy"), "{ana}");
    let french = thing(&built, "/fr/people/ana/");
    assert_eq!(french["jobTitle"][0], "Capitaine du port");
}

#[test]
fn a_quote_keeps_its_words_and_its_language() {
    let built = build(SITE);
    let quote = thing(&built, "/quotes/ana/");
    assert_eq!(quote["text"], "Die See ist <weit> & tief.");
    assert_eq!(quote["inLanguage"], "de");
    assert_eq!(quote["creator"]["name"], "Ana Berg");
    assert_eq!(quote["sourceOrganization"]["name"], "Port Council");
    assert_eq!(quote["creditText"], "Ana Berg, Harbour Master Port Council");
    assert_eq!(quote["dateCreated"], "2026-03-12");
    assert_eq!(quote["isBasedOn"], "https://news.example/ana");
    assert_eq!(quote["recordedAt"]["@id"], "https://www.example.org/site/meetings/spring/");
    assert_eq!(quote["workTranslation"]["text"], "The sea is wide.");
    // The day of the words is not that of the page.
    assert!(graph(&built, "/quotes/ana/")[0].get("datePublished").is_none());
}

#[test]
fn a_meeting_is_an_event_with_its_time_and_state() {
    let event = thing(&build(SITE), "/meetings/spring/");
    assert_eq!(event["startDate"], "2026-03-12T09:00:00+01:00");
    assert_eq!(event["eventStatus"]["@id"], "https://schema.org/EventCancelled");
    assert_eq!(event["eventAttendanceMode"]["@id"], "https://schema.org/MixedEventAttendanceMode");
    assert_eq!(event["location"][0], json!({ "@type": "Place", "name": "Customs House" }));
    assert_eq!(event["location"][1]["url"], "https://meet.example/board");
    assert_eq!(event["organizer"]["name"], "Board");
}

#[test]
fn a_section_lists_its_entries() {
    let page = graph(&build(SITE), "/people/").remove(0);
    assert_eq!(page["@type"], "CollectionPage");
    let person =
        json!({ "@type": "Person", "@id": "https://www.example.org/site/people/ana/", "name": "Ana Berg" });
    assert_eq!(page["mainEntity"], json!({ "@type": "ItemList", "itemListElement": [person] }));
}

/// Without the site's address there are no ids and no addresses, rather than broken ones.
#[test]
fn without_an_address_there_are_no_ids() {
    let built = build(&SITE.replace("base_url: https://www.example.org/site/\n", ""));
    let graph = graph(&built, "/bodies/board/");
    assert_eq!(graph.len(), 1);
    assert_eq!(graph[0]["mainEntity"]["name"], "Board");
    assert_eq!(graph[0]["mainEntity"]["member"][1]["member"]["name"], "Ana Berg");
    let text = Value::from(graph).to_string();
    assert!(!text.contains("@id\"") && !text.contains("/bodies/"), "{text}");
}

#[test]
fn a_withdrawn_page_says_nothing_of_its_record() {
    let gone = "title: Board\ngone: {on: 2026-02-01, why: It was an error.}\n";
    let built = build(&SITE.replace("title: Board\nof", &format!("{gone}of")));
    let graph = graph(&built, "/bodies/board/");
    assert_eq!(graph.len(), 1);
    assert!(graph[0].get("mainEntity").is_none());
    for other in ["/people/ana/", "/organisations/league/", "/notes/tide/"] {
        let text = Value::from(self::graph(&built, other)).to_string();
        assert!(!text.contains("bodies/board"), "{other}: {text}");
    }
}

#[test]
fn nothing_ends_the_block_and_a_template_may_change_it() {
    let page = build(SITE).text("/notes/tide/");
    assert_eq!(page.matches("</script>").count(), 1, "{page}");
    let own = "-- templates/base.html --
{% extends \"@plenary/base.html\" %}
{% block json_ld %}{% if page.kind == \"note\" %}{{ super() }}{% endif %}{% endblock json_ld %}
";
    let built = build(&format!("{SITE}{own}"));
    assert!(!built.report().contains("templates/"), "{}", built.report());
    assert!(built.text("/notes/tide/").contains("ld+json"));
    assert!(!built.text("/people/ana/").contains("ld+json"));
}
