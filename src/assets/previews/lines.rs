//! A text → lines: where it may end a line (UAX 14), and the largest letters in which it fits.

use std::sync::LazyLock;

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};

use super::fonts::clings;
use super::shape::{Writing, shaped};

static SEGMENTER: LazyLock<LineSegmenterBorrowed<'static>> =
    LazyLock::new(|| LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default()));

/// A text in lines.
#[derive(Clone, Debug, PartialEq)]
pub struct Fitted {
    /// The lines.
    pub lines: Vec<String>,
    /// The size of the letters in pixels.
    pub size: f32,
}

/// Letters that a text may be written in.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Their size in pixels.
    pub letters: f32,
    /// How many lines of them there may be.
    pub lines: usize,
}

/// The width of a space in the fonts, in sizes of the letters.
const SPACE: f32 = 0.26;

/// A part of a text within which no line ends, with the space behind it.
struct Piece {
    text: String,
    /// How wide it is at the end of a line, in sizes of the letters.
    width: f32,
    /// How wide it is with the space behind it.
    spaced: f32,
}

impl Piece {
    fn new(text: &str, writing: Writing<'_>) -> Self {
        let visible = text.trim_end_matches(' ');
        let width = shaped(visible, writing).width;
        let spaced = if visible.len() == text.len() { width } else { width + SPACE };
        Self { text: text.to_owned(), width, spaced }
    }
}

/// The lines of a text, none wider than `width` pixels: in the first of the sizes in which it fits, its
/// lines about equally long. Where it fits in none, it is cut in the last one and ends in an ellipsis.
pub fn fitted(text: &str, writing: Writing<'_>, width: f32, sizes: &[Size]) -> Fitted {
    let pieces = pieces(text, writing);
    let widest = pieces.iter().map(|piece| piece.width).fold(0.0, f32::max);
    for size in sizes.iter().filter(|size| widest <= width / size.letters) {
        let broken = broken(&pieces, width / size.letters);
        if broken.len() <= size.lines {
            let even = balanced(&pieces, width / size.letters, broken.len());
            return Fitted { lines: even.into_iter().map(words).collect(), size: size.letters };
        }
    }
    let size = sizes.last().copied().unwrap_or(Size { letters: 1.0, lines: 1 });
    cut(&pieces, writing, width / size.letters, size)
}

/// The parts of a text within which no line ends.
fn pieces(text: &str, writing: Writing<'_>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for end in SEGMENTER.segment_str(text).filter(|end| *end > 0) {
        pieces.push(Piece::new(&text[start..end], writing));
        start = end;
    }
    pieces
}

/// Lines of pieces, each as full as it can be; a piece wider than a line has one of its own.
fn broken(pieces: &[Piece], width: f32) -> Vec<&[Piece]> {
    let mut lines = Vec::new();
    let (mut start, mut used) = (0, 0.0);
    for (i, piece) in pieces.iter().enumerate() {
        if i > start && used + piece.width > width {
            lines.push(&pieces[start..i]);
            (start, used) = (i, 0.0);
        }
        used += piece.spaced;
    }
    if start < pieces.len() {
        lines.push(&pieces[start..]);
    }
    lines
}

/// The same number of lines, the longest of them as short as it can be.
fn balanced(pieces: &[Piece], width: f32, count: usize) -> Vec<&[Piece]> {
    let (mut low, mut high) = (pieces.iter().map(|piece| piece.width).fold(0.0, f32::max), width);
    // Twelve halvings of a line are less than a pixel.
    for _ in 0..12 {
        let middle = low.midpoint(high);
        if broken(pieces, middle).len() <= count { high = middle } else { low = middle }
    }
    broken(pieces, high)
}

