//! Routes: the address of each subject in each language, and where old addresses lead.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::subjects::{HOME, SubjectIx, Subjects};
use crate::diagnostics::{Diagnostic, Findings, Rule, Severity, Span};
use crate::read::parent;
use crate::site::tree::Step;
use crate::site::{Entry, Lang, Route, Site};

/// Two pages with one address.
pub static ADDRESS_TWICE: Rule = Rule {
    name: "address-twice",
    severity: Severity::Error,
    docs: "Of two pages with one address, only one can be published.\n\n\
           Wrong: `content/members.md` and `content/members/index.md`\n\n\
           Right: one of them, or another `slug` in one of them",
};

/// A redirect from the address of a page.
pub static REDIRECT_OVER_PAGE: Rule = Rule {
    name: "redirect-over-page",
    severity: Severity::Error,
    docs: "An old address that is also a page's would hide that page.\n\n\
           Wrong: `aliases: [/members/]` in `partners.md`, where `members.md` exists\n\n\
           Right: rename `members.md`, or leave the alias out",
};

/// A redirect whose target does not exist.
pub static REDIRECT_TO_NOTHING: Rule = Rule {
    name: "redirect-to-nothing",
    severity: Severity::Error,
    docs: "A redirect that leads nowhere is as bad as none.\n\n\
           Wrong: `redirects: {/old/: /nwe/}`\n\n\
           Right: `redirects: {/old/: /new/}`",
};

/// What has an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The subject.
    pub subject: SubjectIx,
    /// The language of the reader.
    pub lang: Lang,
}

/// Where an old address leads.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Redirect {
    /// The old address.
    pub from: Route,
    /// The new one: on this site, or a whole address elsewhere.
    pub to: Goal,
    /// What stands behind the new address, with its signs: a query, the place on the page.
    pub behind: String,
    /// Where it is written.
    pub span: Span,
}

/// The goal of a redirect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Goal {
    /// A page of this site.
    Page(Place),
    /// Another address of this site.
    Local(Route),
    /// An address elsewhere.
    Elsewhere(String),
}

/// All addresses of pages.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Routes {
    of: BTreeMap<(SubjectIx, Lang), Route>,
    by_route: BTreeMap<Route, Place>,
    /// The redirects by their old addresses.
    by_old: BTreeMap<Route, usize>,
    /// Old addresses, sorted.
    pub redirects: Vec<Redirect>,
    /// Those that would lead to what is not online on this day; they are not made.
    pub waiting: Vec<Redirect>,
}

impl Routes {
    /// Gives every online subject an address in each language.
    pub fn new(site: &Site, subjects: &Subjects, found: &mut Findings) -> Self {
        let mut routes = Self::default();
        let addresses = Addresses { site, subjects };
        let mut met = BTreeSet::new();
        for (ix, subject) in subjects.iter().filter(|(_, subject)| subject.public) {
            for lang in site.config.langs() {
                let own = subject.version(lang).is_some() || subject.source.is_none();
                // A language's home and sections are where its other pages hang.
                let needed = subject.section || subject.id == HOME;
                if !own && !needed && !site.config.fallback() {
                    continue;
                }
                let route = addresses.of(ix, lang);
                let place = Place { subject: ix, lang };
                if let Some(other) = routes.by_route.get(&route) {
                    // Two that meet in one language meet in those that have no translation too.
                    if met.insert((ix, other.subject)) {
                        found.add(twice(site, subjects, &route, place, *other));
                    }
                    continue;
                }
                routes.by_route.insert(route.clone(), place);
                routes.of.insert((ix, lang), route);
            }
        }
        same_id(site, found);
        routes.aliases(site, subjects, found);
        routes.site_redirects(site, subjects, found);
        routes.stood_in(site);
        routes.redirects.sort_by(|a, b| a.from.cmp(&b.from));
        routes.by_old = routes.redirects.iter().enumerate().map(|(i, r)| (r.from.clone(), i)).collect();
        routes.shorten_chains();
        routes
    }

    /// Lets redirects wait that lead to what is not online.
    pub fn wait(&mut self, is_held: impl Fn(&Route) -> bool) {
        let waits = |redirect: &Redirect| matches!(&redirect.to, Goal::Local(to) if is_held(to));
        (self.waiting, self.redirects) = std::mem::take(&mut self.redirects).into_iter().partition(waits);
        self.by_old = self.redirects.iter().enumerate().map(|(i, r)| (r.from.clone(), i)).collect();
    }

    /// The address of a subject in a language.
    pub fn of(&self, subject: SubjectIx, lang: Lang) -> Option<&Route> {
        self.of.get(&(subject, lang))
    }

    /// The address a reader of `lang` is sent to: in that language, else in the site's own.
    pub fn nearest(&self, subject: SubjectIx, lang: Lang) -> Option<(&Route, Lang)> {
        let in_lang = self.of(subject, lang).map(|route| (route, lang));
        in_lang.or_else(|| self.of(subject, Lang::DEFAULT).map(|route| (route, Lang::DEFAULT)))
    }

