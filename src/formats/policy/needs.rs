//! What an output needs that the policy of the site has to allow.

use std::cell::RefCell;
use std::collections::BTreeSet;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use cssparser::{ParseError, Parser, Token};
use lol_html::html_content::Element;
use lol_html::{HtmlRewriter, Settings, element, text};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use url::Url;

use crate::render::html::text_of;
use crate::site::origins::Origins;

/// What is loaded, by the directive that speaks of it (CSP Level 3, section 6.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Directive {
    /// Scripts.
    Script,
    /// Styles.
    Style,
    /// Pictures.
    Image,
    /// Fonts.
    Font,
    /// Sound and film.
    Media,
    /// What a script asks for.
    Connect,
    /// Scripts in threads of their own.
    Worker,
    /// Pages within pages.
    Frame,
    /// What programs of others show.
    Object,
    /// What installs a site on a phone.
    Manifest,
}

impl Directive {
    /// All, in the order in which a policy has them.
    pub const ALL: [Self; 10] = [
        Self::Script,
        Self::Style,
        Self::Image,
        Self::Font,
        Self::Media,
        Self::Connect,
        Self::Worker,
        Self::Frame,
        Self::Object,
        Self::Manifest,
    ];

    /// Its name in a policy.
    pub fn name(self) -> &'static str {
        match self {
            Self::Script => "script-src",
            Self::Style => "style-src",
            Self::Image => "img-src",
            Self::Font => "font-src",
            Self::Media => "media-src",
            Self::Connect => "connect-src",
            Self::Worker => "worker-src",
            Self::Frame => "frame-src",
            Self::Object => "object-src",
            Self::Manifest => "manifest-src",
        }
    }
}

/// Where something comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Origin {
    /// The site itself.
    Own,
    /// The address itself (RFC 2397).
    Data,
    /// The page itself: the SHA-256 of a script or style in it, in Base64.
    Inline(String),
    /// WebAssembly that a script of the site compiles.
    WebAssembly,
    /// Another site: scheme, host and port.
    Other(String),
}

impl Origin {
    /// Its name in a policy.
    pub fn source(&self) -> String {
        match self {
            Self::Own => "'self'".to_owned(),
            Self::Data => "data:".to_owned(),
            Self::Inline(digest) => format!("'sha256-{digest}'"),
            Self::WebAssembly => "'wasm-unsafe-eval'".to_owned(),
            Self::Other(origin) => origin.clone(),
        }
    }

    /// Where something that a page of the site loads comes from; none where nothing is loaded.
    fn of(address: &str, origins: &Origins) -> Option<Self> {
        let address = address.trim();
        if address.is_empty() || address.starts_with('#') {
            return None;
        }
        if let Some(other) = origins.elsewhere(address) {
            return Some(Self::Other(other));
        }
        match Url::parse(address) {
            Ok(url) if url.scheme() == "data" => Some(Self::Data),
            Ok(url) if !matches!(url.scheme(), "http" | "https") => None,
            _ => Some(Self::Own),
        }
    }
}

/// What an output needs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Needs(BTreeSet<(Directive, Origin)>);

impl Needs {
    /// Adds something.
    pub fn insert(&mut self, directive: Directive, origin: Origin) {
        self.0.insert((directive, origin));
    }

    /// Adds all that another output needs.
    pub fn add(&mut self, other: &Self) {
        if !other.0.is_subset(&self.0) {
            self.0.extend(other.0.iter().cloned());
        }
    }

    /// From where something is loaded.
    pub fn of(&self, directive: Directive) -> impl Iterator<Item = &Origin> {
        self.0.iter().filter(move |(of, _)| *of == directive).map(|(_, origin)| origin)
    }
}

/// What a page does that no policy of Plenary's allows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Forbidden {
    /// An attribute that is a style.
    StyleAttribute(String),
    /// An attribute that is a script: its name and value.
    Handler(String, String),
    /// A link that is a script.
    ScriptAddress(String),
    /// Another address for all links of the page.
    Base(String),
    /// A form that sends what is written in it to another site.
    Form(String),
    /// A form that sends it to the site itself, which only a site that is searched allows.
    OwnForm(String),
    /// A form that writes a letter of it.
    MailForm(String),
    /// A page or document of the site within a page: what is shown so is told by a header that no page may show it.
    Frame(String),
}

impl Forbidden {
    /// As it is written in the page.
    pub fn written(&self) -> &str {
        match self {
            Self::StyleAttribute(value)
            | Self::Handler(_, value)
            | Self::ScriptAddress(value)
            | Self::Base(value)
            | Self::Form(value)
            | Self::OwnForm(value)
            | Self::MailForm(value)
            | Self::Frame(value) => value,
        }
    }
}

/// What is seen in a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// What it needs.
    pub needs: Needs,
    /// Addresses of other sites that it loads, as they are written, with their origins.
    pub others: BTreeSet<(String, String)>,
    /// What it does that is not allowed.
    pub forbidden: BTreeSet<Forbidden>,
}

