//! `robots.txt` (RFC 9309): everything may be read; where the sitemap is.

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
