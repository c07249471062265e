//! By what readers tell a site: the head of pages, icons, the logo, pictures for link previews.

use std::collections::BTreeSet;

use plenary::diagnostics::Findings;
use plenary::files::Files;
use plenary::site::Route;
use scraper::{Html, Selector};

use crate::memory::{Built, build};

/// A site with a page of each sort that has a head of its own.
const SITE: &str = "-- content/site.yaml --
title: Harbour
summary: What the harbour does.
base_url: https://www.example.org/site/
language: en-GB
languages: {ja: {title: 港}, ar: {title: الميناء}}
paginate: 1
-- content/index.md --
---
title: Harbour
---

Words of the harbour.
-- content/about.md --
---
title: About \"us\" & them
summary: Who we are.
topics: [Tides]
---

Words about us.
-- content/about.ja.md --
---
title: 私たち
---

言葉。
-- content/contact.md --
---
title: Contact
aliases: [/write/]
---

Write.
-- content/contact.ja.md --
---
title: 連絡先
---

手紙。
-- content/notes/one.md --
---
title: One
date: 2026-01-01
---

The first note.
-- content/notes/two.md --
---
title: Two
date: 2026-01-02
---

The second note.
";

/// What stands in the head of a page of the elements that tell of it, a line each; of a preview's address
/// the digest is left out.
fn head(built: &Built, address: &str) -> String {
    let document = Html::parse_document(&built.text(address));
    let told = "head meta[property], head meta[name^='twitter'], head meta[name='theme-color'], \
                head link[rel='icon'], head link[rel='apple-touch-icon'], head link[rel='canonical']";
    let mut lines = String::new();
    for element in document.select(&Selector::parse(told).unwrap()) {
        let element = element.value();
        let name = ["property", "name", "rel"].iter().find_map(|name| element.attr(name)).unwrap();
        let value = element.attr("content").or(element.attr("href")).unwrap();
        let beside = ["media", "type", "sizes"].iter().filter_map(|name| element.attr(name));
        let value = match value.split_once("/preview-") {
            Some((before, _)) => format!("{before}/preview"),
            None => value.to_owned(),
        };
        let value = match value.split_once("/icon.") {
            Some((before, _)) => format!("{before}/icon"),
            None => value,
        };
        let beside: Vec<&str> = beside.collect();
        lines.extend([name, ": ", &value, if beside.is_empty() { "" } else { " " }, &beside.join(" "), "\n"]);
    }
    lines
}

/// What describes a page without words.
const SUMMARY: Option<&str> = Some("What the harbour does.");

const ICONS: &str = "icon: /site/favicon.ico 32x32
icon: /site/assets/icon image/svg+xml
apple-touch-icon: /site/apple-touch-icon.png
theme-color: #0b5468 (prefers-color-scheme: light)
theme-color: #11181e (prefers-color-scheme: dark)
";

#[test]
#[cfg(feature = "images")]
fn each_sort_of_page_has_its_head() {
    let built = build(SITE);
    for (address, expected) in [
        ("/", head_of("website", "Harbour", SUMMARY, "", "Harbour")),
        (
            "/about/",
            head_of(
                "article",
                "About “us” & them",
                Some("Who we are."),
                "about/",
                "About “us” & them – Harbour",
            ),
        ),
        ("/notes/", head_of("website", "Notes", SUMMARY, "notes/", "Notes – Harbour")),
        ("/notes/page/2/", head_of("website", "Notes", SUMMARY, "notes/page/2/", "Notes – Harbour")),
        ("/notes/one/", head_of("article", "One", Some("The first note."), "notes/one/", "One – Harbour")),
        ("/topics/", head_of("website", "Topics", None, "topics/", "Topics – Harbour")),
        (
            "/topics/tides/",
            head_of("website", "Topic: Tides", None, "topics/tides/", "Topic: Tides – Harbour"),
        ),
        ("/a-z/", head_of("website", "A to Z", None, "a-z/", "A to Z – Harbour")),
        ("/404.html", ICONS.to_owned()),
    ] {
        assert_eq!(head(&built, address), expected, "{address}");
    }
    // The tag names no region, and the picture has no title: no font can write it.
    let japanese = head(&built, "/ja/about/");
    assert!(!japanese.contains("og:locale"), "{japanese}");
    assert!(japanese.contains("og:image:alt: 港\n"), "{japanese}");
}

