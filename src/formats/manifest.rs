//! `build.json`: every output with its size and SHA-256 (FIPS 180-4), for `plenary verify` and for
//! the next publication.

use serde::{Deserialize, Serialize};

/// The program, as it names itself.
const NAME: &str = "plenary";

/// The file's contents.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Manifest {
    /// The program and its version.
    pub generator: String,
    /// All other outputs, by path.
    pub outputs: Vec<Output>,
}

/// One output.
#[derive(Debug, Serialize, Deserialize)]
pub struct Output {
    /// The file, from the output folder.
    pub path: String,
    /// Its size in bytes.
    pub size: u64,
    /// The SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
}

impl Manifest {
    /// Whether this program, or another version of it, wrote it.
    pub fn is_ours(&self) -> bool {
        self.generator == NAME || self.generator.starts_with(&format!("{NAME} "))
    }
}

/// What is said of outputs, in the order given, as JSON.
pub fn json(outputs: Vec<Output>) -> String {
    let manifest = Manifest { generator: format!("{NAME} {}", env!("CARGO_PKG_VERSION")), outputs };
    serde_json::to_string_pretty(&manifest).expect("strings and numbers always serialise") + "\n"
}
