//! The streams of the two tables, as far as `notify` and `jobs` follow them: an interceptor notes what this process
//! writes, and the rows are read back from there.
//!
//! The embedded DynamoDB has streams of its own, but with them each write takes the longer the more rows there are.
//! What is absent: the writes of other processes, and what a process wrote that ended before it handed it over. Such a
//! mail is due again by the sweep; such an event is never published; such an export stalls.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use aws_lambda_events::dynamodb::{EventRecord, StreamViewType};
use aws_sdk_dynamodb::{
    Client,
    operation::{transact_write_items::TransactWriteItemsInput, update_item::UpdateItemInput},
    types::{AttributeValue, Put},
};
use aws_smithy_runtime_api::{
    box_error::BoxError,
    client::{
        interceptors::{
            Intercept, SharedInterceptor,
            context::{BeforeSerializationInterceptorContextRef, FinalizerInterceptorContextRef, Input},
        },
        runtime_components::RuntimeComponents,
    },
};
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};
use vestibule_cloud::StoreError;

use crate::names::Names;

type Item = std::collections::HashMap<String, AttributeValue>;

/// Both streams. Copies share what was noted.
#[derive(Debug, Clone, Default)]
pub(crate) struct Streams(Arc<Mutex<Noted>>);

#[derive(Debug, Default)]
struct Noted {
    /// Of each trail that was written to: the number of the first record that was not read.
    trails: BTreeMap<String, u64>,
    /// The trails that may have new rows.
    written: BTreeSet<String>,
    /// The partition keys of the mails whose rows were written.
    mails: BTreeSet<String>,
    /// The partition keys of the exports whose rows were written.
    exports: BTreeSet<String>,
    /// The rows of the trail that were read and not taken yet, or could not be published.
    rows: Vec<EventRecord>,
    /// How many records there were.
    records: u64,
}

/// What one call writes, read off its input while that is still there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Writes {
    /// With the number of the row's first record, which is its sort key.
    trails: Vec<(String, u64)>,
    mails: Vec<String>,
    exports: Vec<String>,
}

impl Storable for Writes {
    type Storer = StoreReplace<Self>;
}

impl Streams {
    /// For every client that writes.
    pub(crate) fn interceptor(&self) -> SharedInterceptor {
        SharedInterceptor::new(self.clone())
    }

    /// Brings mails to the stream of the state table, by their partition keys.
    pub(crate) fn bring_mails(&self, pks: impl IntoIterator<Item = String>) {
        self.noted().mails.extend(pks);
    }

    /// What has come on the stream of the state table since the last look: the keys of mails.
    pub(crate) fn take_mails(&self) -> Vec<EventRecord> {
        let mails = std::mem::take(&mut self.noted().mails);
        mails.into_iter().map(|pk| self.record(Names::STATE, key(pk, "OUTBOX"), None)).collect()
    }

    /// What has come on the state table's stream since the last look: the keys of exports.
    pub(crate) fn take_exports(&self) -> Vec<EventRecord> {
        let exports = std::mem::take(&mut self.noted().exports);
        exports.into_iter().map(|pk| self.record(Names::STATE, key(pk, "EXPORT"), None)).collect()
    }

    /// Brings an export to the stream of the state table again.
    pub(crate) fn bring_exports(&self, pks: impl IntoIterator<Item = String>) {
        self.noted().exports.extend(pks);
    }

    /// What has come on the trail's stream since the last look: rows that have published records.
    pub(crate) async fn take_rows(&self, dynamodb: &Client) -> Result<Vec<EventRecord>, StoreError> {
        self.read(dynamodb).await?;
        Ok(std::mem::take(&mut self.noted().rows))
    }

    /// The trail's stream takes up again here.
    pub(crate) fn go_on_at(&self, rows: Vec<EventRecord>) {
        self.noted().rows.splice(0..0, rows);
    }

    /// The rows that were not taken yet: trail, and number of the first record.
    pub(crate) async fn waiting_rows(&self, dynamodb: &Client) -> Result<Vec<(String, u64)>, StoreError> {
        self.read(dynamodb).await?;
        let part = |record: &EventRecord, name: &str| match record.change.keys.get(name) {
            Some(serde_dynamo::AttributeValue::S(text)) => text.clone(),
            _ => String::new(),
        };
        let place = |row: &EventRecord| (part(row, "pk"), part(row, "sk").parse().unwrap_or_default());
        Ok(self.noted().rows.iter().map(place).collect())
    }

    /// Reads the new rows of every trail that was written to.
    async fn read(&self, dynamodb: &Client) -> Result<(), StoreError> {
        let written = std::mem::take(&mut self.noted().written);
        for trail in &written {
            let rows = match self.rows(dynamodb, trail).await {
                Ok(rows) => rows,
                Err(error) => {
                    self.noted().written.extend(written);
                    return Err(error);
                }
            };
            self.noted().rows.extend(rows);
        }
        Ok(())
    }

