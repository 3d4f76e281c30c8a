//! Format characters that are right in one place and stray in another.

use super::{
    characters::{
        BLACK_FLAG, GRAPHEME_JOINER, LAST_TAG, ZERO_WIDTH_JOINER, ZERO_WIDTH_SPACE, ends_pictograph, has_variants,
        is_ideograph, is_joiner, is_mark, is_mark_of_direction, is_mongolian, is_mongolian_selector, is_pictograph,
        is_tag, is_unseen, is_written_without_blanks, joins_its_script, runs_from_the_right, selects_variant,
        takes_joiners, takes_joins,
    },
    isolates::is_isolate,
};

/// The first selector that is for ideographs alone.
const FIRST_OF_IDEOGRAPHS: char = '\u{e0100}';

/// Most tags of a flag: the longest region has six letters and digits (UTS 51, C.1).
const MAX_TAGS: usize = 8;

/// The text without the format characters that do nothing where they stand. Never two of them in a row stay, but for
/// the tags of a flag, so nobody can hide a text in them.
pub(super) fn without_strays(text: &[char]) -> Vec<char> {
    let has_right = text.iter().copied().any(runs_from_the_right);
    let mut kept: Vec<char> = Vec::with_capacity(text.len());
    let mut base = None;
    let mut at = 0;
    while let Some(&c) = text.get(at) {
        let tags = text[at..].iter().take_while(|c| is_tag(**c)).count();
        if tags > 0 {
            let is_flag = kept.last() == Some(&BLACK_FLAG) && tags <= MAX_TAGS && text[at + tags - 1] == LAST_TAG;
            if is_flag {
                kept.extend_from_slice(&text[at..at + tags]);
                base = Some(LAST_TAG);
            }
            at += tags;
            continue;
        }
        let around = Around { before: kept.last().copied(), base, after: text.get(at + 1).copied(), has_right };
        if around.takes(c) {
            kept.push(c);
            base = if is_mark(c) { base } else { Some(c) };
        }
        at += 1;
    }
    kept
}

/// Where a character stands.
struct Around {
    before: Option<char>,
    /// What the marks before it stand on: NFC may sort them anew.
    base: Option<char>,
    after: Option<char>,
    /// Somewhere the text runs from the right.
    has_right: bool,
}

impl Around {
    fn takes(&self, c: char) -> bool {
        let before = |is: fn(char) -> bool| self.before.is_some_and(is);
        let base = |is: fn(char) -> bool| self.base.is_some_and(is);
        let after = |is: fn(char) -> bool| self.after.is_some_and(is);
        if is_joiner(c) {
            let in_emoji = c == ZERO_WIDTH_JOINER && base(ends_pictograph) && after(is_pictograph);
            return in_emoji || base(takes_joiners);
        }
        if is_mark_of_direction(c) {
            return self.has_right && !before(is_mark_of_direction);
        }
        match c {
            ZERO_WIDTH_SPACE => base(is_written_without_blanks) && after(begins_without_blank),
            GRAPHEME_JOINER => before(is_seen) && after(is_mark),
            c if selects_variant(c) => before(if c < FIRST_OF_IDEOGRAPHS { has_variants } else { is_ideograph }),
            c if joins_its_script(c) => before(takes_joins),
            c if is_mongolian_selector(c) => base(is_mongolian),
            _ => true,
        }
    }
}

fn begins_without_blank(c: char) -> bool {
    is_written_without_blanks(c) && !is_mark(c)
}

fn is_seen(c: char) -> bool {
    !is_unseen(c) && !is_isolate(c)
}
