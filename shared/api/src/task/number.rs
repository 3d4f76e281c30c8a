//! Numbers of a field's description, digit for digit. serde reads the members of a type that it does not know yet as
//! floats, so a field is read twice: once as it is described, and once for the text of its bounds.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _, ser::Error as _};
use serde_json::value::RawValue;
use vestibule_domain::value::{Decimal, FieldSlug, Line};

use super::field::{Field, FieldKind};

/// As serde reads it.
#[derive(Deserialize)]
struct Described {
    id: FieldSlug,
    label: Line<200>,
    #[serde(default)]
    help: Option<Line<500>>,
    #[serde(default)]
    required: bool,
    #[serde(flatten)]
    kind: FieldKind,
}

/// The texts of its bounds.
#[derive(Deserialize)]
pub(super) struct Written<'a> {
    #[serde(borrow, default)]
    min: Option<&'a RawValue>,
    #[serde(borrow, default)]
    max: Option<&'a RawValue>,
}

/// A bound with an exponent that nobody means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct OutOfRange(&'static str);

impl Written<'_> {
    pub(super) fn min(&self) -> Result<Option<Decimal>, OutOfRange> {
        self.min.map(|text| Decimal::of_json(text.get())).transpose().map_err(|_| OutOfRange("min"))
    }

    pub(super) fn max(&self) -> Result<Option<Decimal>, OutOfRange> {
        self.max.map(|text| Decimal::of_json(text.get())).transpose().map_err(|_| OutOfRange("max"))
    }
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Box::<RawValue>::deserialize(deserializer)?;
        let described = serde_json::from_str::<Described>(text.get());
        let Described { id, label, help, required, kind } = described.map_err(|e| D::Error::custom(said(&e)))?;
        let written = serde_json::from_str(text.get()).map_err(|e| D::Error::custom(said(&e)))?;
        let out_of_range = |OutOfRange(end)| D::Error::custom(format_args!("{end} must be a number of bearable size"));
        let kind = kind.exactly(&written).map_err(out_of_range)?;
        Ok(Self { id, label, help, required, kind })
    }
}

/// What is wrong, without the place within the field: the reader of the whole knows that.
fn said(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    text.strip_suffix(&place).unwrap_or(&text).to_owned()
}

/// That it is a number. Which one, its text says.
pub(super) fn nearest<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Decimal>, D::Error> {
    let number = Option::<serde_json::Number>::deserialize(deserializer)?;
    number.map(|number| Decimal::of_json(&number.to_string())).transpose().map_err(D::Error::custom)
}

/// The JSON number with exactly these digits.
#[expect(clippy::ref_option, reason = "serde asks for it")]
pub(super) fn exact<S: Serializer>(number: &Option<Decimal>, serializer: S) -> Result<S::Ok, S::Error> {
    let text = number.as_ref().map(|number| RawValue::from_string(number.to_string())).transpose();
    text.map_err(S::Error::custom)?.serialize(serializer)
}
