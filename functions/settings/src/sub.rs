//! Somebody's name at the identity provider, in an address.

use serde::Deserialize;

/// At most as long as a `sub` may be (OpenID Connect Core 1.0 §2): a longer one is nobody's, and no key of a row.
const MAX_SUB_BYTES: usize = 255;

#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Sub(pub(crate) String);

impl TryFrom<String> for Sub {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, &'static str> {
        if (1..=MAX_SUB_BYTES).contains(&text.len()) { Ok(Self(text)) } else { Err("is nobody's name") }
    }
}
