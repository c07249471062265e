//! Whether a body met as often as its own rule says.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::records::{Records, and, date, loose};
use crate::diagnostics::{Diagnostic, Findings, Rule, Severity};
use crate::resolve::SubjectIx;
use crate::resolve::relations::GROUPS;
use crate::site::date::PartialDate;
use crate::site::group::{Cadence, Every};
use crate::site::meeting::{Meeting, Status};
use crate::site::{Entry, Facts};

/// Fewer meetings than the body's rule says.
pub static MEETINGS_MISSING: Rule = Rule {
    name: "meetings-missing",
    severity: Severity::Advice,
    docs: "`meets` is an obligation. Where meetings of a body are recorded, a gap says that it broke \
           its rule, or that a record is missing. Only whole periods between the first meeting and \
           today are counted, and only where at least two meetings are recorded.\n\n\
           Wrong: `meets: [{every: quarter}]`, with meetings held in February and November alone\n\n\
           Right: a file in `content/meetings/` for each meeting that was held",
};

/// A meeting that was held.
struct Held {
    day: Date,
    level: Option<String>,
}

/// The periods of the calendar that a rule speaks of. Each has a number, one more than the one before.
struct Periods(Every);

/// How many stretches of missing meetings a message names.
const NAMED: usize = 3;

/// Checks the rules of all bodies and organisations.
pub fn check(records: &Records<'_>, found: &mut Findings) {
    let Some(held) = held(records) else { return };
    for (ix, entry, group) in records.groups() {
        let Some(Some(held)) = held.get(&ix) else { continue };
        // Of a date that is known in part, the first day: what came later is not counted.
        let dissolved = group.dissolved.and_then(first_day);
        let end = dissolved.map_or(records.graph.today.date, |day| day.min(records.graph.today.date));
        for (i, rule) in group.meets.iter().flatten().enumerate() {
            found.extend(broken(entry, i, rule, held, end));
        }
    }
}

/// The meetings that were held, by body; none for a body where nobody knows on which day one was,
/// and none at all where one could not be read, which may be anybody's.
fn held(records: &Records<'_>) -> Option<BTreeMap<SubjectIx, Option<Vec<Held>>>> {
    let mut all = BTreeMap::new();
    for (_, entry) in &records.sources {
        let Facts::Meeting(meeting) = &entry.facts else { continue };
        if records.unreadable.contains(&entry.file) {
            return None;
        }
        let Some(body) = records.maybe(entry, meeting.body.as_ref(), "body", &GROUPS) else { continue };
        if !was_held(records, meeting) {
            continue;
        }
        let of_body = all.entry(body.who).or_insert_with(|| Some(Vec::new()));
        let level = meeting.level.as_ref().map(|level| loose(level));
        match (meeting.starts, of_body.as_mut()) {
            (Some(starts), Some(list)) => list.push(Held { day: starts.zoned().date(), level }),
            _ => *of_body = None,
        }
    }
    Some(all)
}

fn was_held(records: &Records<'_>, meeting: &Meeting) -> bool {
    match meeting.status {
        Some(status) => status == Status::Held,
        None => meeting.starts.is_none_or(|starts| starts.at < records.graph.today.now),
    }
}

fn first_day(date: PartialDate) -> Option<Date> {
    Date::new(date.year, date.month.unwrap_or(1), date.day.unwrap_or(1)).ok()
}

