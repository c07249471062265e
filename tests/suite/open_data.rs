//! What open data says of a site, and what it does not.

use serde_json::{Value, json};

use crate::memory::{Built, build};

/// A site with one of each that open data tells apart. Words that nobody may read yet hold "secret".
const SITE: &str = "-- content/site.yaml --
title: Test
base_url: https://x.example/site/
publisher: cities
languages:
  fr:
    terms: {Treasurer: Trésorière, Mayor: Maire, =Observer: Observateur}
-- content/organisations/cities.md --
---
title: Union of Cities
acronym: UC
classification: city-network
founded: 2011-05
identifiers: {wikidata: Q42, ror: https://ror.org/0zz8qxv24}
contact: {email: office@x.example, press: '+44 1632 960001'}
---
-- content/organisations/gone.md --
---
title: Withdrawn Office
gone: {on: 2026-01-01, why: It was never one.}
---
-- content/organisations/gone.fr.md --
---
title: Withdrawn Office
summary: Un bureau secret.
---

Un texte secret.
-- content/organisations/held.md --
---
title: The secret office
publish_at: 2026-12-24
---
-- content/bodies/board.md --
---
title: Board
classification: board
of: cities
chairs: [ada, bo]
members:
  - ada
  - {person: bo, role: Treasurer, since: 2024}
  - {person: bo, role: Treasurer, since: 2019-02, until: 2021-03-04}
  - {organisation: cities, role: =Observer}
  - gone
  - held
---
-- content/people/ada.md --
---
title: Ada Vell
posts:
  - {post: Mayor, organisation: cities, since: 2020}
  - {post: Mayor, organisation: cities, since: 2012, until: 2015}
  - {post: Harbour Master, organisation: cities}
  - {post: secret adviser, organisation: held, since: 2020}
---
-- content/people/bo.md --
---
title: Bo Tarn
draft: no
---
-- content/people/secret.md --
---
title: Secret Person
draft: yes
---
-- content/quotes/ada.md --
---
speaker: ada
post: Harbour Master
organisation: cities
date: 2026-03-12
event: Spring meeting
source: Minutes of the spring
---

We *all* know this,
\"they say\".

- and [more](x.md)
-- content/quotes/bo.md --
---
speaker: bo
event: Opening of the quay
source: https://quay.example/opening
---

=So be it
-- content/quotes/held.md --
---
speaker: bo
event: Secret summit
expires_at: 2026-01-01
---

These are secret words.
-- content/meetings/spring.md --
---
title: Spring meeting
body: board
starts: 2026-03-12T09:00+01:00
place: Old quay
status: cancelled
---
";

fn json(built: &Built, address: &str) -> Value {
    serde_json::from_str(&built.text(address)).unwrap()
}

/// The record of a kind with an id that ends so.
fn one<'v>(data: &'v Value, kind: &str, id: &str) -> &'v Value {
    let all = data[kind].as_array().unwrap();
    all.iter()
        .find(|one| one["id"].as_str().unwrap().ends_with(id))
        .unwrap_or_else(|| panic!("{id}: {all:#?}"))
}

#[test]
fn facts_are_said_in_popolos_words() {
    let built = build(SITE);
    let data = json(&built, "/data/governance.json");
    let at = |rest: &str| format!("https://x.example/site/{rest}");
    assert_eq!(
        *one(&data, "organizations", "organisations/cities/"),
        json!({
            "id": at("organisations/cities/"),
            "name": "Union of Cities",
            "other_names": [{ "name": "UC", "note": "acronym" }],
            "identifiers": [
                { "scheme": "wikidata", "identifier": "Q42" },
                { "scheme": "ror", "identifier": "0zz8qxv24" },
            ],
            "classification": "city-network",
            "founding_date": "2011-05",
            "contact_details": [
                { "type": "email", "value": "office@x.example" },
                { "type": "voice", "value": "+44 1632 960001", "note": "press" },
            ],
            "sources": [{ "url": at("organisations/cities/") }],
        })
    );
    assert_eq!(one(&data, "organizations", "bodies/board/")["parent_id"], at("organisations/cities/"));
    assert_eq!(
        *one(&data, "speeches", "quotes/ada/"),
        json!({
            "id": at("quotes/ada/"),
            "creator_id": at("people/ada/"),
            "role": "Harbour Master",
            "attribution_text": "Ada Vell, Harbour Master UC",
            "text": "We all know this, \"they say\".\n\nand [more](x.md)",
            "date": "2026-03-12T00:00:00+00:00",
            "event_id": at("meetings/spring/"),
            "sources": [{ "url": at("quotes/ada/"), "note": "Minutes of the spring" }],
        })
    );
    let bo = one(&data, "speeches", "quotes/bo/");
    assert_eq!(
        bo["sources"],
        json!([{ "url": "https://quay.example/opening" }, { "url": at("quotes/bo/") }])
    );
    assert_eq!(one(&data, "events", bo["event_id"].as_str().unwrap())["name"], "Opening of the quay");
    assert_eq!(one(&data, "events", "meetings/spring/")["status"], "cancelled");
}

