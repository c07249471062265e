//! SVG that may come from anywhere → SVG that can do nothing but be seen. What runs (scripts, event attributes),
//! what holds other languages (`foreignObject`) and what loads from elsewhere is taken out; a document type and
//! comments are left out without a word.
//!
//! Only elements and attributes of a short list of wrong ones are taken out, so that drawings of all programs stay as
//! they are; what can be dangerous in SVG is known (SVG 2, 15 and 16), what is harmless grows.

use quick_xml::Writer;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesRef, BytesStart, BytesText, Event};
use quick_xml::reader::Reader;

/// An SVG that was cleaned.
#[derive(Debug, PartialEq, Eq)]
pub struct Clean {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its width and height in CSS pixels, where it says them.
    pub size: Option<(u32, u32)>,
    /// What was taken out, in words, sorted.
    pub taken_out: Vec<String>,
}

/// Elements that run something, hold other languages, or change attributes later to what was taken out.
const WRONG: [&str; 11] = [
    "script", "handler", "listener", "foreignobject", "iframe", "embed", "object", "audio", "video", "canvas", "set",
];

/// Elements that change attributes later; they may not change links.
const ANIMATIONS: [&str; 4] = ["animate", "animatetransform", "animatemotion", "animatecolor"];

/// How deep elements may lie in each other.
const DEPTH: usize = 500;

/// Whether bytes whose name does not tell are an SVG.
pub fn is_one(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1024)];
    let head = String::from_utf8_lossy(head);
    let head = head.trim_start_matches('\u{feff}').trim_start();
    head.starts_with("<svg") || ((head.starts_with("<?xml") || head.starts_with("<!")) && head.contains("<svg"))
}

/// Cleans an SVG.
///
/// # Errors
/// Why it is none, in words.
pub fn clean(bytes: &[u8]) -> Result<Clean, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "it is not stored as UTF-8".to_owned())?;
    let mut cleaner = Cleaner {
        writer: Writer::new(Vec::with_capacity(text.len())),
        open: Vec::new(),
        size: None,
        seen: false,
        taken_out: Vec::new(),
    };
    cleaner.run(text.trim_start_matches('\u{feff}'))?;
    cleaner.taken_out.sort();
    cleaner.taken_out.dedup();
    Ok(Clean { bytes: cleaner.writer.into_inner(), size: cleaner.size, taken_out: cleaner.taken_out })
}

struct Cleaner {
    writer: Writer<Vec<u8>>,
    /// The names of the elements that are open.
    open: Vec<String>,
    size: Option<(u32, u32)>,
    /// Whether there was an element.
    seen: bool,
    taken_out: Vec<String>,
}

impl Cleaner {
    fn run(&mut self, text: &str) -> Result<(), String> {
        let mut reader = Reader::from_str(text);
        reader.config_mut().check_end_names = true;
        loop {
            let event = reader.read_event().map_err(|e| at(text, reader.error_position(), &e.to_string()))?;
            match event {
                Event::Start(start) if self.is_wrong(&start) => {
                    let end = start.to_end().into_owned();
                    reader
                        .read_to_end(end.name())
                        .map_err(|e| at(text, reader.error_position(), &e.to_string()))?;
                }
                Event::Empty(start) if self.is_wrong(&start) => {}
                Event::Start(start) => {
                    let kept = self.element(&start)?;
                    self.open.push(local(start.name().as_ref()));
                    if self.open.len() > DEPTH {
                        return Err("its elements lie too deep in each other".to_owned());
                    }
                    self.write(Event::Start(kept))?;
                }
                Event::Empty(start) => {
                    let kept = self.element(&start)?;
                    self.write(Event::Empty(kept))?;
                }
                Event::End(end) => {
                    self.open.pop();
                    self.write(Event::End(end))?;
                }
                Event::Text(words) if self.in_style() => self.style(&words.into_inner())?,
                Event::CData(words) if self.in_style() => self.style(&words.into_inner())?,
                Event::CData(words) => {
                    let words = words.escape().map_err(said)?;
                    self.write(Event::Text(words))?;
                }
                Event::Text(words) => self.write(Event::Text(words))?,
                Event::GeneralRef(name) => self.reference(name)?,
                Event::Decl(_) | Event::DocType(_) | Event::PI(_) | Event::Comment(_) => {}
                Event::Eof => break,
            }
        }
        if !self.open.is_empty() {
            return Err("it ends in the middle".to_owned());
        }
        if self.seen { Ok(()) } else { Err("it holds no drawing".to_owned()) }
    }

