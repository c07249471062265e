//! Small binary files that are whole or count as nothing: a line that names the form, the digest
//! of what follows, and bytes, which are mostly a value in the form of postcard.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// How many bytes the digest has.
const DIGEST: usize = blake3::OUT_LEN;

/// A value as the bytes of such a file.
pub fn bytes(form: &str, value: &impl Serialize) -> io::Result<Vec<u8>> {
    let value = postcard::to_allocvec(value).map_err(io::Error::other)?;
    Ok(of_bytes(form, &value))
}

/// Bytes as the bytes of such a file.
pub fn of_bytes(form: &str, value: &[u8]) -> Vec<u8> {
    [form.as_bytes(), b"\n", blake3::hash(value).as_bytes(), value].concat()
}

/// Writes such a file beside its place and moves it there, so that nobody ever reads half of it.
/// Where `synced`, it is on the disk itself when this returns.
pub fn write(file: &Path, bytes: &[u8], synced: bool) -> io::Result<()> {
    let beside = file.with_extension("new");
    let written = write_new(&beside, bytes, synced).and_then(|()| fs::rename(&beside, file));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

fn write_new(file: &Path, bytes: &[u8], synced: bool) -> io::Result<()> {
    // What stands there is left of a build that was killed, or no file at all.
    if file.symlink_metadata().is_ok_and(|there| !there.is_dir()) {
        fs::remove_file(file)?;
    }
    let mut new = fs::File::create_new(file)?;
    new.write_all(bytes)?;
    if synced { new.sync_data() } else { Ok(()) }
}

/// Reads such a file; nothing where there is none, where it is damaged, or where it has another form.
pub fn read<T: DeserializeOwned>(file: &Path, form: &str) -> Option<T> {
    postcard::from_bytes(&read_bytes(file, form)?).ok()
}

/// Reads the bytes in such a file.
#[expect(clippy::disallowed_methods, reason = "this is the door to what is remembered")]
pub fn read_bytes(file: &Path, form: &str) -> Option<Vec<u8>> {
    // A pipe would be waited for.
    let mut bytes = if file.is_file() { fs::read(file).ok()? } else { return None };
    let rest = bytes.strip_prefix(form.as_bytes())?.strip_prefix(b"\n")?;
    let (digest, value) = rest.split_at_checked(DIGEST)?;
    if blake3::hash(value).as_bytes() != digest {
        return None;
    }
    let head = bytes.len() - value.len();
    bytes.drain(..head);
    Some(bytes)
}
