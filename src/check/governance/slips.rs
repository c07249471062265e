//! Dates that are probably slips: too far away, or of what cannot lie ahead.

use super::records::{Records, date};
use crate::diagnostics::{Diagnostic, Findings, Rule, Severity};
use crate::resolve::today::Today;
use crate::site::date::{DateTime, Day, Moment, PartialDate};
use crate::site::{Entry, Facts, Kind, Lang};

/// A date too far from today.
pub static UNLIKELY_DATE: Rule = Rule {
    name: "unlikely-date",
    severity: Severity::Warning,
    docs: "A date before 1800, or more than fifty years ahead, is mostly a slip of the keys. A city may \
           be older: `founded` of an organisation is right from the year 1100.\n\n\
           Wrong: `date: 0206-03-12`, `until: 2206`\n\n\
           Right: `date: 2026-03-12`, `until: 2026`",
};

/// A day in the future of what has happened.
pub static DAY_TO_COME: Rule = Rule {
    name: "day-to-come",
    severity: Severity::Advice,
    docs: "What was changed, corrected, withdrawn, approved or assessed was so on a day that has \
           passed. A page that is kept back until that day may bear it. Until then nothing says that the page was \
           updated, and the correction is not shown; a page with `gone` is withdrawn at once.\n\n\
           Wrong: `updated: 2062-03-12`\n\n\
           Right: `updated: 2026-03-12`",
};

/// A note of a day to come that is online already.
pub static FUTURE_NOTE: Rule = Rule {
    name: "future-note",
    severity: Severity::Advice,
    docs: "A note that bears a day in the future stands above all others until that day has come. \
           `publish_at` keeps it back.\n\n\
           Wrong: `date: 2027-03-12` alone, in a note that is to appear on that day\n\n\
           Right: `date: 2027-03-12` and `publish_at: 2027-03-12`",
};

/// A note without a day.
pub static UNDATED_NOTE: Rule = Rule {
    name: "undated-note",
    severity: Severity::Advice,
    docs: "Readers want to know of when a note is. Without a date it stands under no year, behind all \
           others.\n\n\
           Wrong: a note without `date`\n\n\
           Right: `date: 2026-03-12`",
};

/// The first year that is likely.
const FIRST_YEAR: i16 = 1800;
/// The first year in which a city was likely founded.
const FIRST_FOUNDED: i16 = 1100;
/// How many years ahead are likely.
const AHEAD: i16 = 50;

/// Checks the dates of all files.
pub fn check(records: &Records<'_>, found: &mut Findings) {
    let today = &records.graph.today;
    for entry in &records.site.entries {
        let mut dates = own_dates(entry, today);
        to_come(entry, &dates, today, found);
        if entry.lang == Lang::DEFAULT {
            dates.extend(entry.common.date.map(|day| Fact::of_day("date", day)));
            dates.extend(dates_of_kind(entry));
            note(records, entry, found);
        }
        for fact in &dates {
            found.extend(unlikely(entry, fact, today));
        }
    }
}

/// A date of front matter.
struct Fact {
    path: String,
    date: PartialDate,
    /// Whether it says when something was done.
    done: bool,
}

impl Fact {
    fn new(path: impl Into<String>, date: PartialDate) -> Self {
        Self { path: path.into(), date, done: false }
    }

    fn of_day(path: impl Into<String>, day: Day) -> Self {
        Self::new(path, day.0.into())
    }

    fn done(path: impl Into<String>, day: Day) -> Self {
        Self { done: true, ..Self::of_day(path, day) }
    }
}

/// The dates that each version of a page has of its own.
fn own_dates(entry: &Entry, today: &Today) -> Vec<Fact> {
    let common = &entry.common;
    let mut dates = Vec::new();
    for (key, moment) in [("publish_at", common.publish_at), ("expires_at", common.expires_at)] {
        dates.extend(moment.map(|moment| Fact::new(key, day_of(moment, today))));
    }
    dates.extend(common.updated.map(|day| Fact::done("updated", day)));
    for (i, correction) in common.corrections.iter().flatten().enumerate() {
        dates.push(Fact::done(format!("corrections[{i}].on"), correction.on));
    }
    dates.extend(common.gone.as_ref().map(|gone| Fact::done("gone.on", gone.on)));
    match &entry.facts {
        Facts::Quote(quote) => {
            let on = quote.approved.as_ref().and_then(|approval| approval.on);
            dates.extend(on.map(|day| Fact::done("approved.on", day)));
        }
        Facts::Page(page) => {
            let on = page.accessibility.as_ref().and_then(|statement| statement.assessed_on);
            dates.extend(on.map(|day| Fact::done("accessibility.assessed_on", day)));
        }
        _ => {}
    }
    dates
}

