//! What pages show, each from a small site in one string.

use plenary::site::Route;

use crate::memory::build;

/// Nothing of a draft, an embargoed, an expired record or a record in a held folder shows anywhere,
/// whoever names it.
#[test]
fn nothing_held_shows_through_what_is_online() {
    let built = build(
        "-- content/site.yaml --
title: Test
base_url: https://www.example.org/
publisher: held
checks: {link-to-held-page: warning}
-- content/organisations/held.md --
---
title: SECRET Network
acronym: SECRETACRO
draft: yes
---

SECRET words.
-- content/people/held.md --
---
title: SECRET Person
publish_at: 2027-01-01
---
-- content/bodies/held.md --
---
title: SECRET Body
expires_at: 2026-01-01
---
-- content/secret-folder/plan.md --
---
title: SECRET plan
draft: yes
topics: [SECRET topic]
aliases: [/SECRET-alias/]
---

![SECRET](SECRET.svg)
-- content/secret-folder/SECRET.svg --
<svg/>
-- content/bodies/board.md --
---
title: Board
of: organisations/held
within: organisations/held
chairs: [people/held]
members: [organisations/held, {person: people/held, role: chair}]
advises: [{whom: bodies/held, on: all}]
represents: {whom: bodies/held, in: organisations/held}
---

The Board knows [[bodies/held]] and [them](../people/held.md). SECRETACRO is no word.
-- content/people/ana.md --
---
title: Ana
posts: [{post: Mayor, organisation: organisations/held, since: 2020}]
---
-- content/quotes/q.md --
---
speaker: people/held
organisation: organisations/held
---

Words.
-- content/notes/n.md --
---
title: Note
forum: organisations/held
about: [bodies/held]
date: 2026-01-01
---

Text.
-- content/meetings/m.md --
---
body: bodies/held
starts: 2026-01-01T10:00Z
---
",
    );
    assert!(!built.found.has_errors(), "{}", built.report());
    for (route, bytes) in &built.outputs {
        let text = String::from_utf8_lossy(bytes).replace("SECRETACRO is no word", "");
        assert!(!text.to_lowercase().contains("secret"), "{route} tells: {text}");
        assert!(!route.as_str().to_lowercase().contains("secret"), "{route}");
    }
}

/// A withdrawn page says why at its address, and nothing lists it or shows its words.
#[test]
fn a_withdrawn_page_says_why_and_is_listed_nowhere() {
    let built = build(
        "-- content/notes/old.md --
---
title: Old note
date: 2026-01-01
topics: [x]
gone: {on: 2026-02-01, why: The figures were wrong.}
---

WITHDRAWN words.
-- content/notes/new.md --
---
title: New note
date: 2026-01-02
topics: [x]
---

Text.
",
    );
    assert!(built.text("/notes/old/").contains("The figures were wrong."));
    for (route, bytes) in &built.outputs {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("WITHDRAWN"), "{route}");
        if route.as_str() != "/notes/old/" && route.as_str() != "/build.json" {
            assert!(!text.contains("Old note"), "{route} lists it");
        }
    }
}

/// Nothing in a quote's words is typeset, linked or marked.
#[test]
fn a_quotes_words_are_left_alone() {
    let words = "I don't -- \"really\" -- know... [[board]] or [it](/bodies/board/), RU and ![[board]]";
    let built = build(&format!(
        "-- content/bodies/board.md --\n---\ntitle: Board\nacronym: RU\n---\n\nText.\n-- content/quotes/q.md --\n---\n---\n\n{words}\n"
    ));
    assert!(!built.found.has_errors(), "{}", built.report());
    let page = built.text("/quotes/q/");
    assert!(page.contains(&format!("<p>“{words}”</p>")), "{page}");
}

/// Titles stand for the ids of wikilinks wherever the text is shown.
#[test]
fn wikilinks_show_titles_in_contents_and_summaries() {
    let built = build(
        "-- content/bodies/board.md --
---
title: The Board
---

Text.
-- content/notes/a.md --
---
title: A
---

About [[board]] and \"more\". Then more.

## On [[board]]

## B

## C
",
    );
    assert!(built.text("/notes/").contains("About The Board and “more”."));
    let page = built.text("/notes/a/");
    assert!(page.contains("<meta name=\"description\" content=\"About The Board and “more”.\">"), "{page}");
    assert!(page.contains("\">On The Board</a></li>"), "{page}");
}

/// Links by address to lists that Plenary makes lead to the list of the reader's language.
#[test]
fn addresses_of_lists_lead_to_the_readers_language() {
    let built = build(
        "-- content/site.yaml --
title: Test
base_url: https://www.example.org/path/
languages: {fr: {title: Essai}}
menu: [{to: /a-z/, text: All}, {to: '/a/#b', text: Part}]
links: [{to: '/a/#b', text: Same}]
-- content/a.md --
---
title: A
---

[all](/a-z/)

## B
-- content/a.fr.md --
---
title: A
---

[tout](/a-z/)
",
    );
    let page = built.text("/fr/a/");
    // In the menu, in the text and at the foot.
    assert_eq!(page.matches("href=\"/path/fr/a-z/\"").count(), 3, "{page}");
    assert_eq!(page.matches("href=\"/path/fr/a/#b\"").count(), 2, "{page}");
    assert!(built.text("/a/").contains("href=\"/path/a-z/\""));
}

