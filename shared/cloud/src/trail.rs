//! Reading a trail back as it was written.

use serde::de::DeserializeOwned;
use vestibule_domain::audit::{Digest, Personal, Record, TrailId};

use crate::{
    error::StoreError,
    keys::{self, Item, Key, text},
    rows::{attribute, corrupt},
    store::Store,
};

/// One record with its hash, and what it tells about people unless that was erased.
pub type Row = (Record, Digest, Option<Personal>);

impl Store {
    /// The records of a trail after a sequence number, one page of at most 1 MB: one query. The second
    /// part tells whether there are more.
    pub async fn trail(&self, trail: &TrailId, after: u64) -> Result<(Vec<Row>, bool), StoreError> {
        let asked = self
            .dynamodb
            .query()
            .table_name(&self.trail)
            .key_condition_expression("pk = :pk AND sk > :after")
            .expression_attribute_values(":pk", text(trail.to_string()))
            .expression_attribute_values(":after", text(keys::seq(after)))
            .consistent_read(true);
        let page = asked.send().await.map_err(StoreError::unavailable("Query"))?;
        let more = page.last_evaluated_key.is_some();
        let mut rows = Vec::new();
        for item in page.items.unwrap_or_default() {
            let part = |name| attribute(&item, name).unwrap_or_default().to_owned();
            let key = Key { pk: part("pk"), sk: part("sk") };
            let records = item.get("records").and_then(|r| r.as_l().ok());
            for record in records.ok_or_else(|| corrupt(&key, "records", &"is not a list"))? {
                let fields = record.as_m().map_err(|_| corrupt(&key, "records", &"holds no map"))?;
                let hash = attribute(fields, "hash").unwrap_or_default();
                rows.push((
                    parse(&key, fields, "record")?.ok_or_else(|| corrupt(&key, "record", &"is missing"))?,
                    hash.parse().map_err(|e| corrupt(&key, "hash", &e))?,
                    parse(&key, fields, "personal")?,
                ));
            }
        }
        Ok((rows, more))
    }
}

fn parse<T: DeserializeOwned>(key: &Key, fields: &Item, name: &str) -> Result<Option<T>, StoreError> {
    let value = attribute(fields, name).map(serde_json::from_str).transpose();
    Ok(value.map_err(|e| corrupt(key, name, &e))?)
}
