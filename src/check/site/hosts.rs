//! What `hosts` and `hsts` ask for, and what a host can do of it.

use std::collections::BTreeMap;

use crate::diagnostics::{Diagnostic, Findings, Rule, Severity};
use crate::formats::hosts::{Hosting, YEAR, cloudfront, listed};
use crate::formats::policy::{Needed, Policies};
use crate::plan::Plan;
use crate::resolve::Graph;
use crate::site::Site;
use crate::site::hosts::Host;

/// Two hosts with files of one name.
pub static HOSTS_MEET: Rule = Rule {
    name: "hosts-meet",
    severity: Severity::Error,
    docs: "Some hosts read files of one name in forms of their own, so that one built folder cannot serve \
           both.\n\n\
           Wrong: `hosts: [netlify, cloudflare]`\n\n\
           Right: `hosts: [netlify]`",
};

/// More rules, or longer ones, than a host takes.
pub static HOST_LIMIT: Rule = Rule {
    name: "host-limit",
    severity: Severity::Warning,
    docs: "Hosts read a list of redirects or headers up to a length, and pass over the rest or all of it \
           in silence.\n\n\
           Wrong: 2,500 entries in `redirects` with `hosts: [cloudflare]`\n\n\
           Right: at most 2,000: leave out those that nobody follows any more",
};

/// A host that sends no headers of a site's own.
pub static HOST_WITHOUT_HEADERS: Rule = Rule {
    name: "host-without-headers",
    severity: Severity::Advice,
    docs: "Some protection reaches browsers only by headers, and GitHub Pages and GitLab Pages send none of \
           a site's own. There other sites can show yours in a frame and keep hold of its window, browsers are \
           not told to come by HTTPS only, files that never change are asked for again and again, and a \
           withdrawn page answers like any other. If that matters, publish elsewhere, or put a service in front \
           that adds headers.\n\n\
           Wrong: `hosts: [github]` where one of these is needed\n\n\
           Right: `hosts: [cloudflare]`, or `checks: {host-without-headers: off}` once you have weighed it",
};

/// HTTPS only, on lists in browsers, without what the lists ask for.
pub static HSTS_PRELOAD: Rule = Rule {
    name: "hsts-preload",
    severity: Severity::Warning,
    docs: "The lists that browsers come with take a site only when it asks for a year and for all its \
           subdomains, and getting off them takes months. Every subdomain has to work by HTTPS before.\n\n\
           Wrong: `hsts: {preload: yes}`\n\n\
           Right: `hsts: {max_age: 31536000, subdomains: yes, preload: yes}`, or `hsts: yes`",
};

/// Checks `hosts` and `hsts`.
pub fn check(site: &Site, graph: &Graph, plan: &Plan, found: &mut Findings) {
    preload(site, found);
    meet(site, found);
    without_headers(site, found);
    let limited: Vec<Host> = site
        .config
        .hosts()
        .into_iter()
        .filter(|host| *host == Host::S3 || listed::limits(*host).is_some())
        .collect();
    if !limited.is_empty() {
        let hosting =
            Hosting::new(site, graph, plan, Policies::new(&Needed::default(), site.config.is_searched()));
        for host in limited {
            limits(site, host, &hosting, found);
        }
    }
}

/// Checks the length of the policies, which is known once all pages are made.
pub fn policies(site: &Site, policies: &Policies, found: &mut Findings) {
    let all = std::iter::once(&policies.site).chain(&policies.search);
    let longest = all.map(|policy| listed::policy_line(policy)).max().unwrap_or_default();
    for host in site.config.hosts().into_iter().filter(|host| host.sends_headers()) {
        let Some(limit) = listed::limits(host).filter(|limit| longest > limit.line) else { continue };
        let message = format!(
            "{} takes {} characters on a line of _headers, and the Content-Security-Policy of this site has \
             {longest}: pages would come without it",
            host.name(),
            limit.line
        );
        let help = "put scripts and styles that stand in pages and templates into files in static/ (each one in a \
                    page has a digest of its own in the policy), or load less from elsewhere";
        found.add(Diagnostic::new(&HOST_LIMIT, place(site, host), message).help(help));
    }
}

