//! The site while it is edited: the real server on loopback, with a folder of its own, asked over
//! plain sockets. What has to happen is waited for; nothing here is timed.

use std::fs;
use std::net::TcpStream;

use jiff::civil::Date;
use plenary::error::Failure;
use plenary::resolve::today::Now;
use plenary::serve::{HOST, Server, Settings};

use crate::served::*;

#[test]
fn answers_carry_what_browsers_ask_for() {
    let served = Served::start();
    let page = served.get("/about/");
    assert_eq!(page.status, 200);
    assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(page.header("cache-control"), Some("no-cache"));
    assert!(page.body.contains("src=\"/__plenary/live.js\""), "{}", page.body);
    assert!(page.body.contains("href=\"/about/\"") || page.body.contains("/about/"), "{}", page.body);
    assert!(!page.body.contains("\"/forum/"), "the path of base_url is not this server's");
    let mark = page.header("etag").unwrap();
    let known = served.ask("GET", "/about/", &[("If-None-Match", mark)]);
    assert_eq!((known.status, known.body.as_str(), known.header("etag")), (304, "", Some(mark)));
    let listed = format!("\"x\", W/{mark}");
    assert_eq!(served.ask("GET", "/about/", &[("If-None-Match", &listed)]).status, 304);
    assert_eq!(served.ask("GET", "/about/", &[("If-None-Match", "\"x\"")]).status, 200);
    let head = served.ask("HEAD", "/about/", &[]);
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert_eq!(head.header("content-length"), page.header("content-length"));
    let types = [
        ("/data.txt", "text/plain; charset=utf-8"),
        ("/sitemap.xml", "text/xml; charset=utf-8"),
        ("/map.bin", "application/octet-stream"),
        ("/__plenary/live.js", "text/javascript; charset=utf-8"),
        ("/__plenary/live.css", "text/css; charset=utf-8"),
    ];
    for (path, right) in types {
        let answer = served.get(path);
        assert_eq!((answer.status, answer.header("content-type")), (200, Some(right)), "{path}");
    }
}

#[test]
fn parts_of_files_are_given() {
    let served = Served::start();
    let cases = [
        ("bytes=2-4", 206, "cde", Some("bytes 2-4/11")),
        ("bytes=8-", 206, "ij\n", Some("bytes 8-10/11")),
        ("bytes=-3", 206, "ij\n", Some("bytes 8-10/11")),
        ("bytes=-99", 206, "abcdefghij\n", Some("bytes 0-10/11")),
        ("bytes=4-99", 206, "efghij\n", Some("bytes 4-10/11")),
        ("bytes=11-", 416, "", Some("bytes */11")),
        ("bytes=4-2", 200, "abcdefghij\n", None),
        ("bytes=0-1,3-4", 200, "abcdefghij\n", None),
        ("lines=1-2", 200, "abcdefghij\n", None),
    ];
    for (range, status, body, says) in cases {
        let part = served.ask("GET", "/data.txt", &[("Range", range)]);
        assert_eq!((part.status, &*part.body, part.header("content-range")), (status, body, says), "{range}");
    }
    let mark = served.get("/data.txt").header("etag").unwrap().to_owned();
    for (mark, status) in [(&*mark, 206), ("\"other\"", 200)] {
        let part = served.ask("GET", "/data.txt", &[("Range", "bytes=0-1"), ("If-Range", mark)]);
        assert_eq!(part.status, status, "{mark}");
    }
    assert_eq!(served.ask("GET", "/about/", &[("Range", "bytes=0-14")]).body, "<!DOCTYPE html>");
}

#[test]
fn a_large_file_comes_whole() {
    let served = Served::start();
    let text = "0123456789".repeat(100_000);
    served.write("static/large.txt", &text);
    served.wait("static/large.txt: ");
    assert_eq!(served.get("/large.txt").body, text);
    let end = served.ask("GET", "/large.txt", &[("Range", "bytes=100000-900004")]);
    assert_eq!((end.status, end.body.len()), (206, 800_005));
    assert!(end.body.ends_with("01234"));
}

