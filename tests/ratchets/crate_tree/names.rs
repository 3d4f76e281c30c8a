//! Which file defines a name, as the compiler would find it.

use std::collections::BTreeSet;

use super::{CrateTree, Meaning};

/// What a path leads to. Of what is in no file of the crate there is none.
#[derive(Clone, Copy)]
enum Found<'a> {
    Module(usize),
    InFile(&'a str),
    /// In a folder that is not this crate's.
    Elsewhere,
}

/// Names that are being looked for, so that a name that stands for itself ends.
type Sought<'a> = BTreeSet<(usize, &'a str, bool)>;

impl CrateTree {
    /// `None` for a module, and for what other crates define.
    pub(crate) fn defining_file<'a>(&'a self, from: usize, path: &'a [String]) -> Option<&'a str> {
        match self.find(from, path, true, &mut BTreeSet::new())? {
            Found::Module(_) | Found::Elsewhere => None,
            Found::InFile(file) => Some(file),
        }
    }

    /// `whole` is false where the path goes on: then it is a module that is looked for, if there is one.
    fn find<'a>(&'a self, from: usize, path: &'a [String], whole: bool, sought: &mut Sought<'a>) -> Option<Found<'a>> {
        let (first, mut rest) = path.split_first()?;
        let mut here = match first.as_str() {
            "crate" => Found::Module(0),
            "self" => Found::Module(from),
            "super" => Found::Module(self.modules[from].parent?),
            name => self.look_up(from, name, whole && rest.is_empty(), sought)?,
        };
        while let (Found::Module(module), Some((name, after))) = (here, rest.split_first()) {
            here = match name.as_str() {
                "super" => Found::Module(self.modules[module].parent?),
                name => {
                    let found = self.look_up(module, name, whole && after.is_empty(), sought);
                    found.unwrap_or(Found::InFile(&self.modules[module].file))
                }
            };
            rest = after;
        }
        Some(here)
    }

    /// A name inside a module.
    fn look_up<'a>(&'a self, module: usize, name: &'a str, whole: bool, sought: &mut Sought<'a>) -> Option<Found<'a>> {
        let this = (module, name, whole);
        if !sought.insert(this) {
            return None;
        }
        let found = self.look_up_here(this, sought);
        sought.remove(&this);
        found
    }

    /// A module and something else may have the same name.
    fn look_up_here<'a>(
        &'a self,
        (module, name, whole): (usize, &'a str, bool),
        sought: &mut Sought<'a>,
    ) -> Option<Found<'a>> {
        let here = &self.modules[module];
        if here.elsewhere.contains(name) {
            return Some(Found::Elsewhere);
        }
        let child = here.children.get(name).map(|child| Found::Module(*child));
        if child.is_some() && !whole {
            return child;
        }
        let mut meanings = here.names.get(name).into_iter().flatten();
        let named = meanings.find_map(|meaning| match meaning {
            Meaning::DefinedHere => Some(Found::InFile(&here.file)),
            Meaning::Used(path) => self.find(module, path, whole, sought),
        });
        named.or(child).or_else(|| {
            here.globs.iter().find_map(|glob| match self.find(module, glob, false, sought)? {
                Found::Module(shown) => self.look_up(shown, name, whole, sought),
                Found::InFile(_) | Found::Elsewhere => None,
            })
        })
    }
}
