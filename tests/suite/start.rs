//! What `plenary new` writes is true: each thing that its pages say is looked for in the site that is made of them.

use std::process::Command;

use plenary::diagnostics::{Findings, Severity};
use plenary::files::Files;
use scraper::{Html, Selector};

use crate::memory::Built;

fn started() -> Built {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("site");
    let answer = Command::new(env!("CARGO_BIN_EXE_plenary")).arg("new").arg(&root).output().unwrap();
    assert!(answer.status.success());
    Built::with_index(Files::scan(&root, &mut Findings::default()).unwrap())
}

/// Whether an address in a page or style leads to another origin than the site's.
fn is_elsewhere(address: &str) -> bool {
    let whole = address.starts_with("//") || address.contains("://");
    whole && !address.starts_with("https://www.example.org/")
}

#[test]
fn the_privacy_page_is_true() {
    let built = started();
    let page = built.text("/privacy/");
    for sentence in [
        "set no cookies and load nothing from other sites",
        "Only the page on which you search runs a script",
        "No form sends what you write",
    ] {
        assert!(page.contains(sentence), "a sentence without a proof stands for: {sentence}");
    }
    let all = |selector: &str| Selector::parse(selector).unwrap();
    let (scripts, forms) = (all("script:not([type='application/ld+json'])"), all("form"));
    let (loads, styled) =
        (all("[src], link[rel~=stylesheet], link[rel~=icon]"), all("[style], style, [onclick]"));
    let mut searched = 0;
    for (route, bytes) in &built.outputs {
        let text = String::from_utf8_lossy(bytes);
        if route.file().ends_with(".css") {
            assert!(!text.contains("@import") && !text.contains("://"), "{route}");
        }
        let is_script = [".js", ".mjs", ".html"].iter().any(|ending| route.file().ends_with(ending));
        if is_script && !route.as_str().starts_with("/privacy") {
            for store in [
                "document.cookie",
                "cookieStore",
                "localStorage",
                "sessionStorage",
                "indexedDB",
                "sendBeacon",
            ] {
                assert!(!text.contains(store), "{route} has {store}");
            }
        }
        if !route.file().ends_with(".html") {
            continue;
        }
        let page = Html::parse_document(&text);
        let is_search = route.as_str() == "/search/";
        assert_eq!(page.select(&scripts).count(), usize::from(is_search), "{route}");
        assert_eq!(page.select(&styled).count(), 0, "{route}");
        for form in page.select(&forms) {
            let (method, action) = (form.attr("method"), form.attr("action").unwrap());
            assert!(is_search && method.is_none() && !is_elsewhere(action), "{route}: {action}");
            // Without its script it is not shown; with it, the script keeps it from being sent.
            assert!(form.attr("hidden").is_some(), "{route}");
            searched += 1;
        }
        for element in page.select(&loads) {
            let address = element.attr("src").or(element.attr("href")).unwrap_or_default();
            assert!(!is_elsewhere(address), "{route} loads {address}");
        }
    }
    assert_eq!(searched, 1);
}

#[test]
fn what_is_not_known_is_said_as_that_and_the_editor_is_told() {
    let built = started();
    assert!(built.found.list().iter().all(|found| found.severity == Severity::Advice), "{}", built.report());
    let told = |path: &str| {
        let (file, _) = built.files.find(path).unwrap();
        built.found.list().iter().any(|found| found.span.file == file)
    };
    for page in ["contact", "accessibility", "privacy"] {
        assert!(told(&format!("content/{page}.md")), "{page} leaves something out in silence");
        let home = built.text("/");
        assert!(home.contains(&format!("href=\"/{page}/\"")), "no page leads to {page}");
        assert!(!built.text(&format!("/{page}/")).contains('@'), "{page} has an address that nobody gave");
    }
    assert!(built.text("/accessibility/").contains("Not assessed"));
}