#[test]
fn addresses_lead_on() {
    let served = Served::start();
    let cases = [
        ("/about", 308, Some("/about/")),
        ("/about?a=b", 308, Some("/about/?a=b")),
        ("/old/", 301, Some("/about/#who")),
        ("/elsewhere/", 301, Some("https://www.example.com/x")),
        ("/about/index.html", 200, None),
        ("//about", 308, Some("/about/")),
    ];
    for (path, status, to) in cases {
        let answer = served.get(path);
        assert_eq!((answer.status, answer.header("location")), (status, to), "{path}");
    }
}

#[test]
fn build_json_tells_of_all_others_when_it_is_asked_for() {
    let served = Served::start();
    let answer = served.get("/build.json");
    assert_eq!(answer.status, 200);
    let said: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
    let outputs = said["outputs"].as_array().unwrap();
    let size = served.get("/sitemap.xml").body.len();
    let sitemap = outputs.iter().find(|output| output["path"] == "sitemap.xml").unwrap();
    assert_eq!(sitemap["size"], size);
    assert!(outputs.iter().any(|output| output["path"] == "about/index.html"));
}

#[test]
fn what_is_not_there_is_said_in_the_language_of_the_address() {
    let served = Served::start();
    for (path, lang) in [("/nope/", "en"), ("/nope.png", "en"), ("/fr/nope/", "fr"), ("/frost/", "en")] {
        let answer = served.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.body.contains(&format!("<html lang=\"{lang}\"")), "{path}: {}", answer.body);
    }
    assert_eq!(served.get("/404.html").status, 404);
}

#[test]
fn no_path_leads_out_of_the_site() {
    let served = Served::start();
    fs::write(served.path("secret.txt"), "SECRET").unwrap();
    fs::write(served.path("content/.hidden"), "SECRET").unwrap();
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/static/../../secret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "/..\\secret.txt",
        "/data.txt%00",
        "/%ff",
        "/secret.txt",
        "/content/site.yaml",
        "/.hidden",
        "/assets/../../secret.txt",
        "/__plenary/../secret.txt",
        "/__plenary/nope",
        "/__plenary/events",
    ] {
        let answer = served.get(path);
        assert!(matches!(answer.status, 400 | 404), "{path}: {}", answer.status);
        assert!(!answer.body.contains("SECRET"), "{path}");
    }
}

#[test]
fn only_those_who_mean_this_server_are_answered() {
    let served = Served::start();
    for (host, status) in
        [("localhost:1", 200), ("127.0.0.1", 200), ("[::1]:80", 200), ("evil.example", 421), ("", 421)]
    {
        assert_eq!(served.ask("GET", "/", &[("Host", host)]).status, status, "{host}");
        assert_eq!(served.ask("GET", "/__plenary/live.js", &[("Host", host)]).status, status, "{host}");
    }
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        let answer = served.ask(method, "/", &[]);
        assert_eq!((answer.status, answer.header("allow")), (405, Some("GET, HEAD")), "{method}");
    }
}

#[test]
fn a_taken_port_is_told_with_a_free_one() {
    let served = Served::start();
    let port: u16 = served.address.rsplit(':').next().unwrap().parse().unwrap();
    let again = Settings {
        root: served.folder.path().to_owned(),
        host: HOST.to_owned(),
        port,
        clock: Box::new(|| Ok(Now::Day(Date::constant(2026, 11, 24)))),
        drafts: false,
        follow: false,
        poll: false,
    };
    let Err(Failure::Machine(message)) = Server::start(again) else { panic!("the port is taken") };
    assert!(message.starts_with(&format!("port {port} is taken")), "{message}");
    assert!(message.contains("is free: --port "), "{message}");
}

#[test]
fn only_pages_that_changed_load_again() {
    let served = Served::start();
    let (mut about, mut plans) = (served.open("/about/"), served.open("/plans/"));
    served.edit("content/about.md", "We meet.", "We meet often.");
    about.event("reload");
    assert!(served.get("/about/").body.contains("We meet often."));
    let line = served.wait("content/about.md: ");
    assert!(line.ends_with(", 1 page reloaded"), "{line}");
    served.edit("content/plans.md", "We plan.", "We plan ahead.");
    // The first thing that it hears of all that.
    plans.event("reload");
    assert!(served.get("/plans/").body.contains("We plan ahead."));
    assert_eq!(plans.heard.iter().filter(|(event, _)| event == "reload").count(), 1);
}