fn head_of(sort: &str, title: &str, description: Option<&str>, address: &str, alt: &str) -> String {
    let description = description.map(|text| format!("og:description: {text}\n")).unwrap_or_default();
    let address = format!("https://www.example.org/site/{address}");
    format!(
        "canonical: {address}\nog:type: {sort}\nog:site_name: Harbour\nog:title: {title}\n{description}og:url: {address}\n\
         og:locale: en_GB\nog:image: https://www.example.org/site/assets/preview\nog:image:width: 1200\n\
         og:image:height: 630\nog:image:alt: {alt}\ntwitter:card: summary_large_image\n{ICONS}"
    )
}

/// The files of the previews that pages name, and of those that are made.
fn previews(built: &Built) -> (BTreeSet<String>, BTreeSet<String>) {
    let image = Selector::parse("meta[property='og:image']").unwrap();
    let pages = built.outputs.iter().filter(|(route, _)| route.file().ends_with(".html"));
    let named = pages.flat_map(|(_, bytes)| {
        let document = Html::parse_document(&String::from_utf8_lossy(bytes));
        let names = document
            .select(&image)
            .map(|e| e.attr("content").unwrap().rsplit_once('/').unwrap().1.to_owned());
        names.collect::<Vec<_>>()
    });
    let made = built.outputs.keys().filter_map(|route| route.as_str().strip_prefix("/assets/"));
    let made = made.filter(|name| name.starts_with("preview")).map(str::to_owned);
    (named.collect(), made.collect())
}

#[test]
#[cfg(feature = "images")]
fn pages_name_the_previews_that_are_made() {
    let built = Built::with_previews(Files::fixture(SITE));
    let (named, made) = previews(&built);
    assert_eq!(named, made);
    for name in &made {
        let bytes = &built.outputs[&Route::new(&format!("/assets/{name}"))];
        assert_eq!(png_size(bytes), (1200, 630));
        assert!(plenary::assets::Assets::is_fingerprinted(&format!("assets/{name}")), "{name}");
    }
    // A page in parts has one, and so have all of a language whose script no font has.
    let image = |address: &str| {
        let page = built.text(address);
        page.split_once("og:image\" content=\"").unwrap().1.split_once('"').unwrap().0.to_owned()
    };
    assert_eq!(image("/notes/"), image("/notes/page/2/"));
    assert_eq!(image("/ja/about/"), image("/ja/contact/"));
    assert_ne!(image("/about/"), image("/contact/"));
    assert_ne!(image("/about/"), image("/ar/about/"));
}

#[test]
#[cfg(feature = "images")]
fn pages_of_one_title_share_a_preview() {
    let page = |path: &str| format!("-- content/{path}.md --\n---\ntitle: Contact\n---\n\nText.\n");
    let named = |site: &str| previews(&build(site)).0.len();
    let one = named(&page("contact"));
    assert_eq!(named(&[page("contact"), page("write")].concat()), one);
    // In another section it is another, and so is that of the section.
    assert_eq!(named(&[page("contact"), page("harbour/contact")].concat()), one + 2);
}

#[test]
fn previews_can_be_left_out() {
    for settings in
        ["title: Harbour\nbase_url: https://www.example.org/\npreviews: off\n", "title: Harbour\n"]
    {
        let built = build(&format!(
            "-- content/site.yaml --\n{settings}-- content/a.md --\n---\ntitle: A\n---\n\nText.\n"
        ));
        let (named, made) = previews(&built);
        assert!(named.is_empty() && made.is_empty(), "{settings}");
        assert!(!built.text("/a/").contains("twitter:card"));
    }
}

