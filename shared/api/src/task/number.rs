//! Numbers of a field's description, digit for digit.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _, ser::Error as _};
use serde_json::value::RawValue;
use vestibule_domain::value::Decimal;

/// The texts of its bounds.
#[derive(Deserialize)]
pub(super) struct Written<'a> {
    #[serde(borrow, default)]
    min: Option<&'a RawValue>,
    #[serde(borrow, default)]
    max: Option<&'a RawValue>,
}

/// Which bound has an exponent that nobody means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct OutOfRange(pub(super) &'static str);

impl Written<'_> {
    pub(super) fn min(&self) -> Result<Option<Decimal>, OutOfRange> {
        self.min.map(|text| Decimal::of_json(text.get())).transpose().map_err(|_| OutOfRange("min"))
    }

    pub(super) fn max(&self) -> Result<Option<Decimal>, OutOfRange> {
        self.max.map(|text| Decimal::of_json(text.get())).transpose().map_err(|_| OutOfRange("max"))
    }
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
