//! Netlify, Cloudflare Pages and GitLab Pages: `_headers` and `_redirects`, lists of addresses with what is
//! said of each.

use std::fmt::Write;

use super::escape::{glob, path};
use super::headers::{Pattern, Rule, rare_types, rules};
use super::{Hosting, Moved};
use crate::site::hosts::Host;

/// The first line of each file.
const HEAD: &str = "# Written by Plenary.\n";

/// How many rules a host takes, and how long they may be.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Rules of headers.
    pub headers: usize,
    /// Redirects.
    pub redirects: usize,
    /// The characters of a line.
    pub line: usize,
    /// The bytes of the list of redirects.
    pub bytes: usize,
}

/// The limits of a host, where it has any that a site may reach.
pub fn limits(host: Host) -> Option<Limits> {
    match host {
        Host::Cloudflare => Some(Limits { headers: 100, redirects: 2000, line: 2000, bytes: usize::MAX }),
        Host::GitLab => {
            Some(Limits { headers: usize::MAX, redirects: 1000, line: usize::MAX, bytes: 64 * 1024 })
        }
        _ => None,
    }
}

/// The characters of a line of `_headers` with a policy.
pub fn policy_line(policy: &str) -> usize {
    "  Content-Security-Policy: ".len() + policy.chars().count()
}

/// Whether what a host counts is within its limits.
pub fn fits(host: Host, hosting: &Hosting) -> bool {
    let count = counted(host, hosting);
    limits(host).is_none_or(|limit| {
        count.headers <= limit.headers
            && count.redirects <= limit.redirects
            && count.line <= limit.line
            && count.bytes <= limit.bytes
    })
}

/// The rules of `_headers`, those of one pattern together, in the order of the table.
fn grouped(hosting: &Hosting) -> Vec<(Pattern, Vec<Rule>)> {
    let mut groups: Vec<(Pattern, Vec<Rule>)> = Vec::new();
    let changing = hosting.changing.iter().map(|route| Rule {
        name: "Cache-Control",
        when: Pattern::One(route.clone()),
        value: "no-cache".to_owned(),
    });
    for rule in rules(hosting).into_iter().chain(rare_types()).chain(changing) {
        match groups.iter_mut().find(|(when, _)| *when == rule.when) {
            Some((_, rules)) => rules.push(rule),
            None => groups.push((rule.when.clone(), vec![rule])),
        }
    }
    groups
}

/// `_headers` for Netlify, where the last rule that matches counts for each header.
pub fn netlify_headers(hosting: &Hosting) -> String {
    let mut out = HEAD.to_owned();
    for (when, rules) in grouped(hosting) {
        let _ = writeln!(out, "{}", glob(hosting, &when, "*"));
        for rule in rules {
            let _ = writeln!(out, "  {}: {}", rule.name, rule.value);
        }
    }
    // To Netlify's own parser a dot stands for any letter, so that `/topics/` is a calendar (`*.ics`).
    for page in &hosting.mistakable {
        let page = path(&page.href(&hosting.base));
        let _ = writeln!(
            out,
            "{page}\n  Content-Type: text/html; charset=utf-8\n  Cross-Origin-Resource-Policy: same-origin"
        );
    }
    out
}

/// `_headers` for Cloudflare Pages, where every rule that matches counts and values are joined: a rule that
/// says otherwise takes away what was said before.
pub fn cloudflare_headers(hosting: &Hosting) -> String {
    let mut out = HEAD.to_owned();
    for (when, rules) in grouped(hosting) {
        let _ = writeln!(out, "{}", glob(hosting, &when, ":part"));
        if when == Pattern::Everything {
            out.push_str("  ! Access-Control-Allow-Origin\n"); // Cloudflare Pages sends it with everything.
        }
        for rule in rules {
            if when != Pattern::Everything {
                let _ = writeln!(out, "  ! {}", rule.name);
            }
            let _ = writeln!(out, "  {}: {}", rule.name, rule.value);
        }
    }
    out
}

fn redirects(hosting: &Hosting, status: &str) -> String {
    let line = |Moved { from, to }: &Moved| format!("{} {to} {status}\n", path(&from.href(&hosting.base)));
    HEAD.to_owned() + &hosting.redirects.iter().map(line).collect::<String>()
}

/// `_redirects` for Netlify. With its sign of force, a redirect stands before the page that is there for
/// hosts without redirects.
pub fn netlify_redirects(hosting: &Hosting) -> String {
    let mut out = redirects(hosting, "301!");
    for (folder, page) in &hosting.not_found {
        let (folder, page) = (path(&folder.href(&hosting.base)), path(&page.href(&hosting.base)));
        let _ = writeln!(out, "{folder}* {page} 404");
    }
    out
}

/// `_redirects` for Cloudflare Pages, which finds the nearest page for what is not there by itself.
pub fn cloudflare_redirects(hosting: &Hosting) -> String {
    redirects(hosting, "301")
}

/// `_redirects` for GitLab Pages, where a file stands before a redirect.
pub fn gitlab_redirects(hosting: &Hosting) -> String {
    redirects(hosting, "301")
}

/// How many rules of headers and redirects there are in files, and the longest line and all redirects in
/// characters and bytes: what limits are set to.
pub fn counted(host: Host, hosting: &Hosting) -> Limits {
    let (headers, redirects) = match host {
        Host::Cloudflare => (cloudflare_headers(hosting), cloudflare_redirects(hosting)),
        _ => (String::new(), gitlab_redirects(hosting)),
    };
    let lines = headers.lines().chain(redirects.lines());
    Limits {
        headers: headers.lines().filter(|line| line.starts_with('/')).count(),
        redirects: hosting.redirects.len(),
        line: lines.map(|line| line.chars().count()).max().unwrap_or_default(),
        bytes: redirects.len(),
    }
}
