//! By what readers tell a site from others: its accent colour, its logo, its icon.
//!
//! A logo is a file of `static/` that `theme: {logo}` names; it stands in the header of pages and on
//! previews. The icon is the site's `static/icon.svg`, else the logo, else the built-in one in the accent
//! colour.

use std::borrow::Cow;
#[cfg(feature = "images")]
use std::sync::OnceLock;

use super::STATIC;
#[cfg(feature = "images")]
use super::{icons, mark::Mark, previews::Look};
use crate::diagnostics::FileId;
use crate::digest::{Short, short};
use crate::error::Failure;
use crate::files::Files;
use crate::site::colour::{Colour, Palette};
use crate::site::config::ThemeSettings;
use crate::site::{Config, Route};

/// The path of the icon in `static/`.
pub const ICON: &str = "icon.svg";

/// Colours of the built-in icon, in light and in the dark.
const ICON_COLOURS: [&str; 2] = ["#0b5468", "#7fcfe2"];

/// The most room that a logo has in the header of pages, in pixels; the style gives it as much.
#[cfg(feature = "images")]
const LOGO_WIDTH: u32 = 200;
#[cfg(feature = "images")]
const LOGO_HEIGHT: u32 = 40;

/// A drawn icon at an address that browsers ask for by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// `favicon.ico`.
    Favicon,
    /// `apple-touch-icon.png`.
    Touch,
}

impl Icon {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Favicon, Self::Touch];

    /// The path in `static/` of a file that stands before it, and its address.
    pub fn path(self) -> &'static str {
        match self {
            Self::Favicon => "favicon.ico",
            Self::Touch => "apple-touch-icon.png",
        }
    }

    /// Its address.
    pub fn route(self) -> Route {
        Route::of_file(self.path())
    }
}

/// A logo.
#[derive(Debug)]
pub struct Logo {
    /// The file.
    pub file: FileId,
    /// Its path in `static/`.
    pub path: String,
    bytes: Vec<u8>,
}

/// What a site is told by.
#[derive(Debug, Default)]
pub struct Identity {
    /// The shades of the site's own accent.
    palette: Option<Palette>,
    /// The logo, where one is named and there.
    pub logo: Option<Logo>,
    icon: Vec<u8>,
    /// Whether the icon is a file of the site.
    has_own_icon: bool,
    digest: Short,
    #[cfg(feature = "images")]
    logo_mark: OnceLock<Result<Mark, String>>,
    #[cfg(feature = "images")]
    icon_mark: OnceLock<Option<Mark>>,
}

/// The path in `static/` of the logo that a site names.
pub fn logo_path(config: &Config) -> Option<&str> {
    let logo = config.settings.theme.as_ref()?.logo.as_ref()?;
    Some(logo.strip_prefix("static/").unwrap_or(logo).trim_start_matches('/'))
}

impl Identity {
    /// The colours and files of a site; nothing is drawn yet.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn new(files: &Files, config: &Config) -> Result<Self, Failure> {
        let of_static = |path: &str| files.find(&format!("static/{path}"));
        let logo = match logo_path(config).and_then(|path| Some((path, of_static(path)?))) {
            Some((path, (id, file))) => {
                Some(Logo { file: id, path: path.to_owned(), bytes: file.bytes()?.into_owned() })
            }
            None => None,
        };
        let palette = config.settings.theme.as_ref().and_then(ThemeSettings::palette);
        let own_icon = of_static(ICON);
        let icon = match (own_icon, &logo) {
            (Some((_, file)), _) => file.bytes()?.into_owned(),
            (None, Some(logo)) if logo.path.ends_with(".svg") => logo.bytes.clone(),
            (None, _) => built_in(palette).into_owned().into_bytes(),
        };
        let of_logo = logo.as_ref().map(|logo| logo.bytes.as_slice()).unwrap_or_default();
        let accent = accent_of(palette);
        let digest = short(&[&accent.rgb(), &of_logo.len().to_le_bytes(), of_logo, &icon]);
        Ok(Self { palette, logo, icon, has_own_icon: own_icon.is_some(), digest, ..Self::default() })
    }

    /// The icon, an SVG.
    pub fn icon(&self) -> &[u8] {
        &self.icon
    }

    /// Whether the icon is there as an SVG; where the logo is a PNG, that is drawn.
    pub fn has_svg_icon(&self) -> bool {
        let is_svg = |logo: &Logo| logo.path.ends_with(".svg");
        self.has_own_icon || self.logo.as_ref().is_none_or(is_svg)
    }

    /// The accent colour as CSS writes it.
    pub fn accent(&self) -> String {
        accent_of(self.palette).hex()
    }

    /// A digest of all that is drawn of it.
    pub fn digest(&self) -> Short {
        self.digest
    }
}

