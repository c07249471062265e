//! Pictures: what is served of them, what is kept, and what is said of those that cannot be shown.

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use image::codecs::gif::GifEncoder;
use image::codecs::png::PngEncoder;
use image::{
    DynamicImage, ExtendedColorType, Frame, GenericImageView, ImageBuffer, ImageEncoder, ImageFormat, Rgb,
    RgbImage, Rgba, RgbaImage,
};
use plenary::build::{Edition, Options};
use plenary::diagnostics::{Findings, human};
use plenary::files::{Files, Kept};
use plenary::publish::Publication;
use plenary::publish::onlooker::Nobody;
use plenary::rebuild::{Asked, Rebuild};
use plenary::resolve::today::Now;
use plenary::timings::Timings;
use tempfile::TempDir;

use crate::memory::Built;

/// A site on the disk.
struct Site(TempDir);

impl Site {
    /// A site of one page.
    fn new(page: &str) -> Self {
        let site = Self(tempfile::tempdir().unwrap());
        site.write("site.yaml", b"title: Test\nbase_url: https://www.example.org/\n");
        site.write("a.md", format!("---\ntitle: A\n---\n\n{page}\n").as_bytes());
        site
    }

    /// The same with a file more.
    fn with(self, name: &str, bytes: &[u8]) -> Self {
        self.write(name, bytes);
        self
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        let file = self.0.path().join("site/content").join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }

    fn built(&self) -> Built {
        let mut found = Findings::default();
        Built::new(Files::scan(&self.0.path().join("site"), &mut found).unwrap(), false)
    }

    /// Builds into a folder beside the site; gives what lies there.
    fn publish(&self, out: &str) -> BTreeMap<String, Vec<u8>> {
        let (root, memory) = (self.0.path().join("site"), self.memory());
        let out = self.0.path().join(out);
        let options = Options {
            now: Now::Day("2026-11-24".parse().unwrap()),
            drafts: false,
            base: None,
            edition: Edition::default(),
        };
        let publication = Publication::begin(&out, &memory, &Nobody).unwrap();
        let mut timings = Timings::default();
        let asked = Asked {
            root: &root,
            memory: &memory,
            program: "test",
            options,
            online: &std::collections::BTreeSet::new(),
        };
        let mut rebuild = Rebuild::new(asked, &publication, &mut timings).unwrap();
        rebuild.make(&publication, &|_, _| {}, &mut timings).unwrap();
        let report = human::print(&rebuild.found, &rebuild.files, false);
        assert!(!rebuild.found.has_errors(), "{report}");
        rebuild.publish(publication, &mut timings).unwrap();
        let mut all = BTreeMap::new();
        for entry in walkdir::WalkDir::new(&out).into_iter().map(Result::unwrap) {
            if entry.file_type().is_file() {
                let path = entry.path().strip_prefix(&out).unwrap().to_string_lossy().into_owned();
                all.insert(path, fs::read(entry.path()).unwrap());
            }
        }
        all
    }

    fn memory(&self) -> PathBuf {
        self.0.path().join("memory")
    }
}

/// The outputs whose names begin and end so.
fn like<'a>(built: &'a Built, start: &str, end: &str) -> Vec<(&'a str, &'a [u8])> {
    let outputs = built.outputs.iter().map(|(route, bytes)| (route.as_str(), bytes.as_slice()));
    outputs.filter(|(route, _)| route.starts_with(start) && route.ends_with(end)).collect()
}

/// The only one of these.
fn the<'a>(built: &'a Built, start: &str, end: &str) -> (&'a str, &'a [u8]) {
    let all = like(built, start, end);
    assert_eq!(all.len(), 1, "{start}…{end}: {:?}", built.outputs.keys().collect::<Vec<_>>());
    all[0]
}

/// A photograph of a sort: colours that run into each other.
fn photo(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let part = |n: u32, of: u32| u8::try_from(n * 255 / of).unwrap();
        Rgb([part(x, width), part(y, height), part(x + y, width + height)])
    })
}

