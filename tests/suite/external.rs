//! Links elsewhere: which addresses are asked, how politely, and what is said of their answers.
//! The servers stand on loopback; nothing here touches another network.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use jiff::civil::Date;
use plenary::build::{self, Edition, Loaded, Options};
use plenary::check::site::external::{self as rules, Addresses, Answer, Known};
use plenary::diagnostics::{Findings, Lines, Severity, Sources};
use plenary::external::{self, ask::Limits};
use plenary::files::Files;
use plenary::resolve::today::Now;

/// What the server was asked, and how much of it at a time.
#[derive(Default)]
struct Seen {
    requests: Mutex<Vec<String>>,
    open: AtomicUsize,
    most: AtomicUsize,
}

struct Server {
    base: String,
    seen: Arc<Seen>,
}

impl Server {
    /// A server that lives as long as the test.
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let seen = Arc::new(Seen::default());
        let ours = seen.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let seen = ours.clone();
                thread::spawn(move || serve(&stream, &seen));
            }
        });
        Self { base, seen }
    }

    /// The requests since the last time, sorted.
    fn requests(&self) -> Vec<String> {
        let mut requests = std::mem::take(&mut *self.seen.requests.lock().unwrap());
        requests.sort();
        requests
    }
}

fn serve(stream: &TcpStream, seen: &Seen) {
    let mut lines = BufReader::new(stream).lines();
    let request = lines.next().unwrap().unwrap();
    let headers: Vec<String> = lines.map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
    let agent = format!("user-agent: Plenary/{} (+link check)", env!("CARGO_PKG_VERSION"));
    assert!(headers.iter().any(|header| header.eq_ignore_ascii_case(&agent)), "{headers:?}");
    let open = seen.open.fetch_add(1, Ordering::SeqCst) + 1;
    seen.most.fetch_max(open, Ordering::SeqCst);
    let asked = request.trim_end_matches(" HTTP/1.1").to_owned();
    let times = {
        let mut requests = seen.requests.lock().unwrap();
        requests.push(asked.clone());
        requests.iter().filter(|before| **before == asked).count()
    };
    let (method, path) = asked.split_once(' ').unwrap();
    // Long enough for requests to meet.
    thread::sleep(Duration::from_millis(if path == "/slow" { 5000 } else { 20 }));
    let head = match (method, path) {
        ("HEAD", "/no-head") => "405 Method Not Allowed",
        (_, "/gone") => "410 Gone",
        (_, "/missing" | "/lost") => "404 Not Found",
        (_, "/closed") => "403 Forbidden",
        (_, "/broken") => "500 Internal Server Error",
        (_, "/busy") if times == 1 => "429 Too Many Requests\r\nRetry-After: 0",
        (_, "/too-busy") => "429 Too Many Requests\r\nRetry-After: 3600",
        (_, "/old") => "301 Moved Permanently\r\nLocation: /new",
        (_, "/deep") => "308 Permanent Redirect\r\nLocation: /",
        (_, "/for-now") => "302 Found\r\nLocation: /new",
        (_, "/to-missing") => "301 Moved Permanently\r\nLocation: /lost",
        (_, "/circle") => "302 Found\r\nLocation: /circle",
        _ => "200 OK",
    };
    seen.open.fetch_sub(1, Ordering::SeqCst);
    let _ = (&*stream)
        .write_all(format!("HTTP/1.1 {head}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").as_bytes());
}

const TODAY: Date = Date::constant(2026, 11, 24);

fn load(site: &str, today: Date) -> (Files, Loaded) {
    let files = Files::fixture(site);
    let options = Options { now: Now::Day(today), drafts: false, base: None, edition: Edition::default() };
    let loaded = build::load(&files, &options, Findings::default()).unwrap();
    assert!(!loaded.found.has_errors(), "{:?}", loaded.found);
    (files, loaded)
}

/// `index.md` with one link a line.
fn index(settings: &str, links: &[String]) -> String {
    let links: Vec<String> = links.iter().map(|link| format!("[a link]({link})\n\n")).collect();
    format!(
        "-- content/site.yaml --\ntitle: Test\nbase_url: https://www.example.org/\n{settings}\
         -- content/index.md --\n---\ntitle: Home\n---\n{}",
        links.concat()
    )
}

