//! `site.yaml` and the addresses once published.

use std::collections::BTreeSet;

use crate::check::front_matter::facts;
use crate::diagnostics::{Diagnostic, Findings, Rule, Severity, Span, nearest};
use crate::files::Files;
use crate::plan::{Plan, Recipe};
use crate::render::fault::nearest_template;
use crate::render::{Theme, theme};
use crate::resolve::Graph;
use crate::resolve::references::unresolved;
use crate::resolve::routes::{ADDRESS_TWICE, page_route};
use crate::resolve::targets::UNSAFE_LINK;
use crate::site::values::{is_safe_scheme, scheme};
use crate::site::{Kind, Route, Site, Tree};

/// A link of the menu or the footer to nothing.
pub static MENU_TO_NOTHING: Rule = Rule {
    name: "menu-to-nothing",
    severity: Severity::Error,
    docs: "The menu stands on every page, so a dead link in it is dead everywhere.\n\n\
           Wrong: `menu: [governence]`\n\n\
           Right: `menu: [governance]`",
};

/// A page of the menu that is not online.
pub static HELD_IN_MENU: Rule = Rule {
    name: "held-page-in-menu",
    severity: Severity::Advice,
    docs: "A draft, a page that is not published yet and one that has expired are left out of the \
           menu, which may then lack what readers look for.\n\n\
           Wrong: `menu: [governance]`, where `governance.md` says `draft: yes`\n\n\
           Right: publish the page, or take it out of the menu until then",
};

/// A site without a name.
pub static SITE_WITHOUT_TITLE: Rule = Rule {
    name: "site-without-title",
    severity: Severity::Error,
    docs: "The site's name stands at the head of every page, in the browser's tab and in feeds.\n\n\
           Wrong: a `site.yaml` without `title`\n\n\
           Right: `title: Example Network`",
};

/// An exception without its reason.
pub static ALLOW_WITHOUT_REASON: Rule = Rule {
    name: "allow-without-reason",
    severity: Severity::Warning,
    docs: "Whoever comes later wants to know why a rule is not applied to a file.\n\n\
           Wrong: `allow: {heading-jump: }`\n\n\
           Right: `allow: {heading-jump: the form has this order by law}`",
};

/// A rule in `checks` or `allow` that does not exist.
pub static UNKNOWN_CHECK: Rule = Rule {
    name: "unknown-check",
    severity: Severity::Error,
    docs: "A misspelt rule in `checks` changes nothing, though somebody meant it to.\n\n\
           Wrong: `checks: {dead-links: warning}`\n\n\
           Right: `checks: {dead-link: warning}`",
};

/// A file of `static/` at an address that Plenary makes.
pub static STATIC_OVER_PAGE: Rule = Rule {
    name: "static-file-over-page",
    severity: Severity::Error,
    docs: "A file of `static/` is copied as it is. At the address of a page it would replace the \
           page.\n\n\
           Wrong: `static/members/index.html`, where `content/members.md` exists\n\n\
           Right: another name for the file",
};

/// An address that no disk can hold.
pub static ADDRESS_TOO_LONG: Rule = Rule {
    name: "address-too-long",
    severity: Severity::Error,
    docs: "Each part of an address is the name of a folder, and disks hold names of 255 bytes at \
           most. People cannot read longer ones either.\n\n\
           Wrong: a `slug` of 300 letters\n\n\
           Right: `slug: members`",
};

/// The longest name of a file on common disks, in bytes.
const LONGEST_NAME: usize = 255;

/// The site's address is not known.
pub static NO_BASE_URL: Rule = Rule {
    name: "no-base-url",
    severity: Severity::Advice,
    docs: "Feeds, the sitemap and canonical links need the site's whole address; without it they \
           are left out.\n\n\
           Wrong: a `site.yaml` without `base_url`\n\n\
           Right: `base_url: https://www.example.org/`",
};

/// An exception that nothing needs.
pub static UNUSED_ALLOW: Rule = Rule {
    name: "unused-allow",
    severity: Severity::Advice,
    docs: "An exception for a rule that finds nothing in the file hides the next mistake of that \
           sort.\n\n\
           Wrong: `allow: {heading-jump: the form has it}` where no heading jumps\n\n\
           Right: no such line",
};

