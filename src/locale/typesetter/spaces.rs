//! Spaces in running text: before signs, behind words and in numbers.

use super::{PARTING, Typesetter, face, run};
use crate::locale::rules::Space;

impl Typesetter {
    /// Spaces: before signs, behind words and in numbers they may be others.
    pub(super) fn spaces(&mut self, text: &[char], i: usize, run: usize, out: &mut String) -> usize {
        if self.gap {
            return run;
        }
        let space = match self.before {
            None => None,
            Some(before) => self.space_before(&text[i + run..]).map(|space| (space, before.is_whitespace())),
        };
        let space = space.or_else(|| self.bound(text, i, run).map(|space| (space, false)));
        match space {
            // A space that does not break was typed already.
            Some((_, true)) => {}
            Some((space, false)) => {
                for c in space.text().chars() {
                    self.put(c, out);
                }
            }
            None => (0..run).for_each(|_| self.put(' ', out)),
        }
        run
    }

    /// The space before a sign, where one was typed.
    fn space_before(&self, text: &[char]) -> Option<Space> {
        let sign = *text.first().filter(|_| face(text) == 0)?;
        let next = text.get(1).copied();
        if let Some(space) = self.rules.space_before.get(&sign) {
            return Some(*space).filter(|space| *space != Space::None || self.ends_sentence(next));
        }
        match sign {
            '»' => self.inside(sign).filter(|space| *space != Space::None || !self.open.is_empty()),
            '%' | '‰' if self.is_percent(next) => self.rules.percent,
            '–' | '—' | '-' => {
                let length = run(text, 0);
                let is_dash = if sign == '-' { matches!(length, 2 | 3) } else { length == 1 };
                let apart = text.get(length).is_none_or(|c| c.is_whitespace());
                self.rules.space_before_dash.filter(|_| is_dash && apart)
            }
            _ => None,
        }
    }

    /// The space that binds a word or a group of digits to what comes behind it.
    fn bound(&self, text: &[char], i: usize, run: usize) -> Option<Space> {
        if !self.before.is_some_and(|last| self.rules.may_bind(last)) {
            return None;
        }
        let behind = &text[i + run..];
        let parts = |c: &char| !c.is_alphanumeric() && (c.is_whitespace() || PARTING.contains(*c));
        let start = text[..i].iter().rposition(parts).map_or(0, |at| at + 1);
        let word = &text[start..i];
        if word.is_empty() {
            return None;
        }
        let digits = |text: &[char]| text.iter().take_while(|c| c.is_ascii_digit()).count();
        if let Some(space) = self.rules.groups
            && word.len() <= 3
            && digits(word) == word.len()
            && digits(behind) == 3
            && !behind.get(3).is_some_and(|c| c.is_alphanumeric())
            && are_thousands(text, i)
        {
            return Some(space);
        }
        let word: String = word.iter().collect();
        self.rules.bind(&word, behind).then_some(Space::NoBreak)
    }
}

/// Whether the digits and spaces around a place are one number in groups of three, and no telephone number.
fn are_thousands(text: &[char], at: usize) -> bool {
    let is_part = |c: &char| c.is_ascii_digit() || c.is_whitespace();
    let start = text[..at].iter().rposition(|c| !is_part(c)).map_or(0, |i| i + 1);
    let end = at + text[at..].iter().take_while(|c| is_part(c)).count();
    let sign = start.checked_sub(1).map(|i| text[i]);
    let mut groups = text[start..end].split(|c| c.is_whitespace()).filter(|group| !group.is_empty());
    let first = groups.next().is_some_and(|first| first.len() <= 3 && first[0] != '0');
    first && groups.all(|group| group.len() == 3) && !matches!(sign, Some('+' | '(' | ')' | '/' | '-'))
}
