//! The ways of reading: one item, several together, a range of a partition.

use std::{collections::HashMap, time::Duration};

use aws_sdk_dynamodb::types::{AttributeValue, KeysAndAttributes};

use super::Store;
use crate::{
    error::StoreError,
    index::Index,
    keys::{Item, Key, number, text},
    rows::{self, Row},
};

/// Most rows that are read at once.
pub(crate) const MAX_BATCH: usize = 100;
/// How often items are asked for that DynamoDB left out for now, and the first pause before that, which doubles.
const MAX_ASKS: u32 = 6;
const FIRST_PAUSE: Duration = Duration::from_millis(20);

/// Items that were read together.
pub(crate) type Found = HashMap<Key, Item>;

/// Part of a partition: all of it, or the rows whose sort key begins with a text; from the beginning, or after a row.
pub(super) struct Range<'a> {
    pub(super) pk: String,
    pub(super) prefix: Option<&'a str>,
    pub(super) after: Option<Item>,
}

/// A part of an index whose sort key is a number: behind an item with its number, where one is named.
pub(crate) struct IndexRange<'a> {
    pub(crate) index: Index,
    pub(crate) partition: &'a str,
    pub(crate) after: Option<(Key, i64)>,
    pub(crate) descending: bool,
    pub(crate) limit: i32,
}

impl Store {
    pub(crate) async fn get(&self, key: &Key) -> Result<Option<Item>, StoreError> {
        let sent = self.dynamodb.get_item().table_name(&self.state).set_key(Some(key.item())).consistent_read(true);
        let answer = sent.send().await.map_err(StoreError::unavailable("GetItem"))?;
        Ok(answer.item)
    }

    pub(super) async fn one<T: Row>(&self, key: &Key) -> Result<Option<T>, StoreError> {
        Ok(self.get(key).await?.map(rows::read).transpose()?)
    }

    /// Reads items together, at most [`MAX_BATCH`]; asks again, with growing pauses, for those that DynamoDB left out.
    pub(crate) async fn batch(&self, keys: &[Key]) -> Result<Found, StoreError> {
        self.batch_from(&self.state, keys, None).await
    }

    /// The same of rows of the trail.
    pub(crate) async fn trail_batch(&self, keys: &[Key]) -> Result<Found, StoreError> {
        self.batch_from(&self.trail, keys, None).await
    }

    /// The same, or just these attributes of each item, with those of its key among them.
    pub(super) async fn batch_of(&self, keys: &[Key], attributes: Option<&str>) -> Result<Found, StoreError> {
        self.batch_from(&self.state, keys, attributes).await
    }

    async fn batch_from(&self, table: &str, keys: &[Key], attributes: Option<&str>) -> Result<Found, StoreError> {
        let mut found = HashMap::new();
        if keys.is_empty() {
            return Ok(found);
        }
        #[expect(clippy::unwrap_used, reason = "keys are set")]
        let wanted = KeysAndAttributes::builder()
            .set_keys(Some(keys.iter().map(Key::item).collect()))
            .set_projection_expression(attributes.map(str::to_owned))
            .consistent_read(true)
            .build()
            .unwrap();
        let mut rest = HashMap::from([(table.to_owned(), wanted)]);
        for ask in 0..MAX_ASKS {
            if ask > 0 {
                tokio::time::sleep(FIRST_PAUSE * 2_u32.pow(ask - 1)).await;
            }
            let sent = self.dynamodb.batch_get_item().set_request_items(Some(rest)).send().await;
            let answer = sent.map_err(StoreError::unavailable("BatchGetItem"))?;
            let items = answer.responses.into_iter().flatten().flat_map(|(_, items)| items);
            found.extend(items.map(|item| (Key::of(&item), item)));
            rest = answer.unprocessed_keys.unwrap_or_default();
            if rest.is_empty() {
                return Ok(found);
            }
        }
        let source = "the table leaves items out, however often it is asked".into();
        Err(StoreError::Unavailable { operation: "BatchGetItem", source })
    }

    /// The next rows of a range, at most 1 MB, and where more of them begin.
    pub(super) async fn page(&self, range: Range<'_>) -> Result<(Vec<Item>, Option<Item>), StoreError> {
        let mut asked = self
            .dynamodb
            .query()
            .table_name(&self.state)
            .expression_attribute_values(":pk", text(range.pk))
            .consistent_read(true)
            .set_exclusive_start_key(range.after);
        asked = match range.prefix {
            Some(prefix) => asked
                .key_condition_expression("pk = :pk AND begins_with(sk, :prefix)")
                .expression_attribute_values(":prefix", AttributeValue::S(prefix.to_owned())),
            None => asked.key_condition_expression("pk = :pk"),
        };
        let page = asked.send().await.map_err(StoreError::unavailable("Query"))?;
        Ok((page.items.unwrap_or_default(), page.last_evaluated_key))
    }

    /// One query: entries of an index, and the last of them with its number, where there are more.
    pub(crate) async fn index_page(
        &self,
        range: IndexRange<'_>,
    ) -> Result<(Vec<Item>, Option<(i64, Item)>), StoreError> {
        let IndexRange { index, partition, after, descending, limit } = range;
        let start = after.map(|(key, value)| {
            let mut start: Item = key.item();
            start.insert(index.partition.into(), text(partition));
            start.insert(index.sort.into(), number(value));
            start
        });
        let asked = self
            .dynamodb
            .query()
            .table_name(&self.state)
            .index_name(index.name)
            .key_condition_expression("#p = :p")
            .expression_attribute_names("#p", index.partition)
            .expression_attribute_values(":p", text(partition))
            .scan_index_forward(!descending)
            .limit(limit)
            .set_exclusive_start_key(start);
        let page = asked.send().await.map_err(StoreError::unavailable("Query"))?;
        let more = page.last_evaluated_key.map(|end| {
            let value = end.get(index.sort).and_then(|value| value.as_n().ok()?.parse().ok());
            let value = value.ok_or_else(|| rows::corrupt(&Key::of(&end), index.sort, &"is not a number"))?;
            Ok::<_, StoreError>((value, end))
        });
        Ok((page.items.unwrap_or_default(), more.transpose()?))
    }

    /// All rows of a range, page after page.
    pub(super) async fn all(&self, pk: String, prefix: Option<&str>) -> Result<Vec<Item>, StoreError> {
        let (mut items, mut after) = (Vec::new(), None);
        loop {
            let (page, more) = self.page(Range { pk: pk.clone(), prefix, after }).await?;
            items.extend(page);
            after = more;
            if after.is_none() {
                return Ok(items);
            }
        }
    }
}

/// Takes one row out of those that were read together.
pub(crate) fn take<T: Row>(found: &mut Found, key: &Key) -> Result<Option<T>, StoreError> {
    Ok(found.remove(key).map(rows::read).transpose()?)
}
