//! The headers of a site: one table, which the files of all hosts are written from, so that none can forget one.
//!
//! A rule that comes later stands before an earlier one of the same header. No header that readers are kept
//! safe by depends on the ending of a name.

use std::collections::BTreeSet;

use super::Hosting;
use crate::formats::policy::{REFERRER, SEARCH_REFERRER};
use crate::site::Route;

/// Everything powerful that a browser can do is off: a public site of texts needs none of it (W3C Permissions
/// Policy). Only what Chromium knows: it writes a line to the console of every page for each name it does not.
const FEATURES: [&str; 21] = [
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
];

/// How files end that are data for programs of others: feeds, calendars, contact cards and open data.
pub const DATA: [&str; 7] = ["csv", "ics", "json", "jsonld", "ttl", "vcf", "xml"];

/// How pictures end, which others may show.
const PICTURES: [&str; 8] = ["avif", "gif", "ico", "jpeg", "jpg", "png", "svg", "webp"];

/// How pieces of the index of search end that bear a digest in their name.
const PIECES: [&str; 4] = ["pf_filter", "pf_fragment", "pf_index", "pf_meta"];

/// How files end whose type not every host knows.
const RARE: [&str; 7] = ["csv", "ics", "jsonld", "pagefind", "ttl", "vcf", "webmanifest"];

/// The media types (RFC 6838) of files by their endings, and whether they are text.
pub const TYPES: [(&str, &str, bool); 79] = [
    ("7z", "application/x-7z-compressed", false),
    ("aac", "audio/aac", false),
    ("atom", "application/atom+xml", true),
    ("avif", "image/avif", false),
    ("bmp", "image/bmp", false),
    ("bz2", "application/x-bzip2", false),
    ("css", "text/css", true),
    ("csv", "text/csv", true),
    ("doc", "application/msword", false),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", false),
    ("eot", "application/vnd.ms-fontobject", false),
    ("epub", "application/epub+zip", false),
    ("flac", "audio/flac", false),
    ("geojson", "application/geo+json", true),
    ("gif", "image/gif", false),
    ("gpx", "application/gpx+xml", true),
    ("gz", "application/gzip", false),
    ("heic", "image/heic", false),
    ("htm", "text/html", true),
    ("html", "text/html", true),
    ("ico", "image/x-icon", false),
    ("ics", "text/calendar", true),
    ("jpeg", "image/jpeg", false),
    ("jpg", "image/jpeg", false),
    ("js", "text/javascript", true),
    ("json", "application/json", true),
    ("jsonld", "application/ld+json", true),
    ("jxl", "image/jxl", false),
    ("kml", "application/vnd.google-earth.kml+xml", true),
    ("m4a", "audio/mp4", false),
    ("m4v", "video/mp4", false),
    ("map", "application/json", true),
    ("md", "text/markdown", true),
    ("mjs", "text/javascript", true),
    ("mov", "video/quicktime", false),
    ("mp3", "audio/mpeg", false),
    ("mp4", "video/mp4", false),
    ("odg", "application/vnd.oasis.opendocument.graphics", false),
    ("odp", "application/vnd.oasis.opendocument.presentation", false),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet", false),
    ("odt", "application/vnd.oasis.opendocument.text", false),
    ("oga", "audio/ogg", false),
    ("ogg", "audio/ogg", false),
    ("ogv", "video/ogg", false),
    ("opus", "audio/ogg", false),
    ("otf", "font/otf", false),
    ("pagefind", "application/octet-stream", false),
    ("pdf", "application/pdf", false),
    ("png", "image/png", false),
    ("ppt", "application/vnd.ms-powerpoint", false),
    ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", false),
    ("rdf", "application/rdf+xml", true),
    ("rss", "application/rss+xml", true),
    ("rtf", "application/rtf", false),
    ("svg", "image/svg+xml", true),
    ("tar", "application/x-tar", false),
    ("tif", "image/tiff", false),
    ("tiff", "image/tiff", false),
    ("tsv", "text/tab-separated-values", true),
    ("ttf", "font/ttf", false),
    ("ttl", "text/turtle", true),
    ("txt", "text/plain", true),
    ("vcf", "text/vcard", true),
    ("vtt", "text/vtt", true),
    ("wasm", "application/wasm", false),
    ("wav", "audio/wav", false),
    ("webm", "video/webm", false),
    ("webmanifest", "application/manifest+json", true),
    ("webp", "image/webp", false),
    ("woff", "font/woff", false),
    ("woff2", "font/woff2", false),
    ("xhtml", "application/xhtml+xml", true),
    ("xls", "application/vnd.ms-excel", false),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", false),
    ("xml", "application/xml", true),
    ("xsl", "application/xslt+xml", true),
    ("yaml", "application/yaml", true),
    ("yml", "application/yaml", true),
    ("zip", "application/zip", false),
];

