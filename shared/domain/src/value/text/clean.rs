//! Cleans a text: what nobody sees goes, what people see stays.

use icu_normalizer::ComposingNormalizerBorrowed;

use super::{
    characters::{breaks_line, is_any_mark, is_gone, is_space, is_unseen},
    isolates::{paired, unwrapped},
    strays::without_strays,
};

/// Passes that clean a text, at most.
const MAX_PASSES: usize = 8;

/// A text as one line. Cleaned twice is cleaned once. Empty: nothing can be seen in it.
pub fn line(text: &str) -> String {
    settled(text, |text| {
        let normal = shaped(on_one_line(&without_gone(text)));
        let mut line = without_blanks_around(&normal);
        while let Some(inner) = unwrapped(line) {
            line = without_blanks_around(inner);
        }
        line.to_owned()
    })
}

/// A text as paragraphs, with line feeds and tabs. Cleaned twice is cleaned once. Empty: nothing can be seen in it.
pub fn paragraphs(text: &str) -> String {
    settled(text, |text| without_blanks_around(&shaped(without_gone(text))).to_owned())
}

/// Cleans until nothing changes any more: what goes may bring others together that then compose, or go too. That takes two
/// passes, or three. A text that takes more was made to, and loses all that nobody sees.
fn settled(text: &str, clean: impl Fn(&str) -> String) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let mut before = clean(text);
    for _ in 0..MAX_PASSES {
        let after = clean(&before);
        if after == before {
            return if is_blank(&after) { String::new() } else { after };
        }
        before = after;
    }
    clean(&before.replace(|c| is_unseen(c) && !is_space(c), ""))
}

fn shaped(text: Vec<char>) -> String {
    nfc(&without_strays(&paired(text)).into_iter().collect::<String>())
}

/// Whether nothing can be seen in a text, or marks alone, which stand on no letter and say nothing.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| is_unseen(c) || is_any_mark(c))
}

/// In the composed form of Unicode Standard Annex 15, in which letters that look the same are the same.
pub fn nfc(text: &str) -> String {
    ComposingNormalizerBorrowed::new_nfc().normalize(text).into_owned()
}

fn without_blanks_around(text: &str) -> &str {
    text.trim_matches(is_space)
}

/// Most texts: nothing to clean.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~')) && text.trim_ascii() == text
}

/// Without what no text needs, and with line feeds for line breaks of every kind.
fn without_gone(text: &str) -> Vec<char> {
    let mut kept = Vec::with_capacity(text.len());
    let mut before = None;
    for c in text.chars().filter(|c| !is_gone(*c)) {
        if !breaks_line(c) {
            kept.push(c);
        } else if (before, c) != (Some('\r'), '\n') {
            kept.push('\n');
        }
        before = Some(c);
    }
    kept
}

/// With one blank for line breaks and tabs, together with the blanks beside them.
fn on_one_line(text: &[char]) -> Vec<char> {
    let mut line = Vec::with_capacity(text.len());
    for run in text.chunk_by(|one, other| one.is_whitespace() == other.is_whitespace()) {
        if run.iter().any(|c| matches!(c, '\n' | '\t')) {
            line.push(' ');
        } else {
            line.extend_from_slice(run);
        }
    }
    line
}
