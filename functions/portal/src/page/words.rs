//! What the scripts of the portal say, those of the fields included.

use vestibule_pages::words::Word;

pub(super) const WORDS: &[Word] = &[
    ("saved", &["time"]),
    ("saved-wrong", &["time"]),
    ("offline", &[]),
    ("retry", &["seconds"]),
    ("ended", &[]),
    ("unfit", &[]),
    ("conflict", &[]),
    ("changed", &[]),
    ("too-many", &[]),
    ("used-up", &["time"]),
    ("restored", &[]),
    ("empty", &[]),
    ("sending", &[]),
    ("unsaved", &[]),
    ("uploading", &[]),
    ("incomplete", &[]),
    ("not-sent", &[]),
    ("failed", &[]),
    ("commented", &[]),
    ("comment-empty", &[]),
    ("comment-waiting", &[]),
    ("comment-long", &["max"]),
    ("comment-large", &[]),
    ("file-hashing", &["percent"]),
    ("file-progress", &["percent"]),
    ("file-waiting", &[]),
    ("file-settling", &[]),
    ("file-checking", &[]),
    ("file-received", &[]),
    ("file-rejected", &[]),
    ("file-misnamed", &["kind"]),
    ("file-broken", &[]),
    ("file-failed", &[]),
    ("file-empty", &[]),
    ("file-too-large", &["size"]),
    ("file-type", &["types"]),
    ("file-type-now", &[]),
    ("file-too-many", &[]),
    ("file-taken", &[]),
    ("file-unreadable", &[]),
    ("file-refused", &[]),
    ("about", &["name", "state"]),
    ("file-removed", &["name"]),
    ("zip-waiting", &[]),
    ("zip-checking", &["percent"]),
    ("zip-building", &["percent"]),
    ("zip-ready", &[]),
    ("zip-failed", &[]),
    ("zip-too-many", &[]),
    ("autosave", &[]),
    ("gone-revoked", &[]),
    ("gone-expired", &[]),
    ("gone-exhausted", &[]),
    ("gone-completed", &[]),
    ("task-done", &["time"]),
    ("decided", &["name", "time"]),
    ("way-why", &[]),
    ("way-look", &[]),
    ("error-title", &["title"]),
    ("file-storing", &[]),
    ("file-offline", &[]),
    ("file-stalled", &[]),
    ("file-name", &[]),
    ("files-several", &[]),
    ("files-folder", &[]),
    ("files-left", &["count", "max"]),
    ("files-refused", &["count"]),
    ("count-left", &["count"]),
    ("count-over", &["count"]),
    ("missing-none", &[]),
    ("missing-one", &[]),
    ("missing-many", &["count"]),
    ("wrong", &["count"]),
    ("coming", &["count"]),
];

/// What is said where a task is sent.
const SENT: [&str; 12] = [
    "sending",
    "not-sent",
    "failed",
    "ended",
    "changed",
    "gone-revoked",
    "gone-expired",
    "gone-exhausted",
    "gone-completed",
    "task-done",
    "way-why",
    "way-look",
];

pub(super) fn sent_words() -> Vec<Word> {
    SENT.iter().filter_map(|sent| WORDS.iter().find(|(name, _)| name == sent)).copied().collect()
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use vestibule_domain::value::Locale;
    use vestibule_pages::words::words;

    use super::{super::frame::frame, *};

    #[test]
    fn every_word_is_there_and_said_by_a_script_and_no_script_says_another() -> Result<(), Box<dyn std::error::Error>> {
        let (mut scripts, mut texts) = (String::new(), String::new());
        for package in [".", "../../shared/pages"] {
            let package = Path::new(env!("CARGO_MANIFEST_DIR")).join(package);
            for entry in fs::read_dir(package.join("assets"))? {
                let path = entry?.path();
                if path.is_file() {
                    scripts += &fs::read_to_string(path)?;
                }
            }
            texts += &fs::read_to_string(package.join("texts/en/words.ftl"))?;
        }
        assert_eq!(sent_words().len(), SENT.len(), "all of them are among the words");
        for (name, text) in words(frame(Locale::PtBr).texts, WORDS) {
            assert!(!text.starts_with("word-"), "{name}");
            assert!(scripts.contains(&format!("\"{name}\"")), "no script says {name}");
        }
        for (at, _) in scripts.match_indices("say(\"") {
            let name = scripts[at + 5..].split('"').next().unwrap_or_default();
            assert!(WORDS.iter().any(|(n, _)| *n == name), "a script says {name}");
        }
        for line in texts.lines().filter(|l| l.starts_with("word-")) {
            let name = line["word-".len()..].split(' ').next().unwrap_or_default();
            assert!(WORDS.iter().any(|(n, _)| *n == name), "word-{name} reaches no page");
        }
        Ok(())
    }
}
