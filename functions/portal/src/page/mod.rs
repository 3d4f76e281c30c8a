//! The pages a guest sees. Pure: what is shown is decided here, from state and instant, without I/O.

mod agreed;
mod check;
mod comments;
mod context;
mod decision;
mod end;
mod fields;
mod files;
mod frame;
mod handed_back;
mod invitation;
mod landing;
mod problem;
mod reading;
mod receipt;
mod reviewed;
mod stage;
mod task;
mod undecided;
mod unkept;
mod unsent;
mod words;
mod work;

#[cfg(test)]
mod tests;

pub use check::{CheckView, check};
pub use decision::not_decided;
pub use end::{
    DeadView, dead, failure, no_cookie, not_found, not_valid, opened_before, replaced, requested, session_ended,
    stopped,
};
pub use frame::asset;
pub use invitation::{InvitationView, Who, invitation};
pub use landing::{ARRIVE, landing};
pub use problem::{any_problem, problem};
pub use reading::reading;
pub use receipt::{ReceiptView, receipt};
pub use reviewed::{ReviewedView, reviewed};
pub use undecided::{NotDecided, UnkeptDecision};
pub use unkept::{NotAdded, Unkept, UnkeptComment, UnkeptTask};
pub use unsent::unsent;
pub use vestibule_pages::field::typed;
pub use work::{WorkView, work};