    fn write(&mut self, event: Event<'_>) -> Result<(), String> {
        self.writer.write_event(event).map_err(said)
    }

    fn take_out(&mut self, what: &str) {
        self.taken_out.push(what.to_owned());
    }

    fn in_style(&self) -> bool {
        self.open.last().is_some_and(|name| name == "style")
    }

    /// Whether an element is taken out with all that is in it.
    fn is_wrong(&mut self, start: &BytesStart<'_>) -> bool {
        let name = local(start.name().as_ref());
        let changes_link = || {
            start.attributes().with_checks(false).flatten().any(|attribute| {
                let of = attribute.value.to_ascii_lowercase();
                attribute.key.as_ref() == "attributeName" && (of.ends_with("href") || of.trim().starts_with("on"))
            })
        };
        if ANIMATIONS.contains(&name.as_str()) && changes_link() {
            self.take_out("an animation of links");
            return true;
        }
        let wrong = WRONG.contains(&name.as_str());
        if wrong {
            self.take_out(match name.as_str() {
                "script" | "handler" | "listener" => "a script",
                "foreignobject" | "iframe" | "embed" | "object" | "canvas" => "foreign content",
                "set" => "an animation",
                _ => "sound or film",
            });
        }
        wrong
    }

    /// An element without the attributes that may harm.
    fn element(&mut self, start: &BytesStart<'_>) -> Result<BytesStart<'static>, String> {
        let raw = start.name().as_ref().to_owned();
        let first = !self.seen;
        if first && local(start.name().as_ref()) != "svg" {
            return Err(format!("its first element is <{raw}> and not <svg>"));
        }
        self.seen = true;
        let mut kept = BytesStart::new(raw.clone());
        let (mut width, mut height, mut view_box, mut named) = (None, None, None, raw.contains(':'));
        for attribute in start.attributes() {
            let attribute = attribute.map_err(said)?;
            let value = value(&attribute)?;
            let key = attribute.key.as_ref().to_owned();
            match key.as_str() {
                "width" => width = length(&value),
                "height" => height = length(&value),
                "viewBox" => view_box = corner(&value),
                "xmlns" => named = true,
                _ => {}
            }
            if let Some(what) = harm(&local(&key), &value) {
                self.take_out(what);
            } else {
                kept.push_attribute((key.as_str(), value.as_str()));
            }
        }
        if first {
            self.size = size(width, height, view_box);
            if !named {
                kept.push_attribute(("xmlns", "http://www.w3.org/2000/svg"));
            }
        }
        Ok(kept)
    }

    /// A style sheet without what loads from elsewhere.
    fn style(&mut self, css: &str) -> Result<(), String> {
        let clean = if is_loading(css) {
            self.take_out("a style that loads from elsewhere");
            ""
        } else {
            css
        };
        self.write(Event::Text(BytesText::new(clean)))
    }

    /// A reference to a sign. Entities of the document's own are unknown once its type is left out.
    fn reference(&mut self, name: BytesRef<'_>) -> Result<(), String> {
        let known = name.is_char_ref() || matches!(name.as_ref(), "lt" | "gt" | "amp" | "quot" | "apos");
        if !known {
            return Err(unknown(&&name));
        }
        if self.in_style() {
            // Signs in other words are not looked through.
            self.take_out("signs in a style that are written as references");
            return Ok(());
        }
        self.write(Event::GeneralRef(name))
    }
}

/// A name without its prefix, in small letters.
fn local(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    name.rsplit(':').next().unwrap_or_default().to_owned()
}

fn said(error: impl std::fmt::Display) -> String {
    error.to_string()
}

fn unknown(name: &str) -> String {
    format!("it uses the entity &{name};, which only its document type explains")
}

/// Why a text is no XML, with the line.
fn at(text: &str, position: u64, why: &str) -> String {
    let position = usize::try_from(position).unwrap_or(usize::MAX).min(text.len());
    let line = text.as_bytes()[..position].iter().filter(|byte| **byte == b'\n').count() + 1;
    format!("line {line}: {why}")
}

/// The value of an attribute as meant.
fn value(attribute: &Attribute<'_>) -> Result<String, String> {
    match quick_xml::escape::unescape(&attribute.value) {
        Ok(value) => Ok(value.into_owned()),
        Err(quick_xml::escape::EscapeError::UnrecognizedEntity(_, name)) => Err(unknown(&name)),
        Err(error) => Err(said(error)),
    }
}

/// What is wrong with an attribute, in words, by its name without prefix.
fn harm(name: &str, value: &str) -> Option<&'static str> {
    let plain: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let plain = plain.to_ascii_lowercase();
    if name.starts_with("on") {
        return Some("a script");
    }
    match name {
        // Parts of the drawing itself, and pictures of pixels that lie in it.
        "href" | "src" if plain.starts_with('#') => None,
        "href" | "src"
            if ["data:image/png", "data:image/jpeg", "data:image/webp", "data:image/gif"]
                .iter()
                .any(|kind| plain.starts_with(kind)) =>
        {
            None
        }
        "href" | "src" => Some("a link to elsewhere"),
        "base" => Some("a link to elsewhere"),
        _ if is_loading(value) => Some("a style that loads from elsewhere"),
        _ => None,
    }
}

