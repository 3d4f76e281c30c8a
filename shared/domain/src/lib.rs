//! The rules of Vestibule as pure functions: state, act and stamp in; a [`Decision`] or a typed refusal out. No async,
//! clock, randomness, AWS or HTTP.
//!
//! The modules are floors: each imports from those above it in this list, never from those below.

mod with_all;

pub mod value;

pub mod audit;

pub mod outbox;

pub mod change;

pub mod decision;

pub mod policy;

pub mod staff;

pub mod file;

pub mod task;

pub mod export;

pub mod run;

pub mod work_package;

pub mod document;

pub mod share;

pub mod step;

pub mod gate;

pub mod work;

pub mod events;

#[cfg(test)]
mod laws;

#[cfg(test)]
extern crate self as vestibule_domain;
/// The builders that every crate's tests share; they speak of this crate by its name.
#[cfg(test)]
#[path = "../../fixtures/src/lib.rs"]
#[allow(dead_code, unreachable_pub, unused_imports, reason = "not every builder is for these tests")]
mod fixtures;

pub use change::Change;
pub use decision::{Act, Decision};
pub use jiff::Timestamp;
