//! SVG that may come from anywhere → SVG that can do nothing but be seen. What runs (scripts, event attributes),
//! what is of other languages (`foreignObject`, HTML) and what loads from elsewhere is taken out; a document type,
//! comments and what drawing programs note for themselves are left out without a word.
//!
//! Of SVG itself only what is known to harm is taken out, so that drawings of all programs stay as they are: what
//! can be dangerous in SVG is known (SVG 2, 15 and 16), what is harmless grows. Of other namespaces nothing stays.

use quick_xml::Writer;
use quick_xml::escape::{EscapeError, unescape};
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesRef, BytesStart, BytesText, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;

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

/// Elements that run something, hold other languages, or play something.
const WRONG: [(&str, &str); 11] = [
    ("script", "a script"),
    ("handler", "a script"),
    ("listener", "a script"),
    ("foreignobject", FOREIGN),
    ("iframe", FOREIGN),
    ("embed", FOREIGN),
    ("object", FOREIGN),
    ("canvas", FOREIGN),
    ("audio", "sound or film"),
    ("video", "sound or film"),
    ("discard", "an animation"),
];

/// What is of another language.
const FOREIGN: &str = "foreign content";

/// Elements that change attributes later; they may not change links.
const ANIMATIONS: [&str; 5] = ["animate", "animatetransform", "animatemotion", "animatecolor", "set"];

/// The namespace of SVG.
const SVG: &str = "http://www.w3.org/2000/svg";

/// Namespaces of other languages that browsers understand.
const LANGUAGES: [&str; 2] = ["http://www.w3.org/1999/xhtml", "http://www.w3.org/1998/Math/MathML"];

/// Prefixes of attributes that stay.
const PREFIXES: [&str; 2] = ["xlink", "xml"];

/// How deep elements may lie in each other.
const DEPTH: usize = 500;

/// Whether bytes whose name does not tell are an SVG.
pub fn is_one(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1024)];
    let head = String::from_utf8_lossy(head);
    let head = head.trim_start_matches('\u{feff}').trim_start();
    head.starts_with("<svg")
        || ((head.starts_with("<?xml") || head.starts_with("<!")) && head.contains("<svg"))
}

/// Cleans an SVG.
///
/// # Errors
/// Why it is none, in words.
pub fn clean(bytes: &[u8]) -> Result<Clean, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "it is not stored as UTF-8".to_owned())?;
    let mut cleaner = Cleaner {
        writer: Writer::new(Vec::with_capacity(text.len())),
        depth: 0,
        size: None,
        root: None,
        taken_out: Vec::new(),
    };
    cleaner.run(text.trim_start_matches('\u{feff}'))?;
    cleaner.taken_out.sort_unstable();
    cleaner.taken_out.dedup();
    let taken_out = cleaner.taken_out.into_iter().map(str::to_owned).collect();
    Ok(Clean { bytes: cleaner.writer.into_inner(), size: cleaner.size, taken_out })
}

/// Of which language an element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Language {
    /// SVG.
    Svg,
    /// None that is named, as all are in a file that somebody wrote by hand.
    Unnamed,
    /// One that browsers understand too.
    Other,
    /// What programs note for themselves.
    Notes,
}

impl Language {
    fn of(namespace: &ResolveResult<'_>) -> Result<Self, String> {
        match namespace {
            ResolveResult::Unbound => Ok(Self::Unnamed),
            ResolveResult::Bound(name) if name.as_ref() == SVG => Ok(Self::Svg),
            ResolveResult::Bound(name) if LANGUAGES.contains(&name.as_ref()) => Ok(Self::Other),
            ResolveResult::Bound(_) => Ok(Self::Notes),
            ResolveResult::Unknown(prefix) => Err(format!("nothing says what {prefix}: stands for")),
        }
    }
}

struct Cleaner {
    writer: Writer<Vec<u8>>,
    /// How many elements are open.
    depth: usize,
    size: Option<(u32, u32)>,
    /// The language of the first element, once it was met.
    root: Option<Language>,
    taken_out: Vec<&'static str>,
}

