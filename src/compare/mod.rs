//! Two builds of a site → what readers see that has changed: pages word by word, the frame once, documents by name. A
//! change of style alone is none of a page. `page`: what a reader sees of a page. `words`: which words are others.
//! `quotes`: what people are said to have said. `moves`: what became
//! of an address. `kinds`: what other files are. `markdown`: all of it, for who approves a change.
//!
//! Nothing that stands in an output is believed: words are escaped, lists have limits.

pub mod kinds;
pub mod markdown;
mod moves;
pub mod page;
mod quotes;
pub mod words;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use self::kinds::{File, Tally};
use self::moves::{Base, Fate};
use self::page::{Block, Page, Part};
use self::quotes::Quotes;
use crate::formats::manifest::{Manifest, Output};
use crate::resolve::matching::{ChangeKind, steps};
use crate::site::Route;

/// A build.
pub struct Build<'a> {
    /// Its outputs, by path.
    outputs: BTreeMap<&'a str, &'a Output>,
    /// The addresses that people keep.
    lasting: BTreeSet<Route>,
    read: &'a Reader<'a>,
}

/// Reads an output; none where it is not there as it was built.
pub type Reader<'a> = dyn Fn(&Output) -> Option<Vec<u8>> + Sync + 'a;

impl<'a> Build<'a> {
    /// A build as its `build.json` says, whose outputs are read by `read`.
    pub fn new(manifest: &'a Manifest, read: &'a Reader<'a>) -> Self {
        let outputs = manifest.outputs.iter().map(|output| (output.path.as_str(), output)).collect();
        Self { outputs, lasting: manifest.lasting(), read }
    }

    fn digest(&self, path: &str) -> Option<&str> {
        self.outputs.get(path).map(|output| output.sha256.as_str())
    }

    fn page(&self, path: &str) -> Option<Page> {
        let bytes = (self.read)(self.outputs.get(path)?)?;
        Some(page::read(&String::from_utf8_lossy(&bytes)))
    }
}

/// A page by its address.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// Where it is.
    pub address: String,
    /// What it is called.
    pub title: String,
}

/// A paragraph that is another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// As it was; none where it is new.
    pub was: Option<Block>,
    /// As it is; none where it is gone.
    pub now: Option<Block>,
    /// Whether it only stands elsewhere.
    pub is_moved: bool,
}

impl Change {
    /// The paragraph as it was and as it is.
    fn sides(&self) -> impl Iterator<Item = &Block> {
        self.was.iter().chain(&self.now)
    }
}

/// A page whose words have changed.
#[derive(Clone, Debug)]
pub struct Changed {
    /// The page.
    pub page: Named,
    /// Its language.
    pub lang: String,
    /// What has changed and is not told of another page.
    pub changes: Vec<Change>,
}

/// A part of the frame that has changed.
#[derive(Clone, Debug)]
pub struct Framed {
    /// Which.
    pub part: Part,
    /// The languages of the pages.
    pub langs: BTreeSet<String>,
    /// On how many pages.
    pub pages: usize,
    /// Whether on all that both builds have.
    pub is_everywhere: bool,
    /// How.
    pub changes: Vec<Change>,
}

/// What readers see that has changed.
#[derive(Debug, Default)]
pub struct Comparison {
    /// Quotes whose words or speakers have changed, with the pages that show them.
    pub quotes: Vec<(Change, Vec<String>)>,
    /// Addresses that lead nowhere now, and whether people keep them.
    pub gone: Vec<(Named, bool)>,
    /// Pages that were withdrawn, and why.
    pub withdrawn: Vec<(Named, String)>,
    /// Addresses that lead on now, and where; what stands there may have moved there.
    pub redirected: Vec<(Named, String)>,
    /// Pages that were not there, with the number of their words.
    pub added: Vec<(Named, usize)>,
    /// Parts of the frame.
    pub frame: Vec<Framed>,
    /// Documents and pictures.
    pub documents: Vec<(String, File)>,
    /// Other files, by kind.
    pub others: Tally,
    /// How many pages have changed.
    pub pages: usize,
    /// Pages whose words have changed, and what is not told elsewhere.
    pub changed: Vec<Changed>,
    /// Addresses of pages that show what is told of other pages, and nothing else that is new.
    pub also: Vec<String>,
    /// Files of the builds that are not there as they were built.
    pub unread: Vec<String>,
}

