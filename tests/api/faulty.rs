//! A way to AWS that fails on purpose, under the SDK: every call of every operation can be hit by its number.

mod answers;
mod client;
mod evidence;
mod operation;
mod plan;

pub(crate) use evidence::is_done;
pub(crate) use operation::Operation;
pub(crate) use plan::{Extent, Fault, Faults};