impl Cleaner {
    fn run(&mut self, text: &str) -> Result<(), String> {
        let mut reader = NsReader::from_str(text);
        loop {
            let place = |reader: &NsReader<&[u8]>, e: quick_xml::Error| at(text, reader.error_position(), &e);
            let (language, event) = match reader.read_resolved_event() {
                Ok((namespace, event)) => (Language::of(&namespace), event),
                Err(e) => return Err(place(&reader, e)),
            };
            let is_element = matches!(event, Event::Start(_) | Event::Empty(_));
            let language = if is_element { language? } else { Language::Svg };
            match event {
                Event::Start(start) if self.is_wrong(&start, language) => {
                    reader.read_to_end(start.to_end().name()).map_err(|e| place(&reader, e))?;
                }
                Event::Empty(start) if self.is_wrong(&start, language) => {}
                Event::Start(start) if local(start.name().as_ref()) == "style" => {
                    let css = css(&mut reader).map_err(|e| place(&reader, e))?;
                    let kept = self.element(&start, language)?;
                    self.style(&kept, &css)?;
                }
                Event::Start(start) => {
                    let kept = self.element(&start, language)?;
                    self.depth += 1;
                    if self.depth > DEPTH {
                        return Err("its elements lie too deep in each other".to_owned());
                    }
                    self.write(Event::Start(kept))?;
                }
                Event::Empty(start) => {
                    let kept = self.element(&start, language)?;
                    self.write(Event::Empty(kept))?;
                }
                Event::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    self.write(Event::End(end))?;
                }
                Event::Text(words) if self.depth > 0 => self.write(Event::Text(words))?,
                Event::CData(words) if self.depth > 0 => {
                    self.write(Event::Text(words.escape().map_err(said)?))?;
                }
                Event::GeneralRef(name) if self.depth > 0 => {
                    meaning(&name)?;
                    self.write(Event::GeneralRef(name))?;
                }
                Event::Eof => break,
                _ => {}
            }
        }
        match self.root {
            _ if self.depth > 0 => Err("it ends in the middle".to_owned()),
            Some(_) => Ok(()),
            None => Err("it holds no drawing".to_owned()),
        }
    }

    fn write(&mut self, event: Event<'_>) -> Result<(), String> {
        self.writer.write_event(event).map_err(said)
    }

    /// Whether an element is taken out with all that is in it.
    fn is_wrong(&mut self, start: &BytesStart<'_>, language: Language) -> bool {
        let Some(root) = self.root else {
            // The first element is looked at as an element.
            return false;
        };
        match language {
            Language::Other => {
                self.taken_out.push(FOREIGN);
                return true;
            }
            Language::Notes => return true,
            Language::Unnamed if root == Language::Svg => return true,
            Language::Unnamed | Language::Svg => {}
        }
        let name = local(start.name().as_ref());
        if ANIMATIONS.contains(&name.as_str()) && changes_links(start) {
            self.taken_out.push("an animation of links");
            return true;
        }
        let wrong = WRONG.iter().find(|(wrong, _)| *wrong == name);
        self.taken_out.extend(wrong.map(|(_, what)| what));
        wrong.is_some()
    }

    /// Writes a style sheet, without its rules where they load from elsewhere.
    fn style(&mut self, element: &BytesStart<'_>, css: &str) -> Result<(), String> {
        let loads = is_loading(css);
        if loads {
            self.taken_out.push(LOADING);
        }
        self.write(Event::Start(element.borrow()))?;
        self.write(Event::Text(BytesText::new(if loads { "" } else { css })))?;
        self.write(Event::End(element.to_end()))
    }

    /// An element without the attributes that may harm.
    fn element(&mut self, start: &BytesStart<'_>, language: Language) -> Result<BytesStart<'static>, String> {
        let name = start.name().as_ref().to_owned();
        let first = self.root.is_none();
        if first && (local(&name) != "svg" || !matches!(language, Language::Svg | Language::Unnamed)) {
            return Err(format!("its first element is <{name}>, and not <svg> of {SVG}"));
        }
        let mut kept = BytesStart::new(name.clone());
        let (mut width, mut height, mut view_box) = (None, None, None);
        for attribute in start.attributes() {
            let attribute = attribute.map_err(said)?;
            let value = value(&attribute)?;
            let key = attribute.key.as_ref();
            match key {
                "width" => width = length(&value),
                "height" => height = length(&value),
                "viewBox" => view_box = corner(&value),
                _ => {}
            }
            match key.split_once(':') {
                Some(("xmlns", prefix)) if prefix == "xlink" || value == SVG => {
                    kept.push_attribute((key, value.as_str()));
                }
                Some((prefix, _)) if !PREFIXES.contains(&prefix) => {}
                _ => match harm(&local(key), &value) {
                    Some(what) => self.taken_out.push(what),
                    None => kept.push_attribute((key, value.as_str())),
                },
            }
        }
        if first {
            self.size = size(width, height, view_box);
            self.root = Some(language);
            if language == Language::Unnamed {
                kept.push_attribute(("xmlns", SVG));
            }
        }
        Ok(kept)
    }
}

