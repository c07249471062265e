//! What a file of pixels is: its kind by its bytes, its measures, whether it is whole. Only what stands before
//! the pixels is read, and the ends of its parts; nothing is decoded.

use std::io::Cursor;

use image::codecs::gif::GifDecoder;
use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{ImageDecoder, ImageResult, Limits};

use super::{Fault, Kind, Look};

/// The most pixels on one side.
const LONGEST: u32 = 40_000;

/// The most bytes that a picture may fill when it is decoded.
pub const MOST_BYTES: u64 = 512 * 1024 * 1024;

/// The most bytes that profiles and notes before the pixels may fill.
const MOST_BEFORE: u64 = 32 * 1024 * 1024;

/// Looks at the bytes of a file that is not empty and no SVG.
pub fn raster(bytes: &[u8], look: &mut Look) {
    look.kind = kind(bytes);
    let seen = match look.kind {
        Some(Kind::Jpeg) => jpeg(bytes, look),
        Some(Kind::Png) => png(bytes, look),
        Some(Kind::Webp) => webp(bytes, look),
        Some(Kind::Gif) => gif(bytes, look),
        Some(Kind::Avif | Kind::Svg) => return,
        None => {
            look.fault = Some(other(bytes));
            return;
        }
    };
    let longest = look.size.map_or(0, |(width, height)| width.max(height));
    let broken = |why: &str| Some(Fault::Broken(why.to_owned()));
    look.fault = match seen {
        Ok(decoded) if longest > LONGEST || decoded > MOST_BYTES => Some(Fault::TooLarge),
        _ if !is_whole(bytes, look.kind) => broken("it ends in the middle"),
        Err(_) => broken("its beginning cannot be read"),
        Ok(_) => None,
    };
}

/// The kind that the first bytes tell.
fn kind(bytes: &[u8]) -> Option<Kind> {
    match bytes {
        [0xff, 0xd8, 0xff, ..] => Some(Kind::Jpeg),
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Some(Kind::Png),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Kind::Webp),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Kind::Gif),
        _ if brands(bytes).any(|brand| matches!(brand, b"avif" | b"avis")) => Some(Kind::Avif),
        _ => None,
    }
}

/// The brands of a file of the ISO base media format (ISO/IEC 14496-12, 4.3): the main one, and those it is
/// compatible with.
fn brands(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let size = match bytes {
        [a, b, c, d, b'f', b't', b'y', b'p', ..] => u32::from_be_bytes([*a, *b, *c, *d]),
        _ => 0,
    };
    let end = usize::try_from(size).unwrap_or(usize::MAX).min(bytes.len()).min(256);
    let brands = bytes.get(8..end).unwrap_or_default().chunks_exact(4).enumerate();
    // The second is no brand but a version.
    brands.filter(|(i, _)| *i != 1).map(|(_, brand)| brand)
}

/// What a file is that is no picture for browsers.
fn other(bytes: &[u8]) -> Fault {
    let foreign = |name: &str| Fault::Foreign(name.to_owned());
    let mut brands = brands(bytes);
    if brands
        .any(|brand| matches!(brand, b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"mif1" | b"msf1"))
    {
        return foreign("HEIC");
    }
    match bytes {
        [b'I', b'I', 0x2a, 0, ..] | [b'M', b'M', 0, 0x2a, ..] => foreign("TIFF"),
        [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..] => foreign("BMP"),
        [0xff, 0x0a, ..] | [0, 0, 0, 0x0c, b'J', b'X', b'L', b' ', ..] => foreign("JPEG XL"),
        [b'8', b'B', b'P', b'S', ..] => foreign("Photoshop"),
        [b'%', b'P', b'D', b'F', ..] => Fault::NoPicture("a PDF".to_owned()),
        _ if std::str::from_utf8(bytes).is_ok_and(|text| !text.contains('\0')) => {
            Fault::NoPicture("a text".to_owned())
        }
        _ => Fault::NoPicture("no picture that can be read".to_owned()),
    }
}

/// What all kinds have in common; gives how many bytes the picture fills when it is decoded.
fn common(decoder: &mut impl ImageDecoder, look: &mut Look) -> u64 {
    let (width, height) = decoder.dimensions();
    let turned = decoder.orientation().is_ok_and(is_turned);
    look.size = Some(if turned { (height, width) } else { (width, height) });
    let exif = decoder.exif_metadata().ok().flatten();
    let xmp = decoder.xmp_metadata().ok().flatten();
    look.located = exif.is_some_and(has_place) || xmp.is_some_and(|xmp| says_place(&xmp));
    decoder.total_bytes()
}

/// Whether width and height change places.
pub fn is_turned(orientation: Orientation) -> bool {
    matches!(
        orientation,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    )
}

