//! `robots.txt` (RFC 9309): everything may be read, and where the sitemap is; nothing of a preview.

use crate::site::Route;
use crate::site::config::Base;

/// The file. A site without a known address names no sitemap.
pub fn txt(base: &Base) -> String {
    let sitemap = if base.origin.is_empty() {
        String::new()
    } else {
        format!("\nSitemap: {}\n", Route::new("/sitemap.xml").absolute(base))
    };
    format!("User-agent: *\nAllow: /\n{sitemap}")
}

/// The file of a site that nobody may read by program.
pub fn none() -> String {
    "User-agent: *\nDisallow: /\n".to_owned()
}

/// Whether an address is the file's.
pub fn is_robots(route: &Route) -> bool {
    route.as_str() == "/robots.txt"
}
