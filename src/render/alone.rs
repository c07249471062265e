//! HTML of a page that is read away from it.

use lol_html::html_content::Element;
use lol_html::{RewriteStrSettings, element, rewrite_str};
use quick_xml::escape::unescape;
use url::Url;

use super::html::escape;

/// What is left out with all that is in it. What a drawing shows is said in words behind it.
const LEFT_OUT: &str = "script, style, svg, nav, form, button, input, template, source";

/// The attributes that say something away from the page; anchors, classes and roles do not.
const KEPT: [&str; 16] = [
    "abbr", "alt", "cite", "colspan", "datetime", "dir", "height", "href", "hreflang", "lang", "rowspan",
    "scope", "src", "start", "title", "width",
];

/// The attributes whose value is an address.
const ADDRESSES: [&str; 3] = ["cite", "href", "src"];

/// HTML that Plenary has written for the page at a whole address, as it stands for itself in whatever shows
/// it: every address is a whole one, and nothing is left that needs the page around it.
pub fn html(html: &str, page: &str) -> String {
    let Ok(page) = Url::parse(page) else { return String::new() };
    let settings = RewriteStrSettings::new()
        .append_element_content_handler(element!(LEFT_OUT, |element| {
            element.remove();
            Ok(())
        }))
        .append_element_content_handler(element!("*", |element| stand_alone(element, &page)));
    rewrite_str(html, settings).map(|html| html.trim().to_owned()).unwrap_or_default()
}

fn stand_alone(element: &mut Element<'_, '_>, page: &Url) -> lol_html::HandlerResult {
    if element.tag_name() == "picture" {
        element.remove_and_keep_content();
        return Ok(());
    }
    let attributes: Vec<(String, String)> =
        element.attributes().iter().map(|attribute| (attribute.name(), attribute.value())).collect();
    for (name, value) in attributes {
        if !KEPT.contains(&name.as_str()) {
            element.remove_attribute(&name);
        } else if ADDRESSES.contains(&name.as_str())
            && let Ok(address) = unescape(&value)
            && let Ok(whole) = page.join(&address)
        {
            element.set_attribute(&name, &escape(whole.as_str()))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leads_on_has_a_whole_address_and_no_anchor_stays() {
        let page = "<h2 id=\"a\">A</h2><p dir=\"rtl\" lang=\"ar\" class=\"b\"><a href=\"#a\">1</a><a href=\"/x/y/?b=1&amp;c=&#39;2\">2</a>\
            <picture><source srcset=\"q.webp\"><img src=\"p.jpg\" srcset=\"p.jpg 1w\" alt=\"&quot;\"></picture></p>\
            <svg><g><text>no</text></g></svg><nav>no</nav><input type=\"checkbox\"> yes";
        let alone = "<h2>A</h2><p dir=\"rtl\" lang=\"ar\"><a href=\"https://e.org/x/z/#a\">1</a>\
            <a href=\"https://e.org/x/y/?b=1&amp;c=%272\">2</a><img src=\"https://e.org/x/z/p.jpg\" alt=\"&quot;\"></p> yes";
        assert_eq!(html(page, "https://e.org/x/z/"), alone);
        assert_eq!(html("<p>x", "no address"), "");
    }
}
