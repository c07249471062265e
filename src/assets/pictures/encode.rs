//! Making pictures: decode, make smaller, set upright, encode. Of all that a file says beside its pixels, only a
//! colour profile that is not the web's own is written again, without which colours beyond sRGB would look dull.
//!
//! A photograph is written as JPEG and lossy WebP. A drawing (PNG, lossless WebP) stays without loss, as PNG and
//! lossless WebP; where that WebP is large, because the drawing is a photograph after all, it is a lossy one.
//!
//! The same bytes in, the same bytes out: nothing here depends on the clock, on other pictures or on the order of
//! threads. Processors of another make give the same, too: what makes pictures smaller reckons in whole numbers on
//! each, and the encoder of JPEG is built without the instructions that only some have. That the encoder of WebP does
//! is up to its library.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::io::Cursor;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{PixelType, ResizeOptions, Resizer};
use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::{CompressionType, FilterType, PngDecoder, PngEncoder};
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, Limits, RgbImage, RgbaImage};
use img_parts::ImageICC;
use img_parts::webp::WebP;

use super::look::{MOST_BYTES, is_turned};
use super::{Kind, Picture};
use crate::diagnostics::FileId;
use crate::digest::{Short, short};
use crate::error::Failure;

/// The quality of a JPEG, of 100.
const JPEG: u8 = 80;

/// The quality of a lossy WebP of a photograph, of 100.
const WEBP: f32 = 76.0;

/// The quality of a lossy WebP of what came without loss, of 100.
const WEBP_OF_DRAWING: f32 = 86.0;

/// How many bits a pixel of a lossless WebP may cost before a lossy one is tried.
const LOSSLESS_BITS: usize = 6;

/// The largest colour profile that is kept, in bytes.
const PROFILE: usize = 16 * 1024;

/// How many pictures are held ready to be made smaller. Each has at most a few megabytes.
const READY: usize = 8;

/// How large a picture that is decoded may be, in bytes, while others are.
const LARGE: u64 = 128 * 1024 * 1024;

/// Where pictures are made. It holds the last ones ready, so that a file is decoded once for all its forms.
#[derive(Debug, Default)]
pub struct Workshop {
    ready: Mutex<VecDeque<(FileId, Slot)>>,
    /// Held while a large picture is decoded.
    large: Mutex<()>,
}

/// A picture once somebody has read it, or why it cannot be read.
type Slot = Arc<OnceLock<Result<Ready, String>>>;

/// A picture, upright and as wide as its widest form.
#[derive(Debug)]
struct Ready {
    pixels: DynamicImage,
    profile: Option<Vec<u8>>,
    /// The digest of the file that it was read from.
    of: Short,
}

impl Workshop {
    /// Makes a picture of a size and kind; `read` gives the bytes of its file. Whether these were those that the
    /// picture is known by.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn make(
        &self,
        file: FileId,
        picture: &Picture,
        (width, height): (u32, u32),
        kind: Kind,
        read: impl FnOnce() -> Result<Vec<u8>, Failure>,
    ) -> Result<Result<(Vec<u8>, bool), String>, Failure> {
        let slot = self.slot(file);
        let mut failure = None;
        let ready = slot.get_or_init(|| match read() {
            Ok(bytes) => self.decoded(&bytes, picture),
            Err(why) => {
                let words = why.to_string();
                failure = Some(why);
                Err(words)
            }
        });
        if let Some(failure) = failure {
            return Err(failure);
        }
        Ok(ready.as_ref().map_err(Clone::clone).and_then(|ready| {
            let pixels = resized(&ready.pixels, width, height)?;
            let bytes = encoded(&pixels, kind, picture.look.drawn, ready.profile.as_deref())?;
            Ok((bytes, ready.of == picture.look.digest))
        }))
    }

    /// The place of a picture among those that are held ready.
    fn slot(&self, file: FileId) -> Slot {
        let mut ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, slot)) = ready.iter().find(|(known, _)| *known == file) {
            return Arc::clone(slot);
        }
        while ready.len() >= READY {
            ready.pop_front();
        }
        let slot = Slot::default();
        ready.push_back((file, Arc::clone(&slot)));
        slot
    }

    /// Decodes a picture, makes it as wide as its widest form, and sets it upright.
    fn decoded(&self, bytes: &[u8], picture: &Picture) -> Result<Ready, String> {
        let input = Cursor::new(bytes);
        let decoder: Box<dyn ImageDecoder> = match picture.look.kind {
            Some(Kind::Jpeg) => Box::new(JpegDecoder::new(input).map_err(words)?),
            Some(Kind::Png) => Box::new(PngDecoder::with_limits(input, limits()).map_err(words)?),
            _ => Box::new(WebPDecoder::new(input).map_err(words)?),
        };
        let of = short(&[bytes]);
        let is_large = decoder.total_bytes() > LARGE;
        let _alone = is_large.then(|| self.large.lock().unwrap_or_else(PoisonError::into_inner));
        let (mut pixels, profile, orientation) = read(decoder)?;
        let (width, height) = picture.size().unwrap_or_default();
        let (width, height) = if is_turned(orientation) { (height, width) } else { (width, height) };
        pixels = resized(&pixels, width, height)?.into_owned();
        pixels.apply_orientation(orientation);
        Ok(Ready { pixels, profile, of })
    }
}

