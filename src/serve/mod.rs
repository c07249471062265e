//! `plenary serve`: the site while it is edited.
//!
//! A request is answered from the [`state::State`] of its moment ([`page`], [`http`]). What happens
//! in the folder ([`watch`]) makes the next state, and the pages that browsers have open are told
//! ([`events`]); what is found in it is said behind that ([`work`], [`report`]). The script that
//! listens in the browser is put into pages here ([`seen`]) and never by a build.

pub mod events;
pub mod guard;
pub mod http;
#[cfg(feature = "search")]
pub mod index;
pub mod page;
pub mod report;
pub mod seen;
pub mod state;
pub mod watch;
pub mod work;

use std::future::Future;
use std::io::ErrorKind;
use std::net::{SocketAddr, TcpListener, ToSocketAddrs};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use axum::Router;

use crate::error::Failure;
use crate::resolve::today::Now;
use crate::site::config::Base;
use events::Hub;
use guard::Guard;
use http::Desk;
use state::{Live, Options};
use watch::{Changes, End};

/// The port where none is given.
pub const PORT: u16 = 4321;

/// The address that is listened at where none is given: this machine's own.
pub const HOST: &str = "127.0.0.1";

/// How long open requests have to end when the server does.
const PARTING: Duration = Duration::from_secs(1);

/// Says which day it is.
pub type Clock = Box<dyn Fn() -> Result<Now, Failure> + Send + Sync>;

/// Takes a line for whoever started the server.
pub type Log = Arc<dyn Fn(&str) + Send + Sync>;

/// What a server is asked for.
pub struct Settings {
    /// The site's folder.
    pub root: PathBuf,
    /// The address to listen at.
    pub host: String,
    /// The port; 0 for any.
    pub port: u16,
    /// The day.
    pub clock: Clock,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// Whether browsers go to the page of the file that was saved.
    pub follow: bool,
    /// Whether the folder is looked through, because it does not tell of changes.
    pub poll: bool,
}

/// A server that listens, and shows nothing yet.
pub struct Server {
    listener: TcpListener,
    url: String,
    live: Arc<Live>,
    hub: Arc<Hub>,
    changes: Changes,
    end: End,
    guard: Guard,
    follow: bool,
}

impl Server {
    /// Takes the port and reads the site.
    ///
    /// # Errors
    /// When the address is none of this machine's, the port is taken, or the disk fails.
    pub fn start(settings: Settings) -> Result<Self, Failure> {
        let listener = listen(&settings.host, settings.port)?;
        let url = url(&listener, &settings.host)?;
        let base = Base::parse(&url).map_err(Failure::Usage)?;
        // What changes while the site is read is a change already.
        let (changes, end) = Changes::watch(&settings.root, settings.poll)?;
        let options = Options { clock: settings.clock, drafts: settings.drafts, base };
        let live = Arc::new(Live::start(settings.root, options)?);
        let (guard, hub) = (Guard::new(&settings.host), Arc::default());
        Ok(Self { listener, url, live, hub, changes, end, guard, follow: settings.follow })
    }

    /// The address of the site.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Serves until `ended`.
    ///
    /// # Errors
    /// When the machine does not let it serve.
    pub fn run(self, ended: impl Future<Output = ()> + Send + 'static, log: &Log) -> Result<(), Failure> {
        let Self { listener, live, hub, changes, end, guard, follow, .. } = self;
        let fails = |e: std::io::Error| Failure::Machine(format!("cannot serve: {e}"));
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(fails)?;
        let (order, orders) = mpsc::channel();
        let _ = order.send(());
        let (worker, told, says) = (Arc::clone(&live), Arc::clone(&hub), Arc::clone(log));
        let edits = move || work::edits(changes, &worker, &told, follow, &order, &says);
        thread::Builder::new().spawn(edits).map_err(fails)?;
        let (checker, told, says) = (Arc::clone(&live), Arc::clone(&hub), Arc::clone(log));
        thread::Builder::new().spawn(move || work::checks(&orders, &checker, &told, &says)).map_err(fails)?;
        let leave = Arc::clone(&hub);
        let served = runtime.block_on(async move {
            listener.set_nonblocking(true)?;
            let listener = tokio::net::TcpListener::from_std(listener)?;
            let router = Router::new().fallback(http::answer).with_state(Arc::new(Desk { live, hub, guard }));
            let (closing, closed) = tokio::sync::oneshot::channel();
            let parting = async move {
                ended.await;
                // Browsers hold on to their events for ever.
                leave.close();
                let _ = closing.send(());
            };
            let server = axum::serve(listener, router).with_graceful_shutdown(parting);
            let late = async move {
                let _ = closed.await;
                tokio::time::sleep(PARTING).await;
            };
            tokio::select! {
                done = server.into_future() => done,
                () = late => Ok(()),
            }
        });
        end.end();
        runtime.shutdown_background();
        served.map_err(fails)
    }
}

/// Ends when the program is told to end, by Ctrl-C or by the system.
pub async fn interrupted() {
    let by_key = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = by_key => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    let _ = by_key.await;
}

fn listen(host: &str, port: u16) -> Result<TcpListener, Failure> {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let addresses: Vec<SocketAddr> = (bare, port)
        .to_socket_addrs()
        .map_err(|_| {
            Failure::Usage(format!(
                "--host: \"{host}\" is no address of this machine; leave it out, or write localhost"
            ))
        })?
        .collect();
    TcpListener::bind(&addresses[..]).map_err(|e| match e.kind() {
        ErrorKind::AddrInUse => taken(&addresses, port),
        ErrorKind::AddrNotAvailable => Failure::Usage(format!(
            "--host: {host} is no address of this machine; leave it out, or write localhost"
        )),
        ErrorKind::PermissionDenied => Failure::Machine(format!(
            "port {port} may not be used; take one from 1024 on, such as --port {PORT}"
        )),
        _ => Failure::Machine(format!("cannot listen at {host}, port {port}: {e}")),
    })
}

/// Says that a port is taken, and which is the next that is not.
fn taken(addresses: &[SocketAddr], port: u16) -> Failure {
    let is_free = |port: &u16| {
        let moved: Vec<SocketAddr> = addresses.iter().map(|a| SocketAddr::new(a.ip(), *port)).collect();
        TcpListener::bind(&moved[..]).is_ok()
    };
    let next = (port.saturating_add(1)..=port.saturating_add(100)).find(is_free);
    let help = next.map_or_else(String::new, |next| format!("; {next} is free: --port {next}"));
    Failure::Machine(format!("port {port} is taken, perhaps by another plenary serve{help}"))
}

/// The address under which a browser finds the server.
fn url(listener: &TcpListener, host: &str) -> Result<String, Failure> {
    let address =
        listener.local_addr().map_err(|e| Failure::Machine(format!("cannot listen at {host}: {e}")))?;
    let name = match address.ip() {
        ip if ip.is_unspecified() => "localhost".to_owned(),
        _ if host.eq_ignore_ascii_case("localhost") => host.to_owned(),
        _ => return Ok(format!("http://{address}/")),
    };
    Ok(format!("http://{name}:{}/", address.port()))
}
