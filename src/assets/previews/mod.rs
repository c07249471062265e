//! Pictures for link previews (The Open Graph protocol, `og:image`): a card with the title of a page, its
//! section and the name of the site, in the site's colours.
//!
//! A [`Card`] says what is written, [`Card::digest`] gives the picture its address without drawing it, and
//! [`draw`] draws it: [`lines`] breaks the title, [`shape`] gives each letter its shape and place,
//! [`paint`] makes the PNG. What no font of [`fonts`] can write is left out of the card before.
//!
//! Another look is another `VERSION`, or readers keep the old pictures.

pub mod fonts;
pub mod lines;
pub mod paint;
pub mod shape;

use resvg::tiny_skia::Pixmap;

use self::fonts::{Face, Family};
use self::lines::{Fitted, Size, fitted};
use self::paint::{Canvas, Colour, HEIGHT, Rgb, WIDTH, mixed};
use self::shape::{Writing, shaped};
use super::mark::Mark;
use crate::digest::{Short, short};

/// The version of the drawing and of the fonts.
const VERSION: &[u8] = b"plenary preview 1";

/// What is written on a preview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The site's name.
    site: Option<String>,
    /// Where the page belongs.
    section: Option<String>,
    /// The page's title.
    title: Option<String>,
    /// The language's tag.
    lang: String,
    /// Whether it is written from right to left.
    rtl: bool,
}

/// What all previews of a site have in common.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// The accent colour.
    pub accent: Rgb,
    /// The site's mark.
    pub mark: &'a Mark,
}

impl Card {
    /// A card for a page; its title and section are left out where the fonts lack a letter of the title, and so is
    /// the name of the site where they lack one of that.
    pub fn new(lang: &str, rtl: bool, site: &str, section: Option<&str>, title: &str) -> Self {
        let written = |face: Face, text: &str| {
            let text = one_line(text);
            Some(text).filter(|text| !text.is_empty() && Family::get(face).writes(text))
        };
        let title = written(Face::Serif, title);
        let section = section.filter(|_| title.is_some()).and_then(|section| written(Face::Sans, section));
        Self { site: written(Face::Serif, site), section, title, lang: lang.to_owned(), rtl }
    }

    /// A digest of all that is drawn; `look` is that of what all previews have in common.
    pub fn digest(&self, look: Short) -> Short {
        let texts = [&self.site, &self.section, &self.title];
        let texts = texts
            .map(|text| text.as_deref().map_or_else(Vec::new, |text| [text, "\n"].concat().into_bytes()));
        let [site, section, title] = &texts;
        short(&[
            VERSION,
            &look,
            self.lang.as_bytes(),
            &[0, u8::from(self.rtl)],
            site,
            b"\0",
            section,
            b"\0",
            title,
        ])
    }

    /// Whether nothing is written on it but the name of the site.
    pub fn is_plain(&self) -> bool {
        self.title.is_none()
    }
}

/// A text without line ends and double spaces.
fn one_line(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.split([' ', '\t', '\n', '\r'])
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
        .nfc()
        .collect()
}

/// White, which the ground is mixed with.
const WHITE: Rgb = [255, 255, 255];

/// The colour of titles, as the built-in style has it.
const INK: Rgb = [0x17, 0x21, 0x2a];

/// The band at the edge where reading begins.
const BAND: usize = 44;

/// Where writing begins and ends, counted from that edge.
const BEGIN: f32 = 112.0;
const END: f32 = 1120.0;

/// The row of the mark and the site's name: its upper edge and its height.
const ROW: u32 = 72;
const ROW_HEIGHT: u32 = 76;

/// The widest a mark may be.
const MARK_WIDTH: u32 = 340;

/// Between the mark and the name.
const GAP: f32 = 24.0;

/// The rows between which section and title stand.
const TOP: f32 = 196.0;
const BOTTOM: f32 = 572.0;

/// Sizes of the title, and of the lines of the site's name.
const TITLES: [f32; 8] = [108.0, 94.0, 82.0, 72.0, 64.0, 56.0, 50.0, 44.0];
const NAMES: [Size; 4] = [
    Size { letters: 38.0, lines: 1 },
    Size { letters: 34.0, lines: 1 },
    Size { letters: 30.0, lines: 2 },
    Size { letters: 26.0, lines: 2 },
];
const SECTION: [Size; 1] = [Size { letters: 30.0, lines: 1 }];

/// What the section and the space below it take.
const SECTION_HEIGHT: f32 = 58.0;

/// The most lines of a title.
const LINES: usize = 4;

/// The height of the capitals of the fonts, in sizes of the letters.
const CAPITALS: f32 = 0.714;

