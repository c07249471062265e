//! Diagrams in pages: what they show, and what they never show. That nothing in them overlaps is tested
//! where they are laid out.

use std::collections::BTreeSet;

use scraper::{ElementRef, Html, Selector};

use crate::memory::build;

const SITE: &str = "-- content/site.yaml --
title: Harbour
base_url: https://www.example.org/harbour/
languages: {fr: {title: Port, terms: {lights: les feux}}, ar: {title: مرفأ}}
-- content/strings/ar.ftl --
arrow-advises-on = يقدم المشورة بشأن { $on }
-- content/index.md --
---
title: Harbour
---

![[bodies|diagram]]

![[board|diagram]]

## Diagram bodies

![[board|diagram]]
-- content/index.ar.md --
---
title: مرفأ
---

![[bodies|diagram]]
-- content/index.fr.md --
---
title: Port
---

![[bodies|diagram]]
-- content/bodies/board.md --
---
title: Board of <Lights & Buoys>
acronym: BLB
of: league
classification: board
members:
  - {organisation: city, role: Host}
  - {person: ana, until: 2020}
  - {person: kofi, since: 2030}
  - hidden
decides_for: [league]
advises: [{whom: city, on: lights}, withdrawn]
represents: {whom: league, in: forum}
---
-- content/bodies/board.fr.md --
---
title: Conseil des feux
---

Le conseil.
-- content/bodies/desk.md --
---
title: Dredging desk
within: forum
reports_to: [board, desk-of-drafts]
serves: [board]
---
-- content/bodies/desk-of-drafts.md --
---
title: SECRET desk
draft: yes
guides: [board]
---
-- content/bodies/withdrawn.md --
---
title: WITHDRAWN body
gone: {on: 2026-01-01, why: It was never set up.}
advises: [board]
---
-- content/organisations/league.md --
---
title: League of Quays
acts_for: [forum]
members: [city]
---
-- content/organisations/forum.md --
---
title: Merrow Forum
---
-- content/organisations/city.md --
---
title: City of Maravelle
acronym: CoM
---
-- content/organisations/hidden.md --
---
title: SECRET town
draft: yes
---
-- content/organisations/far.md --
---
title: Far away
advises: [forum]
---
-- content/people/ana.md --
---
title: Ana Sorrel
---
-- content/people/kofi.md --
---
title: Kofi Marsh
---
";

fn select<'a>(from: ElementRef<'a>, css: &str) -> Vec<ElementRef<'a>> {
    from.select(&Selector::parse(css).unwrap()).collect()
}

