//! Editions that are not published: previews, which say so on every page, and copies that are read from a folder.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use jiff::civil::Date;
use percent_encoding::percent_decode_str;
use plenary::build::{Edition, Options};
use plenary::diagnostics::Findings;
use plenary::files::Files;
use plenary::publish::onlooker::Nobody;
use plenary::publish::{Publication, archive};
use plenary::rebuild::{Asked, Rebuild};
use plenary::resolve::today::Now;
use plenary::timings::Timings;
use scraper::{Html, Selector};

use crate::memory::Built;

const PREVIEW: Edition = Edition { preview: true, portable: false };
const PORTABLE: Edition = Edition { preview: false, portable: true };

/// A site whose templates and files say otherwise.
const SITE: &str = r#"-- content/site.yaml --
title: Quay
base_url: https://quay.example/site/
languages: {fr: {title: Quai}}
redirects: {/old/: /pier/}
hosts: netlify
-- content/index.md --
---
title: Home
---

Words.
-- content/pier.md --
---
title: Pier
---

Words.
-- content/pier.fr.md --
---
title: Jetée
slug: jetée
---

Mots.
-- templates/base.html --
<meta name="robots" content="index, follow">
{% block address %}{% endblock address %}
<title>{{ page.head_title }}</title>
<h1>No band</h1>
{% block content %}{% endblock content %}
{% block end %}{% endblock end %}
-- static/robots.txt --
User-agent: *
Allow: /
-- static/paper.html --
<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Paper</title></head><body><p>Old</p></body></html>
-- static/proof.html --
google-site-verification: proof.html
"#;

fn site(name: &str) -> Files {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites").join(name);
    Files::scan(&folder, &mut Findings::default()).unwrap()
}

/// The pages of a site as they are read, by path.
fn pages(built: &Built) -> BTreeMap<String, Html> {
    let is_page = |path: &String| path.ends_with(".html");
    let paths = built.outputs.iter().map(|(route, bytes)| (route.file(), bytes));
    paths
        .filter(|(path, _)| is_page(path))
        .map(|(path, bytes)| (path, Html::parse_document(std::str::from_utf8(bytes).unwrap())))
        .collect()
}

fn select(css: &str) -> Selector {
    Selector::parse(css).unwrap()
}

#[test]
fn every_page_of_a_preview_says_so_once_whatever_its_template_says() {
    let built = Built::edition(Files::fixture(SITE), PREVIEW, None);
    assert!(!built.found.has_errors(), "{}", built.report());
    let (robots, band) = (select("meta[name=robots i]"), select("body > aside.preview-band"));
    let mut said = BTreeMap::new();
    for (path, page) in pages(&built) {
        if path == "proof.html" {
            assert!(built.text("/proof.html").starts_with("google"), "what has no markup gets none");
            continue;
        }
        let told: Vec<_> = page.select(&robots).map(|meta| meta.attr("content").unwrap()).collect();
        assert_eq!(told, ["noindex"], "{path}");
        let bands: Vec<_> = page.select(&band).collect();
        assert_eq!(bands.len(), 1, "{path}");
        said.insert(path, (bands[0].attr("lang").unwrap().to_owned(), bands[0].text().collect::<String>()));
    }
    let english = ("en".to_owned(), "Preview, not published".to_owned());
    let french = ("fr".to_owned(), "Aperçu, non publié".to_owned());
    for path in
        ["index.html", "pier/index.html", "404.html", "search/index.html", "old/index.html", "paper.html"]
    {
        assert_eq!(said[path], english, "{path}");
    }
    for path in ["fr/jetée/index.html", "fr/404.html", "fr/search/index.html"] {
        assert_eq!(said.get(path), Some(&french), "{path} of {:?}", said.keys());
    }
    assert_eq!(built.text("/robots.txt"), "User-agent: *\nDisallow: /\n");
    assert!(built.text("/_headers").contains("  X-Robots-Tag: noindex\n"));

    let published = Built::new(Files::fixture(SITE), false);
    assert!(
        published.outputs.values().all(|bytes| !String::from_utf8_lossy(bytes).contains("\"preview-band\""))
    );
    assert!(!published.text("/_headers").contains("X-Robots-Tag"));
    assert!(published.text("/robots.txt").contains("Allow: /"));
}

