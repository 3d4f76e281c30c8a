//! Members of a request that can be left out, taken away by `null`, or given.

use serde::{Deserialize, Deserializer};

/// For `#[serde(default, deserialize_with = "given")]`: `null` is another thing than nothing.
#[expect(clippy::option_option, reason = "nothing, null and a value are three things")]
pub(crate) fn given<'de, T: Deserialize<'de>, D: Deserializer<'de>>(value: D) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(value).map(Some)
}
