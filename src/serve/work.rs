//! What goes on behind the pages: changes are taken in and told at once, and checked afterwards.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};
use std::time::Instant;

use super::Log;
use super::events::{Hub, Told};
use super::page;
use super::report::{Counts, Report};
use super::state::{Live, State, Update};
use super::watch::Changes;
use crate::build;
use crate::diagnostics::Findings;

/// Takes in changes until the server ends; `checks` is asked to look at each new state.
pub fn edits(mut changes: Changes, live: &Live, hub: &Hub, follow: bool, checks: &Sender<()>, log: &Log) {
    let mut trouble = None;
    while let Some(touched) = changes.wait() {
        let begun = Instant::now();
        match live.update(&touched) {
            Ok(update) => {
                trouble = None;
                hub.trouble(None);
                if let Some(update) = update {
                    let told = hub.changed(&update);
                    if follow && let Some(path) = edited(&update, &touched) {
                        lead(hub, &update.state, path);
                    }
                    log(&line(&update.changed, begun.elapsed().as_millis(), told));
                    let _ = checks.send(());
                }
            }
            // A file was gone before it was read, or a folder was renamed: the site stays as it
            // was, and the next look will do.
            Err(failure) => {
                let failure = failure.to_string();
                if trouble.as_ref() != Some(&failure) {
                    log(&failure);
                }
                hub.trouble(Some(&failure));
                trouble = Some(failure);
                changes.again(touched);
            }
        }
    }
}

/// The text that was saved, where it is one: many at once are no editor's doing.
fn edited<'a>(update: &'a Update, touched: &BTreeSet<String>) -> Option<&'a str> {
    let texts = update.changed.iter().filter(|path| path.starts_with("content/") && path.ends_with(".md"));
    let mut there = texts.filter(|path| touched.contains(*path) && update.state.files.find(path).is_some());
    let one = there.next()?;
    there.next().is_none().then_some(one)
}

fn lead(hub: &Hub, state: &State, path: &str) {
    if let Some(route) = page::of_file(state, path) {
        hub.follow(state, &route);
    }
}

/// Checks the newest state whenever it is asked to; one that is no longer shown is let go of.
pub fn checks(orders: &Receiver<()>, live: &Live, hub: &Hub, log: &Log) {
    // Threads of its own: what is asked for meanwhile does not stand in a queue behind the checks.
    let pool = rayon::ThreadPoolBuilder::new().build().ok();
    let mut before = None;
    while orders.recv().is_ok() {
        while orders.try_recv().is_ok() {}
        let state = live.state();
        let look = || check(live, &state);
        let Some(found) = pool.as_ref().map_or_else(look, |pool| pool.install(look)) else { continue };
        let report = Arc::new(Report::new(state, &found));
        let counts = report.counts();
        hub.checked(&report);
        if before != Some(counts) && (before.is_some() || counts != Counts::default()) {
            log(&counted(counts));
        }
        before = Some(counts);
    }
}

/// What is found in a state; none where a newer one came meanwhile.
fn check(live: &Live, state: &State) -> Option<Findings> {
    let is_shown = || live.state().number == state.number;
    let (mut found, _) = build::checked(&state.files, &state.loaded, state.loaded.found.clone());
    if is_shown() {
        build::samples(&state.files, &state.loaded, &mut found).ok()?;
    }
    is_shown().then_some(found)
}

/// "content/notes/a.md: 12 ms, 1 page reloaded".
fn line(changed: &[String], milliseconds: u128, told: Told) -> String {
    let what = match changed {
        [one] => one.clone(),
        [one, rest @ ..] => format!("{one} and {} more", rest.len()),
        [] => String::new(),
    };
    let pages = |count: usize, done: &str| match count {
        0 => None,
        1 => Some(format!(", 1 page {done}")),
        n => Some(format!(", {n} pages {done}")),
    };
    let told = [pages(told.reloaded, "reloaded"), pages(told.styled, "restyled"), pages(told.gone, "gone")];
    format!("{what}: {milliseconds} ms{}", told.into_iter().flatten().collect::<String>())
}

/// "2 errors, 1 warning".
pub fn counted(counts: Counts) -> String {
    let part = |count: usize, one: &str, many: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        n => Some(format!("{n} {many}")),
    };
    let parts = [
        part(counts.errors, "error", "errors"),
        part(counts.warnings, "warning", "warnings"),
        part(counts.advice, "piece of advice", "pieces of advice"),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { "no mistakes found".to_owned() } else { parts.join(", ") }
}