/// What a page leads to or loads, with the attribute that says so.
fn named(page: &Html) -> Vec<(String, String)> {
    let mut named = Vec::new();
    for element in page.select(&select("[href], [src], [srcset], [action], [http-equiv=refresh]")) {
        let is_canonical = element.attr("rel") == Some("canonical");
        for (name, value) in element.value().attrs() {
            let addresses: Vec<&str> = match name {
                "href" | "src" | "action" if !is_canonical => vec![value],
                "srcset" => value.split(", ").filter_map(|one| one.split(' ').next()).collect(),
                "content" => value.split_once("url=").map(|(_, address)| address).into_iter().collect(),
                _ => Vec::new(),
            };
            named.extend(addresses.into_iter().map(|address| (name.to_owned(), address.to_owned())));
        }
    }
    named
}

/// What is wrong with an address in a file, and whether it is one of the site.
fn dead(from: &str, address: &str, files: &BTreeSet<String>) -> (bool, Option<String>) {
    let wrong = |why: &str| Some(format!("{from} has {address}, {why}"));
    let path = address.split(['#', '?']).next().unwrap();
    let scheme = path.split_once(':').map(|(scheme, _)| scheme);
    match scheme {
        Some("https" | "http") if address.contains("://copy.example") => {
            return (false, wrong("which needs the site"));
        }
        Some("https" | "http" | "mailto" | "tel" | "data" | "webcal") => return (false, None),
        Some(_) => return (false, wrong("which has another scheme")),
        None if path.starts_with('/') => return (false, wrong("which begins at the root of a disk")),
        None if path.is_empty() => return (false, None),
        None => {}
    }
    let mut folders: Vec<String> = from.split('/').map(str::to_owned).collect();
    folders.pop();
    for part in path.split('/') {
        match part {
            ".." if folders.pop().is_none() => return (true, wrong("which leads out of the folder")),
            ".." => {}
            part => folders.push(percent_decode_str(part).decode_utf8().unwrap().into_owned()),
        }
    }
    let file = folders.join("/");
    (true, if files.contains(&file) { None } else { wrong(&format!("and there is no {file}")) })
}

#[test]
fn every_link_of_a_portable_site_leads_to_a_file() {
    for (name, base, least) in
        [("lagoon", "https://copy.example/some/pa%20th/", 8_000), ("harbour", "https://copy.example/", 1_000)]
    {
        let built = Built::edition(site(name), PORTABLE, Some(base));
        assert!(!built.found.has_errors(), "{}", built.report());
        let files: BTreeSet<String> = built.outputs.keys().map(plenary::site::Route::file).collect();
        let (mut wrong, mut count) = (Vec::new(), 0);
        for (path, page) in pages(&built) {
            for (name, address) in named(&page) {
                // A link to the page itself, in full, is said for what it is in one place alone.
                let (is_own, fault) = dead(&path, &address, &files);
                count += usize::from(is_own);
                wrong.extend(fault.map(|fault| format!("{name}: {fault}")));
            }
            let fails = select(
                "script[type=module], link[rel=manifest], [crossorigin], meta[http-equiv=content-security-policy i]",
            );
            assert_eq!(page.select(&fails).count(), 0, "{path}");
        }
        assert!(wrong.is_empty(), "{name}: {}\n{}", wrong.len(), wrong[..wrong.len().min(20)].join("\n"));
        assert!(count > least, "{name} has {count} links");
        assert!(files.contains("index.html"));
        for left_out in ["robots.txt", "sitemap.xml", "pagefind/pagefind.js"] {
            assert!(!files.contains(left_out), "{left_out}");
        }
        assert!(files.iter().all(|file| !file.starts_with("assets/search.")));
    }
}

