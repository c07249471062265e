//! A host that serves a published site.

use std::io::Read;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use sha2::{Digest, Sha256};
use ureq::http::Response;
use ureq::{Agent, Body, ResponseExt};
use url::Url;

use crate::digest::Sha256Digest;
use crate::error::Failure;
use crate::external::ask::is_loopback;
use crate::publish::manifest::BUILD_JSON;
use crate::site::Route;
use crate::site::config::Base;

/// How long a connection may take, and the beginning of an answer, and how long a whole answer.
const CONNECT: Duration = Duration::from_secs(20);
const WHOLE: Duration = Duration::from_mins(2);

/// How long the whole of `build.json` may take, for which a build waits.
const MANIFEST: Duration = Duration::from_mins(1);

/// How often an address may be redirected.
const REDIRECTS: u32 = 5;

/// How long a host is left alone that could not answer, before it is asked once more.
const REST: Duration = Duration::from_millis(500);

/// Who asks.
const USER_AGENT: &str = concat!("Plenary/", env!("CARGO_PKG_VERSION"), " (+published site)");

/// A host, and where the site is on it.
#[derive(Debug)]
pub struct Host {
    /// The site's address, which ends in a slash.
    pub root: Url,
    agent: Agent,
    /// Whether it once took a question and gave no answer; then it is not asked any more.
    silent: AtomicBool,
}

/// What a host answered.
#[derive(Debug)]
pub struct Answer {
    /// The status (RFC 9110, section 15).
    pub status: u16,
    /// The address that answered, after redirects.
    pub from: Url,
    /// The SHA-256 of what it served; none where that is longer than was asked for.
    pub sha256: Option<Sha256Digest>,
}

impl Host {
    /// A host by the address of the site.
    ///
    /// # Errors
    /// Why it is none, in words.
    #[expect(clippy::disallowed_methods, reason = "this is a door to the network")]
    pub fn new(address: &str) -> Result<Self, String> {
        let bare = address.strip_suffix(BUILD_JSON).unwrap_or(address);
        let wrong =
            || format!("\"{address}\" is no address of a site; give one such as https://www.example.org/");
        let mut root = Url::parse(&format!("{}/", bare.trim_end_matches('/'))).map_err(|_| wrong())?;
        root.set_fragment(None);
        root.set_query(None);
        if !matches!(root.scheme(), "http" | "https") || root.host().is_none() {
            return Err(wrong());
        }
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(REDIRECTS)
            // Whoever asks safely is not sent to where anybody can change what is answered.
            .https_only(root.scheme() == "https")
            .user_agent(USER_AGENT)
            .timeout_resolve(Some(CONNECT))
            .timeout_connect(Some(CONNECT))
            .timeout_recv_response(Some(CONNECT))
            .build();
        Ok(Self { root, agent: Agent::new_with_config(config), silent: AtomicBool::new(false) })
    }

    /// The address of what lies at a route.
    pub fn url(&self, route: &Route) -> String {
        format!("{}{}", self.root.as_str().trim_end_matches('/'), route.href(&Base::default()))
    }

    /// The route that an address on the host is of; none where it is not of this site.
    pub fn route(&self, url: &Url) -> Option<Route> {
        let rest = url.path().strip_prefix(self.root.path()).filter(|_| url.host() == self.root.host())?;
        Some(Route::new(&format!("/{rest}")))
    }

    /// Whether it has once not answered in time.
    pub fn is_silent(&self) -> bool {
        self.silent.load(Ordering::Relaxed)
    }

    fn get(&self, url: &str, whole: Duration) -> Result<Response<Body>, String> {
        if self.is_silent() {
            return Err("the host does not answer any more".to_owned());
        }
        let ask = || {
            let request = self.agent.get(url).header("cache-control", "no-cache");
            // A proxy's own loopback is another one.
            let config = request.config().timeout_global(Some(whole));
            let config = if is_loopback(&self.root) { config.proxy(None) } else { config };
            config.build().call()
        };
        let is_for_now = |status: u16| matches!(status, 429 | 500..=599);
        let first = ask();
        let answer = match first {
            Ok(answer) if !is_for_now(answer.status().as_u16()) => Ok(answer),
            Err(ureq::Error::Timeout(_)) => first,
            _ => {
                std::thread::sleep(REST);
                ask()
            }
        };
        if matches!(answer, Err(ureq::Error::Timeout(_))) {
            self.silent.store(true, Ordering::Relaxed);
            return Err(format!("the host has not answered for {} seconds", CONNECT.as_secs()));
        }
        answer.map_err(|e| e.to_string())
    }

    /// The bytes of `build.json`; none where the host says that there is none.
    ///
    /// # Errors
    /// When it does not answer, or something else.
    pub fn manifest(&self, limit: u64) -> Result<Option<Vec<u8>>, Failure> {
        let url = format!("{}{BUILD_JSON}", self.root);
        let failed = |why: String| Failure::Machine(format!("cannot read {url}: {why}"));
        let mut answer = self.get(&url, MANIFEST).map_err(|why| {
            failed(format!(
                "{why}; look whether the address is right and the network is there, then try again"
            ))
        })?;
        match answer.status().as_u16() {
            200 => {
                let bytes = answer.body_mut().with_config().limit(limit).read_to_vec();
                bytes.map(Some).map_err(|e| failed(e.to_string()))
            }
            404 | 410 => Ok(None),
            status => Err(failed(format!("the host answers {status}; try again when the site can be read"))),
        }
    }

    /// The bytes of a file, if it has no more than `limit` of them.
    ///
    /// # Errors
    /// Why they are not there, in words.
    pub fn file(&self, path: &str, limit: u64) -> Result<Vec<u8>, String> {
        self.bytes(&self.url(&Route::of_file(path)), limit)
    }

    /// What is served at an address, if it has no more than `limit` bytes.
    ///
    /// # Errors
    /// Why it is not there, in words.
    pub fn bytes(&self, url: &str, limit: u64) -> Result<Vec<u8>, String> {
        let mut answer = self.get(url, WHOLE)?;
        match answer.status().as_u16() {
            200 => answer.body_mut().with_config().limit(limit).read_to_vec().map_err(|e| e.to_string()),
            status => Err(format!("the host answers {status}")),
        }
    }

    /// What is served at an address, of which no more than `limit` bytes are read, and none kept.
    ///
    /// # Errors
    /// Why nothing is, in words.
    pub fn answer(&self, url: &str, limit: u64) -> Result<Answer, String> {
        let mut answer = self.get(url, WHOLE)?;
        let from = Url::parse(&answer.get_uri().to_string()).map_err(|e| e.to_string())?;
        let status = answer.status().as_u16();
        let mut hasher = Sha256::new();
        let mut reader = answer.body_mut().with_config().reader().take(limit + 1);
        let read = std::io::copy(&mut reader, &mut Hashing(&mut hasher)).map_err(|e| e.to_string())?;
        Ok(Answer { status, from, sha256: (read <= limit).then(|| hasher.finalize().into()) })
    }
}

/// Takes bytes into a digest.
struct Hashing<'a>(&'a mut Sha256);

impl std::io::Write for Hashing<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
