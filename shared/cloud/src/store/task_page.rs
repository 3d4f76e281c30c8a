//! How many tasks one answer holds: Lambda's ends at 6 MB (AWS, "Lambda quotas": invocation payload).

use std::ops::Range;

use aws_sdk_dynamodb::types::AttributeValue;

use crate::keys::Item;

/// Tasks of a page, at most.
pub(super) const MAX_PAGE_TASKS: usize = 50;
/// What they take in an answer, in bytes, at most.
const MAX_PAGE_BYTES: usize = 4_000_000;
/// What an answer writes around each value, in bytes: a field of a page has some eight values, a choice has two.
const AROUND: usize = 250;

/// How many tasks of these sizes fit, at least one.
pub(super) fn fitting(sizes: impl Iterator<Item = usize>) -> usize {
    let mut all = 0;
    let fit = sizes.take_while(|size| {
        all += size;
        all <= MAX_PAGE_BYTES
    });
    fit.count().max(1)
}

/// The tasks of a page that has the one at `with`, out of one block of [`MAX_PAGE_TASKS`] of these sizes. It begins with the
/// block, or where that would be cut before `with`, with `with`.
pub(super) fn page_with(with: usize, sizes: &[usize]) -> Range<usize> {
    let fit = |from: usize| fitting(sizes[from..].iter().copied());
    let first = if with < fit(0) { 0 } else { with };
    first..(first + fit(first)).min(sizes.len())
}

/// About what an item takes in an answer, as JSON or as HTML, either of which Lambda wraps in JSON once more.
pub(super) fn answer_bytes(item: &Item) -> usize {
    item.values().map(value_bytes).sum()
}

fn value_bytes(value: &AttributeValue) -> usize {
    AROUND
        + match value {
            AttributeValue::S(text) => text.chars().map(char_bytes).sum::<usize>() + AROUND * members(text),
            AttributeValue::L(list) => list.iter().map(value_bytes).sum(),
            AttributeValue::M(map) => map.iter().map(|(name, each)| name.len() + value_bytes(each)).sum(),
            _ => 0,
        }
}

/// The fields of a task are stored as JSON.
fn members(text: &str) -> usize {
    text.matches("\":").count()
}

/// At its longest: `\\u0000`, `&#34;`, `\\\\`, `\\n`.
fn char_bytes(char: char) -> usize {
    match char {
        '\n' | '\r' | '\t' => 3,
        '\\' => 4,
        '"' | '\'' | '&' | '<' | '>' => 5,
        char if char.is_ascii_control() => 7,
        char => char.len_utf8(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_text_takes_what_json_in_json_makes_of_it() {
        for text in ["plain", "naïve 漢", "a\nb\tc", "\0\u{1}", "C:\\", "\u{7f}"] {
            let once = json!(text).to_string();
            let twice = json!(once).to_string();
            // Without the quotes that the two of them add.
            let exact = twice.len() - "\"\\\"\\\"\"".len();
            let told = value_bytes(&AttributeValue::S(text.into())) - AROUND;
            assert!(told >= exact && told <= exact + 6, "{text:?}: {told} for {exact}");
        }
    }

    #[test]
    fn a_page_begins_with_its_block_or_else_with_the_task_that_it_is_to_have() {
        let half = MAX_PAGE_BYTES / 2;
        for (with, sizes, page) in [
            (0, &[half; 5][..], 0..2),
            (1, &[half; 5], 0..2),
            (2, &[half; 5], 2..4),
            (4, &[half; 5], 4..5),
            (3, &[1; 5], 0..5),
            (0, &[], 0..0),
        ] {
            assert_eq!(page_with(with, sizes), page, "{with} of {}", sizes.len());
        }
    }

    #[test]
    fn a_page_holds_what_fits_and_at_least_one_task() {
        assert_eq!(fitting([MAX_PAGE_BYTES, 1].into_iter()), 1);
        assert_eq!(fitting([MAX_PAGE_BYTES - 1, 1, 1].into_iter()), 2);
        assert_eq!(fitting([MAX_PAGE_BYTES + 1, 1].into_iter()), 1);
    }
}
