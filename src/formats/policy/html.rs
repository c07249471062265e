//! What a page needs, and what it does that no policy allows.

use std::cell::RefCell;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use cssparser::Parser;
use lol_html::html_content::Element;
use lol_html::{HtmlRewriter, Settings, element, text};
use sha2::{Digest, Sha256};

use super::needs::{Directive, Origin};
use super::scripts::of_script;
use super::seen::{Forbidden, Seen};
use crate::render::html::text_of;
use crate::site::origins::Origins;

impl Seen {
    /// The addresses of a list of widths or densities, as browsers find them (HTML, section 4.8.4.2.2).
    fn load_set(&mut self, addresses: &str, origins: &Origins) {
        let mut rest = addresses;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
            if rest.is_empty() {
                return;
            }
            let end = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
            let (address, behind) = rest.split_at(end);
            self.load(Directive::Image, address.trim_end_matches(','), origins);
            // What stands behind an address reaches to the next comma.
            rest = if address.ends_with(',') {
                behind
            } else {
                behind.split_once(',').map_or("", |(_, next)| next)
            };
        }
    }

    /// A script or style that stands in the page itself. Browsers digest it as they read it, and they read every
    /// end of a line as a line feed (HTML, section 13.2.3.5).
    fn inline(&mut self, directive: Directive, text: &str, origins: &Origins) {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let digest = BASE64_STANDARD.encode(Sha256::digest(&text));
        self.needs.insert(directive, Origin::Inline(digest));
        match directive {
            Directive::Style => self.style(&mut Parser::new(&text), Directive::Image, origins),
            _ => self.needs.add(&of_script(&text, origins)),
        }
    }

    fn element(&mut self, element: &Element<'_, '_>, origins: &Origins) {
        let get = |name: &str| element.get_attribute(name).map(|value| text_of(&value));
        let tag = element.tag_name();
        let rel = get("rel").unwrap_or_default().to_ascii_lowercase();
        let has = |word: &str| rel.split_ascii_whitespace().any(|it| it == word);
        let what = match tag.as_str() {
            "script" => Some((Directive::Script, "src")),
            "link" if has("stylesheet") => Some((Directive::Style, "href")),
            "link" if has("icon") || has("apple-touch-icon") || has("mask-icon") => {
                Some((Directive::Image, "href"))
            }
            "link" if has("manifest") => Some((Directive::Manifest, "href")),
            "link" if has("modulepreload") => Some((Directive::Script, "href")),
            "link" if has("preload") => {
                let directive = match get("as").unwrap_or_default().as_str() {
                    "style" => Directive::Style,
                    "script" => Directive::Script,
                    "font" => Directive::Font,
                    "image" => Directive::Image,
                    "audio" | "video" | "track" => Directive::Media,
                    _ => Directive::Connect,
                };
                Some((directive, "href"))
            }
            "img" | "input" => Some((Directive::Image, "src")),
            "image" | "use" | "feimage" => Some((Directive::Image, "href")),
            "audio" | "video" | "source" | "track" => Some((Directive::Media, "src")),
            "iframe" | "frame" => Some((Directive::Frame, "src")),
            "embed" => Some((Directive::Object, "src")),
            "object" => Some((Directive::Object, "data")),
            _ => None,
        };
        if let Some((directive, attribute)) = what
            && let Some(address) = get(attribute).or_else(|| get(&format!("xlink:{attribute}")))
        {
            self.load(directive, &address, origins);
        }
        if let Some(addresses) = get("srcset").or_else(|| get("imagesrcset")) {
            self.load_set(&addresses, origins);
        }
        if let Some(poster) = get("poster") {
            self.load(Directive::Image, &poster, origins);
        }
        self.told(&tag, &get, has, origins);
        self.forbidden(element, &tag, origins);
    }

    /// Takes in the addresses of other sites that are told of a reader, though nothing is loaded that a policy
    /// speaks of.
    fn told(
        &mut self,
        tag: &str,
        get: &dyn Fn(&str) -> Option<String>,
        has: impl Fn(&str) -> bool,
        origins: &Origins,
    ) {
        let told = match tag {
            "link" if ["preconnect", "dns-prefetch", "prefetch", "prerender"].into_iter().any(&has) => {
                get("href")
            }
            "a" | "area" => get("ping"),
            "meta" if get("http-equiv").is_some_and(|name| name.trim().eq_ignore_ascii_case("refresh")) => {
                get("content").as_deref().and_then(refreshed).map(str::to_owned)
            }
            _ => None,
        };
        // A link may tell several.
        for address in told.iter().flat_map(|told| told.split_ascii_whitespace()) {
            if let Some(other) = origins.elsewhere(address) {
                self.others.insert((address.to_owned(), other));
            }
        }
    }

    fn forbidden(&mut self, element: &Element<'_, '_>, tag: &str, origins: &Origins) {
        for attribute in element.attributes() {
            let (name, value) = (attribute.name(), text_of(&attribute.value()));
            let elsewhere = || matches!(Origin::of(&value, origins), Some(Origin::Other(_)));
            let is_own = || Origin::of(&value, origins) == Some(Origin::Own);
            let begins = |with: &str| value.trim_start().to_ascii_lowercase().starts_with(with);
            let (is_script, is_mail) = (|| begins("javascript:"), || begins("mailto:"));
            let forbidden = match name.as_str() {
                "style" => Some(Forbidden::StyleAttribute(value)),
                handler if handler.starts_with("on") => Some(Forbidden::Handler(name, value)),
                "href" if tag == "base" => Some(Forbidden::Base(value)),
                "action" | "formaction" if elsewhere() => Some(Forbidden::Form(value)),
                "href" | "action" | "formaction" if is_script() => Some(Forbidden::ScriptAddress(value)),
                "action" | "formaction" if is_mail() => Some(Forbidden::MailForm(value)),
                "action" | "formaction" if is_own() => Some(Forbidden::OwnForm(value)),
                "src" if matches!(tag, "iframe" | "frame") && is_own() => Some(Forbidden::Frame(value)),
                "src" if tag == "embed" && is_own() && is_document(&value) => Some(Forbidden::Frame(value)),
                "data" if tag == "object" && is_own() && is_document(&value) => Some(Forbidden::Frame(value)),
                _ => None,
            };
            self.forbidden.extend(forbidden);
        }
    }
}

