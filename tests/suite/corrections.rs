//! The page of public corrections and its feed.

use scraper::{Html, Selector};

use crate::memory::{Built, build};

const SITE: &str = "-- content/site.yaml --
title: Test
base_url: https://x.example/site/
languages: {ar: {title: اختبار}}
-- content/wall.md --
---
title: The wall
corrections:
  - {on: 2026-02-02, what: The height was *wrong*.}
  - {on: 2026-03-03, what: The first of a day.}
  - {on: 2026-03-03, what: The second of a day.}
---

Text.
-- content/wall.ar.md --
---
title: السور
corrections:
  - {on: 2026-04-04, what: صُحح رقم.}
---

نص.
-- content/bodies/board.md --
---
title: Board
corrections: [{on: 2026-03-03, what: The chair was another.}]
---
-- content/held.md --
---
title: Held
draft: yes
corrections: [{on: 2026-05-05, what: HELD words}]
---

Text.
-- content/embargoed.md --
---
title: Embargoed
publish_at: 2027-01-01
corrections: [{on: 2026-05-05, what: HELD words}]
---

Text.
-- content/plan.md --
---
title: The old plan
corrections: [{on: 2026-01-01, what: WITHDRAWN words}]
gone: {on: 2026-03-04, why: Two figures were wrong.}
---

WITHDRAWN text.
";

/// Of each entry of the list its day, where its link leads, and its words.
fn listed(built: &Built, address: &str) -> Vec<String> {
    let page = Html::parse_document(&built.text(address));
    let entries = Selector::parse("main .items > li").unwrap();
    let one = |entry: scraper::ElementRef<'_>| {
        let find = |selector: &str| entry.select(&Selector::parse(selector).unwrap()).next().unwrap();
        let words: String = find("p:last-child").text().collect();
        let link = find("a");
        let (day, href) = (find("time").attr("datetime").unwrap(), link.attr("href").unwrap());
        format!("{day} {} {href}: {words}", link.text().collect::<String>())
    };
    page.select(&entries).map(one).collect()
}

#[test]
fn all_corrections_are_listed_the_newest_first() {
    let built = build(SITE);
    assert_eq!(
        listed(&built, "/corrections/"),
        [
            "2026-03-04 A page was withdrawn /site/plan/: Two figures were wrong.",
            "2026-03-03 Board /site/bodies/board/: The chair was another.",
            "2026-03-03 The wall /site/wall/: The first of a day.",
            "2026-03-03 The wall /site/wall/: The second of a day.",
            "2026-02-02 The wall /site/wall/: The height was *wrong*.",
        ]
    );
    // A translation has corrections of its own in the place of its source's; other pages stand in with theirs.
    let arabic = listed(&built, "/ar/corrections/");
    assert_eq!(arabic[0], "2026-04-04 السور /site/ar/wall/: صُحح رقم.");
    assert_eq!(arabic.len(), 3, "{arabic:?}");
    for anchor in ["correction-2026-02-02", "correction-2026-03-03", "correction-2026-03-03-2"] {
        assert!(built.text("/wall/").contains(&format!("<li id=\"{anchor}\">")), "{anchor}");
    }
    for (route, bytes) in &built.outputs {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("HELD") && !text.contains("WITHDRAWN text"), "{route}");
        let is_own = ["/plan/", "/ar/plan/"].contains(&route.as_str());
        let of_plan = ["The old plan", "WITHDRAWN words"];
        assert!(is_own || !of_plan.iter().any(|of| text.contains(of)), "{route} tells of what is withdrawn");
    }
}

#[test]
fn every_page_leads_to_the_list_and_the_list_to_its_feed() {
    let built = build(SITE);
    assert!(built.text("/bodies/board/").contains("<a href=\"/site/corrections/\">Corrections</a>"));
    assert!(built.text("/ar/bodies/board/").contains("<a href=\"/site/ar/corrections/\">"));
    let page = built.text("/corrections/");
    let feed =
        "type=\"application/atom+xml\" title=\"Feed: Corrections\" href=\"/site/corrections/feed.xml\"";
    assert!(page.contains(feed), "{page}");
    assert!(!built.text("/wall/").contains("corrections/feed.xml"));
    assert!(page.contains("hreflang=\"ar\" href=\"https://x.example/site/ar/corrections/\""));
    let sitemap = built.text("/sitemap.xml");
    let entry = "<loc>https://x.example/site/corrections/</loc>\n    <lastmod>2026-03-04</lastmod>";
    assert!(sitemap.contains(entry), "{sitemap}");
}

