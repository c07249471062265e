//! Feeds and the sitemap: what is in them, in how many pieces.

use std::fmt::Write;

use plenary::build::{self, Edition, Options};
use plenary::diagnostics::Findings;
use plenary::formats::sitemap;
use plenary::resolve::today::Now;
use scraper::{Html, Selector};

use plenary::files::Files;

use crate::memory::{Built, build};

/// A site of 45 notes with a topic, the newest first, in two languages.
fn site() -> String {
    let mut site = "-- content/site.yaml --
title: Test
base_url: https://x.example/site/
languages: {fr: }
-- content/notes/index.md --
---
title: Notes & news
---
-- content/plain.md --
---
title: A page without a date
---

Text.
-- content/people/ada.md --
---
title: Ada Vell
---
-- content/quotes/ada.md --
---
speaker: ada
date: 2026-11-20
---

We *all* know.
-- content/notes/newest.md --
---
title: The newest < first
date: 2026-11-01
updated: 2026-11-10
summary: In short.
topics: [Water]
---

See [this](/notes/note-01/), [that](#below), [elsewhere](https://y.example/) and ![A map](map.png).

## Below

- [x] done

![[bodies|diagram]]
-- content/notes/newest.fr.md --
---
title: Le plus récent
topics: [Eau]
---

Voir [cela](note-01.md).
-- content/notes/map.png --
-- content/bodies/board.md --
---
title: Board
---
-- content/notes/held.md --
---
title: Held words
date: 2026-11-02
publish_at: 2027-01-01
topics: [Water]
---

Secret.
"
    .to_owned();
    for day in 1..=44 {
        let date = jiff::civil::date(2026, 1, 1).saturating_add(jiff::ToSpan::days(day));
        let _ = write!(
            site,
            "-- content/notes/note-{day:02}.md --\n---\ntitle: Note {day}\ndate: {date}\n---\n\nText.\n"
        );
    }
    site
}

fn select(xml: &str, css: &str) -> Vec<String> {
    let html = Html::parse_fragment(xml);
    html.select(&Selector::parse(css).unwrap()).map(|e| e.html()).collect()
}

/// What a page of a feed has of a simple element, in order.
fn elements<'x>(xml: &'x str, name: &str) -> Vec<&'x str> {
    let (open, close) = (format!("<{name}>"), format!("</{name}>"));
    xml.split(&open as &str).skip(1).map(|rest| rest.split(&close as &str).next().unwrap()).collect()
}

#[test]
fn a_feed_goes_back_to_its_first_entry_page_by_page() {
    let built = build(&site());
    let at = |page: &str| format!("https://x.example/site{page}");
    let mut all = Vec::new();
    let mut page = "/feed.xml".to_owned();
    loop {
        let xml = built.text(&page);
        assert_eq!(elements(&xml, "id")[0], at("/feed.xml"), "all pages are one feed");
        assert!(
            xml.contains(&format!(
                "<link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>",
                at(&page)
            ))
        );
        assert!(xml.contains(&format!(
            "<link rel=\"last\" type=\"application/atom+xml\" href=\"{}\"/>",
            at("/feed/3.xml")
        )));
        all.extend(elements(&xml, "title").into_iter().skip(1).map(str::to_owned));
        let next = "<link rel=\"next\" type=\"application/atom+xml\" href=\"https://x.example/site";
        let Some((_, rest)) = xml.split_once(next) else { break };
        page = rest.split('"').next().unwrap().to_owned();
    }
    assert_eq!(all.len(), 46, "the notes and the quote, and no page without a date");
    assert_eq!(all[..3], ["Quote: Ada Vell", "The newest &lt; first", "Note 44"]);
    assert_eq!(all.last().unwrap(), "Note 1");
    let section = built.text("/notes/feed/2.xml");
    assert_eq!(elements(&section, "title")[0], "Notes &amp; news – Test");
    assert!(section.contains("<link rel=\"previous\" type=\"application/atom+xml\" href=\"https://x.example/site/notes/feed.xml\"/>"));
}

