//! Patterns and the work that they are.

use std::time::Instant;

use proptest::prelude::*;
use serde_json::json;

use super::{shortest::shortest_match, *};
use crate::task::{Answer, Field, FieldKind, MAX_LINE_LENGTH};

/// The most that patterns of a few letters can be made to do to a machine like ours: all of it stays alive all the time.
const WORST: [&str; 8] = [
    "(?:[a-z0-9]{1,60}[._-]?){1,40}!",
    "(?:a?b?c?d?e?f?g?h?i?j?k?l?m?n?o?p?){1,60}!",
    "(?:(?:a|a|a|a|a|a|a|a)?){90}!",
    "(?:[a-z]?[a-z]?[a-z]?[a-z]?){30}[a-z]*!",
    "(?:(?:(?:a?)?)?){100}a*!",
    "(?:[a-cx-z0-24-68-9_.:;-]|a*|b*|c*)*!",
    "(?:a?){5}[a-z]*!",
    "[a-z]+!",
];

fn field(at: usize, pattern: Option<&str>, max_length: usize) -> Field {
    let kind = json!({ "type": "short_text", "max_length": max_length, "pattern": pattern });
    let kind = serde_json::from_value(kind).unwrap_or_else(|e| panic!("{e}"));
    let slug = format!("f{at}").parse().unwrap_or_else(|e| panic!("{e}"));
    let label = "F".parse().unwrap_or_else(|_| panic!("a label"));
    Field { slug, label, help: None, required: true, kind }
}

#[test]
fn a_pattern_is_one_by_itself() {
    for pattern in ["a)|(?:.*", "(", "[", "*", &"a".repeat(201)] {
        assert_eq!(Pattern::described(pattern).err(), Some(PatternFlaw::Unreadable), "{pattern}");
    }
    let pattern = Pattern::described("[0-9]{2}|ab").unwrap_or_else(|e| panic!("{e:?}"));
    for (text, matches) in [("12", true), ("ab", true), ("123", false), ("12 ab", false)] {
        assert_eq!(pattern.matches(text), matches, "{text}");
    }
}

#[test]
fn a_pattern_that_repeats_beyond_measure_is_too_large() {
    for pattern in ["(?:[a-z0-9]{1,60}[._-]?){1,40}!", "(?:(?:a{100}){100}){100}", "[a-z]{1000}"] {
        assert_eq!(Pattern::described(pattern).err(), Some(PatternFlaw::TooLarge), "{pattern}");
    }
}

#[test]
fn patterns_of_every_day_are_little_work() {
    for (pattern, most) in [
        ("[0-9]+", 256),
        ("[0-9]{5}-?[0-9]{3}", 1024),
        ("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}", 4096),
        (r"\d{2}\.?\d{3}\.?\d{3}/?\d{4}-?\d{2}", 2048),
        ("[A-Z]{4}[0-9]{6}[HM][A-Z]{5}[A-Z0-9][0-9]", 2048),
        (r"[^@\s]+@[^@\s]+\.[a-z]{2,}", 1024),
    ] {
        let size = Pattern::described(pattern).unwrap_or_else(|e| panic!("{pattern}: {e:?}")).size;
        assert!(size <= most, "{pattern}: {size}");
    }
}

#[test]
fn what_is_beyond_the_work_of_a_page_is_left_unsaid() {
    let (field, wrong) = (field(0, Some("[0-9]+"), 1000), Answer::Text("x".repeat(1000)));
    let work = PatternWork::default();
    let said = (0..1000).filter(|_| field.check_within(&wrong, &work).is_err()).count();
    assert_eq!(said as u64, MAX_PATTERN_WORK / (256 * 1100));
    assert!(field.check(&wrong).is_err(), "by itself it is judged");
}

/// The answer that keeps most of a pattern alive: letters which it takes, and in the end none that it asks for.
fn answer(length: usize) -> Answer {
    Answer::Text("a".repeat(length))
}

