//! Single straight marks, which may be an apostrophe, a quotation's mark or a measure; and double ones behind
//! a number.

use super::{Typesetter, is_narrow};
use crate::locale::address::{is_letter, is_unspaced};

impl Typesetter {
    /// A single straight mark; gives how many characters were set.
    pub(super) fn single(&mut self, text: &[char], i: usize, out: &mut String) -> usize {
        let behind = &text[i + 1..];
        let next = behind.first().copied();
        // Between Latin letters and those of a script without spaces a word may end.
        let in_word = self.before.is_some_and(is_letter) && !next.is_some_and(is_unspaced);
        let elision = self.rules.elision(behind).filter(|_| !in_word);
        if let Some(length) = elision {
            self.apostrophe(out);
            let letters = behind[..length].iter().filter(|c| **c != '\'').count();
            self.stay(&behind[..letters], out);
            (letters..length).for_each(|_| self.apostrophe(out));
            return 1 + length;
        }
        let is_open = self.holds('\'');
        let starts = !in_word && self.opens(next, is_open);
        // '90s begins with an apostrophe, and so does what nothing closes or another single mark is open for.
        let opens = starts
            && !next.is_some_and(|c| c.is_ascii_digit())
            && self.open.last().is_none_or(|open| open.straight != Some('\''))
            && self.closer.is_some_and(|closer| closer > i);
        if opens {
            self.open('\'', behind, out);
        } else if is_open && !starts && !(in_word && next.is_some_and(is_letter)) {
            self.close('\'', out);
        } else {
            self.apostrophe(out);
        }
        1
    }

    /// The sign for inches and seconds, or for feet and minutes, if that is what the straight mark at `i` is:
    /// 12", 5'30". It stands behind a short number, where no quotation is open.
    pub(super) fn prime(&self, text: &[char], i: usize) -> Option<char> {
        let digits = |text: &mut dyn Iterator<Item = &char>| text.take_while(|c| c.is_ascii_digit()).count();
        let number = digits(&mut text[..i].iter().rev().take(4));
        let parted =
            !text[..i - number].last().is_some_and(|c| c.is_alphabetic() || matches!(c, '\'' | '"' | '’'));
        let next = text.get(i + 1).copied();
        let turns = next.is_some_and(char::is_alphanumeric) && self.take_turns('0', next);
        if !(1..=3).contains(&number) || self.holds(text[i]) || turns {
            return None;
        }
        match text[i] {
            '"' => Some('″'),
            // In 1'000 it parts the groups of a number.
            '\'' => {
                let more = digits(&mut text[i + 1..].iter().take(4));
                let word = text.get(i + 1 + more).is_some_and(|c| c.is_alphanumeric());
                (parted && more < 3 && !word).then_some('′')
            }
            _ => None,
        }
    }

    fn apostrophe(&mut self, out: &mut String) {
        self.put('’', out);
        self.mark = Some(false);
    }
}

/// Whether a text that goes on a block has a single mark that may close a quotation.
pub fn may_close(text: &str) -> bool {
    text.contains('\'') && last_closer(&text.chars().collect::<Vec<_>>(), Some('x')).is_some()
}

/// The last place where a single mark may close a quotation: behind a word, before none.
pub(super) fn last_closer(text: &[char], before: Option<char>) -> Option<usize> {
    let ends = |c: char| !c.is_whitespace() && !"([{«“‘„‚—–".contains(c) || is_narrow(c);
    let last = |i: usize| if i == 0 { before } else { text.get(i - 1).copied() };
    let closes = |i: usize| {
        text[i] == '\'' && last(i).is_some_and(ends) && !text.get(i + 1).is_some_and(|c| is_letter(*c))
    };
    (0..text.len()).rev().find(|i| closes(*i))
}