fn broken(entry: &Entry, i: usize, rule: &Cadence, held: &[Held], end: Date) -> Option<Diagnostic> {
    let periods = Periods(rule.every);
    let level = rule.level.as_ref().map(|level| loose(level));
    let under = |meeting: &&Held| level.is_none() || meeting.level == level;
    // A meeting that names no level may have been at this one.
    let may_be_under = |meeting: &&Held| under(meeting) || meeting.level.is_none();
    // One alone says nothing of a habit to record them.
    if held.iter().filter(under).count() < 2 {
        return None;
    }
    let first = periods.number(held.iter().filter(under).map(|meeting| meeting.day).min()?);
    let times = rule.times.map_or(1, |times| usize::from(times.get()));
    let mut counts = BTreeMap::new();
    for meeting in held.iter().filter(may_be_under) {
        *counts.entry(periods.number(meeting.day)).or_insert(0_usize) += 1;
    }
    let few = |number: &i32| counts.get(number).copied().unwrap_or(0) < times;
    let missing: Vec<i32> = (first + 1..periods.number(end)).filter(few).collect();
    if missing.is_empty() {
        return None;
    }
    let every = rule.every.word();
    let what = match (times, &rule.level) {
        (1, None) => "no meeting is".to_owned(),
        (1, Some(level)) => format!("no meeting at the level \"{}\" is", level.0),
        (_, None) => format!("fewer than {times} meetings a {every} are"),
        (_, Some(level)) => format!("fewer than {times} meetings a {every} at the level \"{}\" are", level.0),
    };
    let message = format!("{what} recorded for {}", periods.listed(&missing));
    Some(
        Diagnostic::new(&MEETINGS_MISSING, entry.span(&format!("meets[{i}].every")), message)
            .help("write a record for each meeting that was held; where there was none, say why with allow: {meetings-missing: the reason}"),
    )
}

/// Numbers that follow each other as one stretch: its first and last.
fn stretches(numbers: &[i32]) -> Vec<(i32, i32)> {
    let mut all: Vec<(i32, i32)> = Vec::new();
    for number in numbers {
        match all.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => all.push((*number, *number)),
        }
    }
    all
}

impl Periods {
    /// How many of them make a year, where a year is made of them.
    fn in_a_year(&self) -> i32 {
        match self.0 {
            Every::Month | Every::Week => 12,
            Every::Quarter => 4,
            Every::HalfYear => 2,
            Every::Year => 1,
        }
    }

    /// The number of the period that a day is in.
    fn number(&self, day: Date) -> i32 {
        if self.0 == Every::Week {
            return (day - MONDAY).get_days().div_euclid(7);
        }
        let in_a_year = self.in_a_year();
        i32::from(day.year()) * in_a_year + i32::from(day.month() - 1) / (12 / in_a_year)
    }

    /// The first day of a period.
    fn first_day(&self, number: i32) -> PartialDate {
        if self.0 == Every::Week {
            let days = jiff::Span::new().try_days(i64::from(number) * 7);
            return days.and_then(|days| MONDAY.checked_add(days)).unwrap_or(MONDAY).into();
        }
        let in_a_year = self.in_a_year();
        let month = number.rem_euclid(in_a_year) * (12 / in_a_year) + 1;
        PartialDate {
            year: i16::try_from(number.div_euclid(in_a_year)).unwrap_or(i16::MAX),
            month: i8::try_from(month).ok().filter(|_| self.0 != Every::Year),
            day: None,
        }
    }

    /// "July 2025", "July to September 2025", "the week of 3 March 2025", "2024 to 2025".
    fn name(&self, (first, last): (i32, i32)) -> String {
        let start = self.first_day(first);
        let (words, end) = if self.0 == Every::Week {
            let many = if first == last { "the week of" } else { "the weeks of" };
            (format!("{many} {}", date(start)), self.first_day(last))
        } else {
            let next = self.first_day(last + 1);
            let months =
                |date: PartialDate| i32::from(date.year) * 12 + i32::from(date.month.unwrap_or(1)) - 1;
            let end = if self.0 == Every::Year {
                self.first_day(last)
            } else {
                Periods(Every::Month).first_day(months(next) - 1)
            };
            (date(start), end)
        };
        if start == end {
            words
        } else if start.year == end.year && start.day.is_none() {
            // The year is said once, at the end.
            let year = format!(" {}", start.year);
            format!("{} to {}", words.trim_end_matches(&year), date(end))
        } else {
            format!("{words} to {}", date(end))
        }
    }

    /// The names of a few, and how many more there are.
    fn listed(&self, missing: &[i32]) -> String {
        let all = stretches(missing);
        let mut names: Vec<String> = all.iter().take(NAMED).map(|stretch| self.name(*stretch)).collect();
        let rest: i32 = all.iter().skip(NAMED).map(|(first, last)| last - first + 1).sum();
        if rest > 0 {
            names.push(format!("{rest} more"));
        }
        and(&names)
    }
}

/// A Monday, from which weeks are counted.
const MONDAY: Date = Date::constant(1970, 1, 5);
