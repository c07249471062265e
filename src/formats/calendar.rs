//! Calendars (RFC 5545, with the properties of RFC 7986): the meetings of the site and of each body.
//!
//! # What holds
//! - A rule of meetings ("at least once a month") is an obligation: it stands in the calendar's
//!   description, and never becomes dates.
//! - A meeting's `UID` is its id and the site's address, the same in every language and calendar, whatever becomes of its title
//!   and date. Its `SEQUENCE` is the record's `revision`.
//! - `DTSTAMP` is the day of the last change that is known, so that the same content is the same bytes, and a
//!   meeting that did not change is not new to readers. Where none is known it is `UNKNOWN`: a day that can only
//!   be followed by later ones. There is no `METHOD`: without one `DTSTAMP` is the last change (RFC 5545 §3.8.7.2), and
//!   `PUBLISH` would ask for an `ORGANIZER` with an e-mail address (RFC 5546 §3.2.1).
//! - A planned meeting is `CONFIRMED`: the body has announced it. `TENTATIVE` would say that it is
//!   not decided, which no record says. A record without status has none.

use jiff::tz::TimeZone;

use super::content_line::{ContentLines, parameter};
use super::time_zone;
use crate::render::calendars::{dated, meetings};
use crate::render::views::TextView;
use crate::render::{Context, files, records, register};
use crate::resolve::SubjectIx;
use crate::site::date::DateTime;
use crate::site::meeting::{Meeting, Status};
use crate::site::values::Text;
use crate::site::{Entry, Lang, Route};

/// When a meeting was last changed, where nobody knows: every change that is known is later.
const UNKNOWN: &str = "19700101T000000Z";

/// How often readers should look for changes (RFC 5545 §3.3.6): once a day.
const REFRESH: &str = "P1D";

/// The calendar of a body, or of the site where none is given.
pub fn ics(context: &Context<'_>, body: Option<SubjectIx>, route: &Route, lang: Lang) -> String {
    let list = meetings(context, body);
    let zone = &context.graph.today.zone;
    let local = zone.iana_name().filter(|name| *name != "UTC").map(|name| (name, zone));
    let mut lines = ContentLines::default();
    lines.raw("BEGIN", "VCALENDAR");
    lines.raw("VERSION", "2.0");
    lines.raw("PRODID", "-//Plenary//Plenary//EN");
    lines.raw("CALSCALE", "GREGORIAN");
    about(context, body, route, lang, &mut lines);
    if let Some((name, zone)) = local {
        lines.text("X-WR-TIMEZONE", name);
        let moments = list.iter().filter_map(|ix| dated(context, *ix));
        let moments = moments.flat_map(|(starts, facts)| [Some(starts.at), facts.ends.map(|ends| ends.at)]);
        time_zone::write(name, zone, moments.flatten(), &mut lines);
    }
    for ix in list {
        event(context, ix, lang, local, &mut lines);
    }
    lines.raw("END", "VCALENDAR");
    lines.finish()
}

/// What the calendar is, for whoever subscribes to it.
fn about(
    context: &Context<'_>,
    body: Option<SubjectIx>,
    route: &Route,
    lang: Lang,
    lines: &mut ContentLines,
) {
    let (site, words) = (context.site_name(lang).text, context.words(lang));
    let name =
        body.map_or_else(|| site.clone(), |body| format!("{} – {site}", context.name(body, lang).text));
    for property in ["NAME", "X-WR-CALNAME"] {
        lines.text(property, &name);
    }
    let rules = body.and_then(|body| context.source(body)?.facts.group()?.meets.as_ref());
    let rules: Vec<String> =
        rules.into_iter().flatten().map(|rule| register::rule(context, rule, lang)).collect();
    if !rules.is_empty() {
        let rules = words.with("named-as", &[("name", &words.get("meets")), ("what", &rules.join("; "))]);
        for property in ["DESCRIPTION", "X-WR-CALDESC"] {
            lines.text(property, &rules);
        }
    }
    if !context.site.config.base.origin.is_empty() {
        let page = body.map_or_else(
            || context.home(lang).absolute(&context.site.config.base),
            |body| register::page(context, body, lang),
        );
        lines.raw("URL", &page);
        lines.raw("SOURCE;VALUE=URI", &route.absolute(&context.site.config.base));
    }
    lines.raw("REFRESH-INTERVAL;VALUE=DURATION", REFRESH);
    lines.raw("X-PUBLISHED-TTL", REFRESH);
}