/// A page of each build.
#[derive(Debug, Default)]
struct Pair {
    was: Option<Page>,
    now: Option<Page>,
}

/// Compares two builds.
pub fn compare(old: &Build<'_>, new: &Build<'_>) -> Comparison {
    let mut comparison = Comparison::default();
    let (documents, others) = kinds::compare(&old.outputs, &new.outputs);
    (comparison.documents, comparison.others) = (documents, others);
    let is_page = |path: &&&str| path.ends_with(".html");
    let paths: BTreeSet<&str> =
        old.outputs.keys().chain(new.outputs.keys()).filter(is_page).copied().collect();
    let same = paths.iter().filter(|path| old.digest(path) == new.digest(path)).count();
    let paths: Vec<&str> = paths.into_iter().filter(|path| old.digest(path) != new.digest(path)).collect();
    let bases = [Base::of(old), Base::of(new)];
    let pairs: Vec<(&str, Pair)> = paths
        .into_par_iter()
        .map(|path| {
            let route = Route::of_file(path);
            let read = |build: &Build<'_>, base: &Base| build.page(path).map(|page| base.local(page, &route));
            (path, Pair { was: read(old, &bases[0]), now: read(new, &bases[1]) })
        })
        .collect();
    for (path, pair) in &pairs {
        let is_read = |build: &Build<'_>, page: &Option<Page>| page.is_some() || build.digest(path).is_none();
        if !is_read(old, &pair.was) || !is_read(new, &pair.now) {
            comparison.unread.push((*path).to_owned());
        }
    }
    let pairs = pairs.into_iter().filter(|(path, _)| !comparison.unread.iter().any(|other| other == path));
    let pairs: BTreeMap<Route, Pair> = pairs.map(|(path, pair)| (Route::of_file(path), pair)).collect();
    let default = bases[1].lang.clone();
    told(pairs, same, &old.lasting, &default, &mut comparison);
    comparison
}

/// What became of each page.
fn told(
    pairs: BTreeMap<Route, Pair>,
    same: usize,
    lasting: &BTreeSet<Route>,
    default: &str,
    into: &mut Comparison,
) {
    let mut both: Vec<(Route, Page, Page)> = Vec::new();
    // New and former pages give quotes, too.
    let mut quotes = Quotes::default();
    for (route, fate) in moves::fates(pairs) {
        let named = |page: &Page| Named { address: route.to_string(), title: page.title.clone() };
        match fate {
            Fate::Stays(was, now) => {
                quotes.see(&route, now.lang != default, &was.main, &now.main);
                both.push((route, was, now));
            }
            Fate::New(page) => {
                into.added.push((named(&page), count(&page)));
                quotes.see(&route, page.lang != default, &[], &page.main);
            }
            Fate::Gone(page) => {
                into.gone.push((named(&page), lasting.contains(&route)));
                quotes.see(&route, page.lang != default, &page.main, &[]);
            }
            Fate::Withdrawn(page, why) => {
                into.withdrawn.push((named(&page), why));
                quotes.see(&route, page.lang != default, &page.main, &[]);
            }
            Fate::Leads(page, goal) => into.redirected.push((named(&page), goal)),
        }
    }
    // The site's own language first.
    both.sort_by(|a, b| order(&a.2, default, &a.0).cmp(&order(&b.2, default, &b.0)));
    into.frame = framed(&both, same);
    let mut all: Vec<Changed> = both.iter().map(|(route, was, now)| changed(route, was, now)).collect();
    into.pages = all.iter().filter(|page| !page.changes.is_empty()).count();
    for page in &mut all {
        quotes.take_from(&mut page.changes);
    }
    into.quotes = quotes.told();
    once(&mut all, default, &mut into.also);
    into.changed = all.into_iter().filter(|page| !page.changes.is_empty()).collect();
}