/// Says which exceptions silence nothing; `found` holds everything that was found.
pub fn unused_allows(site: &Site, found: &mut Findings) {
    let mut unused = Vec::new();
    for entry in &site.entries {
        for name in entry.common.allow.iter().flat_map(|allow| allow.keys()) {
            let known = crate::check::rule(name).is_some() && !crate::check::FIXED.contains(&name.as_str());
            // Most runs ask no network, so they cannot know whether this one silences anything.
            let is_asked = super::external::ASKED.contains(&name.as_str());
            if !known || is_asked || found.is_silenced(entry.file, name) {
                continue;
            }
            let span = entry.front.key_span(&Tree::path(&format!("allow.{name}")));
            unused.push(
                Diagnostic::new(
                    &UNUSED_ALLOW,
                    span,
                    format!("{name} finds nothing here, so this silences nothing"),
                )
                .help("take it out"),
            );
        }
    }
    found.extend(unused);
}

/// Checks the settings against what the site holds.
pub fn check(files: &Files, site: &Site, graph: &Graph, theme: &Theme, plan: &Plan, found: &mut Findings) {
    menus(site, graph, plan, found);
    facts::addresses(&site.config.places.root, site.config.places.file, found);
    check_names(site, found);
    outputs(site, graph, plan, found);
    templates(site, theme, found);
    static_files(files, plan, found);
    if site.config.settings.title.as_ref().is_none_or(|title| title.is_empty())
        && !found
            .list()
            .iter()
            .any(|d| d.span.file == site.config.places.file && crate::check::FIXED.contains(&d.rule.name))
    {
        let places = &site.config.places;
        let span = if places.has("title") { places.span("title") } else { Span::new(places.file, 0, 0) };
        found.add(
            Diagnostic::new(&SITE_WITHOUT_TITLE, span, "the site has no name")
                .help("add title: and the name of the site"),
        );
    }
    if !site.config.places.has("base_url") && site.config.base.origin.is_empty() {
        let span = Span::new(site.config.places.file, 0, 0);
        found.add(
            Diagnostic::new(
                &NO_BASE_URL,
                span,
                "the site's address is not known, so feeds and the sitemap are left out",
            )
            .help("add base_url: and the site's whole address, such as https://www.example.org/"),
        );
    }
}

fn menus(site: &Site, graph: &Graph, plan: &Plan, found: &mut Findings) {
    let settings = &site.config.settings;
    for (key, items) in [("menu", &settings.menu), ("footer", &settings.footer)] {
        for (i, item) in items.iter().flatten().enumerate() {
            let path = format!("{key}[{i}]");
            let record = site.config.places.get(&Tree::path(&format!("{path}.to"))).is_some();
            let span = site.config.places.span(&if record { format!("{path}.to") } else { path });
            let to = &*item.to;
            if let Some(scheme) = scheme(to) {
                if !is_safe_scheme(&scheme) {
                    let message = format!("links that begin with {scheme}: are not published");
                    found.add(
                        Diagnostic::new(&UNSAFE_LINK, span, message)
                            .help("give an id, or an address that begins with https://"),
                    );
                }
                continue;
            }
            if to.starts_with('/') {
                let (address, _) = to.split_once('#').unwrap_or((to, ""));
                if plan.get(&page_route(address)).is_none() {
                    let message = format!("nothing has the address {to}");
                    found.add(
                        Diagnostic::new(&MENU_TO_NOTHING, span, message)
                            .help("give an id or an address of this site"),
                    );
                }
                continue;
            }
            match graph.subjects.find(to, &Kind::ALL) {
                Err(why) => {
                    let mut diagnostic = unresolved(to, span, why, &Kind::ALL);
                    diagnostic.rule = &MENU_TO_NOTHING;
                    found.add(diagnostic);
                }
                Ok(ix) if !graph.is_listed(ix) => {
                    let why =
                        if graph.is_public(ix) { "is withdrawn" } else { "is not published on this day" };
                    found.add(
                        Diagnostic::new(
                            &HELD_IN_MENU,
                            span,
                            format!("{to} {why}, so it does not belong into the {key}"),
                        )
                        .help("publish it, or take it out"),
                    );
                }
                Ok(_) => {}
            }
        }
    }
}

