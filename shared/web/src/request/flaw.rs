//! Where in a body or query something does not parse, said so that its sender can correct it.

use serde_path_to_error::{Path, Segment};

use super::words::{self, Said};
use crate::answer::problem::{FieldError, Kind, Problem};

/// The longest text, and the longest pointer, that is passed on. Both may quote the request.
const MAX_QUOTED_CHARS: usize = 300;

/// A 400 for what does not parse at all, which names the place by its JSON pointer (RFC 6901).
pub(crate) fn problem(what: &str, path: &Path, detail: &str) -> Problem {
    at(what, pointer(path), "syntax", detail)
}

/// A 400 for a value that is another than was expected, of which serde says so much. Names the member where serde does.
pub(crate) fn value(what: &str, path: &Path, said: &str) -> Problem {
    let Said { detail, member } = words::said(said);
    let mut pointer = pointer(path);
    if let Some(member) = member {
        // An unknown member is in the path already, unless serde kept its object to read it later.
        let token = token(member);
        if !pointer.ends_with(&format!("/{token}")) && pointer.len() + token.len() < MAX_QUOTED_CHARS {
            pointer = format!("{pointer}/{token}");
        }
    }
    at(what, pointer, "invalid", &detail)
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

/// A name as a JSON pointer has it.
fn token(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// The place, or else the innermost one around it whose pointer is not too long.
fn pointer(path: &Path) -> String {
    let mut pointer = String::new();
    for segment in path {
        let token = match segment {
            Segment::Seq { index } => index.to_string(),
            Segment::Map { key } => token(key),
            Segment::Enum { variant } => variant.clone(),
            Segment::Unknown => continue,
        };
        if pointer.len() + token.len() >= MAX_QUOTED_CHARS {
            break;
        }
        pointer.push('/');
        pointer.push_str(&token);
    }
    pointer
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
    use std::collections::BTreeMap;

    use super::*;

    fn path_of(json: &str) -> Option<Path> {
        let mut parser = serde_json::Deserializer::from_str(json);
        let parsed: Result<BTreeMap<String, Vec<u8>>, _> = serde_path_to_error::deserialize(&mut parser);
        parsed.err().map(|e| e.path().clone())
    }

    #[test]
    fn pointers_are_escaped_as_rfc_6901_asks() {
        let path = path_of(r#"{"a/b~c": [1, "x"]}"#);
        assert_eq!(path.as_ref().map(pointer).as_deref(), Some("/a~1b~0c/1"));
        let path = path_of("[]");
        assert_eq!(path.as_ref().map(pointer).as_deref(), Some(""));
    }

    #[test]
    fn a_pointer_that_would_be_too_long_ends_at_an_outer_place() {
        let path = path_of(&format!(r#"{{"{}": ["x"]}}"#, "k".repeat(MAX_QUOTED_CHARS)));
        assert_eq!(path.as_ref().map(pointer).as_deref(), Some(""));
    }

    #[test]
    fn what_the_parser_quotes_is_cut_and_has_no_control_characters() {
        let cut = cut(&format!("a\u{1b}[31m\n{}", "é".repeat(1000)));
        assert_eq!(cut.chars().count(), MAX_QUOTED_CHARS + 1);
        assert!(cut.starts_with("a[31mé") && cut.ends_with('…'));
    }
}
