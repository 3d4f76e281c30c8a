//! What a sender says is in a file.

use serde::{Deserialize, Serialize};

/// `type/subtype` of RFC 6838 restricted names, lower case, without parameters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct MediaType(String);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("is not a media type such as application/pdf")]
pub struct NotAMediaType;

impl MediaType {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::str::FromStr for MediaType {
    type Err = NotAMediaType;
    fn from_str(text: &str) -> Result<Self, NotAMediaType> {
        let restricted = |part: &str| {
            part.bytes().next().is_some_and(|b| b.is_ascii_alphanumeric())
                && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&b))
        };
        match text.split_once('/') {
            Some((kind, sub)) if text.len() <= 127 && restricted(kind) && restricted(sub) => {
                Ok(Self(text.to_ascii_lowercase()))
            }
            _ => Err(NotAMediaType),
        }
    }
}

impl TryFrom<String> for MediaType {
    type Error = NotAMediaType;
    fn try_from(text: String) -> Result<Self, NotAMediaType> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_types_cannot_carry_headers() {
        assert!("application/vnd.ms-excel".parse::<MediaType>().is_ok());
        for bad in ["", "pdf", "text/html; charset=x", "a/b\r\nX: y", "a/b/c"] {
            assert!(bad.parse::<MediaType>().is_err(), "{bad}");
        }
    }
}
