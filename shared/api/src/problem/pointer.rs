//! Where in a body something is wrong: JSON pointers (RFC 6901), and how the reader of a value within it passes one on.

use serde_path_to_error::Segment;

/// The longest pointer that is made: it may quote the request.
const MAX_POINTER_BYTES: usize = 300;

/// What stands before a place in the text of an error.
const MARK: &str = "within ";

/// The place, or else the innermost one around it whose pointer is not too long.
pub fn pointer<'a>(path: impl IntoIterator<Item = &'a Segment>) -> String {
    let mut pointer = String::new();
    for segment in path {
        let name = match segment {
            Segment::Seq { index } => index.to_string(),
            Segment::Map { key } => key.clone(),
            Segment::Enum { variant } => variant.clone(),
            Segment::Unknown => continue,
        };
        let whole = joined(&pointer, &token(&name));
        if whole == pointer {
            break;
        }
        pointer = whole;
    }
    pointer
}

/// A place within another one, unless its pointer would be too long.
pub fn joined(outer: &str, inner: &str) -> String {
    let pointer = if inner.is_empty() { outer.to_owned() } else { format!("{outer}{inner}") };
    if pointer.len() > MAX_POINTER_BYTES { outer.to_owned() } else { pointer }
}

/// A name as the last part of a pointer.
pub fn token(name: &str) -> String {
    format!("/{}", name.replace('~', "~0").replace('/', "~1"))
}

/// The text of an error about a place within the value that was read.
pub fn placed(pointer: &str, said: &str) -> String {
    format!("{MARK}{}: {said}", serde_json::Value::from(pointer))
}

/// The place that such a text names, and what it says of it.
pub fn place_of(text: &str) -> Option<(String, &str)> {
    let named = text.strip_prefix(MARK)?;
    let mut names = serde_json::Deserializer::from_str(named).into_iter::<String>();
    let pointer = names.next()?.ok()?;
    Some((pointer, named.get(names.byte_offset()..)?.strip_prefix(": ")?))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn pointer_of(json: &str) -> Option<String> {
        let mut parser = serde_json::Deserializer::from_str(json);
        let parsed: Result<BTreeMap<String, Vec<u8>>, _> = serde_path_to_error::deserialize(&mut parser);
        parsed.err().map(|e| pointer(e.path()))
    }

    #[test]
    fn pointers_are_escaped_as_rfc_6901_asks() {
        assert_eq!(pointer_of(r#"{"a/b~c": [1, "x"]}"#).as_deref(), Some("/a~1b~0c/1"));
        assert_eq!(pointer_of("[]").as_deref(), Some(""));
    }

    #[test]
    fn a_pointer_that_would_be_too_long_ends_at_an_outer_place() {
        let path = format!(r#"{{"{}": ["x"]}}"#, "K".repeat(MAX_POINTER_BYTES));
        assert_eq!(pointer_of(&path).as_deref(), Some(""));
    }

    #[test]
    fn a_place_is_read_as_it_was_written_though_it_quotes_anything() {
        for pointer in ["", "/max", "/a\": b", "/options/1/x~1\u{7}"] {
            let text = placed(pointer, "must be: a word");
            assert_eq!(place_of(&text), Some((pointer.to_owned(), "must be: a word")), "{text}");
        }
        for other in ["must be a word", "within reach", "within \"/a\" it is wrong"] {
            assert_eq!(place_of(other), None, "{other}");
        }
    }
}
