//! A site on a host, which stands on loopback: `verify URL` and `build --against URL`.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;

use percent_encoding::percent_decode_str;

use crate::ledger::{SITE, run, write};

/// What a host does otherwise than to serve the files of a folder: status, further headers and body, by address.
type Odd = BTreeMap<&'static str, (&'static str, &'static str)>;

struct Host {
    /// The site's address, below a path.
    at: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Host {
    fn of(folder: &Path, odd: Odd) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let at = format!("http://{}/network/", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (folder, ours) = (folder.to_owned(), asked.clone());
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                serve(&stream, &folder, &odd, &ours);
            }
        });
        Self { at, asked }
    }
}

fn serve(stream: &TcpStream, folder: &Path, odd: &Odd, asked: &Mutex<Vec<String>>) {
    let mut lines = BufReader::new(stream).lines();
    let request = lines.next().unwrap().unwrap();
    let _: Vec<String> = lines.map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
    let path = request.split(' ').nth(1).unwrap().strip_prefix("/network").unwrap();
    let path = percent_decode_str(path).decode_utf8().unwrap().into_owned();
    asked.lock().unwrap().push(path.clone());
    let (head, body) = match odd.get(path.as_str()) {
        Some((head, body)) => ((*head).to_owned(), body.as_bytes().to_vec()),
        None => answer(folder, &path),
    };
    let head = format!("HTTP/1.1 {head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    let _ = (&*stream).write_all(head.as_bytes()).and_then(|()| (&*stream).write_all(&body));
}

fn answer(folder: &Path, path: &str) -> (String, Vec<u8>) {
    let index = if path.ends_with('/') { "index.html" } else { "" };
    let file: PathBuf = folder.join(format!("{}{index}", path.trim_start_matches('/')));
    match fs::read(&file) {
        Ok(bytes) => ("200 OK".to_owned(), bytes),
        Err(_) => ("404 Not Found".to_owned(), fs::read(folder.join("404.html")).unwrap_or_default()),
    }
}

#[test]
fn a_host_is_asked_as_readers_ask_it() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    let outside = Host::of(root, Odd::from([("/", ("200 OK", "Elsewhere."))])).at.leak();
    write(root, SITE);
    let settings = SITE.split("-- content/index").next().unwrap();
    write(root, &format!("{settings}redirects: {{/out/: '{outside}'}}\n"));
    write(root, "-- static/.well-known/security.txt --\nContact: mailto:office@example.org\n");
    assert_eq!(run(root, &["build"]).status, 0);
    let public = root.join("public");
    // What only the host reads is in build.json as all else is.
    let json = fs::read_to_string(public.join("build.json")).unwrap();
    let hidden = r#""outputs": [{"path": ".nojekyll", "size": 0, "sha256": ""},"#;
    fs::write(public.join("build.json"), json.replace("\"outputs\": [", hidden)).unwrap();

    let whole = Host::of(&public, Odd::new());
    let ran = run(root, &["verify", &whole.at]);
    assert_eq!(ran.status, 0, "{}{}", ran.out, ran.err);
    assert!(ran.out.ends_with("files are served as they were built; 1 for the host alone not asked for\n"));
    let asked = whole.asked.lock().unwrap().clone();
    for path in ["/", "/members/", "/fr/réunis/", "/404.html", "/report.pdf", "/.well-known/security.txt"] {
        assert!(asked.contains(&path.to_owned()), "{path}: {asked:?}");
    }
    assert!(!asked.iter().any(|path| path.contains("index.html") || path.contains("nojekyll")), "{asked:?}");

    let odd = Odd::from([
        ("/members/", ("200 OK", "<script src=\"https://elsewhere.example/\"></script>")),
        ("/report.pdf", ("404 Not Found", "")),
        ("/robots.txt", ("403 Forbidden", "")),
        ("/feed.xml", ("301 Moved Permanently\r\nLocation: /network/members/", "")),
        ("/fr/", ("301 Moved Permanently\r\nLocation: /network/elsewhere/", "")),
        ("/out/", (format!("301 Moved Permanently\r\nLocation: {outside}").leak(), "")),
        // A host that redirects by itself serves the page that the redirect leads to.
        ("/who/", ("301 Moved Permanently\r\nLocation: /network/fr/r%C3%A9unis/", "")),
        ("/search/", (format!("302 Found\r\nLocation: {outside}").leak(), "")),
        ("/a-z/", ("301 Moved Permanently\r\nLocation: https://127.0.0.1:1/", "")),
    ]);
    let wrong = Host::of(&public, odd);
    let ran = run(root, &["verify", &wrong.at]);
    assert_eq!(ran.status, 1, "{}{}", ran.out, ran.err);
    let lines: Vec<&str> = ran.out.lines().filter(|line| !line.contains("a-z/")).collect();
    let elsewhere = format!("fr/index.html is not served: its address leads to {}elsewhere/", wrong.at);
    let hijacked = format!("search/index.html is not served: its address leads to {outside}");
    let expected = [
        elsewhere.as_str(),
        "members/index.html has changed",
        "report.pdf is missing",
        "robots.txt cannot be read: the host answers 403",
        hijacked.as_str(),
    ];
    assert_eq!(lines[..lines.len() - 1], expected, "{}", ran.out);
    assert!(ran.out.contains("a-z/index.html cannot be read"), "{}", ran.out);
}