/// Which addresses a rule is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// Every one.
    Everything,
    /// A page or file.
    One(Route),
    /// Files of an ending.
    Ending(&'static str),
    /// Files of an ending below a folder at the root.
    EndingBelow(&'static str, &'static str),
    /// The first pages of feeds: `feed.xml`, `feed.json`.
    Named(&'static str),
    /// Further pages of feeds: `feed/2.xml`.
    FeedParts,
    /// Styles, scripts and pictures with a digest in their name, as `Assets::is_fingerprinted` tells them.
    Fingerprinted,
}

/// A header for some addresses.
#[derive(Clone, Debug)]
pub struct Rule {
    /// The header's name.
    pub name: &'static str,
    /// Which addresses it is for.
    pub when: Pattern,
    /// Its value.
    pub value: String,
}

fn rule(name: &'static str, when: Pattern, value: &str) -> Rule {
    Rule { name, when, value: value.to_owned() }
}

/// The media type of files of an ending, with the encoding of text.
pub fn media_type(media: &str, is_text: bool) -> String {
    if is_text { format!("{media}; charset=utf-8") } else { media.to_owned() }
}

/// The media types of text, each once.
pub fn text_types() -> BTreeSet<&'static str> {
    let texts = TYPES.iter().filter(|(.., is_text)| *is_text).map(|(_, media, _)| *media);
    texts.chain(["application/atom+xml", "application/feed+json"]).collect()
}

/// The endings that any rule is for.
pub fn endings() -> impl Iterator<Item = &'static str> {
    DATA.into_iter().chain(PICTURES).chain(PIECES).chain(RARE)
}

/// All headers but `Content-Type`.
pub fn rules(hosting: &Hosting) -> Vec<Rule> {
    let everywhere = |name, value: &str| rule(name, Pattern::Everything, value);
    let features: Vec<String> = FEATURES.iter().map(|feature| format!("{feature}=()")).collect();
    let mut rules = vec![
        everywhere("Content-Security-Policy", &hosting.policies.site),
        everywhere("Referrer-Policy", REFERRER),
        everywhere("Permissions-Policy", &features.join(", ")),
        everywhere("X-Content-Type-Options", "nosniff"),
        everywhere("Cross-Origin-Opener-Policy", "same-origin"),
        everywhere("Cross-Origin-Resource-Policy", "same-origin"),
        everywhere("Cache-Control", "no-cache"),
    ];
    if hosting.preview {
        rules.push(everywhere("X-Robots-Tag", "noindex"));
    }
    if let Some(hsts) = &hosting.hsts {
        rules.push(everywhere("Strict-Transport-Security", hsts));
    }
    if let Some(policy) = &hosting.policies.search {
        for route in &hosting.searching {
            rules.push(rule("Content-Security-Policy", Pattern::One(route.clone()), policy));
            rules.push(rule("Referrer-Policy", Pattern::One(route.clone()), SEARCH_REFERRER));
        }
    }
    for ending in DATA {
        rules.push(rule("Access-Control-Allow-Origin", Pattern::Ending(ending), "*"));
    }
    for ending in DATA.into_iter().chain(PICTURES) {
        rules.push(rule("Cross-Origin-Resource-Policy", Pattern::Ending(ending), "cross-origin"));
    }
    let forever = "public, max-age=31536000, immutable";
    rules.push(rule("Cache-Control", Pattern::Fingerprinted, forever));
    if hosting.policies.search.is_some() {
        let pieces = PIECES.into_iter().map(|ending| Pattern::EndingBelow("/pagefind/", ending));
        rules.extend(pieces.map(|pieces| rule("Cache-Control", pieces, forever)));
    }
    rules
}

/// `Content-Type` of what its ending alone does not tell: feeds.
pub fn feed_types() -> [Rule; 3] {
    let atom = "application/atom+xml; charset=utf-8";
    let json = "application/feed+json; charset=utf-8";
    [
        rule("Content-Type", Pattern::Named("feed.xml"), atom),
        rule("Content-Type", Pattern::FeedParts, atom),
        rule("Content-Type", Pattern::Named("feed.json"), json),
    ]
}

/// `Content-Type` of files that hosts which guess most types leave out or call something else.
pub fn rare_types() -> Vec<Rule> {
    let rare = TYPES.iter().filter(|(ending, ..)| RARE.contains(ending));
    let by_ending = rare.map(|(ending, media, is_text)| {
        rule("Content-Type", Pattern::Ending(ending), &media_type(media, *is_text))
    });
    by_ending.chain(feed_types()).collect()
}
