//! A picture of few colours → PNG.
//!
//! A preview is a ground with writing in two colours and a mark. Its pixels are numbers into a palette, which
//! holds the ground, the steps from the ground to each colour, and the colours of the mark where those are
//! others. Two pixels fit into a byte then: an eighth of a picture in full colour, in bytes and in time.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use ab_glyph_rasterizer::{Rasterizer, point};
use png::{BitDepth, ColorType, Compression, Encoder, Filter};
use resvg::tiny_skia::{Path, PathSegment, Pixmap, Point, PremultipliedColorU8};

/// Red, green, blue.
pub type Rgb = [u8; 3];

/// How many steps there are from the ground to a colour: with two colours, the palette has less than 16.
const STEPS: u8 = 7;

/// By how much a channel of a mark may be off for a colour of the palette to do: half a step.
const NEAR: u8 = 20;

/// Width in pixels, as Open Graph asks for.
pub const WIDTH: u32 = 1200;

/// Height in pixels.
pub const HEIGHT: u32 = 630;

const COLUMNS: usize = WIDTH as usize;

/// A picture that is painted.
pub struct Canvas {
    /// Numbers into the palette, row by row.
    pixels: Vec<u8>,
    palette: Vec<Rgb>,
}

/// A colour of the palette, with the steps to it.
#[derive(Clone, Copy, Debug)]
pub struct Colour(u8);

impl Canvas {
    /// A canvas of one colour.
    pub fn new(ground: Rgb) -> Self {
        Self { pixels: vec![0; COLUMNS * HEIGHT as usize], palette: vec![ground] }
    }

    /// Adds a colour, with the steps to it from the ground.
    pub fn colour(&mut self, colour: Rgb) -> Colour {
        let first = u8::try_from(self.palette.len() - 1).unwrap_or(u8::MAX);
        let ground = self.palette[0];
        self.palette.extend((1..=STEPS).map(|step| mixed(ground, colour, step, STEPS)));
        Colour(first)
    }

    /// Fills a rectangle: columns and rows, from and to.
    pub fn rectangle(
        &mut self,
        columns: std::ops::Range<usize>,
        rows: std::ops::Range<usize>,
        colour: Colour,
    ) {
        for row in self.pixels.chunks_exact_mut(COLUMNS).take(rows.end).skip(rows.start) {
            row[columns.clone()].fill(colour.0 + STEPS);
        }
    }

    /// Fills a path.
    pub fn fill(&mut self, path: &Path, colour: Colour) {
        let Some(area) = Area::of(path) else { return };
        let mut covered = Rasterizer::new(area.width, area.height);
        area.outline(path, &mut covered);
        covered.for_each_pixel_2d(|x, y, cover| {
            let step = steps(cover);
            if step > 0 {
                self.pixels[(area.top + y as usize) * COLUMNS + area.left + x as usize] = colour.0 + step;
            }
        });
    }

    /// Sets a picture onto the canvas, its upper left corner at `x` and `y`.
    pub fn set(&mut self, picture: &Pixmap, x: u32, y: u32) {
        let ground = self.palette[0];
        let pixels: Vec<Rgb> = picture.pixels().iter().map(|pixel| over(*pixel, ground)).collect();
        let numbers = self.numbers(&pixels);
        let width = picture.width() as usize;
        let start = y as usize * COLUMNS + x as usize;
        for (row, line) in pixels.chunks_exact(width).enumerate() {
            let into = start + row * COLUMNS;
            for (pixel, colour) in self.pixels[into..into + width].iter_mut().zip(line) {
                *pixel = numbers.get(colour).copied().unwrap_or_default();
            }
        }
    }

    /// The number in the palette for each colour of a picture. What has no colour near it is added, without as
    /// many of its last bits as there is no room for.
    fn numbers(&mut self, pixels: &[Rgb]) -> BTreeMap<Rgb, u8> {
        let colours: BTreeSet<Rgb> = pixels.iter().copied().collect();
        let near: BTreeMap<Rgb, u8> =
            colours.iter().filter_map(|colour| Some((*colour, self.near(*colour)?))).collect();
        if near.len() == colours.len() {
            return near;
        }
        let room = 256 - self.palette.len();
        let coarse = |bits: u8, colour: &Rgb| colour.map(|channel| channel >> bits << bits);
        let few = |bits: &u8| colours.iter().map(|c| coarse(*bits, c)).collect::<BTreeSet<_>>().len() <= room;
        let bits = (0..7).find(few).unwrap_or(7);
        let mut added = BTreeMap::new();
        let number = |colour: &Rgb| {
            let colour = if *colour == self.palette[0] { return 0 } else { coarse(bits, colour) };
            *added.entry(colour).or_insert_with(|| {
                self.palette.push(colour);
                u8::try_from(self.palette.len() - 1).unwrap_or_default()
            })
        };
        let numbers: Vec<u8> = colours.iter().map(number).collect();
        colours.into_iter().zip(numbers).collect()
    }

