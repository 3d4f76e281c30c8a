//! Joins and compresses the style and the scripts of the pages.

use std::path::{Path, PathBuf};

#[expect(clippy::disallowed_methods, reason = "cargo tells a build script by its environment alone")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (shared, own) = (Path::new("../../shared/pages/assets"), Path::new("assets"));
    for folder in [shared, own] {
        println!("cargo::rerun-if-changed={}", folder.display());
    }
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("cargo says where")?);
    Ok(vestibule_bundle::write("portal", &[shared, own], &out)?)
}
