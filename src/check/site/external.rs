//! Addresses elsewhere: which there are, and what is said of the answers they gave. Who asks them
//! is no business of this file, so a test gives it answers without a network.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use url::{Host, Url};

use crate::diagnostics::{Diagnostic, Rule, Severity, Sources, Span};
use crate::files::Files;
use crate::resolve::targets::Target;
use crate::resolve::{Graph, Today};
use crate::site::common::Link;
use crate::site::config::{Base, MenuItem};
use crate::site::meeting::Status;
use crate::site::tree::Step;
use crate::site::{Entry, EntryIx, Facts, Meeting, Site, Tree};

/// A link elsewhere whose page is gone.
pub static DEAD_EXTERNAL_LINK: Rule = Rule {
    name: "dead-external-link",
    severity: Severity::Warning,
    docs: "Pages elsewhere move and vanish without a word, and a reader who follows the link is \
           lost. `plenary check --external` asks each address whether it still works.\n\n\
           Wrong: `[report](https://www.example.org/2019/report.pdf)`, which answers 404\n\n\
           Right: `[report](https://www.example.org/library/report-2019.pdf)`, where it is now",
};

/// A link elsewhere whose page has another address now.
pub static MOVED_EXTERNAL_LINK: Rule = Rule {
    name: "moved-external-link",
    severity: Severity::Advice,
    docs: "A page that moved for good leads readers on for a while only: old addresses are switched \
           off in the end. `plenary check --external` says where it is now.\n\n\
           Wrong: `website: http://city.example.org`, which leads to the address below for good\n\n\
           Right: `website: https://www.city.example.org/`",
};

/// A link elsewhere of which nothing is known.
pub static UNANSWERED_EXTERNAL_LINK: Rule = Rule {
    name: "unanswered-external-link",
    severity: Severity::Advice,
    docs: "Many sites turn programs away or are out of order for an hour. That is no fault of the \
           link, so `plenary check --external` only says that it does not know.\n\n\
           Wrong: to take a link out because it could not be asked\n\n\
           Right: to open it in a browser, and keep it where it works",
};

/// The rules that find something only where the network is asked.
pub const ASKED: [&str; 3] = ["dead-external-link", "moved-external-link", "unanswered-external-link"];

/// What an address answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", rename_all_fields = "kebab-case")]
pub enum Answer {
    /// It works.
    Works,
    /// It works, at another address that it leads to for good.
    Moved {
        /// The other address.
        to: String,
    },
    /// It answers with a status that is no success.
    Status(u16),
    /// No such host exists.
    NoHost {
        /// The name that does not exist.
        host: String,
    },
    /// Its certificate is one that browsers refuse.
    Certificate {
        /// What is wrong with it: "has a certificate that has expired".
        fault: String,
    },
    /// No connection was made.
    Unreachable,
    /// It could not be asked for another reason.
    Unclear {
        /// The reason: "it gave no answer in time".
        why: String,
    },
}

impl Answer {
    /// Whether a reader who follows the link arrives.
    pub fn is_good(&self) -> bool {
        matches!(self, Self::Works | Self::Moved { .. })
    }
}

/// What is known of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// What it answered.
    pub answer: Answer,
    /// The last day on which it worked.
    pub worked: Option<Date>,
}

/// One place of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The address as it is written there, with its part of a page (`#members`).
    pub written: String,
    /// Where it is pointed at.
    pub span: Span,
    /// Whether the address stands there to the letter, so that another can be put in its place.
    pub literal: bool,
}

/// All addresses elsewhere without their part of a page, each with all its places.
pub type Addresses = BTreeMap<String, Vec<Place>>;

/// Gathers the addresses elsewhere that the network can be asked for: not those of this site, and
/// not those that exist in documentation only.
pub fn gather(site: &Site, graph: &Graph, files: &Files) -> Addresses {
    let mut gathering = Gathering { files, base: &site.config.base, all: Addresses::new() };
    for (i, entry) in site.entries.iter().enumerate().filter(|(_, entry)| may_be_read(entry, &graph.today)) {
        gathering.text(entry, graph.links.of(EntryIx(i)));
        gathering.links("links", entry.common.links.as_deref(), &entry.front);
        gathering.facts(entry, &graph.today);
    }
    let (settings, places) = (&site.config.settings, &site.config.places);
    gathering.menu("menu", settings.menu.as_deref(), places);
    gathering.menu("footer", settings.footer.as_deref(), places);
    gathering.links("links", settings.links.as_deref(), places);
    gathering.value("licence", settings.licence.as_deref(), places);
    gathering.value("repository", settings.repository.as_deref(), places);
    for (from, to) in site.config.redirects() {
        let path = [Step::Key("redirects".to_owned()), Step::Key(from.0.clone())];
        gathering.add(to, places.span_of(&path));
    }
    gathering.all
}

