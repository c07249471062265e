//! Contact cards (vCard 4.0, RFC 6350) of organisations, bodies and persons that say how to reach them.
//!
//! A name is given whole (FN): which part of it is the family's, nobody has said. A person's office is one
//! that is held on the day of the build, with dates.

use super::calendar::changed;
use super::contacts::{self, Reach};
use super::content_line::{ContentLines, parameter};
use crate::render::register::{address, page};
use crate::render::{Context, vcards};
use crate::resolve::SubjectIx;
use crate::resolve::today::Tense;
use crate::site::{Facts, Kind, Lang};

/// The card of a record for readers of a language.
pub fn vcf(context: &Context<'_>, ix: SubjectIx, lang: Lang) -> String {
    let mut lines = ContentLines::default();
    let is_person = context.graph.subjects.get(ix).kind == Kind::Person;
    let name = context.name(ix, lang).text;
    lines.raw("BEGIN", "VCARD");
    lines.raw("VERSION", "4.0");
    lines.raw("KIND", if is_person { "individual" } else { "org" });
    lines.text("FN", &name);
    if is_person {
        office(context, ix, lang, &mut lines);
    } else {
        lines.text("ORG", &name);
        if let Some(acronym) = context.acronym(ix) {
            lines.text("NICKNAME", &acronym);
        }
    }
    for (reach, value) in contacts::of(context, ix, lang) {
        line(context, reach, &value, lang, &mut lines);
    }
    let website = match context.source(ix).map(|entry| &entry.facts) {
        Some(Facts::Organisation(_, own)) => own.website.as_ref(),
        Some(Facts::Person(own)) => own.website.as_ref(),
        _ => None,
    };
    if let Some(website) = website {
        lines.raw("URL", website);
    }
    if !context.site.config.base.origin.is_empty() {
        lines.raw("URL", &page(context, ix, lang));
        lines.raw("UID", &address(context, ix));
        if let Some(route) = vcards::route(context, ix, lang) {
            lines.raw("SOURCE", &route.absolute(&context.site.config.base));
        }
    }
    lines.raw("LANG", &context.language(lang).tag);
    if let Some(changed) = changed(context, ix, lang) {
        lines.raw("REV", &changed);
    }
    lines.raw("END", "VCARD");
    lines.finish()
}

/// The first post that a person holds on the day.
fn office(context: &Context<'_>, person: SubjectIx, lang: Lang, lines: &mut ContentLines) {
    let (register, today) = (context.register(), &context.graph.today);
    let mut held = register.tenures.iter().filter(|tenure| {
        tenure.person == person && today.tense(tenure.since, tenure.until) == Tense::Present
    });
    let Some(post) = held.next().map(|tenure| &register.posts[tenure.post]) else { return };
    lines.text("TITLE", &context.term(&post.label, lang).text);
    if let Some(organisation) = post.organisation {
        lines.text("ORG", &context.name(organisation, lang).text);
    }
}

/// A way to reach whom the card is of.
fn line(context: &Context<'_>, reach: Reach, value: &str, lang: Lang, lines: &mut ContentLines) {
    match reach {
        Reach::Email => lines.text("EMAIL", value),
        Reach::Phone => lines.text("TEL;VALUE=text", value),
        // An address as it is written on a letter; its parts are not known (section 6.3.1).
        Reach::Address => lines.raw(&format!("ADR;LABEL={}", parameter(value)), ";;;;;;"),
        Reach::Press => {
            let words = context.words(lang);
            lines.text("NOTE", &words.with("named-as", &[("name", &words.get("press")), ("what", value)]));
        }
    }
}
