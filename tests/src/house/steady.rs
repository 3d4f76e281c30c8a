//! Answers and rows with everything random in them replaced, so that they can be compared as a whole.

use std::collections::BTreeMap;

use serde_json::Value;

/// Ids, digests, salts and other long random texts become their kind and a number: the same one each time
/// the same text occurs. The ids of runs stay, for they follow from names.
pub fn steady(value: &Value) -> Value {
    Steadied::default().value(value)
}

#[derive(Default)]
struct Steadied(BTreeMap<String, String>);

impl Steadied {
    fn value(&mut self, value: &Value) -> Value {
        match value {
            Value::String(text) => Value::String(self.text(text)),
            Value::Array(list) => list.iter().map(|value| self.value(value)).collect(),
            Value::Object(map) => map.iter().map(|(name, value)| (name.clone(), self.value(value))).collect(),
            other => other.clone(),
        }
    }

    /// Word by word: a word is made of letters, digits and underscores.
    fn text(&mut self, text: &str) -> String {
        let mut steady = String::new();
        let mut word = String::new();
        for c in text.chars().chain([' ']) {
            if c.is_ascii_alphanumeric() || c == '_' {
                word.push(c);
            } else {
                steady += &self.word(&word);
                word.clear();
                steady.push(c);
            }
        }
        steady.pop();
        steady
    }

    fn word(&mut self, word: &str) -> String {
        let (prefix, rest) = word.split_once('_').unwrap_or(("", word));
        let kind = match (prefix, rest.len()) {
            ("shr" | "upl" | "fil" | "vis" | "ses" | "msg", 22) => prefix,
            ("", 66) if word.starts_with("0x") => "sha256",
            ("", 34..) if word.starts_with("0x") => "bytes",
            ("", 64) if word.bytes().all(|b| b.is_ascii_hexdigit()) => "sha256",
            ("", 32) if word.bytes().all(|b| b.is_ascii_hexdigit()) => "random",
            ("", 22) => "random",
            _ => return word.to_owned(),
        };
        let next = self.0.values().filter(|known| known.starts_with(kind)).count() + 1;
        self.0.entry(word.to_owned()).or_insert_with(|| format!("{kind}-{next}")).clone()
    }
}
