//! Embedded HTML: what lies on the site is linked to as links of Markdown are, and what does not pass is told.

use lol_html::{RewriteStrSettings, element, rewrite_str};
use quick_xml::escape::unescape;

use super::{Writer, cleaner};
use crate::render::html::escape;

impl Writer<'_, '_> {
    /// HTML with the addresses that readers need; what cannot be read stays as it is written.
    pub(super) fn addressed(&mut self, html: &str) -> String {
        let host = &mut *self.host;
        let settings = RewriteStrSettings::new().append_element_content_handler(element!(
            "a[href], area[href], img[src], source[src]",
            |element| {
                let name = if element.has_attribute("href") { "href" } else { "src" };
                let written = element.get_attribute(name).unwrap_or_default();
                let address = unescape(&written).ok().and_then(|written| host.address(written.trim()));
                if let Some(address) = address {
                    element.set_attribute(name, &escape(&address))?;
                }
                Ok(())
            }
        ));
        rewrite_str(html, settings).unwrap_or_else(|_| html.to_owned())
    }
}

/// What cleaning takes out of HTML: the byte at which each tag begins, and the tag or the attribute of it.
pub fn taken_out(html: &str) -> Vec<(usize, String)> {
    let cleaner = cleaner();
    let (tags, generic, own) =
        (cleaner.clone_tags(), cleaner.clone_generic_attributes(), cleaner.clone_tag_attributes());
    let mut out = Vec::new();
    let settings = RewriteStrSettings::new().append_element_content_handler(element!("*", |element| {
        let (at, tag) = (element.source_location().bytes().start, element.tag_name());
        if !tags.contains(tag.as_str()) {
            out.push((at, format!("<{tag}>")));
            return Ok(());
        }
        let passes = |name: &str| {
            generic.contains(name) || own.get(tag.as_str()).is_some_and(|names| names.contains(name))
        };
        let names = element.attributes().iter().map(lol_html::html_content::Attribute::name);
        out.extend(names.filter(|name| !passes(name)).map(|name| (at, format!("{name}= of <{tag}>"))));
        Ok(())
    }));
    // Of HTML that cannot be read to its end is told what was seen of it.
    let _ = rewrite_str(html, settings);
    out
}
