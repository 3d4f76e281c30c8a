//! The packages of the workspace and their files, read from the disk.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use toml::{Table, Value};

/// One package: its manifest and where it stands.
pub(crate) struct Package {
    /// Relative to the workspace, such as `shared/domain`.
    pub(crate) folder: String,
    pub(crate) manifest: Table,
}

impl Package {
    /// Every Rust file below `inside`, a folder of the package, by its path from there. Packages inside are not part.
    pub(crate) fn sources(&self, inside: &str) -> BTreeMap<String, String> {
        let here = root().join(&self.folder);
        let folder = here.join(inside);
        let own = |path: &PathBuf| {
            let mut folders = path.ancestors().skip(1).take_while(|folder| *folder != here);
            !folders.any(|folder| folder.join("Cargo.toml").exists())
        };
        let files = files(&folder, "rs").into_iter().filter(own);
        files.map(|path| (relative(&path, &folder), fs::read_to_string(&path).unwrap())).collect()
    }
}

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

pub(crate) fn manifest() -> Table {
    read(&root().join("Cargo.toml"))
}

/// Those that the workspace's manifest names as members.
pub(crate) fn packages() -> Vec<Package> {
    let manifest = manifest();
    let members = manifest["workspace"]["members"].as_array().unwrap().iter().filter_map(Value::as_str);
    let mut folders: Vec<_> = members.flat_map(folders).collect();
    folders.sort();
    let package = |folder: PathBuf| {
        let manifest = read(&folder.join("Cargo.toml"));
        Package { folder: relative(&folder, &root()), manifest }
    };
    folders.into_iter().map(package).collect()
}

/// The files below `folder` whose names end in `extension`. What git and cargo make themselves is no source.
pub(crate) fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else { return found };
    for path in entries.map(|entry| entry.unwrap().path()) {
        let name = path.file_name().unwrap().to_string_lossy();
        if path.is_dir() && !name.starts_with('.') && !["target", "node_modules"].contains(&&*name) {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|found| found == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

pub(crate) fn relative(path: &Path, to: &Path) -> String {
    path.strip_prefix(to).unwrap().to_str().unwrap().replace('\\', "/")
}

/// The folders that a member of the manifest stands for: itself, or each package inside where it ends in `/*`.
fn folders(member: &str) -> Vec<PathBuf> {
    let Some(parent) = member.strip_suffix("/*") else { return vec![root().join(member)] };
    let entries = fs::read_dir(root().join(parent)).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.join("Cargo.toml").exists()).collect()
}

fn read(path: &Path) -> Table {
    fs::read_to_string(path).unwrap().parse().unwrap()
}
