//! The hosts that a site can be published on: their names, and what each of them can do.

use serde::Deserialize;

use super::values::written;
use crate::diagnostics::nearest;

/// A host, as `hosts` in `site.yaml` names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Host {
    /// GitHub Pages.
    GitHub,
    /// GitLab Pages.
    GitLab,
    /// Netlify.
    Netlify,
    /// Cloudflare Pages.
    Cloudflare,
    /// A server of one's own with nginx.
    Nginx,
    /// A server of one's own, or a rented web space, with Apache.
    Apache,
    /// A server of one's own with Caddy.
    Caddy,
    /// Amazon S3 behind CloudFront.
    S3,
}

/// Each host with its word in `site.yaml`, its name, and other words that mean it.
const HOSTS: [(Host, &str, &str, &[&str]); 8] = [
    (Host::GitHub, "github", "GitHub Pages", &["gh", "ghpages", "githubio"]),
    (Host::GitLab, "gitlab", "GitLab Pages", &["gitlabio"]),
    (Host::Netlify, "netlify", "Netlify", &[]),
    (Host::Cloudflare, "cloudflare", "Cloudflare Pages", &[]),
    (Host::Nginx, "nginx", "nginx", &[]),
    (Host::Apache, "apache", "Apache", &["apache2", "httpd", "htaccess"]),
    (Host::Caddy, "caddy", "Caddy", &["caddyserver", "caddyfile"]),
    (
        Host::S3,
        "s3",
        "S3 with CloudFront",
        &["aws", "cloudfront", "amazon", "amazons3", "awss3", "s3cloudfront", "s3withcloudfront"],
    ),
];

impl Host {
    /// Reads a host's name; spaces, capitals and "Pages" behind it make no difference.
    fn parse(text: &str) -> Result<Self, String> {
        let letters: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
        let plain = letters.to_ascii_lowercase();
        let plain = plain.strip_suffix("pages").filter(|name| !name.is_empty()).unwrap_or(&plain);
        let meant = HOSTS.iter().find(|(_, word, _, others)| *word == plain || others.contains(&plain));
        meant.map(|(host, ..)| *host).ok_or_else(|| {
            let words = || HOSTS.iter().map(|(_, word, ..)| *word);
            match nearest(plain, words()) {
                Some(near) => format!("\"{text}\" is no host that Plenary knows; did you mean {near}?"),
                None => format!(
                    "\"{text}\" is no host that Plenary knows; write one of {}",
                    words().collect::<Vec<_>>().join(", ")
                ),
            }
        })
    }

    fn row(self) -> (&'static str, &'static str) {
        HOSTS.iter().find(|(host, ..)| *host == self).map_or(("", ""), |(_, word, name, _)| (word, name))
    }

    /// The word for it in `site.yaml`.
    pub fn word(self) -> &'static str {
        self.row().0
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        self.row().1
    }

    /// Whether it sends headers of a site's own.
    pub fn sends_headers(self) -> bool {
        !matches!(self, Self::GitHub | Self::GitLab)
    }

    /// Whether a file of the output folder is for a host to read, whichever it is.
    pub fn reads(path: &str) -> bool {
        HOSTS.iter().any(|(host, ..)| host.files().contains(&path))
    }

    /// What is written for it, in the output folder.
    pub fn files(self) -> &'static [&'static str] {
        match self {
            Self::GitHub => &[".nojekyll"],
            Self::GitLab => &["_redirects"],
            Self::Netlify | Self::Cloudflare => &["_headers", "_redirects"],
            Self::Nginx => &["nginx-http.conf", "nginx-server.conf"],
            Self::Apache => &[".htaccess"],
            Self::Caddy => &["Caddyfile"],
            Self::S3 => &["cloudfront.js", "s3.json"],
        }
    }
}

written!(
    Host,
    "the name of a host: github, gitlab, netlify, cloudflare, nginx, apache, caddy or s3",
    "string",
    "(?i)github|gitlab|netlify|cloudflare|nginx|apache|caddy|s3"
);

/// One host, or a list of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hosts(pub Vec<Host>);

impl<'de> Deserialize<'de> for Hosts {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct V;
        impl<'de> serde::de::Visitor<'de> for V {
            type Value = Hosts;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a list of hosts, such as [github]")
            }
            fn visit_str<E: serde::de::Error>(self, v: &str) -> Result<Hosts, E> {
                Host::parse(v.trim()).map(|host| Hosts(vec![host])).map_err(E::custom)
            }
            fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut seq: A) -> Result<Hosts, A::Error> {
                let mut hosts = Vec::new();
                while let Some(host) = seq.next_element()? {
                    hosts.push(host);
                }
                Ok(Hosts(hosts))
            }
        }
        deserializer.deserialize_any(V)
    }
}

impl schemars::JsonSchema for Hosts {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Hosts".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let host = serde_json::json!({ "enum": HOSTS.map(|(_, word, ..)| word) });
        schemars::json_schema!({ "anyOf": [host, { "type": "array", "items": host }] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_known_by_all_their_names() {
        for (text, host) in [
            ("github", Host::GitHub),
            ("GitHub Pages", Host::GitHub),
            ("github-pages", Host::GitHub),
            ("Cloudflare_Pages", Host::Cloudflare),
            ("NGINX", Host::Nginx),
            ("CloudFront", Host::S3),
            ("S3 with CloudFront", Host::S3),
        ] {
            assert_eq!(Host::parse(text), Ok(host), "{text}");
        }
        assert!(Host::parse("netlfy").unwrap_err().contains("netlify"));
        assert!(Host::parse("pages").is_err() && Host::parse("").is_err());
    }
}
