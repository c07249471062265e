//! Days, partial dates and moments, as they are written in front matter.

use std::cmp::Ordering;
use std::fmt;

use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ZonedDateTime};

use super::values::written;

/// A day, `2026-03-12`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub Date);

/// A date of which the day, or the month too, may be unknown: `2026`, `2026-03`, `2026-03-12`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PartialDate {
    /// The year.
    pub year: i16,
    /// The month, 1 to 12, where known.
    pub month: Option<i8>,
    /// The day of the month, where known.
    pub day: Option<i8>,
}

/// When something goes online or offline: a day, or an exact moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// From 00:00 of that day in the site's time zone.
    Day(Date),
    /// That moment.
    At(Timestamp),
}

/// The date and time of an event with the offset it was written in (RFC 3339).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateTime {
    /// The moment.
    pub at: Timestamp,
    /// The offset as written.
    pub offset: Offset,
}

impl Day {
    /// Reads `2026-03-12`.
    ///
    /// # Errors
    /// A sentence for the editor.
    pub fn parse(text: &str) -> Result<Self, String> {
        match PartialDate::exact(text).unwrap_or_else(|| Err(not_a_date(text)))? {
            PartialDate { year, month: Some(month), day: Some(day) } => {
                Date::new(year, month, day).map(Self).map_err(|_| impossible(year, month, day))
            }
            _ => Err(format!("\"{text}\" is not a whole day; write it as 2026-03-12")),
        }
    }
}

impl PartialDate {
    /// Reads `2026`, `2026-03` or `2026-03-12`.
    ///
    /// # Errors
    /// A sentence for the editor.
    pub fn parse(text: &str) -> Result<Self, String> {
        Self::exact(text).unwrap_or_else(|| {
            let message = not_a_date(text);
            let partial = message.ends_with(AS_A_DAY);
            Err(if partial { format!("{message}, 2026-03 or 2026") } else { message })
        })
    }

    /// The date that a text of the right form gives, or why there is no such day; none where the
    /// form is another. It proposes nothing, so that proposals can be made with it.
    fn exact(text: &str) -> Option<Result<Self, String>> {
        let parts: Vec<&str> = text.split('-').collect();
        let widths: Vec<usize> = parts.iter().map(|p| p.len()).collect();
        let digits = parts.iter().all(|p| p.bytes().all(|b| b.is_ascii_digit()));
        let shape = matches!(widths.as_slice(), [4] | [4, 2] | [4, 2, 2]);
        if !(digits && shape) {
            return None;
        }
        let year: i16 = parts[0].parse().ok()?;
        let month: Option<i8> = parts.get(1).and_then(|p| p.parse().ok());
        let day: Option<i8> = parts.get(2).and_then(|p| p.parse().ok());
        if let Some(month) = month {
            if !(1..=12).contains(&month) {
                return Some(Err(format!("there is no month {month}")));
            }
            if let Some(day) = day
                && Date::new(year, month, day).is_err()
            {
                return Some(Err(impossible(year, month, day)));
            }
        }
        Some(Ok(Self { year, month, day }))
    }

    /// Compares by what both sides know: 2026 and 2026-03 are equal.
    pub fn compare(self, other: Self) -> Ordering {
        let known = |a: Option<i8>, b: Option<i8>| a.zip(b).map_or(Ordering::Equal, |(a, b)| a.cmp(&b));
        self.year.cmp(&other.year).then_with(|| known(self.month, other.month)).then_with(|| {
            match (self.month, other.month) {
                (Some(_), Some(_)) => known(self.day, other.day),
                _ => Ordering::Equal,
            }
        })
    }
}

impl From<Date> for PartialDate {
    fn from(date: Date) -> Self {
        Self { year: date.year(), month: Some(date.month()), day: Some(date.day()) }
    }
}

impl serde::Serialize for PartialDate {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
            if let Some(day) = self.day {
                write!(f, "-{day:02}")?;
            }
        }
        Ok(())
    }
}

impl Moment {
    /// The moment, with days beginning at 00:00 in `zone`.
    pub fn timestamp(self, zone: &TimeZone) -> Timestamp {
        match self {
            Self::At(timestamp) => timestamp,
            Self::Day(date) => {
                date.to_zoned_datetime(zone.clone()).map_or(Timestamp::MAX, |zoned| zoned.timestamp())
            }
        }
    }

