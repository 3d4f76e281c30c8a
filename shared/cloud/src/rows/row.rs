//! A row is a struct that is read from an item and written as one.

use aws_sdk_dynamodb::types::AttributeValue;
use serde::{Serialize, de::DeserializeOwned};

use super::{known, write::Write};
use crate::{
    error::RowError,
    keys::{Item, Key, number},
};

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
    T::from_row(&key, stored(&key, item)?, version)
}

/// What stands in an item, or in the attributes of it that were asked for.
pub(crate) fn stored<S: DeserializeOwned>(key: &Key, item: Item) -> Result<S, RowError> {
    let map = item.into_iter().map(|(name, value)| (name, value.into())).collect();
    let input = serde_dynamo::Deserializer::from_attribute_value(serde_dynamo::AttributeValue::M(map));
    serde_path_to_error::deserialize(input).map_err(|e| corrupt(key, &e.path().to_string(), e.inner()))
}

/// Rows that are never changed have no version; they count as version 1.
fn version(item: &Item) -> Option<u64> {
    item.get("v").map_or(Some(1), |v| v.as_n().ok()?.parse().ok())
}

/// What a value is stored as.
pub(crate) fn attributes<T: Row>(key: &Key, value: &T) -> Result<Item, RowError> {
    serde_dynamo::to_item(value.to_row()).map_err(|e| corrupt(key, ".", &e))
}

/// A row that is written once.
pub(crate) fn once<T: Row>(key: Key, value: &T) -> Result<Write, RowError> {
    let item = attributes(&key, value)?;
    Ok(Write::New { key, item })
}

/// A row over any that is there.
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
