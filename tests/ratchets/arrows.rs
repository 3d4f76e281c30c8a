//! No file of a crate comes back to itself by what it uses, and no part of a crate uses one above it.
//!
//! A file is a module of its own. An arrow goes from a file to the file that *defines* what it names:
//!
//! 1. A `use`, and a path in the code or in a macro, is followed to the definition, through every `pub use` on the way.
//!    A name that is not found, because a macro defines it, belongs to the file in which it was looked for.
//! 2. A `mod`, a `pub use` and a module's name are no arrows by themselves: a file that only shows what stands below
//!    it needs nothing. It needs what its own code names.
//! 3. Test code counts where cycles are looked for, so a test that stands in a file makes no knot either. It does not
//!    count where floors are looked at: a test may stand on anything.
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
use crate::{
    crate_tree::{Code, CrateTree},
    workspace::packages,
};

/// Crates that still have cycles: the number of files in the largest one, and what they wait for. Only ever shorter, only
/// ever less.
const STILL_TANGLED: &[(&str, usize, &str)] = &[];

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
    for tree in packages().iter().flat_map(|package| CrateTree::all(package, Code::WithTests)) {
        let cycles = cycles(&arrows(&tree));
        if let Some(files) = cycles.iter().map(|cycle| cycle.files.len()).max() {
            let told = cycles.iter().flat_map(Cycle::told).collect();
            tangles.insert(tree.name, Tangle { files, told });
        }
    }
    let faults = judge(&tangles, STILL_TANGLED);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn judge(tangles: &BTreeMap<String, Tangle>, listed: &[(&str, usize, &str)]) -> Vec<String> {
    let mut faults = Vec::new();
    for (name, Tangle { files, told }) in tangles {
        let before = listed.iter().find(|(listed, ..)| listed == name).map_or(0, |(_, files, _)| *files);
        if *files > before {
            faults.push(format!("{name} has a cycle of {files} files, where {before} are allowed:"));
            faults.extend(told.iter().map(|told| format!("    {told}")));
        }
    }
    for (name, files, reason) in listed {
        match tangles.get(*name).map_or(0, |tangle| tangle.files) {
            0 => faults.push(format!("{name} has no cycle any more: take it out of STILL_TANGLED")),
            now if now < *files => {
                faults.push(format!("{name} has a cycle of {now} files only: say so in STILL_TANGLED"));
            }
            _ if reason.is_empty() => faults.push(format!("{name} is in STILL_TANGLED without a reason")),
            _ => {}
        }
    }
    faults
}
