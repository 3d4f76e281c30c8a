//! Every path that code names, those inside macros and attributes too.

use std::collections::BTreeSet;

use proc_macro2::{TokenStream, TokenTree};
use syn::{
    Attribute, File, ImplItem, Item, ItemMod, ItemUse, Macro, Meta, Path, UseTree,
    visit::{self, Visit},
};

use super::Code;

/// What code names.
#[derive(Default)]
pub(super) struct Named<'a> {
    /// With their lines.
    pub(super) paths: Vec<(Vec<String>, usize)>,
    /// Those inside functions too.
    pub(super) uses: Vec<&'a ItemUse>,
    /// Single names that a macro is given, and may make paths of.
    pub(super) in_macros: BTreeSet<String>,
    /// Modules in braces are read as well.
    modules: bool,
    /// Test code is read as well.
    tests: bool,
}

/// What a module names. Modules in it are left out.
pub(super) fn named_by(items: &[Item], code: Code) -> Named<'_> {
    let mut named = Named { tests: code == Code::WithTests, ..Named::default() };
    for item in items {
        named.visit_item(item);
    }
    named
}

/// The first name of every path of a file, test code included. Those of crates are among them.
pub(crate) fn first_names(file: &File) -> BTreeSet<String> {
    let mut named = Named { modules: true, tests: true, ..Named::default() };
    named.visit_file(file);
    let paths = named.paths.into_iter().map(|(path, _)| path).filter(|path| path.len() > 1);
    let mut names = named.in_macros;
    names.extend(paths.filter_map(|path| path.into_iter().next()));
    for item in named.uses {
        first_names_of_use(&item.tree, &mut names);
    }
    names
}

fn first_names_of_use(tree: &UseTree, names: &mut BTreeSet<String>) {
    match tree {
        UseTree::Path(path) => drop(names.insert(path.ident.to_string())),
        UseTree::Name(name) => drop(names.insert(name.ident.to_string())),
        UseTree::Rename(name) => drop(names.insert(name.ident.to_string())),
        UseTree::Group(group) => group.items.iter().for_each(|tree| first_names_of_use(tree, names)),
        UseTree::Glob(_) => {}
    }
}

impl<'a> Visit<'a> for Named<'a> {
    fn visit_item(&mut self, item: &'a Item) {
        if self.tests || !is_test(attributes(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item(&mut self, item: &'a ImplItem) {
        let test = match item {
            ImplItem::Fn(item) => is_test(&item.attrs),
            ImplItem::Const(item) => is_test(&item.attrs),
            _ => false,
        };
        if self.tests || !test {
            visit::visit_impl_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, item: &'a ItemMod) {
        if self.modules {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'a ItemUse) {
        self.uses.push(item);
    }

    fn visit_path(&mut self, path: &'a Path) {
        if path.leading_colon.is_none()
            && let Some(first) = path.segments.first()
        {
            let segments = path.segments.iter().map(|segment| segment.ident.to_string());
            self.paths.push((segments.collect(), first.ident.span().start().line));
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, called: &'a Macro) {
        self.visit_path(&called.path);
        self.tokens(called.tokens.clone());
    }

    fn visit_attribute(&mut self, attribute: &'a Attribute) {
        if attribute.path().segments.len() > 1 {
            self.visit_path(attribute.path());
        }
        if let Meta::List(list) = &attribute.meta {
            self.tokens(list.tokens.clone());
        }
    }
}

impl Named<'_> {
    /// Macros get tokens, not syntax: what looks like a path in them is taken to be one.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path = Vec::new();
        let mut line = 0;
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Punct(mark) if mark.as_char() == ':' => colons += 1,
                TokenTree::Ident(ident) => {
                    if colons != 2 {
                        self.path_in_macro(&mut path, line);
                        line = ident.span().start().line;
                    }
                    path.push(ident.to_string());
                    colons = 0;
                }
                other => {
                    self.path_in_macro(&mut path, line);
                    colons = 0;
                    match other {
                        TokenTree::Group(group) => self.tokens(group.stream()),
                        TokenTree::Literal(literal) => self.text(&literal),
                        _ => {}
                    }
                }
            }
        }
        self.path_in_macro(&mut path, line);
    }

    fn path_in_macro(&mut self, path: &mut Vec<String>, line: usize) {
        if let [name] = path.as_slice() {
            self.in_macros.insert(name.clone());
        }
        if !path.is_empty() {
            self.paths.push((std::mem::take(path), line));
        }
    }

    /// Attributes name functions in text: `#[serde(with = "crate::text")]`.
    fn text(&mut self, literal: &proc_macro2::Literal) {
        let text = literal.to_string();
        let path = text.trim_matches('"').split("::").map(str::to_owned).collect::<Vec<_>>();
        if path.len() > 1 && path.iter().all(|name| syn::parse_str::<syn::Ident>(name).is_ok() || name == "crate") {
            self.paths.push((path, literal.span().start().line));
        }
    }
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// Whether something is there for tests alone.
pub(super) fn is_test(attributes: &[Attribute]) -> bool {
    let tests = |attribute: &Attribute| match &attribute.meta {
        Meta::List(list) if list.path.is_ident("cfg") => {
            let condition = list.tokens.to_string();
            condition.contains("test") && !condition.contains("not")
        }
        _ => false,
    };
    attributes.iter().any(tests)
}