impl Logo {
    /// Its address.
    pub fn route(&self) -> Route {
        Route::of_file(&self.path)
    }
}

/// The accent colour in light: that of the palette, else the built-in one.
fn accent_of(palette: Option<Palette>) -> Colour {
    let built_in = || Colour::parse(ICON_COLOURS[0]).unwrap_or(Colour::PAPER);
    palette.map_or_else(built_in, |palette| palette.light.accent)
}

/// The built-in icon in the shades of an accent.
fn built_in(palette: Option<Palette>) -> Cow<'static, str> {
    let icon = STATIC.get_file(ICON).and_then(include_dir::File::contents_utf8).unwrap_or_default();
    let Some(Palette { light, dark }) = palette else { return Cow::Borrowed(icon) };
    let [in_light, in_dark] = ICON_COLOURS;
    Cow::Owned(icon.replace(in_light, &light.accent.hex()).replace(in_dark, &dark.accent.hex()))
}

#[cfg(feature = "images")]
impl Identity {
    /// The logo as it can be drawn.
    ///
    /// # Errors
    /// What is wrong with the file, as the end of a sentence.
    pub fn logo_mark(&self) -> Option<Result<&Mark, &str>> {
        let logo = self.logo.as_ref()?;
        Some(self.logo_mark.get_or_init(|| Mark::read(&logo.bytes)).as_ref().map_err(String::as_str))
    }

    /// The width and height of the logo in the header of pages, in pixels; none where it cannot be shown.
    pub fn logo_size(&self) -> Option<(Option<u32>, Option<u32>)> {
        let (width, height) = self.logo_mark()?.ok()?.within(LOGO_WIDTH, LOGO_HEIGHT);
        Some((Some(width), Some(height)))
    }

    /// What icons are drawn from.
    fn icon_mark(&self) -> Option<&Mark> {
        if !self.has_own_icon
            && let Some(Ok(mark)) = self.logo_mark()
        {
            return Some(mark);
        }
        let read = || Mark::read(&self.icon).or_else(|_| Mark::read(built_in(None).as_bytes())).ok();
        self.icon_mark.get_or_init(read).as_ref()
    }

    /// The bytes of an icon.
    pub fn drawn(&self, icon: Icon) -> Vec<u8> {
        let draw = match icon {
            Icon::Favicon => icons::favicon,
            Icon::Touch => icons::touch,
        };
        self.icon_mark().map(draw).unwrap_or_default()
    }

    /// What all previews of the site have in common.
    pub fn look(&self) -> Option<Look<'_>> {
        let logo = self.logo_mark().and_then(Result::ok);
        Some(Look { accent: accent_of(self.palette).rgb(), mark: logo.or_else(|| self.icon_mark())? })
    }
}

#[cfg(not(feature = "images"))]
impl Identity {
    /// Nothing is known of a logo that is not read.
    pub fn logo_size(&self) -> Option<(Option<u32>, Option<u32>)> {
        self.logo.as_ref().map(|_| (None, None))
    }
}
