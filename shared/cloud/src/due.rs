//! What is due, from the sharded index.

use jiff::Timestamp;
use vestibule_domain::value::ShareId;

use crate::{
    error::{RowError, StoreError},
    index::{DUE, DueKind},
    keys::{Item, Key, number, text},
    rows::{attribute, corrupt},
    store::Store,
};

/// One entry of the index of what is due: the partition key of the item, and since when.
#[derive(Debug)]
pub(crate) struct Due {
    pub(crate) pk: String,
    pub(crate) at: Timestamp,
}

/// A share whose expiry has come, and since when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueShare {
    pub id: ShareId,
    pub at: Timestamp,
}

impl Store {
    /// The next shares whose expiry has come but is not recorded: one query a shard. Touches no others.
    pub async fn due_shares(&self, now: Timestamp, limit_per_shard: i32) -> Result<Vec<DueShare>, StoreError> {
        let due = self.due(DueKind::Share, now, limit_per_shard).await?;
        let share = |due: &Due| Some(DueShare { id: due.pk.strip_prefix("SHARE#")?.parse().ok()?, at: due.at });
        let place = |due: &Due| corrupt(&Key { pk: due.pk.clone(), sk: String::new() }, "pk", &"names no share");
        Ok(due.iter().map(|due| share(due).ok_or_else(|| place(due))).collect::<Result<_, _>>()?)
    }

    /// What is due, the longest overdue first. One shard after the other: at a cold start, the handshake of a second
    /// connection costs more than a query.
    pub(crate) async fn due(&self, kind: DueKind, now: Timestamp, limit: i32) -> Result<Vec<Due>, StoreError> {
        let mut all = Vec::new();
        for partition in kind.partitions() {
            all.extend(self.due_in(&partition, now, limit).await?);
        }
        all.sort_by_key(|due| due.at);
        Ok(all)
    }

    /// The entries of one partition until then, the oldest first.
    pub(crate) async fn due_in(&self, partition: &str, now: Timestamp, limit: i32) -> Result<Vec<Due>, StoreError> {
        let asked = self
            .dynamodb
            .query()
            .table_name(&self.state)
            .index_name(DUE.name)
            .key_condition_expression("due = :kind AND due_at <= :now")
            .expression_attribute_values(":kind", text(partition))
            .expression_attribute_values(":now", number(now.as_millisecond()))
            .limit(limit);
        let page = asked.send().await.map_err(StoreError::unavailable("Query"))?;
        page.items.unwrap_or_default().iter().map(|item| Ok(Due::read(item)?)).collect()
    }
}

impl Due {
    fn read(item: &Item) -> Result<Self, RowError> {
        let millis = item.get(DUE.sort).and_then(|value| value.as_n().ok()?.parse().ok());
        let at = millis.and_then(|millis| Timestamp::from_millisecond(millis).ok());
        let at = at.ok_or_else(|| corrupt(&Key::of(item), DUE.sort, &"is not an instant"))?;
        Ok(Self { pk: attribute(item, "pk").unwrap_or_default().to_owned(), at })
    }
}
