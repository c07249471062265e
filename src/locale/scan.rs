//! One look at the bytes of a text, which tells whether anything in it is set otherwise than it is typed.
//! In most texts nothing is.

/// What to look for in the texts of a language.
#[derive(Debug)]
pub(super) struct Scan {
    classes: [Class; 256],
    /// Words after which a space may not break, with capitals too, by their last byte.
    bound: Vec<Vec<String>>,
    /// Whether the spaces in numbers are others.
    groups: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    /// Says nothing.
    Plain,
    /// A sign that may be set otherwise.
    Sign,
    /// Only where it stands twice.
    Twice,
    /// A space.
    Space,
}

impl Default for Scan {
    fn default() -> Self {
        Self { classes: [Class::Plain; 256], bound: vec![Vec::new(); 256], groups: false }
    }
}

impl Scan {
    /// Looks for signs, for spaces behind words, and for those in numbers.
    pub(super) fn new<'w>(
        signs: impl Iterator<Item = char>,
        words: impl Iterator<Item = &'w str>,
        groups: bool,
    ) -> Self {
        let mut scan = Self { groups, ..Self::default() };
        let mut set = |class, byte: u8| scan.classes[usize::from(byte)] = class;
        // The first bytes of marks that are not ASCII: « », those of U+2000 to U+2FFF, 「 」.
        for byte in [b'"', b'\'', 0xc2, 0xe2, 0xe3] {
            set(Class::Sign, byte);
        }
        for byte in [b'-', b'.'] {
            set(Class::Twice, byte);
        }
        for sign in signs.filter_map(|sign| u8::try_from(sign).ok()) {
            set(Class::Sign, sign);
        }
        set(Class::Space, b' ');
        for word in words.flat_map(|word| [word.to_owned(), capital(word)]) {
            if let Some(last) = word.bytes().next_back() {
                scan.bound[usize::from(last)].push(word);
            }
        }
        scan
    }

    /// Whether a text may hold anything that is set otherwise.
    pub(super) fn finds(&self, text: &[u8]) -> bool {
        let mut before = b' ';
        text.iter().enumerate().any(|(i, byte)| {
            let last = std::mem::replace(&mut before, *byte);
            match self.classes[usize::from(*byte)] {
                Class::Plain => false,
                Class::Sign => true,
                Class::Twice => *byte == last,
                Class::Space => {
                    let digits = || last.is_ascii_digit() && text.get(i + 1).is_some_and(u8::is_ascii_digit);
                    self.bound[usize::from(last)].iter().any(|word| text[..i].ends_with(word.as_bytes()))
                        || self.groups && digits()
                }
            }
        })
    }

    /// Whether words after which a space may not break end in a character like this.
    pub(super) fn may_end_bound(&self, last: char) -> bool {
        let last = last.encode_utf8(&mut [0; 4]).bytes().next_back();
        last.is_some_and(|last| !self.bound[usize::from(last)].is_empty())
    }

    /// Whether a word is one after which a space may not break.
    pub(super) fn is_bound(&self, word: &str) -> bool {
        let last = word.bytes().next_back();
        last.is_some_and(|last| self.bound[usize::from(last)].iter().any(|bound| bound == word))
    }
}

/// A word with a capital at its start.
fn capital(word: &str) -> String {
    let mut rest = word.chars();
    rest.next().into_iter().flat_map(char::to_uppercase).chain(rest).collect()
}
