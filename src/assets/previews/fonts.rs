//! The fonts of previews, and which texts they can write.

use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use harfrust::{Buffer, ShapePlan, ShapePlanKey};
use skrifa::Font;
use unicode_normalization::char::is_combining_mark;

/// A face that previews are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// Titles and names.
    Serif,
    /// Small lines.
    Sans,
}

/// A font and the size of its letters against the others'.
pub struct Sized {
    /// The font.
    pub font: Font,
    /// By how much it is larger than asked for, so that its letters look as large as the others'.
    pub scale: f32,
    /// How texts of each script, language and direction are shaped: telling it takes longer than doing it.
    plans: Mutex<Vec<Arc<ShapePlan>>>,
}

impl Sized {
    /// How a text is shaped.
    pub fn plan(&self, text: &Buffer) -> Arc<ShapePlan> {
        let mut plans = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
        let key = ShapePlanKey::new(&self.font, text.script(), text.direction()).language(text.language());
        if let Some(plan) = plans.iter().find(|plan| key.matches(plan)) {
            return Arc::clone(plan);
        }
        let plan =
            Arc::new(ShapePlan::new(&self.font, text.direction(), text.script(), text.language(), &[]));
        plans.push(Arc::clone(&plan));
        plan
    }
}

/// The fonts of a face, the first one first; each is asked for what those before it lack.
pub struct Family(Vec<Sized>);

static SERIF: LazyLock<Family> = LazyLock::new(|| {
    Family::of(&[(include_bytes!("fonts/NotoSerif-Bold.ttf"), 1.0), (ARABIC, ARABIC_SCALE)])
});

static SANS: LazyLock<Family> =
    LazyLock::new(|| Family::of(&[(include_bytes!("fonts/NotoSans-Bold.ttf"), 1.0), (ARABIC, ARABIC_SCALE)]));

static ARABIC: &[u8] = include_bytes!("fonts/NotoNaskhArabic-Bold.ttf");

/// Its letters are small for their size.
const ARABIC_SCALE: f32 = 1.15;

impl Family {
    fn of(files: &[(&'static [u8], f32)]) -> Self {
        let fonts = files.iter().filter_map(|(bytes, scale)| {
            let font = Font::new(*bytes, 0);
            debug_assert!(font.is_some(), "the fonts are whole");
            Some(Sized { font: font?, scale: *scale, plans: Mutex::default() })
        });
        Self(fonts.collect())
    }

    /// The fonts of a face.
    pub fn get(face: Face) -> &'static Self {
        match face {
            Face::Serif => &SERIF,
            Face::Sans => &SANS,
        }
    }

    /// The font with this number.
    pub fn font(&self, number: usize) -> &Sized {
        &self.0[number]
    }

    /// The number of the font that writes a character; `near`, where it does.
    pub fn writing(&self, c: char, near: usize) -> Option<usize> {
        let writes = |number: &usize| self.0[*number].font.charmap().map_unicode(c).is_some();
        Some(near).filter(writes).or_else(|| (0..self.0.len()).find(writes))
    }

    /// Whether every character of a text can be written.
    pub fn writes(&self, text: &str) -> bool {
        text.chars().all(|c| c.is_ascii_graphic() || c == ' ' || is_silent(c) || self.writing(c, 0).is_some())
    }
}

/// Whether a character has no shape of its own: marks of direction and of joining.
pub fn is_silent(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Whether a line may not begin with a character, wherever else it is cut.
pub fn clings(c: char) -> bool {
    is_combining_mark(c) || is_silent(c)
}
