//! What `cargo dev` is beside the system: its flags, how it is told to stop, and what it says.

mod advice;
mod flags;
mod stop;
mod tokens;
mod welcome;

pub(crate) use advice::advice;
pub(crate) use flags::Flags;
pub(crate) use stop::Stop;
pub(crate) use tokens::write_tokens;
pub(crate) use welcome::welcome;
