//! The trail: what happened, chained so that any flip, drop, swap or insertion is found.

mod chain;
mod event;
mod stamp;

pub use chain::{Broken, Digest, Entry, Head, Personal, Record, TrailId, verify};
pub use event::Event;
pub use stamp::{Actor, Origin, Stamp};
