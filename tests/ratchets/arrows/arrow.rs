//! From a file to one whose names it uses.

use std::collections::BTreeMap;

use crate::crate_tree::CrateTree;

/// A file names something that another file of its crate defines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Arrow {
    pub(super) from: String,
    pub(super) line: usize,
    pub(super) name: String,
    pub(super) to: String,
}

/// One for each pair of files, in their order: where the one first names what the other defines.
pub(super) fn arrows(tree: &CrateTree) -> Vec<Arrow> {
    let mut arrows = BTreeMap::new();
    for (id, module) in tree.modules.iter().enumerate() {
        for (path, line) in &module.named {
            let Some(to) = tree.defining_file(id, path).filter(|to| *to != module.file) else { continue };
            let (from, to) = (module.file.clone(), to.to_owned());
            let arrow = Arrow { from: from.clone(), line: *line, name: path.join("::"), to: to.clone() };
            arrows.entry((from, to)).or_insert(arrow);
        }
    }
    arrows.into_values().collect()
}
