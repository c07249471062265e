//! Pictures of pages: what each is ([`look`]), the widths and kinds in which it is served, and making
//! them ([`encode`], [`svg`]).
//!
//! JPEG, PNG and WebP that pages show are served in the widths of [`WIDTHS`] and no wider than they are, as WebP
//! and in their own kind, upright, without what a camera noted beside the picture (place, device, thumbnail), and
//! with their colour profile where it is not the web's own. An SVG is served cleaned. Whatever moves, a GIF and an AVIF
//! are served as they are.
//!
//! A page needs a picture's measures and addresses, and these follow from the bytes of its file and from
//! `VERSION` alone, so that pages are made before any picture is. Both what a file is and what was made
//! of it are kept ([`crate::files::kept`]): the first by the file's stat, the second by the digest of all that it
//! was made of. Change `VERSION` with whatever changes a byte of what is made.

#[cfg(feature = "images")]
pub mod encode;
#[cfg(feature = "images")]
pub mod look;
pub mod svg;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::diagnostics::FileId;
use crate::digest::{Short, hex, short};
use crate::error::Failure;
use crate::files::{File, Files, Stat};
use crate::read::markdown::{is_picture, slug};
use crate::resolve::Links;
use crate::site::Route;

/// Of what a picture is made beside its file. It is counted up when other bytes are made.
const VERSION: u32 = 1;

/// The widths in which pictures are served, in pixels.
pub const WIDTHS: [u32; 3] = [400, 800, 1600];

/// How much narrower than the widest another width has to be to be worth making, in hundredths.
const WORTH: u32 = 75;

/// The most pixels that a side of something made has: what WebP can hold (RFC 9649, 2.7).
const LONGEST: u32 = 16_383;

/// The note of what files are.
const LOOKS: &str = "looks";

/// The form of that note; another one is not read: what another program saw may be less. Count it up with
/// [`Look`].
#[cfg(feature = "images")]
const LOOKS_FORM: &str = concat!("plenary looks 1 of ", env!("CARGO_PKG_VERSION"));
#[cfg(not(feature = "images"))]
const LOOKS_FORM: &str = concat!("plenary looks 1, without pixels, of ", env!("CARGO_PKG_VERSION"));

/// How many letters of a file's name its forms bear.
const STEM: usize = 60;

/// A kind of pictures that browsers show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Kind {
    /// JPEG (ISO/IEC 10918).
    Jpeg,
    /// PNG (W3C).
    Png,
    /// WebP (RFC 9649).
    Webp,
    /// GIF (89a).
    Gif,
    /// AVIF (AOMedia).
    Avif,
    /// SVG (W3C).
    Svg,
}

impl Kind {
    /// The ending of a file of this kind.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Webp => "webp",
            Self::Gif => "gif",
            Self::Avif => "avif",
            Self::Svg => "svg",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Gif => "image/gif",
            Self::Avif => "image/avif",
            Self::Svg => "image/svg+xml",
        }
    }

    /// Its name, with the article.
    pub fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "a JPEG",
            Self::Png => "a PNG",
            Self::Webp => "a WebP",
            Self::Gif => "a GIF",
            Self::Avif => "an AVIF",
            Self::Svg => "an SVG",
        }
    }

    /// Whether files of this kind end so, in capitals or not.
    pub fn is_written(self, ending: &str) -> bool {
        let ending = ending.to_ascii_lowercase();
        ending == self.ending() || (self == Self::Jpeg && ending == "jpeg")
    }
}

/// What is wrong with a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fault {
    /// It is of a kind that browsers do not show: its name.
    Foreign(String),
    /// It is no picture: what it is.
    NoPicture(String),
    /// It cannot be read: why.
    Broken(String),
    /// It has more pixels than can be worked with.
    TooLarge,
}

