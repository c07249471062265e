//! Quotes of two builds: whichever pages show them, each is told once.

use std::collections::{BTreeMap, BTreeSet};

use super::Change;
use super::page::Block;
use super::words::joined;
use crate::site::Route;

/// Two quotes that have this share of their pairs of letters in common are one whose words have changed.
const ALIKE: f64 = 0.5;

/// How many quotes are compared with how many at most, of which pages do not say that they are the same.
const COMPARED: usize = 10_000;

/// The pages that show a quote.
type Shown = BTreeMap<Block, BTreeSet<String>>;

/// The quotes that pages showed and show.
#[derive(Debug, Default)]
pub struct Quotes {
    was: Shown,
    now: Shown,
}

impl Quotes {
    /// Sees a page as it was and is.
    pub fn see(&mut self, route: &Route, was: &[Block], now: &[Block]) {
        for (blocks, shown) in [(was, &mut self.was), (now, &mut self.now)] {
            for block in blocks.iter().filter(|block| block.speaker.is_some()) {
                shown.entry(block.clone()).or_default().insert(route.to_string());
            }
        }
    }

    /// Takes out of what has changed on a page what is told of quotes.
    pub fn take_from(&self, changes: &mut Vec<Change>) {
        for change in changes.iter_mut() {
            change.was.take_if(|block| self.was.contains_key(block) && !self.now.contains_key(block));
            change.now.take_if(|block| self.now.contains_key(block) && !self.was.contains_key(block));
        }
        changes.retain(|change| change.was.is_some() || change.now.is_some());
    }

    /// What has changed in quotes, with the pages that show it: first in those that are there, then former ones.
    pub fn told(self) -> Vec<(Change, Vec<String>)> {
        let Self { mut was, mut now } = self;
        let both: Vec<Block> = was.keys().filter(|block| now.contains_key(*block)).cloned().collect();
        for block in both {
            was.remove(&block);
            now.remove(&block);
        }
        let is_few = was.len() * now.len() <= COMPARED;
        let mut all = Vec::new();
        for (block, pages) in now {
            let old = former(&block, &pages, &was, is_few);
            let old = old.and_then(|old| was.remove_entry(&old)).map(|(old, _)| old);
            let change = Change { was: old, now: Some(block), is_moved: false };
            all.push((change, pages.into_iter().collect()));
        }
        // What has changed before what is new.
        all.sort_by_key(|(change, _)| change.was.is_none());
        let gone = |(block, pages): (Block, BTreeSet<String>)| {
            (Change { was: Some(block), now: None, is_moved: false }, pages.into_iter().collect())
        };
        all.extend(was.into_iter().map(gone));
        all
    }
}

/// The quote that another was: one much alike.
fn former(block: &Block, pages: &BTreeSet<String>, was: &Shown, is_few: bool) -> Option<Block> {
    let words = joined(&block.tokens);
    let candidates = was.iter().filter(|(old, shown)| {
        old.is_translation == block.is_translation && (is_few || !shown.is_disjoint(pages))
    });
    let scored = candidates.map(|(old, _)| (strsim::sorensen_dice(&joined(&old.tokens), &words), old));
    let best = scored.filter(|(score, _)| *score >= ALIKE).max_by(|a, b| a.0.total_cmp(&b.0));
    best.map(|(_, old)| old.clone())
}
