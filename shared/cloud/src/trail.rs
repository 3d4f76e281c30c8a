//! Reading a trail back as it was written.

use vestibule_domain::{
    audit::{Personal, Record, TrailId, WholeRecord},
    value::Digest,
};

use crate::{
    error::{RowError, StoreError},
    keys::{self, Item, Key, text},
    rows::{attribute, corrupt},
    store::Store,
};

impl Store {
    /// The records of a trail after a sequence number, one page of at most 1 MB: one query. The second
    /// part tells whether there are more.
    pub async fn trail(&self, trail: &TrailId, after: u64) -> Result<(Vec<WholeRecord>, bool), StoreError> {
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
            rows.extend(records(&item)?);
        }
        Ok((rows, more))
    }
}

/// The records of one row of the trail, in order.
pub(crate) fn records(item: &Item) -> Result<Vec<WholeRecord>, RowError> {
    let key = Key::of(item);
    let records = item.get("records").and_then(|r| r.as_l().ok());
    let records = records.ok_or_else(|| corrupt(&key, "records", &"is not a list"))?;
    let each = records.iter().map(|record| {
        let fields = record.as_m().map_err(|_| corrupt(&key, "records", &"holds no map"))?;
        let text = attribute(fields, "record").ok_or_else(|| corrupt(&key, "record", &"is missing"))?;
        let hash = fields.get("hash").and_then(|hash| <[u8; 32]>::try_from(hash.as_b().ok()?.as_ref()).ok());
        let hash = hash.ok_or_else(|| corrupt(&key, "hash", &"is not a SHA-256"))?;
        let record = Record::parse(text.to_owned()).map_err(|e| corrupt(&key, "record", &e))?;
        let personal = attribute(fields, "personal").map(|text| Personal::stored(text.to_owned()));
        Ok((record, Digest::from_bytes(hash), personal))
    });
    each.collect()
}
