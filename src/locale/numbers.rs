//! Numbers and lists as a language writes them (CLDR, numbers and list patterns).

use fixed_decimal::{Decimal, FloatPrecision};
use icu_decimal::DecimalFormatter;
use icu_list::ListFormatter;
use icu_list::options::ListFormatterOptions;
use icu_locale::Locale as Tag;

/// Writes numbers and lists in a language.
#[derive(Debug)]
pub struct Numbers {
    decimal: Option<DecimalFormatter>,
    and: Option<ListFormatter>,
}

impl Numbers {
    /// For a language; all data that there is for it is compiled in.
    pub(super) fn new(tag: &Tag) -> Self {
        Self {
            decimal: DecimalFormatter::try_new(tag.into(), Default::default()).ok(),
            and: ListFormatter::try_new_and(tag.into(), ListFormatterOptions::default()).ok(),
        }
    }

    /// "1,234.5": a number with as many decimals as it has.
    pub fn number(&self, number: f64) -> String {
        let decimal = Decimal::try_from_f64(number, FloatPrecision::RoundTrip).ok();
        match (&self.decimal, decimal) {
            (Some(formatter), Some(decimal)) => formatter.format(&decimal).to_string(),
            _ => number.to_string(),
        }
    }

    /// "A, B and C".
    pub fn and(&self, parts: &[String]) -> String {
        match &self.and {
            Some(formatter) => formatter.format(parts.iter().map(String::as_str)).to_string(),
            None => parts.join(", "),
        }
    }
}
