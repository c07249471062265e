//! Colours of the theme: reading them, telling whether text in them can be read (WCAG 2.2, 1.4.3), and
//! the shades that follow from an accent.

use color::{Oklch, OpaqueColor, Srgb};

/// The contrast that text needs (WCAG 2.2, 1.4.3 at level AA).
pub const ENOUGH: f64 = 4.5;

/// The contrast of links in the dark, where thin bright letters swim on black.
const ENOUGH_IN_DARK: f64 = 8.0;

/// A colour in sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour {
    red: u8,
    green: u8,
    blue: u8,
}

/// The shades of one scheme that follow from the accent; each can be read on the scheme's paper, `link`
/// on the tint too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shades {
    /// Lines, bands and marks.
    pub accent: Colour,
    /// Links.
    pub link: Colour,
    /// The ground of header, footer and notices.
    pub tint: Colour,
}

/// The shades of both schemes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// On light paper.
    pub light: Shades,
    /// On dark paper.
    pub dark: Shades,
}

impl Colour {
    /// The paper of the built-in style in light.
    pub const PAPER: Self = Self { red: 255, green: 255, blue: 255 };
    /// The paper of the built-in style in the dark.
    pub const DARK_PAPER: Self = Self { red: 0x11, green: 0x18, blue: 0x1e };

    /// Reads `#0b5468` or `#fff`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits =
            text.trim().strip_prefix('#').filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
        let channel = |i: usize| match digits.len() {
            3 => u8::from_str_radix(&digits[i..=i].repeat(2), 16).ok(),
            6 => u8::from_str_radix(&digits[2 * i..2 * i + 2], 16).ok(),
            _ => None,
        };
        Some(Self { red: channel(0)?, green: channel(1)?, blue: channel(2)? })
    }

    /// As CSS writes it: `#0b5468`.
    pub fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }

    /// Red, green and blue.
    pub fn rgb(self) -> [u8; 3] {
        [self.red, self.green, self.blue]
    }

    /// Contrast ratio (WCAG 2.2, definitions), from 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Relative luminance (WCAG 2.2, definitions).
    fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { libm::pow((c + 0.055) / 1.055, 2.4) }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }

    /// The nearest colour of this hue that stands out so much from a ground: darker on a light one,
    /// lighter on a dark one; this colour, where it does.
    #[must_use]
    pub fn readable_on(self, ground: Self, contrast: f64) -> Self {
        if self.contrast(ground) >= contrast {
            return self;
        }
        let [lightness, chroma, hue] = self.oklch();
        let end = if ground.luminance() > 0.18 { 0.0 } else { 1.0 };
        shares()
            .map(|share| Self::of_oklch(lightness + (end - lightness) * share, chroma, hue))
            .find(|colour| colour.contrast(ground) >= contrast)
            .unwrap_or(if end > 0.5 { Self::PAPER } else { Self { red: 0, green: 0, blue: 0 } })
    }

    /// Lightness from 0 to 1, chroma, and hue in degrees (CSS Color 4, 9.4).
    fn oklch(self) -> [f32; 3] {
        let channel = |c: u8| f32::from(c) / 255.0;
        let srgb = OpaqueColor::<Srgb>::new([channel(self.red), channel(self.green), channel(self.blue)]);
        srgb.convert::<Oklch>().components
    }

    /// The colour in sRGB that is nearest in chroma.
    fn of_oklch(lightness: f32, chroma: f32, hue: f32) -> Self {
        let srgb = |chroma: f32| OpaqueColor::<Oklch>::new([lightness, chroma, hue]).convert::<Srgb>();
        let fits =
            |colour: &OpaqueColor<Srgb>| colour.components.iter().all(|c| (-0.001..=1.001).contains(c));
        let inside = shares().map(|share| srgb(chroma * (1.0 - share))).find(fits);
        let [red, green, blue] = inside.unwrap_or_else(|| srgb(0.0)).components.map(channel);
        Self { red, green, blue }
    }
}

