//! Whom the server answers. A page elsewhere can let a name of its own lead to this machine and
//! would then read what is served here (DNS rebinding); names are therefore checked. Numbers cannot
//! be made to lead elsewhere.

use std::net::IpAddr;

/// The names by which the server may be called.
pub struct Guard {
    host: String,
    everywhere: bool,
}

impl Guard {
    /// For a server that listens at `host`.
    pub fn new(host: &str) -> Self {
        let host = bare(host).to_ascii_lowercase();
        let everywhere = host.parse().is_ok_and(|ip: IpAddr| ip.is_unspecified());
        Self { host, everywhere }
    }

    /// Whether a request for this host (with or without port) is meant for this server.
    pub fn lets(&self, host: &str) -> bool {
        let name = bare(host).to_ascii_lowercase();
        let number: Option<IpAddr> = name.parse().ok();
        name == "localhost"
            || name == self.host
            || number.is_some_and(|ip| ip.is_loopback() || self.everywhere)
    }
}

/// A host without its port and without brackets.
fn bare(host: &str) -> &str {
    if let Some(rest) = host.strip_prefix('[') {
        return rest.split_once(']').map_or(rest, |(address, _)| address);
    }
    match host.split_once(':') {
        Some((name, port)) if !port.contains(':') => name,
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_server_are_answered() {
        let cases = [
            ("127.0.0.1", "localhost:4321", true),
            ("127.0.0.1", "LOCALHOST", true),
            ("127.0.0.1", "127.0.0.1:4321", true),
            ("127.0.0.1", "[::1]:4321", true),
            ("127.0.0.1", "evil.example:4321", false),
            ("127.0.0.1", "localhost.evil.example", false),
            ("127.0.0.1", "192.168.1.5:4321", false),
            ("127.0.0.1", "", false),
            ("office.example", "office.example:4321", true),
            ("0.0.0.0", "192.168.1.5:4321", true),
            ("::", "192.168.1.5:4321", true),
            ("::1", "[::1]", true),
            ("0.0.0.0", "evil.example", false),
        ];
        for (listens, asked, right) in cases {
            assert_eq!(Guard::new(listens).lets(asked), right, "{asked} at {listens}");
        }
    }
}
