//! A line of text → the shapes of its letters, in the order in which they are seen: the Unicode
//! bidirectional algorithm (UAX 9), then the font's own rules (OpenType), kerning and joining with them.

use harfrust::{Buffer, Direction, Language, ShapeOptions, ShaperFont, shape};
use resvg::tiny_skia::{Path, PathBuilder};
use skrifa::{DrawMemory, GlyphId, PathSink, ScalerFont};
use unicode_bidi::{BidiInfo, Level};

use super::fonts::{Face, Family, is_silent};

/// How a text is written.
#[derive(Clone, Copy, Debug)]
pub struct Writing<'a> {
    /// The face.
    pub face: Face,
    /// Whether the text runs from right to left.
    pub rtl: bool,
    /// The language's tag.
    pub lang: &'a str,
}

/// A glyph with the place of its origin, in sizes of the letters.
struct Glyph {
    font: usize,
    id: u32,
    x: f32,
    y: f32,
}

/// A line whose letters have their places.
pub struct Shaped {
    glyphs: Vec<Glyph>,
    face: Face,
    /// How wide it is, in sizes of the letters.
    pub width: f32,
}

/// Shapes a line.
pub fn shaped(line: &str, writing: Writing<'_>) -> Shaped {
    let mut shaped = Shaped { glyphs: Vec::with_capacity(line.len()), face: writing.face, width: 0.0 };
    let level = if writing.rtl { Level::rtl() } else { Level::ltr() };
    let bidi = BidiInfo::new(line, Some(level));
    for paragraph in &bidi.paragraphs {
        let (levels, runs) = bidi.visual_runs(paragraph, paragraph.range.clone());
        for run in runs {
            let rtl = levels[run.start].is_rtl();
            let mut parts = by_font(&line[run], writing.face, rtl);
            if rtl {
                parts.reverse();
            }
            for (font, text) in parts {
                shaped.add(font, text, rtl, writing.lang);
            }
        }
    }
    shaped
}

/// The parts of a text that are written in one font each.
fn by_font(text: &str, face: Face, rtl: bool) -> Vec<(usize, &str)> {
    let family = Family::get(face);
    let mut parts: Vec<(usize, std::ops::Range<usize>)> = Vec::new();
    // Spaces and points between Arabic letters are of their font.
    let mut near = usize::from(rtl);
    for (i, c) in text.char_indices() {
        let font = if is_silent(c) { near } else { family.writing(c, near).unwrap_or(near) };
        let end = i + c.len_utf8();
        match parts.last_mut() {
            Some((last, range)) if *last == font => range.end = end,
            _ => parts.push((font, i..end)),
        }
        near = font;
    }
    parts.into_iter().map(|(font, range)| (font, &text[range])).collect()
}

impl Shaped {
    /// Adds a text in one font and direction behind what is there.
    fn add(&mut self, font: usize, text: &str, rtl: bool, lang: &str) {
        let sized = Family::get(self.face).font(font);
        let mut buffer = Buffer::new();
        buffer.push_str(text);
        buffer.set_direction(if rtl { Direction::RightToLeft } else { Direction::LeftToRight });
        buffer.set_language(Language::new(lang));
        buffer.guess_segment_properties();
        let plan = sized.plan(&buffer);
        let options = ShapeOptions::new().plan(Some(&plan));
        if shape(&ShaperFont::new(&sized.font), &mut buffer, options).is_err() {
            return;
        }
        let unit = sized.scale / f32::from(sized.font.units_per_em());
        for (info, place) in buffer.glyph_infos().iter().zip(buffer.glyph_positions()) {
            self.glyphs.push(Glyph {
                font,
                id: info.glyph_id,
                x: self.width + length(place.x_offset) * unit,
                y: length(place.y_offset) * unit,
            });
            self.width += length(place.x_advance) * unit;
        }
    }

    /// The outlines of the letters at a size in pixels, the line beginning at `x` on the baseline `y`;
    /// none where there is nothing to see.
    pub fn outlines(&self, size: f32, x: f32, y: f32) -> Option<Path> {
        let family = Family::get(self.face);
        let mut pen = Pen { path: PathBuilder::new(), x, y };
        let mut scalers: [Option<ScalerFont>; 2] = [None, None];
        for glyph in &self.glyphs {
            let sized = family.font(glyph.font);
            let scaler = scalers
                .get_mut(glyph.font)?
                .get_or_insert_with(|| ScalerFont::unhinted(sized.font.clone(), Some(size * sized.scale)));
            (pen.x, pen.y) = (x + glyph.x * size, y - glyph.y * size);
            if let Some(outline) = scaler.outline(GlyphId::new(glyph.id)) {
                let _ = outline.draw(DrawMemory::Scratch, &mut pen);
            }
        }
        pen.path.finish()
    }
}

/// Font units as a length; none comes near where the numbers are no longer exact.
#[expect(clippy::cast_precision_loss, reason = "a line is some thousand units long")]
fn length(units: i32) -> f32 {
    units as f32
}

/// Takes outlines, whose vertical axis points up, into a path, whose points down.
struct Pen {
    path: PathBuilder,
    x: f32,
    y: f32,
}

impl PathSink for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.x + x, self.y - y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.x + x, self.y - y);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.path.quad_to(self.x + cx, self.y - cy, self.x + x, self.y - y);
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.path.cubic_to(self.x + ax, self.y - ay, self.x + bx, self.y - by, self.x + x, self.y - y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}
