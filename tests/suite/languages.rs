//! A whole site in four languages (`tests/sites/lagoon`): what holds on every page, whoever wrote it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use plenary::diagnostics::Findings;
use plenary::files::Files;
use plenary::locale::direction;
use plenary::site::config::Base;
use scraper::{ElementRef, Html, Node, Selector};

use crate::memory::Built;

const ORIGIN: &str = "https://lagoon.example";

/// The pages by their addresses.
static PAGES: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/lagoon");
    let built = Built::new(Files::scan(&folder, &mut Findings::default()).unwrap(), false);
    let page = |(route, bytes): (&plenary::site::Route, &Vec<u8>)| {
        let file = route.file();
        let is_page = file.ends_with(".html").then_some(route.href(&Base::default()))?;
        Some((is_page, String::from_utf8_lossy(bytes).into_owned()))
    };
    built
        .outputs
        .iter()
        .filter_map(page)
        .filter(|(_, html)| !html.contains("http-equiv=\"refresh\""))
        .collect()
});

fn select<'a>(page: &'a Html, css: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(css).unwrap()).collect()
}

/// The language that an address says.
fn language(address: &str) -> &str {
    let first = address.trim_start_matches('/').split('/').next().unwrap();
    if ["fr", "ar", "zh"].contains(&first) { first } else { "en" }
}

#[test]
fn every_page_says_its_readers_language_and_direction() {
    assert!(PAGES.len() > 150);
    for (address, html) in PAGES.iter() {
        let page = Html::parse_document(html);
        let root = page.root_element();
        let lang = language(address);
        assert_eq!((root.attr("lang"), root.attr("dir")), (Some(lang), Some(direction(lang))), "{address}");
        let menu: Vec<_> =
            select(&page, ".languages a").iter().map(|a| a.attr("hreflang").unwrap()).collect();
        assert_eq!(menu, ["ar", "zh", "en", "fr"], "{address}");
    }
}

#[test]
fn alternates_name_each_other_and_nothing_that_stands_in_for_a_translation() {
    let mut sets = BTreeMap::new();
    for (address, html) in PAGES.iter() {
        let page = Html::parse_document(html);
        let of =
            |a: &ElementRef<'_>| (a.attr("hreflang").unwrap().to_owned(), a.attr("href").unwrap().to_owned());
        let set: BTreeSet<_> = select(&page, "link[rel=alternate][hreflang]").iter().map(of).collect();
        let canonical = select(&page, "link[rel=canonical]")
            .first()
            .and_then(|link| link.attr("href"))
            .map(str::to_owned);
        let own = format!("{ORIGIN}{address}");
        if canonical.as_ref().is_some_and(|url| *url != own) {
            assert!(set.is_empty(), "{address} stands in for a translation");
        }
        if !set.is_empty() {
            assert!(
                set.contains(&(language(address).to_owned(), own.clone())),
                "{address} does not name itself"
            );
            let urls: BTreeMap<_, _> = set.iter().cloned().collect();
            assert_eq!(urls["x-default"], urls["en"], "{address}");
        }
        sets.insert(own, set);
    }
    for (url, set) in &sets {
        for (lang, other) in set {
            assert_eq!(sets.get(other), Some(set), "{url} names {other} as {lang}, which does not name it");
        }
    }
    assert!(sets.values().filter(|set| !set.is_empty()).count() > 100);
}

/// Words of a page in its own language: whatever stands in no element of another, and is no code or address.
fn own_words(element: ElementRef<'_>, lang: &str, words: &mut Vec<String>) {
    let value = element.value();
    let is_other = value.attr("lang").is_some_and(|own| own != lang);
    if is_other || ["script", "style", "code", "meta", "link"].contains(&value.name()) {
        return;
    }
    words
        .extend(["aria-label", "alt", "title"].iter().filter_map(|name| value.attr(name)).map(str::to_owned));
    for child in element.children() {
        match child.value() {
            Node::Text(text) => words.push(text.to_string()),
            // A parser reads what is for browsers without scripts as text.
            Node::Element(child) if child.name() == "noscript" => {}
            Node::Element(_) => own_words(ElementRef::wrap(child).unwrap(), lang, words),
            _ => {}
        }
    }
}

#[test]
fn arabic_and_chinese_pages_have_no_words_of_english() {
    for (address, html) in PAGES.iter().filter(|(address, _)| ["ar", "zh"].contains(&language(address))) {
        let page = Html::parse_document(html);
        let mut words = Vec::new();
        own_words(page.root_element(), language(address), &mut words);
        for text in words {
            let is_address = |word: &str| word.contains(['@', '0']) || word.contains("://");
            for word in text.split([' ', '\n', '\u{a0}', '：']).filter(|word| !is_address(word)) {
                let letters = word.trim_matches(|c: char| !c.is_ascii_alphabetic());
                let english = letters.len() > 2 && letters.bytes().skip(1).any(|b| b.is_ascii_lowercase());
                // A square and a town in an address, a public register, a format, and a programming language.
                let known = ["Piazza", "Sorvane", "Teluma", "Wikidata", "vCard", "Python"].contains(&letters);
                assert!(!english || known, "{address}: \"{word}\" in \"{}\"", text.trim());
            }
        }
    }
}

#[test]
fn french_pages_have_no_words_of_the_english_interface() {
    let english =
        ["the", "and", "of", "this", "members", "meetings", "quotes", "since", "until", "home", "held"];
    for (address, html) in PAGES.iter().filter(|(address, _)| language(address) == "fr") {
        let page = Html::parse_document(html);
        let mut words = Vec::new();
        own_words(page.root_element(), "fr", &mut words);
        for text in words.iter().filter(|text| !text.contains("://")) {
            for word in text.to_lowercase().split(|c: char| !c.is_alphanumeric()) {
                assert!(!english.contains(&word), "{address}: \"{word}\" in \"{}\"", text.trim());
            }
        }
    }
}
