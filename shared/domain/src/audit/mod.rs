//! The trail: what happened, chained so that any flip, drop, swap or insertion is found.
//!
//! A record is its canonical text. Chain, listing and verification read its header only, so that an older
//! program verifies and lists kinds that came later.

mod chain;
mod entry;
mod fact;
mod head;
mod record;
mod resumption;
mod row;
mod stamp;

pub use chain::{Broken, Chain, WholeRecord};
pub use entry::{Appended, Entry};
pub(crate) use fact::facts;
pub use fact::{Fact, Kind};
pub use head::{Head, MAX_SEQ, TrailId};
pub use record::{About, NotARecord, Personal, Record};
pub use resumption::Resumption;
pub use row::{NotWritten, check_row};
pub use stamp::{Actor, Source, Stamp};
