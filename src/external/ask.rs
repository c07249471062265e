//! The door to the network: asks addresses whether they work, many at a time, few of one host.
//!
//! Each address is a `Job` that takes one step after the other: HEAD, GET where HEAD does not
//! do, the address that it is redirected to, once more after the time that a host asks for. Each
//! step waits in the queue of its host, so that a host never gets more requests than its share.

use std::collections::{BTreeMap, VecDeque};
use std::io::ErrorKind;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rustls::CertificateError;
use ureq::http::header::{LOCATION, RETRY_AFTER};
use ureq::{Agent, Timeout};
use url::{Host, Url};

use crate::check::site::external::Answer;

/// How much is asked at a time, and for how long.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Requests at a time.
    pub at_once: usize,
    /// Requests at a time of one host.
    pub per_host: usize,
    /// The rest of a host between two requests.
    pub pause: Duration,
    /// How long a connection may take.
    pub connect: Duration,
    /// How long a request may take, connection included.
    pub whole: Duration,
    /// The longest time that a host may ask to be left alone, and still be asked again.
    pub patience: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            at_once: 16,
            per_host: 2,
            pause: Duration::from_millis(200),
            connect: Duration::from_secs(10),
            whole: Duration::from_secs(20),
            patience: Duration::from_secs(10),
        }
    }
}

/// How often an address may be redirected.
const REDIRECTS: usize = 5;

/// Who asks.
const USER_AGENT: &str = concat!("Plenary/", env!("CARGO_PKG_VERSION"), " (+link check)");

/// What was answered.
#[derive(Debug)]
pub struct Asked {
    /// The answers, in the order of the addresses.
    pub answers: Vec<Answer>,
    /// Whether anything answered at all.
    pub reached: bool,
}

/// Asks all addresses; `done` is told how many have answered.
pub fn all(addresses: &[&str], limits: &Limits, done: &(dyn Fn(usize) + Sync)) -> Asked {
    let queue = Queue { limits: *limits, state: Mutex::new(State::new(addresses)), changed: Condvar::new() };
    let agent = agent(limits);
    std::thread::scope(|scope| {
        for _ in 0..limits.at_once.min(addresses.len()) {
            scope.spawn(|| queue.work(&agent, done));
        }
    });
    let state = queue.state.into_inner().unwrap_or_else(PoisonError::into_inner);
    let nothing = || Answer::Unclear { why: "it was not asked".to_owned() };
    let answers = state.answers.into_iter().map(|answer| answer.unwrap_or_else(nothing)).collect();
    Asked { answers, reached: state.reached }
}

#[expect(clippy::disallowed_methods, reason = "this is the door to the network")]
fn agent(limits: &Limits) -> Agent {
    let config = Agent::config_builder()
        .http_status_as_error(false)
        // Redirects are followed here: whether they are for good matters, and so does their host.
        .max_redirects(0)
        .user_agent(USER_AGENT)
        .timeout_resolve(Some(limits.connect))
        .timeout_connect(Some(limits.connect))
        .timeout_global(Some(limits.whole))
        .build();
    Agent::new_with_config(config)
}

/// One address on its way to an answer.
#[derive(Debug)]
struct Job {
    /// Which address.
    number: usize,
    /// The address to ask next.
    url: Url,
    /// Whether to ask with GET; HEAD has been tried.
    get: bool,
    /// How often it was redirected.
    redirects: usize,
    /// Whether every redirect was for good.
    for_good: bool,
    /// Where it leads for good.
    moved: Option<Url>,
    /// What it answered last.
    status: u16,
}

/// What follows from one request.
#[derive(Debug)]
enum Step {
    /// The answer, and to which address.
    Done(usize, Answer),
    /// Another request.
    Next(Job),
    /// Another request after some time.
    Later(Job, Duration),
}