#[test]
fn those_who_chair_are_members_and_posts_without_dates_are_not_held() {
    let built = build(SITE);
    let data = json(&built, "/data/governance.json");
    let members: Vec<String> = data["memberships"]
        .as_array()
        .unwrap()
        .iter()
        .map(|m| {
            let who = m["person_id"].as_str().or(m["member"]["id"].as_str()).unwrap();
            let said = |key: &str| m[key].as_str().unwrap_or("–").to_owned();
            let who = who.rsplit('/').nth(1).unwrap();
            format!("{who} {} {} {}", said("role"), said("start_date"), said("end_date"))
        })
        .collect();
    assert_eq!(
        members,
        [
            "ada Chair – –",
            "bo Treasurer 2024 –",
            "bo Treasurer 2019-02 2021-03-04",
            "cities =Observer – –",
            "bo Chair – –",
            "ada Mayor 2020 –",
            "ada Mayor 2012 2015",
        ]
    );
    assert_eq!(data["posts"].as_array().unwrap().len(), 1);
    let french = json(&built, "/fr/data/governance.json");
    assert_eq!(one(&french, "memberships", "#member-bo-2024")["role"], "Trésorière");
    assert_eq!(one(&french, "memberships", "#member-ada")["role"], "Présidence");
    assert_eq!(one(&french, "posts", "#post-mayor")["label"], "Maire");
}

#[test]
fn the_graph_has_labels_of_each_language_and_what_popolo_has() {
    let turtle = build(SITE).text("/data/governance.ttl");
    for line in [
        "skos:prefLabel \"Treasurer\"@en , \"Trésorière\"@fr .",
        "skos:prefLabel \"Chair\"@en , \"Présidence\"@fr .",
        "org:subOrganizationOf <https://x.example/site/organisations/cities/>",
        "owl:sameAs <http://www.wikidata.org/entity/Q42> , <https://ror.org/0zz8qxv24> .",
        "<https://x.example/site/organisations/cities/#post-mayor> a org:Post ;",
        "org:heldBy <https://x.example/site/people/ada/> .",
        "time:inXSDgYearMonth \"2019-02\"^^xsd:gYearMonth .",
        "time:inXSDDate \"2021-03-04\"^^xsd:date .",
        "schema:startDate \"2026-03-12T09:00:00+01:00\"^^xsd:dateTime ;",
    ] {
        assert!(turtle.contains(line), "{line}\n{turtle}");
    }
}

#[test]
fn no_cell_of_a_table_is_a_formula() {
    let built = build(SITE);
    let members = built.text("/data/members.csv");
    assert!(members.contains(",organisation,'=Observer,,\r\n"), "{members}");
    assert!(
        built.text("/data/quotes.csv").contains(",'=So be it,en,Bo Tarn,"),
        "{}",
        built.text("/data/quotes.csv")
    );
    assert!(built.text("/fr/data/members.csv").contains("Trésorière,2024,"));
}

#[test]
fn nothing_that_is_held_or_withdrawn_is_in_any_output() {
    let built = build(SITE);
    for (route, bytes) in &built.outputs {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        assert!(!text.contains("secret") && !text.contains("/held/"), "{route}");
        if route.as_str().contains("/data/") {
            assert!(!text.contains("withdrawn office"), "{route}");
        }
    }
}

#[test]
fn the_page_names_the_licence_or_says_that_none_is_stated() {
    let page = build(SITE).text("/data/");
    assert!(page.contains("No licence is stated."), "{page}");
    let licensed =
        SITE.replace("title: Test\n", "title: Test\nlicence: https://creativecommons.org/licenses/by/4.0/\n");
    let built = build(&licensed);
    assert!(!built.text("/data/").contains("No licence is stated."));
    let link = "<a href=\"https://creativecommons.org/licenses/by/4.0/\">";
    assert_eq!(built.text("/data/").matches(link).count(), 2, "in the page, and at its foot");
    let turtle = built.text("/data/governance.ttl");
    assert!(turtle.contains("dcterms:license <https://creativecommons.org/licenses/by/4.0/>"), "{turtle}");
}

#[test]
fn a_site_without_an_address_or_records_has_data_too() {
    let built =
        build("-- content/site.yaml --\ntitle: Test\n-- content/index.md --\n---\ntitle: Home\n---\n");
    assert_eq!(json(&built, "/data/governance.json")["organizations"], json!([]));
    assert!(!built.outputs.keys().any(|route| route.as_str().ends_with(".csv")));
    let nowhere = build(&SITE.replace("base_url: https://x.example/site/\n", ""));
    let data = json(&nowhere, "/data/governance.json");
    assert_eq!(one(&data, "organizations", "cities/")["id"], "/organisations/cities/");
    assert!(nowhere.text("/data/governance.ttl").contains("</organisations/cities/>"));
}