/// Draws a card.
pub fn draw(card: &Card, look: Look<'_>) -> Vec<u8> {
    let mut canvas = Canvas::new(mixed(WHITE, look.accent, 1, 16));
    let (ink, accent) = (canvas.colour(INK), canvas.colour(look.accent));
    let mut drawing = Drawing { card, canvas };
    let columns = if card.rtl { WIDTH as usize - BAND..WIDTH as usize } else { 0..BAND };
    drawing.canvas.rectangle(columns, 0..HEIGHT as usize, accent);
    let (heading, name) = match (&card.title, &card.site) {
        (Some(title), Some(site)) if title == site => (Some(title), None),
        (Some(title), site) => (Some(title), site.as_ref()),
        (None, site) => (site.as_ref(), None),
    };
    match heading {
        Some(heading) => {
            let width = drawing.mark(look, name.is_none());
            if let Some(name) = name {
                drawing.name(name, BEGIN + width + GAP, ink);
            }
            drawing.heading(heading, ink, accent);
        }
        None => drawing.mark_alone(look),
    }
    drawing.canvas.png()
}

/// A card while it is drawn.
struct Drawing<'a> {
    card: &'a Card,
    canvas: Canvas,
}

impl Drawing<'_> {
    fn writing(&self, face: Face) -> Writing<'_> {
        Writing { face, rtl: self.card.rtl, lang: &self.card.lang }
    }

    /// Sets the mark into its row; gives its width.
    fn mark(&mut self, look: Look<'_>, larger: bool) -> f32 {
        let height = if larger { ROW_HEIGHT + 20 } else { ROW_HEIGHT };
        let (width, height) = look.mark.within(MARK_WIDTH, height);
        let begin = pixels(BEGIN);
        let x = if self.card.rtl { WIDTH - begin - width } else { begin };
        if let Some(picture) = look.mark.drawn(width, height) {
            self.set(&picture, x, ROW + ROW_HEIGHT.saturating_sub(height) / 2);
        }
        length(width)
    }

    /// Sets the mark into the middle, where there is nothing to write.
    fn mark_alone(&mut self, look: Look<'_>) {
        let (width, height) = look.mark.within(620, 300);
        if let Some(picture) = look.mark.drawn(width, height) {
            self.set(&picture, (WIDTH - width) / 2, (HEIGHT - height) / 2);
        }
    }

    fn set(&mut self, picture: &Pixmap, x: u32, y: u32) {
        self.canvas.set(picture, x, y);
    }

    /// Writes the name of the site beside the mark, `begin` away from the edge.
    fn name(&mut self, name: &str, begin: f32, ink: Colour) {
        let name = fitted(name, self.writing(Face::Serif), END - begin, &NAMES);
        let leading = self.leading() * name.size;
        let lines = lines_of(name.lines.len() - 1);
        let middle = length(ROW) + length(ROW_HEIGHT) / 2.0;
        let baseline = middle + (CAPITALS * name.size - lines * leading) / 2.0;
        self.write(&name, Face::Serif, begin, baseline, ink);
    }

    /// Writes the title, its last line at the foot of the card, and the section above it.
    fn heading(&mut self, title: &str, ink: Colour, accent: Colour) {
        let section = self.card.section.clone();
        let height = BOTTOM - TOP - if section.is_some() { SECTION_HEIGHT } else { 0.0 };
        let leading = self.leading();
        let sizes =
            TITLES.map(|letters| Size { letters, lines: whole(height / (letters * leading)).min(LINES) });
        let title = fitted(title, self.writing(Face::Serif), END - BEGIN, &sizes);
        let leading = leading * title.size;
        // Below the last baseline is room for the feet of letters.
        let last = BOTTOM - 0.26 * title.size;
        let first = last - leading * lines_of(title.lines.len().saturating_sub(1));
        self.write(&title, Face::Serif, BEGIN, first, ink);
        if let Some(section) = section {
            let section = fitted(&section, self.writing(Face::Sans), END - BEGIN, &SECTION);
            let above = if self.card.rtl { 1.05 } else { 0.9 };
            self.write(&section, Face::Sans, BEGIN, first - above * title.size - 22.0, accent);
        }
    }

    /// The distance of lines, in sizes of the letters.
    fn leading(&self) -> f32 {
        if self.card.rtl { 1.42 } else { 1.17 }
    }

    /// Writes lines that begin `begin` away from the edge, the first on a baseline.
    fn write(&mut self, text: &Fitted, face: Face, begin: f32, baseline: f32, colour: Colour) {
        let leading = self.leading() * text.size;
        for (i, line) in text.lines.iter().enumerate() {
            let line = shaped(line, self.writing(face));
            let x = if self.card.rtl { length(WIDTH) - begin - line.width * text.size } else { begin };
            if let Some(path) = line.outlines(text.size, x, baseline + lines_of(i) * leading) {
                self.canvas.fill(&path, colour);
            }
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "there are four lines at most")]
fn lines_of(count: usize) -> f32 {
    count as f32
}