/// Without fallback, a language has its home and sections, and borrows records where they are named.
#[test]
fn without_fallback_pages_are_left_out_and_records_are_borrowed() {
    let built = build(
        "-- content/site.yaml --
title: Test
base_url: https://www.example.org/
languages: {fr: {title: Essai}}
fallback: off
-- content/about.md --
---
title: About us
---

English words.
-- content/bodies/board.fr.md --
---
title: Conseil
---

Voir [[about]].

![[about]]
-- content/bodies/board.md --
---
title: Board
---

Text.
",
    );
    assert!(!built.outputs.contains_key(&Route::new("/fr/about/")));
    assert!(built.outputs.contains_key(&Route::new("/fr/")));
    assert!(built.outputs.contains_key(&Route::new("/fr/bodies/")));
    let page = built.text("/fr/bodies/board/");
    assert!(
        page.contains("<a href=\"/about/\" hreflang=\"en\" lang=\"en\" dir=\"ltr\">About us</a>"),
        "{page}"
    );
    assert!(page.contains("<div lang=\"en\" dir=\"ltr\">\n<p>English words.</p>"), "{page}");
}

/// A template of the site stands before the built-in one of its name and may extend it.
#[test]
fn a_template_can_be_overridden_and_extend_the_built_in_one() {
    let built = build(
        "-- templates/base.html --
{% extends \"@plenary/base.html\" %}
{% block footer %}<p>OURS for {{ page.title }}</p>{{ super() }}{% endblock footer %}
-- content/notes/a.md --
---
title: A
date: 2026-03-12
---

Text.
",
    );
    assert!(built.found.list().is_empty(), "{}", built.report());
    let page = built.text("/notes/a/");
    assert!(page.contains("<p>OURS for A</p>") && page.contains("<p>Text.</p>"), "{page}");
}

#[test]
fn a_part_of_a_long_list_links_to_the_ends_and_its_neighbours() {
    let mut site = String::from("-- content/site.yaml --\ntitle: Test\npaginate: 1\n");
    for number in 10..22 {
        site.push_str("-- content/notes/n");
        site.push_str(&number.to_string());
        site.push_str(".md --\n---\ntitle: N\n---\n\nWords.\n");
    }
    let built = build(&site);
    let parts = |address: &str| {
        let html = built.text(address);
        let nav = html.split("<nav class=\"parts\"").nth(1).unwrap().split("</nav>").next().unwrap();
        let items = nav.split("<li").skip(1).map(|item| item.split_once('>').unwrap().1);
        let text = |item: &str| item.split('<').find(|part| !part.is_empty()).unwrap().to_owned();
        items.map(|item| text(item).rsplit('>').next().unwrap().to_owned()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(parts("/notes/"), "1 2 3 … 12");
    assert_eq!(parts("/notes/page/6/"), "1 … 4 5 6 7 8 … 12");
    assert_eq!(parts("/notes/page/12/"), "1 … 10 11 12");
}

#[test]
fn shades_of_the_accent_are_added_to_the_style() {
    let style = |theme: &str, own: &str| {
        let site =
            format!("-- content/site.yaml --\ntitle: Test\nbase_url: https://www.example.org/\n{theme}{own}");
        let built = build(&site);
        let css =
            built.outputs.iter().find(|(route, _)| route.as_str().starts_with("/assets/site.")).unwrap();
        String::from_utf8(css.1.clone()).unwrap()
    };
    let plain = style("", "");
    assert!(!plain.contains("site.yaml names"));
    let red = style("theme: {accent: '#a02020'}\n", "");
    let added = red.strip_prefix(&plain).unwrap();
    assert!(added.contains(":root{--accent:#a02020;--link:#"), "{added}");
    assert!(added.contains("@media screen and (prefers-color-scheme:dark){:root{--accent:#"), "{added}");
    // A faint one is an error, and no style has it.
    assert_eq!(style("theme: {accent: '#ffdddd'}\n", ""), plain);
    let own = style("theme: {accent: '#a02020'}\n", "-- static/site.css --\np { margin: 0 }\n");
    assert!(own.starts_with("p{margin:0}") && own.ends_with(added), "{own}");
}

/// A translation of a text that has changed says so to its reader and leads to the original; one without a
/// seal says nothing, and neither does one that is up to date.
#[test]
fn a_translation_that_is_behind_leads_to_the_original() {
    let seal = plenary::digest::seal("Members All towns.");
    let built = build(&format!(
        "-- content/site.yaml --
title: Test
base_url: https://www.example.org/site/
languages: {{fr: {{}}, ar: {{}}, es: {{}}}}
-- content/strings/ar.ftl --
original-changed = تغيّر الأصل: {{ $link }}
-- content/members.md --
---
title: Members & others
---

All towns.
-- content/members.ar.md --
---
title: الأعضاء
translates: {seal}
---

كل المدن.
-- content/members.fr.md --
---
title: Membres
---

Toutes les villes.
-- content/members.es.md --
---
title: Miembros
translates: {}
---

Todas las ciudades.
",
        plenary::digest::seal("Members & others All towns.")
    ));
    let link = "<a href=\"/site/members/\" hreflang=\"en\" lang=\"en\" dir=\"ltr\">Members &amp; others</a>";
    assert!(built.text("/ar/members/").contains(&format!("<p class=\"notice\">تغيّر الأصل: {link}</p>")));
    for address in ["/fr/members/", "/es/members/", "/members/"] {
        assert!(!built.text(address).contains("class=\"notice\""), "{address}");
    }
}

/// Texts of authors are set as their own language is, wherever they show. Code, addresses and the words of
/// quotes stay as they are.
#[test]
fn every_text_is_set_in_its_own_language() {
    let built = build(
        "-- content/site.yaml --
title: The \"Harbour\" site
base_url: https://www.example.org/
raw_html: allow
languages: {fr: {title: \"L'\\\"Agora\\\"\", terms: {the mayor's day: \"la journée de l'élu\"}}}
menu: [{to: notes/a, text: It's new}]
-- content/notes/a.md --
---
title: The \"new\" Board -- again
summary: It's \"so\"...
date: 2026-03-02
topics: [\"Mayors' \\\"days\\\"\"]
corrections: [{on: 2026-03-03, what: The \"old\" Board}]
---

Text.
-- content/notes/a.fr.md --
---
title: Le 1er \"Bureau\" ?
---

## Le 2e point

Au XXIe siècle: <span lang=\"en\">\"so: <span>it's</span> -- no!\"</span> \"non\" ! `a \"b\" !` https://example.org/?a--b'c

<div lang=\"de\">

Er sagte \"ja\".

</div>

Et \"oui\".

<code>a \"b\" -- c</code> et l'*un*, '*deux*' 'trois, <KBD>\"x\" ! <kbd>it's</kbd> !</KBD> \"oui\"

![Un \"port\"](p.png \"Vue d'ici\"){credit=\"L'auteur\"}
-- content/notes/b.md --
---
title: Only \"here\"!
date: 2026-03-01
---

See [[notes/a]] and [\"this\"](a.md).
-- content/people/ana.md --
---
title: Ana
---
-- content/quotes/ana.md --
---
speaker: ana
date: 2026-03-01
event: the mayor's day
language: de
translations: {en: {text: So it is, by: the editors' desk}}
---

Er sagt \"ja\" -- es geht's...
",
    );
    let page = built.text("/notes/a/");
    for set in [
        "<title>The “new” Board – again – The “Harbour” site</title>",
        "<h1>The “new” Board – again</h1>",
        "content=\"It’s “so”…\"",
        ">It’s new</a>",
        "Mayors’ “days”",
        "The “old” Board",
    ] {
        assert!(page.contains(set), "{set}\n{page}");
    }
    assert!(built.text("/feed.xml").contains("<title>The “Harbour” site</title>"));
    assert!(
        built.text("/notes/b/").contains(">The “new” Board – again</a> and <a href=\"/notes/a/\">“this”</a>")
    );
    let page = built.text("/fr/notes/a/");
    for set in [
        "Le 1er «\u{202f}Bureau\u{202f}»\u{202f}?</h1>",
        "L’«\u{202f}Agora\u{202f}»",
        "Le 2<sup>e</sup> point</h2>",
        "Au XXI<sup>e</sup> siècle\u{a0}: <span lang=\"en\">“so: <span>it’s</span> – no!”</span> «\u{202f}non\u{202f}»\u{202f}! <code>a \"b\" !</code> https://example.org/?a--b'c</p>",
        "<p>Er sagte „ja“.</p>",
        "<p>Et «\u{202f}oui\u{202f}».</p>",
        "<code>a \"b\" -- c</code> et l’<em>un</em>, «\u{202f}<em>deux</em>\u{202f}» ’trois, <kbd>\"x\" ! <kbd>it's</kbd> !</kbd> «\u{202f}oui\u{202f}»</p>",
        "<figcaption>Vue d’ici <small>L’auteur</small>",
    ] {
        let page = page.replace("&nbsp;", "\u{a0}");
        assert!(page.contains(set), "{set}\n{page}");
    }
    // A note that has no French text keeps the marks of its own.
    assert!(built.text("/fr/notes/").contains(">Only “here”!</a>"));
    let quote = built.text("/quotes/ana/");
    assert!(quote.contains("„Er sagt \"ja\" -- es geht's...“"), "{quote}");
    assert!(quote.contains("“So it is”") && quote.contains("the editors’ desk"), "{quote}");
    assert!(quote.contains("the mayor’s day"), "{quote}");
    assert!(built.text("/fr/quotes/ana/").contains("la journée de l’élu"));
}