/// One run of `check --external` on a day: rule, severity, message and corrected line of each
/// finding of the network's rules, with the server's address as BASE.
fn check(root: &Path, site: &str, today: Date, base: &str) -> Vec<String> {
    let (files, loaded) = load(site, today);
    let mut found = loaded.found.clone();
    let limits = Limits {
        pause: Duration::from_millis(5),
        whole: Duration::from_secs(1),
        connect: Duration::from_millis(900),
        ..Limits::default()
    };
    external::check(root, &files, &loaded, &limits, &|_, _| {}, &mut found).unwrap();
    let findings = found.list().iter().filter(|d| rules::ASKED.contains(&d.rule.name)).map(|d| {
        let line = d.fix.as_ref().and_then(|fix| fix.corrected_line(&files));
        let line = line.map(|line| format!(" → {line}")).unwrap_or_default();
        let severity = d.severity.word();
        format!("{severity} {}: {}{line}", d.rule.name, d.message).replace(base, "BASE")
    });
    findings.collect()
}

#[test]
fn each_answer_has_its_finding_and_is_asked_once() {
    let server = Server::start();
    let root = tempfile::tempdir().unwrap();
    let paths = [
        "/good",
        "/good#part",
        "/no-head",
        "/missing",
        "/gone",
        "/closed",
        "/broken",
        "/busy",
        "/too-busy",
        "/old#part",
        "/deep",
        "/for-now",
        "/to-missing",
        "/circle",
        "/slow",
    ];
    let site = index("", &paths.map(|path| format!("{}{path}", server.base)));
    let findings = check(root.path(), &site, TODAY, &server.base);
    let expected = [
        "warning dead-external-link: BASE/missing answers 404: the page is not there",
        "warning dead-external-link: BASE/gone answers 410: the page was withdrawn",
        "advice unanswered-external-link: BASE/closed could not be asked: it answers 403",
        "advice unanswered-external-link: BASE/broken could not be asked: it answers 500",
        "advice unanswered-external-link: BASE/too-busy could not be asked: it answers 429",
        "advice moved-external-link: BASE/old#part has moved for good to BASE/new#part \
         → [a link](BASE/new#part)",
        "advice moved-external-link: BASE/deep has moved for good to BASE/",
        "warning dead-external-link: BASE/to-missing answers 404: the page is not there",
        "advice unanswered-external-link: BASE/circle could not be asked: it is redirected too often",
        "advice unanswered-external-link: BASE/slow could not be asked: it gave no answer in time",
    ];
    assert_eq!(findings, expected);
    let mut counted: BTreeMap<String, usize> = BTreeMap::new();
    for request in server.requests() {
        *counted.entry(request).or_default() += 1;
    }
    // Redirects lead to /new twice, to /lost once, round the circle five times; /busy asked for time.
    for (request, times) in [
        ("HEAD /good", 1),
        ("GET /no-head", 1),
        ("GET /missing", 1),
        ("HEAD /new", 2),
        ("HEAD /busy", 2),
        ("HEAD /too-busy", 1),
        ("HEAD /circle", 6),
        ("HEAD /slow", 1),
    ] {
        assert_eq!(counted.get(request), Some(&times), "{request} in {counted:?}");
    }
    assert!(!counted.contains_key("GET /good"), "nobody wants the page itself: {counted:?}");

    let again = check(root.path(), &site, TODAY, &server.base);
    assert_eq!(again, expected, "what is remembered is said again");
    assert_eq!(server.requests(), Vec::<String>::new(), "and nothing is asked again on that day");
}

#[test]
fn a_host_gets_two_requests_at_a_time() {
    let server = Server::start();
    let root = tempfile::tempdir().unwrap();
    let links: Vec<String> = (0..20).map(|i| format!("{}/{i}", server.base)).collect();
    assert_eq!(check(root.path(), &index("", &links), TODAY, &server.base), Vec::<String>::new());
    assert_eq!(server.requests().len(), 20);
    assert_eq!(server.seen.most.load(Ordering::SeqCst), 2);
}