/// Whether a browser shows what lies at an address of the site as a document of its own within the page, rather than
/// as a picture, sound or film (HTML, section 4.8.6).
fn is_document(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    let ending = name.rsplit_once('.').map_or("html", |(_, ending)| ending).to_ascii_lowercase();
    matches!(ending.as_str(), "html" | "htm" | "pdf" | "svg" | "txt" | "xml")
}

/// Where a page leads a reader who does nothing: the address in `content` (HTML, section 4.2.5.3).
fn refreshed(content: &str) -> Option<&str> {
    let at = content.to_ascii_lowercase().find("url")?;
    let address = content.get(at + 3..)?.trim_start().strip_prefix('=')?.trim();
    Some(address.trim_matches(['"', '\'']))
}

/// Whether a script of this type is run rather than data that scripts may read (HTML, section 4.12.1).
fn is_run(kind: Option<&str>) -> bool {
    let kind = kind.unwrap_or_default().trim().to_ascii_lowercase();
    matches!(kind.as_str(), "" | "module" | "importmap" | "speculationrules")
        || kind.ends_with("/javascript")
        || kind.ends_with("/ecmascript")
}

/// What was seen so far of a page that is being read.
#[derive(Default)]
struct Reading {
    seen: Seen,
    /// The script or style whose words come in, piece by piece.
    inline: Option<(Directive, String)>,
    /// What stands in `<noscript>`: words to who runs scripts, and part of the page to who runs none.
    noscript: String,
}

impl Reading {
    fn begin(&mut self, element: &Element<'_, '_>) {
        let is_style = element.tag_name() == "style";
        let is_script =
            || element.get_attribute("src").is_none() && is_run(element.get_attribute("type").as_deref());
        let directive = if is_style { Directive::Style } else { Directive::Script };
        self.inline = (is_style || is_script()).then(|| (directive, String::new()));
    }

    fn words(&mut self, words: &str, is_last: bool, origins: &Origins) {
        if let Some((_, text)) = &mut self.inline {
            text.push_str(words);
        }
        if is_last && let Some((directive, text)) = self.inline.take() {
            self.seen.inline(directive, &text, origins);
        }
    }
}

/// Looks at a page of a site that may load from these origins.
pub fn of_page(html: &str, origins: &Origins) -> Seen {
    let reading = RefCell::new(Reading::default());
    read(html, origins, &reading);
    let noscript = std::mem::take(&mut reading.borrow_mut().noscript);
    if !noscript.is_empty() {
        read(&noscript, origins, &reading);
    }
    reading.into_inner().seen
}

fn read(html: &str, origins: &Origins, reading: &RefCell<Reading>) {
    let settings = Settings::new()
        .append_element_content_handler(element!("*", |element| {
            reading.borrow_mut().seen.element(element, origins);
            Ok(())
        }))
        .append_element_content_handler(element!("script, style", |element| {
            reading.borrow_mut().begin(element);
            Ok(())
        }))
        .append_element_content_handler(text!("script, style", |piece| {
            reading.borrow_mut().words(piece.as_str(), piece.last_in_text_node(), origins);
            Ok(())
        }))
        .append_element_content_handler(text!("noscript", |piece| {
            reading.borrow_mut().noscript.push_str(piece.as_str());
            Ok(())
        }));
    let mut reader = HtmlRewriter::new(settings, |_: &[u8]| {});
    // Of a page that cannot be read to its end is told what was seen of it.
    if reader.write(html.as_bytes()).is_ok() {
        let _ = reader.end();
    }
}
