//! The pages a guest sees. Pure: what is shown is decided here, from state and instant, without I/O.

mod answer;
mod assets;
mod end;
mod field;
mod file;
mod flaw;
mod form;
mod frame;
mod hint;
mod invitation;
mod landing;
mod number;
mod paragraphs;
mod problem;
mod receipt;
mod size;
mod task;
mod words;
mod work;

#[cfg(test)]
mod tests;

pub use assets::asset;
pub use end::{DeadView, dead, failure, not_found, not_valid, requested, session_ended, stopped};
pub use form::typed;
pub use invitation::{InvitationView, invitation};
pub use landing::landing;
pub use problem::problem;
pub use receipt::{ReceiptView, receipt};
pub use work::{WorkView, work};