#[test]
fn a_page_that_changed_before_it_listened_is_told() {
    let served = Served::start();
    let seen = served.get("/about/").seen();
    served.edit("content/about.md", "We meet.", "We meet often.");
    served.wait("content/about.md: ");
    served.listen("/about/", &seen).event("reload");
}

#[test]
fn styles_are_taken_without_loading_again() {
    let served = Served::start();
    let before = served.get("/about/");
    let mut about = served.listen("/about/", &before.seen());
    served.edit("static/own.css", "#123456", "#654321");
    let told: serde_json::Value = serde_json::from_str(&about.event("styles")).unwrap();
    let now = served.get("/about/");
    assert_eq!(told["seen"], now.seen());
    let links: Vec<&str> =
        told["links"].as_array().unwrap().iter().map(|link| link.as_str().unwrap()).collect();
    assert_eq!(links.len(), 2, "{links:?}");
    assert!(links.iter().all(|link| now.body.contains(link)));
    assert!(!before.body.contains(links[1]));
    assert!(served.get(links[1]).body.contains("#654321"));
    assert!(!about.has_heard("reload"));
}

#[test]
fn a_style_by_its_old_address_is_the_new_one() {
    let served = Served::start();
    let body = served.get("/about/").body;
    let (_, rest) = body.split_once("href=\"/assets/own.").unwrap();
    let old = format!("/assets/own.{}", rest.split_once('"').unwrap().0);
    served.edit("static/own.css", "#123456", "#654321");
    served.wait("static/own.css: ");
    assert!(served.get(&old).body.contains("#654321"));
}

#[test]
fn a_picture_that_changed_is_shown_anew() {
    let served = Served::start();
    let (mut about, mut plans) = (served.open("/about/"), served.open("/plans/"));
    served.write("content/map.bin", "9876543210");
    about.event("reload");
    assert_eq!(served.get("/map.bin").body, "9876543210");
    served.edit("content/plans.md", "We plan.", "We plan ahead.");
    plans.event("reload");
    assert_eq!(plans.heard.iter().filter(|(event, _)| event == "reload").count(), 1);
}

/// A picture of one colour, as JPEG.
#[cfg(feature = "images")]
fn picture(colour: [u8; 3]) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let picture = image::RgbImage::from_pixel(600, 400, image::Rgb(colour));
    picture.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

#[cfg(feature = "images")]
#[test]
fn pictures_are_made_when_they_are_asked_for() {
    let served = Served::start();
    fs::write(served.path("content/flag.jpg"), picture([200, 0, 0])).unwrap();
    served.edit("content/plans.md", "We plan.", "We plan.\n\n![The flag](flag.jpg)");
    served.wait("content/");
    let address = || {
        let page = served.get("/plans/").body;
        page.split_once("<img src=\"").map(|(_, rest)| rest.split_once('"').unwrap().0.to_owned())
    };
    let kept = || fs::read_dir(served.path(".plenary/pictures")).unwrap().count();
    let patience = std::time::Instant::now() + crate::served::PATIENCE;
    let before = loop {
        match address() {
            Some(address) => break address,
            None => assert!(std::time::Instant::now() < patience, "the picture is not shown"),
        }
    };
    assert_eq!(kept(), 1, "nothing is made that nobody asked for");
    let answer = served.ask("HEAD", &before, &[]);
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("image/jpeg")));
    assert_eq!(kept(), 2);
    let mut plans = served.open("/plans/");
    fs::write(served.path("content/flag.jpg"), picture([0, 0, 200])).unwrap();
    plans.event("reload");
    let after = address().unwrap();
    assert_ne!(before, after);
    assert_eq!(served.ask("HEAD", &after, &[]).status, 200);
    assert_eq!(served.get(&before).status, 404);
}

