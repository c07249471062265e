//! Addresses that were published once: each is still there, leads on, or says why it does not.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Diagnostic, Findings, Rule, Severity, Span};
use crate::files::Files;
use crate::formats::compressed::Form;
use crate::plan::Plan;
use crate::read::ledger::ODD_ENTRY;
use crate::read::markdown::slug;
use crate::resolve::Graph;
use crate::resolve::held::{Held, held};
use crate::resolve::routes::{Goal, Place, page_route};
use crate::resolve::targets::{Target, join};
use crate::site::hosts::Host;
use crate::site::{Entry, EntryIx, Facts, Lang, Published, Route, Site};

/// A published address that is gone.
pub static ADDRESS_GONE: Rule = Rule {
    name: "address-gone",
    severity: Severity::Error,
    docs: "An address that was published stands in letters, reports and bookmarks. When its page \
           moves, the old address has to lead to the new one; when it is withdrawn, to say so.\n\n\
           Wrong: `members.md` renamed to `partners.md`, and nothing else\n\n\
           Right: `aliases: [/members/]` in `partners.md`, or `members.md` with \
           `gone: {on: 2026-03-01, why: There are no members any more.}`",
};

/// A published address at which nothing is, as was meant.
pub static ADDRESS_ENDED: Rule = Rule {
    name: "address-ended",
    severity: Severity::Advice,
    docs: "A page that has expired, what Plenary makes of others (a feed, a calendar, the page of corrections) once \
           nothing is in it, and a document of a withdrawn page leave an address behind at which nothing is. That is as somebody meant it, but who comes there \
           by a bookmark reads nothing of it.\n\n\
           Wrong: `expires_at: 2026-03-01` on a page to which others link\n\n\
           Right: `gone: {on: 2026-03-01, why: The consultation has ended.}` once it has",
};

/// How like a page's name has to be to that of one that is gone, from 0 to 1: of a page that was published
/// already, and of one that is new.
const LIKE: f64 = 0.8;
const LIKE_AND_NEW: f64 = 0.35;

/// Files that Plenary makes beside a page where there is something to put in.
const MADE_BESIDE: [&str; 4] = ["feed.xml", "feed.json", "calendar.ics", "contact.vcf"];

/// Pages that Plenary makes of others, where there are any.
const MADE_PAGES: [&str; 4] = ["a-z/", "corrections/", "data/", "search/"];

/// Checks that what was published once is still there, redirected or explained.
pub fn check(files: &Files, site: &Site, graph: &Graph, plan: &Plan, found: &mut Findings) {
    let is_lost = |once: &&Published| {
        plan.get(&once.route).is_none() && plan.get(&page_route(once.route.as_str())).is_none()
    };
    let mut lost = site.published.iter().filter(is_lost).peekable();
    if lost.peek().is_none() {
        return;
    }
    let published = site.published.iter().map(|once| &once.route).collect();
    let look = Look { files, site, graph, plan, held: held(site, &graph.subjects), published };
    for once in lost {
        found.extend(look.at(once));
    }
}

struct Look<'a> {
    files: &'a Files,
    site: &'a Site,
    graph: &'a Graph,
    plan: &'a Plan,
    held: BTreeMap<Route, Held>,
    published: BTreeSet<&'a Route>,
}

