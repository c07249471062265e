//! The policy within a page.

use crate::render::html::escape;

/// Where a page says its encoding at the latest, in bytes (HTML, section 4.2.5.4).
const BEGINNING: usize = 1024;

/// A page with its policy and what it tells of its readers, right behind what says its encoding: they hold for what comes after them. A page
/// that does not say its encoding has them at the beginning of its head; what has no head is no page.
pub fn with(html: &str, policy: &str, referrer: &str) -> String {
    let Some(place) = behind(html, "<meta charset").or_else(|| behind(html, "<head")) else {
        return html.to_owned();
    };
    let (before, after) = html.split_at(place);
    let policy = escape(policy);
    format!(
        "{before}\n<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"referrer\" content=\"{referrer}\">{after}"
    )
}

/// The place behind a tag at the beginning of a page.
fn behind(html: &str, tag: &str) -> Option<usize> {
    let beginning = &html.as_bytes()[..html.len().min(BEGINNING)];
    let is_here = |bytes: &[u8]| bytes.eq_ignore_ascii_case(tag.as_bytes());
    let start = beginning.windows(tag.len()).position(is_here)?;
    Some(start + html[start..].find('>')? + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_stands_behind_the_encoding() {
        let with = |html: &str, policy: &str| with(html, policy, "no-referrer");
        let policy = "default-src 'none'";
        let said = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">\n\
                    <meta name=\"referrer\" content=\"no-referrer\">";
        let page = with("<!DOCTYPE html><head>\n<META charset=\"utf-8\">\n<title>é</title></head>", policy);
        assert_eq!(
            page,
            format!("<!DOCTYPE html><head>\n<META charset=\"utf-8\">\n{said}\n<title>é</title></head>")
        );
        assert_eq!(with("<head><title>a", policy), format!("<head>\n{said}<title>a"));
        assert_eq!(with("no page", policy), "no page");
        assert_eq!(with("<meta charset", policy), "<meta charset");
    }
}