fn written(picture: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.into().write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn jpeg(width: u32, height: u32) -> Vec<u8> {
    written(photo(width, height), ImageFormat::Jpeg)
}

/// A block of Exif with an orientation and a place (CIPA DC-008), big-endian.
fn exif(orientation: u8) -> Vec<u8> {
    let mut block = b"MM\0\x2a\0\0\0\x08".to_vec();
    // Two entries: orientation, and where those of the place stand.
    block.extend([0, 2]);
    block.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    block.extend([0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38]);
    block.extend([0, 0, 0, 0]);
    // Two entries: north, and how far in degrees, minutes, seconds.
    block.extend([0, 2]);
    block.extend([0, 1, 0, 2, 0, 0, 0, 2, b'N', 0, 0, 0]);
    block.extend([0, 2, 0, 5, 0, 0, 0, 3, 0, 0, 0, 68]);
    block.extend([0, 0, 0, 0]);
    for number in [46u32, 12, 0] {
        block.extend(number.to_be_bytes());
        block.extend(1u32.to_be_bytes());
    }
    block
}

/// A JPEG with segments between its beginning and the rest.
fn with_segments(jpeg: &[u8], segments: &[(u8, &[u8])]) -> Vec<u8> {
    let mut bytes = jpeg[..2].to_vec();
    for (marker, data) in segments {
        bytes.extend([0xff, *marker]);
        bytes.extend(u16::try_from(data.len() + 2).unwrap().to_be_bytes());
        bytes.extend(*data);
    }
    bytes.extend(&jpeg[2..]);
    bytes
}

fn with_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    with_segments(jpeg, &[(0xe1, &[b"Exif\0\0".as_slice(), &exif(orientation)].concat())])
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

fn decoded(bytes: &[u8]) -> DynamicImage {
    image::load_from_memory(bytes).unwrap()
}

#[test]
fn a_photograph_is_served_in_several_widths_and_two_kinds() {
    let built =
        Site::new("![A map](town/map.jpg \"The town\")").with("town/map.jpg", &jpeg(2000, 1500)).built();
    assert_eq!(built.report(), "");
    for (width, height) in [(400, 300), (800, 600), (1600, 1200)] {
        for kind in ["jpg", "webp"] {
            let (_, bytes) = the(&built, &format!("/assets/map-{width}."), kind);
            assert_eq!(decoded(bytes).dimensions(), (width, height));
            assert!(image::guess_format(bytes).unwrap().extensions_str().contains(&kind));
        }
    }
    assert_eq!(like(&built, "/assets/map", "").len(), 6);
    assert!(like(&built, "/town/map", "").is_empty(), "what is only shown is not published as it is");
    let html = built.text("/a/");
    let picture = html.split("<figure>").nth(1).unwrap().split("<figcaption>").next().unwrap();
    let digest = the(&built, "/assets/map-400.", ".jpg").0.split('.').nth(1).unwrap();
    let set = |kind: &str| {
        let one = |width: u32| format!("/assets/map-{width}.{digest}.{kind} {width}w");
        [one(400), one(800), one(1600)].join(", ")
    };
    let sizes = "(min-width: 53rem) 48rem, 92vw";
    assert_eq!(
        picture.trim(),
        format!(
            "<picture><source type=\"image/webp\" srcset=\"{}\" sizes=\"{sizes}\">\
             <img src=\"/assets/map-800.{digest}.jpg\" srcset=\"{}\" sizes=\"{sizes}\" alt=\"A map\" \
             width=\"1600\" height=\"1200\"></picture>",
            set("webp"),
            set("jpg")
        )
    );
}

#[test]
fn only_the_first_picture_of_a_page_is_loaded_at_once() {
    let pages = "![One](a.jpg)\n\n![Two](b.png)\n\n![Three](c.svg)";
    let site = Site::new(pages)
        .with("a.jpg", &jpeg(50, 40))
        .with("b.png", &written(photo(50, 40), ImageFormat::Png))
        .with("c.svg", b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 30 20'/>")
        .with(
            "d.md",
            b"---\ntitle: D\nimage: a.jpg\nimage_alt: One\nimage_credit: Somebody\n---\n\n![Two](b.png)\n",
        );
    let built = site.built();
    assert_eq!(built.report(), "");
    let lazy = |page: &str| -> Vec<bool> {
        let html = built.text(page);
        html.split("<img ")
            .skip(1)
            .map(|img| img.split('>').next().unwrap().contains("loading=\"lazy\""))
            .collect()
    };
    assert_eq!(lazy("/a/"), [false, true, true]);
    assert_eq!(lazy("/d/"), [false, true]);
    let html = built.text("/d/");
    let figure = html.split("<figure class=\"picture\">").nth(1).unwrap();
    assert!(figure.starts_with("<picture><source type=\"image/webp\" srcset=\"/assets/a-50."), "{figure}");
    let shown = figure.split("</figure>").next().unwrap();
    assert!(
        shown
            .contains("alt=\"One\" width=\"50\" height=\"40\"></picture><figcaption><small>Somebody</small>")
    );
    assert!(
        built
            .text("/a/")
            .contains("alt=\"Three\" width=\"30\" height=\"20\" loading=\"lazy\" decoding=\"async\"")
    );
}

/// Where the corners of what is stored belong (CIPA DC-008, 4.6.4, Orientation): its top left and its top right one,
/// as (right, bottom).
const CORNERS: [((bool, bool), (bool, bool)); 8] = [
    ((false, false), (true, false)),
    ((true, false), (false, false)),
    ((true, true), (false, true)),
    ((false, true), (true, true)),
    ((false, false), (false, true)),
    ((true, false), (true, true)),
    ((true, true), (true, false)),
    ((false, true), (false, false)),
];

#[test]
fn pictures_stand_upright_and_tell_nothing_of_who_took_them() {
    let red_and_green = RgbImage::from_fn(640, 480, |x, y| match (x < 320, y < 240) {
        (true, true) => Rgb([250, 0, 0]),
        (false, true) => Rgb([0, 250, 0]),
        _ => Rgb([0, 0, 250]),
    });
    let plain = written(red_and_green, ImageFormat::Jpeg);
    for (i, (top_left, top_right)) in CORNERS.iter().enumerate() {
        let orientation = u8::try_from(i + 1).unwrap();
        let block = [b"Exif\0\0".as_slice(), &exif(orientation)].concat();
        let xmp = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta exif:GPSLatitude='46'/>".as_slice();
        let segments = [(0xe1, block.as_slice()), (0xe1, xmp), (0xfe, b"My telephone".as_slice())];
        let built = Site::new("![A](a.jpg)").with("a.jpg", &with_segments(&plain, &segments)).built();
        assert_eq!(built.report(), "");
        let (width, height) = if orientation < 5 { (640, 480) } else { (480, 640) };
        assert!(
            built.text("/a/").contains(&format!("width=\"{width}\" height=\"{height}\"")),
            "{orientation}"
        );
        for (name, bytes) in like(&built, "/assets/a-", "") {
            let picture = decoded(bytes).into_rgb8();
            let corner = |(right, bottom): (bool, bool)| {
                let x = if right { picture.width() - 5 } else { 5 };
                let y = if bottom { picture.height() - 5 } else { 5 };
                picture.get_pixel(x, y).0
            };
            let ([red, ..], [_, green, _]) = (corner(*top_left), corner(*top_right));
            assert!(red > 200 && green > 200, "{name}, orientation {orientation}");
            assert!(picture.width() * height == picture.height() * width, "{name} is out of shape");
            for secret in [&b"Exif"[..], b"EXIF", b"GPS", b"xmp", b"XMP ", b"adobe", b"telephone"] {
                assert!(!holds(bytes, secret), "{name} holds {}", String::from_utf8_lossy(secret));
            }
        }
    }
}

#[test]
fn a_picture_that_a_page_leads_to_keeps_its_address_and_its_place_is_said() {
    let photo = with_exif(&jpeg(60, 40), 1);
    let built =
        Site::new("[The photograph](a.jpg) ![A](b.jpg)").with("a.jpg", &photo).with("b.jpg", &photo).built();
    assert_eq!(the(&built, "/a.jpg", "").1, photo);
    assert!(like(&built, "/b.jpg", "").is_empty());
    let report = built.report();
    assert!(report.contains("advice[place-in-picture]: a.jpg says where it was taken"), "{report}");
    assert!(report.contains("content/a.md:5:1") && !report.contains("b.jpg says"), "{report}");
}

#[test]
fn pictures_of_all_sorts_are_served() {
    let clear = RgbaImage::from_fn(900, 600, |x, _| Rgba([200, 30, 30, if x < 450 { 0 } else { 255 }]));
    let deep: ImageBuffer<Rgb<u16>, Vec<u16>> =
        ImageBuffer::from_fn(500, 100, |x, _| Rgb([60_000, 100, u16::try_from(x).unwrap()]));
    let mut cmyk = Vec::new();
    let ink = [0u8, 255, 255, 0].repeat(450 * 30);
    jpeg_encoder::Encoder::new(&mut cmyk, 90).encode(&ink, 450, 30, jpeg_encoder::ColorType::Cmyk).unwrap();
    let mut progressive = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut progressive, 90);
    encoder.set_progressive(true);
    encoder.encode(photo(450, 300).as_raw(), 450, 300, jpeg_encoder::ColorType::Rgb).unwrap();
    let sorts: [(&str, Vec<u8>, &str, &[u32]); 7] = [
        ("clear.png", written(clear, ImageFormat::Png), "png", &[400, 900]),
        ("deep.png", written(deep, ImageFormat::Png), "png", &[500]),
        ("grey.png", written(DynamicImage::from(photo(90, 90)).into_luma8(), ImageFormat::Png), "png", &[90]),
        (
            "grey.jpg",
            written(DynamicImage::from(photo(90, 90)).into_luma8(), ImageFormat::Jpeg),
            "jpg",
            &[90],
        ),
        ("cmyk.jpg", cmyk, "jpg", &[450]),
        ("progressive.jpg", progressive, "jpg", &[450]),
        ("web.webp", written(photo(1700, 20), ImageFormat::WebP), "webp", &[400, 800, 1600]),
    ];
    for (name, bytes, kind, widths) in sorts {
        let built = Site::new(&format!("![It]({name})")).with(name, &bytes).built();
        assert_eq!(built.report(), "", "{name}");
        let stem = name.split('.').next().unwrap();
        for width in widths {
            for kind in [kind, "webp"] {
                let (_, bytes) = the(&built, &format!("/assets/{stem}-{width}."), kind);
                let picture = decoded(bytes);
                assert_eq!(picture.width(), *width, "{name}");
                assert!(bytes.len() < 60_000, "{name}, {width}, {kind}: {} bytes", bytes.len());
                if stem == "clear" {
                    assert_eq!(
                        (picture.get_pixel(9, 9).0[3], picture.get_pixel(width - 9, 9).0[3]),
                        (0, 255)
                    );
                }
            }
        }
        let kinds = if kind == "webp" { 1 } else { 2 };
        assert_eq!(
            like(&built, "/assets/", "").iter().filter(|(name, _)| name.contains(stem)).count(),
            widths.len() * kinds,
            "{name}"
        );
        assert_eq!(built.text("/a/").contains("<picture>"), kinds == 2);
    }
}

/// Of a profile, only its head is looked at.
fn profile(colours: [u8; 4], name: &[u8]) -> Vec<u8> {
    let mut profile = vec![0; 128];
    profile[16..20].copy_from_slice(&colours);
    profile.extend(name);
    profile
}

#[test]
fn a_profile_of_other_colours_stays() {
    for (profile, stays) in [
        (profile(*b"RGB ", b"Wide colours"), true),
        (profile(*b"RGB ", b"sRGB IEC61966-2.1"), false),
        (profile(*b"CMYK", b"Ink"), false),
    ] {
        let mut photograph = Vec::new();
        let mut encoder = jpeg_encoder::Encoder::new(&mut photograph, 90);
        encoder.add_icc_profile(&profile).unwrap();
        encoder.encode(photo(450, 300).as_raw(), 450, 300, jpeg_encoder::ColorType::Rgb).unwrap();
        let mut drawing = Vec::new();
        let mut encoder = PngEncoder::new(&mut drawing);
        encoder.set_icc_profile(profile.clone()).unwrap();
        encoder.write_image(photo(450, 300).as_raw(), 450, 300, ExtendedColorType::Rgb8).unwrap();
        let built =
            Site::new("![A](a.jpg) ![B](b.png)").with("a.jpg", &photograph).with("b.png", &drawing).built();
        assert_eq!(built.report(), "");
        for (start, end) in [("a", "jpg"), ("a", "webp"), ("b", "webp")] {
            let (name, bytes) = the(&built, &format!("/assets/{start}-450."), end);
            assert_eq!(holds(bytes, &profile), stays, "{name}");
            assert_eq!(decoded(bytes).dimensions(), (450, 300));
        }
        assert_eq!(holds(the(&built, "/assets/b-450.", "png").1, b"iCCP"), stays);
    }
}

#[test]
fn what_moves_is_served_as_it_is() {
    let mut gif = Vec::new();
    let frame = |red: u8| Frame::new(RgbaImage::from_pixel(30, 20, Rgba([red, 0, 0, 255])));
    GifEncoder::new(&mut gif).encode_frames([frame(0), frame(200)]).unwrap();
    // A PNG that says that it moves (APNG): a chunk acTL of one frame before its pixels.
    let still = written(photo(30, 20), ImageFormat::Png);
    let chunk = [b"acTL".as_slice(), &[0, 0, 0, 1, 0, 0, 0, 0]].concat();
    let crc = crc(&chunk).to_be_bytes();
    let png = [&still[..33], &[0, 0, 0, 8], &chunk, &crc, &still[33..]].concat();
    for (name, bytes) in [("a.gif", gif), ("a.png", png)] {
        let built = Site::new(&format!("![It](town/{name})")).with(&format!("town/{name}"), &bytes).built();
        assert_eq!(built.report(), "");
        assert_eq!(the(&built, &format!("/town/{name}"), "").1, bytes);
        let img = format!("<img src=\"/town/{name}\" alt=\"It\" width=\"30\" height=\"20\">");
        assert!(built.text("/a/").contains(&img), "{}", built.text("/a/"));
    }
}

/// The check of a chunk of PNG (PNG, annex D).
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(
            crc ^ u32::from(*byte),
            |crc, _| if crc & 1 == 1 { 0xedb8_8320 ^ (crc >> 1) } else { crc >> 1 },
        )
    })
}

