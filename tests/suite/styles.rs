//! Styles: what becomes of imports and addresses, what is left out, and that nothing is lost.

use std::collections::BTreeSet;

use crate::memory::{Built, build};

const HEAD: &str = "-- content/site.yaml --\ntitle: Test\nbase_url: https://www.example.org/under/a/path/\n\
                    origins: [https://media.example.org]\n-- content/index.md --\n---\ntitle: Home\n---\n\nText.\n";

/// The style of the site whose files in `static/` are given.
fn style(files: &str) -> String {
    let built = build(&format!("{HEAD}{files}"));
    assert_eq!(built.report().trim(), "", "{files}");
    site_css(&built)
}

/// The style that the home page names.
fn site_css(built: &Built) -> String {
    let home = built.text("/");
    let (_, rest) = home.split_once("<link rel=\"stylesheet\" href=\"").unwrap();
    let address = rest.split('"').next().unwrap();
    built.text(address.strip_prefix("/under/a/path").unwrap())
}

/// Files of styles, and the style that they become.
const CASES: &[(&str, &str)] = &[
    (
        "-- static/site.css --\n@import \"a.css\";\n@import url(b/b.css) print;\np { color: #ff0000; }\n\
         -- static/a.css --\nh1 { margin: 0px 0px; }\n-- static/b/b.css --\n@import \"../a.css\" layer(x);\nh2 { top: 0 }\n",
        "h1{margin:0}@media print{@layer x{h1{margin:0}}h2{top:0}}p{color:red}",
    ),
    // Layers keep their order, and what comes from elsewhere stands first.
    (
        "-- static/site.css --\n@layer a, b;\n@import \"a.css\" layer(b) supports(display: grid);\n\
         @import url(https://media.example.org/far.css);\n@layer a { p { color: red } }\n-- static/a.css --\np { color: blue }\n",
        "@layer a,b;@import \"https://media.example.org/far.css\";@supports (display:grid){@layer b{p{color:#00f}}}@layer a{p{color:red}}",
    ),
    // Nesting, both colours of light and dark, and media queries stay as most browsers read them.
    (
        "-- static/site.css --\n:root { color-scheme: light dark; --x: light-dark(#fff, #000) }\n\
         a { color: light-dark(red, blue); &:hover { margin-inline-start: 1px } }\n@media (min-width: 40em) { p { top: 0 } }\n",
        ":root{color-scheme:light dark;--x:light-dark(#fff,#000)}a{color:light-dark(red,#00f);&:hover{margin-inline-start:1px}}@media (min-width:40em){p{top:0}}",
    ),
    // A selector that older browsers do not know takes no other rule with it.
    (
        "-- static/site.css --\na { color: red }\nb:has(i) { color: red }\nc::-moz-x { color: red }\n",
        "a{color:red}b:has(i){color:red}c::-moz-x{color:red}",
    ),
    (
        "-- static/site.css --\n/*! Licence: X */\n/* not this */\n@import 'a.css';\np{}\n-- static/a.css --\n/*! And Y */\nb{top:0}",
        "/*! Licence: X */\n/*! And Y */\nb{top:0}",
    ),
    ("-- static/site.css --\n\u{feff}p { width: 1px }", "p{width:1px}"),
];

#[test]
fn styles_are_bundled() {
    for (files, right) in CASES {
        assert_eq!(style(files).trim_end(), *right, "{files}");
    }
}

/// Files that styles name have fingerprints, and keep their own addresses; both are found from where styles lie.
#[test]
fn addresses_lead_to_files() {
    let files = "-- static/site.css --\n@import 'styles/a.css';\n-- static/fonts/sérif a.woff2 --\nwOF2\n-- static/styles/b.svg --\n<svg/>\n\
                 -- static/styles/a.css --\n@font-face { font-family: S; src: url('../fonts/s%C3%A9rif a.woff2?v#x') }\n\
                 p { --own: url(b.svg); background: url(/styles/b.svg), url(data:image/gif;base64,R0lGODlh); filter: url(#f);\n\
                 cursor: url(https://www.example.org/under/a/path/c.cur), auto; mask: url(https://media.example.org/d.svg) }\n";
    let built = build(&format!("{HEAD}{files}"));
    assert_eq!(built.report().trim(), "");
    let css = site_css(&built);
    let assets: BTreeSet<&str> =
        built.outputs.keys().filter_map(|route| route.as_str().strip_prefix("/assets/")).collect();
    let named = |start: &str| assets.iter().find(|name| name.starts_with(start)).unwrap();
    let (font, picture) = (named("sérif a."), named("b."));
    let font = font.replace('é', "%C3%A9").replace(' ', "%20");
    assert!(
        css.contains(&format!("url({font}?v#x)")) && css.contains(&format!("--own:url({picture})")),
        "{css}"
    );
    assert!(
        css.contains(&format!("background:url({picture}),url(data:")) && css.contains("url(#f)"),
        "{css}"
    );
    assert_eq!(built.text("/styles/b.svg"), "<svg/>\n");
    assert!(!assets.iter().any(|name| name.starts_with("a.")), "what is imported is not published by itself");
}

