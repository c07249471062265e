//! `build.json`: every output with its size and SHA-256 (FIPS 180-4), for `plenary verify` and for
//! the next publication.

use serde::{Deserialize, Serialize};

use crate::digest::sha256;
use crate::plan::Outputs;

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
    pub size: usize,
    /// The SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
}

/// The manifest of outputs as JSON.
pub fn json(outputs: &Outputs) -> String {
    let list = outputs
        .iter()
        .map(|(route, bytes)| Output { path: route.file(), size: bytes.len(), sha256: sha256(bytes) })
        .collect();
    let manifest = Manifest { generator: format!("plenary {}", env!("CARGO_PKG_VERSION")), outputs: list };
    serde_json::to_string_pretty(&manifest).expect("strings and numbers always serialise") + "\n"
}
