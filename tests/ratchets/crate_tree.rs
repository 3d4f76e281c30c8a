//! A crate as a tree of modules, each with the names that its code uses, with its test code or without.

mod names;
pub(crate) mod paths;

use std::collections::{BTreeMap, BTreeSet};

use syn::{Item, ItemMod, UseTree, Visibility};

use self::paths::{Named, is_test, named_by};
use crate::workspace::Package;

/// One crate. The first module is its root.
pub(crate) struct CrateTree {
    /// The path of its root, such as `shared/domain/src/lib.rs`.
    pub(crate) name: String,
    pub(crate) modules: Vec<Module>,
    code: Code,
}

/// Which code of a crate counts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Code {
    /// What is not for tests alone.
    Product,
    WithTests,
}

/// A module: a file, or a part of one in braces.
#[derive(Default)]
pub(crate) struct Module {
    pub(crate) file: String,
    pub(crate) parent: Option<usize>,
    pub(crate) children: BTreeMap<String, usize>,
    pub(crate) names: BTreeMap<String, Vec<Meaning>>,
    /// What `use …::*` names.
    pub(crate) globs: Vec<Vec<String>>,
    /// What its code names, and the lines.
    pub(crate) named: Vec<(Vec<String>, usize)>,
    in_macros: BTreeSet<String>,
    /// Modules whose files stand in another crate's folder.
    elsewhere: BTreeSet<String>,
}

/// What a name stands for in a module, beside a child module.
pub(crate) enum Meaning {
    DefinedHere,
    Used(Vec<String>),
}

impl CrateTree {
    /// The library and the program of a package are two crates.
    pub(crate) fn all(package: &Package, code: Code) -> Vec<Self> {
        let sources = package.sources("src");
        let roots = ["lib.rs", "main.rs"].into_iter().filter(|root| sources.contains_key(*root));
        roots.map(|root| Self::read(&format!("{}/src/{root}", package.folder), &sources, code)).collect()
    }

    /// `sources` are the files of the folder in which the root stands.
    pub(crate) fn read(name: &str, sources: &BTreeMap<String, String>, code: Code) -> Self {
        let root = name.rsplit('/').next().unwrap();
        let mut tree = Self { name: name.to_owned(), modules: Vec::new(), code };
        tree.file(sources, root, "", None);
        tree
    }

    /// Its modules stand in `folder`, which ends in a slash or is empty.
    fn file(&mut self, sources: &BTreeMap<String, String>, file: &str, folder: &str, parent: Option<usize>) -> usize {
        let text = sources.get(file).unwrap_or_else(|| panic!("{} has no file {file}", self.name));
        let syntax = syn::parse_file(text).unwrap_or_else(|error| panic!("{}: {file}: {error}", self.name));
        self.module(sources, &syntax.items, file, folder, parent)
    }

    fn module(
        &mut self,
        sources: &BTreeMap<String, String>,
        items: &[Item],
        file: &str,
        folder: &str,
        parent: Option<usize>,
    ) -> usize {
        let id = self.modules.len();
        let mut module = Module { file: file.to_owned(), parent, ..Module::default() };
        module.read(items, self.code);
        self.modules.push(module);
        for item in items {
            let Item::Mod(child) = item else { continue };
            if self.code == Code::Product && (child.ident == "tests" || is_test(&child.attrs)) {
                continue;
            }
            let name = child.ident.to_string();
            if child.attrs.iter().any(|attribute| attribute.path().is_ident("path")) {
                self.modules[id].elsewhere.insert(name);
                continue;
            }
            let child = self.child(sources, child, file, folder, id);
            self.modules[id].children.insert(name, child);
        }
        id
    }

    fn child(
        &mut self,
        sources: &BTreeMap<String, String>,
        child: &ItemMod,
        file: &str,
        folder: &str,
        parent: usize,
    ) -> usize {
        let inside = format!("{folder}{}/", child.ident);
        if let Some((_, items)) = &child.content {
            return self.module(sources, items, file, &inside, Some(parent));
        }
        let beside = format!("{folder}{}.rs", child.ident);
        let file = if sources.contains_key(&beside) { beside } else { format!("{inside}mod.rs") };
        self.file(sources, &file, &inside, Some(parent))
    }
}

impl Module {
    /// The first name of every path in its code, in `use` or elsewhere. Those of crates are among them.
    pub(crate) fn first_names(&self) -> impl Iterator<Item = &String> {
        let used = self.names.values().flatten().filter_map(|meaning| match meaning {
            Meaning::Used(path) => Some(path),
            Meaning::DefinedHere => None,
        });
        let named = self.named.iter().map(|(path, _)| path).filter(|path| path.len() > 1);
        used.chain(&self.globs).chain(named).filter_map(|path| path.first()).chain(&self.in_macros)
    }

    fn read(&mut self, items: &[Item], code: Code) {
        for item in items {
            let name = match item {
                Item::Const(item) => &item.ident,
                Item::Enum(item) => &item.ident,
                Item::Fn(item) => &item.sig.ident,
                Item::Static(item) => &item.ident,
                Item::Struct(item) => &item.ident,
                Item::Trait(item) => &item.ident,
                Item::Type(item) => &item.ident,
                Item::Union(item) => &item.ident,
                Item::Macro(item) if item.ident.is_some() => item.ident.as_ref().unwrap(),
                _ => continue,
            };
            self.names.entry(name.to_string()).or_default().push(Meaning::DefinedHere);
        }
        let Named { paths, uses, in_macros, .. } = named_by(items, code);
        self.in_macros = in_macros;
        for item in uses {
            let shown = !matches!(item.vis, Visibility::Inherited);
            self.read_use(&item.tree, &mut Vec::new(), shown);
        }
        self.named.extend(paths);
    }

    fn read_use(&mut self, tree: &UseTree, before: &mut Vec<String>, shown: bool) {
        match tree {
            UseTree::Path(path) => {
                before.push(path.ident.to_string());
                self.read_use(&path.tree, before, shown);
                before.pop();
            }
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.read_use(tree, before, shown)),
            UseTree::Glob(_) => self.globs.push(before.clone()),
            UseTree::Name(name) => self.read_name(&name.ident, &name.ident, before, shown),
            UseTree::Rename(name) => self.read_name(&name.ident, &name.rename, before, shown),
        }
    }

    fn read_name(&mut self, ident: &syn::Ident, known_as: &syn::Ident, before: &[String], shown: bool) {
        let mut path = before.to_vec();
        let known_as = if ident == "self" && known_as == "self" {
            path.last().cloned().unwrap_or_default()
        } else {
            known_as.to_string()
        };
        if ident != "self" {
            path.push(ident.to_string());
        }
        if !shown {
            self.named.push((path.clone(), ident.span().start().line));
        }
        self.names.entry(known_as).or_default().push(Meaning::Used(path));
    }
}