/// However a style writes the pictures that it chooses among.
#[test]
fn sets_of_pictures_lead_to_files() {
    for written in ["image-set(url(b.svg) 1x)", "image-set('b.svg' 1x)", "-webkit-image-set(url(b.svg) 1x)"] {
        for property in ["background", "background-image", "content", "--own", "cursor"] {
            let files =
                format!("-- static/site.css --\np {{ {property}: {written} }}\n-- static/b.svg --\n<svg/>\n");
            let css = style(&files);
            let digest = css.split_once("b.").and_then(|(_, rest)| Some(rest.split_once(".svg")?.0.len()));
            assert_eq!(digest, Some(10), "{css}");
        }
    }
}

/// A page of `static/` finds its style where it lay.
#[test]
fn styles_keep_their_own_addresses_too() {
    let built = build(&format!(
        "{HEAD}-- static/site.css --\np {{ top: 0 }}\n-- static/report/style.css --\nb {{ top: 0 }}\n"
    ));
    assert_eq!(built.text("/report/style.css"), "b { top: 0 }\n");
    assert!(!built.outputs.keys().any(|route| route.as_str() == "/site.css"));
}

/// A file that a template names has a fingerprint, whatever it is, and a style that another imports too.
#[test]
fn what_templates_name_has_a_fingerprint() {
    let files = "-- static/site.css --\n@import 'a.css';\n-- static/a.css --\np { top: 0 }\n-- static/js/x.js --\n1\n\
                 -- templates/page.html --\n{% extends \"@plenary/page.html\" %}{% block content %}\
                 <i class=\"{{ asset(path=\"a.css\") }} {{ asset(path='js/x.js') }}\"></i>{% endblock %}\n\
                 -- content/a.md --\n---\ntitle: A\n---\n\nText.\n";
    let built = build(&format!("{HEAD}{files}"));
    let page = built.text("/a/");
    let class = page.split("<i class=\"").nth(1).unwrap().split('"').next().unwrap();
    let names: Vec<&str> = class.split(' ').collect();
    for (name, bytes) in names.into_iter().zip(["p{top:0}", "1\n"]) {
        assert_eq!(built.text(name.strip_prefix("/under/a/path").unwrap()).trim_end(), bytes.trim_end());
    }
    assert_eq!(built.text("/js/x.js"), "1\n");
    let wrong = build(&format!("{HEAD}{}", files.replace("'js/x.js'", "'js/xx.js'"))).report();
    assert!(wrong.contains("did you mean js/x.js?"), "{wrong}");
}

/// Whatever stands in a style, something is made of it, and it is the same each time.
#[test]
fn no_style_is_too_strange() {
    let deep = |open: &str, count: usize| open.repeat(count);
    let twice = |i: usize| {
        format!("-- static/{i}.css --\n@import '{0}.css';\n@import '{0}.css' print;\np{{top:{i}px}}\n", i + 1)
    };
    let mut strange = vec![
        deep("a{", 100_000),
        deep("(", 100_000),
        format!("a{{b:{}", deep("c(", 12)),
        format!("a{{b:{}", deep("c[", 60)),
        format!("a{{width:{}", deep("calc(1px + ", 12)),
        format!("{}{{top:0}}", deep(":is(", 12)),
        format!("a{{width:{}", deep("calc(1px + ", 60)),
        deep("@media print{", 60),
        format!("a{}", deep(":not(b", 12)),
        "@import".to_owned(),
        "@import ''; @import '.'; @import '..'; @import '/'; @import '#'; @import 'site.css'".to_owned(),
        "a{background:url(}\n\u{0}\u{fffd}\\".to_owned(),
        "@import url(;\n@charset\n@namespace url(x);@font-face{src:url(').')}".to_owned(),
        "a{color:color-mix(in srgb, red calc(1/0), blue);width:calc(1px/0);rotate:1e999deg}".to_owned(),
        "@keyframes{}@layer;@layer a.b,{}@page :x{}@property --x{}@container{}@scope{}".to_owned(),
        "a{--x:}b{--x:!important;margin:var(}@supports(){}@media(){}@media not{}".to_owned(),
    ];
    let style = include_str!("../../static/site.css");
    // Cut anywhere, the built-in style is strange enough.
    strange
        .extend((0..style.len()).step_by(997).map(|end| style[..style.floor_char_boundary(end)].to_owned()));
    let strange =
        strange.iter().enumerate().map(|(i, text)| format!("-- static/strange{i}.css --\n{text}\n"));
    // Each imports the next twice.
    let many = (0..40).map(twice).chain(["-- static/40.css --\n\n".to_owned()]);
    let site = format!(
        "{HEAD}{}-- static/twice.css --\n@import '0.css';\n",
        strange.chain(many).collect::<String>()
    );
    let [one, other] = [build(&site), build(&site)];
    assert!(one.report() == other.report() && one.outputs == other.outputs);
    assert!(one.report().contains("more than 256 files"));
    let styles = one.outputs.iter().filter(|(route, _)| route.as_str().ends_with(".css"));
    assert!(styles.clone().all(|(_, bytes)| bytes.len() < 1_000_000));
    assert!(styles.count() > 30);
}

/// The built-in style is without fault, and smaller than it is written.
#[test]
fn the_built_in_style_is_sound() {
    let built = build(HEAD);
    let (css, written) = (site_css(&built), include_str!("../../static/site.css"));
    assert!(css.len() * 10 < written.len() * 9, "{} bytes of {}", css.len(), written.len());
    let own = build(&format!("{HEAD}-- static/site.css --\n{written}"));
    assert_eq!(own.report().trim(), "");
    assert_eq!(site_css(&own), css);
}
