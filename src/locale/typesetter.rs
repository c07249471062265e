//! Running text as a language sets it. Straight quotation marks, `--`, `...` and the spaces beside signs
//! become what the language uses; what is right already stays as it is, so that a text can be set twice.

mod singles;
mod spaces;

use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::Range;

use super::address::{address, is_letter, is_unspaced};
use super::quotation::{Marks, Pair, marks};
use super::rules::{Rules, Space};
use singles::last_closer;
pub use singles::may_close;

/// Sets a text that stands alone.
pub fn set<'t>(tag: &str, text: &'t str) -> Cow<'t, str> {
    Typesetter::new(tag).text(text)
}

/// What opens a quotation in a language and what closes it, with the spaces inside.
pub fn around(tag: &str) -> (String, String) {
    let typesetter = Typesetter::new(tag);
    let Pair { open, close } = typesetter.marks.outer;
    let space = typesetter.inside(open).map_or("", Space::text);
    (format!("{open}{space}"), format!("{space}{close}"))
}

/// What a language says of its texts. It is asked for at every title of every page, and so remembered.
fn known(tag: &str) -> (&'static Rules, Marks) {
    thread_local! {
        static KNOWN: RefCell<Vec<(String, &'static Rules, Marks)>> = const { RefCell::new(Vec::new()) };
    }
    KNOWN.with_borrow_mut(|known| {
        if let Some((_, rules, marks)) = known.iter().find(|(own, ..)| own == tag) {
            return (*rules, *marks);
        }
        let (rules, marks) = (Rules::of(tag), marks(tag));
        known.push((tag.to_owned(), rules, marks));
        (rules, marks)
    })
}

/// Sets the running text of one block after the other, piece by piece.
#[derive(Debug)]
pub struct Typesetter {
    rules: &'static Rules,
    marks: Marks,
    /// The last character in this block.
    before: Option<char>,
    /// Where that is a quotation mark: whether it opens.
    mark: Option<bool>,
    /// Whether the space behind an opening mark was just set, and one that was typed falls away.
    gap: bool,
    /// Whether an address has just ended, which a sign may belong to.
    address: bool,
    /// The last place in this piece where a single mark may close a quotation.
    closer: Option<usize>,
    /// The quotations that are open in this block.
    open: Vec<Open>,
}

/// An open quotation.
#[derive(Debug)]
struct Open {
    /// The straight mark that opened it; none where it was set already.
    straight: Option<char>,
    /// Whether it stands between the marks of a quotation in a quotation.
    inner: bool,
}

/// Characters that close something, behind which a sign may stand.
const CLOSING: &str = ")]}»›”’“‘…%‰°*";

/// Characters before which a sentence's sign may stand.
const BEHIND_SIGN: &str = ")]}»›”’“‘«‹\"'!?….*";

/// Characters that are no part of a word before them.
const PARTING: &str = "([{«»‹›“”„‘’‚\"'-–—/";

impl Typesetter {
    /// For the text of a language.
    pub fn new(tag: &str) -> Self {
        let (rules, marks) = known(tag);
        Self {
            rules,
            marks,
            before: None,
            mark: None,
            gap: false,
            address: false,
            closer: None,
            open: Vec::new(),
        }
    }

    /// Where the raised endings of ordinal numbers stand in a text that was set.
    pub fn raised<'t>(&self, text: &'t str) -> impl Iterator<Item = Range<usize>> + use<'t> {
        self.rules.raised(text)
    }

    /// Begins a new block: whatever was open is forgotten.
    pub fn block(&mut self) {
        self.stands(None);
        self.open.clear();
    }

    /// Says that something that is not text (code, a picture) stands here.
    pub fn opaque(&mut self) {
        self.stands(Some('x'));
    }

    /// Sets the last piece of text of a block, or one alone.
    pub fn text<'t>(&mut self, text: &'t str) -> Cow<'t, str> {
        self.piece(text, false)
    }

    /// Sets a piece of text; `closes` says whether a single mark further on in the block [may close](may_close)
    /// a quotation.
    pub fn piece<'t>(&mut self, text: &'t str, closes: bool) -> Cow<'t, str> {
        if text.is_empty() {
            return Cow::Borrowed(text);
        }
        if !self.gap && !self.rules.concern(text) {
            self.stands(text.chars().next_back());
            return Cow::Borrowed(text);
        }
        let characters: Vec<char> = text.chars().collect();
        self.closer = if closes { Some(usize::MAX) } else { last_closer(&characters, self.before) };
        let mut out = String::with_capacity(text.len() + 16);
        let mut i = 0;
        while i < characters.len() {
            i += self.next(&characters, i, &mut out);
        }
        if out == text { Cow::Borrowed(text) } else { Cow::Owned(out) }
    }

    /// A character that is no mark has been written.
    fn stands(&mut self, last: Option<char>) {
        self.before = last;
        self.mark = None;
        self.gap = false;
        self.address = false;
    }

    fn put(&mut self, c: char, out: &mut String) {
        out.push(c);
        self.stands(Some(c));
    }

    /// Writes what stays as it is; gives how many characters that was.
    fn stay(&mut self, text: &[char], out: &mut String) -> usize {
        out.extend(text);
        self.stands(text.last().copied());
        text.len()
    }

    /// Sets what begins at `i`; gives how many characters that was.
    fn next(&mut self, text: &[char], i: usize, out: &mut String) -> usize {
        let c = text[i];
        let letters = text[i..].iter().take_while(|c| is_letter(**c)).count();
        let in_word = || self.before.is_some_and(|c| is_letter(c) || c == '_');
        if let Some(found) = address(&text[i..], letters).filter(|_| !in_word()) {
            let length = self.stay(&text[i..i + found.length], out);
            self.address = found.open;
            return length;
        }
        if letters > 0 {
            return self.stay(&text[i..i + letters], out);
        }
        let face = face(&text[i..]);
        if face > 0 {
            return self.stay(&text[i..i + face], out);
        }
        let next = text.get(i + 1).copied();
        if let Some(prime) = self.prime(text, i) {
            self.put(prime, out);
            return 1;
        }
        match c {
            ' ' => return self.spaces(text, i, run(text, i), out),
            '-' | '.' => {
                let run = run(text, i);
                return self.repeated(c, run, text.get(i + run).copied(), out);
            }
            '"' if self.opens(next, self.holds(c)) || self.opens_apart(&text[i + 1..]) => {
                self.open(c, &text[i + 1..], out);
            }
            '"' => self.close(c, out),
            '\'' => return self.single(text, i, out),
            '%' | '‰' if self.is_percent(next) => {
                out.push_str(self.rules.percent.map_or("", Space::text));
                self.put(c, out);
            }
            _ if self.is_mark(c) => self.typed_mark(c, &text[i + 1..], out),
            _ => {
                if let Some(space) = self.rules.space_before.get(&c).filter(|_| self.ends_sentence(next)) {
                    out.push_str(space.text());
                }
                self.put(c, out);
            }
        }
        1
    }

    /// Hyphens and points, of which several may be a dash or an ellipsis.
    fn repeated(&mut self, c: char, run: usize, next: Option<char>, out: &mut String) -> usize {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let rules = self.rules;
        let set = match (c, run) {
            ('-', 2 | 3) if digit(self.before) && digit(next) => "–",
            ('-', 2) => &rules.two_hyphens,
            ('-', 3) => &rules.three_hyphens,
            ('.', 3) => &rules.ellipsis,
            ('.', 6) if rules.ellipsis.chars().count() == 2 => &rules.ellipsis,
            _ => "",
        };
        if set.is_empty() {
            (0..run).for_each(|_| self.put(c, out));
        } else {
            set.chars().for_each(|c| self.put(c, out));
        }
        run
    }

    /// Whether a sign here ends words: behind one, and before a space, the end, or what closes.
    fn ends_sentence(&self, next: Option<char>) -> bool {
        let behind = |c: char| is_letter(c) || CLOSING.contains(c);
        self.mark != Some(true)
            && !self.address
            && self.before.is_some_and(behind)
            && next.is_none_or(|c| c.is_whitespace() || BEHIND_SIGN.contains(c))
    }

    /// Whether a sign for a hundredth here stands behind a number, and no word goes on behind it.
    fn is_percent(&self, next: Option<char>) -> bool {
        self.before.is_some_and(|c| c.is_ascii_digit())
            && !self.address
            && !next.is_some_and(|c| c.is_alphanumeric() || "-–—".contains(c))
    }

    /// The space inside a mark.
    fn inside(&self, mark: char) -> Option<Space> {
        self.rules.space_inside.filter(|_| matches!(mark, '«' | '»'))
    }

    fn is_mark(&self, c: char) -> bool {
        let Marks { outer, inner } = self.marks;
        [outer.open, outer.close, inner.open, inner.close, '«', '»'].contains(&c)
    }

    /// Whether a quotation is open that a straight mark opened.
    fn holds(&self, straight: char) -> bool {
        self.open.iter().any(|open| open.straight == Some(straight))
    }

    fn pair(&self, inner: bool) -> Pair {
        if inner { self.marks.inner } else { self.marks.outer }
    }

    /// Opens a quotation: marks take turns with those around it.
    fn open(&mut self, straight: char, behind: &[char], out: &mut String) {
        let inner = self.open.last().map_or(straight == '\'', |around| !around.inner);
        self.open.push(Open { straight: Some(straight), inner });
        let mark = self.pair(inner).open;
        self.write_open(mark, behind, out);
    }

    /// A space that was typed behind the mark falls away for the language's own.
    fn write_open(&mut self, mark: char, behind: &[char], out: &mut String) {
        self.put(mark, out);
        if let Some(space) = self.inside(mark) {
            if behind.iter().find(|c| **c != ' ').is_none_or(|c| !c.is_whitespace()) {
                space.text().chars().for_each(|c| self.put(c, out));
            }
            self.gap = true;
        }
        self.mark = Some(true);
    }

    /// Closes the quotation that a straight mark opened.
    fn close(&mut self, straight: char, out: &mut String) {
        let at = self.open.iter().rposition(|open| open.straight == Some(straight));
        let inner = at.is_some_and(|at| self.open[at].inner);
        let mark = self.pair(inner).close;
        // Where none did, it closes what the mark would that it becomes.
        let typed = self.open.last().filter(|open| self.pair(open.inner).close == mark);
        let left = self.open.len() - usize::from(typed.is_some());
        self.open.truncate(at.unwrap_or(left));
        self.write_close(mark, out);
    }

    fn write_close(&mut self, mark: char, out: &mut String) {
        if let Some(space) = self.inside(mark) {
            if out.ends_with(' ') {
                out.truncate(out.trim_end_matches(' ').len());
                self.before = out.chars().next_back();
            }
            if self.before.is_some_and(|c| !c.is_whitespace()) {
                out.push_str(space.text());
            }
        }
        self.put(mark, out);
        self.mark = Some(false);
    }

    /// A mark that was typed as it is to be.
    fn typed_mark(&mut self, c: char, behind: &[char], out: &mut String) {
        let Marks { outer, inner } = self.marks;
        let next = behind.first().copied();
        let closes = self.open.last().is_some_and(|open| self.pair(open.inner).close == c);
        let may_open = c == outer.open || c == inner.open;
        if may_open && c != '’' && (!closes || self.opens(next, true)) {
            let inner = if outer.open == inner.open {
                self.open.last().is_some_and(|around| !around.inner)
            } else {
                c == inner.open
            };
            self.open.push(Open { straight: None, inner });
            self.write_open(c, behind, out);
            return;
        }
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        if closes && !(c == '’' && letter(next)) {
            self.open.pop();
        }
        match self.inside(c) {
            Some(_) if c == '«' => self.write_open(c, behind, out),
            // An arrow between two words keeps its spaces.
            Some(Space::None) if !closes => self.put(c, out),
            _ => self.write_close(c, out),
        }
    }

    /// Whether a straight mark opens that stands apart, where a language sets spaces inside its marks.
    fn opens_apart(&self, behind: &[char]) -> bool {
        let word = behind.iter().find(|c| **c != ' ');
        self.rules.space_inside.is_some()
            && !self.holds('"')
            && word.is_some_and(|c| !c.is_whitespace())
            && self.opens(None, false)
    }

    /// Whether a mark here opens: behind a space, an opening bracket, a dash or another opening
    /// mark, and before a word. Scripts without spaces do not tell; there, marks take turns.
    fn opens(&self, next: Option<char>, is_open: bool) -> bool {
        let behind = match (self.mark, self.before) {
            (_, None) | (Some(true), _) => true,
            // In l'"Agenda" the word begins behind the apostrophe.
            (Some(false), Some('’')) => next.is_some_and(is_letter),
            (Some(false), Some(_)) => !is_open && next.is_some_and(char::is_alphanumeric),
            (None, Some(c)) if c.is_whitespace() || "([{«“‘„‚".contains(c) => true,
            (None, Some(c)) if self.take_turns(c, next) => !is_open,
            // lang="fr", "a","b"
            (None, Some(c))
                if !is_open && !c.is_alphanumeric() && next.is_some_and(char::is_alphanumeric) =>
            {
                true
            }
            (None, Some(c)) => "—–-/¿¡".contains(c),
        };
        // The space that stands inside marks may have been typed.
        let inside = |c: char| self.rules.space_inside.is_some() && is_narrow(c);
        behind
            && !(is_open && self.before.is_some_and(inside))
            && match next {
                None => !is_open || self.rules.space_inside.is_none(),
                Some(c) => {
                    (!c.is_whitespace() || inside(c))
                        && (!is_open || !",;:!?)]}，；：！？）】」』、。".contains(c))
                }
            }
    }

    /// Whether marks between two characters take turns, because no space tells which of them opens.
    fn take_turns(&self, before: char, next: Option<char>) -> bool {
        self.rules.no_spaces || is_unspaced(before) || next.is_some_and(is_unspaced)
    }
}

/// Whether a character is a space that may stand inside marks.
fn is_narrow(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{202f}')
}

/// How many characters of a text are a face: `:-)`, `;)`, `:D`.
fn face(text: &[char]) -> usize {
    let nose = usize::from(text.get(1) == Some(&'-'));
    let word = || text.get(2 + nose).is_some_and(|c| is_letter(*c));
    match (text.first(), text.get(1 + nose)) {
        (Some(':' | ';'), Some('(' | ')')) => 2 + nose,
        (Some(':' | ';'), Some('D' | 'P')) if !word() => 2 + nose,
        _ => 0,
    }
}

/// How often the character at `i` stands there.
fn run(text: &[char], i: usize) -> usize {
    let rest = &text[i..];
    rest.iter().take_while(|c| **c == rest[0]).count()
}
