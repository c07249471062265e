//! The pages that browsers have open, and what they are told: to load again, to take other styles,
//! that they are gone, what was found, where to go.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use tokio::sync::mpsc::{Receiver, Sender, channel};

use super::page::{self, Answer};
use super::report::Report;
use super::seen::{Page, Seen, Styles};
use super::state::{Live, State, Update};
use crate::site::Route;

/// What a page is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The kind of event.
    pub event: &'static str,
    /// What is said, in one line.
    pub data: String,
}

/// How many messages wait for a browser; one that is further behind comes again and asks anew.
const WAITING: usize = 64;

struct Connection {
    route: Route,
    /// What it shows.
    seen: Seen,
    /// What it was told of the findings.
    told: String,
    sender: Sender<Message>,
}

/// The open pages.
#[derive(Default)]
pub struct Hub {
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    open: Vec<Connection>,
    report: Option<Arc<Report>>,
    trouble: Option<String>,
    closed: bool,
}

/// How many open pages a change concerned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// They load again.
    pub reloaded: usize,
    /// They take other styles.
    pub styled: usize,
    /// They are no longer there.
    pub gone: usize,
}

/// What a page is told when its styles changed.
#[derive(Serialize)]
struct Restyled<'a> {
    seen: String,
    #[serde(flatten)]
    styles: &'a Styles,
}

impl Hub {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A browser opens a page, or comes again: what it missed meanwhile is the first thing it is told.
    pub fn connect(&self, live: &Live, route: Route, seen: Seen) -> Receiver<Message> {
        let (sender, receiver) = channel(WAITING);
        let mut inner = self.inner();
        if inner.closed {
            return receiver;
        }
        let mut connection = Connection { route, seen, told: String::new(), sender };
        connection.compare(&live.state(), &[], &mut Told::default());
        if let Some(report) = &inner.report {
            connection.findings(report);
        }
        if let Some(trouble) = &inner.trouble {
            connection.tell("trouble", trouble);
        }
        inner.open.push(connection);
        receiver
    }

    /// Tells the pages that a change concerns.
    pub fn changed(&self, update: &Update) -> Told {
        let mut told = Told::default();
        let mut inner = self.inner();
        let files = files(update);
        for connection in &mut inner.open {
            connection.compare(&update.state, &files, &mut told);
        }
        inner.tidy();
        told
    }

    /// Tells every page what was found.
    pub fn checked(&self, report: &Arc<Report>) {
        let mut inner = self.inner();
        for connection in &mut inner.open {
            connection.findings(report);
        }
        inner.report = Some(Arc::clone(report));
        inner.tidy();
    }

    /// Sends every browser to a page.
    pub fn follow(&self, state: &State, route: &Route) {
        let mut inner = self.inner();
        let href = route.href(&state.loaded.site.config.base);
        for connection in inner.open.iter_mut().filter(|connection| connection.route != *route) {
            connection.tell("follow", &href);
        }
        inner.tidy();
    }

    /// Tells every page that the folder cannot be read, or, with none, that it can be again.
    pub fn trouble(&self, trouble: Option<&str>) {
        let mut inner = self.inner();
        if inner.trouble.as_deref() == trouble {
            return;
        }
        inner.trouble = trouble.map(str::to_owned);
        for connection in &mut inner.open {
            connection.tell("trouble", trouble.unwrap_or_default());
        }
        inner.tidy();
    }

    /// Lets go of every browser.
    pub fn close(&self) {
        let mut inner = self.inner();
        inner.closed = true;
        inner.open.clear();
    }
}

impl Inner {
    fn tidy(&mut self) {
        self.open.retain(|connection| !connection.sender.is_closed());
    }
}

impl Connection {
    fn tell(&mut self, event: &'static str, data: &str) {
        // One that does not take a message is let go of; it comes again by itself.
        // Browsers pass over an event that says nothing at all.
        let data = if data.is_empty() { " " } else { data };
        if self.sender.try_send(Message { event, data: data.to_owned() }).is_err() {
            self.sender = channel(1).0;
        }
    }

    /// Compares what the browser shows with what it would get now.
    fn compare(&mut self, state: &State, files: &[String], told: &mut Told) {
        let Ok(Answer::Page(page)) = page::answer(state, &self.route) else {
            // The page has moved: loading again leads to its new address.
            told.reloaded += 1;
            return self.tell("reload", "");
        };
        let Page { seen, styles, .. } = &*page;
        let before = std::mem::replace(&mut self.seen, seen.clone());
        if *seen == before {
            if files.iter().any(|file| page.html.contains(&format!("\"{file}\""))) {
                told.reloaded += 1;
                self.tell("reload", "");
            }
        } else if seen.status == 404 && before.status == 200 {
            told.gone += 1;
            self.tell("gone", "");
        } else if (seen.status, &seen.shape) == (before.status, &before.shape) {
            told.styled += 1;
            let restyled = Restyled { seen: seen.to_string(), styles };
            let data = serde_json::to_string(&restyled).expect("strings always serialise");
            self.tell("styles", &data);
        } else {
            told.reloaded += 1;
            self.tell("reload", "");
        }
    }

    fn findings(&mut self, report: &Report) {
        let told = report.for_page(&page::sources(&report.state, &self.route));
        if told != self.told {
            self.tell("findings", &told);
            self.told = told;
        }
    }
}

/// The addresses of changed files that pages show as they are, such as pictures.
fn files(update: &Update) -> Vec<String> {
    let state = &update.state;
    let shown = |path: &String| {
        let (_, file) = state.files.find(path)?;
        let route = crate::render::files::file_route(file);
        state.loaded.plan.get(&route).map(|_| route.href(&state.loaded.site.config.base))
    };
    update.changed.iter().filter_map(shown).collect()
}
