//! Where in a body or query something does not parse, said so that its sender can correct it.

use serde_path_to_error::Path;
use vestibule_api::problem::{joined, place_of, pointer, token};

use super::words::{self, Said};
use crate::answer::problem::{FieldError, Kind, Problem};

/// The longest text that is passed on. It may quote the request.
const MAX_QUOTED_CHARS: usize = 300;

/// A 400 for what does not parse at all, which names the place by its JSON pointer (RFC 6901).
pub(crate) fn problem(what: &str, path: &Path, detail: &str) -> Problem {
    at(what, pointer(path), "syntax", detail)
}

/// A 400 for a value that is another than was expected, of which serde says so much. Names the member where serde does.
pub(crate) fn value(what: &str, path: &Path, said: &str) -> Problem {
    let (pointer, detail) = told(pointer(path), said);
    at(what, pointer, "invalid", &detail)
}

/// The place and what is wrong there, from what serde says of a value at this pointer.
fn told(pointer: String, said: &str) -> (String, String) {
    if let Some((inner, said)) = place_of(said) {
        return told(joined(&pointer, &inner), said);
    }
    let Said { detail, member } = words::said(said);
    // An unknown member is in the path already.
    let member = member.map(token).filter(|member| !pointer.ends_with(member.as_str()));
    (joined(&pointer, &member.unwrap_or_default()), detail)
}

/// A 400 about the whole of it.
pub(crate) fn whole(what: &str, code: &str, detail: &str) -> Problem {
    at(what, String::new(), code, detail)
}

/// A 400 about one value of a request that cannot be read.
pub fn unread(what: &str, pointer: &str, detail: &str) -> Problem {
    at(what, pointer.to_owned(), "invalid", detail)
}

/// A 400 about the value at a pointer.
pub(crate) fn at(what: &str, pointer: String, code: &str, detail: &str) -> Problem {
    let detail = cut(detail);
    let parses = if code == "syntax" { "does not parse" } else { "is not as it must be" };
    let told = if pointer.is_empty() {
        format!("The {what} {parses}: {detail}")
    } else {
        format!("The {what} {parses} at {pointer}: {detail}")
    };
    Problem::new(Kind::BadRequest, told).errors([FieldError::new(pointer, code, detail)])
}

/// At most [`MAX_QUOTED_CHARS`] characters, without control characters.
fn cut(text: &str) -> String {
    let mut plain = text.chars().filter(|c| !c.is_control());
    let mut cut: String = plain.by_ref().take(MAX_QUOTED_CHARS).collect();
    if plain.next().is_some() {
        cut.push('…');
    }
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_parser_quotes_is_cut_and_has_no_control_characters() {
        let cut = cut(&format!("a\u{1b}[31m\n{}", "é".repeat(1000)));
        assert_eq!(cut.chars().count(), MAX_QUOTED_CHARS + 1);
        assert!(cut.starts_with("a[31mé") && cut.ends_with('…'));
    }
}
