//! Parts of a file whose letters are looked at.

use std::ops::Range;

/// Part of a file, and how its text is to be taken.
#[derive(Clone, Debug)]
pub struct Part {
    /// Where it is.
    pub range: Range<usize>,
    /// Whether these are the words of a quote.
    pub quote: bool,
    /// Whether its language is written from right to left.
    pub right_to_left: bool,
}
