//! Messages that wait for delivery.

use aws_sdk_dynamodb::types::AttributeValue;
use std::collections::HashMap;
use vestibule_domain::{Timestamp, id::OutboxId, outbox::Outgoing};

use crate::{
    error::{RowError, StoreError},
    keys::{Key, index},
    rows::{attribute, corrupt},
    store::Store,
};

impl Store {
    /// One bundle; `None`: it was delivered.
    pub async fn outgoing(&self, id: OutboxId) -> Result<Option<Outgoing>, StoreError> {
        let key = Key::outbox(id);
        let item = self.get(&key).await?;
        Ok(item.map(|item| parse(&key, &item)).transpose()?)
    }

    /// The bundles that have waited longest, for whoever has no stream to hear of them.
    pub async fn undelivered(&self, now: Timestamp, limit: i32) -> Result<Vec<OutboxId>, StoreError> {
        let due = self.due(index::DUE_OUTBOX, now, limit).await?;
        Ok(due.iter().filter_map(|due| id(&due.pk)).collect())
    }

    /// Since when the bundle waits that has waited longest; `None`: none waits. One query.
    pub async fn waiting_since(&self, now: Timestamp) -> Result<Option<Timestamp>, StoreError> {
        let longest = self.due(index::DUE_OUTBOX, now, 1).await?;
        Ok(longest.first().map(|due| due.at))
    }

    /// Takes a delivered bundle out. Delivery that leaves a record goes by [`crate::Commit::delivered`].
    pub async fn delivered(&self, id: OutboxId) -> Result<(), StoreError> {
        let key = Key::outbox(id).item();
        let sent = self.dynamodb.delete_item().table_name(&self.state).set_key(Some(key)).send().await;
        sent.map(|_| ()).map_err(StoreError::unavailable("DeleteItem"))
    }
}

/// The bundle's id from its partition key, as a stream record names it.
pub fn id(pk: &str) -> Option<OutboxId> {
    pk.strip_prefix("OUTBOX#")?.parse().ok()
}

fn parse(key: &Key, item: &HashMap<String, AttributeValue>) -> Result<Outgoing, RowError> {
    let body = attribute(item, "body").ok_or_else(|| corrupt(key, "body", &"is missing"))?;
    serde_json::from_str(body).map_err(|e| corrupt(key, "body", &e))
}