/// A meeting.
fn event(
    context: &Context<'_>,
    ix: SubjectIx,
    lang: Lang,
    local: Option<(&str, &TimeZone)>,
    lines: &mut ContentLines,
) {
    let (Some((starts, facts)), Some(source)) = (dated(context, ix), context.source(ix)) else { return };
    let tag = |lang: Lang| &context.language(lang).tag;
    lines.raw("BEGIN", "VEVENT");
    lines.text("UID", &uid(context, ix));
    lines.raw("SEQUENCE", &facts.revision.unwrap_or_default().to_string());
    let changed = changed(context, ix, lang);
    lines.raw("DTSTAMP", changed.as_deref().unwrap_or(UNKNOWN));
    if let Some(changed) = changed {
        lines.raw("LAST-MODIFIED", &changed);
    }
    moment("DTSTART", starts, local, lines);
    if let Some(ends) = facts.ends.filter(|ends| ends.at > starts.at) {
        moment("DTEND", ends, local, lines);
    }
    if let Some(status) = facts.status {
        lines.raw("STATUS", if status == Status::Cancelled { "CANCELLED" } else { "CONFIRMED" });
    }
    let name = context.name(ix, lang);
    lines.words("SUMMARY", tag(name.lang), &name.text);
    let description = description(context, ix, facts, source, lang);
    if !description.is_empty() {
        lines.words("DESCRIPTION", tag(lang), &description);
    }
    if let Some(place) = &facts.place {
        let TextView { text, lang: written, .. } = context.term(place, lang);
        lines.words("LOCATION", written.as_ref().unwrap_or(tag(lang)), &text);
    }
    if !context.site.config.base.origin.is_empty() {
        lines.raw("URL", &register::page(context, ix, lang));
    }
    if let Some(online) = &facts.online {
        let label = parameter(&context.words(lang).get("take-part"));
        lines.raw(&format!("CONFERENCE;VALUE=URI;LANGUAGE={};LABEL={label}", tag(lang)), online);
    }
    lines.raw("END", "VEVENT");
}

/// The id of a meeting, which no other site has.
fn uid(context: &Context<'_>, ix: SubjectIx) -> String {
    let base = &context.site.config.base;
    let id = &context.graph.subjects.get(ix).id;
    let path = base.path.trim_start_matches('/');
    let id = if path.is_empty() { id.clone() } else { format!("{path}/{id}") };
    match base.origin.split_once("://") {
        Some((_, host)) => format!("{id}@{host}"),
        None => id,
    }
}

/// The last change that is known: `updated`, else the later of git's days of the source and the translation
/// shown, else `date`.
pub fn changed(context: &Context<'_>, ix: SubjectIx, lang: Lang) -> Option<String> {
    let source = context.source(ix)?;
    let files = [Some(source), context.entry(ix, lang)];
    let committed = || {
        files
            .into_iter()
            .flatten()
            .filter_map(|entry| context.graph.today.committed(context.files, entry.file))
            .max()
    };
    let updated = source.common.updated.and_then(|day| context.graph.today.done(day));
    let day = updated.or_else(committed);
    let day = day.or_else(|| source.common.date.map(|day| day.0))?;
    Some(format!("{}T000000Z", day.strftime("%Y%m%d")))
}

/// A moment in the site's time zone, else in UTC. An hour that a clock shows twice is written in UTC too: a local
/// time would mean the first (RFC 5545 §3.3.5), and not all readers know that.
fn moment(name: &str, time: DateTime, local: Option<(&str, &TimeZone)>, lines: &mut ContentLines) {
    let local = local.and_then(|(id, zone)| {
        let clock = zone.to_datetime(time.at);
        (!zone.to_ambiguous_timestamp(clock).is_ambiguous()).then_some((id, clock))
    });
    match local {
        Some((id, clock)) => {
            lines.raw(&format!("{name};TZID={id}"), &clock.strftime("%Y%m%dT%H%M%S").to_string());
        }
        None => lines.raw(name, &time.at.strftime("%Y%m%dT%H%M%SZ").to_string()),
    }
}

/// What a reader of the calendar sees of a meeting beside its time and place, a line each.
fn description(context: &Context<'_>, ix: SubjectIx, facts: &Meeting, source: &Entry, lang: Lang) -> String {
    let words = context.words(lang);
    let named = |key: &str, what: &str| words.with("named-as", &[("name", &words.get(key)), ("what", what)]);
    let origin = &context.site.config.base.origin;
    let file = |key: &str, path: &Option<Text>| {
        let url = files::beside(context, source, path.as_ref()?)?;
        let url = if url.starts_with('/') { format!("{origin}{url}") } else { url };
        Some(named(key, &url))
    };
    let level = facts.level.as_ref().map(|level| named("level", &context.term(level, lang).text));
    let online = facts.online.as_ref().map(|online| named("online", online));
    let parts = [
        records::summary(context, ix, lang),
        level,
        online,
        file("agenda", &facts.agenda),
        file("minutes", &facts.minutes),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("\n")
}