    /// Where an old address leads.
    pub fn redirect_from(&self, route: &Route) -> Option<&Redirect> {
        self.by_old.get(route).map(|i| &self.redirects[*i])
    }

    /// The page at an address.
    pub fn find(&self, route: &Route) -> Option<Place> {
        self.by_route.get(route).copied()
    }

    /// All pages, by address.
    pub fn iter(&self) -> impl Iterator<Item = (&Route, Place)> {
        self.by_route.iter().map(|(route, place)| (route, *place))
    }

    fn aliases(&mut self, site: &Site, subjects: &Subjects, found: &mut Findings) {
        for (ix, subject) in subjects.iter().filter(|(_, subject)| subject.public) {
            for lang in site.config.langs() {
                let Some(entry) = subject.version(lang).map(|e| site.entry(e)) else { continue };
                for (i, alias) in entry.common.aliases.iter().flatten().enumerate() {
                    let from = page_route(alias);
                    let span = entry.span(&format!("aliases[{i}]"));
                    let to = Goal::Page(Place { subject: ix, lang: self.behind(site, &from, ix, lang) });
                    let redirect = Redirect { from, to, behind: String::new(), span };
                    self.redirect(site, subjects, redirect, found);
                }
            }
        }
    }

    /// The language in which an old address of a source leads to it: the one whose tag stands in
    /// front of the address, where the source stands in for a translation.
    fn behind(&self, site: &Site, from: &Route, ix: SubjectIx, lang: Lang) -> Lang {
        let tag = from.as_str().trim_start_matches('/').split('/').next().unwrap_or_default();
        let other = site.config.lang(tag).filter(|other| lang == Lang::DEFAULT && *other != lang);
        other.filter(|other| self.of(ix, *other).is_some()).unwrap_or(lang)
    }

    /// Where a source stood in for a translation, its address behind the language was published. It leads on
    /// once the translation is there, under a name of its own, and to the source once nothing stands in.
    fn stood_in(&mut self, site: &Site) {
        for once in &site.published {
            let from = page_route(once.route.as_str());
            let Some((tag, rest)) = from.as_str()[1..].split_once('/') else { continue };
            let lang = site.config.lang(tag).filter(|lang| *lang != Lang::DEFAULT);
            let source = self.find(&Route::of_file(rest)).filter(|place| place.lang == Lang::DEFAULT);
            let (Some(lang), Some(source)) = (lang, source) else { continue };
            if self.find(&from).is_some() || self.by_old.contains_key(&from) {
                continue;
            }
            let lang = if self.of(source.subject, lang).is_some() { lang } else { Lang::DEFAULT };
            let to = Goal::Page(Place { subject: source.subject, lang });
            self.by_old.insert(from.clone(), self.redirects.len());
            self.redirects.push(Redirect { from, to, behind: String::new(), span: once.span });
        }
    }

    /// A redirect to an address that is redirected itself leads to the end at once, and to the place on the
    /// page that the last step of the way names. A circle stays, and `check::settings` reports it.
    fn shorten_chains(&mut self) {
        let next = |r: &Redirect| (r.from.clone(), (r.to.clone(), r.behind.clone()));
        let goals: BTreeMap<Route, (Goal, String)> = self.redirects.iter().map(next).collect();
        for redirect in &mut self.redirects {
            let (mut goal, mut behind) = (redirect.to.clone(), redirect.behind.clone());
            let mut steps = 0;
            while let Goal::Local(route) = &goal
                && let Some((next, at)) = goals.get(route)
                && steps <= goals.len()
            {
                if !at.is_empty() {
                    behind.clone_from(at);
                }
                goal = next.clone();
                steps += 1;
            }
            if steps <= goals.len() {
                (redirect.to, redirect.behind) = (goal, behind);
            }
        }
    }

    fn site_redirects(&mut self, site: &Site, subjects: &Subjects, found: &mut Findings) {
        for (from, to) in site.config.redirects() {
            let path = [Step::Key("redirects".to_owned()), Step::Key(from.0.clone())];
            let span = site.config.places.key_span(&path);
            let (goal, behind) = if to.starts_with('/') {
                let (address, behind) = split(to);
                let route = page_route(address);
                let goal = self.find(&route).map_or(Goal::Local(route), Goal::Page);
                (goal, if behind == "#" { String::new() } else { behind.to_owned() })
            } else {
                (Goal::Elsewhere(to.0.clone()), String::new())
            };
            let redirect = Redirect { from: page_route(from), to: goal, behind, span };
            self.redirect(site, subjects, redirect, found);
        }
    }

