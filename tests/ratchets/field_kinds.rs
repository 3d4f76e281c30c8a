//! A kind of field is told apart only by a `match` that names every kind, and only in the files that CONTRIBUTING.md lists
//! for a new one.
//!
//! So the compiler finds every place that a new kind must be added to. A `match` with an arm for the rest, an `if let` and
//! a `matches!` would pass over it. Clippy watches the same by types, in each of these files.

use std::collections::BTreeSet;

use syn::{
    Arm, ExprMatch, Ident, ItemImpl, ItemType, Pat, Path, Type, UseTree,
    visit::{self, Visit},
};

use crate::{
    product::{self, File},
    walkthroughs,
};

const KINDS: &str = "FieldKind";
const LINT: &str = "#![deny(clippy::wildcard_enum_match_arm";

#[test]
fn kinds_of_fields_are_told_apart_by_whole_matches_in_the_files_that_a_new_kind_changes() {
    let listed = walkthroughs::files("A field kind");
    let mut faults = Vec::new();
    let mut telling_apart = 0;
    for file in product::files() {
        let found = judge(&file);
        faults.extend(found.faults);
        if !found.tells_apart {
            continue;
        }
        telling_apart += 1;
        let File { path, text, .. } = file;
        if !text.contains(LINT) {
            faults.push(format!("{path} tells kinds of fields apart without {LINT}, …)]"));
        }
        if !listed.contains(&path) {
            faults.push(format!("{path} tells kinds of fields apart: CONTRIBUTING.md must list it for a new kind"));
        }
    }
    assert!(telling_apart > 0, "no file tells kinds of fields apart: this test looks for the wrong name");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[derive(Default)]
struct Found {
    tells_apart: bool,
    faults: Vec<String>,
}

fn judge(file: &File) -> Found {
    let File { path, text, named } = file;
    let syntax = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut reading = Reading::default();
    reading.visit_file(&syntax);
    for (name, line) in named.iter().filter(|(name, _)| variant(name.iter().map(String::as_str))) {
        if !reading.in_arms.contains(line) {
            reading.faults.push((*line, format!("{} is named outside of a match over every kind", name.join("::"))));
        }
    }
    let faults: BTreeSet<_> = reading.faults.into_iter().collect();
    let faults = faults.into_iter().map(|(line, fault)| format!("{path}:{line}: {fault}"));
    Found { tells_apart: !reading.in_arms.is_empty(), faults: faults.collect() }
}

fn line(name: &Ident) -> usize {
    name.span().start().line
}

/// Whether a path names one of the kinds.
fn variant<'a>(path: impl DoubleEndedIterator<Item = &'a str>) -> bool {
    let mut from_the_end = path.rev();
    let last_is_a_variant = from_the_end.next().is_some_and(|name| name.starts_with(char::is_uppercase));
    last_is_a_variant && from_the_end.next() == Some(KINDS)
}

#[derive(Default)]
struct Reading {
    /// Lines on which a kind is named in a match over kinds: in a pattern, or where an arm makes one.
    in_arms: BTreeSet<usize>,
    faults: Vec<(usize, String)>,
    /// Within `impl FieldKind`, where `Self` is that.
    in_impl: bool,
}

/// The lines of a pattern or an expression that name a kind.
struct Naming {
    lines: Vec<usize>,
    in_impl: bool,
    /// Patterns count. They do not in what an arm does: a kind is only made there.
    patterns: bool,
}

impl Naming {
    fn new(in_impl: bool, patterns: bool) -> Self {
        Self { lines: Vec::new(), in_impl, patterns }
    }
}

impl<'a> Visit<'a> for Naming {
    fn visit_pat(&mut self, pattern: &'a Pat) {
        if self.patterns {
            visit::visit_pat(self, pattern);
        }
    }

    fn visit_path(&mut self, path: &'a Path) {
        let names: Vec<_> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        let by_self = self.in_impl && matches!(names.as_slice(), [first, _] if first == "Self");
        if by_self || variant(names.iter().map(String::as_str)) {
            self.lines.extend(path.segments.first().map(|segment| line(&segment.ident)));
        }
        visit::visit_path(self, path);
    }
}

