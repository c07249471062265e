//! What became of a page: it stays, is gone, leads on, or stands elsewhere.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;
use url::Url;

use super::page::{Block, Page};
use super::{Build, Pair};
use crate::assets::Assets;
use crate::site::Route;

/// What became of a page.
#[derive(Debug)]
pub enum Fate {
    /// Both builds have it, or it has moved here.
    Stays(Page, Page),
    /// It was not there.
    New(Page),
    /// It is not there any more.
    Gone(Page),
    /// It was withdrawn, and why.
    Withdrawn(Page, String),
    /// It leads on, and where.
    Leads(Page, String),
}

/// What became of each page, by address. A page that leads on to a new one has moved there.
pub fn fates(mut pairs: BTreeMap<Route, Pair>) -> Vec<(Route, Fate)> {
    let mut moved: BTreeMap<Route, Page> = BTreeMap::new();
    for pair in pairs.values() {
        if let (Some(was), Some(now)) = (&pair.was, &pair.now)
            && let (None, Some(goal)) = (&was.leads, &now.leads)
        {
            moved.insert(Route::new(goal.split('#').next().unwrap_or_default()), was.clone());
        }
    }
    for (goal, page) in moved {
        if let Some(pair) = pairs.get_mut(&goal).filter(|pair| pair.was.is_none()) {
            pair.was = Some(page);
        }
    }
    pairs.into_iter().filter_map(|(route, pair)| Some((route, fate(pair)?))).collect()
}

fn fate(pair: Pair) -> Option<Fate> {
    match (pair.was, pair.now) {
        (Some(was), None) => Some(Fate::Gone(was)),
        (None, Some(now)) => Some(alone(now)),
        (Some(was), Some(now)) => both(was, now),
        (None, None) => None,
    }
}

/// What became of an address that was nothing, or led on.
fn alone(mut now: Page) -> Fate {
    if let Some(goal) = now.leads.take() {
        return Fate::Leads(now, goal);
    }
    match now.withdrawn.take() {
        Some(why) => Fate::Withdrawn(now, why),
        None => Fate::New(now),
    }
}

fn both(was: Page, now: Page) -> Option<Fate> {
    if let Some(goal) = &now.leads {
        // A redirect has another address in its words wherever the page that it leads to has.
        let is_same = was.leads.as_ref() == Some(goal);
        let goal = goal.clone();
        return (!is_same).then_some(Fate::Leads(if was.leads.is_none() { was } else { now }, goal));
    }
    if was.leads.is_some() {
        return Some(alone(now));
    }
    match &now.withdrawn {
        Some(why) if was.withdrawn.is_none() => {
            let why = why.clone();
            Some(Fate::Withdrawn(was, why))
        }
        _ => Some(Fate::Stays(was, now)),
    }
}

/// Where a site is, as its pages say, so that two builds for different addresses can be compared.
#[derive(Debug, Default)]
pub struct Base {
    /// Its whole address, without a slash at the end; empty where it has none.
    whole: String,
    /// The path of it.
    path: String,
    /// The language of its home page.
    pub lang: String,
}

impl Base {
    /// As the home page says.
    pub fn of(build: &Build<'_>) -> Self {
        let Some(home) = build.page("index.html") else { return Self::default() };
        let Some(url) = home.canonical.as_deref().and_then(|url| Url::parse(url).ok()) else {
            return Self { lang: home.lang, ..Self::default() };
        };
        let path = url.path().trim_end_matches('/').to_owned();
        Self { whole: url.as_str().trim_end_matches('/').to_owned(), path, lang: home.lang }
    }

    /// A page whose links lead to addresses from the root of the site.
    pub fn local(&self, mut page: Page, at: &Route) -> Page {
        page.leads = page.leads.map(|goal| self.address(&goal, at));
        let frame = page.frame.iter_mut().flatten();
        for block in page.main.iter_mut().chain(frame) {
            self.block(block, at);
        }
        page
    }

    fn block(&self, block: &mut Block, at: &Route) {
        for token in block.tokens.iter_mut().filter(|token| token.is_goal) {
            token.text = self.address(&token.text, at);
        }
    }

    /// Where a link leads: from the root of the site where it stays there, without a fingerprint.
    fn address(&self, goal: &str, at: &Route) -> String {
        let own = |base: &str| goal.strip_prefix(base).filter(|_| !base.is_empty());
        let inside = own(&self.whole).or_else(|| own(&self.path)).unwrap_or(goal);
        let is_relative =
            !inside.is_empty() && !inside.starts_with(['/', '#', '?']) && Url::parse(inside).is_err();
        let path = if is_relative {
            let root = Url::parse("https://site.invalid").and_then(|root| root.join(at.as_str()));
            let joined = root.and_then(|root| root.join(inside));
            joined.map_or_else(
                |_| inside.to_owned(),
                |url| url.as_str().replacen("https://site.invalid", "", 1),
            )
        } else {
            inside.to_owned()
        };
        if !path.starts_with('/') {
            return path;
        }
        let path = percent_decode_str(&path).decode_utf8_lossy().into_owned();
        unprinted(&path)
    }
}

/// A path without the fingerprint of a file.
pub fn unprinted(path: &str) -> String {
    let file = path.trim_start_matches('/');
    if !Assets::is_fingerprinted(file) {
        return path.to_owned();
    }
    let parts = path.rsplit_once('.').and_then(|(rest, ending)| Some((rest.rsplit_once('.')?.0, ending)));
    parts.map_or_else(|| path.to_owned(), |(stem, ending)| format!("{stem}.{ending}"))
}
