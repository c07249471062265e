//! Files for hosts: headers, redirects, pages for what is not there, in the form of each host.
//!
//! [`Hosting`] is what there is to say, [`headers`] the one table of headers, [`escape`] how texts are
//! written so that they stay texts. Each other file writes one form. To add a host: a row in
//! `site::hosts`, a file here, an arm in [`files`], and a server in `tests/hosts`.

pub mod apache;
pub mod caddy;
pub mod cloudfront;
pub mod escape;
pub mod headers;
pub mod listed;
pub mod nginx;

use percent_encoding::percent_decode_str;

use crate::formats::policy::{Needed, Policies};
use crate::plan::{Plan, Recipe};
use crate::render::found::FOLDER;
use crate::resolve::Graph;
use crate::resolve::routes::{Goal, Redirect};
use crate::site::config::{Base, Hsts};
use crate::site::hosts::Host;
use crate::site::values::scheme;
use crate::site::{Config, Route, Site};

/// The script that searches beside the page, which runs under a policy of its own.
const WORKER: &str = "pagefind-worker.js";

/// How long browsers come by HTTPS only, where nothing else is said: a year, in seconds.
pub const YEAR: u64 = 31_536_000;

/// A redirect, as a host sends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The old address.
    pub from: Route,
    /// Where it leads, as the value of `Location`.
    pub to: String,
}

/// What there is to say to a host.
#[derive(Clone, Debug)]
pub struct Hosting {
    /// The site's address.
    pub base: Base,
    /// The policies of pages.
    pub policies: Policies,
    /// The addresses that have the policy of search.
    pub searching: Vec<Route>,
    /// Where old addresses lead, for good (301).
    pub redirects: Vec<Moved>,
    /// The addresses of withdrawn pages (410).
    pub gone: Vec<Route>,
    /// The folder of a language and its page for what is not there, the deepest folder first.
    pub not_found: Vec<(Route, Route)>,
    /// The value of `Strict-Transport-Security`.
    pub hsts: Option<String>,
    /// Whether search engines are told to list nothing.
    pub preview: bool,
    /// Whether compressed files lie beside text files.
    pub precompressed: bool,
    /// Pages whose addresses end like the name of a file, but for the dot: `/topics/`.
    pub mistakable: Vec<Route>,
    /// Files whose names have no ending, which a folder could be taken for: `/CNAME`.
    pub bare: Vec<Route>,
    /// What is written for hosts, in the output folder; not for the public.
    pub files: Vec<&'static str>,
    /// Files below `assets/` that bear no digest in their name.
    pub changing: Vec<Route>,
}

impl Hosting {
    /// What there is to say of a site.
    pub fn new(site: &Site, graph: &Graph, plan: &Plan, policies: Policies) -> Self {
        let config = &site.config;
        let searching = plan.iter().filter(|(_, recipe)| matches!(recipe, Recipe::Search(_)));
        let mut searching: Vec<Route> = searching.map(|(route, _)| route.clone()).collect();
        searching.push(Route::new(&format!("{FOLDER}{WORKER}")));
        let changing = plan.iter().map(|(route, _)| route).filter(|route| {
            let file = route.file();
            file.starts_with("assets/") && !crate::assets::Assets::is_fingerprinted(&file)
        });
        Self {
            base: config.base.clone(),
            policies,
            searching,
            redirects: redirects(config, graph),
            gone: graph.gone().cloned().collect(),
            not_found: not_found(plan),
            hsts: config.settings.hsts.as_ref().and_then(hsts),
            preview: false,
            precompressed: config.settings.precompress.is_some_and(|yes| yes.0),
            mistakable: plan
                .iter()
                .map(|(route, _)| route)
                .filter(|route| is_mistakable(route))
                .cloned()
                .collect(),
            bare: plan.iter().map(|(route, _)| route).filter(|route| is_bare(route)).cloned().collect(),
            files: config.hosts().into_iter().flat_map(Host::files).copied().collect(),
            changing: changing.cloned().collect(),
        }
    }

    /// The path of the site in plain letters.
    pub fn decoded_base(&self) -> String {
        percent_decode_str(&self.base.path).decode_utf8_lossy().into_owned()
    }
}

/// Whether a page's address ends like the name of a file, but for the dot.
fn is_mistakable(page: &Route) -> bool {
    let name = page.as_str().strip_suffix('/').map(str::to_ascii_lowercase);
    name.is_some_and(|name| headers::endings().any(|ending| name.ends_with(ending)))
}

