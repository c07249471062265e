//! Which signs a text holds, so that rules look only where theirs are.

/// The bytes that texts hold, gathered in one pass: most texts hold few of the signs that rules
/// look for, and asking here costs next to nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Signs([u64; 4]);

impl Signs {
    /// The signs of some texts.
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        // Written one by one, without reading: each byte is then independent of the one before it.
        let mut bytes = [false; 256];
        for byte in texts.into_iter().flat_map(str::bytes) {
            bytes[usize::from(byte)] = true;
        }
        let mut signs = Self::default();
        for (word, bytes) in signs.0.iter_mut().zip(bytes.chunks(64)) {
            *word = bytes.iter().rev().fold(0, |word, held| word << 1 | u64::from(*held));
        }
        signs
    }

    /// Whether the texts hold a sign. Of a sign beyond ASCII, that its bytes are there is all that is
    /// known: false is certain, true is not.
    pub fn hold(&self, sign: char) -> bool {
        sign.encode_utf8(&mut [0; 4]).bytes().all(|byte| self.hold_byte(byte))
    }

    /// Whether the texts hold any of some signs.
    pub fn hold_any(&self, signs: &str) -> bool {
        signs.chars().any(|sign| self.hold(sign))
    }

    /// Whether the texts hold each of some signs.
    pub fn hold_all(&self, signs: &str) -> bool {
        signs.bytes().all(|byte| self.hold_byte(byte))
    }

    fn hold_byte(&self, byte: u8) -> bool {
        self.0[usize::from(byte >> 6)] >> (byte & 63) & 1 == 1
    }
}

/// Where a text holds a short word. Whether it does at all is told many bytes at a time, and seldom
/// it does.
pub fn find(text: &str, word: &str) -> Option<usize> {
    if text.contains(word) { text.find(word) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_that_is_there_is_never_missed() {
        let signs = Signs::of(["the “Board", "¿"]);
        assert!(signs.hold('“') && signs.hold('¿') && signs.hold_any("[B]") && signs.hold_all("Board"));
        assert!(!signs.hold('”') && !signs.hold_any("[]\"") && !signs.hold_all("Bay"));
        assert!(!Signs::of([]).hold_any("a"));
    }
}