    /// The number of the colour of the palette that is nearest to one, where it can stand for it.
    fn near(&self, colour: Rgb) -> Option<u8> {
        let off = |other: &Rgb| (0..3).map(|i| colour[i].abs_diff(other[i])).max();
        let (number, other) = self.palette.iter().enumerate().min_by_key(|(_, other)| off(other))?;
        off(other).filter(|off| *off <= NEAR).and_then(|_| u8::try_from(number).ok())
    }

    /// The bytes of the picture as a PNG (ISO/IEC 15948).
    pub fn png(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(1 << 15);
        let mut encoder = Encoder::new(&mut bytes, WIDTH, HEIGHT);
        encoder.set_color(ColorType::Indexed);
        let (depth, data) = if self.palette.len() <= 16 {
            (BitDepth::Four, Cow::Owned(self.pixels.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect()))
        } else {
            (BitDepth::Eight, Cow::Borrowed(&self.pixels))
        };
        encoder.set_depth(depth);
        encoder.set_palette(self.palette.concat());
        encoder.set_compression(Compression::Fast);
        encoder.set_filter(Filter::Up);
        let written = encoder.write_header().and_then(|mut writer| {
            writer.write_image_data(&data)?;
            writer.finish()
        });
        debug_assert!(written.is_ok(), "memory takes every byte: {written:?}");
        bytes
    }
}

/// A pixel before a ground.
fn over(pixel: PremultipliedColorU8, ground: Rgb) -> Rgb {
    let behind = 255 - u16::from(pixel.alpha());
    let channel = |front: u8, ground: u8| {
        let ground = (u16::from(ground) * behind + 127) / 255;
        front.saturating_add(u8::try_from(ground).unwrap_or(u8::MAX))
    };
    [channel(pixel.red(), ground[0]), channel(pixel.green(), ground[1]), channel(pixel.blue(), ground[2])]
}

/// How many steps to a colour a pixel is that is covered so far, from 0 to 1.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to STEPS")]
fn steps(cover: f32) -> u8 {
    (cover.clamp(0.0, 1.0) * f32::from(STEPS) + 0.5) as u8
}

/// A mixture of two colours: `step` of `steps` parts are of the second.
pub fn mixed(a: Rgb, b: Rgb, step: u8, steps: u8) -> Rgb {
    let (step, steps) = (u32::from(step), u32::from(steps));
    let channel = |a: u8, b: u8| {
        let sum = u32::from(a) * (steps - step) + u32::from(b) * step;
        u8::try_from((sum + steps / 2) / steps).unwrap_or(u8::MAX)
    };
    [channel(a[0], b[0]), channel(a[1], b[1]), channel(a[2], b[2])]
}

/// The part of the canvas that a path touches.
struct Area {
    left: usize,
    top: usize,
    width: usize,
    height: usize,
}

impl Area {
    /// None for a path that reaches over the edge of the canvas, which no text does that was broken into lines.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "inside of the canvas")]
    fn of(path: &Path) -> Option<Self> {
        let bounds = path.bounds();
        let (left, top) = (bounds.left().floor(), bounds.top().floor());
        let (right, bottom) = (bounds.right().ceil(), bounds.bottom().ceil());
        let inside = left >= 0.0 && top >= 0.0 && right <= 1200.0 && bottom <= 630.0;
        inside.then_some(Self {
            left: left as usize,
            top: top as usize,
            width: (right - left) as usize,
            height: (bottom - top) as usize,
        })
    }

    /// Hands on the outline of a path, counted from the corner of the area.
    #[expect(clippy::cast_precision_loss, reason = "inside of the canvas")]
    fn outline(&self, path: &Path, to: &mut Rasterizer) {
        let at = |p: Point| point(p.x - self.left as f32, p.y - self.top as f32);
        let (mut first, mut last) = (point(0.0, 0.0), point(0.0, 0.0));
        for segment in path.segments() {
            match segment {
                PathSegment::MoveTo(p) => (first, last) = (at(p), at(p)),
                PathSegment::LineTo(p) => {
                    to.draw_line(last, at(p));
                    last = at(p);
                }
                PathSegment::QuadTo(c, p) => {
                    to.draw_quad(last, at(c), at(p));
                    last = at(p);
                }
                PathSegment::CubicTo(a, b, p) => {
                    to.draw_cubic(last, at(a), at(b), at(p));
                    last = at(p);
                }
                PathSegment::Close => {
                    to.draw_line(last, first);
                    last = first;
                }
            }
        }
    }
}