/// What a file is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// The digest of its bytes.
    pub digest: Short,
    /// Its kind, which its bytes tell; none where they tell of none, and without the feature `images`
    /// of most.
    pub kind: Option<Kind>,
    /// Width and height in pixels once it stands upright; of an SVG, in CSS pixels.
    pub size: Option<(u32, u32)>,
    /// Whether it moves.
    pub moves: bool,
    /// Whether it is a drawing rather than a photograph, as far as its kind tells.
    pub drawn: bool,
    /// Whether it says where it was taken.
    pub located: bool,
    /// What was taken out of an SVG: words for each sort of it.
    pub cleaned: Vec<String>,
    /// What is wrong with it.
    pub fault: Option<Fault>,
}

impl Look {
    /// A look at something of which only the bytes are known.
    fn new(bytes: &[u8]) -> Self {
        Self {
            digest: short(&[bytes]),
            kind: None,
            size: None,
            moves: false,
            drawn: false,
            located: false,
            cleaned: Vec::new(),
            fault: None,
        }
    }

    /// Looks at the bytes of a file with an ending.
    fn of(bytes: &[u8], ending: &str) -> Self {
        let mut look = Self::new(bytes);
        if bytes.is_empty() {
            look.fault = Some(Fault::Broken("it has nothing in it".to_owned()));
        } else if ending.eq_ignore_ascii_case("svg") || svg::is_one(bytes) {
            look.kind = Some(Kind::Svg);
            match svg::clean(bytes) {
                Ok(clean) => (look.size, look.cleaned) = (clean.size, clean.taken_out),
                Err(why) => look.fault = Some(Fault::Broken(why)),
            }
        } else {
            #[cfg(feature = "images")]
            look::raster(bytes, &mut look);
        }
        look
    }

    /// Whether it is served in several widths.
    fn is_resized(&self) -> bool {
        let kind = matches!(self.kind, Some(Kind::Jpeg | Kind::Png | Kind::Webp));
        cfg!(feature = "images") && kind && !self.moves && self.fault.is_none() && self.size.is_some()
    }

    /// Whether an SVG of it is served cleaned.
    fn is_cleaned(&self) -> bool {
        self.kind == Some(Kind::Svg) && self.fault.is_none()
    }

    /// The widths in which it is served, narrowest first.
    fn widths(&self) -> Vec<u32> {
        let (width, height) = self.size.unwrap_or_default();
        let most = WIDTHS[WIDTHS.len() - 1].min(width);
        // Something very tall is made narrower, so that its height can be written.
        let tall = u64::from(most) * u64::from(height) / u64::from(width.max(1));
        let most = match u32::try_from(tall) {
            Ok(tall) if tall <= LONGEST => most,
            _ => (u64::from(LONGEST) * u64::from(width) / u64::from(height.max(1))).try_into().unwrap_or(1),
        };
        let most = most.max(1);
        let narrower = WIDTHS.iter().copied().filter(|width| width * 100 <= most * WORTH);
        narrower.chain([most]).collect()
    }

    /// Its height where it is so wide.
    fn height(&self, width: u32) -> u32 {
        let (whole_width, whole_height) = self.size.unwrap_or_default();
        let whole = u64::from(whole_width.max(1));
        let height = (u64::from(width) * u64::from(whole_height) + whole / 2) / whole;
        u32::try_from(height).unwrap_or(LONGEST).max(1)
    }
}

/// One of the forms in which a picture is served.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// So wide, in a kind.
    Resized(u32, Kind),
    /// An SVG without what may harm.
    Clean,
}

/// An address at which a picture is served, and how wide it is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Served {
    /// The address.
    pub route: Route,
    /// Its width in pixels.
    pub width: u32,
}

/// A picture as pages show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// What its file is.
    pub look: Look,
    /// The beginning of the names of its forms.
    stem: String,
}

