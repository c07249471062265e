//! What stands on a record's page beside its text.

use scraper::{Html, Selector};

use crate::memory::{Built, build};

const SITE: &str = "-- content/bodies/board.md --
---
title: Board
members:
  - league
  - {person: ana, since: 2024}
  - {person: left, until: 2020}
---

Words.

![[quotes/set-in]]
-- content/organisations/league.md --
---
title: League
---
-- content/people/ana.md --
---
title: Ana
---
-- content/people/left.md --
---
title: Left
---
-- content/quotes/by-ana.md --
---
speaker: ana
---

Ana says.
-- content/quotes/for-league.md --
---
organisation: league
---

The League says.
-- content/quotes/by-left.md --
---
speaker: left
---

Left says.
-- content/quotes/set-in.md --
---
speaker: ana
---

This stands in the text.
-- content/quotes/held.md --
---
speaker: ana
draft: yes
---

SECRET.
-- content/notes/undated.md --
---
title: Undated
about: [board]
---

Text.
-- content/notes/first.md --
---
title: First
date: 2024-01-01
about: [board, league]
---

Text.
-- content/notes/2026/third.md --
---
title: Third
date: 2026-01-01
forum: league
---

Text about [[board]].
-- content/notes/second.md --
---
title: Second
date: 2025-01-01
about: [ana]
---

Text.
-- content/notes/of-left.md --
---
title: Of who left
date: 2025-06-01
about: [left]
---

Text.
-- content/notes/held.md --
---
title: SECRET note
date: 2026-02-01
about: [board]
publish_at: 2027-01-01
---

Text.
-- content/notes/withdrawn.md --
---
title: Withdrawn note
date: 2026-02-02
about: [board]
gone: {on: 2026-03-01, why: It was wrong.}
---

Text.
-- content/method.md --
---
title: Method
---

See [[notes/first]] and [[board]].
";

/// The texts of what a selector finds in the main part of a page.
fn texts(built: &Built, address: &str, selector: &str) -> Vec<String> {
    let document = Html::parse_document(&built.text(address));
    let selector = Selector::parse(&format!("main {selector}")).unwrap();
    document.select(&selector).map(|element| element.text().collect::<String>().trim().to_owned()).collect()
}

#[test]
fn a_body_lists_notes_about_it_and_its_members_newest_first() {
    let built = build(SITE);
    assert!(!built.found.has_errors(), "{}", built.report());
    assert_eq!(texts(&built, "/bodies/board/", ".item-title"), ["Third", "Second", "First", "Undated"]);
    assert_eq!(texts(&built, "/organisations/league/", ".item-title"), ["Third", "First"]);
}

#[test]
fn a_body_lists_quotes_of_those_who_belong_to_it() {
    let quotes = texts(&build(SITE), "/bodies/board/", "blockquote p");
    assert_eq!(quotes, ["“This stands in the text.”", "“Ana says.”", "“The League says.”"]);
}

#[test]
fn a_note_lists_what_it_is_about_and_what_names_it() {
    let built = build(SITE);
    assert_eq!(texts(&built, "/notes/first/", "dl.facts dd"), ["Board", "League"]);
    assert!(texts(&built, "/notes/first/", "section li").contains(&"Method".to_owned()));
}

/// What a page lists already does not stand again among what names it.
#[test]
fn nothing_is_listed_twice() {
    let built = build(SITE);
    assert_eq!(texts(&built, "/bodies/board/", "section > ul:not(.items):not(.members) li"), ["Method"]);
    let page = built.text("/bodies/board/");
    for title in ["Third", "Second", "First", "Undated"] {
        assert_eq!(page.matches(&format!(">{title}</a>")).count(), 1, "{title}");
    }
}
