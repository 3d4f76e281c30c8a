//! What serde says of a value that it did not expect, in words of JSON: clients know nothing of our types.

/// What is wrong with a value, and the name of the member that it is about, where that is not the value itself.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Said<'a> {
    pub(super) detail: String,
    pub(super) member: Option<&'a str>,
}

/// What serde, or a rule of ours, says of a value. What serde repeats of it is left out: it may be a secret.
pub(super) fn said(text: &str) -> Said<'_> {
    let of_value = |detail| Said { detail, member: None };
    let of_member = |member, detail| Said { detail, member: Some(member) };
    // What was sent stands before what was expected, and may hold any words.
    let (before, expected) = match text.rsplit_once(", expected ") {
        Some((before, expected)) => (before, Some(expected)),
        None => (text, None),
    };
    if let Some(name) = quoted(text, "missing field `") {
        return of_member(name, "is missing".to_owned());
    }
    if let Some(name) = quoted(text, "duplicate field `").or_else(|| quoted(text, "duplicate key `")) {
        return of_member(name, "must be given once".to_owned());
    }
    if let Some(name) = quoted(text.strip_suffix(", there are no fields").unwrap_or(before), "unknown field `") {
        let known = expected.map(|known| format!("; known are {}", known.trim_start_matches("one of ")));
        return of_member(name, format!("is not known here{}", known.unwrap_or_default()));
    }
    match expected {
        Some(words) if before.starts_with("unknown variant `") => of_value(format!("must be {words}")),
        Some(words) if before.starts_with("invalid ") => of_value(must_be(words)),
        _ => of_value(text.to_owned()),
    }
}

/// The same for people, who typed the value themselves.
pub fn in_plain_words(error: &serde_json::Error) -> String {
    said(&error.to_string()).detail
}

/// A name between backticks, after these words and up to the end.
fn quoted<'a>(text: &'a str, before: &str) -> Option<&'a str> {
    text.strip_prefix(before)?.strip_suffix('`')
}

/// What a value must be, where serde expects this.
pub(super) fn must_be(expected: &str) -> String {
    fn whole<T: std::fmt::Display>(min: T, max: T) -> String {
        format!("must be a whole number from {min} to {max}")
    }
    match expected {
        "u8" => whole(u8::MIN, u8::MAX),
        "u16" => whole(u16::MIN, u16::MAX),
        "u32" => whole(u32::MIN, u32::MAX),
        "u64" | "usize" => whole(u64::MIN, u64::MAX),
        "i8" => whole(i8::MIN, i8::MAX),
        "i16" => whole(i16::MIN, i16::MAX),
        "i32" => whole(i32::MIN, i32::MAX),
        "i64" | "isize" => whole(i64::MIN, i64::MAX),
        "f32" | "f64" | "a JSON number" => "must be a number".to_owned(),
        "a boolean" => "must be true or false".to_owned(),
        "a string" | "a borrowed string" | "string or map" | "variant identifier" | "field identifier" => {
            "must be a string".to_owned()
        }
        "a sequence" => "must be an array".to_owned(),
        "a map" => "must be an object".to_owned(),
        // A struct, or one of a choice of them.
        _ if expected.contains("struct ") || expected.contains("tagged enum ") => "must be an object".to_owned(),
        _ if expected.starts_with("enum ") => "must be a string".to_owned(),
        _ => format!("must be {expected}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_serde_says_is_said_in_words_of_json() {
        for (text, detail) in [
            ("invalid type: string \"x, expected y\", expected u32", "must be a whole number from 0 to 4294967295"),
            ("invalid value: integer `-1`, expected u8", "must be a whole number from 0 to 255"),
            ("invalid type: null, expected struct NewExpiry", "must be an object"),
            ("invalid type: null, expected internally tagged enum NewScope", "must be an object"),
            ("invalid type: integer `1`, expected string or map", "must be a string"),
            ("invalid length 1, expected struct NewRecipient with 3 elements", "must be an object"),
            ("unknown variant `x`, expected one of `a`, `b`, `c`", "must be one of `a`, `b`, `c`"),
            ("unknown variant `x`, expected `a` or `b`", "must be `a` or `b`"),
            ("must be 1 to 64 characters", "must be 1 to 64 characters"),
        ] {
            assert_eq!(said(text), Said { detail: detail.to_owned(), member: None }, "{text}");
        }
    }

    #[test]
    fn a_member_that_serde_names_is_named() {
        for (text, member, detail) in [
            ("missing field `base`", "base", "is missing"),
            ("duplicate field `base`", "base", "must be given once"),
            ("duplicate key `a`", "a", "must be given once"),
            ("unknown field `x`, expected `a` or `b`", "x", "is not known here; known are `a` or `b`"),
            ("unknown field `x`, expected one of `a`, `b`, `c`", "x", "is not known here; known are `a`, `b`, `c`"),
            ("unknown field `x`, there are no fields", "x", "is not known here"),
            ("unknown field `a`, expected b`, expected `c`", "a`, expected b", "is not known here; known are `c`"),
        ] {
            assert_eq!(said(text), Said { detail: detail.to_owned(), member: Some(member) }, "{text}");
        }
    }
}
