//! The ratchet itself, on small crates with known arrows.

use std::collections::BTreeMap;

use super::{
    Tangle,
    arrow::{self, Arrow},
    cycles::{Cycle, cycles},
    floors, judge,
};
use crate::crate_tree::{Code, CrateTree};

fn tree(files: &[(&str, &str)], code: Code) -> CrateTree {
    let sources = files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    CrateTree::read("planted/lib.rs", &sources, code)
}

fn arrows_of(files: &[(&str, &str)], code: Code) -> Vec<Arrow> {
    arrow::arrows(&tree(files, code))
}

fn arrows(files: &[(&str, &str)]) -> Vec<Arrow> {
    arrows_of(files, Code::Product)
}

fn drawn(files: &[(&str, &str)]) -> Vec<String> {
    arrows(files).iter().map(|arrow| format!("{} -> {}", arrow.from, arrow.to)).collect()
}

fn told(files: &[(&str, &str)]) -> Vec<String> {
    cycles(&arrows(files)).iter().flat_map(Cycle::told).collect()
}

#[test]
fn a_clean_tree_has_arrows_and_no_cycle() {
    let files = [
        ("lib.rs", "mod a;\nmod b;\npub fn run() -> a::A { a::A(b::B) }"),
        ("a.rs", "use crate::b::B;\npub struct A(pub B);"),
        ("b.rs", "pub struct B;"),
    ];
    assert_eq!(drawn(&files), ["a.rs -> b.rs", "lib.rs -> a.rs", "lib.rs -> b.rs"]);
    assert_eq!(told(&files), <[String; 0]>::default());
}

#[test]
fn a_cycle_is_told_by_its_arrows() {
    let files = [
        ("lib.rs", "mod a;\nmod b;\nmod c;"),
        ("a.rs", "use crate::b::B;\npub struct A(B);"),
        ("b.rs", "\nuse crate::c::C;\npub struct B(Option<Box<C>>);"),
        ("c.rs", "pub struct C(Box<super::a::A>);"),
    ];
    let expected = [
        "a.rs:1 uses crate::b::B, which comes back by b.rs, c.rs, a.rs",
        "b.rs:2 uses crate::c::C, which comes back by c.rs, a.rs, b.rs",
        "c.rs:1 uses super::a::A, which comes back by a.rs, b.rs, c.rs",
    ];
    assert_eq!(told(&files), expected);
}

#[test]
fn two_cycles_are_two() {
    let files = [
        ("lib.rs", "mod a; mod b; mod c; mod d;"),
        ("a.rs", "use crate::b::B; pub struct A; pub fn c(_: crate::c::C) {}"),
        ("b.rs", "use crate::a::A; pub struct B;"),
        ("c.rs", "use crate::d::D; pub struct C;"),
        ("d.rs", "use crate::c::C; pub struct D;"),
    ];
    let cycles = cycles(&arrows(&files));
    let mut files: Vec<_> = cycles.iter().map(|cycle| cycle.files.iter().cloned().collect::<Vec<_>>()).collect();
    files.sort();
    assert_eq!(files, [["a.rs", "b.rs"], ["c.rs", "d.rs"]]);
}

#[test]
fn a_folder_that_only_shows_its_files_is_no_hub() {
    let files = [
        ("lib.rs", "mod share;\npub use share::Terms;"),
        ("share/mod.rs", "mod terms;\nmod open;\npub use self::{open::open, terms::Terms};"),
        ("share/terms.rs", "pub struct Terms;"),
        ("share/open.rs", "use super::Terms;\npub fn open(_: Terms) {}"),
    ];
    assert_eq!(drawn(&files), ["share/open.rs -> share/terms.rs"]);
}

#[test]
fn a_folder_that_needs_what_it_shows_is_one() {
    let files = [
        ("lib.rs", "mod share;"),
        ("share.rs", "mod terms;\npub use terms::Terms;\npub struct Share { pub terms: Terms }"),
        ("share/terms.rs", "use crate::share::Share;\npub struct Terms;"),
    ];
    assert_eq!(drawn(&files), ["share.rs -> share/terms.rs", "share/terms.rs -> share.rs"]);
}

#[test]
fn names_are_followed_through_groups_and_other_names() {
    let files = [
        ("lib.rs", "mod a; mod b; mod c; pub(crate) use b::*;"),
        ("a.rs", "use crate::{B as Other, c::{self, Kind::{self, One}, made}};\nfn a() { c::named(Other) }"),
        ("b.rs", "pub struct B;"),
        ("c.rs", "pub enum Kind { One }\npub fn named() {}\nkinds!(made);"),
    ];
    assert_eq!(drawn(&files), ["a.rs -> b.rs", "a.rs -> c.rs"]);
}

#[test]
fn a_name_that_comes_by_way_of_its_own_folder_is_found() {
    let files = [
        ("lib.rs", "mod a;\nuse a::A;\nfn run(_: A) {}\nuse nothing::nothing;\nfn none() { nothing() }"),
        ("a.rs", "mod b;\npub use crate::a::b::A;"),
        ("a/b.rs", "pub struct A;"),
    ];
    assert_eq!(drawn(&files), ["lib.rs -> a/b.rs"]);
}

#[test]
fn a_function_that_is_called_as_its_module_is_found() {
    let files = [
        ("lib.rs", "mod gate; mod door;"),
        ("gate.rs", "mod admit;\npub use admit::admit;"),
        ("gate/admit.rs", "pub fn admit() {}"),
        ("door.rs", "use crate::gate;\nfn door() { gate::admit() }"),
    ];
    assert_eq!(drawn(&files), ["door.rs -> gate/admit.rs"]);
}

