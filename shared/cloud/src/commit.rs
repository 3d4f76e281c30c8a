//! A change becomes one transaction: state, trail, outbox and stored result, all or nothing.

use aws_sdk_dynamodb::{
    error::SdkError,
    operation::transact_write_items::TransactWriteItemsError,
    types::{ConditionCheck, Delete, Put, TransactWriteItem},
};
use vestibule_domain::{Change, audit::Entry, id::OutboxId, member::Member, outbox::Outgoing};

use crate::{
    error::{RowError, StoreError},
    keys::{self, Item, Key, index, number, text},
    receipt::Receipt,
    rows::{Stored, Write, corrupt},
    store::Store,
};

/// The target of what is told of each record once it is in the trail: `kind`, `verdict` of a file that was let
/// in, and `at`, its instant in milliseconds. Whoever counts what happens listens there; nothing else is told.
pub const RECORDED: &str = "vestibule::recorded";

/// Why a change was not committed.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// Somebody else wrote first: load again, decide again.
    #[error("the state was changed in the meantime")]
    Overtaken,
    /// The idempotency key has a stored result already.
    #[error("this request was carried out before")]
    Repeated,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl CommitError {
    /// For callers that have no request to answer: what remains when the races are over.
    pub fn into_store_error(self) -> StoreError {
        match self {
            Self::Store(error) => error,
            other => StoreError::Unavailable { operation: "TransactWriteItems", source: Box::new(other) },
        }
    }
}

impl From<RowError> for CommitError {
    fn from(error: RowError) -> Self {
        Self::Store(error.into())
    }
}

/// What else belongs to a commit.
#[derive(Debug, Clone, Copy, Default)]
pub struct Commit<'a> {
    /// Whose authority the decision rests on: their role must still be the one that was read.
    pub authority: Option<&'a Member>,
    /// The result to store under the request's idempotency key.
    pub receipt: Option<&'a Receipt>,
    /// The bundle of messages that is delivered with this.
    pub delivered: Option<OutboxId>,
}

impl Store {
    /// Commits a change.
    pub async fn commit<S: Stored>(&self, change: &Change<S>) -> Result<(), CommitError> {
        self.commit_with(change, Commit::default()).await
    }

    /// Commits a change together with what else belongs to it.
    pub async fn commit_with<S: Stored>(&self, change: &Change<S>, with: Commit<'_>) -> Result<(), CommitError> {
        let mut items: Vec<_> = change.state().writes()?.into_iter().map(|w| self.put(w)).collect();
        items.push(self.append(change.entry())?);
        if let Some(outgoing) = change.outgoing() {
            items.push(self.send(outgoing)?);
        }
        if let Some(member) = with.authority {
            items.push(self.check(member));
        }
        if let Some(id) = with.delivered {
            items.push(self.remove(&Key::outbox(id)));
        }
        let receipt_at = items.len();
        items.extend(with.receipt.map(|r| self.remember(r)));
        let sent = self.dynamodb.transact_write_items().set_transact_items(Some(items)).send().await;
        sent.map_err(|error| refused(error, receipt_at))?;
        tell(change.entry());
        Ok(())
    }

    fn put(&self, write: Write) -> TransactWriteItem {
        let put = Put::builder().table_name(&self.state).set_item(Some(write.item));
        let put = if write.expected == 0 {
            put.condition_expression("attribute_not_exists(pk)")
        } else {
            put.condition_expression("version = :read").expression_attribute_values(":read", number(write.expected))
        };
        TransactWriteItem::builder().put(built(put.build())).build()
    }