/// The pixels, eight bits a colour, the profile that has to go with them, and how the camera was held.
fn read(
    mut decoder: Box<dyn ImageDecoder + '_>,
) -> Result<(DynamicImage, Option<Vec<u8>>, Orientation), String> {
    decoder.set_limits(limits()).map_err(words)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = decoder.icc_profile().ok().flatten().filter(|profile| is_needed(profile));
    let pixels = DynamicImage::from_decoder(decoder).map_err(words)?;
    let pixels = match pixels {
        pixels if !pixels.color().has_alpha() => DynamicImage::ImageRgb8(pixels.into_rgb8()),
        pixels => {
            let pixels = pixels.into_rgba8();
            if pixels.pixels().all(|pixel| pixel.0[3] == u8::MAX) {
                DynamicImage::ImageRgb8(DynamicImage::ImageRgba8(pixels).into_rgb8())
            } else {
                DynamicImage::ImageRgba8(pixels)
            }
        }
    };
    Ok((pixels, profile, orientation))
}

/// Whether colours would be others without a profile (ICC.1, 7.2): it is one of red, green and blue, and not
/// the web's own.
fn is_needed(profile: &[u8]) -> bool {
    let is_rgb = profile.get(16..20) == Some(b"RGB ");
    let of_the_web = [&b"sRGB"[..], b"s\0R\0G\0B", b"\0s\0R\0G\0B"];
    let is_of_the_web = of_the_web.iter().any(|name| profile.windows(name.len()).any(|part| part == *name));
    is_rgb && !is_of_the_web && profile.len() <= PROFILE
}

/// What a picture may take to be decoded.
fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_BYTES);
    limits
}

fn words(error: impl std::fmt::Display) -> String {
    error.to_string()
}

/// Pixels of another size.
fn resized(pixels: &DynamicImage, width: u32, height: u32) -> Result<Cow<'_, DynamicImage>, String> {
    if (pixels.width(), pixels.height()) == (width, height) {
        return Ok(Cow::Borrowed(pixels));
    }
    let sort = if pixels.color().has_alpha() { PixelType::U8x4 } else { PixelType::U8x3 };
    let from = ImageRef::new(pixels.width(), pixels.height(), pixels.as_bytes(), sort).map_err(words)?;
    let mut to = Image::new(width, height, sort);
    Resizer::new().resize(&from, &mut to, &ResizeOptions::new()).map_err(words)?;
    let bytes = to.into_vec();
    let made = if sort == PixelType::U8x4 {
        RgbaImage::from_raw(width, height, bytes).map(DynamicImage::ImageRgba8)
    } else {
        RgbImage::from_raw(width, height, bytes).map(DynamicImage::ImageRgb8)
    };
    made.map(Cow::Owned).ok_or_else(|| "it cannot be made smaller".to_owned())
}

fn encoded(
    pixels: &DynamicImage,
    kind: Kind,
    drawn: bool,
    profile: Option<&[u8]>,
) -> Result<Vec<u8>, String> {
    match kind {
        Kind::Jpeg => jpeg(pixels, profile),
        Kind::Png => png(pixels, profile),
        _ => webp(pixels, drawn, profile),
    }
}

fn jpeg(pixels: &DynamicImage, profile: Option<&[u8]>) -> Result<Vec<u8>, String> {
    let size = |side: u32| u16::try_from(side).map_err(words);
    let pixels = pixels.to_rgb8();
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, JPEG);
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::F_2_2);
    if let Some(profile) = profile {
        encoder.add_icc_profile(profile).map_err(words)?;
    }
    let (width, height) = (size(pixels.width())?, size(pixels.height())?);
    encoder.encode(pixels.as_raw(), width, height, jpeg_encoder::ColorType::Rgb).map_err(words)?;
    Ok(bytes)
}

fn png(pixels: &DynamicImage, profile: Option<&[u8]>) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let mut encoder =
        PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, FilterType::Adaptive);
    if let Some(profile) = profile {
        encoder.set_icc_profile(profile.to_vec()).map_err(words)?;
    }
    let colour = if pixels.color().has_alpha() { ExtendedColorType::Rgba8 } else { ExtendedColorType::Rgb8 };
    encoder.write_image(pixels.as_bytes(), pixels.width(), pixels.height(), colour).map_err(words)?;
    Ok(bytes)
}

fn webp(pixels: &DynamicImage, drawn: bool, profile: Option<&[u8]>) -> Result<Vec<u8>, String> {
    let (bytes, width, height) = (pixels.as_bytes(), pixels.width(), pixels.height());
    let encoder = if pixels.color().has_alpha() {
        webp::Encoder::from_rgba(bytes, width, height)
    } else {
        webp::Encoder::from_rgb(bytes, width, height)
    };
    let write = |lossless: bool, quality: f32| {
        let memory = encoder.encode_simple(lossless, quality);
        memory.map(|memory| memory.to_vec()).map_err(|error| format!("{error:?}"))
    };
    let written = if drawn {
        let whole = write(true, 75.0)?;
        let most = bytes.len() / usize::from(pixels.color().channel_count()) * LOSSLESS_BITS / 8;
        let lossy = if whole.len() > most { Some(write(false, WEBP_OF_DRAWING)?) } else { None };
        lossy.filter(|lossy| lossy.len() * 2 < whole.len()).unwrap_or(whole)
    } else {
        write(false, WEBP)?
    };
    let Some(profile) = profile else { return Ok(written) };
    let mut container = WebP::from_bytes(written.into()).map_err(words)?;
    container.set_icc_profile(Some(profile.to_vec().into()));
    Ok(container.encoder().bytes().to_vec())
}
