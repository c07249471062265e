//! What stands in lists and what leads from one entry to the next, each from a small site in one string.

use scraper::{Html, Selector};

use crate::memory::build;

/// The headings within the lists of a page, each with the links below it.
fn headings(page: &str) -> Vec<String> {
    let html = Html::parse_document(page);
    let parts = Selector::parse("section.year, section.letter").unwrap();
    let (heading, links) = (Selector::parse("h2").unwrap(), Selector::parse("li a").unwrap());
    let words = |e: scraper::ElementRef<'_>| e.text().collect::<String>();
    html.select(&parts)
        .map(|part| {
            let heading = words(part.select(&heading).next().unwrap());
            let below: Vec<String> = part.select(&links).map(words).collect();
            format!("{heading}: {}", below.join(", "))
        })
        .collect()
}

#[test]
fn notes_stand_under_their_years_and_titles_under_their_letters() {
    let built = build(
        "-- content/site.yaml --
title: Test
language: sv
base_url: https://www.example.org/
-- content/notes/a.md --
---
title: Ärlig
date: 2025-12-31
---

Text.
-- content/notes/b.md --
---
title: Zebra
date: 2026-03-01
---

Text.
-- content/notes/c.md --
---
title: Émile
---

Text.
-- content/notes/d.md --
---
title: 12 punkter
date: 2026-01-01
---

Text.
-- content/mixed/a.md --
---
title: (Tecken)
date: 2026-01-01
---

Text.
-- content/mixed/b.md --
---
title: eld
---

Text.
",
    );
    let years = ["2026: Zebra, 12 punkter", "2025: Ärlig", "Without a date: Émile"];
    assert_eq!(headings(&built.text("/notes/")), years);
    // Pages are no series of dates.
    assert_eq!(headings(&built.text("/mixed/")), [""; 0]);
    let letters = [
        "#: (Tecken)",
        "0–9: 12 punkter",
        "E: eld, Émile",
        "H: Home",
        "M: mixed",
        "N: Notes",
        "Z: Zebra",
        "Ä: Ärlig",
    ];
    let found = headings(&built.text("/a-z/"));
    assert_eq!(found, letters.map(|l| l.replace("M: mixed", "M: Mixed")));
}

#[test]
fn an_order_of_ones_own_has_no_years() {
    let note = |name: &str, date: &str| {
        format!("-- content/notes/{name}.md --\n---\ntitle: {name}\ndate: {date}\n---\n\nText.\n")
    };
    let order = "-- content/notes/index.md --\n---\ntitle: Notes\norder: [a]\n---\n";
    let site = format!("{order}{}{}", note("a", "2024-01-01"), note("b", "2026-01-01"));
    assert_eq!(headings(&build(&site).text("/notes/")), [""; 0]);
}

#[test]
fn a_page_ends_with_its_abbreviations_and_leads_to_its_neighbours() {
    let built = build(
        "-- content/site.yaml --
title: Test
base_url: https://www.example.org/
acronyms: {NCH: Network of Cities, QED: what was to be shown, ABC: the alphabet}
-- content/about.md --
---
title: About
---

Text.
-- content/rules/a.md --
---
title: A
---

The NCH, the NCH, and the alphabet (ABC).
-- content/rules/b.md --
---
title: B
---

Nothing short.
-- content/rules/c.md --
---
title: C
draft: yes
---

A draft.
",
    );
    let texts = |page: &str, selector: &str| -> Vec<String> {
        let html = Html::parse_document(page);
        let selector = Selector::parse(selector).unwrap();
        html.select(&selector).map(|e| e.text().collect::<String>().trim().to_owned()).collect()
    };
    let (about, a, b) = (built.text("/about/"), built.text("/rules/a/"), built.text("/rules/b/"));
    // What the text explains itself is not explained again.
    assert_eq!(texts(&a, ".abbreviations div"), ["NCHNetwork of Cities"]);
    assert_eq!(texts(&b, ".abbreviations"), [""; 0]);
    assert_eq!(texts(&a, ".neighbours li"), ["Next B"]);
    assert_eq!(texts(&b, ".neighbours li"), ["Previous A"]);
    assert_eq!(texts(&about, ".neighbours"), [""; 0]);
}

#[test]
fn the_home_page_ends_with_the_newest_notes_unless_it_shows_them() {
    let note = |i: usize| {
        format!("-- content/notes/n{i}.md --\n---\ntitle: Note {i}\ndate: 2026-01-0{i}\n---\n\nText.\n")
    };
    let notes: String = (1..=4).map(note).collect();
    let latest = |home: &str| {
        let home =
            build(&format!("{notes}-- content/index.md --\n---\ntitle: Test\n---\n\n{home}\n")).text("/");
        let html = Html::parse_document(&home);
        let selector = Selector::parse(".latest .item-title").unwrap();
        html.select(&selector).map(|e| e.text().collect::<String>()).collect::<Vec<_>>()
    };
    assert_eq!(latest("Hello."), ["Note 4", "Note 3", "Note 2"]);
    assert_eq!(latest("![[notes|cards]]"), [""; 0]);
}

#[test]
fn a_meeting_that_was_called_off_says_so_wherever_it_is_listed() {
    let meeting = |day: &str, status: &str| {
        format!(
            "-- content/meetings/{day}.md --\n---\nbody: board\nstarts: {day}T10:00:00Z\nstatus: {status}\n---\n"
        )
    };
    let built = build(&format!(
        "-- content/bodies/board.md --\n---\ntitle: Board\n---\n\nText.\n\
         -- content/about.md --\n---\ntitle: About\n---\n\n![[meetings|list]]\n\n![[meetings|cards]]\n{}{}",
        meeting("2027-01-12", "cancelled"),
        meeting("2027-02-12", "planned")
    ));
    for (address, times) in [("/meetings/", 1), ("/bodies/board/", 1), ("/about/", 2)] {
        let page = built.text(address);
        assert_eq!(page.matches(">Cancelled</strong>").count(), times, "{address}: {page}");
    }
}
