//! What pages load from elsewhere: whoever serves it learns who reads which page, and can change what readers see.

use crate::diagnostics::{Diagnostic, Rule, Severity, Span};
use crate::site::origins::Origins;

/// Something is loaded from another origin.
pub static OTHER_ORIGIN: Rule = Rule {
    name: "other-origin",
    severity: Severity::Error,
    docs: "What a page loads from elsewhere, a font, a script, a picture, tells somebody else who reads it, \
           and changes or vanishes without a word. Links are no matter of this rule: a reader follows them or \
           not. Where it must be, `origins` in `site.yaml` lists the origin.\n\n\
           Wrong: `@import url(https://fonts.example.com/serif.css);`\n\n\
           Right: the files of the font in `static/fonts/`, and `src: url(fonts/serif.woff2)`",
};

/// What is wrong with loading an address from the place at which it stands; nothing where pages may load it.
pub fn refused(origins: &Origins, address: &str, span: Span) -> Option<Diagnostic> {
    let origin = origins.refused(address)?;
    let message = format!("this is loaded from another origin, {origin}");
    let help =
        format!("put the file into static/ and name it there, or add {origin} to origins: in site.yaml");
    Some(Diagnostic::new(&OTHER_ORIGIN, span, message).help(help))
}