/// A PNG of which only the beginning is there, and which says that it is so large.
fn vast(side: u32) -> Vec<u8> {
    let mut head = b"IHDR".to_vec();
    head.extend(side.to_be_bytes());
    head.extend(side.to_be_bytes());
    head.extend([8, 6, 0, 0, 0]);
    let crc = crc(&head);
    let data = [b"IDAT".as_slice(), &[0x78, 0x9c, 0x63, 0, 0, 0, 1, 0, 1]].concat();
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0d".to_vec();
    bytes.extend(head);
    bytes.extend(crc.to_be_bytes());
    bytes.extend([0, 0, 0, 9]);
    bytes.extend(&data);
    bytes.extend(self::crc(&data).to_be_bytes());
    bytes.extend(b"\0\0\0\0IEND\xae\x42\x60\x82");
    bytes
}

#[test]
fn what_cannot_be_shown_is_said_where_it_is_used() {
    let whole = jpeg(300, 200);
    let png = written(photo(300, 200), ImageFormat::Png);
    let webp = written(photo(300, 200), ImageFormat::WebP);
    let half = |bytes: &[u8]| bytes[..bytes.len() / 2].to_vec();
    // A thumbnail inside of a segment has an end of its own.
    let torn = with_segments(&half(&whole), &[(0xe1, &whole[..])]);
    let cases: [(&str, Vec<u8>, &str); 15] = [
        (
            "a.heic",
            b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec(),
            "error[foreign-picture]: a.heic is a HEIC picture, as phones write them",
        ),
        (
            "a.jpg",
            b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic".to_vec(),
            "error[foreign-picture]: a.jpg is a HEIC picture",
        ),
        ("a.jpg", b"II\x2a\0\x08\0\0\0\0\0".to_vec(), "error[foreign-picture]: a.jpg is a TIFF picture"),
        ("a.jpg", half(&whole), "error[broken-picture]: a.jpg cannot be read: it ends in the middle"),
        ("a.jpg", torn, "error[broken-picture]: a.jpg cannot be read: it ends in the middle"),
        ("a.jpg", whole[..30].to_vec(), "error[broken-picture]: a.jpg cannot be read"),
        ("a.png", half(&png), "error[broken-picture]: a.png cannot be read: it ends in the middle"),
        ("a.webp", half(&webp), "error[broken-picture]: a.webp cannot be read"),
        ("a.jpg", Vec::new(), "error[broken-picture]: a.jpg cannot be read: it has nothing in it"),
        (
            "a.jpg",
            b"Here is the picture.\n".to_vec(),
            "error[broken-picture]: a.jpg is a text, and no picture",
        ),
        ("a.jpg", b"%PDF-1.7\n".to_vec(), "error[broken-picture]: a.jpg is a PDF, and no picture"),
        ("a.jpg", vec![0; 5000], "error[broken-picture]: a.jpg is no picture that can be read"),
        ("a.png", vast(60_000), "error[picture-too-large]: a.png has 60000 × 60000 pixels"),
        ("a.png", vast(20_000), "error[picture-too-large]: a.png has 20000 × 20000 pixels"),
        ("a.svg", b"<svg><p></svg>".to_vec(), "error[broken-picture]: a.svg cannot be read: line 1"),
    ];
    for (name, bytes, message) in cases {
        let built = Site::new(&format!("![It]({name})")).with(name, &bytes).built();
        let report = built.report();
        assert!(report.contains(message), "{message}\n{report}");
        assert!(report.contains("content/a.md:5:1"), "{report}");
        assert_eq!(built.found.list().len(), 1, "{report}");
    }
}