/// Whether anybody reads a text today or later: it is not withdrawn and has not expired.
fn may_be_read(entry: &Entry, today: &Today) -> bool {
    let expired = entry.common.expires_at.is_some_and(|at| at.timestamp(&today.zone) <= today.now);
    entry.common.gone.is_none() && !expired
}

struct Gathering<'a> {
    files: &'a Files,
    base: &'a Base,
    all: Addresses,
}

impl Gathering<'_> {
    fn text(&mut self, entry: &Entry, targets: &[Target]) {
        for (link, target) in entry.text.links.iter().zip(targets) {
            if let Target::Elsewhere(address) = target {
                let span = Span::new(entry.file, link.range.start, link.range.end);
                let (place, literal) = match self.in_link(span, &link.target) {
                    Some(exact) => (exact, *address == link.target),
                    None => (span, false),
                };
                self.add_place(Place { written: address.clone(), span: place, literal });
            }
        }
    }

    /// Where in `[text](address)` or `<address>` the address stands; nowhere for `[text][name]`.
    fn in_link(&self, link: Span, address: &str) -> Option<Span> {
        let text = self.files.source(link.file).1.get(link.start..link.end)?;
        let behind = |mark: &str| text.rfind(&format!("{mark}{address}")).map(|i| i + mark.len());
        let bare = || text.starts_with('<').then_some(1).filter(|i| text[*i..].starts_with(address));
        let start = link.start + behind("](").or_else(|| behind("](<")).or_else(bare)?;
        Some(Span::new(link.file, start, start + address.len()))
    }

    fn facts(&mut self, entry: &Entry, today: &Today) {
        let (key, address) = match &entry.facts {
            Facts::Organisation(_, facts) => ("website", facts.website.as_deref()),
            Facts::Person(facts) => ("website", facts.website.as_deref()),
            Facts::Quote(facts) => ("source", facts.source.as_deref()),
            Facts::Meeting(facts) if is_to_come(facts, today) => ("online", facts.online.as_deref()),
            _ => return,
        };
        self.value(key, address, &entry.front);
    }

    fn links(&mut self, key: &str, links: Option<&[Link]>, places: &Tree) {
        for (i, link) in links.unwrap_or_default().iter().enumerate() {
            self.value(&format!("{key}[{i}].to"), Some(&link.to), places);
        }
    }

    fn menu(&mut self, key: &str, items: Option<&[MenuItem]>, places: &Tree) {
        for (i, item) in items.unwrap_or_default().iter().enumerate() {
            let record = format!("{key}[{i}].to");
            let path =
                if places.get(&Tree::path(&record)).is_some() { record } else { format!("{key}[{i}]") };
            self.value(&path, Some(&item.to), places);
        }
    }

    fn value(&mut self, path: &str, address: Option<&str>, places: &Tree) {
        if let Some(address) = address {
            self.add(address, places.span(path));
        }
    }

    /// Adds an address of YAML.
    fn add(&mut self, address: &str, value: Span) {
        let text = self.files.source(value.file).1.get(value.start..value.end).unwrap_or_default();
        let exact = text
            .find(address)
            .map(|i| Span::new(value.file, value.start + i, value.start + i + address.len()));
        self.add_place(Place {
            written: address.to_owned(),
            span: exact.unwrap_or(value),
            literal: exact.is_some(),
        });
    }

    fn add_place(&mut self, place: Place) {
        let Ok(mut url) = Url::parse(&place.written) else { return };
        if !matches!(url.scheme(), "http" | "https") || is_reserved(&url) || self.is_own(&url) {
            return;
        }
        url.set_fragment(None);
        self.all.entry(url.into()).or_default().push(place);
    }

    /// Whether an address is on this site; other rules hold those against its pages.
    fn is_own(&self, url: &Url) -> bool {
        let below = url.path().strip_prefix(&*self.base.path);
        url.origin().ascii_serialization() == self.base.origin
            && below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

/// Rooms of meetings that are over are closed, and nobody looks for them.
fn is_to_come(meeting: &Meeting, today: &Today) -> bool {
    let over = matches!(meeting.status, Some(Status::Held | Status::Cancelled));
    !over && meeting.starts.is_none_or(|starts| starts.zoned().date() >= today.date)
}

/// Names that stand for no host of the public network (RFC 2606, 6761, 6762, 7686).
fn is_reserved(url: &Url) -> bool {
    const LAST: [&str; 6] = ["example", "invalid", "test", "localhost", "local", "onion"];
    const DOMAINS: [&str; 3] = ["example.com", "example.net", "example.org"];
    let Some(Host::Domain(name)) = url.host() else { return false };
    let name = name.trim_end_matches('.');
    let is_below = |domain: &str| {
        name.strip_suffix(domain).is_some_and(|before| before.is_empty() || before.ends_with('.'))
    };
    LAST.into_iter().chain(DOMAINS).any(is_below)
}

/// What an editor is told of the answers.
pub fn findings(addresses: &Addresses, known: &BTreeMap<String, Known>) -> Vec<Diagnostic> {
    let answered = addresses.iter().filter_map(|(address, places)| Some((known.get(address)?, places)));
    answered.flat_map(|(known, places)| places.iter().filter_map(|place| finding(place, known))).collect()
}

fn finding(place: &Place, known: &Known) -> Option<Diagnostic> {
    let address = &place.written;
    match &known.answer {
        Answer::Works => None,
        Answer::Moved { to } => moved(place, to),
        Answer::Status(404) => {
            Some(dead(place, known, &format!("{address} answers 404: the page is not there")))
        }
        Answer::Status(410) => {
            Some(dead(place, known, &format!("{address} answers 410: the page was withdrawn")))
        }
        Answer::NoHost { host } => {
            Some(dead(place, known, &format!("{address} leads nowhere: there is no site {host}")))
        }
        Answer::Certificate { fault } => Some(dead(place, known, &format!("{address} {fault}"))),
        Answer::Status(status) => Some(unclear(place, &format!("it answers {status}"))),
        Answer::Unreachable => Some(unclear(place, "no connection could be made")),
        Answer::Unclear { why } => Some(unclear(place, why)),
    }
}

fn dead(place: &Place, known: &Known, message: &str) -> Diagnostic {
    let worked = known.worked.map(|day| format!("it worked on {day}: ")).unwrap_or_default();
    let help = match known.answer {
        Answer::Certificate { .. } => {
            format!(
                "{worked}browsers warn readers off; find an address that works, or tell who runs that site"
            )
        }
        _ => format!("{worked}find its new address, or take the link out"),
    };
    Diagnostic::new(&DEAD_EXTERNAL_LINK, place.span, message).help(help)
}

fn unclear(place: &Place, why: &str) -> Diagnostic {
    Diagnostic::new(
        &UNANSWERED_EXTERNAL_LINK,
        place.span,
        format!("{} could not be asked: {why}", place.written),
    )
    .help("open it in a browser; many sites turn programs away, so it may well work")
}

fn moved(place: &Place, to: &str) -> Option<Diagnostic> {
    let mut to = Url::parse(to).ok()?;
    let from = Url::parse(&place.written).ok()?;
    if to.fragment().is_none() {
        to.set_fragment(from.fragment());
    }
    let message = format!("{} has moved for good to {to}", place.written);
    let diagnostic = Diagnostic::new(&MOVED_EXTERNAL_LINK, place.span, message);
    // A site that sends everything it has lost to its first page does not say where it went.
    if to.path() == "/" && from.path() != "/" {
        return Some(diagnostic.help(
            "that is the first page of a site; see whether what was linked is there, or find its new address",
        ));
    }
    let diagnostic = diagnostic.help("write the new address");
    // What Markdown or YAML could read as something else is left to a person.
    let plain =
        !to.as_str().contains(['(', ')', '[', ']', '{', '}', '<', '>', ',', '\'', '"', '\\', '*', '|']);
    Some(if place.literal && plain { diagnostic.propose(place.span, to) } else { diagnostic })
}

/// The finding where no address could be reached at all.
pub fn no_network(files: &Files, asked: &[&str]) -> Diagnostic {
    let message = "the network could not be reached; no link was asked";
    let help = match asked {
        [only] => format!("see whether this machine has a network; if it has, {only} leads nowhere"),
        _ => "see whether this machine has a network, and check again".to_owned(),
    };
    Diagnostic::new(&UNANSWERED_EXTERNAL_LINK, files.no_file(), message).help(help)
}
