//! What is wrong with an answer, in the guest's words; and for each field every flaw it can have, so
//! that the script says the same words as the page.

use crate::{
    moments::date,
    number,
    texts::{Texts, Value},
};
use vestibule_domain::task::{Field, FieldKind, Flaw};

/// One flaw in words, without the name of the field.
pub(super) fn words(texts: Texts, field: &Field, flaw: &Flaw) -> String {
    let of = |id: &str, name: &str, value: Value<'_>| texts.say_with(id, &[(name, value)]);
    let number = |text: &str| Value::from(number::shown(texts.locale(), text));
    match flaw {
        Flaw::Required => texts.say(required(field)),
        Flaw::TooLong { max } => of("flaw-too-long", "max", (*max).into()),
        Flaw::Pattern => texts.say("flaw-pattern"),
        Flaw::NotANumber => texts.say("flaw-not-a-number"),
        Flaw::Below { min } => of("flaw-below", "min", number(min)),
        Flaw::Above { max } => of("flaw-above", "max", number(max)),
        Flaw::NotADate => texts.say("flaw-not-a-date"),
        Flaw::Before { min } => of("flaw-before", "min", date(texts, *min).into()),
        Flaw::After { max } => of("flaw-after", "max", date(texts, *max).into()),
        Flaw::NotAnEmail => texts.say("flaw-not-an-email"),
        Flaw::NotAPhone => texts.say("flaw-not-a-phone"),
        Flaw::NotAnOption => texts.say("flaw-not-an-option"),
        Flaw::TooFewPicked { min } => of("flaw-too-few-picked", "min", (*min).into()),
        Flaw::TooManyPicked { max } => of("flaw-too-many-picked", "max", (*max).into()),
        Flaw::Unticked => texts.say("flaw-unticked"),
        Flaw::FileRequired => texts.say("flaw-file-required"),
        Flaw::TooFewFiles { min } => of("flaw-too-few-files", "min", (*min).into()),
        Flaw::TooManyFiles { max } => of("flaw-too-many-files", "max", (*max).into()),
        Flaw::FilePending => texts.say("flaw-file-pending"),
        Flaw::WrongShape => texts.say("flaw-wrong-shape"),
    }
}

fn required(field: &Field) -> &'static str {
    match field.kind {
        FieldKind::SingleChoice { .. } | FieldKind::MultipleChoice { .. } => "flaw-required-choice",
        FieldKind::Checkbox {} => "flaw-required-tick",
        _ => "flaw-required",
    }
}

/// The code under which problems name a flaw.
pub(super) fn code(flaw: &Flaw) -> &'static str {
    match flaw {
        Flaw::Required => "required",
        Flaw::TooLong { .. } => "too_long",
        Flaw::Pattern => "pattern",
        Flaw::NotANumber => "not_a_number",
        Flaw::Below { .. } => "below",
        Flaw::Above { .. } => "above",
        Flaw::NotADate => "not_a_date",
        Flaw::Before { .. } => "before",
        Flaw::After { .. } => "after",
        Flaw::NotAnEmail => "not_an_email",
        Flaw::NotAPhone => "not_a_phone",
        Flaw::NotAnOption => "not_an_option",
        Flaw::TooFewPicked { .. } => "too_few_picked",
        Flaw::TooManyPicked { .. } => "too_many_picked",
        Flaw::Unticked => "unticked",
        Flaw::FileRequired => "file_required",
        Flaw::TooFewFiles { .. } => "too_few_files",
        Flaw::TooManyFiles { .. } => "too_many_files",
        Flaw::FilePending => "file_pending",
        Flaw::WrongShape => "wrong_shape",
    }
}

