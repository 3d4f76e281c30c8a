//! Every dependency is named by the code that declares it, and every version in the workspace's table has a user.
//!
//! A `[dependencies]` entry must be named by product code. One that only test code names is a dev-dependency.

use std::collections::BTreeSet;

use toml::{Table, Value};

use crate::{
    crate_tree::{Code, CrateTree, Module, paths::first_names},
    workspace::{Package, manifest, packages},
};

/// Crates whose library has another name than their package.
const LIBRARIES: &[(&str, &str)] = &[("dynoxide-rs", "dynoxide")];

const SECTIONS: [&str; 3] = ["dependencies", "dev-dependencies", "build-dependencies"];

#[test]
fn every_dependency_is_named_in_the_sources() {
    let mut faults = Vec::new();
    for package in packages() {
        let (product, all) = (of_product(&package), of_all(&package));
        for (section, named) in SECTIONS.iter().zip([&product, &all, &all]) {
            let unnamed = unnamed(&package.manifest, section, named).into_iter();
            let folder = &package.folder;
            faults.extend(unnamed.map(|name| format!("{folder}/Cargo.toml: no source names {name} of [{section}]")));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_version_of_the_workspace_has_a_user() {
    let packages: Vec<_> = packages().into_iter().map(|package| package.manifest).collect();
    assert_eq!(unused(&manifest(), &packages), <[&str; 0]>::default());
}

/// First names of the paths in product code.
fn of_product(package: &Package) -> BTreeSet<String> {
    let trees = CrateTree::all(package, Code::Product);
    let modules = trees.iter().flat_map(|tree| &tree.modules);
    modules.flat_map(Module::first_names).cloned().collect()
}

/// The same in every file, tests and build script included.
fn of_all(package: &Package) -> BTreeSet<String> {
    package.sources("").values().flat_map(|text| first_names(&syn::parse_file(text).unwrap())).collect()
}

fn unnamed(manifest: &Table, section: &str, named: &BTreeSet<String>) -> Vec<String> {
    let declared = manifest.get(section).and_then(Value::as_table).into_iter().flat_map(Table::keys);
    declared.filter(|name| !named.contains(&library(name))).cloned().collect()
}

fn unused(workspace: &Table, packages: &[Table]) -> Vec<String> {
    let sections = packages.iter().flat_map(|manifest| SECTIONS.map(|section| manifest.get(section)));
    let used: BTreeSet<_> = sections.flatten().filter_map(Value::as_table).flat_map(Table::keys).collect();
    let versions = workspace["workspace"]["dependencies"].as_table().unwrap();
    versions.keys().filter(|name| !used.contains(name)).cloned().collect()
}

/// As sources name it.
fn library(name: &str) -> String {
    let other = LIBRARIES.iter().find(|(package, _)| *package == name).map(|(_, library)| *library);
    other.unwrap_or(name).replace('-', "_")
}

#[test]
fn what_no_source_names_is_told() {
    let names = ["dynoxide-rs", "http", "jiff", "portal", "serde", "sha2", "thiserror", "tokio", "unic-langid"];
    let declared: String = names.map(|name| format!("{name} = \"1\"\n")).concat();
    let manifest = format!("[dependencies]\n{declared}").parse().unwrap();
    let source = r#"
        use serde as s;
        use {dynoxide::Database, self::jiff::Span};
        functions! { portal, register }
        #[derive(thiserror::Error)]
        enum E {}
        #[tokio::main]
        async fn main() { print!("{}", unic_langid::langid()); sha2::go(crate::http::X, http) }
    "#;
    let named = first_names(&syn::parse_file(source).unwrap());
    assert_eq!(unnamed(&manifest, "dependencies", &named), ["http", "jiff"]);
}

#[test]
fn a_version_without_a_user_is_told() {
    let workspace = "[workspace.dependencies]\na = \"1\"\nb = \"1\"\nc = \"1\"\nd = \"1\"".parse().unwrap();
    let packages = ["[dependencies]\na.workspace = true", "[dev-dependencies]\nb = { workspace = true }"];
    let packages = packages.map(|manifest| manifest.parse().unwrap());
    assert_eq!(unused(&workspace, &packages), ["c", "d"]);
}
