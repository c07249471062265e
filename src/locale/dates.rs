//! Dates and times in words, as a language writes them in its long form (CLDR, dates).

use icu_datetime::fieldsets::{self, Combo, zone::LocalizedOffsetShort};
use icu_datetime::input::{Date as IcuDate, Time, ZonedDateTime as IcuZoned};
use icu_datetime::options::TimePrecision;
use icu_datetime::{DateTimeFormatter, DateTimeFormatterLoadError};
use icu_locale::Locale as Tag;
use icu_time::zone::UtcOffset;
use jiff::ZonedDateTime;
use jiff::civil::Date;

/// The calendars that dates can be written in, by their names in BCP 47 (CLDR, calendar). The first is the
/// one that a site has where it names none.
pub const CALENDARS: [&str; 12] = [
    "gregory",
    "buddhist",
    "coptic",
    "ethioaa",
    "ethiopic",
    "hebrew",
    "indian",
    "islamic-civil",
    "islamic-umalqura",
    "japanese",
    "persian",
    "roc",
];

type Moment = Combo<fieldsets::YMDT, LocalizedOffsetShort>;

/// Writes dates in a language and a calendar.
#[derive(Debug)]
pub struct Dates(Option<Formatters>);

#[derive(Debug)]
struct Formatters {
    day: DateTimeFormatter<fieldsets::YMD>,
    month: DateTimeFormatter<fieldsets::YM>,
    year: DateTimeFormatter<fieldsets::Y>,
    moment: DateTimeFormatter<Moment>,
}

impl Formatters {
    fn new(tag: &Tag) -> Result<Self, DateTimeFormatterLoadError> {
        let moment = fieldsets::YMDT::long().with_time_precision(TimePrecision::Minute);
        Ok(Self {
            day: DateTimeFormatter::try_new(tag.into(), fieldsets::YMD::long())?,
            month: DateTimeFormatter::try_new(tag.into(), fieldsets::YM::long())?,
            year: DateTimeFormatter::try_new(tag.into(), fieldsets::Y::long())?,
            moment: DateTimeFormatter::try_new(tag.into(), moment.with_zone(LocalizedOffsetShort))?,
        })
    }
}

impl Dates {
    /// For a language and calendar; all data that there is for either is compiled in.
    pub(super) fn new(tag: &Tag) -> Self {
        Self(Formatters::new(tag).ok())
    }

    /// "12 mars 2026".
    pub fn day(&self, date: Date) -> String {
        let written = self.0.as_ref().zip(icu(date)).map(|(formatters, at)| formatters.day.format(&at));
        written.map_or_else(|| date.to_string(), |written| written.to_string())
    }

    /// "mars 2026", of any day in the month.
    pub fn month(&self, date: Date) -> String {
        let written = self.0.as_ref().zip(icu(date)).map(|(formatters, at)| formatters.month.format(&at));
        written.map_or_else(|| date.strftime("%Y-%m").to_string(), |written| written.to_string())
    }

    /// "2026", of any day in the year; "2026年".
    pub fn year(&self, date: Date) -> String {
        let written = self.0.as_ref().zip(icu(date)).map(|(formatters, at)| formatters.year.format(&at));
        written.map_or_else(|| date.year().to_string(), |written| written.to_string())
    }

    /// "12 mars 2026 à 09:30 UTC+1": a moment, in its own zone.
    pub fn moment(&self, at: &ZonedDateTime) -> String {
        let written = self.0.as_ref().and_then(|formatters| {
            let zoned = IcuZoned {
                date: icu(at.date())?,
                time: Time::try_new(u8::try_from(at.hour()).ok()?, u8::try_from(at.minute()).ok()?, 0, 0)
                    .ok()?,
                zone: UtcOffset::try_from_seconds(at.offset().seconds()).ok()?,
            };
            Some(formatters.moment.format(&zoned).to_string())
        });
        written.unwrap_or_else(|| at.strftime("%Y-%m-%d %H:%M (UTC%:z)").to_string())
    }
}

/// A day as ICU4X reads it: in the Gregorian calendar, from which it turns to any other.
fn icu(date: Date) -> Option<IcuDate<icu_calendar::Iso>> {
    let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
    IcuDate::try_new_iso(i32::from(date.year()), month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Locale;

    #[test]
    fn all_calendars_are_there() {
        let date = jiff::civil::date(2026, 3, 12);
        for calendar in CALENDARS {
            for tag in ["en", "fr", "ar", "zh", "th", "xx"] {
                assert!(Locale::new(tag, calendar).dates.0.is_some(), "{tag} {calendar}");
            }
        }
        assert_eq!(Locale::new("en", "buddhist").dates.day(date), "March 12, 2569 BE");
        assert_eq!(Locale::new("fa", "persian").dates.day(date), "21 اسفند 1404");
    }

    #[test]
    fn a_moment_has_its_offset() {
        let at: ZonedDateTime = "2026-03-12T09:30+01:00[Europe/Paris]".parse().unwrap();
        assert_eq!(Locale::new("fr", "gregory").dates.moment(&at), "12 mars 2026 à 09:30 UTC+1");
        assert_eq!(Locale::new("en", "gregory").dates.moment(&at), "March 12, 2026 at 9:30\u{202f}AM GMT+1");
        assert_eq!(Locale::new("zh", "gregory").dates.moment(&at), "2026年3月12日 GMT+1 09:30");
    }
}