/// Every flaw that an answer to this field can have, with the field's own limits.
pub(super) fn possible(field: &Field) -> Vec<Flaw> {
    let mut flaws = match &field.kind {
        FieldKind::ShortText { max_length, pattern } => {
            let mut flaws = vec![Flaw::TooLong { max: max_length.unwrap_or(1000) }];
            flaws.extend(pattern.as_ref().map(|_| Flaw::Pattern));
            flaws
        }
        FieldKind::LongText { max_length } => vec![Flaw::TooLong { max: max_length.unwrap_or(10_000) }],
        FieldKind::Number { min, max } => {
            let mut flaws = vec![Flaw::NotANumber, Flaw::TooLong { max: 1000 }];
            flaws.extend(min.as_ref().map(|m| Flaw::Below { min: m.as_str().to_owned() }));
            flaws.extend(max.as_ref().map(|m| Flaw::Above { max: m.as_str().to_owned() }));
            flaws
        }
        FieldKind::Date { min, max } => {
            let mut flaws = vec![Flaw::NotADate];
            flaws.extend(min.map(|min| Flaw::Before { min }));
            flaws.extend(max.map(|max| Flaw::After { max }));
            flaws
        }
        FieldKind::Email {} => vec![Flaw::NotAnEmail, Flaw::TooLong { max: 1000 }],
        FieldKind::Phone {} => vec![Flaw::NotAPhone, Flaw::TooLong { max: 1000 }],
        FieldKind::SingleChoice { .. } => vec![Flaw::NotAnOption],
        FieldKind::MultipleChoice { min, max, .. } => {
            let mut flaws = vec![Flaw::NotAnOption];
            flaws.extend(min.map(|min| Flaw::TooFewPicked { min }));
            flaws.extend(max.map(|max| Flaw::TooManyPicked { max }));
            flaws
        }
        FieldKind::Checkbox {} => vec![],
        FieldKind::Checklist { .. } => vec![Flaw::Unticked, Flaw::NotAnOption],
        FieldKind::File { min, max, .. } => {
            let mut flaws = vec![Flaw::FilePending];
            flaws.extend(field.required.then_some(Flaw::FileRequired));
            flaws.extend(min.map(|min| Flaw::TooFewFiles { min }));
            flaws.extend(max.map(|max| Flaw::TooManyFiles { max }));
            flaws
        }
    };
    if field.required && !matches!(field.kind, FieldKind::File { .. } | FieldKind::Checklist { .. }) {
        flaws.push(Flaw::Required);
    }
    flaws.push(Flaw::WrongShape);
    flaws
}

#[cfg(test)]
mod tests {
    use vestibule_domain::text::Locale;

    use super::*;
    use crate::texts::shared as texts;

    #[test]
    fn codes_are_those_of_the_problems_and_every_flaw_has_words() -> Result<(), Box<dyn std::error::Error>> {
        for kind in [
            r#"{"type":"short_text","pattern":"[A-Z]+"}"#,
            r#"{"type":"long_text"}"#,
            r#"{"type":"number","min":1,"max":2.5}"#,
            r#"{"type":"date","min":"2026-01-01","max":"2026-12-31"}"#,
            r#"{"type":"email"}"#,
            r#"{"type":"phone"}"#,
            r#"{"type":"single_choice","options":[{"value":"a","label":"A"}]}"#,
            r#"{"type":"multiple_choice","options":[{"value":"a","label":"A"}],"min":1,"max":2}"#,
            r#"{"type":"checkbox"}"#,
            r#"{"type":"checklist","items":[{"value":"a","label":"A"}]}"#,
            r#"{"type":"file","min":1,"max":2}"#,
        ] {
            let mut field: serde_json::Value = serde_json::from_str(kind)?;
            field["id"] = "f".into();
            field["label"] = "F".into();
            field["required"] = true.into();
            let field: Field = serde_json::from_value(field)?;
            for flaw in possible(&field) {
                assert_eq!(serde_json::to_value(&flaw)?["code"], code(&flaw));
                for locale in Locale::ALL {
                    assert!(!words(texts(locale), &field, &flaw).starts_with("flaw-"), "{flaw:?}");
                }
            }
        }
        Ok(())
    }
}
