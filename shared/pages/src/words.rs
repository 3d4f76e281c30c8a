//! What the scripts say, put into the page in the reader's language, with braces where values go.

use crate::texts::Texts;

/// A text by the name that scripts use, with its variables. The message is `word-{name}`.
pub type Word = (&'static str, &'static [&'static str]);

pub fn words(texts: Texts, words: &[Word]) -> Vec<(&'static str, String)> {
    let text = |(name, variables): &Word| {
        let values: Vec<_> = variables.iter().map(|v| (*v, format!("{{{v}}}").into())).collect();
        (*name, texts.say_with(&format!("word-{name}"), &values))
    };
    words.iter().map(text).collect()
}
