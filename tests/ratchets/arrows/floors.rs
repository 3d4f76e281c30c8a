//! The floors of a crate: each part uses those below it, and nothing above.

use super::arrow::{Arrow, arrows};
use crate::{
    crate_tree::{Code, CrateTree},
    workspace::packages,
};

/// The folders and files that stand directly in a crate's `src`, from the lowest up. Every one of them has its place.
const FLOORS: &[(&str, &[&str])] = &[
    (
        "shared/domain",
        &[
            "with_all",
            "value",
            "audit",
            "outbox",
            "change",
            "decision",
            "policy",
            "staff",
            "file",
            "task",
            "export",
            "run",
            "work_package",
            "document",
            "share",
            "step",
            "gate",
            "work",
            "events",
        ],
    ),
    (
        "shared/cloud",
        &[
            // What AWS is asked through, and what it answers.
            "meter",
            "account",
            "error",
            "keyring",
            "mail",
            "files",
            "packing",
            // How things stand in the tables.
            "keys",
            "index",
            "register_list",
            "units",
            "known_texts",
            "stored_answer",
            "rows",
            // The tables themselves.
            "store",
            "due",
            "outbox",
            "texts",
            "trail",
            "place_activity",
            "listing",
            "tables",
            // What leaves them, and what comes in.
            "events",
            "bus",
            "commit",
            "exports",
            "mail_counts",
            "step_news",
            "contention",
        ],
    ),
    (
        "shared/pages",
        &[
            "assets",
            "branding",
            "language",
            "number",
            "paragraphs",
            "render",
            "texts",
            "moments",
            "size",
            "words",
            "rounds",
            "frame",
            "field",
            "decision",
            "asked",
        ],
    ),
    ("shared/web", &["cookie", "accept", "answer", "request", "start", "door"]),
];

#[test]
fn each_part_of_a_crate_uses_only_those_below_it() {
    let packages = packages();
    let mut faults = Vec::new();
    for (folder, floors) in FLOORS {
        let package = packages.iter().find(|package| package.folder == *folder);
        let package = package.unwrap_or_else(|| panic!("there is no package {folder}"));
        let trees = CrateTree::all(package, Code::Product);
        faults.extend(trees.iter().flat_map(|tree| judge(tree, floors)));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

pub(super) fn judge(tree: &CrateTree, floors: &[&str]) -> Vec<String> {
    let parts: Vec<_> = tree.modules[0].children.keys().map(String::as_str).collect();
    let name = &tree.name;
    let homeless = parts.iter().filter(|part| !floors.contains(part));
    let mut faults: Vec<_> = homeless.map(|part| format!("{name}: {part} has no floor in FLOORS")).collect();
    let empty = floors.iter().filter(|floor| !parts.contains(floor));
    faults.extend(empty.map(|floor| format!("{name} has no {floor} any more: take it out of FLOORS")));
    faults.extend(climbs(&arrows(tree), floors).into_iter().map(|told| format!("{name}: {told}")));
    faults
}

fn climbs(arrows: &[Arrow], floors: &[&str]) -> Vec<String> {
    let floor = |part: &str| floors.iter().position(|floor| *floor == part);
    let climb = |Arrow { from: file, line, name, to }: &Arrow| {
        let (from, to) = (part(file), part(to));
        let up = from != to && floor(from)? < floor(to)?;
        up.then(|| format!("{file}:{line} uses {name}, but {to} is above {from}"))
    };
    arrows.iter().filter_map(climb).collect()
}

/// The first part of a path, for `share.rs` and `share/terms.rs` alike.
fn part(file: &str) -> &str {
    let first = file.split('/').next().unwrap_or(file);
    first.strip_suffix(".rs").unwrap_or(first)
}