    fn redirect(&mut self, site: &Site, subjects: &Subjects, redirect: Redirect, found: &mut Findings) {
        let span = redirect.span;
        if let Some(place) = self.find(&redirect.from) {
            if Goal::Page(place) == redirect.to {
                return; // The alias is the page's own address: harmless.
            }
            let mut diagnostic = Diagnostic::new(
                &REDIRECT_OVER_PAGE,
                span,
                format!("{} is the address of a page, so nothing can be redirected from it", redirect.from),
            )
            .help("leave it out, or give that page another address");
            if let Some(entry) = subjects.get(place.subject).source {
                diagnostic = diagnostic.label(Span::new(site.entry(entry).file, 0, 0), "this page");
            }
            found.add(diagnostic);
            return;
        }
        if let Some(other) = self.by_old.get(&redirect.from).map(|i| &self.redirects[*i]) {
            if other.to != redirect.to {
                let message = format!("{} already leads to another page", redirect.from);
                found.add(Diagnostic::new(&ADDRESS_TWICE, span, message).help("keep one of the two"));
            }
            return;
        }
        self.by_old.insert(redirect.from.clone(), self.redirects.len());
        self.redirects.push(redirect);
    }
}

/// An address on this site and what stands behind it: a query, the place on the page.
pub fn split(address: &str) -> (&str, &str) {
    address.split_at(address.find(['?', '#']).unwrap_or(address.len()))
}

/// An address as a page's: with a slash at its end, unless it names a file.
pub fn page_route(address: &str) -> Route {
    let last = address.rsplit('/').next().unwrap_or_default();
    if last.is_empty() || last.contains('.') {
        Route::new(address)
    } else {
        Route::new(&format!("{address}/"))
    }
}

/// How pages get their addresses.
pub(super) struct Addresses<'a> {
    pub(super) site: &'a Site,
    pub(super) subjects: &'a Subjects,
}

impl Addresses<'_> {
    /// The address of a subject in a language.
    pub(super) fn of(&self, ix: SubjectIx, lang: Lang) -> Route {
        let subject = self.subjects.get(ix);
        // A page without a translation keeps its source's address behind the language.
        let own = subject.version(lang).is_some() || subject.section || subject.id == HOME;
        let path = self.path(&subject.id, if own { lang } else { Lang::DEFAULT });
        self.in_language(lang, &path)
    }

    /// The address that an entry gives its subject, whether it is online or not.
    pub(super) fn of_entry(&self, entry: &Entry) -> Route {
        if entry.id == HOME {
            return self.in_language(entry.lang, "/");
        }
        let above = parent(&entry.id).map_or_else(|| "/".to_owned(), |folder| self.path(folder, entry.lang));
        let name = entry.id.rsplit('/').next().unwrap_or(&entry.id);
        let name = entry.common.slug.as_deref().unwrap_or(name);
        self.in_language(entry.lang, &format!("{above}{name}/"))
    }

    fn in_language(&self, lang: Lang, path: &str) -> Route {
        match lang {
            Lang::DEFAULT => Route::new(path),
            lang => Route::new(&format!("/{}{path}", self.site.config.language(lang).tag)),
        }
    }

    /// `/citations/ana-ruiz/`: the names of the folders and of the page in a language.
    fn path(&self, id: &str, lang: Lang) -> String {
        if id == HOME {
            return "/".to_owned();
        }
        let above = parent(id).map_or_else(|| "/".to_owned(), |folder| self.path(folder, lang));
        let name = id.rsplit('/').next().unwrap_or(id);
        format!("{above}{}/", self.slug(id, lang).unwrap_or(name))
    }

    /// The written slug of an id in a language: a translation's own, the source's where there is
    /// no translation.
    fn slug(&self, id: &str, lang: Lang) -> Option<&str> {
        let subject = self.subjects.get(self.subjects.by_id(id)?);
        let entry = self.site.entry(subject.version(lang).or(subject.source)?);
        entry.common.slug.as_deref()
    }
}

fn twice(site: &Site, subjects: &Subjects, route: &Route, here: Place, other: Place) -> Diagnostic {
    let span = |place: Place| {
        let subject = subjects.get(place.subject);
        let entry = subject.version(place.lang).or(subject.source).map(|e| site.entry(e));
        entry.map(
            |entry| if entry.front.has("slug") { entry.span("slug") } else { Span::new(entry.file, 0, 0) },
        )
    };
    let id = &subjects.get(other.subject).id;
    let place = span(here).or(span(other)).unwrap_or(Span::new(site.config.places.file, 0, 0));
    let mut diagnostic =
        Diagnostic::new(&ADDRESS_TWICE, place, format!("this page and {id} would both be at {route}"))
            .help("give one of them another slug, or rename its file");
    if let Some(span) = span(other).filter(|span| *span != place) {
        diagnostic = diagnostic.label(span, "the other page");
    }
    diagnostic
}

/// `a.md` beside `a/index.md` are one id.
fn same_id(site: &Site, found: &mut Findings) {
    for (a, b) in site.entries.iter().zip(site.entries.iter().skip(1)) {
        if a.id == b.id && a.lang == b.lang {
            let (page, other) = if a.section { (b, a) } else { (a, b) };
            let message = if other.section {
                format!("this page and the section's page of content/{}/ have one address", a.id)
            } else {
                "this page is there twice in the same language".to_owned()
            };
            found.add(
                Diagnostic::new(&ADDRESS_TWICE, Span::new(page.file, 0, 0), message)
                    .label(Span::new(other.file, 0, 0), "the other is here")
                    .help("put the two texts together, or rename one of the files"),
            );
        }
    }
}