/// Width and height, as the header of a PNG has them (ISO/IEC 15948, 11.2.2).
fn png_size(bytes: &[u8]) -> (u32, u32) {
    assert!(bytes.starts_with(b"\x89PNG\r\n\x1a\n"));
    let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

/// A site with a logo.
fn with_logo(name: &str, logo: &[u8]) -> Built {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, bytes: &[u8]| {
        let file = folder.path().join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, bytes).unwrap();
    };
    let settings =
        format!("title: Harbour\nbase_url: https://www.example.org/site/\ntheme: {{logo: {name}}}\n");
    write("content/site.yaml", settings.as_bytes());
    write("content/a.md", b"---\ntitle: A\n---\n\nText.\n");
    write(&format!("static/{name}"), logo);
    Built::new(Files::scan(folder.path(), &mut Findings::default()).unwrap(), false)
}

#[test]
#[cfg(feature = "images")]
fn icons_are_drawn_from_the_logo() {
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 300 100'><path fill='#a00' d='M0 0h300v100H0z'/></svg>";
    let plain = build("-- content/a.md --\n---\ntitle: A\n---\n\nText.\n");
    let png = plain.outputs[&Route::new("/apple-touch-icon.png")].clone();
    for (name, logo, size) in [("logo.svg", &svg[..], (120, 40)), ("marks/logo.png", &png, (40, 40))] {
        let built = with_logo(name, logo);
        assert!(built.found.list().is_empty(), "{}", built.report());
        let ico = &built.outputs[&Route::new("/favicon.ico")];
        assert_eq!(ico[..6], [0, 0, 1, 0, 1, 0], "one icon");
        let (length, start) = (u32::from_le_bytes(ico[14..18].try_into().unwrap()), 22);
        assert_eq!(ico.len(), start + length as usize);
        assert_eq!(png_size(&ico[start..]), (32, 32));
        let touch = &built.outputs[&Route::new("/apple-touch-icon.png")];
        assert_eq!(png_size(touch), (180, 180));
        assert_ne!(*touch, png, "{name}");
        let (width, height) = size;
        let shown =
            format!("<img src=\"/site/{name}\" width=\"{width}\" height=\"{height}\" alt=\"\"> Harbour</a>");
        assert!(built.text("/a/").contains(&shown), "{}", built.text("/a/"));
        // A logo that is no SVG is not named as one.
        assert_eq!(head(&built, "/a/").contains("svg+xml"), name.ends_with(".svg"));
    }
}

#[test]
fn the_icon_can_be_the_logo() {
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M0 0h9v9H0z'/></svg>";
    let built = with_logo("icon.svg", svg);
    assert!(built.found.list().is_empty(), "{}", built.report());
    let page = built.text("/a/");
    let logo = page.split_once("<img src=\"/site").unwrap().1.split_once('"').unwrap().0;
    assert_eq!(built.text(logo).as_bytes(), svg, "{logo}");
}

#[test]
#[cfg(feature = "images")]
fn a_file_of_the_site_stands_before_an_icon() {
    let page = "-- content/a.md --\n---\ntitle: A\n---\n\nText.\n";
    let built =
        build(&format!("-- static/favicon.ico --\nmine\n-- static/apple-touch-icon.png --\nmine\n{page}"));
    assert!(built.found.list().is_empty(), "{}", built.report());
    for address in ["/favicon.ico", "/apple-touch-icon.png"] {
        assert_eq!(built.text(address), "mine\n");
    }
}

#[test]
#[cfg(feature = "images")]
fn the_icon_has_the_accent_colour() {
    let site = |theme: &str| {
        build(&format!(
            "-- content/site.yaml --\ntitle: T\nbase_url: https://www.example.org/\n{theme}-- content/a.md --\n---\ntitle: A\n---\n\nText.\n"
        ))
    };
    let icon = |built: &Built| {
        let route = built.outputs.keys().find(|route| route.as_str().starts_with("/assets/icon.")).unwrap();
        built.text(route.as_str())
    };
    let (plain, red) = (site(""), site("theme: {accent: '#8a1538'}\n"));
    assert!(icon(&plain).contains("#0b5468") && icon(&red).contains("#8a1538"));
    assert!(!icon(&red).contains("#0b5468"));
    assert!(head(&red, "/a/").contains("theme-color: #8a1538 (prefers-color-scheme: light)"));
    for address in ["/favicon.ico", "/apple-touch-icon.png"] {
        assert_ne!(plain.outputs[&Route::new(address)], red.outputs[&Route::new(address)]);
    }
    assert!(previews(&plain).1.is_disjoint(&previews(&red).1));
}
