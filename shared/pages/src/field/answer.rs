//! A kept answer as people read it: by labels, not by values.

use crate::{moments::date, number, texts::Texts};
use vestibule_domain::{
    slug::FieldSlug,
    task::{Answer, Choice, Field, FieldKind},
};

/// The lines of an answer; none: not answered.
pub fn shown(texts: Texts, field: &Field, answer: Option<&Answer>) -> Vec<String> {
    let Some(answer) = answer.filter(|a| !a.is_blank() || matches!(field.kind, FieldKind::Checkbox {})) else {
        return vec![];
    };
    match (&field.kind, answer) {
        (_, Answer::Ticked(ticked)) => vec![texts.say(if *ticked { "field-yes" } else { "field-no" })],
        (FieldKind::SingleChoice { options }, Answer::Text(value)) => vec![label(options, value)],
        (FieldKind::Number { .. }, Answer::Text(text)) => vec![number::shown(texts.locale(), text.trim())],
        (FieldKind::Date { .. }, Answer::Text(text)) => {
            vec![text.trim().parse().map_or_else(|_| text.clone(), |day| date(texts, day))]
        }
        (_, Answer::Text(text)) => vec![text.clone()],
        (kind, Answer::Picked(values)) => {
            // In the order in which the options were offered.
            let offered = options(kind);
            let known = offered.iter().filter(|o| values.contains(o.value.as_str())).map(|o| o.label.to_string());
            let is_known = |value: &String| offered.iter().any(|o| o.value.as_str() == value);
            known.chain(values.iter().filter(|v| !is_known(v)).cloned()).collect()
        }
    }
}

/// What can be picked in a field.
pub(super) fn options(kind: &FieldKind) -> &[Choice] {
    match kind {
        FieldKind::SingleChoice { options }
        | FieldKind::MultipleChoice { options, .. }
        | FieldKind::Checklist { items: options } => options,
        _ => &[],
    }
}

/// Whether an option is part of an answer.
pub(super) fn holds(answer: Option<&Answer>, option: &FieldSlug) -> bool {
    match answer {
        Some(Answer::Text(value)) => value == option.as_str(),
        Some(Answer::Picked(values)) => values.contains(option.as_str()),
        Some(Answer::Ticked(_)) | None => false,
    }
}

fn label(options: &[Choice], value: &str) -> String {
    let known = options.iter().find(|o| o.value.as_str() == value);
    known.map_or_else(|| value.to_owned(), |o| o.label.to_string())
}
