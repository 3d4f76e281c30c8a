//! docs/API.md against the code: it names every route, problem type, error code and record kind there is.

use std::{collections::BTreeSet, fs, path::Path};

use vestibule_domain::events;
use vestibule_fixtures::lists;
use vestibule_web::answer::KINDS;

use crate::house::routes;

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)).unwrap()
}

fn api() -> String {
    read("docs/API.md")
}

/// Every `code` of the reference.
fn named(api: &str) -> BTreeSet<&str> {
    api.lines().flat_map(|line| line.split('`').skip(1).step_by(2)).collect()
}

/// Every literal between quotes that is a word of the wire.
fn words(source: &str) -> BTreeSet<&str> {
    let code = source.lines().filter(|line| !line.trim_start().starts_with("#["));
    let literals = code.flat_map(|line| line.split('"').skip(1).step_by(2));
    let is_word = |text: &&str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    literals.filter(is_word).collect()
}

fn snake(name: &str) -> String {
    let start = |c: char| if c.is_uppercase() { format!("_{}", c.to_ascii_lowercase()) } else { c.to_string() };
    name.chars().map(start).collect::<String>().trim_start_matches('_').to_owned()
}

#[test]
fn every_route_has_its_heading_and_no_other() {
    let api = api();
    let headings = api.lines().filter_map(|line| line.strip_prefix("### `")?.strip_suffix('`'));
    let mut described: Vec<_> = headings.map(str::to_owned).collect();
    let mut there = routes();
    described.sort();
    there.sort();
    lists::compare(described, there);
}

#[test]
fn every_problem_type_is_described_as_the_code_describes_it() {
    let api = api();
    let table = api.split("| status | type | meaning |").nth(1).unwrap().split("\n\n").next().unwrap();
    let described: Vec<_> = table.lines().skip(2).collect();
    let there: Vec<_> = KINDS
        .iter()
        .map(|kind| format!("| {} | `{}` | {} |", kind.status().as_u16(), kind.slug(), kind.meaning()))
        .collect();
    lists::compare(described, there);
}

#[test]
fn every_word_of_a_refusal_is_described() {
    let api = api();
    let named = named(&api);
    let folders = ["../shared/web/src/answer/refusals", "../shared/api/src/problem"];
    let files = folders.map(|folder| fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap());
    let mut seen = 0;
    for file in files.into_iter().flatten() {
        let source = fs::read_to_string(file.unwrap().path()).unwrap();
        for word in words(&source) {
            assert!(named.contains(word), "{word} is not in docs/API.md");
            seen += 1;
        }
    }
    assert!(seen > 40, "the refusals are where they were: {seen}");
    for word in ["unknown_run", "unknown_file", "syntax", "invalid"] {
        assert!(named.contains(word), "{word}");
    }
}

/// Every variant of an enum, as the wire spells it.
fn variants(path: &str, name: &str) -> Vec<String> {
    let source = read(path);
    let inside = source.split(&format!("pub enum {name} {{")).nth(1).unwrap().split("\n}").next().unwrap();
    let variants = inside.lines().map(str::trim).filter(|line| line.starts_with(char::is_uppercase));
    variants.map(|v| snake(v.split([' ', ',']).next().unwrap())).collect()
}

#[test]
fn every_flaw_of_an_answer_and_every_conflict_is_described() {
    let (api, flaws) = (api(), variants("shared/domain/src/task/answer.rs", "Flaw"));
    let conflicts = variants("shared/api/src/problem/conflict.rs", "Conflict");
    let named = named(&api);
    assert!(flaws.contains(&"not_an_email".to_owned()), "{flaws:?}");
    assert!(conflicts.contains(&"still_works".to_owned()), "{conflicts:?}");
    for code in flaws.iter().chain(&conflicts) {
        assert!(named.contains(code.as_str()), "{code} is not in docs/API.md");
    }
}

#[test]
fn every_kind_of_record_is_described_and_no_other() {
    let api = api();
    let there: BTreeSet<_> = events::kinds().map(|kind| kind.name).collect();
    let records = api.split("## Records").nth(1).unwrap().split("\n\n").nth(2).unwrap();
    lists::compare(named(records), there);
}
