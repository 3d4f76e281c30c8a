//! Domain state as items: one file a row. A row is a struct of its own, so that what is stored, what the API shows and
//! what is hashed can change apart.

mod change;
mod known;
mod member;
mod org;
mod project;
mod reference;
mod run;
mod share;
mod task;

use aws_sdk_dynamodb::types::AttributeValue;
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    error::RowError,
    keys::{Item, Key, number},
};

pub use change::Stored;
pub(crate) use change::{Write, Writes};

/// State that is read from one row and written to one.
pub(crate) trait Row: Sized {
    /// What stands in the item, beside key and version.
    type Stored: Serialize + DeserializeOwned;

    fn from_row(key: &Key, stored: Self::Stored, version: u64) -> Result<Self, RowError>;
    fn to_row(&self) -> Self::Stored;
}

/// Reads an item back, naming the attribute that does not parse.
pub(crate) fn read<T: Row>(item: Item) -> Result<T, RowError> {
    let key = Key::of(&item);
    let version = version(&item).ok_or_else(|| corrupt(&key, "v", &"is not a version number"))?;
    let map = item.into_iter().map(|(name, value)| (name, value.into())).collect();
    let input = serde_dynamo::Deserializer::from_attribute_value(serde_dynamo::AttributeValue::M(map));
    let stored =
        serde_path_to_error::deserialize(input).map_err(|e| corrupt(&key, &e.path().to_string(), e.inner()))?;
    T::from_row(&key, stored, version)
}

/// Rows that are never changed have no version; they count as version 1.
fn version(item: &Item) -> Option<u64> {
    item.get("v").map_or(Some(1), |v| v.as_n().ok()?.parse().ok())
}

/// What a value is stored as.
fn attributes<T: Row>(key: &Key, value: &T) -> Result<Item, RowError> {
    serde_dynamo::to_item(value.to_row()).map_err(|e| corrupt(key, ".", &e))
}

/// A row that is written once.
pub(crate) fn once<T: Row>(key: Key, value: &T) -> Result<Write, RowError> {
    let item = attributes(&key, value)?;
    Ok(Write::New { key, item })
}

/// A row over whatever is there.
pub(crate) fn put<T: Row>(key: Key, value: &T) -> Result<Write, RowError> {
    let item = attributes(&key, value)?;
    Ok(Write::Put { key, item })
}

/// A row of a version: new at version 0, else the next of the version that was read.
pub(crate) fn next<T: Row>(key: Key, version: u64, value: &T) -> Result<Write, RowError> {
    let mut item = attributes(&key, value)?;
    item.insert("v".into(), number(version + 1));
    if version == 0 {
        return Ok(Write::New { key, item });
    }
    let known = known::fields::<T::Stored>();
    let gone = known.iter().filter(|name| !item.contains_key(**name)).copied().collect();
    Ok(Write::Next { key, set: item, gone, version })
}

pub(crate) fn corrupt(key: &Key, attribute: &str, problem: &impl ToString) -> RowError {
    RowError { pk: key.pk.clone(), sk: key.sk.clone(), attribute: attribute.into(), problem: problem.to_string() }
}

/// The attribute of an item as text.
pub(crate) fn attribute<'a>(item: &'a Item, name: &str) -> Option<&'a str> {
    item.get(name).and_then(|v: &AttributeValue| v.as_s().ok()).map(String::as_str)
}

/// How values stand in rows, for `#[serde(with = …)]`.
pub(crate) mod form {
    /// Instants as milliseconds since 1970: short, and sorted as time is.
    pub(crate) mod millis {
        use jiff::Timestamp;
        use serde::{Deserialize, Deserializer, Serializer, de::Error as _};

        pub(crate) fn serialize<S: Serializer>(at: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.serialize_i64(at.as_millisecond())
        }

        pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
            Timestamp::from_millisecond(i64::deserialize(deserializer)?).map_err(D::Error::custom)
        }

        pub(crate) mod option {
            use jiff::Timestamp;
            use serde::{Deserialize, Deserializer, Serializer, de::Error as _};

            pub(crate) fn serialize<S: Serializer>(at: &Option<Timestamp>, serializer: S) -> Result<S::Ok, S::Error> {
                match at {
                    Some(at) => serializer.serialize_some(&at.as_millisecond()),
                    None => serializer.serialize_none(),
                }
            }

            pub(crate) fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Option<Timestamp>, D::Error> {
                let millis = Option::<i64>::deserialize(d)?;
                millis.map(Timestamp::from_millisecond).transpose().map_err(D::Error::custom)
            }
        }
    }

    /// Fixed numbers of bytes, and any number, as binary.
    pub(crate) mod binary {
        use serde::{Deserializer, Serializer, de::Error as _};
        use serde_bytes::{ByteBuf, Bytes, Deserialize as _, Serialize as _};

        pub(crate) fn serialize<S: Serializer>(
            bytes: &(impl AsRef<[u8]> + ?Sized),
            serializer: S,
        ) -> Result<S::Ok, S::Error> {
            Bytes::new(bytes.as_ref()).serialize(serializer)
        }

        pub(crate) fn deserialize<'de, D: Deserializer<'de>, T: TryFrom<Vec<u8>>>(d: D) -> Result<T, D::Error> {
            let bytes = ByteBuf::deserialize(d)?.into_vec();
            T::try_from(bytes).map_err(|_| D::Error::custom("is not of the right length"))
        }
    }
}

#[cfg(test)]
mod tests;