impl Look<'_> {
    /// What is to be said of an address at which nothing is.
    fn at(&self, once: &Published) -> Option<Diagnostic> {
        let route = page_route(once.route.as_str());
        if let Some(diagnostic) = self.with_the_path(once) {
            return Some(diagnostic);
        }
        // What only a host reads is nobody's address, nor is what it sends in place of another file.
        let path = once.route.file();
        let is_form =
            Form::original(&path).is_some_and(|file| self.plan.get(&Route::of_file(file)).is_some());
        if Host::reads(&path) || is_form {
            return None;
        }
        // A program without search makes no page of it.
        if cfg!(not(feature = "search")) && self.below_home(&route) == "search/" {
            return None;
        }
        if let Some(held) = self.held.get(&route) {
            return Some(self.held_back(once, *held));
        }
        if let Some(redirect) = self.graph.routes.waiting.iter().find(|redirect| redirect.from == route) {
            let message = format!("{route} was published once, and what it leads to is not online now");
            return Some(
                ended(once, message, "nothing is to be done if that was meant")
                    .label(redirect.span, "redirected here"),
            );
        }
        let rest = self.below_home(&route);
        if let Some(topic) = rest.strip_prefix("topics/").filter(|rest| !rest.contains('.')) {
            return Some(self.topic(once, topic.trim_end_matches('/')));
        }
        let name = rest.rsplit('/').next().unwrap_or_default();
        if MADE_PAGES.contains(&rest) || MADE_BESIDE.contains(&name) || rest.starts_with("data/") {
            return Some(self.made(once));
        }
        if route.as_str().ends_with('/') {
            return Some(self.page(once, &route));
        }
        Some(self.document(once))
    }

    /// An entry with the path of `base_url` in front, which addresses on the site do not have.
    fn with_the_path(&self, once: &Published) -> Option<Diagnostic> {
        let path = &self.site.config.base.path;
        let bare = once.route.as_str().strip_prefix(path.as_str()).filter(|_| !path.is_empty())?;
        let right = Route::of_file(bare);
        self.plan.get(&right).filter(|_| bare.starts_with('/'))?;
        let message = format!("{} begins with the path of base_url, {path}/", once.route);
        Some(
            Diagnostic::new(&ODD_ENTRY, once.span, message)
                .help(format!("write {right}"))
                .safe_fix(once.span, right.as_str()),
        )
    }

    /// An address without the language in front.
    fn below_home<'b>(&self, route: &'b Route) -> &'b str {
        let path = &route.as_str()[1..];
        let tag = path.split_once('/').filter(|_| self.lang(route) != Lang::DEFAULT);
        tag.map_or(path, |(_, rest)| rest)
    }

    /// The language that an address is of.
    fn lang(&self, route: &Route) -> Lang {
        let tag = route.as_str().split('/').nth(1).unwrap_or_default();
        self.site.config.lang(tag).unwrap_or(Lang::DEFAULT)
    }

    fn held_back(&self, once: &Published, what: Held) -> Diagnostic {
        let route = &once.route;
        let Held::Entry(ix) = what else {
            let message = format!("{route} was published once, and nothing in that folder is online now");
            return ended(once, message, "nothing is to be done if that was meant");
        };
        let entry = self.site.entry(ix);
        let path = &self.files.get(entry.file).path;
        let common = &entry.common;
        let at = |key: &str| entry.span(key);
        let today = &self.graph.today;
        if common.draft.is_some_and(|draft| draft.0) {
            let message = format!("{route} was published once, and is a draft now");
            let help = format!(
                "to take the page away, write gone: {{on: {}, why: the reason}} in place of draft: yes in {path}",
                today.date
            );
            return Diagnostic::new(&ADDRESS_GONE, once.span, message)
                .help(help)
                .label(at("draft"), "held back here");
        }
        if common.expires_at.is_some_and(|end| end.timestamp(&today.zone) <= today.now) {
            let message = format!("{route} was published once, and has expired");
            let help = format!(
                "if readers should know, write gone: {{on: {}, why: the reason}} in place of expires_at in {path}",
                today.date
            );
            return ended(once, message, &help).label(at("expires_at"), "it ends here");
        }
        let message = format!("{route} was published once, and is held back now");
        let key = if common.publish_at.is_some() { at("publish_at") } else { Span::new(entry.file, 0, 0) };
        ended(once, message, "nothing is to be done if that was meant").label(key, "held back here")
    }

    /// A topic: of pages that are held back or withdrawn, or of none.
    fn topic(&self, once: &Published, topic: &str) -> Diagnostic {
        let lang = self.lang(&once.route);
        // Texts in the site's own language stand in for those that are not translated.
        let bears = |entry: &Entry| {
            let mut topics = entry.common.topics.iter().flatten();
            [lang, Lang::DEFAULT].contains(&entry.lang)
                && topics.any(|name| topic.is_empty() || slug(name) == topic)
        };
        let route = &once.route;
        if self.silent().any(|ix| bears(self.site.entry(ix))) {
            let message =
                format!("{route} was published once, and only pages that are not online have that topic now");
            return ended(once, message, "nothing is to be done if that was meant");
        }
        let list = Route::of_file(&route.as_str()[..=route.as_str().find("topics/").unwrap_or(0) + 6]);
        let list = if self.plan.get(&list).is_some() && !topic.is_empty() {
            list.to_string()
        } else {
            "/".to_owned()
        };
        let message = format!("{route} was published once, and no page has that topic any more");
        Diagnostic::new(&ADDRESS_GONE, once.span, message).help(format!(
            "write the topic as before, or add redirects: {{{route}: {list}}} to site.yaml, or the topic that took its place"
        ))
    }

    /// A feed, calendar, contact card, table, or page of what others say.
    fn made(&self, once: &Published) -> Diagnostic {
        let message = format!("{} was published once, and there is nothing to put into it now", once.route);
        let (folder, name) = once.route.as_str().rsplit_once('/').unwrap_or_default();
        // Whoever has taken it looks for it where its page is now.
        let moved = self.graph.routes.redirect_from(&Route::of_file(&format!("{folder}/")));
        let page = moved.and_then(|redirect| match redirect.to {
            Goal::Page(place) => self.graph.routes.of(place.subject, place.lang),
            _ => None,
        });
        let now = page.map(|page| page.join(name)).filter(|now| self.plan.get(now).is_some());
        if let Some(now) = now {
            let message = format!("{} was published once, and is at {now} now", once.route);
            let help = format!(
                "where the host redirects files, add redirects: {{{}: {now}}} to site.yaml; tell those who have it",
                once.route
            );
            return ended(once, message, &help);
        }
        ended(once, message, "it comes back when there is something; tell those who have it if it does not")
    }

    /// A file beside pages.
    fn document(&self, once: &Published) -> Diagnostic {
        let route = &once.route;
        let back = format!(
            "put the file back, or at static{route}; where the host redirects files, redirects: {{{route}: an address}} in site.yaml does too"
        );
        let Some((file, _)) = self.files.find(&format!("content{route}")) else {
            let message = format!("{route} was published once, and the file is gone");
            return Diagnostic::new(&ADDRESS_GONE, once.span, message).help(back);
        };
        let names = |ix: EntryIx| {
            let linked = self.graph.links.of(ix).contains(&Target::File(file));
            linked || self.in_front(self.site.entry(ix), &self.files.get(file).path)
        };
        if self.silent().any(names) {
            let message =
                format!("{route} was published once, and only pages that are not online link to it now");
            return ended(once, message, "nothing is to be done if that was meant");
        }
        let message = format!("{route} was published once, and no page links to it any more");
        Diagnostic::new(&ADDRESS_GONE, once.span, message).help(format!(
            "link to it from a page, or move it to static{route}, where all files are published"
        ))
    }

    /// Whether a meeting names a file.
    fn in_front(&self, entry: &Entry, path: &str) -> bool {
        let Facts::Meeting(meeting) = &entry.facts else { return false };
        let own = &self.files.get(entry.file).path;
        let folder =
            own.strip_prefix("content/").and_then(|own| Some(own.rsplit_once('/')?.0)).unwrap_or_default();
        let mut named = meeting.agenda.iter().chain(&meeting.minutes);
        named.any(|named| join(folder, named).is_some_and(|named| path == format!("content/{named}")))
    }

    /// What is written and not shown: what is held back, and the texts of withdrawn pages.
    fn silent(&self) -> impl Iterator<Item = EntryIx> {
        let subjects = &self.graph.subjects;
        (0..self.site.entries.len()).map(EntryIx).filter(move |ix| {
            let entry = self.site.entry(*ix);
            let subject = subjects.by_id(&entry.id).map(|subject| subjects.get(subject));
            subject.is_some_and(|s| !s.is_listed() || s.version(entry.lang) != Some(*ix))
        })
    }

    /// A page.
    fn page(&self, once: &Published, route: &Route) -> Diagnostic {
        let message = format!("{} was published once and is gone", once.route);
        let diagnostic = Diagnostic::new(&ADDRESS_GONE, once.span, message);
        let alias = route.as_str().replace('%', "%25");
        let or = "or put the page back, with gone: and the reason";
        let Some((new, place)) = self.likeliest(route) else {
            return diagnostic.help(format!("add aliases: [{alias}] to the page that took its place, {or}"));
        };
        let subject = self.graph.subjects.get(place.subject);
        let Some(entry) = subject.version(place.lang).or(subject.source).map(|ix| self.site.entry(ix)) else {
            return diagnostic.help(format!(
                "add redirects: {{{alias}: {new}}} to site.yaml if that took its place, {or}"
            ));
        };
        let path = &self.files.get(entry.file).path;
        diagnostic.help(format!("add aliases: [{alias}] to {path} if that took its place, {or}"))
    }

    /// The page that most likely took the place of one that is gone: of a name like it. A page that was not
    /// published before is the likelier.
    fn likeliest(&self, route: &Route) -> Option<(&Route, Place)> {
        let lang = self.lang(route);
        let (above, name) = parts(route);
        let near = self.graph.routes.iter().filter(|(other, place)| {
            // A language may have gone with all its pages.
            (place.lang == lang || self.lang(other) == lang) && self.graph.is_listed(place.subject)
        });
        let score = |other: &Route| {
            let (folder, other_name) = parts(other);
            let likeness = strsim::normalized_damerau_levenshtein(name, other_name);
            let wanted = if self.published.contains(other) { LIKE } else { LIKE_AND_NEW };
            let beside = if folder == above { 0.1 } else { 0.0 };
            (likeness >= wanted && !other_name.is_empty()).then_some(likeness - wanted + beside)
        };
        let scored = near.filter_map(|(other, place)| Some((score(other)?, other, place)));
        let best = scored.max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)));
        best.map(|(_, other, place)| (other, place))
    }
}

/// The folder and the name of a page's address.
fn parts(route: &Route) -> (&str, &str) {
    route.as_str().trim_end_matches('/').rsplit_once('/').unwrap_or_default()
}

fn ended(once: &Published, message: String, help: &str) -> Diagnostic {
    Diagnostic::new(&ADDRESS_ENDED, once.span, message).help(help)
}
