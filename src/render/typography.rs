//! Marks and spaces of a language (CLDR 44, delimiters; for French also the Imprimerie nationale's
//! rules on spaces). Straight quotation marks, `--` and `...` become what the language uses; marks
//! that are already right stay as they are.

use std::borrow::Cow;

/// The marks of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marks {
    /// What opens a quotation.
    pub open: &'static str,
    /// What closes it.
    pub close: &'static str,
    /// What opens a quotation in a quotation.
    inner_open: &'static str,
    /// What closes it.
    inner_close: &'static str,
    /// Whether `;`, `:`, `!` and `?` stand behind a no-break space.
    spaced: bool,
}

const NARROW: char = '\u{202f}';

/// The marks of a language by its tag.
pub fn marks(tag: &str) -> Marks {
    let plain =
        |open, close, inner_open, inner_close| Marks { open, close, inner_open, inner_close, spaced: false };
    match tag.to_ascii_lowercase().as_str() {
        "fr-ch" | "it-ch" | "de-ch" => return plain("«", "»", "‹", "›"),
        "pt-br" => return plain("“", "”", "‘", "’"),
        "zh-hant" | "zh-tw" | "zh-hk" => return plain("「", "」", "『", "』"),
        _ => {}
    }
    match tag.split('-').next().unwrap_or_default() {
        "fr" => {
            Marks {
                open: "«\u{202f}", close: "\u{202f}»", inner_open: "“", inner_close: "”", spaced: true
            }
        }
        "de" | "cs" | "sk" | "sl" | "is" | "bg" | "lt" | "et" => plain("„", "“", "‚", "‘"),
        "pl" | "ro" | "hr" | "hu" | "sr" => plain("„", "”", "‚", "’"),
        "es" | "it" | "pt" | "ca" | "el" | "gl" => plain("«", "»", "“", "”"),
        "ru" | "uk" | "be" => plain("«", "»", "„", "“"),
        "no" | "nb" | "nn" => plain("«", "»", "‘", "’"),
        "da" => plain("“", "”", "‘", "’"),
        "fi" | "sv" => plain("”", "”", "’", "’"),
        "fa" => plain("«", "»", "‹", "›"),
        "he" => plain("”", "”", "’", "’"),
        "ja" => plain("「", "」", "『", "』"),
        "ar" => plain("”", "“", "’", "‘"),
        _ => plain("“", "”", "‘", "’"),
    }
}

/// Typesets the running text of one block after the other.
#[derive(Debug)]
pub struct Typesetter {
    marks: Marks,
    /// The character before the text to come, in this block.
    before: Option<char>,
    /// Quotations that are open in this block.
    open: usize,
    /// Whether a quotation between single marks is open.
    single_open: bool,
    /// Whether the last mark opened a quotation.
    opened: bool,
}

impl Typesetter {
    /// For the text of a language.
    pub fn new(tag: &str) -> Self {
        Self { marks: marks(tag), before: None, open: 0, single_open: false, opened: false }
    }

    /// Begins a new block: whatever was open is forgotten.
    pub fn block(&mut self) {
        self.before = None;
        self.open = 0;
        self.single_open = false;
        self.opened = false;
    }

    /// Says that something that is not text (code, a picture) stands here.
    pub fn opaque(&mut self) {
        self.before = Some('x');
    }

    /// Typesets a piece of text.
    pub fn text<'t>(&mut self, text: &'t str) -> Cow<'t, str> {
        if !self.marks.spaced && !holds_signs(text) {
            self.before = text.chars().next_back().or(self.before);
            return Cow::Borrowed(text);
        }
        Cow::Owned(self.set(text))
    }

    fn set(&mut self, text: &str) -> String {
        let characters: Vec<char> = text.chars().collect();
        let mut out = String::with_capacity(text.len() + 8);
        let mut i = 0;
        while i < characters.len() {
            let c = characters[i];
            let next = characters.get(i + 1).copied();
            let run = characters[i..].iter().take_while(|same| **same == c).count();
            let mut used = 1;
            match c {
                '"' => self.double(&mut out, next),
                '\'' => self.single(&mut out, next),
                '-' if run == 2 => {
                    out.push('–');
                    used = 2;
                }
                '-' if run == 3 => {
                    out.push('—');
                    used = 3;
                }
                '-' | '.' if run > 3 => {
                    out.extend(std::iter::repeat_n(c, run));
                    used = run;
                }
                '.' if run == 3 => {
                    out.push('…');
                    used = 3;
                }
                ' ' if self.spaced_before(next) || self.spaced_after() => out.push(space_for(next)),
                c => out.push(c),
            }
            self.before = Some(characters[i + used - 1]);
            i += used;
        }
        out
    }

    /// French sets a no-break space before `; : ! ?` and `»`.
    fn spaced_before(&self, next: Option<char>) -> bool {
        self.marks.spaced && matches!(next, Some(';' | ':' | '!' | '?' | '»'))
    }

    /// And behind `«`.
    fn spaced_after(&self) -> bool {
        self.marks.spaced && self.before == Some('«')
    }

    fn double(&mut self, out: &mut String, next: Option<char>) {
        self.opened = self.opens(next, self.open > 0);
        if self.opened {
            self.open += 1;
            out.push_str(if self.open > 1 { self.marks.inner_open } else { self.marks.open });
        } else {
            out.push_str(if self.open > 1 { self.marks.inner_close } else { self.marks.close });
            self.open = self.open.saturating_sub(1);
        }
    }

    fn single(&mut self, out: &mut String, next: Option<char>) {
        let letter = |c: char| c.is_alphanumeric() && !is_unspaced(c);
        let in_word = self.before.is_some_and(letter);
        // '90s begins with an apostrophe.
        let elision = next.is_some_and(|c| c.is_ascii_digit());
        self.opened = self.opens(next, self.single_open) && !in_word && !elision;
        if self.opened {
            self.single_open = true;
            out.push_str(self.marks.inner_open);
        } else if self.single_open && !(in_word && next.is_some_and(letter)) {
            self.single_open = false;
            out.push_str(self.marks.inner_close);
        } else {
            out.push('’');
        }
    }

    /// Whether a mark here opens: behind a space, an opening bracket, a dash or another opening
    /// mark, and before a word. Scripts without spaces do not tell; there, marks take turns.
    fn opens(&self, next: Option<char>, is_open: bool) -> bool {
        let behind = match self.before {
            None => true,
            Some('"' | '\'') => self.opened,
            Some(c) if is_unspaced(c) => !is_open,
            Some(c) => c.is_whitespace() || "([{«“‘„‚—–-/".contains(c),
        };
        behind && next.is_none_or(|c| !c.is_whitespace())
    }
}