/// The place of a host in `hosts`.
fn place(site: &Site, host: Host) -> crate::diagnostics::Span {
    let written = site.config.settings.hosts.iter().flat_map(|hosts| &hosts.0);
    let index = written.enumerate().filter(|(_, other)| **other == host).map(|(i, _)| i).last();
    site.config.places.span(&format!("hosts[{}]", index.unwrap_or_default()))
}

fn preload(site: &Site, found: &mut Findings) {
    let Some(hsts) = site.config.settings.hsts.as_ref().filter(|hsts| hsts.on && hsts.preload) else {
        return;
    };
    let is_long = hsts.max_age.unwrap_or(YEAR) >= YEAR;
    let lacking = match (hsts.subdomains, is_long) {
        (true, true) => return,
        (false, true) => "subdomains: yes",
        (true, false) => "max_age: 31536000, a year",
        (false, false) => "subdomains: yes and max_age: 31536000, a year",
    };
    found.add(
        Diagnostic::new(
            &HSTS_PRELOAD,
            site.config.places.span("hsts.preload"),
            format!("the lists of browsers take no site that does not say {lacking}"),
        )
        .help("take preload out, or add it once every subdomain works by HTTPS"),
    );
}

fn meet(site: &Site, found: &mut Findings) {
    let mut by_file: BTreeMap<&str, Host> = BTreeMap::new();
    for host in site.config.hosts() {
        let file = host.files().iter().find(|file| by_file.contains_key(*file));
        if let Some((file, other)) = file.and_then(|file| Some((file, by_file.get(file)?))) {
            found.add(
                Diagnostic::new(
                    &HOSTS_MEET,
                    place(site, host),
                    format!("{} and {} read {file} in different forms", other.name(), host.name()),
                )
                .help(format!(
                    "build for one at a time: leave {} or {} out",
                    other.word(),
                    host.word()
                )),
            );
        }
        by_file.extend(host.files().iter().map(|file| (*file, host)));
    }
}

fn without_headers(site: &Site, found: &mut Findings) {
    for host in site.config.hosts().into_iter().filter(|host| !host.sends_headers()) {
        let gone = if host == Host::GitLab {
            "that a page is withdrawn (status 410)"
        } else {
            "that a page has moved or is withdrawn (status 301, 410)"
        };
        found.add(
            Diagnostic::new(
                &HOST_WITHOUT_HEADERS,
                place(site, host),
                format!(
                    "{} sends no headers of the site's own: it cannot keep other sites from showing pages in \
                     a frame or holding on to their windows, have browsers come by HTTPS only or keep files for \
                     long, or say {gone}",
                    host.name()
                ),
            )
            .help(
                "where this matters, publish on a host that sends headers (cloudflare, netlify, nginx, apache, \
                 caddy, s3); else switch this rule off in checks",
            ),
        );
    }
}

fn limits(site: &Site, host: Host, hosting: &Hosting, found: &mut Findings) {
    let mut over = |what: &str, count: usize, limit: usize, what_then: &str| {
        if count > limit {
            let message = format!("{} takes {limit} {what}, and this site has {count}", host.name());
            found.add(Diagnostic::new(&HOST_LIMIT, place(site, host), message).help(what_then));
        }
    };
    let fewer = match host {
        Host::GitLab => {
            "until there are fewer, old addresses are pages that lead on, and answer with status 200"
        }
        _ => "leave out redirects and aliases that nobody follows any more",
    };
    if host == Host::S3 {
        let function = cloudfront::whole(hosting).len();
        let then = "the redirects stay pages that lead on; leave out those that nobody follows any more to have \
                    them in cloudfront.js";
        over("bytes of cloudfront.js", function, cloudfront::LONGEST, then);
        return;
    }
    let Some(limit) = listed::limits(host) else { return };
    let count = listed::counted(host, hosting);
    over(
        "rules in _headers",
        count.headers,
        limit.headers,
        "use fewer languages with search, or another host",
    );
    over("redirects", count.redirects, limit.redirects, fewer);
    over(
        "characters on a line of _headers or _redirects",
        count.line,
        limit.line,
        "shorten the address, or load less from elsewhere",
    );
    over("bytes of _redirects", count.bytes, limit.bytes, fewer);
}