impl Picture {
    /// The forms in which it is served; none where its file is served as it is.
    pub fn forms(&self) -> Vec<Form> {
        let Some(kind) = self.look.kind else { return Vec::new() };
        if self.look.is_cleaned() {
            return vec![Form::Clean];
        }
        if !self.look.is_resized() {
            return Vec::new();
        }
        let mut kinds = vec![Kind::Webp, kind];
        kinds.dedup();
        let widths = self.look.widths();
        kinds
            .into_iter()
            .flat_map(|kind| widths.iter().map(move |width| Form::Resized(*width, kind)))
            .collect()
    }

    /// The addresses of its forms of a kind, narrowest first.
    pub fn served(&self, kind: Kind) -> Vec<Served> {
        let forms = self.forms().into_iter();
        forms
            .filter_map(|form| match form {
                Form::Resized(width, of) if of == kind => Some(Served { route: self.route(form), width }),
                _ => None,
            })
            .collect()
    }

    /// Width and height of the largest form, or of the file where it is served as it is.
    pub fn size(&self) -> Option<(u32, u32)> {
        if !self.look.is_resized() {
            return self.look.size;
        }
        self.look.widths().last().map(|width| (*width, self.look.height(*width)))
    }

    /// The address of a form.
    pub fn route(&self, form: Form) -> Route {
        let digest = hex(&short(&[&self.look.digest, &VERSION.to_le_bytes()]));
        let digest = &digest[..super::DIGITS];
        let stem = &self.stem;
        Route::new(&match form {
            Form::Resized(width, kind) => format!("/assets/{stem}-{width}.{digest}.{}", kind.ending()),
            Form::Clean => format!("/assets/{stem}.{digest}.svg"),
        })
    }

    /// The digest of all that a form is made of.
    pub fn key(&self, form: Form) -> Short {
        let form = match form {
            Form::Resized(width, kind) => format!("{width} {}", kind.ending()),
            Form::Clean => "clean".to_owned(),
        };
        short(&[&self.look.digest, &VERSION.to_le_bytes(), form.as_bytes()])
    }
}

/// The pictures that pages show or lead to, by file.
#[derive(Debug, Default)]
pub struct Pictures {
    list: BTreeMap<FileId, Picture>,
    #[cfg(feature = "images")]
    workshop: encode::Workshop,
}

/// What was seen of a file when it had a stat.
type Seen = BTreeMap<String, (Stat, Look)>;

impl Pictures {
    /// Looks at all pictures of a site's pages. Files that are as they were are not looked at again.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn new(files: &Files, links: &Links) -> Result<Self, Failure> {
        let linked = links.linked.iter().filter(|id| is_picture(&files.get(**id).path));
        let all: BTreeSet<FileId> = links.shown.iter().chain(linked).copied().collect();
        if all.is_empty() {
            return Ok(Self::default());
        }
        let known: Seen = files.pictures.note(LOOKS, LOOKS_FORM).unwrap_or_default();
        let looks: Vec<(FileId, Look, bool)> = all
            .into_par_iter()
            .map(|id| {
                let file = files.get(id);
                if let Some(look) = recalled(files, file, &known) {
                    return Ok((id, look.clone(), false));
                }
                Ok((id, Look::of(&file.bytes()?, file.ending()), true))
            })
            .collect::<Result<_, Failure>>()?;
        if looks.iter().any(|(.., new)| *new) {
            note(files, known, &looks);
        }
        let picture = |(id, look, _): (FileId, Look, bool)| (id, Picture { look, stem: stem(files.get(id)) });
        Ok(Self { list: looks.into_iter().map(picture).collect(), ..Self::default() })
    }

    /// The picture in a file.
    pub fn get(&self, file: FileId) -> Option<&Picture> {
        self.list.get(&file)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Picture)> {
        self.list.iter().map(|(id, picture)| (*id, picture))
    }

    /// Makes a form of a picture, or takes the one that is kept.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn make(&self, files: &Files, file: FileId, form: Form) -> Result<Made, Failure> {
        let Some(picture) = self.get(file) else { return Ok(Ok(Vec::new())) };
        let key = picture.key(form);
        if let Some(bytes) = files.pictures.get(&key) {
            return Ok(Ok(bytes));
        }
        let made = self.made(files.get(file), file, picture, form)?;
        // A file that became another meanwhile is not kept under the digest of what it was.
        if let Ok((bytes, true)) = &made {
            files.pictures.put(&key, bytes);
        }
        Ok(made.map(|(bytes, _)| bytes))
    }

    /// Makes a form; whether it was made of what the file held when it was looked at.
    fn made(
        &self,
        file: &File,
        id: FileId,
        picture: &Picture,
        form: Form,
    ) -> Result<Result<(Vec<u8>, bool), String>, Failure> {
        match form {
            Form::Clean => {
                let bytes = file.bytes()?;
                let same = short(&[&bytes]) == picture.look.digest;
                Ok(svg::clean(&bytes).map(|clean| (clean.bytes, same)))
            }
            #[cfg(feature = "images")]
            Form::Resized(width, kind) => {
                let read = || Ok(file.bytes()?.into_owned());
                self.workshop.make(id, picture, (width, picture.look.height(width)), kind, read)
            }
            #[cfg(not(feature = "images"))]
            Form::Resized(..) => {
                let _ = id;
                Ok(Ok((file.bytes()?.into_owned(), false)))
            }
        }
    }

    /// Takes away what is kept of pictures that no page has shown for some builds.
    pub fn prune(&self, files: &Files) {
        let keys =
            self.list.values().flat_map(|picture| picture.forms().into_iter().map(|form| picture.key(form)));
        files.pictures.prune(&keys.collect(), &[LOOKS]);
    }
}

