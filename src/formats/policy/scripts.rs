//! What a script of the site needs.

use super::needs::{Directive, Needs, Origin};
use crate::site::origins::Origins;

/// Words in a script that say that it asks for more (Fetch, XMLHttpRequest, EventSource, Beacon).
const ASKING: [&str; 5] = ["fetch(", "XMLHttpRequest", "EventSource(", "WebSocket(", "sendBeacon("];

/// What a script of the site needs, as far as its words show.
pub fn of_script(script: &str, origins: &Origins) -> Needs {
    let mut needs = Needs::default();
    if ASKING.iter().any(|word| script.contains(word)) {
        needs.insert(Directive::Connect, Origin::Own);
        for origin in origins.others().filter(|origin| script.contains(*origin)) {
            needs.insert(Directive::Connect, Origin::Other(origin.to_owned()));
        }
    }
    if script.contains("Worker(") {
        needs.insert(Directive::Worker, Origin::Own);
    }
    needs
}
