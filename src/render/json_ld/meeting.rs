//! Meetings: `Event`.

use serde_json::{Value, json};

use super::Here;
use super::node::Node;
use super::thing::{described, image, named};
use crate::render::files::beside;
use crate::resolve::SubjectIx;
use crate::site::Meeting;
use crate::site::date::DateTime;
use crate::site::meeting::Status;
use crate::site::values::Text;

/// A meeting.
pub fn meeting(here: &Here<'_>, ix: SubjectIx, meeting: &Meeting) -> Node {
    let context = here.context;
    let place = meeting
        .place
        .as_ref()
        .map(|place| Node::new("Place").set("name", context.term(place, here.lang).text));
    let online = meeting.online.as_ref().map(|url| Node::new("VirtualLocation").set("url", url.0.as_str()));
    let mode = match (&place, &online) {
        (Some(_), Some(_)) => Some("MixedEventAttendanceMode"),
        (Some(_), None) => Some("OfflineEventAttendanceMode"),
        (None, Some(_)) => Some("OnlineEventAttendanceMode"),
        (None, None) => None,
    };
    let status = meeting.status.map(|status| match status {
        Status::Cancelled => "EventCancelled",
        Status::Planned | Status::Held => "EventScheduled",
    });
    let papers = [(&meeting.agenda, "agenda"), (&meeting.minutes, "minutes")];
    let papers = papers.into_iter().filter_map(|(path, word)| paper(here, ix, path.as_ref()?, word));
    described(here, ix)
        .set("name", here.page.title.as_str())
        .set("startDate", meeting.starts.map(DateTime::rfc3339))
        .set("endDate", meeting.ends.map(DateTime::rfc3339))
        .set("eventStatus", status.map(member))
        .set("eventAttendanceMode", mode.map(member))
        .set("location", place.into_iter().chain(online).collect::<Vec<_>>())
        .set("organizer", context.meeting_body(ix).and_then(|body| named(here, body)))
        .set("image", image(here))
        .set("subjectOf", papers.collect::<Vec<_>>())
}

/// A member of one of the vocabulary's enumerations.
fn member(name: &str) -> Value {
    json!({ "@id": format!("https://schema.org/{name}") })
}

/// The agenda or minutes.
fn paper(here: &Here<'_>, ix: SubjectIx, path: &Text, word: &str) -> Option<Node> {
    let url = beside(here.context, here.context.source(ix)?, path)?;
    let url = if url.starts_with('/') { here.whole(&url) } else { Some(url) };
    let name = here.context.words(here.lang).get(word);
    Some(Node::new("DigitalDocument").set("name", name).set("url", url))
}
