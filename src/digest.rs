//! Digests: of files, and seals, which tell whether a text is still the one that was approved or
//! translated.

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

/// The SHA-256 (FIPS 180-4) of bytes, in hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    use std::fmt::Write;
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

/// The seal of a text: the first 16 hexadecimal digits of the SHA-256 of the text in UTF-8, NFC,
/// trimmed, each run of white space (not U+00A0) one space.
pub fn seal(text: &str) -> String {
    let spaced: String =
        text.nfc().map(|c| if c.is_whitespace() && c != '\u{a0}' { ' ' } else { c }).collect();
    let words: Vec<&str> = spaced.split(' ').filter(|word| !word.is_empty()).collect();
    sha256(words.join(" ").as_bytes())[..16].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_and_form_do_not_change_a_seal() {
        assert_eq!(seal(" e\u{301}a\r\n b "), seal("éa b"));
        assert_ne!(seal("a\u{a0}b"), seal("a b"));
        // printf 'abc' | sha256sum
        assert_eq!(seal("abc"), "ba7816bf8f01cfea");
    }
}