/// Everything that waits, by host.
struct Queue {
    limits: Limits,
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    hosts: BTreeMap<String, Waiting>,
    answers: Vec<Option<Answer>>,
    done: usize,
    reached: bool,
}

struct Waiting {
    jobs: VecDeque<Job>,
    busy: usize,
    not_before: Instant,
    /// Until when it asked to be left alone.
    quiet: Option<Instant>,
}

impl State {
    fn new(addresses: &[&str]) -> Self {
        let answers = vec![None; addresses.len()];
        let mut state = Self { hosts: BTreeMap::new(), answers, done: 0, reached: false };
        for (number, address) in addresses.iter().enumerate() {
            match Url::parse(address) {
                Ok(url) => state.push(Job {
                    number,
                    url,
                    get: false,
                    redirects: 0,
                    for_good: true,
                    moved: None,
                    status: 0,
                }),
                Err(e) => state.answer(number, Answer::Unclear { why: e.to_string() }),
            }
        }
        state
    }

    fn push(&mut self, job: Job) {
        self.host(&host(&job.url)).jobs.push_back(job);
    }

    fn host(&mut self, name: &str) -> &mut Waiting {
        self.hosts.entry(name.to_owned()).or_insert_with(|| Waiting {
            jobs: VecDeque::new(),
            busy: 0,
            not_before: Instant::now(),
            quiet: None,
        })
    }

    fn answer(&mut self, number: usize, answer: Answer) {
        self.answers[number] = Some(answer);
        self.done += 1;
    }

    /// A job of a host that has room; else how long until a host may be asked again.
    fn take(&mut self, per_host: usize) -> Result<Job, Option<Duration>> {
        let now = Instant::now();
        let mut wait: Option<Duration> = None;
        for waiting in self.hosts.values_mut().filter(|w| w.busy < per_host && !w.jobs.is_empty()) {
            let rest = waiting.not_before.saturating_duration_since(now);
            if !rest.is_zero() {
                wait = Some(wait.map_or(rest, |wait| wait.min(rest)));
            } else if let Some(job) = waiting.jobs.pop_front() {
                waiting.busy += 1;
                return Ok(job);
            }
        }
        Err(wait)
    }
}

