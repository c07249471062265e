use std::collections::BTreeSet;

use super::html::of_page;
use super::needs::{Directive, Needs, Origin};
use super::scripts::of_script;
use super::seen::Forbidden;
use super::styles::of_style;
use super::{Needed, Policies};
use crate::site::origins::Origins;

fn origins() -> Origins {
    Origins::new(["https://a.example"; 2], BTreeSet::from(["https://b.example".to_owned()]))
}

fn said(needs: &Needs) -> String {
    let said = needs.0.iter().map(|(directive, origin)| format!("{} {}", directive.name(), origin.source()));
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
        ("<source srcset=\"a.webp 1w, //b.example/b.webp 2w\">", "img-src 'self'; img-src https://b.example"),
        (
            "<video poster=p.jpg src=https://b.example:8443/v>",
            "img-src 'self'; media-src https://b.example:8443",
        ),
        ("<iframe src=\"https://b.example/?a=1&amp;b=2\"></iframe>", "frame-src https://b.example"),
        ("<script type=\"application/ld+json\">{}</script>", ""),
        ("<script>alert(1)</script>", "script-src 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"),
        ("<script src=s.js>ignored</script>", "script-src 'self'"),
        ("<img srcset=\"a.png 1x,https://b.example/b.png 2x\">", "img-src 'self'; img-src https://b.example"),
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
        of_page("<link rel=canonical href=https://b.example><meta http-equiv=refresh content=5>", &origins())
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

#[test]
fn what_no_page_needs_is_forbidden() {
    let mut needed = Needed::default();
    let policies = Policies::new(&needed, false);
    assert_eq!(
        policies.site,
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    );
    assert_eq!(policies.search, None);
    needed.site.insert(Directive::Style, Origin::Own);
    needed.site.insert(Directive::Image, Origin::Other("https://media.example".to_owned()));
    needed.site.insert(Directive::Image, Origin::Own);
    needed.search.insert(Directive::Script, Origin::Own);
    let policies = Policies::new(&needed, true);
    assert_eq!(
        policies.in_page().site,
        "default-src 'none'; style-src 'self'; img-src 'self' https://media.example; base-uri 'none'; \
         form-action 'self'"
    );
    assert_eq!(
        policies.search.as_deref(),
        Some(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
             img-src 'self' https://media.example; connect-src 'self'; worker-src 'self'; base-uri 'none'; \
             form-action 'self'; frame-ancestors 'none'"
        )
    );
}
