//! Weights: whether pages, with all that they load, are as light as `budget` in `site.yaml` asks.
//!
//! [`Scales`] stand before the [`Sink`] that takes the outputs and weigh each on its way: text as it is
//! sent, compressed, pictures as they are. A page that has a budget is made at each build, since its
//! weight is known of nothing but its bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::sync::{Mutex, PoisonError};

use flate2::Compression;
use flate2::write::GzEncoder;

use super::Loaded;
use super::sink::{Key, Made, Sink};
use crate::check::site::weight::over;
use crate::diagnostics::{Findings, Span};
use crate::error::Failure;
use crate::formats::manifest::Output;
use crate::formats::policy::Needs;
use crate::plan::{Recipe, Turn};
use crate::render::html;
use crate::resolve::subjects::HOME;
use crate::site::config::PageSort;
use crate::site::values::Weight;
use crate::site::{Kind, Route};

/// Weighs outputs on their way to another sink.
pub struct Scales<'a> {
    loaded: &'a Loaded,
    sink: &'a dyn Sink,
    weighed: Mutex<Weighed>,
}

/// What was weighed so far, in bytes.
#[derive(Default)]
struct Weighed {
    pages: BTreeMap<Route, Page>,
    files: BTreeMap<Route, u64>,
}

/// A page that has a budget.
struct Page {
    budget: u64,
    text: u64,
    loads: BTreeSet<Route>,
}

impl<'a> Scales<'a> {
    /// Scales before a sink; none where the site has no budget.
    pub fn before(sink: &'a dyn Sink, loaded: &'a Loaded) -> Option<Self> {
        let settings = &loaded.site.config.settings;
        settings.budget.as_ref().map(|_| Self { loaded, sink, weighed: Mutex::default() })
    }

    /// What a page may weigh, in bytes; none where nothing is said of its sort.
    fn budget(&self, route: &Route) -> Option<u64> {
        let sort = sort(self.loaded, self.loaded.plan.get(route)?)?;
        let budgets = self.loaded.site.config.settings.budget.as_ref()?;
        budgets.get(&sort).map(Weight::bytes)
    }

    /// The files of the site that a page loads.
    fn loads(&self, page: &str) -> BTreeSet<Route> {
        let base = &self.loaded.site.config.base.path;
        let own = |address: String| Some(Route::new(address.strip_prefix(base.as_str())?.split('#').next()?));
        html::loads(page).into_iter().filter_map(own).collect()
    }

    /// Says which pages are too heavy.
    pub fn check(&self, found: &mut Findings) {
        let taken = self.sink.taken();
        let sizes: BTreeMap<&str, u64> =
            taken.iter().map(|output| (output.path.as_str(), output.size)).collect();
        let weighed = self.weighed.lock().unwrap_or_else(PoisonError::into_inner);
        let Weighed { pages, files } = &*weighed;
        let weight = |route: &Route| {
            files.get(route).or_else(|| sizes.get(route.file().as_str())).copied().unwrap_or_default()
        };
        for (route, page) in pages {
            let loads = (page.loads.iter().map(weight).sum(), page.loads.len());
            found.extend(over(self.place(route), route, page.text, loads, page.budget));
        }
    }

    /// The place of what a page was made of; of a page that Plenary makes, the budget's.
    fn place(&self, route: &Route) -> Span {
        let entry = match self.loaded.plan.get(route) {
            Some(Recipe::Page(ix, lang)) => self.loaded.graph.entry(&self.loaded.site, *ix, *lang),
            _ => None,
        };
        let settings = || self.loaded.site.config.places.span("budget");
        entry.map_or_else(settings, |entry| Span::new(entry.file, 0, 0))
    }
}

impl Sink for Scales<'_> {
    fn keep(&self, route: &Route, key: Key) -> bool {
        self.budget(route).is_none() && self.sink.keep(route, key)
    }

    fn take(&self, route: &Route, turn: Turn, made: Made) -> Result<(), Failure> {
        let page = self.budget(route).map(|budget| {
            let text = String::from_utf8_lossy(&made.bytes);
            Page { budget, text: compressed(&made.bytes), loads: self.loads(&text) }
        });
        let file = (turn == Turn::File).then(|| {
            let ending = route.as_str().rsplit('.').next().unwrap_or_default();
            let is_text = matches!(ending, "css" | "js" | "svg");
            if is_text { compressed(&made.bytes) } else { made.bytes.len() as u64 }
        });
        {
            let mut weighed = self.weighed.lock().unwrap_or_else(PoisonError::into_inner);
            weighed.pages.extend(page.map(|page| (route.clone(), page)));
            weighed.files.extend(file.map(|size| (route.clone(), size)));
        }
        self.sink.take(route, turn, made)
    }

    fn needed_before(&self) -> BTreeMap<String, Needs> {
        self.sink.needed_before()
    }

    fn taken(&self) -> Vec<Output> {
        self.sink.taken()
    }

    fn read(&self, route: &Route) -> Result<Vec<u8>, Failure> {
        self.sink.read(route)
    }
}

/// What sort of page a recipe makes; none for pages that no budget can name.
fn sort(loaded: &Loaded, recipe: &Recipe) -> Option<PageSort> {
    Some(match recipe {
        Recipe::Page(ix, _) => {
            let subject = loaded.graph.subjects.get(*ix);
            match subject.kind {
                _ if subject.id == HOME => PageSort::Home,
                _ if subject.section => PageSort::Section,
                Kind::Page => PageSort::Page,
                Kind::Body => PageSort::Body,
                Kind::Organisation => PageSort::Organisation,
                Kind::Person => PageSort::Person,
                Kind::Quote => PageSort::Quote,
                Kind::Note => PageSort::Note,
                Kind::Meeting => PageSort::Meeting,
            }
        }
        Recipe::Topic(..) => PageSort::Topic,
        Recipe::AToZ(_) => PageSort::AToZ,
        Recipe::Part(list, _) => return sort(loaded, list),
        _ => return None,
    })
}

/// How many bytes a text is when it is sent with gzip (RFC 1952), as nearly every host does.
fn compressed(bytes: &[u8]) -> u64 {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    let sent = encoder.write_all(bytes).and_then(|()| encoder.finish());
    sent.map_or(bytes.len(), |sent| sent.len()) as u64
}
