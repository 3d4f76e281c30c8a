//! What an org allows its shares to be, overridden per project. Every effective value knows its layer.

mod effective;
mod notice;
mod overrides;

pub use effective::{DEFAULT_EXPIRY_DAYS, Layer, MAX_EXPIRY_DAYS, Policy, Setting};
pub use overrides::Overrides;
