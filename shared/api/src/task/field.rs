//! What a task asks for: fields of several types, as the host describes them and as they are shown. The table of types in
//! docs/API.md is printed from what is said here.

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize};
use vestibule_domain::value::{Decimal, FieldSlug, Line};

use super::number;
use crate::tagged::{Members, tagged};

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

/// The members that all fields have.
#[derive(Deserialize)]
struct Common {
    id: FieldSlug,
    label: Line<200>,
    help: Option<Line<500>>,
    #[serde(default)]
    required: bool,
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (common, of_kind) = Members::deserialize(deserializer)?.split(&["id", "label", "help", "required"]);
        let Common { id, label, help, required } = common.read()?;
        Ok(Self { id, label, help, required, kind: FieldKind::of(&of_kind)? })
    }
}

tagged! {
    /// What a field takes. Lengths are in characters. A member that its type does not know is refused.
    pub enum FieldKind {
        /// Text of one line, at most 1,000 characters.
        ShortText {
            /// 1 to 1,000.
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
            /// 1 to 10,000.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            max_length: Option<u32>,
        },
        /// Text such as `"1234.5"`, at most 30 digits before and behind the point.
        Number {
            #[serde(default, deserialize_with = "number::read", serialize_with = "number::exact")]
            #[serde(skip_serializing_if = "Option::is_none")]
            #[cfg_attr(feature = "openapi", schema(value_type = Option<f64>))]
            min: Option<Decimal>,
            #[serde(default, deserialize_with = "number::read", serialize_with = "number::exact")]
            #[serde(skip_serializing_if = "Option::is_none")]
            #[cfg_attr(feature = "openapi", schema(value_type = Option<f64>))]
            max: Option<Decimal>,
        },
        /// Text, exactly as `"2026-11-22"`.
        Date {
            /// 1900-01-01 if absent.
            #[serde(default, deserialize_with = "super::day::day", skip_serializing_if = "Option::is_none")]
            min: Option<Date>,
            /// 2200-12-31 if absent.
            #[serde(default, deserialize_with = "super::day::day", skip_serializing_if = "Option::is_none")]
            max: Option<Date>,
        },
        /// Text: one address. A name before it, brackets, `mailto:` and what stands behind it are left out.
        Email {},
        /// Text: 6 to 15 digits with separators, and an extension such as `ext. 12`, `ramal 21`, `x12` or `;ext=12`. Labels such
        /// as `Tel.:` and `(WhatsApp)` are left out.
        Phone {},
        /// The value of one option.
        SingleChoice {
            /// Each a `value` and a `label`.
            options: Vec<Choice>,
        },
        /// An array of the values of options.
        MultipleChoice {
            /// Each a `value` and a `label`.
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
            /// Each a `value` and a `label`.
            items: Vec<Choice>,
        },
        /// Uploads, at most 60 of one guest in a task: each is announced, sent and settled.
        File {
            /// Endings of file names: `PDF` and `.pdf` are read as `pdf`; none: what the policy allows.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            extensions: Vec<String>,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            min: Option<u32>,
            /// 20 if absent.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            max: Option<u32>,
        },
    }
}

/// One option of a choice, or one item of a checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Choice {
    pub value: FieldSlug,
    pub label: Line<300>,
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::problem::place_of;

    fn read(field: Value) -> Result<Field, String> {
        serde_json::from_value(field).map_err(|error| error.to_string())
    }

    /// The place and what is wrong there.
    fn refused(field: Value) -> (String, String) {
        let error = read(field).err().unwrap_or_default();
        place_of(&error).map(|(place, said)| (place, said.to_owned())).unwrap_or_default()
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
        assert_eq!(
            refused(email),
            ("/max_length".to_owned(), "unknown field `max_length`, there are no fields".to_owned())
        );
        let option = json!([{ "value": "a", "label": "A", "hint": "no" }]);
        let choice = json!({ "id": "a", "label": "A", "type": "single_choice", "options": option });
        assert_eq!(refused(choice).0, "/options/0/hint");
        assert_eq!(refused(json!({ "id": "a", "label": "A", "type": "colour" })).0, "/type");
        for no_day in ["soon", "20261122", "2026-11-22T10:00", "0026-1-1", "-000001-01-01"] {
            let date = json!({ "id": "a", "label": "A", "type": "date", "max": no_day });
            assert_eq!(refused(date), ("/max".to_owned(), "must be a date such as 2026-11-22".to_owned()), "{no_day}");
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