/// Whether CSS, or an attribute that may hold some, loads from elsewhere: an import, or an address that is no part
/// of the drawing. Signs may be written in other words (CSS Syntax, 4.3.7), which no drawing needs.
fn is_loading(css: &str) -> bool {
    let css = css.to_ascii_lowercase();
    let mut addresses = css.split("url(").skip(1);
    let is_outside = |address: &str| {
        let address = address.trim_start().trim_start_matches(['"', '\'']).trim_start();
        !(address.starts_with('#') || address.starts_with("data:image/") || address.starts_with("data:font/"))
    };
    css.contains("@import")
        || css.contains("image-set(")
        || css.contains("image(")
        || (css.contains('\\') && (css.contains('(') || css.contains('@')))
        || (css.contains("/*") && css.contains('('))
        || addresses.any(is_outside)
}

/// A length in CSS pixels; none for one that depends on what is around.
fn length(written: &str) -> Option<f64> {
    let written = written.trim();
    let digits = written.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(written.len());
    let number: f64 = written[..digits].parse().ok()?;
    let unit = match written[digits..].trim() {
        "" | "px" => 1.0,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        _ => return None,
    };
    Some(number * unit).filter(|length| *length > 0.0)
}

/// Width and height of a `viewBox`.
fn corner(written: &str) -> Option<(f64, f64)> {
    let numbers: Vec<f64> = written
        .split([' ', ',', '\t', '\n', '\r'])
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    match numbers[..] {
        [_, _, width, height] if width > 0.0 && height > 0.0 => Some((width, height)),
        _ => None,
    }
}

/// The size of a drawing: as it says, else what its `viewBox` has.
fn size(width: Option<f64>, height: Option<f64>, view_box: Option<(f64, f64)>) -> Option<(u32, u32)> {
    let (width, height) = match (width, height, view_box) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some((w, h))) => (width, width * h / w),
        (None, Some(height), Some((w, h))) => (height * w / h, height),
        (None, None, Some(whole)) => whole,
        _ => return None,
    };
    let whole = |side: f64| {
        let side = side.round();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the limits asked for")]
        (1.0..=100_000.0).contains(&side).then_some(side as u32)
    };
    Some((whole(width)?, whole(height)?))
}
