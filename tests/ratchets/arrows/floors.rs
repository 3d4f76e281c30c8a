//! The floors of the rules: what stands on one floor uses those below it, and nothing beside or above it.

use std::collections::BTreeSet;

use super::arrow::{Arrow, arrows};
use crate::{crate_tree::CrateTree, workspace::packages};

/// Folders and files of `shared/domain/src`, and on which floor they stand. A folder that is not here has none.
const FLOORS: &[(&str, u8)] = &[
    ("value", 0),
    ("audit", 1),
    ("change", 2),
    ("decision", 2),
    ("outbox", 2),
    ("staff", 3),
    ("policy", 3),
    ("file", 3),
    ("task", 4),
    ("run", 5),
    ("document", 5),
    ("share", 6),
    ("gate", 7),
    ("work", 8),
];

/// What may use its neighbour: a decision is a change or none, and a change holds what it sends out.
const BESIDE: &[(&str, &str)] = &[("change", "outbox"), ("decision", "change")];

/// Arrows that still run up or beside. Only ever fewer.
const STILL_CLIMBING: &[(&str, &str)] = &[
    ("audit", "share"),
    ("file", "policy"),
    ("outbox", "share"),
    ("share", "gate"),
    ("task", "gate"),
    ("task", "run"),
    ("task", "share"),
];

/// An arrow to a floor that is not below.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Climb {
    pub(super) folders: (String, String),
    pub(super) told: String,
}

#[test]
fn the_rules_use_only_the_floors_below_them() {
    let packages = packages();
    let rules = packages.iter().find(|package| package.folder == "shared/domain").unwrap();
    let climbs: Vec<_> = CrateTree::all(rules).iter().flat_map(|tree| climbs(&arrows(tree))).collect();
    let mut faults = Vec::new();
    for climb in &climbs {
        let (from, to) = &climb.folders;
        if !STILL_CLIMBING.contains(&(from, to)) {
            faults.push(climb.told.clone());
        }
    }
    let found: BTreeSet<_> = climbs.iter().map(|climb| (&*climb.folders.0, &*climb.folders.1)).collect();
    for (from, to) in STILL_CLIMBING.iter().filter(|pair| !found.contains(pair)) {
        faults.push(format!("{from} does not use {to} any more: take it out of STILL_CLIMBING"));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

pub(super) fn climbs(arrows: &[Arrow]) -> Vec<Climb> {
    let mut climbs = Vec::new();
    for arrow in arrows {
        let (from, to) = (folder(&arrow.from), folder(&arrow.to));
        let (Some(here), Some(there)) = (floor(from), floor(to)) else { continue };
        if there < here || from == to || BESIDE.contains(&(from, to)) {
            continue;
        }
        let Arrow { from: file, line, name, .. } = arrow;
        let told = format!("{file}:{line} uses {name}: {from} is on floor {here}, {to} on floor {there}");
        climbs.push(Climb { folders: (from.to_owned(), to.to_owned()), told });
    }
    climbs
}

fn floor(folder: &str) -> Option<u8> {
    FLOORS.iter().find(|(name, _)| *name == folder).map(|(_, floor)| *floor)
}

/// The first part of a path, for `share.rs` and `share/terms.rs` alike.
fn folder(file: &str) -> &str {
    let first = file.split('/').next().unwrap_or(file);
    first.strip_suffix(".rs").unwrap_or(first)
}
