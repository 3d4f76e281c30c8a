//! Objects whose member `type` says which other members they have. Left to itself, serde keeps the others until it knows
//! the type, and can no longer say in which of them a value is wrong; numbers it keeps as floats. So they are kept as they
//! were written, and read once the type is known.

use std::{fmt, iter};

use serde::{
    Deserialize, Deserializer,
    de::{
        DeserializeOwned, Error, MapAccess, Visitor,
        value::{MapAccessDeserializer, MapDeserializer},
    },
};
use serde_json::value::RawValue;
use serde_path_to_error::{Segment, Track};

use crate::problem::{placed, pointer, token};

const TYPE: &str = "type";

/// An enum whose variants are told by the member `type`: written as serde writes it, read as [`Members::by_type`] does.
macro_rules! tagged {
    ($(#[$about:meta])* pub enum $name:ident $variants:tt) => {
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(tag = "type", rename_all = "snake_case")]
        pub enum $name $variants

        const _: () = {
            use self::$name as Read;

            /// The same, as serde reads it once the type is known: as the name of the one member that an object has.
            #[derive(serde::Deserialize)]
            // Only to read the same attributes.
            #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
            #[serde(remote = "Read", rename_all = "snake_case", deny_unknown_fields)]
            enum Named $variants

            impl $name {
                pub(crate) fn of<E: serde::de::Error>(members: &$crate::tagged::Members) -> Result<Self, E> {
                    members.by_type(|named| Named::deserialize(named))
                }
            }

            impl<'de> serde::Deserialize<'de> for $name {
                fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    Self::of(&$crate::tagged::Members::deserialize(deserializer)?)
                }
            }
        };
    };
}
pub(crate) use tagged;

/// The members of an object in their order, each as it was written. One that came twice is there twice.
pub(crate) struct Members(Vec<(String, Box<RawValue>)>);

type Given<'a> = Vec<(&'a str, &'a RawValue)>;
type Object<'a> = MapDeserializer<'a, std::vec::IntoIter<(&'a str, &'a RawValue)>, serde_json::Error>;
type OfType<'a> = MapDeserializer<'a, iter::Once<(String, Object<'a>)>, serde_json::Error>;
type Tracked<'a, 'b> = serde_path_to_error::Deserializer<'b, 'b, MapAccessDeserializer<OfType<'a>>>;

impl Members {
    /// Those of these names, and all others.
    pub(crate) fn split(self, names: &[&str]) -> (Self, Self) {
        let (these, others) = self.0.into_iter().partition(|(name, _)| names.contains(&name.as_str()));
        (Self(these), Self(others))
    }

    /// Reads them as a struct that has no other members.
    pub(crate) fn read<T: DeserializeOwned, E: Error>(&self) -> Result<T, E> {
        let object = MapDeserializer::new(self.given(|_| true).into_iter());
        serde_path_to_error::deserialize(object).map_err(|e| wrong(&pointer(e.path()), e.inner()))
    }

    /// Reads them by the type that one of them names.
    pub(crate) fn by_type<T, E: Error>(
        &self,
        read: impl FnOnce(Tracked<'_, '_>) -> Result<T, serde_json::Error>,
    ) -> Result<T, E> {
        let name = match self.given(|name| name == TYPE).as_slice() {
            [] => return Err(E::missing_field(TYPE)),
            [(_, name)] => serde_json::from_str(name.get()).map_err(|e| wrong(&token(TYPE), &e))?,
            _ => return Err(E::duplicate_field(TYPE)),
        };
        let members = MapDeserializer::new(self.given(|name| name != TYPE).into_iter());
        let mut track = Track::new();
        let object = MapAccessDeserializer::new(MapDeserializer::new(iter::once((name, members))));
        read(Tracked::new(object, &mut track)).map_err(|error| {
            let path = track.path();
            // The path begins with the type, if there is such a type.
            let mut segments = path.iter();
            match segments.next() {
                Some(Segment::Enum { .. }) => wrong(&pointer(segments), &error),
                _ => wrong(&token(TYPE), &error),
            }
        })
    }

    fn given(&self, is_wanted: impl Fn(&str) -> bool) -> Given<'_> {
        let all = self.0.iter().map(|(name, value)| (name.as_str(), &**value));
        all.filter(|(name, _)| is_wanted(name)).collect()
    }
}

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(AsWritten)
    }
}

struct AsWritten;

impl<'de> Visitor<'de> for AsWritten {
    type Value = Members;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Members, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = entries.next_entry()? {
            members.push(member);
        }
        Ok(Members(members))
    }
}

/// What is wrong and where, without line and column: those count from the beginning of the member.
fn wrong<E: Error>(pointer: &str, error: &serde_json::Error) -> E {
    let text = error.to_string();
    let position = format!(" at line {} column {}", error.line(), error.column());
    E::custom(placed(pointer, text.strip_suffix(&position).unwrap_or(&text)))
}
