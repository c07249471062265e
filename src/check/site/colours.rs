//! Colours: whether text in them can be read (WCAG 2.2, 1.4.3).

use crate::diagnostics::{Diagnostic, FileId, Findings, Rule, Severity, Span};
use crate::files::Files;
use crate::site::Site;

/// Text that stands out too little.
pub static LOW_CONTRAST: Rule = Rule {
    name: "low-contrast",
    severity: Severity::Warning,
    docs: "Text needs a contrast of at least 4.5 to 1 with what is behind it, or people with weak \
           eyes, and everybody in the sun, cannot read it (WCAG 2.2, 1.4.3).\n\n\
           Wrong: `theme: {accent: '#8fd3ea'}` on white paper\n\n\
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

/// The contrast that text needs.
const ENOUGH: f64 = 4.5;

/// The paper of the built-in style in light.
const PAPER: Colour = Colour { red: 255, green: 255, blue: 255 };

/// Tokens of the style that are colours of text on the paper.
const TEXT_TOKENS: [&str; 6] = ["--ink", "--muted", "--accent", "--link", "--visited", "--focus"];

/// Checks the colours of `site.yaml` and of the site's own styles.
pub fn check(files: &Files, site: &Site, found: &mut Findings) {
    if let Some(accent) = site.config.settings.theme.as_ref().and_then(|theme| theme.accent.as_ref()) {
        let span = site.config.places.span("theme.accent");
        match Colour::parse(accent) {
            Some(colour) => found.extend(low(colour, PAPER, "the accent colour", span)),
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
    for (start, part, paper) in [(0, &text[..dark], Some(PAPER)), (dark, &text[dark..], None)] {
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

fn low(colour: Colour, paper: Colour, what: &str, span: Span) -> Option<Diagnostic> {
    let contrast = colour.contrast(paper);
    (contrast < ENOUGH).then(|| {
        // Rounded down: 4.49 is not 4.5.
        let shown = (contrast * 10.0).floor() / 10.0;
        Diagnostic::new(
            &LOW_CONTRAST,
            span,
            format!("{what} has a contrast of {shown} to 1 with its paper; text needs 4.5"),
        )
        .help("choose a colour further from that of the paper")
    })
}

/// A colour in sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Colour {
    red: u8,
    green: u8,
    blue: u8,
}

impl Colour {
    /// Reads `#0b5468` or `#fff`.
    fn parse(text: &str) -> Option<Self> {
        let digits =
            text.trim().strip_prefix('#').filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
        let channel = |i: usize| match digits.len() {
            3 => u8::from_str_radix(&digits[i..=i].repeat(2), 16).ok(),
            6 => u8::from_str_radix(&digits[2 * i..2 * i + 2], 16).ok(),
            _ => None,
        };
        Some(Self { red: channel(0)?, green: channel(1)?, blue: channel(2)? })
    }

    /// Relative luminance (WCAG 2.2, definitions).
    fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }

    /// Contrast ratio (WCAG 2.2, definitions), from 1 to 21.
    fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrasts_are_those_of_wcag() {
        let contrast = |a: &str, b: &str| Colour::parse(a).unwrap().contrast(Colour::parse(b).unwrap());
        assert!((contrast("#000", "#ffffff") - 21.0).abs() < 1e-9);
        assert!((contrast("#767676", "#fff") - 4.54).abs() < 0.01);
        assert!((contrast("#777777", "#fff") - 4.48).abs() < 0.01);
        for wrong in ["blue", "#12", "#ggg", "#1234567", "#é12345"] {
            assert_eq!(Colour::parse(wrong), None);
        }
    }
}