#[test]
fn an_entry_stands_for_itself_wherever_it_is_read() {
    let built = build(&site());
    let json: serde_json::Value = serde_json::from_str(&built.text("/feed.json")).unwrap();
    let item = &json["items"][1];
    assert_eq!(item["date_published"], "2026-11-01T00:00:00+00:00");
    assert_eq!(item["date_modified"], "2026-11-10T00:00:00+00:00");
    assert_eq!((&item["summary"], &item["tags"][0]), (&"In short.".into(), &"Water".into()));
    let html = item["content_html"].as_str().unwrap();
    for address in [
        "href=\"https://x.example/site/notes/note-01/\"",
        "href=\"https://x.example/site/notes/newest/#below\"",
        "href=\"https://y.example/\"",
        "src=\"https://x.example/site/",
    ] {
        assert!(html.contains(address), "{address}: {html}");
    }
    for left in ["id=", "class=", "<svg", "<input", "href=\"/", "src=\"/"] {
        assert!(!html.contains(left), "{left}: {html}");
    }
    let quote = json["items"][0]["content_html"].as_str().unwrap();
    assert!(
        quote.contains("<p>“We <em>all</em> know.”</p>") && quote.contains("Ada Vell</a></figcaption>"),
        "{quote}"
    );
    assert_eq!(json["items"].as_array().unwrap().len(), 20);
}

#[test]
fn topics_and_languages_have_feeds_of_their_own_that_pages_name() {
    let built = build(&site());
    let topic = built.text("/topics/water/feed.xml");
    assert_eq!(elements(&topic, "title"), ["Topic: Water – Test", "The newest &lt; first"]);
    assert!(topic.contains("<summary>In short.</summary>") && !topic.contains("<content"), "{topic}");
    let named = select(&built.text("/topics/water/"), "link[rel=alternate][type^='application/']");
    let hrefs: Vec<&str> =
        named.iter().filter_map(|link| link.split("href=\"").nth(1)?.split('"').next()).collect();
    assert_eq!(hrefs, ["/site/feed.xml", "/site/feed.json", "/site/topics/water/feed.xml"]);
    let french = built.text("/fr/feed.xml");
    assert_eq!(
        elements(&french, "title")[1..],
        ["Le plus récent"],
        "what stands in for a translation is not in it"
    );
    let other = "<link rel=\"alternate\" type=\"application/atom+xml\" hreflang=\"en\" href=\"https://x.example/site/feed.xml\"/>";
    assert!(french.contains(other), "{french}");
    for (route, bytes) in &built.outputs {
        assert!(!String::from_utf8_lossy(bytes).contains("Held words"), "{route}");
    }
}

#[test]
fn without_an_address_or_an_entry_there_is_no_feed() {
    let feeds = |built: &Built| built.outputs.keys().filter(|route| route.as_str().contains("feed")).count();
    let nowhere = build(&site().replace("base_url: https://x.example/site/\n", ""));
    assert_eq!(feeds(&nowhere), 0);
    let empty = build(
        "-- content/site.yaml --\ntitle: T\nbase_url: https://x.example/\n-- content/index.md --\n---\ntitle: T\n---\n",
    );
    assert_eq!(feeds(&empty), 0);
    assert!(!empty.text("/").contains("application/atom+xml"));
}

#[test]
fn a_large_sitemap_is_an_index_of_several() {
    let files = Files::fixture(&site());
    let options = Options {
        now: Now::Day(jiff::civil::date(2026, 11, 24)),
        drafts: false,
        base: None,
        edition: Edition::default(),
    };
    let loaded = build::load(&files, &options, Findings::default()).unwrap();
    let context = loaded.context(&files);
    let whole = elements(&sitemap::xml(&context), "loc").len();
    let index = sitemap::of_size(&context, 20);
    assert!(index.contains("<sitemapindex xmlns="), "{index}");
    let parts = elements(&index, "loc").len();
    assert_eq!(parts, whole.div_ceil(20));
    assert_eq!(elements(&index, "loc")[0], "https://x.example/site/sitemap-1.xml");
    let all: Vec<String> = (1..=parts)
        .flat_map(|number| {
            let file = sitemap::file_of_size(&context, number, 20);
            elements(&file, "loc").into_iter().map(str::to_owned).collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(all, elements(&sitemap::xml(&context), "loc"));
    assert!(elements(&index, "lastmod").len() >= parts - 1, "{index}");
}
