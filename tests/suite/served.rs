//! A server on loopback with a folder of its own, asked over plain sockets.

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use jiff::civil::Date;
use plenary::error::Failure;
use plenary::resolve::today::Now;
use plenary::serve::{HOST, Log, Server, Settings};
use tempfile::TempDir;

pub const SITE: &str = "-- content/site.yaml --
title: Harbour Forum
summary: How the harbour is governed.
base_url: https://www.example.org/forum/
languages: {fr: {title: Forum du port}}
redirects: {/old/: /about/#who, /elsewhere/: https://www.example.com/x}
-- content/index.md --
---
title: Home
---

Read [about us](about.md).
-- content/about.md --
---
title: About
---

## Who

We meet.

[A map](map.bin)
-- content/plans.md --
---
title: Plans
---

We plan.
-- content/map.bin --
0123456789
-- static/own.css --
p { color: #123456 }
-- static/data.txt --
abcdefghij
-- templates/base.html --
{% extends \"@plenary/base.html\" %}{% block head %}<link rel=\"stylesheet\" href=\"{{ asset(path=\"own.css\") }}\">{% endblock %}
";

/// As long as anything may take on a machine that has other things to do.
pub const PATIENCE: Duration = Duration::from_secs(12);

/// A server with its site.
pub struct Served {
    pub folder: TempDir,
    pub address: String,
    pub said: Arc<Mutex<Vec<String>>>,
    pub end: Option<tokio::sync::oneshot::Sender<()>>,
    pub thread: Option<JoinHandle<Result<(), Failure>>>,
}

/// An answer: the status, the headers as lines in small letters, the body.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")))
    }

    /// What the server says that a browser saw.
    pub fn seen(&self) -> String {
        let (_, seen) = self.body.split_once("data-seen=\"").unwrap();
        seen.split_once('"').unwrap().0.to_owned()
    }
}

impl Served {
    pub fn start() -> Self {
        Self::with(SITE, |_| {})
    }

    pub fn with(site: &str, adapt: impl FnOnce(&mut Settings)) -> Self {
        let folder = TempDir::new().unwrap();
        for (path, text) in parts(site) {
            write(&folder.path().join(path), text);
        }
        let mut settings = Settings {
            root: folder.path().to_owned(),
            host: HOST.to_owned(),
            port: 0,
            clock: Box::new(|| Ok(Now::Day(Date::constant(2026, 11, 24)))),
            drafts: false,
            follow: false,
            poll: false,
        };
        adapt(&mut settings);
        let server = Server::start(settings).unwrap();
        let address = server.url().trim_start_matches("http://").trim_end_matches('/').to_owned();
        let (end, ended) = tokio::sync::oneshot::channel();
        let said = Arc::new(Mutex::new(Vec::new()));
        let into = Arc::clone(&said);
        let log: Log = Arc::new(move |line| into.lock().unwrap().push(line.to_owned()));
        let ended = async move {
            let _ = ended.await;
        };
        let thread = thread::spawn(move || server.run(ended, &log));
        Self { folder, address, said, end: Some(end), thread: Some(thread) }
    }

    pub fn path(&self, path: &str) -> std::path::PathBuf {
        self.folder.path().join(path)
    }

    pub fn write(&self, path: &str, text: &str) {
        write(&self.path(path), text);
    }

    /// Changes a text of a file.
    pub fn edit(&self, path: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path(path)).unwrap();
        assert!(text.contains(from), "{text}");
        fs::write(self.path(path), text.replace(from, to)).unwrap();
    }

    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
        let given = headers.iter().any(|(name, _)| *name == "Host");
        let host = (!given).then_some(("Host", &*self.address));
        for (name, value) in headers.iter().copied().chain(host) {
            write!(request, "{name}: {value}\r\n").unwrap();
        }
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.write_all(format!("{request}\r\n").as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer);
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let (first, head) = head.split_once("\r\n").unwrap();
        let status = first.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head: head.replace("\r\n", "\n"), body: body.to_owned() }
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[])
    }

    /// Opens a page as a browser does: loads it, and listens to what happens to it.
    pub fn open(&self, path: &str) -> Listener {
        let seen = self.get(path).seen();
        self.listen(path, &seen)
    }

    pub fn listen(&self, path: &str, seen: &str) -> Listener {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let request = format!(
            "GET /__plenary/events?route={path}&seen={seen} HTTP/1.1\r\nHost: {}\r\n\r\n",
            self.address
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut listener = Listener { lines: BufReader::new(stream), heard: Vec::new() };
        // Only when it has answered does it know of the page.
        listener.until(|line| line == ": plenary").unwrap();
        listener
    }

    /// Waits until the server has said a line that begins so.
    pub fn wait(&self, beginning: &str) -> String {
        let begun = Instant::now();
        loop {
            let line = self.said.lock().unwrap().iter().find(|line| line.starts_with(beginning)).cloned();
            if let Some(line) = line {
                return line;
            }
            assert!(begun.elapsed() < PATIENCE, "{beginning}: {:?}", self.said.lock().unwrap());
            thread::sleep(Duration::from_millis(10));
        }
    }

    pub fn end(&mut self) -> Result<(), Failure> {
        let _ = self.end.take().unwrap().send(());
        self.thread.take().unwrap().join().unwrap()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        if let Some(end) = self.end.take() {
            let _ = end.send(());
        }
    }
}

/// A page that a browser has open.
pub struct Listener {
    pub lines: BufReader<TcpStream>,
    pub heard: Vec<(String, String)>,
}

impl Listener {
    /// Reads lines until one is the one that is waited for; none when the server let go.
    pub fn until(&mut self, found: impl Fn(&str) -> bool) -> Option<String> {
        self.lines.get_ref().set_read_timeout(Some(PATIENCE)).unwrap();
        loop {
            let mut line = String::new();
            if self.lines.read_line(&mut line).expect("nothing was heard for a long time") == 0 {
                return None;
            }
            let line = line.trim_end();
            if found(line) {
                return Some(line.to_owned());
            }
        }
    }

    /// The next event and what it says.
    pub fn next(&mut self) -> (String, String) {
        let event = self.until(|line| line.starts_with("event: ")).unwrap();
        let data = self.until(|line| line.starts_with("data:")).unwrap();
        let next = (event["event: ".len()..].to_owned(), data["data:".len()..].trim().to_owned());
        self.heard.push(next.clone());
        next
    }

    /// What is said by the next event of this name; what comes before it is remembered.
    pub fn event(&mut self, name: &str) -> String {
        loop {
            let (event, data) = self.next();
            if event == name {
                return data;
            }
        }
    }

    /// What is said of the findings once there are this many errors.
    pub fn errors(&mut self, count: usize) -> serde_json::Value {
        loop {
            let found: serde_json::Value = serde_json::from_str(&self.event("findings")).unwrap();
            if found["counts"]["errors"] == count {
                return found;
            }
        }
    }

    pub fn has_heard(&self, name: &str) -> bool {
        self.heard.iter().any(|(event, _)| event == name)
    }
}

pub fn parts(site: &str) -> Vec<(&str, &str)> {
    let files = format!("\n{site}");
    let starts: Vec<usize> = files.match_indices("\n-- ").map(|(i, _)| i).collect();
    let ends = starts.iter().skip(1).copied().chain([site.len()]);
    let part = |(start, end): (&usize, usize)| {
        let (path, text) = site[*start..end].split_once(" --\n").unwrap();
        (path.trim_start_matches("-- "), text)
    };
    starts.iter().zip(ends).map(part).collect()
}

pub fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}