/// A profile of a gigabyte in a megabyte does not fill the memory.
#[test]
fn a_bomb_before_the_pixels_is_not_unfolded() {
    let still = written(photo(300, 200), ImageFormat::Png);
    // Blocks of nothing, compressed (RFC 1951): each of these bytes stands for many.
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    let block = vec![0; 1 << 20];
    for _ in 0..200 {
        std::io::Write::write_all(&mut encoder, &block).unwrap();
    }
    let data = [b"iCCPa\0\0".as_slice(), &encoder.finish().unwrap()].concat();
    let size = u32::try_from(data.len() - 4).unwrap().to_be_bytes();
    let bomb = [&still[..33], &size, &data, &crc(&data).to_be_bytes(), &still[33..]].concat();
    let built = Site::new("![It](a.png)").with("a.png", &bomb).built();
    // The profile is left out, or the picture is refused; either will do.
    let made = like(&built, "/assets/a-300.", "").len();
    assert!(made == 2 || built.report().contains("error[broken-picture]"), "{}", built.report());
}

#[test]
fn a_name_that_tells_of_another_kind_is_advice() {
    let png = written(photo(300, 200), ImageFormat::Png);
    let built = Site::new("![It](a.jpg)").with("a.jpg", &png).built();
    let report = built.report();
    assert!(report.contains("advice[other-ending]: a.jpg is a PNG by what it holds"), "{report}");
    assert!(report.contains("call it a.png"), "{report}");
    the(&built, "/assets/a-300.", ".png");
    the(&built, "/assets/a-300.", ".webp");
    let built = Site::new("![It](a.JPEG)").with("a.JPEG", &jpeg(10, 10)).built();
    assert!(!built.report().contains("other-ending"));
}

