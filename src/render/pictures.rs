//! Pictures as HTML: which widths a browser may choose from, and how wide it will show them.

use super::context::Context;
use super::html;
use super::views::{PictureView, SourceView, TextView};
use crate::assets::pictures::{Form, Kind, Picture, Served};
use crate::diagnostics::FileId;
use crate::resolve::targets::join;
use crate::site::Entry;

/// Where a picture stands, which tells how wide it can be. The widths are those of `static/site.css`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A figure, or the picture of a page.
    Figure,
    /// In a paragraph of text.
    Text,
}

impl Place {
    /// How wide a picture is there at most, in `rem`.
    fn most(self) -> u32 {
        match self {
            Self::Figure => 48,
            Self::Text => 40,
        }
    }
}

/// A pixel of CSS in a `rem`, where readers have not chosen another size of letters.
const REM: u32 = 16;

/// How wide a page's column is on small screens, in hundredths of the window: what its margins leave.
const COLUMN: u32 = 92;

/// How wide a picture is at most, in pixels, for browsers that cannot choose.
const MIDDLE: u32 = 800;

/// What is shown of a picture beside its file.
#[derive(Clone, Debug)]
pub struct Shown<'a> {
    /// What stands for it in words; none for decoration.
    pub alt: &'a str,
    /// The language of these words, where it is not that of what stands around it.
    pub alt_lang: Option<&'a str>,
    /// Who made it.
    pub credit: Option<TextView>,
    /// Where it stands.
    pub place: Place,
    /// Whether it is loaded only when the reader comes near it.
    pub lazy: bool,
}

/// A picture of a file.
pub fn view(context: &Context<'_>, file: FileId, shown: Shown<'_>) -> PictureView {
    let base = &context.site.config.base;
    let picture = context.pictures.get(file);
    let kind = picture.and_then(|picture| picture.look.kind);
    let forms = |kind: Kind| picture.map(|picture| picture.served(kind)).unwrap_or_default();
    let srcset = |served: &[Served]| {
        let one = |served: &Served| format!("{} {}w", served.route.href(base), served.width);
        match served {
            [] => None,
            [only] => Some(only.route.href(base)),
            all => Some(all.iter().map(one).collect::<Vec<_>>().join(", ")),
        }
    };
    let own = kind.map(forms).unwrap_or_default();
    let is_resized = own.len() > 1;
    let other = if kind == Some(Kind::Webp) { Vec::new() } else { forms(Kind::Webp) };
    let source = |srcset: String| SourceView { media_type: Kind::Webp.media_type(), srcset };
    // Of several widths, a browser that knows nothing of them takes one in the middle.
    let middle = own.iter().rev().find(|served| served.width <= MIDDLE).or(own.first());
    let url = match (middle, picture) {
        (Some(served), _) => served.route.href(base),
        (None, Some(picture)) if picture.forms() == [Form::Clean] => picture.route(Form::Clean).href(base),
        _ => super::files::file_route(context.files.get(file)).href(base),
    };
    let size = picture.and_then(Picture::size);
    let mut view = PictureView {
        url,
        alt: shown.alt.to_owned(),
        alt_lang: shown.alt_lang.filter(|_| !shown.alt.is_empty()).map(str::to_owned),
        credit: shown.credit,
        width: size.map(|(width, _)| width),
        height: size.map(|(_, height)| height),
        sizes: size.filter(|_| is_resized).map(|(width, _)| sizes(width, shown.place)),
        srcset: srcset(&own).filter(|_| is_resized),
        sources: srcset(&other).map(source).into_iter().collect(),
        lazy: shown.lazy,
        html: String::new(),
    };
    view.html = write(&view);
    view
}

/// A picture on another origin, of which nothing is known but its address.
pub fn elsewhere(address: &str, shown: &Shown<'_>) -> String {
    write(&PictureView {
        url: address.to_owned(),
        alt: shown.alt.to_owned(),
        alt_lang: None,
        credit: None,
        width: None,
        height: None,
        sizes: None,
        srcset: None,
        sources: Vec::new(),
        lazy: shown.lazy,
        html: String::new(),
    })
}

/// The picture that stands for a record: the one that its front matter names.
pub fn of_record(
    context: &Context<'_>,
    source: &Entry,
    image: &str,
    shown: Shown<'_>,
) -> Option<PictureView> {
    let own = &context.files.get(source.file).path;
    let own = own.strip_prefix("content/").unwrap_or(own);
    let folder = own.rsplit_once('/').map_or("", |(folder, _)| folder);
    let (file, _) = context.files.find(&format!("content/{}", join(folder, image)?))?;
    Some(view(context, file, shown))
}

/// How wide a picture is shown, for a browser that has not read the styles yet.
fn sizes(width: u32, place: Place) -> String {
    let most = place.most();
    if width < most * REM {
        // Narrower than the column: as wide as it is, once the window has room for it.
        return format!("(min-width: {}px) {width}px, {COLUMN}vw", (width * 100).div_ceil(COLUMN));
    }
    format!("(min-width: {}rem) {most}rem, {COLUMN}vw", (most * 100).div_ceil(COLUMN))
}

/// Writes a picture: `picture` where there is a choice of kinds, else `img`.
fn write(view: &PictureView) -> String {
    let mut img = "<img".to_owned();
    html::attribute(&mut img, "src", &view.url);
    for (name, value) in [("srcset", &view.srcset), ("sizes", &view.sizes)] {
        if let Some(value) = value {
            html::attribute(&mut img, name, value);
        }
    }
    html::attribute(&mut img, "alt", &view.alt);
    if let Some(lang) = &view.alt_lang {
        html::attribute(&mut img, "lang", lang);
    }
    if let (Some(width), Some(height)) = (view.width, view.height) {
        html::attribute(&mut img, "width", &width.to_string());
        html::attribute(&mut img, "height", &height.to_string());
    }
    img.push_str(if view.lazy { " loading=\"lazy\" decoding=\"async\">" } else { ">" });
    if view.sources.is_empty() {
        return img;
    }
    let mut out = "<picture>".to_owned();
    for source in &view.sources {
        out.push_str("<source");
        html::attribute(&mut out, "type", source.media_type);
        html::attribute(&mut out, "srcset", &source.srcset);
        if let Some(sizes) = &view.sizes {
            html::attribute(&mut out, "sizes", sizes);
        }
        out.push('>');
    }
    out.push_str(&img);
    out.push_str("</picture>");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_those_of_the_styles() {
        assert_eq!(sizes(1600, Place::Figure), "(min-width: 53rem) 48rem, 92vw");
        assert_eq!(sizes(800, Place::Text), "(min-width: 44rem) 40rem, 92vw");
        assert_eq!(sizes(500, Place::Text), "(min-width: 544px) 500px, 92vw");
    }
}
