//! Any bytes, and bodies with any part cut, doubled or overwritten: they are read or refused with a place, and nothing else.

use std::collections::BTreeMap;

use proptest::{collection::vec, prelude::*, sample::Index};
use serde::Deserialize;
use serde_json::Value;

use super::*;

const GOOD: &[u8] =
    br#"{"base": 1, "answers": {"a/b~c": ["x", "\ud83d\ude00", null], "n": -1.5e3, "t": true}, "note": {"text": "y"}}"#;
const GOOD_FORM: &[u8] = b"base=1&note=ol%C3%A1+mundo&tags=a&tags=b";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sent {
    base: u64,
    #[serde(default)]
    answers: BTreeMap<String, Value>,
    note: Option<Note>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Note {
    text: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SentForm {
    base: u64,
    note: Option<String>,
    #[serde(default)]
    tags: Vec<String>,
}

/// A refusal names its place by a JSON pointer (RFC 6901 §3), repeats little, and is a 400.
fn well_told(problem: &Problem) -> Result<(), TestCaseError> {
    prop_assert_eq!(problem.kind(), Kind::BadRequest);
    prop_assert!(problem.detail().chars().count() < 1_000, "{}", problem.detail());
    for error in problem.field_errors() {
        let pointer = &error.pointer;
        prop_assert!(pointer.is_empty() || pointer.starts_with('/'), "{pointer:?}");
        let escapes = pointer.split('~').skip(1);
        prop_assert!(escapes.into_iter().all(|after| after.starts_with(['0', '1'])), "{pointer:?}");
        prop_assert!(!error.detail.contains(char::is_control), "{:?}", error.detail);
    }
    Ok(())
}

fn reads(bytes: &[u8]) -> Result<(), TestCaseError> {
    match parse_json::<Sent>(bytes) {
        Ok(sent) => drop((sent.base, sent.answers, sent.note.map(|note| note.text))),
        Err(problem) => well_told(&problem)?,
    }
    match form::parse::<SentForm>("form", bytes) {
        Ok(sent) => drop((sent.base, sent.note, sent.tags)),
        Err(problem) => well_told(&problem)?,
    }
    Ok(())
}

/// The bytes with some others written over, put between, or in the place of a part.
fn spoilt(good: &[u8], edits: Vec<(Index, Index, Vec<u8>)>) -> Vec<u8> {
    let mut bytes = good.to_vec();
    for (from, length, others) in edits {
        let from = from.index(bytes.len() + 1);
        let to = (from + length.index(9)).min(bytes.len());
        bytes.splice(from..to, others);
    }
    bytes
}

/// What parsers trip over.
const PIECES: [&str; 10] = ["\"", "\\u0000", "\\ud800", "{", "[", "1e999", "&", "=", "%00", "%"];

fn edits() -> impl Strategy<Value = Vec<(Index, Index, Vec<u8>)>> {
    let piece = prop_oneof![
        vec(any::<u8>(), 0..4),
        proptest::sample::select(PIECES.as_slice()).prop_map(|piece| piece.as_bytes().to_vec()),
    ];
    vec((any::<Index>(), any::<Index>(), piece), 1..6)
}

#[test]
fn the_good_ones_are_read() {
    assert!(parse_json::<Sent>(GOOD).is_ok());
    assert!(form::parse::<SentForm>("form", GOOD_FORM).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused_with_a_place(bytes in vec(any::<u8>(), 0..200)) {
        reads(&bytes)?;
    }

    #[test]
    fn a_spoilt_body_is_read_or_refused_with_a_place(edits in edits()) {
        reads(&spoilt(GOOD, edits.clone()))?;
        reads(&spoilt(GOOD_FORM, edits))?;
    }
}
