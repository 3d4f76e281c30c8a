//! Every Rust file of the product: none that is for tests alone, no tests, no builders of tests.

use std::collections::BTreeMap;

use crate::{
    crate_tree::{Code, CrateTree},
    workspace::packages,
};

#[derive(Default)]
pub(crate) struct File {
    /// From the workspace's root on.
    pub(crate) path: String,
    /// With the tests that stand in it.
    pub(crate) text: String,
    /// What its code names, and the lines.
    pub(crate) named: Vec<(Vec<String>, usize)>,
}

pub(crate) fn files() -> Vec<File> {
    let mut files = Vec::new();
    for package in packages() {
        if package.folder == "shared/fixtures" || package.folder.starts_with("tests") {
            continue;
        }
        let sources = package.sources("src");
        let trees = CrateTree::all(&package, Code::Product).into_iter();
        let all = trees.flat_map(|tree| of(tree, &sources));
        files.extend(all.map(|file| File { path: format!("{}/src/{}", package.folder, file.path), ..file }));
    }
    files
}

/// The files of one crate. Modules in braces belong to their file.
fn of(tree: CrateTree, sources: &BTreeMap<String, String>) -> Vec<File> {
    let mut files = BTreeMap::<_, File>::new();
    for module in tree.modules {
        files.entry(module.file).or_default().named.extend(module.named);
    }
    let file = |(path, file): (String, File)| File { text: sources[&path].clone(), path, ..file };
    files.into_iter().map(file).collect()
}

/// A file of its own, as product code.
pub(crate) fn sole(path: &str, text: &str) -> File {
    let sources = BTreeMap::from([("lib.rs".to_owned(), text.to_owned())]);
    let files = of(CrateTree::read("lib.rs", &sources, Code::Product), &sources);
    files.into_iter().map(|file| File { path: path.to_owned(), ..file }).next().unwrap()
}
