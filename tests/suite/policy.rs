//! The Content-Security-Policy: what pages need, and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use plenary::site::Route;
use scraper::{Html, Selector};

use crate::memory::build;

const SITE: &str = "-- content/site.yaml --
title: Harbour
base_url: https://harbour.example/site
redirects: {/old/: /quay/}
-- content/index.md --
---
title: Home
---

Words.
-- content/quay.md --
---
title: Quay
---

Words.
";

/// The policies that the pages of a site bear, with the pages that bear each.
fn policies(files: &str) -> BTreeMap<String, BTreeSet<String>> {
    let built = build(files);
    assert!(built.found.list().is_empty(), "{}", built.report());
    let meta = Selector::parse("head > meta[charset] + meta[http-equiv=Content-Security-Policy]").unwrap();
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for route in built.outputs.keys().filter(|route| route.file().ends_with(".html")) {
        let page = Html::parse_document(&built.text(route.as_str()));
        let policy = page.select(&meta).next().and_then(|meta| meta.attr("content"));
        all.entry(policy.unwrap_or("none").to_owned()).or_default().insert(route.to_string());
    }
    all
}

const OWN: &str = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'";

const SEARCH: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
    connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'";

#[test]
fn there_are_two_policies_and_every_page_bears_one() {
    let policies = policies(SITE);
    assert_eq!(policies.keys().collect::<Vec<_>>(), [SEARCH, OWN]);
    assert_eq!(policies[SEARCH], BTreeSet::from(["/search/".to_owned()]));
    for address in ["/", "/quay/", "/old/", "/404.html", "/a-z/"] {
        assert!(policies[OWN].contains(address), "{address}");
    }
}

#[test]
fn no_host_is_told_what_somebody_searches_for() {
    let built = build(SITE);
    let referrer = |address: &str| {
        let page = built.text(address);
        let (_, rest) = page.split_once("<meta name=\"referrer\" content=\"").unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    assert_eq!(referrer("/search/"), "no-referrer");
    assert_eq!(referrer("/quay/"), "strict-origin-when-cross-origin");
}

#[test]
fn sound_that_is_opened_by_itself_is_heard() {
    let policies = policies(&format!("{SITE}-- static/talk.mp3 --\nsound\n"));
    assert!(policies.keys().all(|policy| policy.contains("; media-src 'self';")), "{policies:?}");
}

#[test]
fn without_search_nothing_is_sent() {
    let site = SITE.replace("title: Harbour", "title: Harbour\nsearch: off");
    let policies = policies(&site);
    assert_eq!(
        policies.keys().collect::<Vec<_>>(),
        [&OWN.replace("form-action 'self'", "form-action 'none'")]
    );
}

#[test]
fn what_one_page_needs_every_page_allows() {
    let site = format!(
        "{}-- static/film.js --\nfetch('/site/data.json')\n-- static/site.css --\n\
         @font-face {{ font-family: A; src: url(a.woff2) }}\n-- static/a.woff2 --\nfont\n\
         -- templates/page.html --\n{{% extends \"@plenary/page.html\" %}}\n{{% block head %}}\
         <script>document.title</script><script src=\"/site/film.js\"></script>\n\
         <link rel=\"preload\" as=\"image\" href=\"https://media.example/a.png\">{{% endblock head %}}\n",
        SITE.replace("title: Harbour", "title: Harbour\norigins: [https://media.example]")
    );
    let policies = policies(&site);
    let own = "default-src 'none'; script-src 'self' 'sha256-o3vzFSF4YhB5rDb5tpELAmIlJDq+2XOarY4IDsOum1c='; \
        style-src 'self'; img-src 'self' https://media.example; font-src 'self'; connect-src 'self'; \
        base-uri 'none'; form-action 'self'";
    assert_eq!(policies.len(), 2, "{policies:#?}");
    assert!(policies.contains_key(own), "{policies:#?}");
}

#[test]
fn what_is_copied_as_it_is_bears_nothing_and_is_allowed_all_the_same() {
    let file = "<!DOCTYPE html><meta charset=\"utf-8\"><title>a</title><style>p { margin: 0 }</style>\n";
    let built = build(&format!("{SITE}-- static/proof.html --\n{file}"));
    assert_eq!(built.text("/proof.html"), file);
    assert!(built.text("/").contains("style-src 'self' 'sha256-"), "{}", built.text("/"));
}

#[test]
fn pages_bear_none_where_every_host_sends_it() {
    let with = |hosts: &str| SITE.replace("title: Harbour", &format!("title: Harbour\nhosts: {hosts}"));
    assert_eq!(policies(&with("[nginx]")).keys().collect::<Vec<_>>(), ["none"]);
    assert_eq!(policies(&with("[nginx, github]\nchecks: {host-without-headers: off}")).len(), 2);
}

#[test]
fn a_picture_of_an_origin_that_is_allowed_is_shown() {
    let site = SITE
        .replace("title: Harbour", "title: Harbour\norigins: [https://media.example]")
        .replace("Words.\n-- content/quay", "![A crane](https://media.example/crane.png)\n-- content/quay");
    let built = build(&site);
    assert!(built.found.list().is_empty(), "{}", built.report());
    let home = built.text(Route::new("/").as_str());
    assert!(home.contains("<img src=\"https://media.example/crane.png\" alt=\"A crane\">"), "{home}");
    assert!(home.contains("img-src 'self' https://media.example;"), "{home}");
}