/// Whether a block of Exif says where the picture was taken (CIPA DC-008, 4.6.7).
fn has_place(block: Vec<u8>) -> bool {
    let read = exif::Reader::new().continue_on_error(true).read_raw(block);
    let read = read.or_else(|error| error.distill_partial_result(|_| {}));
    read.is_ok_and(|exif| {
        [exif::Tag::GPSLatitude, exif::Tag::GPSLongitude]
            .iter()
            .any(|tag| exif.get_field(*tag, exif::In::PRIMARY).is_some())
    })
}

/// Whether a packet of XMP does.
fn says_place(packet: &[u8]) -> bool {
    let names = [&b"GPSLatitude"[..], b"GPSLongitude"];
    names.iter().any(|name| packet.windows(name.len()).any(|part| part == *name))
}

fn jpeg(bytes: &[u8], look: &mut Look) -> ImageResult<u64> {
    Ok(common(&mut JpegDecoder::new(Cursor::new(bytes))?, look))
}

fn png(bytes: &[u8], look: &mut Look) -> ImageResult<u64> {
    let mut limits = Limits::default();
    // What stands before the pixels is compressed too.
    limits.max_alloc = Some(MOST_BEFORE);
    let mut decoder = PngDecoder::with_limits(Cursor::new(bytes), limits)?;
    look.drawn = true;
    look.moves = decoder.is_apng()?;
    Ok(common(&mut decoder, look))
}

fn webp(bytes: &[u8], look: &mut Look) -> ImageResult<u64> {
    let mut decoder = WebPDecoder::new(Cursor::new(bytes))?;
    look.moves = decoder.has_animation();
    look.drawn = chunks(bytes).any(|chunk| chunk == *b"VP8L");
    Ok(common(&mut decoder, look))
}

fn gif(bytes: &[u8], look: &mut Look) -> ImageResult<u64> {
    // Its frames are not counted: it is served as it is.
    Ok(common(&mut GifDecoder::new(Cursor::new(bytes))?, look))
}

/// The names of the chunks of a WebP (RFC 9649, 2.3).
fn chunks(bytes: &[u8]) -> impl Iterator<Item = [u8; 4]> + '_ {
    let mut at = 12;
    std::iter::from_fn(move || {
        let head: [u8; 8] = bytes.get(at..at + 8)?.try_into().ok()?;
        let [a, b, c, d, size @ ..] = head;
        let size = usize::try_from(u32::from_le_bytes(size)).ok()?;
        at = at.checked_add(8)?.checked_add(size)?.checked_add(size % 2)?;
        Some([a, b, c, d])
    })
}

/// Whether a file goes on to its end.
fn is_whole(bytes: &[u8], kind: Option<Kind>) -> bool {
    match kind {
        Some(Kind::Jpeg) => has_jpeg_end(bytes),
        Some(Kind::Png) => has_png_end(bytes),
        Some(Kind::Webp) => {
            let size = bytes.get(4..8).and_then(|size| Some(u32::from_le_bytes(size.try_into().ok()?)));
            size.and_then(|size| usize::try_from(size).ok())
                .is_some_and(|size| bytes.len() >= size.saturating_add(8))
        }
        // What stands behind the end of a GIF is nobody's.
        Some(Kind::Gif) => bytes.contains(&0x3b),
        _ => true,
    }
}

/// Whether the end of the image stands behind its first scan (ISO/IEC 10918-1, B.1.1.3). Pictures inside of
/// segments, as thumbnails are, have ends of their own, and phones write more behind the end.
fn has_jpeg_end(bytes: &[u8]) -> bool {
    let mut at = 2;
    loop {
        let Some([0xff, marker]) = bytes.get(at..at + 2) else { return false };
        match marker {
            0xff => at += 1,
            0x01 | 0xd0..=0xd7 => at += 2,
            _ => {
                let Some([high, low]) = bytes.get(at + 2..at + 4) else { return false };
                at += 2 + usize::from(u16::from_be_bytes([*high, *low]));
                if *marker == 0xda {
                    break;
                }
            }
        }
    }
    bytes.get(at..).is_some_and(|scans| scans.windows(2).any(|end| end == [0xff, 0xd9]))
}

/// Whether the last chunk is there (PNG, 5.6).
fn has_png_end(bytes: &[u8]) -> bool {
    let mut at = 8usize;
    while let Some(head) = bytes.get(at..at.saturating_add(8)) {
        let [a, b, c, d, name @ ..] = head else { return false };
        if name == b"IEND" {
            return true;
        }
        let size = usize::try_from(u32::from_be_bytes([*a, *b, *c, *d])).unwrap_or(usize::MAX);
        at = at.saturating_add(size).saturating_add(12);
    }
    false
}
