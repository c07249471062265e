//! The logo that `site.yaml` names.

use crate::assets::identity::logo_path;
use crate::diagnostics::{Diagnostic, Findings, Rule, Severity, Span, nearest};
use crate::files::{File, Files};
use crate::resolve::targets::MISSING_FILE;
use crate::site::Site;

/// A logo that cannot be shown.
pub static BROKEN_LOGO: Rule = Rule {
    name: "broken-logo",
    severity: Severity::Error,
    docs: "The logo stands at the head of every page, and icons and previews are drawn from it. It is an \
           SVG whose letters are drawn as outlines, or a PNG.\n\n\
           Wrong: `theme: {logo: logo.svg}`, where `static/logo.svg` is a web page that was saved by that name\n\n\
           Right: the logo itself, as its designer hands it out",
};

/// The logo is there and can be shown.
pub fn check(files: &Files, site: &Site, found: &mut Findings) {
    let Some(path) = logo_path(&site.config) else { return };
    let span = site.config.places.span("theme.logo");
    match files.find(&format!("static/{path}")) {
        Some((_, file)) => found.extend(broken(file, span)),
        None => found.add(missing(files, path, span)),
    }
}

#[cfg(feature = "images")]
fn broken(file: &File, span: Span) -> Option<Diagnostic> {
    let bytes = file.bytes().ok()?;
    let why = crate::assets::mark::Mark::read(&bytes).err()?;
    let message = format!("{} {why}", file.path);
    Some(Diagnostic::new(&BROKEN_LOGO, span, message).help("give an SVG that a browser shows, or a PNG"))
}

#[cfg(not(feature = "images"))]
fn broken(_: &File, _: Span) -> Option<Diagnostic> {
    None
}

fn missing(files: &Files, path: &str, span: Span) -> Diagnostic {
    let diagnostic = Diagnostic::new(&MISSING_FILE, span, format!("there is no file static/{path}"));
    let there = files.below("static").filter_map(|(_, file)| file.path.strip_prefix("static/"));
    let pictures: Vec<&str> = there.filter(|path| path.ends_with(".svg") || path.ends_with(".png")).collect();
    match nearest(path, pictures.iter().copied()) {
        Some(near) => diagnostic.help(format!("did you mean {near}?")).propose(span, near),
        None => diagnostic.help("put the logo into static/ and give its path there"),
    }
}
