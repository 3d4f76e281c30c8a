//! A page of a list of a register: part of one partition of its index.

use std::{fmt, str::FromStr};

use aws_sdk_dynamodb::types::AttributeValue;
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};

use super::Store;
use crate::{
    error::{NotACursor, StoreError},
    index::BY_REGISTER,
    keys::{Item, Key, text},
    rows::{attribute, corrupt},
};

/// Longest sort key of an index, in bytes.
const MAX_ENTRY_BYTES: usize = 1024;

/// The thing after which a page begins, with its place in the list. Opaque to callers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterCursor<I> {
    pub(super) id: I,
    pub(super) entry: String,
}

/// Which part of a list is asked for.
#[derive(Debug, Default)]
pub(super) struct RegisterRange<'a> {
    pub(super) partition: String,
    /// What the entries begin with.
    pub(super) prefix: Option<String>,
    pub(super) descending: bool,
    /// `None`: as many as one query reads, 1 MB.
    pub(super) limit: Option<i32>,
    /// The row whose entry the page begins after, and that entry.
    pub(super) after: Option<(Key, &'a str)>,
}

impl<I: FromStr> RegisterCursor<I> {
    /// Of an entry whose row is of such a thing.
    pub(super) fn of(item: &Item, prefix: &str) -> Result<Self, StoreError> {
        let id = attribute(item, "pk").and_then(|pk| pk.strip_prefix(prefix)?.parse().ok());
        let id = id.ok_or_else(|| corrupt(&Key::of(item), "pk", &"has no such id"))?;
        Ok(Self { id, entry: attribute(item, BY_REGISTER.sort).unwrap_or_default().to_owned() })
    }
}

impl<I: fmt::Display> fmt::Display for RegisterCursor<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.id, BASE64_URL_SAFE_NO_PAD.encode(&self.entry))
    }
}

impl<I: FromStr> FromStr for RegisterCursor<I> {
    type Err = NotACursor;
    fn from_str(text: &str) -> Result<Self, NotACursor> {
        let (id, entry) = text.split_once('.').ok_or(NotACursor)?;
        let entry = BASE64_URL_SAFE_NO_PAD.decode(entry).map_err(|_| NotACursor)?;
        let entry = String::from_utf8(entry).map_err(|_| NotACursor)?;
        // What somebody made up is told so here, and not by DynamoDB.
        if entry.is_empty() || entry.len() > MAX_ENTRY_BYTES {
            return Err(NotACursor);
        }
        Ok(Self { id: id.parse().map_err(|_| NotACursor)?, entry })
    }
}

impl Store {
    /// One query: entries of a list, and the last one that it looked at, where there are more.
    pub(super) async fn register_page(
        &self,
        RegisterRange { partition, prefix, descending, limit, after }: RegisterRange<'_>,
    ) -> Result<(Vec<Item>, Option<Item>), StoreError> {
        let start = after.map(|(key, entry)| {
            let mut start = key.item();
            start.insert(BY_REGISTER.partition.into(), text(&partition));
            start.insert(BY_REGISTER.sort.into(), text(entry));
            start
        });
        let mut asked = self
            .dynamodb
            .query()
            .table_name(&self.state)
            .index_name(BY_REGISTER.name)
            .expression_attribute_names("#p", BY_REGISTER.partition)
            .expression_attribute_values(":p", text(&partition))
            .scan_index_forward(!descending)
            .set_limit(limit)
            .set_exclusive_start_key(start);
        asked = match prefix {
            Some(prefix) => asked
                .key_condition_expression("#p = :p AND begins_with(#s, :s)")
                .expression_attribute_names("#s", BY_REGISTER.sort)
                .expression_attribute_values(":s", AttributeValue::S(prefix)),
            None => asked.key_condition_expression("#p = :p"),
        };
        let page = asked.send().await.map_err(StoreError::unavailable("Query"))?;
        Ok((page.items.unwrap_or_default(), page.last_evaluated_key))
    }
}
