//! The rules of Vestibule as pure functions: state, command and instant in; a [`Change`] or a typed
//! refusal out. No async, clock, randomness, AWS or HTTP.

pub mod audit;
pub mod change;
pub mod file;
pub mod gate;
pub mod id;
pub mod member;
pub mod org;
pub mod outbox;
pub mod password;
pub mod policy;
pub mod run;
pub mod session;
pub mod share;
pub mod slug;
pub mod task;
pub mod text;
pub mod token;
pub mod upload;
pub mod zone;

#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod laws;

pub use change::Change;
pub use jiff::Timestamp;
