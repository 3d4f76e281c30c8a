//! How large a function's zip is, as `sam package` makes it: `bootstrap` alone, deflated.

use std::{
    fs::File,
    io::{self, Write},
    path::Path,
};

use flate2::{Compression, write::DeflateEncoder};

/// Headers for one file of that name (APPNOTE.TXT 4.3.7, 4.3.12, 4.3.16).
const FRAME: u64 = (30 + 9) + (46 + 9) + 22;

#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    pub(crate) binary: u64,
    pub(crate) zip: u64,
}

pub(crate) fn size(bootstrap: &Path) -> io::Result<Size> {
    let mut encoder = DeflateEncoder::new(Counted(0), Compression::default());
    let binary = io::copy(&mut File::open(bootstrap)?, &mut encoder)?;
    Ok(Size { binary, zip: encoder.finish()?.0 + FRAME })
}

/// Keeps nothing but the length.
struct Counted(u64);

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zip_is_smaller_than_what_repeats_itself() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("bootstrap");
        std::fs::write(&file, "abcdefgh".repeat(10_000)).unwrap();
        let Size { binary, zip } = size(&file).unwrap();
        assert_eq!(binary, 80_000);
        assert!((FRAME + 50..2_000).contains(&zip), "{zip}");
    }
}
