//! Somebody's name at the identity provider, in an address.

use serde::Deserialize;
use vestibule_domain::staff::is_sub;

#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Sub(pub(crate) String);

impl TryFrom<String> for Sub {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, &'static str> {
        if is_sub(&text) { Ok(Self(text)) } else { Err("is nobody's name") }
    }
}
