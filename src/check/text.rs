//! Texts.

use crate::diagnostics::{Diagnostic, Findings, Rule, Severity, Span};
use crate::site::Site;
use crate::site::config::RawHtml;

/// HTML in Markdown.
pub static RAW_HTML: Rule = Rule {
    name: "raw-html",
    severity: Severity::Warning,
    docs: "HTML in a text can break the page around it, and readers with it. It is shown as it is \
           written instead.\n\n\
           Wrong: `<b>now</b>`\n\n\
           Right: `**now**`, or `raw_html: allow` in `site.yaml`",
};

/// HTML is shown as it is written, unless the site allows it.
pub fn check(site: &Site, found: &mut Findings) {
    if site.config.settings.raw_html == Some(RawHtml::Allow) {
        return;
    }
    for entry in &site.entries {
        for range in &entry.text.html {
            found.add(
                Diagnostic::new(
                    &RAW_HTML,
                    Span::new(entry.file, range.start, range.end),
                    "HTML is not allowed in texts here; readers would see the tags themselves",
                )
                .help("write it in Markdown, or allow HTML with raw_html: allow in site.yaml"),
            );
        }
    }
}
