//! Pages and styles that are read from a folder: every address of the site becomes a path from file to file, so
//! that links work by a double click, without a server.
//!
//! What no browser runs from a folder is left out: modules, which it asks a server for (HTML, "fetch a module
//! script"), and with them search, whose page says so.

use cssparser::{ParseError, Parser, ToCss, Token};
use lol_html::html_content::{ContentType, Element};
use lol_html::{HandlerResult, RewriteStrSettings, element, rewrite_str};
use quick_xml::escape::unescape;
use url::Url;

use crate::render::html::escape;
use crate::site::Route;
use crate::site::config::Base;

/// The attributes whose value is an address (HTML, "Attributes"; SVG 2, section 16.1.5).
const ADDRESSES: [&str; 8] = ["action", "cite", "data", "formaction", "href", "poster", "src", "xlink:href"];

/// The attributes whose value is a list of addresses, each with what it is for.
const LISTS: [&str; 2] = ["imagesrcset", "srcset"];

/// The attributes that make a browser ask for leave of a server that is not there (Fetch, section 3.3; SRI).
const ASKING: [&str; 2] = ["crossorigin", "integrity"];

/// Kinds of links that a browser would ask a server for.
const LEFT_OUT: [&str; 2] = ["manifest", "modulepreload"];

/// The functions of styles in which a text is an address.
const OF_ADDRESSES: [&str; 4] = ["url", "src", "image-set", "-webkit-image-set"];

/// Stands for the site where its own address is not known.
const SOMEWHERE: &str = "https://site.invalid";

/// Where a page or style lies.
pub struct Place<'a> {
    /// The site's address.
    pub base: &'a Base,
    /// The address of the page or style.
    pub here: &'a Route,
    /// Whether something is at an address.
    pub is_there: &'a dyn Fn(&Route) -> bool,
}

