//! Values as the files of hosts can hold them: nothing that an editor writes can end a value and begin a
//! directive.

use std::fmt::Write;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::Hosting;
use super::headers::Pattern;

/// What a `Location` does not hold as it is: what no URL may hold (RFC 3986, section 2), and what means
/// something to one of the servers. `%` stays, as it begins what is encoded already.
const IN_LOCATION: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'\'')
    .add(b'$')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// What a path in `_headers` and `_redirects` does not hold as it is: there `*` and `:` match anything.
const IN_PATH: &AsciiSet = &IN_LOCATION.add(b'*').add(b':').add(b'#').add(b'?').add(b'[').add(b']').add(b'!');

/// An address as the value of `Location`.
pub fn location(address: &str) -> String {
    utf8_percent_encode(address, IN_LOCATION).to_string()
}

/// A path that is encoded already, for files whose paths are patterns.
pub fn path(encoded: &str) -> String {
    utf8_percent_encode(encoded, IN_PATH).to_string()
}

/// A text as a regular expression that matches it alone (PCRE and RE2). All that could mean something is
/// written by its number, so that it means nothing to the file around it either.
pub fn literal(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '_') || !c.is_ascii() {
            out.push(c);
        } else {
            let _ = write!(out, "\\x{:02X}", c as u32);
        }
    }
    out
}

/// The regular expression of a pattern, for decoded paths.
pub fn regex(hosting: &Hosting, pattern: &Pattern) -> String {
    let base = literal(&hosting.decoded_base());
    match pattern {
        Pattern::Everything => format!("^{base}/"),
        Pattern::One(route) => {
            let page = if route.as_str().ends_with('/') { "(index\\x2Ehtml)?" } else { "" };
            format!("^{base}{}{page}$", literal(route.as_str()))
        }
        Pattern::Ending(ending) => format!("^{base}/.*\\x2E{ending}$"),
        Pattern::EndingBelow(folder, ending) => format!("^{base}{}.*\\x2E{ending}$", literal(folder)),
        Pattern::Named(name) => format!("^{base}/(.*/)?{}$", literal(name)),
        Pattern::FeedParts => format!("^{base}/(.*/)?feed/[0-9]+\\x2Exml$"),
        // Braces mean something to servers' files.
        Pattern::Fingerprinted => {
            format!("^{base}/assets/[^/]+\\x2E{}\\x2E[^/.]+$", "[0-9a-f]".repeat(10))
        }
    }
}

/// The pattern as Netlify, Cloudflare and S3 write it. `*` stands once, which is all that Cloudflare takes;
/// `part` is what stands for one part of a path.
pub fn glob(hosting: &Hosting, pattern: &Pattern, part: &str) -> String {
    let base = path(&hosting.base.path);
    match pattern {
        Pattern::Everything => format!("{base}/*"),
        Pattern::One(route) => path(&route.href(&hosting.base)),
        Pattern::Ending(ending) => format!("{base}/*.{ending}"),
        Pattern::EndingBelow(folder, ending) => format!("{base}{folder}*.{ending}"),
        Pattern::Named(name) => format!("{base}/*{name}"),
        Pattern::FeedParts => format!("{base}/*feed/{part}.xml"),
        Pattern::Fingerprinted => format!("{base}/assets/*"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_value() {
        assert_eq!(literal("/a b;{$x}\"\n/é/"), "/a\\x20b\\x3B\\x7B\\x24x\\x7D\\x22\\x0A/é/");
        assert_eq!(location("/é\"\n${x}?a=b&c#d%20"), "/%C3%A9%22%0A%24%7Bx%7D?a=b&c#d%20");
        assert_eq!(path("/:a/*/ #"), "/%3Aa/%2A/%20%23");
    }
}
