//! The coalition's own site against the coalition's own text, word for word.
//!
//! `tests/fixtures/our-governance.txt` is the text as it was published. Every paragraph and every
//! quote of it stands whole on one page, in one piece, the quotation marks at a quote's ends aside.

use std::path::Path;

use plenary::diagnostics::{Findings, Severity};
use plenary::files::Files;
use scraper::{ElementRef, Html, Selector};

use crate::memory::Built;

fn coalition() -> Built {
    let mut found = Findings::default();
    let mut files = Files::scan(Path::new(env!("CARGO_MANIFEST_DIR")), &mut found).unwrap();
    files.listed = std::sync::Arc::default(); // When they were committed is no matter of what they say.
    assert!(found.list().is_empty());
    Built::new(files, false)
}

fn source() -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/our-governance.txt");
    std::fs::read_to_string(path).unwrap().lines().map(str::to_owned).collect()
}

/// The text of each element that a selector finds, white space folded.
fn texts(html: &str, selector: &str) -> Vec<String> {
    let document = Html::parse_document(html);
    let selector = Selector::parse(selector).unwrap();
    document.select(&selector).map(text).collect()
}

fn text(element: ElementRef<'_>) -> String {
    let whole: String = element.text().collect();
    whole.split([' ', '\n', '\t', '\r']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

const OUTER_MARKS: [char; 3] = ['“', '”', '¨'];

#[test]
fn nothing_is_reported_above_advice() {
    let built = coalition();
    assert_eq!(built.found.count(Severity::Error), 0, "{}", built.report());
    assert_eq!(built.found.count(Severity::Warning), 0, "{}", built.report());
}

#[test]
fn the_governance_page_reads_as_the_source_in_its_order() {
    let page = coalition().text("/governance/");
    let source = source();
    assert_eq!(texts(&page, "h1"), [source[0].clone()]);
    let paragraphs: Vec<String> = source[1..6].to_vec();
    let quotes: Vec<String> =
        source[6..].iter().step_by(2).map(|q| q.trim_matches(OUTER_MARKS).to_owned()).collect();
    let names: Vec<String> = source[6..].iter().skip(1).step_by(2).cloned().collect();

    let shown = texts(&page, "main p");
    let mut rest = shown.iter();
    for paragraph in &paragraphs {
        assert!(rest.any(|p| p == paragraph), "missing or out of order: {paragraph}");
    }
    let words: Vec<String> = texts(&page, "main figure > blockquote")
        .iter()
        .map(|w| w.trim_matches(OUTER_MARKS).to_owned())
        .collect();
    assert_eq!(words, quotes);
    assert_eq!(texts(&page, "main figure > figcaption"), names);
}

#[test]
fn every_quote_has_a_page_with_its_words_and_name() {
    let built = coalition();
    let source = source();
    for (id, line) in [("emilia-saiz", 6), ("vittoria-zanuso", 8), ("filippo-grandi", 10), ("amy-pope", 12)] {
        let page = built.text(&format!("/quotes/{id}/"));
        let words = texts(&page, "main figure > blockquote");
        assert_eq!(words[0].trim_matches(OUTER_MARKS), source[line].trim_matches(OUTER_MARKS));
        assert!(words[0].starts_with('“') && words[0].ends_with('”'), "{}", words[0]);
        assert_eq!(texts(&page, "main figure > figcaption")[0], source[line + 1]);
    }
}

#[test]
fn members_and_relations_are_those_of_the_source() {
    let built = coalition();
    let members = |body: &str| texts(&built.text(&format!("/bodies/{body}/")), "main ul.members li");
    let uclg = "United Cities and Local Governments (UCLG)";
    let mmc = "Mayors Migration Council (MMC)";
    let iom = "International Organization for Migration (IOM)";
    let unhcr = "UN Refugee Agency (UNHCR)";
    assert_eq!(members("steering-committee"), [uclg, mmc]);
    assert_eq!(members("advisory-committee"), [iom, unhcr]);
    assert_eq!(members("mayors-mechanism"), [mmc, uclg, iom]);
    assert!(members("secretariat").is_empty());

    let says = |body: &str, words: &str| {
        let page = texts(&built.text(&format!("/bodies/{body}/")), "main").join(" ");
        assert!(page.contains(words), "{body} does not say \"{words}\": {page}");
    };
    says("steering-committee", "At least once a month, or when needed");
    says("steering-committee", "Guides the Coalition Secretariat");
    says("advisory-committee", "At least once a quarter, at technical level");
    says("advisory-committee", "At least once a year, at executive level");
    says("advisory-committee", "on the work plan and budget");
    says(
        "secretariat",
        "Represents Local Coalition for Migrants and Refugees in Global Taskforce of Local and Regional Governments",
    );
}

#[test]
fn every_address_of_the_site_is_there() {
    let built = coalition();
    for address in [
        "/",
        "/governance/",
        "/accessibility/",
        "/404.html",
        "/bodies/",
        "/organisations/",
        "/people/",
        "/quotes/",
        "/notes/",
        "/notes/mayors-mechanism/",
        "/organisations/coalition/",
        "/organisations/uclg/",
        "/organisations/mmc/",
        "/organisations/iom/",
        "/organisations/unhcr/",
        "/organisations/global-taskforce/",
        "/organisations/gfmd/",
        "/people/emilia-saiz/",
        "/people/vittoria-zanuso/",
        "/people/filippo-grandi/",
        "/people/amy-pope/",
        "/sitemap.xml",
        "/robots.txt",
        "/build.json",
    ] {
        assert!(!built.text(address).is_empty(), "{address}");
    }
    let feed = plenary::site::Route::new("/feed.xml");
    assert!(!built.outputs.contains_key(&feed), "nothing is dated, so there is no feed");
}

#[test]
fn pages_have_one_heading_and_no_script_or_style() {
    let data = "<script type=\"application/ld+json\">"; // It runs nothing.
    let built = coalition();
    for (route, bytes) in built.outputs.iter().filter(|(route, _)| route.file().ends_with(".html")) {
        let page = String::from_utf8_lossy(bytes);
        assert_eq!(texts(&page, "h1").len(), 1, "{route}");
        let scripts = if route.as_str() == "/search/" { "<script>" } else { "<script" };
        assert!(!page.replacen(data, "", 1).contains(scripts) && !page.contains(" style="), "{route}");
    }
}