/// The first lines of a text that is too long, an ellipsis behind them.
fn cut(pieces: &[Piece], writing: Writing<'_>, width: f32, size: Size) -> Fitted {
    let pieces: Vec<Piece> = pieces.iter().flat_map(|piece| narrow(piece, writing, width)).collect();
    let mut lines: Vec<String> = broken(&pieces, width).into_iter().map(words).collect();
    if lines.len() > size.lines {
        lines.truncate(size.lines);
        if let Some(last) = lines.last_mut() {
            *last = shortened(last, writing, width);
        }
    }
    Fitted { lines, size: size.letters }
}

/// A piece in parts that are no wider than a line: a word that is too long is cut between its letters.
fn narrow(piece: &Piece, writing: Writing<'_>, width: f32) -> Vec<Piece> {
    let mut parts = Vec::new();
    let mut rest = piece.text.as_str();
    while !rest.is_empty() {
        let part = Piece::new(rest, writing);
        if part.width <= width {
            parts.push(part);
            break;
        }
        let fits = |end: &usize| shaped(&rest[..*end], writing).width <= width;
        let ends = letter_ends(rest);
        // Each letter makes a text wider.
        let count = ends.partition_point(fits);
        let end = ends[count.saturating_sub(1)];
        parts.push(Piece::new(&rest[..end], writing));
        rest = &rest[end..];
    }
    parts
}

/// Where letters end in a text, with the marks that belong to them.
fn letter_ends(text: &str) -> Vec<usize> {
    let begins = text.char_indices().skip(1).filter(|(_, c)| !clings(*c)).map(|(i, _)| i);
    begins.chain([text.len()]).collect()
}

/// A line with an ellipsis at its end that is no wider than `width`: whole words go where there are some.
fn shortened(line: &str, writing: Writing<'_>, width: f32) -> String {
    let mut rest = line;
    loop {
        let text = format!("{}…", rest.trim_end_matches([' ', ',', ';', ':', '.', '-', '–', '—']));
        if rest.is_empty() || shaped(&text, writing).width <= width {
            return text;
        }
        rest = match rest.trim_end().rfind(' ') {
            Some(space) => &rest[..space],
            None => &rest[..letter_ends(rest).iter().rev().nth(1).copied().unwrap_or_default()],
        };
    }
}

fn words(line: &[Piece]) -> String {
    let text: String = line.iter().map(|piece| piece.text.as_str()).collect();
    text.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::super::fonts::Face;
    use super::*;

    #[test]
    fn titles_have_lines() {
        let sizes = [(100.0, 1), (80.0, 2), (60.0, 3)].map(|(letters, lines)| Size { letters, lines });
        let mut all = String::new();
        for title in TITLES.lines().filter_map(|line| line.strip_prefix("- ")) {
            let writing = Writing { face: Face::Serif, rtl: title.contains('ع'), lang: "en" };
            let fitted = fitted(title, writing, 700.0, &sizes);
            let widths = fitted.lines.iter().map(|line| shaped(line, writing).width * fitted.size);
            assert!(widths.fold(0.0, f32::max) <= 701.0, "{:?}", fitted.lines);
            let _ = writeln!(all, "- {title}\n{}: {}", fitted.size, fitted.lines.join(" | "));
        }
        assert_eq!(all, TITLES);
    }

    /// Titles, each with the size of its letters and its lines.
    const TITLES: &str = "\
- Tides
100: Tides
- The tides of the harbour
80: The tides of | the harbour
- The tides of the harbour and of the whole coast
60: The tides of the | harbour and of | the whole coast
- The tides of the harbour, and what they bring to those who live on the quay and beyond it
60: The tides of the | harbour, and what | they bring to those…
- « Demain » : à quoi bon ? Demandez-le aux marées
60: « Demain » : à quoi | bon ? Demandez- | le aux marées
- Hafengezeitenkalenderverordnung
60: Hafengezeitenkalende | rverordnung
- Hafengezeitenkalenderverordnungsausschussvorsitzendenstellvertreterversammlungsprotokollführung
60: Hafengezeitenkalende | rverordnungsausschus | svorsitzendenstellve…
- إعلان التقدم لمنتدى استعراض الهجرة
80: إعلان التقدم لمنتدى | استعراض الهجرة
";
}
