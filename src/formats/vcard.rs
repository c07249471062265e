//! Contacts as vCard 4.0 (RFC 6350).
//!
//! # What holds
//! - No name is taken apart: which part of it is the family's nobody wrote. `N` is there for
//!   readers of vCard 3.0, and empty.
//! - `TITLE` is a post with dates that is held on the day of the build, as on the page.
//! - `UID` is the address of the record in the site's own language, in whatever language the card is.

use super::calendar::changed;
use super::content_line::{ContentLines, escaped, parameter};
use crate::render::{Context, register, vcards};
use crate::resolve::SubjectIx;
use crate::resolve::relations::seconds;
use crate::resolve::today::Tense;
use crate::site::common::Contact;
use crate::site::values::is_web_address;
use crate::site::{Facts, Kind, Lang, Route};

/// The card of an organisation, body or person.
pub fn vcf(context: &Context<'_>, ix: SubjectIx, route: &Route, lang: Lang) -> String {
    let Some((contact, written)) = vcards::contact(context, ix, lang) else { return String::new() };
    let kind = context.graph.subjects.get(ix).kind;
    let name = context.name(ix, lang);
    let mut lines = ContentLines::default();
    lines.raw("BEGIN", "VCARD");
    lines.raw("VERSION", "4.0");
    lines.raw("KIND", if kind == Kind::Person { "individual" } else { "org" });
    lines.words("FN", &context.language(name.lang).tag, &name.text);
    lines.raw("N", ";;;;");
    offices(context, ix, lang, &mut lines);
    reach(context, contact, written, lang, &mut lines);
    about(context, ix, route, lang, &mut lines);
    lines.raw("END", "VCARD");
    lines.finish()
}

/// Where somebody belongs, and the posts held now.
fn offices(context: &Context<'_>, ix: SubjectIx, lang: Lang, lines: &mut ContentLines) {
    let name = |ix: SubjectIx| escaped(&context.name(ix, lang).text);
    if context.graph.subjects.get(ix).kind != Kind::Person {
        let of = seconds(&context.graph.relations.of, ix).find(|of| context.graph.is_listed(*of));
        let units: Vec<String> = of.into_iter().chain([ix]).map(name).collect();
        return lines.raw("ORG", &units.join(";"));
    }
    let register = context.register();
    let now = |since, until| context.graph.today.tense(since, until) == Tense::Present;
    let held = register.tenures.iter().filter(|held| held.person == ix && now(held.since, held.until));
    for post in held.filter_map(|held| register.posts.get(held.post)) {
        if let Some(organisation) = post.organisation {
            lines.raw("ORG", &name(organisation));
        }
        lines.text("TITLE", &context.term(&post.label, lang).text);
    }
}

/// How to reach them.
fn reach(context: &Context<'_>, contact: &Contact, written: Lang, lang: Lang, lines: &mut ContentLines) {
    if let Some(email) = &contact.email {
        lines.text("EMAIL", email);
    }
    if let Some(number) = &contact.phone {
        phone("TEL", number, lines);
    }
    if let Some(address) = &contact.address {
        let text = context.written(address, written, lang).text;
        let text = text.trim();
        // The label is as it is written; readers that know none show the street (RFC 6350 §6.3.1).
        lines.raw(&format!("ADR;LABEL={}", parameter(text)), &format!(";;{};;;;", escaped(text)));
    }
    if let Some(press) = &contact.press {
        let text = context.written(press, written, lang).text;
        match text.as_str() {
            mail if mail.contains('@') => lines.text("press.EMAIL", mail),
            page if is_web_address(page) => {
                lines.raw("press.URL", page);
            }
            number => phone("press.TEL", number, lines),
        }
        lines.text("press.X-ABLabel", &context.words(lang).get("press"));
    }
}

/// A telephone number: an address that can be called where it is whole, else as it is written.
fn phone(name: &str, number: &str, lines: &mut ContentLines) {
    let dialled: String =
        number.chars().filter(|c| !matches!(c, ' ' | '-' | '.' | '(' | ')' | '\u{a0}')).collect();
    let is_whole = dialled
        .strip_prefix('+')
        .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()));
    if is_whole {
        lines.raw(&format!("{name};VALUE=uri"), &format!("tel:{dialled}"));
    } else {
        lines.text(name, number);
    }
}

/// Where the card comes from, and when it was last changed.
fn about(context: &Context<'_>, ix: SubjectIx, route: &Route, lang: Lang, lines: &mut ContentLines) {
    let website = match context.source(ix).map(|entry| &entry.facts) {
        Some(Facts::Organisation(_, own)) => own.website.as_ref(),
        Some(Facts::Person(person)) => person.website.as_ref(),
        _ => None,
    };
    if let Some(website) = website {
        lines.raw("URL", website);
    }
    lines.raw("LANG", &context.language(lang).tag);
    if !context.site.config.base.origin.is_empty() {
        lines.raw("URL", &register::page(context, ix, lang));
        lines.raw("SOURCE", &route.absolute(&context.site.config.base));
        lines.raw("UID", &register::address(context, ix));
    }
    if let Some(changed) = changed(context, ix, lang) {
        lines.raw("REV", &changed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_is_whole_can_be_called() {
        let mut lines = ContentLines::default();
        phone("TEL", "+44 (1632) 960-001", &mut lines);
        phone("TEL", "960001, ask for Ana", &mut lines);
        assert_eq!(lines.finish(), "TEL;VALUE=uri:tel:+441632960001\r\nTEL:960001\\, ask for Ana\r\n");
    }
}