#[test]
fn the_feed_tells_each_correction_once_under_an_id_that_stays() {
    let feed = build(SITE).text("/corrections/feed.xml");
    let ids: Vec<&str> = feed.split("<id>").skip(1).filter_map(|rest| rest.split("</id>").next()).collect();
    assert_eq!(
        ids,
        [
            "https://x.example/site/corrections/feed.xml",
            "https://x.example/site/plan/#withdrawn-2026-03-04",
            "https://x.example/site/bodies/board/#correction-2026-03-03",
            "https://x.example/site/wall/#correction-2026-03-03",
            "https://x.example/site/wall/#correction-2026-03-03-2",
            "https://x.example/site/wall/#correction-2026-02-02",
        ]
    );
    assert!(
        feed.contains("  <title>Corrections – Test</title>\n  <updated>2026-03-04T00:00:00+00:00</updated>")
    );
    assert!(feed.contains("<content>The height was *wrong*.</content>"), "{feed}");
    // A correction of another day changes no id.
    let more = SITE.replace(
        "corrections:\n  - {on: 2026-02-02",
        "corrections:\n  - {on: 2026-06-06, what: x}\n  - {on: 2026-02-02",
    );
    let feed = build(&more).text("/corrections/feed.xml");
    assert!(ids[1..].iter().all(|id| feed.contains(&format!("<id>{id}</id>"))), "{feed}");
}

#[test]
fn without_corrections_there_is_no_list_and_without_an_address_no_feed() {
    let none = build("-- content/a.md --\n---\ntitle: A\n---\n\nText.\n");
    assert!(none.outputs.keys().all(|route| !route.as_str().contains("corrections")));
    assert!(!none.text("/a/").contains("corrections"));
    let unknown = build(&SITE.replace("base_url: https://x.example/site/\n", ""));
    assert!(unknown.text("/corrections/").contains("Two figures were wrong."));
    assert!(unknown.outputs.keys().all(|route| !route.as_str().ends_with("corrections/feed.xml")));
}

/// Where the site's languages do not stand in for each other, a list has what is written in its language.
#[test]
fn a_correction_in_a_translation_alone_is_listed_in_its_language() {
    let site = "-- content/site.yaml --
title: Test
base_url: https://x.example/
languages: {fr: {title: Essai}}
-- content/a.md --
---
title: A
---

Text.
-- content/a.fr.md --
---
title: À
corrections: [{on: 2026-02-02, what: Un chiffre était faux.}]
---

Texte.
";
    let built = build(site);
    assert_eq!(listed(&built, "/fr/corrections/"), ["2026-02-02 À /fr/a/: Un chiffre était faux."]);
    assert!(built.outputs.keys().all(|route| !route.as_str().starts_with("/corrections/")));
    assert!(!built.text("/a/").contains("corrections"));
}

/// The address belongs to the page that Plenary makes, as that of the A to Z does.
#[test]
fn a_page_at_the_address_of_the_list_is_an_error() {
    let site = format!("{SITE}-- content/corrections.md --\n---\ntitle: Ours\n---\n\nText.\n");
    let report = build(&site).report();
    assert!(
        report.contains("error[address-twice]: /corrections/ is the address of something else"),
        "{report}"
    );
    let alone = build("-- content/corrections.md --\n---\ntitle: Ours\n---\n\nText.\n");
    assert!(!alone.report().contains("error"), "{}", alone.report());
}

/// A correction is a change: of the page, in feeds and in the sitemap.
#[test]
fn a_page_changed_when_it_was_corrected() {
    let built = build(
        "-- content/site.yaml --
title: Test
base_url: https://x.example/
-- content/notes/a.md --
---
title: A
date: 2026-01-01
updated: 2026-01-02
corrections: [{on: 2026-02-02, what: A word.}, {on: 2026-01-03, what: Another.}]
---

Text.
-- content/notes/b.md --
---
title: B
date: 2026-01-01
updated: 2026-02-03
corrections: [{on: 2026-02-02, what: A word.}]
---

Text.
",
    );
    assert!(built.text("/notes/a/").contains("Last updated <time datetime=\"2026-02-02\">"));
    assert!(built.text("/notes/b/").contains("Last updated <time datetime=\"2026-02-03\">"));
    let feed = built.text("/feed.xml");
    let days =
        "<published>2026-01-01T00:00:00+00:00</published>\n    <updated>2026-02-02T00:00:00+00:00</updated>";
    assert!(feed.contains(days), "{feed}");
    assert!(built.text("/sitemap.xml").contains("/notes/a/</loc>\n    <lastmod>2026-02-02</lastmod>"));
}

/// What is said to be done on a day to come is not published before it.
#[test]
fn days_to_come_are_not_claimed() {
    let built = build(
        "-- content/site.yaml --
title: Test
base_url: https://x.example/
-- content/notes/a.md --
---
title: A
date: 2026-01-02
updated: 2026-12-20
corrections:
  - {on: 2026-12-19, what: LATER words}
  - {on: 2026-02-02, what: Known words.}
---

Text.
-- content/b.md --
---
title: B
updated: 2026-12-20
corrections: [{on: 2026-12-19, what: LATER words}]
---

Text.
",
    );
    assert_eq!(listed(&built, "/corrections/"), ["2026-02-02 A /notes/a/: Known words."]);
    assert!(built.text("/notes/a/").contains("Last updated <time datetime=\"2026-02-02\">"));
    for (route, bytes) in &built.outputs {
        let text = String::from_utf8_lossy(bytes);
        for later in ["2026-12-", "December 2026", "LATER"] {
            assert!(!text.contains(later), "{later} in {}", route.as_str());
        }
    }
}