fn words(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn page(address: &str) -> Html {
    let held = "checks: {link-to-held-page: off}\n-- content/strings";
    let built = build(&SITE.replacen("-- content/strings", held, 1));
    assert!(!built.found.has_errors(), "{}", built.report());
    Html::parse_document(&built.text(address))
}

/// The texts of each box and label of a drawing, in the order in which they are read.
fn texts(drawing: ElementRef<'_>) -> Vec<String> {
    select(drawing, "text").into_iter().map(words).collect()
}

#[test]
fn a_diagram_shows_bodies_members_of_today_and_relations() {
    let page = page("/");
    let figures = select(page.root_element(), "figure.diagram");
    assert_eq!(figures.len(), 3);
    for css in ["svg.diagram-wide", "svg.diagram-tall"] {
        let drawings = select(figures[0], css);
        let texts = texts(drawings[0]);
        let expected = [
            "League of Quays",
            "acts on behalf of",
            "Board of <Lights & Buoys> (BLB)",
            "Board",
            "Members",
            "CoM, Host",
            "decides for",
            "represents in Merrow Forum",
            "advises on lights",
            "Merrow Forum",
            "Dredging desk",
            "works within",
            "serves",
            "reports to",
            "City of Maravelle (CoM)",
        ];
        assert_eq!(texts, expected, "{css}");
    }
}

#[test]
fn the_list_says_in_words_what_the_drawing_shows() {
    let page = page("/");
    let lists = select(page.root_element(), ".diagram-words > ul");
    let entries = select(lists[0], ":scope > li").into_iter().map(words).collect::<Vec<_>>();
    assert_eq!(
        entries,
        [
            "League of Quays Acts on behalf of Merrow Forum",
            "Board of <Lights & Buoys> (BLB): Board Body of League of Quays Decides for League of Quays \
             Advises City of Maravelle on lights Represents League of Quays in Merrow Forum Members: City of \
             Maravelle (CoM), Host",
            "Merrow Forum",
            "Dredging desk Works within Merrow Forum Serves the Board of <Lights & Buoys> Reports to the \
             Board of <Lights & Buoys>",
            "City of Maravelle (CoM)",
        ]
    );
}

#[test]
fn a_diagram_of_one_record_shows_those_around_it() {
    let page = page("/");
    let figures = select(page.root_element(), "figure.diagram");
    let texts = texts(select(figures[1], "svg")[0]).join(" ");
    for name in ["Board of", "League of Quays", "Dredging desk", "City of Maravelle"] {
        assert!(texts.contains(name), "{name}: {texts}");
    }
    assert!(!texts.contains("Far away"), "{texts}");
}

#[test]
fn drawings_are_named_by_captions_and_ids_are_of_one_element() {
    let page = page("/");
    let ids: Vec<&str> =
        select(page.root_element(), "[id]").into_iter().filter_map(|element| element.attr("id")).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{ids:?}");
    assert!(ids.contains(&"diagram-bodies"), "the heading keeps its anchor: {ids:?}");
    let mut captions = BTreeSet::new();
    for figure in select(page.root_element(), "figure.diagram") {
        let caption = select(figure, ":scope > figcaption")[0];
        let title = words(select(caption, "strong")[0]);
        assert_eq!(select(figure, "section")[0].attr("aria-label"), Some(title.as_str()));
        assert!(captions.insert(title), "two captions are the same");
        let named = select(figure, "[aria-labelledby]");
        assert_eq!(named.len(), 2);
        assert!(named.iter().all(|element| element.attr("aria-labelledby") == caption.attr("id")));
        assert!(select(figure, "svg").iter().all(|svg| svg.attr("role") == Some("group")));
        assert!(select(figure, "[style]").is_empty());
    }
}

#[test]
fn boxes_and_members_are_links_below_the_path_of_the_site() {
    let page = page("/");
    let figure = select(page.root_element(), "figure.diagram")[0];
    for css in ["svg.diagram-wide", "svg.diagram-tall"] {
        let drawing = select(figure, css)[0];
        let links: Vec<(String, &str)> = select(drawing, "a[href]")
            .into_iter()
            .map(|link| (words(link), link.attr("href").unwrap()))
            .collect();
        let leads = |name: &str, url: &str| links.iter().any(|(words, to)| words == name && *to == url);
        assert!(leads("Board of <Lights & Buoys> (BLB)", "/harbour/bodies/board/"), "{links:?}");
        assert!(leads("CoM, Host", "/harbour/organisations/city/"), "{links:?}");
    }
}

#[test]
fn names_and_words_are_the_readers_and_others_say_their_language() {
    let french = page("/fr/");
    let figure = select(french.root_element(), "figure.diagram")[0];
    let drawing = select(figure, "svg.diagram-wide")[0];
    let texts = texts(drawing);
    assert!(texts.contains(&"Conseil des feux (BLB)".to_owned()), "{texts:?}");
    assert!(texts.contains(&"conseille (sujet : les feux)".to_owned()), "{texts:?}");
    let foreign = select(drawing, "text[lang=en][direction=ltr]");
    assert!(foreign.iter().any(|text| words(*text) == "League of Quays"));

    let arabic = page("/ar/");
    let figure = select(arabic.root_element(), "figure.diagram")[0];
    let drawing = select(figure, "svg.diagram-wide")[0];
    assert_eq!(drawing.attr("direction"), Some("rtl"));
    // Latin names stand at the right end, where Arabic lines begin.
    let foreign = select(drawing, "text[lang=en][direction=ltr][text-anchor=end]");
    assert!(foreign.iter().any(|text| words(*text) == "League of Quays"));
    assert!(self::texts(drawing).contains(&"إسداء المشورة".to_owned()));
}

#[test]
fn a_folder_without_records_gives_no_diagram() {
    let built =
        build("-- content/bodies/index.md --\n---\ntitle: Bodies\n---\n\nNone yet.\n\n![[bodies|diagram]]\n");
    assert!(!built.found.has_errors(), "{}", built.report());
    assert!(!built.text("/bodies/").contains("<figure"));
}

#[test]
fn the_same_site_gives_the_same_drawing() {
    let drawn = || {
        select(page("/").root_element(), "figure.diagram").iter().map(ElementRef::html).collect::<String>()
    };
    assert_eq!(drawn(), drawn());
}