/// What no decoder can read shows at the latest when it is decoded, and nothing is published then.
#[test]
fn damage_in_the_middle_is_an_error_of_the_build() {
    let mut png = written(photo(300, 200), ImageFormat::Png);
    let middle = png.len() / 2;
    png[middle] ^= 0xff;
    let built = Site::new("![It](a.png)").with("a.png", &png).built();
    let report = built.report();
    assert!(report.contains("error[broken-picture]: a.png cannot be read: "), "{report}");
    assert!(report.contains("--> content/a.png:1:1"), "{report}");
}

/// Whatever a file holds, something is said of it or made of it, and nothing panics.
#[test]
fn damaged_pictures_do_no_harm() {
    let with_place = with_exif(&jpeg(40, 30), 6);
    let kinds = [
        ("a.jpg", with_place),
        ("a.png", written(photo(40, 30), ImageFormat::Png)),
        ("a.webp", written(photo(40, 30), ImageFormat::WebP)),
        ("a.svg", b"<svg viewBox='0 0 9 9'><style>a{}</style><g><path d='M0 0'/></g>&amp;</svg>".to_vec()),
    ];
    for (name, whole) in kinds {
        let site = Site::new(&format!("![It]({name})"));
        let step = whole.len() / 25 + 1;
        for at in (0..whole.len()).step_by(step) {
            let mut other = whole.clone();
            other[at] = other[at].wrapping_add(0x55);
            for bytes in [&whole[..at], &other[..]] {
                site.write(name, bytes);
                site.built();
            }
        }
    }
}

