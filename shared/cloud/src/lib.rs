//! The adapters to AWS: what the domain decided becomes transactions, objects, mails and events.

pub mod account;
pub mod bus;
pub mod commit;
pub mod contention;
mod due;
pub mod error;
pub mod events;
pub mod exports;
pub mod files;
pub mod index;
pub mod keyring;
mod keys;
mod known_texts;
pub mod listing;
pub mod mail;
mod mail_counts;
pub mod meter;
pub mod outbox;
pub mod packing;
pub mod place_activity;
mod register_list;
mod rows;
mod step_news;
pub mod store;
pub mod stored_answer;
pub mod tables;
mod texts;
pub mod trail;
pub mod units;

pub use commit::{Commit, CommitError};
pub use due::DueShare;
pub use error::{RowError, StoreError};
pub use rows::{ListedMember, Stored};
pub use store::Store;
