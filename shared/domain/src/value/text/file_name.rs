//! What a file is called.

use std::str::FromStr;

use unicode_segmentation::UnicodeSegmentation as _;

use super::{Line, TextRefused, characters::is_mark_of_direction, isolates::is_isolate, length, line};

/// Most characters of a file's name. Longer ones are shortened.
const MAX: usize = 200;
/// Most bytes of a file's name.
const MAX_BYTES: usize = MAX * super::LINE_BYTES;
const ELLIPSIS: &str = "…";

/// The name of a file as its sender's computer has it: cleaned as one line, without anything that turns text around, and
/// shortened in the middle, so that its beginning and its ending stay. Pages do the same before they announce it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileName(pub Line<MAX>);

impl FromStr for FileName {
    type Err = TextRefused;

    fn from_str(text: &str) -> Result<Self, TextRefused> {
        let turned = |c| is_isolate(c) || is_mark_of_direction(c);
        let name = line(&text.replace(turned, ""));
        shortened(&name).parse().map(Self)
    }
}

/// With an ellipsis for what is cut: as much of the beginning as there is room for beside the ending.
fn shortened(name: &str) -> String {
    if length(name) <= MAX && name.len() <= MAX_BYTES {
        return name.to_owned();
    }
    let ending = name.rfind('.').map_or("", |dot| &name[dot..]);
    let end = if length(ending) <= MAX / 2 && ending.len() <= MAX_BYTES / 2 { ending } else { "" };
    let (mut characters, mut bytes) = (MAX - length(end) - 1, MAX_BYTES - end.len() - ELLIPSIS.len());
    let begin = name.graphemes(true).take_while(|character| {
        let rest = characters.checked_sub(length(character)).zip(bytes.checked_sub(character.len()));
        (characters, bytes) = rest.unwrap_or_default();
        rest.is_some()
    });
    line(&begin.chain([ELLIPSIS, end]).collect::<String>())
}
