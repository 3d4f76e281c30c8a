//! docs/API.md against the code: it names every route, problem type, error code and record kind there is.

use std::{collections::BTreeSet, fs, path::Path};

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
    let literals =
        source.lines().filter(|line| !line.contains("#[error")).flat_map(|line| line.split('"').skip(1).step_by(2));
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
    assert_eq!(described, there);
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
    assert_eq!(described, there);
}

#[test]
fn every_word_of_a_refusal_is_described() {
    let api = api();
    let named = named(&api);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/web/src/answer/refusals");
    let mut seen = 0;
    for file in fs::read_dir(folder).unwrap() {
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

#[test]
fn every_flaw_of_an_answer_is_described() {
    let (api, source) = (api(), read("shared/domain/src/task/value.rs"));
    let named = named(&api);
    let flaws = source.split("pub enum Flaw {").nth(1).unwrap().split("\n}").next().unwrap();
    let variants = flaws.lines().map(str::trim).filter(|line| line.starts_with(char::is_uppercase));
    let codes: Vec<_> = variants.map(|v| snake(v.split([' ', ',']).next().unwrap())).collect();
    assert!(codes.contains(&"not_an_email".to_owned()), "{codes:?}");
    for code in codes {
        assert!(named.contains(code.as_str()), "{code} is not in docs/API.md");
    }
}

#[test]
fn every_kind_of_record_is_described_and_no_other() {
    let (api, source) = (api(), read("shared/domain/src/audit/event.rs"));
    let there: BTreeSet<_> =
        source.split("#[serde(rename = \"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let records = api.split("## Records").nth(1).unwrap().split("\n\n").nth(2).unwrap();
    assert_eq!(named(records), there);
}
