//! How long a text is.

use unicode_segmentation::UnicodeSegmentation as _;

/// So many bytes count as one character, if people see them as one: a family of four, each with a shade of skin, takes 41.
pub const MAX_CHARACTER_BYTES: usize = 48;

/// How many characters people see in a text: grapheme clusters (UAX 29). One that is larger than
/// [`MAX_CHARACTER_BYTES`], such as a letter under a tower of marks, counts once for each so many bytes. Pages count likewise.
pub fn length(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.graphemes(true).map(|character| character.len().div_ceil(MAX_CHARACTER_BYTES)).sum()
}
