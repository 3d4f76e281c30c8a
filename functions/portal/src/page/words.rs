//! What the scripts say, put into the page in the guest's language, with braces where values go.

use vestibule_pages::texts::Texts;

/// Each text by the name that scripts use, with its variables.
pub(super) const WORDS: &[(&str, &[&str])] = &[
    ("saved", &["time"]),
    ("offline", &[]),
    ("retry", &["seconds"]),
    ("ended", &[]),
    ("dead", &[]),
    ("unfit", &[]),
    ("conflict", &[]),
    ("changed", &[]),
    ("restored", &[]),
    ("empty", &[]),
    ("sending", &[]),
    ("unsaved", &[]),
    ("uploading", &[]),
    ("incomplete", &[]),
    ("not-sent", &[]),
    ("failed", &[]),
    ("refused", &[]),
    ("commented", &[]),
    ("comment-empty", &[]),
    ("comment-long", &["max"]),
    ("now", &[]),
    ("file-hashing", &[]),
    ("file-progress", &["percent"]),
    ("file-waiting", &[]),
    ("file-settling", &[]),
    ("file-checking", &[]),
    ("file-received", &[]),
    ("file-rejected", &[]),
    ("file-broken", &[]),
    ("file-failed", &[]),
    ("file-empty", &[]),
    ("file-too-large", &["size"]),
    ("file-type", &["types"]),
    ("file-too-many", &[]),
    ("file-unreadable", &[]),
    ("file-refused", &[]),
    ("about", &["name", "state"]),
    ("file-removed", &["name"]),
];

pub(super) fn words(texts: Texts) -> Vec<(&'static str, String)> {
    let said = |(name, variables): &(&'static str, &[&str])| {
        let values: Vec<_> = variables.iter().map(|v| (*v, format!("{{{v}}}").into())).collect();
        (*name, texts.say_with(&format!("word-{name}"), &values))
    };
    WORDS.iter().map(said).collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use vestibule_domain::text::Locale;

    use super::{super::frame::texts, *};

    #[test]
    fn every_word_is_there_and_said_by_a_script_and_no_script_says_another() -> Result<(), Box<dyn std::error::Error>> {
        let mut scripts = String::new();
        for entry in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/assets"))? {
            let path = entry?.path();
            if path.is_file() {
                scripts += &fs::read_to_string(path)?;
            }
        }
        for (name, text) in words(texts(Locale::PtBr)) {
            assert!(!text.starts_with("word-"), "{name}");
            assert!(scripts.contains(&format!("\"{name}\"")), "no script says {name}");
        }
        for (at, _) in scripts.match_indices("say(\"") {
            let name = scripts[at + 5..].split('"').next().unwrap_or_default();
            assert!(WORDS.iter().any(|(n, _)| *n == name), "a script says {name}");
        }
        for line in include_str!("../../texts/en/words.ftl").lines().filter(|l| l.starts_with("word-")) {
            let name = line["word-".len()..].split(' ').next().unwrap_or_default();
            assert!(WORDS.iter().any(|(n, _)| *n == name), "word-{name} reaches no page");
        }
        Ok(())
    }
}
