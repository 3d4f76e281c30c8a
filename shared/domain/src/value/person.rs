//! Who somebody is to other people: a name as typed and an address.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::text::{Line, TextRefused, bounded};

/// A person's name as typed, 1 to 120 characters.
pub type PersonName = Line<120>;

/// A person as records and mails name them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub name: PersonName,
    pub email: Email,
}

/// An address to which mail can be sent (RFC 5321, at most 254 characters), without a display name.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Email(String);

impl Email {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Email {
    type Err = TextRefused;
    fn from_str(text: &str) -> Result<Self, TextRefused> {
        let text = bounded(text, 254, false)?;
        let options =
            email_address::Options::default().with_required_tld().without_display_text().without_domain_literal();
        let plain = text.is_ascii() && !text.contains(['"', ' ', '(', ')', '<', '>', ',', ';', '\\']);
        match email_address::EmailAddress::parse_with_options(&text, options) {
            Ok(_) if plain => Ok(Self(text)),
            _ => Err(TextRefused::NotAnEmail),
        }
    }
}

impl TryFrom<String> for Email {
    type Error = TextRefused;
    fn try_from(text: String) -> Result<Self, TextRefused> {
        text.parse()
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_email_is_a_bare_address() {
        assert!("ana@supplier.example".parse::<Email>().is_ok());
        for bad in [
            "ana",
            "ana@",
            "Ana <ana@x.example>",
            "a b@x.example",
            "a@x.example\r\nBcc: b@y.example",
            "\"a\"@x.example",
            "a,b@x.example",
            "a@[127.0.0.1]",
        ] {
            assert!(bad.parse::<Email>().is_err(), "{bad}");
        }
    }
}
