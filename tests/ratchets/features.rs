//! What only describes the API is built for tests alone. `sam build` builds each function with the features that any
//! package of the workspace turns on for its product code, so none may turn this one on there.

use toml::{Table, Value};

use crate::workspace::{manifest, packages};

/// The feature that brings in [`CRATE`].
const FEATURE: &str = "openapi";
const CRATE: &str = "utoipa";

const PRODUCT: [&str; 2] = ["dependencies", "build-dependencies"];

#[test]
fn no_function_is_built_with_the_description_of_the_api() {
    let mut faults = turned_on("Cargo.toml", manifest()["workspace"].get("dependencies"));
    let packages = packages();
    for package in &packages {
        faults.extend(judge(&format!("{}/Cargo.toml", package.folder), &package.manifest));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let optional = |package: &Table| package.get("dependencies").is_some_and(|listed| listed.get(CRATE).is_some());
    let users = packages.iter().filter(|package| optional(&package.manifest)).count();
    assert!(users > 0, "no package uses {CRATE}: this test looks for the wrong name");
}

fn judge(path: &str, package: &Table) -> Vec<String> {
    let mut faults: Vec<_> = PRODUCT.iter().flat_map(|section| turned_on(path, package.get(*section))).collect();
    let of_product = PRODUCT.iter().filter_map(|section| package.get(*section)?.get(CRATE));
    if of_product.into_iter().any(|entry| entry.get("optional").and_then(Value::as_bool) != Some(true)) {
        faults.push(format!("{path}: {CRATE} is not optional"));
    }
    let features = package.get("features").and_then(Value::as_table).into_iter().flatten();
    for (name, brings) in features.filter(|(name, _)| *name != FEATURE) {
        let brings = brings.as_array().into_iter().flatten().filter_map(Value::as_str);
        let mut same = brings.filter(|brought| {
            *brought == FEATURE || brought.ends_with(&format!("/{FEATURE}")) || brought.ends_with(CRATE)
        });
        if let Some(brought) = same.next() {
            faults.push(format!("{path}: the feature {name} brings {brought}"));
        }
    }
    faults
}

/// The dependencies of one section that turn the feature on.
fn turned_on(path: &str, section: Option<&Value>) -> Vec<String> {
    let entries = section.and_then(Value::as_table).into_iter().flatten();
    let on = entries.filter(|(_, entry)| {
        let features = entry.get("features").and_then(Value::as_array).into_iter().flatten();
        features.filter_map(Value::as_str).any(|feature| feature == FEATURE)
    });
    on.map(|(name, _)| format!("{path}: {name} turns {FEATURE} on for product code")).collect()
}

#[test]
fn what_would_build_it_into_a_function_is_told() {
    let told = |manifest: &str| judge("a/Cargo.toml", &manifest.parse().unwrap());
    let nothing: [&str; 0] = [];
    assert_eq!(told("[dev-dependencies]\nvestibule-api = { workspace = true, features = [\"openapi\"] }"), nothing);
    let behind = "[features]\nopenapi = [\"dep:utoipa\", \"b/openapi\"]\n[dependencies]\nutoipa = { optional = true }";
    assert_eq!(told(behind), nothing);
    for (manifest, fault) in [
        ("[dependencies]\nb = { path = \"b\", features = [\"openapi\"] }", "b turns openapi on for product code"),
        ("[build-dependencies]\nb = { features = [\"x\", \"openapi\"] }", "b turns openapi on for product code"),
        ("[dependencies]\nutoipa.workspace = true", "utoipa is not optional"),
        ("[dependencies]\nutoipa = \"6\"", "utoipa is not optional"),
        ("[features]\ndefault = [\"openapi\"]", "the feature default brings openapi"),
        ("[features]\nother = [\"b/openapi\"]", "the feature other brings b/openapi"),
        ("[features]\nother = [\"dep:utoipa\"]", "the feature other brings dep:utoipa"),
    ] {
        assert_eq!(told(manifest), [format!("a/Cargo.toml: {fault}")], "{manifest}");
    }
}