impl<'a> Visit<'a> for Reading {
    fn visit_expr_match(&mut self, expression: &'a ExprMatch) {
        let lines = |arm: &Arm| {
            let in_impl = self.in_impl;
            let (mut pattern, mut body) = (Naming::new(in_impl, true), Naming::new(in_impl, false));
            pattern.visit_pat(&arm.pat);
            body.visit_expr(&arm.body);
            (arm.fat_arrow_token.spans[0].start().line, pattern.lines, body.lines)
        };
        let arms: Vec<_> = expression.arms.iter().map(lines).collect();
        if arms.iter().any(|(_, kinds, _)| !kinds.is_empty()) {
            for (line, kinds, made) in arms {
                if kinds.is_empty() {
                    self.faults.push((line, "this arm is for kinds that nobody has thought of: name them".to_owned()));
                }
                self.in_arms.extend(kinds.into_iter().chain(made));
            }
        }
        visit::visit_expr_match(self, expression);
    }

    fn visit_item_impl(&mut self, item: &'a ItemImpl) {
        let of_kinds = matches!(&*item.self_ty, Type::Path(path) if path.path.is_ident(KINDS));
        let outside = std::mem::replace(&mut self.in_impl, of_kinds);
        visit::visit_item_impl(self, item);
        self.in_impl = outside;
    }

    fn visit_item_type(&mut self, item: &'a ItemType) {
        if matches!(&*item.ty, Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == KINDS)) {
            self.faults.push((line(&item.ident), format!("{KINDS} is known by its own name only")));
        }
    }

    fn visit_use_tree(&mut self, tree: &'a UseTree) {
        let other_name = match tree {
            UseTree::Path(path) => Some(&path.ident),
            UseTree::Rename(name) => Some(&name.ident),
            UseTree::Name(_) | UseTree::Glob(_) | UseTree::Group(_) => None,
        };
        if let Some(kinds) = other_name.filter(|name| *name == KINDS) {
            self.faults.push((line(kinds), format!("{KINDS} is known by its own name only")));
        }
        visit::visit_use_tree(self, tree);
    }
}

#[test]
fn what_would_pass_over_a_new_kind_is_told() {
    let told = |text: &str| judge(&product::sole("a.rs", text)).faults;
    let nothing: [&str; 0] = [];
    assert_eq!(
        told("fn f(k: &FieldKind) { match k { FieldKind::A(_) => 1, FieldKind::B { .. } | task::FieldKind::C => 2 } }"),
        nothing
    );
    assert_eq!(
        told("fn f(k: K) { match k { wire::FieldKind::A =>\nFieldKind::A, wire::FieldKind::B => FieldKind::B } }"),
        nothing
    );
    assert_eq!(told("impl FieldKind { fn f(&self) { match self { Self::A => 1, Self::B => 2 } } }"), nothing);
    assert_eq!(told("impl Other { fn f(&self) { match self { Self::A => 1, _ => 2 } } }"), nothing);
    assert_eq!(
        told("struct S { kind: FieldKind }\n#[cfg(test)]\nmod tests { fn k() { FieldKind::A } }\nmod tests;"),
        nothing
    );
    let rest = "this arm is for kinds that nobody has thought of: name them";
    for text in [
        "match k { FieldKind::A(_) => 1,\n_ => 2 }",
        "match k { FieldKind::A(_) => 1,\nother => 2 }",
        "match (k, 1) { (FieldKind::A(_), _) => 1,\n(_, 1) => 2 }",
        "match Some(k) { Some(FieldKind::A(_)) => 1,\nNone => 2 }",
    ] {
        assert_eq!(told(&format!("fn f() {{ {text} }}")), [format!("a.rs:2: {rest}")], "{text}");
    }
    assert_eq!(
        told("impl FieldKind { fn f(&self) { match self { Self::A => 1,\n_ => 2 } } }"),
        [format!("a.rs:2: {rest}")]
    );
    let outside = "FieldKind::A is named outside of a match over every kind";
    for text in [
        "if let FieldKind::A(x) = k {}",
        "let FieldKind::A(x) = k else { return };",
        "matches!(k, FieldKind::A(_))",
        "k == FieldKind::A",
    ] {
        assert_eq!(told(&format!("fn f() {{\n{text} }}")), [format!("a.rs:2: {outside}")], "{text}");
    }
    let inside = "fn f() { match k { FieldKind::B =>\n{ if let FieldKind::A = l {} } } }";
    assert_eq!(told(inside), [format!("a.rs:2: {outside}")]);
    let own_name = "a.rs:1: FieldKind is known by its own name only";
    for text in [
        "use task::FieldKind as Kind;",
        "use task::FieldKind::*;",
        "use task::{FieldKind::{A, B}};",
        "type Kind = task::FieldKind;",
    ] {
        assert!(told(text).contains(&own_name.to_owned()), "{text}: {:?}", told(text));
    }
}
