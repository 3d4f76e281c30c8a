//! A number as people write it: with a comma or a point, and with what they part thousands by.

use super::letters::plain;
use crate::value::{Decimal, Locale};

/// What a language puts before the fraction.
pub const fn decimal_mark(language: Locale) -> char {
    match language {
        Locale::En => '.',
        Locale::PtBr | Locale::Es => ',',
    }
}

/// What was typed on a page in a language. Blanks and apostrophes part thousands, and so does a comma or a point that
/// comes more than once or before the other one. Alone it is the decimal mark, but where exactly three digits follow:
/// there the language says which of both it is ([`is_doubtful`]).
pub fn number(language: Locale, typed: &str) -> Option<Decimal> {
    let text = plain(typed);
    let digits = unsigned(&text);
    let sign = if text.starts_with('-') { "-" } else { "" };
    let marks: Vec<char> = digits.chars().filter(|c| !c.is_ascii_digit()).map(one_apostrophe).collect();
    let (whole, fraction) = match marks.as_slice() {
        [] => (digits.to_owned(), None),
        [mark @ (',' | '.')] if *mark == decimal_mark(language) || !is_one_group(digits) => parted(digits, *mark)?,
        [group, more @ ..] if more.iter().all(|mark| mark == group) => (joined(digits, *group)?, None),
        [group, between @ .., mark @ (',' | '.')] if mark != group && between.iter().all(|m| m == group) => {
            let (whole, fraction) = parted(digits, *mark)?;
            (joined(&whole, *group)?, fraction)
        }
        _ => return None,
    };
    let whole = if whole.is_empty() && fraction.is_some() { "0" } else { &whole };
    let text = fraction.map_or_else(|| format!("{sign}{whole}"), |fraction| format!("{sign}{whole}.{fraction}"));
    text.parse().ok().filter(Decimal::is_within_digits)
}

/// Whether one comma or point stands before exactly three digits: there people are told how it was read, also where only
/// one of both can be meant, as in `0.500`.
pub fn is_doubtful(typed: &str) -> bool {
    let text = plain(typed);
    let digits = unsigned(&text);
    let mut marks = digits.char_indices().filter(|(_, c)| !c.is_ascii_digit());
    match (marks.next(), marks.next()) {
        (Some((at, ',' | '.')), None) => digits.len() - at == 4,
        _ => false,
    }
}

fn unsigned(text: &str) -> &str {
    text.strip_prefix(['-', '+']).unwrap_or(text).trim_start()
}

/// Whether one mark may part thousands: `1.500`, and neither `12345.678` nor `0.500`.
fn is_one_group(digits: &str) -> bool {
    digits
        .split_once([',', '.'])
        .is_some_and(|(first, rest)| (1..=3).contains(&first.len()) && rest.len() == 3 && !first.starts_with('0'))
}

fn one_apostrophe(mark: char) -> char {
    if mark == '\u{2019}' { '\'' } else { mark }
}

fn parted(digits: &str, mark: char) -> Option<(String, Option<String>)> {
    let (whole, fraction) = digits.rsplit_once(mark)?;
    Some((whole.to_owned(), Some(fraction.to_owned())))
}

/// Thousands without what parts them; `None`: it does not part thousands.
fn joined(whole: &str, group: char) -> Option<String> {
    if !matches!(group, ',' | '.' | ' ' | '\'') {
        return None;
    }
    let mut groups = whole.split(|c| one_apostrophe(c) == group);
    let first = groups.next().filter(|first| (1..=3).contains(&first.len()))?;
    let mut digits = first.to_owned();
    for part in groups {
        if part.len() != 3 {
            return None;
        }
        digits += part;
    }
    Some(digits)
}
