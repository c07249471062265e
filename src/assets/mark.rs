//! A site's mark: its logo, or the icon that stands in for one.
//!
//! An SVG is drawn without what lies outside of it: no file and no address is asked for.

use resvg::tiny_skia::{Pixmap, PremultipliedColorU8, Transform};
use resvg::usvg::{ImageHrefResolver, Options, Tree};

/// The most pixels that a side of a PNG may have.
const LARGEST: u32 = 4096;

/// A picture that can be drawn at any size.
pub struct Mark(Picture);

enum Picture {
    Svg(Box<Tree>),
    Png(Pixmap),
}

impl std::fmt::Debug for Mark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Mark").field(&self.size()).finish()
    }
}

impl Mark {
    /// Reads an SVG or a PNG; which of both it is, the bytes say.
    ///
    /// # Errors
    /// What is wrong with it, as the end of a sentence.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        if bytes.starts_with(b"\x89PNG") {
            return png(bytes).map(|pixels| Self(Picture::Png(pixels)));
        }
        let elsewhere = ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        };
        let options = Options { image_href_resolver: elsewhere, ..Options::default() };
        let tree = Tree::from_data(bytes, &options)
            .map_err(|_| "can be read neither as SVG nor as PNG".to_owned())?;
        if tree.root().children().is_empty() {
            return Err("shows nothing: letters have to be drawn as outlines, and other pictures inside of it are not shown".to_owned());
        }
        Ok(Self(Picture::Svg(Box::new(tree))))
    }

    /// Its width and height.
    pub fn size(&self) -> (f32, f32) {
        match &self.0 {
            Picture::Svg(tree) => (tree.size().width(), tree.size().height()),
            Picture::Png(pixels) => (pixels_of(pixels.width()), pixels_of(pixels.height())),
        }
    }

    /// The largest width and height with its proportions inside of a frame, each at least one pixel.
    pub fn within(&self, width: u32, height: u32) -> (u32, u32) {
        let (own_width, own_height) = self.size();
        let scale = (pixels_of(width) / own_width).min(pixels_of(height) / own_height);
        (whole(own_width * scale).clamp(1, width), whole(own_height * scale).clamp(1, height))
    }

    /// The mark at a size in pixels; none where there is no memory for it.
    pub fn drawn(&self, width: u32, height: u32) -> Option<Pixmap> {
        match &self.0 {
            Picture::Svg(tree) => {
                let mut pixels = Pixmap::new(width, height)?;
                let (own_width, own_height) = self.size();
                let scale =
                    Transform::from_scale(pixels_of(width) / own_width, pixels_of(height) / own_height);
                resvg::render(tree, scale, &mut pixels.as_mut());
                Some(pixels)
            }
            Picture::Png(pixels) => scaled(pixels, width, height),
        }
    }
}

fn png(bytes: &[u8]) -> Result<Pixmap, String> {
    let header = ::png::Decoder::new(std::io::Cursor::new(bytes))
        .read_header_info()
        .map(|info| (info.width, info.height));
    let broken = || "is a PNG that cannot be read".to_owned();
    let (width, height) = header.map_err(|_| broken())?;
    if width > LARGEST || height > LARGEST {
        return Err(format!("is {width} × {height} pixels large; at most {LARGEST} are needed"));
    }
    Pixmap::decode_png(bytes).map_err(|_| broken())
}

/// A picture at another size: each new pixel is the mean of what it covers.
fn scaled(pixels: &Pixmap, width: u32, height: u32) -> Option<Pixmap> {
    let mut smaller = Pixmap::new(width, height)?;
    let (own_width, own_height) = (pixels.width(), pixels.height());
    let covered = |place: u32, of: u32, own: u32| {
        let (from, to) = (place * own / of, ((place + 1) * own).div_ceil(of));
        from..to.clamp(from + 1, own)
    };
    for y in 0..height {
        for x in 0..width {
            let mut sum = [0_u32; 4];
            let mut count = 0;
            for row in covered(y, height, own_height) {
                for column in covered(x, width, own_width) {
                    let pixel = pixels.pixel(column, row)?;
                    let channels = [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()];
                    for (sum, channel) in sum.iter_mut().zip(channels) {
                        *sum += u32::from(channel);
                    }
                    count += 1;
                }
            }
            let [red, green, blue, alpha] =
                sum.map(|sum| u8::try_from((sum + count / 2) / count).unwrap_or(u8::MAX));
            // Rounding may lift a colour over its opacity by one.
            let colour =
                PremultipliedColorU8::from_rgba(red.min(alpha), green.min(alpha), blue.min(alpha), alpha)?;
            *smaller.pixels_mut().get_mut((y * width + x) as usize)? = colour;
        }
    }
    Some(smaller)
}

/// A number of pixels as a length.
#[expect(clippy::cast_precision_loss, reason = "pictures are some thousand pixels large")]
fn pixels_of(count: u32) -> f32 {
    count as f32
}

/// A length as a number of pixels.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast takes the nearest number there is"
)]
fn whole(length: f32) -> u32 {
    length.round() as u32
}
