//! Numbers of a field's description, digit for digit.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _, ser::Error as _};
use serde_json::value::RawValue;
use vestibule_domain::value::Decimal;

/// The number with exactly the digits that were written.
pub(super) fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Decimal>, D::Error> {
    let Some(written) = Option::<Box<RawValue>>::deserialize(deserializer)? else { return Ok(None) };
    let is_number = written.get().starts_with(|first: char| first == '-' || first.is_ascii_digit());
    let must_be = if is_number { "must be a number of bearable size" } else { "must be a number" };
    Decimal::of_json(written.get()).map(Some).map_err(|_| D::Error::custom(must_be))
}

/// The JSON number with exactly these digits.
#[expect(clippy::ref_option, reason = "serde asks for it")]
pub(super) fn exact<S: Serializer>(number: &Option<Decimal>, serializer: S) -> Result<S::Ok, S::Error> {
    let text = number.as_ref().map(|number| RawValue::from_string(number.to_string())).transpose();
    text.map_err(S::Error::custom)?.serialize(serializer)
}