impl Place<'_> {
    /// An address as it is written in a folder: the path to its file. None where it stays as it is.
    fn path(&self, written: &str) -> Option<String> {
        let written = written.trim();
        if written.is_empty() || written.starts_with('#') {
            return None;
        }
        let origin = if self.base.origin.is_empty() { SOMEWHERE } else { &self.base.origin };
        let here = Url::parse(&format!("{origin}{}", self.here.href(self.base))).ok()?;
        let whole = here.join(written).ok()?;
        // From a folder, an address without a scheme would lead to a disk.
        let elsewhere = || Url::parse(written).is_err().then(|| whole.to_string());
        if whole.origin() != here.origin() {
            return elsewhere();
        }
        let path = match whole.path().strip_prefix(self.base.path.as_str()) {
            Some("") => "/",
            Some(path) if path.starts_with('/') => path,
            _ => return elsewhere(),
        };
        let query = whole.query().map(|query| format!("?{query}")).unwrap_or_default();
        let anchor = whole.fragment().map(|anchor| format!("#{anchor}")).unwrap_or_default();
        Some(format!("{}{query}{anchor}", self.to(&self.goal(path))))
    }

    /// What a host sends at a path: a page also where its last slash is missing.
    fn goal(&self, path: &str) -> Route {
        let route = Route::new(path);
        let page = route.join("/");
        if !(self.is_there)(&route) && (self.is_there)(&page) { page } else { route }
    }

    /// The way from the file here to that of another address.
    fn to(&self, goal: &Route) -> String {
        let file = |route: &Route| {
            let path = route.href(&Base::default());
            if path.ends_with('/') { format!("{path}index.html") } else { path }
        };
        let (here, goal) = (file(self.here), file(goal));
        let folder = |path: &str| path.rsplit_once('/').map_or(0, |(folder, _)| folder.len() + 1);
        let same = here.bytes().zip(goal.bytes()).take_while(|(a, b)| a == b).count();
        let common = folder(&here[..here.floor_char_boundary(same)]);
        let up = "../".repeat(here[common..].matches('/').count());
        // What has a colon in front of its first slash would be taken for a scheme.
        let down = goal[common..].replace(':', "%3A");
        format!("{up}{down}")
    }

    /// A list of addresses, each with what it is for (HTML, "Parsing a srcset attribute").
    fn list(&self, written: &str) -> String {
        let mut rest = written;
        let mut list = Vec::new();
        loop {
            rest = rest.trim_start_matches(|c: char| c == ',' || c.is_ascii_whitespace());
            if rest.is_empty() {
                return list.join(", ");
            }
            let end = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
            let (mut address, behind) = rest.split_at(end);
            let mut for_what = "";
            rest = behind;
            if address.ends_with(',') {
                address = address.trim_end_matches(',');
            } else {
                (for_what, rest) = behind.split_once(',').unwrap_or((behind, ""));
            }
            let address = self.path(address).unwrap_or_else(|| address.to_owned());
            list.push(format!("{address} {}", for_what.trim()).trim_end().to_owned());
        }
    }

    /// What leads on by itself: seconds, and the address behind them (HTML, "Refresh state").
    fn refresh(&self, written: &str) -> Option<String> {
        let (seconds, to) = written.split_once([';', ','])?;
        let (name, address) = to.split_once('=')?;
        let is_url = name.trim().eq_ignore_ascii_case("url");
        let address = address.trim().trim_matches(['"', '\'']);
        is_url.then(|| self.path(address)).flatten().map(|path| format!("{seconds}; url={path}"))
    }

    fn element(&self, element: &mut Element<'_, '_>) -> HandlerResult {
        if is_left_out(element) {
            element.remove();
            return Ok(());
        }
        let is_canonical = has_word(element, "rel", &["canonical"]);
        let is_refresh = has_word(element, "http-equiv", &["refresh"]);
        let attributes: Vec<(String, String)> =
            element.attributes().iter().map(|attribute| (attribute.name(), attribute.value())).collect();
        for (name, value) in attributes {
            let Ok(text) = unescape(&value) else { continue };
            let moved = match name.as_str() {
                // The one address of the page stays that of the site.
                "href" if is_canonical => None,
                name if ADDRESSES.contains(&name) => self.path(&text),
                name if LISTS.contains(&name) => Some(self.list(&text)),
                "content" if is_refresh => self.refresh(&text),
                name if ASKING.contains(&name) => {
                    element.remove_attribute(name);
                    None
                }
                _ => None,
            };
            if let Some(moved) = moved {
                element.set_attribute(&name, &escape(&moved))?;
            }
        }
        Ok(())
    }
}

/// Whether one of the words of an attribute is among these.
fn has_word(element: &Element<'_, '_>, name: &str, words: &[&str]) -> bool {
    let value = element.get_attribute(name).unwrap_or_default();
    value.split_ascii_whitespace().any(|word| words.iter().any(|one| one.eq_ignore_ascii_case(word)))
}

/// Whether an element does nothing in a folder but fail.
fn is_left_out(element: &Element<'_, '_>) -> bool {
    match element.tag_name().as_str() {
        "link" => has_word(element, "rel", &LEFT_OUT),
        "script" => has_word(element, "type", &["module"]),
        _ => false,
    }
}

/// A page as it is read from a folder. Of a page on which one searches, what it says instead.
pub fn page(html: &str, place: &Place<'_>, instead_of_search: Option<&str>) -> String {
    let mut notice = instead_of_search.map(|words| format!("<p class=\"notice\">{}</p>", escape(words)));
    let mut settings = RewriteStrSettings::new()
        .append_element_content_handler(element!("*", |element| { place.element(element) }));
    if instead_of_search.is_some() {
        settings = settings.append_element_content_handler(element!("form, noscript, template", |element| {
            match notice.take_if(|_| element.tag_name() == "form") {
                Some(notice) => element.replace(&notice, ContentType::Html),
                None => element.remove(),
            }
            Ok(())
        }));
    }
    rewrite_str(html, settings).unwrap_or_else(|_| html.to_owned())
}

