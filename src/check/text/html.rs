//! HTML in texts, and embeds among other words.

use crate::check::site::origins::refused;
use crate::check::source::Source;
use crate::diagnostics::{Diagnostic, Findings, Rule, Severity};
use crate::formats::policy::html::of_page;
use crate::render::markdown::taken_out;
use crate::site::config::RawHtml;
use crate::site::document::LinkForm;

/// HTML in Markdown.
pub static RAW_HTML: Rule = Rule {
    name: "raw-html",
    severity: Severity::Warning,
    docs: "HTML in a text can break the page around it, and readers with it. It is shown as it is \
           written instead.\n\n\
           Wrong: `<b>now</b>`\n\n\
           Right: `**now**`, or `raw_html: allow` in `site.yaml`",
};

/// HTML that does not pass.
pub static HTML_TAKEN_OUT: Rule = Rule {
    name: "html-taken-out",
    severity: Severity::Warning,
    docs: "Where HTML in texts is allowed, it is cleaned: what can harm readers, as scripts, forms, styles and \
           pages of others can, is not published.\n\n\
           Wrong: `<b style=\"color: red\">now</b>`\n\n\
           Right: `<b>now</b>`",
};

/// An embed among other words.
pub static EMBED_IN_TEXT: Rule = Rule {
    name: "embed-in-text",
    severity: Severity::Warning,
    docs: "A record is set into a page where its embed stands alone on a line. Among other words it \
           becomes a link.\n\n\
           Wrong: `See ![[bodies/board]] for more.`\n\n\
           Right: `![[bodies/board]]` on a line of its own, or a link: `See [[bodies/board]] for more.`",
};

/// Embeds stand alone on their lines; HTML is shown as it is written, unless the site allows it.
pub fn check(source: &Source<'_>, found: &mut Findings) {
    let text = &source.entry.text;
    for link in text.links.iter().filter(|link| link.form == LinkForm::Embed && !link.alone) {
        let span = source.span(link.range.clone());
        found.add(
            Diagnostic::new(&EMBED_IN_TEXT, span, "this is not alone on its line, so it becomes a link")
                .help("give it a line of its own, or leave the ! out"),
        );
    }
    if source.site.config.settings.raw_html == Some(RawHtml::Allow) {
        return loads(source, found);
    }
    for range in &text.html {
        found.add(
            Diagnostic::new(
                &RAW_HTML,
                source.span(range.clone()),
                "HTML is not allowed in texts here; readers would see the tags themselves",
            )
            .help("write it in Markdown, or allow HTML with raw_html: allow in site.yaml"),
        );
    }
}

/// What HTML loads comes from the site, or from an origin that it allows.
fn loads(source: &Source<'_>, found: &mut Findings) {
    let origins = &source.site.config.origins;
    for range in &source.entry.text.html {
        let Some(html) = source.text.get(range.clone()) else { continue };
        for (at, what) in taken_out(html) {
            let start = range.start + at;
            found.add(
                Diagnostic::new(
                    &HTML_TAKEN_OUT,
                    source.span(start..range.end.max(start)),
                    format!("{what} is taken out of the HTML of texts"),
                )
                .help("write it in Markdown, or put it into a template"),
            );
        }
        for (address, _) in of_page(html, origins).others {
            let start = range.start + html.find(&address).unwrap_or_default();
            found.extend(refused(origins, &address, source.span(start..start + address.len())));
        }
    }
}