#[test]
fn what_is_kept_is_not_made_again() {
    let site = Site::new("![It](a.jpg)").with("a.jpg", &jpeg(900, 600));
    let pictures = |outputs: BTreeMap<String, Vec<u8>>| -> Vec<Vec<u8>> {
        outputs
            .into_iter()
            .filter(|(path, _)| path.starts_with("assets/a-"))
            .map(|(_, bytes)| bytes)
            .collect()
    };
    let first = pictures(site.publish("one"));
    assert_eq!(first.len(), 4);
    assert_eq!(pictures(site.publish("two")), first);
    // What is kept is now something else: where it is taken, nothing was made.
    let folder = site.memory().join("pictures");
    let kept = Kept::of(&site.memory(), "pictures");
    assert_eq!(poison(&folder, &kept), 4);
    assert_eq!(pictures(site.publish("three")), vec![b"kept".to_vec(); 4]);
    // What is damaged is made again.
    for entry in fs::read_dir(&folder).unwrap().map(Result::unwrap) {
        fs::write(entry.path(), b"damaged").unwrap();
    }
    assert_eq!(pictures(site.publish("four")), first);
}

/// Puts something else in the place of all forms that are kept; says how many.
fn poison(folder: &Path, kept: &Kept) -> usize {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let digests: Vec<[u8; 16]> = names
        .filter(|name| name.len() == 32)
        .map(|name| std::array::from_fn(|i| u8::from_str_radix(&name[2 * i..2 * i + 2], 16).unwrap()))
        .collect();
    for digest in &digests {
        kept.put(digest, b"kept");
    }
    digests.len()
}