/// A style as it is read from a folder.
pub fn style(css: &str, place: &Place<'_>) -> String {
    let mut edits = Vec::new();
    addresses(&mut Parser::new(css), false, place, &mut edits);
    let mut out = String::with_capacity(css.len());
    let mut done = 0;
    for (start, end, text) in edits {
        out.push_str(&css[done..start]);
        out.push_str(&text);
        done = end;
    }
    out + &css[done..]
}

/// A place in a style, and what stands there instead.
type Edit = (usize, usize, String);

/// Gathers the addresses of a style (CSS Syntax, section 4; `image-set`: CSS Images 4, section 2.4). Where
/// `strings` are addresses, they are moved too.
fn addresses(parser: &mut Parser<'_>, strings: bool, place: &Place<'_>, edits: &mut Vec<Edit>) {
    let mut strings = strings;
    loop {
        let start = parser.position().byte_index();
        let Ok(token) = parser.next_including_whitespace_and_comments().cloned() else { return };
        let end = parser.position().byte_index();
        match token {
            Token::AtKeyword(name) => strings = name.eq_ignore_ascii_case("import"),
            Token::Semicolon => strings = false,
            Token::UnquotedUrl(address) => {
                edits
                    .extend(place.path(&address).map(|path| (start, end, format!("url({})", quoted(&path)))));
            }
            Token::QuotedString(address) if strings => {
                edits.extend(place.path(&address).map(|path| (start, end, quoted(&path))));
            }
            Token::Function(_) | Token::CurlyBracketBlock | Token::ParenthesisBlock => {
                let holds = match &token {
                    Token::Function(name) => OF_ADDRESSES.iter().any(|one| name.eq_ignore_ascii_case(one)),
                    _ => false,
                };
                let _ = parser.parse_nested_block(|inner| -> Result<(), ParseError<()>> {
                    addresses(inner, holds, place, edits);
                    Ok(())
                });
                strings &= token != Token::CurlyBracketBlock;
            }
            _ => {}
        }
    }
}

