//! `check` makes a page of each sort, and finds in templates what making all pages finds.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Mutex;

use plenary::build::{self, Edition, Options};
use plenary::diagnostics::Findings;
use plenary::files::Files;
use plenary::resolve::today::Now;

/// A site with many pages of each sort; each template fails only while a page is made.
fn site() -> String {
    let mut site = "-- content/site.yaml --
title: Test
base_url: https://www.example.org/
languages: {fr: {}}
redirects: {/old/: /notes/}
paginate: 5
-- content/bodies/board.md --
---
title: Board
---

Text.
-- content/z.md --
---
title: Last
template: own.html
---

![[bodies|list]]

![[board|members]]
-- templates/own.html --
{% extends \"base.html\" %}{% block content %}{{ 1 | upper }}{% endblock content %}
-- templates/body.html --
{{ 1 | upper }}
-- templates/note.html --
{% if lang == \"fr\" %}
{{ 1 | upper }}{% endif %}
-- templates/topic.html --
{{ 1 | upper }}
-- templates/404.html --
{{ 1 | upper }}
-- templates/redirect.html --
{{ 1 | upper }}
-- templates/embeds/list.html --
{{ 1 | upper }}
-- templates/section.html --
{% if page.kind == \"a-z\" %}
{{ 1 | upper }}{% elif page.kind == \"topics\" %}
{{ 1 | upper }}{% elif page.parts and not page.parts[0].current %}
{{ 1 | upper }}{% endif %}
"
    .to_owned();
    for i in 0..30 {
        let _ = write!(
            site,
            "-- content/notes/n{i}.md --\n---\ntitle: Note {i}\ntopics: [x]\n---\n\nText {i}.\n"
        );
    }
    site
}

#[test]
fn samples_find_what_all_pages_find() {
    let files = Files::fixture(&site());
    let now = Now::Day(jiff::civil::Date::constant(2026, 11, 24));
    let options = Options { now, drafts: false, base: None, edition: Edition::default() };
    let loaded = build::load(&files, &options, Findings::default()).unwrap();
    let places = |found: &Findings| -> Vec<String> {
        let at = |d: &plenary::diagnostics::Diagnostic| {
            format!("{}:{}: {}", files.get(d.span.file).path, d.span.start, d.message)
        };
        found.list().iter().map(at).collect()
    };
    let (mut all, mut some) = (loaded.found.clone(), loaded.found.clone());
    build::outputs(&files, &loaded, &mut all, &Mutex::new(BTreeMap::new()), &|_, _| {}).unwrap();
    build::samples(&files, &loaded, &mut some).unwrap();
    assert_eq!(places(&some), places(&all));
    assert!(places(&all).len() >= 10, "{:#?}", places(&all));
}
