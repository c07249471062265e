//! The day of a build, and what is online on it.

use std::cmp::Ordering;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::diagnostics::FileId;
use crate::files::Files;
use crate::site::Common;
use crate::site::date::{Day, PartialDate};

/// The day as it was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Now {
    /// Noon of a day in the site's time zone.
    Day(Date),
    /// A moment.
    At(Timestamp),
}

/// The moment and the day of a build.
#[derive(Clone, Debug)]
pub struct Today {
    /// The moment.
    pub now: Timestamp,
    /// The day in the site's time zone.
    pub date: Date,
    /// The site's time zone.
    pub zone: TimeZone,
}

impl Default for Today {
    fn default() -> Self {
        Self::new(Now::At(Timestamp::UNIX_EPOCH), &TimeZone::UTC)
    }
}

/// How a stretch of time stands to the day of the build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// It has ended.
    Past,
    /// It goes on, as far as is known.
    Present,
    /// It has not begun.
    Future,
}

impl Today {
    /// The day in a time zone.
    pub fn new(now: Now, zone: &TimeZone) -> Self {
        let now = match now {
            Now::At(timestamp) => timestamp,
            Now::Day(date) => date
                .at(12, 0, 0, 0)
                .to_zoned_datetime(zone.clone())
                .map_or(Timestamp::UNIX_EPOCH, |noon| noon.timestamp()),
        };
        let date = now.to_zoned_datetime(zone.clone()).date();
        Self { now, date, zone: zone.clone() }
    }

    /// Whether something is online: no draft (unless drafts are wanted), due, and not expired.
    pub fn shows(&self, common: &Common, drafts: bool) -> bool {
        let draft = common.draft.is_some_and(|draft| draft.0);
        let due = common.publish_at.is_none_or(|at| at.timestamp(&self.zone) <= self.now);
        (drafts || !draft) && due && !self.is_over(common)
    }

    /// Whether something was online and has expired since, as it was planned.
    pub fn has_expired(&self, common: &Common) -> bool {
        self.is_over(common) && !common.draft.is_some_and(|draft| draft.0)
    }

    fn is_over(&self, common: &Common) -> bool {
        common.expires_at.is_some_and(|at| at.timestamp(&self.zone) <= self.now)
    }

    /// The day on which a file was last committed, where git knows one. A commit from after this day was made by
    /// a clock that was wrong (a day is left for other time zones), and is passed over.
    pub fn committed(&self, files: &Files, file: FileId) -> Option<Date> {
        files.committed(file, self.date.tomorrow().unwrap_or(self.date))
    }

    /// A day on which something was done. One that is still to come is a slip, of which nothing is published.
    pub fn done(&self, day: Day) -> Option<Date> {
        (day.0 <= self.date).then_some(day.0)
    }

    /// How the time from `since` to the end of `until` stands to this day.
    pub fn tense(&self, since: Option<PartialDate>, until: Option<PartialDate>) -> Tense {
        let today = PartialDate::from(self.date);
        if until.is_some_and(|until| until.compare(today) == Ordering::Less) {
            Tense::Past
        } else if since.is_some_and(|since| since.compare(today) == Ordering::Greater) {
            Tense::Future
        } else {
            Tense::Present
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn until_includes_its_day_month_and_year() {
        let today = Today::new(Now::Day(Date::constant(2026, 3, 31)), &TimeZone::UTC);
        let date = |text: &str| Some(PartialDate::parse(text).unwrap());
        assert_eq!(today.tense(None, date("2026-03-31")), Tense::Present);
        assert_eq!(today.tense(None, date("2026-03")), Tense::Present);
        assert_eq!(today.tense(None, date("2026")), Tense::Present);
        assert_eq!(today.tense(None, date("2026-03-30")), Tense::Past);
        assert_eq!(today.tense(date("2026-04"), None), Tense::Future);
    }

    #[test]
    fn a_day_begins_in_the_sites_time_zone() {
        let zone = TimeZone::get("Asia/Tokyo").unwrap();
        let today = Today::new(Now::At("2026-03-11T15:30:00Z".parse().unwrap()), &zone);
        assert_eq!(today.date, Date::constant(2026, 3, 12));
    }
}
