//! The demo: two orgs with their people, and in Acme's procurement a flow with a share that is ready to
//! be opened. Everything but the founding goes through the same API that a host application calls.

mod flow;
mod people;

pub use flow::{DemoError, share};
pub use people::{found, people};