#[test]
fn an_error_shows_on_its_page_and_goes() {
    let served = Served::start();
    let (mut about, mut plans) = (served.open("/about/"), served.open("/plans/"));
    about.errors(0);
    served.edit("content/about.md", "We meet.", "We meet [there](nowhere.md).");
    let found = about.errors(1);
    let here = &found["here"][0];
    assert_eq!(
        (&here["rule"], &here["file"], &here["line"], &here["column"], &here["mark"], &here["before"]),
        (
            &"dead-link".into(),
            &"content/about.md".into(),
            &7.into(),
            &9.into(),
            &"[there](nowhere.md)".into(),
            &"We meet ".into()
        ),
        "{found}"
    );
    let elsewhere = plans.errors(1);
    assert!(elsewhere["here"].as_array().unwrap().is_empty(), "{elsewhere}");
    assert_eq!(elsewhere["elsewhere"][0]["rule"], "dead-link");
    served.edit("content/about.md", "We meet [there](nowhere.md).", "We meet.");
    assert!(about.errors(0)["here"].as_array().unwrap().iter().all(|d| d["severity"] != "error"));
    plans.errors(0);
    assert!(!plans.has_heard("reload"));
}

#[test]
fn a_page_that_cannot_be_made_says_why() {
    let served = Served::start();
    let mut about = served.open("/about/");
    served.write(
        "templates/page.html",
        "{% extends \"base.html\" %}\n{% block content %}{{ page.titel }}{% endblock %}\n",
    );
    about.event("reload");
    let fault = served.get("/about/");
    assert_eq!(fault.status, 500);
    for part in ["templates/page.html:2:", "titel", "data-fault", "/__plenary/live.js"] {
        assert!(fault.body.contains(part), "{part}: {}", fault.body);
    }
    let mut about = served.listen("/about/", &fault.seen());
    served.edit("templates/page.html", "titel", "title");
    about.event("reload");
    assert_eq!(served.get("/about/").status, 200);
}

#[test]
fn settings_that_are_broken_for_a_while_end_nothing() {
    let served = Served::start();
    let mut about = served.open("/about/");
    served.edit("content/site.yaml", "title: Harbour Forum", "title: [Harbour");
    let found = loop {
        let found: serde_json::Value = serde_json::from_str(&about.event("findings")).unwrap();
        if found["counts"]["errors"] != 0 {
            break found;
        }
    };
    assert_eq!(found["here"][0]["file"], "content/site.yaml", "{found}");
    assert_eq!(served.get("/about/").status, 200);
    served.edit("content/site.yaml", "title: [Harbour", "title: Harbour Forum");
    about.errors(0);
}

#[test]
fn a_save_by_renaming_is_a_save() {
    let served = Served::start();
    let mut about = served.open("/about/");
    for words in ["We meet often.", "We meet daily."] {
        let text = fs::read_to_string(served.path("content/about.md")).unwrap();
        let text = text.lines().map(|line| if line.starts_with("We meet") { words } else { line });
        served.write("content/.about.md.swp", &text.collect::<Vec<_>>().join("\n"));
        fs::rename(served.path("content/about.md"), served.path("content/about.md~")).unwrap();
        fs::rename(served.path("content/.about.md.swp"), served.path("content/about.md")).unwrap();
        // Between the two moves the page may have been gone for a moment.
        while !served.get("/about/").body.contains(words) {
            about.next();
        }
    }
    assert!(about.has_heard("reload"));
}

#[test]
fn files_come_and_go() {
    let served = Served::start();
    let mut missing = served.listen("/news/", &served.get("/news/").seen());
    served.write("content/news.md", "---\ntitle: News\n---\n\nText.\n");
    missing.event("reload");
    let page = served.get("/news/");
    assert_eq!(page.status, 200);
    let mut news = served.listen("/news/", &page.seen());
    fs::remove_file(served.path("content/news.md")).unwrap();
    news.event("gone");
    assert_eq!(served.get("/news/").status, 404);
    served.wait("content/news.md: ");
    // A folder comes with all that is in it, and one that is new is watched as well.
    let elsewhere = served.path("drawer");
    write(&elsewhere.join("plan.md"), "---\ntitle: Plan\n---\n\nText.\n");
    let mut plan = served.listen("/drawer/plan/", &served.get("/drawer/plan/").seen());
    fs::rename(&elsewhere, served.path("content/drawer")).unwrap();
    plan.event("reload");
    let mut plan = served.open("/drawer/plan/");
    served.edit("content/drawer/plan.md", "Text.", "Words.");
    plan.event("reload");
}

