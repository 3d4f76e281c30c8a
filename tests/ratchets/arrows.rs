//! No file of a crate comes back to itself by what it uses.
//!
//! A file is a module of its own. An arrow goes from a file to the file that *defines* what it names:
//!
//! 1. A `use`, and a path in the code or in a macro, is followed to the definition, through every `pub use` on the way.
//!    A name that is not found, because a macro defines it, belongs to the file in which it was looked for.
//! 2. A `mod`, a `pub use` and a module's name are no arrows by themselves: a file that only shows what stands below
//!    it needs nothing. It needs what its own code names.
//! 3. Test code does not count: what is under `#[cfg(test)]`, modules called `tests`, folders called `tests`.
//!
//! What is not seen: methods, because their types are not known here.

mod arrow;
mod cycles;
mod floors;
mod planted;

use std::collections::BTreeMap;

use self::{
    arrow::arrows,
    cycles::{Cycle, cycles},
};
use crate::{crate_tree::CrateTree, workspace::packages};

/// Crates that still have cycles, and the number of files in the largest one. Only ever shorter, only ever less.
const STILL_TANGLED: &[(&str, usize)] = &[
    ("functions/activity/src/lib.rs", 4),
    ("functions/complete-task/src/lib.rs", 2),
    ("functions/create-share/src/lib.rs", 2),
    ("functions/portal/src/lib.rs", 9),
    ("functions/presign-upload/src/lib.rs", 5),
    ("functions/register/src/lib.rs", 5),
    ("functions/revoke-share/src/lib.rs", 5),
    ("shared/domain/src/lib.rs", 12),
    ("shared/web/src/lib.rs", 5),
];

/// What was found in a crate with cycles.
#[derive(Default)]
struct Tangle {
    /// The number of files in the largest cycle.
    files: usize,
    told: Vec<String>,
}

#[test]
fn no_file_comes_back_to_itself_by_what_it_uses() {
    let mut tangles = BTreeMap::new();
    for tree in packages().iter().flat_map(CrateTree::all) {
        let cycles = cycles(&arrows(&tree));
        if let Some(files) = cycles.iter().map(|cycle| cycle.files.len()).max() {
            let told = cycles.iter().flat_map(Cycle::told).collect();
            tangles.insert(tree.name, Tangle { files, told });
        }
    }
    let faults = judge(&tangles, STILL_TANGLED);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn judge(tangles: &BTreeMap<String, Tangle>, listed: &[(&str, usize)]) -> Vec<String> {
    let mut faults = Vec::new();
    for (name, Tangle { files, told }) in tangles {
        let before = listed.iter().find(|(listed, _)| listed == name).map_or(0, |(_, files)| *files);
        if *files > before {
            faults.push(format!("{name} has a cycle of {files} files, where {before} are allowed:"));
            faults.extend(told.iter().map(|told| format!("    {told}")));
        }
    }
    let clean = listed.iter().filter(|(name, _)| !tangles.contains_key(*name));
    faults.extend(clean.map(|(name, _)| format!("{name} has no cycle any more: take it out of STILL_TANGLED")));
    faults
}
