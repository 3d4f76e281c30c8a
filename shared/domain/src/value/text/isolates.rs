//! Isolates: characters between which a text runs in its own direction, as messengers and our pages put them around names.

use super::characters::{CLOSES_ISOLATE, opens_isolate};

/// The text without the isolates that have no partner. At a line break all end (UAX 9, X8).
pub(super) fn paired(text: Vec<char>) -> Vec<char> {
    let mut is_paired = vec![false; text.len()];
    let mut open = vec![];
    for (at, c) in text.iter().enumerate() {
        if *c == '\n' {
            open.clear();
        } else if opens_isolate(*c) {
            open.push(at);
        } else if *c == CLOSES_ISOLATE
            && let Some(opening) = open.pop()
        {
            (is_paired[opening], is_paired[at]) = (true, true);
        }
    }
    let stays = |(c, is_paired): (char, bool)| (is_paired || !is_isolate(c)).then_some(c);
    text.into_iter().zip(is_paired).filter_map(stays).collect()
}

/// One line without the isolates around all of it: there is nothing beside it.
pub(super) fn unwrapped(line: &str) -> &str {
    let inner = line.strip_prefix(opens_isolate).and_then(|rest| rest.strip_suffix(CLOSES_ISOLATE));
    let Some(inner) = inner else { return line };
    // The first may end before the last begins.
    let mut depth = 0_usize;
    for c in inner.chars() {
        if opens_isolate(c) {
            depth += 1;
        } else if c == CLOSES_ISOLATE {
            match depth.checked_sub(1) {
                Some(outer) => depth = outer,
                None => return line,
            }
        }
    }
    inner
}

pub(super) fn is_isolate(c: char) -> bool {
    opens_isolate(c) || c == CLOSES_ISOLATE
}
