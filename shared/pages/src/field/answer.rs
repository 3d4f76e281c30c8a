//! A kept answer as people read it: by labels, not by values.

use vestibule_domain::task::{Answer, Choice, Field};

use super::input::{Asked, Input};
use crate::texts::Texts;

/// The lines of an answer; none: not answered.
pub fn shown(texts: Texts, field: &Field, answer: Option<&Answer>) -> Vec<String> {
    lines(texts, Asked::by(field).input, answer)
}

pub(super) fn lines(texts: Texts, input: Input<'_>, answer: Option<&Answer>) -> Vec<String> {
    // A box that nobody touched is not ticked, and that is an answer.
    let answer = if input == Input::Tick { answer.or(Some(&Answer::Ticked(false))) } else { answer };
    let Some(answer) = answer.filter(|a| !a.is_blank() || input == Input::Tick) else {
        return vec![];
    };
    match (input, answer) {
        (_, Answer::Ticked(ticked)) => vec![texts.say(if *ticked { "field-yes" } else { "field-no" })],
        (Input::One(options), Answer::Text(value)) => vec![label(options, value)],
        (input, Answer::Text(text)) => vec![input.writing().shown(texts, text)],
        (input, Answer::Picked(values)) => {
            // In the order in which the options were offered.
            let offered = input.options();
            let known = offered.iter().filter(|o| values.contains(o.value.as_str())).map(|o| o.label.to_string());
            let is_known = |value: &String| offered.iter().any(|o| o.value.as_str() == value);
            known.chain(values.iter().filter(|v| !is_known(v)).cloned()).collect()
        }
    }
}

fn label(options: &[Choice], value: &str) -> String {
    let known = options.iter().find(|o| o.value.as_str() == value);
    known.map_or_else(|| value.to_owned(), |o| o.label.to_string())
}