impl Queue {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes jobs and makes their requests until every address has its answer.
    fn work(&self, agent: &Agent, done: &(dyn Fn(usize) + Sync)) {
        let mut state = self.lock();
        while state.done < state.answers.len() {
            match state.take(self.limits.per_host) {
                Ok(job) => {
                    drop(state);
                    let asked = host(&job.url);
                    let (step, reached) = job.step(agent, self.limits.patience);
                    state = self.lock();
                    state.reached |= reached;
                    self.settle(&mut state, &asked, step);
                    done(state.done);
                    self.changed.notify_all();
                }
                Err(Some(rest)) => {
                    let woken = self.changed.wait_timeout(state, rest);
                    state = woken.unwrap_or_else(PoisonError::into_inner).0;
                }
                Err(None) => state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }

    /// Puts what follows from a request in its place.
    fn settle(&self, state: &mut State, asked: &str, step: Step) {
        let now = Instant::now();
        let waiting = state.host(asked);
        waiting.busy -= 1;
        waiting.rest_until(now + self.limits.pause);
        match step {
            Step::Done(number, answer) => state.answer(number, answer),
            Step::Next(job) => state.push(job),
            // A host is left alone once. What it turns away after that is not known.
            Step::Later(job, _) if waiting.quiet.is_some_and(|quiet| quiet <= now) => {
                state.answer(job.number, Answer::Status(job.status));
            }
            Step::Later(job, wanted) => {
                let quiet = *waiting.quiet.get_or_insert(now + wanted);
                waiting.rest_until(quiet);
                state.push(job);
            }
        }
    }
}

impl Waiting {
    fn rest_until(&mut self, moment: Instant) {
        self.not_before = self.not_before.max(moment);
    }
}

/// The host whose share a request is of; its ports are one host.
fn host(url: &Url) -> String {
    url.host_str().unwrap_or_default().to_owned()
}

impl Job {
    /// Makes one request. Says too whether anything answered, be it wrongly.
    fn step(mut self, agent: &Agent, patience: Duration) -> (Step, bool) {
        match self.request(agent) {
            Ok(response) => {
                let header = |name| response.headers().get(name).and_then(|value| value.to_str().ok());
                self.status = response.status().as_u16();
                let step = self.answered(header(LOCATION), header(RETRY_AFTER), patience);
                (step, true)
            }
            Err(error) => {
                let answer = failure(&error, &self.url);
                let reached = !matches!(answer, Answer::Unreachable | Answer::NoHost { .. });
                // Some hosts break off at HEAD.
                if matches!(answer, Answer::Unclear { .. }) && !self.get {
                    return (self.with_get(), reached);
                }
                (Step::Done(self.number, answer), reached)
            }
        }
    }

    fn request(&self, agent: &Agent) -> Result<ureq::http::Response<ureq::Body>, ureq::Error> {
        let url = self.url.as_str();
        let request = if self.get { agent.get(url) } else { agent.head(url) };
        if is_loopback(&self.url) {
            // A proxy's own loopback is another one.
            return request.config().proxy(None).build().call();
        }
        request.call()
    }

    /// What follows from a status. Only the head of an answer is read.
    fn answered(self, location: Option<&str>, retry: Option<&str>, patience: Duration) -> Step {
        match self.status {
            200..=299 => {
                let answer = self.moved.map_or(Answer::Works, |to| Answer::Moved { to: to.into() });
                Step::Done(self.number, answer)
            }
            301 | 302 | 303 | 307 | 308 => self.redirected(location),
            429 | 503 => {
                let wanted = retry.and_then(|seconds| seconds.trim().parse().ok()).map(Duration::from_secs);
                match wanted.filter(|wanted| *wanted <= patience) {
                    Some(wanted) => Step::Later(self, wanted),
                    None => Step::Done(self.number, Answer::Status(self.status)),
                }
            }
            // Many hosts know no HEAD, and say so in many ways, "not found" among them.
            400.. if !self.get => self.with_get(),
            status => Step::Done(self.number, Answer::Status(status)),
        }
    }

    fn redirected(mut self, location: Option<&str>) -> Step {
        let unclear = |why: &str| Step::Done(self.number, Answer::Unclear { why: why.to_owned() });
        let Some(to) = location.and_then(|location| self.url.join(location).ok()) else {
            return unclear("it is redirected, but not to any address");
        };
        if self.redirects == REDIRECTS {
            return unclear("it is redirected too often");
        }
        if !matches!(to.scheme(), "http" | "https") {
            return Step::Done(self.number, Answer::Works);
        }
        self.redirects += 1;
        self.for_good &= matches!(self.status, 301 | 308);
        if self.for_good {
            self.moved = Some(to.clone());
        }
        self.url = to;
        self.get = false;
        Step::Next(self)
    }

    fn with_get(mut self) -> Step {
        self.get = true;
        Step::Next(self)
    }
}

/// Whether an address is one of this machine.
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        _ => false,
    }
}

/// What a request that failed says of its address. What is not surely the address's fault is not
/// laid at its door.
fn failure(error: &ureq::Error, url: &Url) -> Answer {
    let unclear = |why: &str| Answer::Unclear { why: why.to_owned() };
    let no_host = || Answer::NoHost { host: host(url) };
    match error {
        ureq::Error::HostNotFound => no_host(),
        ureq::Error::Io(error) => match error.get_ref().and_then(|e| e.downcast_ref::<rustls::Error>()) {
            Some(tls) => insecure(tls),
            None if is_unknown_name(error) => no_host(),
            None if is_unreachable(error) => Answer::Unreachable,
            None => unclear("the connection broke off"),
        },
        ureq::Error::Rustls(tls) => insecure(tls),
        ureq::Error::Tls(_) => unclear("no secure connection could be made"),
        ureq::Error::Timeout(Timeout::Resolve | Timeout::Connect)
        | ureq::Error::ConnectionFailed
        | ureq::Error::ConnectProxyFailed(_) => Answer::Unreachable,
        ureq::Error::Timeout(_) => unclear("it gave no answer in time"),
        ureq::Error::BadUri(_) | ureq::Error::Http(_) => unclear("no request can be made of this address"),
        _ => unclear("its answer could not be read"),
    }
}

