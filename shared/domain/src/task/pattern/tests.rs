//! Patterns and the work that they are.

use proptest::prelude::*;
use serde_json::json;

use super::{shortest::shortest_match, *};
use crate::task::{Answer, Field};

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
    let work = PatternWork::of_a_page();
    let said = (0..1000).filter(|_| field.check_within(&wrong, &work).is_err()).count();
    assert_eq!(said as u64, MAX_PATTERN_WORK / (256 * 1100));
    assert!(field.check(&wrong).is_err(), "by itself it is judged");
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
