//! With what a guest has proved who they are, beyond having the link.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What was proved at an opening. What each part proves, and what not, ARCHITECTURE.md says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Assurance {
    /// The password of the share was given.
    pub password: bool,
    /// That the recipient's mailbox is theirs; `None`: nothing was proved of it.
    pub mailbox: Option<Mailbox>,
}

/// How somebody proved that they read the recipient's mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mailbox {
    /// They gave the code that was mailed there, just now.
    Code,
    /// The code was given from the same browser before.
    Device,
}

/// It is no assurance that this version knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is no assurance")]
pub struct NotAnAssurance;

impl Assurance {
    /// They had the link, and proved nothing more.
    pub const LINK: Self = Self { password: false, mailbox: None };

    const ALL: [Self; 6] = [
        Self::LINK,
        Self { password: true, mailbox: None },
        Self { password: false, mailbox: Some(Mailbox::Code) },
        Self { password: true, mailbox: Some(Mailbox::Code) },
        Self { password: false, mailbox: Some(Mailbox::Device) },
        Self { password: true, mailbox: Some(Mailbox::Device) },
    ];

    /// Its word, in records and in the API.
    pub const fn name(self) -> &'static str {
        match (self.password, self.mailbox) {
            (false, None) => "link",
            (true, None) => "password",
            (false, Some(Mailbox::Code)) => "code",
            (true, Some(Mailbox::Code)) => "password+code",
            (false, Some(Mailbox::Device)) => "device",
            (true, Some(Mailbox::Device)) => "password+device",
        }
    }

    /// One byte, for cookies.
    pub(crate) fn to_byte(self) -> u8 {
        Self::ALL.iter().position(|one| *one == self).and_then(|at| u8::try_from(at).ok()).unwrap_or_default()
    }

    pub(crate) fn from_byte(byte: u8) -> Option<Self> {
        Self::ALL.get(usize::from(byte)).copied()
    }
}

impl fmt::Display for Assurance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Assurance {
    type Err = NotAnAssurance;
    fn from_str(text: &str) -> Result<Self, NotAnAssurance> {
        Self::ALL.into_iter().find(|one| one.name() == text).ok_or(NotAnAssurance)
    }
}

impl Serialize for Assurance {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Assurance {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_assurance_has_a_word_and_a_byte_of_its_own() {
        for (byte, one) in (0..).zip(Assurance::ALL) {
            assert_eq!((one.name().parse(), Assurance::from_byte(byte), one.to_byte()), (Ok(one), Some(one), byte));
        }
        assert_eq!(Assurance::ALL.map(Assurance::name).iter().collect::<std::collections::BTreeSet<_>>().len(), 6);
        assert_eq!((Assurance::from_byte(6), "passkey".parse::<Assurance>()), (None, Err(NotAnAssurance)));
    }
}
