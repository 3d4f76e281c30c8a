//! The types of fields on the wire. The host spells them, and the rules keep its spelling, so one is read as the other.

use serde_json::json;
use vestibule_api::task::FieldKind;
use vestibule_domain::task::kind;

/// A type as answers describe it.
pub(super) fn kind(kind: &kind::FieldKind) -> FieldKind {
    #[expect(clippy::unwrap_used, reason = "a test holds that the wire knows every type as the rules do")]
    serde_json::from_value(json!(kind)).unwrap()
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
            json!({ "type": "short_text", "max_length": 3, "pattern": "a" }),
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
