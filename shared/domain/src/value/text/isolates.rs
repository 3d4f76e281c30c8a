//! Isolates: characters between which a text runs in its own direction, as messengers and our pages put them around names.

use super::characters::{CLOSES_ISOLATE, opens_isolate};

/// So deep isolates take effect (UAX 9, BD2).
const MAX_DEPTH: usize = 125;

/// The text without the isolates that have no partner, or take no effect. At a line break all end (UAX 9, X8).
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
            && open.len() < MAX_DEPTH
        {
            (is_paired[opening], is_paired[at]) = (true, true);
        }
    }
    let stays = |(c, is_paired): (char, bool)| (is_paired || !is_isolate(c)).then_some(c);
    text.into_iter().zip(is_paired).filter_map(stays).collect()
}

/// What stands within isolates around all of a line. There is nothing beside it from which they would isolate it.
pub(super) fn unwrapped(line: &str) -> Option<&str> {
    let inner = line.strip_prefix(opens_isolate)?.strip_suffix(CLOSES_ISOLATE)?;
    // The first may end before the last begins.
    let mut depth = 0_usize;
    for c in inner.chars() {
        if opens_isolate(c) {
            depth += 1;
        } else if c == CLOSES_ISOLATE {
            depth = depth.checked_sub(1)?;
        }
    }
    Some(inner)
}

pub(super) fn is_isolate(c: char) -> bool {
    opens_isolate(c) || c == CLOSES_ISOLATE
}
