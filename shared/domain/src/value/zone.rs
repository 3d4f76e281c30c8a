//! Named time zones of the IANA database.

use std::{fmt, str::FromStr};

use jiff::{Timestamp, Zoned, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// An IANA zone such as `America/Sao_Paulo`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Zone(String);

/// Names in the database, or beside it, that say that nobody has chosen a zone.
const NOWHERE: [&str; 2] = ["Factory", "Etc/Unknown"];

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("is not a time zone of the IANA database, such as America/Sao_Paulo")]
pub struct UnknownZone;

impl Zone {
    pub fn utc() -> Self {
        Self("UTC".to_owned())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The wall clock of this zone at an instant.
    pub fn at(&self, instant: Timestamp) -> Zoned {
        instant.to_zoned(self.time_zone())
    }

    pub fn time_zone(&self) -> TimeZone {
        // Parsing has found it in the same bundled database.
        TimeZone::get(&self.0).unwrap_or(TimeZone::UTC)
    }
}

impl FromStr for Zone {
    type Err = UnknownZone;
    fn from_str(text: &str) -> Result<Self, UnknownZone> {
        let zone = TimeZone::get(text).map_err(|_| UnknownZone)?;
        let name = zone.iana_name().filter(|name| name.eq_ignore_ascii_case(text) && !NOWHERE.contains(name));
        name.map(|name| Self(name.to_owned())).ok_or(UnknownZone)
    }
}

impl TryFrom<String> for Zone {
    type Error = UnknownZone;
    fn try_from(text: String) -> Result<Self, UnknownZone> {
        text.parse()
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_named_as_the_database_names_it_in_letters_of_either_size() {
        for (typed, name) in
            [("America/Sao_Paulo", "America/Sao_Paulo"), ("america/sao_paulo", "America/Sao_Paulo"), ("UTC", "UTC")]
        {
            assert_eq!(typed.parse::<Zone>().map(|zone| zone.to_string()).as_deref(), Ok(name));
        }
        for unknown in [
            "",
            " ",
            "\0",
            "UTC\0",
            "\0UTC",
            " UTC",
            "UTC\n",
            "Etc/Unknown",
            "Factory",
            "posixrules",
            "localtime",
            "zone.tab",
            "../UTC",
            "/usr/share/zoneinfo/UTC",
            "America",
            "America/",
            "+03:00",
            "EST5EDT,M3.2.0,M11.1.0",
            "Ａmerica/Lima",
        ] {
            assert_eq!(unknown.parse::<Zone>(), Err(UnknownZone), "{unknown:?}");
        }
    }
}
