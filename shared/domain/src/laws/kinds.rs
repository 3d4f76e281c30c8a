//! The kinds of records are a public contract: each is listed, and none is added or renamed unseen.

use std::collections::BTreeSet;

use serde_json::json;

use crate::events;

#[test]
fn every_kind_of_record_keeps_its_name_and_facts() {
    let kinds = events::kinds().map(|kind| {
        let facts: Vec<_> = kind.facts.iter().map(|(name, kind)| format!("{name}: {kind}")).collect();
        json!({ "name": kind.name, "meaning": kind.meaning.trim(), "published": kind.published, "facts": facts })
    });
    insta::assert_json_snapshot!(kinds.collect::<Vec<_>>());
}

#[test]
fn no_two_kinds_share_a_name_and_no_two_facts_of_one() {
    let names: Vec<_> = events::kinds().map(|kind| kind.name).collect();
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "{names:?}");
    for kind in events::kinds() {
        let facts: BTreeSet<_> = kind.facts.iter().map(|(name, _)| name).collect();
        assert_eq!(facts.len(), kind.facts.len(), "{}", kind.name);
    }
}

#[test]
fn each_kind_is_named_after_its_aggregate_and_says_what_it_means_in_one_sentence_or_two() {
    for kind in events::kinds() {
        let (aggregate, what) = kind.name.split_once('.').unwrap();
        assert!(
            ["share", "step", "run", "document", "work_package", "file", "org"].contains(&aggregate),
            "{}",
            kind.name
        );
        assert!(what.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'), "{}", kind.name);
        assert!(kind.meaning.trim().ends_with('.') && kind.meaning.len() > 10, "{}", kind.name);
    }
}