/// Whether a file's name has no ending.
fn is_bare(route: &Route) -> bool {
    !route.as_str().rsplit('/').next().unwrap_or_default().contains('.') && !route.as_str().ends_with('/')
}

/// The value of `Strict-Transport-Security` (RFC 6797, section 6.1).
fn hsts(hsts: &Hsts) -> Option<String> {
    let subdomains = if hsts.subdomains { "; includeSubDomains" } else { "" };
    let preload = if hsts.preload { "; preload" } else { "" };
    hsts.on.then(|| format!("max-age={}{subdomains}{preload}", hsts.max_age.unwrap_or(YEAR)))
}

/// Whether old addresses have no pages that lead on: GitLab Pages sends a file rather than a redirect. Where
/// another host needs the pages, or GitLab does not read all redirects, the pages stay.
pub fn redirects_alone(site: &Site, graph: &Graph, plan: &Plan) -> bool {
    let hosts = site.config.hosts();
    let hosting =
        || Hosting::new(site, graph, plan, Policies::new(&Needed::default(), site.config.is_searched()));
    hosts.contains(&Host::GitLab) && !hosts.contains(&Host::GitHub) && listed::fits(Host::GitLab, &hosting())
}

/// Whether a host can send readers on by itself: a link by mail or telephone is none that it could.
pub fn is_answered(redirect: &Redirect) -> bool {
    match &redirect.to {
        Goal::Page(_) | Goal::Local(_) => true,
        Goal::Elsewhere(url) => scheme(url).is_some_and(|scheme| scheme == "http" || scheme == "https"),
    }
}

fn redirects(config: &Config, graph: &Graph) -> Vec<Moved> {
    let base = &config.base;
    let answered = graph.routes.redirects.iter().filter(|redirect| is_answered(redirect));
    let moved = answered.filter_map(|redirect| {
        let to = match &redirect.to {
            Goal::Page(place) => graph.routes.of(place.subject, place.lang)?.href(base),
            Goal::Local(route) => route.href(base),
            Goal::Elsewhere(url) => url::Url::parse(url).ok()?.into(),
        };
        let behind = &redirect.behind;
        let to = escape::location(&format!("{to}{behind}"));
        Some(Moved { from: redirect.from.clone(), to })
    });
    // One that leads to itself would never end; it is told of when settings are checked.
    moved.filter(|moved| moved.to != escape::location(&moved.from.href(base))).collect()
}

fn not_found(plan: &Plan) -> Vec<(Route, Route)> {
    let pages = plan.iter().filter(|(_, recipe)| matches!(recipe, Recipe::NotFound(_)));
    let mut pages: Vec<(Route, Route)> = pages
        .map(|(route, _)| {
            let folder = route.as_str().rsplit_once('/').map_or("", |(folder, _)| folder);
            (Route::new(&format!("{folder}/")), route.clone())
        })
        .collect();
    pages.sort_by(|a, b| b.0.as_str().len().cmp(&a.0.as_str().len()).then(a.cmp(b)));
    pages
}

/// An old address, with the slash at its end and without it.
fn both(route: &Route) -> impl Iterator<Item = &str> {
    let bare = route.as_str().strip_suffix('/').filter(|bare| !bare.is_empty());
    std::iter::once(route.as_str()).chain(bare)
}

/// The files for a host.
pub fn files(host: Host, hosting: &Hosting) -> Vec<(Route, Vec<u8>)> {
    let texts = match host {
        Host::GitHub => vec![String::new()],
        Host::GitLab => vec![listed::gitlab_redirects(hosting)],
        Host::Netlify => vec![listed::netlify_headers(hosting), listed::netlify_redirects(hosting)],
        Host::Cloudflare => vec![listed::cloudflare_headers(hosting), listed::cloudflare_redirects(hosting)],
        Host::Nginx => vec![nginx::http(hosting), nginx::server(hosting)],
        Host::Apache => vec![apache::htaccess(hosting)],
        Host::Caddy => vec![caddy::caddyfile(hosting)],
        Host::S3 => vec![cloudfront::function(hosting), cloudfront::rules(hosting)],
    };
    let names = host.files().iter().map(|name| Route::of_file(name));
    names.zip(texts.into_iter().map(String::into_bytes)).collect()
}
