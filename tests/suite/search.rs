//! What search finds: the words of the built index, which are looked into as a browser does.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use flate2::read::GzDecoder;
use plenary::site::Route;
use serde_json::Value;

use plenary::build::{Made, Sink};
use plenary::plan::Turn;
use plenary::publish::Publication;
use plenary::publish::onlooker::Nobody;
use plenary::render::found::is_index;

use crate::memory::Built;

const SITE: &str = "-- content/site.yaml --
title: Test
base_url: https://www.example.org/some/path/
languages: {fr: {title: Essai}}
-- content/index.md --
---
title: Home
---

Welcome to the estuary.

![[notes]]
-- content/notes/index.md --
---
title: Notes of the estuary
---
-- content/notes/tide.md --
---
title: Tide
topics: [Water]
summary: A summary of spring tides.
date: 2026-01-01
---

Herons wade.
-- content/notes/tide.fr.md --
---
title: Marée
topics: [Eau]
---

Les hérons de l’eau.
-- content/notes/untranslated.md --
---
title: Untranslated
---

Cormorants dive.
-- content/notes/withdrawn.md --
---
title: Withdrawn
gone: {on: 2026-02-01, why: Wrong figures about pelicans.}
---

Pelicans.
-- content/notes/draft.md --
---
title: Draft of ibises
draft: yes
---

Ibises.
-- content/notes/embargoed.md --
---
title: Embargoed ibises
publish_at: 2999-01-01
---

Ibises.
-- content/notes/expired.md --
---
title: Expired ibises
expires_at: 2020-01-01
---

Ibises.
-- content/bodies/board.md --
---
title: Board
acronym: BRD
founded: 2001
---
";

fn build(site: &str) -> Built {
    Built::with_index(plenary::files::Files::fixture(site))
}

/// What is said of each page that is found, by address.
fn found(built: &Built) -> BTreeMap<String, Value> {
    let fragments = built.outputs.iter().filter(|(route, _)| route.as_str().ends_with(".pf_fragment"));
    let parsed = fragments.map(|(_, bytes)| {
        let text = unpacked(bytes);
        let json: Value = serde_json::from_str(&text[text.find('{').unwrap()..]).unwrap();
        (json["url"].as_str().unwrap().to_owned(), json)
    });
    parsed.collect()
}

fn unpacked(bytes: &[u8]) -> String {
    let mut plain = Vec::new();
    GzDecoder::new(bytes).read_to_end(&mut plain).unwrap();
    String::from_utf8_lossy(&plain).into_owned()
}

#[test]
fn what_is_written_in_a_language_is_found_in_it_and_nothing_else() {
    let found = found(&build(SITE));
    let addresses: BTreeSet<&str> = found.keys().map(String::as_str).collect();
    let right = ["/", "/bodies/board/", "/fr/notes/tide/", "/notes/", "/notes/tide/", "/notes/untranslated/"];
    assert_eq!(addresses, BTreeSet::from(right));
    let tide = &found["/notes/tide/"];
    assert_eq!(tide["filters"]["kind"], serde_json::json!(["note"]));
    assert_eq!(tide["filters"]["topic"], serde_json::json!(["Water"]));
    assert_eq!(tide["meta"]["title"], "Tide");
    assert_eq!(tide["meta"]["summary"], "A summary of spring tides.");
    // The text alone: no menu, no list of others, no topic, no date of change.
    assert_eq!(tide["content"], "Tide. January 1, 2026. Herons wade.");
    assert_eq!(found["/notes/"]["content"], "Notes of the estuary.");
    assert_eq!(found["/notes/"]["filters"]["kind"], serde_json::json!(["page"]));
    // Names of facts do not run into what they name, and French parts at its apostrophe.
    assert_eq!(found["/bodies/board/"]["content"], "Board. Acronym BRD Founded 2001");
    assert!(found["/fr/notes/tide/"]["content"].as_str().unwrap().contains("de l'eau"));
}

/// Neither the pages of the index nor its words know of what is not online.
#[test]
fn nothing_held_or_withdrawn_is_in_the_index() {
    let built = build(SITE);
    let index = built.outputs.iter().filter(|(route, _)| route.as_str().starts_with("/pagefind/"));
    let packed = index.filter(|(route, _)| route.as_str().contains("pf_"));
    let words: Vec<(&Route, String)> = packed.map(|(route, bytes)| (route, unpacked(bytes))).collect();
    assert!(words.iter().any(|(_, words)| words.to_lowercase().contains("heron")));
    for (route, words) in words {
        for held in ["ibis", "pelican", "embargoed", "expired"] {
            assert!(!words.to_lowercase().contains(held), "{route} has {held}");
        }
    }
}

