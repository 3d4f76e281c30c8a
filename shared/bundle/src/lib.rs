//! Joins the style and the scripts of a function's pages while it is built: one file each, compressed ahead of time, named
//! after its content. The sources stay modules that a browser could load one by one.

mod asset;
mod error;
mod join;
mod module;
mod style;

use std::{fs, path::Path};

pub use error::{BundleError, JoinError};

/// For a build script: joins the styles of the first folder and the scripts of all, and writes them into `out`, with
/// `assets.rs`, an expression of the type `vestibule_pages::assets::Assets`.
pub fn write(name: &str, folders: &[&Path], out: &Path) -> Result<(), BundleError> {
    let mut scripts = Vec::new();
    for folder in folders {
        scripts.extend(read(folder, "js")?);
    }
    let styles = folders.first().map(|folder| read(&folder.join("style"), "css")).transpose()?.unwrap_or_default();
    let marks = folders.first().map(|folder| read(folder, "svg")).transpose()?.unwrap_or_default();
    let script = asset::write(out, name, "js", &join::join(&scripts)?)?;
    let style = asset::write(out, name, "css", &style::join(&styles))?;
    let mark = marks.first().map(|(_, mark)| asset::in_address(mark)).unwrap_or_default();
    let path = out.join("assets.rs");
    let text = format!("::vestibule_pages::assets::Assets {{ style: {style}, script: {script}, mark: {mark:?} }}");
    fs::write(&path, text).map_err(BundleError::io(&path))
}

/// The files of a folder with an ending, by name.
fn read(folder: &Path, ending: &str) -> Result<Vec<(String, String)>, BundleError> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(BundleError::io(folder))? {
        let path = entry.map_err(BundleError::io(folder))?.path();
        let (Some(name), true) = (path.file_name(), path.extension().is_some_and(|found| found == ending)) else {
            continue;
        };
        let text = fs::read_to_string(&path).map_err(BundleError::io(&path))?;
        files.push((name.to_string_lossy().into_owned(), text));
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use std::{error::Error, io::Read as _};

    use flate2::read::GzDecoder;

    use super::*;

    #[test]
    fn a_new_file_is_part_of_it_without_being_listed_and_changes_the_name() -> Result<(), Box<dyn Error>> {
        let (sources, out) = (tempfile::tempdir()?, tempfile::tempdir()?);
        let (shared, own) = (sources.path().join("shared"), sources.path().join("own"));
        fs::create_dir_all(shared.join("style"))?;
        fs::create_dir(&own)?;
        let written = || -> Result<(String, String), Box<dyn Error>> {
            write("portal", &[&shared, &own], out.path())?;
            let mut script = String::new();
            GzDecoder::new(&*fs::read(out.path().join("portal.js.gz"))?).read_to_string(&mut script)?;
            assert_eq!(script, fs::read_to_string(out.path().join("portal.js"))?);
            let assets = fs::read_to_string(out.path().join("assets.rs"))?;
            let address =
                assets.split("/assets/").find_map(|rest| rest.split_once(".js\"")).map(|(address, _)| address);
            Ok((script, address.unwrap_or_default().to_owned()))
        };
        let (before, address) = written()?;
        assert!(address.len() == "portal.0123456789ab".len(), "{address}");
        fs::write(own.join("new.js"), "say();\n")?;
        let (after, other) = written()?;
        assert!(!before.contains("say();") && after.contains("\"new.js\": () => {\nsay();\n"), "{after}");
        assert_ne!(other, address);
        assert_eq!(written()?, (after, other), "the same of the same sources");
        Ok(())
    }
}