/// An address as a style writes it.
fn quoted(address: &str) -> String {
    Token::QuotedString(address.into()).to_css_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    const THERE: [&str; 6] =
        ["/", "/notes/", "/notes/a/", "/notes/minutes.pdf", "/fr/réunions/", "/assets/a b.css"];

    fn moved(written: &str, at: &str, here: &str) -> String {
        let base = Base::parse(at).unwrap_or_default();
        let is_there = |route: &Route| THERE.contains(&route.as_str());
        let place = Place { base: &base, here: &Route::new(here), is_there: &is_there };
        place.path(written).unwrap_or_else(|| written.to_owned())
    }

    #[test]
    fn addresses_lead_from_file_to_file() {
        for (here, written, right) in [
            ("/", "/site/notes/a/#b", "notes/a/index.html#b"),
            ("/notes/a/", "/site/", "../../index.html"),
            ("/notes/a/", "/site/notes/", "../index.html"),
            ("/notes/a/", "/site/notes/a/#x", "index.html#x"),
            ("/notes/a/", "/site/notes/ab/", "../ab/index.html"),
            ("/notes/a/", "../minutes.pdf", "../minutes.pdf"),
            ("/notes/a/", "/site/notes/minutes.pdf?2#page=3", "../minutes.pdf?2#page=3"),
            (
                "/notes/a/",
                "https://www.example.org/site/fr/r%C3%A9unions/",
                "../../fr/r%C3%A9unions/index.html",
            ),
            ("/fr/réunions/", "/site/fr/réunions/", "index.html"),
            ("/fr/réunions/", "/site/fr/rè/", "../r%C3%A8/index.html"),
            ("/404.html", "/site/assets/a%20b.css", "assets/a%20b.css"),
            // A page also without its last slash, and the site itself.
            ("/notes/", "/site/notes/a", "a/index.html"),
            ("/notes/", "/site", "../index.html"),
            ("/", "/site/a:b.pdf", "a%3Ab.pdf"),
            // What is elsewhere stays there, also where the host is the same.
            ("/", "/other/", "https://www.example.org/other/"),
            ("/", "/sites/", "https://www.example.org/sites/"),
            ("/", "//b.example/c", "https://b.example/c"),
            ("/", "https://b.example/c", "https://b.example/c"),
            ("/", "mailto:a@b.example", "mailto:a@b.example"),
            ("/", "data:,a", "data:,a"),
            ("/", "#b", "#b"),
            ("/", "", ""),
        ] {
            assert_eq!(moved(written, "https://www.example.org/site/", here), right, "{written} in {here}");
        }
        assert_eq!(moved("/notes/", "", "/notes/a/"), "../index.html");
    }

    #[test]
    fn every_attribute_with_an_address_is_moved() {
        let base = Base::parse("https://www.example.org/").unwrap();
        let place = Place { base: &base, here: &Route::new("/a/"), is_there: &|_| true };
        for (written, right) in [
            (
                r#"<img src=/p.png srcset="/p.png 1x,/q,r.png 2x, data:,a 3x"><source srcset="/s.webp">"#,
                r#"<img src="../p.png" srcset="../p.png 1x, ../q,r.png 2x, data:,a 3x"><source srcset="../s.webp">"#,
            ),
            (
                r#"<meta http-equiv="refresh" content="0; url=/b/?c&amp;d#e"><link rel="canonical" href="/b/">"#,
                r#"<meta http-equiv="refresh" content="0; url=../b/index.html?c&amp;d#e"><link rel="canonical" href="/b/">"#,
            ),
            (
                r#"<link rel="stylesheet" href="/s.css" integrity="sha384-a" crossorigin><link rel=manifest href=/m>"#,
                r#"<link rel="stylesheet" href="../s.css">"#,
            ),
            (
                r#"<script type=module src=/s.js></script><script src="/c.js"></script>"#,
                r#"<script src="../c.js"></script>"#,
            ),
            (
                r##"<svg viewBox="0 0 1 1"><a xlink:href="/b/"><use href="#c"/></a></svg><form action="/f/">"##,
                r##"<svg viewBox="0 0 1 1"><a xlink:href="../b/index.html"><use href="#c"/></a></svg><form action="../f/index.html">"##,
            ),
            (
                r#"<pre>&lt;a href="/b/"></pre><!-- <a href="/b/"> -->"#,
                r#"<pre>&lt;a href="/b/"></pre><!-- <a href="/b/"> -->"#,
            ),
        ] {
            assert_eq!(page(written, &place, None), right, "{written}");
        }
        let search = "<form id=a><p>b</form><noscript>c</noscript><form></form><p>d";
        assert_eq!(page(search, &place, Some("Not <here>")), "<p class=\"notice\">Not &lt;here&gt;</p><p>d");
    }

    #[test]
    fn styles_name_files() {
        let base = Base::parse("https://www.example.org/").unwrap();
        let place = Place { base: &base, here: &Route::new("/assets/s.css"), is_there: &|_| true };
        for (written, right) in [
            ("@import '/a.css' print;a{content:'/b'}", "@import \"../a.css\" print;a{content:'/b'}"),
            ("a{b:url(/assets/c.png)} /* url(/d) */", "a{b:url(\"c.png\")} /* url(/d) */"),
            ("a{b:url( '/c.png' );d:url(#e)}", "a{b:url( \"../c.png\" );d:url(#e)}"),
            ("a{b:image-set('/c' 1x type('/d'))}", "a{b:image-set(\"../c\" 1x type('/d'))}"),
            (
                "@media print{@font-face{src:url(/f) format('/g')}}",
                "@media print{@font-face{src:url(\"../f\") format('/g')}}",
            ),
            ("a{b:url(", "a{b:url("),
        ] {
            assert_eq!(style(written, &place), right, "{written}");
        }
    }
}