#[expect(clippy::cast_precision_loss, reason = "a card is 1200 pixels wide")]
fn length(pixels: u32) -> f32 {
    pixels as f32
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast takes the nearest number there is"
)]
fn pixels(length: f32) -> u32 {
    length.round() as u32
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast takes the nearest number there is"
)]
fn whole(count: f32) -> usize {
    count.floor() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(lang: &str, site: &str, section: Option<&str>, title: &str) -> Card {
        Card::new(lang, lang == "ar", site, section, title)
    }

    fn shown(card: &Card) -> [&str; 3] {
        [&card.site, &card.section, &card.title].map(|text| text.as_deref().unwrap_or("-"))
    }

    #[test]
    fn what_no_font_can_write_is_left_out() {
        let site = "Harbour";
        for (site, section, title, expected) in [
            (site, Some("Notes"), "Tides  at\n noon", ["Harbour", "Notes", "Tides at noon"]),
            (
                site,
                Some("Notes"),
                "Cafe\u{301} \u{2068}Ана\u{2069}",
                ["Harbour", "Notes", "Café \u{2068}Ана\u{2069}"],
            ),
            (site, Some("ملاحظات"), "التحالف ١٢ (2026)", ["Harbour", "ملاحظات", "التحالف ١٢ (2026)"]),
            (site, Some("Notes"), "移民", ["Harbour", "-", "-"]),
            (site, Some("メモ"), "Tides", ["Harbour", "-", "Tides"]),
            (site, Some("Notes"), "Tides 🌊", ["Harbour", "-", "-"]),
            ("港", None, "移民", ["-", "-", "-"]),
            ("港", None, "", ["-", "-", "-"]),
        ] {
            assert_eq!(shown(&card("en", site, section, title)), expected, "{title}");
        }
    }

    #[test]
    fn a_digest_is_that_of_what_is_drawn() {
        let digest = |lang, site, section, title, look| card(lang, site, section, title).digest([look; 16]);
        let one = digest("en", "Harbour", Some("Notes"), "Tides", 0);
        assert_eq!(digest("en", "Harbour", Some("Notes"), " Tides ", 0), one);
        for other in [
            digest("en", "Harbour", Some("Notes"), "Ebb", 0),
            digest("en", "Harbour", None, "Tides", 0),
            digest("en", "Haven", Some("Notes"), "Tides", 0),
            digest("fr", "Harbour", Some("Notes"), "Tides", 0),
            digest("ar", "Harbour", Some("Notes"), "Tides", 0),
            digest("en", "Harbour", Some("Notes"), "Tides", 1),
        ] {
            assert_ne!(other, one);
        }
        assert_eq!(digest("en", "Harbour", Some("Notes"), "移民", 0), digest("en", "Harbour", None, "港", 0));
    }

    /// Width, height and colours of a drawn card, and how many of its pixels are not of the ground, in its
    /// left and right half.
    fn drawn(card: &Card) -> ((u32, u32), usize, [usize; 2]) {
        let icon = Mark::read(include_bytes!("../../../static/icon.svg")).unwrap();
        let bytes = draw(card, Look { accent: [0x0b, 0x54, 0x68], mark: &icon });
        assert!(bytes.len() < 40_000, "{} bytes", bytes.len());
        let pixels = Pixmap::decode_png(&bytes).unwrap();
        let ground = pixels.pixel(600, 1).unwrap();
        let colours: std::collections::BTreeSet<_> =
            pixels.pixels().iter().map(|p| (p.red(), p.green(), p.blue())).collect();
        let mut halves = [0, 0];
        for row in pixels.pixels().chunks(WIDTH as usize) {
            for (x, pixel) in row.iter().enumerate() {
                halves[x / 600] += usize::from(*pixel != ground);
            }
        }
        ((pixels.width(), pixels.height()), colours.len(), halves)
    }

    #[test]
    fn every_sort_of_card_can_be_drawn() {
        let long = "Ein sehr langer Titel, ".repeat(40);
        for (lang, site, title) in [
            ("en", "Harbour", "Tides"),
            ("en", "Harbour", "Harbour"),
            ("en", &long, &long),
            ("de", "Hafen", "Donaudampfschifffahrtsgesellschaftskapitänsmützenverordnungsausschuss"),
            ("el", "Λιμάνι", "Δήλωση προόδου"),
            ("ar", "التحالف المحلي", "إعلان التقدم لمنتدى (IMRF 2026): ما طلبته المدن"),
            ("ja", "港", "移民"),
            ("en", "Harbour", "…"),
            ("en", "Harbour", "\u{200f}\u{301}"),
        ] {
            let (size, colours, [left, right]) = drawn(&card(lang, site, Some("Notes"), title));
            assert_eq!(size, (WIDTH, HEIGHT));
            assert!((3..=16).contains(&colours), "{title}: {colours}");
            // Reading begins where the band is.
            assert!(if lang == "ar" { right > left } else { left > right }, "{title}: {left}, {right}");
        }
    }
}