/// Shares of a way, from none of it to all.
fn shares() -> impl Iterator<Item = f32> {
    (0..=100_u8).map(|share| f32::from(share) / 100.0)
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the range of a byte")]
fn channel(value: f32) -> u8 {
    (value.clamp(0.0, 1.0) * 255.0 + 0.5) as u8
}

impl Palette {
    /// The shades that follow from an accent that can be read on white.
    pub fn new(accent: Colour) -> Self {
        let [lightness, chroma, hue] = accent.oklch();
        let tint = Colour::of_oklch(0.967, chroma.min(0.006), hue);
        let light = Shades { accent, link: accent.readable_on(tint, ENOUGH + 0.5), tint };
        // Of the same hue, but paler: strong colours flicker on black.
        let pale = Colour::of_oklch(lightness.max(0.75), chroma.min(0.095), hue);
        let tint = Colour::of_oklch(0.255, chroma.min(0.015), hue);
        let shade = pale.readable_on(tint, ENOUGH_IN_DARK);
        Self { light, dark: Shades { accent: shade, link: shade, tint } }
    }

    /// The tokens of the style that the palette sets (see `static/site.css`), to stand behind the
    /// style's own.
    pub fn css(&self) -> String {
        let tokens = |shades: &Shades| {
            let Shades { accent, link, tint } = shades;
            format!(":root {{ --accent: {}; --link: {}; --tint: {} }}", accent.hex(), link.hex(), tint.hex())
        };
        format!(
            "\n/* Shades of the accent that site.yaml names */\n{}\n\
             @media screen and (prefers-color-scheme: dark) {{ {} }}\n",
            tokens(&self.light),
            tokens(&self.dark)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap()
    }

    #[test]
    fn contrasts_are_those_of_wcag() {
        let contrast = |a: &str, b: &str| colour(a).contrast(colour(b));
        assert!((contrast("#000", "#ffffff") - 21.0).abs() < 1e-9);
        assert!((contrast("#767676", "#fff") - 4.54).abs() < 0.01);
        assert!((contrast("#777777", "#fff") - 4.48).abs() < 0.01);
        for wrong in ["blue", "#12", "#ggg", "#1234567", "#é12345"] {
            assert_eq!(Colour::parse(wrong), None);
        }
    }

    #[test]
    fn every_accent_has_a_nearest_that_can_be_read_and_shades_that_can() {
        for red in (0..=255).step_by(51) {
            for green in (0..=255).step_by(51) {
                for blue in (0..=255).step_by(51) {
                    let wanted = Colour { red, green, blue };
                    let accent = wanted.readable_on(Colour::PAPER, ENOUGH);
                    assert!(accent.contrast(Colour::PAPER) >= ENOUGH, "{}", wanted.hex());
                    let Palette { light, dark } = Palette::new(accent);
                    let pairs = [
                        (light.link, Colour::PAPER),
                        (light.link, light.tint),
                        (dark.link, Colour::DARK_PAPER),
                        (dark.link, dark.tint),
                        (dark.accent, dark.tint),
                        (colour("#17212a"), light.tint),
                        (colour("#4c5965"), light.tint),
                        (colour("#abb8c1"), dark.tint),
                    ];
                    for (text, ground) in pairs {
                        let contrast = text.contrast(ground);
                        assert!(contrast >= ENOUGH, "{}: {} on {}", wanted.hex(), text.hex(), ground.hex());
                    }
                }
            }
        }
    }

    #[test]
    fn a_colour_that_can_be_read_stays() {
        assert_eq!(colour("#0b5468").readable_on(Colour::PAPER, ENOUGH), colour("#0b5468"));
        let nearest = colour("#8fd3ea").readable_on(Colour::PAPER, ENOUGH);
        assert!(nearest.contrast(Colour::PAPER) < 4.8, "{} is not the nearest", nearest.hex());
    }
}