#[test]
fn the_content_may_be_away_for_a_while() {
    let served = Served::start();
    let mut about = served.open("/about/");
    fs::rename(served.path("content"), served.path("away")).unwrap();
    about.event("gone");
    fs::rename(served.path("away"), served.path("content")).unwrap();
    about.event("reload");
    let mut about = served.open("/about/");
    served.edit("content/about.md", "We meet.", "We meet often.");
    about.event("reload");
    // A folder that was not there at the start.
    fs::remove_dir_all(served.path("static")).unwrap();
    served.wait("static/data.txt");
    served.write("static/new.txt", "new");
    served.wait("static/new.txt");
    assert_eq!(served.get("/new.txt").body, "new");
}

#[test]
fn browsers_follow_the_file_that_is_saved() {
    let served = Served::with(SITE, |settings| settings.follow = true);
    let (mut home, mut about) = (served.open("/"), served.open("/about/"));
    served.edit("content/about.md", "We meet.", "We meet often.");
    assert_eq!(home.event("follow"), "/about/");
    about.event("reload");
    served.write("static/new.txt", "new");
    served.edit("content/plans.md", "We plan.", "We plan ahead.");
    assert_eq!(about.event("follow"), "/plans/");
    assert!(!about.heard.iter().any(|(event, to)| event == "follow" && to == "/about/"));
}

#[test]
fn a_folder_that_tells_nothing_is_looked_through() {
    let served = Served::with(SITE, |settings| settings.poll = true);
    let mut about = served.open("/about/");
    served.edit("content/about.md", "We meet.", "We meet often.");
    about.event("reload");
}

#[test]
fn it_ends_while_browsers_listen() {
    let mut served = Served::start();
    let mut about = served.open("/about/");
    served.end().unwrap();
    while about.until(|_| true).is_some() {}
    assert!(TcpStream::connect(&served.address).is_err());
}

/// Nothing of the server is in what a build makes.
#[test]
fn builds_hold_nothing_of_it() {
    let built = crate::memory::build(SITE);
    assert!(built.outputs.values().all(|bytes| !String::from_utf8_lossy(bytes).contains("__plenary")));
}

/// The index of search is made of the pages of the moment, when a file of it is asked for.
#[cfg(feature = "search")]
#[test]
fn search_finds_what_was_written_since() {
    let served = Served::start();
    let hash = || {
        let entry = served.get("/pagefind/pagefind-entry.json");
        assert_eq!(entry.header("content-type"), Some("application/json; charset=utf-8"));
        let entry: serde_json::Value = serde_json::from_str(&entry.body).unwrap();
        assert_eq!(entry["languages"]["en"]["page_count"], 3);
        entry["languages"]["en"]["hash"].as_str().unwrap().to_owned()
    };
    let before = hash();
    assert_eq!(hash(), before);
    assert_eq!(served.get(&format!("/pagefind/pagefind.{before}.pf_meta")).status, 200);
    assert_eq!(
        served.get("/pagefind/pagefind.js").header("content-type"),
        Some("text/javascript; charset=utf-8")
    );
    assert_eq!(served.get("/pagefind/pagefind-ui.js").status, 404);
    served.edit("content/plans.md", "We plan.", "We plan herons.");
    served.wait("content/plans.md");
    let after = hash();
    assert_ne!(after, before);
    assert_eq!(served.get(&format!("/pagefind/pagefind.{before}.pf_meta")).status, 404);
    assert!(served.get("/search/").body.contains("data-script=\"/pagefind/pagefind.js\""));
}