#[test]
fn a_template_without_the_attributes_is_found_all_the_same() {
    let own = "-- templates/note.html --
<!DOCTYPE html>
<html lang=\"{{ page.lang }}\"><head><title>{{ page.title }}</title></head>
<body><h1>{{ page.title }}</h1>{{ page.content | safe }}</body></html>
";
    let found = found(&build(&format!("{SITE}{own}")));
    assert_eq!(found["/notes/tide/"]["content"], "Tide. Herons wade.");
    assert_eq!(found["/notes/tide/"]["filters"]["kind"], serde_json::json!(["note"]));
}

#[test]
fn search_that_is_off_leaves_nothing_behind() {
    let built = build(&SITE.replace("title: Test\n", "title: Test\nsearch: off\n"));
    for (route, bytes) in &built.outputs {
        let text = String::from_utf8_lossy(bytes);
        assert!(!route.as_str().contains("search") && !route.as_str().contains("pagefind/"), "{route}");
        assert!(!text.contains("/search/") && !text.contains("data-pagefind-body"), "{route}: {text}");
    }
}

#[test]
fn each_language_with_words_has_a_page_to_search_on() {
    let built = build(SITE);
    let page = built.text("/fr/search/");
    assert!(page.contains("action=\"/some/path/fr/search/\""), "{page}");
    assert!(page.contains("data-script=\"/some/path/pagefind/pagefind.js\""), "{page}");
    assert!(page.contains("<option value=\"Eau\">Eau</option>"), "{page}");
    // The page in the other language, and no list of kinds where there is one.
    assert!(page.contains("href=\"/some/path/search/\""), "{page}");
    assert!(!page.contains("<fieldset>"), "{page}");
    assert!(built.text("/search/").contains("<fieldset>"));
    assert!(built.text("/notes/tide/").contains("href=\"/some/path/search/\""));
    assert!(built.text("/fr/notes/tide/").contains("href=\"/some/path/fr/search/\""));
    assert!(!built.text("/sitemap.xml").contains("/search/"));
    let empty = build(
        "-- content/site.yaml --\ntitle: Test\nlanguages: {fr: {title: Essai}}\n-- content/index.md --\n---\ntitle: Home\n---\n\nWords.\n",
    );
    assert!(empty.outputs.contains_key(&Route::new("/search/")));
    assert!(!empty.outputs.contains_key(&Route::new("/fr/search/")));
}

#[test]
fn what_lies_where_search_is_made_is_told() {
    let page = build(&format!("{SITE}-- content/search.md --\n---\ntitle: Search\n---\n\nWords.\n"));
    assert!(page.report().contains("/search/ is the address of something else"), "{}", page.report());
    let file = build(&format!("{SITE}-- static/pagefind/pagefind.js --\nno\n"));
    assert!(file.report().contains("static/pagefind/pagefind.js"), "{}", file.report());
    let off = SITE.replace("title: Test\n", "title: Test\nsearch: off\n");
    let own = build(&format!(
        "{off}-- static/pagefind/pagefind.js --\nown\n-- content/search.md --\n---\ntitle: Search\n---\n\nWords.\n"
    ));
    assert!(!own.found.has_errors(), "{}", own.report());
    assert_eq!(own.text("/pagefind/pagefind.js"), "own\n");
}

/// All files of an index are kept or none.
#[test]
fn an_index_is_kept_while_it_lies_there_whole() {
    let folder = tempfile::tempdir().unwrap();
    let (out, memory) = (folder.path().join("out"), folder.path().join("memory"));
    let key = plenary::digest::short(&[b"pages"]);
    let files = ["/pagefind/pagefind.js", "/pagefind/fragment/en_1.pf_fragment"];
    let write = |kept: bool, key| {
        let publication = Publication::begin(&out, &memory, &Nobody).unwrap();
        assert_eq!(publication.keep_all(&is_index, key), kept);
        let taken: Vec<String> = publication.taken().into_iter().map(|output| output.path).collect();
        let all = files.map(|file| file.trim_start_matches('/').to_owned());
        assert_eq!(taken.len(), if kept { 2 } else { 0 });
        assert!(taken.iter().all(|path| all.contains(path)), "{taken:?}");
        for (route, key) in files.map(|file| (file, Some(key))).into_iter().chain([("/build.json", None)]) {
            if !kept || key.is_none() {
                let made = Made::new(route, key);
                publication.take(&Route::new(route), Turn::File, made).unwrap();
            }
        }
        assert_eq!(publication.read(&Route::new(files[1])).unwrap(), files[1].as_bytes());
        publication.finish().unwrap();
        assert_eq!(std::fs::read(out.join(&files[1][1..])).unwrap(), files[1].as_bytes());
    };
    write(false, key);
    write(true, key);
    write(false, plenary::digest::short(&[b"other pages"]));
    std::fs::write(out.join("pagefind/pagefind.js"), "by hand").unwrap();
    write(false, plenary::digest::short(&[b"other pages"]));
    write(true, plenary::digest::short(&[b"other pages"]));
}