/// Whether a name surely does not exist. The standard library hands on the words of the system,
/// which tell that from a resolver that is out of order.
fn is_unknown_name(error: &std::io::Error) -> bool {
    const WORDS: [&str; 3] =
        ["Name or service not known", "nodename nor servname provided", "Name does not resolve"];
    const WINDOWS_HOST_NOT_FOUND: i32 = 11001;
    let text = error.to_string();
    (cfg!(windows) && error.raw_os_error() == Some(WINDOWS_HOST_NOT_FOUND))
        || (text.contains("failed to lookup address") && WORDS.iter().any(|words| text.contains(words)))
}

fn is_unreachable(error: &std::io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::ConnectionRefused
            | ErrorKind::HostUnreachable
            | ErrorKind::NetworkUnreachable
            | ErrorKind::NetworkDown
            | ErrorKind::AddrNotAvailable
            | ErrorKind::TimedOut
    ) || error.to_string().contains("failed to lookup address")
}

/// What is wrong with a secure connection. An issuer that is not known here may be known to
/// browsers, which fetch missing certificates and know those of their machine.
fn insecure(error: &rustls::Error) -> Answer {
    use CertificateError as Fault;
    let rustls::Error::InvalidCertificate(fault) = error else {
        return Answer::Unclear { why: "no secure connection could be made".to_owned() };
    };
    let fault = match fault {
        Fault::Expired | Fault::ExpiredContext { .. } => "has a certificate that has expired",
        Fault::NotValidYet | Fault::NotValidYetContext { .. } => "has a certificate that is not valid yet",
        Fault::Revoked => "has a certificate that was revoked",
        Fault::NotValidForName | Fault::NotValidForNameContext { .. } => {
            "has the certificate of another site"
        }
        _ => return Answer::Unclear { why: "its certificate could not be verified".to_owned() },
    };
    Answer::Certificate { fault: fault.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_surely_the_addresss_fault_is_not_laid_at_its_door() {
        let url = Url::parse("https://www.city.example/a").unwrap();
        let of = |error: ureq::Error| failure(&error, &url);
        let lookup = |words: &str| {
            ureq::Error::Io(std::io::Error::other(format!("failed to lookup address information: {words}")))
        };
        let no_host = Answer::NoHost { host: "www.city.example".to_owned() };
        assert_eq!(of(lookup("Name or service not known")), no_host);
        assert_eq!(of(lookup("Temporary failure in name resolution")), Answer::Unreachable);
        let certificate = |fault| ureq::Error::Rustls(rustls::Error::InvalidCertificate(fault));
        assert!(matches!(of(certificate(CertificateError::Expired)), Answer::Certificate { .. }));
        assert!(matches!(of(certificate(CertificateError::UnknownIssuer)), Answer::Unclear { .. }));
        let wrapped = rustls::Error::InvalidCertificate(CertificateError::NotValidForName);
        let wrapped = ureq::Error::Io(std::io::Error::new(ErrorKind::InvalidData, wrapped));
        assert!(matches!(of(wrapped), Answer::Certificate { .. }));
        assert!(matches!(of(ureq::Error::Timeout(Timeout::Global)), Answer::Unclear { .. }));
        assert_eq!(of(ureq::Error::Timeout(Timeout::Connect)), Answer::Unreachable);
    }
}
