//! Requests → answers of HTTP.

use std::convert::Infallible;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::header::{
    ACCEPT_RANGES, ALLOW, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, ETAG, HOST,
    IF_NONE_MATCH, IF_RANGE, LOCATION, RANGE, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::request::Parts;
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use http_range_header::{EndPosition, StartPosition, parse_range_header};
use percent_encoding::percent_decode_str;
use tokio_stream::wrappers::ReceiverStream;
use tokio_stream::{StreamExt, once};

use super::events::Hub;
use super::guard::Guard;
use super::page::{self, Answer, Moved};
use super::seen::Seen;
use super::state::Live;
use crate::error::Failure;
use crate::site::Route;

/// The script that pages load.
const SCRIPT: &str = include_str!("live.js");
/// Its style.
const STYLE: &str = include_str!("live.css");
/// Where the server's own addresses begin.
const OWN: &str = "/__plenary/";

/// How many bytes of a file are held at a time.
const BLOCK: usize = 64 * 1024;

/// What answers need.
pub struct Desk {
    /// The site.
    pub live: Arc<Live>,
    /// The open pages.
    pub hub: Arc<Hub>,
    /// Whom to answer.
    pub guard: Guard,
}

/// Answers one request.
pub async fn answer(State(desk): State<Arc<Desk>>, request: Request) -> Response {
    let (request, _) = request.into_parts();
    let head = request.method == Method::HEAD;
    let mut response = match asked(&desk, &request) {
        Ok(route) => {
            let made = move || found(&desk, &route, &request);
            let made = tokio::task::spawn_blocking(made).await;
            let failed = "This address cannot be answered.\n";
            made.unwrap_or_else(|_| plain(StatusCode::INTERNAL_SERVER_ERROR, failed))
        }
        Err(response) => *response,
    };
    let headers = response.headers_mut();
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    if head { response.map(|_| Body::empty()) } else { response }
}

/// The address of the site that a request asks for; or, where it asks for none, the answer.
fn asked(desk: &Desk, request: &Parts) -> Result<Route, Box<Response>> {
    let named = request.headers.get(HOST).and_then(|host| host.to_str().ok());
    let hosts = request.uri.authority().map(Authority::as_str).into_iter().chain(named);
    let hosts: Vec<&str> = hosts.collect();
    if hosts.is_empty() || !hosts.iter().all(|host| desk.guard.lets(host)) {
        let text = "This server does not answer to that name.\n";
        return Err(Box::new(plain(StatusCode::MISDIRECTED_REQUEST, text)));
    }
    if !matches!(request.method, Method::GET | Method::HEAD) {
        let refused = plain(StatusCode::METHOD_NOT_ALLOWED, "Only GET and HEAD are answered.\n");
        return Err(Box::new(([(ALLOW, "GET, HEAD")], refused).into_response()));
    }
    let Some(path) = decoded(request.uri.path()) else {
        return Err(Box::new(plain(StatusCode::BAD_REQUEST, "There is no such address.\n")));
    };
    match path.strip_prefix(OWN) {
        Some(own) => Err(Box::new(own_address(desk, own, request))),
        None => Ok(Route::of_file(&path)),
    }
}

/// A path in plain letters; none where it cannot be an address of the site.
fn decoded(path: &str) -> Option<String> {
    let path = percent_decode_str(path).decode_utf8().ok()?;
    let wrong = |part: &str| matches!(part, "." | "..") || part.contains(['\\', '\0']);
    (path.starts_with('/') && !path.split('/').any(wrong)).then(|| path.into_owned())
}

/// What the server itself adds to the site.
fn own_address(desk: &Desk, own: &str, request: &Parts) -> Response {
    let headers = &request.headers;
    match own {
        "live.js" => bytes(StatusCode::OK, "live.js", SCRIPT.as_bytes().to_vec(), headers),
        "live.css" => bytes(StatusCode::OK, "live.css", STYLE.as_bytes().to_vec(), headers),
        "events" => {
            let given = |name: &str| {
                let pairs = url::form_urlencoded::parse(request.uri.query().unwrap_or_default().as_bytes());
                pairs.into_iter().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
            };
            let seen = given("seen").and_then(|seen| Seen::parse(&seen));
            match (given("route").filter(|route| route.starts_with('/')), seen) {
                (Some(route), Some(seen)) => events(desk, Route::new(&route), seen),
                _ => plain(StatusCode::BAD_REQUEST, "The events of which page?\n"),
            }
        }
        _ => plain(StatusCode::NOT_FOUND, "There is no such address.\n"),
    }
}

fn events(desk: &Desk, route: Route, seen: Seen) -> Response {
    let messages = ReceiverStream::new(desk.hub.connect(&desk.live, route, seen));
    let events = messages.map(|message| Event::default().event(message.event).data(message.data));
    let first = Event::default().retry(Duration::from_millis(500)).comment("plenary");
    let stream = once(first).chain(events).map(Ok::<_, Infallible>);
    Sse::new(stream).keep_alive(KeepAlive::default()).into_response()
}

/// What stands at an address of the site.
fn found(desk: &Desk, route: &Route, request: &Parts) -> Response {
    let headers = &request.headers;
    match page::answer(&desk.live.state(), route) {
        Ok(Answer::Page(page)) => {
            let status = StatusCode::from_u16(page.status).unwrap_or(StatusCode::OK);
            bytes(status, "index.html", page.html.clone().into_bytes(), headers)
        }
        Ok(Answer::Made(made, name)) => bytes(StatusCode::OK, name.as_str(), made, headers),
        Ok(Answer::File(path)) => file(&desk.live.root().join(&path), headers).unwrap_or_else(|e| {
            // It was there a moment ago.
            let gone = e.kind() == std::io::ErrorKind::NotFound;
            let status = if gone { StatusCode::NOT_FOUND } else { StatusCode::INTERNAL_SERVER_ERROR };
            plain(status, &format!("{}\n", Failure::io("read", Path::new(&path), &e)))
        }),
        Ok(Answer::Elsewhere(to, moved)) => {
            let (status, to) = match moved {
                Moved::Renamed => (StatusCode::MOVED_PERMANENTLY, to),
                Moved::Slash => {
                    let query = request.uri.query().map(|query| format!("?{query}")).unwrap_or_default();
                    (StatusCode::PERMANENT_REDIRECT, format!("{to}{query}"))
                }
            };
            (status, [(LOCATION, to)]).into_response()
        }
        Err(failure) => plain(StatusCode::INTERNAL_SERVER_ERROR, &format!("{failure}\n")),
    }
}

fn plain(status: StatusCode, text: &str) -> Response {
    (status, [(CONTENT_TYPE, "text/plain; charset=utf-8")], text.to_owned()).into_response()
}

/// The type of a file by its name, with the encoding where it is text.
fn content_type(name: &str) -> String {
    let guess = mime_guess::from_path(name).first_raw().unwrap_or("application/octet-stream");
    let text = guess.starts_with("text/")
        || guess.ends_with("+xml")
        || guess.ends_with("json")
        || matches!(guess, "application/javascript" | "application/xml");
    if text { format!("{guess}; charset=utf-8") } else { guess.to_owned() }
}

/// What a request wants of something that has a length and a mark of its bytes.
enum Wanted {
    /// All of it.
    All,
    /// The bytes from the first to the last, both counted.
    Part(u64, u64),
    /// A part that is not there.
    Outside,
    /// Nothing: the browser has it.
    Nothing,
}

fn wanted(headers: &HeaderMap, mark: &str, length: u64) -> Wanted {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let same = |known: &str| known.trim().trim_start_matches("W/") == mark;
    if text(IF_NONE_MATCH).is_some_and(|known| known.trim() == "*" || known.split(',').any(same)) {
        return Wanted::Nothing;
    }
    if text(IF_RANGE).is_some_and(|known| known != mark) {
        return Wanted::All;
    }
    // What is no range, or several, is answered with the whole, as HTTP allows.
    let ranges = text(RANGE).and_then(|range| parse_range_header(range).ok()).map(|parsed| parsed.ranges);
    let Some([range]) = ranges.as_deref() else { return Wanted::All };
    let last = match range.end {
        EndPosition::Index(last) => last.min(length.saturating_sub(1)),
        EndPosition::LastByte => length.saturating_sub(1),
    };
    match range.start {
        StartPosition::Index(first) if first < length && first <= last => Wanted::Part(first, last),
        StartPosition::Index(first) if first < length => Wanted::All,
        StartPosition::FromLast(count) if length > 0 => Wanted::Part(length.saturating_sub(count), last),
        _ => Wanted::Outside,
    }
}

/// The headers of an answer, and which bytes belong to it.
fn head(
    status: StatusCode,
    name: &str,
    mark: &str,
    length: u64,
    headers: &HeaderMap,
) -> (Response, Option<(u64, u64)>) {
    let wanted = if status == StatusCode::OK { wanted(headers, mark, length) } else { Wanted::All };
    let (status, part) = match wanted {
        Wanted::All => (status, Some((0, length))),
        Wanted::Part(first, last) => (StatusCode::PARTIAL_CONTENT, Some((first, last - first + 1))),
        Wanted::Outside => (StatusCode::RANGE_NOT_SATISFIABLE, None),
        Wanted::Nothing => (StatusCode::NOT_MODIFIED, None),
    };
    let mut response =
        (status, [(ETAG, mark.to_owned()), (ACCEPT_RANGES, "bytes".to_owned())]).into_response();
    let mut put = |name: HeaderName, value: String| {
        response.headers_mut().extend(HeaderValue::from_str(&value).ok().map(|value| (name, value)));
    };
    match wanted {
        Wanted::Part(first, last) => put(CONTENT_RANGE, format!("bytes {first}-{last}/{length}")),
        Wanted::Outside => put(CONTENT_RANGE, format!("bytes */{length}")),
        Wanted::All | Wanted::Nothing => {}
    }
    if let Some((_, count)) = part {
        put(CONTENT_TYPE, content_type(name));
        put(CONTENT_LENGTH, count.to_string());
    }
    (response, part)
}

fn bytes(status: StatusCode, name: &str, bytes: Vec<u8>, headers: &HeaderMap) -> Response {
    let mark = format!("\"{}\"", &blake3::hash(&bytes).to_hex()[..24]);
    let (response, part) = head(status, name, &mark, bytes.len() as u64, headers);
    let place = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    let part = part.map(|(start, count)| Bytes::from(bytes).slice(place(start)..place(start + count)));
    response.map(|_| part.map(Body::from).unwrap_or_default())
}

/// A file as the disk has it, a block at a time.
fn file(path: &Path, headers: &HeaderMap) -> std::io::Result<Response> {
    let mut file = File::open(path)?;
    let metadata = file.metadata()?;
    let changed = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let mark = format!("\"{:x}-{:x}\"", metadata.len(), changed.unwrap_or_default().as_nanos());
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let (response, part) = head(StatusCode::OK, &name, &mark, metadata.len(), headers);
    let Some((start, count)) = part else { return Ok(response) };
    file.seek(SeekFrom::Start(start))?;
    let mut file = file.take(count);
    if count <= BLOCK as u64 {
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        return Ok(response.map(|_| Body::from(bytes)));
    }
    let (sender, receiver) = tokio::sync::mpsc::channel(2);
    tokio::task::spawn_blocking(move || {
        while file.limit() > 0 {
            let mut block = Vec::with_capacity(BLOCK);
            let read = file.by_ref().take(BLOCK as u64).read_to_end(&mut block);
            // A file that became shorter meanwhile ends early.
            let goes_on = matches!(read, Ok(n) if n > 0);
            let sent = sender.blocking_send(read.map(|_| Bytes::from(block)));
            if !goes_on || sent.is_err() {
                break;
            }
        }
    });
    Ok(response.map(|_| Body::from_stream(ReceiverStream::new(receiver))))
}
