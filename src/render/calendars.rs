//! Which calendars there are, what is in them, and their links.

use super::context::Context;
use super::link;
use super::views::FeedView;
use crate::resolve::SubjectIx;
use crate::resolve::relations::firsts;
use crate::site::date::DateTime;
use crate::site::meeting::Meeting;
use crate::site::{Facts, Kind, Lang, Route};

/// The facts of a meeting that has a beginning, without which it is in no calendar.
pub fn dated<'a>(context: &Context<'a>, ix: SubjectIx) -> Option<(DateTime, &'a Meeting)> {
    match &context.source(ix)?.facts {
        Facts::Meeting(meeting) => Some((meeting.starts?, meeting)),
        _ => None,
    }
}

/// The meetings of the calendar of a body, or of the site where none is given, by their beginning.
pub fn meetings(context: &Context<'_>, body: Option<SubjectIx>) -> Vec<SubjectIx> {
    let own: Vec<SubjectIx> = match body {
        Some(body) => firsts(&context.graph.relations.meetings, body).collect(),
        None => context.register().meetings.clone(),
    };
    let listed = own.into_iter().filter(|ix| context.graph.is_listed(*ix));
    let mut dated: Vec<_> = listed.filter_map(|ix| Some((dated(context, ix)?.0.at, ix))).collect();
    dated.sort_unstable();
    dated.into_iter().map(|(_, ix)| ix).collect()
}

/// All calendars of a language with their addresses: the site's, and those of bodies that meet.
pub fn calendars(context: &Context<'_>, lang: Lang) -> Vec<(Option<SubjectIx>, Route)> {
    let mut bodies: Vec<SubjectIx> = meetings(context, None)
        .into_iter()
        .filter_map(|ix| context.meeting_body(ix))
        .filter(|body| context.graph.is_listed(*body))
        .collect();
    bodies.sort_unstable();
    bodies.dedup();
    std::iter::once(None)
        .chain(bodies.into_iter().map(Some))
        .filter(|body| !meetings(context, *body).is_empty())
        .filter_map(|body| Some((body, route(context, body, lang)?)))
        .collect()
}

/// The address of the calendar of a body, or of the site.
fn route(context: &Context<'_>, body: Option<SubjectIx>, lang: Lang) -> Option<Route> {
    let above = match body {
        Some(body) => context.graph.routes.of(body, lang)?.clone(),
        None => context.home(lang),
    };
    Some(above.join("calendar.ics"))
}

/// The calendar that a reader of a page may want: on the page of a body and of its meetings the body's, on that
/// of the section of meetings the site's.
pub fn calendar(context: &Context<'_>, ix: SubjectIx, lang: Lang) -> Option<FeedView> {
    let subject = context.graph.subjects.get(ix);
    let body = match subject.kind {
        _ if subject.section => None,
        Kind::Meeting => Some(context.meeting_body(ix).filter(|body| context.graph.is_listed(*body))?),
        _ => Some(ix),
    };
    let is_of_all = subject.section && Some(subject.id.as_str()) == Kind::Meeting.folder();
    if body.is_none() && !is_of_all { None } else { view(context, body, lang) }
}

/// A link to the calendar of a body, or of the site, where it holds a meeting.
pub fn view(context: &Context<'_>, body: Option<SubjectIx>, lang: Lang) -> Option<FeedView> {
    if meetings(context, body).is_empty() {
        return None;
    }
    let name = body.map_or_else(|| context.site_name(lang), |body| context.name(body, lang));
    let (title, words) = (context.borrowed(&name.text, name.lang, lang), context.words(lang));
    Some(FeedView {
        title: words.with("calendar-of", &[("title", &title.text)]),
        html: title.lang.is_some().then(|| words.with("calendar-of", &[("title", &link::text(&title))])),
        url: route(context, body, lang)?.href(&context.site.config.base),
        media: "text/calendar",
    })
}
