//! What is asked of the bytes, before they are parsed: parsing alone can take minutes and gigabytes.

use super::refused::{MAX_BYTES, NoDrawing};

/// Attributes of one element: each is held against all others.
const MAX_ATTRIBUTES: usize = 100;

/// Names of namespaces: each element knows those of the elements around it.
const MAX_NAMESPACES: usize = 500;

/// Places where a file with entities may name one, or a character by its number.
const MAX_REFERENCES: usize = 1_000;

/// What an entity stands for: editors write addresses of namespaces. Bytes.
const MAX_ENTITY: usize = 200;

/// The text of the file, which is parsed in no time.
pub(super) fn checked(bytes: &[u8]) -> Result<&str, NoDrawing> {
    if bytes.len() > MAX_BYTES {
        return Err(NoDrawing::TooHeavy);
    }
    let text = std::str::from_utf8(bytes).map_err(NoDrawing::unreadable)?;
    // An element begins by a `<`, which no attribute may hold.
    if text.split('<').any(|element| element.matches('=').count() > MAX_ATTRIBUTES) {
        return Err(NoDrawing::Has("an element with too many attributes"));
    }
    if text.matches("xmlns").count() > MAX_NAMESPACES {
        return Err(NoDrawing::Has("too many namespaces"));
    }
    let rest = text.find("<!DOCTYPE").map_or(text, |at| after_doctype(&text[at..]).unwrap_or(&text[at..]));
    if rest.contains("<!ENTITY") || (text.contains("<!ENTITY") && text.matches('&').count() > MAX_REFERENCES) {
        return Err(NoDrawing::Has("entities that a drawing has no use for"));
    }
    Ok(text)
}

/// What follows a document type whose entities are short and name no others.
fn after_doctype(text: &str) -> Option<&str> {
    let head = text.find(['[', '>'])?;
    if text[head..].starts_with('>') {
        return Some(&text[head..]);
    }
    let mut rest = text[head + 1..].trim_start();
    while let Some(entity) = rest.strip_prefix("<!ENTITY") {
        let (name, value) = entity.split_once(['"', '\''])?;
        let quote = &entity[name.len()..=name.len()];
        let (value, after) = value.split_once(quote)?;
        // One of a name alone: that of an outer file has a word before its address.
        if name.split_whitespace().count() != 1 || value.contains(['<', '&', '%']) || value.len() > MAX_ENTITY {
            return None;
        }
        rest = after.trim_start().strip_prefix('>')?.trim_start();
    }
    rest.strip_prefix(']')
}
