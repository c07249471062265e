//! `plenary serve`.

use clap::Args;

use super::Where;
use crate::error::Failure;

/// Shows the site while it is edited
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    place: Where,
    /// The port; 4321 where not given
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// The address to listen at; without it, this machine alone sees the site
    #[arg(long, value_name = "ADDR")]
    host: Option<String>,
    /// Opens a browser
    #[arg(long)]
    open: bool,
    /// Shows drafts too
    #[arg(long)]
    drafts: bool,
    /// Leads browsers to the page of the file that was saved
    #[arg(long)]
    follow: bool,
    /// Looks for changes again and again, for network disks that tell of none
    #[arg(long)]
    poll: bool,
}

/// Serves until Ctrl-C.
#[cfg(feature = "serve")]
pub fn run(arguments: &Arguments) -> Result<u8, Failure> {
    use super::{print, say, site};
    use crate::serve::{HOST, Log, PORT, Server, Settings, interrupted};

    let place = arguments.place.clone();
    let server = Server::start(Settings {
        root: site::root(place.root.as_deref())?,
        host: arguments.host.clone().unwrap_or_else(|| HOST.to_owned()),
        port: arguments.port.unwrap_or(PORT),
        clock: Box::new(move || site::now(&place)),
        drafts: arguments.drafts,
        follow: arguments.follow,
        poll: arguments.poll,
    })?;
    print(&format!("{} (Ctrl-C ends)\n", server.url()));
    if arguments.open && !opened(server.url()) {
        say("plenary: no browser could be opened; open the address by hand\n");
    }
    let log: Log = std::sync::Arc::new(|line| print(&format!("{line}\n")));
    server.run(interrupted(), &log)?;
    Ok(super::DONE)
}

#[cfg(not(feature = "serve"))]
pub fn run(_: &Arguments) -> Result<u8, Failure> {
    Err(Failure::Usage("this build of Plenary has no server".to_owned()))
}

/// Opens the system's browser.
#[cfg(feature = "serve")]
fn opened(url: &str) -> bool {
    use std::process::{Command, Stdio};
    let (program, arguments): (&str, &[&str]) = if cfg!(target_os = "windows") {
        ("cmd", &["/c", "start", ""])
    } else if cfg!(target_os = "macos") {
        ("open", &[])
    } else {
        ("xdg-open", &[])
    };
    let mut browser = Command::new(program);
    browser.args(arguments).arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    browser.spawn().is_ok()
}