/// The style sheet up to the end of its element, its signs as meant. What else lies in it is no style.
fn css(reader: &mut NsReader<&[u8]>) -> Result<String, quick_xml::Error> {
    let mut css = String::new();
    let mut depth = 0usize;
    loop {
        match reader.read_event()? {
            Event::Start(_) => depth += 1,
            Event::End(_) if depth == 0 => return Ok(css),
            Event::End(_) => depth -= 1,
            Event::Text(words) if depth == 0 => css.push_str(&words),
            Event::CData(words) if depth == 0 => css.push_str(&words),
            Event::GeneralRef(name) if depth == 0 => match meaning(&name) {
                Ok(sign) => css.push_str(&sign),
                // Whatever it stands for, nothing of the style is left.
                Err(_) => css.push_str("@import"),
            },
            Event::Eof => return Ok(css),
            _ => {}
        }
    }
}

/// Whether an animation changes where a link leads, or what is run.
fn changes_links(animation: &BytesStart<'_>) -> bool {
    animation.attributes().with_checks(false).flatten().any(|attribute| {
        let of = attribute.value.trim().to_ascii_lowercase();
        // A name in other words is none that a drawing needs.
        let changes = of.ends_with("href") || of.starts_with("on") || of.contains('&');
        attribute.key.as_ref() == "attributeName" && changes
    })
}

/// The sign that a reference stands for. Entities of the document's own are unknown, because its type is left out.
fn meaning(name: &BytesRef<'_>) -> Result<String, String> {
    let known = match name.as_ref() {
        "lt" => "<",
        "gt" => ">",
        "amp" => "&",
        "quot" => "\"",
        "apos" => "'",
        other => {
            let sign = name.resolve_char_ref().map_err(said)?;
            return sign.map(String::from).ok_or_else(|| unknown(other));
        }
    };
    Ok(known.to_owned())
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
fn at(text: &str, position: u64, why: &quick_xml::Error) -> String {
    let position = usize::try_from(position).unwrap_or(usize::MAX).min(text.len());
    let line = text.as_bytes()[..position].split(|byte| *byte == b'\n').count();
    format!("line {line}: {why}")
}

/// The value of an attribute as meant.
fn value(attribute: &Attribute<'_>) -> Result<String, String> {
    match unescape(&attribute.value) {
        Ok(value) => Ok(value.into_owned()),
        Err(EscapeError::UnrecognizedEntity(_, name)) => Err(unknown(&name)),
        Err(error) => Err(said(error)),
    }
}

/// A style that may not stay.
const LOADING: &str = "a style that loads from elsewhere";

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
        "href" | "src" | "base" => Some("a link to elsewhere"),
        _ if is_loading(value) => Some(LOADING),
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
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "within the limits asked for"
        )]
        (1.0..=100_000.0).contains(&side).then_some(side as u32)
    };
    Some((whole(width)?, whole(height)?))
}