#[test]
fn a_portable_site_says_that_it_has_no_search() {
    let built = Built::edition(site("lagoon"), PORTABLE, None);
    let page = Html::parse_document(&built.text("/fr/search/"));
    let notice: String = page.select(&select("main .notice")).flat_map(|notice| notice.text()).collect();
    assert!(notice.contains("sans serveur"), "{notice}");
    for control in
        ["form", "input", "noscript", "script:not([type='application/ld+json'])", "main button:not([hidden])"]
    {
        assert_eq!(page.select(&select(control)).count(), 0, "{control}");
    }
    assert_eq!(page.select(&select("main a[href='../a-z/index.html']")).count(), 1);
}

/// Builds a site on the disk in an edition, into a folder that it may have been built into before.
fn build(folder: &Path, out: &str, edition: Edition) -> BTreeMap<String, Vec<u8>> {
    let (root, memory, out) = (folder.join("site"), folder.join("memory"), folder.join(out));
    let now = Now::Day(Date::constant(2026, 11, 24));
    let options = Options { now, drafts: false, base: None, edition };
    let publication = Publication::begin(&out, &memory, &Nobody).unwrap();
    let mut timings = Timings::default();
    let online = BTreeSet::new();
    let asked = Asked { root: &root, memory: &memory, program: "test", options, online: &online };
    let mut rebuild = Rebuild::new(asked, &publication, &mut timings).unwrap();
    rebuild.make(&publication, &|_, _| {}, &mut timings).unwrap();
    assert!(!rebuild.found.has_errors());
    rebuild.publish(publication, &mut timings).unwrap();
    tree(&out)
}

/// The files of a folder by path.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let path = |file: &Path| file.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
    files
        .filter(|file| file.file_type().is_file())
        .map(|file| (path(file.path()), fs::read(file.path()).unwrap()))
        .collect()
}

/// Writes [`SITE`] to the disk.
fn on_disk() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (_, file) in Files::fixture(SITE).iter() {
        let path = folder.path().join("site").join(&file.path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, &*file.bytes().unwrap()).unwrap();
    }
    folder
}

#[test]
fn one_edition_after_another_is_as_if_it_were_the_first() {
    let folder = on_disk();
    let published = Edition::default();
    for (i, edition) in [published, PREVIEW, published, PORTABLE, PREVIEW, published].into_iter().enumerate()
    {
        let again = build(folder.path(), "out", edition);
        let clean = build(folder.path(), &format!("clean-{i}"), edition);
        // Styles of the build before stay for a while.
        let differ: Vec<&String> = clean.keys().filter(|path| again.get(*path) != clean.get(*path)).collect();
        assert!(differ.is_empty(), "{edition:?} after others differs in {differ:?}");
        let more: Vec<&String> = again.keys().filter(|path| !clean.contains_key(*path)).collect();
        assert!(more.iter().all(|path| path.starts_with("assets/")), "{edition:?} keeps {more:?}");
    }
}

#[test]
fn the_zip_of_a_site_holds_its_files() {
    let folder = on_disk();
    let out = folder.path().join("copy");
    let files = build(folder.path(), "copy", PORTABLE);
    let archived = archive::write(&out).unwrap();
    assert_eq!(archived.file_name().unwrap(), "copy.zip");
    let bytes = fs::read(&archived).unwrap();
    let mut zip = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let mut unpacked = BTreeMap::new();
    for i in 0..zip.len() {
        let mut file = zip.by_index(i).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        assert_eq!(file.last_modified(), Some(zip::DateTime::default()));
        let name = file.name().unwrap().into_owned();
        unpacked.insert(name, bytes);
    }
    assert!(unpacked.contains_key("index.html") && unpacked.contains_key("fr/jetée/index.html"));
    assert_eq!(unpacked.keys().collect::<Vec<_>>(), files.keys().collect::<Vec<_>>());
    assert!(unpacked == files, "the same bytes");

    build(folder.path(), "elsewhere/copy", PORTABLE);
    let again = archive::write(&folder.path().join("elsewhere/copy")).unwrap();
    assert!(fs::read(again).unwrap() == bytes, "the same bytes again");

    // It is written over, and what is not Plenary's is not.
    archive::refuse_foreign(&out).unwrap();
    fs::write(&archived, "Minutes").unwrap();
    let refused = archive::refuse_foreign(&out).unwrap_err();
    assert!(format!("{refused:?}").contains("no build of Plenary made it"), "{refused:?}");
}