#[test]
fn what_no_build_wants_is_not_kept_for_ever() {
    let site = Site::new("![It](a.jpg)").with("a.jpg", &jpeg(50, 40));
    let kept = || fs::read_dir(site.memory().join("pictures")).unwrap().count();
    site.publish("out");
    let few = kept();
    for width in 1..30 {
        site.write("a.jpg", &jpeg(50 + width, 40));
        site.publish("out");
    }
    assert!(kept() > few && kept() < 30, "{} are kept", kept());
}

/// What drawings become: each case of `drawings.txt` is an input, and what is published of it or why nothing is.
#[test]
fn drawings_are_cleaned() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/drawings.txt");
    let table = fs::read_to_string(&path).unwrap();
    let mut now = String::new();
    for case in table.split("== ").skip(1) {
        let (name, rest) = case.split_once('\n').unwrap();
        let input = rest.split("\n-- ").next().unwrap().trim_end();
        let said = match plenary::assets::pictures::svg::clean(input.as_bytes()) {
            Ok(clean) => {
                let size = clean.size.map_or_else(|| "of no size".to_owned(), |(w, h)| format!("{w} × {h}"));
                let without = if clean.taken_out.is_empty() {
                    String::new()
                } else {
                    format!(", without {}", clean.taken_out.join(", "))
                };
                format!("-- {size}{without}\n{}", String::from_utf8(clean.bytes).unwrap().trim_end())
            }
            Err(why) => format!("-- refused: {why}"),
        };
        now.extend(["== ", name, "\n", input, "\n", &said, "\n\n"]);
    }
    if std::env::var_os("PLENARY_ACCEPT").is_some() {
        fs::write(&path, now.trim_end().to_owned() + "\n").unwrap();
    } else {
        assert_eq!(now.trim_end(), table.trim_end());
    }
}