    fn parse(text: &str) -> Result<Self, String> {
        if text.len() <= 10 {
            return Day::parse(text).map(|day| Self::Day(day.0));
        }
        DateTime::parse(text).map(|time| Self::At(time.at))
    }
}

impl DateTime {
    /// Reads `2026-03-12T09:00+01:00`; a space may stand for the T, and Z for the offset.
    ///
    /// # Errors
    /// A sentence for the editor.
    pub fn parse(text: &str) -> Result<Self, String> {
        let Some((day, time)) = text.split_once(['T', 't', ' ']) else {
            Day::parse(text)?;
            return Err(format!(
                "\"{text}\" has no time; write the time and its offset too, such as {text}T09:00+01:00"
            ));
        };
        Day::parse(day)?;
        let time = time.trim();
        if !time.contains(['+', '-', 'Z', 'z']) {
            return Err(format!(
                "\"{text}\" has no offset, so the moment is not certain; write {day}T{time}+01:00, or Z for UTC"
            ));
        }
        let text = format!("{day}T{}", time.replace(' ', ""));
        let pieces =
            jiff::fmt::temporal::DateTimeParser::new().parse_pieces(&text).map_err(|_| not_a_time(&text))?;
        let offset = pieces.to_numeric_offset().ok_or_else(|| not_a_time(&text))?;
        let clock = pieces.time().ok_or_else(|| not_a_time(&text))?;
        let at = offset.to_timestamp(pieces.date().to_datetime(clock)).map_err(|_| not_a_time(&text))?;
        Ok(Self { at, offset })
    }

    /// The moment as a zoned time in the offset it was written in.
    pub fn zoned(self) -> ZonedDateTime {
        self.at.to_zoned_datetime(TimeZone::fixed(self.offset))
    }

    /// As RFC 3339 writes it.
    pub fn rfc3339(self) -> String {
        self.at.display_with_offset(self.offset).to_string()
    }
}

fn not_a_time(text: &str) -> String {
    format!("\"{text}\" is no date and time; write it as 2026-03-12T09:00+01:00")
}

/// How a day is written.
const AS_A_DAY: &str = "write it as 2026-03-12";

fn not_a_date(text: &str) -> String {
    let parts: Vec<&str> = text.split(['/', '.', '-', ' ']).collect();
    if let [a, b, year] = parts.as_slice()
        && year.len() == 4
        && [a, b].iter().all(|p| p.len() <= 2 && p.parse::<u8>().is_ok_and(|n| n > 0))
    {
        let first = format!("{year}-{b:0>2}-{a:0>2}");
        let second = format!("{year}-{a:0>2}-{b:0>2}");
        let is_day = |text: &str| matches!(PartialDate::exact(text), Some(Ok(date)) if date.day.is_some());
        return match (is_day(&first), is_day(&second)) {
            (true, true) if first != second => {
                format!("\"{text}\" can be two days; write {first} or {second}")
            }
            (true, _) => format!("\"{text}\" should be written {first}"),
            (_, true) => format!("\"{text}\" should be written {second}"),
            _ => format!("\"{text}\" is no date; {AS_A_DAY}"),
        };
    }
    match in_other_words(text) {
        Some(date) => format!("\"{text}\" should be written {date}"),
        None => format!("\"{text}\" is no date; {AS_A_DAY}"),
    }
}

