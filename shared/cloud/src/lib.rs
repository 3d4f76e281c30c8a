//! The adapters to AWS: what the domain decided becomes transactions, objects, mails and events.

pub mod account;
pub mod bus;
pub mod commit;
pub mod contention;
pub mod error;
pub mod files;
pub mod keyring;
mod keys;
pub mod listing;
pub mod mail;
pub mod meter;
pub mod outbox;
pub mod receipt;
mod rows;
pub mod store;
pub mod tables;
pub mod trail;

pub use commit::{Commit, CommitError};
pub use error::{RowError, StoreError};
pub use rows::Stored;
pub use store::Store;