fn day_of(moment: Moment, today: &Today) -> PartialDate {
    match moment {
        Moment::Day(day) => day.into(),
        Moment::At(at) => at.to_zoned_datetime(today.zone.clone()).date().into(),
    }
}

/// The dates of a kind.
fn dates_of_kind(entry: &Entry) -> Vec<Fact> {
    let mut dates = Vec::new();
    let mut add =
        |path: String, date: Option<PartialDate>| dates.extend(date.map(|date| Fact::new(path, date)));
    let moment = |time: Option<DateTime>| time.map(|time| time.zoned().date().into());
    match &entry.facts {
        Facts::Body(group, _) | Facts::Organisation(group, _) => {
            add("founded".into(), group.founded);
            add("dissolved".into(), group.dissolved);
            for (i, member) in group.members.iter().flatten().enumerate() {
                add(format!("members[{i}].since"), member.since);
                add(format!("members[{i}].until"), member.until);
            }
        }
        Facts::Person(person) => {
            for (i, post) in person.posts.iter().flatten().enumerate() {
                add(format!("posts[{i}].since"), post.since);
                add(format!("posts[{i}].until"), post.until);
            }
        }
        Facts::Meeting(meeting) => {
            add("starts".into(), moment(meeting.starts));
            add("ends".into(), moment(meeting.ends));
        }
        Facts::Page(_) | Facts::Quote(_) | Facts::Note(_) => {}
    }
    dates
}

fn is_unlikely(entry: &Entry, fact: &Fact, today: &Today) -> bool {
    let life = matches!(&*fact.path, "founded" | "dissolved");
    let first = if life && entry.kind() == Kind::Organisation { FIRST_FOUNDED } else { FIRST_YEAR };
    fact.date.year < first || fact.date.year > today.date.year().saturating_add(AHEAD)
}

fn unlikely(entry: &Entry, fact: &Fact, today: &Today) -> Option<Diagnostic> {
    is_unlikely(entry, fact, today).then(|| {
        let message = format!("the year {:04} is probably a slip", fact.date.year);
        Diagnostic::new(&UNLIKELY_DATE, entry.span(&fact.path), message)
            .help("look the date up; if it is right, say so in this file, allow: {unlikely-date: why}")
    })
}

fn to_come(entry: &Entry, dates: &[Fact], today: &Today, found: &mut Findings) {
    if entry.common.draft.is_some_and(|draft| draft.0) {
        return;
    }
    let shown = entry.common.publish_at.map_or(today.date.into(), |moment| day_of(moment, today));
    for fact in dates.iter().filter(|fact| fact.done && !is_unlikely(entry, fact, today)) {
        let by_now = |day| fact.date.compare(day).is_le();
        if !by_now(today.date.into()) && !by_now(shown) {
            let message = format!("{} is still to come", date(fact.date));
            let help = match &*fact.path {
                "gone.on" => {
                    "the page is withdrawn already: write the day on which it was; to withdraw it \
                              later, add gone: then"
                }
                path if path.starts_with("corrections") => {
                    "write the day on which it was done; this correction is not shown before its day"
                }
                _ => "write the day on which it was done",
            };
            found.add(Diagnostic::new(&DAY_TO_COME, entry.span(&fact.path), message).help(help));
        }
    }
}

fn note(records: &Records<'_>, entry: &Entry, found: &mut Findings) {
    let common = &entry.common;
    let is_held = common.draft.is_some_and(|draft| draft.0) || common.gone.is_some();
    if entry.kind() != Kind::Note || is_held || records.unreadable.contains(&entry.file) {
        return;
    }
    let today = &records.graph.today;
    match common.date {
        None => {
            let named = entry.short_id().get(..10).and_then(|day| Day::parse(day).ok());
            let help = match named {
                Some(day) => format!("add the day that the file's name says, date: {}", day.0),
                None => "add its day, such as date: 2026-03-12; without one it stands behind all others"
                    .to_owned(),
            };
            let message = "this note bears no date";
            found.add(Diagnostic::new(&UNDATED_NOTE, entry.span("title"), message).help(help));
        }
        Some(day) if day.0 > today.date && common.publish_at.is_none() => {
            let fact = Fact::of_day("date", day);
            if !is_unlikely(entry, &fact, today) {
                let message = format!("this note is online already, and bears {}", date(fact.date));
                found.add(Diagnostic::new(&FUTURE_NOTE, entry.span("date"), message).help(format!(
                    "to keep it back until then, add publish_at: {}; else look the day up",
                    day.0
                )));
            }
        }
        Some(_) => {}
    }
}
