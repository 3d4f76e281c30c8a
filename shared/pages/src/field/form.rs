//! Answers as a plain form sends them, for browsers without scripts.

use std::collections::BTreeMap;

use vestibule_domain::{
    slug::FieldSlug,
    task::{Answer, FieldKind, Task},
    text::Locale,
};

use crate::number;

/// Reads the form fields `answers.{field}` of a task's form. Every field of the form is in the
/// outcome: an unticked box is sent as nothing, and means that it is not ticked. File fields have no
/// answers.
pub fn typed(task: &Task, locale: Locale, form: &[(String, String)]) -> BTreeMap<FieldSlug, Option<Answer>> {
    let sent = |slug: &FieldSlug| {
        let name = format!("answers.{slug}");
        form.iter().filter(move |(n, _)| *n == name).map(|(_, value)| value.clone())
    };
    let answer = |field: &vestibule_domain::task::Field| match &field.kind {
        FieldKind::Checkbox {} => Some(Answer::Ticked(sent(&field.slug).next().is_some())),
        FieldKind::MultipleChoice { .. } | FieldKind::Checklist { .. } => {
            Some(Answer::Picked(sent(&field.slug).collect()))
        }
        kind => {
            let text = sent(&field.slug).next().filter(|text| !text.is_empty())?;
            let is_number = matches!(kind, FieldKind::Number { .. });
            // A form's line breaks are CR LF (HTML, "form entry list").
            Some(Answer::Text(if is_number { number::meant(locale, &text) } else { text.replace("\r\n", "\n") }))
        }
    };
    let asked = task.spec.fields.iter().filter(|f| !matches!(f.kind, FieldKind::File { .. }));
    asked.map(|f| (f.slug.clone(), answer(f))).collect()
}
