//! What pages do that the policy of the site does not allow; only what is made shows it.

use std::collections::BTreeSet;

use super::origins;
use crate::diagnostics::{Diagnostic, FileId, Findings, Rule, Severity, Span};
use crate::formats::policy::seen::Forbidden;
use crate::plan::Recipe;
use crate::render::Context;
use crate::site::Route;
use crate::site::hosts::Host;

/// Something that browsers will not do.
pub static FORBIDDEN_BY_POLICY: Rule = Rule {
    name: "forbidden-by-policy",
    severity: Severity::Warning,
    docs: "The Content-Security-Policy of the site lets browsers take styles and scripts from files of the site, \
           and from nowhere else: what somebody smuggles into a page does nothing. An attribute that is a style or \
           a script does nothing either.\n\n\
           Wrong: `<p style=\"color: red\">` in a template\n\n\
           Right: `<p class=\"late\">`, and `.late { color: red }` in a style of `static/`",
};

/// Says what is wrong with what a page loads and does, where it is written.
pub fn faults(
    context: &Context<'_>,
    route: &Route,
    recipe: &Recipe,
    others: &BTreeSet<(String, String)>,
    forbidden: &BTreeSet<Forbidden>,
    found: &mut Findings,
) {
    let place = |written: &str| place(context, recipe, written);
    // A redirect may lead to another site.
    let others = others.iter().filter(|_| !matches!(recipe, Recipe::Redirect(_)));
    for (address, _) in others {
        let place = place(address);
        // What texts load is told of by their own check.
        if !context.files.get(place.file).path.starts_with("content/") || place.start == place.end {
            found.extend(origins::refused(&context.site.config.origins, address, place));
        }
    }
    let config = &context.site.config;
    let has_headers = config.hosts().into_iter().any(Host::sends_headers);
    let is_forbidden = |forbidden: &&Forbidden| match forbidden {
        Forbidden::OwnForm(_) => !config.is_searched(),
        Forbidden::Frame(_) => has_headers,
        _ => true,
    };
    for forbidden in forbidden.iter().filter(is_forbidden) {
        let (message, help) = said(forbidden);
        let place = place(forbidden.written());
        // A place in a template is told of once for all pages that it makes.
        let is_known = place.start != place.end;
        let page = if is_known { String::new() } else { format!(" on the page {route}") };
        let diagnostic =
            Diagnostic::new(&FORBIDDEN_BY_POLICY, place, format!("browsers will not {message}{page}"));
        found.add(diagnostic.help(help));
    }
}

fn said(forbidden: &Forbidden) -> (String, &'static str) {
    match forbidden {
        Forbidden::StyleAttribute(_) => (
            "show this style".to_owned(),
            "give the element a class, and write the style into a file of static/",
        ),
        Forbidden::Handler(name, _) => (
            format!("run what stands in {name}"),
            "put the script into a file of static/ and load it with <script src>",
        ),
        Forbidden::ScriptAddress(_) => (
            "follow a link that is a script".to_owned(),
            "let the link lead to a page, and put the script into a file of static/",
        ),
        Forbidden::Base(_) => ("mind <base>".to_owned(), "take it out; addresses in pages are whole already"),
        Forbidden::Form(_) => {
            ("send this form to another site".to_owned(), "link to that site's own page with the form")
        }
        Forbidden::OwnForm(_) => {
            ("send this form".to_owned(), "take it out: without search, no form of the site is sent anywhere")
        }
        Forbidden::MailForm(_) => {
            ("make a letter of this form".to_owned(), "link to the address: <a href=\"mailto:…\">")
        }
        Forbidden::Frame(_) => (
            "show a page of the site in another".to_owned(),
            "link to it: the host's headers say that no page may be shown in a frame",
        ),
    }
}

/// Where something in a page is written: in its own text, in a template of the site, in a text that it shows; else
/// nothing of it is known but the page.
fn place(context: &Context<'_>, recipe: &Recipe, written: &str) -> Span {
    let files = context.files;
    let own = match recipe {
        Recipe::Page(ix, lang) => context.entry(*ix, *lang).map(|entry| entry.file),
        Recipe::File(id) => Some(*id),
        _ => None,
    };
    let below = |folder: &'static str| files.below(folder).map(|(id, _)| id);
    let in_file = |id: FileId, mark: &str| {
        let start = files.get(id).text().find(&format!("{mark}{written}{mark}"))? + mark.len();
        Some(Span::new(id, start, start + written.len()))
    };
    // As the value of an attribute first: an address as short as "/" stands in many places.
    let find = |mark: &str| {
        let mut places = own.into_iter().chain(below("templates")).chain(below("content"));
        places.find_map(|id| in_file(id, mark))
    };
    let is_written = !written.trim().is_empty();
    let known = is_written.then(|| ["\"", "'", ""].into_iter().find_map(find)).flatten();
    known.or_else(|| own.map(|id| Span::new(id, 0, 0))).unwrap_or_else(|| files.no_file())
}
