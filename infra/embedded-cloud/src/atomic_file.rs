//! Files appear whole or not at all, and only their owner can read them.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

/// Writes `bytes` to `path`, replacing what is there. The folder must exist.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    beside(path, bytes)?.persist(path)?;
    Ok(())
}

/// Reads the secret in `path`; the first run makes it. Mode 0600 from its first instant.
pub(crate) fn read_or_make<E>(path: &Path, make: impl FnOnce() -> Result<Vec<u8>, E>) -> io::Result<Vec<u8>>
where
    E: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    match fs::read(path) {
        Err(missing) if missing.kind() == io::ErrorKind::NotFound => {}
        read => return read,
    }
    let secret = make().map_err(io::Error::other)?;
    beside(path, &secret)?.persist_noclobber(path)?;
    Ok(secret)
}

fn beside(path: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    Ok(file)
}
