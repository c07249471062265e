//! Time zones of calendars (RFC 5545 §3.6.5): the changes of the clock that moments of a calendar need, from the
//! IANA time zone database.

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone, TimeZoneTransition};

use super::content_line::ContentLines;

/// Writes the time zone, with the change of its clock before the first of the moments and all
/// until the last one.
pub fn write(
    name: &str,
    zone: &TimeZone,
    moments: impl Iterator<Item = Timestamp>,
    lines: &mut ContentLines,
) {
    let moments: Vec<Timestamp> = moments.collect();
    let (Some(first), Some(last)) = (moments.iter().min(), moments.iter().max()) else { return };
    lines.raw("BEGIN", "VTIMEZONE");
    lines.text("TZID", name);
    // A change at the very moment is in force then.
    let before =
        zone.preceding(first.checked_add(jiff::SignedDuration::from_secs(1)).unwrap_or(*first)).next();
    let start = before.as_ref().map_or(*first, TimeZoneTransition::timestamp);
    match &before {
        Some(change) => observance(zone, change, lines),
        None => always(zone.to_offset(*first), lines),
    }
    for change in zone.following(start).take_while(|change| change.timestamp() <= *last) {
        observance(zone, &change, lines);
    }
    lines.raw("END", "VTIMEZONE");
}

/// The time from a change of the clock on.
fn observance(zone: &TimeZone, change: &TimeZoneTransition, lines: &mut ContentLines) {
    let at = change.timestamp();
    let earlier = at.checked_sub(jiff::SignedDuration::from_secs(1)).unwrap_or(at);
    let from = zone.to_offset(earlier);
    let part = if change.dst().is_dst() { "DAYLIGHT" } else { "STANDARD" };
    lines.raw("BEGIN", part);
    lines.raw("DTSTART", &from.to_datetime(at).strftime("%Y%m%dT%H%M%S").to_string());
    lines.raw("TZOFFSETFROM", &offset(from));
    lines.raw("TZOFFSETTO", &offset(change.offset()));
    lines.text("TZNAME", change.abbreviation());
    lines.raw("END", part);
}

/// A clock that was never changed before.
fn always(at: Offset, lines: &mut ContentLines) {
    lines.raw("BEGIN", "STANDARD");
    lines.raw("DTSTART", "16010101T000000");
    lines.raw("TZOFFSETFROM", &offset(at));
    lines.raw("TZOFFSETTO", &offset(at));
    lines.raw("END", "STANDARD");
}

/// The distance from UTC (RFC 5545 §3.3.14); seconds only where there are any.
fn offset(offset: Offset) -> String {
    let seconds = offset.seconds();
    let (sign, seconds) = (if seconds < 0 { '-' } else { '+' }, seconds.abs());
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let rest = if rest == 0 { String::new() } else { format!("{rest:02}") };
    format!("{sign}{hours:02}{minutes:02}{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_changes_that_moments_need_are_written() {
        let zone = TimeZone::get("Europe/Lisbon").unwrap();
        let moments = ["2026-03-01T09:00:00Z", "2026-06-01T09:00:00Z"].map(|at| at.parse().unwrap());
        let mut lines = ContentLines::default();
        write("Europe/Lisbon", &zone, moments.into_iter(), &mut lines);
        let expected = "BEGIN:VTIMEZONE TZID:Europe/Lisbon \
             BEGIN:STANDARD DTSTART:20251026T020000 TZOFFSETFROM:+0100 TZOFFSETTO:+0000 TZNAME:WET END:STANDARD \
             BEGIN:DAYLIGHT DTSTART:20260329T010000 TZOFFSETFROM:+0000 TZOFFSETTO:+0100 TZNAME:WEST END:DAYLIGHT \
             END:VTIMEZONE";
        assert_eq!(lines.finish().replace("\r\n", " ").trim_end(), expected);
    }

    #[test]
    fn offsets_have_seconds_only_where_needed() {
        assert_eq!(offset(Offset::from_seconds(-12_600).unwrap()), "-0330");
        assert_eq!(offset(Offset::from_seconds(-968).unwrap()), "-001608");
    }
}
