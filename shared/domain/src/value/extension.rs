//! What file names end in.

/// Whether a file's name can end so behind its last dot, as names are compared: in small letters, without that dot.
pub fn is_extension(text: &str) -> bool {
    let is_part = |c: char| !matches!(c, '.' | '/' | '\\' | '*') && !c.is_ascii_uppercase() && !c.is_whitespace();
    !text.is_empty() && text.chars().all(is_part)
}
