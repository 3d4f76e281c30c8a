//! What a task asks for: fields of several types, as the host describes them and as they are shown.

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};
use serde_json::Number;
use vestibule_domain::value::{FieldSlug, Line};

/// One field: the members that all have, and those of its type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Field {
    pub id: FieldSlug,
    pub label: Line<200>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<Line<500>>,
    /// Of a checkbox: it must be ticked. Of a checklist: every item must be.
    #[serde(default)]
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
    /// Text such as `1234.5`.
    Number {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "openapi", schema(value_type = Option<f64>))]
        min: Option<Number>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "openapi", schema(value_type = Option<f64>))]
        max: Option<Number>,
    },
    /// Text such as `2026-11-22`.
    Date {
        #[serde(default, deserialize_with = "date", skip_serializing_if = "Option::is_none")]
        min: Option<Date>,
        #[serde(default, deserialize_with = "date", skip_serializing_if = "Option::is_none")]
        max: Option<Date>,
    },
    Email {},
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

/// A date, or in what form it must be.
fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    let date = text.map(|text| text.parse()).transpose();
    date.map_err(|_| D::Error::custom("must be a date such as 2026-11-22"))
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
        assert!(read(json!({ "id": "a", "label": "A", "type": "date", "min": null })).is_ok());
    }
}
