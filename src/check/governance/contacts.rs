//! Mailboxes, telephone numbers and ids in registers that lead nowhere.

use super::records::Records;
use crate::diagnostics::{Diagnostic, Findings, Rule, Severity, Span};
use crate::site::common::Contact;
use crate::site::organisation::Identifiers;
use crate::site::{Facts, Tree};

/// A mailbox or number that nobody can reach.
pub static BAD_CONTACT: Rule = Rule {
    name: "bad-contact",
    severity: Severity::Warning,
    docs: "Mail to a mailbox with a slip never arrives, and a telephone number with a letter in it \
           cannot be dialled; those who wanted to reach somebody are not told why.\n\n\
           Wrong: `email: office.example.org`, `phone: +44 1632 96OOO1`\n\n\
           Right: `email: office@example.org`, `phone: +44 1632 960001`",
};

/// An id that its register cannot have given.
pub static BAD_IDENTIFIER: Rule = Rule {
    name: "bad-identifier",
    severity: Severity::Warning,
    docs: "The ids of Wikidata are Q and a number. Those of ROR have nine signs: a 0, six letters or \
           digits and two digits. Another id leads nowhere.\n\n\
           Wrong: `wikidata: 42`, `ror: zz9qxv23`\n\n\
           Right: `wikidata: Q42`, `ror: 0zz9qxv23`",
};

/// Checks the contacts and identifiers of all records, and the site's contact.
pub fn check(records: &Records<'_>, found: &mut Findings) {
    for (_, entry) in &records.sources {
        reach(entry.common.contact.as_ref(), &entry.front, found);
        let identifiers = match &entry.facts {
            Facts::Organisation(_, own) => own.identifiers.as_ref(),
            Facts::Person(person) => person.identifiers.as_ref(),
            _ => None,
        };
        if let Some(identifiers) = identifiers {
            registered(identifiers, &entry.front, found);
        }
    }
    let config = &records.site.config;
    reach(config.settings.contact.as_ref(), &config.places, found);
}

fn reach(contact: Option<&Contact>, places: &Tree, found: &mut Findings) {
    let Some(contact) = contact else { return };
    let given = |text: Option<&str>| text.filter(|text| !text.is_empty()).map(str::to_owned);
    if let Some(email) = given(contact.email.as_deref()).filter(|email| !is_mailboxes(email)) {
        let message = format!("\"{email}\" is no e-mail address");
        let help = "write it as office@example.org";
        found.add(bad_mailbox(places.span("contact.email"), message, &email).help(help));
    }
    if let Some(phone) = given(contact.phone.as_deref()).filter(|phone| !is_number(phone)) {
        let fault = if phone.contains(char::is_numeric) { "has letters in it" } else { "has no digits" };
        let message = format!("this telephone number {fault}");
        found.add(Diagnostic::new(&BAD_CONTACT, places.span("contact.phone"), message).help(NUMBER));
    }
    if let Some(press) =
        given(contact.press.as_deref()).filter(|press| !is_mailboxes(press) && !is_number(press))
    {
        let message = format!("\"{press}\" is no e-mail address and no telephone number");
        let help = "write an address such as press@example.org, or a number such as +44 1632 960001";
        found.add(bad_mailbox(places.span("contact.press"), message, &press).help(help));
    }
}

const NUMBER: &str = "write digits with the country's code, such as +44 1632 960001";

/// A finding, with the mailbox alone where more is written around it.
fn bad_mailbox(span: Span, message: String, written: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(&BAD_CONTACT, span, message);
    let inner = written.rsplit('<').next().unwrap_or(written).trim_end_matches('>').trim();
    let inner = inner.strip_prefix("mailto:").unwrap_or(inner);
    if inner != written && is_mailbox(inner) { diagnostic.propose(span, inner) } else { diagnostic }
}

/// One mailbox, or several with commas between.
fn is_mailboxes(text: &str) -> bool {
    text.split(',').all(|one| is_mailbox(one.trim()))
}

/// `name@host.tld`, in any script.
fn is_mailbox(text: &str) -> bool {
    let strange = |c: char| c.is_whitespace() || c.is_control() || "<>()[]:;,\"\\".contains(c);
    let Some((name, host)) = text.rsplit_once('@') else { return false };
    let has_parts = |text: &str| text.split('.').all(|part| !part.is_empty());
    has_parts(name)
        && has_parts(host)
        && host.contains('.')
        && host.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '.' || !c.is_ascii())
        && !name.contains('@')
        && !text.contains(strange)
}

/// Digits with what stands between them; an extension may follow with its word ("ext. 12").
fn is_number(text: &str) -> bool {
    let word = text.find(char::is_alphabetic);
    let (number, extension) = text.split_at(word.unwrap_or(text.len()));
    let digits = |text: &str| text.chars().filter(|c| c.is_numeric()).count();
    let stands_apart = number.ends_with(|c: char| c.is_whitespace() || "(,;/".contains(c));
    let right = |extension: &str| stands_apart && digits(number) >= 5 && digits(extension) > 0;
    digits(number) >= 3 && !text.contains('@') && (extension.is_empty() || right(extension))
}

fn registered(identifiers: &Identifiers, places: &Tree, found: &mut Findings) {
    if let Some(id) = identifiers.wikidata.as_deref().filter(|id| !is_wikidata(id)) {
        let span = places.span("identifiers.wikidata");
        let diagnostic = Diagnostic::new(&BAD_IDENTIFIER, span, format!("\"{id}\" is no id of Wikidata"))
            .help("it is Q and a number, such as Q42, from the end of the item's address");
        let meant = id.trim_start_matches(['q', 'Q']).trim();
        let is_meant = !meant.is_empty() && meant.bytes().all(|b| b.is_ascii_digit());
        found.add(if is_meant { diagnostic.propose(span, format!("Q{meant}")) } else { diagnostic });
    }
    if let Some(id) = identifiers.ror.as_deref().filter(|id| !is_ror(id)) {
        let span = places.span("identifiers.ror");
        let diagnostic = Diagnostic::new(&BAD_IDENTIFIER, span, format!("\"{id}\" is no id of ROR")).help(
            "it has nine signs, such as 0zz9qxv23, from the end of the organisation's address at ror.org",
        );
        let small = id.to_lowercase();
        found.add(if is_ror(&small) { diagnostic.propose(span, small) } else { diagnostic });
    }
}

/// `Q42`, alone or at the end of its address.
fn is_wikidata(id: &str) -> bool {
    let id = bare(id, &["www.wikidata.org/wiki/", "www.wikidata.org/entity/", "wikidata.org/entity/"]);
    id.strip_prefix('Q').is_some_and(|number| {
        !number.is_empty() && !number.starts_with('0') && number.bytes().all(|b| b.is_ascii_digit())
    })
}

/// `0zz9qxv23`: a 0, six signs of base 32 without i, l, o and u, and two digits.
fn is_ror(id: &str) -> bool {
    let sign = |b: &u8| b.is_ascii_digit() || b.is_ascii_lowercase() && !b"ilou".contains(b);
    match bare(id, &["ror.org/"]).as_bytes() {
        [b'0', signs @ .., a, b] => {
            signs.len() == 6 && signs.iter().all(sign) && a.is_ascii_digit() && b.is_ascii_digit()
        }
        _ => false,
    }
}

/// An id without the address of its register.
fn bare<'a>(id: &'a str, registers: &[&str]) -> &'a str {
    let address = id.strip_prefix("https://").or_else(|| id.strip_prefix("http://"));
    address
        .and_then(|address| registers.iter().find_map(|register| address.strip_prefix(register)))
        .unwrap_or(id)
}