#[test]
fn what_is_no_published_site_is_said() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    write(root, SITE);
    let none = Host::of(&root.join("nothing"), Odd::new());
    let ran = run(root, &["build", "--against", &none.at]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(
        ran.err.contains(&format!("Nothing of this site is published at {} yet", none.at)),
        "{}",
        ran.err
    );
    let ran = run(root, &["verify", &none.at]);
    assert!(
        ran.status == 2 && ran.err.contains("build.json; give the address of a built site"),
        "{}",
        ran.err
    );

    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let host = |head, body| Host::of(root, Odd::from([("/build.json", (head, body))])).at;
    // A domain at which something else is served still is no reason not to build.
    for (head, body) in [
        ("200 OK", "<!doctype html>"),
        ("200 OK", r#"{"a": 1}"#),
        ("200 OK", r#"{"generator": "other", "outputs": []}"#),
        ("302 Found\r\nLocation: /network/index.md", ""),
    ] {
        let odd = [("/build.json", (head, body)), ("/index.md", ("200 OK", "Log in"))];
        let at = Host::of(root, Odd::from(odd)).at;
        let ran = run(root, &["build", "--against", &at]);
        assert!(ran.status == 0 && ran.err.contains("is no build.json of Plenary"), "{head} {}", ran.err);
        let ran = run(root, &["verify", &at]);
        assert!(ran.status == 2 && ran.err.contains("or publish the site there again"), "{head} {}", ran.err);
    }
    write(root, "-- other/build.json --\n{}\n");
    let ran = run(root, &["build", "--against", "other"]);
    assert!(ran.status == 2 && ran.err.contains("or leave --against out"), "{}", ran.err);

    for (at, status, why) in [
        (format!("http://{closed}/"), 3, "look whether the address is right and the network is there"),
        (host("503 Service Unavailable", ""), 3, "the host answers 503; try again"),
        (host("302 Found\r\nLocation: /network/build.json", ""), 3, "cannot read"),
        ("https://".to_owned(), 2, "is no address of a site"),
        ("ftp://www.example.org/".to_owned(), 2, "is no address of a site"),
    ] {
        for ran in [run(root, &["build", "--against", &at]), run(root, &["verify", &at])] {
            assert!(ran.status == status && ran.err.contains(why), "{at}: {} {}", ran.status, ran.err);
        }
    }
}

#[test]
fn a_build_takes_over_from_a_host() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    write(root, SITE);
    let style = |text: &str| {
        write(root, &format!("-- static/own.css --\n{text}\n-- static/more.css --\n{text}/* */\n"));
    };
    style("a{color:red}");
    assert_eq!(run(root, &["build", "--out", "one"]).status, 0);
    let names = |folder: &str, of: &str| {
        let names = fs::read_dir(root.join(folder).join("assets")).unwrap();
        let names = names.map(|name| name.unwrap().file_name().to_string_lossy().into_owned());
        names.filter(|name| name.starts_with(of)).collect::<Vec<String>>()
    };
    // A host that changes a style, or serves more of it than there is, has it left out.
    let more = format!("/assets/{}", names("one", "more.")[0]).leak();
    let host = Host::of(&root.join("one"), Odd::from([(&*more, ("200 OK", "a{color:red}/* much more */"))]));
    style("a{color:blue}");
    fs::remove_dir_all(root.join(".plenary")).unwrap();
    let ran = run(root, &["build", "--out", "two", "--against", host.at.trim_end_matches('/')]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(
        ran.err.contains(&format!("{} of the site that is online is left out", &more[1..])),
        "{}",
        ran.err
    );
    assert_eq!((names("two", "own.").len(), names("two", "more.").len()), (2, 1));
    assert_eq!(run(root, &["verify", "two"]).status, 0);

    fs::remove_file(root.join("content/members.md")).unwrap();
    let ran = run(root, &["build", "--out", "three", "--against", &host.at]);
    assert!(ran.status == 1 && ran.err.contains("/members/ was published once and is gone"), "{}", ran.err);
}