#[test]
fn macros_and_attributes_count() {
    let files = [
        ("lib.rs", "mod a; mod b; mod c; mod d;"),
        ("a.rs", "fn a() { println!(\"{}\", crate::b::text()); }\nmacro_rules! m { () => { $crate::c::made() } }"),
        ("b.rs", "pub fn text() {}"),
        ("c.rs", "pub fn made() {}\n#[derive(Read)]\nstruct S {\n#[read(with = \"crate::d::read\")]\nfield: u8 }"),
        ("d.rs", "pub fn read() {}"),
    ];
    assert_eq!(drawn(&files), ["a.rs -> b.rs", "a.rs -> c.rs", "c.rs -> d.rs"]);
}

#[test]
fn modules_in_braces_belong_to_their_file() {
    let files = [
        ("lib.rs", "mod a; mod b;"),
        ("a.rs", "mod inside { use super::super::b::B; pub struct I(B); }\npub struct A(inside::I);"),
        ("b.rs", "pub struct B;"),
    ];
    assert_eq!(drawn(&files), ["a.rs -> b.rs"]);
}

#[test]
fn test_code_counts_where_it_is_asked_for() {
    let files = [
        ("lib.rs", "mod a; mod b; #[cfg(test)] mod c;"),
        (
            "a.rs",
            "mod tests;\npub struct A;\n#[cfg(test)]\nuse crate::b::B;\n#[cfg(any(test, feature = \"x\"))]\n\
             mod inner { use crate::b::B; }\nimpl A { #[cfg(test)] fn b() -> crate::b::B { crate::b::B } }",
        ),
        ("a/tests.rs", "use super::A;"),
        ("b.rs", "use crate::a::A;\npub struct B;\n#[cfg(not(test))]\nfn product() -> crate::C { crate::C }"),
        ("c.rs", "pub struct C;"),
    ];
    assert_eq!(drawn(&files), ["b.rs -> a.rs", "b.rs -> lib.rs"]);
    let all = arrows_of(&files, Code::WithTests);
    let drawn: Vec<_> = all.iter().map(|arrow| format!("{} -> {}", arrow.from, arrow.to)).collect();
    assert_eq!(drawn, ["a.rs -> b.rs", "a/tests.rs -> a.rs", "b.rs -> a.rs", "b.rs -> lib.rs"]);
    assert_eq!(cycles(&all).len(), 1, "a file comes back to itself by its own test");
}

#[test]
fn what_stands_in_another_crates_folder_is_no_file_of_this_one() {
    let files = [
        ("lib.rs", "mod a;\n#[cfg(test)]\n#[path = \"../../builders/lib.rs\"]\nmod builders;"),
        ("a.rs", "pub struct A;\n#[cfg(test)]\nmod tests { use crate::builders::House; }"),
    ];
    assert_eq!(arrows_of(&files, Code::WithTests), []);
}

#[test]
fn arrows_up_are_told_and_arrows_down_are_not() {
    let files = [
        ("lib.rs", "mod value; mod audit; mod share; mod other; #[cfg(test)] mod laws;"),
        ("audit.rs", "use crate::share::Share; use crate::value::V; pub struct A;"),
        ("share/mod.rs", "mod terms; use crate::audit::A; pub use terms::Terms; pub struct Share(Terms);"),
        ("share/terms.rs", "\nuse crate::other::O; pub struct Terms;"),
        ("value.rs", "pub struct V;\n#[cfg(test)]\nuse crate::share::Share;"),
        ("other.rs", "pub struct O;"),
    ];
    let tree = tree(&files, Code::Product);
    assert_eq!(
        floors::judge(&tree, &["value", "other", "share", "audit"]),
        ["planted/lib.rs: share/mod.rs:1 uses crate::audit::A, but audit is above share"]
    );
    assert_eq!(
        floors::judge(&tree, &["value", "audit", "share", "other"]),
        [
            "planted/lib.rs: audit.rs:1 uses crate::share::Share, but share is above audit",
            "planted/lib.rs: share/terms.rs:2 uses crate::other::O, but other is above share",
        ]
    );
    assert_eq!(
        floors::judge(&tree, &["value", "other", "gone", "share"]),
        ["planted/lib.rs: audit has no floor in FLOORS", "planted/lib.rs has no gone any more: take it out of FLOORS",]
    );
}

#[test]
fn a_listed_crate_may_get_better_and_must_leave_the_list_when_it_is_clean() {
    let found = |crates: &[(&str, usize)]| -> BTreeMap<String, Tangle> {
        let tangle = |files| Tangle { files, told: vec!["a.rs:1 uses b".to_owned()] };
        crates.iter().map(|(name, files)| ((*name).to_owned(), tangle(*files))).collect()
    };
    let listed = [("a", 5, "waits"), ("b", 3, "waits"), ("c", 2, "waits")];
    assert_eq!(judge(&found(&[("a", 5), ("b", 3), ("c", 2)]), &listed), <[String; 0]>::default());
    let expected = [
        "a has a cycle of 6 files, where 5 are allowed:",
        "    a.rs:1 uses b",
        "d has a cycle of 2 files, where 0 are allowed:",
        "    a.rs:1 uses b",
        "b has a cycle of 2 files only: say so in STILL_TANGLED",
        "c has no cycle any more: take it out of STILL_TANGLED",
    ];
    assert_eq!(judge(&found(&[("a", 6), ("b", 2), ("d", 2)]), &listed), expected);
    assert_eq!(judge(&found(&[("a", 5)]), &[("a", 5, "")]), ["a is in STILL_TANGLED without a reason"]);
}