/// Where a page stands among others.
fn order<'a>(page: &'a Page, default: &str, route: &'a Route) -> (bool, &'a str, &'a Route) {
    (page.lang != default, &page.lang, route)
}

fn count(page: &Page) -> usize {
    page.main.iter().flat_map(|block| &block.tokens).filter(|token| !token.is_goal).count()
}

/// What is another in a list of paragraphs.
fn changes(was: &[Block], now: &[Block]) -> Vec<Change> {
    let keys = |blocks: &[Block]| blocks.iter().map(Block::key).collect::<Vec<_>>();
    let (old, new) = (keys(was), keys(now));
    if old == new {
        return Vec::new();
    }
    let pick = |blocks: &[Block], at: Option<usize>| at.and_then(|at| blocks.get(at).cloned());
    let steps = steps(&old, &new).into_iter();
    let changes = steps.flat_map(|step| {
        let (was, now) = (pick(was, step.was), pick(now, step.is));
        let is_moved = step.kind == ChangeKind::Moved;
        // Where a quote stands in the place of something else, one is gone and the other new.
        let is_quote = |block: &Option<Block>| block.as_ref().is_some_and(|block| block.speaker.is_some());
        if was.is_some() && now.is_some() && is_quote(&was) != is_quote(&now) {
            let change = |was, now| Change { was, now, is_moved };
            return vec![change(was, None), change(None, now)];
        }
        vec![Change { was, now, is_moved }]
    });
    // Another space between words is none that a reader sees.
    changes.filter(|change| change.is_moved || change.was != change.now).collect()
}

fn changed(route: &Route, was: &Page, now: &Page) -> Changed {
    Changed {
        page: Named { address: route.to_string(), title: now.title.clone() },
        lang: now.lang.clone(),
        changes: changes(&was.main, &now.main),
    }
}

/// Tells each change once: of the page that lies deepest, which a change is of rather than of a list of pages.
fn once(pages: &mut [Changed], default: &str, also: &mut Vec<String>) {
    let mut deepest: Vec<usize> = (0..pages.len()).collect();
    let depth = |page: &Changed| page.page.address.matches('/').count();
    // Pages of other languages follow: they may show what is not translated yet.
    let is_other = |page: &Changed| page.lang != default;
    deepest.sort_by_key(|i| (is_other(&pages[*i]), Reverse(depth(&pages[*i])), *i));
    let mut told: BTreeSet<Change> = BTreeSet::new();
    for i in deepest {
        let page = &mut pages[i];
        let some = !page.changes.is_empty();
        let own: Vec<Change> =
            page.changes.iter().filter(|change| !told.contains(*change)).cloned().collect();
        told.extend(own.iter().cloned());
        page.changes = own;
        if some && page.changes.is_empty() {
            also.push(page.page.address.clone());
        }
    }
    also.sort();
}

/// What is another around the pages, each change once.
fn framed(pages: &[(Route, Page, Page)], same: usize) -> Vec<Framed> {
    let mut all: BTreeMap<(Part, Vec<Change>), (BTreeSet<String>, usize)> = BTreeMap::new();
    for (_, was, now) in pages {
        for part in [Part::Header, Part::Menu, Part::Footer] {
            let changes = changes(&was.frame[part as usize], &now.frame[part as usize]);
            if !changes.is_empty() {
                let (langs, count) = all.entry((part, changes)).or_default();
                langs.insert(now.lang.clone());
                *count += 1;
            }
        }
    }
    let framed = all.into_iter().map(|((part, changes), (langs, count))| {
        let is_everywhere = same == 0 && count == pages.len();
        Framed { part, langs, pages: count, is_everywhere, changes }
    });
    framed.collect()
}