/// The date that is meant with 2026-3-5, 20260305, 5 March 2026, March 2026, 03/2026 or
/// 2026-03-05T09:00.
fn in_other_words(text: &str) -> Option<PartialDate> {
    let day = text.split(['T', 't']).next().filter(|day| day.len() < text.len() && day.contains('-'));
    if let Some(Ok(date)) = day.and_then(PartialDate::exact) {
        return Some(date);
    }
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return PartialDate::exact(&format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]))?.ok();
    }
    let (mut year, mut month, mut numbers) = (None, None, Vec::new());
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        if word.len() == 4 && digits.len() == 4 && year.is_none() {
            year = Some(word);
        } else if let Ok(number) = digits.parse::<u8>() {
            numbers.push(number);
        } else {
            let word = word.to_lowercase();
            let named =
                MONTHS.iter().position(|name| word.len() >= 3 && name.to_lowercase().starts_with(&word))?;
            month = u8::try_from(named + 1).ok();
        }
    }
    let year_first = text.trim_start().starts_with(year?);
    let (month, day) = match (month, numbers.as_slice()) {
        (Some(month), []) => (month, None),
        (Some(month), [day]) => (month, Some(*day)),
        (None, [month]) => (*month, None),
        (None, [month, day]) if year_first => (*month, Some(*day)),
        _ => return None,
    };
    let day = day.map(|day| format!("-{day:02}")).unwrap_or_default();
    PartialDate::exact(&format!("{}-{month:02}{day}", year?))?.ok()
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn impossible(year: i16, month: i8, day: i8) -> String {
    let name = usize::try_from(month - 1).ok().and_then(|i| MONTHS.get(i)).unwrap_or(&"that month");
    match Date::new(year, month, 1) {
        Ok(first) => format!("{name} {year} has {} days, so there is no day {day}", first.days_in_month()),
        Err(_) => format!("there is no {year:04}-{month:02}-{day:02}"),
    }
}

written!(Day, "a day such as 2026-03-12", "string", "^\\d{4}-\\d{2}-\\d{2}$");
written!(
    PartialDate,
    "a date such as 2026-03-12, 2026-03 or 2026",
    ["string", "integer"],
    "^\\d{4}(-\\d{2}(-\\d{2})?)?$"
);
written!(
    Moment,
    "a day such as 2026-03-12, or a time such as 2026-03-12T09:00+01:00",
    "string",
    "^\\d{4}-\\d{2}-\\d{2}([Tt ].+)?$"
);
written!(
    DateTime,
    "a date and time such as 2026-03-12T09:00+01:00",
    "string",
    "^\\d{4}-\\d{2}-\\d{2}[Tt ].+$"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_dates_get_an_answer() {
        let say = |text: &str| Day::parse(text).unwrap_err();
        assert_eq!(say("2025-02-30"), "February 2025 has 28 days, so there is no day 30");
        assert_eq!(say("12/03/2025"), "\"12/03/2025\" can be two days; write 2025-03-12 or 2025-12-03");
        assert_eq!(say("31/03/2025"), "\"31/03/2025\" should be written 2025-03-31");
        assert_eq!(say("2025-13-01"), "there is no month 13");
        for (written, right) in [
            ("2026-3-5", "2026-03-05"),
            ("2026/03/05", "2026-03-05"),
            ("20260305", "2026-03-05"),
            ("5 March 2026", "2026-03-05"),
            ("Mar 5th, 2026", "2026-03-05"),
            ("2026-03-05T09:00", "2026-03-05"),
            ("March 2026", "2026-03"),
            ("3/2026", "2026-03"),
        ] {
            assert_eq!(say(written), format!("\"{written}\" should be written {right}"));
        }
        for wrong in [
            "12345678",
            "2p26-01-01",
            "abcd",
            "1/2/abcd",
            "5 Brumaire 2026",
            "2026 2026",
            "99/2026",
            "é26 März",
        ] {
            assert_eq!(say(wrong), format!("\"{wrong}\" is no date; write it as 2026-03-12"));
        }
        assert_eq!(say("soon"), "\"soon\" is no date; write it as 2026-03-12");
        assert!(DateTime::parse("2026-03-12T09:00").unwrap_err().contains("no offset"));
    }

    #[test]
    fn partial_dates_compare_by_what_both_know() {
        let date = |text: &str| PartialDate::parse(text).unwrap();
        assert_eq!(date("2026").compare(date("2026-03")), Ordering::Equal);
        assert_eq!(date("2026-02").compare(date("2026-03-01")), Ordering::Less);
        assert_eq!(date("2027").compare(date("2026-12-31")), Ordering::Greater);
    }

    #[test]
    fn times_keep_their_offset() {
        let time = DateTime::parse("2026-03-12 09:30+01:00").unwrap();
        assert_eq!(time.rfc3339(), "2026-03-12T09:30:00+01:00");
        assert_eq!(DateTime::parse("2026-03-12T08:30Z").unwrap().at, time.at);
    }
}
