//! Origins (HTML, section 7.1.1): a scheme, a host and a port, such as `https://media.example.org`; what a page
//! may load, and from where.

use std::collections::BTreeSet;

use url::Url;

/// What addresses are read against where the site's own is not known; no host can have it (RFC 2606).
const UNKNOWN: &str = "https://site.invalid";

/// The origins that pages may load from.
#[derive(Clone, Debug, Default)]
pub struct Origins {
    /// The site's own; the first is that of its pages.
    own: Vec<String>,
    /// The others, as browsers and policies write them.
    others: BTreeSet<String>,
}

impl Origins {
    /// The origins of a site: those of its `own` pages as they are made and as they are published, where they are
    /// known, and `others`.
    pub fn new(own: [&str; 2], others: BTreeSet<String>) -> Self {
        let own = own.into_iter().filter(|origin| !origin.is_empty());
        Self { own: own.map(str::to_owned).collect(), others }
    }

    /// The other origins that pages may load from, sorted, as a policy writes them.
    pub fn others(&self) -> impl Iterator<Item = &str> {
        self.others.iter().map(String::as_str)
    }

    /// The origin of an address that lies on another than the site's; none of one that is loaded from nowhere, as
    /// is `data:`.
    pub fn elsewhere(&self, address: &str) -> Option<String> {
        let own = self.own.first().map_or(UNKNOWN, String::as_str);
        let address = Url::parse(own).ok()?.join(address).ok()?;
        if !matches!(address.scheme(), "http" | "https" | "ws" | "wss" | "ftp") {
            return None;
        }
        let origin = address.origin().ascii_serialization();
        (origin != own && !self.own.contains(&origin)).then_some(origin)
    }

    /// The origin that a page may not load an address from; none where it may: it lies in the site or on an
    /// origin that is allowed.
    pub fn refused(&self, address: &str) -> Option<String> {
        self.elsewhere(address).filter(|origin| !self.others.contains(origin))
    }

    /// Whether a page may load an address.
    pub fn allows(&self, address: &str) -> bool {
        self.refused(address).is_none()
    }
}

/// Reads an origin as `origins` of `site.yaml` lists it; gives it as browsers write it: small letters, Punycode,
/// no port that goes without saying.
///
/// # Errors
/// A sentence for the editor, and what to write instead, where that is clear.
pub fn parse(text: &str) -> Result<String, (String, Option<String>)> {
    let wrong = |right: Option<String>| (format!("\"{text}\" is no origin"), right);
    // In a policy these end an origin, and what stands behind them would be part of the policy.
    if text.contains(|c: char| matches!(c, ';' | ',') || c.is_whitespace() || c.is_control()) {
        return Err(wrong(None));
    }
    let Some(url) = web(text) else {
        let is_bare = !text.contains("://") && !text.starts_with('/');
        let origin = web(&format!("https://{}", text.trim_start_matches('/'))).map(|url| written(&url));
        return Err(wrong(origin.filter(|_| is_bare || text.starts_with("//"))));
    };
    if text.contains('*') {
        let message = format!("\"{text}\" stands for many hosts, and each may load what it likes");
        return Err((message, None));
    }
    let has_more =
        url.path() != "/" || url.query().is_some() || url.fragment().is_some() || !url.username().is_empty();
    if has_more {
        let message = format!("\"{text}\" is more than an origin, which ends with the host");
        return Err((message, Some(written(&url))));
    }
    Ok(written(&url))
}

/// An address of the web, with the name of its host.
fn web(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    let host = url.host_str().unwrap_or_default();
    (matches!(url.scheme(), "http" | "https") && host.contains(['.', ':']) || host == "localhost")
        .then_some(url)
}

fn written(url: &Url) -> String {
    url.origin().ascii_serialization()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_a_scheme_a_host_and_a_port() {
        let right = |text: &str| parse(text).unwrap_or_else(|(why, _)| panic!("{why}"));
        assert_eq!(right("https://media.example.org"), "https://media.example.org");
        assert_eq!(right("HTTPS://Média.Example.org:443/"), "https://xn--mdia-bpa.example.org");
        assert_eq!(right("http://127.0.0.1:8080"), "http://127.0.0.1:8080");
        let instead = |text: &str| parse(text).expect_err(text).1;
        for text in ["media.example.org", "//media.example.org", "https://media.example.org/a/?b#c"] {
            assert_eq!(instead(text).as_deref(), Some("https://media.example.org"), "{text}");
        }
        assert_eq!(instead("https://me@media.example.org").as_deref(), Some("https://media.example.org"));
        for text in
            ["", "/", "media", "*", "https://*.example.org", "ftp://a.example.org", "data:", "https://"]
        {
            assert_eq!(instead(text), None, "{text}");
        }
        for text in [
            "https://a.example;script-src",
            "https://a.example,b",
            "https://a.example https://b",
            "\nhttps://a.example",
        ] {
            assert_eq!(instead(text), None, "{text}");
        }
    }

    #[test]
    fn pages_load_from_what_is_listed() {
        let others = BTreeSet::from(["https://media.example.org".to_owned()]);
        let origins = Origins::new(["https://www.example.org"; 2], others.clone());
        for allowed in [
            "a.png",
            "/a.png",
            "../a b.png?c#d",
            "#a",
            "",
            "?",
            "data:image/png;base64,AAAA",
            "https://www.example.org/site/a.png",
            "//www.example.org/a.png",
            "HTTPS://MEDIA.example.org:443/a.png",
            "//media.example.org/a.png",
            "mailto:a@example.org",
        ] {
            assert!(origins.allows(allowed), "{allowed}");
        }
        let refused = |address: &str| origins.refused(address).unwrap_or_default();
        assert_eq!(refused("https://fonts.example.com/a"), "https://fonts.example.com");
        // Browsers read these as another host too (URL standard, 4.4).
        for other in
            ["//evil.example", "\\\\evil.example", "/\\evil.example", " //evil.example", "/\t/evil.example"]
        {
            assert_eq!(refused(other), "https://evil.example", "{other:?}");
        }
        assert_eq!(refused("http://media.example.org/a"), "http://media.example.org");
        assert_eq!(refused("https://media.example.org:8443/a"), "https://media.example.org:8443");
        let nameless = Origins::new([""; 2], others);
        assert!(nameless.allows("/a.png") && !nameless.allows("https://www.example.org/a.png"));
    }
}
