//! How to reach a record, as data: what `contact` says in the reader's language, value by value.

use crate::render::{Context, records};
use crate::resolve::SubjectIx;
use crate::site::Lang;
use crate::site::values::is_web_address;

/// A way to reach somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// A postal address.
    Address,
    /// Whatever is given for the press.
    Press,
}

impl Reach {
    /// Popolo's word for a value of it (contact details, `type`; those of RFC 6350 for telephones).
    pub fn popolo(self, value: &str) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Phone => "voice",
            Self::Address => "address",
            Self::Press if value.contains('@') => "email",
            Self::Press if is_web_address(value) => "url",
            Self::Press => "voice",
        }
    }
}

/// How to reach a record: its own contact, in the words of a translation where it has any.
pub fn of(context: &Context<'_>, ix: SubjectIx, lang: Lang) -> Vec<(Reach, String)> {
    let own = context.entry(ix, lang).filter(|entry| entry.common.contact.is_some());
    let Some(entry) = own.or_else(|| context.source(ix)) else { return Vec::new() };
    let Some(contact) = &entry.common.contact else { return Vec::new() };
    let view = records::contact(context, contact, entry.lang, lang);
    let values = [
        (Reach::Email, view.email),
        (Reach::Phone, view.phone),
        (Reach::Address, view.address.map(|address| address.text)),
        (Reach::Press, view.press.map(|press| press.text)),
    ];
    values.into_iter().filter_map(|(reach, value)| Some((reach, value?))).collect()
}
