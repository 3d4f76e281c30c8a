//! The pages a guest sees. Pure: what is shown is decided here, from state and instant, without I/O.

mod agreed;
mod barred;
mod check;
mod comments;
mod context;
mod decision;
mod document;
mod document_decision;
mod end;
mod fields;
mod files;
mod frame;
mod handed_back;
mod invitation;
mod landing;
mod may;
mod not_opened;
mod opening;
mod problem;
mod reading;
mod receipt;
mod refused;
mod reviewed;
mod revision_receipt;
mod stage;
mod task;
mod typed_back;
mod undecided;
mod unkept;
mod unsent;
mod words;
mod work;

#[cfg(test)]
mod tests;

pub(crate) use barred::barred_by;
pub use check::{CheckView, check};
pub use document::{DocumentView, document};
pub use end::{
    DeadView, dead, failure, no_cookie, not_found, not_valid, opened_before, replaced, requested, session_ended,
    stopped,
};
pub use frame::asset;
pub use invitation::invitation;
pub use landing::{ARRIVE, landing};
pub use opening::InvitationView;
pub use problem::{any_problem, problem};
pub use reading::reading;
pub use receipt::{ReceiptView, receipt};
pub(crate) use reviewed::work_on;
pub use reviewed::{ReviewedView, UnsentReviewView, reviewed, unsent_review};
pub use revision_receipt::{RevisionReceiptView, revision_receipt};
pub use undecided::{NotDecided, UnkeptDecision};
pub use unkept::{NotAdded, Unkept, UnkeptComment, UnkeptTask, UnkeptThere};
pub use unsent::unsent;
pub use vestibule_pages::field::typed;
pub use work::{WorkView, work};