impl Seen {
    fn load(&mut self, directive: Directive, address: &str, origins: &Origins) {
        let Some(origin) = Origin::of(address, origins) else { return };
        if let Origin::Other(other) = &origin {
            self.others.insert((address.trim().to_owned(), other.clone()));
        }
        self.needs.insert(directive, origin);
    }

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

/// Words in a script that say that it asks for more (Fetch, XMLHttpRequest, EventSource, Beacon).
const ASKING: [&str; 5] = ["fetch(", "XMLHttpRequest", "EventSource(", "WebSocket(", "sendBeacon("];

/// What a script of the site needs, as far as its words show.
pub fn of_script(script: &str, origins: &Origins) -> Needs {
    let mut needs = Needs::default();
    if ASKING.iter().any(|word| script.contains(word)) {
        needs.insert(Directive::Connect, Origin::Own);
        for origin in origins.others().filter(|origin| script.contains(*origin)) {
            needs.insert(Directive::Connect, Origin::Other(origin.to_owned()));
        }
    }
    if script.contains("Worker(") {
        needs.insert(Directive::Worker, Origin::Own);
    }
    needs
}

/// What a style needs: pictures, fonts, other styles (CSS Syntax, section 4).
pub fn of_style(style: &str, origins: &Origins) -> Needs {
    let mut seen = Seen::default();
    seen.style(&mut Parser::new(style), Directive::Image, origins);
    seen.needs
}

impl Seen {
    /// Takes in the pictures that a style chooses among; their addresses may be mere strings.
    fn image_set(&mut self, parser: &mut Parser<'_>, origins: &Origins) {
        while let Ok(token) = parser.next().cloned() {
            match token {
                Token::QuotedString(address) | Token::UnquotedUrl(address) => {
                    self.load(Directive::Image, &address, origins);
                }
                Token::Function(name) if name.eq_ignore_ascii_case("url") => {
                    let _ = parser.parse_nested_block(|inner| -> Result<(), ParseError<()>> {
                        self.image_set(inner, origins);
                        Ok(())
                    });
                }
                _ => {}
            }
        }
    }

