//! Whether a host serves what was built: each output is asked for as readers ask for it, and its bytes are compared
//! with their digest in `build.json`.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::each;
use super::host::{Answer, Host};
use crate::digest::{Sha256Digest, digest, from_hex};
use crate::formats::manifest::{Manifest, Output};
use crate::site::Route;
use crate::site::hosts::Host as Reader;

/// The largest page that is read where a host leads on, in bytes.
const LARGEST_PAGE: u64 = 32_000_000;

/// What a host serves in place of an output.
#[derive(Debug, PartialEq, Eq)]
pub enum State {
    /// The output.
    Whole,
    /// Nothing.
    Missing,
    /// Something else.
    Changed,
    /// Another address.
    Leads(String),
    /// Nothing that could be read, and why.
    Unread(String),
    /// What is not known: the host had stopped to answer before this was asked for.
    Unasked,
}

/// What a host serves of a site.
#[derive(Debug)]
pub struct Compared<'a> {
    /// Each output that was asked for.
    pub outputs: Vec<(&'a Output, State)>,
    /// How many were not: they are for the host alone.
    pub hosts: usize,
}

/// Compares what a host serves with what was built; `done` is told how many of how many have answered.
pub fn compare<'a>(host: &Host, said: &'a Manifest, done: &(dyn Fn(usize, usize) + Sync)) -> Compared<'a> {
    let asked: Vec<&Output> = said.outputs.iter().filter(|output| is_served(&output.path)).collect();
    let digests = asked.iter().filter_map(|output| Some((output.path.as_str(), from_hex(&output.sha256)?)));
    let digests: BTreeMap<&str, Sha256Digest> = digests.collect();
    let count = AtomicUsize::new(0);
    let states = each(&asked, |output| {
        if host.is_silent() {
            return State::Unasked;
        }
        let state = state(host, output, &digests);
        done(count.fetch_add(1, Ordering::Relaxed) + 1, asked.len());
        state
    });
    let hosts = said.outputs.len() - asked.len();
    Compared { outputs: asked.into_iter().zip(states).collect(), hosts }
}

/// Whether hosts serve a file: what is hidden they read themselves, but for what the web knows by its name
/// (RFC 8615).
fn is_served(path: &str) -> bool {
    let is_hidden = |part: &str| part.starts_with('.') && part != ".well-known";
    !path.split('/').any(is_hidden) && !Reader::reads(path)
}

fn state(host: &Host, output: &Output, digests: &BTreeMap<&str, Sha256Digest>) -> State {
    let route = Route::of_file(&output.path);
    let is_whole = |answer: &Answer| {
        answer.sha256.is_some() && answer.sha256.as_ref() == digests.get(output.path.as_str())
    };
    let answer = match host.answer(&host.url(&route), output.size) {
        Ok(answer) => answer,
        Err(why) => return State::Unread(why),
    };
    // A page that is not found or withdrawn has a status of its own, and is a page all the same.
    if is_whole(&answer) {
        return State::Whole;
    }
    let there = host.route(&answer.from);
    if there.as_ref() != Some(&route) {
        return elsewhere(host, &route, output, &answer, digests);
    }
    match answer.status {
        404 | 410 => State::Missing,
        200..=299 => State::Changed,
        status => State::Unread(format!("the host answers {status}")),
    }
}

/// Where a host that redirects by itself leads on: the page of the redirect is then not served, but one of the site's
/// own is; or the page that was built says that it leads there.
fn elsewhere(
    host: &Host,
    route: &Route,
    output: &Output,
    answer: &Answer,
    digests: &BTreeMap<&str, Sha256Digest>,
) -> State {
    if let Some(goal) = host.route(&answer.from).map(|there| there.file())
        && digests.contains_key(goal.as_str())
        && goal != output.path
    {
        let full = host.answer(answer.from.as_str(), LARGEST_PAGE);
        if full.is_ok_and(|full| full.sha256.as_ref() == digests.get(goal.as_str())) {
            return State::Whole;
        }
    }
    let file = host.bytes(&format!("{}index.html", host.url(route)), output.size).unwrap_or_default();
    if digests.get(output.path.as_str()) == Some(&digest(&file))
        && is_redirect_to(&file, answer.from.as_str())
    {
        return State::Whole;
    }
    State::Leads(answer.from.to_string())
}

/// Whether a page that was built leads a reader on to an address.
fn is_redirect_to(page: &[u8], address: &str) -> bool {
    let page = String::from_utf8_lossy(page);
    page.contains("http-equiv=\"refresh\"")
        && page.contains(&format!("\"{}\"", address.replace('&', "&amp;")))
}