/// Names of rules in `checks` and in `allow`.
fn check_names(site: &Site, found: &mut Findings) {
    let names = || crate::check::RULES.iter().map(|rule| rule.name);
    let mut unknown = |name: &str, span: Span| {
        if crate::check::FIXED.contains(&name) {
            let message = format!(
                "{name} always stays an error: without it a page could be published that should not be, or be lost"
            );
            found.add(
                Diagnostic::new(&UNKNOWN_CHECK, span, message)
                    .help("take it out, and mend what it points at"),
            );
            return;
        }
        if crate::check::rule(name).is_some() {
            return;
        }
        let help = match nearest(name, names()) {
            Some(near) => format!("did you mean {near}?"),
            None => format!("the rules are: {}", names().collect::<Vec<_>>().join(", ")),
        };
        found.add(Diagnostic::new(&UNKNOWN_CHECK, span, format!("there is no rule \"{name}\"")).help(help));
    };
    for name in site.config.settings.checks.iter().flat_map(|checks| checks.keys()) {
        unknown(name, site.config.places.key_span(&Tree::path(&format!("checks.{name}"))));
    }
    for entry in &site.entries {
        for name in entry.common.allow.iter().flat_map(|allow| allow.keys()) {
            unknown(name, entry.front.key_span(&Tree::path(&format!("allow.{name}"))));
        }
    }
    for entry in &site.entries {
        for (name, _) in entry.common.allow.iter().flatten().filter(|(_, reason)| reason.is_empty()) {
            let span = entry.front.key_span(&Tree::path(&format!("allow.{name}")));
            found.add(
                Diagnostic::new(
                    &ALLOW_WITHOUT_REASON,
                    span,
                    format!("this does not say why {name} is allowed here"),
                )
                .help(format!("write the reason behind the colon, such as {name}: the source has it so")),
            );
        }
    }
}

/// No two outputs have one address, and every address is one that a disk can hold.
fn outputs(site: &Site, graph: &Graph, plan: &Plan, found: &mut Findings) {
    let span = |recipe: &Recipe| match recipe {
        Recipe::Page(ix, lang) => {
            let subject = graph.subjects.get(*ix);
            subject.version(*lang).or(subject.source).map(|entry| Span::new(site.entry(entry).file, 0, 0))
        }
        Recipe::Redirect(i) => Some(graph.routes.redirects[*i].span),
        Recipe::File(file) => Some(Span::new(*file, 0, 0)),
        _ => None,
    };
    let nowhere = Span::new(site.config.places.file, 0, 0);
    for (route, refused) in &plan.refused {
        let place = plan.get(route).and_then(span).or(span(refused)).unwrap_or(nowhere);
        let message = format!("{route} is the address of something else that Plenary makes");
        found.add(Diagnostic::new(&ADDRESS_TWICE, place, message).help("give it another address"));
    }
    let files: BTreeSet<String> = plan.iter().map(|(route, _)| route.file()).collect();
    for (route, recipe) in plan.iter() {
        let file = route.file();
        let place = span(recipe).unwrap_or(nowhere);
        if file.split('/').any(|part| part.len() > LONGEST_NAME) {
            let message =
                format!("a part of this address is longer than {LONGEST_NAME} bytes, which no disk can hold");
            found.add(Diagnostic::new(&ADDRESS_TOO_LONG, place, message).help("give it a short slug"));
        }
        let above = file.match_indices('/').map(|(i, _)| &file[..i]).find(|above| files.contains(*above));
        if let Some(above) = above {
            let message = format!("{route} would lie in a folder {above}, but that is a file");
            found.add(
                Diagnostic::new(&ADDRESS_TWICE, place, message).help("give one of the two another address"),
            );
        }
    }
}

/// A page's own template exists.
fn templates(site: &Site, theme: &Theme, found: &mut Findings) {
    let is_there = |name: &str| theme.has(name) || theme.own().contains_key(name);
    for entry in &site.entries {
        let Some(template) = entry.common.template.as_ref().filter(|template| !is_there(template)) else {
            continue;
        };
        let span = entry.span("template");
        let message = format!("there is no template templates/{}", template.0);
        let diagnostic = Diagnostic::new(&theme::TEMPLATE, span, message);
        let built_in: Vec<String> = theme::built_in().map(|(name, _)| name).collect();
        let names = theme.own().keys().chain(&built_in).map(String::as_str);
        found.add(match nearest_template(template, names) {
            Some(near) => diagnostic.help(format!("did you mean {near}?")).propose(span, near),
            None => diagnostic.help("give the name of a file in templates/, such as page.html"),
        });
    }
}

/// Files of `static/` leave the addresses of pages alone.
fn static_files(files: &Files, plan: &Plan, found: &mut Findings) {
    for file in &plan.in_the_way {
        let path = &files.get(*file).path;
        let route = Route::of_file(path.strip_prefix("static/").unwrap_or(path));
        let help = if plan.get(&route) == Some(&Recipe::Host) {
            "take it out, or write it yourself and take the host out of hosts in site.yaml"
        } else {
            "give the file another name"
        };
        let message = "this file has the address of something that Plenary makes, so it cannot be published";
        found.add(Diagnostic::new(&STATIC_OVER_PAGE, Span::new(*file, 0, 0), message).help(help));
    }
}
