//! Redirects over several steps lead to the end at once.

use plenary::build::{self, Edition, Options};
use plenary::diagnostics::Findings;
use plenary::files::Files;
use plenary::resolve::routes::Goal;
use plenary::resolve::today::Now;

const SITE: &str = "\
-- content/site.yaml --
title: Test
base_url: https://www.example.org/
languages: {fr: {}}
redirects:
  /a/: /b/
  /over-languages/: /fr/vieux/
  /step/: /named/#first
  /named/: /members/#who
  /to-the-withdrawn/: /old-terms/
  /to-elsewhere/: /away/
  /away/: https://www.example.net/
-- content/members.md --
---
title: Members
aliases: [/b/, /fr/before/]
---
## Who
-- content/members.fr.md --
---
title: Membres
slug: membres
aliases: [/fr/vieux/]
---
## Qui
-- content/terms.md --
---
title: Terms
aliases: [/old-terms/]
gone: {on: 2026-01-01, why: The call has ended.}
---
Text.
";

#[test]
fn chains_lead_to_the_end_at_once() {
    let files = Files::fixture(SITE);
    let options = Options {
        now: Now::Day(jiff::civil::date(2026, 11, 24)),
        drafts: false,
        base: None,
        edition: Edition::default(),
    };
    let loaded = build::load(&files, &options, Findings::default()).unwrap();
    assert!(!loaded.found.has_errors(), "{:?}", loaded.found);
    let routes = &loaded.graph.routes;
    let lines = routes.redirects.iter().map(|redirect| {
        let to = match &redirect.to {
            Goal::Page(place) => routes.of(place.subject, place.lang).unwrap().to_string(),
            Goal::Local(route) => format!("{route}, another step"),
            Goal::Elsewhere(address) => address.clone(),
        };
        format!("{} {to}{}", redirect.from, redirect.behind)
    });
    let expected = [
        "/a/ /members/",
        "/away/ https://www.example.net/",
        "/b/ /members/",
        "/fr/before/ /fr/membres/",
        "/fr/vieux/ /fr/membres/",
        "/named/ /members/#who",
        "/old-terms/ /terms/",
        "/over-languages/ /fr/membres/",
        "/step/ /members/#who",
        "/to-elsewhere/ https://www.example.net/",
        "/to-the-withdrawn/ /terms/",
    ];
    assert_eq!(lines.collect::<Vec<_>>(), expected);
    let gone: Vec<&str> = loaded.graph.gone().map(plenary::site::Route::as_str).collect();
    assert_eq!(gone, ["/fr/terms/", "/terms/"]);
}