/// Whether a text holds anything that is set otherwise than it is typed; most do not.
fn holds_signs(text: &str) -> bool {
    let mut before = 0;
    text.bytes().any(|byte| {
        let twice = byte == before && matches!(byte, b'-' | b'.');
        before = byte;
        twice || matches!(byte, b'"' | b'\'')
    })
}

/// Ideographs, kana and full-width signs, which stand without spaces between them.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

fn space_for(next: Option<char>) -> char {
    if next == Some(':') { '\u{a0}' } else { NARROW }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(tag: &str, text: &str) -> String {
        Typesetter::new(tag).text(text).into_owned()
    }

    #[test]
    fn each_language_has_its_marks() {
        assert_eq!(set("en", "He said \"no\" -- it's over..."), "He said “no” – it’s over…");
        assert_eq!(
            set("fr", "Il dit \"non\" ! Pourquoi ?"),
            "Il dit «\u{202f}non\u{202f}»\u{202f}! Pourquoi\u{202f}?"
        );
        assert_eq!(set("de", "Er sagte \"nein\"."), "Er sagte „nein“.");
        assert_eq!(set("ru", "\"да\""), "«да»");
        assert_eq!(set("en", "\"a 'b' c\""), "“a ‘b’ c”");
        assert_eq!(set("en", "the '90s"), "the ’90s");
        assert_eq!(set("en", "the pilots' union isn't 'here'"), "the pilots’ union isn’t ‘here’");
        assert_eq!(set("de", "'so', sagte er"), "‚so‘, sagte er");
        assert_eq!(set("fr", "\"un 'deux' trois\""), "«\u{202f}un “deux” trois\u{202f}»");
    }

    #[test]
    fn marks_beside_each_other_close_in_turn() {
        assert_eq!(set("en", "\"he said 'no'\"."), "“he said ‘no’”.");
        assert_eq!(set("en", "He said \"I 'do'\", yes."), "He said “I ‘do’”, yes.");
        assert_eq!(set("en", "\"a 'b'\"; \"c 'd'\""), "“a ‘b’”; “c ‘d’”");
        assert_eq!(set("en", "'a \"b\"'."), "‘a “b”’.");
        assert_eq!(set("en", "\"'a' b\""), "“‘a’ b”");
        assert_eq!(set("fr", "\"je 'sais'\"."), "«\u{202f}je “sais”\u{202f}».");
    }

    #[test]
    fn scripts_without_spaces_open_and_close_in_turn() {
        assert_eq!(
            set("zh", "中文，'單'；\"雙\"。（'括'）中'中'中\"雙\"中"),
            "中文，‘單’；“雙”。（‘括’）中‘中’中“雙”中"
        );
        assert_eq!(set("zh-Hant", "歡迎 \"港口\"，'單'"), "歡迎 「港口」，『單』");
    }

    #[test]
    fn what_is_right_stays() {
        let text = "“Cities are ready” — l’État, 5-10, a:b";
        assert_eq!(set("en", text), text);
        assert_eq!(set("en", "-----"), "-----");
    }

    #[test]
    fn a_quotation_can_run_over_pieces() {
        let mut typesetter = Typesetter::new("en");
        assert_eq!(typesetter.text("\""), "“");
        assert_eq!(typesetter.text("so"), "so");
        assert_eq!(typesetter.text("\""), "”");
    }
}
