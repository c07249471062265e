//! Digests: of files, and seals, which tell whether a text is still the one that was approved or
//! translated.

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

/// A SHA-256.
pub type Sha256Digest = [u8; 32];

/// The first half of a BLAKE3: enough to tell what Plenary made itself apart.
pub type Short = [u8; 16];

/// The short digest of some bytes, one after the other.
pub fn short(parts: &[&[u8]]) -> Short {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(part);
    }
    finished(&hasher)
}

/// The short digest of what a hasher has taken.
pub fn finished(hasher: &blake3::Hasher) -> Short {
    let mut digest = Short::default();
    hasher.finalize_xof().fill(&mut digest);
    digest
}

/// The SHA-256 (FIPS 180-4) of bytes.
pub fn digest(bytes: &[u8]) -> Sha256Digest {
    Sha256::digest(bytes).into()
}

/// Bytes in hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

/// A SHA-256 that was written in hexadecimal digits.
pub fn from_hex(digits: &str) -> Option<Sha256Digest> {
    let mut digest = Sha256Digest::default();
    if digits.len() != 2 * digest.len() || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    for (i, byte) in digest.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&digits[2 * i..2 * i + 2], 16).ok()?;
    }
    Some(digest)
}

/// The SHA-256 (FIPS 180-4) of bytes, in hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&digest(bytes))
}

/// The seal of a text: the first 16 hexadecimal digits of the SHA-256 of what is [`sealed`].
pub fn seal(text: &str) -> String {
    sha256(sealed(text).as_bytes())[..16].to_owned()
}

/// What a seal is of: the text in UTF-8, NFC, trimmed, each run of white space (not U+00A0) one space.
pub fn sealed(text: &str) -> String {
    let spaced: String =
        text.nfc().map(|c| if c.is_whitespace() && c != '\u{a0}' { ' ' } else { c }).collect();
    let words: Vec<&str> = spaced.split(' ').filter(|word| !word.is_empty()).collect();
    words.join(" ")
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
        assert_eq!(from_hex(&sha256(b"abc")), Some(digest(b"abc")));
        assert_eq!(from_hex("ba"), None);
    }
}
