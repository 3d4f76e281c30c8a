//! The types of fields on the wire. What the rules know is written out type by type; what the host spells is read as the
//! rules spell it, which is the same.
#![deny(clippy::wildcard_enum_match_arm, reason = "a new type of field must be written here")]

use serde_json::{Number, json};
use vestibule_api::task::{Choice, FieldKind};
use vestibule_domain::task::{
    self,
    kind::{
        self, Bound, Checkbox, Checklist, DateField, EmailField, FileField, LongText, MultipleChoice, NumberField,
        Phone, ShortText, SingleChoice,
    },
};

/// A type as answers describe it.
pub(super) fn kind(kind: &kind::FieldKind) -> FieldKind {
    match kind {
        kind::FieldKind::ShortText(ShortText { max_length, pattern, message }) => {
            FieldKind::ShortText { max_length: *max_length, pattern: pattern.clone(), message: message.clone() }
        }
        kind::FieldKind::LongText(LongText { max_length }) => FieldKind::LongText { max_length: *max_length },
        kind::FieldKind::Number(NumberField { min, max }) => {
            FieldKind::Number { min: bound(min.as_ref()), max: bound(max.as_ref()) }
        }
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

fn bound(bound: Option<&Bound>) -> Option<Number> {
    bound.cloned().map(Number::from)
}

fn choices(choices: &[task::Choice]) -> Vec<Choice> {
    choices.iter().map(|choice| Choice { value: choice.value.clone(), label: choice.label.clone() }).collect()
}

/// A type as the rules know it. `None`: a bound is no finite number.
pub fn understood(described: &FieldKind) -> Option<kind::FieldKind> {
    serde_json::from_value(json!(described)).ok()
}

#[cfg(test)]
mod tests {
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
            assert_eq!(understood(&of_wire), Some(of_rules));
        }
        Ok(())
    }
}