/// How long it takes to read sixty fields and their answers as they stand in rows, and to judge them, in nanoseconds: the
/// best of some rounds.
fn judged(fields: &[Field], length: usize) -> u128 {
    let kinds: Vec<_> = fields.iter().map(|field| &field.kind).collect();
    let kinds = serde_json::to_string(&kinds).unwrap_or_default();
    let answers = serde_json::to_string(&vec![answer(length); fields.len()]).unwrap_or_default();
    let round = || {
        let (begun, work) = (Instant::now(), PatternWork::default());
        let kinds: Vec<FieldKind> = serde_json::from_str(&kinds).unwrap_or_default();
        let answers: Vec<Answer> = serde_json::from_str(&answers).unwrap_or_default();
        for ((field, kind), answer) in fields.iter().zip(kinds).zip(&answers) {
            let field = Field { kind, ..field.clone() };
            std::hint::black_box(field.check_within(answer, &work).is_ok());
        }
        begun.elapsed().as_nanos()
    };
    (0..30).map(|_| round()).min().unwrap_or_default()
}

/// Prints what the patterns of a form cost. Not part of the suite: `cargo test --release -p vestibule-domain --lib --
/// --ignored --nocapture what_the_worst`
#[test]
#[ignore = "a measurement, which says something only when optimised"]
fn what_the_worst_patterns_of_a_form_cost() {
    for pattern in WORST {
        let Ok(compiled) = Pattern::described(pattern) else {
            eprintln!("{pattern}: refused");
            continue;
        };
        let characters = usize::try_from(MAX_PATTERN_WORK).unwrap_or(usize::MAX) / 60 / compiled.size;
        let length = characters.saturating_sub(COMPILING).min(MAX_LINE_LENGTH as usize);
        let with: Vec<_> = (0..60).map(|at| field(at, Some(pattern), length)).collect();
        let full: Vec<_> = (0..60).map(|at| field(at, None, MAX_LINE_LENGTH as usize)).collect();
        let (with, without) = (judged(&with, length), judged(&full, MAX_LINE_LENGTH as usize));
        eprintln!("{pattern}: {} bytes, {length} characters, {with} ns with, {without} ns without", compiled.size);
    }
}

#[test]
fn the_shortest_match_of_each_form_is_known() {
    for (pattern, shortest) in [
        ("", 0),
        ("abc", 3),
        ("a|bcd|ef", 1),
        ("(?:ab|cde)f", 3),
        ("(?P<year>[0-9]{4})-(?<month>[0-9]{2})", 7),
        ("a*b+?c?", 1),
        ("[0-9]{5}-?[0-9]{3}", 8),
        ("(?:a{2}){3,}", 6),
        ("a{2}{3}", 6),
        (r"\d{2}\.\x41\u{1f600}\U0001F600", 6),
        (r"^\bab\b{end}$", 2),
        ("[]a][^]b][[:alpha:]][a-c&&[^b]]", 4),
        (r"[\]\[]{3}", 3),
        ("(?i)ab(?-i:c)", 3),
        ("(?x) a b", 0),
        ("(?:(?:a{100}){100}){100}", 1_000_000),
    ] {
        assert_eq!(shortest_match(pattern), shortest, "{pattern}");
    }
}

/// Patterns of a few letters, and texts of them.
fn patterns() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        "a",
        "b",
        ".",
        "[ab]",
        "[^a]",
        "[]a]",
        "[^]]",
        "[[:alpha:]b]",
        r"\w",
        r"\x61",
        r"\x{62}",
        r"\b",
        "^",
        "$",
        r"\]",
        "(?i)A",
    ]);
    leaf.prop_map(str::to_owned).prop_recursive(4, 24, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(|parts| parts.concat()),
            prop::collection::vec(inner.clone(), 1..4).prop_map(|parts| format!("(?:{})", parts.join("|"))),
            (inner, prop::sample::select(vec!["*", "+", "?", "{2}", "{1,2}", "{0,1}?", "+?", "{2,}"]))
                .prop_map(|(part, often)| format!("(?:{part}){often}")),
        ]
    })
}

proptest! {
    #[test]
    fn nothing_shorter_is_matched(pattern in patterns(), text in "[ab\\]A]{0,6}") {
        if let Ok(compiled) = Pattern::of(&pattern) && compiled.matches(&text) {
            prop_assert!(text.chars().count() >= shortest_match(&pattern), "{pattern} matches {text:?}");
        }
    }
}
