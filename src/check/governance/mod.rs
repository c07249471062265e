//! What the records say, of themselves and of each other: who belongs where and when, who said what,
//! what was approved, what a translation repeats.

pub mod chairs;
pub mod circles;
pub mod contacts;
pub mod lives;
pub mod meetings;
pub mod meetings_missing;
pub mod named_members;
pub mod names;
pub mod order_of_dates;
pub mod quote_facts;
pub mod quote_words;
pub mod records;
pub mod seals;
pub mod slips;
pub mod statement;
pub mod translation_facts;
pub mod twice;

use self::records::Records;
use crate::diagnostics::Findings;

/// Checks the records.
pub fn check(records: &Records<'_>, found: &mut Findings) {
    for rule in OF_RECORDS {
        rule(records, found);
    }
}

/// What looks at all records.
const OF_RECORDS: [fn(&Records<'_>, &mut Findings); 14] = [
    chairs::check,
    circles::check,
    contacts::check,
    lives::check,
    meetings::check,
    meetings_missing::check,
    names::check,
    order_of_dates::check,
    quote_facts::check,
    seals::check,
    slips::check,
    statement::check,
    translation_facts::check,
    twice::check,
];
