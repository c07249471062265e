//! Icons, drawn from a site's mark: `favicon.ico` for browsers' tabs and lists, `apple-touch-icon.png` for the
//! screens of telephones.

use resvg::tiny_skia::{Color, Pixmap, PixmapPaint, Transform};

use super::mark::Mark;

/// The sides of the picture in `favicon.ico`, in pixels.
pub const FAVICON: u8 = 32;

/// The sides of `apple-touch-icon.png`, in pixels.
pub const TOUCH: u32 = 180;

/// What stays free at each side of the latter: its corners are cut off round.
const MARGIN: u32 = 22;

/// The bytes of `favicon.ico`: one picture, as a PNG.
pub fn favicon(mark: &Mark) -> Vec<u8> {
    let side = u32::from(FAVICON);
    let picture = Pixmap::new(side, side).and_then(|ground| placed(mark, ground, 0)).unwrap_or_default();
    // One picture of so many pixels, 32 bits each, behind these 22 bytes.
    let mut ico = vec![0, 0, 1, 0, 1, 0, FAVICON, FAVICON, 0, 0, 1, 0, 32, 0];
    let length = u32::try_from(picture.len()).unwrap_or_default();
    ico.extend(length.to_le_bytes());
    ico.extend(22_u32.to_le_bytes());
    ico.extend(picture);
    ico
}

/// The bytes of `apple-touch-icon.png`: without holes, or they would be black.
pub fn touch(mark: &Mark) -> Vec<u8> {
    let ground = Pixmap::new(TOUCH, TOUCH).and_then(|mut ground| {
        ground.fill(Color::WHITE);
        placed(mark, ground, MARGIN)
    });
    ground.unwrap_or_default()
}

/// A mark in the middle of a ground, as a PNG.
fn placed(mark: &Mark, mut ground: Pixmap, margin: u32) -> Option<Vec<u8>> {
    let (across, down) = (ground.width(), ground.height());
    let (width, height) = mark.within(across - 2 * margin, down - 2 * margin);
    let pixels = mark.drawn(width, height)?;
    let middle = |side: u32, own: u32| i32::try_from((side - own) / 2).unwrap_or_default();
    let (x, y) = (middle(across, width), middle(down, height));
    ground.draw_pixmap(x, y, pixels.as_ref(), &PixmapPaint::default(), Transform::identity(), None);
    ground.encode_png().ok()
}
