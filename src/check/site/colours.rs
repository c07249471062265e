//! Colours: whether text in them can be read (WCAG 2.2, 1.4.3).

use crate::diagnostics::{Diagnostic, FileId, Findings, Rule, Severity, Span};
use crate::files::Files;
use crate::site::Site;
use crate::site::colour::{Colour, ENOUGH};

/// Text that stands out too little.
pub static LOW_CONTRAST: Rule = Rule {
    name: "low-contrast",
    severity: Severity::Warning,
    docs: "Text needs a contrast of at least 4.5 to 1 with what is behind it, or people with weak \
           eyes, and everybody in the sun, cannot read it (WCAG 2.2, 1.4.3).\n\n\
           Wrong: `--ink: #8fd3ea` on white paper\n\n\
           Right: `--ink: #0b5468`",
};

/// An accent that text cannot be written in.
pub static FAINT_ACCENT: Rule = Rule {
    name: "faint-accent",
    severity: Severity::Error,
    docs: "The accent colours links and lines, in the light on white. Where it stands out too little, \
           links cannot be read (WCAG 2.2, 1.4.3), so no site is made with it; the shade for the dark \
           follows by itself.\n\n\
           Wrong: `theme: {accent: '#8fd3ea'}`\n\n\
           Right: `theme: {accent: '#0b5468'}`",
};

/// A colour that is none.
pub static UNKNOWN_COLOUR: Rule = Rule {
    name: "unknown-colour",
    severity: Severity::Error,
    docs: "A colour is written with # and six digits and letters a to f, three pairs for red, green \
           and blue. It stands between quotation marks, or YAML takes the # for a remark.\n\n\
           Wrong: `accent: blue`\n\n\
           Right: `accent: '#0b5468'`",
};

/// Tokens of the style that are colours of text on the paper.
const TEXT_TOKENS: [&str; 6] = ["--ink", "--muted", "--accent", "--link", "--visited", "--focus"];

/// Checks the colours of `site.yaml` and of the site's own styles.
pub fn check(files: &Files, site: &Site, found: &mut Findings) {
    if let Some(accent) = site.config.settings.theme.as_ref().and_then(|theme| theme.accent.as_ref()) {
        let span = site.config.places.span("theme.accent");
        match Colour::parse(accent) {
            Some(colour) => found.extend(faint(colour, span)),
            None => found.add(
                Diagnostic::new(&UNKNOWN_COLOUR, span, format!("\"{}\" is no colour", accent.0))
                    .help("write it as '#0b5468', with quotation marks"),
            ),
        }
    }
    for (id, file) in files.below("static").filter(|(_, file)| file.ending() == "css") {
        tokens(id, file.text(), found);
    }
}

/// The tokens that a style sets: those of light and those of dark, each on its own paper.
fn tokens(file: FileId, text: &str, found: &mut Findings) {
    let dark = text.find("prefers-color-scheme: dark").unwrap_or(text.len());
    for (start, part, paper) in [(0, &text[..dark], Some(Colour::PAPER)), (dark, &text[dark..], None)] {
        let Some(paper) = token(part, "--paper").map(|(_, colour)| colour).or(paper) else { continue };
        for name in TEXT_TOKENS {
            if let Some((at, colour)) = token(part, name) {
                let span = Span::new(file, start + at, start + at + name.len());
                found.extend(low(colour, paper, name, span));
            }
        }
    }
}

/// The colour that a style gives to a token, and where.
fn token(css: &str, name: &str) -> Option<(usize, Colour)> {
    let at = css.find(&format!("{name}:"))?;
    let value = css[at + name.len() + 1..].split([';', '}']).next()?;
    Colour::parse(value.trim()).map(|colour| (at, colour))
}

fn faint(accent: Colour, span: Span) -> Option<Diagnostic> {
    let contrast = accent.contrast(Colour::PAPER);
    (contrast < ENOUGH).then(|| {
        let nearest = accent.readable_on(Colour::PAPER, ENOUGH).hex();
        let said = format!(
            "the accent {} has a contrast of {} to 1 with white paper; text needs 4.5",
            accent.hex(),
            shown(contrast)
        );
        Diagnostic::new(&FAINT_ACCENT, span, said).help(format!(
            "the nearest that can be read is '{nearest}'; the shade for the dark follows by itself"
        ))
    })
}

fn low(colour: Colour, paper: Colour, what: &str, span: Span) -> Option<Diagnostic> {
    let contrast = colour.contrast(paper);
    (contrast < ENOUGH).then(|| {
        Diagnostic::new(
            &LOW_CONTRAST,
            span,
            format!("{what} has a contrast of {} to 1 with its paper; text needs 4.5", shown(contrast)),
        )
        .help("choose a colour further from that of the paper")
    })
}

/// A contrast with one digit behind the point, rounded down: 4.49 is not 4.5.
fn shown(contrast: f64) -> f64 {
    (contrast * 10.0).floor() / 10.0
}