#[test]
fn good_answers_hold_a_week_and_bad_ones_a_day() {
    let server = Server::start();
    let root = tempfile::tempdir().unwrap();
    let site = index("", &["/good", "/missing"].map(|path| format!("{}{path}", server.base)));
    let asked = |day: Date| {
        check(root.path(), &site, day, &server.base);
        server.requests()
    };
    let (good, missing) = ("HEAD /good", ["GET /missing", "HEAD /missing"]);
    assert_eq!(asked(TODAY), [missing[0], good, missing[1]]);
    assert_eq!(asked(Date::constant(2026, 11, 25)), missing);
    assert_eq!(asked(Date::constant(2026, 11, 30)), missing);
    assert_eq!(asked(Date::constant(2026, 12, 1)), [missing[0], good, missing[1]]);
}

#[test]
fn what_worked_before_says_when() {
    let server = Server::start();
    let root = tempfile::tempdir().unwrap();
    let file = root.path().join(".plenary/links.json");
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    let address = format!("{}/missing", server.base);
    let link = r#"{"answer": "works", "asked": "2026-10-02", "worked": "2026-10-02"}"#;
    fs::write(&file, format!(r#"{{"format": 1, "links": {{"{address}": {link}}}}}"#)).unwrap();
    let (files, loaded) = load(&index("", &[address]), TODAY);
    let mut found = Findings::default();
    let ask = |found: &mut Findings| {
        external::check(root.path(), &files, &loaded, &Limits::default(), &|_, _| {}, found).unwrap();
    };
    ask(&mut found);
    let help = found.list()[0].help.as_deref().unwrap();
    assert_eq!(help, "it worked on 2026-10-02: find its new address, or take the link out");

    fs::write(&file, "{\"format\": 1, \"lin").unwrap();
    server.requests();
    ask(&mut Findings::default());
    assert_eq!(server.requests().len(), 2, "a damaged file is no memory, and no fault");
    assert!(fs::read_to_string(&file).unwrap().contains("/missing"), "a whole one takes its place");
}

#[test]
fn without_a_network_one_thing_is_said() {
    let root = tempfile::tempdir().unwrap();
    // Nobody listens there any more.
    let closed = || {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}/", listener.local_addr().unwrap())
    };
    let site = index("", &[closed(), closed()]);
    let expected = ["advice unanswered-external-link: the network could not be reached; no link was asked"];
    assert_eq!(check(root.path(), &site, TODAY, "BASE"), expected);
    assert!(!root.path().join(".plenary/links.json").exists(), "that is nothing to remember");

    let server = Server::start();
    let site = index("", &[closed(), format!("{}/good", server.base)]);
    let findings = check(root.path(), &site, TODAY, &server.base);
    assert_eq!(findings.len(), 1);
    assert!(findings[0].ends_with("could not be asked: no connection could be made"), "{findings:?}");
}

#[test]
fn settings_and_exceptions_hold() {
    let server = Server::start();
    let root = tempfile::tempdir().unwrap();
    let links = [format!("{}/missing", server.base)];
    let raised = index("checks: {dead-external-link: error}\n", &links);
    assert!(check(root.path(), &raised, TODAY, &server.base)[0].starts_with("error dead-external-link"));
    let allowed = index("", &links)
        .replace("title: Home\n", "title: Home\nallow: {dead-external-link: it comes back in spring}\n");
    assert_eq!(check(root.path(), &allowed, TODAY, &server.base), Vec::<String>::new());
    let (_, unasked) = load(&allowed, TODAY);
    let blamed = unasked.found.list().iter().any(|d| d.rule.name == "unused-allow");
    assert!(!blamed, "a run that asks nobody does not know that the exception is of no use");
}

/// Everything that holds an address elsewhere, and much that holds none to be asked.
const EVERYWHERE: &str = "\
-- content/site.yaml --
title: Test
base_url: https://www.harbour.city/network/
menu:
  - {to: 'https://menu.city/', text: Menu}
footer:
  - to: https://footer.city/
    text: Footer
links:
  - to: https://links.city/
licence: https://licence.city/by/4.0/
repository: https://repository.city/site
redirects: {/old/: https://redirect.city/, /older/: /}
-- content/index.md --
---
title: Home
links: [{to: https://front.city/, text: Front}, {to: mailto:office@front.city}]
---
[text](https://text.city/a?b=c#part), <https://text.city/auto>, [named][there] and [again](<https://text.city/a?b=c>).
[Its own](https://www.harbour.city/network/), [beside it](https://www.harbour.city/other/).
[Reserved](https://www.example.org/), [too](http://localhost:8000/), [mail](mailto:office@text.city).
`https://code.city/`

[there]: https://reference.city/
-- content/withdrawn.md --
---
title: Withdrawn
gone: {on: 2026-01-01, why: It was wrong.}
---
[text](https://withdrawn.city/)
-- content/expired.md --
---
title: Expired
expires_at: 2026-01-01
---
[text](https://expired.city/)
-- content/organisations/city.md --
---
title: City
website: \"https://website.city/\"
---
-- content/people/ada.md --
---
title: Ada
website: https://ada.city
---
-- content/quotes/ada.md --
---
speaker: people/ada
source: https://source.city/
---
Words.
-- content/quotes/book.md --
---
speaker: people/ada
source: A book
---
Words.
-- content/bodies/board.md --
---
title: Board
---
-- content/meetings/next.md --
---
body: bodies/board
starts: 2026-12-01T10:00+01:00
online: https://next.city/
---
-- content/meetings/last.md --
---
body: bodies/board
starts: 2026-03-01T10:00+01:00
online: https://last.city/
---
";

fn gather(site: &str) -> (Files, Addresses) {
    let (files, loaded) = load(site, TODAY);
    let addresses = rules::gather(&loaded.site, &loaded.graph, &files);
    (files, addresses)
}

#[test]
fn addresses_are_gathered_from_everywhere() {
    let (files, addresses) = gather(EVERYWHERE);
    let mut lines = Vec::new();
    for (address, places) in &addresses {
        for place in places {
            let (path, text) = files.source(place.span.file);
            let (line, column) = Lines::new(text).position(place.span.start);
            let there = &text[place.span.start..place.span.end];
            lines.push(format!("{address} {path}:{line}:{column} {there} {}", place.literal));
        }
    }
    let expected = [
        "https://ada.city/ content/people/ada.md:3:10 https://ada.city true",
        "https://footer.city/ content/site.yaml:6:9 https://footer.city/ true",
        "https://front.city/ content/index.md:3:14 https://front.city/ true",
        "https://licence.city/by/4.0/ content/site.yaml:10:10 https://licence.city/by/4.0/ true",
        "https://links.city/ content/site.yaml:9:9 https://links.city/ true",
        "https://menu.city/ content/site.yaml:4:11 https://menu.city/ true",
        "https://next.city/ content/meetings/next.md:4:9 https://next.city/ true",
        "https://redirect.city/ content/site.yaml:12:20 https://redirect.city/ true",
        "https://reference.city/ content/index.md:5:65 [named][there] false",
        "https://repository.city/site content/site.yaml:11:13 https://repository.city/site true",
        "https://source.city/ content/quotes/ada.md:3:9 https://source.city/ true",
        "https://text.city/a?b=c content/index.md:5:8 https://text.city/a?b=c#part true",
        "https://text.city/a?b=c content/index.md:5:93 https://text.city/a?b=c true",
        "https://text.city/auto content/index.md:5:40 https://text.city/auto true",
        "https://website.city/ content/organisations/city.md:3:11 https://website.city/ true",
        "https://www.harbour.city/other/ content/index.md:6:59 https://www.harbour.city/other/ true",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn a_new_address_is_proposed_where_the_old_one_stands() {
    let (files, addresses) = gather(EVERYWHERE);
    let to = |to: &str| Known { answer: Answer::Moved { to: to.to_owned() }, worked: Some(TODAY) };
    let known = BTreeMap::from([
        ("https://website.city/".to_owned(), to("https://www.website.city/")),
        ("https://reference.city/".to_owned(), to("https://www.reference.city/")),
        ("https://front.city/".to_owned(), to("https://www.front.city/a,b")),
    ]);
    let findings = rules::findings(&addresses, &known);
    let lines: Vec<Option<String>> =
        findings.iter().map(|d| d.fix.as_ref().and_then(|fix| fix.corrected_line(&files))).collect();
    // A comma would end the address in a list of YAML, and a name holds no address.
    assert_eq!(lines, [None, None, Some("website: \"https://www.website.city/\"".to_owned())]);
    assert!(findings.iter().all(|d| d.severity == Severity::Advice && d.fix.iter().all(|fix| !fix.safe)));
}
