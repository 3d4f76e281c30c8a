//! Two tables of docs/API.md are printed from the code: the types of fields, from what shared/api says of each and of its
//! members; and what can be wrong with an answer, from the rules' own words.

use std::{fmt::Write as _, fs};

use syn::{Attribute, Fields, Item, ItemEnum, LitStr, Variant};
use vestibule_fixtures::printed::compare_or_print;

use crate::{limits::said, workspace::root};

const REFERENCE: &str = "docs/API.md";
const TYPES: &str = "shared/api/src/task/field.rs";
const HEAD_OF_TYPES: &str = "| `type` | its own members | answer |\n|---|---|---|\n";
const FLAWS: &str = "shared/domain/src/task/answer.rs";
const HEAD_OF_FLAWS: &str = "| `code` of an answer | `detail` |\n|---|---|\n";

#[test]
fn the_tables_of_fields_are_printed_from_the_code() {
    let read = |path: &str| fs::read_to_string(root().join(path)).unwrap();
    let with_types = with_table(&read(REFERENCE), HEAD_OF_TYPES, &types(&read(TYPES)));
    compare_or_print(REFERENCE, &with_table(&with_types, HEAD_OF_FLAWS, &flaws(&read(FLAWS))));
}

/// The document with these lines in the place of those that it has below this head.
fn with_table(document: &str, head: &str, lines: &str) -> String {
    let (before, rest) = document.split_once(head).unwrap_or_else(|| panic!("{REFERENCE} has no {head}"));
    let (_, after) = rest.split_once("\n\n").unwrap();
    format!("{before}{head}{lines}\n{after}")
}

fn types(source: &str) -> String {
    let mut lines = String::new();
    for variant in variants(source, "FieldKind") {
        let (name, answer) = (snake(&variant.ident.to_string()), phrase(&said(&variant.attrs)));
        assert!(!answer.is_empty(), "{TYPES} does not say what {name} is answered by");
        writeln!(lines, "| `{name}` |{} | {answer} |", members(&variant.fields)).unwrap();
    }
    lines
}

fn members(fields: &Fields) -> String {
    let of = |field: &syn::Field| {
        let (name, said) = (field.ident.as_ref().unwrap(), phrase(&said(&field.attrs)));
        if said.is_empty() { format!(" `{name}`") } else { format!(" `{name}` ({said})") }
    };
    fields.iter().map(of).collect::<Vec<_>>().join(",")
}

fn flaws(source: &str) -> String {
    let mut lines = String::new();
    for variant in variants(source, "Flaw") {
        let name = snake(&variant.ident.to_string());
        writeln!(lines, "| `{name}` | {} |", with_gaps(&text_of_error(&variant.attrs))).unwrap();
    }
    lines
}

fn text_of_error(attributes: &[Attribute]) -> String {
    let error = attributes.iter().find(|attribute| attribute.path().is_ident("error")).unwrap();
    error.parse_args::<LitStr>().unwrap().value()
}

/// A text with a sign for each value that it has in braces.
fn with_gaps(text: &str) -> String {
    let parts: Vec<_> = text.split(['{', '}']).collect();
    parts.iter().enumerate().map(|(at, part)| if at % 2 == 1 { "…" } else { part }).collect()
}

/// The variants of the enum of that name, which may be told to a macro.
fn variants(source: &str, name: &str) -> Vec<Variant> {
    let enums = syn::parse_file(source).unwrap().items.into_iter().filter_map(|item| match item {
        Item::Enum(item) => Some(item),
        Item::Macro(item) => item.mac.parse_body::<ItemEnum>().ok(),
        _ => None,
    });
    enums.filter(|item| item.ident == name).flat_map(|item| item.variants).collect()
}

/// A sentence without its capital and its full stop.
fn phrase(said: &str) -> String {
    let mut letters = said.chars();
    let first = letters.next().map(|first| first.to_ascii_lowercase());
    first.into_iter().chain(letters.as_str().trim_end_matches('.').chars()).collect()
}

fn snake(name: &str) -> String {
    let parts = name.chars().enumerate().map(|(at, letter)| match letter {
        'A'..='Z' if at > 0 => format!("_{}", letter.to_ascii_lowercase()),
        _ => letter.to_ascii_lowercase().to_string(),
    });
    parts.collect()
}

#[test]
fn a_table_is_told_by_what_stands_at_the_code() {
    let source = "tagged! {\n/// All.\npub enum FieldKind {\n/// Text, at most.\nShortText {\n/// A rule\n/// of two lines.\n\
                  pattern: Option<String>,\nmin: u8,\n},\n/// `true`.\nBox {},\n}\n}\ntagged! { pub enum Other {} }";
    let told = "| `short_text` | `pattern` (a rule of two lines), `min` | text, at most |\n| `box` | | `true` |\n";
    assert_eq!(types(source), told);
    let document = format!("a\n\n{HEAD_OF_TYPES}| old |\n\nb\n\nc\n");
    assert_eq!(with_table(&document, HEAD_OF_TYPES, told), format!("a\n\n{HEAD_OF_TYPES}{told}\nb\n\nc\n"));
    let source = "pub enum Flaw { #[error(\"from {min} to {max}\")] OutOfRange { min: u8, max: u8 } }";
    assert_eq!(flaws(source), "| `out_of_range` | from … to … |\n");
}
