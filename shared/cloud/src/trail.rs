//! Reading a trail back as it was written.

use aws_sdk_dynamodb::types::Select;
use vestibule_domain::{
    audit::{Head, MAX_SEQ, Personal, Record, Resumption, TrailId, WholeRecord},
    value::Digest,
};

use crate::{
    error::{RowError, StoreError, TakenRow},
    keys::{self, Item, Key, text},
    rows::{attribute, corrupt},
    store::Store,
};

/// Records of a trail, in the order of their rows.
#[derive(Debug)]
pub struct TrailPage {
    /// The last record that is not of the page: its number and its hash, as they are stored. `None`: the page begins
    /// with the trail, or with a number that no row comes before.
    pub before: Option<(u64, Digest)>,
    pub records: Vec<WholeRecord>,
    /// There are more behind them.
    pub more: bool,
    /// The key of the first row that cannot be read. The records of the others are there.
    pub unreadable: Option<String>,
}

/// The records of some rows, and the key of the first row that cannot be read: nothing of ours wrote it, and it must not
/// hide what was written.
#[derive(Default)]
struct Rows {
    records: Vec<WholeRecord>,
    unreadable: Option<String>,
}

impl Rows {
    fn of(items: &[Item]) -> Self {
        let mut rows = Self::default();
        for item in items {
            match records(item) {
                Ok(records) => rows.records.extend(records),
                Err(error) => {
                    tracing::error!(error = crate::error::causes(&error), "a row of the trail cannot be read");
                    rows.unreadable.get_or_insert(Key::of(item).sk);
                }
            }
        }
        rows
    }
}

impl Store {
    /// Where a trail ends, as its aggregate knows it: one read. `None`: there is no such aggregate.
    pub async fn head(&self, trail: &TrailId) -> Result<Option<Head>, StoreError> {
        let Some(key) = Key::of_head(trail) else { return Ok(None) };
        let Some(item) = self.batch(std::slice::from_ref(&key)).await?.remove(&key) else { return Ok(None) };
        let seq = item.get("seq").and_then(|seq| seq.as_n().ok()?.parse().ok());
        let seq = seq.ok_or_else(|| corrupt(&key, "seq", &"is not a number"))?;
        let hash = digest(&item, "head").ok_or_else(|| corrupt(&key, "head", &"is not a SHA-256"))?;
        Ok(Some(Head { seq, hash }))
    }

    /// The records of a trail after a sequence number, one page of some 1 MB: one query. Behind the beginning it is one
    /// more, because a row holds all records of one commit, and the first of them may stand in a row that began earlier.
    pub async fn trail(&self, trail: &TrailId, after: u64) -> Result<TrailPage, StoreError> {
        let (begun, (rows, more)) = tokio::try_join!(self.row_of(trail, after), self.rows_after(trail, after))?;
        let (before, mut page): (Vec<_>, Vec<_>) =
            begun.records.into_iter().partition(|(record, ..)| record.seq() <= after);
        page.extend(rows.records);
        let before = before.last().map(|(record, hash, _)| (record.seq(), *hash));
        Ok(TrailPage { before, records: page, more, unreadable: begun.unreadable.or(rows.unreadable) })
    }

    /// The records of the last row that begins with this number or before it.
    async fn row_of(&self, trail: &TrailId, seq: u64) -> Result<Rows, StoreError> {
        if seq == 0 {
            return Ok(Rows::default());
        }
        let asked = self
            .dynamodb
            .query()
            .table_name(&self.trail)
            .key_condition_expression("pk = :pk AND sk <= :seq")
            .expression_attribute_values(":pk", text(trail.to_string()))
            .expression_attribute_values(":seq", text(keys::seq(seq.min(MAX_SEQ))))
            .scan_index_forward(false)
            .limit(1)
            .consistent_read(true);
        let page = asked.send().await.map_err(StoreError::unavailable("Query"))?;
        Ok(Rows::of(&page.items.unwrap_or_default()))
    }

    async fn rows_after(&self, trail: &TrailId, after: u64) -> Result<(Rows, bool), StoreError> {
        let asked = self
            .dynamodb
            .query()
            .table_name(&self.trail)
            .key_condition_expression("pk = :pk AND sk > :after")
            .expression_attribute_values(":pk", text(trail.to_string()))
            .expression_attribute_values(":after", text(keys::seq(after.min(MAX_SEQ))))
            .consistent_read(true);
        let page = asked.send().await.map_err(StoreError::unavailable("Query"))?;
        let more = page.last_evaluated_key.is_some();
        Ok((Rows::of(&page.items.unwrap_or_default()), more))
    }

    /// Where a trail goes on whose next row is taken: one query, which reads the key of the last row alone.
    pub async fn way_round(&self, row: &TakenRow, is_foreseen: bool, seed: [u8; 16]) -> Result<Resumption, StoreError> {
        let asked = self
            .dynamodb
            .query()
            .table_name(&self.trail)
            .key_condition_expression("pk = :pk AND sk <= :last")
            .expression_attribute_values(":pk", text(row.trail.to_string()))
            .expression_attribute_values(":last", text(keys::seq(MAX_SEQ)))
            .projection_expression("pk, sk")
            // Said though it follows: the role allows no other.
            .select(Select::SpecificAttributes)
            .scan_index_forward(false)
            .limit(1)
            .consistent_read(true);
        let page = asked.send().await.map_err(StoreError::unavailable("Query"))?;
        let last = page.items.unwrap_or_default().first().map(Key::of);
        // A key of another form sorts among the others, and says nothing of how far they go.
        let is_number = |key: &Key| key.sk.parse().is_ok_and(|seq| keys::seq(seq) == key.sk);
        let highest = last.filter(|key| !is_foreseen && is_number(key)).and_then(|key| key.sk.parse().ok());
        Ok(Resumption::beyond(row.trail.clone(), row.seq, highest, seed))
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
        let hash = digest(fields, "hash").ok_or_else(|| corrupt(&key, "hash", &"is not a SHA-256"))?;
        let record = Record::parse(text.to_owned()).map_err(|e| corrupt(&key, "record", &e))?;
        let personal = attribute(fields, "personal").map(|text| Personal::stored(text.to_owned()));
        Ok((record, hash, personal))
    });
    each.collect()
}

/// A hash as bytes.
pub(crate) fn digest(item: &Item, name: &str) -> Option<Digest> {
    let bytes = item.get(name)?.as_b().ok()?.as_ref();
    bytes.try_into().ok().map(Digest::from_bytes)
}
