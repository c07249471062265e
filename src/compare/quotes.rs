//! Quotes of two builds: whichever pages show them, each is told once.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use super::Change;
use super::page::Block;
use super::words::joined;
use crate::site::Route;

/// Two quotes that have this share of their pairs of letters in common are one whose words have changed.
const ALIKE: f64 = 0.5;

/// How many quotes are compared with how many at most, of which pages do not say that they are the same.
const COMPARED: usize = 10_000;

/// A page that shows a quote: whether it is in another language than the site's own, and its address.
type Page = (bool, String);

/// The pages that show each quote.
type Shown = BTreeMap<Block, BTreeSet<Page>>;

/// The quotes that pages showed and show.
#[derive(Debug, Default)]
pub struct Quotes {
    was: Shown,
    now: Shown,
}

impl Quotes {
    /// Sees a page as it was and is.
    pub fn see(&mut self, route: &Route, is_other: bool, was: &[Block], now: &[Block]) {
        for (blocks, shown) in [(was, &mut self.was), (now, &mut self.now)] {
            for block in blocks.iter().filter(|block| block.speaker.is_some()) {
                shown.entry(block.clone()).or_default().insert((is_other, route.to_string()));
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
            all.push((Change { was: old, now: Some(block), is_moved: false }, pages));
        }
        all.extend(
            was.into_iter()
                .map(|(old, pages)| (Change { was: Some(old), now: None, is_moved: false }, pages)),
        );
        // What has changed before what is new, and that before what is gone.
        let rank = |change: &Change| (change.now.is_none(), change.was.is_none());
        all.sort_by(|(a, shown), (b, others)| (rank(a), shown.first()).cmp(&(rank(b), others.first())));
        merged(all)
    }
}

/// What says the same of the words, told once: in another language, a quote has its day in other words.
fn merged(all: Vec<(Change, BTreeSet<Page>)>) -> Vec<(Change, Vec<String>)> {
    let without = |block: &Option<Block>| block.clone().map(|block| Block { facts: Vec::new(), ..block });
    let mut merged: IndexMap<_, (Change, BTreeSet<Page>)> = IndexMap::new();
    for (change, pages) in all {
        let words = (without(&change.was), without(&change.now));
        merged.entry(words).or_insert_with(|| (change, BTreeSet::new())).1.extend(pages);
    }
    let addresses = |pages: BTreeSet<Page>| pages.into_iter().map(|(_, address)| address).collect();
    merged.into_values().map(|(change, pages)| (change, addresses(pages))).collect()
}

/// The quote that another was: one much alike, on the same page if there is one.
fn former(block: &Block, pages: &BTreeSet<Page>, was: &Shown, is_few: bool) -> Option<Block> {
    let words = joined(&block.tokens);
    let is_near = |shown: &BTreeSet<Page>| !shown.is_disjoint(pages);
    let candidates = was
        .iter()
        .filter(|(old, shown)| old.is_translation == block.is_translation && (is_few || is_near(shown)));
    let scored = candidates.map(|(old, shown)| {
        let score = strsim::sorensen_dice(&joined(&old.tokens), &words);
        (is_near(shown), score, old)
    });
    let alike = scored.filter(|(_, score, _)| *score >= ALIKE);
    let best = alike.max_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    best.map(|(_, _, old)| old.clone())
}
