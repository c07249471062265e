//! Addresses in embedded HTML: what lies on the site is linked to as links of Markdown are.

use lol_html::{RewriteStrSettings, element, rewrite_str};
use quick_xml::escape::unescape;

use super::Writer;
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