/// A form of a picture, or why its file cannot be read.
pub type Made = Result<Vec<u8>, String>;

/// What a file was when it was looked at last, where it has not changed since.
fn recalled<'a>(files: &Files, file: &File, known: &'a Seen) -> Option<&'a Look> {
    let stat = file.stat.filter(|stat| stat.written < files.listed.settled_before)?;
    known.get(&file.path).filter(|(seen, _)| *seen == stat).map(|(_, look)| look)
}

/// Notes what files are. Files that are still there keep their places in the note, though no page shows them now.
fn note(files: &Files, known: Seen, looks: &[(FileId, Look, bool)]) {
    let mut seen: Seen = known.into_iter().filter(|(path, _)| files.find(path).is_some()).collect();
    for (id, look, _) in looks {
        let file = files.get(*id);
        if let Some(stat) = file.stat {
            seen.insert(file.path.clone(), (stat, look.clone()));
        }
    }
    files.pictures.put_note(LOOKS, LOOKS_FORM, &seen);
}

/// The name of a file without its ending, as a part of an address.
fn stem(file: &File) -> String {
    let name = file.path.rsplit('/').next().unwrap_or(&file.path);
    let stem = slug(name.rsplit_once('.').map_or(name, |(stem, _)| stem));
    let stem: String = stem.chars().take(STEM).collect();
    if stem.is_empty() { "picture".to_owned() } else { stem }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sized(width: u32, height: u32) -> Look {
        Look { kind: Some(Kind::Jpeg), size: Some((width, height)), ..Look::new(b"x") }
    }

    #[test]
    fn a_picture_is_never_wider_than_it_was() {
        for (size, widths) in [
            ((4000, 3000), &[400, 800, 1600][..]),
            ((1600, 900), &[400, 800, 1600]),
            ((1900, 900), &[400, 800, 1600]),
            ((1200, 900), &[400, 800, 1200]),
            ((900, 900), &[400, 900]),
            ((420, 300), &[420]),
            ((1, 1), &[1]),
            ((2000, 60_000), &[400, 546]),
        ] {
            assert_eq!(sized(size.0, size.1).widths(), widths, "{size:?}");
        }
        assert_eq!(sized(4000, 3000).height(800), 600);
        assert_eq!(sized(4000, 1).height(400), 1);
    }
}
