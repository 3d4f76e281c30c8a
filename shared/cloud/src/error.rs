//! What can go wrong between us and AWS, with its source kept for operators.

use std::error::Error;

/// An item of a table that does not read as what it should be. Names its place.
#[derive(Debug, thiserror::Error)]
#[error("item {pk} / {sk}: attribute {attribute}: {problem}")]
pub struct RowError {
    pub pk: String,
    pub sk: String,
    pub attribute: String,
    pub problem: String,
}

/// A call to AWS that brought no answer to work with.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Nothing is known to have happened; trying again is right.
    #[error("{operation} failed")]
    Unavailable {
        operation: &'static str,
        #[source]
        source: Box<dyn Error + Send + Sync>,
    },
    #[error(transparent)]
    Corrupt(#[from] RowError),
}

impl StoreError {
    pub(crate) fn unavailable<E: Error + Send + Sync + 'static>(operation: &'static str) -> impl FnOnce(E) -> Self {
        move |source| Self::Unavailable { operation, source: Box::new(source) }
    }
}
