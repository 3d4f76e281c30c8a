//! A day as requests write it: in one form, because each other form is a day with something that would be dropped.

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, de::Error as _};
use vestibule_domain::value::typed::iso_day;

/// A day, or in what form it must be.
pub(super) fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    let day = text.map(|text| iso_day(&text).ok_or(()));
    day.transpose().map_err(|()| D::Error::custom("must be a date such as 2026-11-22"))
}
