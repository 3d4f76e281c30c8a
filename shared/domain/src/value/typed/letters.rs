//! Letters that keyboards, contacts and web pages put in place of plain ones.

use crate::value::is_unseen;

/// Digits and signs of full width and dashes as plain ones, every space as a blank; what is not seen goes.
pub(crate) fn plain(typed: &str) -> String {
    let letter = |letter: char| match letter {
        // Full width: the same signs, further on.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' => Some('-'),
        _ if letter.is_whitespace() => Some(' '),
        _ if is_unseen(letter) => None,
        _ => Some(letter),
    };
    let text: String = typed.chars().filter_map(letter).collect();
    text.trim().to_owned()
}
