//! Documents against the code: what docs/GLOSSARY.md names is there, and ARCHITECTURE.md tells of every row.

use std::{collections::BTreeSet, fs};

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use vestibule_fixtures::lists;

use crate::{product, workspace::root};

const KEYS: &str = "shared/cloud/src/keys.rs";

#[test]
fn every_name_in_the_glossary_is_in_the_code() {
    let mut code = Names::default();
    for file in product::files() {
        let rows = file.path == KEYS;
        code.read(file.text.parse().unwrap(), rows);
    }
    let missing = |name: &String| match shape(name) {
        Shape::Type => !code.idents.contains(name),
        Shape::Row => !code.rows.contains(name),
        Shape::Other => false,
    };
    let missing: Vec<_> = names(&glossary()).into_iter().filter(missing).collect();
    assert!(missing.is_empty(), "the code has no {}", missing.join(", "));
}

#[test]
fn every_row_is_in_the_table_of_rows() {
    let architecture = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let table = architecture.split("\n## ").find(|section| section.starts_with("Rows\n")).unwrap();
    let mut keys = Names::default();
    keys.read(fs::read_to_string(root().join(KEYS)).unwrap().parse().unwrap(), true);
    assert!(keys.rows.len() > 10, "{:?}", keys.rows);
    let told: BTreeSet<_> = names(table).iter().flat_map(|name| words(name)).collect();
    // Of no item: what is asked for to open a connection.
    let untold: Vec<_> = keys.rows.iter().filter(|row| *row != "WARM" && !told.contains(*row)).collect();
    assert!(untold.is_empty(), "the table of rows in ARCHITECTURE.md does not tell of {untold:?}");
}

#[test]
fn each_word_has_one_line_in_the_order_of_the_alphabet() {
    let glossary = glossary();
    let words: Vec<_> = glossary.lines().filter_map(|line| line.strip_prefix("| ")?.split_once(" |")).collect();
    let words: Vec<_> = words.into_iter().map(|(word, _)| word).filter(|word| *word != "word").collect();
    let sorted: BTreeSet<_> = words.iter().copied().collect();
    lists::compare(words, sorted);
    let columns = glossary.lines().filter(|line| line.starts_with("| ")).map(|line| line.matches('|').count());
    assert!(columns.clone().count() > 50 && columns.clone().all(|count| count == 4), "a line has not three columns");
}

fn glossary() -> String {
    fs::read_to_string(root().join("docs/GLOSSARY.md")).unwrap()
}

/// What stands between backticks.
fn names(text: &str) -> Vec<String> {
    text.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| !letter.is_ascii_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[derive(Debug, PartialEq)]
enum Shape {
    Type,
    Row,
    Other,
}

fn shape(name: &str) -> Shape {
    let letters = name.chars().all(|letter| letter.is_ascii_alphanumeric());
    match (name.starts_with(char::is_uppercase), name.chars().any(char::is_lowercase)) {
        (true, true) if letters => Shape::Type,
        (true, false) if letters => Shape::Row,
        _ => Shape::Other,
    }
}

#[derive(Default)]
struct Names {
    idents: BTreeSet<String>,
    /// Words in capitals in the texts of the file that makes keys.
    rows: BTreeSet<String>,
}

impl Names {
    /// Comments are no tokens; those that document are attributes.
    fn read(&mut self, tokens: TokenStream, rows: bool) {
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => drop(self.idents.insert(ident.to_string())),
                TokenTree::Group(group) if !is_documentation(&group) => self.read(group.stream(), rows),
                TokenTree::Literal(literal) if rows => {
                    let words = words(&literal.to_string());
                    self.rows.extend(words.into_iter().filter(|word| shape(word) == Shape::Row));
                }
                TokenTree::Group(_) | TokenTree::Literal(_) | TokenTree::Punct(_) => {}
            }
        }
    }
}

fn is_documentation(group: &Group) -> bool {
    let first = group.stream().into_iter().next();
    group.delimiter() == Delimiter::Bracket && matches!(first, Some(TokenTree::Ident(name)) if name == "doc")
}

#[test]
fn types_and_rows_are_known_by_their_shape_and_comments_are_no_code() {
    assert_eq!(["Gate", "GATE", "status", "by-end"].map(shape), [Shape::Type, Shape::Row, Shape::Other, Shape::Other]);
    assert_eq!(names("a `B`, c: `D`."), ["B", "D"]);
    let mut code = Names::default();
    code.read("//! `GONE#`\n// Gone\nstruct Gate; fn key() { format!(\"SHARE#{share}\") }".parse().unwrap(), true);
    assert!(code.idents.contains("Gate") && !code.idents.contains("Gone"));
    assert_eq!(code.rows, ["SHARE".to_owned()].into());
}