    /// Takes in what stands in a block of a style; what is loaded there is a `block`.
    fn style(&mut self, parser: &mut Parser<'_>, block: Directive, origins: &Origins) {
        let mut what = block;
        while let Ok(token) = parser.next().cloned() {
            match token {
                Token::AtKeyword(name) if name.eq_ignore_ascii_case("import") => what = Directive::Style,
                Token::AtKeyword(name) if name.eq_ignore_ascii_case("font-face") => what = Directive::Font,
                Token::UnquotedUrl(address) => self.load(what, &address, origins),
                Token::QuotedString(address) if what == Directive::Style => {
                    self.load(what, &address, origins);
                }
                Token::Function(name) if name.eq_ignore_ascii_case("url") => {
                    let _ = parser.parse_nested_block(|inner| -> Result<(), ParseError<()>> {
                        if let Ok(Token::QuotedString(address)) = inner.next() {
                            self.load(what, address, origins);
                        }
                        Ok(())
                    });
                }
                Token::Function(name) if is_image_set(&name) => {
                    let _ = parser.parse_nested_block(|inner| -> Result<(), ParseError<()>> {
                        self.image_set(inner, origins);
                        Ok(())
                    });
                }
                Token::Function(_) | Token::CurlyBracketBlock | Token::ParenthesisBlock => {
                    let is_block = token == Token::CurlyBracketBlock;
                    let _ = parser.parse_nested_block(|inner| -> Result<(), ParseError<()>> {
                        self.style(inner, what, origins);
                        Ok(())
                    });
                    what = if is_block { block } else { what };
                }
                Token::Semicolon => what = block,
                _ => {}
            }
        }
    }
}

/// Whether a function chooses among pictures (CSS Images 4, section 2.4).
fn is_image_set(name: &str) -> bool {
    name.eq_ignore_ascii_case("image-set") || name.eq_ignore_ascii_case("-webkit-image-set")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origins() -> Origins {
        Origins::new(["https://a.example"; 2], BTreeSet::from(["https://b.example".to_owned()]))
    }

    fn said(needs: &Needs) -> String {
        let said =
            needs.0.iter().map(|(directive, origin)| format!("{} {}", directive.name(), origin.source()));
        said.collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn what_a_page_loads_is_what_it_needs() {
        for (html, needed) in [
            ("<p>words</p><a href=\"https://b.example/\">b</a>", ""),
            (
                "<link rel=\"stylesheet\" href=\"/a.css\"><link rel=icon href=i.svg>",
                "style-src 'self'; img-src 'self'",
            ),
            ("<img src=\"https://a.example/x\">", "img-src 'self'"),
            ("<img src=\"data:image/gif;base64,R0lGOD==\">", "img-src data:"),
            (
                "<source srcset=\"a.webp 1w, //b.example/b.webp 2w\">",
                "img-src 'self'; img-src https://b.example",
            ),
            (
                "<video poster=p.jpg src=https://b.example:8443/v>",
                "img-src 'self'; media-src https://b.example:8443",
            ),
            ("<iframe src=\"https://b.example/?a=1&amp;b=2\"></iframe>", "frame-src https://b.example"),
            ("<script type=\"application/ld+json\">{}</script>", ""),
            ("<script>alert(1)</script>", "script-src 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"),
            ("<script src=s.js>ignored</script>", "script-src 'self'"),
            (
                "<img srcset=\"a.png 1x,https://b.example/b.png 2x\">",
                "img-src 'self'; img-src https://b.example",
            ),
            ("<svg><use xlink:href=\"https://b.example/i.svg#a\"/></svg>", "img-src https://b.example"),
            (
                "<body><noscript><img src=\"https://b.example/i\"></noscript><video src=v>",
                "img-src https://b.example; media-src 'self'",
            ),
            (
                "<style>a { b: url(https://b.example/c) }</style>",
                "style-src 'sha256-dfY18hp2vUff/3KgI32q9YWODxjHvrs3QF8daIBi+C8='; img-src https://b.example",
            ),
            ("<a href=\"#a\">a</a><img src=\"\">", ""),
        ] {
            assert_eq!(said(&of_page(html, &origins()).needs), needed, "{html}");
        }
    }

    #[test]
    fn who_is_told_of_a_reader_is_seen() {
        for html in [
            "<link rel=\"preconnect\" href=\"//b.example\">",
            "<a href=/a/ ping=\"/x https://b.example/p\">a</a>",
            "<meta http-equiv=Refresh content=\"0; URL='https://b.example/'\">",
            "<style>@import 'https://b.example/a.css';</style>",
        ] {
            let seen = of_page(html, &origins());
            let origins: Vec<&str> = seen.others.iter().map(|(_, origin)| origin.as_str()).collect();
            assert_eq!(origins, ["https://b.example"], "{html}");
        }
        assert!(
            of_page(
                "<link rel=canonical href=https://b.example><meta http-equiv=refresh content=5>",
                &origins()
            )
            .others
            .is_empty()
        );
    }

    #[test]
    fn digests_are_of_what_browsers_read() {
        let needs = |end: &str| of_page(&format!("<script>a(){end}b()</script>"), &origins()).needs;
        assert_eq!(needs("\r\n"), needs("\n"));
        assert_eq!(needs("\r"), needs("\n"));
        assert_ne!(needs("\n\n"), needs("\n"));
    }

    #[test]
    fn what_no_policy_allows_is_seen() {
        let page = "<p style=\"color: red\" onclick='go(1)'><a href=\" JavaScript:x\">a</a>\
                    <base href=/b/><form action=\"https://b.example/f\"><form action=\"/own/\"><form action=''>\
                    <form action=\"mailto:a@b.example\"><iframe src=/map/></iframe><object data=a.pdf></object>\
                    <embed src=a.mp3>";
        let seen = of_page(page, &origins());
        let written: Vec<&str> = seen.forbidden.iter().map(Forbidden::written).collect();
        assert_eq!(
            written,
            [
                "color: red",
                "go(1)",
                " JavaScript:x",
                "/b/",
                "https://b.example/f",
                "/own/",
                "mailto:a@b.example",
                "/map/",
                "a.pdf"
            ]
        );
    }

    #[test]
    fn a_script_that_asks_for_more_needs_it() {
        let needs = of_script("fetch('https://b.example/x')", &origins());
        assert_eq!(said(&needs), "connect-src 'self'; connect-src https://b.example");
        assert_eq!(of_script("document.title", &origins()), Needs::default());
    }

    #[test]
    fn a_style_needs_its_fonts_and_pictures() {
        for (style, needed) in [
            ("a { color: red; content: 'b' }", ""),
            ("@import 'b.css'; a { b: c }", "style-src 'self'"),
            (
                "@font-face { src: url(a.woff2) format('woff2') } a { b: url(\"data:,\") }",
                "img-src data:; font-src 'self'",
            ),
            ("@media (a) { @supports (b) { c { d: image-set(url('e.png') 1x) } } }", "img-src 'self'"),
            ("a { b: url(https://b.example/c) ", "img-src https://b.example"),
            (
                "a { b: -webkit-image-set(\"https://b.example/c\" type(\"d\"), url(e) 2x) }",
                "img-src 'self'; img-src https://b.example",
            ),
        ] {
            assert_eq!(said(&of_style(style, &origins())), needed, "{style}");
        }
        assert_eq!(of_style(&"a{(".repeat(100_000), &origins()), Needs::default());
    }
}
