//! Words, and which of them are others.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_normalization::char::is_combining_mark;

/// A word; in scripts that set no spaces between words, a letter; or where a link leads.
#[derive(Clone, Debug)]
pub struct Token {
    /// Its letters, with the signs beside them.
    pub text: String,
    /// Whether it is where a link leads.
    pub is_goal: bool,
    /// Whether it follows the last one without a space.
    pub is_joined: bool,
}

/// Two words are the same in any place.
impl PartialEq for Token {
    fn eq(&self, other: &Self) -> bool {
        (self.is_goal, &self.text) == (other.is_goal, &other.text)
    }
}

impl Eq for Token {}

impl PartialOrd for Token {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Token {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.is_goal, &self.text).cmp(&(other.is_goal, &other.text))
    }
}

impl std::hash::Hash for Token {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (self.is_goal, &self.text).hash(state);
    }
}

/// A text with one space between its words.
pub fn joined(tokens: &[Token]) -> String {
    let mut text = String::new();
    for token in tokens {
        if !text.is_empty() && !token.is_joined {
            text.push(' ');
        }
        text.push_str(&token.text);
    }
    text
}

/// A text that is read.
#[derive(Debug, Default)]
pub struct Line {
    /// Its words.
    pub tokens: Vec<Token>,
    /// Whether a space was read since the last.
    has_space: bool,
}

impl Line {
    /// Reads on. What nobody sees is left out.
    pub fn text(&mut self, text: &str) {
        for c in text.chars() {
            if c.is_whitespace() {
                self.has_space = true;
            } else if !is_unseen(c) {
                self.letter(c);
            }
        }
    }

    fn letter(&mut self, c: char) {
        let goes_on = |last: &Token| {
            let stands_alone = stands_alone(c) || last.text.chars().any(stands_alone);
            !last.is_goal && (!stands_alone || is_combining_mark(c))
        };
        match self.tokens.last_mut() {
            Some(last) if !self.has_space && goes_on(last) => last.text.push(c),
            last => {
                let is_joined = last.is_some() && !self.has_space;
                self.tokens.push(Token { text: c.to_string(), is_goal: false, is_joined });
            }
        }
        self.has_space = false;
    }

    /// Where a link leads whose words have ended, unless they say so.
    pub fn goal(&mut self, address: &str) {
        let text: String = address.chars().filter(|c| !c.is_control() && !is_unseen(*c)).collect();
        if self.tokens.last().is_some_and(|last| last.text == text) {
            return;
        }
        self.tokens.push(Token { text, is_goal: true, is_joined: false });
    }
}

/// Controls, and signs that turn the direction of a text (UAX #9, section 2) or take no room.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether a letter is of a script that sets no spaces between words.
fn stands_alone(c: char) -> bool {
    matches!(c,
        '\u{0e00}'..='\u{0eff}' // Thai, Lao
        | '\u{1000}'..='\u{109f}' // Myanmar
        | '\u{1780}'..='\u{17ff}' // Khmer
        | '\u{2e80}'..='\u{9fff}' // Chinese, Japanese
        | '\u{f900}'..='\u{faff}'
        | '\u{ff00}'..='\u{ffef}'
        | '\u{20000}'..='\u{3ffff}')
}

/// What became of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// They stay.
    Both,
    /// They are gone.
    Was,
    /// They are new.
    Now,
}

/// The most words of a text times those of the other that are compared one by one.
const COMPARED: usize = 1_000_000;

/// Which words of a text stay, go and come, in their order.
pub fn runs<'a>(was: &'a [Token], now: &'a [Token]) -> Vec<(Side, &'a [Token])> {
    let head = was.iter().zip(now).take_while(|(a, b)| a == b).count();
    let (old, new) = (&was[head..], &now[head..]);
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[..old.len() - tail], &new[..new.len() - tail]);
    let mut runs = vec![(Side::Both, &now[..head])];
    runs.extend(between(old, new));
    runs.push((Side::Both, &now[now.len() - tail..]));
    runs.retain(|(_, tokens)| !tokens.is_empty());
    runs
}

/// The same of texts that begin and end otherwise. Where little stays, all is said to be new: words that happen to be in
/// both are no help to a reader.
fn between<'a>(old: &'a [Token], new: &'a [Token]) -> Vec<(Side, &'a [Token])> {
    let whole = || vec![(Side::Was, old), (Side::Now, new)];
    if old.len().saturating_mul(new.len()) > COMPARED {
        return whole();
    }
    let mut runs = Vec::new();
    let mut stays = 0;
    for hunk in capture_diff_slices(Algorithm::Myers, old, new) {
        match hunk {
            DiffOp::Equal { new_index, len, .. } => {
                stays += len;
                runs.push((Side::Both, &new[new_index..new_index + len]));
            }
            DiffOp::Delete { old_index, old_len, .. } => {
                runs.push((Side::Was, &old[old_index..old_index + old_len]));
            }
            DiffOp::Insert { new_index, new_len, .. } => {
                runs.push((Side::Now, &new[new_index..new_index + new_len]));
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                runs.push((Side::Was, &old[old_index..old_index + old_len]));
                runs.push((Side::Now, &new[new_index..new_index + new_len]));
            }
        }
    }
    if stays * 3 < old.len().max(new.len()) { whole() } else { runs }
}
