//! What a file is called.

use std::str::FromStr;

use unicode_segmentation::UnicodeSegmentation as _;

use super::{Line, TextRefused, characters::is_mark_of_direction, isolates::is_isolate, length, line};

/// Most characters of a file's name. Longer ones are shortened.
const MAX: usize = 200;

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

fn shortened(name: &str) -> String {
    if length(name) <= MAX && name.len() <= MAX * super::LINE_BYTES {
        return name.to_owned();
    }
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let end = (ending.graphemes(true).count() + 1).min(MAX / 2);
    let characters: Vec<_> = name.graphemes(true).collect();
    // The larger its characters, the fewer of them fit.
    let fits = |text: &String| length(text) <= MAX && text.len() <= MAX * super::LINE_BYTES;
    let cut = |begin: usize| {
        let (begin, end) =
            (characters.iter().take(begin), characters.iter().skip(characters.len().saturating_sub(end)));
        line(&begin.copied().chain(["…"]).chain(end.copied()).collect::<String>())
    };
    let longest = MAX.saturating_sub(end + 1).min(characters.len().saturating_sub(end));
    (0..=longest).rev().map(cut).find(fits).unwrap_or_else(|| name.to_owned())
}