    /// One row per commit and trail; rows are only ever added.
    fn append(&self, entry: &Entry) -> Result<TransactWriteItem, RowError> {
        let mut rows = Vec::new();
        let (mut pk, mut sk) = (String::new(), String::new());
        for (record, hash, personal) in entry.records() {
            if rows.is_empty() {
                (pk, sk) = (record.trail.to_string(), keys::seq(record.seq));
            }
            let json = |value: serde_json::Result<String>| {
                value.map(text).map_err(|e| corrupt(&Key { pk: pk.clone(), sk: sk.clone() }, "records", &e))
            };
            rows.push(aws_sdk_dynamodb::types::AttributeValue::M(Item::from([
                ("record".into(), json(serde_json::to_string(record))?),
                ("hash".into(), text(hash.to_string())),
                ("personal".into(), json(serde_json::to_string(personal))?),
            ])));
        }
        let put = Put::builder()
            .table_name(&self.trail)
            .item("pk", text(pk))
            .item("sk", text(sk))
            .item("records", aws_sdk_dynamodb::types::AttributeValue::L(rows))
            .condition_expression("attribute_not_exists(pk)");
        Ok(TransactWriteItem::builder().put(built(put.build())).build())
    }

    fn send(&self, outgoing: &Outgoing) -> Result<TransactWriteItem, RowError> {
        let key = Key::outbox(outgoing.id);
        let body = serde_json::to_string(outgoing).map_err(|e| corrupt(&key, "body", &e))?;
        let mut item = key.item();
        item.insert("body".into(), text(body));
        item.insert("due".into(), text(index::DUE_OUTBOX));
        item.insert("due_at".into(), text(keys::instant(outgoing.at)));
        let put = Put::builder()
            .table_name(&self.state)
            .set_item(Some(item))
            .condition_expression("attribute_not_exists(pk)");
        Ok(TransactWriteItem::builder().put(built(put.build())).build())
    }

    fn check(&self, member: &Member) -> TransactWriteItem {
        let check = ConditionCheck::builder()
            .table_name(&self.state)
            .set_key(Some(Key::member(&member.sub).item()))
            .condition_expression("version = :read")
            .expression_attribute_values(":read", number(member.version));
        TransactWriteItem::builder().condition_check(built(check.build())).build()
    }

    fn remove(&self, key: &Key) -> TransactWriteItem {
        let delete = Delete::builder().table_name(&self.state).set_key(Some(key.item()));
        TransactWriteItem::builder().delete(built(delete.build())).build()
    }

    /// A result whose time to live is over may be replaced even if DynamoDB has not removed it yet.
    fn remember(&self, receipt: &Receipt) -> TransactWriteItem {
        let put = Put::builder()
            .table_name(&self.state)
            .set_item(Some(receipt.item()))
            .condition_expression("attribute_not_exists(pk) OR #ttl <= :now")
            .expression_attribute_names("#ttl", "ttl")
            .expression_attribute_values(":now", number(receipt.at.as_second()));
        TransactWriteItem::builder().put(built(put.build())).build()
    }
}

/// What did not commit is not told, nor is what was found to be committed before.
fn tell(entry: &Entry) {
    for (record, ..) in entry.records() {
        let event = serde_json::to_value(&record.event).unwrap_or_default();
        let (kind, verdict) = (event["kind"].as_str(), event["facts"]["verdict"].as_str());
        tracing::info!(target: RECORDED, kind, verdict, at = record.at.as_millisecond());
    }
}

/// Table, key, item and condition are all set above.
#[expect(clippy::unwrap_used, reason = "every required member is set by the callers in this file")]
fn built<T>(item: Result<T, aws_sdk_dynamodb::error::BuildError>) -> T {
    item.unwrap()
}

/// Tells a lost race and a repeated request from trouble.
fn refused(error: SdkError<TransactWriteItemsError>, receipt_at: usize) -> CommitError {
    if let Some(TransactWriteItemsError::TransactionCanceledException(canceled)) = error.as_service_error() {
        let codes: Vec<_> = canceled.cancellation_reasons().iter().map(|r| r.code().unwrap_or("None")).collect();
        if codes.get(receipt_at) == Some(&"ConditionalCheckFailed") {
            return CommitError::Repeated;
        }
        if codes.iter().any(|c| matches!(*c, "ConditionalCheckFailed" | "TransactionConflict")) {
            return CommitError::Overtaken;
        }
    }
    CommitError::Store(StoreError::unavailable("TransactWriteItems")(error))
}