#[test]
fn drawings_that_pages_lead_to_are_cleaned_too() {
    let drawing = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script><path d='M0 0'/></svg>";
    let built = Site::new("![It](a.svg) [it](a.svg)").with("a.svg", drawing).built();
    let clean = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0\"/></svg>";
    assert_eq!(the(&built, "/a.svg", "").1, clean);
    assert_eq!(the(&built, "/assets/a.", ".svg").1, clean);
    let report = built.report();
    assert!(
        report.contains("warning[unsafe-drawing]: this drawing is published without parts of it: a script"),
        "{report}"
    );
}

/// What an SVG that means no good may be pieced together from.
const PIECES: [&str; 34] = [
    "<g>",
    "</g>",
    "<g xmlns=''>",
    "<style>",
    "</style>",
    "<script>",
    "</script>",
    "<x:script xmlns:x='http://www.w3.org/2000/svg'>",
    "</x:script>",
    "<p xmlns='http://www.w3.org/1999/xhtml'>",
    "</p>",
    "<a href='javascript:x'>",
    "<a href='#a' onclick='x'>",
    "</a>",
    "<set attributeName='href' to='javascript:x'/>",
    "<image href='data:image/svg+xml,x'/>",
    "<rect fill='url(//x.example)'/>",
    "<rect fill='u&#114;l(//x.example)'/>",
    "<foreignObject>",
    "</foreignObject>",
    "@im",
    "port 'x';",
    "&#64;",
    "&amp;",
    "&x;",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<?x y?>",
    "<!DOCTYPE svg>",
    "url(",
    "\\",
    "&lt;script>",
];

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 400, failure_persistence: None, ..Default::default() })]

    /// What was cleaned is clean: whoever cleans it again takes nothing out and changes nothing.
    #[test]
    fn what_was_cleaned_is_clean(pieces in proptest::collection::vec(proptest::sample::select(PIECES.to_vec()), 0..9)) {
        use plenary::assets::pictures::svg::clean;
        let text = format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{}</svg>", pieces.concat());
        if let Ok(once) = clean(text.as_bytes()) {
            let words = String::from_utf8(once.bytes.clone()).unwrap();
            // What is escaped is text, in which an address does nothing.
            let tags = words.split('<').skip(1).filter_map(|tag| tag.split_once('>')).map(|(tag, _)| tag);
            let bad = ["script:", "x.example"];
            assert!(tags.into_iter().all(|tag| !tag.starts_with("script") && !bad.iter().any(|bad| tag.contains(bad))), "{words}");
            let again = clean(&once.bytes).unwrap();
            assert!(again.taken_out.is_empty(), "{words}: {:?}", again.taken_out);
            assert_eq!(again.bytes, once.bytes);
        }
    }
}
