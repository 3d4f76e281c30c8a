//! What a task asks for: fields of several types, as the host describes them and as they are shown.
#![deny(clippy::wildcard_enum_match_arm, reason = "a new type of field that has numbers must be read here")]

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use vestibule_domain::value::{Decimal, FieldSlug, Line};

use super::number;

/// One field: the members that all have, and those of its type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Field {
    pub id: FieldSlug,
    pub label: Line<200>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<Line<500>>,
    /// Of a checkbox: it must be ticked. Of a checklist: every item must be.
    #[cfg_attr(feature = "openapi", schema(required = false, default = false))]
    pub required: bool,
    #[serde(flatten)]
    pub kind: FieldKind,
}

/// What a field takes. Lengths are in characters. A member that its type does not know is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum FieldKind {
    /// Text of one line, at most 1,000 characters.
    ShortText {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max_length: Option<u32>,
        /// A regular expression that the whole answer matches.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pattern: Option<String>,
        /// What a guest reads whose answer does not match it, in their language.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        message: Option<Line<200>>,
    },
    /// Text, at most 10,000 characters.
    LongText {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max_length: Option<u32>,
    },
    /// Text such as `1234.5`, at most 30 digits before and behind the point; so are the bounds, which are exact.
    Number {
        #[serde(default, deserialize_with = "number::nearest", serialize_with = "number::exact")]
        #[serde(skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "openapi", schema(value_type = Option<f64>))]
        min: Option<Decimal>,
        #[serde(default, deserialize_with = "number::nearest", serialize_with = "number::exact")]
        #[serde(skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "openapi", schema(value_type = Option<f64>))]
        max: Option<Decimal>,
    },
    /// Text such as `2026-11-22`: from 1900-01-01 to 2200-12-31 where there is no bound.
    Date {
        #[serde(default, deserialize_with = "super::day::day", skip_serializing_if = "Option::is_none")]
        min: Option<Date>,
        #[serde(default, deserialize_with = "super::day::day", skip_serializing_if = "Option::is_none")]
        max: Option<Date>,
    },
    Email {},
    /// Text such as `+55 11 3123-4567 ext. 12`.
    Phone {},
    /// The value of one option.
    SingleChoice {
        options: Vec<Choice>,
    },
    /// An array of the values of options.
    MultipleChoice {
        options: Vec<Choice>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min: Option<u32>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<u32>,
    },
    /// `true` or `false`.
    Checkbox {},
    /// An array of the values of the items that are ticked.
    Checklist {
        items: Vec<Choice>,
    },
    /// Files. They are no answers: each is announced, sent and settled.
    File {
        /// Endings of file names, lower case, without the dot; none: what the policy allows.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        extensions: Vec<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min: Option<u32>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<u32>,
    },
}

/// One option of a choice, or one item of a checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Choice {
    pub value: FieldSlug,
    pub label: Line<300>,
}

impl FieldKind {
    /// The same with the bounds of a number as they were written: serde has made floats of them before it knows the type.
    pub(super) fn exactly(mut self, of: &number::Written<'_>) -> Result<Self, number::OutOfRange> {
        match &mut self {
            Self::Number { min, max } => (*min, *max) = (of.min()?, of.max()?),
            Self::ShortText { .. }
            | Self::LongText { .. }
            | Self::Date { .. }
            | Self::Email {}
            | Self::Phone {}
            | Self::SingleChoice { .. }
            | Self::MultipleChoice { .. }
            | Self::Checkbox {}
            | Self::Checklist { .. }
            | Self::File { .. } => {}
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn read(field: Value) -> Result<Field, String> {
        serde_json::from_value(field).map_err(|error| error.to_string())
    }

    #[test]
    fn a_field_is_written_as_it_was_read() {
        for field in [
            json!({ "id": "a", "label": "A", "required": true, "type": "short_text", "pattern": "[0-9]+" }),
            json!({ "id": "a", "label": "A", "help": "H", "required": false, "type": "number", "min": 1, "max": 2.5 }),
            json!({ "id": "a", "label": "A", "required": false, "type": "multiple_choice", "options": [], "min": 1 }),
            json!({ "id": "a", "label": "A", "required": false, "type": "date", "min": "2026-11-22" }),
            json!({ "id": "a", "label": "A", "required": false, "type": "email" }),
            json!({ "id": "a", "label": "A", "required": false, "type": "file", "extensions": ["pdf"], "max": 2 }),
        ] {
            assert_eq!(read(field.clone()).map(|read| json!(read)), Ok(field));
        }
    }

    #[test]
    fn a_member_that_the_type_does_not_know_is_refused() {
        let email = json!({ "id": "a", "label": "A", "type": "email", "max_length": 3 });
        assert!(read(email).is_err_and(|error| error.starts_with("unknown field `max_length`")));
        let option = json!([{ "value": "a", "label": "A", "hint": "no" }]);
        let choice = json!({ "id": "a", "label": "A", "type": "single_choice", "options": option });
        assert!(read(choice).is_err_and(|error| error.starts_with("unknown field `hint`")));
        assert!(read(json!({ "id": "a", "label": "A", "type": "colour" })).is_err());
        let soon = json!({ "id": "a", "label": "A", "type": "date", "min": "soon" });
        assert_eq!(read(soon), Err("must be a date such as 2026-11-22".to_owned()));
        for early in ["20261122", "2026-11-22T10:00", "0026-1-1", "-000001-01-01"] {
            let date = json!({ "id": "a", "label": "A", "type": "date", "max": early });
            assert_eq!(read(date), Err("must be a date such as 2026-11-22".to_owned()), "{early}");
        }
        assert!(read(json!({ "id": "a", "label": "A", "type": "date", "min": null })).is_ok());
    }

    #[test]
    fn the_bounds_of_a_number_keep_every_digit_that_was_written() {
        for (written, kept) in [
            ("9007199254740993", "9007199254740993"),
            ("0.1234567890123456789", "0.1234567890123456789"),
            ("18446744073709551617", "18446744073709551617"),
            ("-0", "0"),
            ("2.50", "2.50"),
            ("1e3", "1000"),
            ("1E-3", "0.001"),
            ("1e126", &format!("1{}", "0".repeat(126))),
        ] {
            let text = format!(r#"{{"id":"a","label":"A","required":false,"type":"number","max":{written}}}"#);
            let field: Field = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{text}: {e}"));
            let shown = serde_json::to_string(&field).unwrap_or_default();
            assert_eq!(shown, text.replace(written, kept));
        }
        let number = |max: &str| {
            let text = format!(r#"{{"id":"a","label":"A","type":"number","max":{max}}}"#);
            serde_json::from_str::<Field>(&text).map(drop).map_err(|e| e.to_string())
        };
        assert_eq!(number("null"), Ok(()));
        for wrong in ["1e999", "1e-999", "\"1\"", "true", "[]"] {
            assert!(number(wrong).is_err(), "{wrong}");
        }
    }
}