    /// The new rows of one trail that have published records: the others do not pass the stream's filter.
    async fn rows(&self, dynamodb: &Client, trail: &str) -> Result<Vec<EventRecord>, StoreError> {
        let first = self.noted().trails.get(trail).copied().unwrap_or_default();
        let mut pages = dynamodb
            .query()
            .table_name(Names::TRAIL)
            .key_condition_expression("pk = :pk AND sk >= :first")
            .expression_attribute_values(":pk", AttributeValue::S(trail.to_owned()))
            .expression_attribute_values(":first", AttributeValue::S(format!("{first:012}")))
            .consistent_read(true)
            .into_paginator()
            .send();
        let mut rows = Vec::new();
        while let Some(page) = pages.next().await {
            let page = page.map_err(|e| StoreError::Unavailable { operation: "Query", source: Box::new(e) })?;
            rows.extend(page.items.unwrap_or_default());
        }
        if let Some(last) = rows.last().and_then(number) {
            self.noted().trails.insert(trail.to_owned(), last.saturating_add(1));
        }
        rows.retain(|row| row.contains_key("published"));
        let record = |row: Item| self.record(Names::TRAIL, key(text(&row, "pk"), &text(&row, "sk")), Some(row));
        Ok(rows.into_iter().map(record).collect())
    }

    fn record(&self, table: &str, keys: Item, image: Option<Item>) -> EventRecord {
        let mut noted = self.noted();
        noted.records += 1;
        let mut record = EventRecord::default();
        record.aws_region = "us-east-1".into();
        record.event_id = noted.records.to_string();
        record.event_name = "INSERT".into();
        record.event_source = Some("aws:dynamodb".to_owned());
        record.event_source_arn =
            Some(format!("arn:aws:dynamodb:us-east-1:000000000000:table/{table}/stream/2026-01-01T00:00:00.000"));
        record.change.keys = item(keys);
        record.change.sequence_number = Some(format!("{:021}", noted.records));
        record.change.stream_view_type =
            Some(if image.is_some() { StreamViewType::NewImage } else { StreamViewType::KeysOnly });
        record.change.new_image = image.map(item).unwrap_or_default();
        record
    }

    fn note(&self, writes: &Writes) {
        let mut noted = self.noted();
        for (trail, first) in &writes.trails {
            noted.trails.entry(trail.clone()).or_insert(*first);
            noted.written.insert(trail.clone());
        }
        noted.mails.extend(writes.mails.iter().cloned());
        noted.exports.extend(writes.exports.iter().cloned());
    }

    fn noted(&self) -> MutexGuard<'_, Noted> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Writes {
    fn of(input: &Input) -> Self {
        let mut writes = Self::default();
        if let Some(transaction) = input.downcast_ref::<TransactWriteItemsInput>() {
            transaction.transact_items().iter().filter_map(|item| item.put()).for_each(|put| writes.put(put));
        }
        if let Some(update) = input.downcast_ref::<UpdateItemInput>() {
            let outbox = update.key().filter(|key| text(key, "sk") == "OUTBOX");
            writes.mails.extend(outbox.map(|key| text(key, "pk")));
            let export = update.key().filter(|key| text(key, "sk") == "EXPORT");
            writes.exports.extend(export.map(|key| text(key, "pk")));
        }
        writes
    }

    fn put(&mut self, put: &Put) {
        let (item, pk) = (put.item(), text(put.item(), "pk"));
        match put.table_name() {
            Names::TRAIL => self.trails.extend(number(item).map(|first| (pk, first))),
            Names::STATE if text(item, "sk") == "OUTBOX" => self.mails.push(pk),
            Names::STATE if text(item, "sk") == "EXPORT" => self.exports.push(pk),
            _ => {}
        }
    }
}

#[aws_smithy_runtime_api::client::interceptors::dyn_dispatch_hint]
impl Intercept for Streams {
    fn name(&self) -> &'static str {
        "Streams"
    }

    /// Trails are noted before anything is sent, because nobody may be left to note them when the answer comes.
    fn read_before_serialization(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let writes = Writes::of(context.input());
        if writes != Writes::default() {
            self.note(&Writes { trails: writes.trails.clone(), ..Writes::default() });
            config.interceptor_state().store_put(writes);
        }
        Ok(())
    }

    /// And again after it: the row may not have been there when somebody looked. An answer that was lost counts as one.
    fn read_after_execution(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let refused = matches!(context.output_or_error(), Some(Err(error)) if error.is_operation_error());
        if let Some(writes) = config.load::<Writes>().filter(|_| !refused) {
            self.note(writes);
        }
        Ok(())
    }
}

fn key(pk: String, sk: &str) -> Item {
    Item::from([("pk".to_owned(), AttributeValue::S(pk)), ("sk".to_owned(), AttributeValue::S(sk.to_owned()))])
}

/// The number of the first record in a row of a trail.
fn number(row: &Item) -> Option<u64> {
    text(row, "sk").parse().ok()
}

fn text(item: &Item, name: &str) -> String {
    item.get(name).and_then(|value| value.as_s().ok()).cloned().unwrap_or_default()
}

/// As Lambda hands it over.
fn item(item: Item) -> serde_dynamo::Item {
    let values: std::collections::HashMap<String, serde_dynamo::AttributeValue> =
        item.into_iter().map(|(name, value)| (name, value.into())).collect();
    values.into()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests;
