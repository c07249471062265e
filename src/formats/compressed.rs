//! Compressed forms of files, for hosts that serve those as they are: gzip (RFC 1952), which every browser and
//! program reads, and Brotli (RFC 7932), which is smaller and all browsers read by HTTPS.
//!
//! The same bytes give the same bytes: the head of gzip holds neither a name nor a time.

use std::io::{Read, Write};

use brotli::CompressorReader;
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, GzBuilder};

/// A form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// gzip.
    Gzip,
    /// Brotli.
    Brotli,
}

/// The window of Brotli that all readers of web pages hold, as a power of two.
const WINDOW: u32 = 22;

/// The largest file, in bytes, that Brotli takes its time for: 1 MB takes some two seconds.
const PATIENT: usize = 256 * 1024;

impl Form {
    /// All forms.
    pub const ALL: [Self; 2] = [Self::Gzip, Self::Brotli];

    /// What stands behind the name of a file that is compressed.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Gzip => ".gz",
            Self::Brotli => ".br",
        }
    }

    /// The name of a file without the ending of a form; none where it has none.
    pub fn original(path: &str) -> Option<&str> {
        Self::ALL.into_iter().find_map(|form| path.strip_suffix(form.ending()))
    }

    /// Bytes in this form; none where they cannot be compressed.
    pub fn of(self, bytes: &[u8]) -> Option<Vec<u8>> {
        let mut out = Vec::with_capacity(bytes.len() / 3);
        match self {
            Self::Gzip => {
                let mut writer = GzBuilder::new().write(&mut out, Compression::best());
                writer.write_all(bytes).ok()?;
                writer.finish().ok()?;
            }
            Self::Brotli => {
                let quality = if bytes.len() > PATIENT { 9 } else { 11 };
                let window = i32::try_from(WINDOW).ok()?;
                let hint = bytes.len();
                let params = BrotliEncoderParams {
                    quality,
                    lgwin: window,
                    size_hint: hint,
                    ..BrotliEncoderParams::default()
                };
                CompressorReader::with_params(bytes, 1 << 16, &params).read_to_end(&mut out).ok()?;
            }
        }
        Some(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compressed_bytes_are_the_same_bytes_again() {
        let long = "Réunions, בית and 图书馆. ".repeat(20_000);
        for text in ["", "a", "aaaa bbbb aaaa", &long[..5_000], &long] {
            let gzip = Form::Gzip.of(text.as_bytes()).unwrap();
            assert_eq!(gzip[3..8], [0; 5], "no name and no time");
            let mut read = String::new();
            flate2::read::GzDecoder::new(&gzip[..]).read_to_string(&mut read).unwrap();
            assert_eq!(read, text);
            let brotli = Form::Brotli.of(text.as_bytes()).unwrap();
            read.clear();
            brotli::Decompressor::new(&brotli[..], 4096).read_to_string(&mut read).unwrap();
            assert_eq!(read, text);
            assert_eq!(Form::Brotli.of(text.as_bytes()).unwrap(), brotli);
        }
        assert_eq!(Form::original("a/index.html.br"), Some("a/index.html"));
        assert_eq!(Form::original("a/index.html"), None);
    }
}
