//! The types of fields on the wire, written out type by type, there and back.
#![deny(clippy::wildcard_enum_match_arm, reason = "a new type of field must be written here")]

use vestibule_api::task::{Choice, FieldKind};
use vestibule_domain::task::{
    self,
    kind::{
        self, Checkbox, Checklist, DateField, EmailField, FileField, LongText, MultipleChoice, NumberField, Phone,
        ShortText, SingleChoice,
    },
};

/// A type as answers describe it.
pub(super) fn kind(kind: &kind::FieldKind) -> FieldKind {
    match kind {
        kind::FieldKind::ShortText(ShortText { max_length, pattern, message }) => {
            FieldKind::ShortText { max_length: *max_length, pattern: pattern.clone(), message: message.clone() }
        }
        kind::FieldKind::LongText(LongText { max_length }) => FieldKind::LongText { max_length: *max_length },
        kind::FieldKind::Number(NumberField { min, max }) => FieldKind::Number { min: min.clone(), max: max.clone() },
        kind::FieldKind::Date(DateField { min, max }) => FieldKind::Date { min: *min, max: *max },
        kind::FieldKind::Email(EmailField {}) => FieldKind::Email {},
        kind::FieldKind::Phone(Phone {}) => FieldKind::Phone {},
        kind::FieldKind::SingleChoice(SingleChoice { options }) => {
            FieldKind::SingleChoice { options: choices(options) }
        }
        kind::FieldKind::MultipleChoice(MultipleChoice { options, min, max }) => {
            FieldKind::MultipleChoice { options: choices(options), min: *min, max: *max }
        }
        kind::FieldKind::Checkbox(Checkbox {}) => FieldKind::Checkbox {},
        kind::FieldKind::Checklist(Checklist { items }) => FieldKind::Checklist { items: choices(items) },
        kind::FieldKind::File(FileField { extensions, min, max }) => {
            FieldKind::File { extensions: extensions.clone(), min: *min, max: *max }
        }
    }
}

fn choices(choices: &[task::Choice]) -> Vec<Choice> {
    choices.iter().map(|choice| Choice { value: choice.value.clone(), label: choice.label.clone() }).collect()
}

/// A type as the rules know it.
pub fn understood(described: &FieldKind) -> kind::FieldKind {
    match described {
        FieldKind::ShortText { max_length, pattern, message } => kind::FieldKind::ShortText(ShortText {
            max_length: *max_length,
            pattern: pattern.clone(),
            message: message.clone(),
        }),
        FieldKind::LongText { max_length } => kind::FieldKind::LongText(LongText { max_length: *max_length }),
        FieldKind::Number { min, max } => kind::FieldKind::Number(NumberField { min: min.clone(), max: max.clone() }),
        FieldKind::Date { min, max } => kind::FieldKind::Date(DateField { min: *min, max: *max }),
        FieldKind::Email {} => kind::FieldKind::Email(EmailField {}),
        FieldKind::Phone {} => kind::FieldKind::Phone(Phone {}),
        FieldKind::SingleChoice { options } => {
            kind::FieldKind::SingleChoice(SingleChoice { options: offered(options) })
        }
        FieldKind::MultipleChoice { options, min, max } => {
            kind::FieldKind::MultipleChoice(MultipleChoice { options: offered(options), min: *min, max: *max })
        }
        FieldKind::Checkbox {} => kind::FieldKind::Checkbox(Checkbox {}),
        FieldKind::Checklist { items } => kind::FieldKind::Checklist(Checklist { items: offered(items) }),
        FieldKind::File { extensions, min, max } => {
            let extensions = extensions.iter().map(|written| kind::extension(written)).collect();
            kind::FieldKind::File(FileField { extensions, min: *min, max: *max })
        }
    }
}

fn offered(choices: &[Choice]) -> Vec<task::Choice> {
    choices.iter().map(|choice| task::Choice { value: choice.value.clone(), label: choice.label.clone() }).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_type_with_all_its_members_is_the_same_to_the_wire_and_to_the_rules() -> Result<(), serde_json::Error> {
        let options = json!([{ "value": "a", "label": "A" }]);
        let described = [
            json!({ "type": "short_text", "max_length": 3, "pattern": "a", "message": "An a" }),
            json!({ "type": "long_text", "max_length": 3 }),
            json!({ "type": "number", "min": 1, "max": 2.5 }),
            json!({ "type": "date", "min": "2026-01-01", "max": "2026-12-31" }),
            json!({ "type": "email" }),
            json!({ "type": "phone" }),
            json!({ "type": "single_choice", "options": options }),
            json!({ "type": "multiple_choice", "options": options, "min": 1, "max": 1 }),
            json!({ "type": "checkbox" }),
            json!({ "type": "checklist", "items": options }),
            json!({ "type": "file", "extensions": ["pdf"], "min": 1, "max": 2 }),
        ];
        assert_eq!(described.len(), kind::FieldKind::COUNT);
        for whole in described {
            let of_rules: kind::FieldKind = serde_json::from_value(whole.clone())?;
            let of_wire = kind(&of_rules);
            assert_eq!((json!(of_rules), json!(of_wire)), (whole.clone(), whole));
            assert_eq!(understood(&of_wire), of_rules);
        }
        Ok(())
    }
}
