//! Why a transaction was not carried out, told apart by what to do about it.

use aws_sdk_dynamodb::{
    error::SdkError, operation::transact_write_items::TransactWriteItemsError,
    types::error::TransactionCanceledException,
};
use vestibule_domain::audit::Entry;

use crate::error::{RowError, StoreError, TakenRow};

/// The target of what is told of each commit that found its row of the trail taken: `at`, its instant in milliseconds.
pub const TAKEN: &str = "vestibule::taken";

/// The reason of an item whose condition does not hold.
const CHECK_FAILED: &str = "ConditionalCheckFailed";

/// Why a change was not committed.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// Somebody else wrote first: load again, decide again.
    #[error("the state was changed in the meantime")]
    Overtaken,
    /// DynamoDB takes no more just now: wait a little, then the same.
    #[error("the table takes no more writes just now")]
    Throttled,
    /// The idempotency key has a stored answer already.
    #[error("this request was carried out before")]
    Repeated,
    /// The next row of the trail is there already, though its aggregate does not know it. No race is lost: trying again
    /// finds the same.
    #[error(transparent)]
    TrailTaken(#[from] TakenRow),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// An error that may be a taken row.
pub trait MayBeTaken {
    fn taken(&self) -> Option<&TakenRow>;
}

impl MayBeTaken for CommitError {
    fn taken(&self) -> Option<&TakenRow> {
        match self {
            Self::TrailTaken(row) => Some(row),
            Self::Overtaken | Self::Throttled | Self::Repeated | Self::Store(_) => None,
        }
    }
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

/// The reasons stand in the order of the items: those of the trails and of the stored answer mean something of their own.
pub(super) fn read<'a>(
    error: SdkError<TransactWriteItemsError>,
    (trail_at, entries): (usize, impl Iterator<Item = &'a Entry>),
    answer_at: usize,
) -> CommitError {
    if let Some(TransactWriteItemsError::TransactionCanceledException(canceled)) = error.as_service_error() {
        let codes = codes(canceled);
        if codes.get(answer_at) == Some(&CHECK_FAILED) {
            return CommitError::Repeated;
        }
        let entries: Vec<_> = entries.collect();
        let trails = trail_at..trail_at + entries.len();
        let only_trails = codes.iter().enumerate().all(|(at, code)| trails.contains(&at) || *code == "None");
        let mut of_trails = entries.iter().zip(codes.iter().skip(trail_at));
        if let Some((entry, _)) = of_trails.find(|(_, code)| **code == CHECK_FAILED).filter(|_| only_trails) {
            return taken(entry);
        }
    }
    without_trail(error)
}

/// Of a transaction that leaves no record.
pub(crate) fn without_trail(error: SdkError<TransactWriteItemsError>) -> CommitError {
    if let Some(TransactWriteItemsError::TransactionCanceledException(canceled)) = error.as_service_error() {
        let codes = codes(canceled);
        let is = |wanted: &[&str]| codes.iter().any(|code| wanted.contains(code));
        if is(&[CHECK_FAILED, "TransactionConflict"]) {
            return CommitError::Overtaken;
        }
        if is(&["ThrottlingError", "ProvisionedThroughputExceeded"]) {
            return CommitError::Throttled;
        }
    }
    CommitError::Store(StoreError::unavailable("TransactWriteItems")(error))
}

fn codes(canceled: &TransactionCanceledException) -> Vec<&str> {
    canceled.cancellation_reasons().iter().map(|reason| reason.code().unwrap_or("None")).collect()
}

/// The log says it, and it is counted: there is an alarm for it.
fn taken(entry: &Entry) -> CommitError {
    let Some(first) = entry.records().first().map(|appended| &appended.record) else { return CommitError::Overtaken };
    let row = TakenRow { trail: first.trail().clone(), seq: first.seq() };
    tracing::error!(trail = %row.trail, row = row.seq, "a row of the trail is taken");
    tracing::info!(target: TAKEN, at = first.at().as_millisecond());
    row.into()
}
